"""What is told of a provision's status says by what it sleeps, and where nothing but memory says so."""

from datetime import date

import pytest

from xenotime.deciding.findings import status_text
from xenotime.desk.answering import load_law

LAW = load_law()
NOW = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2025, 5, 13), "in force from 2025-04-04"),
        (date(2025, 5, 14),
         "in force from 2025-04-04; suspended by cn/2025-21 2 from 2025-05-14 to 2025-08-11 (memory only)"),
        (date(2025, 8, 12),
         "in force from 2025-04-04; suspended by cn/2025-21 2 from 2025-08-12 to 2025-11-09"),
    ],
)  # fmt: skip
def test_a_pause_that_is_only_remembered_is_told_as_one(day: date, told: str) -> None:
    rule = next(each for each in LAW.rules if each.id == "cn/2025-21 1")
    assert status_text(LAW.status(rule, day, NOW), awake=True) == told
