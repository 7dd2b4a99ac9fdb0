"""Who is behind one party: the answer of every provision that adds shares up, proposals of names, ties."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from xenotime.casework.owners import Owners
from xenotime.casework.partynotes import PartyNotes
from xenotime.dates import Period
from xenotime.facts.book import Book
from xenotime.facts.match import OTHER, in_force
from xenotime.facts.ownership import Tie
from xenotime.facts.party import Party
from xenotime.facts.party_list import Listing, PartyList
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Adds, Place, Suspension
from xenotime.naming.candidates import Candidate, Candidates
from xenotime.owning.way import Owned, Way


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
    asleep: tuple[Suspension, ...] = ()
    """What stays the provision on the day: its answer is told, and no rule rests on it then, or under one reading none."""

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
    why_not: str = ""
    """Why the entry does not stand on the day asked for; empty where it does."""

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
    flags: tuple[str, ...] = ()
    """What to look at more closely: holdings below the line, ties to the listed. No rule hangs on it."""

    @property
    def tells(self) -> bool:
        """Whether there is something to say beyond what is not known: a list, a listed owner, a name, a flag."""
        found = any(each.truth or any(link.via for link in each.shown.owned.chain) for each in self.answers)
        likely = any(each.candidate.likely and each.decision != OTHER for each in self.proposals)
        return found or likely or bool(self.flags)


def _asleep(law: Lawbook, place: Place, on: date, known_on: date) -> Iterator[Suspension]:
    """What stays a provision on the day; a pause under a reading that was answered otherwise stays nothing."""
    for each in law.suspensions_of(place, on, known_on):
        under = each.period.under
        answered = law.answer_to(under[0], known_on) if under else None
        if not answered:
            yield each
        elif under and answered.reading == under[1]:
            yield replace(each, period=replace(each.period, under=None))


def owns_view(
    owners: Owners,
    party: str,
    lists: Iterable[PartyList] = (),
    regimes: Iterable[str] = (),
    index: "Names | None" = None,
    beside: PartyNotes | None = None,
) -> OwnsView:
    """Who is behind the party, by the law of those regimes (of all, where none is named).

    A proposal of a name changes no answer until a person decides it.
    """
    book, law, on, known_on = owners.book, owners.law, owners.on, owners.known_on
    wanted = set(regimes)
    answers = tuple(
        AuthorityAnswer(
            adds,
            tuple(WayAnswer(way, owned) for way, owned in ways),
            tuple(_asleep(law, adds.place, on, known_on)),
        )
        for adds, ways in owners.answers_of(party)
        if not wanted or adds.place.instrument.partition("/")[0] in wanted
    )
    notes = beside or PartyNotes(book, law, owners)
    above = notes.above.party(party)
    names = index or Names(lists)
    asked = [book.parties[each] for each in above if each in book.parties]
    asked_of = wanted or {adds.place.instrument.partition("/")[0] for adds in law.adds}
    said = [notes.notes(regime, (party,)) for regime in sorted(asked_of)]
    limits = [limit for each in names.lists for limit in each.limits(on)]
    limits += [limit for each in said for limit in each.decided]
    return OwnsView(
        book.parties[party],
        on,
        known_on,
        answers,
        tuple(each for one in asked for each in names.proposals(one, book, on)),
        tuple(
            each
            for each in book.ties
            if party in {each.party, each.other} and Period(each.start, each.until).holds(on)
        ),
        tuple(dict.fromkeys(limits)),
        tuple((each.id, each.name) for each in asked),
        tuple(f"{each.source}: {remark}" for each in names.lists for remark in each.remarks),
        tuple(dict.fromkeys(flag for each in said for flag in each.flags)),
    )


class Names:
    """The entries of some lists, ready to be looked up by name; each list is made ready when it is first asked."""

    def __init__(self, lists: Iterable[PartyList]) -> None:
        self.lists = tuple(lists)
        self.ready: dict[int, Candidates] = {}
        self.found: dict[tuple[int, str], tuple[Candidate, ...]] = {}

    def proposals(self, party: Party, book: Book, on: date) -> Iterator[Proposal]:
        """The entries that a party may be: those that stand on the day, and of lists that keep them the others too."""
        decided = {
            (word, match.entry): match.decision
            for match in in_force(book.matches)
            if match.party == party.id
            for word in match.lists
        }
        for at, snapshot in enumerate(self.lists):
            for name, candidate in self._best(at, party):
                listing = candidate.listing
                if snapshot.keeps_ended or listing.holds_on(on):
                    decision = decided.get((listing.on_list or listing.list_name, listing.id), "")
                    yield Proposal(party.id, name, candidate, snapshot, decision, listing.why_not(on))

    def _best(self, at: int, party: Party) -> list[tuple[str, Candidate]]:
        """The entries that any of its names is like, each under the name that is most like it."""
        best: dict[Listing, tuple[str, Candidate]] = {}
        for name in party.names:
            for each in self._like(at, name):
                if each.listing not in best or each.score > best[each.listing][1].score:
                    best[each.listing] = name, each
        return sorted(best.values(), key=lambda each: -each[1].score)

    def _like(self, at: int, name: str) -> tuple[Candidate, ...]:
        if at not in self.ready:
            self.ready[at] = Candidates(self.lists[at].entries)
        if (at, name) not in self.found:
            self.found[at, name] = self.ready[at].like(name)
        return self.found[at, name]
