"""The plain stream on the same threads: how fast this machine's memory is while the others run."""

import json
import sys

import numpy as np
from numba import njit, prange
from trace_protocol import serve


@njit(parallel=True)
def triad(into: np.ndarray, one: np.ndarray, other: np.ndarray) -> None:
    """A multiplication and an addition for three figures moved."""
    for at in prange(len(into)):
        into[at] = one[at] + 3.0 * other[at]


size = json.loads(sys.argv[1])["triad"]
into, one, other = np.zeros(size), np.ones(size), np.ones(size)
triad(into, one, other)
serve(lambda: triad(into, one, other), lambda rows: np.zeros((len(rows), 24)), 0.0)
