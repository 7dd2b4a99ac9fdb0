"""What owners' listings pass on to the firms that they own, by the shipped law of China."""

from datetime import date

import pytest

from owning.owned_worlds import share
from screening.screen_books import law
from xenotime.casework.owners import Owners
from xenotime.facts.book import Book
from xenotime.facts.item import Words
from xenotime.facts.party import Holding, Party
from xenotime.facts.same import recorded_twice
from xenotime.facts.seen import Seen
from xenotime.law.lawbook import Lawbook

DAY, KNOWN_ON = date(2026, 8, 1), date(2026, 11, 24)
CONTROL, WATCH, EITHER = "cn/control-list", "cn/watch-list", "cn/either-list"
STANDING, OF_2026 = "cn/control-list-standing", "cn/control-list-of-2026"
ENDED, OLD, NEW, NEWER = (f"{CONTROL}#{each}" for each in ("2025-13", "2025-1", "2026-20", "2026-23"))


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def firm_of(lawbook: Lawbook, *owners: tuple[Words, str], on: date = DAY) -> Seen:
    """The lists that reach a firm through its owners, persons with these lists and shares; nobody else owns of it."""
    parties = {
        f"O{at}": Party(f"O{at}", lists=lists, kind=("person",)) for at, (lists, _) in enumerate(owners)
    }
    parties["F"] = Party("F", lists=())
    holdings = [Holding(f"O{at}", "F", "equity", share(held)) for at, (_, held) in enumerate(owners)]
    holdings.append(Holding("others", "F", "equity", share("0")))
    book = Book(parties=parties, holdings=tuple(holdings))
    return Owners(book, lawbook, on, KNOWN_ON).lists_of("F")


def of_china(seen: Seen) -> set[str]:
    return {each for each in seen.words if each.startswith("cn/")}


@pytest.mark.parametrize(
    ("lists", "passed"),
    [
        ((CONTROL,), {CONTROL, STANDING, OF_2026, EITHER}),
        ((WATCH,), {WATCH, EITHER}),
        ((NEW,), {CONTROL, NEW, STANDING, OF_2026, EITHER}),
        ((OLD,), {CONTROL, OLD, STANDING, EITHER}),
        ((ENDED,), {CONTROL, ENDED, EITHER}),
        ((CONTROL, ENDED), {CONTROL, ENDED, EITHER}),
        ((CONTROL, ENDED, NEW), {CONTROL, ENDED, NEW, STANDING, OF_2026, EITHER}),
        ((), set()),
    ],
)
def test_a_firm_carries_the_marks_of_the_owner_who_holds_half_of_it(
    lists: tuple[str, ...], passed: set[str], lawbook: Lawbook
) -> None:
    seen = firm_of(lawbook, (lists, "50"), ((), "50"))
    assert of_china(seen) == passed
    assert seen.closed


def test_owners_on_two_lists_reach_the_line_together_and_neither_list_by_itself(lawbook: Lawbook) -> None:
    seen = firm_of(lawbook, ((CONTROL,), "30"), ((WATCH,), "30"), ((), "40"))
    assert EITHER not in seen.words, "whether owners are added is open"
    assert seen.among is not None
    assert {each for each in seen.among if each.startswith("cn/")} == {EITHER}


def test_owners_of_two_announcements_may_reach_the_line_of_the_list_and_not_of_one(lawbook: Lawbook) -> None:
    seen = firm_of(lawbook, ((NEW,), "30"), ((NEWER,), "30"), ((), "40"))
    assert seen.among is not None
    told = {each for each in seen.among if each.startswith("cn/")}
    assert told - seen.words == {CONTROL, STANDING, OF_2026, EITHER}
    assert told & seen.words == {"cn/standing-share-not-known", "cn/share-not-known"}, (
        "whether they are added is open"
    )


def test_half_of_a_listing_that_ended_takes_nothing_from_the_half_of_one_that_stands(
    lawbook: Lawbook,
) -> None:
    seen = firm_of(lawbook, ((CONTROL,), "50"), ((ENDED,), "50"))
    assert of_china(seen) == {CONTROL, ENDED, STANDING, OF_2026, EITHER}


def test_an_owner_whose_lists_are_not_known_may_pass_every_mark_that_the_law_asks_for(
    lawbook: Lawbook,
) -> None:
    seen = firm_of(lawbook, (None, "50"), ((), "50"))
    assert of_china(seen) == set()
    assert seen.among is not None
    assert {CONTROL, WATCH, NEW, NEWER, OLD, ENDED, STANDING, OF_2026, EITHER} <= seen.among
    assert [each.about.id for each in seen.missing if each.telling(frozenset({NEW}))] == ["O0"]


def test_below_half_no_mark_passes(lawbook: Lawbook) -> None:
    seen = firm_of(lawbook, ((NEW,), "49.99"), ((), "50.01"))
    assert not of_china(seen)
    assert seen.closed


def test_before_the_day_of_the_rule_no_mark_passes(lawbook: Lawbook) -> None:
    seen = firm_of(lawbook, ((OLD,), "60"), ((), "40"), on=date(2025, 10, 8))
    assert not of_china(seen)


@pytest.mark.parametrize(
    "parties",
    [
        (Party("F", lists=(), ids=("XI-LEI:F",)), Party("O", lists=(), ids=("XI-LEI:F",))),
        (Party("F", lists=()), Party("B", lists=(), branch_of="F"), Party("O", lists=(), branch_of="B")),
    ],
    ids=["another record", "a branch of a branch"],
)
def test_what_a_party_holds_of_itself_through_another_record_or_a_branch_is_a_circle(
    parties: tuple[Party, ...], lawbook: Lawbook
) -> None:
    every = (*parties, Party("S", lists=()), Party("L", lists=("us/sdn",)), Party("N", lists=()))
    held = (("O", "S", "100"), ("S", "F", "40"), ("L", "F", "35"), ("N", "F", "25"))
    holdings = [Holding(owner, owned, "equity", share(text)) for owner, owned, text in held]
    holdings += [Holding("others", each.id, "equity", share("0")) for each in every]
    book = Book(parties=recorded_twice({each.id: each for each in every}), holdings=tuple(holdings))
    seen = Owners(book, lawbook, DAY, KNOWN_ON).lists_of("F")
    assert not seen.rules_out("us/sdn")
    assert "us-ofac/own-shares" in {each.about.id for each in seen.missing}
