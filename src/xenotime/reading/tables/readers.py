"""For every column of a table the function that reads its filled cells, and what an empty one reads as."""

from collections.abc import Callable, Collection
from functools import partial

from xenotime.exact import UNITS
from xenotime.reading.book.columns import Column
from xenotime.reading.book.words import BookWords
from xenotime.reading.tables import numbers
from xenotime.reading.tables.cells import (
    Reader,
    codes,
    countries,
    currency,
    day,
    ident,
    known_day,
    lists,
    one_of,
    reference,
    references,
    some_words,
    somewhere,
    steps,
    words,
)
from xenotime.reading.tables.fact_cells import facts
from xenotime.reading.tables.numbers import NotKnown, NumberStyle


def _mass(text: str, style: NumberStyle) -> object:
    amount = numbers.number(text, style)
    if amount.high == 0:
        raise NotKnown("a mass of 0 reads as not known")
    return numbers.scaled(amount, UNITS[style.unit or "kg"][1])


def _price(text: str, style: NumberStyle) -> object:
    price = numbers.single(text, style)
    if price == 0:
        raise NotKnown("a price of 0 reads as not known")
    return price / UNITS[style.unit or "kg"][1]


NUMBERS: dict[str, Callable[[str, NumberStyle], object]] = {
    "number": numbers.number,
    "signed number": numbers.signed,
    "single number": numbers.single,
    "factor": numbers.factor,
    "money": numbers.money,
    "share": numbers.share,
    "share range": numbers.share_range,
    "mass": _mass,
    "price": _price,
}
TEXTS: dict[str, Reader] = {
    "id": str.strip,
    "text": str.strip,
    "currency": currency,
    "day": day,
    "references": references,
    "reference": reference,
}


def reader_of(column: Column, style: NumberStyle, known: BookWords | None) -> Reader:
    """The function that reads the filled cells of one column."""
    if column.kind in NUMBERS:
        number = numbers.may_be_none(NUMBERS[column.kind]) if column.none else NUMBERS[column.kind]
        return lambda text: number(text, style)
    if column.kind == "one of":
        return partial(one_of, allowed=column.allowed)
    if column.kind == "facts":
        return _facts_reader(column, known or BookWords(), style)
    if column.kind in BY_THE_LAW:
        return BY_THE_LAW[column.kind](column, known or BookWords())
    if column.kind == "day" and column.filled:
        return known_day
    if column.kind == "id" and not column.lines:
        return partial(ident, taken=column.taken)
    return TEXTS[column.kind]


def _countries_reader(column: Column, known: BookWords) -> Reader:
    return partial(somewhere if column.always else countries, untold=known.untold)


def _words_reader(column: Column, known: BookWords) -> Reader:
    if column.words == "party_lists":
        return partial(lists, known=known)
    return partial(some_words if column.always else words, allowed=known.allowed(column.words))


CUSTOMS = "hs"
"""The list of codes that is nobody's law."""


def _codes_reader(_: Column, known: BookWords) -> Reader:
    of_law = known.facts["codes"].words if "codes" in known.facts else ()
    lists = {CUSTOMS, *(each.partition(":")[0] for each in of_law)} if of_law else set()
    return partial(_codes_of, known=of_law, lists=lists)


def _codes_of(text: str, known: tuple[str, ...], lists: Collection[str]) -> object:
    """Codes with their lists; NotKnown tells that nothing follows from a list that the law does not name."""
    found = codes(text, known)
    strange = {each.partition(":")[0] for each in found or ()}.difference(lists) if lists else ()
    if strange:
        named = ", ".join(sorted(strange))
        raise NotKnown(f"nothing follows from codes of {named}: the law has no such list of codes", found)
    return found


def _facts_reader(column: Column, known: BookWords, style: NumberStyle) -> Reader:
    return partial(facts, known=known, front=column.front, own=column.own, decimal=style.decimal)


BY_THE_LAW: dict[str, Callable[[Column, BookWords], Reader]] = {
    "words": _words_reader,
    "countries": _countries_reader,
    "steps": lambda _, known: partial(steps, allowed=known.steps, untold=known.untold),
    "codes": _codes_reader,
}
"""Kinds of columns whose cells are held against the words of the law."""


def empty_of(column: Column) -> object:
    """What an empty cell of that column reads as."""
    if column.kind in {"id", "text", "one of", "reference", "currency"}:
        return ""
    return {} if column.kind == "facts" else None
