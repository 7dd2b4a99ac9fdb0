"""Read Japan's list of foreign end users of concern, as a table in CSV or a workbook.

Layout: number, country or region, company or organisation, also known as, type of concern; headings in
English, in Japanese, or both in one cell. Source of the layout: meti.go.jp, End User List.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from xenotime.facts.party_list import Listing, PartyList
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.rows import cells_of, plain, rows_of
from xenotime.reading.party_lists.words import ListWords
from xenotime.reading.shipped.countries import country_code

HEADINGS: tuple[tuple[str, str], ...] = (
    ("also_known", "aka"), ("別名", "aka"), ("別称", "aka"), ("alias", "aka"),
    ("company", "name"), ("organi", "name"), ("企業", "name"), ("組織", "name"), ("entity", "name"),
    ("country", "country_name"), ("国名", "country_name"), ("国", "country_name"), ("region", "country_name"),
    ("conventional", "conventional"), ("通常兵器", "conventional"),
    ("wmd", "concern"), ("懸念", "concern"), ("concern", "concern"), ("種別", "concern"),
    ("no", "number"), ("番号", "number"),
)  # fmt: skip
"""Words by which a heading is known, the most telling first."""
PARTS = re.compile(r"\s*(?:[・;；]|(?<=\S)\s*／\s*)\s*")
LINES = re.compile(r"\s*\n\s*")
BULLET = re.compile(r"^\s*・")
"""Where a cell marks each name with a dot, a new line is no new name."""
OTHER_SCRIPT = re.compile(r"[(（]([^()（）]*[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af][^()（）]*)[)）]")
SPACED = re.compile(r"(?<=[\u3040-\u30ff])・(?=[\u3040-\u30ff])")
LATIN = re.compile(r"[^\x20-\x7e\u00c0-\u024f]+")
LOOKED_AT = 15


def read_jp(path: Path, words: ListWords, *, dated: date | None = None, whole: bool = True) -> PartyList:
    """The snapshot in the file; UnreadableBook where nothing can be read. The file does not say its day."""
    notes = Notes()
    cells = _from_header(cells_of(path, notes))
    if not cells and not notes.problems:
        notes.problem(
            "The file has no heading of the end user list",
            file=path.name,
            allowed="No.; country or region; company or organization; also known as; type of concern",
            do="name the sheet as it was published",
        )
    synonyms: Mapping[str, str] = {plain(name): _heading(name) for name in cells[0][1]} if cells else {}
    _, rows = rows_of(cells, synonyms, path.name, notes)
    on_list = next(iter(words.lists), "")
    entries: list[Listing] = []
    for number, row in rows:
        name, aka = _names(row)
        if not name:
            notes.remark_row(path.name, number, "", "the row names nobody and was left out")
            continue
        entries.append(
            Listing(
                row.get("number", "").removesuffix(".0") or str(number),
                name,
                words.title,
                on_list,
                aka=aka,
                kind="organization",
                addresses=(_flat(row.get("country_name", "")),) if row.get("country_name") else (),
                country=_country(row),
                note=_flat("; ".join(filter(None, (row.get("concern", ""), row.get("conventional", ""))))),
                row=number,
            )
        )
    _check_numbers(entries, path.name, notes)
    what, do = "The file holds no entries of the end user list", "name the sheet as it was published"
    notes.needs(entries, what, file=path.name, do=do)
    return words.snapshot(entries, path.name, notes, dated=dated, whole=whole)


def _from_header(cells: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows from the heading on; titles may stand above it."""
    for at, (_, row) in enumerate(cells[:LOOKED_AT]):
        if {"name", "country_name"} <= {_heading(cell) for cell in row}:
            return cells[at:]
    return []


def _heading(cell: str) -> str:
    plain_name = plain(cell)
    return next((ours for sign, ours in HEADINGS if sign in plain_name), plain_name)


def _names(row: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    """The name without its form in another script, and every other name."""
    raw = row.get("name", "")
    inside = tuple(_flat(each) for each in OTHER_SCRIPT.findall(raw))
    name = _flat(OTHER_SCRIPT.sub(" ", raw)) or _flat(raw)
    others = SPACED.sub("\u30fb\u200b", row.get("aka", ""))
    lines = [others] if BULLET.match(others) else LINES.split(others)
    aka = [
        _flat(each.replace("\u200b", ""))
        for line in lines
        for each in PARTS.split(line.replace("\u30fb\u200b", "\u200b"))
    ]
    found = tuple(dict.fromkeys(each.strip("-‐–— ") for each in (*inside, *aka)))
    return name, tuple(each for each in found if each and each != name)


def _country(row: dict[str, str]) -> tuple[str, ...] | None:
    """The country in two letters, by the line of the cell that is known; None where none is."""
    lines = [LATIN.sub(" ", line) for line in (row.get("country_name") or "").splitlines()]
    codes = (country_code(line) for line in (*lines, " ".join(lines)))
    return next(((code,) for code in codes if code), None)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _check_numbers(entries: list[Listing], file: str, notes: Notes) -> None:
    numbers = [int(each.id) for each in entries if each.id.isdigit()]
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
    if gaps and len(gaps) <= len(numbers):
        shown = ", ".join(map(str, gaps[:20]))
        notes.remark(f"{file}: numbers that the list does not have: {shown}")
