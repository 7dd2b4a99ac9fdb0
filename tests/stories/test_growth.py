"""What the page on growth tells is printed again by the command that it names."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "growth.md").read_text("utf-8")


def test_the_command_of_the_page_on_growth_prints_a_row_of_its_table() -> None:
    named = re.findall(r"--grown (\w+) --rows \d+", PAGE)
    assert named == ["skewed", "company", "anyone"]
    (head,) = (line for line in PAGE.splitlines() if line.startswith("| shipments | data |"))
    command = [sys.executable, "bench/screen.py", "--grown", named[0], "--rows", "500"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (row,) = done.stdout.splitlines()
    assert row.startswith("| 500 | skewed |")
    assert row.count("|") == head.count("|")
