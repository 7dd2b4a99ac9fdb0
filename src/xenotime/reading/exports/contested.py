"""Where sources contradict each other about an origin, a country or a supplier, the book says that it is not known."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from xenotime.reading.book.columns import TABLES
from xenotime.reading.exports.made import Cells
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.merge import KEYS, key_text, read_table
from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY

UNKNOWN = "unknown"
SILENT = ""
"""What a source says of a country that it tells of one maker and not of another."""
Said = dict[str, dict[str, dict[str, str]]]
"""By table, column and key: what one source says."""


def not_known(table: str, column: str) -> str:
    """The cell of something on which sources differ: `XX` for a country, else empty."""
    kinds = {each.name: each.kind for each in TABLES[table]}
    return UNKNOWN_COUNTRY if kinds[column] == "countries" else ""


def said_by(
    rows: Mapping[str, list[tuple[Cells, bool]]],
    mapping: ImportMap,
    half_told: Collection[tuple[str, str, str]] = (),
) -> Said:
    """What a source says in the columns on which another one may contradict it; nothing where it is only half told."""
    found: Said = {}
    for table, policies in mapping.merge.items():
        for column in (name for name, policy in policies.items() if policy == UNKNOWN):
            texts = {
                key_text(cells, KEYS[table]): cells[column]
                for cells, _ in rows.get(table, ())
                if column in cells
            }
            texts |= {key: SILENT for of, name, key in half_told if (of, name) == (table, column)}
            if texts:
                found.setdefault(table, {})[column] = texts
    return found


def settle(made: Path, book: Path, before: Mapping[str, Any], log: Mapping[str, Any]) -> tuple[str, ...]:
    """What sources newly contradict each other about is not known in the book `made`; each is named.

    Where they did so before and say nothing new, the cell stays as it stands in `book`, where a person may have
    written it. What a source said and no source says any longer does not stay: what all of them say now stands.
    """
    found = []
    for table in KEYS:
        said, known = _by_cell(log, table), _by_cell(before, table)
        turned = {
            cell: texts
            for cell, texts in said.items()
            if len(set(texts.values())) > 1 or _differs(known.get(cell), texts)
        }
        if not turned:
            continue
        there = read_table(made / f"{table}.csv")
        rows = {key_text(row, KEYS[table]): row for row in there.rows}
        old = {key_text(row, KEYS[table]): row for row in read_table(book / f"{table}.csv").rows}
        for (column, key), texts in turned.items():
            if key not in rows:
                continue
            earlier, now = set(known.get((column, key), {}).values()), set(texts.values())
            one = now.pop() if len(now) == 1 else None
            if one is not None and rows[key].get(column, "") not in earlier - {one}:
                continue
            if one is None and earlier == now and key in old:
                rows[key][column] = old[key].get(column, "")
                continue
            rows[key][column] = not_known(table, column) if one is None else one
            if one in {None, SILENT, UNKNOWN_COUNTRY}:
                found.append(f"{column} of {key}: {_told(table, column, texts)}")
        (made / f"{table}.csv").write_text(there.written(table), "utf-8", newline="\n")
    return tuple(found)


def _differs(before: Mapping[str, str] | None, now: Mapping[str, str]) -> bool:
    return before is not None and set(before.values()) != set(now.values())


def _by_cell(log: Mapping[str, Any], table: str) -> dict[tuple[str, str], dict[str, str]]:
    """What each source says, by column and key."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file, each in log.items():
        for column, texts in each.get("said", {}).get(table, {}).items():
            for key, text in texts.items():
                found.setdefault((column, key), {})[file] = text
    for (column, _), texts in found.items():
        if _is_country(table, column) and any(texts.values()):
            for file in [file for file, text in texts.items() if text == SILENT]:
                del texts[file]
    return found


def _is_country(table: str, column: str) -> bool:
    return not_known(table, column) == UNKNOWN_COUNTRY


def _told(table: str, column: str, texts: Mapping[str, str]) -> str:
    return "; ".join(_each(texts, is_country=_is_country(table, column)))


def _each(texts: Mapping[str, str], *, is_country: bool) -> Iterator[str]:
    for file, text in texts.items():
        if is_country and text == SILENT:
            yield f"{file} says it of one maker and not of another"
        else:
            yield f"{file} says {text}" if text not in {"", UNKNOWN_COUNTRY} else f"lines of {file} differ"
