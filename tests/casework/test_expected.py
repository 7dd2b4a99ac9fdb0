"""What a case of law may expect of its answer, and what is said where it comes out otherwise."""

from dataclasses import replace

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


def test_a_policy_that_is_not_expected_may_be_any() -> None:
    assert policy_fits(replace(with_a_policy(), policy=""), ("ordinary", "case by case"))


def test_what_an_answer_rests_on_though_it_must_not_is_named() -> None:
    case = with_a_policy()
    wrong = run_case(LAW, replace(case, not_because=case.because)).wrong
    assert wrong == (f"expected not to rest on {', '.join(case.because)}",)


def test_what_an_answer_does_not_rest_on_may_be_expected_so() -> None:
    assert run_case(LAW, replace(with_a_policy(), not_because=("cn/ecl 12",))).ok
