"""Numbers in cells: plain decimals read exactly; anything that could mean two things is refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import LONGEST, PARTS, PLAIN, Range, parse_number, parse_share
from xenotime.reading.book.columns import NONE

COMMA = re.compile(r"[+-]?\d+,\d+")
GROUPED = {
    ".": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"),
    ",": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"),
}
SPACED = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f'’]\d{3})+([.,]\d+)?")
OF_SOME_UNIT = re.compile(r"[+-]?[\d.,]+\s*(?![eE][+-]?\d)([^\W\d_]|[％‰]).*")
SHARES = "0 to 1, or with a unit: 3 %, 20000 ppm"
DECLARE = 'declare `[csv] decimal = ","` in book.toml'


class CellError(ValueError):
    """A cell that cannot be read: why, what is allowed, what to do."""

    def __init__(self, what: str, allowed: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what, self.allowed, self.do = what, allowed, do


class NotKnown(ValueError):
    """A cell that says something which reads as not known; `value` is what is left of it."""

    def __init__(self, remark: str, value: object = None) -> None:
        super().__init__(remark)
        self.remark, self.value = remark, value


class KnownNone:
    """What a number cell holds that says `none`: known to be none."""


NOTHING_SAID = KnownNone()


@dataclass(frozen=True)
class NumberStyle:
    """How a table writes its numbers, as book.toml declares it."""

    decimal: str = "."
    unit: str = ""


def _reason(text: str, decimal: str) -> tuple[str, str]:
    """Why `text` is no plain number, and what to do about it."""
    if len(text) > LONGEST:
        return "the number is too long", f"write at most {LONGEST} characters"
    for reason, pattern, do in (
        ("a trailing minus", r"[\d.,]+-", "write the minus in front"),
        ("an exponent", r"[+-]?[\d.,]+[eE][+-]?\d+", "write the number out, for example 0.00025"),
        ("a currency sign", r".*[$€£¥₩₹元].*", "write the bare number and the currency in its own column"),
        ("a range with a dash", r"[\d.,]+\s*[-–—]\s*[\d.,]+", "write a range as 5..7"),
        ("a comparison", r"\s*[<>≤≥~≈].*", "write a range as 0..5"),
    ):
        if re.fullmatch(pattern, text):
            return reason, do
    if SPACED.fullmatch(text):
        return "thousands separators", "write the number without them"
    if decimal == "." and GROUPED["."].fullmatch(text) and not COMMA.fullmatch(text):
        return "thousands separators", "write the number without them"
    if decimal == "." and GROUPED[","].fullmatch(text):
        return "thousands separators and a decimal comma", DECLARE
    if decimal == "." and COMMA.fullmatch(text):
        return "a comma, which could part decimals or thousands", f"write a point, or {DECLARE}"
    if decimal == "," and "." in text:
        return (
            "a point where a decimal comma is declared",
            "write the comma, and points only between thousands",
        )
    if re.fullmatch(r"[+-]?[\d.,]+\s*[^\d\s.,].*", text):
        return "a unit or other text after the number", "write the bare number; the column says its unit"
    return "not a number", "write the number, or leave the cell empty if it is not known"


def plain(text: str, style: NumberStyle) -> str:
    """The number with a decimal point; CellError for what is not surely a plain number."""
    text = text.strip()
    if len(text) <= LONGEST and text.isascii():
        if style.decimal == "." and PLAIN.fullmatch(text):
            return text
        if style.decimal == "," and ("." not in text or GROUPED[","].fullmatch(text)):
            pointed = text.replace(".", "").replace(",", ".")
            if text.count(",") <= 1 and PLAIN.fullmatch(pointed):
                return pointed
    reason, do = _reason(text, style.decimal)
    example = "12.5" if style.decimal == "." else "12,5 or 1.234,5"
    raise CellError(f"This is not a plain number: {reason}", f"a plain number such as {example}, or 5..7", do)


def signed(text: str, style: NumberStyle) -> Range:
    """A number or a range of numbers, which may be negative."""
    low, dots, high = text.partition("..")
    ends = [parse_number(plain(end, style)) for end in ((low, high) if dots else (low,))]
    if ends[-1] < ends[0]:
        raise CellError(
            "A range runs upwards", "the smaller number first, as in 5..7", "swap the two numbers"
        )
    return Range(ends[0], ends[-1])


def number(text: str, style: NumberStyle) -> Range:
    """A number or a range of numbers that are not negative."""
    amount = signed(text, style)
    if amount.low < 0:
        raise CellError("This number cannot be negative", "0 or more", "correct the sign")
    return amount


def money(text: str, style: NumberStyle) -> Range:
    """An amount of money; one of 0, and that there is none, is not known."""
    if text.strip() == NONE:
        raise NotKnown("whatever leaves has a worth: `none` reads as not known")
    amount = number(text, style)
    if amount.high == 0:
        raise NotKnown("an amount of 0 reads as not known")
    return amount


def single(text: str, style: NumberStyle) -> Fraction:
    """One number that is not negative."""
    if ".." in text:
        raise CellError("This is a range where one number is needed", "one number", "write one number")
    return number(text, style).low


def factor(text: str, style: NumberStyle) -> Fraction:
    """One number above 0."""
    amount = single(text, style)
    if amount == 0:
        raise CellError("This number cannot be 0", "a number above 0", "correct it")
    return amount


def share(text: str, style: NumberStyle) -> Fraction:
    """One share: a fraction, or a number with its unit (its own, else the one that book.toml declares)."""
    text = text.strip()
    if ".." in text:
        raise CellError(
            "This is a range where one share is needed", "one share", "use the low and the high column"
        )
    own = next((unit for unit in PARTS if text.endswith(unit)), "")
    bare_text, unit = text.removesuffix(own), own or style.unit
    if OF_SOME_UNIT.fullmatch(bare_text.strip()):
        do = (
            f"write one of {', '.join(PARTS)} alone behind the number: without a unit it is a fraction of one"
        )
        raise CellError("The unit of this share is not known", SHARES, do)
    digits = plain(bare_text, style)
    try:
        return parse_share(f"{digits} {unit}" if unit else digits)
    except ValueError:
        bare = not unit and not digits.startswith("-")
        do = f'write the unit, for example {digits} %, or declare it: `[units.<table>] <column> = "%"`'
        raise CellError(
            "A bare share above 1 has no unit" if bare else "A share lies between nothing and all",
            SHARES,
            do if bare else "correct the share",
        ) from None


def share_range(text: str, style: NumberStyle) -> Range:
    """One share or a range of shares."""
    low, dots, high = text.partition("..")
    ends = [share(end, style) for end in ((low, high) if dots else (low,))]
    if ends[-1] < ends[0]:
        raise CellError("A range runs upwards", "the smaller share first", "swap the two")
    return Range(ends[0], ends[-1])


def scaled(amount: Range, by: Fraction) -> Range:
    """The range with both ends multiplied by a positive number."""
    if by == 1:
        return amount
    low = amount.low * by
    if amount.high is amount.low:
        return Range(low, low)
    return Range(low, None if amount.high is None else amount.high * by)


def may_be_none(read: Callable[[str, NumberStyle], object]) -> Callable[[str, NumberStyle], object]:
    """The same reader, which also takes the word `none`."""
    return lambda text, style: NOTHING_SAID if text.strip() == NONE else read(text, style)
