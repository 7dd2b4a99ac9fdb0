"""A share as a function of what a shipment says that one unit is worth, told from one look at it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from xenotime.exact import Range
from xenotime.facts.seen import Seen

VAST = Fraction(10**30)
"""A value of one unit at which no share is capped."""
NOTHING_LISTED = Fraction(0)


@dataclass(frozen=True)
class OverShipment:
    """A share as a function of what one unit is worth, told from how it is seen at a vast worth.

    `plain` is the share in the shipped item alone, `seen` the one asked: the highest over parts, perhaps.
    A share is listed / worth, capped at one; the parts' own shares do not depend on the worth.
    """

    plain: Seen
    seen: Seen
    limits: frozenset[Fraction]
    kept: dict[Fraction, Seen] = field(default_factory=dict, compare=False)
    """What is seen from a mark on, where it was looked at."""

    @cached_property
    def _listed(self) -> tuple[Fraction, Fraction | None]:
        amount = self.plain.amount
        if amount is None:
            return NOTHING_LISTED, None
        high = None if amount.high is None or amount.high >= 1 else amount.high * VAST
        return amount.low * VAST, high

    @cached_property
    def _of_parts(self) -> tuple[Fraction, Fraction | None]:
        """The bounds of the highest share of a part; nothing where no part's is told apart from the item's own."""
        (low, high), amount = self._listed, self.seen.amount
        if amount is None:
            return NOTHING_LISTED, None
        own = high is not None and amount.high is not None and amount.high * VAST <= high
        return (
            amount.low if amount.low * VAST > low else NOTHING_LISTED,
            NOTHING_LISTED if own else amount.high,
        )

    @cached_property
    def marks(self) -> dict[Fraction, Fraction]:
        """Nothing, and the worths at which the share crosses a number that the law compares it with, or that of a part, or is capped.

        Each below the vast one, at which it is seen: nothing is told of what lies beyond. Each with a worth between it and the next.
        """
        ends = [each for each in self._listed if each]
        crossed = {each for each in (*self.limits, *self._of_parts) if each}
        every = {NOTHING_LISTED, *ends} | {end / each for end in ends for each in crossed}
        marks = sorted(each for each in every if each < VAST)
        inside = [(low + high) / 2 for low, high in pairwise([*marks, VAST])]
        return dict(zip(marks, [*inside[:-1], min(inside[-1], marks[-1] + 1)], strict=True))

    @cached_property
    def anywhere(self) -> Seen | None:
        """What is seen at every worth alike, as where nothing is listed; None where it depends on it, or has to be asked."""
        return None if any(self._listed) else self.at(VAST)

    def since(self, mark: Fraction, ask: Callable[[Fraction], Seen]) -> Seen:
        """What is seen from a mark to the next, at every worth alike; asked once where it has to be."""
        if mark not in self.kept:
            inside = self.marks[mark]
            self.kept[mark] = self.at(inside) or ask(inside)
        return self.kept[mark]

    def at(self, worth: Fraction) -> Seen | None:
        """What is seen at a worth up to the vast one; None where that has to be asked."""
        low, high = self._listed
        amount = self.seen.amount
        if self.seen.contradiction or amount is None or amount.high is None or low > worth:
            return None
        parts_low, parts_high = self._of_parts[0], self._of_parts[1] or NOTHING_LISTED
        root_high = Fraction(1) if high is None else min(Fraction(1), high / worth)
        found = Range(max(low / worth, parts_low), max(root_high, parts_high))
        if not found.is_exact and amount.is_exact:
            return None
        missing = () if found.is_exact else self.seen.missing
        return replace(self.seen, amount=found, closed=found.is_exact, missing=missing, lines=())
