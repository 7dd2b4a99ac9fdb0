"""Read party lists of several authorities in the one JSON layout of another register.

One object to an entry, with `list_id`, `source_list_name`, `entity_name`, `aliases`, `date_added` and
`last_verified`. There `country` names the authority that lists; it says nothing about the party. Source of
the layout: the register's own schema of entities.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xenotime.facts.party_list import Listing, PartyList, list_named
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import day_of_cell, exact_day
from xenotime.reading.foreign.json import list_of, load_json, table_of, text_of, texts_of
from xenotime.reading.party_lists.csl_fields import countries_of, kind_of
from xenotime.reading.party_lists.words import ListWords

OTHERS = "organization"
Row = tuple[int, dict[str, Any]]


def read_register(
    path: Path, publications: Sequence[ListWords], *, dated: date | None = None, whole: bool = False
) -> PartyList:
    """The snapshot in the file; UnreadableBook where nothing can be read.

    Its day is the oldest one on which an entry was checked. The file does not say whether it is whole.
    """
    notes = Notes()
    value = load_json(path, notes)
    raw = value if isinstance(value, list) else list_of(table_of(value).get("entities"))
    rows = list(enumerate(map(table_of, raw), 1))
    found = list(_entries(rows, publications, path.name, notes))
    what, do = "The file holds no entries of a party list", "name the file with the list's entries"
    notes.needs(found, what, file=path.name, do=do)
    if any("country" in row for _, row in rows):
        notes.remark(
            f"{path.name}: `country` names the authority there, not the party's country: not taken over"
        )
    known = {list_named(listing.on_list) for listing, _ in found}
    named = [each for each in publications if known & set(each.lists)] or list(publications[:1])
    fresh = [each.days_fresh for each in named if each.days_fresh is not None]
    days = [day for _, row in rows if (day := exact_day(text_of(row.get("last_verified"))))]
    return PartyList(
        "; ".join(each.title for each in named),
        "; ".join(dict.fromkeys(each.authority for each in named)),
        dated or min(days, default=None),
        whole,
        tuple(listing for listing, _ in found),
        notes.remarks(),
        path.name,
        min(fresh, default=None),
        tuple(word for each in named for word in each.lists if len(named) == 1 or word in known),
    )


def _entries(
    rows: Sequence[Row], publications: Sequence[ListWords], file: str, notes: Notes
) -> Iterator[tuple[Listing, str]]:
    seen: set[str] = set()
    unknown: Counter[str] = Counter()
    for number, row in rows:
        name = text_of(row.get("entity_name"))
        if not name:
            notes.remark_row(file, number, "entity_name", "the entry has no name and was left out")
            continue
        ident = text_of(row.get("id")) or str(number)
        if ident in seen:
            notes.remark_row(file, number, "id", "the id stands twice; both entries are kept")
        seen.add(ident)
        names = (text_of(row.get("source_list_name")), text_of(row.get("list_id")))
        word = _word(names, _of_authority(text_of(row.get("country")), publications))
        if not word:
            unknown[names[0] or names[1] or "no list named"] += 1
        yield _listing(number, row, name, ident, word, file, notes), word
    for listed, count in unknown.items():
        notes.remark(f"{file}: {count} entries of {listed!r}: no word of the law for this list")


def _listing(
    number: int, row: dict[str, Any], name: str, ident: str, word: str, file: str, notes: Notes
) -> Listing:
    start = day_of_cell(text_of(row.get("date_added")), file, number, "date_added", notes)
    addresses = texts_of(row.get("addresses"))
    return Listing(
        ident,
        name,
        text_of(row.get("source_list_name")) or text_of(row.get("list_id")) or word,
        word,
        aka=tuple(each for each in texts_of(row.get("aliases")) if each != name),
        kind=kind_of(text_of(row.get("entity_type"))) or OTHERS,
        country=countries_of({"addresses": [{"country": each.rpartition(",")[2]} for each in addresses]}),
        addresses=addresses,
        start=start,
        source=text_of(row.get("source_url")),
        note=text_of(row.get("reason")),
        row=number,
    )


def _of_authority(code: str, publications: Sequence[ListWords]) -> Sequence[ListWords]:
    """The publications of the authority that an entry names; of all where it names none."""
    return (
        [each for each in publications if each.authority.casefold() == code.casefold()]
        if code
        else publications
    )


def _word(names: tuple[str, ...], publications: Sequence[ListWords]) -> str:
    """The law's word for a list, by the publisher's name for it or by the register's."""
    for name in names:
        for words in publications:
            found = name if name in words.lists else words.word(name)
            if found:
                return found
    return ""
