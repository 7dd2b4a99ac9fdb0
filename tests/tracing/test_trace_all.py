"""A whole book traced at once is every item of it traced alone."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.desk.trace_all import Held, How, trace_all
from xenotime.errors import UnreadableRequest

BOOK = Path(__file__).parents[2] / "examples" / "motor-maker"
DAY = date(2026, 11, 24)
ROOM = 10**9


def test_the_example_book_at_once_holds_what_each_item_holds_alone() -> None:
    law = answering.load_law()
    book = answering.open_book(BOOK, law)
    asked = answering.request(law, on=str(DAY), known_on=str(DAY), regimes=["cn"])
    found = list(trace_all(book, law, asked, How(ROOM), lambda _: None))
    alone = Desk(book, law, DAY, DAY)
    assert found
    for held in found:
        column = alone.columns.column(held.asks.list_id, held.asks.origin, held.asks.counting)
        amount = alone.tracer.content(held.item, column, by=held.by).amount
        assert amount is not None
        assert abs(held.low - float(amount.low)) <= 1e-12 * held.low
        assert (held.high is None) == (amount.high is None)
        assert amount.high is None or abs((held.high or 0) - float(amount.high)) <= 1e-12 * amount.high
    named = {(held.item, held.asks, held.by) for held in found}
    for item in book.items:
        for asks, by in {(held.asks, held.by) for held in found}:
            column = alone.columns.column(asks.list_id, asks.origin, asks.counting)
            amount = alone.tracer.content(item, column, by=by).amount
            assert amount is not None
            assert (amount.high != 0) == ((item, asks, by) in named)


def test_every_row_says_its_unit() -> None:
    law = answering.load_law()
    book = answering.open_book(BOOK, law)
    asked = answering.request(law, on=str(DAY), known_on=str(DAY), regimes=["cn"])
    units: dict[str, set[str]] = {}
    rows: list[Held] = list(trace_all(book, law, asked, How(ROOM), lambda _: None))
    for held in rows:
        units.setdefault(held.by, set()).add(held.unit)
    assert units["value"] <= {"EUR", "CNY", "USD", "JPY"}


def test_the_example_book_by_levels_holds_what_it_holds_at_once(tmp_path: Path) -> None:
    law = answering.load_law()
    book = answering.open_book(BOOK, law)
    asked = answering.request(law, on=str(DAY), known_on=str(DAY), regimes=["cn"])
    at_once, by_levels = (
        list(trace_all(book, law, asked, how, lambda _: None))
        for how in (How(ROOM), How(engine="duckdb", beside=tmp_path))
    )
    assert [(each.item, each.asks, each.by, each.unit) for each in by_levels] == [
        (each.item, each.asks, each.by, each.unit) for each in at_once
    ]
    for one, other in zip(by_levels, at_once, strict=True):
        assert abs(one.low - other.low) <= 1e-12 * other.low
        assert one.high == other.high or abs((one.high or 0) - (other.high or 0)) <= 1e-12 * (other.high or 0)
    assert not list(tmp_path.iterdir())


def test_an_engine_that_is_not_there_is_refused_with_those_that_are() -> None:
    law = answering.load_law()
    book = answering.open_book(BOOK, law)
    asked = answering.request(law, on=str(DAY), known_on=str(DAY), regimes=["cn"])
    with pytest.raises(UnreadableRequest, match="Unknown engine"):
        next(trace_all(book, law, asked, How(engine="abacus"), lambda _: None))
