"""An answer that ran out, on the days on which it held: where the book says otherwise now, neither is known for them."""

import re
from dataclasses import fields, replace
from typing import Any

from xenotime.facts.answered_lines import lines_untold
from xenotime.facts.book import Book
from xenotime.facts.request import Request

INSIDE = re.compile(r"(?P<column>form|origin|share|quantity) of (?P<what>.+?)( in)?")
QUANTITY = "quantity"
TEXTS = frozenset({"maker", "currency"})


def untold(book: Book, request: Request) -> Book:
    """The book in which the fact of the request is not known."""
    name, about = request.fact, request.about
    if request.about_kind == "item" and (inside := INSIDE.fullmatch(name)):
        return _inside(book, about, inside["column"], inside["what"])
    if request.about_kind == "item" and about in book.items:
        item = replace(book.items[about], **_changed(book.items[about], name))
        return replace(book, items=book.items | {about: item})
    if request.about_kind == "party" and about in book.parties:
        party = replace(book.parties[about], **_changed(book.parties[about], name))
        return replace(book, parties=book.parties | {about: party})
    return lines_untold(book, request)


def _changed(of: Any, name: str) -> dict[str, Any]:
    """The fields without the fact: a column of its own is empty, one among the other facts is gone."""
    if name in {each.name for each in fields(of)}:
        return {name: "" if name in TEXTS else None}
    return {"facts": {each: words for each, words in of.facts.items() if each != name}}


def _inside(book: Book, item: str, column: str, what: str) -> Book:
    if column == QUANTITY:
        return replace(
            book,
            bill=tuple(
                replace(line, quantity=None) if (line.parent, line.child) == (item, what) else line
                for line in book.bill
            ),
        )
    empty: dict[str, Any] = {column: None}
    return replace(
        book,
        contents=tuple(
            replace(row, **empty) if (row.item, row.substance) == (item, what) and not row.absent else row
            for row in book.contents
        ),
    )
