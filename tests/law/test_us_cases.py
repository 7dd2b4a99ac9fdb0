"""The law of the United States, the European Union and the United Kingdom decides its own cases as its pages say."""

from pathlib import Path

import pytest

from xenotime.casework.lawcases import run_case
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law_files import read_law

LAW = Path(__file__).parents[2] / "law"
REGIMES = ("us", "us-ofac", "eu", "uk")


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return read_law([LAW])


def pages(law: Lawbook, regime: str) -> set[str]:
    return {case.place.instrument for case in law.cases if case.place.instrument.startswith(f"{regime}/")}


@pytest.mark.parametrize("regime", REGIMES)
def test_every_case_of_the_regime_comes_out_as_it_says(law: Lawbook, regime: str) -> None:
    runs = [run_case(law, case) for case in law.cases if case.place.instrument in pages(law, regime)]
    assert runs
    assert not [(run.case.name, run.wrong) for run in runs if not run.ok]


@pytest.mark.parametrize("regime", REGIMES)
def test_every_question_is_taken_by_its_strictest_reading_where_none_is_given(
    law: Lawbook, regime: str
) -> None:
    asked = {each.id for each in law.questions.values() if each.id.startswith(f"{regime}/")}
    for case in law.cases:
        if case.place.instrument not in pages(law, regime) or case.readings:
            continue
        answer = run_case(law, case).answer
        for question in answer.open:
            assert question.question in asked
            assert question.readings[question.default][-1] == max(
                (outcomes[-1] for outcomes in question.readings.values()), key=answer.possible.index
            )
