"""The days on which the same is known of parties: of themselves, and of whoever they are branches of, own or are owned by."""

from collections.abc import Callable, Iterator
from datetime import date

from xenotime.casework.owners import Owners
from xenotime.facts.answered import answered_on
from xenotime.facts.book import Book
from xenotime.facts.party import OTHER_OWNERS

Tied = tuple[str, ...]
"""All parties of a book that are tied to each other, by whatever chain of holdings, branches and records."""


class PeopleDays:
    """Of the parties of one book; `owners` tells who owns whom on a day."""

    def __init__(self, book: Book, owners: Callable[[date], Owners]) -> None:
        self.book, self.owners = book, owners
        self.tied = tied(answered_on(book, None))
        self.whole: dict[date, date] = {}
        """For every day asked about the first one on which all of the book was the same."""
        self.of_tied: dict[tuple[Tied, date], date] = {}
        self.of_several: dict[tuple[Tied, tuple[date, ...]], date] = {}

    def since(self, parties: tuple[str, ...], day: date) -> date:
        """One of the days asked about on which of all these parties the same is known as on this one."""
        day = self._whole(day)
        days = tuple(self._of_tied(self.tied.get(each, (each,)), day) for each in parties)
        return days[0] if len(set(days)) == 1 else self.of_several.setdefault((parties, days), day)

    def _whole(self, day: date) -> date:
        if day not in self.whole:
            self.whole[day] = self._first(tuple(self.book.parties), day)
        return self.whole[day]

    def _of_tied(self, members: Tied, day: date) -> date:
        if (members, day) not in self.of_tied:
            self.of_tied[members, day] = self._first(members, day)
        return self.of_tied[members, day]

    def _first(self, parties: Tied, day: date) -> date:
        """The first of the days that differ on which all that is known of some parties was the same."""
        now, before = self.owners(day).standing(parties), dict.fromkeys(self.whole.values())
        same = (each for each in before if self.owners(each).standing(parties) == now)
        return next(same, day)


def tied(book: Book) -> dict[str, Tied]:
    """For every party of the book that is tied to others all that are tied to it, itself included."""
    beside: dict[str, set[str]] = {}
    for one, other in _ties(book):
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found: dict[str, Tied] = {}
    for each in beside:
        if each not in found:
            members, front = {each}, [each]
            while front:
                fresh = beside[front.pop()] - members
                members |= fresh
                front += fresh
            found |= dict.fromkeys(members, tuple(sorted(members)))
    return found


def _ties(book: Book) -> Iterator[tuple[str, str]]:
    for holding in book.holdings:
        if holding.owner != OTHER_OWNERS:
            yield holding.owner, holding.owned
    for party in book.parties.values():
        for other in (party.branch_of, party.same_as):
            if other:
                yield party.id, other
