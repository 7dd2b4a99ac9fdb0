"""What one state of one group answers: for every slot its formula, its findings, and what tells it from others."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from xenotime.deciding.answer import Found
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.conditions import MOST_FAILING
from xenotime.deciding.findings import Memo, found_of, leaf_count_failing
from xenotime.deciding.formula import Formula, residual
from xenotime.deciding.problem import Layer
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import FALSE, Joined, Settled, Subject, Tree
from xenotime.law.evaluate import join
from xenotime.law.lawbook import Lawbook
from xenotime.screening.domain import Sightings
from xenotime.screening.groups import Slot
from xenotime.screening.spelt import OF_LAW, Speller

CLASH = "contradiction"
READING = "reading"
NONE = frozenset[int]()


@dataclass(frozen=True)
class Literal:
    """One slot, answered: `formula` over the part's own variables, `found` its findings cut down."""

    formula: Formula
    whole: Formula
    """The formula before what is known was put in: it names everything that is looked at."""
    name: Hashable
    """The formula with its variables named."""
    found: Tree
    holds: bool | None
    failing: int
    dead: bool
    """Surely not so, whatever reading is taken."""
    identity: Hashable
    told: Hashable
    """What its findings alone tell."""
    clash: bool
    """Whether statements contradict each other in it: its keys are decided singly."""


@dataclass(frozen=True)
class Part:
    """The answered slots of one state of one group under one law of the day."""

    literals: dict[int, Literal]
    layer: Layer
    identity: Hashable
    """What it brings to every answer besides its literals: assumptions, comparisons of facts."""


@dataclass(frozen=True)
class Ground:
    """What can be said of one domain's state alone: the same whatever the group's other domains are like.

    Its variables come first in every layer that stands on it, so that formulas over them are the same.
    """

    layer: Layer
    trees: dict[int, Tree]
    """The conditions of every slot, spelt out."""
    found: Memo
    """The findings of what looks at the domain alone."""
    literals: dict[int, Literal]
    """The slots that look at nothing else."""

    def under(self, layer: Layer) -> None:
        """Let a layer that sees the same in that domain stand on the ground."""
        own = self.layer
        layer.variables, layer.index, layer.loose = [*own.variables], {**own.index}, own.loose
        layer.named = {key: [*conditions] for key, conditions in own.named.items()}
        layer.sightings, layer.masks, layer.collected = {**own.sightings}, {**own.masks}, {**own.collected}
        layer.classes, layer.formulas = {**own.classes}, {**own.formulas}


def ground_of(slots: Sequence[Slot], seen: Sightings, layer_of: "LayerOf", law: Lawbook) -> Ground:
    """What can be said from what is seen in one domain; everything that is asked of it is taken in."""
    layer = layer_of.layer(seen)
    trees = layer_of.speller.spelt(slots, layer, seen)
    alone = layer_of.speller.alone(slots, layer, seen)
    for top in alone.tops:
        layer.collect(top)
    found: Memo = {}
    for top in alone.tops:
        layer.formula(top)
    for top in alone.tops:
        found_of(top, layer, found, brief=True)
    return Ground(layer, trees, found, _literals(alone.slots, trees, layer, law, found))


def part_of(
    slots: Sequence[Slot], seen: Sightings, layer_of: "LayerOf", law: Lawbook, ground: Ground | None = None
) -> Part:
    """Answer the slots from what is seen in one state; those of the ground are answered already."""
    layer = layer_of.layer(seen)
    if ground:
        ground.under(layer)
        literals, found, trees = {**ground.literals}, {**ground.found}, ground.trees
    else:
        literals, found = {}, {}
        trees = layer_of.speller.spelt(slots, layer, seen)
    fresh = [slot for slot in slots if slot.number not in literals]
    for slot in fresh:
        layer.collect(trees[slot.number])
    for slot in fresh:
        layer.formula(trees[slot.number])
    literals |= _literals(fresh, trees, layer, law, found)
    assumed = tuple(sorted({word for each in layer.sightings.values() for word in each.assumed}))
    layer.forget()
    return Part(literals, layer, (assumed, layer.loose))


def _literals(
    slots: Sequence[Slot], trees: dict[int, Tree], layer: Layer, law: Lawbook, memo: Memo
) -> dict[int, Literal]:
    state = [_free(variable, law, layer) for variable in layer.variables]
    clashing = {n: each.about.id for n, each in enumerate(layer.variables) if each.kind == CLASH}
    looks, literals = _Mentions(frozenset(clashing)), {}
    for slot in slots:
        tree = trees[slot.number]
        found, formula = found_of(tree, layer, memo, brief=True), layer.formula(tree)
        cut = residual(formula, state)
        failing = min(leaf_count_failing(found), MOST_FAILING)
        slim, rows = digest(found, failing)
        clashes = tuple(clashing[each] for each in sorted(looks.of(formula)))
        name = named(cut, layer.variables)
        identity = (found.holds, failing, rows, name, clashes)
        dead, told = cut is False and found.holds is False, (found.holds, failing, rows)
        literals[slot.number] = Literal(
            cut, formula, name, slim, found.holds, failing, dead, identity, told, bool(clashes)
        )
    return literals


class _Mentions:
    """Tells which of some variables a formula names; formulas are known by what they are, and have to be kept."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self.wanted, self.known = wanted, dict[int, frozenset[int]]()

    def of(self, formula: Formula) -> frozenset[int]:
        """Those that the formula names."""
        if isinstance(formula, bool) or not self.wanted:
            return NONE
        head, rest = formula
        if isinstance(head, int):
            return self.wanted & {head}
        if id(formula) not in self.known:
            self.known[id(formula)] = NONE.union(*map(self.of, cast("tuple[Formula, ...]", rest)))
        return self.known[id(formula)]


@dataclass(frozen=True)
class LayerOf:
    """Makes layers over the law of one day with some readings taken."""

    law: Lawbook
    on: date
    known_on: date
    readings: dict[str, Taken]
    speller: Speller = field(default_factory=Speller, compare=False)

    def layer(self, seen: Sightings) -> Layer:
        """A layer that sees nothing but `seen`."""

        def see(subject: Subject) -> Seen:
            return seen.get(subject) or Seen(About(subject.role, subject.role))

        return Layer(Case("", None, "", see, self.readings), self.law, self.on, self.known_on)


def truth_of(tree: Tree) -> bool | None:
    """The answer of a tree in which nothing but readings and texts is asked, whatever they are."""
    if isinstance(tree, Settled):
        return tree.holds
    return join(tree.how, [truth_of(part) for part in tree.parts]) if isinstance(tree, Joined) else None


def _free(variable: Variable, law: Lawbook, layer: Layer) -> int:
    """The open choices, where a reading that was taken stays open: another one may be asked about."""
    if variable.kind == "reading" and not law.answer_to(variable.about.id, layer.known_on):
        return (1 << len(variable.choices)) - 1
    return variable.open


def named(formula: Formula, variables: list[Variable]) -> Hashable:
    """The formula with its variables named, and the choices of each told by their classes.

    Two formulas that are named alike have the same results: they differ in how choices are called.
    """
    if isinstance(formula, bool):
        return formula
    head, rest = formula
    if isinstance(head, int):
        return _test(variables[head], cast("int", rest))
    return (head, tuple(named(part, variables) for part in rest))  # type: ignore[union-attr]


def _test(variable: Variable, mask: int) -> Hashable:
    if variable.kind in OF_LAW:
        return (variable.kind, variable.about.id, mask, variable.open if variable.kind == READING else 0)
    classes = sorted(variable.classes(variable.open), key=lambda each: each & -each)
    held = tuple(number for number, each in enumerate(classes) if each & mask)
    subject = (variable.kind, variable.name, variable.about, variable.word, variable.seen.missing)
    return (subject, len(classes), held)


Rows = tuple[tuple[str, bool], ...]


def digest(found: Found, failing: int) -> tuple[Tree, Rows]:
    """A small tree with the same answer, the same count of failing conditions and the same listed rows."""
    if found.holds is False:
        return (FALSE if failing < MOST_FAILING else Joined("all", (FALSE, FALSE))), ()
    rows = tuple(dict.fromkeys(_rows(found, surely=True)))
    sure = {label for label, surely in rows if surely}
    rows = tuple((label, surely) for label, surely in rows if surely or label not in sure)
    parts = tuple(Joined("all", (Settled(True if surely else None),), label) for label, surely in rows)
    how = "any" if found.holds else "all"
    return Joined(how, (Settled(found.holds), *parts)) if parts else Settled(found.holds), rows


def _rows(found: Found, *, surely: bool) -> list[tuple[str, bool]]:
    """The labels that `listed_rows` reaches, each with whether it is reached through what surely holds."""
    if found.holds is False:
        return []
    surely = surely and found.holds is True
    own = [(found.what, surely)] if found.how == "all" and found.what else []
    return own + [row for part in found.parts for row in _rows(part, surely=surely)]
