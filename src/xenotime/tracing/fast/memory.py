"""How much memory a run takes, told before it begins."""

from xenotime.errors import XenotimeError

PAIRS = 4
"""Columns are kept in blocks of four."""
PART, LINE, NOTE = 112, 52, 64
"""Bytes of an item, a line, and an item of which something is stated, whatever the number of columns."""

LARGE = 50_000_000
"""Bytes from which on a size is told in gigabytes."""


class BillTooLarge(XenotimeError):
    """The bill does not fit into the memory that is free; `need` and `free` are in bytes."""

    def __init__(self, need: int, free: int, parts: int, lines: int) -> None:
        self.need, self.free = need, free
        super().__init__(
            f"this bill ({parts:,} parts, {lines:,} lines) needs {shown(need)} of memory and {shown(free)} is free: "
            "trace fewer columns at once, or a part of the bill"
        )


def padded(columns: int) -> int:
    """The number of columns that are kept: the next multiple of four."""
    return max(PAIRS, -(-columns // PAIRS) * PAIRS)


def need(parts: int, lines: int, columns: int, noted: int) -> int:
    """The bytes that a run takes at most, the bill as it was brought in included.

    >>> shown(need(1_000_000, 5_000_000, 12, 300_000))
    '0.7 GB'
    """
    pairs = padded(columns)
    return parts * (PART + 16 * pairs) + lines * LINE + noted * (NOTE + 36 * pairs)


def refuse_what_does_not_fit(parts: int, lines: int, columns: int, noted: int, free: int) -> int:
    """The bytes that the run takes; BillTooLarge where that is more than is free."""
    found = need(parts, lines, columns, noted)
    if found > free:
        raise BillTooLarge(found, free, parts, lines)
    return found


def shown(size: int) -> str:
    """A size as one reads it.

    >>> shown(1_920_000_000)
    '1.9 GB'
    """
    return f"{size / 1e9:,.1f} GB" if size >= LARGE else f"{size / 1e6:,.1f} MB"
