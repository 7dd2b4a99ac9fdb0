"""What an answer about a shipment says of its lines, on the day on which they go."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from xenotime.exact import parse_range
from xenotime.facts.agreeing import Otherwise, amount_of_both, words_of_both
from xenotime.facts.book import Book
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.shipment import ROLES, Shipment

NONE = "none"
SHIPMENT_WORDS = {
    "from": "origin", "destination": "destination", "to": "destination", "via": "via", "act": "act",
    "circumstance": "circumstance", "end_use": "end_use",
}  # fmt: skip
AMOUNTS = ("value", "quantity")
COMPUTED = re.compile(r".* of .*|.* in( .*)?|has\(.*|price .*|rate .*|supplier.*|lot|said_on.*")


def line_on(book: Book, line: Shipment, day: date) -> Shipment:
    """The line as if it went on a day, with the answers about it that hold on that day."""
    moved = line if line.day == day else replace(line, day=day)
    stated = tuple(replace(each, day=day) for each in book.as_stated if each.id == line.id)
    if moved is line or not stated:
        return moved
    told = replace(book, shipments=stated)
    asked = [each for each in book.requests if each.about_kind == "shipment" and each.about == line.id]
    for request in sorted(asked, key=lambda each: (each.state != ANSWERED, each.answered_on or date.min)):
        try:
            told = (told_of_lines(told, request) or told) if request.is_told else told
        except Otherwise:  # an answer on the line's own day that says otherwise was refused
            told = lines_untold(told, request)
        except ValueError:  # what has no place was told where the book was read
            continue
    return next((each for each in told.shipments if each.line == line.line), moved)


def told_of_lines(book: Book, request: Request) -> Book | None:
    """The answer on those lines of the shipment that lack it; where none does, on those with which it agrees.

    An amount is that of one line: of several that lack it none is meant.
    """
    if COMPUTED.fullmatch(request.fact):
        return None
    told: dict[int, Shipment] = {}
    otherwise: Otherwise | None = None
    lines = [(at, each) for at, each in enumerate(book.shipments) if each.id == request.about]
    empty = [each for each in lines if not _stated(each[1], request.fact)]
    for at, line in empty or lines:
        if not _held(request, line):
            continue
        try:
            new = _line(book, line, request)
        except Otherwise as other:
            otherwise = other
            continue
        if new is None:
            return None
        told[at] = new
    if otherwise and not told:
        raise otherwise
    if not lines or (request.fact in AMOUNTS and len(told) > 1):
        return None
    return replace(book, shipments=tuple(told.get(at, each) for at, each in enumerate(book.shipments)))


def lines_untold(book: Book, request: Request) -> Book:
    """The book in which the fact is not known of those lines on whose day an answer held that ran out."""
    held = [each.id == request.about and _held(request, each) for each in book.shipments]
    lines = zip(book.shipments, held, strict=True)
    return replace(book, shipments=tuple(_untold(each, request.fact) if was else each for each, was in lines))


def _held(request: Request, line: Shipment) -> bool:
    return not request.valid_until or line.day <= request.valid_until


def _untold(line: Shipment, name: str) -> Shipment:
    if name in ROLES:
        return replace(line, parties={role: who for role, who in line.parties.items() if role != name})
    field = name if name in AMOUNTS else SHIPMENT_WORDS.get(name)
    changed: dict[str, Any] = {field: None} if field else {}
    return replace(line, **changed, facts={each: words for each, words in line.facts.items() if each != name})


def _stated(line: Shipment, name: str) -> object:
    """What the line states of a fact; nobody in a role states nothing."""
    if name in ROLES:
        return line.parties.get(name)
    if name in AMOUNTS:
        return getattr(line, name)
    known = getattr(line, SHIPMENT_WORDS[name]) if name in SHIPMENT_WORDS else line.facts.get(name)
    return None if known is None else (known,)


def _line(book: Book, line: Shipment, request: Request) -> Shipment | None:
    changed: dict[str, Any] = {}
    if request.fact in AMOUNTS:
        amount = amount_of_both(getattr(line, request.fact), parse_range(request.answer))
        changed[request.fact] = amount
        return replace(line, **changed)
    told = words_in(request.answer)
    if request.fact in ROLES:
        if not set(told) <= book.parties.keys():
            return None
        own = line.parties.get(request.fact) or None
        return replace(line, parties=line.parties | {request.fact: words_of_both(request.fact, own, told)})
    name = SHIPMENT_WORDS.get(request.fact)
    if name is None:
        facts = line.facts | {request.fact: words_of_both(request.fact, line.facts.get(request.fact), told)}
        return replace(line, facts=facts)
    changed[name] = words_of_both(name, getattr(line, name), told)
    return replace(line, **changed)


def words_in(answer: str) -> tuple[str, ...]:
    """The words of an answer, none where it is `none`; ValueError where it says nothing."""
    values = tuple(dict.fromkeys(part for each in answer.split(";") if (part := each.strip())))
    if not values:
        raise ValueError(answer)
    return () if values == (NONE,) else values
