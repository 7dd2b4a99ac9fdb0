"""Read house_words.csv: what a company's own words and type keys say that a part is."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from xenotime.dates import parse_day
from xenotime.facts.house_word import ANY, LEAST, NONE, HouseWord
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.shipped.part_kinds import part_kinds
from xenotime.reading.tables.beside import named_rows
from xenotime.reading.tables.csv import CsvStyle, read_csv

HOUSE_WORDS = "house_words.csv"
COLUMNS = ("word", "kind", "by", "on", "reason")
NEEDED = ("word", "kind")


def read_house_words(path: Path, style: CsvStyle, notes: Notes) -> tuple[HouseWord, ...]:
    """Every word of the file; none where there is no file; each that is not whole is a problem."""
    sheet = read_csv(path, path.name, style, notes) if path.is_file() else None
    if sheet is None:
        return ()
    found: dict[str, HouseWord] = {}
    for row, cells in named_rows(sheet, NEEDED, COLUMNS, notes):
        one = _word(cells, path.name, row, notes)
        if one is not None and found.setdefault(one.word.casefold(), one) is not one:
            notes.problem(
                "The word stands twice", file=path.name, row=row, column="word", found=one.word,
                do="keep one of the two",
            )  # fmt: skip
    return tuple(found.values())


def _word(cells: Mapping[str, str], file: str, row: int, notes: Notes) -> HouseWord | None:
    given = {name: cells.get(name, "").strip() for name in COLUMNS}
    faults = [*_faults(given)]
    day: date | None = None
    try:
        day = parse_day(given["on"]) if given["on"] else None
    except ValueError:
        faults.append(("on", "This is not a day", "YYYY-MM-DD", ""))
    for column, what, allowed, do in faults:
        notes.problem(
            what, file=file, row=row, column=column, found=given[column] or "nothing", allowed=allowed, do=do
        )
    return None if faults else HouseWord(given["word"], given["kind"], given["by"], day, given["reason"])


def _faults(given: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """What is wrong with a row: the column, what, what is allowed, and what to do."""
    word, kind = given["word"].removesuffix(ANY).strip(), given["kind"]
    kinds = [*(each.id for each in part_kinds()), NONE]
    found = []
    if not any(each.isalnum() for each in word) or ANY in word:
        found.append(("word", "This is no word", "a word, or its beginning with one * behind it", ""))
    if kind not in kinds:
        found.append(("kind", "The kind of part is not known", listed(kinds), nearest(kind, kinds)))
    if kind != NONE or found:
        return found
    found += [
        (name, f"A word that says that a part holds none needs {name}", "", f"fill in {name}")
        for name in ("by", "on", "reason")
        if not given[name]
    ]
    if sum(each.isalnum() for each in word) < (LEAST if word.isascii() else LEAST - 1):
        found.append(("word", "The word is too short to say that a part holds none", "", "give a longer one"))
    return found
