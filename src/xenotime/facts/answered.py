"""What an answered request says of a book: its answer becomes a fact, with who gave it and when."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from xenotime.exact import NOTHING, Range, parse_range, parse_share
from xenotime.facts.agreeing import Otherwise, amount_of_both, text_of_both, words_of_both
from xenotime.facts.answered_lines import COMPUTED, told_of_lines, words_in
from xenotime.facts.answered_owners import others_told
from xenotime.facts.answered_past import untold
from xenotime.facts.book import Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Item, Words
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.spelt import plain

YES, NO, NONE, BELOW, AT_OR_ABOVE = "yes", "no", "none", "below", "at or above"
DECLARED, DERIVED, ESTIMATED = "declared", "derived", "estimated"
ITEM_FIELDS = frozenset(
    {"kind", "form", "made_in", "codes", "made_with", "maker", "currency", "value", "mass_kg"}
)
WORTH = "value"
PARTY_WORDS = frozenset({"country", "nationality", "kind", "lists"})
HAS = re.compile(r"has\((?P<substance>.+)\)")
CONTENT = re.compile(r"content of (?P<list>\S+)( of origin (?P<origin>\S+))?")
SHARE = re.compile(r"share of (?P<substance>.+)")
MONEY = re.compile(r"(?P<amount>[\d.]+) (?P<currency>[A-Z]{3})")
"""An amount for one unit of an item: a number or a range, and its currency."""
SHIPMENT = "shipment"
Clash = Callable[[Request, str], None]
"""Tells of an answer that the table says otherwise, and what it says."""
Reads = Callable[[Book, Request, re.Match[str]], Book | None]


def answered(book: Book, clash: Clash) -> Book:
    """The book with every answer that holds as a fact in it, in the order of their days, then those that ran out; one that no table can hold is a remark.

    One that holds up to a last day waits until it is asked about a day; what is told of a shipment is told of its own.
    Where an answer says otherwise than the table, `clash` is told; where one does that ran out, a remark says so, and
    on its days neither is known. A refusal changes no fact: it is told.
    """
    remarks: list[str] = []
    by_day = sorted(book.requests, key=lambda each: (each.state != ANSWERED, each.answered_on or date.min))
    given = tuple(each for each in by_day if each.is_told)

    def answer(request: Request) -> str:
        return f"the answer {request.answer!r} to “{request.fact} of {request.about}”"

    def has_place(request: Request, told: Book | None) -> None:
        if told is None:
            remarks.append(f"{request.number}: {answer(request)} has no place in a table; enter it by hand")

    def differs(request: Request, found: str) -> None:
        if request.state == ANSWERED:
            clash(request, found)
        else:
            remarks.append(
                f"{request.number}: {found}, and {answer(request)} held until {request.valid_until}: "
                "for goods that left up to then neither is known"
            )

    passing = {each.about for each in given if each.valid_until and each.about_kind == SHIPMENT}
    book = replace(book, as_stated=tuple(each for each in book.shipments if each.id in passing))
    _with_answers(book, given, differs, has_place)
    waiting = tuple(each for each in given if each.valid_until and each.about_kind != SHIPMENT)
    book = replace(_with_answers(book, [each for each in given if each not in waiting]), waiting=waiting)
    return replace(book, remarks=(*book.remarks, *remarks)) if remarks else book


def answered_on(book: Book, day: date | None) -> Book:
    """The book with those of its waiting answers that hold on the day; where no day is meant, with all of them and all that it says.

    What an answer said of the inside of an item is open once it has run out: what was said before it, and what it took
    the place of, does not come back.
    """
    if not book.waiting:
        return book
    held = [each for each in book.waiting if day is None or (each.valid_until and day <= each.valid_until)]
    for request in book.waiting:
        if request not in held:
            book = _lapsed(book, request)
    return replace(_with_answers(book, held, is_of_day=day is not None), waiting=())


def _lapsed(book: Book, request: Request) -> Book:
    """The book after the last day of an answer that did not deny what it was asked for: that is open."""
    match = next(filter(None, (each.fullmatch(request.fact) for each in (HAS, CONTENT, SHARE))), None)
    if match is None or request.answer in {NO, NONE} or request.about not in book.items:
        return book
    row = replace(_said(book, request, match[1]), claim=ESTIMATED)
    gone = {
        id(each)
        for each in book.contents
        if _is_of_speaker(each, row) and each.substance == row.substance and not _is_newer(each, row)
        if each.said_on and row.said_on
    }
    kept = (each for each in book.contents if id(each) not in gone)
    return replace(book, contents=(*kept, row))


def _with_answers(
    book: Book,
    requests: Iterable[Request],
    clash: Clash = lambda _, __: None,
    seen: Callable[[Request, Book | None], None] = lambda _, __: None,
    *,
    is_of_day: bool = True,
) -> Book:
    for request in requests:
        told: Book | None = book
        try:
            told = _applied(book, request)
        except Otherwise as other:
            clash(request, str(other))
            told = untold(book, request) if request.state != ANSWERED and is_of_day else book
        except ValueError:
            told = None
        seen(request, told)
        book = told or book
    return book


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
    return told_of_lines(book, request) if request.about_kind == SHIPMENT else None


def _said(book: Book, request: Request, substance: str) -> ContentRow:
    """A row in the words of whoever answered, about what the supplier who was asked delivers."""
    return ContentRow(
        request.about,
        substance,
        supplier=_delivered_by(book, request),
        said_by=request.answered_by or request.to,
        said_on=request.answered_on,
        claim=DECLARED,
    )


def _delivered_by(book: Book, request: Request) -> str:
    """The supplier who was asked, where others deliver the item as well; empty where an answer is about all of it."""
    item = book.items[request.about]
    named = {row.supplier for row in book.contents if row.item == item.id}
    named |= {lot.supplier for lot in book.lots.values() if lot.item == item.id}
    makers = item.makers if item.makers[1:] else ()
    several = [*sorted(named - {""}), *(each for each in makers if each not in named)]
    asked = _called(book, request.to)
    if not several[1:] or (not makers and not asked.isdisjoint(_called(book, item.maker))):
        return ""
    if request.to in several:
        return request.to
    put_to_all = item.maker if request.to == item.maker else ""
    return next((each for each in several if not asked.isdisjoint(_called(book, each))), put_to_all)


def _called(book: Book, supplier: str) -> set[str]:
    """A supplier's names, as the eye reads them: what he is called here and, of a party by its id, its own."""
    party = book.parties.get(supplier)
    return {plain(each) for each in (supplier, party.name if party else supplier)}


def _with_row(book: Book, row: ContentRow) -> Book:
    """The row beside what the same speaker said last up to then, which he says on the day of the answer as well.

    An answer tells of one thing: it takes the place of what was said of that alone.
    """
    said_on = row.said_on
    days = [each.said_on for each in book.contents if _is_of_speaker(each, row) and each.said_on]
    last = max((each for each in days if said_on and each <= said_on), default=None)
    if last is None:
        return replace(book, contents=(*book.contents, row))
    newest = [each for each in book.contents if _is_of_speaker(each, row) and each.said_on == last]
    same = [each for each in newest if _is_about(each) == _is_about(row)]
    only_named = row.present and row.share is None and row.value is None
    there = [each for each in same if only_named and not each.absent]
    kept = [replace(each, said_on=said_on) for each in newest if each not in same or each in there]
    if len(there) == 1:
        kept = [replace(each, present=True) if _is_about(each) == _is_about(row) else each for each in kept]
    is_told = len(there) == 1 or any(each.present for each in there)
    gone = {id(each) for each in newest} if last == said_on else set[int]()
    before = [each for each in book.contents if id(each) not in gone]
    return replace(book, contents=(*before, *kept, *(() if is_told else (row,))))


def _is_of_speaker(each: ContentRow, row: ContentRow) -> bool:
    """Whether a row is one of what the speaker of another said of the item as a whole."""
    key = (row.item, row.said_by, row.supplier, row.lot)
    return (each.item, each.said_by, each.supplier, each.lot) == key and each.claim != ESTIMATED


def _is_newer(row: ContentRow, before: ContentRow) -> bool:
    """Whether the speaker of a row says another one of the item later."""
    return bool(row.said_on and before.said_on and row.said_on > before.said_on) and _is_of_speaker(
        row, before
    )


def _is_about(row: ContentRow) -> tuple[str, Words]:
    """Of what a row tells: its substance; where it denies one, or tells of all else, that of some origin."""
    return row.substance, row.origin if row.absent or row.substance == OTHERS else None


def _has(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    row = _said(book, request, match["substance"])
    if request.answer == YES:
        return _with_row(book, replace(row, present=True))
    return _with_row(book, replace(row, absent=True, share=NOTHING)) if request.answer in {NO, NONE} else None


def _others(book: Book, request: Request, _: re.Match[str]) -> Book | None:
    if request.answer in {NO, NONE}:
        return _with_row(book, replace(_said(book, request, OTHERS), absent=True, share=NOTHING))
    return None


def _content(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    """The whole of what is on a list: none, some, a band of the item's value, or an amount."""
    origin = match["origin"]
    row = replace(_said(book, request, match["list"]), origin=(origin,) if origin else None)
    answer, worth = request.answer, book.items[request.about].value
    if answer in {NO, NONE}:
        return _with_row(book, replace(row, absent=True, share=NOTHING))
    if answer == YES:
        return _with_row(book, replace(row, present=True))
    if answer in {BELOW, AT_OR_ABOVE}:
        return _band(book, replace(row, claim=DERIVED), answer, parse_share(request.band), worth)
    told = MONEY.fullmatch(answer)
    if told is None or told["currency"] != book.items[request.about].currency:
        return None
    value = parse_range(told["amount"])
    return _with_row(book, replace(row, value=value, present=value.low > 0))


def _band(book: Book, row: ContentRow, answer: str, band: Fraction, worth: Range | None) -> Book | None:
    """A ratio at the supplier's own tier, over what the item is worth; without its worth it has no amount."""
    if worth is None or worth.high is None:
        return _with_row(book, replace(row, present=True)) if answer == AT_OR_ABOVE else None
    if answer == BELOW:
        return _with_row(book, replace(row, value=Range(Fraction(0), band * worth.high)))
    return _with_row(book, replace(row, value=Range(band * worth.low, worth.high), present=worth.low > 0))


def share_told(answer: str) -> Range:
    """The share that an answer tells, or the range of shares. Raises ValueError."""
    low, _, high = answer.partition("..")
    unit = next((each for each in ("%", "ppm", "ppb") if high.strip().endswith(each)), "")
    first = parse_share(low if not unit or low.strip().endswith(unit) else f"{low.strip()} {unit}")
    return Range(first, parse_share(high) if high else first)


def _share(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    told = share_told(request.answer)
    row = replace(_said(book, request, match["substance"]), share=told, present=told.low > 0)
    return _replacing(book, request.about, match["substance"], row)


def _replacing(book: Book, item: str, substance: str, row: ContentRow) -> Book:
    """The row stands in for those of the same item and substance that state no amount."""
    rows = [each for each in book.contents if each.item == item]
    silent = [
        each
        for each in rows
        if each.substance == substance
        and row.supplier in ("", each.supplier)
        and (each.share is None or not each.share.is_exact)
        and not any(_is_newer(other, each) for other in rows)
    ]
    if not silent:
        return _with_row(book, row)
    told = row.share or NOTHING
    new = {
        id(each): replace(
            each, share=amount_of_both(each.share, told), present=row.present, detection_limit=None
        )
        for each in silent[:1]
    }
    return replace(book, contents=tuple(new.get(id(each), each) for each in book.contents))


def _filled(book: Book, request: Request, match: re.Match[str], column: str) -> Book | None:
    """Fills an open form or origin of the item's rows about one substance; those of several suppliers are not told apart."""
    told = words_in(request.answer)
    rows = [
        each
        for each in book.contents
        if (each.item, each.substance) == (request.about, match["substance"]) and not each.absent
    ]
    empty = [each for each in rows if getattr(each, column) is None]
    if not empty:
        if rows and all(set(getattr(each, column)) != set(told or ()) for each in rows):
            raise Otherwise(f"the table says {'; '.join(getattr(rows[0], column)) or 'none'}")
        return book if rows else None
    if len({each.supplier for each in empty}) > 1:
        return None
    changed: dict[str, Any] = {column: told}
    new = {id(each): replace(each, **changed) for each in empty}
    return replace(book, contents=tuple(new.get(id(each), each) for each in book.contents))


def _quantity(book: Book, request: Request, match: re.Match[str]) -> Book | None:
    amount = parse_range(request.answer)
    pair = (request.about, match["child"])
    if sum((line.parent, line.child) == pair for line in book.bill) != 1:
        return None
    lines = tuple(
        replace(line, quantity=amount_of_both(line.quantity, amount))
        if (line.parent, line.child) == pair
        else line
        for line in book.bill
    )
    return replace(book, bill=lines)


ITEM_FACTS: tuple[tuple[re.Pattern[str], Reads], ...] = (
    (HAS, _has),
    (re.compile(r"others"), _others),
    (CONTENT, _content),
    (SHARE, _share),
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


def _item_field(book: Book, request: Request) -> Book | None:
    """What is told of the item itself; what one of several suppliers tells of his has no place there."""
    if COMPUTED.fullmatch(request.fact) or _delivered_by(book, request):
        return None
    item = book.items[request.about]
    told = (
        _with_worth(item, request.answer)
        if request.fact == WORTH
        else _with_field(item, request.fact, request.answer)
    )
    return replace(book, items=book.items | {item.id: told}) if told else None


def _with_worth(item: Item, answer: str) -> Item | None:
    """The item with what one of it is worth, None where that is told in another currency than it has, or in none."""
    told = MONEY.fullmatch(answer)
    known = item.currency if item.currency or item.value is None else None
    if told is None or known not in {"", told["currency"]}:
        return None
    worth = amount_of_both(item.value, parse_range(told["amount"]))
    return replace(item, value=worth, currency=told["currency"])


def _with_field(item: Item, name: str, answer: str) -> Item:
    if name not in ITEM_FIELDS:
        told = words_of_both(name, item.facts.get(name), words_in(answer))
        return replace(item, facts=item.facts | {name: told})
    own, changed = getattr(item, name), dict[str, Any]()
    if name == "mass_kg":
        changed[name] = amount_of_both(own, parse_range(answer))
    else:
        text = name in {"maker", "currency"}
        changed[name] = text_of_both(own, answer) if text else words_of_both(name, own, words_in(answer))
    return replace(item, **changed)


def _party(book: Book, request: Request) -> Book | None:
    party = book.parties[request.about]
    if request.fact == "holdings.others":
        return others_told(book, request)
    if COMPUTED.fullmatch(request.fact):
        return None
    known = getattr(party, request.fact) if request.fact in PARTY_WORDS else party.facts.get(request.fact)
    words = words_of_both(request.fact, known, words_in(request.answer))
    field: dict[str, Any] = {request.fact: words} if request.fact in PARTY_WORDS else {}
    facts = party.facts if field else party.facts | {request.fact: words}
    return replace(book, parties=book.parties | {party.id: replace(party, facts=facts, **field)})
