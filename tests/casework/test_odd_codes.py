"""A code that is written like none of those that the law has of its regime is remarked on: it may be a slip, and settles much."""

import pytest

from xenotime.casework.odd_codes import odd_codes
from xenotime.desk.answering import load_law
from xenotime.facts.book import Book
from xenotime.facts.item import Item

LAW = load_law()


def said(*codes: str) -> tuple[str, ...]:
    return odd_codes(Book("b", items={"M": Item("M", codes=codes)}), LAW)


@pytest.mark.parametrize("code", ["us:99", "us:3A0001", "cn:C902", "us:A", "uk:A001"])
def test_a_slip_is_named(code: str) -> None:
    (remark,) = said("us:EAR99", code)
    assert remark.startswith("M: ")
    assert code in remark
    assert "EAR99" not in remark


@pytest.mark.parametrize(
    "code",
    [
        "us:3A991",
        "us:ear99",
        "us:1C992.b",
        "cn:1C902.e",
        "eu:3A001.a",
        "uk:ML1",
        "uk:3A001",
        "us:none",
        "us-ofac:none",
    ],
)
def test_a_code_as_the_lists_write_them_is_not(code: str) -> None:
    """Also one that they do not have: they are not all of every regime."""
    assert said(code) == ()


def test_nothing_is_said_where_the_law_has_no_codes_of_a_regime() -> None:
    assert said("us-ofac:EAR99", "jp:1-1") == ()
