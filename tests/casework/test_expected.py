"""What a case of law may expect of its answer, and what is said where it comes out otherwise."""

from dataclasses import replace
from datetime import date

from xenotime.casework.lawcases import policy_fits, run_case
from xenotime.desk.answering import load_law
from xenotime.law.provision import LawCase

LAW = load_law()


def with_a_policy() -> LawCase:
    return next(
        each for each in LAW.cases if each.place.instrument.startswith("zz/") and each.policy and each.because
    )


def test_a_policy_that_is_expected_unsettled_is_more_than_one() -> None:
    case = replace(with_a_policy(), policy="unsettled")
    assert not run_case(LAW, case).ok
    assert not policy_fits(case, ("ordinary",))
    assert policy_fits(case, ("ordinary", "case by case"))


def test_what_is_possible_of_an_open_answer_is_told_where_it_is_otherwise() -> None:
    case = next(
        each for each in LAW.cases if each.place.instrument.startswith("zz/") and each.expect == "unsettled"
    )
    possible = run_case(LAW, case).answer.possible
    assert run_case(LAW, replace(case, possible=possible[::-1])).ok
    wrong = run_case(LAW, replace(case, possible=possible[:1])).wrong
    assert wrong == (f"expected {list(possible[:1])} to be possible, got {list(possible)}",)


def test_a_policy_that_is_not_expected_may_be_any() -> None:
    assert policy_fits(replace(with_a_policy(), policy=""), ("ordinary", "case by case"))


def test_what_an_answer_rests_on_though_it_must_not_is_named() -> None:
    case = with_a_policy()
    wrong = run_case(LAW, replace(case, not_because=case.because)).wrong
    assert wrong == (f"expected not to rest on {', '.join(case.because)}",)


def test_what_an_answer_does_not_rest_on_may_be_expected_so() -> None:
    assert run_case(LAW, replace(with_a_policy(), not_because=("cn/ecl 12",))).ok


def gapped(*, released: bool) -> LawCase:
    return next(
        each
        for each in LAW.cases
        if each.place.instrument.startswith("eu/gaps") and each.gaps and each.released is released
    )


def test_a_gap_that_is_named_is_expected_or_told() -> None:
    case = gapped(released=False)
    assert run_case(LAW, case).ok
    assert run_case(LAW, replace(case, gaps=(), not_gaps=case.gaps)).wrong == (
        f"expected not to name the gaps {', '.join(case.gaps)}",
    )


def test_a_gap_that_is_not_named_though_it_must_be_is_told() -> None:
    wrong = run_case(LAW, replace(gapped(released=False), gaps=("uk/list",))).wrong
    assert [each.partition(",")[0] for each in wrong] == ["expected to name the gaps uk/list"]


def with_duties() -> LawCase:
    """A case of the exceptions of the United States, of which an answer tells duties."""
    return next(each for each in LAW.cases if each.duties and each.not_duties)


def test_duties_that_are_told_are_expected_or_named() -> None:
    case = with_duties()
    assert run_case(LAW, case).ok
    assert run_case(LAW, replace(case, duties=(), not_duties=case.duties)).wrong == (
        f"expected not to tell the duties of {', '.join(case.duties)}",
    )


def test_duties_that_are_not_told_though_they_must_be_are_named() -> None:
    case = with_duties()
    wrong = run_case(LAW, replace(case, duties=case.not_duties, not_duties=())).wrong
    assert [each.partition(", tells")[0] for each in wrong] == [
        f"expected to tell the duties of {', '.join(case.not_duties)}"
    ]


def test_whether_goods_are_let_go_is_told_where_it_is_otherwise() -> None:
    case = gapped(released=False)
    wrong = run_case(LAW, replace(case, released=True)).wrong
    assert [each.partition(",")[0] for each in wrong] == ["expected the goods to be let go"]


def test_the_day_of_a_case_is_the_day_of_its_shipment() -> None:
    case = next(each for each in LAW.cases if "uk/before-the-guidance" in each.gaps)
    assert run_case(LAW, case).ok
    late = replace(case, on=date(2018, 11, 22))
    assert "uk/before-the-guidance" not in {each.id for each in run_case(LAW, late).answer.gaps}


def test_a_case_for_each_value_of_a_fact_is_a_case_for_every_one_of_them() -> None:
    found = [each for each in LAW.cases if each.name.startswith("every member of us/744.2/d-4 as ")]
    assert len({each.facts["end_user.country"] for each in found}) > 10
    assert len({each.name for each in found}) == len(found)
    assert all(run_case(LAW, each).ok for each in found[:3])


def test_a_case_for_each_name_of_a_listed_party_is_a_case_for_every_one_of_them() -> None:
    found = [each for each in LAW.cases if each.place.instrument == "cn/listed-parties-each"]
    assert len({each.listed["end_user"] for each in found if "end_user" in each.listed}) > 100
    assert all(run_case(LAW, each).ok for each in found[:3])
