"""What is left of a company for its last holder, and shares that are rounded up: all together are the whole, and no more."""

import re
from fractions import Fraction

from cases import numerals

Row = dict[str, str]
NUMBER = re.compile(r"\d+(?:\.\d+)?")
LEFT = re.compile(
    r"(?:(?:all )?(?:of )?the |all )?(?:rest|balance|remainder|residue|others?|(?:remaining|other) (?:shares?|stake|part|(?P<part>[a-z -]+)))",
    re.IGNORECASE,
)
"""`The balance`, `the remaining half`."""
UNLISTED = re.compile(
    r"\b(?:un-?listed|(?:on )?no list|not (?:listed|on (?:any|a) list)|none)\b", re.IGNORECASE
)
WHOLE, ROUNDED = Fraction(100), Fraction(1, 10**6)


def plain(rows: list[Row]) -> list[Row]:
    """Holdings in which what is left is a figure, where all others of that company are; a part that does not fit stays in words."""
    found = [each | {"pct": left} if (left := _left(each, rows)) else each for each in rows]
    for row in found:
        beside = [each for each in found if each.get("of") == row.get("of")]
        over = _sum(beside) - WHOLE
        last = [each for each in beside if UNLISTED.search(f"{each['owner']} {each.get('list', '')}")]
        if 0 < over < ROUNDED and row is [*beside, *last][-1]:
            row["pct"] = numerals.exactly(Fraction(row["pct"]) - over)
    return found


def _left(row: Row, rows: list[Row]) -> str:
    told = LEFT.fullmatch(row.get("pct", "").strip())
    beside = [each for each in rows if each is not row and each.get("of") == row.get("of")]
    if not told or not beside or not all(NUMBER.fullmatch(each.get("pct", "")) for each in beside):
        return ""
    left = WHOLE - _sum(beside)
    part = numerals.PARTS_OF_ONE.get(f"a {told['part'].strip()}".casefold(), "") if told["part"] else ""
    fits = not told["part"] or (part and abs(Fraction(part) - left) < ROUNDED)
    return numerals.exactly(left) if left > 0 and fits else ""


def _sum(rows: list[Row]) -> Fraction:
    return sum((Fraction(each["pct"]) for each in rows if NUMBER.fullmatch(each.get("pct", ""))), Fraction(0))
