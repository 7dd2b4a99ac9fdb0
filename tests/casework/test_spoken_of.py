"""What one statement about a shipment speaks of is open where another statement leaves it out."""

from dataclasses import replace
from datetime import date

import pytest

from screening.screen_books import law
from xenotime.casework.sightings import Desk
from xenotime.facts.book import Book
from xenotime.facts.item import Item, Words
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook

DAY = date(2026, 3, 1)
CIVIL = Shipment("S", "X", DAY, end_use=("civil",))


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def seen(lawbook: Lawbook, name: str, shipment: Shipment, **of_item: tuple[str, ...]) -> Seen:
    book = Book(items={"X": Item("X", facts=dict(of_item))}, shipments=(shipment,))
    return Desk(book, lawbook, DAY, DAY).see(shipment, Subject("fact", "shipment", name))


@pytest.mark.parametrize(
    ("fact", "word", "use"),
    [
        ("nuclear_use", "fuel_cycle", "nuclear"),
        ("missile_range", "300_km_or_more", "missile"),
        ("facility_node", "not_known", "advanced_node_ic"),
        ("goes_into_goods_of", "advanced_node_facility", "advanced_node_ic"),
        ("supercomputer_in", "CN", "supercomputer"),
        ("body_of_744_22", "yes", "military_intelligence"),
        ("overseas_rare_earth_step", "magnet", "overseas_rare_earth"),
    ],
)
def test_a_civil_use_beside_a_fact_of_another_use_is_open_for_that_one_alone(
    lawbook: Lawbook, fact: str, word: str, use: str
) -> None:
    for found in (
        seen(lawbook, "end_use", replace(CIVIL, facts={fact: (word,)})),
        seen(lawbook, "end_use", CIVIL, **{fact: (word,)}),
    ):
        assert found.words == {"civil"}
        assert not found.rules_out(use)
        assert found.rules_out("terrorism")
        assert [each.fact for each in found.missing] == ["end_use"]
        assert f"{fact} speaks of {use}" in found.missing[0].ask


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"nuclear_use": ()},
        {"facility_node": ("not_advanced",)},
        {"body_of_744_22": ("no",)},
        {"goes_into_goods_of": ("footnote_4",)},
    ],
)
def test_a_civil_use_is_the_only_one_where_nothing_speaks_of_another(
    lawbook: Lawbook, facts: dict[str, Words]
) -> None:
    found = seen(lawbook, "end_use", replace(CIVIL, facts=facts))
    assert found.closed
    assert not found.missing


def test_a_use_that_is_stated_is_not_asked_again(lawbook: Lawbook) -> None:
    both = replace(CIVIL, end_use=("civil", "nuclear"), facts={"nuclear_use": ("explosive",)})
    assert seen(lawbook, "end_use", both).closed


def test_that_an_exporter_knows_of_nothing_follows_from_a_civil_use_beside_which_nothing_is_spoken_of(
    lawbook: Lawbook,
) -> None:
    assert seen(lawbook, "exporter_knows", CIVIL).words == {"no"}
    spoken = replace(CIVIL, facts={"overseas_rare_earth_step": ("magnet",)})
    assert not seen(lawbook, "exporter_knows", spoken).words
