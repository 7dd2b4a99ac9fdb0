"""Say which provisions an answer rests on, and which would have caught the case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from xenotime.deciding.answer import Found, ProvisionFinding
from xenotime.deciding.conditions import Conditions
from xenotime.deciding.findings import listed_rows, status_text
from xenotime.deciding.formula import State, truth
from xenotime.deciding.possible import LICENCE_REQUIRED
from xenotime.deciding.problem import LaidRule, Layer, Problem
from xenotime.law.provision import OUTCOMES

MILD_LEVEL = OUTCOMES.index("no licence required")


@dataclass(eq=False)
class Became:
    """What became of one provision under the default readings, under which it counts or does not."""

    all: "All"
    number: int

    @property
    def laid(self) -> LaidRule:
        """The rule as it is laid out."""
        return self.all.problem.rules[self.number]

    @property
    def counts(self) -> bool | None:
        """Whether it counts."""
        return self.all.counts[self.number]

    @property
    def provision(self) -> str:
        """The provision's id."""
        return self.laid.planned.rule.id

    @property
    def conditions(self) -> Found:
        """What was found of its conditions."""
        return self.all.looked.found(self.number)

    @property
    def failing(self) -> int:
        """How many of the top conditions surely fail, counted to `MOST_FAILING`."""
        return self.all.looked.failing(self.number)

    @property
    def upon(self) -> tuple[str, ...]:
        """The provisions that it stands upon and that can count."""
        return self.all.ids(self.laid.planned.upon)

    @cached_property
    def stopped_by(self) -> tuple[str, ...]:
        """What keeps it off: provisions to which it yields, what lets it sleep, that it is not in force yet."""
        laid = self.laid
        stopped = [*self.all.ids(laid.planned.yields_to)]
        if laid.status.sleeping and truth(laid.awake, self.all.default) is not True:
            stopped += [each.place.id for each in laid.status.sleeping]
        if not laid.status.started:
            stopped.append("not in force on that day")
        return tuple(dict.fromkeys(stopped))


@dataclass(frozen=True, eq=False)
class All:
    """All provisions of a problem, which of them count under the default readings, and what was found of them."""

    problem: Problem
    default: State
    counts: list[bool | None]
    looked: Conditions

    def became(self, number: int) -> Became:
        """What became of one of them."""
        return Became(self, number)

    def kept_off(self) -> Iterator[Became]:
        """Those that conclude a licence or a prohibition, and surely do not count."""
        for number, (laid, counted) in enumerate(zip(self.problem.rules, self.counts, strict=True)):
            if counted is False and laid.planned.level >= LICENCE_REQUIRED:
                yield self.became(number)

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The ids of those of some rules that can count."""
        rules = self.problem.rules
        return tuple(dict.fromkeys(rules[n].planned.rule.id for n in numbers if self.counts[n] is not False))


def finding_of(became: Became, layer: Layer) -> ProvisionFinding:
    """What became of one provision, with its text and everything that was looked at for it."""
    rule, status = became.laid.planned.rule, became.laid.status
    return ProvisionFinding(
        provision=rule.id,
        heading=rule.place.heading,
        concludes=rule.concludes,
        counts=became.counts,
        conditions_hold=became.conditions.holds,
        status=status_text(status, layer.evaluated(status.tree)),
        rank=rule.rank,
        seen=rule.place.seen,
        source=rule.place.source,
        text=rule.place.text,
        conditions=became.conditions,
        stopped_by=became.stopped_by,
        upon=became.upon,
        own=rule.place.own,
    )


def because_of(every: All, levels: set[int]) -> tuple[str, ...]:
    """The provisions and list rows that give the outcome; for a mild one also those that nearly caught it."""
    top = max(levels, default=0)
    giving = _giving(every, levels)
    if top < LICENCE_REQUIRED or not giving:
        giving += [each for each in every.kept_off() if would_have_caught(each)]
    cited: list[str] = [each.provision for each in giving]
    if LICENCE_REQUIRED in levels:
        cited += _policies(every)
    for each in giving:
        cited += [stop for stop in each.stopped_by if " " in stop or "/" in stop]
    if top >= LICENCE_REQUIRED:
        cited += [other for each in giving if each.counts for other in each.upon]
    for each in giving:
        cited += listed_rows(each.conditions, surely=each.conditions.holds is True)
    return tuple(dict.fromkeys(each for each in cited if "/" in each))


def _giving(every: All, levels: set[int]) -> list[Became]:
    """Those that conclude on one of the levels: on a mild one where they surely count, else where they may."""
    rules = zip(every.problem.rules, every.counts, strict=True)
    return [
        every.became(number)
        for number, (laid, counted) in enumerate(rules)
        if counted is not False
        if (level := laid.planned.level) in levels and (counted or level > MILD_LEVEL)
    ]


def _policies(every: All) -> list[str]:
    """The provisions on policies that surely count."""
    rules = zip(every.problem.rules, every.counts, strict=True)
    return [laid.planned.rule.id for laid, counted in rules if counted and laid.planned.level < 0]


def cites_what_came_close(every: All, levels: set[int]) -> bool:
    """Whether the provisions of an answer may be besides those that nearly caught the case: see `because_of`."""
    return max(levels, default=0) < LICENCE_REQUIRED or not any(
        counted is not False and laid.planned.level > MILD_LEVEL and laid.planned.level in levels
        for laid, counted in zip(every.problem.rules, every.counts, strict=True)
    )


def would_have_caught(each: Became) -> bool:
    """Whether a stricter rule was kept off by one thing alone: a stop, or a single condition."""
    failing = each.failing
    return failing == 1 and not each.stopped_by if failing else bool(each.stopped_by)
