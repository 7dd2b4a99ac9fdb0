"""What a range rests on; what is only an estimate is shown and moves no figure."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracing.trace_books import item
from xenotime.exact import Range, exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.estimate import Estimates, Intensity
from xenotime.facts.item import Item, Lot
from xenotime.facts.substance import may_contain
from xenotime.reading.shipped.estimates import read_estimates
from xenotime.tracing.column import Column
from xenotime.tracing.content import Tracer
from xenotime.tracing.fast.trace import FastTrace
from xenotime.tracing.sources import (
    DECLARATION,
    ESTIMATE,
    FORMULA,
    GRADE,
    MEASUREMENT,
    NEVER_SETTLE,
    PUBLISHED,
    RATIO,
    by_formula,
    estimates_of,
    source_of_row,
    told_apart,
)

DY = frozenset({"Dy"})
ROW = ContentRow(
    "M", "Dy", share=exactly(Fraction(3, 100)), present=True, said_by="S", said_on=date(2026, 1, 2)
)
SUFFIXES = ("M", "H", "SH", "UH", "EH", "AH")


def of_list(row: ContentRow) -> bool:
    return row.substance == "the list" or may_contain(row.substance, "Dy") is True


DYSPROSIUM = Column(
    "dysprosium", lambda _: False, of_list, lambda _: True, lambda name: may_contain(name, "Dy") is not False,
    elements=DY, only_substances=True, states_whole=lambda row: row.substance == "the list",
)  # fmt: skip


def mass_in(*rows: ContentRow) -> Range | None:
    book = Book(items={"M": item("M", mass="2", value="10")}, contents=rows)
    return Tracer(book).content("M", DYSPROSIUM, by="mass").amount


def value_in(*rows: ContentRow) -> Range | None:
    book = Book(items={"M": item("M", mass="2", value="10")}, contents=rows)
    return Tracer(book).content("M", DYSPROSIUM).amount


@pytest.mark.parametrize(
    ("claim", "kind"),
    [("measured", MEASUREMENT), ("declared", DECLARATION), ("", DECLARATION), ("estimated", ESTIMATE)],
)
def test_a_row_is_the_source_that_it_claims_to_be(claim: str, kind: str) -> None:
    source = source_of_row(replace(ROW, claim=claim, evidence=("DOC",)))
    assert (source.kind, source.evidence) == (kind, "S on 2026-01-02; DOC")


def test_a_derived_value_is_the_supplier_s_ratio_at_his_own_tier() -> None:
    assert source_of_row(replace(ROW, claim="derived", value=exactly(1))).kind == RATIO


def test_an_estimate_moves_no_figure() -> None:
    estimated = replace(ROW, claim="estimated")
    assert mass_in(estimated) == mass_in()
    assert mass_in(ROW, replace(estimated, share=exactly(Fraction(1, 2)), said_by="T")) == mass_in(ROW)
    assert Tracer(Book(items={"M": item("M")}, contents=(estimated,))).has_substance("M", "Dy").truth is None


def test_an_estimate_of_nothing_is_no_no() -> None:
    nothing = replace(ROW, claim="estimated", absent=True, present=False, share=exactly(0))
    assert Tracer(Book(items={"M": item("M")}, contents=(nothing,))).has_substance("M", "Dy").truth is None


def test_no_estimate_may_settle() -> None:
    assert {GRADE, PUBLISHED, ESTIMATE} <= NEVER_SETTLE


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "text",
    ["N42{}", "42{}", "NMX-42{}", "NMX-S45{}", "N 42{} magnet", "Sintered magnet 42{}", "N-42-{}", "magnet n42 {}",
     "Block magnet 2 x 1 x 1/2 in N42{}", 'Disc 1/4" dia, N42{}-NiCuNi', "烧结钕铁硼 N42{}", "Ｎ４２{}"],
)  # fmt: skip
def test_every_suffix_widens_what_is_asked(suffix: str, text: str) -> None:
    named = Item("M", name=text.format(suffix))
    grade = read_estimates().grade_of(named)
    assert grade is not None
    assert (grade.suffix, set(grade.ask)) == (suffix, {"Dy", "Tb"})
    (source,) = estimates_of(named, Estimates(grades=(grade,)), frozenset({"Dy", "Tb"}))
    assert source.kind == GRADE
    assert not source.settles


@pytest.mark.parametrize(
    "text",
    [
        "N42",
        "42",
        "Motor 42",
        "N4200SH",
        "X42SHY",
        "1042SH",
        "42SHORT",
        "12 in x 40 M cable",
        "Bolt M8 x 35 H",
        "Magnet 1/40 H",
        "Magnet 0.38 H",
        "magnet 30 mH",
    ],
)
def test_a_grade_without_a_suffix_says_nothing(text: str) -> None:
    assert read_estimates().grade_of(Item("M", name=text)) is None


def test_published_figures_grow_with_mass_and_power() -> None:
    low, high = Fraction(1, 1000), Fraction(2, 1000)
    by_mass = Intensity("motor of a kind", "motor", "Dy", "kg of motor", "2020", Range(low, high), low, "S")
    by_power = Intensity("turbine", "wind", "Dy", "MW", "2020", Range(Fraction(10), Fraction(20)), low, "S")
    assert by_mass.of(Item("M", name="Traction motor", mass_kg=exactly(80))) == Range(80 * low, 80 * high)
    assert by_mass.of(Item("M", name="Car with motors", mass_kg=exactly(80))) is None
    assert by_mass.of(Item("M", name="motor")) is None
    assert by_power.of(Item("W", name="wind turbine 500 kW")) == Range(Fraction(5), Fraction(10))


def test_every_published_figure_names_its_source_and_runs_upwards() -> None:
    tables = read_estimates()
    assert tables.intensities
    assert all(
        each.source and each.amount.low <= each.mean <= (each.amount.high or 0) for each in tables.intensities
    )
    assert {each.suffix for each in tables.grades} == set(SUFFIXES)
    assert all(each.source.startswith("https://") for each in tables.grades)


def test_a_formula_says_how_much_of_an_element_a_compound_holds() -> None:
    (source,) = by_formula(replace(ROW, substance="Dy2O3"), DY)
    assert source.kind == FORMULA
    assert "0.8713" in source.says
    assert list(by_formula(ROW, DY)) == []


def test_a_row_about_the_whole_list_closes_it() -> None:
    none = replace(ROW, substance="the list", share=exactly(0), absent=True, present=False)
    band = replace(
        ROW, substance="the list", share=None, value=Range(Fraction(0), Fraction(1, 100)), present=False
    )
    assert value_in(none) == exactly(0)
    assert value_in(band) == Range(Fraction(0), Fraction(1, 100))
    assert value_in() == Range(Fraction(0), Fraction(10))


def test_a_row_about_the_whole_list_says_whether_it_is_there() -> None:
    def has(row: ContentRow) -> bool | None:
        return Tracer(Book(items={"M": item("M")}, contents=(row,))).has_listed("M", DYSPROSIUM).truth

    assert has(replace(ROW, substance="the list", share=exactly(0), absent=True, present=False)) is False
    assert has(replace(ROW, substance="the list", share=None)) is True


days = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 12, 31)))


@given(st.lists(days, max_size=6), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_stock_is_told_apart_by_the_day_and_every_lot_is_told_once(
    bought: list[date | None], day: date
) -> None:
    lots = [Lot(f"L{number}", "M", bought_on=each) for number, each in enumerate(bought)]
    found = told_apart(lots, day)
    assert sorted(lot.id for side in (found.before, found.after, found.undated) for lot in side) == [
        lot.id for lot in lots
    ]
    assert all(lot.bought_on is not None and lot.bought_on < day for lot in found.before)
    assert all(lot.bought_on is not None and lot.bought_on >= day for lot in found.after)


def test_a_mixed_lot_is_a_range_and_one_that_is_not_is_its_own_figure() -> None:
    rows = tuple(
        ContentRow(
            "M", "Dy", share=exactly(Fraction(percent, 100)), present=True, supplier=name, said_by=name
        )
        for name, percent in (("S", 1), ("T", 3))
    )
    lots = {"MIXED": Lot("MIXED", "M"), "PURE": Lot("PURE", "M", supplier="T")}
    tracer = Tracer(Book(items={"M": item("M", mass="1")}, contents=rows, lots=lots))
    assert tracer.content("M", DYSPROSIUM, by="mass", lot="MIXED").amount == Range(
        Fraction(1, 100), Fraction(3, 100)
    )
    assert tracer.content("M", DYSPROSIUM, by="mass", lot="PURE").amount == exactly(Fraction(3, 100))


CLOSED = ContentRow("M", OTHERS, absent=True, share=exactly(0), said_by="S", said_on=ROW.said_on)
ESTIMATED = replace(ROW, claim="estimated", form=("metal",), origin=("ZZ",))
OPEN = Range(Fraction(0), Fraction(2))


@pytest.mark.parametrize("said_by", ["S", "T"])
def test_others_none_does_not_rule_out_what_an_estimate_names_for_that_is_none_of_the_others(
    said_by: str,
) -> None:
    assert mass_in(CLOSED) == exactly(0)
    assert mass_in(CLOSED, replace(ESTIMATED, said_by=said_by)) == OPEN
    nothing = replace(ESTIMATED, said_by=said_by, absent=True, present=False, share=exactly(0))
    assert mass_in(CLOSED, nothing) == OPEN


def test_others_none_beside_an_estimate_still_rules_out_what_no_row_names() -> None:
    assert mass_in(CLOSED, replace(ESTIMATED, substance="Nd2Fe14B")) == exactly(0)


def test_an_estimate_beside_others_none_moves_nothing_that_is_stated() -> None:
    assert mass_in(CLOSED, ROW, replace(ESTIMATED, share=exactly(1))) == mass_in(CLOSED, ROW)
    assert mass_in(CLOSED, ROW, replace(ESTIMATED, substance="DyFe2")) == mass_in(CLOSED, ROW)
    iron = replace(ROW, substance="Fe")
    assert mass_in(CLOSED, iron, replace(ESTIMATED, substance="DyFe2")) == OPEN


def test_what_a_speaker_says_later_replaces_the_estimate_of_that_speaker_alone() -> None:
    later = replace(CLOSED, said_on=date(2026, 1, 3))
    assert mass_in(later, ESTIMATED) == exactly(0)
    assert mass_in(later, replace(ESTIMATED, said_by="T")) == OPEN


def test_an_assumption_does_not_rule_out_what_an_estimate_names() -> None:
    assumed = (Assumption("contents.others", ()),)
    book = Book(items={"M": item("M", mass="2")}, contents=(ESTIMATED,), assumptions=assumed)
    tracer = Tracer(book)
    assert tracer.content("M", DYSPROSIUM, by="mass").amount == OPEN
    assert (tracer.has_substance("M", "Dy").truth, tracer.has_substance("M", "Nd").truth) == (None, False)
    fast = FastTrace(book, (DYSPROSIUM,), by="mass", free=10**9)
    fast.run()
    assert (fast.figure("M", 0).low, fast.figure("M", 0).high) == (0, 2)


def test_a_lot_that_may_be_that_of_an_estimate_is_open() -> None:
    lots = {name: Lot(name, "M") for name in ("A", "B")}
    tracer = Tracer(
        Book(items={"M": item("M", mass="2")}, contents=(CLOSED, replace(ESTIMATED, lot="A")), lots=lots)
    )
    found = [tracer.content("M", DYSPROSIUM, by="mass", lot=lot).amount for lot in ("A", "B", None)]
    assert found == [OPEN, exactly(0), OPEN]


def test_what_is_said_of_the_whole_list_holds_what_is_said_of_single_substances() -> None:
    whole = replace(ROW, substance="the list", share=Range(Fraction(0), Fraction(1, 4)), present=False)
    single = replace(ROW, share=exactly(Fraction(1, 10)), form=("metal",), origin=("ZZ",))
    assert mass_in(whole, single) == Range(Fraction(1, 5), Fraction(1, 2))
