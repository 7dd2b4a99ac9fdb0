"""The slots of one group under one law of the day: what is seen alike in several states is answered once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter

from xenotime.deciding.answer import Found
from xenotime.deciding.findings import Memo, found_of
from xenotime.deciding.formula import Formula
from xenotime.facts.seen import Seen
from xenotime.law.condition import Joined, Leaf, Subject, Tree
from xenotime.law.evaluate import Held
from xenotime.screening.domain import PARTY, Sightings, named_as
from xenotime.screening.groups import Slot
from xenotime.screening.layers import OF_LAW, LayerOf, Trees
from xenotime.screening.parts import Answering, Bundle, Kinds, Part

Seens = tuple[int, ...]
"""What is seen of some subjects, each by what it is; whoever gives it keeps it."""
Picks = Callable[[list[int]], Seens]
NOT_TRIED = frozenset({"contradicts", "stated"})
"""Ways to join under which a comparison of two facts is answered and nothing else."""


class Slots:
    """Answers slots state by state; in all states the subjects are of the same things, and goods have the same codes."""

    def __init__(
        self,
        slots: Sequence[Slot],
        trees: Trees,
        layer_of: LayerOf,
        seen: Sightings,
        kinds: Kinds,
        of_gaps: Collection[int],
    ) -> None:
        self.slots, self.trees, self.of_gaps = slots, trees, of_gaps
        self.layer = layer_of.layer(seen)
        self.answering = Answering(self.layer, layer_of.law, kinds)
        looks = _Looks()
        for slot in slots:
            looks.into(trees[slot.number])
        self.subjects = tuple(looks.number)
        self.picked, self.below = looks.picked, looks.below
        self.looked_at = {
            slot.number: [self.subjects[each] for each in looks.of(trees[slot.number])] for slot in slots
        }
        self.sets = _by_looks(slots, trees, looks)
        self.compared = {slot.number: tuple(_compared(trees[slot.number])) for slot in slots}
        self.fixed = {each: self.layer.see(each) for each in self.subjects if each.kind in OF_LAW}
        self.unseen: dict[Subject, Seen] = {}
        self.found: Memo = {}
        self.known: dict[tuple[int, Seens], tuple[Formula, Found]] = {}
        self.bundles: dict[tuple[int, Seens], Bundle] = {}
        self.parts: dict[Seens, Part] = {}
        for slot in slots:
            self.layer.collect(trees[slot.number])

    def part(self, seen: Sightings) -> Part:
        """Every slot answered for one state; the same part for all in which the same is seen."""
        sightings = {
            each: self.fixed.get(each) or seen.get(each) or self._unseen(each) for each in self.subjects
        }
        ids = [*map(id, sightings.values())]
        key = tuple(ids)
        if key not in self.parts:
            self.parts[key] = self._part(sightings, ids)
        return self.parts[key]

    def _part(self, sightings: Sightings, ids: list[int]) -> Part:
        self.layer.sightings = sightings
        keys = [(number, picked(ids)) for number, (picked, _) in enumerate(self.sets)]
        fresh = [key for key in keys if key not in self.bundles]
        numbers = [slot for number, _ in fresh for slot in self.sets[number][1]]
        answered = self._answered(numbers, ids)
        # every formula is there now, so each variable knows all that is asked of it
        asked = [self._asked_of_others(number, sightings) for number in numbers]
        literals = iter(self.answering.literals(answered, asked))
        for key in fresh:
            slots = self.sets[key[0]][1]
            told = {slot: next(literals) for slot in slots}
            kinds = tuple((slot, literal.kind) for slot, literal in told.items())
            self.bundles[key] = Bundle(told, any(map(self._loose, slots)), kinds)
        return Part(tuple(self.bundles[key] for key in keys), self.layer, dict(sightings))

    def _unseen(self, subject: Subject) -> Seen:
        """What is seen where nothing is."""
        if subject not in self.unseen:
            self.unseen[subject] = self.layer.case.see(subject)
        return self.unseen[subject]

    def _answered(self, numbers: Sequence[int], ids: list[int]) -> list[tuple[Formula, Found]]:
        """The formulas and findings of slots, put together from what was answered in other states."""
        self.found, self.layer.formulas, self.layer.held = {}, {}, Held()
        trees = [self.trees[number] for number in numbers]
        for tree in trees:
            self._answer(tree, ids)
        return [(self.layer.formulas[id(each)][1], self.found[id(each)][1]) for each in trees]

    def _answer(self, tree: Tree, ids: list[int]) -> None:
        """Put a tree's formula and findings among those of the state."""
        if id(tree) in self.found and id(tree) in self.layer.formulas:
            return
        key = (id(tree), self.picked[id(tree)](ids))
        if key not in self.known:
            for part in self.below[id(tree)]:
                self._answer(part, ids)
            self.known[key] = self.layer.formula(tree), found_of(tree, self.layer, self.found, brief=True)
        formula, found = self.known[key]
        self.layer.formulas[id(tree)], self.found[id(tree)] = (tree, formula), (tree, found)

    def _asked_of_others(self, number: int, sightings: Sightings) -> tuple[str, ...]:
        """What a gap asks of parties that have another role besides: of which of the two roles it is told hangs on the gap."""
        if number not in self.of_gaps:
            return ()
        every = ((subject, sightings[subject]) for subject in self.looked_at[number])
        shared = (seen for subject, seen in every if seen.about.id != named_as(subject.role))
        return tuple(
            sorted({each.fact for seen in shared if seen.about.kind == PARTY for each in seen.missing})
        )

    def _loose(self, number: int) -> bool:
        """Whether some comparison of two facts in the slot is an unknown of its own."""
        return any(
            not self.layer.see(leaf.condition.subject).contradiction
            and not isinstance(self.layer.formula(leaf), bool)
            for leaf in self.compared[number]
        )


def _by_looks(slots: Sequence[Slot], trees: Trees, looks: "_Looks") -> list[tuple[Picks, tuple[int, ...]]]:
    """The slots that look at the same subjects, with what picks what is seen of these."""
    alike: dict[frozenset[int], list[int]] = {}
    for slot in slots:
        alike.setdefault(looks.of(trees[slot.number]), []).append(slot.number)
    return [(_picker(sorted(subjects)), tuple(numbers)) for subjects, numbers in alike.items()]


class _Looks:
    """At which subjects trees look; trees are known by what they are, and have to be kept."""

    def __init__(self) -> None:
        self.number: dict[Subject, int] = {}
        self.known: dict[int, frozenset[int]] = {}
        self.picked: dict[int, Picks] = {}
        """Picks what is seen of a tree's subjects, for every tree that was looked into, and all below."""
        self.below: dict[int, list[Tree]] = {}
        """The largest parts of such a tree that look at fewer subjects than the tree."""

    def of(self, tree: Tree) -> frozenset[int]:
        """The numbers of the subjects."""
        if id(tree) not in self.known:
            parts = [self.of(part) for part in tree.parts] if isinstance(tree, Joined) else []
            own = self._asked(tree) if isinstance(tree, Leaf) else ()
            numbers = (self.number.setdefault(each, len(self.number)) for each in own)
            self.known[id(tree)] = frozenset(numbers).union(*parts)
        return self.known[id(tree)]

    def into(self, tree: Tree) -> None:
        """Look into a tree."""
        if id(tree) not in self.below:
            looks = self.of(tree)
            self.picked[id(tree)], self.below[id(tree)] = _picker(sorted(looks)), [*self._fewer(tree, looks)]
            for part in self.below[id(tree)]:
                self.into(part)

    def _fewer(self, tree: Tree, looks: frozenset[int]) -> Iterator[Tree]:
        for part in tree.parts if isinstance(tree, Joined) else ():
            if self.of(part) == looks:
                yield from self._fewer(part, looks)
            elif isinstance(part, Joined):
                yield part

    def _asked(self, leaf: Leaf) -> tuple[Subject, ...]:
        other = leaf.condition.value.fact
        return (leaf.condition.subject,) if other is None else (leaf.condition.subject, other)


def _picker(numbers: list[int]) -> Picks:
    """Picks what has these numbers, always as a tuple."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda every: tuple(every[number] for number in numbers)


def _compared(tree: Tree) -> Iterator[Leaf]:
    """The comparisons of two facts that may be unknowns of their own."""
    if isinstance(tree, Leaf) and tree.condition.value.fact is not None:
        yield tree
    elif isinstance(tree, Joined) and tree.how not in NOT_TRIED:
        for part in tree.parts:
            yield from _compared(part)
