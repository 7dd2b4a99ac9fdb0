"""Where sources contradict each other about an origin, a country or a supplier, the book says that it is not known."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from xenotime.reading.book.columns import TABLES
from xenotime.reading.exports.made import Cells
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.merge import KEYS, key_text, read_table
from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY

UNKNOWN = "unknown"
Said = dict[str, dict[str, dict[str, str]]]
"""By table, column and key: what one source says."""


def not_known(table: str, column: str) -> str:
    """The cell of something on which sources differ: `XX` for a country, else empty."""
    kinds = {each.name: each.kind for each in TABLES[table]}
    return UNKNOWN_COUNTRY if kinds[column] == "countries" else ""


def said_by(rows: Mapping[str, list[tuple[Cells, bool]]], mapping: ImportMap) -> Said:
    """What a source says in the columns on which another one may contradict it."""
    found: Said = {}
    for table, policies in mapping.merge.items():
        for column in (name for name, policy in policies.items() if policy == UNKNOWN):
            texts = {
                key_text(cells, KEYS[table]): cells[column]
                for cells, _ in rows.get(table, ())
                if column in cells
            }
            if texts:
                found.setdefault(table, {})[column] = texts
    return found


def settle(made: Path, book: Path, before: Mapping[str, Any], log: Mapping[str, Any]) -> tuple[str, ...]:
    """What sources newly contradict each other about is not known in the book `made`; each is named.

    Where they did so before and say nothing new, the cell stays as it stands in `book`, where a person may have
    written it.
    """
    found = []
    for table in KEYS:
        said, known = _by_cell(log, table), _by_cell(before, table)
        differing = {cell: texts for cell, texts in said.items() if len(set(texts.values())) > 1}
        if not differing:
            continue
        there = read_table(made / f"{table}.csv")
        rows = {key_text(row, KEYS[table]): row for row in there.rows}
        old = {key_text(row, KEYS[table]): row for row in read_table(book / f"{table}.csv").rows}
        for (column, key), texts in differing.items():
            if key not in rows:
                continue
            if set(known.get((column, key), {}).values()) == set(texts.values()) and key in old:
                rows[key][column] = old[key].get(column, "")
                continue
            rows[key][column] = not_known(table, column)
            found.append(f"{column} of {key}: {_told(texts)}")
        (made / f"{table}.csv").write_text(there.written(table), "utf-8", newline="\n")
    return tuple(found)


def _by_cell(log: Mapping[str, Any], table: str) -> dict[tuple[str, str], dict[str, str]]:
    """What each source says, by column and key."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for file, each in log.items():
        for column, texts in each.get("said", {}).get(table, {}).items():
            for key, text in texts.items():
                found.setdefault((column, key), {})[file] = text
    return found


def _told(texts: Mapping[str, str]) -> str:
    return "; ".join(_each(texts))


def _each(texts: Mapping[str, str]) -> Iterator[str]:
    for file, text in texts.items():
        yield f"{file} says {text}" if text not in {"", UNKNOWN_COUNTRY} else f"lines of {file} differ"
