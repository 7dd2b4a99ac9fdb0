"""Look into a sheet of a workbook for what the fast reader does not tell.

It shows an error, and a formula that was never calculated, as empty cells; and an empty cell means
*not known*, so they must not pass. It does not tell either that a number is shown as per cent, or with a unit.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
ERROR = b't="e"'
Fault = tuple[str, int, str]
"""A cell without a value: its name, its row and what stands there."""
STYLED = re.compile(rb'\bs="(\d+)"')
CALCULATION = re.compile(r"<(?:\w+:)?calcPr\b[^>]*>")
FORMAT = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
QUIET = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""What a number format writes as it stands."""
LITERAL = re.compile(r'"([^"]*)"|\\(.)')
PERCENTS = ("9", "10")
"""The formats of per cent that every workbook has."""
Sign = tuple[int, str]
"""What is shown behind a number, and by how many digits the number itself is moved when it is shown."""
PERCENT: Sign = (2, "%")

FAR = (re.compile(rb'\br="[A-Z]+\d{6,}"'), re.compile(rb'\br="[A-Z]+\d{7,}"'))
WIDE = re.compile(rb'\br="[A-Z]{2,}\d')
PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')


def content_of(path: Path, sheet: str) -> bytes:
    """The part of the workbook that holds the sheet, empty where it is not found."""
    with zipfile.ZipFile(path) as packed:
        part = _part_of(packed, sheet)
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
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def faults_in(content: bytes, *, stale: bool = False) -> Iterator[Fault]:
    """The name, row and content of each cell of the sheet that has no value to show; of formulas none has where they are stale."""
    if ERROR in content or FORMULA.search(content):
        yield from _faults(content, stale)


def is_stale(path: Path) -> bool:
    """Whether the workbook says that its formulas are still to be calculated: what stands for their values is none."""
    found = CALCULATION.search(_text(path, "xl/workbook.xml"))
    said = found[0] if found else ""
    return _attribute(said, "fullCalcOnLoad") in {"1", "true"} or _attribute(said, "calcCompleted") in {
        "0",
        "false",
    }


def shown_in(path: Path, content: bytes) -> dict[int, dict[int, Sign]]:
    """The cells of the sheet that are shown with a sign: by row from one and column from nothing."""
    text, found = _text(path, "xl/styles.xml"), dict[int, dict[int, Sign]]()
    own = {_attribute(tag, "numFmtId"): _attribute(tag, "formatCode") for tag in FORMAT.findall(text)}
    signs = dict.fromkeys(PERCENTS, PERCENT) | {each: _sign(written) for each, written in own.items()}
    block = STYLES.search(text)
    styles = STYLE.findall(block[0]) if block else []
    shown = {
        str(at).encode(): sign
        for at, tag in enumerate(styles)
        if (sign := signs.get(_attribute(tag, "numFmtId"))) is not None
    }
    for cell in CELL.finditer(content) if shown else ():
        style, place = STYLED.search(cell[1]), PLACE.search(cell[1])
        sign = shown.get(style[1] if style else b"0")
        if place and sign:
            found.setdefault(int(place[2]), {})[column_number(place[1]) - 1] = sign
    return found


def _sign(written: str) -> Sign | None:
    r"""The sign that a number format writes behind a number: per cent of it, or a word as it stands.

    >>> _sign("0.00%"), _sign('0.0" %"'), _sign("0\\ \\g"), _sign("0.00")
    ((2, '%'), (0, '%'), (0, 'g'), None)
    """
    first = written.partition(";")[0]
    if "%" in QUIET.sub("", first):
        return PERCENT
    word = "".join(quoted or escaped for quoted, escaped in LITERAL.findall(first)).strip()
    return (0, word) if word else None


def _text(path: Path, part: str) -> str:
    """A part of the workbook, empty where there is none."""
    with zipfile.ZipFile(path) as packed:
        return packed.read(part).decode("utf-8", "replace") if part in packed.namelist() else ""


def _faults(content: bytes, stale: bool) -> Iterator[Fault]:
    for cell in CELL.finditer(content):
        place, inside = PLACE.search(cell[1]), cell[2] or b""
        value = VALUE.search(inside)
        if ERROR in cell[1]:
            found = value[1].decode("utf-8", "replace") if value else "an error"
        elif FORMULA.search(inside) and (
            stale or (not (value and value[1].strip()) and b't="str"' not in cell[1])
        ):
            found = "a formula that was never calculated"
        else:
            continue
        name, row = (place[1].decode(), int(place[2])) if place else ("?", 0)
        yield f"{name}{row or ''}", row, found


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """The path of the sheet's part inside the workbook, empty where it is not found."""
    try:
        sheets = packed.read("xl/workbook.xml").decode()
        relations = packed.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError):
        return ""
    own = next((tag for tag in SHEET.findall(sheets) if _attribute(tag, "name") == sheet), "")
    relation = _attribute(own, r"\w+:id")
    for tag in RELATION.findall(relations):
        if relation and _attribute(tag, "Id") == relation:
            target = _attribute(tag, "Target")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    text = match[1] if match else ""
    for entity, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, mark)
    return text
