"""An outlook equals looking at every completion: its results, what they depend on, and under each reading."""

from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.deciding import diagram
from xenotime.deciding.formula import Formula, State, simplify
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.plan import Plan, Planned
from xenotime.deciding.possible import Result, counting, results
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject

CHOICES = ("a", "b", "c")
COUNT = 5
NOBODY = About("item", "I")


@dataclass(frozen=True)
class Marked:
    """As much of a rule as is looked at."""

    key: str


def formulas() -> st.SearchStrategy[Formula]:
    tests = st.tuples(st.integers(0, COUNT - 1), st.integers(1, 6))
    how = st.sampled_from(["all", "any", "none"])
    return st.recursive(
        tests | st.just(True),
        lambda parts: st.builds(simplify, how, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        max_leaves=6,
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    rules = []
    for number in range(draw(st.integers(1, 5))):
        level = draw(st.integers(-1, 4))
        others = st.lists(st.integers(0, number - 1), max_size=2, unique=True) if number else st.just([])
        upon, yields = draw(others), draw(others)
        planned = Planned(
            Marked(str(number)),  # type: ignore[arg-type]
            tuple(upon), tuple(each for each in yields if each not in upon),
            level, draw(st.integers(0, 3)) if level < 0 else -1,
        )  # fmt: skip
        rules.append(LaidRule(planned, None, None, draw(formulas()), draw(formulas())))  # type: ignore[arg-type]
    subject = Subject("fact", "item", "colour")
    variables = [
        Variable("colour", NOBODY, subject, "fact", CHOICES, draw(st.integers(1, 7)), Seen(NOBODY))
        for _ in range(COUNT)
    ]
    plan = Plan("zz", None, tuple(each.planned for each in rules), (), None)  # type: ignore[arg-type]
    return Problem(plan, tuple(rules), variables)


def completions(state: State) -> list[State]:
    single = [[1 << bit for bit in range(len(CHOICES)) if mask >> bit & 1] for mask in state]
    return [list(each) for each in product(*single)]


def result_of(problem: Problem, state: State) -> Result:
    (found,) = results(problem, counting(problem, state))
    return found


@settings(max_examples=150, deadline=None)
@given(problems())
def test_results_are_those_of_every_completion(problem: Problem) -> None:
    state = problem.start()
    outlook = Outlook(problem, state)
    assert outlook.tight
    assert outlook.results(state) == {result_of(problem, each) for each in completions(state)}


@settings(max_examples=150, deadline=None)
@given(problems(), st.integers(0, COUNT - 1))
def test_what_becomes_known_leaves_the_results_of_what_is_still_open(problem: Problem, number: int) -> None:
    outlook = Outlook(problem, problem.start())
    for bit in range(len(CHOICES)):
        here = problem.start()
        here[number] &= 1 << bit
        if here[number]:
            assert outlook.results(here) == {result_of(problem, each) for each in completions(here)}


@settings(max_examples=150, deadline=None)
@given(problems())
def test_an_unknown_matters_exactly_when_two_values_of_it_alone_give_other_results(problem: Problem) -> None:
    state = problem.start()
    found = {tuple(each): result_of(problem, each) for each in completions(state)}

    def differ(number: int, *, with_policy: bool) -> bool:
        by_rest: dict[tuple[int, ...], set[object]] = {}
        for key, result in found.items():
            told = result if with_policy else result[0]
            by_rest.setdefault((*key[:number], *key[number + 1 :]), set()).add(told)
        return any(len(each) > 1 for each in by_rest.values())

    outlook = Outlook(problem, state)
    for with_policy in (False, True):
        expected = [number for number in range(COUNT) if differ(number, with_policy=with_policy)]
        assert outlook.mattering(state, with_policy=with_policy) == expected


@settings(max_examples=60, deadline=None)
@given(problems())
def test_what_is_too_large_to_be_worked_out_is_told_too_widely_and_never_too_narrowly(
    problem: Problem,
) -> None:
    state = problem.start()
    exact = Outlook(problem, state)
    most, diagram.MOST_NODES = diagram.MOST_NODES, 0
    try:
        rough = Outlook(problem, state)
    finally:
        diagram.MOST_NODES = most
    assert rough.results(state) >= exact.results(state)
    assert set(rough.mattering(state)) >= set(exact.mattering(state))


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, COUNT - 1))
def test_what_was_worked_out_at_the_limit_can_be_read_off(problem: Problem, number: int) -> None:
    state = problem.start()
    free = Outlook(problem, state)
    assert free.diagrams
    most, diagram.MOST_NODES = diagram.MOST_NODES, len(free.diagrams.nodes)
    try:
        full = Outlook(problem, state)
        assert full.tight
        here = problem.start()
        here[number] &= -here[number]
        assert full.results(here) == free.results(here)
        assert full.mattering(here) == free.mattering(here)
    finally:
        diagram.MOST_NODES = most
