"""The roll-up by levels gives the bounds that the compiled trace gives, on DuckDB; `test_spark.py` has it on two executors."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracing.test_fast_trace import BYS, COLUMNS, KINDS, ROOM, is_near, tellings
from tracing.trace_books import book, item, line, none, row
from tracing.trace_worlds import Telling, worlds
from xenotime.errors import CircularBill
from xenotime.facts.book import Book
from xenotime.screening.rollup import RollUp
from xenotime.screening.stores import DuckStore, Store
from xenotime.tracing.column import By
from xenotime.tracing.fast.sheets import FigureOutOfReach
from xenotime.tracing.fast.trace import FastTrace, Figure
from xenotime.tracing.ledgers import Ledgers

MANY = settings(max_examples=40, deadline=None)
NOTHING = Figure(0, 0)
Figures = dict[tuple[str, int], Figure]


def rolled_up(facts: Book, by: By, store: Store) -> tuple[RollUp, Figures]:
    rolled = RollUp(facts, KINDS, store, by=by, currency="USD")
    rolled.run()
    found = {(of, column): figure for of, column, figure in rolled.figures()}
    store.close()
    return rolled, found


def by_duck(facts: Book, by: By = "value") -> Figures:
    with TemporaryDirectory() as folder:
        return rolled_up(facts, by, DuckStore(Path(folder)))[1]


def assert_same(facts: Book, by: By, rolled: RollUp, found: Figures) -> None:
    """Both lie within their error of the exact bounds, and so do not differ by more than both errors."""
    trace = FastTrace(facts, KINDS, by=by, currency="USD", free=ROOM)
    trace.run()
    assert rolled.error == trace.error
    for number, column in enumerate(KINDS):
        ledger = Ledgers(facts, None).ledger(column, by, "USD")
        for of in facts.items:
            true = ledger.node(of).inside.listed
            for figure in (found.get((of, number), NOTHING), trace.figure(of, number)):
                assert is_near(figure.low, true.low, trace.error), (of, column.name, figure, true)
                assert is_near(figure.high, true.high, trace.error), (of, column.name, figure, true)


@st.composite
def large_books(draw: st.DrawFn) -> tuple[Book, By]:
    """Many worlds, each with what its book hides, side by side in one book; never the plainest, which comes first."""
    assume(draw(st.booleans()))
    by = draw(st.sampled_from(BYS))
    measured = "value" if by == "value" else "mass"
    books = []
    for world in draw(st.lists(worlds(), min_size=25, max_size=40)):
        hidden = frozenset(draw(st.lists(st.sampled_from(world.keys()), max_size=12)))
        books.append(Telling(world, hidden, measured, barrier=draw(st.booleans())).book())
    return side_by_side(books), by


def side_by_side(books: list[Book]) -> Book:
    named = [(f"W{number}.", each) for number, each in enumerate(books)]
    return Book(
        items={p + of: replace(one, id=p + of) for p, each in named for of, one in each.items.items()},
        bill=tuple(
            replace(one, parent=p + one.parent, child=p + one.child) for p, each in named for one in each.bill
        ),
        contents=tuple(replace(one, item=p + one.item) for p, each in named for one in each.contents),
    )


@MANY
@given(tellings())
def test_a_bill_in_levels_on_duckdb_gives_what_the_trace_gives(told: tuple[Telling, By]) -> None:
    facts = told[0].book()
    with TemporaryDirectory() as folder:
        assert_same(facts, told[1], *rolled_up(facts, told[1], DuckStore(Path(folder))))


def test_a_statement_that_equals_its_lines_is_worked_out_with_fractions_before_the_next_level() -> None:
    facts = book(
        item("T", value="10"),
        item("M", value="10"),
        item("P", value="0.1", listed=True, made_in="CN"),
        line("T", "M"),
        line("M", "P", "3"),
        row("M", "Dy", value="0.29999999999999999999", form="metal", origin="CN"),
        none("T", "others"),
    )
    found = by_duck(facts)
    assert found["M", 0] == Figure(0.3, 10, near=True) or found["M", 0].near
    assert found["T", 0].high == 10


def test_an_item_that_contains_itself_is_refused_as_the_trace_refuses_it(tmp_path: Path) -> None:
    facts = book(item("M", value="1"), item("P", value="1"), line("M", "P"), line("P", "M"))
    with pytest.raises(CircularBill) as by_levels:
        RollUp(facts, COLUMNS, DuckStore(tmp_path))
    with pytest.raises(CircularBill) as at_once:
        FastTrace(facts, COLUMNS, free=ROOM)
    assert str(by_levels.value) == str(at_once.value)


def test_figures_that_float64_cannot_carry_are_refused(tmp_path: Path) -> None:
    tall = book(
        *(item(f"I{n}", value="1") for n in range(40)),
        *(line(f"I{n}", f"I{n + 1}", "0.00000001") for n in range(39)),
    )
    with pytest.raises(FigureOutOfReach):
        RollUp(tall, COLUMNS, DuckStore(tmp_path))
