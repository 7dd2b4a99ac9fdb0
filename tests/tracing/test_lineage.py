"""A lot of a product holds the lots of parts that went into it, where the book names them all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tracing.trace_books import CN, DAY, book, ends, item, line, none, row
from xenotime.facts.bill import BillLine
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Lot, UsedLot
from xenotime.tracing.column import Traced
from xenotime.tracing.content import Tracer
from xenotime.tracing.lineage import Lineages

LOTS = tuple(Lot(name, of) for name, of in (("T1", "T"), ("R1", "R"), ("R2", "R"), ("M1", "M"), ("M2", "M")))
PARTS: tuple[Item | BillLine | ContentRow, ...] = (
    *(item(name, value="90", made_in="JP") for name in ("T", "R")),
    item("M", value="10", made_in="JP"),
    line("T", "R"),
    line("R", "M", "2"),
    row("M", "Dy", value="1", form="metal", origin="CN", lot="M1"),
    row("M", "Dy", value="3", form="metal", origin="CN", lot="M2"),
    *(none(name, "others") for name in ("T", "R", "M")),
)


def went(*pairs: str) -> tuple[UsedLot, ...]:
    """`T1<R1` says that of R only R1 went into T1, `T1?R1` that R1 did and others may have."""
    return tuple(UsedLot(pair[:2], pair[3:], complete=pair[2] == "<") for pair in pairs)


def traced(*pairs: str, more: tuple[BillLine | ContentRow, ...] = ()) -> Traced:
    facts = replace(book(*PARTS, *more, *LOTS), used_lots=went(*pairs))
    lineages = Lineages(facts.lots, facts.used_lots)
    return Tracer(facts, DAY, went_in=lineages.of("T1", Tracer(facts, DAY).known.graph)).content("T", CN)


def test_content_is_that_of_the_lots_that_went_in_however_deep() -> None:
    assert ends(traced()) == ("2", "6")
    assert ends(traced("T1<R1", "R1<M1")) == ("2", "2")
    assert ends(traced("T1<R1", "R1<M2")) == ("6", "6")
    assert ends(traced("T1<R1", "T1<R2", "R1<M1", "R2<M2")) == ("2", "6")


def test_a_lot_that_may_not_be_the_only_one_settles_nothing() -> None:
    assert ends(traced("T1<R1", "R1?M1")) == ("2", "6")
    assert ends(traced("T1?R1", "R1<M1")) == ("2", "6")
    assert ends(traced("T1<R1", "T1<R2", "R1<M1")) == ("2", "6")


def test_a_part_that_stands_in_two_places_has_to_be_named_in_both() -> None:
    twice = (line("T", "M"),)
    assert ends(traced("T1<R1", "R1<M1", more=twice)) == ("3", "9")
    assert ends(traced("T1<R1", "R1<M1", "T1<M2", more=twice)) == ("3", "9")
    assert ends(traced("T1<R1", "R1<M1", "T1<M1", more=twice)) == ("3", "3")


def test_what_is_said_of_the_whole_stock_still_speaks_beside_a_lot() -> None:
    spoken = (row("M", "Dy", value="2..4", form="metal", origin="CN", said_by="the trader"),)
    found = traced("T1<R1", "R1<M2", more=spoken)
    assert ends(found) == ("6", "6")


@given(st.sets(st.sampled_from(["T1<R1", "T1<R2", "T1?R1", "R1<M1", "R1<M2", "R2<M1", "R2?M2", "T1<M1"])))
def test_a_lineage_never_widens_and_never_leaves_what_some_lot_may_hold(pairs: set[str]) -> None:
    one, of_any = traced(*sorted(pairs)).amount, traced().amount
    assert one is not None
    assert of_any is not None
    assert of_any.low <= one.low
    assert one.high is not None
    assert of_any.high is not None
    assert one.high <= of_any.high
