"""Documents say what the program does; those that are generated are up to date."""

import os
import subprocess
import sys
from pathlib import Path

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
