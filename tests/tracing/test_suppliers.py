"""A lot is of that supplier of whom rows speak, also where they call him otherwise than the lot does."""

from dataclasses import replace

import pytest

from tracing.trace_books import CN, DAY, asked, book, ends, item, none, row
from xenotime.facts.book import Book
from xenotime.facts.item import Lot
from xenotime.facts.party import Party
from xenotime.facts.spelt import plain
from xenotime.tracing.content import Tracer

PARTIES = {"AC": Party("AC", name="Acme GmbH"), "B": Party("B", name="Bolt")}


def of_supplier(named: str, *more: Lot) -> Book:
    """A magnet of which one supplier's has dysprosium of 1 in it, and others have nothing."""
    facts = book(
        item("M", value="10"),
        row("M", "Dy", value="1", form="metal", origin="CN", supplier=named),
        none("M", "others"),
        *more,
    )
    return replace(facts, parties=PARTIES)


@pytest.mark.parametrize(("named", "of"), [("AC", "Acme GmbH"), ("Acme GmbH", "AC"), ("AC", "AC")])
def test_a_party_is_one_supplier_under_its_id_and_its_name(named: str, of: str) -> None:
    tracer = Tracer(of_supplier(named, Lot("L1", "M", of)), DAY)
    assert ends(tracer.content("M", CN, lot="L1")) == ("1", "1")
    assert tracer.has_substance("M", "Dy", lot="L1").truth is True


@pytest.mark.parametrize("of", ["ACME GmbH", "Acme  GmbH", "acmegmbh", "\uff21cme GmbH", "Acme\u200b GmbH"])
def test_a_supplier_in_another_spelling_may_be_the_same_one(of: str) -> None:
    tracer = Tracer(of_supplier("Acme GmbH", Lot("L1", "M", of)), DAY)
    traced = tracer.content("M", CN, lot="L1")
    assert ends(traced) == ("0", "1")
    assert any("supplier" in each for each in asked(traced))
    assert tracer.has_substance("M", "Dy", lot="L1").truth is None


def test_the_name_of_a_party_in_another_spelling_may_be_that_party() -> None:
    tracer = Tracer(of_supplier("ac", Lot("L1", "M", "Acme GmbH")), DAY)
    assert ends(tracer.content("M", CN, lot="L1")) == ("0", "1")


@pytest.mark.parametrize("of", ["B", "Bolt", "Acme"])
def test_of_another_supplier_the_rows_of_the_first_say_nothing(of: str) -> None:
    tracer = Tracer(of_supplier("Acme GmbH", Lot("L1", "M", of)), DAY)
    assert ends(tracer.content("M", CN, lot="L1")) == ("0", "0")


@pytest.mark.parametrize("of", ["Bolt", "AC", "Acme GmbH"])
def test_what_is_said_of_one_lot_is_heard_whoever_is_named_as_its_supplier(of: str) -> None:
    facts = of_supplier("Acme GmbH", Lot("L1", "M", of), Lot("L2", "M", "Bolt"))
    said = tuple(replace(each, lot="L1") if each.supplier else each for each in facts.contents)
    tracer = Tracer(replace(facts, contents=said), DAY)
    assert ends(tracer.content("M", CN, lot="L1")) == ("1", "1")
    assert ends(tracer.content("M", CN, lot="L2")) == ("0", "0")
    assert ends(tracer.content("M", CN)) == ("0", "1")


def test_ids_are_alike_where_the_eye_sees_no_difference() -> None:
    assert len({plain(each) for each in ("\u00c9 1", "e\u0301 1", "\u00e91", "\u00e9\u00a01")}) == 1
    assert plain("a") != plain("b")
