"""The shipped law is read once in a program, and again where one of its files changed."""

import shutil
from pathlib import Path

import pytest

from xenotime.desk import answering

ROOT = Path(__file__).parents[2]


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
