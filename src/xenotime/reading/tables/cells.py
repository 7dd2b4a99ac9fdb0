"""Cells: how the text of each kind of cell becomes a value.

Each reader takes the text of a filled cell and gives the value, or raises CellError (a problem) or
NotKnown (a remark). An empty cell never comes here.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache

from xenotime.dates import parse_day
from xenotime.facts.agreeing import denied_codes
from xenotime.facts.item import Words
from xenotime.facts.party_list import ANOTHER, NOTE
from xenotime.reading.book.columns import NONE
from xenotime.reading.book.notes import listed, nearest
from xenotime.reading.book.words import BookWords
from xenotime.reading.shipped.codes import (
    COUNTRIES,
    CURRENCIES,
    NOT_A_COUNTRY,
    NOT_A_CURRENCY,
    UNKNOWN_COUNTRY,
    UNKNOWN_CURRENCY,
    USER_ASSIGNED,
)
from xenotime.reading.shipped.countries import country_code
from xenotime.reading.shipped.country_codes import country_of
from xenotime.reading.tables.numbers import CellError, NotKnown

Reader = Callable[[str], object]
CODE = re.compile(r"[a-z][a-z0-9-]*:\S(.*\S)?")
SEVERAL = re.compile(r"[,，、；|]|\s[/&]\s|:.*:")
"""What stands between codes that are not parted as they should be: no code of any list has it."""
STEP = re.compile(r"[^:\s]+:[^:\s]+(:\S(.*\S)?)?")
UNKNOWN_CUSTOMS_CODE = re.compile(r"hs:[0. ]+")
ANNOUNCED = re.compile(r"\d{4}-\d+")
"""How an announcement is numbered: one that the law does not hold lists whoever is stated with it."""
NOT_KNOWN_HINT = "leave the cell empty if it is not known"


def parts(text: str) -> tuple[str, ...]:
    """What stands between the semicolons of a cell, each once and in one line."""
    found = tuple(dict.fromkeys(part for one in text.split(";") if (part := one.strip())))
    for each in found:
        in_one_line(
            each, "part several values by ;, or close the quotation mark that took rows into the cell"
        )
    return found


def in_one_line(text: str, do: str) -> None:
    """Let a text of one line pass: several are several values, or rows that a quotation mark took in."""
    if len(lines := text.splitlines()) > 1:
        raise CellError(f"{lines[0]!r} is followed by another line", "one line", do)


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


def check_word(word: str, allowed: Collection[str], what: str) -> None:
    """Let a word pass that is allowed; any, where no words are told."""
    if allowed and word not in allowed:
        hint = nearest(word, allowed) or NOT_KNOWN_HINT
        raise CellError(f"{what} {word!r} is not known here", listed(allowed), hint)


def words(text: str, allowed: Collection[str]) -> Words:
    """Words of an open or closed set."""
    values = split(text)
    for word in values:
        check_word(word, allowed, "The word")
    return values


def some_words(text: str, allowed: Collection[str]) -> Words:
    """Words of which one always holds: that none does is no answer."""
    if not (values := words(text, allowed)):
        raise CellError("There is always one here", listed(allowed) or "a word", NOT_KNOWN_HINT)
    return values


def lists(text: str, known: BookWords) -> Words:
    """Lists of parties; behind `#` a note that tells what kind of entry it is, or which announcement made it."""
    values = split(text)
    for word in values:
        check_list(word, known, NONE)
    for name in values:
        beside = next((each for each in values if each.startswith(f"{name}{NOTE}")), None)
        if beside and ANOTHER in known.list_notes.get(name, ()):
            raise CellError(
                f"{name} stands beside {beside}: whether it says more is not known",
                f"{beside}, or {beside}; {name}{NOTE}{ANOTHER}",
                f"leave {name} out, or write {name}{NOTE}{ANOTHER} where another announcement lists the party too",
            )
    return values


def check_list(word: str, known: BookWords, *others: str) -> None:
    """Let a list pass that the law knows, with a note only where the law knows that one or numbers announcements.

    `others` are words that may stand in its place.
    """
    name, sign, note = word.partition(NOTE)
    check_word(name, (*others, *known.party_lists) if known.party_lists else (), "The list")
    notes = known.list_notes.get(name, ())
    is_closed = bool(known.party_lists) and not any(ANNOUNCED.fullmatch(each) for each in notes)
    if sign and note not in notes and (is_closed or not note.strip()):
        hint = nearest(note, notes) or "leave the note out if none of these is meant"
        allowed = listed(f"{name}{NOTE}{each}" for each in notes)
        raise CellError(f"The note {note!r} of {name} is not known here", allowed or name, hint)


def one_of(text: str, allowed: Collection[str]) -> str:
    """One word of a set that the format closes."""
    check_word(text.strip(), allowed, "The word")
    return text.strip()


def check_country(code: str) -> None:
    """Let the code of a country pass, and that of one which is not known."""
    if code not in COUNTRIES and code not in USER_ASSIGNED and code != UNKNOWN_COUNTRY:
        hint = NOT_A_COUNTRY.get(code.upper(), "")
        if code.upper() in COUNTRIES:
            hint = f"write it in capitals: {code.upper()}"
        elif not hint and (meant := country_of(code) or country_code(code)):
            hint = f"if {meant} is meant, write that; {NOT_KNOWN_HINT}"
        raise CellError(
            f"{code!r} is not the code of a country",
            "two capital letters of ISO 3166, for example DE",
            hint or NOT_KNOWN_HINT,
        )


def countries(text: str, untold: Collection[str]) -> Words:
    """Codes of countries; one that is `untold` is not known."""
    values = split(text)
    for code in values:
        check_country(code)
    check_told(values, untold)
    return values


def check_told(values: tuple[str, ...], untold: Collection[str]) -> None:
    """Let countries pass that are told; NotKnown where there is one that is not.

    It stands beside no other: read as not known, it would take that one with it.
    """
    code = next((each for each in values if each in untold), None)
    if code and len(values) > 1:
        raise CellError(
            f"{code} stands beside a country",
            f"countries, or {UNKNOWN_COUNTRY} alone",
            f"find out which country {code} stands for; until then leave the cell empty",
        )
    if code:
        raise NotKnown(untold_so(code))


def untold_so(code: str) -> str:
    """What is remarked of a country that is not told."""
    more = "" if code == UNKNOWN_COUNTRY else ": it is none, but in invented law, which is not asked"
    return f"a country of {code} reads as not known{more}"


def somewhere(text: str, untold: Collection[str]) -> Words:
    """Codes of countries where there always is one."""
    if not split(text):
        raise CellError("There is always a country here", "countries, parted by ;", NOT_KNOWN_HINT)
    return countries(text, untold)


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


def codes(text: str, known: tuple[str, ...] = ()) -> Words:
    """Codes as `<list>:<code>`; a customs code of zeros is not known and drops out."""
    values = split(text)
    check_whose(values)
    for code in values:
        _check_spelling(code, _spelt(known))
        if not CODE.fullmatch(code):
            raise CellError(
                f"{code!r} is not a code with its list",
                "<list>:<code>, for example cn:1C905.a, us:EAR99, hs:85051110, cn:none",
                "write the list and a colon in front",
            )
        if SEVERAL.search(code):
            do = "part codes by ; and write the list in front of each"
            raise CellError(f"{code!r} is more than one code", "us:EAR99; cn:1C905.a", do)
    check_denied(values)
    known = tuple(code for code in values if not UNKNOWN_CUSTOMS_CODE.fullmatch(code))
    if known != values:
        raise NotKnown("a customs code of zeros reads as not known", known or None)
    return values


def check_whose(values: tuple[str, ...]) -> None:
    """Let codes pass: `none` alone would say it of the lists of every regime, whoever wrote it thought of."""
    if not values:
        raise CellError(
            "`none` does not say of whose lists", "codes with their lists, as cn:1C905.a or cn:none",
            "write the list in front of it: cn:none",
        )  # fmt: skip


def check_denied(values: tuple[str, ...]) -> None:
    """Let codes pass of which none says that the item is on no list where another one says that it is on one."""
    for each in denied_codes(values):
        do = "find out whether it is on a list, and take one of them out"
        raise CellError(f"{each!r} stands beside a code of the same list", f"{each} alone, or codes", do)


@lru_cache(maxsize=4)
def _spelt(known: tuple[str, ...]) -> Mapping[str, str]:
    """The spelling of codes, whatever their capitals."""
    return {each.casefold(): each for each in known}


def _check_spelling(code: str, spelt: Mapping[str, str]) -> None:
    """Let a code pass that is not one of the law, or below one, but for its capitals."""
    for end in (*(at for at, letter in enumerate(code) if letter == "."), len(code)):
        known = spelt.get(code[:end].casefold(), code[:end])
        if known != code[:end]:
            what = f"{code!r} is spelt otherwise than the law spells it"
            raise CellError(what, known, f"write {known}{code[end:]}")


def steps(text: str, allowed: Collection[str], untold: Collection[str]) -> Words:
    """Steps of making as `step:country[:code]`; with a country that is `untold` none of them can be relied on."""
    values = split(text)
    unknown = ""
    for value in values:
        if not STEP.fullmatch(value):
            do = "write for example magnet:CN; the country is where the technology comes from"
            raise CellError(f"{value!r} is not a step with its country", "step:country[:code]", do)
        step, country = value.split(":")[:2]
        check_word(step, allowed, "The step")
        check_country(country)
        unknown = unknown or (country if country in untold else "")
    if unknown:
        raise NotKnown(f"a step with a country of {unknown} makes the whole making not known")
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


def known_day(text: str) -> date:
    """A day; `none` is none."""
    try:
        found = day(text)
    except CellError as wrong:
        raise CellError(wrong.what, wrong.allowed, "write the day as year-month-day") from None
    if found is None:
        raise CellError("There is always a day here", "YYYY-MM-DD, for example 2025-12-01", "write the day")
    return found


def ident(text: str, taken: tuple[str, ...]) -> str:
    """An id in one line that is none of the words which mean something else where ids are referred to."""
    found = text.strip()
    in_one_line(found, "close the quotation mark that took rows into the cell, or write the id in one line")
    if found in taken:
        raise CellError(
            f"{found!r} is no id: where ids stand it means something else", "another id", "rename it"
        )
    return found


def references(text: str) -> Words:
    """Ids of rows elsewhere in the book."""
    return split(text)


def reference(text: str) -> str:
    """One id of a row elsewhere in the book; `none` is no row."""
    return "" if text.strip() == NONE else text.strip()
