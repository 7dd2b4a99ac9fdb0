"""Listed, or owned by the listed: the line, silence, loops, branches, dates, contradictions, what is shown."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from owning.owned_worlds import DAY, LIST, book, owned, person, way
from xenotime.exact import Range, exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.party import Holding, Party
from xenotime.facts.seen import About
from xenotime.owning.listed import Owned, owned_by_listed


def result(answer: Owned) -> tuple[object, ...]:
    return answer.truth, answer.low, answer.high


def asked(answer: Owned) -> set[tuple[str, str]]:
    return {(each.fact, each.about.id) for each in answer.missing}


@pytest.mark.parametrize(
    ("amount", "reaches", "lies_above"),
    [("49.99", False, False), ("50", True, False), ("50.01", True, True)],
)
def test_exactly_half_reaches_half_and_is_not_more_than_half(
    amount: str, reaches: bool, lies_above: bool
) -> None:
    assert owned([("X", "A", amount)], "A").truth is reaches
    assert owned([("X", "A", amount)], "A", way(above=True)).truth is lies_above


def test_twenty_five_to_fifty_held_twice_sits_on_the_line() -> None:
    rows = [("X", "A", "25..50"), ("Y", "A", "25..50")]
    assert owned(rows, "A", nobody_else=False).truth is True
    assert owned(rows, "A", way(above=True), nobody_else=False).truth is None
    assert owned(rows, "A", way(owners="each"), nobody_else=False).truth is None


@pytest.mark.parametrize(
    ("rows", "truth"),
    [
        ([("others", "A", "10")], None),
        ([("X", "A", "40"), ("others", "A", "5")], None),
        ([("X", "A", "40"), ("N", "A", "20"), ("others", "A", "0..9.99")], None),
        ([("X", "A", "60"), ("others", "A", "5")], True),
        ([("N", "A", "95"), ("others", "A", "4")], False),
        ([("X", "A", "40"), ("N", "A", "50"), ("others", "A", "5")], None),
        ([("X", "A", "40"), ("N", "A", "51"), ("others", "A", "9")], False),
        ([("X", "A", "40"), ("others", "A", "0")], False),
    ],
)
def test_a_share_of_unnamed_owners_that_leaves_a_rest_to_nobody_leaves_the_rest_open(
    rows: list[tuple[str, str, str]], truth: bool | None
) -> None:
    answer = owned(rows, "A", nobody_else=False)
    assert answer.truth is truth
    assert truth is not None or ("holdings.others", "A") in asked(answer)


def test_two_who_share_all_between_them_hold_half_alone_whatever_the_split() -> None:
    rows = [("X", "A", "0..100"), ("Y", "A", "0..100"), ("others", "A", "0")]
    answer = owned(rows, "A", way(owners="each"))
    assert result(answer) == (True, Fraction(1, 2), 1)


@pytest.mark.parametrize("amount", ["100", "60..100"])
def test_shares_that_come_to_more_than_the_whole_beside_what_a_company_holds_of_itself_leave_it_open(
    amount: str,
) -> None:
    answer = owned([("X", "A", amount), ("A", "A", "49")], "A", way(tiers="own apart"))
    assert result(answer) == (None, 0, 1)


def test_a_share_that_is_not_known_is_never_a_no() -> None:
    answer = owned([("X", "A", "")], "A")
    assert owned([("X", "A", ""), ("N", "A", "40"), ("others", "A", "0")], "A").truth is True
    assert owned([("X", "A", ""), ("others", "A", "60")], "A").truth is None
    assert result(answer) == (True, 1, 1), "nobody else holds anything by assumption"
    assert asked(owned([("X", "A", "")], "A", nobody_else=False)) == {
        ("share", "X > A"),
        ("holdings.others", "A"),
    }


def test_what_is_left_over_by_those_who_surely_do_not_count_is_held_by_the_listed() -> None:
    rows = [("X", "A", "0..80"), ("N", "A", "20..40"), ("others", "A", "0..10")]
    answer = owned(rows, "A")
    assert result(answer) == (True, Fraction(1, 2), Fraction(4, 5))


def test_nothing_left_over_counts_where_no_owner_does() -> None:
    assert owned([("N", "A", "30")], "A").truth is False


def test_owners_that_no_row_names_may_be_anybody() -> None:
    answer = owned([("N", "A", "50")], "A", nobody_else=False)
    assert (answer.truth, asked(answer)) == (None, {("holdings.others", "A")})
    assert owned([("N", "A", "50.01")], "A", nobody_else=False).truth is False


def test_lists_that_are_not_known_are_asked_for_and_lists_known_to_be_none_are_not() -> None:
    answer = owned([("P", "A", "60")], "A", unknown="P", persons="N P")
    assert (answer.truth, asked(answer)) == (None, {("lists", "P")})
    assert answer.missing[0].about == About("party", "P")
    assert owned([("N", "A", "60")], "A").truth is False


def test_wording_of_the_law_is_used_for_questions() -> None:
    facts = book([("P", "A", "60")], unknown="P", persons="P")
    answer = owned_by_listed(facts, way(), DAY, asks={"lists": ("Is {party} listed?", "{party}?")})["A"]
    assert [(each.ask, each.ask_zh) for each in answer.missing] == [("Is P listed?", "P?")]


def test_a_confirmed_loop_without_a_listed_member_is_a_no() -> None:
    rows = [("A", "B", "50"), ("B", "A", "50"), ("N", "A", "50"), ("N", "B", "50")]
    for tiers in ("direct", "cascade", "multiply"):
        assert owned(rows, "A", way(tiers=tiers)).truth is False
    assert owned([("A", "A", "100")], "A").truth is False


def test_a_loop_with_a_listed_owner_is_a_yes_through_the_loop() -> None:
    rows = [("A", "B", "50"), ("B", "A", "50"), ("X", "A", "50"), ("N", "B", "50")]
    assert owned(rows, "B").truth is True
    answer = owned(rows, "B", way(tiers="multiply"))
    assert (answer.low, answer.high) == (Fraction(1, 3), Fraction(1, 3))


def test_what_a_company_holds_of_itself_through_its_own_firm_is_left_out_or_counts_for_that_firm() -> None:
    rows = [("X", "A", "26"), ("B", "A", "74"), ("A", "B", "100"), ("A", "C", "50"), ("N", "C", "50")]
    for party in "ABC":
        assert owned(rows, party).truth is False
        assert owned(rows, party, way(tiers="own apart")).truth is True
    rows[0] = ("X", "A", "1")
    assert owned([*rows, ("N", "A", "25")], "A", way(tiers="own apart")).truth is False
    assert (
        owned([("X", "A", "10"), ("N", "A", "10"), ("A", "A", "80")], "A", way(tiers="own apart")).truth
        is True
    )


def test_what_a_firm_holds_that_the_company_does_not_own_is_not_left_out() -> None:
    rows = [("X", "A", "26"), ("B", "A", "74"), ("A", "B", "49"), ("N", "B", "51")]
    assert owned(rows, "A", way(tiers="own apart")).truth is False
    assert owned([("A", "A", "100")], "A", way(tiers="own apart")).truth is False


def test_a_range_that_a_company_holds_of_itself_leaves_open_what_fills_it() -> None:
    rows = [("X", "A", "20..30"), ("B", "A", "40..80"), ("A", "B", "100"), ("N", "A", "0..40")]
    assert owned(rows, "A", way(tiers="own apart")).truth is None


def test_a_firm_that_may_be_the_companys_own_is_left_out_or_not() -> None:
    """If A owns half of B, what B holds of A is A's own, and X has all that is left."""
    rows = [("X", "A", "40"), ("B", "A", "60"), ("A", "B", "40..60"), ("N", "B", "40..60")]
    assert owned(rows, "A").truth is False
    answer = owned(rows, "A", way(tiers="own apart"))
    assert (answer.truth, [each.about.id for each in answer.missing]) == (None, ["A > B"])


def test_who_may_hold_nearly_all_of_itself_may_be_owned_by_whoever_has_the_rest() -> None:
    rows = [("A", "A", "30..100"), ("X", "A", "0..30"), ("N", "A", "0..30")]
    assert owned(rows, "A").truth is False
    assert owned(rows, "A", way(tiers="own apart")).truth is None
    assert owned([("A", "A", "100"), *rows[1:]], "A", way(tiers="own apart")).truth is False


def test_shares_that_can_circle_for_ever_carry_nothing_at_least() -> None:
    rows = [
        ("C", "A", "0..100"),
        ("D", "A", "0..100"),
        ("others", "A", "0"),
        ("A", "C", "25"),
        ("X", "C", "75"),
        ("A", "D", "100"),
    ]
    answer = owned(rows, "A", way(tiers="multiply"))
    assert result(answer) == (None, 0, 1)


def test_a_large_loop_is_bounded_from_the_safe_side() -> None:
    names = [f"C{number}" for number in range(60)]
    rows = [(one, other, "90") for one, other in zip(names, [*names[1:], names[0]], strict=True)]
    rows += [("X", "C0", "10")]
    answer = owned(rows, "C0", way("0.05", tiers="multiply"))
    exact = Fraction(1, 10) / (1 - Fraction(9, 10) ** 60)
    assert answer.low <= exact <= answer.high
    assert answer.truth is True


def test_a_chain_of_minorities_counts_for_nothing_tier_by_tier() -> None:
    rows = [("X", "A", "49.99"), ("A", "B", "100"), ("B", "C", "100")]
    assert owned(rows, "C").truth is False
    assert owned(rows, "C", way("0.25", tiers="multiply")).truth is True


def test_a_very_long_chain_needs_no_recursion() -> None:
    names = ["X", *(f"C{number}" for number in range(3000))]
    rows = [(one, other, "100") for one, other in pairwise(names)]
    for tiers in ("cascade", "multiply"):
        facts = book(rows)
        assert owned_by_listed(facts, way(tiers=tiers), DAY, only=["C2999"])["C2999"].truth is True


def test_equity_and_votes_are_not_added_and_either_is_enough() -> None:
    assert owned([("X", "A", "30")], "A", votes=[("X", "A", "30")]).truth is False
    assert owned([("X", "A", "30")], "A", votes=[("X", "A", "60")]).truth is True
    only_equity = way(kinds=("equity",))
    assert owned([("X", "A", "30")], "A", only_equity, votes=[("X", "A", "60")]).truth is False


def test_equity_stays_open_where_only_votes_are_stated() -> None:
    answer = owned([], "A", votes=[("N", "A", "100")], nobody_else=False)
    assert (answer.truth, asked(answer)) == (None, {("holdings.others", "A")})


def test_a_holding_counts_from_its_first_day_to_its_last() -> None:
    start, until = date(2026, 1, 1), date(2026, 3, 1)
    row = Holding("X", "A", "equity", share=exactly(Fraction(3, 5)), start=start, until=until)
    after = replace(row, share=exactly(Fraction(2, 5)), start=until + timedelta(1), until=None)
    facts = replace(book([("X", "A", "60")]), holdings=(row, after))
    for day, truth in ((start, True), (until, True), (until + timedelta(1), False)):
        assert owned_by_listed(facts, way(), day)["A"].truth is truth
    assert owned_by_listed(facts, way(), start - timedelta(1))["A"].truth is False


def test_a_branch_is_its_head() -> None:
    rows = [("X", "A", "50"), ("Branch", "B", "50")]
    facts = book(rows, branches={"Branch": "A", "Branch of X": "X"})
    answers = owned_by_listed(facts, way(), DAY)
    assert [answers[each].truth for each in ("A", "Branch", "B", "Branch of X")] == [True] * 4
    assert owned([("N", "A", "50")], "Branch", branches={"Branch": "A"}).truth is False


def test_a_branch_that_is_listed_by_itself_does_not_list_its_head() -> None:
    facts = book([("Branch", "B", "50")], listed="Branch", branches={"Branch": "A"})
    answers = owned_by_listed(facts, way(), DAY)
    assert [answers[each].truth for each in ("Branch", "B", "A")] == [True, True, False]


def test_a_branch_whose_lists_are_not_known_may_be_listed_by_itself_and_its_head_is_not() -> None:
    facts = book([("Branch", "B", "50")], unknown="Branch", branches={"Branch": "A"})
    answers = owned_by_listed(facts, way(), DAY)
    assert [answers[each].truth for each in ("Branch", "B", "A")] == [None, None, False]
    assert asked(answers["B"]) == {("lists", "Branch")}


def test_a_branch_whose_lists_are_not_known_is_owned_as_its_head_is() -> None:
    facts = book([("X", "A", "50"), ("Branch", "B", "50")], unknown="Branch", branches={"Branch": "A"})
    for tiers in ("direct", "cascade", "own apart", "multiply"):
        assert owned_by_listed(facts, way(tiers=tiers), DAY)["Branch"].truth is True
    assert owned_by_listed(facts, way(), DAY)["B"].truth is True


def test_a_branch_whose_lists_are_not_known_may_be_one_owner_with_its_head() -> None:
    rows = [("X", "A", "60"), ("A", "B", "30"), ("Branch", "B", "30"), ("N", "B", "40")]
    facts = book(rows, unknown="Branch", branches={"Branch": "A"})
    assert owned_by_listed(facts, way(owners="each"), DAY)["B"].truth is None
    assert owned_by_listed(facts, way(), DAY)["B"].truth is True


def test_head_and_branch_are_one_owner() -> None:
    rows = [("X", "B", "30"), ("Branch", "B", "20")]
    assert owned(rows, "B", way(owners="each"), branches={"Branch": "X"}).truth is True


def test_branches_of_which_nothing_is_known_need_not_be_one_owner() -> None:
    rows = [("X", "A", "60"), ("B1", "C", "30"), ("B2", "C", "30"), ("N", "C", "40"), ("N", "A", "40")]
    facts = book(rows, unknown="A B1 B2", branches={"B1": "A", "B2": "A"})
    assert owned_by_listed(facts, way(owners="together"), DAY)["C"].truth is True
    answer = owned_by_listed(facts, way(owners="each"), DAY)["C"]
    assert (answer.truth, answer.high) == (None, Fraction(3, 5))
    assert {("lists", "B1"), ("lists", "B2")} <= asked(answer)


def test_branches_of_each_other_settle_nothing() -> None:
    answer = owned([], "A", branches={"A": "B", "B": "A"})
    assert answer.truth is None
    assert answer.contradiction == "branches of each other: A, B"


def test_more_than_all_is_a_contradiction_and_makes_possible_only() -> None:
    answer = owned([("X", "A", "60"), ("N", "A", "60")], "A")
    assert result(answer) == (None, 0, 1)
    assert answer.contradiction == "equity of A adds up to at least 120 %"
    assert asked(answer) == {("holdings", "A")}
    assert owned([("X", "A", "60"), ("N", "A", "60"), ("A", "B", "100")], "B").truth is None


def test_what_neither_named_owners_nor_others_hold_is_told_as_held_by_nobody() -> None:
    short = owned([("X", "A", "49"), ("N", "A", "20"), ("others", "A", "0")], "A")
    assert (short.lines[-2].what, short.lines[-2].amount) == ("nobody holds equity of A", "31 %")
    for rows in ([("others", "A", "0")], [("X", "A", "49..60"), ("others", "A", "0..51")]):
        assert not any("nobody" in each.what for each in owned(rows, "A").lines)


def test_two_statements_on_one_holding_are_both_true_where_they_can_be() -> None:
    assert owned([("X", "A", "25..60"), ("X", "A", "55")], "A").truth is True
    answer = owned([("X", "A", "30"), ("X", "A", "40")], "A")
    assert answer.truth is None
    assert answer.contradiction == "X is said to hold 30 % and 40 % of A"


def test_what_the_book_assumes_is_reported_where_the_answer_could_use_it() -> None:
    assert owned([("X", "A", "40")], "A").assumed == ("holdings.others = none",)
    assert owned([("X", "A", "40"), ("others", "A", "0")], "A").assumed == ()
    assert owned([("X", "A", "40")], "X").assumed == ()


def test_assumed_lists_are_reported() -> None:
    parties = {"P": person("P", None), "A": Party("A", lists=())}
    rows = (Holding("P", "A", "equity", share=exactly(1)),)
    facts = Book(parties=parties, holdings=rows, assumptions=(Assumption("parties.lists", ()),))
    answer = owned_by_listed(facts, way(), DAY)["A"]
    assert (answer.truth, answer.assumed) == (False, ("parties.lists = none",))


def test_the_chain_runs_from_the_listed_down_and_the_sum_is_laid_out() -> None:
    answer = owned([("X", "A", "50"), ("A", "B", "30..40"), ("Y", "B", "20"), ("N", "B", "10")], "B")
    steps = [(each.owner, each.owned, each.share, each.via) for each in answer.chain]
    assert steps == [
        ("X", "A", exactly(Fraction(1, 2)), (LIST,)),
        ("Y", "B", exactly(Fraction(1, 5)), (LIST,)),
        ("A", "B", Range(Fraction(3, 10), Fraction(2, 5)), ()),
    ]
    assert answer.because == "owners that count hold 60 %; the line is 50 % or more"
    assert [(each.what, each.amount, each.why) for each in answer.lines] == [
        ("A holds equity of B", "30..40 %", "counts: owned by the listed"),
        ("Y holds equity of B", "20 %", "on zz/list"),
        ("N holds equity of B", "10 %", "does not count"),
        ("others hold equity of B", "0 %", "assumed for the whole book"),
        ("owners that count, together", "60 %", "the line: 50 % or more"),
    ]


def test_no_company_in_a_loop_holds_itself_up_in_the_chain() -> None:
    rows = [("X", "A", "50"), ("B", "A", "50"), ("A", "B", "100")]
    assert [(each.owner, each.owned) for each in owned(rows, "B").chain] == [("X", "A"), ("A", "B")]


def test_a_listed_party_says_which_list_and_stands_at_one() -> None:
    answer = owned([("X", "A", "40")], "X")
    assert result(answer) == (True, 1, 1)
    assert answer.because == "on zz/list"


def test_a_line_at_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="line lies above nothing"):
        way("0")
