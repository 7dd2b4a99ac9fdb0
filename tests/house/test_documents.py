"""Documents say what the program does; those that are generated are up to date."""

import os
import re
import subprocess
import sys
from pathlib import Path

from xenotime.desk.answering import load_law
from xenotime.reading.book.page import book_tables_page

ROOT = Path(__file__).parents[2]
REWRITE = os.environ.get("XENOTIME_REWRITE_DOCS") == "1"
"""Set to 1 to write the generated parts anew."""


def held(path: Path, name: str, wanted: str) -> None:
    text = path.read_text("utf-8")
    start, end = f"<!-- {name}:start -->\n", f"<!-- {name}:end -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    whole = before + start + wanted + end + after
    if REWRITE:
        path.write_text(whole, "utf-8")
    assert text == whole or REWRITE, f"{path} is stale: run pytest with XENOTIME_REWRITE_DOCS=1"


def program(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "xenotime", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode in {0, 10, 20}, done.stderr
    return done.stdout


def test_the_page_on_the_book_names_every_column() -> None:
    held(ROOT / "docs" / "book.md", "tables", book_tables_page())


def test_the_example_in_the_readme_is_what_the_program_prints() -> None:
    printed = program("check", "examples/motor-maker", "--regime", "cn", "--known-on", "2026-11-24")
    head, _, memos = printed.partition("\n\nBLOCK")
    first = "BLOCK" + memos.partition("\n\nBLOCK")[0]
    held(ROOT / "README.md", "example", f"```text\n{head.strip()}\n\n{first.strip()}\n\n…\n```\n")


def test_the_whole_book_in_the_readme_is_one(tmp_path: Path) -> None:
    _, _, after = (ROOT / "README.md").read_text("utf-8").partition("This is a whole book:\n\n```text\n")
    file = ""
    for line in after.partition("```")[0].splitlines():
        name, text = line[:17].strip(), line[17:]
        file = name or file
        with (tmp_path / file).open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
    printed = program("check", str(tmp_path))
    assert "1 order line: 1 to hold" in printed


def test_the_page_on_the_law_names_every_key_of_a_block() -> None:
    page = (ROOT / "law" / "README.md").read_text("utf-8")
    texts = [path.read_text("utf-8") for path in (ROOT / "src/xenotime/reading/law").glob("*.py")]
    calls = [
        call for text in texts for call in re.findall(r"\.keys\(([^)]*)\)", text) if "ask_zh" not in call
    ]
    said = [each for call in calls for each in re.findall(r'"([^"]*)"', call)]
    keys = {key for each in said for key in re.sub(r"\{[^}]*\}", "", each).split()} - {"en", "zh"}
    assert {"extends", "in_force", "readings", "days_fresh"} <= keys
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", page)) == []


def test_the_entry_of_the_house_that_the_page_on_the_law_shows_is_law(tmp_path: Path) -> None:
    _, _, after = (ROOT / "law" / "README.md").read_text("utf-8").partition("````markdown\n")
    (tmp_path / "zz").mkdir()
    (tmp_path / "zz" / "notice-99.md").write_text(after.partition("````\n")[0], "utf-8")
    law = load_law((tmp_path,))
    assert law.instruments["zz/notice-99"].own
