"""Numbers that stand for values, and values looked up in bulk."""

from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from xenotime.screening.loops import Codes, distinct

Ints = NDArray[np.int64]


def hashed(what: object) -> int:
    """64 bits that stand for a value; the same in every run."""
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), "little")


def each(columns: Sequence[NDArray[np.integer]], of: Callable[..., int]) -> Codes:
    """`of` of what stands in the columns of each row, asked once for what stands in several."""
    place, first = distinct(np.array(columns, np.int32))
    rows = zip(*(column[first].tolist() for column in columns), strict=True)
    return np.array([of(*row) for row in rows], np.int32)[place]
