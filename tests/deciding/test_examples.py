"""Outcomes that examples show are those of every completion, and examples of one law may be laid over another."""

from hypothesis import given, settings

from strategies import DAY, World, worlds
from xenotime.deciding.case import Case
from xenotime.deciding.decide import Laid, laid_out
from xenotime.deciding.examples import completed, completions, outcomes_shown, told
from xenotime.deciding.outlook import Outlook, results_in
from xenotime.deciding.plan import plan_of
from xenotime.deciding.possible import reduced
from xenotime.facts.seen import About, Seen


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_outcomes_that_are_shown_are_those_that_some_completion_has(world: World) -> None:
    laid = laid_of(world)
    examples = laid.outlook.examples(laid.default)
    for without in ({0}, set[int]()):
        shown = outcomes_shown(laid.problem, laid.default, examples, frozenset(without))
        exact = Outlook(laid.problem, laid.default, frozenset(without)).outcomes(laid.default)
        assert shown is None or shown.outcomes == exact


@settings(max_examples=200, deadline=None)
@given(worlds(), worlds())
def test_examples_of_another_law_complete_a_state_and_leave_nothing_open(one: World, other: World) -> None:
    laid, beside = laid_of(one), laid_of(other)
    examples = told(beside.problem, beside.outlook.examples(beside.default))
    small = reduced(laid.problem, laid.default)
    within = list(completions(small, laid.default, completed(laid.problem, laid.default, examples)))
    for each in within:
        assert all(
            mask.bit_count() == 1 and mask & open_ for mask, open_ in zip(each, laid.default, strict=True)
        )
        assert results_in(small, each) <= laid.outlook.results(laid.default)


def laid_of(world: World) -> Laid:
    nobody = About("item", "I")
    case = Case("S", None, "I", lambda subject: world.seen.get(subject.name, Seen(nobody)))
    return laid_out(case, world.law, plan_of(world.law, "zz", DAY), DAY, DAY)
