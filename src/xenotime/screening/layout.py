"""One regime's law on one stretch of days, ready to be put together from the parts of a key."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date

from xenotime.deciding.answer import Answer, PositionNote
from xenotime.deciding.asking import Asked
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.decide import answer_to, asked_in, decide, laid_over
from xenotime.deciding.formula import Formula, simplify
from xenotime.deciding.plan import Plan
from xenotime.deciding.possible import reduced
from xenotime.deciding.problem import LaidRule, Layer, Problem
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import Seen
from xenotime.law.condition import Joined, Subject, Tree
from xenotime.law.lawbook import Lawbook, Status
from xenotime.screening.domain import SHIPMENT
from xenotime.screening.groups import Branch, Skeleton
from xenotime.screening.parts import OF_LAW, READING, LayerOf, Part, named

ITEM = "⟦item⟧"


@dataclass(frozen=True)
class Scope:
    """Readings that are taken, and the positions behind them."""

    readings: dict[str, Taken]
    live: tuple[PositionNote, ...] = ()
    expired: tuple[PositionNote, ...] = ()

    @property
    def identity(self) -> Hashable:
        """What tells the scope from others."""
        return (
            tuple(sorted((k, v.reading, v.by) for k, v in self.readings.items())),
            self.live,
            self.expired,
        )


class Seeing(Layer):
    """A layer that sees what the parts of a key saw, and has the gaps' conditions answered already."""

    def __init__(self, case: Case, law: Lawbook, on: date, known_on: date, gaps: dict[int, Tree]) -> None:
        super().__init__(case, law, on, known_on)
        self.gaps = gaps

    def spelt_out(self, tree: Tree, instrument: str) -> Tree:
        """The findings of a gap's conditions, or the tree as every layer spells it out."""
        return self.gaps.get(id(tree)) or super().spelt_out(tree, instrument)


@dataclass(frozen=True)
class Layout:
    """A regime's rules and gaps as skeletons, with their status on the stretch."""

    law: Lawbook
    plan: Plan
    on: date
    known_on: date
    scope: Scope
    rules: tuple[Skeleton, ...]
    gaps: tuple[Skeleton, ...]
    statuses: tuple[Status, ...]
    asked: dict[Hashable, Asked] = field(default_factory=dict, compare=False)
    """What was asked of problems that came up before."""

    @property
    def outside(self) -> bool:
        """Whether the stretch lies before the regime's coverage."""
        return self.on < self.law.regimes[self.plan.regime].coverage_from

    @property
    def identity(self) -> Hashable:
        """What tells the law of this stretch from that of others, as far as answers go."""
        regime = self.law.regimes[self.plan.regime]
        statuses = tuple((each.tree, bool(each.started), each.sleeping) for each in self.statuses)
        return (self.outside, self.on > regime.checked, statuses, self.scope.identity)

    def case(self, seen: dict[Subject, Seen]) -> Case:
        """A case that is about nobody in particular."""
        scope = self.scope
        return Case(SHIPMENT, None, ITEM, seen.__getitem__, scope.readings, scope.live, scope.expired)

    def decided(self, parts: dict[int, Part], seen: dict[Subject, Seen], *, singly: bool) -> Answer:
        """The answer for the key that these parts make; `singly` as a case by itself, without its parts."""
        case = self.case(seen)
        if singly or self.outside:
            return decide(
                case,
                self.law,
                self.plan.regime,
                on=self.on,
                known_on=self.known_on,
                plan=self.plan,
                explain=False,
            )
        return self._together(case, parts)

    def _together(self, case: Case, parts: dict[int, Part]) -> Answer:
        variables = _Variables(parts)
        of_law = LayerOf(self.law, self.on, self.known_on, self.scope.readings).layer({})
        for status in self.statuses:
            of_law.collect(status.tree)
        awake = [
            variables.named(of_law.formula(status.tree), of_law.variables, None) for status in self.statuses
        ]
        laid = tuple(
            LaidRule(planned, status, variables.findings(skeleton), asleep, variables.formula(skeleton))
            for planned, status, skeleton, asleep in zip(
                self.plan.rules, self.statuses, self.rules, awake, strict=True
            )
        )
        regime = self.law.regimes[self.plan.regime]
        gaps = {
            id(gap.touches): variables.findings(skeleton)
            for gap, skeleton in zip(regime.gaps, self.gaps, strict=True)
        }
        layer = Seeing(case, self.law, self.on, self.known_on, gaps)
        for part in parts.values():
            layer.sightings.update(part.layer.sightings)
        layer.loose = any(part.layer.loose for part in parts.values())
        problem = Problem(self.plan, laid, variables.every, layer.loose)
        answered = laid_over(problem, layer, self.law)
        key = (named_problem(problem), self.scope.identity)
        if key not in self.asked:
            self.asked[key] = asked_in(case, self.law, answered, sets=False)
        return answer_to(
            case,
            self.law,
            answered,
            on=self.on,
            known_on=self.known_on,
            explain=False,
            asked=self.asked[key],
        )


def named_problem(problem: Problem) -> Hashable:
    """What is left of a problem whatever reading is taken, its variables named: what is asked follows from it."""
    readings = frozenset(n for n, each in enumerate(problem.variables) if each.kind == READING)
    small = reduced(problem, problem.start(free=readings))
    return tuple(
        (
            (laid.planned.rule.key, laid.planned.upon, laid.planned.yields_to),
            named(laid.awake, problem.variables),
            named(laid.when, problem.variables),
        )
        for laid in small.rules
    )


class _Variables:
    """The variables that some parts still name, numbered anew; readings and texts are one for all parts."""

    def __init__(self, parts: dict[int, Part]) -> None:
        self.parts = parts
        self.every: list[Variable] = []
        self.index: dict[Hashable, int] = {}

    def formula(self, skeleton: Skeleton) -> Formula:
        """The formula of a skeleton."""
        if isinstance(skeleton, Branch):
            return simplify(skeleton.how, tuple(self.formula(part) for part in skeleton.parts))
        part = self.parts[skeleton.group]
        return self.named(part.literals[skeleton.number].formula, part.layer.variables, skeleton.group)

    def findings(self, skeleton: Skeleton) -> Tree:
        """The findings of a skeleton, cut down."""
        if isinstance(skeleton, Branch):
            parts = tuple(self.findings(part) for part in skeleton.parts)
            return Joined(skeleton.how, parts, skeleton.label, skeleton.source)
        return self.parts[skeleton.group].literals[skeleton.number].found

    def named(self, formula: Formula, variables: list[Variable], group: int | None) -> Formula:
        """The formula over the variables as they are numbered here."""
        if isinstance(formula, bool):
            return formula
        head, rest = formula
        if isinstance(head, int):
            return self._number(variables[head], head, group), rest  # type: ignore[return-value]
        return head, tuple(self.named(part, variables, group) for part in rest)  # type: ignore[union-attr]

    def _number(self, variable: Variable, local: int, group: int | None) -> int:
        shared = variable.kind in OF_LAW
        key = (variable.kind, variable.about) if shared else (group, local)
        if key not in self.index:
            self.index[key] = len(self.every)
            self.every.append(replace(variable, masks=set(variable.masks)))
        number = self.index[key]
        self.every[number].masks |= variable.masks
        return number
