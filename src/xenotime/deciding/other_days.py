"""What the outcomes of a case would be on another day of the law, its facts unchanged."""

from datetime import date

from xenotime.deciding.asking import default_state
from xenotime.deciding.case import Case
from xenotime.deciding.formula import State, residual
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.plan import Plan
from xenotime.deciding.problem import Layer, Problem, lay_out
from xenotime.law.condition import FALSE
from xenotime.law.evaluate import holds
from xenotime.law.lawbook import Lawbook


class OtherDays:
    """The outcomes under the default readings, day by day; looks only at rules that the day may have changed."""

    def __init__(self, case: Case, law: Lawbook, problem: Problem, default: State, on: date) -> None:
        self.case, self.law, self.plan, self.on = case, law, problem.plan, on
        self.failing = _failing(problem, default)
        self.here = Outlook(problem, default).outcomes(default)

    def outcomes(self, day: date) -> tuple[str, ...]:
        """The possible outcomes on `day`; none before the regime's coverage."""
        plan, law = self.plan, self.law
        if day < law.regimes[plan.regime].coverage_from:
            return ()
        turned, reworded = plan.calendar.changed(self.on, day)
        layer = Layer(self.case, law, day, plan.known_on)
        failing = _never(plan, {n for n in self.failing if n not in reworded or _fails(layer, plan, n)})
        if turned | reworded <= failing:
            return self.here
        problem, _ = lay_out(
            self.case, law, plan, on=day, known_on=plan.known_on, failing=failing, layer=layer
        )
        default = default_state(problem, problem.start(), law)
        return Outlook(problem, default).outcomes(default)


def _failing(problem: Problem, default: State) -> frozenset[int]:
    """The rules whose conditions fail, in force or not."""
    return frozenset(
        number
        for number, laid in enumerate(problem.rules)
        if laid.tree != FALSE and residual(laid.when, default) is False
    )


def _fails(layer: Layer, plan: Plan, number: int) -> bool:
    rule = plan.rules[number].rule
    return holds(layer.spelt_out(rule.when, rule.place.instrument), layer.see) is False


def _never(plan: Plan, failing: set[int]) -> frozenset[int]:
    """The rules that fail, and those that stand upon such rules only."""
    never = set(failing)
    for number, planned in enumerate(plan.rules):
        if planned.upon and never.issuperset(planned.upon):
            never.add(number)
    return frozenset(never)
