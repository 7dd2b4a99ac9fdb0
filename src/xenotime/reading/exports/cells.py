"""Cells of a foreign export as a book writes them: numbers in either format, days, units, countries, ids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xenotime.exact import UNITS, as_decimal
from xenotime.reading.exports.headers import currency_named, plain_header
from xenotime.reading.exports.mapping import SharedWords
from xenotime.reading.exports.sheet import Exact
from xenotime.reading.shipped.codes import COUNTRIES, CURRENCIES, NOT_A_COUNTRY, NOT_A_CURRENCY, USER_ASSIGNED

NUMBER = re.compile(r"[+-]?[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*-?")
GROUPED = re.compile(
    r"\d*(?:,\d*)?|\d{1,3}(?:([.' \u00a0\u202f])\d{3})(?:\1\d{3})*(?:,\d*)?|\d{1,2}(?:\.\d{2})+\.\d{3}(?:,\d*)?"
)
"""Digits with a decimal comma, in no groups, in threes parted by one mark, or as they are grouped in India."""
MONEY_MARK = re.compile(r"^(?:[$€£¥￥]|[A-Z]{3}(?=[\s\d]))\s*|\s*(?:[$€£¥￥]|(?<=[\s\d-])[A-Z]{3})$")
"""A sign or code of a currency before or behind an amount."""
SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,}")
"""How a spreadsheet writes a number with more digits than its column shows, `1.23457E+11`."""
INTERNAL = re.compile(r"0\d{17}|0\d{39}")
"""How a system writes a number of its own inside: filled with zeros to 18 or 40 digits."""
MASSES = re.compile(r"([+-]?\.?\d[\d.,']*)\s*([^\W\d_]+\.?)")
"""Amounts of mass with their units, one behind the other: 1 lb 3 oz."""
SWAPPED = str.maketrans(".,", ",.")
SEVERAL = re.compile(r"[;,/|，；、\n]")
"""What parts several codes in one cell."""
DIGITS_OF_A_GROUP = 3
DOUBT = re.compile("[*?†‡§#~!¹²³]")
"""Marks of a doubt or of a footnote: what stands before them may not hold as it stands."""
NAMIBIA = "NA"
"""A code as any other; in other letters it is what people write where there is nothing to write."""
DAY = re.compile(
    r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})([./-])(\d{1,2})\5(\d{4})|(\d{4})(\d{2})(\d{2})"
)
TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
NEVER = ("9999",)
NO_DAY = {"00.00.0000", "00/00/0000", "0000-00-00", "0000.00.00", "0000/00/00", "00000000"}
MOST_MONTH = 12


class Unread(ValueError):
    """The cell cannot be read; `do` says what would help."""

    def __init__(self, what: str, do: str) -> None:
        self.do = do
        super().__init__(what)


class Undecided(Unread):
    """The cell is two different things, and what decides it decides the whole column."""


@dataclass(frozen=True)
class Style:
    """How the cells of one file are written; empty where nothing in it tells."""

    decimal: str = ""
    days: str = ""
    """`dmy` or `mdy`, where slashes part them."""


def decimal_told_by(text: str) -> str:
    """The decimal mark that the number itself tells; empty where it could be either.

    >>> decimal_told_by("1.234,50"), decimal_told_by("0.250"), decimal_told_by("5.000-"), decimal_told_by("12,5")
    (',', '.', '', ',')
    """
    if isinstance(text, Exact):
        return ""
    digits = bare(text).strip("+-").strip()
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if not points and not commas:
        return ""
    mark, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other
    before, _, after = digits.partition(mark)
    surely = len(after) != DIGITS_OF_A_GROUP or len(before) > DIGITS_OF_A_GROUP or before in {"", "0"}
    return mark if surely else ""


def bare(text: str) -> str:
    """An amount without the sign or code of its currency.

    >>> bare("$1,234.50"), bare("1.234,50 EUR"), bare("12.5")
    ('1,234.50', '1.234,50', '12.5')
    """
    stripped = text.strip()
    found = MONEY_MARK.search(stripped)
    mark = found[0].strip() if found else ""
    if found is None or (len(mark) > 1 and mark not in CURRENCIES):
        return stripped
    return (stripped[: found.start()] + stripped[found.end() :]).strip()


def currency_in(text: str) -> str | None:
    """The currency that an amount names; empty where its sign may be several, None where it has none.

    >>> currency_in("5,00 €"), currency_in("$5"), currency_in("5")
    ('EUR', '', None)
    """
    return currency_named(sign_in(text))


def sign_in(text: str) -> str:
    """The sign or code of a currency that an amount bears; empty where it bears none.

    >>> sign_in("$5"), sign_in("5 ￥"), sign_in("5")
    ('$', '¥', '')
    """
    found = MONEY_MARK.search(text.strip())
    return found[0].strip().replace("￥", "¥") if found else ""


def is_open(text: str) -> bool:
    """Whether the number reads otherwise with a comma than with a point, and does not tell which."""
    plain = not isinstance(text, Exact)
    return (
        plain
        and bool(NUMBER.fullmatch(bare(text)))
        and ("." in text or "," in text)
        and not decimal_told_by(text)
    )


def days_told_by(texts: Iterable[str]) -> str:
    """The order of day and month that days with slashes tell; empty where none tells."""
    for text in texts:
        found = DAY.fullmatch(text.strip())
        if found and found[5] == "/":
            if int(found[4]) > MOST_MONTH:
                return "dmy"
            if int(found[6]) > MOST_MONTH:
                return "mdy"
    return ""


def number(text: str, style: Style) -> Fraction:
    """The number that the cell writes, a minus behind it included. Raises Unread.

    >>> number("5.000-", Style(",")), number("5.000-", Style(".")), number("1'250.5", Style("."))
    (Fraction(-5000, 1), Fraction(-5, 1), Fraction(2501, 2))
    """
    stripped = bare(text)
    if not NUMBER.fullmatch(stripped):
        raise Unread(f"not a number: {text!r}", "correct the cell, or leave the column out")
    if isinstance(text, Exact):
        return Fraction(stripped)
    decimal = decimal_told_by(stripped) or style.decimal
    if is_open(stripped) and not decimal:
        raise Undecided(
            f"{text!r} is two different numbers, and nothing in the file tells which",
            "give --decimal , or --decimal .",
        )
    sign = -1 if stripped.startswith("-") or stripped.endswith("-") else 1
    digits = stripped.strip("+- \u00a0\u202f")
    with_comma = digits if decimal == "," else digits.translate(SWAPPED)
    if not GROUPED.fullmatch(with_comma):
        raise Unread(
            f"not a number: {text!r}", "correct the cell: its digits are grouped like those of no number"
        )
    return sign * Fraction(re.sub(r"[.' \u00a0\u202f]", "", with_comma).replace(",", "."))


def day(text: str, style: Style) -> str:
    """The day as a book writes it; empty for none, and for the end of time. Raises Unread."""
    stripped, _, time = text.strip().partition(" ")
    if time and not TIME.fullmatch(time.strip()):
        raise Unread(f"not one day: {text!r}", "write the one day that counts, as 2026-11-24 or 24.11.2026")
    if not stripped or stripped in NO_DAY:
        return ""
    found = DAY.fullmatch(stripped)
    if not found:
        raise Unread(f"not a day: {text!r}", "write it as 2026-11-24 or 24.11.2026")
    if found[1] or found[8]:
        parts = (found[1], found[2], found[3]) if found[1] else (found[8], found[9], found[10])
    else:
        first, mark, second, year = found[4], found[5], found[6], found[7]
        order = "dmy" if mark == "." or int(first) > MOST_MONTH else style.days
        if not order and int(second) > MOST_MONTH:
            order = "mdy"
        if not order:
            if first != second:
                raise Undecided(
                    f"{text!r} is two different days, and nothing in the file tells which",
                    "give --days dmy or --days mdy",
                )
            order = "dmy"
        parts = (year, second, first) if order == "dmy" else (year, first, second)
    if parts[0] in NEVER:
        return ""
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        raise Unread(f"not a day: {text!r}", "correct the cell") from None


def ident(text: str) -> str:
    """The id as people read it: zeros stay, but for those with which a system fills its own numbers.

    Raises Unread where a spreadsheet has written a number short: several ids may have become one.
    """
    stripped = text.strip()
    if SHORTENED.fullmatch(stripped):
        raise Unread(
            f"a number that a spreadsheet wrote short, and maybe another one: {stripped!r}",
            "export the list anew, with this column as text",
        )
    return stripped.lstrip("0") or "0" if INTERNAL.fullmatch(stripped) else stripped


def unit(text: str, words: SharedWords) -> str:
    """The unit in the words of a book; one that is not known stays as it is."""
    stripped = text.strip()
    return words.units.get(stripped, words.units.get(stripped.upper(), stripped))


def flag(text: str, words: SharedWords) -> str:
    """`yes`, or nothing for no. Raises Unread for a word that is neither."""
    stripped = text.strip()
    plain = stripped.casefold()
    if plain in words.yes:
        return "yes"
    if plain in words.no:
        return ""
    raise Unread(f"neither yes nor no: {text!r}", "write X or leave it empty")


def country(text: str, words: SharedWords) -> str:
    """The code of the country that is named. Raises Unread."""
    stripped = text.strip()
    if stripped.upper() == NAMIBIA != stripped:
        raise Unread(f"a country, or not available: {text!r}", f"write {NAMIBIA} where Namibia is meant")
    if stripped.upper() in COUNTRIES or stripped in USER_ASSIGNED:
        return stripped.upper()
    if DOUBT.search(stripped):
        raise Unread(f"not a country alone: {text!r}", "write its code of ISO 3166, without a mark")
    found = words.countries.get(plain_header(stripped), NOT_A_COUNTRY.get(stripped.upper(), "")[-2:])
    if found not in COUNTRIES:
        raise Unread(f"not a country that is known here: {text!r}", "write its code of ISO 3166")
    return found


def currency(text: str) -> str:
    """The code of the currency. Raises Unread."""
    upper = text.strip().upper()
    found = NOT_A_CURRENCY.get(upper, upper)
    if found not in CURRENCIES:
        raise Unread(f"not a currency: {text!r}", "write its code of ISO 4217")
    return found


def customs(text: str) -> str:
    """The customs codes of a cell, which may hold several, without the marks inside them.

    >>> customs("8505.11.10 / 8505 19"), customs("-")
    ('hs:85051110; hs:850519', '')
    """
    codes = ("".join(mark for mark in each if mark.isalnum()) for each in SEVERAL.split(text))
    return "; ".join(f"hs:{code}" for code in codes if code)


def mass(text: str) -> str:
    """A mass with its unit in kilograms; a bare number is kilograms. Raises Unread."""
    amount, _, named = text.partition(" ")
    if not named:
        return amount
    if named not in UNITS:
        raise Unread(f"not a unit of mass: {named!r}", "give the weight in kg, g, t, lb or oz")
    return as_decimal(Fraction(amount) * UNITS[named][1])


def weight(text: str, style: Style, words: SharedWords) -> str:
    """A mass that names its units, in one of them. Raises Unread where it names none: a bare number is no mass."""
    found = MASSES.findall(text)
    if not found or "".join(f"{amount}{named}" for amount, named in found) != "".join(text.split()):
        raise Unread(f"a mass without its unit: {text!r}", "write the unit behind it, as in 4.3 oz")
    total = Fraction(0)
    for amount, named in found:
        in_kg = unit(named.rstrip("."), words)
        if in_kg not in UNITS:
            raise Unread(f"not a unit of mass: {named!r}", "give the weight in kg, g, t, lb or oz")
        total += number(amount, style) * UNITS[in_kg][1]
    return f"{as_decimal(total)} kg"
