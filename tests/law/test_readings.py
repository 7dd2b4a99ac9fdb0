"""The default reading of an open question is never milder than another."""

from dataclasses import replace

import pytest

from xenotime.casework.lawcases import known_on, regime_of, run_case
from xenotime.deciding.answer import Answer
from xenotime.deciding.plan import Plans
from xenotime.desk.answering import load_law
from xenotime.law.provision import OUTCOMES, LawCase

LAW = load_law()
PLANS = Plans(LAW)
EVERY = 7
"""Of the cases every so-manieth is given one reading after the other as well."""
GIVEN = {id(each) for each in LAW.cases[::EVERY]}


def strictest(possible: tuple[str, ...]) -> int:
    return max((OUTCOMES.index(each) for each in possible), default=0)


def mildest(possible: tuple[str, ...]) -> int:
    return min((OUTCOMES.index(each) for each in possible), default=0)


def alike(case: LawCase) -> str:
    """What cases have in common for which the law is spelt out once: they are run one after the other."""
    codes = sorted(f"{key}={value}" for key, value in case.facts.items() if key.endswith("codes"))
    return f"{regime_of(case)} {known_on(LAW, case)} {case.on} {codes}"


IN_TURN: list[LawCase] = sorted(LAW.cases, key=alike)


@pytest.mark.parametrize("case", IN_TURN, ids=lambda case: f"{case.place.id}: {case.name}")
def test_a_case_comes_out_as_its_file_says_and_no_default_reading_is_milder_than_another(
    case: LawCase,
) -> None:
    run = run_case(LAW, case, PLANS)
    assert run.ok, "; ".join(run.wrong)
    for open_ in run.answer.open:
        usual = open_.readings[LAW.questions[open_.question].default]
        for reading, possible in open_.readings.items():
            assert strictest(usual) >= strictest(possible), (open_.question, reading)
            assert mildest(usual) >= mildest(possible), (open_.question, reading)
    if id(case) in GIVEN and len(run.answer.open) == 1:
        a_case_given_one_reading_is_decided_under_it(case, run.answer)


def a_case_given_one_reading_is_decided_under_it(case: LawCase, answer: Answer) -> None:
    """What is so of a case with one open question, under each of its readings."""
    [open_] = answer.open
    for reading, possible in () if open_.taken else open_.readings.items():
        given = replace(case, readings={**case.readings, open_.question: reading})
        decided = run_case(LAW, given, PLANS).answer
        assert set(decided.possible) <= set(answer.possible)
        assert set(possible) <= set(decided.possible) or not answer.settled
