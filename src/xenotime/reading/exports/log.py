"""What a book remembers of each import: totals by plant, and which rows a source had, so that one that is gone is named."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xenotime.exact import as_decimal
from xenotime.reading.book.notes import FEW, listed
from xenotime.reading.exports.contested import Said
from xenotime.reading.exports.made import Cells
from xenotime.reading.exports.merge import BILL, KEYS, key_text
from xenotime.reading.exports.totals import PlantCheck

LOG = "imports.json"
Keys = Mapping[str, Sequence[str]]
MANY = {
    "items": "items",
    "parties": "parties",
    "lots": "lots",
    "used_lots": "batches in batches",
    "shipments": "shipment lines",
}


@dataclass(frozen=True)
class Brought:
    """What one source brought, as far as it is remembered."""

    file: str
    mapping: str
    partial: bool
    checks: tuple[PlantCheck, ...]
    rows: Keys
    partners: str
    said: Said
    """What it says where another source may contradict it."""

    @property
    def plants(self) -> set[str]:
        """The plants that it has."""
        return {check.plant for check in self.checks if check.plant}

    @property
    def remembered(self) -> dict[str, Any]:
        """As it stands in the log."""
        return {
            "mapping": self.mapping,
            "partial": self.partial,
            "plants": {
                check.plant: {
                    "lines": check.source.lines,
                    "quantity": as_decimal(check.source.quantity),
                    "value": as_decimal(check.source.value),
                }
                for check in self.checks
            },
            "rows": {table: list(keys) for table, keys in self.rows.items()},
            "partners": self.partners,
            "said": self.said,
        }


def keys_of(rows: Mapping[str, Iterable[tuple[Cells, bool]]]) -> dict[str, list[str]]:
    """The keys of all rows that a source makes by itself, not of those that only fill gaps."""
    found = {}
    for table, made in rows.items():
        key = BILL if table == "bill" else KEYS[table]
        keys = {key_text(cells, key) for cells, fill in made if not fill}
        if keys:
            found[table] = sorted(keys)
    return found


def read_log(folder: Path) -> dict[str, Any]:
    """What the book remembers by file; nothing where it remembers nothing."""
    path = folder / LOG
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def updated(log: Mapping[str, Any], brought: Sequence[Brought]) -> dict[str, Any]:
    """The log with the new sources; one that follows another, under a new name, takes its place."""
    followed = {before for each in brought if (before := followed_by(log, each))}
    kept = {name: each for name, each in log.items() if name not in followed}
    return kept | {each.file: each.remembered for each in brought}


def write_log(folder: Path, log: Mapping[str, Any]) -> None:
    """The log stands in the book."""
    text = json.dumps(log, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / LOG).write_text(text, "utf-8")


def short_plants(log: Mapping[str, Any], brought: Sequence[Brought]) -> tuple[str, ...]:
    """Plants that some source of the book has, and a kind of source lacks that should have every plant.

    Of a kind that was brought in now, what was brought in counts: a correction of last week is not short for ever, and
    a file for each plant is not short where they come together.
    """
    plants = {
        name: {plant: total["lines"] for plant, total in each["plants"].items() if plant}
        for name, each in log.items()
    }
    every = {plant: name for name, has in plants.items() for plant in has}
    found = []
    for names in _by_kind(log, {each.file for each in brought}):
        has = {plant for name in names for plant in plants[name]}
        if has and not any(log[name]["partial"] for name in names):
            found += [
                f"plant {plant} is short: {' and '.join(names)} has no line of it, {other} has {plants[other][plant]}"
                for plant, other in sorted(every.items())
                if plant not in has
            ]
    return tuple(found)


def _by_kind(log: Mapping[str, Any], brought: set[str]) -> list[list[str]]:
    """The sources of each kind: those that were brought in now, else all that the book remembers."""
    kinds: dict[str, list[str]] = {}
    for name, each in sorted(log.items()):
        kinds.setdefault(each["mapping"], []).append(name)
    return [[name for name in names if name in brought] or names for names in kinds.values()]


def gone(log: Mapping[str, Any], brought: Sequence[Brought]) -> tuple[str, ...]:
    """What the same source had last time, and neither it nor another source of this import has now."""
    now: dict[str, set[str]] = {}
    for each in brought:
        for table, keys in each.rows.items():
            now.setdefault(table, set()).update(keys)
    return tuple(
        said
        for each in brought
        if (before := followed_by(log, each))
        for table, keys in log[before].get("rows", {}).items()
        for said in _said(each.file, table, [key for key in keys if key not in now.get(table, ())], now)
    )


def by_hand(log: Mapping[str, Any], out: Iterable[str]) -> tuple[str, ...]:
    """The lines of bills that an import took out and that no source had brought."""
    known = {key for each in log.values() for key in each.get("rows", {}).get("bill", ())}
    own = [key for key in out if key not in known]
    what = (
        "that no source had brought were taken out of the book: the list of their parent does not have them"
    )
    return (f"{len(own)} lines of bills {what}: {listed(own, FEW)}",) if own else ()


def lost_cells(lost: Sequence[str]) -> tuple[str, ...]:
    """The cells that somebody had added to lines of bills, and that are no longer there."""
    what = "lost cells that no source has: write them in again where they still hold"
    return (f"{len(lost)} lines of bills {what}: {listed(lost, FEW)}",) if lost else ()


def followed_by(log: Mapping[str, Any], new: Brought) -> str:
    """The source of the log that this one follows: of the same name, else of the same kind and the same plants."""
    if new.file in log:
        return new.file
    if new.partial or not new.plants:
        return ""
    same = (
        name
        for name, each in log.items()
        if each["mapping"] == new.mapping and {plant for plant in each["plants"] if plant} == new.plants
    )
    return next(same, "")


def _said(file: str, table: str, missing: Sequence[str], now: Mapping[str, set[str]]) -> Iterator[str]:
    if not missing:
        return
    if table != "bill":
        yield f"{file} no longer has {len(missing)} {MANY[table]}, which stay in the book: {listed(missing, FEW)}"
        return
    parents = {key.partition(" / ")[0] for key in now.get("bill", ())}
    out = [key for key in missing if key.partition(" / ")[0] in parents]
    whole = sorted({key.partition(" / ")[0] for key in missing if key not in out})
    if out:
        yield f"{file} no longer has {len(out)} lines of bills, which were taken out of the book: {listed(out, FEW)}"
    if whole:
        yield f"{file} no longer has {len(whole)} bills, which stay in the book as they were: {listed(whole, FEW)}"
