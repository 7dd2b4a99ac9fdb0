"""Cut a problem down to what a state leaves open, and bound what is possible in it."""

from dataclasses import replace

from xenotime.deciding.formula import Formula, State, residual
from xenotime.deciding.plan import Planned
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.law.provision import OUTCOMES

LICENCE_REQUIRED = OUTCOMES.index("licence required")

Result = tuple[int, int]
"""An outcome and a policy, as indices; the policy is -1 where no licence is required."""


def settled(
    problem: Problem, state: State, without: frozenset[int] = frozenset()
) -> tuple[Problem, list[bool | None]]:
    """The problem cut down to what `state` leaves open, and for every rule whether it counts.

    It has the same results from `state` and from every completion of it. Rules in `without` never count.
    """
    before = problem.counts if problem.without == without else None
    counts: list[bool | None] = [None] * len(problem.rules) if before is None else list(before)
    rules = list(problem.rules)
    final = not problem.plan.conflicts
    for number, laid in enumerate(problem.rules):
        if counts[number] is not None:
            continue
        awake = residual(laid.awake, state)
        when = False if awake is False else residual(laid.when, state)
        counted = False if number in without else _counts(laid.planned, awake, when, counts)
        counts[number] = counted
        if counted is False and final:
            awake = when = False
        if awake is not laid.awake or when is not laid.when:
            rules[number] = LaidRule(laid.planned, laid.status, laid.tree, awake, when)
    return Problem(problem.plan, tuple(rules), problem.variables, problem.loose, counts, without), counts


def reduced(problem: Problem, state: State, without: frozenset[int] = frozenset()) -> Problem:
    """The problem cut down to what `state` leaves open; rules that cannot tell in the result are left out.

    Where two exceptions that conflict may both count all rules are kept: dropping one of them could bring a rule back.
    """
    small, counts = settled(problem, state, without)
    conflicts = problem.plan.conflicts
    if any(counts[one] is not False and counts[other] is not False for one, other in conflicts):
        return small
    kept = telling(small.rules, counts)
    place = {old: new for new, old in enumerate(kept)}
    rules = tuple(_placed(small.rules[number], place) for number in kept)
    plan = replace(small.plan, conflicts=()) if conflicts else small.plan
    return replace(small, plan=plan, rules=rules, counts=[counts[number] for number in kept])


def telling(rules: tuple[LaidRule, ...], counts: list[bool | None]) -> list[int]:
    """The rules that can tell in the result: a rule that counts for sure makes milder ones idle.

    Those that a telling rule stands upon or yields to are told with it.
    """
    levels = [laid.planned.level for laid in rules]
    live = [counted is not False for counted in counts]
    must = max((level for level, counted in zip(levels, counts, strict=True) if counted), default=-1)
    licence = must <= LICENCE_REQUIRED and any(
        alive and level == LICENCE_REQUIRED for alive, level in zip(live, levels, strict=True)
    )
    needed: set[int] = set()
    for number in range(len(rules) - 1, -1, -1):
        level = levels[number]
        if live[number] and (number in needed or (licence if level < 0 else level >= must)):
            planned = rules[number].planned
            needed |= {number, *(each for each in (*planned.upon, *planned.yields_to) if live[each])}
    return sorted(needed)


def moved(planned: Planned, place: dict[int, int]) -> Planned:
    """A rule of a plan in its new place among fewer rules."""
    if not planned.upon and not planned.yields_to:
        return planned
    upon = tuple(place[each] for each in planned.upon if each in place)
    yields = tuple(place[each] for each in planned.yields_to if each in place)
    if (upon, yields) == (planned.upon, planned.yields_to):
        return planned
    return Planned(planned.rule, upon, yields, planned.level, planned.policy)


def _placed(laid: LaidRule, place: dict[int, int]) -> LaidRule:
    planned = moved(laid.planned, place)
    return laid if planned is laid.planned else laid.by(planned)


def counting(problem: Problem, state: State, without: frozenset[int] = frozenset()) -> list[bool | None]:
    """For every rule whether it counts: yes, no or unknown. Rules in `without` never do."""
    return settled(problem, state, without)[1]


def _counts(planned: Planned, awake: Formula, when: Formula, counts: list[bool | None]) -> bool | None:
    if awake is False or when is False:
        return False
    answer: bool | None = True if awake is True and when is True else None
    if planned.upon:
        upon = [counts[other] for other in planned.upon]
        if True not in upon:
            if None not in upon:
                return False
            answer = None
    for other in planned.yields_to:
        stopped = counts[other]
        if stopped:
            return False
        if stopped is None:
            answer = None
    return answer


def results(problem: Problem, counts: list[bool | None]) -> set[Result]:
    """The results that the rules' counting leaves possible: exact where no rule is unknown."""
    must = must_policy = 0
    levels: set[int] = set()
    policies: set[int] = set()
    for laid, counted in zip(problem.rules, counts, strict=True):
        if counted is False:
            continue
        level, policy = laid.planned.level, laid.planned.policy
        if level >= 0:
            if counted:
                must = max(must, level)
            levels.add(level)
        else:
            if counted:
                must_policy = max(must_policy, policy)
            policies.add(policy)
    strict = {must_policy} | {policy for policy in policies if policy > must_policy}
    found: set[Result] = set()
    for level in {must} | {level for level in levels if level > must}:
        found |= {(level, policy) for policy in strict} if level == LICENCE_REQUIRED else {(level, -1)}
    return found
