"""What an answered request says of a book: its answer becomes a fact, with who gave it and when."""

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from xenotime.exact import NOTHING, Range, parse_range, parse_share
from xenotime.facts.book import Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Item, Words
from xenotime.facts.party import OTHER_OWNERS, Holding
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.shipment import Shipment

YES, NO, NONE, BELOW, AT_OR_ABOVE = "yes", "no", "none", "below", "at or above"
DECLARED, DERIVED = "declared", "derived"
ITEM_FIELDS = frozenset(
    {"kind", "form", "made_in", "codes", "made_with", "maker", "currency", "value", "mass_kg"}
)
SHIPMENT_WORDS = {
    "from": "origin", "destination": "destination", "to": "destination", "via": "via", "act": "act",
    "circumstance": "circumstance", "end_use": "end_use",
}  # fmt: skip
PARTY_WORDS = frozenset({"country", "nationality", "kind", "lists"})
Reads = Callable[[Book, Request, re.Match[str]], Book | None]


def answered(book: Book) -> Book:
    """The book with every answer that holds as a fact in it; one that no table can hold is a remark.

    A refusal changes no fact: it is told.
    """
    remarks: list[str] = []
    for request in book.requests:
        if request.state == ANSWERED:
            try:
                told = _applied(book, request)
            except ValueError:
                told = None
            if told is None:
                remarks.append(
                    f"{request.number}: the answer {request.answer!r} to “{request.fact} of {request.about}” "
                    "has no place in a table; enter it by hand"
                )
            else:
                book = told
    return replace(book, remarks=(*book.remarks, *remarks)) if remarks else book


def _applied(book: Book, request: Request) -> Book | None:
    """The book with one answer, None where it has no place."""
    if request.about_kind == "item" and request.about in book.items:
        for pattern, reads in ITEM_FACTS:
            match = pattern.fullmatch(request.fact)
            if match:
                return reads(book, request, match)
        return _item_field(book, request)
    if request.about_kind == "party" and request.about in book.parties:
        return _party(book, request)
    return _shipment(book, request) if request.about_kind == "shipment" else None


def _said(request: Request, substance: str, claim: str = DECLARED) -> ContentRow:
    """A row in the words of whoever answered."""
    return ContentRow(
        request.about,
        substance,
        said_by=request.answered_by or request.to,
        said_on=request.answered_on,
        claim=claim,
    )


def _with_row(book: Book, row: ContentRow) -> Book:
    return replace(book, contents=(*book.contents, row))


def _has(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    return _presence(book, request, match["substance"])


def _presence(book: Book, request: Request, substance: str) -> Book | None:
    row = _said(request, substance)
    if request.answer == YES:
        return _with_row(book, replace(row, present=True))
    return _with_row(book, replace(row, absent=True, share=NOTHING)) if request.answer in {NO, NONE} else None


def _others(book: Book, request: Request, _: re.Match[str]) -> Book | None:
    if request.answer in {NO, NONE}:
        return _with_row(book, replace(_said(request, OTHERS), absent=True, share=NOTHING))
    return None


def _content(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    """The whole of what is on a list: none, some, a band of the item's value, or an amount."""
    origin = match["origin"]
    row = replace(_said(request, match["list"]), origin=(origin,) if origin else None)
    answer, worth = request.answer, book.items[request.about].value
    if answer in {NO, NONE}:
        return _with_row(book, replace(row, absent=True, share=NOTHING))
    if answer == YES:
        return _with_row(book, replace(row, present=True))
    if answer in {BELOW, AT_OR_ABOVE}:
        return _band(book, replace(row, claim=DERIVED), answer, parse_share(request.band), worth)
    value = parse_range(answer)
    return _with_row(book, replace(row, value=value, present=value.low > 0))


def _band(book: Book, row: ContentRow, answer: str, band: Fraction, worth: Range | None) -> Book | None:
    """A ratio at the supplier's own tier, over what the item is worth; without its worth it has no amount."""
    if worth is None or worth.high is None:
        return _with_row(book, replace(row, present=True)) if answer == AT_OR_ABOVE else None
    if answer == BELOW:
        return _with_row(book, replace(row, value=Range(Fraction(0), band * worth.high)))
    return _with_row(book, replace(row, value=Range(band * worth.low, worth.high), present=worth.low > 0))


def _share(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    low, _, high = request.answer.partition("..")
    unit = next((each for each in ("%", "ppm", "ppb") if high.strip().endswith(each)), "")
    first = parse_share(low if not unit or low.strip().endswith(unit) else f"{low.strip()} {unit}")
    last = parse_share(high) if high else first
    row = replace(_said(request, match["substance"]), share=Range(first, last), present=first > 0)
    return _replacing(book, request.about, match["substance"], row)


def _replacing(book: Book, item: str, substance: str, row: ContentRow) -> Book:
    """The row stands in for those of the same item and substance that state no amount."""
    silent = [
        each
        for each in book.contents
        if each.item == item
        and each.substance == substance
        and (each.share is None or not each.share.is_exact)
    ]
    if not silent:
        return _with_row(book, row)
    new = {
        id(each): replace(each, share=row.share, present=row.present, detection_limit=None)
        for each in silent[:1]
    }
    return replace(book, contents=tuple(new.get(id(each), each) for each in book.contents))


def _filled(book: Book, request: Request, match: re.Match[str], column: str) -> Book:
    """Fills an open form or origin of the item's rows about one substance."""
    changed: dict[str, Any] = {column: _words(request.answer)}
    return replace(
        book,
        contents=tuple(
            replace(each, **changed)
            if each.item == request.about
            and each.substance == match["substance"]
            and getattr(each, column) is None
            else each
            for each in book.contents
        ),
    )


def _quantity(book: Book, request: Request, match: re.Match[str]) -> Book:
    amount = parse_range(request.answer)
    lines = tuple(
        replace(line, quantity=amount)
        if (line.parent, line.child) == (request.about, match["child"])
        else line
        for line in book.bill
    )
    return replace(book, bill=lines)


ITEM_FACTS: tuple[tuple[re.Pattern[str], Reads], ...] = (
    (re.compile(r"has\((?P<substance>.+)\)"), _has),
    (re.compile(r"others"), _others),
    (re.compile(r"content of (?P<list>\S+)( of origin (?P<origin>\S+))?"), _content),
    (re.compile(r"share of (?P<substance>.+)"), _share),
    (
        re.compile(r"form of (?P<substance>.+) in"),
        lambda book, request, match: _filled(book, request, match, "form"),
    ),
    (
        re.compile(r"origin of (?P<substance>.+) in"),
        lambda book, request, match: _filled(book, request, match, "origin"),
    ),
    (re.compile(r"quantity of (?P<child>.+) in"), _quantity),
)
"""Kinds of missing facts about an item, as the trace names them, with what an answer to each means."""
COMPUTED = re.compile(r".* of .*|.* in( .*)?|has\(.*|price .*|rate .*|supplier.*|lot|said_on.*")


def _item_field(book: Book, request: Request) -> Book | None:
    if COMPUTED.fullmatch(request.fact):
        return None
    item = book.items[request.about]
    return replace(book, items=book.items | {item.id: _with_field(item, request.fact, request.answer)})


def _with_field(item: Item, name: str, answer: str) -> Item:
    read: Callable[[str], Any] = parse_range if name in {"value", "mass_kg"} else _words
    if name not in ITEM_FIELDS:
        return replace(item, facts=item.facts | {name: _words(answer)})
    changed: dict[str, Any] = {name: answer if name in {"maker", "currency"} else read(answer)}
    return replace(item, **changed)


def _party(book: Book, request: Request) -> Book | None:
    party = book.parties[request.about]
    if request.fact == "holdings.others":
        share = NOTHING if request.answer == NONE else Range(Fraction(0), parse_share(request.answer))
        return replace(
            book,
            holdings=(*book.holdings, Holding(OTHER_OWNERS, party.id, share=share, source=request.number)),
        )
    if COMPUTED.fullmatch(request.fact):
        return None
    words = _words(request.answer)
    field: dict[str, Any] = {request.fact: words} if request.fact in PARTY_WORDS else {}
    facts = party.facts if field else party.facts | {request.fact: words}
    return replace(book, parties=book.parties | {party.id: replace(party, facts=facts, **field)})


def _shipment(book: Book, request: Request) -> Book | None:
    if not any(each.id == request.about for each in book.shipments) or COMPUTED.fullmatch(request.fact):
        return None
    lines = [_line(each, request) if each.id == request.about else each for each in book.shipments]
    return replace(book, shipments=tuple(lines))


def _line(line: Shipment, request: Request) -> Shipment:
    if request.fact == "value":
        return replace(line, value=parse_range(request.answer))
    if request.fact == "quantity":
        return replace(line, quantity=parse_range(request.answer))
    words = _words(request.answer)
    if request.fact not in SHIPMENT_WORDS:
        return replace(line, facts=line.facts | {request.fact: words})
    changed: dict[str, Any] = {SHIPMENT_WORDS[request.fact]: words}
    return replace(line, **changed)


def _words(answer: str) -> Words:
    values = tuple(dict.fromkeys(part for each in answer.split(";") if (part := each.strip())))
    if not values:
        raise ValueError(answer)
    return () if values == (NONE,) else values
