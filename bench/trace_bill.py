"""The bill of the benchmark: a manufacturer's product structure with a true world behind it.

Half of the parts are bought (height 0); the assemblies stand on nine heights. An assembly takes its parts
from its own product family (a window of the height below), one line in ten goes to a standard part, of
which there are few. Every declaration is a range around what is true, so that none contradicts another.
"""

from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

PAIRS = 12
HEIGHTS = (0.5, 0.15, 0.11, 0.08, 0.055, 0.04, 0.03, 0.02, 0.01, 0.005)
FAMILY, STANDARD, STANDARD_LINES, SKIPS = 0.002, 0.005, 0.1, 0.25
"""Width of a family, share of bought parts that are standard, lines to those, lines that skip a height."""
DENSE = 0.15
"""Of the columns of a declaration, so many state something."""
CHUNK = 1_000_000
Array = Any


@dataclass
class Made:
    """The bill; `pinned` items say `floor` … `ceiling` for every column, `how` they do is one of WAYS."""

    heights: Array
    first: Array
    parent: Array
    child: Array
    quantity: Array
    worth: Array
    pinned: Array
    how: Array
    floor: Array
    ceiling: Array

    def save(self, folder: Path) -> None:
        """Write every array as a file of numpy's."""
        for each in fields(self):
            np.save(folder / f"{each.name}.npy", getattr(self, each.name))


SILENT, DECLARED, COUNTS, STOPS = range(4)


def load(folder: Path) -> Made:
    """The bill as `save` wrote it."""
    return Made(**{each.name: np.load(folder / f"{each.name}.npy") for each in fields(Made)})


def make(parts: int, seed: int = 7) -> Made:
    """A bill of that many parts and five times as many lines."""
    draw = np.random.default_rng(seed)
    sizes = (np.array(HEIGHTS) * parts).astype(np.int64)
    sizes[0] += parts - sizes.sum()
    heights = np.concatenate([[0], np.cumsum(sizes)])
    inner = parts - sizes[0]
    degree = draw.poisson(5 * parts / inner - 1, inner) + 1
    first = np.concatenate([np.zeros(sizes[0] + 1, np.int64), np.cumsum(degree)])
    parent = np.repeat(np.arange(parts, dtype=np.int32), np.diff(first))
    child = _children(draw, heights, sizes, first, parent)
    quantity = draw.integers(1, 5, len(child)).astype(np.float64)
    worth = np.zeros(parts)
    worth[: sizes[0]] = draw.uniform(0.1, 50, sizes[0]).round(2)
    worth[sizes[0] :] = draw.uniform(0.1, 50, inner).round(2)
    _rolled(worth[:, None], heights, first, child, quantity)
    bought = draw.permutation(sizes[0]).astype(np.int32)
    silent, declared, counts = np.split(
        bought[: int(0.6 * sizes[0])], [int(0.1 * sizes[0]), int(0.5 * sizes[0])]
    )
    assemblies = (sizes[0] + draw.permutation(inner)).astype(np.int32)
    stated, stops = assemblies[: inner // 50], assemblies[inner // 50 : inner // 33]
    truth = np.zeros((parts, PAIRS))
    shares = draw.uniform(0, 0.02, (len(declared), PAIRS)) * (draw.random((len(declared), PAIRS)) < DENSE)
    truth[declared] = shares * worth[declared, None]
    truth[silent[::3], 0] = 0.01 * worth[silent[::3]]
    truth[counts, draw.integers(0, PAIRS, len(counts))] = worth[counts]
    _rolled(truth, heights, first, child, quantity, stops)
    pinned = np.concatenate([silent, declared, counts, stated, stops])
    how = np.repeat(
        np.array([SILENT, DECLARED, COUNTS, DECLARED, STOPS], np.int8),
        [len(silent), len(declared), len(counts), len(stated), len(stops)],
    )
    floor, ceiling = truth[pinned].copy(), truth[pinned].copy()
    wide = how == DECLARED
    floor[wide] *= 0.8
    ceiling[wide] = np.minimum(1.25 * ceiling[wide], 0.999 * worth[pinned[wide], None])
    floor[how == SILENT] = 0
    ceiling[how == SILENT] = worth[pinned[how == SILENT], None]
    floor[how == STOPS] = ceiling[how == STOPS] = 0
    order = np.argsort(pinned)
    return Made(
        heights,
        first,
        parent,
        child,
        quantity,
        worth,
        pinned[order],
        how[order],
        floor[order],
        ceiling[order],
    )


def _children(draw: Any, heights: Array, sizes: Array, first: Array, parent: Array) -> Array:
    child = np.empty(len(parent), np.int32)
    pool = draw.permutation(sizes[0])[: max(1, int(STANDARD * sizes[0]))]
    for height in range(1, len(sizes)):
        start, stop = first[heights[height]], first[heights[height + 1]]
        count = stop - start
        place = (parent[start:stop] - heights[height]) / sizes[height]
        below = np.where(draw.random(count) < SKIPS, draw.integers(0, height, count), height - 1)
        leads = np.concatenate([[True], parent[start + 1 : stop] != parent[start : stop - 1]])
        below[leads] = height - 1
        near = (place + draw.normal(0, FAMILY, count)) % 1.0
        child[start:stop] = heights[below] + np.minimum(
            (near * sizes[below]).astype(np.int64), sizes[below] - 1
        )
        standard = (draw.random(count) < STANDARD_LINES) & ~leads
        child[start:stop][standard] = pool[draw.integers(0, len(pool), int(standard.sum()))]
    return child


def _rolled(
    amounts: Array, heights: Array, first: Array, child: Array, quantity: Array, stops: Array | None = None
) -> None:
    """Add to every item what its lines hold, height by height; nothing gets out of `stops`."""
    blocked = np.zeros(len(amounts), bool)
    if stops is not None:
        blocked[stops] = True
    per = max(1, CHUNK // amounts.shape[1])
    for start, stop in pairwise(heights[1:]):
        for begin in range(start, stop, per):
            end = min(stop, begin + per)
            lines = slice(first[begin], first[end])
            held = amounts[child[lines]] * quantity[lines, None]
            amounts[begin:end] += np.add.reduceat(held, first[begin:end] - first[begin])
            amounts[begin:end][blocked[begin:end]] = 0
