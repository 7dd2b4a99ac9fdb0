"""The use cases of bringing in what others keep: twins and declarations become facts of a book."""

from dataclasses import dataclass, replace
from pathlib import Path

from xenotime.errors import refusal
from xenotime.facts.book import Book
from xenotime.reading.book.adder import add_to_book, missing_from
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.writer import write_book
from xenotime.reading.twins.catenax import read_twins
from xenotime.reading.twins.ipc1752 import read_ipc1752

READERS = {"catenax": read_twins, "ipc1752": read_ipc1752}
"""Formats that `import` reads; each gives a book with a remark on everything that it could not take over."""
WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Imported:
    """What was brought in: how many facts of each table, where they stand now, and what was left."""

    counts: dict[str, int]
    files: tuple[Path, ...]
    remarks: tuple[str, ...]
    added: bool
    """Whether the book was there before."""


def bring_in(form: str, source: Path, into: Path) -> Imported:
    """The facts of a foreign file, in a new book or added to one that is there.

    Raises UnreadableBook where the file or the book cannot be read, UnwritableBook where it cannot be
    written, UnreadableRequest where `into` is something else.
    """
    return keep(READERS[form](source), into)


def keep(found: Book, into: Path) -> Imported:
    """The facts in a new book, or added to the one that is there; nothing that stands there is changed."""
    if not into.exists() or (into.is_dir() and not any(into.iterdir())):
        return Imported(_counts(found), write_book(found, into), found.remarks, added=False)
    if into.suffix.lower() in WORKBOOKS or not into.is_dir():
        found_there = "a workbook" if into.suffix.lower() in WORKBOOKS else "a file"
        do = "name a new path, or the folder of a book"
        raise refusal("This cannot be added to", option="--into", file=str(into), found=found_there, do=do)
    present = read_book(into)
    ours, matched = matched_by_part(found, present)
    more, left = missing_from(ours, present)
    return Imported(_counts(more), add_to_book(more, into), (*found.remarks, *matched, *left), added=True)


def matched_by_part(found: Book, present: Book) -> tuple[Book, tuple[str, ...]]:
    """The same facts about the book's own items, where one of the same maker has that part number.

    A part number alone is no match: two makers may use the same one.
    """
    ours: dict[tuple[str, str], list[str]] = {}
    for each in present.items.values():
        if each.maker and each.maker_part:
            ours.setdefault((_maker(each.maker, present), each.maker_part), []).append(each.id)
    same = {
        each.id: known[0]
        for each in found.items.values()
        if each.id not in present.items
        and len(known := ours.get((_maker(each.maker, found), each.maker_part), [])) == 1
    }
    if not same:
        return found, ()

    def own(ident: str) -> str:
        return same.get(ident, ident)

    book = replace(
        found,
        items={own(ident): replace(each, id=own(ident)) for ident, each in found.items.items()},
        bill=tuple(replace(each, parent=own(each.parent), child=own(each.child)) for each in found.bill),
        contents=tuple(replace(each, item=own(each.item)) for each in found.contents),
        lots={ident: replace(each, item=own(each.item)) for ident, each in found.lots.items()},
    )
    return book, tuple(
        f"{part} is the book's {ours_id}, by maker and part number" for part, ours_id in same.items()
    )


def _maker(maker: str, book: Book) -> str:
    party = book.parties.get(maker)
    return (party.name if party and party.name else maker).casefold()


def _counts(book: Book) -> dict[str, int]:
    tables = ("items", "bill", "contents", "parties", "lots", "evidence")
    return {table: count for table in tables if (count := len(getattr(book, table)))}
