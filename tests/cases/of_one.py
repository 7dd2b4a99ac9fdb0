"""Shares that are told as a part of one, `0.26`, where the key names no unit: they are per cent a hundred times as many."""

import re
from fractions import Fraction
from typing import Any

BARE = re.compile(r"0?\.\d+")
SHARE = re.compile(
    r"(?:^|_)(?:share|ratio|fraction|proportion)$|(?:^|_)(?:us|chinese|american|controlled)_(?:origin_)?content$",
    re.IGNORECASE,
)
"""A key of a share, and of what else no unit is told."""
LONE = frozenset({"share", "ratio", "fraction", "proportion"})
WHOSE = re.compile(
    r"^(?:us|chinese|american|controlled|share|ratio|fraction|proportion)(?:_|$)", re.IGNORECASE
)
PER_CENT = re.compile(r"pct|percent|per_cent", re.IGNORECASE)
OPEN = "share_without_a_unit"
"""Beside another share in per cent nobody knows which of the two is meant."""


def plain(facts: Any) -> Any:
    """The same with such shares in per cent, which is the more of the two that they may be."""
    if isinstance(facts, list):
        return [plain(each) for each in facts]
    if not isinstance(facts, dict):
        return facts
    in_per_cent = any(PER_CENT.search(key) for key in facts)
    told: dict[str, Any] = {}
    for key, said in facts.items():
        if isinstance(said, str) and BARE.fullmatch(said.strip()) and SHARE.search(key):
            lone = "pct" if key in LONE and "kind" in facts else f"{key}_pct"
            name = OPEN if in_per_cent and WHOSE.search(key) else lone
            told[name] = f"{float(100 * Fraction(said.strip())):.10g}"
        else:
            told[key] = plain(said)
    return told
