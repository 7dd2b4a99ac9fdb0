"""Frozen facts read back the same."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xenotime.desk import answering
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.keeping.facts_json import UnknownShape, from_json, to_json
from xenotime.keeping.sealed import canonical, legible

AMOUNTS = st.fractions(0, 1000)
RANGES = st.builds(
    lambda low, more: Range(low, None if more is None else low + more), AMOUNTS, st.none() | AMOUNTS
)
WORDS = st.none() | st.lists(st.text("äb;=", max_size=3), max_size=3).map(tuple)
ITEMS = st.builds(
    Item, id=st.text(max_size=4), form=WORDS, mass_kg=st.none() | RANGES, value=st.none() | RANGES,
    value_on=st.none() | st.dates(), facts=st.dictionaries(st.text("ab", min_size=1), WORDS, max_size=2),
)  # fmt: skip
ROWS = st.builds(
    ContentRow, item=st.just("a"), substance=st.text(max_size=3), share=st.none() | RANGES, origin=WORDS,
    detection_limit=st.none() | AMOUNTS, absent=st.booleans(), row=st.integers(0, 9),
)  # fmt: skip


@given(ITEMS, ROWS)
def test_whatever_was_stated_reads_back_exactly(item: Item, row: ContentRow) -> None:
    book = Book(
        items={item.id: item}, contents=(row,), parties={"p": Party("p", not_on=("x",), lists_open=True)}
    )
    assert from_json(Book, json.loads(legible(to_json(book)))) == book


def test_the_example_book_reads_back_exactly() -> None:
    book = answering.open_book(Path(__file__).parents[2] / "examples" / "motor-maker", answering.load_law())
    assert from_json(Book, to_json(book)) == book
    assert canonical(to_json(from_json(Book, to_json(book)))) == canonical(to_json(book))


@pytest.mark.parametrize(
    "wrong", [{"prices": 3}, {"items": {"a": {"id": 5}}}, {"colour": "red"}, [], {"items": {"a": {"id": "a", "value": {"low": "1/0"}}}}]
)  # fmt: skip
def test_what_was_written_for_something_else_is_refused(wrong: object) -> None:
    with pytest.raises(UnknownShape):
        from_json(Book, wrong)


def test_days_and_thirds_stay_what_they_are() -> None:
    item = Item("a", value=Range(Fraction(1, 3), None), value_on=date(2024, 2, 29))
    assert from_json(Item, to_json(item)) == item
