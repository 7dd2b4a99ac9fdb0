"""Layers over the law of one day that see nothing but what they are given: one state, or one after the other."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xenotime.deciding.case import Case, Taken
from xenotime.deciding.problem import Layer
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, Tree
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import CODES
from xenotime.screening.domain import Sightings
from xenotime.screening.groups import Slot

OF_LAW = frozenset({"reading", "text"})
Trees = dict[int, Tree]
"""The conditions of every slot of a group."""


class Several(Layer):
    """A layer for one state after the other: of a subject there is a variable for every way in which it is seen.

    One party in two roles is seen alike in both, and has one variable for both, also where it is stated who has the one
    and assumed who has the other: what is assumed is told, and is no way of being seen.
    """

    def __init__(self, case: Case, law: Lawbook, on: date, known_on: date) -> None:
        super().__init__(case, law, on, known_on)
        self.ways: dict[Hashable, int] = {}
        self.way_of: dict[int, tuple[Seen, int]] = {}
        """By what a sighting is, which is kept, the number of its way to be seen."""

    def _place(self, key: tuple[object, ...], *seen: Seen) -> tuple[object, ...]:
        return (*key, *map(self._way, seen))

    def _way(self, seen: Seen) -> int:
        if id(seen) not in self.way_of:
            is_asked, clashes = bool(seen.missing), bool(seen.contradiction)
            way = (seen.words, seen.closed, seen.among, seen.amount, is_asked, clashes)
            self.way_of[id(seen)] = seen, self.ways.setdefault(way, len(self.ways))
        return self.way_of[id(seen)][1]


@dataclass(frozen=True)
class LayerOf:
    """Makes layers over the law of one day with some readings taken; conditions are spelt out once for goods of the same codes."""

    law: Lawbook
    on: date
    known_on: date
    readings: dict[str, Taken]
    spelt: dict[Hashable, Trees] = field(default_factory=dict, compare=False)

    @cached_property
    def identity(self) -> Hashable:
        """The readings that are taken, and by what."""
        return named_readings(self.readings)

    def layer(self, seen: Sightings) -> Several:
        """A layer that sees nothing but `seen`."""

        def see(subject: Subject) -> Seen:
            return seen.get(subject) or Seen(About(subject.role, subject.role))

        return Several(Case("", None, "", see, self.readings), self.law, self.on, self.known_on)

    def trees(self, slots: Sequence[Slot], seen: Sightings) -> Trees:
        """The conditions of some slots, all of one group, with lists, groups and thresholds spelt out."""
        key = _codes(slots, seen)
        if key not in self.spelt:
            layer = self.layer(seen)
            self.spelt[key] = {slot.number: layer.spelt_out(slot.tree, slot.instrument) for slot in slots}
        return self.spelt[key]


def named_readings(readings: Mapping[str, Taken]) -> tuple[tuple[str, str, str], ...]:
    """The readings that are taken, and by what, whatever their order."""
    return tuple(sorted((name, each.reading, each.by) for name, each in readings.items()))


def _codes(slots: Sequence[Slot], seen: Sightings) -> Hashable:
    """The group and the codes of goods: lists are spelt out by these, and by nothing else that is seen."""
    codes = (
        (subject.role, each.words, each.closed) for subject, each in seen.items() if subject.name == CODES
    )
    return (*(slot.group for slot in slots[:1]), *sorted(codes, key=lambda each: each[0]))
