"""A table that grows by rows, ready for the compiled loop at any time."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

FEW = 64


class Grown:
    """Rows of 64-bit numbers; `rows` is those that there are, without a copy."""

    def __init__(self, width: int) -> None:
        self.count = 0
        self._room = np.zeros((FEW, width), np.uint64)

    def add(self, row: Sequence[int] | NDArray[np.uint64]) -> None:
        """Put one row behind the others."""
        if self.count == len(self._room):
            self._room = np.vstack([self._room, np.zeros_like(self._room)])
        self._room[self.count] = row
        self.count += 1

    def packed(self) -> tuple[int, bytes]:
        """All rows, pressed together."""
        told = self.rows.tobytes()
        return len(told), pa.compress(told, "zstd", asbytes=True)

    def unpack(self, packed: tuple[int, bytes]) -> None:
        """Have the rows that were packed, and no others."""
        size, told = packed
        rows = np.frombuffer(pa.decompress(told, size, "zstd"), np.uint64).reshape(-1, self._room.shape[1])
        self.count = len(rows)
        self._room = np.vstack([rows, np.zeros((FEW, rows.shape[1]), np.uint64)])

    @property
    def rows(self) -> NDArray[np.uint64]:
        """All rows."""
        return self._room[: self.count]


def bits(numbers: Sequence[int], words: int) -> list[int]:
    """A set of numbers as bits of so many words."""
    found = [0] * words
    for number in numbers:
        found[number // 64] |= 1 << number % 64
    return found


def places(sets: NDArray[np.uint64]) -> list[list[int]]:
    """The numbers in each of some sets, one set to a row of words."""
    there = np.unpackbits(np.ascontiguousarray(sets).view(np.uint8), axis=1, bitorder="little")
    return [np.flatnonzero(row).tolist() for row in there]
