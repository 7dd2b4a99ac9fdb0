"""Invented answers, told in other words than the published ones, come out as they say."""

from functools import cache
from pathlib import Path

import pytest

from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published, read_answers
from cases.running import run
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

CASES = read_answers(Path(__file__).parent / "wordings.yaml")


@cache
def law() -> Lawbook:
    return answering.load_law()


@cache
def adapter() -> Adapter:
    return Adapter(phrasebook())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_invented_answer_in_other_words_comes_out_as_it_says(case: Published) -> None:
    found = run(case, law(), adapter())
    assert not found.unheard
    assert not found.wrong
