"""What parts say of every rule, in the tables of the compiled loop."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xenotime.deciding.plan import Plan
from xenotime.law.lawbook import Gap, covers
from xenotime.law.provision import OUTCOMES, Rule
from xenotime.screening.groups import Skeleton, is_plain, slots_in
from xenotime.screening.grown import Grown, bits, places
from xenotime.screening.kernel import (
    BESIDE,
    CLASH,
    CLOSE,
    OVER,
    TELLS,
    Laws,
    Parts,
    Ties,
    looked_at,
)
from xenotime.screening.loops import Codes
from xenotime.screening.parts import Bundle, Literal, Part
from xenotime.screening.tables import hashed

BITS = 1 << 64
LICENCE = OUTCOMES.index("licence required")
KINDS = ("marks", "found", "odd", "clashing")
SETS = ("dead", "open", "one", "more", "clash")


@dataclass(frozen=True, slots=True)
class Says:
    """What one answered slot says of one rule, in numbers that are added up."""

    rule: int
    mark: int
    found: int
    is_odd: bool
    clash: int
    """Statements that contradict each other, or an answer beside which such statements elsewhere do not count; else 0."""


class RuleTable:
    """One regime's rules and gaps over all parts that came up; `clashing` are provisions that clashes name."""

    def __init__(
        self,
        name: str,
        plan: Plan,
        gaps: Sequence[Gap],
        skeletons: Sequence[Skeleton],
        clashing: frozenset[str] = frozenset(),
    ) -> None:
        self.name, self.plan, self.gaps = name, plan, gaps
        self.skeletons, self.clashing = skeletons, clashing
        count = len(skeletons)
        self.words = max(1, -(-count // 64))
        self.plain = [is_plain(each) for each in skeletons]
        self.loose = [number for number, plain in enumerate(self.plain) if not plain]
        self.of_slot: dict[int, list[int]] = {}
        for number, skeleton in enumerate(skeletons):
            for slot in slots_in(skeleton):
                self.of_slot.setdefault(slot.number, []).append(number)
        self.said: dict[tuple[int, int], tuple[Says, ...]] = {}
        self.hashes: dict[Hashable, int] = {}
        self.never_plain = np.array(self.bits(self.loose), np.uint64)
        self.place_of: dict[Hashable, int] = {}
        self.sums, self.unions = Grown(count * (len(KINDS) + 1)), Grown(3 * self.words)
        """What each bundle adds up to for every rule, and the rules that are open, dead or at odds in it."""
        self.whole = Grown(1)
        self.told = {each: Grown(count) for each in KINDS}
        self.sets = {each: Grown(self.words) for each in SETS}
        self.ties = self._ties()
        self.stops = [frozenset(each.yields_to) for each in plan.rules]
        """For every rule those to which it yields."""
        self.needs = [
            frozenset(each.upon) | stops for each, stops in zip(plan.rules, self.stops, strict=True)
        ]
        """And with them those that it stands upon."""

    def bits(self, numbers: Iterable[int]) -> list[int]:
        """A set of rules."""
        return bits(list(numbers), self.words)

    def _ties(self) -> Ties:
        planned = self.plan.rules
        rules, every = range(len(planned)), range(len(self.skeletons))
        resting = {n for n in rules if planned[n].rule.rank == "guidance"}
        for number in rules:
            if resting & set(planned[number].upon):
                resting.add(number)

        def table(rows: Iterable[Iterable[int]]) -> list[list[int]]:
            return [self.bits(row) for row in rows]

        at_odds = {number for pair in self.plan.conflicts for number in pair}
        none: list[tuple[int, ...]] = [()] * (len(every) - len(rules))
        levels = [each.level for each in planned] + [-1] * len(none)
        sets = [
            [n for n in rules if planned[n].upon],
            [n for n in rules if planned[n].upon or planned[n].yields_to],
            [n for n in rules if levels[n] >= LICENCE],
            [n for n in rules if n not in resting],
            [n for n in every if n >= len(rules) or n in at_odds or self._is_told(planned[n].rule)],
            [n for n in rules if levels[n] < 0],
        ]
        standing, tied, heavy, firm, always, policies = (
            np.array(self.bits(each), np.uint64) for each in sets
        )
        return Ties(
            np.array(
                table([n for n in rules if levels[n] >= level] for level in range(len(OUTCOMES))), np.uint64
            ),
            LICENCE,
            np.array(table([*(each.upon for each in planned), *none]), np.uint64).reshape(-1, self.words),
            np.array(table([*(each.yields_to for each in planned), *none]), np.uint64).reshape(
                -1, self.words
            ),
            standing,
            tied,
            heavy,
            firm,
            always,
            policies,
            np.array([hashed((self.name, number, "nearly")) for number in every], np.uint64),
        )

    def _is_told(self, rule: Rule) -> bool:
        """Whether an answer tells of a rule wherever it may count."""
        is_named = covers(self.clashing, rule.place)
        return is_named or rule.rank == "guidance" or self.plan.follows.is_told(rule)

    def add(self, part: Part) -> None:
        """Put what one more part says behind the others."""
        own = np.array([self._place(bundle) for bundle in part.bundles], np.intp)
        sums = self.sums.rows[own].sum(axis=0, dtype=np.uint64).reshape(len(KINDS) + 1, -1)
        open_, dead, clash = np.bitwise_or.reduce(self.unions.rows[own], axis=0, initial=0).reshape(3, -1)
        failing = sums[-1]
        self.whole.add([hashed(("part", part.identity)) % BITS])
        for kind, row in zip(KINDS, sums, strict=False):
            self.told[kind].add(row)
        one, more = (self.bits(np.flatnonzero(each).tolist()) for each in (failing == 1, failing > 1))
        for name, row in zip(SETS, (dead, open_ | self.never_plain, one, more, clash), strict=True):
            self.sets[name].add(row)

    def _place(self, bundle: Bundle) -> int:
        """Where it stands what a bundle says of every rule; parts share most of them."""
        if bundle.kinds not in self.place_of:
            self.place_of[bundle.kinds] = len(self.place_of)
            self._add(bundle)
        return self.place_of[bundle.kinds]

    def _add(self, bundle: Bundle) -> None:
        count = len(self.skeletons)
        told = [[0] * count for _ in (*KINDS, "failing")]
        marks, found, odd, clashing, failing = told
        dead, clash, open_ = set(), set(), set()
        for slot, literal in bundle.literals.items():
            for says in self._said(slot, literal):
                number = says.rule
                marks[number] += says.mark
                found[number] += says.found
                odd[number] += says.found if says.is_odd else 0
                failing[number] += literal.failing
                clashing[number] += says.clash
                if literal.clash and number < len(self.plan.rules):
                    clash.add(number)
                if literal.dead and self.plain[number]:
                    dead.add(number)
                if literal.formula is not True:
                    open_.add(number)
        self.sums.add([each % BITS for row in told for each in row])
        self.unions.add([*self.bits(open_), *self.bits(dead), *self.bits(clash)])

    def _said(self, slot: int, literal: Literal) -> tuple[Says, ...]:
        """What an answered slot says of every rule that it stands in; parts share most of them."""
        key = (slot, literal.kind)
        if key not in self.said:
            self.said[key] = tuple(self._says(number, slot, literal) for number in self.of_slot.get(slot, ()))
        return self.said[key]

    def _says(self, number: int, slot: int, literal: Literal) -> Says:
        plain, is_gap, place = self.plain[number], number >= len(self.plan.rules), (self.name, slot)
        mark = self._of_gap(number, literal) if is_gap else literal.identity
        is_odd = not is_gap and ((literal.holds is False and not literal.dead) or not plain)
        tells = not is_gap and (literal.clash or isinstance(literal.whole, bool))
        clash = (
            self._hashed((*place, "clash", literal.clash or literal.whole, literal.identity)) if tells else 0
        )
        found = self._hashed((*place, "found", literal.told))
        return Says(number, self._hashed((*place, mark)), found, is_odd, clash)

    def _of_gap(self, number: int, literal: Literal) -> Hashable:
        """What tells of a gap: whether it touches an answer, and where it bars one that it only may touch what was not told."""
        if literal.holds is None and not self.gaps[number - len(self.plan.rules)].clearance:
            return literal.identity
        return literal.holds is False if self.plain[number] else literal.holds

    def _hashed(self, what: Hashable) -> int:
        """What stands for a thing that parts say again and again."""
        if what not in self.hashes:
            self.hashes[what] = hashed(what)
        return self.hashes[what]

    def tables(self) -> dict[str, Grown]:
        """The tables that grow with every part, by name."""
        return {"whole": self.whole, **self.told, **self.sets}

    def parts(self) -> Parts:
        """The tables as they are now."""
        told = (self.told[each].rows for each in KINDS)
        return Parts(self.whole.rows[:, 0], *told, *(self.sets[each].rows for each in SETS))

    def telling(self, rows: Codes, at_law: Codes, laws: Laws) -> Iterator[list[int] | None]:
        """For each key the rules that can tell in its answer, with those that they stand upon or yield to.

        None where statements contradict each other in a rule that may be awake.
        """
        work = looked_at(rows, at_law, self.parts(), laws, self.ties)
        clashing = (work[:, CLASH] & laws.awake[at_law]).any(axis=1)
        over = places(work[:, OVER])
        told = places(work[:, TELLS] | work[:, CLOSE] | work[:, BESIDE])
        for key in range(len(rows)):
            yield None if clashing[key] else self._kept(set(told[key]), set(over[key]))

    def _kept(self, told: set[int], over: set[int]) -> list[int]:
        """The rules among those that are told, with what they stand upon or yield to."""
        kept: set[int] = set()
        open_ = {n for n in told if n < len(self.plan.rules)}
        while open_:
            number = open_.pop()
            kept.add(number)
            open_ |= (self.stops[number] - over if number in over else self.needs[number]) - kept
        return sorted(kept)
