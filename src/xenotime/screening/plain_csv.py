"""Whether a CSV file is written so plainly that every reader reads the same cells in it."""

from codecs import getincrementaldecoder
from pathlib import Path

import numpy as np
from numba import njit

from xenotime.screening.loops import Ints, Letters

BLOCK = 1 << 23
LONGEST = 32_767
"""Bytes of a cell that is surely not too long to be read."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
OTHER, DIVIDES, LINE, RETURN, QUOTE, NUL = range(6)
"""What a byte is."""
KINDS = np.zeros(256, np.int64)
KINDS[[ord(","), ord("\n"), ord("\r"), ord('"'), 0]] = DIVIDES, LINE, RETURN, QUOTE, NUL
BEGUN, BARE, QUOTED, BEHIND, RETURNED, ODD = range(6)
"""Where the scanner is: at the beginning of a cell, inside one, inside quotation marks, behind one of these, behind a return."""
NEXT = np.array(
    [
        [BARE, BEGUN, BEGUN, RETURNED, QUOTED, ODD],
        [BARE, BEGUN, BEGUN, RETURNED, ODD, ODD],
        [QUOTED, QUOTED, ODD, ODD, BEHIND, ODD],
        [ODD, BEGUN, BEGUN, RETURNED, QUOTED, ODD],
        [ODD, ODD, BEGUN, ODD, ODD, ODD],
    ]
)
"""Where it is after each kind of byte; what may be read in different ways is odd."""
AT, CELLS, WIDTH, LENGTH, ENDS = range(5)
"""What is kept from block to block: where it is, the cells of this record, those of the first, bytes of this cell, line ends."""


def is_plain(path: Path) -> bool:
    """Whether records end alike and have as many cells as the first one, and quotation marks stand around whole cells only.

    Cells are divided by commas. A file with a byte of 0, a cell of several lines or a very long one is not plain. Whether the
    bytes are UTF-8 is not looked at.
    """
    kept = np.zeros(5, np.int64)
    with path.open("rb") as opened:
        block = opened.read(BLOCK).removeprefix(BYTE_ORDER_MARK)
        while block:
            if not _goes_on(np.frombuffer(block, np.uint8), kept):
                return False
            block = opened.read(BLOCK)
    if kept[AT] in (QUOTED, RETURNED):
        return False
    is_between = kept[AT] == BEGUN and kept[CELLS] == 0
    return bool(is_between or kept[WIDTH] in (0, kept[CELLS] + 1))


def is_text(path: Path) -> bool:
    """Whether all bytes of a file are letters in UTF-8."""
    letters = getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as opened:
            for block in iter(lambda: opened.read(BLOCK), b""):
                letters.decode(block)
            letters.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def lines_in(path: Path) -> int:
    """How many lines of text a file has; about as many as rows."""
    with path.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(BLOCK), b""))


@njit(cache=True, nogil=True)
def _goes_on(block: Letters, kept: Ints) -> bool:  # pragma: no cover  compiled
    """Whether what was plain up to here is so to the end of the block."""
    at, cells, width, length, ends = kept
    for letter in block:
        before, at = at, NEXT[at, KINDS[letter]]
        length += 1
        if at == ODD or length > LONGEST:
            return False
        if at != BEGUN:
            continue
        if KINDS[letter] == LINE:
            end = 2 if before == RETURNED else 1
            width = cells + 1 if width == 0 else width
            is_empty = cells == 0 and length == end
            if (ends not in (0, end)) or not (is_empty or cells + 1 == width):
                return False
            cells, ends = -1, end
        cells, length = cells + 1, 0
    kept[:] = at, cells, width, length, ends
    return True
