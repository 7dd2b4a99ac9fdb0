"""Look into a sheet of a workbook for what the fast reader does not tell.

It shows an error, and a formula that was never calculated, as empty cells; and an empty cell means
*not known*, so they must not pass. It does not tell either that a number is shown as per cent, or with a unit.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

CELL = re.compile(rb"<(?:\w+:)?(?:(row)\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))", re.DOTALL)
"""A row that begins, with what it says of itself; or a cell, with what it says of itself and what stands in it."""
VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
Fault = tuple[str, int, str]
"""A cell without a value: its name, its row and what stands there."""
STYLED = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")
CALCULATION = re.compile(r"<(?:\w+:)?calcPr\b[^>]*>")
FORMAT = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|(?P<quiet>\[[^\]]*\]|[_*].)|'
    r"(?P<digits>General|[0#?.,]+)|(?P<plain>.)"
)
"""What a number format is made of: words as they stand, a currency, what is not shown, places of digits, and the rest."""
DIGITS, THOUSANDS = re.compile(r"General|[0#?]"), re.compile(r",+(?=\.|$)")
CONDITION = re.compile(r"\[[<>=]")
PERCENTS = ("9", "10")
"""The formats of per cent that every workbook has."""
Sign = tuple[int, str, str]
"""By how many digits a number is moved when it is shown, what is shown before it, and what behind."""
PERCENT: Sign = (2, "", "%")

FAR = tuple(re.compile(rb"""\br\s*=\s*["'][A-Za-z]+\d{%d,}["']""" % digits) for digits in (6, 7))
WIDE = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{2,}\d""")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)(\d+)["']""")
NUMBERED = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")


def content_of(path: Path, sheet: str) -> bytes:
    """The part of the workbook that holds the sheet, empty where it is not found."""
    with zipfile.ZipFile(path) as packed:
        part = part_of(packed, sheet)
        return packed.read(part) if part in packed.namelist() else b""


def spanned(content: bytes, limit: int) -> int:
    """How many cells lie between the first and the farthest of a sheet; below `limit` a rough bound will do.

    The fast reader makes room for all of them: one stray cell in a far corner would fill the memory.
    """
    rows = 100_000
    for pattern in FAR:
        rows *= 10 if pattern.search(content) else 1
    rough = rows * (column_number(b"ZZZ") if WIDE.search(content) else 26)
    if rough <= limit:
        return rough
    places = [(column_number(place[1]), int(place[2])) for place in PLACE.finditer(content)]
    return max((at for at, _ in places), default=0) * max((row for _, row in places), default=0)


def column_number(letters: bytes) -> int:
    """The number of a column, from one.

    >>> column_number(b"A"), column_number(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def cell_name(row: int, at: int) -> str:
    """The name of a cell in a workbook, from the number of its row and the place of its column.

    >>> cell_name(3, 0), cell_name(1, 26)
    ('A3', 'AA1')
    """
    letters, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def faults_in(content: bytes, *, stale: bool = False) -> Iterator[Fault]:
    """The name, row and content of each cell of the sheet that has no value to show; of formulas none has where they are stale."""
    if ERROR.search(content) or FORMULA.search(content):
        yield from _faults(content, stale)


def cells_of(content: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The row and column of each cell from one, what it says of itself and what is in it.

    A row or cell that does not say where it stands stands behind the one before it.
    """
    row = column = 0
    for found in CELL.finditer(content):
        if found[1]:
            said = NUMBERED.search(found[2])
            row, column = int(said[1]) if said else row + 1, 0
            continue
        place = PLACE.search(found[3])
        column = column_number(place[1]) if place else column + 1
        yield int(place[2]) if place else row, column, found[3], found[4] or b""


def is_stale(path: Path) -> bool:
    """Whether the workbook says that its formulas are still to be calculated: what stands for their values is none."""
    found = CALCULATION.search(text_of(path, "xl/workbook.xml"))
    said = found[0] if found else ""
    return attribute(said, "fullCalcOnLoad") in {"1", "true"} or attribute(said, "calcCompleted") in {
        "0",
        "false",
    }


def shown_in(path: Path, content: bytes) -> dict[int, dict[int, Sign]]:
    """The cells of the sheet that are shown with a sign: by row from one and column from nothing."""
    text, found = text_of(path, "xl/styles.xml"), dict[int, dict[int, Sign]]()
    own = {attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in FORMAT.findall(text)}
    signs = dict.fromkeys(PERCENTS, PERCENT) | {each: _sign(written) for each, written in own.items()}
    block = STYLES.search(text)
    styles = STYLE.findall(block[0]) if block else []
    shown = {
        str(at).encode(): sign
        for at, tag in enumerate(styles)
        if (sign := signs.get(attribute(tag, "numFmtId"))) is not None
    }
    for row, column, said, _ in cells_of(content) if shown else ():
        style = STYLED.search(said)
        sign = shown.get(style[1] if style else b"0")
        if sign:
            found.setdefault(row, {})[column - 1] = sign
    return found


def _sign(written: str) -> Sign | None:
    r"""The signs that a number format writes beside a number; where it depends on the number which, all of them.

    >>> _sign("0.00%"), _sign("0\\ \\g"), _sign("0.00"), _sign('"<"0.0'), _sign('[<1]0" g";0" kg"')
    ((2, '', '%'), (0, '', 'g'), None, (0, '<', ''), (0, '', 'g or kg'))
    """
    parts = written.split(";")
    if not CONDITION.search(written):
        return _sign_of(parts[0])
    every = list(dict.fromkeys(_sign_of(each) for each in parts if DIGITS.search(each)))
    if every[1:]:
        return 0, _any_of([each and each[1] for each in every]), _any_of([each and each[2] for each in every])
    return every[0] if every else None


def _any_of(words: Sequence[str | None]) -> str:
    """Whatever may be shown; `none` stands for nothing beside something."""
    return " or ".join(each or "none" for each in words) if any(words) else ""


def _sign_of(written: str) -> Sign | None:
    """The signs in a format that holds for every number; a comma behind the places of digits moves three of them.

    >>> _sign_of('0.0,," t"'), _sign_of("[$USD] #,##0.00")
    ((-6, '', 't'), (0, 'USD', ''))
    """
    before, word, last, percent = "", "", "", False
    for piece in PIECES.finditer(written):
        percent = percent or piece["plain"] == "%"
        if piece["digits"]:
            before, word, last = before if last else word.strip(), "", piece["digits"]
        else:
            word += piece["quoted"] or piece["escaped"] or piece["money"] or piece["plain"] or ""
    moved = -3 * sum(map(len, THOUSANDS.findall(last)))
    if percent:
        return PERCENT[0] + moved, before, PERCENT[2]
    return (moved, before, word.strip()) if last and (before or word.strip()) else None


def text_of(path: Path, part: str) -> str:
    """A part of the workbook, empty where there is none."""
    with zipfile.ZipFile(path) as packed:
        return packed.read(part).decode("utf-8", "replace") if part in packed.namelist() else ""


def _faults(content: bytes, stale: bool) -> Iterator[Fault]:
    for row, column, said, inside in cells_of(content):
        value = VALUE.search(inside)
        if ERROR.search(said):
            found = value[1].decode("utf-8", "replace") if value else "an error"
        elif FORMULA.search(inside) and (
            stale or (not (value and value[1].strip()) and not TEXT.search(said))
        ):
            found = "a formula that was never calculated"
        else:
            continue
        yield cell_name(row, column - 1), row, found


def part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """The path of the sheet's part inside the workbook, empty where it is not found."""
    try:
        sheets = packed.read("xl/workbook.xml").decode()
        relations = packed.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError):
        return ""
    own = next((tag for tag in SHEET.findall(sheets) if attribute(tag, "name") == sheet), "")
    relation = attribute(own, r"\w+:id")
    for tag in RELATION.findall(relations):
        if relation and attribute(tag, "Id") == relation:
            target = attribute(tag, "Target")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def attribute(tag: str, name: str) -> str:
    """What a tag says under a name, with its entities as the marks that they stand for; empty where it says nothing."""
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    text = (match[1] or match[2] or "") if match else ""
    for entity, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, mark)
    return text
