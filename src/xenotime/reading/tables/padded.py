"""Numbers that a workbook shows with zeros or signs of its own: 123 as 00123, as people write an id."""

import re
from collections.abc import Iterator
from pathlib import Path

from xenotime.reading.tables.faults import FORMAT, PIECES, STYLE, STYLED, STYLES, attribute, cells_of, text_of

ZEROS = re.compile("0+")
PLAIN = re.compile(r"[^\w%?#.,@]")
"""Signs that stand in a format for themselves; letters there are those of days and hours."""
Padded = dict[int, dict[int, str]]
"""The format of a cell, by row from one and column from nothing."""


def padded_in(path: Path, content: bytes) -> Padded:
    """The cells of the sheet whose format writes whole numbers in a way of its own."""
    text, found = text_of(path, "xl/styles.xml"), Padded()
    own = {attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in FORMAT.findall(text)}
    block = STYLES.search(text)
    formats = [own.get(attribute(tag, "numFmtId"), "") for tag in STYLE.findall(block[0])] if block else []
    pads = {str(at).encode(): written for at, written in enumerate(formats) if _pieces(written)}
    for row, column, said, _ in cells_of(content) if pads else ():
        style = STYLED.search(said)
        if written := pads.get(style[1] if style else b"0"):
            found.setdefault(row, {})[column - 1] = written
    return found


def as_shown(number: int, written: str) -> str:
    r"""A whole number as the format shows it.

    >>> as_shown(123, "00000"), as_shown(12345, '"M-"00\\-00'), as_shown(7, "0")
    ('00123', 'M-123-45', '7')
    """
    pieces = [*_pieces(written)]
    digits = str(number).zfill(sum(len(text) for text, counts in pieces if counts))
    made: list[str] = []
    places = [at for at, (_, counts) in enumerate(pieces) if counts]
    for at, (text, counts) in reversed([*enumerate(pieces)]):
        taken = len(digits) if places and at == places[0] else len(text)
        made.append(digits[-taken:] if counts else text)
        digits = digits[:-taken] if counts else digits
    return "".join(reversed(made)) or str(number)


def _pieces(written: str) -> list[tuple[str, bool]]:
    """What a format writes of a whole number: zeros that stand for its digits, and signs; nothing where it does more, or only the number."""
    found = [*_parts(written.split(";", maxsplit=1)[0])]
    zeros = sum(len(text) for text, counts in found if counts)
    if any(not ZEROS.fullmatch(text) for text, counts in found if counts) or not zeros:
        return []
    return found if zeros > 1 or len(found) > 1 else []


def _parts(written: str) -> Iterator[tuple[str, bool]]:
    for piece in PIECES.finditer(written):
        if piece["digits"]:
            yield piece["digits"], True
        elif piece["plain"] and not PLAIN.fullmatch(piece["plain"]):
            yield piece["plain"], True
        elif text := piece["quoted"] or piece["escaped"] or piece["plain"]:
            yield text, False
