"""Gather everything that the law, as known, can compare a subject with, on whatever day."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from xenotime.casework.clashes import clashes_among
from xenotime.law.condition import Condition, Subject, Tree, leaves
from xenotime.law.lawbook import Lawbook

CODES = "codes"


@dataclass
class Named:
    """The words and numbers that conditions name for one subject.

    `whole` says that nothing of its value may be forgotten: another fact, or the rows of a list, are
    compared with it.
    """

    words: set[str] = field(default_factory=set)
    amounts: set[Fraction] = field(default_factory=set)
    whole: bool = False
    asked: dict[str, set[int]] = field(default_factory=dict)
    """For each word the sets of words in which conditions name it, by number."""

    def alike(self) -> dict[str, tuple[str, ...]]:
        """For each word all that are named in the same sets: no condition tells them apart."""
        found: dict[frozenset[int], list[str]] = {}
        for word in sorted(self.asked):
            found.setdefault(frozenset(self.asked[word]), []).append(word)
        return {word: tuple(words) for words in found.values() for word in words}


Asked = dict[Subject, Named]


class Gatherer:
    """Walks the rules and gaps of some regimes, with the lists and groups that they name."""

    def __init__(self, law: Lawbook, known_on: date) -> None:
        self.law, self.known_on = law, known_on
        self.found: Asked = {}
        self._of_parties: dict[Subject, Named] = {}
        self._touched: dict[str, frozenset[Subject]] = {}
        self._sets: dict[Hashable, int] = {}

    def regime(self, regime: str) -> None:
        """Take in every rule and gap of a regime."""
        for rule in self.law.rules_of(regime, self.known_on):
            self.touched(rule.when)
        for gap in self.law.regimes[regime].gaps:
            self.touched(gap.touches)

    def touched(self, tree: Tree) -> frozenset[Subject]:
        """Every subject that a tree can ask about, those of lists included; they are taken in."""
        return frozenset(each for condition in leaves(tree) for each in self.leaf(condition))

    def leaf(self, condition: Condition) -> frozenset[Subject]:
        """Every subject that one condition can ask about, those of the list that it names included."""
        return frozenset(
            each for subject in self.spelt(condition.subject) for each in self._leaf(subject, condition)
        )

    def spelt(self, subject: Subject) -> tuple[Subject, ...]:
        """The subject, or one for each role where it is of any party."""
        if subject.role != "any_party":
            return (subject,)
        return tuple(replace(subject, role=role) for role in self.law.vocabulary.party_roles)

    def _leaf(self, subject: Subject, condition: Condition) -> Iterator[Subject]:
        value = condition.value
        if subject.kind == "member" and value.ref in self.law.lists:
            codes = Subject("fact", subject.role, CODES)
            self._named(codes).whole = True
            yield codes
            yield from self._list(value.ref)
            return
        if subject.kind in {"reading", "text"}:
            return
        named = self._named(subject)
        yield subject
        self._name(named, value.words, value.words)
        if value.amount is not None:
            named.amounts.add(value.amount)
        if value.threshold:
            named.amounts |= self._threshold(value.threshold)
        if value.ref in self.law.groups:
            for member in self.law.groups[value.ref].members:
                self._name(named, (member.word,), (value.ref, member.dated))
        if value.fact is not None:
            for other in self.spelt(value.fact):
                named.whole = self._named(other).whole = True
                yield other

    def _name(self, named: Named, words: Iterable[str], one_set: Hashable) -> None:
        """Take words in, as named in one set: those of a condition, or the members of a group with the same dates."""
        number = self._sets.setdefault(one_set, len(self._sets))
        for word in words:
            named.words.add(word)
            named.asked.setdefault(word, set()).add(number)

    def _named(self, subject: Subject) -> Named:
        """What is named for the subject; of parties the same in every role, since one party can have several."""
        if subject in self.found:
            return self.found[subject]
        if subject.role not in self.law.vocabulary.party_roles:
            return self.found.setdefault(subject, Named())
        named = self._of_parties.setdefault(replace(subject, role="any_party"), Named())
        return self.found.setdefault(subject, named)

    def _threshold(self, name: str) -> set[Fraction]:
        short = name.rpartition("/")[2]
        return {
            entry.amount
            for threshold in self.law.thresholds
            if threshold.name == short
            for entry in threshold.values
            if entry.amount is not None
        }

    def _list(self, list_id: str) -> frozenset[Subject]:
        if list_id not in self._touched:
            self._touched[list_id] = frozenset()
            found: set[Subject] = set()
            for row in self.law.lists[list_id].rows:
                for tree in (row.when, row.where):
                    if tree is not None:
                        found |= self.touched(tree)
            for other in self.law.lists[list_id].includes:
                found |= self._list(other)
            self._touched[list_id] = frozenset(found)
        return self._touched[list_id]


def gathered(law: Lawbook, regimes: tuple[str, ...], known_on: date) -> Gatherer:
    """Everything that the regimes' law, as known, compares with anything, and the clashes between them."""
    gatherer = Gatherer(law, known_on)
    for regime in regimes:
        gatherer.regime(regime)
    for clash in clashes_among(law, regimes, known_on):
        gatherer.touched(clash.when)
    return gatherer
