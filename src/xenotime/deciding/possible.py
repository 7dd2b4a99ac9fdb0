"""Find every outcome that some completion of the unknowns gives."""

from dataclasses import dataclass, field

from xenotime.deciding.problem import Formula, Problem
from xenotime.deciding.variables import bits
from xenotime.law.provision import OUTCOMES, POLICIES

LICENCE_REQUIRED = OUTCOMES.index("licence required")
MOST_COMBINATIONS = 4096
"""Combinations of unknowns that are tried; beyond that the answer is sound but may be too wide."""

Result = tuple[int, int]
"""An outcome and a policy, as indices; the policy is -1 where no licence is required."""
State = list[int]
"""The open choices of every variable."""


@dataclass
class Search:
    """What was found so far, and how many combinations were looked at."""

    found: set[Result] = field(default_factory=set)
    looked_at: int = 0
    most: int = MOST_COMBINATIONS
    enough: int | None = None
    """Where given, the search may stop once it has found this many outcomes."""

    @property
    def done(self) -> bool:
        """Whether enough was found."""
        return self.enough is not None and len({level for level, _ in self.found}) >= self.enough

    @property
    def tight(self) -> bool:
        """Whether every combination that mattered was looked at."""
        return self.looked_at <= self.most


def truth(formula: Formula, state: State) -> bool | None:
    """Evaluate a formula over the choices still open."""
    if isinstance(formula, bool):
        return formula
    head, rest = formula
    if isinstance(head, int):
        open_ = state[head]
        mask = int(rest)  # type: ignore[arg-type]
        return False if not open_ & mask else True if not open_ & ~mask else None
    return _joined(head, rest, state)  # type: ignore[arg-type]


def _joined(how: str, parts: tuple[Formula, ...], state: State) -> bool | None:
    stop = how != "all"
    unknown = False
    for part in parts:
        answer = truth(part, state)
        if answer is None:
            unknown = True
        elif answer is stop:
            return how == "any"
    if unknown:
        return None
    return how != "any"


def counting(problem: Problem, state: State, without: frozenset[int] = frozenset()) -> list[bool | None]:
    """For every rule whether it counts: yes, no or unknown. Rules in `without` never do."""
    counts: list[bool | None] = []
    for number, laid in enumerate(problem.rules):
        counts.append(
            False if number in without else _counts(laid.planned, laid.awake, laid.when, counts, state)
        )
    return counts


def _counts(
    planned: object, awake: Formula, when: Formula, counts: list[bool | None], state: State
) -> bool | None:
    parts: list[bool | None] = [truth(awake, state)]
    if parts[0] is False:
        return False
    parts.append(truth(when, state))
    if parts[1] is False:
        return False
    upon = [counts[other] for other in planned.upon]  # type: ignore[attr-defined]
    if upon and True not in upon:
        parts.append(None if None in upon else False)
    for other in planned.yields_to:  # type: ignore[attr-defined]
        stopped = counts[other]
        parts.append(None if stopped is None else not stopped)
    return False if False in parts else None if None in parts else True


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


def search(problem: Problem, state: State, into: Search, without: frozenset[int] = frozenset()) -> Search:
    """Add to `into` every result that some completion of `state` gives.

    Branches on one undecided condition at a time and leaves out what can bring nothing new. Where the
    limit of combinations is passed, the results that cannot be excluded are all added.
    """
    stack = [state]
    while stack and not into.done:
        here = stack.pop()
        counts = counting(problem, here, without)
        bound = results(problem, counts)
        conflict = _conflict(problem, counts)
        if bound <= into.found and conflict is None:
            continue
        into.looked_at += 1
        chosen = None if len(bound) == 1 and conflict is None else undecided(problem, counts, here)
        if chosen is None and conflict is not None:
            _either(problem, here, conflict, into, without)
        elif chosen is None or not into.tight:
            into.found |= bound
        else:
            variable, mask = chosen
            for part in (here[variable] & ~mask, here[variable] & mask):
                branch = list(here)
                branch[variable] = part
                stack.append(branch)
    return into


def _conflict(problem: Problem, counts: list[bool | None]) -> tuple[int, int] | None:
    for one, other in problem.plan.conflicts:
        if counts[one] is not False and counts[other] is not False:
            return one, other
    return None


def _either(
    problem: Problem, state: State, conflict: tuple[int, int], into: Search, without: frozenset[int]
) -> None:
    """Two exceptions conflict and neither names the other: each may be the one that yields."""
    for dropped in conflict:
        search(problem, state, into, without | {dropped})


def undecided(problem: Problem, counts: list[bool | None], state: State) -> tuple[int, int] | None:
    """A condition that still matters, as variable and mask; None where all is decided."""
    for number in range(len(problem.rules) - 1, -1, -1):
        if counts[number] is None:
            found = _open_test(problem, counts, number, state)
            if found:
                return found
    return None


def _open_test(
    problem: Problem, counts: list[bool | None], number: int, state: State
) -> tuple[int, int] | None:
    laid = problem.rules[number]
    found = first_open(laid.awake, state) or first_open(laid.when, state)
    if found:
        return found
    for other in (*laid.planned.upon, *laid.planned.yields_to):
        if counts[other] is None:
            found = _open_test(problem, counts, other, state)
            if found:
                return found
    return None


def first_open(formula: Formula, state: State) -> tuple[int, int] | None:
    """The first condition of a formula that the state leaves open."""
    if isinstance(formula, bool) or truth(formula, state) is not None:
        return None
    head, rest = formula
    if isinstance(head, int):
        return head, int(rest)  # type: ignore[arg-type]
    for part in rest:  # type: ignore[union-attr]
        found = first_open(part, state)
        if found:
            return found
    return None


def all_results(problem: Problem, state: State, without: frozenset[int] = frozenset()) -> Search:
    """Every result that is possible from a state."""
    return search(problem, state, Search(), without)


def outcomes_of(found: set[Result]) -> tuple[str, ...]:
    """The outcomes among results, from the mildest."""
    return tuple(OUTCOMES[level] for level in sorted({level for level, _ in found}))


def policies_of(found: set[Result]) -> tuple[str, ...]:
    """The policies among results, from the mildest."""
    return tuple(POLICIES[policy] for policy in sorted({policy for _, policy in found if policy >= 0}))


def count_combinations(state: State) -> int:
    """How many single completions a state has."""
    total = 1
    for mask in state:
        total *= max(1, len(bits(mask)))
    return total
