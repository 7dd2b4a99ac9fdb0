"""Cases of the law that are run in several processes come out as in this one."""

from dataclasses import replace

import pytest

from xenotime.desk import law_checking
from xenotime.desk.answering import load_law
from xenotime.desk.law_checking import PIECE, checked
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import LawCase


@pytest.fixture(scope="module")
def law() -> Lawbook:
    """The invented country's law, with as many of its cases as make two pieces, one of which expects what is wrong."""
    whole = load_law(cases=True)
    own = [each for each in whole.cases if each.place.instrument.startswith("zz/")]
    cases = (own * (2 * PIECE // len(own) + 1))[: PIECE + 20]
    return replace(whole, cases=(*cases, _wrong(cases[-1])))


def _wrong(case: LawCase) -> LawCase:
    return replace(case, expect="prohibited" if case.expect != "prohibited" else "not subject")


def test_cases_in_processes_of_their_own_come_out_as_here(
    law: Lawbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    here = checked(law, lambda done, of: told.append((done, of)))
    monkeypatch.setattr(law_checking, "MANY", 1)
    assert checked(law) == here
    assert [run.ok for run in here.cases] == [True] * (len(law.cases) - 1) + [False]
    assert not here.ok
    assert told == [(PIECE, len(law.cases)), (len(law.cases), len(law.cases))]
