"""Writes docs/reference/cli.md from the commands themselves: run this file after a command changed."""

import re
from pathlib import Path

from xenotime.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
DEFAULT = re.compile(r" \*\[default: [^\]]*\]\*")


def reference() -> str:
    """The reference of every command and option."""
    written = DEFAULT.sub("", app.generate_docs(output_format="markdown"))
    return "\n".join(line.rstrip() for line in written.strip().splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
