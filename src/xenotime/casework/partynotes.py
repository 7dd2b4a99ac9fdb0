"""What stands beside an answer about its parties: lists that are old, entries that sleep, red flags."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from xenotime.casework.announced import not_yet
from xenotime.casework.listings import aged, lists_by_law, not_standing
from xenotime.casework.owners import Owners
from xenotime.dates import Period
from xenotime.deciding.answer import Answer
from xenotime.facts.book import Book
from xenotime.facts.ownership import Tie
from xenotime.facts.party import OTHER_OWNERS, Holding, is_denied
from xenotime.facts.party_list import PartyList, list_named
from xenotime.facts.same import groups
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Joined, Leaf, Tree
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Adds
from xenotime.owning.chain import line_of
from xenotime.owning.register import percent
from xenotime.owning.way import EITHER, Way

HIGHEST = 60
"""Owners up the chains of one party that are looked at."""
LIST_FACTS = ("lists", "owner_lists")


def lists_asked(law: Lawbook, regime: str) -> frozenset[str]:
    """The lists of parties, without notes, that the rules of a regime ask about."""
    words: set[str] = set()
    trees = [rule.when for rule in law.rules if rule.place.instrument.partition("/")[0] == regime]
    while trees:
        tree: Tree = trees.pop()
        if isinstance(tree, Joined):
            trees.extend(tree.parts)
        elif isinstance(tree, Leaf) and tree.condition.subject.name in LIST_FACTS:
            value = tree.condition.value
            words |= set(value.words)
            group = law.groups.get(value.ref)
            words |= {each.word for each in group.members} if group else set()
    for adds in law.adds:
        if adds.place.instrument.partition("/")[0] == regime:
            words |= set(adds.lists)
    return frozenset(list_named(word) for word in words)


def list_limits(
    book: Book, law: Lawbook, regimes: Iterable[str], on: date, known_on: date
) -> tuple[str, ...]:
    """What limits the party lists of the book and of the law that these regimes ask about, on a day."""
    asked = frozenset[str]().union(*(lists_asked(law, regime) for regime in regimes))
    return _limits((*book.lists, *lists_by_law(law, known_on)), asked, on)


def _limits(lists: Iterable[PartyList], asked: frozenset[str], on: date) -> tuple[str, ...]:
    return tuple(
        limit
        for each in lists
        if not each.lists or asked & {list_named(word) for word in each.lists}
        for limit in each.limits(on)
    )


class Above:
    """Who stands above a party on a day: its owners, theirs, and the heads of branches."""

    def __init__(self, book: Book, on: date) -> None:
        self.book = book
        self.of: dict[str, list[Holding]] = {}
        for each in book.holdings:
            if each.owner != OTHER_OWNERS and Period(each.start, each.until).holds(on):
                self.of.setdefault(each.owned, []).append(each)
        self.records = groups(book.parties)
        self.ties: dict[str, list[Tie]] = {}
        for tie in book.ties:
            if Period(tie.start, tie.until).holds(on):
                for end in {tie.party, tie.other}:
                    self.ties.setdefault(end, []).append(tie)

    def party(self, party: str) -> list[str]:
        """The party and everybody above it, nearest first, as far as they are looked at."""
        found = [party]
        for one in found:
            known = self.book.parties.get(one)
            head = known.branch_of if known else ""
            records = self.records.get(known.same_as or one, ()) if known else ()
            above = [*records, *(each.owner for each in self.of.get(one, ())), *([head] if head else [])]
            found += [new for new in dict.fromkeys(above) if new not in found][: max(0, HIGHEST - len(found))]
        return found


@dataclass(frozen=True)
class Notes:
    """What is said beside an answer: of which day lists are, what decisions rest on, what to look at more closely."""

    lists: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class PartyNotes:
    """The notes of one day; those of the same parties are worked out once."""

    def __init__(self, book: Book, law: Lawbook, owners: Owners) -> None:
        self.book, self.law, self.owners = book, law, owners
        self.on, self.known_on = owners.on, owners.known_on
        self.above = Above(book, self.on)
        self.lists = (*book.lists, *lists_by_law(law, self.known_on))
        self.by_regime: dict[str, tuple[str, ...]] = {}
        self.made: dict[tuple[str, tuple[str, ...]], Notes] = {}

    def beside(self, answers: Sequence[Answer], shipment: Shipment) -> list[Answer]:
        """The answers, each with the notes on the lists of its regime and on the shipment's parties."""
        parties = tuple(dict.fromkeys(each for some in shipment.parties.values() for each in some))
        return [
            replace(each, limits=(*notes.lists, *notes.decided), flags=notes.flags)
            for each in answers
            for notes in [self.notes(each.regime, parties)]
        ]

    def notes(self, regime: str, parties: tuple[str, ...]) -> Notes:
        """What is to be said about the parties under a regime."""
        key = (regime, parties)
        if key not in self.made:
            above = tuple(dict.fromkeys(each for party in parties for each in self.above.party(party)))
            decided = [
                *aged(self.book, self.lists, self.on, above),
                *not_standing(self.book, self.law, self.on, self.known_on, above),
                *not_yet(self.book, self.law, self.on, self.known_on, above),
            ]
            flags = dict.fromkeys([*self._minorities(regime, above), *self._ties(above)])
            self.made[key] = Notes(self._limits(regime), tuple(decided), tuple(flags))
        return self.made[key]

    def _limits(self, regime: str) -> tuple[str, ...]:
        if regime not in self.by_regime:
            self.by_regime[regime] = _limits(self.lists, lists_asked(self.law, regime), self.on)
        return self.by_regime[regime]

    def _minorities(self, regime: str, parties: Sequence[str]) -> Iterator[str]:
        """Holdings of listed owners that are not enough for the authority's line."""
        for party in parties:
            held = [each for each in self.above.of.get(party, ()) if self._lists(each.owner)]
            if not held or party not in self.book.parties:
                continue
            for adds, ways in self.owners.answers_of(party):
                if adds.place.instrument.partition("/")[0] != regime or {o.truth for _, o in ways} == {True}:
                    continue
                yield from self._below(adds, ways[0][0], held)

    def _below(self, adds: Adds, way: Way, held: Sequence[Holding]) -> Iterator[str]:
        for each in held:
            named = way.names(self._lists(each.owner))
            if named and (not each.kind or each.kind in way.kinds) and not is_denied(each.share):
                share = "a share that is not known" if each.share is None else percent(each.share)
                yield (
                    f"{each.owner}, on {', '.join(named)}, holds {share} of {each.owned} ({each.kind or EITHER}): "
                    f"not shown to reach {line_of(way)} ({adds.place.id}); a red flag, not a rule"
                )

    def _ties(self, parties: Sequence[str]) -> Iterator[str]:
        for party in parties:
            for tie in self.above.ties.get(party, ()):
                other = tie.other if tie.party == party else tie.party
                if self._lists(other):
                    lists = ", ".join(self._lists(other))
                    yield (
                        f"{party} is tied to {other}, on {lists}, without a share: {tie.what}; "
                        "a red flag, not a rule"
                    )

    def _lists(self, party: str) -> tuple[str, ...]:
        known = self.book.parties.get(party)
        return (known.lists or ()) if known else ()
