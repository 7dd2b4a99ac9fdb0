"""From which day on a party that is stated with its announcement is listed by it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.facts.match import SAME, in_force
from xenotime.facts.party import Party
from xenotime.facts.party_list import NOTE
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN


def first_days(law: Lawbook, known_on: date) -> dict[str, date]:
    """For the list of every announcement that lists parties the first day of its listings, as known on a day.

    What was announced later has the last of all days; an announcement that the law does not hold, or holds from memory
    alone, has none: whoever is stated with it is listed.
    """
    days: dict[str, list[date]] = {}
    unsure: set[str] = set()
    for one in law.parties:
        for party in one.parties:
            if not party.announcement:
                continue
            word, row = f"{one.list_id}{NOTE}{party.announcement}", party.dated
            days.setdefault(word, []).append((row.start or date.min) if row.issued <= known_on else date.max)
            if row.seen not in WELL_SEEN:
                unsure.add(word)
    return {word: min(starts) for word, starts in days.items() if word not in unsure}


def announced(words: Iterable[str], first: Mapping[str, date], on: date) -> tuple[str, ...]:
    """The words for lists without those whose announcement came later than the day."""
    return tuple(each for each in words if first.get(each, date.min) <= on)


def as_announced(parties: dict[str, Party], law: Lawbook, on: date, known_on: date) -> dict[str, Party]:
    """The parties, each without the lists onto which it came only by a later announcement."""
    noted = {name: each for name, each in parties.items() if any(NOTE in word for word in each.lists or ())}
    if not noted:
        return parties
    first = first_days(law, known_on)
    found = {
        name: replace(each, lists=kept, not_yet_on=tuple(w for w in each.lists or () if w not in kept))
        for name, each in noted.items()
        if (kept := announced(each.lists or (), first, on)) != each.lists
    }
    return parties | found if found else parties


def announced_days(book: Book, law: Lawbook, known_on: date) -> set[date]:
    """The days on which an announcement begins to list a party that is stated, or was decided, to be on its list."""
    decided = (each.lists for each in in_force(book.matches) if each.decision == SAME)
    parties = answered_on(book, None).parties.values()
    lists = (*(each.lists or () for each in parties), *decided)
    stated = {word for each in lists for word in each if NOTE in word}
    first = first_days(law, known_on) if stated else {}
    return {first[word] for word in stated if word in first} - {date.min, date.max}


def not_yet(book: Book, law: Lawbook, on: date, known_on: date, parties: Iterable[str]) -> list[str]:
    """Of the parties every list that they are stated to be on by a later announcement, and when that one begins."""
    later = [
        (each, word) for each in parties if each in book.parties for word in book.parties[each].not_yet_on
    ]
    first = first_days(law, known_on) if later else {}
    return [
        f"{party} is stated to be on {word}, on {on} not yet: {_since(first[word])}" for party, word in later
    ]


def _since(first: date) -> str:
    return "the announcement was not known" if first == date.max else f"it lists from {first} on"
