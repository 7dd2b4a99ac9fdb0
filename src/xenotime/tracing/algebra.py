"""The sums of the trace, on ranges and nothing else: what a fast twin has to give as well.

One base unit of an item has a *worth* (its value, its mass, or one piece); `listed` of it is what
counts, `rest` is what does not. listed + rest = worth holds for the true amounts, not for the bounds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import ANYTHING, NOTHING, Range

COUNTS, OPENED, STOPS = "counts", "opened", "stops"
"""What can happen to a part: it counts fully; it is looked into; it stays closed and counts nothing."""
NIL, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Split:
    """How much of something is listed, and how much is not."""

    listed: Range
    rest: Range

    def hull(self, other: "Split") -> "Split":
        """The least split that holds both."""
        return Split(self.listed.hull(other.listed), self.rest.hull(other.rest))

    def plus(self, other: "Split") -> "Split":
        """Both together."""
        return Split(self.listed + other.listed, self.rest + other.rest)

    def times(self, quantity: Range) -> "Split":
        """So many of it."""
        return Split(self.listed.times(quantity), self.rest.times(quantity))


EMPTY = Split(NOTHING, NOTHING)


def fates(
    member: bool | None, origin: bool | None, *, barrier: bool, stops: bool | None = False
) -> frozenset[str]:
    """What can happen to a part, given whether it is on the list and of the origin (None: not known).

    `stops` says whether the law keeps what is inside from counting, wherever the part was made.
    """
    return frozenset(
        _fate(m, o, stops=s or (barrier and o))
        for m in _open(member)
        for o in _open(origin)
        for s in _open(stops)
    )


def _open(answer: bool | None) -> tuple[bool, ...]:
    return (True, False) if answer is None else (answer,)


def _fate(member: bool, origin: bool, *, stops: bool) -> str:
    if member and origin:
        return COUNTS
    return STOPS if stops else OPENED


def counted(possible: frozenset[str], worth: Range, inside: Split, *, holds_inside: bool) -> Split:
    """What one base unit of a part counts for in its parent: the hull over what can happen to it.

    `holds_inside` says that a part is worth at least what is inside it (true of values and masses, not
    of numbers of pieces): then a part of unknown worth counts at least what is known to be inside.
    """
    full = worth
    if holds_inside:
        full = worth.meets(Range(inside.listed.low, None)) or worth
    ends = {COUNTS: Split(full, NOTHING), STOPS: Split(NOTHING, worth), OPENED: inside}
    return hull_of(ends[fate] for fate in sorted(possible))


def hull_of(splits: Iterable[Split]) -> Split:
    """The least split that holds every one; nothing where there are none."""
    found = list(splits)
    if not found:
        return EMPTY
    hull = found[0]
    for other in found[1:]:
        hull = hull.hull(other)
    return hull


def sum_of(splits: Iterable[Split]) -> Split:
    """All of them together."""
    total = EMPTY
    for split in splits:
        total = total.plus(split)
    return total


def rest_of(worth: Range, listed: Range, lines: Split | None, *, exhaustive: bool) -> Range:
    """What of an item is not listed; `lines` are there where its worth is the sum of its lines.

    Then it is at most what of the lines is not listed; and at least that too where the lines are
    `exhaustive`: nothing else in the item is listed. Else something besides them may be.
    """
    low = NIL if listed.high is None else max(NIL, worth.low - listed.high)
    highs = [] if worth.high is None else [max(NIL, worth.high - listed.low)]
    if lines is not None:
        highs += [] if lines.rest.high is None else [lines.rest.high]
        low = max(low, lines.rest.low) if exhaustive else low
    return Range(low, max(low, min(highs)) if highs else None)


def quotient(listed: Range, worth: Range) -> Range:
    """The share where listed amount and worth are known apart from each other; never above one."""
    if listed.high == 0:
        return NOTHING
    low = NIL if not worth.high else listed.low / worth.high
    high = ONE if listed.high is None or worth.low == 0 else listed.high / worth.low
    return Range(min(low, ONE), min(high, ONE))


def correlated(split: Split) -> Range:
    """The share N/(N+R) where the worth is the sum of what is listed and what is not.

    >>> from xenotime.exact import exactly
    >>> correlated(Split(exactly(1), exactly(3)))
    Range(low=Fraction(1, 4), high=Fraction(1, 4))
    """
    listed, rest = split.listed, split.rest
    if listed.high == 0:
        return NOTHING
    low = NIL if rest.high is None or listed.low == 0 else listed.low / (listed.low + rest.high)
    high = ONE if listed.high is None else listed.high / (listed.high + rest.low)
    return Range(low, high)


@dataclass(frozen=True)
class Agreed:
    """What several statements leave together; `clash` holds the two ranges that share nothing."""

    amount: Range
    clash: tuple[Range, Range] | None = None


def agree(ranges: Iterable[Range]) -> Agreed:
    """What all ranges share; where two share nothing, the hull goes on and the clash is kept."""
    amount, clash = ANYTHING, None
    for other in ranges:
        met = amount.meets(other)
        if met is None:
            clash = clash or (amount, other)
        amount = amount.hull(other) if met is None else met
    return Agreed(amount, clash)
