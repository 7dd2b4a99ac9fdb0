"""A regime is asked where the book names a country of its own, as the place or as the source of the technology of making."""

from datetime import date

import pytest

from xenotime.casework.mentioned import regimes_of
from xenotime.desk.answering import book_words, load_law
from xenotime.desk.shipment_cells import Cells, regimes_of_cells
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.shipment import Shipment

LAW = load_law()


def asked(*steps: str) -> tuple[str, ...]:
    return regimes_of(Book("b", items={"M": Item("M", made_in=("JP",), made_with=steps)}), LAW)


@pytest.mark.parametrize("step", ["technology:US:3E001", "magnet:US", "plant:US"])
def test_technology_of_a_country_brings_in_its_law(step: str) -> None:
    assert "us" in asked("metal:JP", step)


def test_technology_of_others_does_not() -> None:
    assert "us" not in asked("metal:JP", "magnet:CN")
    assert "us" not in asked()


def asked_of(**shipment: object) -> tuple[str, ...]:
    item, line = Item("M", made_in=("JP",)), Shipment("S", "M", date(2026, 11, 1), **shipment)  # type: ignore[arg-type]
    return regimes_of(Book("b", items={"M": item}, shipments=(line,)), LAW)


@pytest.mark.parametrize(
    ("shipment", "is_asked"),
    [
        ({"origin": ("JP",), "via": ("DE",)}, False),
        ({"origin": ("JP",), "via": ("DE", "US")}, True),
        ({"origin": ("PR",)}, True),
        ({"facts": {"us_person_support": ("yes",)}}, True),
        ({"facts": {"us_person_support": ("no",)}}, False),
        ({"facts": {"humanitarian_confirmed": ("yes",)}}, False),
    ],
)
def test_a_stop_on_the_way_and_a_fact_of_one_law_bring_it_in(
    shipment: dict[str, object], is_asked: bool
) -> None:
    assert ("us" in asked_of(**shipment)) is is_asked
    cells = {"; ".join(f"{name}={'|'.join(words)}" for name, words in shipment.get("facts", {}).items())}  # type: ignore[attr-defined]
    if "facts" in shipment:
        assert ("us" in regimes_of_cells(LAW, cells)) is is_asked


def test_places_in_cells_of_a_file_are_read_as_those_of_a_book() -> None:
    cells = Cells(Book("b", items={"M": Item("M")}), book_words(LAW))
    assert cells.countries("via", ["none", "", "DE;US", "xx!"]) == {"DE", "US"}
    assert cells.countries("from", ["PR"]) == {"PR"}
