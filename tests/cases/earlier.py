"""The share that somebody held, beside the one that he holds."""

import re
from collections.abc import Callable, Mapping
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
