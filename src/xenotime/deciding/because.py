"""Say which provisions an answer rests on, and which would have caught the case."""

from xenotime.deciding.answer import Answer, ProvisionFinding
from xenotime.deciding.findings import Memo, leaf_count_failing, listed_rows, provision_finding
from xenotime.deciding.formula import State, truth
from xenotime.deciding.possible import LICENCE_REQUIRED
from xenotime.deciding.problem import LaidRule, Layer, Problem
from xenotime.law.provision import OUTCOMES

MILD_LEVEL = OUTCOMES.index("no licence required")


def provision_findings(
    problem: Problem, default: State, layer: Layer, counts: list[bool | None]
) -> tuple[ProvisionFinding, ...]:
    """What became of every provision under the default readings, under which each counts or does not."""
    memo: Memo = {}
    return tuple(
        provision_finding(
            laid,
            counts[number],
            _stoppers(problem, laid, counts, default),
            _upon(problem, laid, counts),
            layer,
            memo,
        )
        for number, laid in enumerate(problem.rules)
    )


def _stoppers(problem: Problem, laid: LaidRule, counts: list[bool | None], default: State) -> tuple[str, ...]:
    stopped = [problem.rules[n].planned.rule.id for n in laid.planned.yields_to if counts[n] is not False]
    if laid.status.sleeping and truth(laid.awake, default) is not True:
        stopped += [each.place.id for each in laid.status.sleeping]
    if not laid.status.started:
        stopped.append("not in force on that day")
    return tuple(dict.fromkeys(stopped))


def _upon(problem: Problem, laid: LaidRule, counts: list[bool | None]) -> tuple[str, ...]:
    upon = [problem.rules[n].planned.rule.id for n in laid.planned.upon if counts[n] is not False]
    return tuple(dict.fromkeys(upon))


def because_of(problem: Problem, found: tuple[ProvisionFinding, ...], levels: set[int]) -> tuple[str, ...]:
    """The provisions and list rows that give the outcome; for a mild one also those that nearly caught it."""
    top = max(levels, default=0)
    pairs = list(zip(problem.rules, found, strict=True))
    giving = [finding for laid, finding in pairs if _gives(laid, finding, levels)]
    if top < LICENCE_REQUIRED or not giving:
        giving += [f for laid, f in pairs if f.counts is False and would_have_caught(laid, f)]
    policies = [
        finding
        for laid, finding in pairs
        if laid.planned.level < 0 and finding.counts and LICENCE_REQUIRED in levels
    ]
    cited: list[str] = [finding.provision for finding in giving + policies]
    for finding in giving:
        cited += [each for each in finding.stopped_by if " " in each or "/" in each]
    if top >= LICENCE_REQUIRED:
        cited += [each for finding in giving if finding.counts for each in finding.upon]
    for finding in giving:
        cited += listed_rows(finding.conditions, surely=finding.conditions_hold is True)
    return tuple(dict.fromkeys(each for each in cited if "/" in each))


def _gives(laid: LaidRule, finding: ProvisionFinding, levels: set[int]) -> bool:
    level = laid.planned.level
    if level < 0 or finding.counts is False:
        return False
    return level in levels and (bool(finding.counts) or level > MILD_LEVEL)


def tells_what_came_close(answer: Answer) -> bool:
    """Whether the provisions of an answer are besides those that nearly caught the case: see `because_of`."""
    levels = {OUTCOMES.index(each) for each in ((answer.outcome,) if answer.outcome else answer.possible)}
    severe = [
        each
        for each in answer.findings
        if each.concludes in OUTCOMES
        and (level := OUTCOMES.index(each.concludes)) > MILD_LEVEL
        and level in levels
    ]
    return max(levels, default=0) < LICENCE_REQUIRED or not severe


def would_have_caught(laid: LaidRule, finding: ProvisionFinding) -> bool:
    """Whether a stricter rule was kept off by one thing alone: a stop, or a single condition."""
    if laid.planned.level < LICENCE_REQUIRED:
        return False
    if finding.conditions_hold is not False:
        return bool(finding.stopped_by)
    return not finding.stopped_by and leaf_count_failing(finding.conditions) == 1
