"""Look for what somebody marked by hand in a workbook: cells struck through, notes on cells, texts laid over a sheet.

The fast reader tells none of them: what is struck through would count as it was, and a note would be lost.
"""

import html
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import basename, dirname, join, normpath

from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.faults import (
    PLACE,
    RELATION,
    STYLE,
    STYLED,
    STYLES,
    VALUE,
    attribute,
    cell_name,
    cells_of,
    column_number,
    part_of,
    text_of,
)

STRIKE = re.compile(rb"<(?:\w+:)?d?strike\b(?![^>]*\bval\s*=\s*[\"'](?:0|false)[\"'])[^>]*>")
RUN = re.compile(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
STRING = re.compile(rb"<(?:\w+:)?si\b(?:[^>]*/>|.*?</(?:\w+:)?si>)", re.DOTALL)
WRITTEN = re.compile(rb"<(?:\w+:)?t\b[^>/]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
FONTS = re.compile(r"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
FONT = re.compile(r"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
OF_STYLE = rb"""<(?:\w+:)?c\b(?=[^>]*\bs\s*=\s*["'](?:%s)["'])([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)"""
"""A cell of one of some styles, with what it says of itself and what stands in it."""
OF_STRING = rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']s["'])([^>]*)>(\s*<(?:\w+:)?v[^>]*>(?:%s)</(?:\w+:)?v>.*?)</(?:\w+:)?c>"""
"""A cell with one of some strings that are kept apart."""
NOTE = re.compile(r"<(?:\w+:)?(comment|threadedComment)\b([^>]*)>(.*?)</(?:\w+:)?\1>", re.DOTALL)
LONGEST = 120
"""Letters of a note that are shown."""


def tell_struck(path: Path, content: bytes, file: str, notes: Notes) -> None:
    """A problem for each row with cells that are struck through: whether they hold nobody can tell."""
    rows: dict[int, list[str]] = {}
    for row, cell, text in struck_in(path, content):
        rows.setdefault(row, []).append(f"{text[:LONGEST]!r} in cell {cell}")
    for row, found in rows.items():
        more = f" and {len(found) - 1} more of the row" if found[1:] else ""
        notes.problem(
            "A cell is struck through", file=file, row=row, found=found[0] + more,
            do="empty the cell, or delete the row, if it no longer holds; take the line off it if it does",
        )  # fmt: skip


def tell_notes(path: Path, sheet: str, file: str, notes: Notes) -> None:
    """A remark on each note on a cell of the sheet and each text laid over it: none of them is read."""
    for cell, text in notes_on(path, sheet):
        where = f"the note on cell {cell}" if cell else "the text laid over the sheet"
        notes.remark(f"{file}: {where} is not read: {text}")


def struck_in(path: Path, content: bytes) -> Iterator[tuple[int, str, str]]:
    """The row, name and text of each filled cell of the sheet that is struck through, in whole or in part."""
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        shared = packed.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else b""
    styles = _struck_styles(text_of(path, "xl/styles.xml"))
    if not (styles or STRIKE.search(shared) or STRIKE.search(content)):
        return
    strings = dict(enumerate(STRING.findall(shared)))
    parts = {str(at).encode() for at, each in strings.items() if _is_part_struck(each)}
    for row, column, said, inside in _candidates(content, styles, parts):
        value, style = VALUE.search(inside), STYLED.search(said)
        written = strings.get(int(value[1]), b"") if value and SHARED.search(said) else inside
        text = _words(written) or (value[1].decode("utf-8", "replace") if value else "")
        if text.strip() and ((style[1] if style else b"0") in styles or _is_part_struck(written)):
            yield row, cell_name(row, column - 1), text


def _candidates(
    content: bytes, styles: Collection[bytes], parts: Collection[bytes]
) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The cells that may be struck through, in their order: those of some styles, and those with some strings.

    All of them only where a cell may be so without saying it, or does not say where it stands.
    """
    found: dict[int, tuple[int, int, bytes, bytes]] = {}
    whole = b"0" in styles or bool(STRIKE.search(content))
    for written, wanted in ((OF_STYLE, styles), (OF_STRING, parts)):
        pattern = re.compile(written % b"|".join(sorted(wanted)), re.DOTALL)
        for each in pattern.finditer(content) if wanted and not whole else ():
            place = PLACE.search(each[1])
            if not place:
                whole = True
                break
            found[each.start()] = int(place[2]), column_number(place[1]), each[1], each[2] or b""
    yield from cells_of(content) if whole else (found[at] for at in sorted(found))


def notes_on(path: Path, sheet: str) -> Iterator[tuple[str, str]]:
    """The cell and the text of each note and comment on the sheet; the cell is empty for a text that is laid over it."""
    with zipfile.ZipFile(path) as packed:
        own = part_of(packed, sheet)
        names = packed.namelist()
        relations = f"{dirname(own)}/_rels/{basename(own)}.rels"
        tags = (
            RELATION.findall(packed.read(relations).decode("utf-8", "replace")) if relations in names else ()
        )
        seen = set()
        for tag in tags:
            kind, target = attribute(tag, "Type").rpartition("/")[2], attribute(tag, "Target")
            part = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(own), target))
            if part not in names or kind not in {"comments", "threadedComment", "drawing"}:
                continue
            for cell, text in _texts(packed.read(part), is_drawing=kind == "drawing"):
                if (not cell or cell not in seen) and text.strip():
                    seen.add(cell)
                    yield cell, " ".join(text.split())[:LONGEST]


def _texts(written: bytes, *, is_drawing: bool) -> Iterator[tuple[str, str]]:
    if is_drawing:
        yield "", _words(written, " ")
        return
    for found in NOTE.finditer(written.decode("utf-8", "replace")):
        inside = found[3].encode()
        plain = re.search(rb"<(?:\w+:)?text\b[^>/]*>([^<]+)</", inside)
        yield (
            attribute(found[2], "ref"),
            _words(inside) or (html.unescape(plain[1].decode()) if plain else ""),
        )


def _struck_styles(text: str) -> set[bytes]:
    """The numbers of the styles of which the font is struck through."""
    fonts, styles = FONTS.search(text), STYLES.search(text)
    struck = {
        str(at)
        for at, font in enumerate(FONT.findall(fonts[0]) if fonts else ())
        if STRIKE.search(font.encode())
    }
    return {
        str(at).encode()
        for at, tag in enumerate(STYLE.findall(styles[0]) if styles else ())
        if (attribute(tag, "fontId") or "0") in struck
    }


def _is_part_struck(written: bytes) -> bool:
    return any(STRIKE.search(run) and _words(run).strip() for run in RUN.findall(written))


def _words(written: bytes, between: str = "") -> str:
    """The text of a string, of its runs, or of a note."""
    return html.unescape(between.join(each.decode("utf-8", "replace") for each in WRITTEN.findall(written)))
