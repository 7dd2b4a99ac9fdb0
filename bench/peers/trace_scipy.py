"""SciPy: one sparse matrix for each height, times all columns at once."""

import time
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from trace_protocol import loaded, serve

start = time.perf_counter()
bill = loaded()
heights, first, worth = bill["heights"], bill["first"], bill["worth"]
parts = len(worth)
levels = []
for begin, end in pairwise(heights[1:]):
    lines = slice(first[begin], first[end])
    matrix = csr_matrix(
        (bill["quantity"][lines], bill["child"][lines], first[begin : end + 1] - first[begin]),
        shape=(end - begin, begin),
    )
    own = slice(*np.searchsorted(bill["pinned"], [begin, end]))
    levels.append((begin, end, matrix, bill["pinned"][own] - begin, bill["floor"][own], bill["ceiling"][own]))
values = np.zeros((parts, 24))
leaves = bill["pinned"] < heights[1]
values[bill["pinned"][leaves], :12] = bill["floor"][leaves]
values[bill["pinned"][leaves], 12:] = bill["ceiling"][leaves]


def run() -> None:
    """Every height from the bought parts up."""
    for begin, end, matrix, rows, floor, ceiling in levels:
        found = matrix @ values[:begin]
        found[:, 12:] = np.minimum(found[:, 12:], worth[begin:end, None])
        found[rows, :12] = np.minimum(np.maximum(found[rows, :12], floor), ceiling)
        found[rows, 12:] = ceiling
        values[begin:end] = found


serve(run, lambda rows: values[rows], time.perf_counter() - start)
