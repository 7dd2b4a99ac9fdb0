"""Which lists, groups and thresholds some part of the law can come to, and so on which days it changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from xenotime.casework.sightings import measure
from xenotime.law.condition import COMPUTED, Subject, Tree, leaves
from xenotime.law.lawbook import OWNER_LISTS, Lawbook


@dataclass
class Reach:
    """Names that were come to; a list brings everything that its rows name, and what stops its content."""

    law: Lawbook
    lists: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    thresholds: set[str] = field(default_factory=set)
    """By their short names."""
    owners: bool = False
    """Whether what owners make of a party is asked."""
    by_value: bool = False
    """Whether something is measured by what it is worth."""

    def trees(self, trees: Iterable[Tree]) -> "Reach":
        """Take in everything that the trees can come to."""
        for tree in trees:
            for condition in leaves(tree):
                value = condition.value
                self._named(value.ref)
                if value.threshold:
                    self.thresholds.add(value.threshold.rpartition("/")[2])
                self.subjects(each for each in (condition.subject, value.fact) if each is not None)
        return self

    def subjects(self, subjects: Iterable[Subject]) -> "Reach":
        """Take in what must be known of the law to see the subjects."""
        for subject in subjects:
            self.owners = self.owners or subject.name == OWNER_LISTS
            if subject.kind in COMPUTED:
                self.by_value = self.by_value or (subject.kind != "has" and measure(subject) == "value")
                for name in (subject.name, *(word for _, word in subject.options)):
                    self._named(name)
        return self

    def _named(self, name: str) -> None:
        if name in self.law.groups:
            self.groups.add(name)
        if name not in self.law.lists or name in self.lists:
            return
        self.lists.add(name)
        known = self.law.lists[name]
        self.trees(tree for row in known.rows for tree in (row.when, row.where) if tree is not None)
        self.trees(each.stops for each in self.law.barriers if name in each.of)
        for other in known.includes:
            self._named(other)


def reach_of(law: Lawbook, regime: str, known_on: date) -> Reach:
    """Everything that a regime's rules, as known, and its gaps can come to."""
    rules = (rule.when for rule in law.rules_of(regime, known_on))
    return Reach(law).trees(rules).trees(gap.touches for gap in law.regimes[regime].gaps)
