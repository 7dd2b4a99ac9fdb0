"""The fast trace and the exact one are twins."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracing.trace_books import ANY_ORIGIN, CN, EARLIER, ELEMENT, book, item, line, none, row
from tracing.trace_worlds import Telling, worlds
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.item import Lot
from xenotime.tracing.column import By, Column
from xenotime.tracing.content import Tracer
from xenotime.tracing.fast.memory import BillTooLarge
from xenotime.tracing.fast.sheets import FigureOutOfReach
from xenotime.tracing.fast.trace import FastTrace
from xenotime.tracing.ledgers import Ledgers

STOPPED = replace(
    EARLIER, name="A1 with a barrier", stops=lambda item: (True, False, None)[sum(map(ord, item.id)) % 3]
)
KINDS = (
    *(CN, ANY_ORIGIN, EARLIER, ELEMENT, STOPPED),
    replace(CN, name="A1 again", elements=frozenset({"Dy", "Tb"})),
)
COLUMNS = KINDS * 2
"""Three blocks of four, so that a run takes them side by side, and a change one by one."""
MANY = settings(max_examples=150, deadline=None)
ROOM = 10**9
BYS: tuple[By, ...] = ("value", "mass", "pieces")


@st.composite
def tellings(draw: st.DrawFn) -> tuple[Telling, By]:
    world = draw(worlds())
    hidden = frozenset(draw(st.lists(st.sampled_from(world.keys()), max_size=12)))
    by = draw(st.sampled_from(BYS))
    return Telling(world, hidden, "value" if by == "value" else "mass", barrier=draw(st.booleans())), by


def fast(book: Book, by: By = "value", columns: tuple[Column, ...] = COLUMNS) -> FastTrace:
    trace = FastTrace(book, columns, by=by, currency="USD", free=ROOM)
    trace.run()
    return trace


def exact(book: Book, of: str, column: Column, by: By = "value") -> Range:
    return Ledgers(book, None).ledger(column, by, "USD").node(of).inside.listed


def is_near(found: float, true: Fraction | None, error: float) -> bool:
    if true is None:
        return found == float("inf")
    return abs(Fraction(found) - true) <= Fraction(error) * true if found != float("inf") else False


def assert_twins(trace: FastTrace, book: Book, by: By) -> None:
    for number, column in enumerate(trace.columns):
        for of in book.items:
            found, true = trace.figure(of, number), exact(book, of, column, by)
            assert is_near(found.low, true.low, trace.error), (of, column.name, found, true)
            assert is_near(found.high, true.high, trace.error), (of, column.name, found, true)


@MANY
@given(tellings())
def test_the_fast_trace_gives_what_the_exact_one_gives(told: tuple[Telling, By]) -> None:
    facts = told[0].book()
    assert_twins(fast(facts, told[1]), facts, told[1])


@MANY
@given(tellings())
def test_the_number_of_threads_changes_no_bit(told: tuple[Telling, By]) -> None:
    facts = told[0].book()
    one, all_of_them = fast(facts, told[1]), fast(facts, told[1])
    one.run(threads=1)
    assert (one.table.state.amounts == all_of_them.table.state.amounts).all()


@MANY
@given(tellings(), st.data())
def test_a_declaration_later_is_a_declaration_before(told: tuple[Telling, By], data: st.DataObject) -> None:
    telling, by = told
    facts = telling.book()
    kept = data.draw(st.integers(0, len(facts.contents)))
    trace = fast(replace(facts, contents=facts.contents[:kept]), by)
    was = {(of, number): trace.figure(of, number) for of in facts.items for number in range(len(COLUMNS))}
    marked = trace.declare(facts.contents[kept:])
    assert_twins(trace, facts, by)
    moved = {
        of
        for (of, number), old in was.items()
        if (old.low, old.high) != (trace.figure(of, number).low, trace.figure(of, number).high)
    }
    assert moved <= set(marked.items)


@MANY
@given(tellings(), st.data())
def test_a_change_that_the_threads_share_is_the_change_of_one(
    told: tuple[Telling, By], data: st.DataObject
) -> None:
    facts = told[0].book()
    kept = data.draw(st.integers(0, len(facts.contents)))
    shared, alone = (fast(replace(facts, contents=facts.contents[:kept]), told[1]) for _ in range(2))
    new = facts.contents[kept:]
    moved = []
    for trace, many in ((shared, 1), (alone, len(facts.items) + 1)):
        trace.known.add(new)
        numbers = [trace.number[name] for name in dict.fromkeys(row.item for row in new)]
        for number in numbers:
            trace.table.put(number, trace.entries.of(trace.items[number]))
        moved.append(trace.table.change(numbers, range(len(COLUMNS)), many))
    assert (shared.table.state.amounts == alone.table.state.amounts).all()
    assert moved[0].items.tolist() == moved[1].items.tolist()
    assert (moved[0].doubts, moved[0].worked_out) == (moved[1].doubts, moved[1].worked_out)


@MANY
@given(tellings(), st.fractions(Fraction(0), Fraction(1), max_denominator=8))
def test_a_share_reaches_a_threshold_where_the_exact_share_does(
    told: tuple[Telling, By], threshold: Fraction
) -> None:
    telling, by = told
    facts = telling.book()
    trace = fast(facts, by)
    for number, column in enumerate(KINDS):
        for of in facts.items:
            true = Tracer(facts).share(of, column, by=by).amount
            assert true is not None
            assert true.high is not None
            expected = True if true.low >= threshold else False if true.high < threshold else None
            assert trace.reaches(of, number, threshold).truth is expected


def test_a_share_of_exactly_the_threshold_is_decided_with_fractions() -> None:
    facts = book(
        item("M", value="400"),
        item("P", value="0.1", listed=True, made_in="CN"),
        line("M", "P", "3.999"),
        line("M", "P", "0.001"),
        none("M", "others"),
    )
    found = fast(facts).reaches("M", 0, Fraction(1, 1000))
    assert (found.truth, found.near) == (True, True)


def test_a_statement_that_equals_its_lines_is_no_contradiction_and_marked_near() -> None:
    facts = book(
        item("M", value="10"),
        item("P", value="0.1", listed=True, made_in="CN"),
        line("M", "P", "3"),
        row("M", "Dy", value="0.3", form="metal", origin="CN"),
    )
    found = fast(facts).figure("M", 0)
    assert (found.low, found.high, found.near) == (0.3, 0.3, True)


def test_a_statement_a_hair_below_its_lines_is_the_contradiction_that_fractions_see() -> None:
    facts = book(
        item("T", value="10"),
        item("M", value="10"),
        item("P", value="0.1", listed=True, made_in="CN"),
        line("T", "M"),
        line("M", "P", "3"),
        row("M", "Dy", value="0.29999999999999999999", form="metal", origin="CN"),
        none("T", "others"),
    )
    trace = fast(facts)
    assert trace.figure("M", 0).near
    assert trace.figure("M", 0).high == 10
    assert trace.figure("T", 0).high == 10
    assert_twins(trace, facts, "value")


def test_a_bill_that_does_not_fit_is_refused_with_both_figures() -> None:
    with pytest.raises(
        BillTooLarge, match=r"1 parts, 0 lines\) needs 0\.\d MB of memory and 0\.0 MB is free"
    ):
        FastTrace(book(item("M", value="1")), COLUMNS, free=10)


def test_figures_that_float64_cannot_carry_are_refused() -> None:
    tiny = book(item("M", value="1"), item("P", value="1"), line("M", "P", "1"))
    line_of_dust = replace(tiny.bill[0], quantity=Range(Fraction(1, 10**200), Fraction(1)))
    with pytest.raises(FigureOutOfReach):
        fast(replace(tiny, bill=(line_of_dust,)))


def test_a_declaration_is_worked_out_only_where_it_stands_below() -> None:
    facts = book(
        *(item(name, value="10", made_in="JP") for name in ("T", "M", "P", "Q", "N")),
        line("T", "M"),
        line("M", "P"),
        line("N", "Q"),
        *(none(name, "others") for name in ("T", "M", "N", "Q")),
    )
    trace = fast(facts)
    marked = trace.declare([row("P", "Dy", value="1", form="metal", origin="CN"), none("P", "others")])
    assert marked.items == ("P", "M", "T")
    assert (trace.figure("T", 0).low, trace.figure("T", 0).high) == (1, 1)


def test_a_declaration_leaves_what_was_worked_out_with_fractions_beside_it() -> None:
    """`M` and `N` are each decided exactly; only `M` stands above what is declared."""
    facts = book(
        *(item(name, value="10") for name in ("M", "N", "Q")),
        item("P", value="0.1", listed=True, made_in="CN"),
        line("M", "P", "3"),
        line("M", "Q", "1"),
        line("N", "P", "3"),
        *(row(name, "Dy", value="0.29999999999999999999", form="metal", origin="CN") for name in "MN"),
        none("Q", "others"),
    )
    trace = fast(facts)
    assert (trace.figure("M", 0).near, trace.figure("N", 0).near) == (True, True)
    more = row("Q", "Dy", value="0.01", form="metal", origin="CN")
    marked = trace.declare([more])
    assert "N" not in marked.items
    assert trace.figure("N", 0).near
    assert_twins(trace, replace(facts, contents=(*facts.contents, more)), "value")


def test_lots_that_differ_are_a_range_in_both() -> None:
    facts = book(
        item("T", value="90"),
        item("M", value="10", made_in="JP"),
        line("T", "M", "2"),
        *(
            row("M", "Dy", value=worth, form="metal", origin="CN", lot=lot)
            for lot, worth in (("L1", "1"), ("L2", "3"))
        ),
        *(none(name, "others") for name in ("T", "M")),
        Lot("L1", "M"),
        Lot("L2", "M"),
    )
    trace = fast(facts)
    assert (trace.figure("T", 0).low, trace.figure("T", 0).high) == (2, 6)
    assert_twins(trace, facts, "value")


def test_columns_made_anew_are_asked_again_of_everything_above() -> None:
    facts = book(
        *(item(name, value="10", made_in="CN") for name in ("T", "M", "P")),
        line("T", "M"),
        line("M", "P"),
        *(none(name, "others") for name in ("T", "M", "P")),
    )
    listed_since = replace(CN, name="with Dy inside", item_matches=lambda asked: asked.id == "M")
    trace = fast(facts)
    marked = trace.declare(
        [row("P", "Dy", value="1", form="metal", origin="CN")], [listed_since, *COLUMNS[1:]]
    )
    assert set(marked.items) == {"P", "M", "T"}
    found, true = trace.figure("T", 0), exact(marked_book(facts), "T", listed_since)
    assert true == Range(Fraction(10), Fraction(10))
    assert (found.low, found.high) == (10, 10)


def marked_book(facts: Book) -> Book:
    return replace(facts, contents=(*facts.contents, row("P", "Dy", value="1", form="metal", origin="CN")))


def test_a_part_that_brought_nothing_can_begin_to() -> None:
    facts = book(
        *(item(name, value="10") for name in ("T", "P")), line("T", "P"), *(none(n, "others") for n in "TP")
    )
    trace = fast(facts)
    assert trace.table.bill.visited == (0, 0)
    trace.declare([row("P", "Dy", value="1", form="metal", origin="CN", said_by="lab")])
    trace.run()
    assert trace.figure("T", 0).high == 1
