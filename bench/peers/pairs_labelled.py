"""Labelled pairs of names, and how well scores tell them apart."""

from pathlib import Path
from typing import Any

import yaml

PERSON = "Person"


def labelled(path: str) -> list[tuple[str, bool, str, str]]:
    """Schema, whether they are one, and both names; pairs without plain names are left out."""
    checks = yaml.safe_load(Path(path).read_text("utf-8"))["checks"]
    return [(each["schema"], each["match"], name(each["query"]), name(each["candidate"])) for each in checks]


def name(said: dict[str, Any]) -> str:
    """The name, or its parts in order."""
    if "name" in said:
        return said["name"] if isinstance(said["name"], str) else said["name"][0]
    return " ".join(str(said[key]) for key in ("firstName", "middleName", "lastName") if key in said)


def told(rows: list[tuple[str, bool, float]], limit: float) -> dict[str, Any]:
    """Recall and precision for companies (and all that are no persons) and for persons."""
    kinds = {}
    for kind, persons in (("companies", False), ("persons", True)):
        some = [(match, score) for schema, match, score in rows if (schema == PERSON) == persons]
        right = sum(match and score >= limit for match, score in some)
        wrong = sum(not match and score >= limit for match, score in some)
        kinds[kind] = {
            "count": len(some),
            "recall": round(right / max(1, sum(match for match, _ in some)), 3),
            "precision": round(right / max(1, right + wrong), 3),
            "limit": limit,
        }
    return kinds
