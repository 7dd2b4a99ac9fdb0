"""Amounts of a declaration that say more, or less, than they seem to: told twice, of the whole and of its materials; rounded to nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.declaration import ContentRow


def told_once(materials: Sequence[ContentRow], wholes: Iterable[ContentRow]) -> Iterator[ContentRow]:
    """The rows of the materials and of the whole, with one row for each substance of which both tell.

    Where the two differ, either may hold.
    """
    of_whole: dict[str, list[ContentRow]] = {}
    for each in wholes:
        of_whole.setdefault(each.substance, []).append(each)
    for each in materials:
        if each.substance not in of_whole:
            yield each
    for substance, rows in of_whole.items():
        inside = [each for each in materials if each.substance == substance]
        yield from [_one(rows, inside)] if inside else rows


def _one(whole: Sequence[ContentRow], inside: Sequence[ContentRow]) -> ContentRow:
    """What is told of the whole, held against its materials; where that is no amount there may be more than these have."""
    stated, rolled = _sum(whole), _sum(inside)
    known = sum((each.share.low for each in inside if each.share), Fraction(0))
    share = stated
    if stated is None:
        share = Range(known, Fraction(1)) if known else None
    elif rolled is not None:
        share = stated.hull(rolled)
    elif known > stated.low:
        share = Range(stated.low, max(known, stated.high or known))
    absent = all(each.absent for each in (*whole, *inside))
    return replace(
        whole[0], share=share, absent=absent, present=any(each.present for each in (*whole, *inside))
    )


def _sum(rows: Sequence[ContentRow]) -> Range | None:
    """What the rows come to together; None where one of them has no amount."""
    shares = [each.share for each in rows]
    if not all(shares):
        return None
    lows, highs = (sum((getattr(each, end) for each in shares), Fraction(0)) for end in ("low", "high"))
    return Range(lows, highs)


ROUNDED = re.compile(r"0*[.](0+)")


def most_of_nothing(text: str) -> Fraction:
    """The most that a 0 stands for which is written with decimals: half of the last of them; of a bare 0 nothing.

    >>> most_of_nothing("0.00"), most_of_nothing("0")
    (Fraction(1, 200), Fraction(0, 1))
    """
    found = ROUNDED.fullmatch(text.strip())
    return Fraction(1, 2 * 10 ** len(found[1])) if found else Fraction(0)
