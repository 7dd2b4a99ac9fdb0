"""The tree of a trace adds up: what flows into the item is what the exact trace finds in it."""

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from xenotime.casework.sightings import Desk
from xenotime.casework.tracetree import NOT_KNOWN, TraceTree, expected, start_days, trace_trees
from xenotime.exact import Range, exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Item, Lot
from xenotime.law.lawbook import Lawbook
from xenotime.reading.book.reader import read_book
from xenotime.reading.law.files import read_law
from xenotime.reading.shipped.estimates import read_estimates

ROOT = Path(__file__).parents[2]
ON, KNOWN = date(2026, 12, 15), date(2026, 11, 24)


@cache
def law() -> Lawbook:
    return read_law([ROOT / "law"])


def trees(book: Book, item: str) -> tuple[TraceTree, ...]:
    return trace_trees(Desk(book, law(), ON, KNOWN), law(), book.items[item], ON, KNOWN, ("cn",))


def mass_of_listed(book: Book, item: str) -> TraceTree:
    """The tree of what annex 1 of No. 61 looks for, by mass."""
    listed = "cn/2025-61/annex-1-part-1"
    return next(each for each in trees(book, item) if (each.list_id, each.by) == (listed, "mass"))


def flown_into(tree: TraceTree, item: str) -> Range:
    total = exactly(0)
    for flow in tree.flows:
        if flow.end == item:
            total = total + flow.amount
    return total


def test_what_flows_into_every_motor_is_what_is_in_it() -> None:
    book = read_book(ROOT / "examples" / "motor-maker")
    for item in ("TM-CN", "TM-JP", "TM-XX", "ROT-XX"):
        for tree in trees(book, item):
            into = flown_into(tree, item)
            assert into.low <= tree.total.low
            assert into.high is None or (tree.total.high is not None and tree.total.high <= into.high)


def test_a_declared_magnet_is_exact_all_the_way_and_names_its_document() -> None:
    book = read_book(ROOT / "examples" / "motor-maker")
    tree = mass_of_listed(book, "TM-CN")
    (place,) = tree.places
    assert (place.what, place.origin, place.tier, place.amount) == ("DyFe2 in MAG-CN", "CN", 2, tree.total)
    assert any("DECL-CN" in source.evidence for source in place.sources)
    assert {flow.amount for flow in tree.flows} == {tree.total}


def test_silence_is_a_place_of_its_own() -> None:
    book = read_book(ROOT / "examples" / "motor-maker")
    places = [place for tree in trees(book, "TM-XX") for place in tree.places]
    assert {place.origin for place in places} == {NOT_KNOWN}
    assert {place.sources[0].kind for place in places} == {"nobody says"}


def test_a_shared_part_flows_on_every_way_to_it() -> None:
    def made(name: str, mass: str) -> Item:
        return Item(
            name,
            kind=("goods",),
            form=("part",),
            made_in=("DE",),
            mass_kg=exactly(Fraction(mass)),
            codes=("cn:none",),
        )

    closed = tuple(ContentRow(name, OTHERS, absent=True, share=exactly(0)) for name in ("A", "B", "C"))
    dy = ContentRow("C", "Dy", form=("metal",), share=exactly(Fraction(1, 2)), origin=("CN",), present=True)
    book = Book(
        items={each.id: each for each in (made("A", "9"), made("B", "3"), made("C", "1"))},
        bill=(BillLine("A", "B", exactly(2)), BillLine("A", "C", exactly(1)), BillLine("B", "C", exactly(3))),
        contents=(*closed, dy),
    )
    tree = mass_of_listed(book, "A")
    assert tree.total == exactly(Fraction(7, 2))
    amounts = {(flow.start, flow.end): flow.amount for flow in tree.flows}
    assert amounts["C", "A"] == exactly(Fraction(1, 2))
    assert amounts["C", "B"] == amounts["B", "A"] == exactly(3)
    assert amounts["from CN", "C"] == tree.total
    assert tree.tiers == {"A": 0, "B": 1, "C": 2}


def test_stock_is_told_apart_by_the_day_on_which_the_rules_start() -> None:
    magnet = Item("M", name="Magnet N42SH", mass_kg=exactly(1))
    lots = {
        "OLD": Lot("OLD", "M", bought_on=date(2025, 11, 30)),
        "NEW": Lot("NEW", "M", bought_on=date(2025, 12, 1)),
    }
    days = start_days(law(), KNOWN, ("cn",), ON)
    assert date(2025, 12, 1) in days
    book = Book(items={"M": magnet}, lots=lots)
    (found,) = expected(Desk(book, law(), ON, KNOWN), magnet, read_estimates(), frozenset({"Dy"}), days)
    said = next(each for each in found.vintages if each.day == date(2025, 12, 1)).says()
    assert said == "bought before 2025-12-01: OLD; bought from 2025-12-01 on: NEW"
    assert [source.kind for source in found.sources] == ["magnet grade"]
