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
    """A problem with the same results from `state` and from every completion of it, and less to look at.

    Rules that surely do not count are left out, unless two exceptions may conflict: then dropping one of
    them could bring a rule back.
    """
    counts = counting(problem, state)
    kept = [n for n, counted in enumerate(counts) if counted is not False or problem.plan.conflicts]
    place = {old: new for new, old in enumerate(kept)}
    rules = []
    for number in kept:
        laid = problem.rules[number]
        planned = replace(
            laid.planned,
            upon=tuple(place[each] for each in laid.planned.upon if each in place),
            yields_to=tuple(place[each] for each in laid.planned.yields_to if each in place),
        )
        if counts[number] and not problem.plan.conflicts:
            planned = replace(planned, upon=(), yields_to=())
        rules.append(
            replace(
                laid,
                planned=planned,
                awake=residual(laid.awake, state),
                when=residual(laid.when, state),
            )
        )
    return replace(problem, rules=tuple(rules))


def undecided_in(problem: Problem, state: State) -> set[int]:
    """The variables named by the rules of which it is open whether they count."""
    counts = counting(problem, state)
    rules = [
        laid
        for laid, counted in zip(problem.rules, counts, strict=True)
        if counted is None or problem.plan.conflicts
    ]
    return _named(rules)


def named_awake(problem: Problem, state: State) -> set[int]:
    """The variables named by the rules that are in force, or may be."""
    return _named([laid for laid in problem.rules if truth(laid.awake, state) is not False])


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
