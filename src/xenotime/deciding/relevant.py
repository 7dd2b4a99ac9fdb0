"""Tell which unknowns matter, and the smallest sets of them that would settle an answer."""

from itertools import combinations, product
from math import prod

from xenotime.deciding.formula import State
from xenotime.deciding.possible import (
    Result,
    Search,
    reduced,
    results,
    search,
    settled,
    undecided,
)
from xenotime.deciding.problem import Problem
from xenotime.deciding.residual import undecided_in

MOST_PAIRS = 512
"""Pairs of completions that are compared for one unknown; beyond that it is taken to matter."""
MOST_FACTS = 3
"""Facts in one set that would settle an answer."""
MOST_CANDIDATES = 12
FEW = 512
"""Combinations that are tried to see whether one outcome is left."""


def matters(problem: Problem, state: State, variable: int, *, with_policy: bool = False) -> bool:
    """Whether two completions that differ in this one unknown can give different answers."""
    classes = problem.variables[variable].classes(state[variable])
    return any(
        _differ(problem, state, variable, one, other, with_policy) for one, other in combinations(classes, 2)
    )


def _differ(problem: Problem, state: State, variable: int, one: int, other: int, with_policy: bool) -> bool:
    stack = [(problem, state)]
    looked_at = 0
    while stack:
        large, here = stack.pop()
        looked_at += 1
        if looked_at > MOST_PAIRS:
            return True
        whole, _ = settled(large, here)
        sides = [settled(whole, _with(here, variable, mask)) for mask in (one, other)]
        bounds = [_project(results(small, counts), with_policy) for small, counts in sides]
        if len(bounds[0]) == len(bounds[1]) == 1:
            if bounds[0] != bounds[1]:
                return True
            continue
        if not bounds[0] & bounds[1]:
            return True
        chosen = undecided(*sides[0]) or undecided(*sides[1])
        if chosen is None:
            return True
        split, mask = chosen
        stack.extend(
            (whole, _with(here, split, part)) for part in (here[split] & ~mask, here[split] & mask) if part
        )
    return False


def _project(found: set[Result], with_policy: bool) -> set[object]:
    return set(found) if with_policy else {level for level, _ in found}


def _with(state: State, variable: int, mask: int) -> State:
    branch = list(state)
    branch[variable] = mask
    return branch


def mattering(problem: Problem, state: State, *, with_policy: bool = False) -> list[int]:
    """Every unknown that matters, in the order in which the law names them."""
    return [
        number
        for number in sorted(undecided_in(problem, state))
        if state[number].bit_count() > 1 and matters(problem, state, number, with_policy=with_policy)
    ]


def smallest_settling(
    problem: Problem, state: State, candidates: list[tuple[int, ...]]
) -> list[tuple[tuple[int, ...], ...]]:
    """The smallest sets of candidates whose knowledge settles the outcome, whatever they turn out to be.

    A candidate is a group of unknowns that become known together. Sets of up to three; empty where no
    such set does.
    """
    for size in range(1, MOST_FACTS + 1):
        found = [
            chosen
            for chosen in combinations(candidates[:MOST_CANDIDATES], size)
            if _settles(problem, state, tuple(number for group in chosen for number in group))
        ]
        if found:
            return found
    return []


def _settles(problem: Problem, state: State, chosen: tuple[int, ...]) -> bool:
    classes = [problem.variables[number].classes(state[number]) for number in chosen]
    if prod(len(each) for each in classes) > FEW:
        return False
    for values in product(*classes):
        here = list(state)
        for number, mask in zip(chosen, values, strict=True):
            here[number] = mask
        if not _one_outcome(problem, here):
            return False
    return True


def _one_outcome(problem: Problem, state: State) -> bool:
    into = search(reduced(problem, state), state, Search(most=FEW, enough=2, with_policies=False))
    return len({level for level, _ in into.found}) == 1
