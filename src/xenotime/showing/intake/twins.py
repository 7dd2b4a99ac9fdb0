"""What was brought into a book: how many facts, where they stand, and everything that was left."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from xenotime import __version__
from xenotime.showing.paper import Paper


def imported_text(
    counts: Mapping[str, int],
    files: Sequence[Path],
    remarks: Sequence[str],
    file: IO[str],
    width: int | None = None,
) -> str:
    """The counts by table, the files, and each remark."""
    paper = Paper(file, width)
    paper.line("Brought in", "bold")
    paper.pairs([(table, f"{count:,}") for table, count in counts.items()] or [("", "nothing new")], 2)
    if files:
        paper.put()
        paper.line("Written", "bold")
        paper.pairs([("", str(each)) for each in files], 2)
    if remarks:
        paper.put()
        paper.line("Not taken over, or to be looked at", "bold")
        paper.pairs([("-", each) for each in remarks], 2)
    return paper.text()


def imported_json(counts: Mapping[str, int], files: Sequence[Path], remarks: Sequence[str]) -> str:
    """The same as JSON."""
    body = {
        "xenotime": __version__,
        "imported": dict(counts),
        "files": [str(each) for each in files],
        "remarks": list(remarks),
        "problems": [],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
