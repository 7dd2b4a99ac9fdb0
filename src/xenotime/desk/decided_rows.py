"""Rows of a table that comes back from a spreadsheet: each still speaks of the item that it was written for."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from xenotime.errors import Problem
from xenotime.facts.book import Book

READ = ("item", "name", "form", "code", "reason")
WRITTEN = ("tier", "family", "because", "may_apply", "state")
"""Columns that the table has when it goes out, and of which nothing is read."""
OPTION = "--confirm-table"


def odd_rows(rows: Sequence[Mapping[str, str]], book: Book) -> Iterator[Problem]:
    """A problem for each column of which nothing would be read, and for each row that may mean another item."""
    yield from _columns(rows)
    alike = _alike(book)
    for row in rows:
        ident = row["item"]
        item = book.items.get(ident)
        if item is None:
            continue
        name, own = " ".join(row.get("name", "").split()), " ".join(item.name.split())
        if name and name != own:
            do = "put the item's own id there: a spreadsheet takes zeros off numbers; or empty the cell of the name"
            yield Problem("Another item has this number", "", None, OPTION, f"{ident}: {name}", own, do)
            continue
        others = [each for each in alike.get(_number(ident), ()) if each != ident]
        if others and not (name and all(book.items[each].name != item.name for each in others)):
            do = "decide about it with --confirm: a spreadsheet writes these numbers in one way"
            yield Problem("The row may mean another item", "", None, OPTION, ident, ", ".join(others), do)


def _columns(rows: Sequence[Mapping[str, str]]) -> Iterator[Problem]:
    filled = dict.fromkeys(head for row in rows for head, cell in row.items() if cell)
    for head in filled:
        if head not in {*READ, *WRITTEN}:
            do = "name it form, code or reason, or take it out"
            yield Problem("Nothing is read of this column", "", None, OPTION, head, ", ".join(READ), do)


def _alike(book: Book) -> dict[Decimal | None, list[str]]:
    """The ids that are one number, however they are written."""
    found: dict[Decimal | None, list[str]] = {}
    for each in book.items:
        if (number := _number(each)) is not None:
            found.setdefault(number, []).append(each)
    return found


def _number(ident: str) -> Decimal | None:
    try:
        number = Decimal(ident)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
