"""Conditions with lists, groups and thresholds spelt out: once for all goods that have the same codes."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from xenotime.deciding.problem import Layer
from xenotime.law.condition import Joined, Leaf, Settled, Subject, Tree
from xenotime.screening.domain import Sightings
from xenotime.screening.groups import Slot

CODES = "codes"
OF_LAW = frozenset({"reading", "text"})
Trees = dict[int, Tree]
"""The conditions of every slot of a group."""


@dataclass(frozen=True)
class Alone:
    """What looks at one domain alone, and at readings and texts: the largest such trees, and whole slots."""

    tops: tuple[Tree, ...]
    slots: tuple[Slot, ...]


@dataclass
class Speller:
    """Spells out the slots of groups under one law of the day."""

    trees: dict[Hashable, Trees] = field(default_factory=dict)
    known: dict[Hashable, Alone] = field(default_factory=dict)

    def spelt(self, slots: Sequence[Slot], layer: Layer, seen: Sightings) -> Trees:
        """The conditions of some slots, all of one group, as a layer that sees nothing else spells them out."""
        key = _codes(slots, seen)
        if key not in self.trees:
            self.trees[key] = {slot.number: layer.spelt_out(slot.tree, slot.instrument) for slot in slots}
        return self.trees[key]

    def alone(self, slots: Sequence[Slot], layer: Layer, seen: Sightings) -> Alone:
        """What looks at no other domain than that of which this was seen."""
        key = (_codes(slots, seen), frozenset(seen))
        if key not in self.known:
            trees, looks = self.spelt(slots, layer, seen), _Alone(seen)
            tops = tuple(top for tree in trees.values() for top in looks.tops(tree))
            own = tuple(slot for slot in slots if looks.all_of(trees[slot.number]))
            self.known[key] = Alone(tops, own)
        return self.known[key]


def _codes(slots: Sequence[Slot], seen: Sightings) -> Hashable:
    """The group and the codes of goods: lists are spelt out by these, and by nothing else that is seen."""
    codes = (
        (subject.role, each.words, each.closed) for subject, each in seen.items() if subject.name == CODES
    )
    return (*(slot.group for slot in slots[:1]), *sorted(codes, key=lambda each: each[0]))


class _Alone:
    """Tells which trees look at the subjects of one domain alone, and at readings and texts."""

    def __init__(self, seen: Sightings) -> None:
        self.seen, self.known = seen, dict[int, bool]()

    def all_of(self, tree: Tree) -> bool:
        """Whether nothing else is looked at in the tree; trees are known by what they are, and have to be kept."""
        if isinstance(tree, Settled):
            return True
        if isinstance(tree, Leaf):
            other = tree.condition.value.fact
            return self._known(tree.condition.subject) and (other is None or self._known(other))
        if id(tree) not in self.known:
            self.known[id(tree)] = all(map(self.all_of, tree.parts))
        return self.known[id(tree)]

    def _known(self, subject: Subject) -> bool:
        return subject.kind in OF_LAW or subject in self.seen

    def tops(self, tree: Tree) -> Iterator[Tree]:
        """The largest parts of the tree in which nothing else is looked at."""
        if self.all_of(tree):
            yield tree
        elif isinstance(tree, Joined):
            for part in tree.parts:
                yield from self.tops(part)
