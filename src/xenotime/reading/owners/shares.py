"""Read a share that a register states: exactly, within ends, as words, or not at all."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xenotime.exact import LONGEST, Range

ENDS = ("exact", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")
HUNDRED = 100
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
LETTERS = re.compile(r"[^\W\d_]+|[<>≤≥~≈]")
FRACTION = re.compile(r"\d\s*/\s*\d|^-")
"""A number over another one, or below nothing."""
COUNTED = re.compile(r"\b(shares|stock|votes|rights)\b")
PERCENT = re.compile(r"%|\bper ?cent\b|\bprozent\b|\bpct\b")
VOTES, EQUITY = re.compile(r"vot(e|ing)|stimm"), re.compile(r"share|equity|capital|ownership|stock|anteil")
NEUTRAL = frozenset(
    re.findall(
        r"\w+",
        """percent per cent prozent pct of share shares shareholding stock equity capital interest stake voting votes
        rights ownership owner owns owned holds held right the a an in to and between from as trust firm direct directly""",
    )
)
"""Words beside a number that do not turn it."""
MORE, LESS = (
    ("more than", "over", ">", "at least", "or more"),
    ("less than", "under", "<", "up to", "at most"),
)


def read_share(value: Any, remark: Callable[[str], None]) -> Range | None:
    """The share as a part of one; None where it is not known.

    Ends that are not included are read as included: that keeps every share that the statement allows.
    """
    if not isinstance(value, dict):
        if value is not None:
            remark("the share is not written as the standard says: not known")
        return None
    ends: dict[str, Fraction] = {}
    for key in ENDS:
        if value.get(key) is None:
            continue
        part = _part(value[key])
        if part is None:
            remark(f"{key} is no percentage between 0 and 100: left out")
        else:
            ends[key] = part
    if "exact" in ends:
        return Range(ends["exact"], ends["exact"])
    if "exclusiveMinimum" in ends or "exclusiveMaximum" in ends:
        remark("an end that is not included is read as included")
    lows = [ends[key] for key in ("minimum", "exclusiveMinimum") if key in ends]
    highs = [ends[key] for key in ("maximum", "exclusiveMaximum") if key in ends]
    if not lows and not highs:
        return None
    low, high = max(lows, default=Fraction(0)), min(highs, default=Fraction(1))
    if high < low:
        remark("the low end lies above the high end: not known")
        return None
    return Range(low, high)


def _part(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    try:
        exact = Fraction(value) if len(str(value)) <= LONGEST else None
    except (ValueError, OverflowError):
        return None
    return exact / HUNDRED if exact is not None and 0 <= exact <= HUNDRED else None


def kinds_in_words(texts: Iterable[str]) -> tuple[str, ...]:
    """Of which kinds a holding is by what is said of it: of shares unless it speaks of votes alone.

    >>> kinds_in_words(["voting rights 50-75%"]), kinds_in_words(["shares and votes"]), kinds_in_words(["51"])
    (('votes',), ('equity', 'votes'), ('equity',))
    """
    said = " ".join(texts).casefold()
    votes, equity = bool(VOTES.search(said)), bool(EQUITY.search(said))
    return ("equity", "votes") if votes and equity else ("votes",) if votes else ("equity",)


def share_in_words(text: str) -> Range | None:
    """The share in a free text in percent; None where it says none, or more than can be told apart.

    A bare number up to one may be a part of one as well, and words that are not known may turn what is said.

    >>> share_in_words("25-50%"), share_in_words("more than 75 %"), share_in_words("51"), share_in_words("greater than 25")
    (Range(low=Fraction(1, 4), high=Fraction(1, 2)), Range(low=Fraction(3, 4), high=Fraction(1, 1)), Range(low=Fraction(51, 100), high=Fraction(51, 100)), None)
    """
    plain = " ".join(text.casefold().split())
    if len(plain) > HUNDRED:
        return None
    numbers = [Fraction(each.replace(",", ".")) / HUNDRED for each in NUMBER.findall(plain)]
    rest = NUMBER.sub(" ", plain).replace("+", " or more ")
    said = [sign for sign, words in ((1, MORE), (-1, LESS)) for word in words if word in rest]
    for word in (*MORE, *LESS):
        rest = rest.replace(word, " ")
    counts = COUNTED.search(rest) and not PERCENT.search(rest)
    if (
        counts
        or FRACTION.search(plain)
        or any(each > 1 for each in numbers)
        or set(LETTERS.findall(rest)) - NEUTRAL
        or len(set(said)) > 1
    ):
        return None
    if len(numbers) == 1:
        only = numbers[0]
        if said:
            return Range(only, Fraction(1)) if said[0] > 0 else Range(Fraction(0), only)
        is_bare = NUMBER.fullmatch(plain) and only * HUNDRED <= 1
        return Range(only, only * HUNDRED if is_bare else only)
    if len(numbers) == 2 and numbers[0] <= numbers[1] and not said:  # noqa: PLR2004  the two ends
        return Range(numbers[0], numbers[1])
    return None
