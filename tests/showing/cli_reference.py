"""Writes docs/reference/cli.md from the commands themselves: run this file after a command changed."""

import re
from pathlib import Path

from xenotime.cli import app
from xenotime.commands.examples import EXAMPLES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
DEFAULT = re.compile(r" \*\[default: [^\]]*\]\*")


def reference() -> str:
    """The reference of every command and option."""
    written = DEFAULT.sub("", app.generate_docs(output_format="markdown"))
    for command, lines in EXAMPLES.items():
        heading, usage = f"# xenotime {command}\n", "\n```\n"
        before, _, section = written.partition(heading)
        called, _, rest = section.partition(usage)
        examples = "".join(f"\nxenotime {each}" for each in lines)
        written = f"{before}{heading}{called}{usage}\n```console{examples}\n```\n{rest}"
    return "\n".join(line.rstrip() for line in written.strip().splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference(), encoding="utf-8")
