"""Cut a problem down to what its unknowns can still change."""

from dataclasses import replace

from xenotime.deciding.possible import State, counting, truth
from xenotime.deciding.problem import Formula, LaidRule, Problem, simplify


def residual(formula: Formula, state: State) -> Formula:
    """The formula with everything dropped that the state already answers."""
    answer = truth(formula, state)
    if answer is not None:
        return answer
    head, rest = formula  # type: ignore[misc]
    if isinstance(head, int):
        return formula
    return simplify(head, tuple(residual(part, state) for part in rest))  # type: ignore[union-attr]


def reduced(problem: Problem, state: State) -> Problem:
    """A problem with the same results from `state` and from every completion of it, and less to look at."""
    rules = tuple(
        replace(laid, awake=residual(laid.awake, state), when=residual(laid.when, state))
        for laid in problem.rules
    )
    return replace(problem, rules=rules)


def undecided_in(problem: Problem, state: State) -> set[int]:
    """The variables named by the rules of which it is open whether they count."""
    counts = counting(problem, state)
    rules = [
        laid
        for laid, counted in zip(problem.rules, counts, strict=True)
        if counted is None or problem.plan.conflicts
    ]
    return _named(rules)


def touched(problem: Problem) -> set[int]:
    """The variables that a problem names."""
    return _named(list(problem.rules))


def _named(rules: list[LaidRule]) -> set[int]:
    found: set[int] = set()
    stack: list[Formula] = [part for laid in rules for part in (laid.awake, laid.when)]
    while stack:
        formula = stack.pop()
        if isinstance(formula, bool):
            continue
        head, rest = formula
        if isinstance(head, int):
            found.add(head)
        else:
            stack.extend(rest)  # type: ignore[arg-type]
    return found
