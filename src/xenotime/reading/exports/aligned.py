"""Lists with several kinds of line, each under a header or a label of its own: they are brought under one header."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.pages import FEWEST, Row
from xenotime.reading.exports.sheet import RawSheet
from xenotime.reading.exports.table import DEEPEST_HEADER, SPACED

Cells = tuple[str, ...]
LABELLED = re.compile(r"(?P<label>\D+?)[\s:]+(?P<number>\S*\d\S*)(?P<name>\s.*)?")
"""A cell that names a number, and perhaps what bears it: `Vendor 100200 Ningbo Magnet`."""


def aligned(raw: RawSheet, known: Collection[str], labels: Collection[str]) -> RawSheet:
    """The list under one header: each kind of line has columns of its own there, and so has each label.

    `known` are headers of columns, `labels` those of the numbers by which a list may be parted.
    """
    return _labelled(_headed(raw, known), known, labels)


def _headed(raw: RawSheet, known: Collection[str]) -> RawSheet:
    """The list under one header where it has one for each kind of line.

    The kinds are told by the place of the first cell, in a frame of bars also by the number of cells; where neither
    tells them, the list stays as it is.
    """
    for at in range(min(DEEPEST_HEADER, len(raw.lines))):
        headers = list(_headers(raw.lines[at:], known))
        for told_by in (_start, len) if raw.framed else (_start,):
            kinds = {told_by(header) for header in headers}
            below = {told_by(cells) for _, cells in raw.lines[at:] if cells not in headers}
            if 1 < len(headers) == len(kinds) and kinds <= below and sum(map(bool, headers[-1])) >= FEWEST:
                lines = tuple(_under_one(raw.lines, headers, told_by))
                return replace(raw, lines=lines, said=f"{raw.said}; a header for each kind of line")
    return raw


def _headers(lines: Sequence[Row], known: Collection[str]) -> Iterator[Cells]:
    """The first lines as long as most of what they say are headers that are known."""
    for _, cells in lines:
        filled = [plain_header(cell) for cell in cells if cell]
        if 2 * sum(each in known for each in filled) <= len(filled):
            return
        yield cells


def _start(cells: Cells) -> int:
    return next((at for at, cell in enumerate(cells) if cell), len(cells))


def _under_one(
    lines: Sequence[Row], headers: Sequence[Cells], told_by: Callable[[Cells], int]
) -> Iterator[Row]:
    """Every line in the columns of its kind; the headers are one line wherever they stand.

    A line that begins at none of their places lacks its first cells: it is of the kind that begins before.
    """
    before = {told_by(header): sum(map(len, headers[:number])) for number, header in enumerate(headers)}
    for row, cells in lines:
        mark = told_by(cells)
        kind = max((each for each in before if each <= mark), default=0) if told_by is _start else mark
        if cells == headers[0]:
            yield row, tuple(cell for header in headers for cell in header)
        elif cells not in headers:
            yield row, ("",) * before.get(kind, 0) + cells


def _labelled(raw: RawSheet, known: Collection[str], labels: Collection[str]) -> RawSheet:
    """The list with two columns for each label that stands between its lines: the number, and what bears it.

    A label that only stands above headers is none: it belongs to the heading.
    """
    top = range(min(DEEPEST_HEADER, len(raw.lines)))
    at = max(top, key=lambda line: sum(plain_header(cell) in known for cell in raw.lines[line][1]), default=0)
    header = _plain(raw.lines[at][1]) if raw.lines else ()
    free = set(labels) - set(header)
    said = {row: found for row, cells in raw.lines if (found := _label(cells, free))}
    between = {
        said[row][0]
        for (row, _), (_, below) in pairwise(raw.lines[at + 1 :])
        if row in said and sum(map(bool, below)) >= FEWEST and _plain(below) != header
    }
    if sum(each in known for each in header) < FEWEST or not between:
        return raw
    said |= {row: found for row, cells in raw.lines if (found := _again(cells, between))}
    places = {label: ("",) * (len(header) + 2 * number) for number, label in enumerate(sorted(between))}
    names = tuple(name for label in places for name in (label, f"{label} name"))
    above = {label: more for row, (label, *more) in said.items() if row < raw.lines[at][0]}
    lines: list[Row] = []
    for number, (row, cells) in enumerate(raw.lines):
        label, *more = said.get(row, ("",))
        if number > at and label in places:
            lines.append((row, (*places[label], *more)))
        else:
            lines.append((row, (*cells, *names) if _plain(cells) == header else cells))
        if number == at:
            lines += [(row, (*places[each], *more)) for each, more in above.items() if each in places]
    return replace(raw, lines=tuple(lines), said=f"{raw.said}; labels between its lines")


def _label(cells: Cells, labels: Collection[str]) -> tuple[str, str, str] | None:
    """The label of a line that does nothing but name a number, the number, and what bears it."""
    parts = [part for cell in cells for part in SPACED.split(cell) if part] if _few(cells) else []
    found = LABELLED.fullmatch(" ".join(parts)) if len(parts) <= FEWEST else None
    label = plain_header(found["label"]) if found else ""
    return (label, found["number"], (found["name"] or "").strip()) if found and label in labels else None


def _again(cells: Cells, labels: Collection[str]) -> tuple[str, str, str] | None:
    """The same for a label that parts the list, whatever its number is; without one it stands for it itself."""
    words = " ".join(cells).replace(":", " ").split() if _few(cells) else []
    for count in range(1, FEWEST + 1):
        label = plain_header(" ".join(words[:count]))
        if label in labels:
            number, *name = words[count:] or words[:1]
            return label, number, " ".join(name)
    return None


def _few(cells: Cells) -> bool:
    return sum(map(bool, cells)) <= FEWEST


def _plain(cells: Cells) -> Cells:
    return tuple(map(plain_header, cells))
