"""Diagrams in the compiled loop are those of `deciding`: the same functions, as many nodes, too large for the same room."""

from collections.abc import Hashable, Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deciding.test_outlook import COUNT, SINGLE, problem_of, problems, variable
from xenotime.deciding import diagram
from xenotime.deciding.diagram import Counted, Diagrams, TooLarge, Unable
from xenotime.deciding.formula import Formula, simplify
from xenotime.deciding.outlook import Makes, Outlook
from xenotime.deciding.plan import Planned
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.screening import diagrams as compiled
from xenotime.screening.diagrams import CompiledDiagrams, diagrams

VARIABLES, WIDEST = 9, 4
Classes = dict[int, list[int]]


@cache
def formulas() -> st.SearchStrategy[Formula]:
    tests = st.tuples(st.integers(0, VARIABLES - 1), st.integers(1, (1 << WIDEST) - 1))
    how = st.sampled_from(["all", "any", "none"])
    return st.recursive(
        tests | st.booleans(),
        lambda parts: st.builds(simplify, how, st.lists(parts, min_size=1, max_size=4).map(tuple)),
        max_leaves=10,
    )


@st.composite
def rules(draw: st.DrawFn) -> list[Counted]:
    found: list[Counted] = []
    for number in range(draw(st.integers(1, 9))):
        others = st.lists(st.integers(0, number - 1), max_size=2, unique=True) if number else st.just([])
        found.append((tuple(draw(st.lists(formulas(), min_size=1, max_size=2))), draw(others), draw(others)))
    return found


@st.composite
def classes(draw: st.DrawFn) -> Classes:
    order = draw(st.permutations(range(VARIABLES)))
    return {variable: [1 << each for each in range(draw(st.integers(2, WIDEST)))] for variable in order}


def told(makes: Makes, of: Classes, every: list[Counted], most: int, known: dict[int, int]) -> Hashable:
    """All that can be read off, or that there was no room."""
    made = makes(of, most)
    try:
        counts = made.counts(every)
        half = len(counts) // 2
        values = [made.constant(("told", number)) for number in range(len(counts) + 1)]
        whole = made.where_any(counts[half:], values[0], values[1])
        for truth, value in zip(counts[:half], values[2:], strict=False):
            whole = made.where_any([truth, counts[-1]], value, whole)
        whole = made.where(made.both(made.some(counts), made.negated(made.every(counts))), whole, values[-1])
    except TooLarge:
        return "too large"
    made.worked_out()
    kinds = made.joined(lambda value: value if isinstance(value, bool) else value[1] % 2, whole)
    whole, kinds = made.kept(whole, kinds)
    return (
        made.size,
        [frozenset(made.reached(each, some)) for each in (whole, kinds) for some in ({}, known)],
        [frozenset(made.named(each, some)) for each in (whole, kinds) for some in ({}, known)],
        list(made.paths(whole, known)),
        list(made.paths(whole)),
    )


@settings(max_examples=300, deadline=None)
@given(
    classes(), rules(), st.sampled_from([3, 20, 100, 100_000]),
    st.dictionaries(st.integers(0, VARIABLES), st.integers(0, 1), max_size=4),
)  # fmt: skip
def test_compiled_diagrams_tell_what_the_others_tell(
    of: Classes, every: list[Counted], most: int, known: dict[int, int]
) -> None:
    assert isinstance(diagrams(of, most), CompiledDiagrams)
    assert told(diagrams, of, every, most, known) == told(Diagrams, of, every, most, known)


@st.composite
def with_a_policy(draw: st.DrawFn) -> Problem:
    """A problem in which a licence may be needed, by one policy or by another."""
    problem = draw(problems())
    more = [(3, -1, 3), (-1, 2, 4), (-1, 3, 5)]
    rules = [
        LaidRule(Planned(None, (), (), level, policy), None, None, True, (word, 1))  # type: ignore[arg-type]
        for level, policy, word in more
    ]
    variables = [variable(number, 7 if number < SINGLE else 3) for number in range(COUNT)]
    return problem_of([*problem.rules, *rules], variables)


@settings(max_examples=60, deadline=None)
@given(with_a_policy())
def test_near_the_limit_an_outlook_is_the_same_in_the_compiled_loop(problem: Problem) -> None:
    state, most, room = problem.start(), diagram.MOST_NODES, compiled.ROOM
    free = Outlook(problem, state, makes=diagrams).diagrams  # in all the room that there is
    assert free
    try:
        for limit in range(free.size + 2):
            diagram.MOST_NODES = compiled.ROOM = limit
            said = [
                (each.tight, each.is_small, each.results(state), each.mattering(state))
                for each in (Outlook(problem, state, makes=makes) for makes in (Diagrams, diagrams))
            ]
            assert said[0] == said[1], limit
    finally:
        diagram.MOST_NODES, compiled.ROOM = most, room


def parity(count: int) -> Formula:
    """Whether an odd number of variables is in the first class: a function with few nodes in any order."""
    found: Formula = False
    for number in range(count):
        here: Formula = (number, 1)
        found = simplify(
            "any",
            (
                simplify("all", (found, simplify("none", (here,)))),
                simplify("all", (simplify("none", (found,)), here)),
            ),
        )
    return found


def pairs(count: int) -> Formula:
    """Whether any of the pairs of one variable of each half is true: as many nodes as there are subsets in this order."""
    return simplify(
        "any",
        tuple(simplify("all", ((number, 1), (number + count, 1))) for number in range(count)),
    )


@pytest.mark.parametrize("formula", [parity(9), pairs(10)], ids=["parity", "pairs"])
def test_tables_grow_with_what_is_in_them(formula: Formula) -> None:
    of = {variable: [1, 2] for variable in range(20)}
    sizes = []
    for makes in (Diagrams, diagrams):
        made = makes(of, 100_000)
        found = made.counts([((formula,), (), ())])[0]
        made.worked_out()
        (found,) = made.kept(found)
        sizes.append((made.size, frozenset(made.named(found))))
    assert sizes[0] == sizes[1]


def test_what_the_loops_are_too_narrow_for_is_worked_out_by_the_others() -> None:
    wide = {0: [1 << each for each in range(70)]}
    assert type(diagrams(wide, 1000)) is Diagrams
    made = diagrams({0: [1, 2]}, 1000)
    with pytest.raises(Unable):
        made.joined(max, *made.counts([(((0, 1),), (), ()), (((0, 2),), (), ())]))
    with pytest.raises(Unable):
        [made.constant(number) for number in range(70)]


def test_a_function_of_diagrams_that_are_over_is_refused() -> None:
    def begun() -> Iterator[CompiledDiagrams]:
        yield CompiledDiagrams({0: [1, 2]}, 1000)
        yield CompiledDiagrams({0: [1, 2]}, 1000)

    first, _ = begun()
    with pytest.raises(RuntimeError):
        first.negated(0)
