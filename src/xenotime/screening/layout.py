"""One regime's law on one stretch of days, ready to be put together from the parts of a key."""

from collections import ChainMap
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TypeVar

from xenotime.deciding.answer import Answer, PositionNote
from xenotime.deciding.asking import Asked
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.conditions import Told
from xenotime.deciding.decide import Laid, Own, answer_to, asked_in, laid_like, laid_out, laid_over, outside
from xenotime.deciding.formula import Formula, simplify
from xenotime.deciding.plan import Plan
from xenotime.deciding.possible import moved, reduced
from xenotime.deciding.problem import LaidRule, Layer, Problem
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject, Tree
from xenotime.law.lawbook import Lawbook, Status
from xenotime.screening.diagrams import diagrams
from xenotime.screening.domain import SHIPMENT
from xenotime.screening.groups import Branch, Skeleton
from xenotime.screening.layers import OF_LAW, LayerOf, named_readings
from xenotime.screening.parts import CLASH, READING, named, tests_of
from xenotime.screening.pieces import Done, Parts, Piece, Pieces

T = TypeVar("T")
ITEM = "⟦item⟧"
ONE_FOR_ALL = OF_LAW | {CLASH}


@dataclass(frozen=True)
class Scope:
    """Readings that are taken, and the positions behind them."""

    readings: dict[str, Taken]
    live: tuple[PositionNote, ...] = ()
    expired: tuple[PositionNote, ...] = ()

    @property
    def identity(self) -> Hashable:
        """What tells the scope from others."""
        return (named_readings(self.readings), self.live, self.expired)


class Seeing(Layer):
    """A layer that sees what the parts of a key saw, and has the gaps' conditions answered already.

    `gaps` are the pieces of the gaps, by the identity of their conditions, and `done` what work on a piece came to.
    """

    def __init__(
        self, case: Case, law: Lawbook, on: date, known_on: date, gaps: dict[int, Piece], parts: Parts, done: Done
    ) -> None:  # fmt: skip
        super().__init__(case, law, on, known_on)
        self.gaps, self.parts, self.besides = gaps, [*parts.values()], dict[Subject, Seen]()
        self.done = done
        self.sightings = ChainMap(self.besides, *(part.sightings for part in reversed(self.parts)))
        self.loose = any(part.loose for part in self.parts)

    def assumed(self) -> list[str]:
        """What is assumed in all that was seen."""
        besides = (each for seen in self.besides.values() for each in seen.assumed)
        return [*(each for part in self.parts for each in part.assumed), *besides]

    def holds(self, tree: Tree, instrument: str) -> bool | None:
        """Whether a gap's conditions hold; what they ask about was looked at where that was found."""
        piece = self.gaps.get(id(tree))
        return piece.found.holds if piece else super().holds(tree, instrument)

    def once(self, tree: Tree, work: Callable[[], T]) -> T:
        """What some work on a gap's conditions comes to; the same wherever they were answered alike."""
        piece = id(self.gaps[id(tree)])
        if piece not in self.done:
            self.done[piece] = work()
        found: T = self.done[piece]
        return found


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
    pieces: Pieces

    @property
    def outside(self) -> bool:
        """Whether the stretch, or the day on which the law was known, lies before the regime's coverage."""
        return not self.law.regimes[self.plan.regime].covers(self.on, self.known_on)

    @property
    def identity(self) -> Hashable:
        """What tells the law of this stretch from that of others, as far as answers go."""
        return (self.frame, self.stated)

    @property
    def frame(self) -> Hashable:
        """What every answer depends on: the days on which the law is known, the house's suspensions, and the positions."""
        known = self.law.regimes[self.plan.regime]
        by_the_house = tuple(
            sleep.place.id for each in self.statuses for sleep in each.sleeping if sleep.place.own
        )
        return (
            self.outside,
            self.on > known.told_until(self.known_on),
            known.is_fresh(self.on, self.known_on),
            by_the_house,
            self.scope.identity,
        )

    @property
    def stated(self) -> tuple[Hashable, ...]:
        """The status of every rule, as far as answers go, and the duties upon it that not every day has."""
        dated = (self.plan.follows.dated(each.rule, self.on) for each in self.plan.rules)
        return tuple(
            (each.tree, bool(each.started), each.sleeping, duties)
            for each, duties in zip(self.statuses, dated, strict=True)
        )

    def case(self, seen: dict[Subject, Seen]) -> Case:
        """A case that is about nobody in particular."""
        scope = self.scope
        return Case(SHIPMENT, None, ITEM, seen.__getitem__, scope.readings, scope.live, scope.expired)

    def singly(self, seen: dict[Subject, Seen]) -> Answer:
        """The answer for a key as a case by itself."""
        case, on, known_on = self.case(seen), self.on, self.known_on
        if self.outside:
            return outside(case, self.law, self.plan.regime, on=on, known_on=known_on)
        laid = laid_out(case, self.law, self.plan, on, known_on, diagrams)
        asked = asked_in(case, self.law, laid, sets=False)
        return answer_to(case, self.law, laid, on=on, known_on=known_on, explain=False, asked=asked)

    def together(
        self, row: Sequence[int], parts: Parts, seen: dict[Subject, Seen], kept: Sequence[int] | None
    ) -> Answer:
        """The answer for the key that these parts make, from the rules that can tell in it.

        `row` has the places of the parts, or of others that have literals of the same kinds. None for all rules: then everything that they look at is named, known or not.
        """
        case, layer = self.case(seen), self._layer(row, parts, seen)
        rules = tuple(range(len(self.rules)) if kept is None else kept)
        pieces = self.pieces.every(rules, row, parts)
        plan = self._narrowed(rules)
        live = self._live(plan, rules, pieces) if kept is not None else [*range(len(rules))]
        some = [(rules[place], pieces[place]) for place in live]
        if kept is None:
            laid, asked = self._laid(case, parts, some, layer, whole=True)
        else:
            names = [(number, self._awake_names[number], piece.name) for number, piece in some]
            key = (self._scope_name, layer.loose, *names)
            known = self.pieces.laid.get(key)
            if known is None:
                laid, asked = self._laid(case, parts, some, layer, whole=False)
                known = self.pieces.laid.keep(key, (replace(laid, layer=self._bare), asked))
            laid, asked = known
            laid = self._among(laid, plan, rules, live, pieces)
        if not laid.outlook.is_small:
            # As a case by itself: what is left out where too much is open hangs on the order of all that is asked.
            return self.singly(seen)
        own = Own(
            layer, Told([each.found for each in pieces], [each.failing for each in pieces]), self.statuses
        )
        days = {"on": self.on, "known_on": self.known_on}
        return answer_to(case, self.law, laid, **days, explain=False, asked=asked, own=own)

    def _live(self, plan: Plan, rules: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
        """The places of the rules that may count, or of which it hangs on a reading whether they are awake.

        With a rule stands what it stands upon: without that it would count by itself.
        """
        live: set[int] = set()
        for place, (planned, number, piece) in enumerate(zip(plan.rules, rules, pieces, strict=True)):
            awake, _ = self._awake[number]
            idle = piece.truth is False or (planned.upon and live.isdisjoint(planned.upon))
            if awake is not False and not (awake is True and idle):
                live.add(place)
        bare = [*live]
        while bare:
            upon = plan.rules[bare.pop()].upon
            if live.isdisjoint(upon):
                live.update(upon)
                bare += upon
        return sorted(live)

    def _among(
        self, laid: Laid, plan: Plan, rules: Sequence[int], live: Sequence[int], pieces: Sequence[Piece]
    ) -> Laid:
        """What was laid out of rules that are live, among those that surely do not count."""
        found = dict(zip(live, laid.problem.rules, strict=True))
        every = [
            found[place].by(planned)
            if place in found
            else LaidRule(planned, self.statuses[number], piece.tree, self._awake[number][0], when=False)
            for place, (planned, number, piece) in enumerate(zip(plan.rules, rules, pieces, strict=True))
        ]
        counts = [None if place in found else False for place in range(len(every))]
        problem = replace(laid.problem, plan=plan, rules=tuple(every), counts=counts)
        return replace(laid, problem=problem)

    def _layer(self, row: Sequence[int], parts: Parts, seen: dict[Subject, Seen]) -> Layer:
        """A layer that saw what the parts saw."""
        touched = self.law.regimes[self.plan.regime].gaps
        numbers = range(len(self.rules), len(self.rules) + len(touched))
        pieces = self.pieces.every(numbers, row, parts)
        gaps = {id(gap.touches): piece for gap, piece in zip(touched, pieces, strict=True)}
        done = self.pieces.done.setdefault(self._scope_name, {})
        return Seeing(self.case(seen), self.law, self.on, self.known_on, gaps, parts, done)

    def _laid(
        self, case: Case, parts: Parts, some: Sequence[tuple[int, Piece]], layer: Layer, *, whole: bool
    ) -> tuple[Laid, Asked]:
        """What is possible in the problem of some rules, and what is asked of it."""
        variables = _Variables(parts, whole=whole)
        plan = self._narrowed(tuple(number for number, _ in some))
        laid = tuple(
            LaidRule(
                planned,
                self.statuses[number],
                piece.tree,
                variables.named(*self._awake[number], None),
                variables.formula(self.rules[number]) if piece.truth is None or whole else piece.truth,
            )
            for (number, piece), planned in zip(some, plan.rules, strict=True)
        )
        problem = Problem(plan, laid, variables.every, layer.loose)
        key = (self._named(problem), layer.loose, self.scope.identity)
        known = self.pieces.laid.get(key)
        if known is None:
            answered = laid_over(problem, layer, self.law, diagrams)
            asked = asked_in(case, self.law, answered, sets=False)
            known = self.pieces.laid.keep(key, (replace(answered, layer=self._bare), asked))
        like, asked = known
        return laid_like(like, problem, layer, self.law), asked

    def _named(self, problem: Problem) -> Hashable:
        """What is left of a problem whatever reading is taken, its variables named: what is asked follows from it."""
        readings = frozenset(n for n, each in enumerate(problem.variables) if each.kind == READING)
        small = reduced(problem, problem.start(free=readings))
        told = tests_of(problem.variables)
        # in a tuple: a number by itself is a truth to whoever compares it, 1 that something holds
        test = cache(lambda number, mask: (self.pieces.number(told(number, mask)),))
        return tuple(
            (
                (laid.planned.rule.key, laid.planned.upon, laid.planned.yields_to),
                named(laid.awake, test),
                named(laid.when, test),
            )
            for laid in small.rules
        )

    def _narrowed(self, kept: tuple[int, ...]) -> Plan:
        """The plan of some of its rules; what they are tied to besides does not count."""
        plan = self.pieces.plans.get(kept)
        if plan is None:
            place = {old: new for new, old in enumerate(kept)}
            rules = tuple(moved(self.plan.rules[number], place) for number in kept)
            pairs = [(place[a], place[b]) for a, b in self.plan.conflicts if a in place and b in place]
            plan = replace(self.plan, rules=rules, conflicts=tuple(pairs))
            self.pieces.plans.keep(kept, plan)
        return plan

    @cached_property
    def _bare(self) -> Layer:
        """Stands for the layer of a problem that others are like: each of these has its own."""
        return self._of_law.layer({})

    @cached_property
    def _of_law(self) -> LayerOf:
        return LayerOf(self.law, self.on, self.known_on, self.scope.readings)

    @cached_property
    def _awake(self) -> list[tuple[Formula, list[Variable]]]:
        """For every rule whether it is awake, over variables that are readings and texts alone."""
        of_law = self._of_law.layer({})
        for status in self.statuses:
            of_law.collect(status.tree)
        return [(of_law.formula(status.tree), of_law.variables) for status in self.statuses]

    @cached_property
    def _awake_names(self) -> list[int]:
        """For every rule what stands for its status, and for whether it is awake."""
        awake = (named(formula, tests_of(variables)) for formula, variables in self._awake)
        return [self.pieces.number(each) for each in zip(self.stated, awake, strict=True)]

    @cached_property
    def _scope_name(self) -> int:
        return self.pieces.number(self.scope.identity)


class _Variables:
    """The variables that some parts still name, numbered anew; readings, texts, contradictions are one for all parts."""

    def __init__(self, parts: Parts, *, whole: bool) -> None:
        self.parts, self.whole = parts, whole
        self.every: list[Variable] = []
        self.index: dict[Hashable, int] = {}

    def formula(self, skeleton: Skeleton) -> Formula:
        """The formula of a skeleton."""
        if isinstance(skeleton, Branch):
            return simplify(skeleton.how, [self.formula(part) for part in skeleton.parts])
        part = self.parts[skeleton.group]
        literal = part.literals[skeleton.number]
        formula = literal.whole if self.whole else literal.formula
        return self.named(formula, part.layer.variables, skeleton.group)

    def named(self, formula: Formula, variables: list[Variable], group: int | None) -> Formula:
        """The formula over the variables as they are numbered here."""
        if isinstance(formula, bool):
            return formula
        head, rest = formula
        if isinstance(head, int):
            return self._number(variables[head], head, group), rest  # type: ignore[return-value]
        return head, tuple(self.named(part, variables, group) for part in rest)  # type: ignore[union-attr]

    def _number(self, variable: Variable, local: int, group: int | None) -> int:
        shared = variable.kind in ONE_FOR_ALL
        key = (variable.kind, variable.about) if shared else (group, local)
        if key not in self.index:
            self.index[key] = len(self.every)
            self.every.append(variable.by_itself() if shared else variable)
        elif shared:
            self.every[self.index[key]].masks |= variable.masks
        return self.index[key]
