"""Several countries or parties where a rule expects one: no one of them hides another."""

from dataclasses import replace
from datetime import date

import pytest

from screening.screen_books import law
from xenotime.casework.stated import Stated, together
from xenotime.facts.book import Book
from xenotime.facts.party import Party
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook

SHIPMENT = Shipment("S", "X", date(2026, 3, 1), destination=("AT", "CN"), via=("AT", "CN"))


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def lists_of(lawbook: Lawbook, *parties: tuple[str, ...]) -> Seen:
    """What is seen of the lists of consignees that stand on these."""
    stated = Stated(Book(), lawbook.vocabulary)
    sightings = [stated.of_party(Party(f"P{at}", lists=each), "lists") for at, each in enumerate(parties)]
    return together(sightings, Subject("fact", "consignee", "lists"), SHIPMENT)


def test_of_two_destinations_neither_is_ruled_out_and_neither_is_sure(lawbook: Lawbook) -> None:
    seen = Stated(Book(), lawbook.vocabulary).of_shipment(SHIPMENT, "destination")
    assert not seen.words
    assert not seen.closed
    assert not seen.rules_out("CN")
    assert seen.rules_out("US")
    assert [each.fact for each in seen.missing] == ["destination"]


def test_goods_may_go_through_two_countries(lawbook: Lawbook) -> None:
    assert Stated(Book(), lawbook.vocabulary).of_shipment(SHIPMENT, "via").words == {"AT", "CN"}


def test_an_entry_with_a_note_beside_one_without_settles_nothing(lawbook: Lawbook) -> None:
    assert lists_of(lawbook, ("us/entity-list",), ("us/entity-list#narrow",)).contradiction
    assert lists_of(lawbook, ("cn/control-list#2025-13",), ("cn/control-list#2026-11",)).contradiction


def test_the_same_entry_twice_and_entries_of_two_lists_are_no_trouble(lawbook: Lawbook) -> None:
    assert not lists_of(lawbook, ("us/entity-list",), ("us/entity-list",)).contradiction
    assert not lists_of(lawbook, ("us/entity-list",), ("cn/control-list#2025-13",)).contradiction
    assert not lists_of(lawbook, ("us/entity-list",), ()).contradiction


def test_somebody_always_receives_the_goods(lawbook: Lawbook) -> None:
    stated = Stated(Book(), lawbook.vocabulary)
    nobody = replace(SHIPMENT, parties={"consignee": (), "purchaser": ()})
    assert stated.parties_in(nobody, "purchaser") == ()
    assert stated.parties_in(nobody, "consignee") is None
    (missing,) = stated.nobody_known(nobody, "consignee").missing
    assert missing.fact == "consignee"
    assert "is no answer" in missing.ask
    assert "is no answer" not in stated.nobody_known(SHIPMENT, "consignee").missing[0].ask
