"""A published list of parties as of one day: its entries, and how far it can be relied on."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from xenotime.dates import Period
from xenotime.facts.item import Words

NOTE = "#"
"""Stands between a list and what it says of an entry: `list#note`."""
ANOTHER = "another"
"""The note of an announcement that the law does not hold, where the law names it."""


def list_named(word: str) -> str:
    """The list that a word names: by itself, or with the note of one of its rows.

    >>> list_named("zz/entities#some"), list_named("zz/entities")
    ('zz/entities', 'zz/entities')
    """
    return word.partition(NOTE)[0]


def with_their_lists(words: Iterable[str]) -> frozenset[str]:
    """The words, and the list of every row among them."""
    return frozenset(one for word in words for one in (word, list_named(word)))


def beside_their_list(words: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    """The rows beside which their list stands by itself: it may name them, or another entry of the list.

    What announcements make is named by them: beside one of these the list is that one, where the law knows (`known`)
    that another may be meant.

    >>> beside_their_list(("zz/entities", "zz/entities#some"), ())
    ('zz/entities#some',)
    """
    return tuple(
        each
        for each in words
        if NOTE in each and (name := list_named(each)) in words and f"{name}{NOTE}{ANOTHER}" not in known
    )


@dataclass(frozen=True, slots=True)
class Listing:
    """One party on one list, as its publisher names it.

    `on_list` is the word by which the law calls the list (`list#note` where the entry carries a note of
    consequence), empty where the publisher's name for it is not known. `country` is the party's own by
    its addresses, never that of the authority.
    """

    id: str
    name: str
    list_name: str
    on_list: str = ""
    aka: tuple[str, ...] = ()
    kind: str = ""
    country: Words = None
    addresses: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    start: date | None = None
    until: date | None = None
    pauses: tuple[Period, ...] = ()
    source: str = ""
    note: str = ""
    row: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the entry, the main one first."""
        return (self.name, *self.aka)

    def holds_on(self, day: date) -> bool:
        """Whether the entry stands on that day and is not paused."""
        return not self.why_not(day)

    def why_not(self, day: date) -> str:
        """Why the entry does not stand on that day: it begins later, has ended, or is paused; empty where it does.

        >>> Listing("1", "Tin Works", "List", start=date(2025, 3, 4)).why_not(date(2025, 3, 3))
        'listed from 2025-03-04 only'
        """
        if self.start and day < self.start:
            return f"listed from {self.start} only"
        if self.until and day > self.until:
            return f"listed until {self.until} only"
        pause = next((each for each in self.pauses if each.holds(day)), None)
        if pause is None:
            return ""
        since = f" from {pause.start}" if pause.start else ""
        return f"paused{since}" + (f" to {pause.until}" if pause.until else ", without a last day")


@dataclass(frozen=True)
class PartyList:
    """A snapshot of one or several lists of one authority.

    `dated` is the day on which the publisher made it, None where the file does not say. Only a `whole`
    snapshot can show that a party is not on it. `remarks` name everything that was not taken over.
    """

    title: str
    authority: str = ""
    dated: date | None = None
    whole: bool = False
    entries: tuple[Listing, ...] = ()
    remarks: tuple[str, ...] = ()
    source: str = ""
    days_fresh: int | None = None
    """For how many days after `dated` it may be relied on; None where no limit is set."""
    lists: tuple[str, ...] = field(default=())
    """The lists that it covers, in the law's words."""
    keeps_ended: bool = False
    """Whether it keeps entries that have ended, so that it tells of days before its own as well."""

    def heading(self) -> "PartyList":
        """The list without its entries: what it is, of which day, how far it can be relied on."""
        return replace(self, entries=(), remarks=())

    def limits(self, on: date) -> tuple[str, ...]:
        """Everything that has to be said beside an answer of that day that rests on this snapshot.

        >>> PartyList("List", dated=date(2026, 1, 1), whole=True, days_fresh=7).limits(date(2026, 2, 1))
        ('List: as of 2026-01-01, 31 days before 2026-02-01; its limit is 7 days',)
        """
        said = []
        if self.dated is None:
            said.append(f"{self.title}: of which day is not told")
        elif self.dated > on and not self.keeps_ended:
            said.append(
                f"{self.title}: as of {self.dated}, after {on}: entries taken off before are not on it"
            )
        elif self.days_fresh is not None and on - self.dated > timedelta(days=self.days_fresh):
            age = (on - self.dated).days
            said.append(
                f"{self.title}: as of {self.dated}, {age} days before {on}; its limit is {self.days_fresh} days"
            )
        if not self.whole:
            said.append(f"{self.title}: not whole, a party that is not on it may still be listed")
        return tuple(said)
