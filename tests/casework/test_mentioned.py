"""A regime is asked where the book names a country of its own, as the place or as the source of the technology of making."""

import pytest

from xenotime.casework.mentioned import regimes_of
from xenotime.desk.answering import load_law
from xenotime.facts.book import Book
from xenotime.facts.item import Item

LAW = load_law()


def asked(*steps: str) -> tuple[str, ...]:
    return regimes_of(Book("b", items={"M": Item("M", made_in=("JP",), made_with=steps)}), LAW)


@pytest.mark.parametrize("step", ["technology:US:3E001", "magnet:US", "plant:US"])
def test_technology_of_a_country_brings_in_its_law(step: str) -> None:
    assert "us" in asked("metal:JP", step)


def test_technology_of_others_does_not() -> None:
    assert "us" not in asked("metal:JP", "magnet:CN")
    assert "us" not in asked()
