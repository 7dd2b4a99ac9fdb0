"""Answers to requests, read as the cells in which they come to stand."""

import re
from collections.abc import Iterable, Iterator

from xenotime.facts.answered import (
    AT_OR_ABOVE,
    BELOW,
    CONTENT,
    ITEM_FIELDS,
    MONEY,
    NO,
    NONE,
    PARTY_WORDS,
    SHARE,
    WORTH,
    YES,
    share_told,
)  # fmt: skip
from xenotime.facts.answered_lines import AMOUNTS, COMPUTED, SHIPMENT_WORDS
from xenotime.facts.declaration import OTHERS
from xenotime.facts.request import Request
from xenotime.facts.shipment import ROLES
from xenotime.law.vocabulary import PARTY
from xenotime.reading.book.columns import Column, column
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.words import BookWords
from xenotime.reading.tables.cells import NOT_KNOWN_HINT, parts
from xenotime.reading.tables.fact_cells import check_fact_values, check_name
from xenotime.reading.tables.numbers import CellError, NumberStyle
from xenotime.reading.tables.readers import reader_of

OF_CONTENTS = re.compile(r"(form|origin) of .+ in")
DO = "correct it; as long as nobody knows, write `sent` as the state"
NAMED = "name the fact as `xenotime ask` does, or enter what was told by hand and take the row out"
TABLES = {"item": "items", "party": "parties", "shipment": "shipments"}
"""By what an answer is about, the table in which it comes to stand."""
ELSEWHERE = {"item": (OTHERS,), "party": (f"holdings.{OTHERS}",), "shipment": ROLES}
"""What an answer may tell besides that is no fact of the law's vocabulary."""


def that_can_stand(
    requests: Iterable[Request], file: str, words: BookWords | None, notes: Notes
) -> Iterator[Request]:
    """The requests, but for each answer that could not stand in the cell of its table, which is reported."""
    for each in requests:
        if not (each.is_told and each.answer):
            yield each
            continue
        for name, check in (("fact", _check_name), ("answer", check_answer)):
            try:
                check(each, words)
            except ValueError as wrong:
                allowed, do = getattr(wrong, "allowed", ""), getattr(wrong, "do", "")
                notes.problem(
                    str(wrong),
                    file=file,
                    row=each.row,
                    column=name,
                    found=getattr(each, name),
                    allowed=allowed,
                    do=do or DO,
                )
                break
        else:
            yield each


def _check_name(request: Request, words: BookWords | None) -> None:
    """Let the fact that an answer tells pass where its table has it; else nobody would read what was told, and nothing would be asked.

    What a profile has asked in words of its own, as for the number of a licence, is kept with the request.
    """
    name, kind = request.fact, request.about_kind
    is_read = _column(request) or COMPUTED.fullmatch(name) or CONTENT.fullmatch(name) or SHARE.fullmatch(name)
    if words is None or kind not in TABLES or is_read or name in ELSEWHERE[kind] or request.profile:
        return
    of = column(TABLES[kind], "facts")
    try:
        check_name(name, words, of.front, of.own)
    except CellError as wrong:
        raise CellError(str(wrong), wrong.allowed, wrong.do.replace(NOT_KNOWN_HINT, NAMED)) from None


def check_answer(request: Request, words: BookWords | None) -> None:
    """Let an answer pass that can stand where it goes, and says something there; else a ValueError says why not."""
    of = _column(request)
    if request.about_kind == "item":
        _check_amount(request)
    if of is not None:
        money = MONEY.fullmatch(request.answer) if request.about_kind == "item" and of.name == WORTH else None
        reader_of(of, NumberStyle(), words)(money["amount"] if money else request.answer)
        return
    known = (
        words.facts.get(f"{PARTY if request.about_kind == 'party' else ''}{request.fact}") if words else None
    )
    if known is not None:
        values = parts(request.answer)
        check_fact_values(request.fact, () if values == ("none",) else values, known)


def _check_amount(request: Request) -> None:
    """Let an amount pass that says what it is an amount of: money with its currency, a share as a share is written."""
    if request.fact == WORTH and not MONEY.fullmatch(request.answer):
        raise CellError(
            "This does not say whose money it is", "12.50 USD, for one unit of the item",
            "write the number with the code of its currency behind it",
        )  # fmt: skip
    if CONTENT.fullmatch(request.fact) and request.answer not in {YES, NO, NONE, BELOW, AT_OR_ABOVE}:
        if not MONEY.fullmatch(request.answer):
            raise CellError(
                "This does not say how much money it is", "12.50 USD, for one unit of the item; none; yes",
                "write the amount with its currency; where a share or a mass was told, enter it by hand in `contents`",
            )  # fmt: skip
    elif SHARE.fullmatch(request.fact):
        try:
            share_told(request.answer)
        except ValueError:
            allowed = "a fraction of one, or with its unit: 3 %, 20000 ppm; or a range 2..3 %"
            raise CellError(
                f"{request.answer!r} is no share", allowed, "write the number with its unit"
            ) from None


def _column(request: Request) -> Column | None:
    """The column in which an answer comes to stand, where it has one of its own."""
    name, kind = request.fact, request.about_kind
    contents = OF_CONTENTS.fullmatch(name)
    if kind == "item" and contents:
        return column("contents", contents[1])
    if COMPUTED.fullmatch(name):
        return None
    if kind == "item":
        return column("items", name) if name in ITEM_FIELDS else None
    if kind == "party":
        return column("parties", name) if name in PARTY_WORDS else None
    return column("shipments", _shipment_column(name)) if name in (*SHIPMENT_WORDS, *AMOUNTS) else None


def _shipment_column(name: str) -> str:
    return "to" if name == "destination" else name
