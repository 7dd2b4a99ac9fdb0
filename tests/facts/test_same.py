"""One party in several records: what holds of one record holds of the others."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.book import Assumption, Book
from xenotime.facts.party import Holding, Party
from xenotime.facts.same import collapsed, recorded_twice, with_heads_lists, with_shared_lists
from xenotime.owning.listed import owned_by_listed
from xenotime.owning.way import Way

WAY = Way(("zz/list",), Fraction(1, 2))
DAY = date(2026, 1, 1)
CLOSED = (Assumption("holdings.others", ("none",)), Assumption("parties.lists", ("none",)))


def book(*parties: Party, holdings: tuple[tuple[str, str, int], ...]) -> Book:
    return Book(
        parties=recorded_twice({each.id: each for each in parties}),
        holdings=tuple(
            Holding(a, b, "equity", Range(Fraction(c, 100), Fraction(c, 100))) for a, b, c in holdings
        ),
        assumptions=CLOSED,
    )


def record(party: str, *ids: str, lists: tuple[str, ...] | None = None) -> Party:
    return Party(party, party, ids=ids or None, lists=lists)


A1 = record("A1", "XI-LEI:A", "ZZ-REG:7")
A2 = record("A2", "ZZ-REG:7")


def test_a_list_on_one_record_reaches_what_the_other_record_holds() -> None:
    listed = replace(A1, lists=("zz/list",))
    answers = owned_by_listed(book(listed, A2, record("B"), holdings=(("A2", "B", 60),)), WAY, DAY)
    assert {each: answers[each].truth for each in ("A1", "A2", "B")} == {"A1": True, "A2": True, "B": True}
    assert [(link.owner, link.owned) for link in answers["B"].chain] == [("A1", "B")]


def test_without_a_number_in_common_they_are_two() -> None:
    listed = replace(A1, lists=("zz/list",))
    other = record("A2", "ZZ-REG:8")
    answers = owned_by_listed(book(listed, other, record("B"), holdings=(("A2", "B", 60),)), WAY, DAY)
    assert answers["B"].truth is False


def test_a_number_that_names_no_register_joins_nobody() -> None:
    found = recorded_twice({each.id: each for each in (record("A", "77"), record("B", "77"))})
    assert not any(each.same_as for each in found.values())


def test_holdings_of_both_records_are_statements_on_one_holding() -> None:
    listed = replace(A2, lists=("zz/list",))
    both = book(A1, listed, record("B"), holdings=(("A1", "B", 60), ("A2", "B", 60)))
    answer = owned_by_listed(both, WAY, DAY)["B"]
    assert (answer.truth, answer.low, answer.contradiction) == (True, Fraction(3, 5), "")


def test_records_join_through_a_third_one() -> None:
    third = record("A3", "ZZ-REG:9", "XI-LEI:A")
    found = recorded_twice({each.id: each for each in (A2, record("X", "ZZ-REG:9"), third, A1)})
    assert {each.id for each in found.values() if each.same_as == "A2"} == {"X", "A3", "A1"} - {"A2"}


def test_a_record_that_holds_the_other_is_no_owner() -> None:
    looped = book(A1, A2, holdings=(("A1", "A2", 100),))
    assert collapsed(looped).holdings == ()


def test_what_a_party_holds_of_itself_stays_whoever_stands_in_several_records() -> None:
    own = (("C", "C", 40), ("A2", "A1", 40))
    found = collapsed(book(A1, A2, record("C"), holdings=own)).holdings
    assert [(each.owner, each.owned) for each in found] == [("C", "C"), ("A1", "A1")]


def test_every_record_of_a_branch_that_is_listed_by_itself_is_listed() -> None:
    branch = replace(A1, lists=("zz/list",), branch_of="H")
    answers = owned_by_listed(book(branch, A2, record("H"), holdings=()), WAY, DAY)
    assert [answers[each].truth for each in ("A1", "A2", "H")] == [True, True, False]


def test_a_branch_is_on_the_lists_of_its_head_whatever_its_own_row_says() -> None:
    head = replace(A1, lists=("zz/list",))
    branch = Party("B", "B", lists=(), branch_of="A1")
    desk = Party("C", "C", lists=(), branch_of="B")
    found = with_heads_lists({each.id: each for each in (head, branch, desk)})
    assert [found[each].lists for each in ("A1", "B", "C")] == [("zz/list",)] * 3
    assert not found["B"].lists_open


def test_a_branch_of_a_head_whose_lists_are_not_known_may_be_on_more() -> None:
    branch = Party("B", "B", lists=(), branch_of="A1")
    assert with_heads_lists({"A1": A1, "B": branch})["B"].lists_open


def test_branches_of_each_other_are_read_once() -> None:
    one, other = Party("B", "B", lists=("zz/list",), branch_of="C"), Party("C", "C", lists=(), branch_of="B")
    found = with_heads_lists({"B": one, "C": other})
    assert found["C"].lists == found["B"].lists == ("zz/list",)


def test_a_record_is_listed_with_the_head_that_another_record_of_the_party_names() -> None:
    of_it = replace(A2, branch_of="C")
    for listed, told in ((("zz/list",), (("zz/list",), False)), (None, ((), True))):
        parties = {"A1": replace(A1, lists=()), "A2": of_it, "C": record("C", lists=listed)}
        found = with_heads_lists(with_shared_lists(recorded_twice(parties)))
        assert {(found[each].lists, found[each].lists_open) for each in ("A1", "A2")} == {told}


def test_records_that_name_two_heads_leave_neither_out() -> None:
    """Of the heads of several records the first counted alone: what a listed firm owns above the other was lost."""
    for one, other in (("H", "G"), ("G", "H")):
        records = replace(A1, branch_of=one), replace(A2, branch_of=other)
        above = [record("H"), record("G"), record("L", lists=("zz/list",))]
        answers = owned_by_listed(book(*records, *above, holdings=(("L", "G", 60),)), WAY, DAY)
        assert answers["A1"].truth is not False
