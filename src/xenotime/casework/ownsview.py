"""Who is behind one party: the answer of every provision that adds shares up, proposals of names, ties."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xenotime.casework.owners import Owners
from xenotime.dates import Period
from xenotime.facts.book import Book
from xenotime.facts.match import OTHER, SAME, in_force
from xenotime.facts.ownership import Tie
from xenotime.facts.party import OTHER_OWNERS, Party
from xenotime.facts.party_list import PartyList
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Adds
from xenotime.naming.candidates import Candidate, Candidates
from xenotime.owning.way import Owned, Way

HIGHEST = 60
"""Owners up the chains whose names are looked up."""


@dataclass(frozen=True)
class WayAnswer:
    """The answer under one way of adding."""

    way: Way
    owned: Owned


@dataclass(frozen=True)
class AuthorityAnswer:
    """The answer of one provision: settled where every way that it leaves open agrees."""

    adds: Adds
    ways: tuple[WayAnswer, ...]

    @property
    def truth(self) -> bool | None:
        """Yes, no, or not settled."""
        truths = {each.owned.truth for each in self.ways}
        return truths.pop() if len(truths) == 1 else None

    @property
    def shown(self) -> WayAnswer:
        """The way that is shown in full: the strictest."""
        order = {True: 2, None: 1, False: 0}
        return max(self.ways, key=lambda each: order[each.owned.truth])


@dataclass(frozen=True)
class Proposal:
    """A listed party that a party of the book may be, and what was decided about it."""

    party: str
    name: str
    candidate: Candidate
    snapshot: PartyList
    decision: str = ""

    @property
    def entry(self) -> str:
        """How the entry is named where it is decided."""
        return f"{self.candidate.listing.on_list or self.candidate.listing.list_name}:{self.candidate.listing.id}"


@dataclass(frozen=True)
class OwnsView:
    """What is known about who is behind one party on a day."""

    party: Party
    on: date
    known_on: date
    answers: tuple[AuthorityAnswer, ...]
    proposals: tuple[Proposal, ...] = ()
    ties: tuple[Tie, ...] = ()
    limits: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Every party of the chains with its name."""
    remarks: tuple[str, ...] = ()


def owns_view(
    book: Book,
    law: Lawbook,
    party: str,
    on: date,
    known_on: date,
    lists: Iterable[PartyList] = (),
    regimes: Iterable[str] = (),
) -> OwnsView:
    """Who is behind the party, by the law of those regimes (of all, where none is named).

    A proposal of a name changes no answer until a person decides it.
    """
    wanted = set(regimes)
    owners = Owners(book, law, on, known_on)
    answers = tuple(
        AuthorityAnswer(adds, tuple(WayAnswer(way, owned) for way, owned in ways))
        for adds, ways in owners.answers_of(party)
        if not wanted or adds.place.instrument.partition("/")[0] in wanted
    )
    above = upwards(book, party, on)
    snapshots = tuple(lists)
    asked = [book.parties[each] for each in above if each in book.parties]
    limits = [limit for each in snapshots for limit in each.limits(on)]
    limits += _aged(book, on, set(above), snapshots)
    return OwnsView(
        book.parties[party],
        on,
        known_on,
        answers,
        tuple(proposals(asked, snapshots, book, on)),
        tuple(
            each
            for each in book.ties
            if party in {each.party, each.other} and Period(each.start, each.until).holds(on)
        ),
        tuple(dict.fromkeys(limits)),
        tuple((each.id, each.name) for each in asked),
        tuple(f"{each.source}: {remark}" for each in snapshots for remark in each.remarks),
    )


def upwards(book: Book, party: str, on: date) -> list[str]:
    """The party and everybody above it in the book, nearest first, as far as names are looked up."""
    by_owned: dict[str, list[str]] = {}
    for each in book.holdings:
        if each.owner != OTHER_OWNERS and Period(each.start, each.until).holds(on):
            by_owned.setdefault(each.owned, []).append(each.owner)
    found = [party]
    for one in found:
        head = book.parties[one].branch_of if one in book.parties else ""
        above = [*by_owned.get(one, ()), *([head] if head else [])]
        found += [new for new in dict.fromkeys(above) if new not in found][: max(0, HIGHEST - len(found))]
    return found


def proposals(
    parties: Iterable[Party], snapshots: tuple[PartyList, ...], book: Book, on: date
) -> Iterable[Proposal]:
    """For each party the entries of the lists that it may be, those of the day only."""
    decided = {
        (match.party, word, match.entry): match.decision
        for match in in_force(book.matches)
        for word in match.lists
    }
    asked = list(parties)
    for snapshot in snapshots:
        standing = Candidates(each for each in snapshot.entries if each.holds_on(on))
        for party in asked:
            for candidate in standing.like(party.name or party.id):
                key = (party.id, candidate.listing.on_list, candidate.listing.id)
                decision = decided.get(key, "")
                yield Proposal(party.id, party.name, candidate, snapshot, decision)


def _aged(book: Book, on: date, parties: set[str], snapshots: tuple[PartyList, ...]) -> list[str]:
    """Decisions that rest on a list older than its limit."""
    fresh = {word: each.days_fresh for each in snapshots for word in each.lists}
    said = []
    for match in in_force(book.matches):
        if match.party not in parties or match.decision in {SAME, OTHER} or not match.list_dated:
            continue
        limit = min((days for word in match.lists if (days := fresh.get(word)) is not None), default=None)
        age = (on - match.list_dated).days
        if limit is not None and age > limit:
            said.append(
                f"{match.party} was screened against lists of {match.list_dated}, {age} days before {on}; "
                f"the limit is {limit} days"
            )
    return said
