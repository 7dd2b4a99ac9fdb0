"""Published answers as their file states them; every figure and country code stays the text that it was."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SHARED = Path(__file__).parents[3] / "shared" / "cases"
Facts = dict[str, Any]


@dataclass(frozen=True)
class Published:
    """One published answer: the facts that it states, what it rests on unsaid, and what it answers."""

    id: str
    jurisdiction: str
    topic: str
    facts: Facts
    answer: str
    needs: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()


def published_answers(folder: Path = SHARED) -> list[Published]:
    """Every answer of every file in the folder, in its order; none where the folder is not here."""
    return [_published(each) for path in sorted(folder.glob("*.yaml")) for each in _rows(path)]


def _rows(path: Path) -> list[Facts]:
    # the base loader reads text only: NO stays a country and 10.0 keeps its digits
    return list(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def _published(row: Facts) -> Published:
    check = row.get("check", {})
    return Published(
        row["id"],
        row["jurisdiction"],
        row["topic"],
        row["facts"],
        row["answer"],
        tuple(check.get("needs") or ()),
        tuple(check.get("paragraph") or ()),
        tuple(row.get("depends_on") or ()),
    )
