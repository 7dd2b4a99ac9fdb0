"""The default reading of an open question is never milder than another."""

from dataclasses import replace

import pytest

from xenotime.casework.lawcases import run_case
from xenotime.deciding.plan import Plans
from xenotime.desk.answering import load_law
from xenotime.law.provision import OUTCOMES, LawCase

LAW = load_law()
PLANS = Plans(LAW)
EVERY, PARTS = 7, 14
"""Of the cases every so-manieth is given one reading after the other, in so many tests."""


def strictest(possible: tuple[str, ...]) -> int:
    return max((OUTCOMES.index(each) for each in possible), default=0)


def mildest(possible: tuple[str, ...]) -> int:
    return min((OUTCOMES.index(each) for each in possible), default=0)


def questions_of(case: LawCase) -> list[str]:
    regime = case.place.instrument.partition("/")[0]
    return [each for each in LAW.questions if each.startswith(f"{regime}/") and each not in case.readings]


@pytest.mark.parametrize("case", LAW.cases, ids=lambda case: f"{case.place.id}: {case.name}")
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


@pytest.mark.parametrize("part", range(PARTS))
def test_a_case_given_one_reading_is_decided_under_it(part: int) -> None:
    for case in LAW.cases[EVERY * part :: EVERY * PARTS]:
        run = run_case(LAW, case, PLANS)
        if len(run.answer.open) != 1:
            continue
        [open_] = run.answer.open
        if open_.taken:
            continue
        for reading, possible in open_.readings.items():
            given = replace(case, readings={**case.readings, open_.question: reading})
            decided = run_case(LAW, given, PLANS).answer
            assert set(decided.possible) <= set(run.answer.possible)
            assert set(possible) <= set(decided.possible) or not run.answer.settled
