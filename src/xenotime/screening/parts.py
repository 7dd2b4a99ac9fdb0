"""What one state of one group answers: for every slot its formula, its findings, and what tells it from others."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import cast

from xenotime.deciding.answer import Found
from xenotime.deciding.conditions import MOST_FAILING, count_failing
from xenotime.deciding.formula import Formula, residual
from xenotime.deciding.problem import Layer
from xenotime.deciding.variables import Variable, told_apart
from xenotime.law.condition import FALSE, Joined, Settled, Tree
from xenotime.law.evaluate import join
from xenotime.law.lawbook import Lawbook
from xenotime.screening.domain import Sightings
from xenotime.screening.layers import OF_LAW

Test = Callable[[int, int], Hashable]
"""The name of a test of a variable, given by its number and a mask."""
CLASH = "contradiction"
READING = "reading"
NONE = frozenset[int]()
SEVERAL = 2
MOST_CLASSES = 4_096
Kinds = dict[Hashable, int]
"""What tells literals from others, numbered."""


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
    kind: int
    """The same for literals that have the same identity, and name a fact or do not."""
    identity: Hashable
    told: Hashable
    """What its findings alone tell."""
    clash: bool
    """Whether statements contradict each other in it: its keys are decided singly."""


@dataclass(frozen=True, eq=False)
class Bundle:
    """The slots that look at the same subjects, answered for what is seen of these."""

    literals: dict[int, Literal]
    loose: bool
    """Whether a comparison of two facts was taken as an unknown of its own."""
    kinds: tuple[tuple[int, int], ...]
    """The kind of every literal: what the bundle says of rules follows from it."""


@dataclass(frozen=True, eq=False)
class Part:
    """The answered slots of one state of one group under one law of the day."""

    bundles: tuple[Bundle, ...]
    layer: Layer
    """Has the variables of the literals; other states have theirs there as well."""
    sightings: Sightings

    @cached_property
    def literals(self) -> dict[int, Literal]:
        """Every slot's literal."""
        return {slot: literal for bundle in self.bundles for slot, literal in bundle.literals.items()}

    @cached_property
    def loose(self) -> bool:
        """Whether a comparison of two facts was taken as an unknown of its own."""
        return any(bundle.loose for bundle in self.bundles)

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """What is assumed in all that was seen."""
        return tuple(sorted({word for each in self.sightings.values() for word in each.assumed}))

    @cached_property
    def identity(self) -> Hashable:
        """What it brings to every answer besides its literals: assumptions, comparisons of facts."""
        return (self.assumed, self.loose)


class Answering:
    """Answers slots from their formulas and findings in a layer, to which variables are still added."""

    def __init__(self, layer: Layer, law: Lawbook, kinds: Kinds) -> None:
        self.layer, self.law, self.kinds = layer, law, kinds
        self.state: list[int] = []
        """The open choices of each variable."""
        self.clashing: dict[int, str] = {}
        """The variables that stand for statements which contradict each other, and what these are about."""
        self.looks = _Mentions(NONE)

    def literals(
        self, answered: Sequence[tuple[Formula, Found]], asked: Sequence[tuple[str, ...]]
    ) -> list[Literal]:
        """A literal of each formula with its findings, and what is asked besides where it is open; the formulas are kept."""
        known = len(self.state)
        for number, variable in enumerate(self.layer.variables[known:], known):
            self.state.append(_free(variable, self.law, self.layer))
            if variable.kind == CLASH:
                self.clashing[number] = variable.about.id
        if len(self.clashing) > len(self.looks.wanted):
            self.looks = _Mentions(frozenset(self.clashing))
        return [self._literal(*each, besides) for each, besides in zip(answered, asked, strict=True)]

    def _literal(self, formula: Formula, found: Found, asked: tuple[str, ...]) -> Literal:
        cut = residual(formula, self.state)
        failing = count_failing(found)
        slim, rows = digest(found, failing)
        clashes = tuple(self.clashing[each] for each in sorted(self.looks.of(formula)))
        name = named(cut, tests_of(self.layer.variables))
        identity = (found.holds, failing, rows, name, clashes, asked if found.holds is None else ())
        plain = formula if isinstance(formula, bool) else None
        kind = self.kinds.setdefault((identity, plain), len(self.kinds))
        dead, told = cut is False and found.holds is False, (found.holds, failing, rows)
        return Literal(
            cut, formula, name, slim, found.holds, failing, dead, kind, identity, told, bool(clashes)
        )


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


def truth_of(tree: Tree) -> bool | None:
    """The answer of a tree in which nothing but readings and texts is asked, whatever they are."""
    if isinstance(tree, Settled):
        return tree.holds
    return join(tree.how, [truth_of(part) for part in tree.parts]) if isinstance(tree, Joined) else None


def _free(variable: Variable, law: Lawbook, layer: Layer) -> int:
    """The open choices, where a reading that was taken, or that the house gave, stays open: it is told what hangs on it."""
    if variable.kind != READING:
        return variable.open
    is_closed = law.is_closed(variable.about.id, layer.known_on)
    return variable.open if is_closed else (1 << len(variable.choices)) - 1


def named(formula: Formula, test: Test) -> Hashable:
    """The formula with its variables named, and the choices of each told by their classes.

    Two formulas that are named alike have the same results: they differ in how choices are called.
    """
    if isinstance(formula, bool):
        return formula
    head, rest = formula
    if isinstance(head, int):
        return test(head, cast("int", rest))
    return (head, tuple(named(part, test) for part in rest))  # type: ignore[union-attr]


def tests_of(variables: Sequence[Variable]) -> Test:
    """Names tests of these variables."""
    return lambda number, mask: _test(variables[number], mask)


def _test(variable: Variable, mask: int) -> Hashable:
    if variable.kind in OF_LAW:
        return (variable.kind, variable.about.id, mask, variable.open if variable.kind == READING else 0)
    classes = _classes(variable.open, frozenset(variable.masks))
    held = tuple(number for number, each in enumerate(classes) if each & mask)
    words = variable.word if len(variable.words) < SEVERAL else tuple(sorted(variable.words))
    subject = (variable.kind, variable.name, variable.about, words, variable.seen.missing)
    return (subject, len(classes), held)


@lru_cache(MOST_CLASSES)
def _classes(within: int, masks: frozenset[int]) -> tuple[int, ...]:
    """The choices within a mask that no condition tells apart, as masks in order."""
    return tuple(sorted(told_apart(within, masks), key=lambda each: each & -each))


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
