"""An announcement that is not yet in force is laid over the law: which open orders it changes, and by what."""

import json
from pathlib import Path

import pytest

from xenotime.cli import main

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
NOTICE = """+++
id = "cn/2026-98"
title = "Motors to Korea; the suspension goes on"
issuer = "MOFCOM"
issued = 2026-11-24
source = "https://example.org/98"
seen = "official"
checked = 2026-11-24
+++
## 1 Motors to Korea
```rule
concludes = "licence required"
in_force = [{ from = 2026-03-10 }]
all = ["destination == KR", "form == part"]
```
"""
ANSWERED = """
## 2 The suspension goes on
```question
id = "cn/after-70"
answered = "suspended for another year"
```
"""


def compared(tmp_path: Path, notice: str, *more: str) -> int:
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "2026-98.md").write_text(notice, "utf-8")
    return main([
        "screen", "--book", str(MOTORS), "--out", str(tmp_path / "out"), "--regime", "cn",
        "--known-on", "2026-11-24", "--compare", f"law={tmp_path}", *more,
    ])  # fmt: skip


def test_a_comparison_counts_what_turns_into_what_and_names_the_entries_of_the_house(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(tmp_path, NOTICE + ANSWERED, "--json") == 10
    told = json.loads(capsys.readouterr().out)
    assert told["changed"] == len(told["changes"]) == sum(each["count"] for each in told["turns"])
    first, *others = told["changes"]
    assert (first["shipment"], first["action_before"], first["action_after"]) == ("S03", "release", "block")
    assert (first["provisions"], first["own_law"]) == (["cn/2026-98 1"], ["cn/2026-98 1"])
    assert {"regime": "cn", "before": "release", "after": "block", "count": 1} in told["turns"]
    answered = ["cn/after-70 answered by cn/2026-98 2"]
    assert {each["shipment"] for each in others if each["own_law"] == answered} >= {"S06", "S10"}
    assert told["not_asked"] == ["eu", "uk", "us", "us-ofac"]


def test_the_text_of_a_comparison_tells_what_was_let_go_first_and_what_was_not_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert compared(tmp_path, NOTICE) == 10
    told = capsys.readouterr().out
    assert told.startswith("1 answer to a shipment line differs\n             1  release -> block (cn)\n")
    assert "under the house's own cn/2026-98 1" in told
    assert "Not asked: the law of eu, uk, us, us-ofac" in told
