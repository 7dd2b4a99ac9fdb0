"""The values of a domain: each with what is to be asked about it."""

from datetime import date

from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import Named
from xenotime.screening.domain import Book, Domain, Sightings, Texts, token_of

OWNERS = Subject("fact", "consignee", "owner_lists")
PARTY = About("party", "P")


def seen(*words: str) -> Sightings:
    missing = Missing("holdings.others", PARTY, "Who holds the rest?", words=frozenset(words))
    return {OWNERS: Seen(PARTY, missing=(missing,))}


def unseeing(texts: Texts, on: date) -> Sightings:
    raise AssertionError(texts, on)


def test_an_owner_not_told_who_makes_other_lists_possible_on_another_day_is_asked_for_those(
    lawbook: Lawbook,
) -> None:
    domain = Domain("consignee", ("consignee",), (OWNERS,), unseeing, role="consignee")
    book = Book(domain, {OWNERS: Named()}, lawbook.vocabulary)
    values = [book.add(seen(*words)) for words in (["one"], ["one", "other"])]
    token = token_of(domain, OWNERS)
    assert [each.missing[token][0].words for each in values] == [
        frozenset(["one"]),
        frozenset(["one", "other"]),
    ]
    assert values[0].state == values[1].state
