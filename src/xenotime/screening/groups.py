"""Which domains some condition looks at together, and the rules as skeletons over parts that look at one group."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xenotime.deciding.spelt import each_party
from xenotime.law.condition import Joined, Leaf, Subject, Tree, leaves
from xenotime.screening.conditions import Gatherer
from xenotime.screening.domain import Domain, by_subject

LAW = -1
"""The group of what asks about readings and texts only."""


@dataclass(frozen=True)
class Slot:
    """A part of a rule's conditions that one group of domains answers alone."""

    number: int
    group: int
    tree: Tree
    instrument: str


@dataclass(frozen=True)
class Branch:
    """Parts of several groups, joined."""

    how: str
    parts: tuple["Skeleton", ...]
    label: str
    source: str


Skeleton = Slot | Branch
Group = tuple[str, ...]
"""The names of domains that are looked at together."""


class Groups:
    """The groups of some domains; parties are always one group, since one party can have several roles.

    A comparison of two facts is answered by what these are, or is an unknown of its own: it joins no domains. Where
    nothing else joins those of its facts, they are one more group, `across` the others, that answers it alone.
    """

    def __init__(self, domains: tuple[Domain, ...], gatherer: Gatherer, trees: Iterable[Tree]) -> None:
        self.gatherer = gatherer
        self.domain_of = by_subject(domains)
        joined = {each.name: each.name for each in domains}
        roles = [each.name for each in domains if each.role]
        self._join(joined, roles)
        compared: list[list[str]] = []
        for at_once, is_compared in self._every_at_once(trees):
            if is_compared:
                compared.append(at_once)
            else:
                self._join(joined, at_once)
        names = list(dict.fromkeys(_root(joined, each.name) for each in domains))
        apart = tuple(
            tuple(each.name for each in domains if _root(joined, each.name) == name) for name in names
        )
        self.number = {name: number for number, group in enumerate(apart) for name in group}
        across = (
            tuple(sorted(set(pair))) for pair in compared if len({self.number[name] for name in pair}) > 1
        )
        self.across: dict[Group, int] = {
            pair: number for number, pair in enumerate(dict.fromkeys(across), len(apart))
        }
        self.groups: tuple[Group, ...] = (*apart, *self.across)
        self.slots: list[Slot] = []

    def _every_at_once(self, trees: Iterable[Tree]) -> Iterator[tuple[list[str], bool]]:
        """The domains that each single condition needs, and whether it compares two facts.

        `any_party` stands for one condition a role.
        """
        roles = self.gatherer.law.vocabulary.party_roles
        for tree in trees:
            for condition in leaves(each_party(tree, roles)):
                subjects = self._sorted(self.gatherer.leaf(condition))
                yield [self.domain_of[each] for each in subjects], condition.value.fact is not None

    def _sorted(self, subjects: Iterable[Subject]) -> list[Subject]:
        return sorted(subjects, key=lambda each: (each.role, each.as_text()))

    def _join(self, joined: dict[str, str], names: list[str]) -> None:
        for other in names[1:]:
            joined[_root(joined, other)] = _root(joined, names[0])

    def skeleton(self, tree: Tree, instrument: str) -> Skeleton:
        """The tree, cut where its parts belong to different groups."""
        return self._cut(each_party(tree, self.gatherer.law.vocabulary.party_roles), instrument)

    def _cut(self, tree: Tree, instrument: str) -> Skeleton:
        domains = {self.domain_of[each] for each in self.gatherer.touched(tree)}
        found = {self.number[name] for name in domains}
        if len(found) > 1 and (is_compared := self._across(tree, domains)) is not None:
            found = {is_compared}
        elif len(found) > 1 and isinstance(tree, Joined):
            if tree.how == "stated":
                (only,) = tree.parts
                tree = _each_surely(only if isinstance(only, Joined) else tree)
            parts = tuple(self._cut(part, instrument) for part in tree.parts)
            return Branch(tree.how, parts, tree.label, tree.source)
        slot = Slot(len(self.slots), min(found, default=LAW), tree, instrument)
        self.slots.append(slot)
        return slot

    def _across(self, tree: Tree, domains: set[str]) -> int | None:
        """The group across others that answers the tree, where it is a single comparison; None where it is more."""
        while isinstance(tree, Joined) and len(tree.parts) == 1:
            (tree,) = tree.parts
        return self.across[tuple(sorted(domains))] if isinstance(tree, Leaf) else None


def _each_surely(tree: Joined) -> Joined:
    """That a tree surely holds, said of each of its parts: so it can be cut where they belong to different groups.

    It stays one condition of its rule, however many of its parts fail.
    """
    how, parts = tree.how, tree.parts
    if how == "none" and len(parts) == 1 and isinstance(parts[0], Joined):
        return _each_surely_not(parts[0])
    said = tuple(Joined("stated", (Joined("none", (each,)) if how == "none" else each,)) for each in parts)
    found = Joined("any" if how == "any" else "all", said, tree.label, tree.source)
    return found if how == "any" or len(parts) == 1 else Joined("any", (found,))


def _each_surely_not(tree: Joined) -> Joined:
    """That a tree surely does not hold, said of each of its parts."""
    inner = tree.parts if tree.how == "none" else tuple(Joined("none", (each,)) for each in tree.parts)
    return _each_surely(Joined("all" if tree.how == "any" else "any", inner, tree.label, tree.source))


def _root(joined: dict[str, str], name: str) -> str:
    while joined[name] != name:
        name = joined[name]
    return name


def slots_in(skeleton: Skeleton) -> tuple[Slot, ...]:
    """Every slot of a skeleton, from left to right."""
    if isinstance(skeleton, Slot):
        return (skeleton,)
    return tuple(slot for part in skeleton.parts for slot in slots_in(part))


def is_plain(skeleton: Skeleton) -> bool:
    """Whether the skeleton is a slot, or nothing but slots that must all hold."""
    return isinstance(skeleton, Slot) or (skeleton.how == "all" and all(map(is_plain, skeleton.parts)))
