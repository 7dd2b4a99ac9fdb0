"""What a regime's rules say to one case on several days, all over the same variables."""

from collections.abc import Sequence
from datetime import date

from xenotime.deciding.case import Case
from xenotime.deciding.formula import Formula
from xenotime.deciding.problem import LaidRule, Layer, Problem
from xenotime.deciding.spelt import Spelt
from xenotime.law.condition import FALSE, Tree
from xenotime.law.lawbook import Lawbook

Wording = tuple[int, int]
"""A rule, and the number of what the lists, groups and thresholds that it names say."""


class Wordings:
    """Every wording that the rules of a problem's plan have on some days, as a formula; what two days share is made once.

    `problem` is the case as it was laid out on the day `on`, which is one of them.
    """

    def __init__(self, case: Case, law: Lawbook, problem: Problem, on: date, days: Sequence[date]) -> None:
        self.plan = problem.plan
        self.layer = Layer(case, law, on, self.plan.known_on)
        self.trees = dict(zip(self._of(on), (laid.tree for laid in problem.rules), strict=True))
        for day in days:
            self._spell_out(law, day)
        statuses = (status.tree for day in (on, *days) for status in self.plan.calendar.statuses(day))
        awake = {id(tree): tree for tree in statuses}
        may_hold = {
            wording: tree for wording, tree in self.trees.items() if self.layer.evaluated(tree) is not False
        }
        for tree in (*awake.values(), *may_hold.values()):
            self.layer.collect(tree)
        for tree in awake.values():
            self.layer.formula(tree)
        self.formulas: dict[Wording, Formula] = dict.fromkeys(self.trees, False)
        self.formulas |= {wording: self.layer.formula(tree) for wording, tree in may_hold.items()}

    def _of(self, day: date) -> list[Wording]:
        return [*enumerate(self.plan.calendar.texts(day))]

    def _spell_out(self, law: Lawbook, day: date) -> None:
        spelt, see, known_on = Spelt(), self.layer.see, self.plan.known_on
        for wording, status in zip(self._of(day), self.plan.calendar.statuses(day), strict=True):
            if wording not in self.trees and status.tree != FALSE:
                rule = self.plan.rules[wording[0]].rule
                self.trees[wording] = spelt.out(rule.when, law, rule.place.instrument, see, day, known_on)

    def when(self, number: int, day: date) -> Formula:
        """When a rule's conditions hold, as it reads on a day; False where it is not in force."""
        calendar = self.plan.calendar
        if calendar.statuses(day)[number].tree == FALSE:
            return False
        return self.formulas[number, calendar.texts(day)[number]]

    def problem(self, day: date, without: frozenset[int] = frozenset()) -> Problem:
        """The rules as they read on a day; those `without` are taken never to count."""
        statuses = self.plan.calendar.statuses(day)
        rules = []
        for number, (planned, status) in enumerate(zip(self.plan.rules, statuses, strict=True)):
            when = False if number in without else self.when(number, day)
            tree: Tree = FALSE if when is False else status.tree
            rules.append(LaidRule(planned, status, tree, self.layer.formula(tree), when))
        return Problem(self.plan, tuple(rules), self.layer.variables, self.layer.loose)
