"""A whole book traced at once is every item of it traced alone."""

from datetime import date
from pathlib import Path

from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.desk.trace_all import Held, trace_all

BOOK = Path(__file__).parents[2] / "examples" / "motor-maker"
DAY = date(2026, 11, 24)
ROOM = 10**9


def test_the_example_book_at_once_holds_what_each_item_holds_alone() -> None:
    law = answering.load_law()
    book = answering.open_book(BOOK, law)
    asked = answering.request(law, on=str(DAY), known_on=str(DAY), regimes=["cn"])
    found = list(trace_all(book, law, asked, ROOM, lambda _: None))
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
    rows: list[Held] = list(trace_all(book, law, asked, ROOM, lambda _: None))
    for held in rows:
        units.setdefault(held.by, set()).add(held.unit)
    assert units["value"] <= {"EUR", "CNY", "USD", "JPY"}
