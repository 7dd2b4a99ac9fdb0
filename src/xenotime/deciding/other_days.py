"""What the outcomes of a case would be on another day of the law, its facts unchanged."""

from dataclasses import dataclass
from datetime import date

from xenotime.deciding.asking import default_state
from xenotime.deciding.case import Case
from xenotime.deciding.examples import completed, examples_of, outcomes_shown, told
from xenotime.deciding.formula import State, residual
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.plan import Plan
from xenotime.deciding.problem import Layer, Problem, lay_out
from xenotime.law.condition import FALSE
from xenotime.law.lawbook import Lawbook


@dataclass(frozen=True)
class _Day:
    """A day that was worked out: the rules that cannot count then, and the outcomes."""

    day: date
    never: frozenset[int]
    outcomes: tuple[str, ...]


class OtherDays:
    """The outcomes under the default readings, day by day; looks only at rules that a day may have changed."""

    def __init__(self, case: Case, law: Lawbook, outlook: Outlook, default: State, on: date) -> None:
        problem = outlook.whole
        self.case, self.law, self.plan = case, law, problem.plan
        self.failing = _failing(problem, default)
        texts = self.plan.calendar.texts(on)
        self.fails = {(number, texts[number]): True for number in self.failing}
        """Whether the condition of a rule fails, by what the lists, groups and thresholds that it names say."""
        exact = outlook if outlook.tight else Outlook(problem, default)
        self.examples = told(problem, examples_of(exact, default))
        self.known = [_Day(on, _never(self.plan, set(self.failing)), exact.outcomes(default))]

    def outcomes(self, day: date) -> tuple[str, ...]:
        """The possible outcomes on `day`; none before the regime's coverage."""
        plan = self.plan
        if not self.law.regimes[plan.regime].covers(day, plan.known_on):
            return ()
        spelt = plan.calendar.spelt(self.law, day, plan.known_on, self.case.see)
        layer = Layer(self.case, self.law, day, plan.known_on, spelt)
        never = _never(plan, {number for number in self.failing if self._fails(number, day, layer)})
        outcomes = self._as_on_another(day, never)
        if outcomes is None:
            problem, _ = lay_out(
                self.case, self.law, plan, on=day, known_on=plan.known_on, failing=never, layer=layer
            )
            outcomes = self._of(problem, default_state(problem, problem.start(), self.law))
        self.known.append(_Day(day, never, outcomes))
        return outcomes

    def _of(self, problem: Problem, default: State) -> tuple[str, ...]:
        """The outcomes of a day's problem; examples of it are kept for the days that follow."""
        shown = outcomes_shown(problem, default, completed(problem, default, self.examples))
        if shown:
            return shown
        exact = Outlook(problem, default)
        self.examples += told(problem, examples_of(exact, default))
        return exact.outcomes(default)

    def _fails(self, number: int, day: date, layer: Layer) -> bool:
        """Whether a rule is not in force on the day, or its condition fails as it reads then."""
        calendar = self.plan.calendar
        if calendar.statuses(day)[number].tree == FALSE:
            return True
        key = (number, calendar.texts(day)[number])
        if key not in self.fails:
            rule = self.plan.rules[number].rule
            tree = layer.spelt_out(rule.when, rule.place.instrument)
            self.fails[key] = layer.evaluated(tree) is False
        return self.fails[key]

    def _as_on_another(self, day: date, never: frozenset[int]) -> tuple[str, ...] | None:
        """The outcomes of a day between which and this one nothing changed but rules that cannot count on either."""
        for other in reversed(self.known):
            turned, reworded = self.plan.calendar.changed(other.day, day)
            if turned | reworded <= never & other.never:
                return other.outcomes
        return None


def _failing(problem: Problem, default: State) -> frozenset[int]:
    """The rules whose conditions fail, in force or not."""
    return frozenset(
        number
        for number, laid in enumerate(problem.rules)
        if laid.tree != FALSE and residual(laid.when, default) is False
    )


def _never(plan: Plan, failing: set[int]) -> frozenset[int]:
    """The rules that fail, and those that stand upon such rules only."""
    never = set(failing)
    for number, planned in enumerate(plan.rules):
        if planned.upon and never.issuperset(planned.upon):
            never.add(number)
    return frozenset(never)
