"""A party that has the name of a listed one may be that one, whatever its row says, until somebody decides."""

from dataclasses import replace
from datetime import date

import pytest

from owning.owned_worlds import share
from screening.screen_books import law
from xenotime.casework.namesakes import namesake_days, with_names_of
from xenotime.casework.of_day import on_day
from xenotime.casework.owners import Owners
from xenotime.casework.stated import Stated
from xenotime.facts.book import Assumption, Book
from xenotime.facts.match import OTHER, SAME, Match
from xenotime.facts.party import Holding, Party
from xenotime.facts.party_list import Listing, PartyList
from xenotime.facts.seen import Seen
from xenotime.law.lawbook import Lawbook

DOOR = "zz/closed-door-list"
ROW = f"{DOOR}#2026-88"
KNOWN_ON, LISTED = date(2026, 11, 24), date(2026, 10, 5)
QUILL = Party("P", "Quill Tinworks", lists=())


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def seen_of(
    lawbook: Lawbook, party: Party, on: date = LISTED, known_on: date = KNOWN_ON, **more: object
) -> Seen:
    """What is seen of the lists of a party that stands alone in a book."""
    book = Book(parties={party.id: party}, **more)  # type: ignore[arg-type]
    told = on_day(book, lawbook, on, known_on)
    return Stated(told, lawbook.vocabulary).of_party(told.parties[party.id], "lists")


@pytest.mark.parametrize(
    "name",
    [
        "Quill Tinworks",
        "QUILL  TINWORKS",
        "Quill Tinworks Ltd.",
        "Tinworks, Quill",
        "Other Firm / Quill Tinworks",
    ],
)
def test_who_has_the_name_of_a_listed_party_is_not_known_to_be_off_its_list(
    name: str, lawbook: Lawbook
) -> None:
    seen = seen_of(lawbook, replace(QUILL, name=name))
    assert seen.rules_out(ROW) is seen.rules_out(DOOR) is False
    assert seen.rules_out("us/entity-list"), "it says nothing about any other list"
    assert f"Quill Tinworks, {ROW}:Quill Tinworks" in seen.missing[0].ask


@pytest.mark.parametrize("name", ["Quill Tinworks North", "Quill", "Tinworks", "Quell Tinworks"])
def test_a_name_that_is_only_like_it_changes_nothing(name: str, lawbook: Lawbook) -> None:
    assert seen_of(lawbook, replace(QUILL, name=name)).closed


@pytest.mark.parametrize(
    "name",
    [
        "L3哈里斯公司",
        "l3 harris technologies",
        "三菱材料株式会社",
        "TDK Corporation（东电化）",
        "一家公司 (TDK Corporation)",
    ],
)
def test_a_name_in_any_script_of_the_list_is_the_same(name: str, lawbook: Lawbook) -> None:
    assert not seen_of(lawbook, replace(QUILL, name=name)).closed


@pytest.mark.parametrize(
    "name", ["FN Herstal", "Fabrique Nationale de Herstal S.A.", "MHI Oceanics Co., Ltd."]
)
def test_each_of_two_names_printed_as_one_and_one_printed_wrong_is_the_same(
    name: str, lawbook: Lawbook
) -> None:
    assert not seen_of(lawbook, replace(QUILL, name=name)).closed


def test_each_of_its_names_is_looked_for(lawbook: Lawbook) -> None:
    party = replace(QUILL, name="Anybody", other_names=("Nobody", "Quill Tinworks"))
    assert not seen_of(lawbook, party).closed
    names = PartyList("zz", entries=(Listing("1", "Quill Tinworks", DOOR, DOOR),))
    assert with_names_of(Book(parties={"P": party}), names).entries == names.entries


def test_where_a_row_has_no_name_its_id_is_the_name(lawbook: Lawbook) -> None:
    assert not seen_of(lawbook, Party("Quill Tinworks", lists=())).closed


def test_an_entry_counts_only_on_the_days_on_which_it_stands_as_they_were_known(lawbook: Lawbook) -> None:
    foundry, yard = replace(QUILL, name="Quoll Bell Foundry"), replace(QUILL, name="Northern Kite Yard")
    assert seen_of(lawbook, QUILL, date(2026, 9, 14)).closed
    assert not seen_of(lawbook, QUILL, date(2026, 9, 15)).closed
    assert not seen_of(lawbook, foundry, date(2026, 10, 31)).closed
    assert seen_of(lawbook, foundry, date(2026, 11, 1)).closed
    assert not seen_of(lawbook, foundry, date(2026, 11, 1), date(2026, 10, 19)).closed
    assert not seen_of(lawbook, yard, date(2026, 9, 30)).closed
    assert seen_of(lawbook, yard, date(2026, 10, 1)).closed
    assert not seen_of(lawbook, yard, date(2026, 12, 1)).closed
    days = namesake_days(Book(parties={"P": yard}), lawbook, KNOWN_ON)
    assert days == {date(2026, 9, 15), date(2026, 10, 1), date(2026, 12, 1)}


def test_a_person_who_says_that_it_is_another_or_the_same_settles_it(lawbook: Lawbook) -> None:
    decision = Match("P", OTHER, (ROW,), "A. Reader", LISTED, "Quill Tinworks")
    assert seen_of(lawbook, QUILL, matches=(decision,)).closed
    same = seen_of(lawbook, QUILL, matches=(replace(decision, decision=SAME),))
    assert same.closed
    assert ROW in same.words
    elsewhere = replace(decision, lists=("cn/control-list#2025-1",))
    assert not seen_of(lawbook, QUILL, matches=(elsewhere,)).closed


def test_an_assumption_of_the_book_settles_it_no_more_than_a_statement(lawbook: Lawbook) -> None:
    assumed = (Assumption("parties.lists", ()),)
    assert not seen_of(lawbook, replace(QUILL, lists=None), assumptions=assumed).closed
    assert seen_of(lawbook, Party("P", "Anybody"), assumptions=assumed).closed


def test_a_row_that_names_the_list_without_the_announcement_is_asked_for_it(lawbook: Lawbook) -> None:
    assert not seen_of(lawbook, replace(QUILL, lists=(DOOR,))).closed
    assert seen_of(lawbook, replace(QUILL, lists=(ROW,))).closed


def test_a_branch_and_a_firm_are_what_their_head_and_their_owner_may_be(lawbook: Lawbook) -> None:
    parties = {
        "P": replace(QUILL, kind=("company",)),
        "B": Party("B", "Branch", lists=(), branch_of="P"),
        "F": Party("F", "Firm", lists=()),
    }
    held = (Holding("P", "F", "equity", share("100")), Holding("others", "P", "equity", share("0")))
    book = Book(parties=parties, holdings=held, assumptions=(Assumption("holdings.others", ()),))
    told = on_day(book, lawbook, LISTED, KNOWN_ON)
    assert told.parties["B"].namesakes == told.parties["P"].namesakes != ()
    harris = {"P": replace(parties["P"], name="L3Harris Technologies"), "F": parties["F"]}
    owned = Owners(replace(book, parties=harris), lawbook, LISTED, KNOWN_ON).lists_of("F")
    assert not owned.rules_out("cn/control-list")
    assert "L3 Harris Technologies" in {each.about.id: each for each in owned.missing}["P"].ask
    anybody = {"P": replace(parties["P"], name="Anybody"), "F": parties["F"]}
    assert Owners(replace(book, parties=anybody), lawbook, LISTED, KNOWN_ON).lists_of("F").closed


def test_entries_of_the_lists_beside_a_book_count_as_those_of_the_law(lawbook: Lawbook) -> None:
    entries = tuple(
        Listing(each, each, "Entity List", "us/entity-list") for each in ("Otter Yard", "Elk Works")
    )
    book = Book(parties={"P": Party("P", "Otter Yard LLC", lists=())})
    kept = with_names_of(book, PartyList("List", entries=entries, remarks=("one",)))
    assert kept.entries == entries[:1]
    assert not seen_of(lawbook, book.parties["P"], lists=(kept,)).rules_out("us/entity-list")


def test_an_entry_that_a_party_was_decided_to_be_is_asked_about_where_a_newer_list_says_other_days(
    lawbook: Lawbook,
) -> None:
    word, until = "us/denied-persons", date(2026, 6, 1)
    entry = Listing("7", "Elk Works", "DPL", word, start=date(2025, 1, 1), until=date(2027, 6, 1))
    party = Party("P", "Otter Yard", lists=())
    decision = Match("P", SAME, (word,), "B", until, "7", "Elk Works", listed_until=until)
    book = Book(parties={"P": party}, matches=(decision,))
    kept = with_names_of(book, PartyList("List", entries=(entry, replace(entry, id="8"))))
    assert kept.entries == (entry,)
    before, after = until, date(2026, 6, 2)
    found = seen_of(lawbook, party, before, matches=(decision,), lists=(kept,))
    assert (found.closed, word in found.words) == (True, True)
    assert not seen_of(lawbook, party, after, matches=(decision,), lists=(kept,)).rules_out(word)
    assert seen_of(lawbook, party, date(2027, 6, 2), matches=(decision,), lists=(kept,)).closed
    assert date(2027, 6, 2) in namesake_days(replace(book, lists=(kept,)), lawbook, KNOWN_ON)
    another = replace(decision, decision=OTHER, on=after)
    assert seen_of(lawbook, party, after, matches=(decision, another), lists=(kept,)).closed


def test_an_entry_that_a_party_was_decided_to_be_is_asked_about_where_it_carries_another_note(
    lawbook: Lawbook,
) -> None:
    word, party = "us/entity-list", Party("P", "Otter Yard", lists=())
    decision = Match("P", SAME, (word,), "B", LISTED, "7", "Elk Works")
    entry = Listing("7", "Elk Works", "EL", f"{word}#fn4")
    for lists, told in (((word,), f"{word}#fn4"), ((f"{word}#fn4",), word)):
        now = replace(entry, on_list=told)
        book = Book(parties={"P": party}, matches=(replace(decision, lists=lists),))
        kept = with_names_of(book, PartyList("List", entries=(now,)))
        found = seen_of(lawbook, party, matches=book.matches, lists=(kept,))
        assert word in found.words
        assert found.rules_out(f"{word}#fn4") is False
