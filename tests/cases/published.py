"""Published answers as their file states them; every figure and country code stays the text that it was."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

GIVEN = Path(__file__).parents[3] / "shared" / "cases" / "given.yaml"
"""The published answers that lie beside the checkout where they are at hand; they are never copied into it."""
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
    published: str = ""
    """When its source came out."""
    references: tuple[str, ...] = ()
    """The texts that it names itself, in the writing of whoever published it."""


def read_answers(path: Path) -> list[Published]:
    """Every answer of a file, in its order."""
    # the base loader reads text only: NO stays a country and 10.0 keeps its digits
    rows = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return [_published(row) for row in rows]


def given_answers() -> list[Published]:
    """The answers of the file beside the checkout; none where it is not there."""
    return read_answers(GIVEN) if GIVEN.exists() else []


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
        row.get("source", {}).get("published", ""),
        tuple(row.get("rule_refs") or ()),
    )
