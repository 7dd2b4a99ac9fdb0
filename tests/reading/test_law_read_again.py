"""The shipped law is read once in a program, and again where one of its files changed."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from xenotime.desk import answering
from xenotime.errors import UnreadableLaw

ROOT = Path(__file__).parents[2]
OWN = """+++
id = "zz/of-the-house"
title = "t"
issuer = "us"
issued = 2026-01-01
source = "https://law.example"
seen = "official"
checked = 2026-01-01
+++
## 1 One
```case
name = "n"
on = 2026-01-01
facts = {}
expect = "perhaps"
```
"""


def test_the_shipped_law_is_the_same_until_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "law"
    shutil.copytree(ROOT / "law", folder)
    monkeypatch.setattr(answering, "law_folder", lambda: folder)
    first = answering.load_law()
    assert answering.load_law() is first
    (folder / "zz" / "export-act-cases.md").unlink()
    again = answering.load_law()
    assert again is not first
    assert len(again.instruments) == len(first.instruments) - 1


def test_without_its_cases_the_law_is_the_same_in_all_that_decides() -> None:
    whole, without = answering.load_law(cases=True), answering.load_law()
    assert replace(whole, cases=()) == replace(without, cases=())


def test_cases_that_were_left_unread_are_read_when_somebody_looks_at_them() -> None:
    whole, without = answering.load_law(cases=True), answering.load_law()
    assert len(without.cases) == len(whole.cases) > 0
    assert without.cases[0] == whole.cases[0]
    assert tuple(without.cases) == whole.cases


def test_cases_of_the_house_are_read_with_their_faults_though_those_of_the_law_are_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "own.md").write_text(OWN, "utf-8")
    with pytest.raises(UnreadableLaw, match="unknown expect 'perhaps'"):
        answering.load_law([tmp_path], cases=False)
