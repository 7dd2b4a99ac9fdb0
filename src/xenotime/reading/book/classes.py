"""Read and add to classifications.toml: what a person decided that items are; the file only grows."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from xenotime.facts.classification import Classification
from xenotime.reading.book.notes import Notes, listed
from xenotime.reading.book.positions import read_day
from xenotime.reading.mapping.toml import Checker, numbered_tables
from xenotime.reading.tables.cells import CODE

CLASSES = "classifications.toml"
KEYS = ("items", "family", "form", "codes", "by", "on", "reason", "lists")
NEEDED = ("items", "by", "on", "reason")


def read_classes(path: Path, forms: Collection[str], notes: Notes) -> tuple[Classification, ...]:
    """Every decision of the file, in its order; each that is not whole is a problem."""
    check, rows = numbered_tables(path, "classification", "Decisions", notes)
    found = [_one(check, row, at, forms) for row, at in rows]
    return tuple(each for each in found if each)


def _one(check: Checker, given: Mapping[str, Any], at: str, forms: Collection[str]) -> Classification | None:
    check.keys(given, KEYS, at)
    missing = [key for key in NEEDED if given.get(key) in (None, "", [])]
    for key in missing:
        check.problem(f"{at}.{key}", f"A classification needs {key}", found="nothing", do=f"fill in {key}")
    texts = {
        key: check.text(given.get(key, ""), f"{at}.{key}").strip()
        for key in ("family", "form", "by", "reason")
    }
    many = {key: check.texts(given.get(key, []), f"{at}.{key}") for key in ("items", "codes", "lists")}
    on = read_day(check, given.get("on"), f"{at}.on")
    if texts["form"] and forms and texts["form"] not in forms:
        check.problem(f"{at}.form", "The form is not known", found=texts["form"], allowed=listed(forms))
    for code in many["codes"]:
        if not CODE.fullmatch(code):
            check.problem(
                f"{at}.codes", "This is no code with its list", found=code, allowed="zz:A1.b, zz:none"
            )
    if missing or on is None:
        return None
    return Classification(
        items=many["items"], codes=many["codes"], lists=many["lists"], family=texts["family"], form=texts["form"],
        by=texts["by"], reason=texts["reason"], on=on,
    )  # fmt: skip


def add_class(folder: Path, one: Classification) -> Path:
    """The file, to which the decision was added behind all others."""
    path = folder / CLASSES
    lines = ["[[classification]]"]
    for key in KEYS:
        value = getattr(one, key)
        if key == "on":
            lines.append(f"on = {value}")
        elif value:
            lines.append(
                f"{key} = {json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}"
            )
    gap = "\n" if path.exists() and path.stat().st_size else ""
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(gap + "\n".join(lines) + "\n")
    return path
