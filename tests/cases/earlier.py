"""The share that somebody held, beside the one that he holds."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

OF_SHARE = r"(?:pct|percent|share|stake|holding|held)"
OF_SALE = r"(?:_(?:the_)?(?:sale|deal|transfer))?"
EARLIER = re.compile(
    rf"(?:{OF_SHARE}_)?(?:former|formerly|earlier|previous|previously|before|prior|initial|old){OF_SALE}(?:_{OF_SHARE})*"
)
LATER = re.compile(
    rf"(?:{OF_SHARE}_)?(?:after|now|today|current|currently|present|remaining|left|new){OF_SALE}(?:_{OF_SHARE})*"
)


def asked(raw: Mapping[str, Any], key: str, asked_by: Callable[[str], str]) -> str:
    """What of a holding a key tells; a share before a sale is none where another one is told, and the one after it is."""
    both = any(map(EARLIER.fullmatch, raw)) and any(
        LATER.fullmatch(each) or (asked_by(each) == "pct" and not EARLIER.fullmatch(each)) for each in raw
    )
    if both and EARLIER.fullmatch(key):
        return ""
    return "pct" if both and LATER.fullmatch(key) else asked_by(key)


AGAIN = re.compile(
    r"(?:number_of_)?(?:shares|stock|units)(?:_(?:held|owned))?|(?:pct|percent|share|stake)_(?:by|per|in|from|according_to)_\w+|(?:register|registry|report|auditor|filing|other|second)_(?:pct|percent|share)",
    re.IGNORECASE,
)
"""A key under which the share stands once more."""


def between(share: str, raw: Mapping[str, Any], percent: Callable[[str, str], str]) -> dict[str, str]:
    """A share that is told twice, and not the same: it lies from the one to the other."""
    told = {
        percent("pct", said) for key, said in raw.items() if isinstance(said, str) and AGAIN.fullmatch(key)
    }
    every = {share, *told}
    if (
        not told
        or not all(re.fullmatch(r"[\d.]+", each) for each in every)
        or len({*map(Fraction, every)}) == 1
    ):
        return {}
    low, *_, high = sorted(every, key=Fraction)
    return {"pct": f"{low} to {high}"}
