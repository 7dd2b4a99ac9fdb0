"""The use cases of bringing in what others keep: twins and declarations become facts of a book."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xenotime.errors import refusal
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.reading.book.adder import add_to_book, missing_from
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.writer import write_book
from xenotime.reading.twins.catenax import read_twins
from xenotime.reading.twins.ipc1752 import read_ipc1752

READERS = {"catenax": read_twins, "ipc1752": read_ipc1752}
"""Formats that `import` reads; each gives a book with a remark on everything that it could not take over."""
WORKBOOKS = (".xlsx", ".xlsm")
SHOWN = 8
"""Digits of a document's hash that tell it from another one of its name."""


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
    ours, documents = apart_from(ours, present)
    more, left = missing_from(ours, present)
    remarks = (*found.remarks, *matched, *documents, *left)
    return Imported(_counts(more), add_to_book(more, into), remarks, added=True)


def matched_by_part(found: Book, present: Book) -> tuple[Book, tuple[str, ...]]:
    """The same facts about the book's own items, where one of the same maker has that part number.

    A part number alone is no match: two makers may use the same one, and the book may number another item so.
    What would only share its number with an item of the book has its maker's name before it.
    """
    ours: dict[tuple[str, str], list[str]] = {}
    for each in present.items.values():
        for maker in each.makers:
            for number in _numbers(each):
                ours.setdefault((_maker(maker, present), number), []).append(each.id)
    same: dict[str, str] = {}
    told: list[str] = []
    for each in found.items.values():
        known = ours.get((_maker(each.maker, found), each.maker_part), []) if each.maker_part else []
        there = present.items.get(each.id)
        if each.id in known:
            continue
        if len(known) == 1:
            same[each.id] = known[0]
            told.append(f"{each.id} is the book's {known[0]}, by maker and part number")
        elif there is not None and not _is_same(each, found, there, present):
            same[each.id] = f"{each.maker or 'another'}/{each.id}"
            told.append(
                f"{each.id} is another item in the book ({there.maker or there.name}): brought in as {same[each.id]}; "
                "where the two are one, give that item the maker and the maker's number, and bring it in again"
            )
    return _renamed(found, same) if same else found, tuple(told)


def _is_same(new: Item, found: Book, there: Item, present: Book) -> bool:
    """Whether two items of one number are one: they name one maker and number, or the book names no maker and no other name.

    The id of a twin is nobody else's.
    """
    if new.id.startswith("urn:"):
        return True
    if there.makers:
        makers = {_maker(each, present) for each in there.makers}
        numbers = _numbers(there)
        return _maker(new.maker, found) in makers and (not numbers or new.maker_part in {"", *numbers})
    return len({each.casefold() for each in (new.name, there.name) if each}) <= 1


def _numbers(item: Item) -> tuple[str, ...]:
    """The makers' own numbers of an item: as many as makers, where an import brought several."""
    return tuple(dict.fromkeys(number for each in item.maker_part.split(";") if (number := each.strip())))


def _renamed(found: Book, names: Mapping[str, str]) -> Book:
    def own(ident: str) -> str:
        return names.get(ident, ident)

    return replace(
        found,
        items={own(ident): replace(each, id=own(ident)) for ident, each in found.items.items()},
        bill=tuple(replace(each, parent=own(each.parent), child=own(each.child)) for each in found.bill),
        contents=tuple(replace(each, item=own(each.item)) for each in found.contents),
        lots={ident: replace(each, item=own(each.item)) for ident, each in found.lots.items()},
    )


def apart_from(found: Book, present: Book) -> tuple[Book, tuple[str, ...]]:
    """The same facts, each document under a name that is no other document's in the book."""
    names = {
        ident: f"{ident} {each.sha256[:SHOWN]}"
        for ident, each in found.evidence.items()
        if ident in present.evidence and present.evidence[ident].sha256 not in {"", each.sha256}
    }
    if not names:
        return found, ()

    def own(documents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(each, each) for each in documents)

    book = replace(
        found,
        items={ident: replace(each, evidence=own(each.evidence)) for ident, each in found.items.items()},
        contents=tuple(replace(each, evidence=own(each.evidence)) for each in found.contents),
        evidence={
            names.get(ident, ident): replace(each, id=names.get(ident, ident))
            for ident, each in found.evidence.items()
        },
    )
    return book, tuple(
        f"document {ident} is another one in the book: brought in as {name}" for ident, name in names.items()
    )


def _maker(maker: str, book: Book) -> str:
    party = book.parties.get(maker)
    return (party.name if party and party.name else maker).casefold()


def _counts(book: Book) -> dict[str, int]:
    tables = ("items", "bill", "contents", "parties", "lots", "evidence")
    return {table: count for table in tables if (count := len(getattr(book, table)))}
