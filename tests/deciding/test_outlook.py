"""An outlook equals looking at every completion: its results, what they depend on, and under each reading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.deciding import diagram
from xenotime.deciding import outlook as outlooks
from xenotime.deciding.examples import outcomes_shown
from xenotime.deciding.formula import Formula, State, simplify
from xenotime.deciding.outlook import Outlook, outcomes_of, results_in
from xenotime.deciding.plan import Plan, Planned
from xenotime.deciding.possible import Result, counting, reduced, results
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import NO, YES, About, Seen
from xenotime.law.condition import Subject

CHOICES = ("a", "b", "c")
COUNT = 6
SINGLE = 3
"""So many unknowns have one of the choices; each of the others says whether a word is among those of a fact."""
NOBODY = About("item", "I")


@pytest.fixture(autouse=True, scope="module")
def even_few_unknowns_are_written_plainly() -> Iterator[None]:
    few, outlooks.FEW = outlooks.FEW, 0
    yield
    outlooks.FEW = few


@dataclass(frozen=True)
class Marked:
    """As much of a rule as is looked at."""

    key: str


@cache
def formulas() -> st.SearchStrategy[Formula]:
    tests = st.tuples(st.integers(0, SINGLE - 1), st.integers(1, 6))
    word = st.tuples(st.integers(SINGLE, COUNT - 1), st.just(1))
    words = st.builds(simplify, st.sampled_from(["any", "none"]), st.lists(word, min_size=1).map(tuple))
    how = st.sampled_from(["all", "any", "none"])
    return st.recursive(
        tests | words | st.just(True),
        lambda parts: st.builds(simplify, how, st.lists(parts, min_size=1, max_size=3).map(tuple)),
        max_leaves=6,
    )


def variable(number: int, open_: int) -> Variable:
    subject = Subject("fact", "item", "colour")
    if number < SINGLE:
        return Variable("colour", NOBODY, subject, "fact", CHOICES, open_, Seen(NOBODY))
    word = f"word {number}"
    return Variable(
        "colour", NOBODY, subject, "fact", (YES, NO), open_, Seen(NOBODY), word, frozenset({word})
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
    variables = [
        variable(number, draw(st.integers(1, 7 if number < SINGLE else 3))) for number in range(COUNT)
    ]
    return problem_of(rules, variables)


def problem_of(rules: list[LaidRule], variables: list[Variable]) -> Problem:
    plan = Plan("zz", None, tuple(each.planned for each in rules), (), None, None)  # type: ignore[arg-type]
    return Problem(plan, tuple(rules), variables)


def numbered(formula: Formula, numbers: list[int], words: Mapping[int, tuple[int, ...]]) -> Formula:
    """The formula over unknowns with other numbers; some words stand as several, of which any is asked."""
    if isinstance(formula, bool):
        return formula
    head, rest = formula
    if isinstance(head, int):
        several = words.get(head, ())
        return ("any", tuple((each, 1) for each in several)) if several else (numbers[head], rest)  # type: ignore[return-value]
    return head, tuple(numbered(part, numbers, words) for part in rest)  # type: ignore[union-attr]


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


@st.composite
def at_odds(draw: st.DrawFn) -> Problem:
    """A problem in which some rules are exceptions at odds, as where both except one that comes after them."""
    problem = draw(problems())
    places = st.integers(0, len(problem.rules) - 1)
    pairs = (
        draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]), max_size=2))
        if len(problem.rules) > 1
        else []
    )
    return replace(problem, plan=replace(problem.plan, conflicts=tuple(pairs)))


@settings(max_examples=200, deadline=None)
@given(at_odds(), st.frozensets(st.integers(0, 4), max_size=1))
def test_of_exceptions_at_odds_any_one_yields_wherever_both_may_count(
    problem: Problem, without: frozenset[int]
) -> None:
    state = problem.start()
    without = frozenset(each for each in without if each < len(problem.rules))
    expected = set[Result]().union(*(results_in(problem, each, without) for each in completions(state)))
    outlook = Outlook(problem, state, without)
    assert outlook.results(state) == expected
    shown = outcomes_shown(problem, state, completions(state), without)
    assert shown is None or shown.outcomes == outcomes_of(expected)


@settings(max_examples=150, deadline=None)
@given(at_odds())
def test_where_no_two_exceptions_at_odds_may_both_count_what_cannot_tell_is_left_out(
    problem: Problem,
) -> None:
    state = problem.start()
    counts = counting(problem, state)
    if any(all(counts[each] is not False for each in pair) for pair in problem.plan.conflicts):
        return
    peaceful = replace(problem, plan=replace(problem.plan, conflicts=()))
    assert reduced(problem, state).rules == reduced(peaceful, state).rules


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
        assert not rough.tight or rough.mattering(state) == []
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


def test_what_fits_in_a_later_order_alone_is_not_called_small(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = 6
    both = [simplify("all", ((SINGLE + each, 1), (SINGLE + pairs + each, 1))) for each in range(pairs)]
    planned = Planned(Marked("0"), (), (), 4, -1)  # type: ignore[arg-type]
    rule = LaidRule(planned, None, None, True, simplify("any", tuple(both)))  # type: ignore[arg-type]
    problem = problem_of([rule], [variable(number, 3) for number in range(SINGLE + 2 * pairs)])
    near = [each for pair in range(0, 2 * pairs, 2) for each in (pair, pair + 1)]
    apart = near[::2] + near[1::2]

    def outlook_in(*tried: list[int]) -> Outlook:
        monkeypatch.setattr(outlooks, "orders", lambda *_: iter(tried))
        return Outlook(problem, problem.start())

    monkeypatch.setattr(diagram, "MOST_NODES", outlook_in(near).diagrams.size * 2)  # type: ignore[union-attr]
    assert outlook_in(near).is_small
    assert not outlook_in(apart).tight
    in_both = outlook_in(apart, near)
    assert in_both.tight
    assert not in_both.is_small


@settings(max_examples=150, deadline=None)
@given(
    problems(), st.permutations(range(COUNT)), st.lists(st.sampled_from(range(SINGLE, COUNT)), unique=True)
)
def test_how_an_unknown_is_numbered_and_whether_words_asked_together_are_one_changes_nothing(
    problem: Problem, numbers: list[int], several: list[int]
) -> None:
    variables = [variable(0, 7)] * COUNT
    for old, new in enumerate(numbers):
        variables[new] = problem.variables[old]
    open_ones = [each for each in several if problem.variables[each].open.bit_count() > 1]
    words = {each: (numbers[each], COUNT + at) for at, each in enumerate(open_ones)}
    variables += [variable(COUNT + at, 3) for at in range(len(open_ones))]
    rules = [
        LaidRule(
            laid.planned, laid.status, laid.tree,
            numbered(laid.awake, numbers, words), numbered(laid.when, numbers, words),
        )
        for laid in problem.rules
    ]  # fmt: skip
    here, other = Outlook(problem, problem.start()), problem_of(rules, variables)
    there = Outlook(other, other.start())
    assert here.diagrams
    assert there.diagrams
    assert there.diagrams.size == here.diagrams.size
    assert there.results(other.start()) == here.results(problem.start())
    matters = here.mattering(problem.start())
    assert there.mattering(other.start()) == sorted(n for e in matters for n in words.get(e, (numbers[e],)))
