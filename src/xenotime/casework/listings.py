"""Who is listed on a day: the law's own lists of parties, and what persons decided about names, by their days."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property

from xenotime.dates import Period, day_after
from xenotime.facts.book import Book
from xenotime.facts.match import SAME, SCREENED, Match, in_force
from xenotime.facts.party_list import NOTE, Listing, PartyList, list_named
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty

ORGANIZATION = "organization"


def lists_by_law(
    law: Lawbook, known_on: date, regimes: Collection[str] | None = None
) -> tuple[PartyList, ...]:
    """The lists of parties that the law itself has, as known on a day, with the days of every entry.

    Those of regimes that were invented are there only where they are among `regimes`.
    """
    return tuple(
        PartyList(
            f"{each.list_id} as this law has it",
            each.place.instrument.partition("/")[0],
            each.as_of,
            each.whole,
            tuple(
                _listing(each.list_id, party, known_on)
                for party in each.parties
                if party.dated.issued <= known_on
            ),
            source=each.place.id,
            days_fresh=each.days_fresh,
            lists=(each.list_id,),
            keeps_ended=True,
        )
        for each in law.parties
        if regimes is None or _is_meant(law, each.place.instrument.partition("/")[0], regimes)
    )


def _is_meant(law: Lawbook, regime: str, regimes: Collection[str]) -> bool:
    known = law.regimes.get(regime)
    return regime in regimes or known is None or not known.invented


def _listing(list_id: str, party: ListedParty, known_on: date) -> Listing:
    """One row of the law's list, with the end and the pauses that were known on the day."""
    until = party.dated.until if party.ended is None or party.ended <= known_on else None
    return Listing(
        party.name,
        party.name,
        list_id,
        f"{list_id}{NOTE}{party.announcement}" if party.announcement else list_id,
        aka=(*([party.local_name] if party.local_name else []), *party.also),
        kind=ORGANIZATION,
        country=(party.country,) if party.country else None,
        start=party.dated.start,
        until=until,
        pauses=tuple(Period(each.start, each.until) for each in party.pauses if each.issued <= known_on),
        source=party.dated.source,
        note=party.announcement,
    )


class Listings:
    """The entries that decisions may name, and whether each stands on a day, as the law was known on another."""

    def __init__(self, law: Lawbook, on: date, known_on: date) -> None:
        self.law, self.on, self.known_on = law, on, known_on

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Listing]]:
        """The entries of every list, by its name and theirs."""
        found: dict[tuple[str, str], list[Listing]] = {}
        for each in lists_by_law(self.law, self.known_on):
            for listing in each.entries:
                for name in listing.names:
                    found.setdefault((listing.list_name, _plain(name)), []).append(listing)
        return found

    def entries(self, match: Match) -> tuple[Listing, ...]:
        """The law's own entries that a decision names, by announcement where it names one."""
        found = [
            listing
            for word in match.lists
            for name in dict.fromkeys((_plain(match.entry), _plain(match.listed_name)))
            for listing in self.by_name.get((list_named(word), name), ())
            if NOTE not in word or listing.on_list == word
        ]
        return tuple(dict.fromkeys(found))

    def standing(self, match: Match) -> tuple[str, ...]:
        """The lists on which a decision puts its party on the day.

        On each the law's own days go before those that the entry said when it was decided.
        """
        said = Period(match.listed_from, match.listed_until).holds(self.on)
        return (*self.rows(match), *(self.without_row(match) if said else ()))

    def rows(self, match: Match) -> tuple[str, ...]:
        """The lists on which an entry of the law's own that a decision names stands on the day."""
        return tuple(dict.fromkeys(each.on_list for each in self.entries(match) if each.holds_on(self.on)))

    def without_row(self, match: Match) -> tuple[str, ...]:
        """The lists of a decision on which the law has no entry of its own for it, each announcement by itself."""
        own = {name for each in self.entries(match) for name in (each.list_name, each.on_list)}
        return tuple(word for word in match.lists if word not in own)

    def why_not(self, match: Match) -> str:
        """Why a decision puts its party on no list on the day; empty where it does."""
        if self.standing(match):
            return ""
        own = Listing("", "", "", start=match.listed_from, until=match.listed_until)
        left = (own,) if self.without_row(match) else ()
        return "; ".join(each.why_not(self.on) for each in (*self.entries(match), *left))


def listing_days(book: Book, law: Lawbook, known_on: date) -> set[date]:
    """The days on which an entry that a decision names begins, ends, is paused, or wakes."""
    listings = Listings(law, date.min, known_on)
    decided = [match for match in in_force(book.matches) if match.decision == SAME]
    entries = [each for match in decided for each in listings.entries(match)]
    own = [Period(each.listed_from, each.listed_until) for each in decided if listings.without_row(each)]
    return _turning(own) | entry_days(entries)


def entry_days(entries: Iterable[Listing]) -> set[date]:
    """The days on which some entry begins, ends, is paused, or wakes."""
    return _turning(period for each in entries for period in (Period(each.start, each.until), *each.pauses))


def _turning(periods: Iterable[Period]) -> set[date]:
    """The first day of each period, and the first one after it."""
    every = tuple(periods)
    days = {each.start for each in every if each.start}
    return days | {day_after(each.until) for each in every if each.until and each.until < date.max}


def not_standing(book: Book, law: Lawbook, on: date, known_on: date, parties: Iterable[str]) -> list[str]:
    """Of the parties every decided entry that does not stand on the day, and why."""
    wanted, listings = set(parties), Listings(law, on, known_on)
    return [
        f"{match.party} is {match.listed_name or match.entry} on {', '.join(match.lists)}, on {on} not: {why}"
        for match in in_force(book.matches)
        if match.party in wanted and match.decision == SAME
        for why in [listings.why_not(match)]
        if why
    ]


def aged(book: Book, lists: Sequence[PartyList], on: date, parties: Iterable[str]) -> list[str]:
    """Of the parties every screening against lists that were older than their limit on the day."""
    wanted = set(parties)
    fresh = {word: each.days_fresh for each in lists for word in each.lists}
    said = []
    for match in in_force(book.matches):
        if match.party not in wanted or match.decision != SCREENED or not match.list_dated:
            continue
        limit = min((days for word in match.lists if (days := fresh.get(word)) is not None), default=None)
        age = (on - match.list_dated).days
        if limit is not None and age > limit:
            said.append(
                f"{match.party} was screened against lists of {match.list_dated}, {age} days before {on}; "
                f"the limit is {limit} days"
            )
    return said


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
