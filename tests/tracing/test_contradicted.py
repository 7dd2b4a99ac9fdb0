"""What one speaker names and another rules out, and what is denied of some places alone: neither makes a nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracing.trace_books import ANY_ORIGIN, CN, DAY, ELEMENT, asked, book, ends, item, line, none, row
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.screening.rollup import RollUp
from xenotime.screening.stores import DuckStore
from xenotime.tracing.column import Column
from xenotime.tracing.content import Tracer
from xenotime.tracing.fast.trace import FastTrace

BOTH = "A1 is stated both to be there and not to be"
NOTHING_ELSE = none("MAGNET", "others", said_by="maker")
NAMED = row("MAGNET", "Dy", form="metal", origin="CN", said_by="lab")
LIST = replace(CN, states_whole=lambda said: said.substance == "zz:A1" and said.origin in {None, ("CN",)})
"""The list as a row can name it by its own id."""


def twins(facts: Book, column: Column, tmp_path: Path, of: str = "MAGNET") -> tuple[float, float]:
    """What the exact trace gives by value, which the compiled one and the one by levels give as well."""
    exact = Tracer(facts, DAY).content(of, column).amount
    fast = FastTrace(facts, (column,), currency="USD", day=DAY, free=10**9)
    fast.run()
    levels = RollUp(facts, (column,), DuckStore(tmp_path), currency="USD", day=DAY)
    levels.run()
    found = {item: (figure.low, figure.high) for item, _, figure in levels.figures()}
    assert exact is not None
    ends = (float(exact.low), float("inf") if exact.high is None else float(exact.high))
    figure = fast.figure(of, 0)
    assert (figure.low, figure.high) == found.get(of, (0, 0)) == ends
    return ends


def test_a_substance_named_without_an_amount_is_not_ruled_out_by_another_speaker(tmp_path: Path) -> None:
    facts = book(item("MAGNET", value="50", mass="0.1"), NOTHING_ELSE, NAMED)
    assert twins(facts, CN, tmp_path) == (0, 50)
    assert Tracer(facts, DAY).content("MAGNET", CN).contradiction == f"MAGNET: {BOTH}"


def test_a_stated_share_of_what_nobody_weighed_is_not_ruled_out_either(tmp_path: Path) -> None:
    facts = book(item("MAGNET", value="50"), NOTHING_ELSE, replace(NAMED, share=row("X", "Dy", "2 %").share))
    assert twins(facts, CN, tmp_path) == (0, 50)
    found = Tracer(facts, DAY).share("MAGNET", CN, by="mass")
    assert found.contradiction


def test_what_the_bill_may_bring_in_explains_what_is_named(tmp_path: Path) -> None:
    facts = book(
        item("MAGNET", value="50", mass="0.1"),
        item("GRAIN", value="3", made_in="JP"),
        line("MAGNET", "GRAIN"),
        NOTHING_ELSE,
        NAMED,
    )
    assert twins(facts, CN, tmp_path) == (0, 3)
    assert not Tracer(facts, DAY).content("MAGNET", CN).contradiction


def test_one_who_names_what_may_be_there_contradicts_nobody(tmp_path: Path) -> None:
    perhaps = replace(NAMED, present=False, share=row("X", "Dy", "0..0.01").share)
    facts = book(item("MAGNET", value="50", mass="0.1"), NOTHING_ELSE, perhaps)
    assert twins(facts, CN, tmp_path) == (0, 0)
    assert not Tracer(facts, DAY).content("MAGNET", CN).contradiction


def test_an_origin_that_is_not_told_speaks_against_who_rules_out_all_else_alone(tmp_path: Path) -> None:
    nowhere = replace(NAMED, origin=None)
    magnet = item("MAGNET", value="50", mass="0.1")
    assert twins(book(magnet, NOTHING_ELSE, nowhere), CN, tmp_path) == (0, 50)
    of_the_list = replace(none("MAGNET", "zz:A1", said_by="maker"), origin=("CN",))
    facts = book(magnet, of_the_list, nowhere)
    assert ends(Tracer(facts, DAY).content("MAGNET", LIST)) == ("0", "0")
    assert not Tracer(facts, DAY).content("MAGNET", LIST).contradiction
    facts = book(magnet, of_the_list, NAMED)
    assert Tracer(facts, DAY).content("MAGNET", LIST).contradiction == f"MAGNET: {BOTH}"


def test_what_may_be_what_the_other_names_or_what_the_bill_brings_in_contradicts_nobody() -> None:
    nowhere = replace(NAMED, origin=None)
    magnet = item("MAGNET", value="50", mass="0.1")
    japanese = row("MAGNET", "Dy", value="3", form="metal", origin="JP", said_by="maker")
    tracer = Tracer(book(magnet, NOTHING_ELSE, japanese, nowhere), DAY)
    assert ends(tracer.content("MAGNET", CN)) == ("0", "0")
    assert not tracer.content("MAGNET", CN).contradiction
    powder = (
        item("POWDER", value="3", made_in="JP"),
        replace(japanese, item="POWDER"),
        none("POWDER", "others"),
    )
    tracer = Tracer(book(magnet, *powder, line("MAGNET", "POWDER"), NOTHING_ELSE, nowhere), DAY)
    assert ends(tracer.content("MAGNET", CN)) == ("0", "0")
    assert not tracer.content("MAGNET", CN).contradiction


def test_a_listed_part_of_unknown_worth_contradicts_who_says_that_nothing_listed_is_inside() -> None:
    facts = book(
        item("MOTOR", value="100"),
        item("MAGNET", listed=True, made_in="CN"),
        line("MOTOR", "MAGNET"),
        none("MOTOR", "zz:A1"),
    )
    assert Tracer(facts, DAY).content("MOTOR", LIST).contradiction == f"MOTOR: {BOTH}"
    perhaps = replace(facts, bill=(replace(facts.bill[0], line_kind="option"),))
    assert not Tracer(perhaps, DAY).content("MOTOR", LIST).contradiction


def test_others_none_of_one_origin_closes_that_origin_alone() -> None:
    facts = book(item("MAGNET", value="50"), replace(none("MAGNET", "others"), origin=("CN",)))
    tracer = Tracer(facts, DAY)
    assert ends(tracer.content("MAGNET", CN)) == ("0", "0")
    assert ends(tracer.content("MAGNET", ANY_ORIGIN)) == ("0", "50")
    assert tracer.has_substance("MAGNET", "Dy").truth is None


@pytest.mark.parametrize("rest", [(), (none("MAGNET", "others"),)])
def test_that_none_of_one_origin_is_there_says_nothing_of_what_is_from_elsewhere(
    rest: tuple[ContentRow, ...],
) -> None:
    facts = book(
        item("MAGNET", value="50"),
        replace(none("MAGNET", "Dy"), origin=("CN",)),
        *rest,
    )
    tracer = Tracer(facts, DAY)
    assert ends(tracer.content("MAGNET", CN)) == ("0", "0")
    assert ends(tracer.content("MAGNET", ANY_ORIGIN)) == ("0", "50")
    assert tracer.has_substance("MAGNET", "Dy").truth is None
    assert tracer.has_substance("MAGNET", "Tb").truth is (False if rest else None)


def test_what_is_named_beside_a_denied_origin_is_all_there_is() -> None:
    japanese = row("MAGNET", "Dy", value="3", form="metal", origin="JP")
    rows = replace(none("MAGNET", "Dy"), origin=("CN",)), japanese, none("MAGNET", "others")
    tracer = Tracer(book(item("MAGNET", value="50"), *rows), DAY)
    assert ends(tracer.content("MAGNET", CN)) == ("0", "0")
    assert ends(tracer.content("MAGNET", ANY_ORIGIN)) == ("3", "3")


def test_of_two_rows_about_all_else_each_counts() -> None:
    some = row("MAGNET", "others", "0..0.05")
    for rows in ((none("MAGNET", "others"), some), (some, none("MAGNET", "others"))):
        tracer = Tracer(book(item("MAGNET", value="50", mass="2"), *rows), DAY)
        assert ends(tracer.content("MAGNET", ELEMENT, by="mass")) == ("0", "1/10")
        assert tracer.has_substance("MAGNET", "Dy").truth is None
        assert asked(tracer.content("MAGNET", ELEMENT, by="mass")) == ["content of A1 MAGNET"]
