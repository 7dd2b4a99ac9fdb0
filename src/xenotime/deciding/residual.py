"""Name the variables that rules leave open, or look at."""

from xenotime.deciding.formula import State, truth, variables_in
from xenotime.deciding.possible import reduced
from xenotime.deciding.problem import Problem


def undecided_in(problem: Problem, state: State) -> set[int]:
    """The variables named by the rules that can tell in the result and of which it is open whether they count."""
    rules = reduced(problem, state).rules
    return variables_in([part for laid in rules for part in (laid.awake, laid.when)])


def named_awake(problem: Problem, state: State) -> set[int]:
    """The variables named by the rules that are in force, or may be."""
    rules = [laid for laid in problem.rules if truth(laid.awake, state) is not False]
    return variables_in([part for laid in rules for part in (laid.awake, laid.when)])
