"""The invented law decides its own cases as its pages say."""

from pathlib import Path

import pytest

from xenotime.casework.lawcases import run_case
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law_files import read_law

LAW = Path(__file__).parents[2] / "law"
PAGES = sorted(path.stem for path in (LAW / "zz").glob("*.md"))


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return read_law([LAW])


@pytest.mark.parametrize("page", PAGES)
def test_every_case_of_the_page_comes_out_as_it_says(law: Lawbook, page: str) -> None:
    runs = [run_case(law, case) for case in law.cases if case.place.instrument == f"zz/{page}"]
    assert runs
    assert not [(run.case.name, run.wrong) for run in runs if not run.ok]
