"""Cells: how the text of each kind of column becomes a value.

Each reader takes the text of a filled cell and gives the value, or raises CellError (a problem) or
NotKnown (a remark). An empty cell never comes here.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from xenotime.dates import parse_day
from xenotime.exact import UNITS, parse_range
from xenotime.facts.item import Words
from xenotime.reading.book.columns import NONE, Column
from xenotime.reading.book.notes import listed, nearest
from xenotime.reading.book.words import BookWords, FactWord
from xenotime.reading.shipped.codes import (
    COUNTRIES,
    CURRENCIES,
    NOT_A_COUNTRY,
    NOT_A_CURRENCY,
    UNKNOWN_COUNTRY,
    UNKNOWN_CURRENCY,
    USER_ASSIGNED,
)
from xenotime.reading.tables import numbers
from xenotime.reading.tables.numbers import CellError, NotKnown, NumberStyle

Reader = Callable[[str], object]
CODE = re.compile(r"[a-z][a-z0-9-]*:\S(.*\S)?")
STEP = re.compile(r"[^:\s]+:[^:\s]+(:\S(.*\S)?)?")
UNKNOWN_CUSTOMS_CODE = re.compile(r"hs:[0. ]+")
NOTE = "#"
PARTY = "party."
"""What the vocabulary puts before facts about a party."""
NEVER_NONE = {"truth": "yes, no", "number": "14, 5..7", "date": "YYYY-MM-DD, for example 2025-12-01"}
"""Types of facts that always have a value, whether it is known or not, with how one is written."""
ANNOUNCED = re.compile(r"\d{4}-\d+")
"""How an announcement is numbered: one that the law does not hold lists whoever is stated with it."""
NOT_KNOWN_HINT = "leave the cell empty if it is not known"


def parts(text: str) -> tuple[str, ...]:
    """What stands between the semicolons of a cell, each once."""
    return tuple(dict.fromkeys(part for one in text.split(";") if (part := one.strip())))


def split(text: str) -> tuple[str, ...]:
    """The values of a cell, parted by semicolons; `none` alone is no value at all, and semicolons alone say nothing."""
    values = parts(text)
    if not values:
        raise NotKnown("a cell of nothing but semicolons reads as not known")
    if NONE in values and len(values) > 1:
        raise CellError(
            "`none` stands beside other values", "`none` alone, or values", "take one of them out"
        )
    return () if values == (NONE,) else values


def _check(word: str, allowed: Collection[str], what: str) -> None:
    if allowed and word not in allowed:
        hint = nearest(word, allowed) or NOT_KNOWN_HINT
        raise CellError(f"{what} {word!r} is not known here", listed(allowed), hint)


def words(text: str, allowed: Collection[str]) -> Words:
    """Words of an open or closed set."""
    values = split(text)
    for word in values:
        _check(word, allowed, "The word")
    return values


def lists(text: str, known: BookWords) -> Words:
    """Lists of parties; behind `#` a note that tells what kind of entry it is, or which announcement made it."""
    values = split(text)
    for word in values:
        check_list(word, known)
    return values


def check_list(word: str, known: BookWords) -> None:
    """Let a list pass that the law knows, with a note only where the law knows that one or numbers announcements."""
    name, sign, note = word.partition(NOTE)
    _check(name, known.party_lists, "The list")
    notes = known.list_notes.get(name, ())
    is_closed = bool(known.party_lists) and not any(ANNOUNCED.fullmatch(each) for each in notes)
    if sign and note not in notes and (is_closed or not note.strip()):
        hint = nearest(note, notes) or "leave the note out if none of these is meant"
        allowed = listed(f"{name}{NOTE}{each}" for each in notes)
        raise CellError(f"The note {note!r} of {name} is not known here", allowed or name, hint)


def one_of(text: str, allowed: Collection[str]) -> str:
    """One word of a set that the format closes."""
    _check(text.strip(), allowed, "The word")
    return text.strip()


def _check_country(code: str) -> None:
    if code not in COUNTRIES and code not in USER_ASSIGNED and code != UNKNOWN_COUNTRY:
        hint = NOT_A_COUNTRY.get(code.upper(), "")
        if code.upper() in COUNTRIES:
            hint = f"write it in capitals: {code.upper()}"
        raise CellError(
            f"{code!r} is not the code of a country",
            "two capital letters of ISO 3166, for example DE",
            hint or NOT_KNOWN_HINT,
        )


def countries(text: str) -> Words:
    """Codes of countries; XX alone is not known."""
    values = split(text)
    for code in values:
        _check_country(code)
    _check_alone(values)
    if UNKNOWN_COUNTRY in values:
        raise NotKnown(f"a country of {UNKNOWN_COUNTRY} reads as not known")
    return values


def _check_alone(values: tuple[str, ...]) -> None:
    """Let XX pass where no country stands beside it: read as not known, it would take that one with it."""
    if UNKNOWN_COUNTRY in values and len(values) > 1:
        raise CellError(
            f"{UNKNOWN_COUNTRY} stands beside a country",
            f"countries, or {UNKNOWN_COUNTRY} alone",
            f"find out which country {UNKNOWN_COUNTRY} stands for; until then leave the cell empty",
        )


def _somewhere(text: str) -> Words:
    """Codes of countries where there always is one."""
    if text.strip() == NONE:
        raise CellError("There is always a country here", "countries, parted by ;", NOT_KNOWN_HINT)
    return countries(text)


def currency(text: str) -> str:
    """The code of a currency."""
    code = text.strip()
    if code == UNKNOWN_CURRENCY:
        raise NotKnown(f"a currency of {UNKNOWN_CURRENCY} reads as not known", "")
    if code not in CURRENCIES:
        upper = code.upper()
        known = NOT_A_CURRENCY.get(upper, upper if upper in CURRENCIES else "")
        raise CellError(
            f"{code!r} is not the code of a currency",
            "three capital letters of ISO 4217, for example USD",
            f"write {known}" if known else NOT_KNOWN_HINT,
        )
    return code


def codes(text: str) -> Words:
    """Codes as `<list>:<code>`; a customs code of zeros is not known and drops out."""
    values = split(text)
    for code in values:
        if not CODE.fullmatch(code):
            raise CellError(
                f"{code!r} is not a code with its list",
                "<list>:<code>, for example cn:1C905.a, us:EAR99, hs:85051110, cn:none",
                "write the list and a colon in front",
            )
    known = tuple(code for code in values if not UNKNOWN_CUSTOMS_CODE.fullmatch(code))
    if known != values:
        raise NotKnown("a customs code of zeros reads as not known", known or None)
    return values


def steps(text: str, allowed: Collection[str]) -> Words:
    """Steps of making as `step:country[:code]`; with a country of XX none of them can be relied on."""
    values = split(text)
    unknown = False
    for value in values:
        if not STEP.fullmatch(value):
            do = "write for example magnet:CN; the country is where the technology comes from"
            raise CellError(f"{value!r} is not a step with its country", "step:country[:code]", do)
        step, country = value.split(":")[:2]
        _check(step, allowed, "The step")
        _check_country(country)
        unknown = unknown or country == UNKNOWN_COUNTRY
    if unknown:
        raise NotKnown(f"a step with a country of {UNKNOWN_COUNTRY} makes the whole making not known")
    return values


def day(text: str) -> date | None:
    """A day; `none` is an open end."""
    text = text.strip()
    if text == NONE:
        return None
    try:
        return parse_day(text)
    except ValueError:
        do = f"write the day as year-month-day; {NOT_KNOWN_HINT}"
        raise CellError("This is not a day of ISO 8601", "YYYY-MM-DD, for example 2025-12-01", do) from None


def _known_day(text: str) -> date:
    """A day; `none` is none."""
    found = day(text)
    if found is None:
        raise CellError("There is always a day here", "YYYY-MM-DD, for example 2025-12-01", "write the day")
    return found


def _id(text: str, taken: tuple[str, ...]) -> str:
    """An id that is none of the words which mean something else where ids are referred to."""
    ident = text.strip()
    if ident in taken:
        raise CellError(
            f"{ident!r} is no id: where ids stand it means something else", "another id", "rename it"
        )
    return ident


def references(text: str) -> Words:
    """Ids of rows elsewhere in the book."""
    return split(text)


def reference(text: str) -> str:
    """One id of a row elsewhere in the book; `none` is no row."""
    return "" if text.strip() == NONE else text.strip()


def _check_fact(name: str, value: str, known: FactWord) -> None:
    if known.type == "number":
        _check_amount(name, value)
    elif known.type == "date":
        day(value)
    elif known.type == "country":
        _check_country(value)
    elif known.type == "truth":
        _check(value, ("yes", "no"), f"The value of {name}")
    elif known.type == "step":
        steps(value, known.words)
    else:
        _check(value, known.words, f"The value of {name}")


def _check_amount(name: str, value: str) -> None:
    """Let a number or a range of numbers pass, in the unit that the fact has."""
    try:
        parse_range(value)
    except ValueError:
        do = "write the number with a point, in the unit of the fact and without it"
        raise CellError(f"The value of {name} is not a number: {value!r}", "14, 5..7", do) from None


def facts(
    text: str, known: BookWords | None, front: str = "", own: tuple[tuple[str, str], ...] = ()
) -> dict[str, Words]:
    """Facts as `name=value; name=value`; several values of one fact are parted by `|`.

    `front` is what the vocabulary puts before their names. Those that have a column of their `own`, told with it, do not stand here.
    """
    facts_here = (
        {name: word for name, word in known.facts.items() if name.startswith(PARTY) is (front == PARTY)}
        if known
        else {}
    )
    about = {name.removeprefix(front): word for name, word in facts_here.items()}
    found, unknown, columns = dict[str, Words](), list[str](), dict(own)
    for part in parts(text):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        values = tuple(dict.fromkeys(one.strip() for one in value.split("|")))
        if not name or not sign or not all(values):
            do = "write the name of the fact, =, and its value"
            raise CellError(f"{part!r} is not a fact with its value", "name=value; name=value|value", do)
        if name in found:
            raise CellError(f"The fact {name} is given twice", "each fact once", "join its values with |")
        if name in columns:
            raise CellError(
                f"The fact {name} has a column of its own",
                "facts that have none",
                f"write it in the column {columns[name]}",
            )
        _check(name, about, "The fact")
        found[name] = () if values == (NONE,) else values
        if name in about:
            try:
                check_fact_values(name, found[name] or (), about[name])
            except NotKnown as said:
                unknown.append(said.remark)
                del found[name]
    if unknown:
        raise NotKnown("; ".join(unknown), found)
    return found


def check_fact_values(name: str, values: tuple[str, ...], known: FactWord) -> None:
    """Let values pass that a fact may have; NotKnown where they say nothing."""
    if not values and known.type in NEVER_NONE:
        allowed = NEVER_NONE[known.type]
        raise CellError(f"{name} is never `none`", allowed, NOT_KNOWN_HINT)
    for one in values:
        _check_fact(name, one, known)
    if known.type == "country":
        _check_alone(values)
        if values == (UNKNOWN_COUNTRY,):
            raise NotKnown(f"a country of {UNKNOWN_COUNTRY} reads as not known")


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
    "countries": countries,
    "currency": currency,
    "codes": codes,
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
    if column.words == "party_lists":
        return partial(lists, known=known or BookWords())
    if column.kind == "words":
        return partial(words, allowed=known.allowed(column.words) if known else ())
    if column.kind == "steps":
        return partial(steps, allowed=known.steps if known else ())
    if column.kind == "countries" and column.always:
        return _somewhere
    if column.kind == "day" and column.filled:
        return _known_day
    if column.kind == "id" and column.taken:
        return partial(_id, taken=column.taken)
    if column.kind == "facts":
        return partial(facts, known=known, front=column.front, own=column.own)
    return TEXTS[column.kind]


def empty_of(column: Column) -> object:
    """What an empty cell of that column reads as."""
    if column.kind in {"id", "text", "one of", "reference", "currency"}:
        return ""
    return {} if column.kind == "facts" else None
