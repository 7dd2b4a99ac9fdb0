"""How far float64 carries: the error bound of a roll-up, and the figures for which it would not hold."""

import numpy as np
from numpy.typing import NDArray

from xenotime.tracing.fast.sheets import FigureOutOfReach

UNIT = 2.0**-53
"""The most by which one rounding moves a figure, as a part of it."""
OWN = 6
"""Roundings of one item besides those of adding its lines up."""
REACH = 900
"""Bits between the largest and the smallest product that a run may meet."""


def error_of(longest: NDArray[np.int64]) -> float:
    """How far a figure may lie from the exact one, as a part of it, given the most lines of an item at each height.

    The order in which lines are added does not matter to it: no amount is below nothing.
    """
    return 2 * UNIT * int((longest + OWN).sum())


def refuse_what_is_out_of_reach(
    heights: int, quantity: NDArray[np.float64], worth: NDArray[np.float64]
) -> None:
    """Raise FigureOutOfReach where products of quantities through so many heights leave the range of float64."""
    if _bits(quantity) * heights + _bits(worth) > REACH:
        raise FigureOutOfReach("the products of quantities through the levels of this bill")


def _bits(figures: NDArray[np.float64]) -> float:
    positive = figures[(figures > 0) & np.isfinite(figures)]
    return float(np.abs(np.log2(positive)).max(initial=0.0)) if len(positive) else 0.0
