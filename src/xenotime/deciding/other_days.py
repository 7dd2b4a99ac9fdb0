"""What the outcomes of a case would be on other days of the law, its facts unchanged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xenotime.deciding.asking import default_state
from xenotime.deciding.case import Case
from xenotime.deciding.examples import Shown, completed, examples_of, outcomes_shown, told
from xenotime.deciding.formula import State, residual
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.problem import Problem
from xenotime.deciding.wordings import Wordings
from xenotime.law.lawbook import Lawbook


@dataclass(frozen=True)
class _Day:
    """A day that was worked out: the rules that cannot count then, and the outcomes."""

    day: date
    never: frozenset[int]
    outcomes: tuple[str, ...]


class OtherDays:
    """The outcomes under the default readings on some days; looks only at rules that a day may have changed."""

    def __init__(
        self, case: Case, law: Lawbook, outlook: Outlook, default: State, on: date, days: Sequence[date]
    ) -> None:
        problem = outlook.whole
        self.law, self.plan, self.makes = law, problem.plan, outlook.makes
        self.wordings = Wordings(case, law, problem, on, [day for day in days if self._covers(day)])
        self.fails: dict[tuple[int, int], bool] = {}
        """Whether the condition of a rule fails, by what the lists, groups and thresholds that it names say."""
        exact = outlook if outlook.tight else Outlook(problem, default, makes=self.makes)
        here = self.wordings.problem(on)
        self.default = default_state(here, here.start(), law)
        self.examples = completed(here, self.default, told(problem, examples_of(exact, default)))
        self.known = [_Day(on, self._never(on), exact.outcomes(default))]

    def outcomes(self, day: date) -> tuple[str, ...]:
        """The possible outcomes on one of the days; none before the regime's coverage."""
        if not self._covers(day):
            return ()
        never = self._never(day)
        outcomes = self._as_on_another(day, never)
        if outcomes is None:
            outcomes = self._of(self.wordings.problem(day, never))
        self.known.append(_Day(day, never, outcomes))
        return outcomes

    def _covers(self, day: date) -> bool:
        return self.law.regimes[self.plan.regime].covers(day, self.plan.known_on)

    def _of(self, problem: Problem) -> tuple[str, ...]:
        """The outcomes of a day's problem; what showed them is tried first on the days that follow."""
        shown = outcomes_shown(problem, self.default, self.examples)
        if shown is None:
            exact = Outlook(problem, self.default, makes=self.makes)
            shown = Shown(exact.outcomes(self.default), tuple(examples_of(exact, self.default)))
        self.examples = [*shown.by, *(each for each in self.examples if each not in shown.by)]
        return shown.outcomes

    def _never(self, day: date) -> frozenset[int]:
        """The rules that are not in force on a day or fail as they read then, and those that stand upon such rules only."""
        texts = self.plan.calendar.texts(day)
        never = {number for number, text in enumerate(texts) if self._fails(number, text, day)}
        for number, planned in enumerate(self.plan.rules):
            if planned.upon and never.issuperset(planned.upon):
                never.add(number)
        return frozenset(never)

    def _fails(self, number: int, text: int, day: date) -> bool:
        when = self.wordings.when(number, day)
        if when is False:
            return True
        key = (number, text)
        if key not in self.fails:
            self.fails[key] = residual(when, self.default) is False
        return self.fails[key]

    def _as_on_another(self, day: date, never: frozenset[int]) -> tuple[str, ...] | None:
        """The outcomes of a day between which and this one nothing changed but rules that cannot count on either."""
        for other in reversed(self.known):
            turned, reworded = self.plan.calendar.changed(other.day, day)
            if turned | reworded <= never & other.never:
                return other.outcomes
        return None
