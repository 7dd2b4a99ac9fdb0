"""An item that several make: what one of them says is said of what he delivers."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracing.test_contradicted import twins
from tracing.trace_books import CN, DAY, asked, book, ends, item, line, none, row
from xenotime.facts.book import Book
from xenotime.facts.item import Item, Lot
from xenotime.facts.party import Party
from xenotime.tracing.content import Tracer

MAGNET = replace(item("MAGNET", value="50", mass="0.1"), maker="S1; S2")


def of_one(supplier: str = "S1", *more: Lot, maker: str = "S1; S2") -> Book:
    """A magnet of which one supplier says that no dysprosium and nothing else is in it."""
    said = (none("MAGNET", name, supplier=supplier) for name in ("Dy", "others"))
    return book(replace(MAGNET, maker=maker), *said, *more)


@pytest.mark.parametrize("text", ["", "S1", "own", " S1 ; "])
def test_one_maker_or_none_is_one_supply(text: str) -> None:
    assert len(Item("M", maker=text).makers) == bool(text)
    assert ends(Tracer(of_one(maker=text), DAY).content("MAGNET", CN)) == ("0", "0")


def test_what_one_of_several_makers_denies_is_open_for_the_others(tmp_path: Path) -> None:
    facts = of_one()
    assert twins(facts, CN, tmp_path) == (0, 50)
    tracer = Tracer(facts, DAY)
    assert "supplier of MAGNET" in asked(tracer.content("MAGNET", CN))
    assert tracer.has_substance("MAGNET", "Dy").truth is None
    assert tracer.has_listed("MAGNET", CN).truth is None


def test_what_is_said_of_no_supplier_holds_for_every_maker() -> None:
    assert ends(Tracer(of_one(""), DAY).content("MAGNET", CN)) == ("0", "0")


@pytest.mark.parametrize(
    ("speaker", "most"), [("S1", "50"), ("First Ltd", "50"), ("laboratory", "0"), ("", "0")]
)
def test_a_maker_who_speaks_of_no_supplier_speaks_of_his_own_goods(speaker: str, most: str) -> None:
    said = tuple(replace(each, supplier="", said_by=speaker) for each in of_one().contents)
    facts = replace(of_one(), contents=said, parties={"S1": Party("S1", name="First Ltd")})
    assert ends(Tracer(facts, DAY).content("MAGNET", CN)) == ("0", most)


def test_one_maker_under_his_number_and_his_name_is_one_supplier() -> None:
    by_name = tuple(replace(each, supplier="First Ltd") for each in of_one().contents[:1])
    facts = replace(
        of_one(),
        contents=(*by_name, *of_one().contents[1:], *of_one("S2").contents),
        lots={"L1": Lot("L1", "MAGNET", "First Ltd")},
        parties={"S1": Party("S1", name="First Ltd")},
    )
    tracer = Tracer(facts, DAY)
    assert ends(tracer.content("MAGNET", CN)) == ends(tracer.content("MAGNET", CN, lot="L1")) == ("0", "0")


def test_where_every_maker_has_spoken_nothing_is_open() -> None:
    both = replace(of_one(), contents=(*of_one().contents, *of_one("S2").contents))
    assert ends(Tracer(both, DAY).content("MAGNET", CN)) == ("0", "0")


def test_a_lot_of_the_maker_who_spoke_is_told_and_one_of_the_other_is_not() -> None:
    tracer = Tracer(of_one("S1", Lot("L1", "MAGNET", "S1"), Lot("L2", "MAGNET", "S2")), DAY)
    assert ends(tracer.content("MAGNET", CN, lot="L1")) == ("0", "0")
    assert ends(tracer.content("MAGNET", CN, lot="L2")) == ("0", "50")


def test_lots_of_one_maker_that_are_all_told_leave_the_other_one_open() -> None:
    told = tuple(replace(each, supplier="", lot="L1") for each in of_one().contents)
    facts = replace(of_one("S1", Lot("L1", "MAGNET", "S1")), contents=told)
    assert ends(Tracer(facts, DAY).content("MAGNET", CN)) == ("0", "50")


@pytest.mark.parametrize(("maker", "supplier"), [("S1; S2", "First Ltd"), ("First Ltd; Second Ltd", "S1")])
def test_a_maker_is_known_by_his_name_as_by_his_number(maker: str, supplier: str) -> None:
    facts = replace(of_one(supplier, maker=maker), parties={"S1": Party("S1", name="First Ltd")})
    assert ends(Tracer(facts, DAY).content("MAGNET", CN)) == ("0", "50")
    second = maker.partition("; ")[2]
    both = replace(facts, contents=(*facts.contents, *of_one(second).contents))
    assert ends(Tracer(both, DAY).content("MAGNET", CN)) == ("0", "0")


def test_of_a_part_that_several_make_what_it_is_in_is_open_as_well() -> None:
    facts = of_one()
    motor = book(item("MOTOR", value="500"), none("MOTOR", "others"), line("MOTOR", "MAGNET"))
    whole = replace(
        facts,
        items=facts.items | motor.items,
        bill=motor.bill,
        contents=(*facts.contents, *motor.contents),
    )
    assert ends(Tracer(whole, DAY).content("MOTOR", CN)) == ("0", "50")


def test_every_row_of_a_maker_counts_where_several_are_named() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", supplier="S1"),
        row("MAGNET", "Dy", value="2", form="metal", origin="CN", supplier="S2"),
    )
    assert ends(Tracer(book(MAGNET, *rows), DAY).content("MAGNET", CN)) == ("2", "3")
