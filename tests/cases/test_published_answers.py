"""Every published answer that is at hand comes out as published, or its difference is explained."""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from cases.adapter import Adapter
from cases.comparing import differences
from cases.page import page
from cases.phrasebook import phrasebook
from cases.published import GIVEN, Published, given_answers
from cases.running import Run, run
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

HERE = Path(__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "published-answers.md"
REWRITE = os.environ.get("XENOTIME_REWRITE_DOCS") == "1"
"""Set to 1 to write the page anew."""
CASES = given_answers()
WHY, NOT_ENCODED = differences()
with_the_answers = pytest.mark.skipif(
    not GIVEN.exists(), reason="left out: the published answers (../shared/cases is not here)"
)


@cache
def law() -> Lawbook:
    return answering.load_law()


@cache
def adapter() -> Adapter:
    return Adapter(phrasebook())


@cache
def asked(case_id: str) -> Run:
    return run(next(case for case in CASES if case.id == case_id), law(), adapter())


@with_the_answers
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_published_answer_comes_out_or_its_difference_is_explained(case: Published) -> None:
    found = asked(case.id)
    assert not found.unheard
    if found.answer is None:
        assert found.regime in NOT_ENCODED, f"{found.regime} is not in the lawbook and not said to be missing"
    elif found.wrong:
        assert case.id in WHY, found.wrong
        assert WHY[case.id].ours == found.ours
    else:
        assert case.id not in WHY, "no difference any more: take its line out of differences.toml"


@with_the_answers
def test_every_explained_difference_is_about_a_published_answer() -> None:
    assert set(WHY) <= {case.id for case in CASES}
    assert all(each.why for each in WHY.values())


def test_a_regime_that_is_said_to_be_missing_is_not_in_the_lawbook() -> None:
    assert not set(NOT_ENCODED) & set(law().regimes)
    assert set(NOT_ENCODED) <= set(adapter().book.regimes.values())


def test_neither_the_adapter_nor_its_phrases_know_a_case_by_its_id() -> None:
    told = {path.name: path.read_text("utf-8") for path in HERE.iterdir() if path.suffix in {".py", ".toml"}}
    del told["differences.toml"]
    ids = "|".join([*adapter().book.regimes, "US", "OFAC"])
    assert not [name for name, text in told.items() if re.search(rf"\b(?:{ids})-\d+", text)]


@with_the_answers
def test_the_page_on_published_answers_is_up_to_date() -> None:
    wanted = page([asked(case.id) for case in CASES], WHY, NOT_ENCODED)
    if REWRITE:
        PAGE.write_text(wanted, "utf-8")
    assert PAGE.read_text("utf-8") == wanted, "stale: run pytest with XENOTIME_REWRITE_DOCS=1"
