"""Several countries or parties where a rule expects one: no one of them hides another."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import (
    HEADER,
    KNOWN_ON,
    TABLES,
    Row,
    decided,
    differences,
    law,
    screened,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.casework.stated import Stated, together
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.facts.book import Assumption, Book
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.facts.seen import Seen
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Condition, Joined, Leaf, Subject, Value
from xenotime.law.evaluate import holds
from xenotime.law.lawbook import Lawbook

SHIPMENT = Shipment("S", "X", date(2026, 3, 1), destination=("AT", "CN"), via=("AT", "CN"))


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def lists_of(lawbook: Lawbook, *parties: tuple[str, ...]) -> Seen:
    """What is seen of the lists of consignees that stand on these."""
    stated = Stated(Book(), lawbook.vocabulary)
    sightings = [stated.of_party(Party(f"P{at}", lists=each), "lists") for at, each in enumerate(parties)]
    return together(sightings, Subject("fact", "consignee", "lists"), SHIPMENT, lawbook.vocabulary)


def test_of_two_destinations_neither_is_ruled_out_and_neither_is_sure(lawbook: Lawbook) -> None:
    seen = Stated(Book(), lawbook.vocabulary).of_shipment(SHIPMENT, "destination")
    assert not seen.words
    assert not seen.closed
    assert not seen.rules_out("CN")
    assert seen.rules_out("US")
    assert [each.fact for each in seen.missing] == ["destination"]


@pytest.mark.parametrize(
    ("made_in", "possible"),
    [
        ("DE", {"licence required"}),
        ("ZZ", {"not subject"}),
        ("DE; ZZ", {"licence required", "not subject"}),
        ("DE; JP", {"licence required"}),
    ],
)
def test_of_two_countries_in_which_goods_were_made_neither_lets_them_go(
    made_in: str, possible: set[str], lawbook: Lawbook, tmp_path: Path
) -> None:
    tables = TABLES | {
        "items": TABLES["items"].replace(
            "MOTOR,finished_good,goods,QN", f"MOTOR,finished_good,goods,{made_in}"
        )
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", "utf-8")
    book = answering.open_book(tmp_path, lawbook)
    told = {
        "item": "MOTOR",
        "quantity": "1",
        "from": "DE",
        "to": "QN",
        "end_use": "civil",
        "date": "2026-01-15",
    }
    told |= dict.fromkeys(("exporter", "consignee", "purchaser", "end_user"), "P1") | {
        "intermediary": "none",
        "via": "none",
    }
    row: Row = tuple(told.get(name, "S" if name == "shipment" else "") for name in HEADER)
    asked = Asked(KNOWN_ON, ("zz",))
    want = dict(decided(lawbook, book, asked, [row]))
    assert [set(each["possible"].split("; ")) for each in want.values()] == [possible]
    file = write_rows(tmp_path / "rows.csv", [row])
    got = screened(lawbook, book, asked, Source(file, tmp_path / "out"))
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}


def test_goods_may_go_through_two_countries(lawbook: Lawbook) -> None:
    assert Stated(Book(), lawbook.vocabulary).of_shipment(SHIPMENT, "via").words == {"AT", "CN"}


def seen_of(lawbook: Lawbook, name: str, *parties: Party) -> Seen:
    """What is seen of a fact of several consignees."""
    stated = Stated(Book(), lawbook.vocabulary)
    sightings = [stated.of_party(each, name) for each in parties]
    return together(sightings, Subject("fact", "consignee", name), SHIPMENT, lawbook.vocabulary)


def test_of_an_entry_with_a_note_beside_one_without_the_entry_is_sure_and_the_note_is_not(
    lawbook: Lawbook,
) -> None:
    seen = lists_of(lawbook, ("us/entity-list",), ("us/entity-list#narrow",))
    assert seen.words == {"us/entity-list"}
    assert not seen.rules_out("us/entity-list#narrow")
    seen = lists_of(lawbook, ("cn/control-list#2025-13",), ("cn/control-list#2026-11",))
    assert seen.words == {"cn/control-list"}
    assert not seen.closed


def test_the_same_entry_twice_and_entries_of_two_lists_are_sure(lawbook: Lawbook) -> None:
    for parties in (("us/entity-list",), ("us/entity-list",)), (("us/entity-list",), ("cn/control-list#2025-13",)), (("us/entity-list",), ()):  # fmt: skip
        seen = lists_of(lawbook, *parties)
        assert seen.closed
        assert "us/entity-list" in seen.words


def test_of_parties_in_two_countries_either_is_possible_and_no_third(lawbook: Lawbook) -> None:
    seen = seen_of(lawbook, "country", Party("A", country=("AE",)), Party("B", country=("PK",)))
    assert not seen.words
    assert not seen.closed
    assert set(seen.among or ()) == {"AE", "PK"}
    assert [each.words for each in seen.each] == [{"AE"}, {"PK"}]
    assert [each.fact for each in seen.missing] == ["consignee.country"]
    assert "a line of its own" in seen.missing[0].ask


def test_of_a_party_in_two_countries_either_is_possible_and_neither_is_sure(lawbook: Lawbook) -> None:
    seen = Stated(Book(), lawbook.vocabulary).of_party(Party("A", country=("DE", "CN")), "country")
    assert (not seen.words, seen.closed, set(seen.among or ())) == (True, False, {"DE", "CN"})
    assert [each.fact for each in seen.missing] == ["country"]


def test_of_a_yes_and_a_no_either_is_possible_and_neither_is_sure(lawbook: Lawbook) -> None:
    seen = Stated(Book(), lawbook.vocabulary).of_item(Item("X", facts={"formed": ("yes", "no")}), "formed")
    assert (seen.truth, seen.closed, set(seen.among or ())) == (None, False, {"yes", "no"})
    assert [each.fact for each in seen.missing] == ["formed"]


@pytest.mark.parametrize(("told", "held"), [("yes", True), ("no", False), ("yes no", None), ("", False)])
def test_what_must_be_stated_is_not_known_where_a_yes_and_a_no_are(
    lawbook: Lawbook, told: str, held: bool | None
) -> None:
    """A sheet whose choice was left as it was printed (`yes|no`) let go what is published, and what is not."""
    item = Item("X", facts={"public_domain": tuple(told.split())} if told else {})
    seen = Stated(Book(), lawbook.vocabulary).of_item(item, "public_domain")
    condition = Condition(Subject("fact", "item", "public_domain"), "==", Value(words=("yes",), text="yes"))
    assert holds(Joined("stated", (Leaf(condition),)), lambda _: seen) is held


def test_a_party_may_have_two_nationalities(lawbook: Lawbook) -> None:
    seen = Stated(Book(), lawbook.vocabulary).of_party(Party("A", nationality=("DE", "CN")), "nationality")
    assert (set(seen.words), seen.closed) == ({"DE", "CN"}, True)


def test_parties_in_one_country_are_in_it(lawbook: Lawbook) -> None:
    seen = seen_of(lawbook, "country", Party("A", country=("PK",)), Party("B", country=("PK",)))
    assert seen.words == {"PK"}
    assert seen.closed
    assert not seen.each


def test_a_kind_that_all_have_is_sure_and_one_that_some_have_is_possible(lawbook: Lawbook) -> None:
    one, other = Party("A", kind=("civil", "military")), Party("B", kind=("civil",))
    seen = seen_of(lawbook, "kind", one, other)
    assert seen.words == {"civil"}
    assert not seen.rules_out("military")
    assert seen.rules_out("university")


@pytest.mark.parametrize(
    ("countries", "held"), [("AE AE", True), ("AE PK", None), ("PK PK", False), ("AE", True), ("PK", False)]
)
def test_what_must_be_stated_is_not_known_where_it_is_of_some_parties_alone(
    lawbook: Lawbook, countries: str, held: bool | None
) -> None:
    seen = seen_of(
        lawbook, "country", *(Party(f"P{at}", country=(each,)) for at, each in enumerate(countries.split()))
    )
    condition = Condition(Subject("fact", "consignee", "country"), "not in", Value(words=("PK",), text="PK"))
    assert holds(Joined("stated", (Leaf(condition),)), lambda _: seen) is held


@pytest.mark.parametrize(
    ("countries", "held"),
    [("AE;PK", None), ("AE;IN", True), ("AE;PK AE", None), ("AE;PK PK", None), ("AE;PK AE;PK", None), ("AE;IN AE", True)],
)  # fmt: skip
def test_what_must_be_stated_is_not_known_where_one_of_the_countries_of_a_party_has_it_alone(
    lawbook: Lawbook, countries: str, held: bool | None
) -> None:
    """Half of a statement is no silence: a user in a free country and in another one was let have what the other alone was not."""
    parties = [Party(f"P{at}", country=tuple(each.split(";"))) for at, each in enumerate(countries.split())]
    seen = seen_of(lawbook, "country", *parties)
    condition = Condition(Subject("fact", "consignee", "country"), "not in", Value(words=("PK",), text="PK"))
    assert holds(Joined("stated", (Leaf(condition),)), lambda _: seen) is held


def test_somebody_always_sends_receives_and_uses_the_goods(lawbook: Lawbook) -> None:
    stated = Stated(Book(), lawbook.vocabulary)
    roles = ("exporter", "consignee", "end_user", "purchaser", "intermediary")
    nobody = replace(SHIPMENT, parties=dict.fromkeys(roles, ()))
    assert [stated.parties_in(nobody, each) for each in roles] == [None, None, None, (), ()]
    for each in roles[:3]:
        (missing,) = stated.nobody_known(nobody, each).missing
        assert missing.fact == each
        assert "is no answer" in missing.ask
    assert "State `none`" in stated.nobody_known(SHIPMENT, "purchaser").missing[0].ask


def test_an_assumption_that_nobody_uses_the_goods_says_only_that_it_is_not_known_who(
    lawbook: Lawbook,
) -> None:
    assumed = Book(assumptions=(Assumption("shipments.end_user", ()),))
    assert Stated(assumed, lawbook.vocabulary).parties_in(SHIPMENT, "end_user") is None


def test_a_list_beside_a_row_of_it_is_sure_and_of_the_row_it_is_asked(lawbook: Lawbook) -> None:
    """It may be one entry, for some goods alone, or two of which the one is for all: the party was let have all others."""
    stated = Stated(Book(), lawbook.vocabulary, lawbook.list_words)
    seen = stated.of_party(Party("A", lists=("us/entity-list", "us/entity-list#ccl")), "lists")
    assert (set(seen.words), seen.closed) == ({"us/entity-list"}, False)
    assert not seen.rules_out("us/entity-list#ccl")
    assert seen.rules_out("us/sdn")
    assert [each.fact for each in seen.missing] == ["lists"]
    alone = stated.of_party(Party("A", lists=("us/entity-list#ccl",)), "lists")
    assert (set(alone.words), alone.closed) == ({"us/entity-list", "us/entity-list#ccl"}, True)
