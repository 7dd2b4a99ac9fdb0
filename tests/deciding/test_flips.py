"""A change of one fact that settles another outcome is found, whichever examples show that others do not."""

from unittest.mock import patch

from hypothesis import given, settings

from strategies import DAY, World, worlds
from xenotime.deciding import flips
from xenotime.deciding.answer import Flip
from xenotime.deciding.case import Case
from xenotime.deciding.decide import laid_out
from xenotime.deciding.flips import MOST_WORDS, fact_flips, merged
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.plan import plan_of
from xenotime.facts.seen import About, Seen


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_examples_leave_out_no_change_that_settles_another_outcome(world: World) -> None:
    laid = laid_out(case_of(world), world.law, plan_of(world.law, "zz", DAY), DAY, DAY)
    found = fact_flips(laid.outlook, laid.default, laid.default_outcomes)
    with patch.object(flips, "_stays", return_value=False):
        assert fact_flips(laid.outlook, laid.default, laid.default_outcomes) == found


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_examples_are_whole_and_have_every_outcome_that_is_possible(world: World) -> None:
    laid = laid_out(case_of(world), world.law, plan_of(world.law, "zz", DAY), DAY, DAY)
    examples = laid.outlook.examples(laid.default)
    assert all(mask.bit_count() == 1 for each in examples for mask in each)
    found = {one for each in examples for one in Outlook(laid.problem, each).outcomes(each)}
    assert found == set(laid.default_outcomes)


def test_one_change_more_than_are_named_is_one_other() -> None:
    about = About("item", "I")
    for more, told in ((0, ""), (1, " or 1 other"), (2, " or 2 others")):
        found = merged([Flip("form", about, "", f"F{n}", ("not subject",)) for n in range(MOST_WORDS + more)])
        assert [each.at for each in found] == ["F0, F1, F2, F3" + told]


def case_of(world: World) -> Case:
    nobody = About("item", "I")
    return Case("S", None, "I", lambda subject: world.seen.get(subject.name, Seen(nobody)))
