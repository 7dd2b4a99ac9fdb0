"""Printed lists repeat their heading on every page: it is taken out, and what it says holds for the lines below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xenotime.reading.exports.headers import plain_header

Row = tuple[int, tuple[str, ...]]
COUNTED = re.compile(r"[\d\W_]+")
"""What differs between two headings that are the same: numbers of pages, days, marks."""
FEWEST = 3
"""Columns of a header from which on a line of one cell is no line of the list."""


@dataclass(frozen=True)
class Section:
    """The lines from `row` on stand below another heading."""

    row: int
    heading: tuple[Row, ...]


@dataclass(frozen=True)
class Pages:
    """The lines of a list without its headings, and where each further heading stood."""

    lines: tuple[Row, ...]
    sections: tuple[Section, ...] = ()
    dropped: int = 0
    """Lines that were headings, headers or stood outside of the frame of the list."""


def without_headings(lines: Sequence[Row], at: int, *, framed: bool) -> Pages:
    """What stands below the header in line `at`, without the headings that come again."""
    header = _plain(lines[at][1])
    columns = sum(map(bool, header))
    headings = {_shape(cells): sum(map(bool, cells)) for _, cells in lines[:at]}
    kept: list[Row] = []
    sections: list[Section] = []
    dropped = 0
    for row, cells in lines[at + 1 :]:
        if _plain(cells) == header:
            heading = _trailing(kept, headings)
            del kept[len(kept) - len(heading) :]
            sections.append(Section(row, heading))
            dropped += 1 + len(heading)
        else:
            kept.append((row, cells))
    whole = tuple(each for each in kept if not (framed and columns >= FEWEST and len(each[1]) == 1))
    return Pages(whole, tuple(sections), dropped + len(kept) - len(whole))


def _trailing(lines: Sequence[Row], headings: Mapping[tuple[str, ...], int]) -> tuple[Row, ...]:
    """The last lines as far as they look like those that stand above the first header, and say no more than these."""
    start = len(lines)
    while start and sum(map(bool, lines[start - 1][1])) <= headings.get(_shape(lines[start - 1][1]), 0):
        start -= 1
    return tuple(lines[start:])


def _plain(cells: Sequence[str]) -> tuple[str, ...]:
    found = [plain_header(cell) for cell in cells]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _shape(cells: Sequence[str]) -> tuple[str, ...]:
    """A heading line whatever it counts: its first words and their place; without words, each place where something stands."""
    first = next((cell for cell in cells if cell), "")
    label = COUNTED.sub("", re.split(r"(?<=[^\W\d])\s{2,}|:", first.strip())[0]).casefold()
    places = [str(at) for at, cell in enumerate(cells) if cell]
    return (label, *(places[:1] if label else places))
