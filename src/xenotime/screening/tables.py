"""Number what comes up, and look numbers up in bulk."""

from collections.abc import Callable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
DENSE = 1 << 24
"""Codes up to which a plain table is used."""


def hashed(what: object) -> int:
    """64 bits that stand for a value; the same in every run."""
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), "little")


def each(codes: Ints, of_code: Callable[[int], int]) -> Ints:
    """`of_code` of every code, asked once for each that is there."""
    if not len(codes):
        return codes.astype(np.int64)
    size = int(codes.max()) + 1
    if size <= DENSE:
        there = np.zeros(size, np.bool_)
        there[codes] = True
        distinct = np.flatnonzero(there)
        table = np.zeros(size, np.int64)
        table[distinct] = [of_code(code) for code in distinct.tolist()]
        return table[codes]
    distinct, place = np.unique(codes, return_inverse=True)
    return np.array([of_code(code) for code in distinct.tolist()], np.int64)[place]


def packed(columns: list[Ints]) -> tuple[Ints, list[int]]:
    """The columns as one code each row, and how many values each column may have."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    codes = np.zeros(len(columns[0]), np.int64)
    for column, size in zip(columns, sizes, strict=True):
        codes = codes * size + column
    return codes, sizes


def unpacked(code: int, sizes: list[int]) -> tuple[int, ...]:
    """What `packed` put into one code."""
    found = []
    for size in reversed(sizes):
        code, rest = divmod(code, size)
        found.append(rest)
    return tuple(reversed(found))
