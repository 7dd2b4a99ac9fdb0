"""What single rules come to in the parts of keys, and problems that came up before, kept for keys to come."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeVar

from xenotime.deciding.answer import Found
from xenotime.deciding.asking import Asked
from xenotime.deciding.conditions import count_failing
from xenotime.deciding.decide import Laid
from xenotime.deciding.findings import found_of
from xenotime.deciding.formula import Formula, simplify
from xenotime.deciding.plan import Plan
from xenotime.law.condition import Joined, Tree
from xenotime.screening.groups import LAW, Branch, Skeleton, slots_in
from xenotime.screening.parts import Part

K = TypeVar("K")
V = TypeVar("V")
MOST_LAID, MOST_KNOWN, MOST_PLANS = 10_000, 500_000, 5_000
Place = tuple[int, object]
"""A rule, and the places of the parts in which it has slots."""
Parts = Mapping[int, Part]
"""The parts of a key by their groups."""
Done = dict[int, Any]
"""What work on pieces came to, by the identity of the piece."""


class Remembered(dict[K, V]):
    """So much of what was worked out: what is more than that is worked out again when it is met with."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def keep(self, key: K, value: V) -> V:
        """Remember one more; where there is no room all others are forgotten."""
        if len(self) >= self.most:
            self.clear()
        self[key] = value
        return value


@dataclass(frozen=True)
class Piece:
    """One rule, or gap, in the parts that answer it."""

    tree: Tree
    """Its findings, cut down."""
    found: Found
    name: int
    """The same for formulas that have the same results."""
    failing: int
    """How many of its top conditions surely fail: see `count_failing`."""
    truth: bool | None
    """What its formula comes to where nothing is open in it."""


@dataclass
class Pieces:
    """The pieces of one regime's rules and gaps, and what is possible in problems made of them."""

    skeletons: Sequence[Skeleton]
    laid: Remembered[Hashable, tuple[Laid, Asked]] = field(default_factory=lambda: Remembered(MOST_LAID))
    """What is possible in problems that came up before, and what was asked of them."""
    plans: Remembered[tuple[int, ...], Plan] = field(default_factory=lambda: Remembered(MOST_PLANS))
    """The plans of some of the rules that came up before."""
    known: Remembered[Place, Piece] = field(default_factory=lambda: Remembered(MOST_KNOWN))
    alike: dict[tuple[int, ...], Piece] = field(default_factory=dict)
    """Pieces by the kinds of their literals."""
    numbers: dict[Hashable, int] = field(default_factory=dict)
    done: dict[int, Done] = field(default_factory=dict)
    """What work on pieces came to under each scope, which a number stands for."""

    def __post_init__(self) -> None:
        self.slots = [[(slot.group, slot.number) for slot in slots_in(each)] for each in self.skeletons]
        touched = [sorted({group - LAW for group, _ in slots}) for slots in self.slots]
        self.picks: list[Callable[[Sequence[int]], object]] = [
            itemgetter(*groups) if groups else _nothing for groups in touched
        ]
        """For each rule what picks the places of the parts in which it has slots."""

    def number(self, what: Hashable) -> int:
        """A number that stands for it from now on."""
        return self.numbers.setdefault(what, len(self.numbers))

    def every(self, rules: Sequence[int], row: Sequence[int], parts: Parts) -> list[Piece]:
        """Each of some rules in some parts; `row` has their places, that of the law's part first."""
        known, picks = self.known.get, self.picks
        found = [known((rule, picks[rule](row))) for rule in rules]
        return [each or self._of(rule, row, parts) for rule, each in zip(rules, found, strict=True)]

    def _of(self, rule: int, row: Sequence[int], parts: Parts) -> Piece:
        kinds = (rule, *[parts[group].literals[number].kind for group, number in self.slots[rule]])
        if kinds not in self.alike:
            self.alike[kinds] = self._piece(self.skeletons[rule], parts)
        return self.known.keep((rule, self.picks[rule](row)), self.alike[kinds])

    def _piece(self, skeleton: Skeleton, parts: Parts) -> Piece:
        tree, formula = _findings(skeleton, parts), _formula(skeleton, parts)
        truth = formula if isinstance(formula, bool) else None
        found = found_of(tree, parts[LAW].layer, {})
        name = self.number(_name(skeleton, parts))
        return Piece(tree, found, name, count_failing(found), truth)


def _nothing(_: Sequence[int]) -> None:
    """What is picked for a rule that has no slots."""


def _findings(skeleton: Skeleton, parts: Parts) -> Tree:
    if isinstance(skeleton, Branch):
        found = tuple(_findings(part, parts) for part in skeleton.parts)
        return Joined(skeleton.how, found, skeleton.label, skeleton.source)
    return parts[skeleton.group].literals[skeleton.number].found


def _name(skeleton: Skeleton, parts: Parts) -> Hashable:
    if isinstance(skeleton, Branch):
        return (skeleton.how, tuple(_name(part, parts) for part in skeleton.parts))
    return parts[skeleton.group].literals[skeleton.number].name


def _formula(skeleton: Skeleton, parts: Parts) -> Formula:
    if isinstance(skeleton, Branch):
        return simplify(skeleton.how, [_formula(part, parts) for part in skeleton.parts])
    return parts[skeleton.group].literals[skeleton.number].formula
