"""Published ownership cases: the figures are theirs, the invented list stands for whichever list it was.

OFAC FAQ 398 to 402 and their examples, the BIS affiliates rule of 2025 (90 FR 47201), the EU best practices
on ownership, MOFCOM announcement 61 of 2025. Unnamed owners are on no list, as the cases take for granted.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from owning.owned_worlds import DAY, book, owned, way
from xenotime.exact import Range, exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.party import Holding, Party
from xenotime.owning.listed import owned_by_listed

Rows = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("rows", "party", "counts"),
    [
        ([("X", "A", "50"), ("A", "B", "50")], "B", True),
        ([("X", "A", "50"), ("X", "B", "25"), ("A", "C", "25"), ("B", "C", "25")], "C", False),
        ([("X", "A", "25"), ("X", "B", "25"), ("A", "C", "50"), ("B", "C", "50")], "C", False),
        ([("X", "A", "25"), ("Y", "A", "25")], "A", True),
        ([("X", "A", "30"), ("Y", "A", "25")], "A", True),
        ([("X", "A", "35"), ("Y", "A", "15")], "A", True),
        ([("X", "A", "40")], "A", False),
        ([("X", "A", "20"), ("Y", "A", "30")], "A", True),
        ([("X", "A", "50")], "A", True),
    ],
)
def test_half_held_by_the_listed_together_counts_tier_by_tier(rows: Rows, party: str, counts: bool) -> None:
    assert owned(rows, party).truth is counts


@pytest.mark.parametrize(
    ("rows", "counts"), [([("X", "A", "30"), ("Y", "A", "25")], True), ([("X", "A", "50")], False)]
)
def test_more_than_half_is_asked_where_the_wording_says_so(rows: Rows, counts: bool) -> None:
    assert owned(rows, "A", way(above=True)).truth is counts


def test_two_lists_add_up_where_one_way_covers_both_and_not_where_it_covers_one() -> None:
    parties = {
        "X": Party("X", lists=("zz/entities#fn5",)),
        "Y": Party("Y", lists=("zz/military",)),
        "E": Party("E", lists=()),
    }
    holdings = (Holding("X", "E", "equity", share=_part(30)), Holding("Y", "E", "equity", share=_part(20)))
    facts = Book(parties=parties, holdings=holdings, assumptions=(Assumption("holdings.others", ()),))
    for lists, truth in ((("zz/entities", "zz/military"), True), (("zz/entities",), False)):
        how = way()
        both = type(how)(lists, how.at)
        assert owned_by_listed(facts, both, DAY)["E"].truth is truth


def test_a_list_that_the_way_does_not_cover_passes_nothing_on() -> None:
    parties = {"V": Party("V", lists=("zz/unverified",)), "J": Party("J", lists=())}
    facts = Book(
        parties=parties,
        holdings=(Holding("V", "J", "equity", share=_part(100)),),
        assumptions=(Assumption("holdings.others", ()),),
    )
    assert owned_by_listed(facts, way(), DAY)["J"].truth is False


def test_multiplying_gives_a_quarter_where_half_is_held_twice() -> None:
    answer = owned([("X", "A", "50"), ("A", "B", "50")], "B", way(tiers="multiply"))
    assert (answer.truth, answer.low, answer.high) == (False, way("0.25").at, way("0.25").at)


def test_direct_asks_for_owners_that_are_on_a_list_themselves() -> None:
    facts = book([("X", "A", "50"), ("A", "B", "50")])
    answers = owned_by_listed(facts, way(tiers="direct"), DAY)
    assert (answers["A"].truth, answers["B"].truth) == (True, False)


def test_each_asks_for_one_owner_that_reaches_the_line_alone() -> None:
    assert owned([("X", "A", "30"), ("Y", "A", "25")], "A", way(owners="each")).truth is False
    assert owned([("X", "A", "50"), ("Y", "A", "25")], "A", way(owners="each")).truth is True


def _part(percent: int) -> Range:
    return exactly(Fraction(percent, 100))


def test_whether_an_owner_counts_who_is_on_a_list_and_on_a_row_of_it_that_is_left_out_is_not_known() -> None:
    how = replace(way(), lists=("zz/entities",), without=("zz/entities#some",))
    for lists, truth in (
        (("zz/entities#some",), False),
        (("zz/entities",), True),
        (("zz/entities", "zz/entities#some"), None),
    ):
        parties = {"X": Party("X", lists=lists), "E": Party("E", lists=())}
        holdings = (Holding("X", "E", "equity", share=_part(60)),)
        facts = Book(parties=parties, holdings=holdings, assumptions=(Assumption("holdings.others", ()),))
        assert owned_by_listed(facts, how, DAY)["E"].truth is truth
