"""Totals and the release list: what a run amounts to, in the memory that it was given."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from xenotime.errors import UnreadableRequest
from xenotime.screening.days import Days
from xenotime.screening.duck import opened
from xenotime.screening.finish import counted, totals
from xenotime.screening.release import write_release_list

DAYS = Days((date.min, date(2026, 1, 1)))
LINES = 500_000
SMALL = "110MB"


def results(folder: Path) -> Path:
    """Two regimes' answers for many lines: every third is held under one and blocked under the other."""
    parts = folder / "parts"
    parts.mkdir(parents=True)
    answers = "('zz', 'hold', 'FACTS-MISSING'), ('qn', 'block', 'PROHIBITED'), ('qo', 'release', 'SETTLED')"
    with duckdb.connect() as db:
        db.execute(f"""COPY (SELECT regime, 'A long "name", number ' || i AS shipment, '10' AS line,
          '2025-06-01' AS day, 0 AS stretch, 'QN' AS destination, '' AS outcome, 'no' AS settled, 'has(Dy)' AS missing_facts,
          'p' AS provision, action, reason, CASE WHEN regime = CASE WHEN i % 3 = 0 THEN 'qn' ELSE 'zz' END
            THEN 'yes' ELSE 'no' END AS strictest FROM range({LINES}) t(i), (VALUES {answers}) a(regime, action, reason)
          WHERE regime <> 'qn' OR i % 3 = 0 ORDER BY i) TO '{parts}/part-00000.parquet' (FORMAT parquet)""")
    return parts


def test_a_line_is_told_once_by_its_strictest_action_in_the_order_of_lines(tmp_path: Path) -> None:
    parts, file = results(tmp_path), tmp_path / "release.csv"
    with opened(tmp_path, memory=SMALL, threads=2) as db:
        found = totals(counted(db, parts))
    write_release_list(parts, DAYS, file)
    with file.open(encoding="utf-8", newline="") as held:
        rows = list(csv.DictReader(held))
    assert len(rows) == LINES
    assert [int(each["document"].rpartition(" ")[2]) for each in rows] == list(range(LINES))
    for number, row in enumerate(rows):
        blocked = number % 3 == 0
        assert row["action"] == ("block" if blocked else "hold")
        assert row["reason_code"] == ("PROHIBITED" if blocked else "FACTS-MISSING")
        assert row["valid_until"] == "2025-12-31"
    assert [each.count for each in found if each.by == "missing" and each.regime == "zz"] == [LINES]


@pytest.mark.parametrize("memory", ["much", "3 apples"])
def test_a_memory_that_is_no_size_is_refused(memory: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableRequest, match="memory"):
        opened(tmp_path, memory=memory)
