"""Read the consolidated screening list in the layouts that its publisher has used.

JSON: the search answer and the bulk file (a list of results), and a compact file with tables of words.
CSV: one row to an entry (since 2015); one row to a name or address (before); one list alone without a
column for it; the Treasury's own file without a header. Source of the layouts: developer.trade.gov,
bis.doc.gov, treasury.gov, and copies of older files.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.facts.party_list import NOTE, Listing, PartyList, list_named
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import day_of_cell, exact_day
from xenotime.reading.foreign.json import list_of, load_json, table_of, text_of
from xenotime.reading.foreign.rows import cells_of, plain, rows_of
from xenotime.reading.party_lists.csl_fields import (
    addresses_of,
    countries_of,
    day_in,
    ids_of,
    kind_of,
    names_of,
    us_day,
)  # fmt: skip
from xenotime.reading.party_lists.sdn_xml import read_sdn_xml
from xenotime.reading.party_lists.words import ListWords
from xenotime.reading.shipped.countries import country_code

SYNONYMS: Mapping[str, str] = {
    "source_list": "source", "list": "source", "sdn_type": "type", "sdn_name": "name", "entity_name": "name",
    "effective_date": "start_date", "beginning_date": "start_date", "date_lifted_waived_expired": "end_date",
    "expiration_date": "end_date", "ending_date": "end_date", "remarks_notes": "remarks",
    "alternate_name": "alt_name", "alternate_names": "alt_names", "street_address": "address",
    "state_province": "state", "web_link": "source_list_url", "fr_citation": "federal_register_notice",
    "program": "programs", "ent_num": "entity_number", "country_name": "country",
    "debarred_party_full_name": "name", "eff_date": "start_date", "alias": "alt_name", "notice": "federal_register_notice",
    "party_name": "name",
}  # fmt: skip
TREASURY = (
    "entity_number", "name", "type", "programs", "title", "call_sign", "vessel_type", "gross_tonnage",
    "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks",
)  # fmt: skip
NOTHING = "-0-"
IMPORTED = ("import_date", "last_imported")
"""What the interface has called the day on which it took a list over."""
MARK_OF_TREASURY = "SDN"
LOOKED_AT, NO_HEADER = 10, "no_header"
DEBARRED = ("debarred_party_full_name", "AECA Debarred List")
"""A column by which the list of those debarred is known, which has none for its own name."""
NAMELESS = ("country", "name", "address")
"""Columns of a list alone that has no header."""


def read_csl(path: Path, words: ListWords, *, whole: bool | None = None) -> PartyList:
    """The snapshot in the file.

    Raises UnreadableBook where nothing can be read; what is not taken over stands in the remarks.
    `whole` says whether the file holds all entries; where it is left out the file has to show it.
    """
    if path.suffix.lower() == ".xml":
        return read_sdn_xml(path, words, whole=whole)
    notes = Notes()
    read = _of_json if path.suffix.lower() == ".json" else _of_table
    found = read(path, words, notes)
    notes.needs(
        found.entries,
        "The file holds no entries of the screening list",
        file=path.name,
        allowed="its JSON or CSV layouts",
        do="name the file as it was published",
    )
    known = {list_named(each.on_list) for each in found.entries} - {""}
    return replace(
        found,
        title=words.title,
        authority=words.authority,
        whole=found.whole if whole is None else whole,
        remarks=notes.remarks(),
        source=path.name,
        days_fresh=words.days_fresh,
        lists=tuple(each for each in words.lists if each in known),
    )


def _of_json(path: Path, words: ListWords, notes: Notes) -> PartyList:
    value = load_json(path, notes)
    if isinstance(value, dict) and "fieldKey" in value:
        return _of_compact(path.name, value, words, notes)
    results = value if isinstance(value, list) else list_of(table_of(value).get("results"))
    rows = ((number, _named(table_of(each))) for number, each in enumerate(results, 1))
    entries = tuple(_entries(rows, path.name, words, notes))
    told = table_of(value)
    total, offset = told.get("total"), told.get("offset") or 0
    whole = isinstance(total, int) and total == len(results) and offset == 0
    if isinstance(total, int) and not whole:
        notes.remark(f"{path.name}: {len(results)} of {total} entries are here")
    days = [
        exact_day(text_of(table_of(each).get(key))[:10])
        for each in list_of(told.get("sources_used"))
        for key in IMPORTED
    ]
    stamp = exact_day(text_of(told.get("search_performed_at") or told.get("generated_at"))[:10])
    return PartyList("", dated=min((day for day in days if day), default=stamp), whole=whole, entries=entries)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """The entry by our names of its fields; older layouts have called some of them otherwise."""
    return {**{SYNONYMS[key]: value for key, value in row.items() if key in SYNONYMS}, **row}


def _of_compact(file: str, value: dict[str, Any], words: ListWords, notes: Notes) -> PartyList:
    """The compact file: short keys, and numbers that point into tables of words."""
    tables = table_of(value.get("tables"))

    def word(entry: dict[str, Any], key: str, table: str) -> str:
        at, rows = entry.get(key), list_of(tables.get(table))
        return text_of(rows[at]) if isinstance(at, int) and 0 <= at < len(rows) else ""

    def rows() -> Iterator[tuple[int, dict[str, Any]]]:
        for number, each in enumerate(map(table_of, list_of(value.get("entries"))), 1):
            yield (
                number,
                {
                    "name": each.get("n"),
                    "alt_names": each.get("a"),
                    "source": word(each, "s", "sources"),
                    "type": each.get("t"),
                    "country": each.get("c"),
                    "entity_number": each.get("e"),
                    "license_requirement": word(each, "lr", "licenceRequirements"),
                    "federal_register_notice": each.get("fr"),
                    "source_list_url": word(each, "u", "urls"),
                },
            )

    entries = tuple(_entries(rows(), file, words, notes))
    count = value.get("entryCount")
    day = exact_day(text_of(value.get("sourceGeneratedAt"))[:10])
    return PartyList("", dated=day, whole=count == len(list_of(value.get("entries"))), entries=entries)


def _of_table(path: Path, words: ListWords, notes: Notes) -> PartyList:
    cells = cells_of(path, notes)
    if cells and len(cells[0][1]) == len(TREASURY) and cells[0][1][0].isdigit():
        cells = [(0, [*TREASURY, "source"]), *((number, [*row, MARK_OF_TREASURY]) for number, row in cells)]
    above, cells = _from_header(cells)
    dated = next((day for line in above if (day := day_in(" ".join(line)))), None)
    nameless = bool(cells) and _is_nameless(cells)
    if nameless:
        cells = [(0, list(NAMELESS)), *((number, row[: len(NAMELESS)]) for number, row in cells)]
    columns, rows = rows_of(cells, SYNONYMS, path.name, notes)
    if cells and "name" not in columns:
        notes.problem(
            "The file has no column for the name",
            file=path.name,
            found=", ".join(sorted(columns))[:400],
            do="name the file as it was published",
        )
        return PartyList("")
    alone = "" if "source" in columns else words.word_by_columns(frozenset(map(str, columns)) | _plain(cells))
    if nameless:
        alone = words.word_by_columns(frozenset({NO_HEADER}))
        notes.remark(f"{path.name}: it has no header; read as country, name, address")
    if "source" not in columns and not alone and DEBARRED[0] in _plain(cells):
        rows = ((number, {**row, "source": DEBARRED[1]}) for number, row in rows)
    several = nameless or "alt_name" in columns or "address_number" in columns
    found = _entries(rows, path.name, words, notes, alone=alone)
    entries = tuple(_merged(found)) if several or alone else tuple(found)
    return PartyList("", dated=dated, entries=entries)


def _from_header(
    cells: list[tuple[int, list[str]]],
) -> tuple[list[list[str]], list[tuple[int, list[str]]]]:
    """The lines above the header, such as a title with the day, and the rows from the header on."""
    for at, (_, row) in enumerate(cells[:LOOKED_AT]):
        if "name" in {SYNONYMS.get(plain(cell), plain(cell)) for cell in row}:
            return [each for _, each in cells[:at]], cells[at:]
    return [], cells


def _is_nameless(cells: list[tuple[int, list[str]]]) -> bool:
    """Whether there is no header, and every row begins with a country."""
    return all(len(row) > 1 and row[1] and country_code(row[0]) for _, row in cells)


def _plain(cells: list[tuple[int, list[str]]]) -> frozenset[str]:
    return frozenset("_".join(name.casefold().split()) for name in cells[0][1]) if cells else frozenset()


def _entries(
    rows: Iterator[tuple[int, dict[str, Any]]] | enumerate[dict[str, Any]],
    file: str,
    words: ListWords,
    notes: Notes,
    *,
    alone: str = "",
) -> Iterator[Listing]:
    unknown: dict[str, int] = {}
    for number, raw in rows:
        row = {
            key: "" if isinstance(value, str) and value.strip() == NOTHING else value
            for key, value in raw.items()
        }
        name = text_of(row.get("name"))
        source = row.get("source")
        listed = text_of(table_of(source).get("full_name") or table_of(source).get("code") or source)
        if not name:
            notes.remark_row(file, number, "name", "the entry has no name and was left out")
            continue
        word = alone or words.word(listed)
        if not word:
            unknown[listed] = unknown.get(listed, 0) + 1
        yield _listing(number, row, name, listed, word, file, words, notes)
    if unnamed := unknown.pop("", 0):
        notes.problem(
            "Entries do not say which list they are on",
            file=file,
            found=f"{unnamed} without one",
            allowed=", ".join(words.lists),
            do="name the list of each in a column `source`, or take the file out if it is no list of parties",
        )
    for listed, count in unknown.items():
        notes.remark(f"{file}: {count} entries of {listed!r}: no word of the law for this list")


def _listing(
    number: int,
    row: dict[str, Any],
    name: str,
    listed: str,
    word: str,
    file: str,
    words: ListWords,
    notes: Notes,
) -> Listing:
    requirement = text_of(row.get("license_requirement"))
    note, clear = words.note(word, requirement) if word else ("", True)
    if not clear:
        notes.remark_row(file, number, "license_requirement", "it points to a footnote that it does not name")
    start, until = (
        day_of_cell(text_of(row.get(key)), file, number, key, notes, us_day)
        for key in ("start_date", "end_date")
    )
    numbered = text_of(row.get("entity_number")) or text_of(row.get("id") or row.get("_id"))
    notice = text_of(row.get("federal_register_notice"))
    ident = numbered or _digest(listed or word, name, requirement, notice, str(start or ""))
    return Listing(
        id=ident,
        name=name,
        list_name=listed or word,
        on_list=f"{word}{NOTE}{note}" if note else word,
        aka=names_of(row, name),
        kind=kind_of(text_of(row.get("type"))),
        country=countries_of(row),
        addresses=addresses_of(row),
        ids=ids_of(row),
        start=start,
        until=until,
        source=notice or text_of(row.get("source_list_url")),
        note=requirement,
        row=number,
    )


def _digest(*parts: str) -> str:
    """An id for an entry without one: the same in every snapshot in which the entry stands unchanged."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def _merged(entries: Iterator[Listing]) -> Iterator[Listing]:
    """Entries that stand in several rows, one to a name or address, as one."""
    found: dict[tuple[str, str, str, date | None], Listing] = {}
    for each in entries:
        key = (each.list_name, each.id, each.name.casefold(), each.start)
        before = found.get(key)
        if before is None:
            found[key] = each
            continue
        countries = tuple(dict.fromkeys((*(before.country or ()), *(each.country or ()))))
        found[key] = replace(
            before,
            aka=tuple(dict.fromkeys((*before.aka, *each.aka))),
            addresses=tuple(dict.fromkeys((*before.addresses, *each.addresses))),
            country=countries or None,
            ids=tuple(dict.fromkeys((*before.ids, *each.ids))),
        )
    yield from found.values()
