"""Read China's party lists: CSV files as the law folder keeps them, and the JSON of another register."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path

from xenotime.dates import Period, day_before
from xenotime.facts.party_list import Listing, PartyList
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.days import day_of_cell
from xenotime.reading.foreign.json import text_of
from xenotime.reading.foreign.rows import cells_of, rows_of
from xenotime.reading.party_lists.register import read_register
from xenotime.reading.party_lists.words import ListWords

SYNONYMS: Mapping[str, str] = {
    "name": "name_en", "english": "name_en", "chinese": "name_zh", "zh": "name_zh", "en": "name_en",
    "aka": "aka", "aliases": "aka", "listed_on": "from", "start": "from", "date_added": "from",
    "removed_on": "removed_on", "end": "until", "announcement": "notice", "instrument": "notice", "by": "notice",
}  # fmt: skip

PAUSED = FIRST, LAST = "paused_from", "paused_until"


def read_cn(path: Path, words: ListWords, *, dated: date | None = None, whole: bool = False) -> PartyList:
    """The snapshot in the file; UnreadableBook where nothing can be read.

    `dated` is the day of a file that does not say it itself.
    """
    if path.suffix.lower() == ".json":
        return read_register(path, [words], dated=dated, whole=whole)
    notes = Notes()
    entries = _of_table(path, words, notes)
    what, do = "The file holds no entries of a party list", "name the file with the list's entries"
    notes.needs(entries, what, file=path.name, do=do)
    return words.snapshot(entries, path.name, notes, dated=dated, whole=whole)


def _of_table(path: Path, words: ListWords, notes: Notes) -> list[Listing]:
    columns, rows = rows_of(cells_of(path, notes), SYNONYMS, path.name, notes)
    if columns and not columns & {"name_en", "name_zh"}:
        notes.problem(
            "The file has no column for the name",
            file=path.name,
            found=", ".join(sorted(columns)),
            do="name the column as the list does",
        )
        return []
    found = []
    for number, row in rows:
        names = tuple(filter(None, (row.get("name_en"), row.get("name_zh"))))
        if not names:
            notes.remark_row(path.name, number, "name", "the entry has no name and was left out")
            continue
        listed = row.get("list") or path.stem
        word = _word(listed, words, path.name, number, notes)
        found += list(_rows(number, row, names, listed, word, path.name, notes))
    return found


def _rows(
    number: int, row: dict[str, str], names: tuple[str, ...], listed: str, word: str, file: str, notes: Notes
) -> Iterator[Listing]:
    def day(key: str) -> date | None:
        return day_of_cell(text_of(row.get(key)), file, number, key, notes)

    removed = day("removed_on")
    aka = tuple(part for each in row.get("aka", "").split(";") if (part := each.strip()))
    yield Listing(
        row.get("id") or f"{listed} {number}",
        names[0],
        listed,
        word,
        aka=tuple(dict.fromkeys((*names[1:], *aka))),
        kind=row.get("kind") or "organization",
        country=(row["country"].upper(),) if row.get("country") else None,
        addresses=(row["address"],) if row.get("address") else (),
        ids=tuple(part for each in row.get("ids", "").split(";") if (part := each.strip())),
        start=day("from"),
        until=day_before(removed) if removed else day("until"),
        pauses=_pauses(row, file, number, notes),
        source=row.get("source", ""),
        note=row.get("notice", ""),
        row=number,
    )


def _pauses(row: dict[str, str], file: str, number: int, notes: Notes) -> tuple[Period, ...]:
    """The pauses that the row tells, parted by semicolons; none where a day of one cannot be read, or a first day is not told.

    Without a last day the last of them lasts. With one that cannot be read it may be over: the entry then stands all the while.
    """
    told = {
        key: [part.strip() for part in text_of(row.get(key)).split(";") if part.strip()] for key in PAUSED
    }
    days = {key: [day_of_cell(each, file, number, key, notes) for each in told[key]] for key in PAUSED}
    starts, ends = days[FIRST], days[LAST]
    if None in (*starts, *ends):
        return ()
    if not len(starts) - 1 <= len(ends) <= len(starts):
        notes.remark_row(file, number, FIRST, "not every pause has a first and a last day: taken for none")
        return ()
    return tuple(Period(start, end) for start, end in zip_longest(starts, ends))


def _word(listed: str, words: ListWords, file: str, row: int, notes: Notes) -> str:
    word = listed if listed in words.lists else words.word(listed)
    if not word:
        notes.remark_row(file, row, "list", f"no word of the law for the list {listed!r}")
    return word
