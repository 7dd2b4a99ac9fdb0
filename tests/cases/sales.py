"""What a sale of shares leaves of a holding: it counts, it does not, or nobody knows whether it is real."""

import re
from collections.abc import Iterator
from typing import Any

from cases.composition import NUMBER
from cases.declared import TRUTH
from cases.situation import UNKNOWN, Situation

STATES = r"\b(?:US|U\.S\.|American|United States|New York|dollars?)\b"
OUTSIDE = re.compile(
    rf"\b(?:outside|without|no|non|not|never|free of|beyond|neither)\b[^;]*?{STATES}|\b(?:abroad|offshore|by non-US persons)\b"
)
WITHIN = re.compile(STATES)
DOUBT = re.compile(
    r"\b(?:nominal|sham|paper|keep|keeps|kept|retain\w*|benefit\w*|dividends?|buy-?back|option|proxy|brother|sister|wife|son|daughter|relative"
    r"|family|friend|gift|gave|trust\w*|spouse|husband|cousin|father|mother|parents?|child|children|uncle|aunt|nephew|niece|employees?|directors?|associates?|managers?|nominees?"
    r"|in the names? of|not (?:yet )?(?:stated|known|told|given|said|disclosed)|unknown|unstated|moved|transferred|assigned|shifted|(?:days?|weeks?|month|hours?|shortly|just|right) (?:before|after)|eve of|unclear|doubt\w*|whether|promise\w*|loan|unpaid|token)\b",
    re.IGNORECASE,
)
"""What makes a sale look like none."""
CONTRADICTED = re.compile(
    r"\b(?:disagree\w*|contradict\w*|conflict\w*|differ\w*|whether|disput\w+|unclear|not (?:known|clear|stated|told|settled)|unknown|perhaps|may|might|alleged\w*|said to|one (?:paper|document|file|report)\b.*\b(?:other|another))\b|\?",
    re.IGNORECASE,
)
"""Of whether the sale came within that reach: nobody knows."""
EITHER = re.compile(
    r"\b(?:two|several|three|different|diverging|rival|competing|both) (?:accounts?|versions?|stories|statements?|papers?|routes?|answers?)\b|\beither\b(?! of\b)"
    r"|\bor (?:else )?(?:in cash|cash|not\b|no\b|outside|abroad|elsewhere|offshore|barter|(?:in|at|through|via|by|from|over) )",
    re.IGNORECASE,
)
"""Of how the price was paid more than one thing is told."""
NEVER = re.compile(r"\b(?:no|not|never|neither|nor|without|none)\b", re.IGNORECASE)
EARLIER = re.compile(r"before|earlier|former|previous|from|initial")
HALF = "50"


def sale(it: Situation, value: Any) -> None:
    """A sale outside the reach of the United States counts, and the holding is what is left; within it the earlier one does.

    What keeps something back leaves open how much is still held. A sale of which neither is told is a ValueError.
    """
    told = list(_told("", value))
    earlier = next((said for key, said in told if EARLIER.search(key) and NUMBER.fullmatch(said)), HALF)
    texts = [
        f"no {key}" if TRUTH.get(said) == "no" else key if TRUTH.get(said) == "yes" else said
        for key, said in told
    ]
    outside = any(OUTSIDE.search(each) for each in texts)
    within = any(WITHIN.search(each) and not OUTSIDE.search(each) for each in texts)
    doubt = any(DOUBT.search(each) and not each.startswith("no ") for each in texts)
    if any(CONTRADICTED.search(each) or _is_either(each) for each in texts):
        it.say("holdings.before_sale", UNKNOWN)
    elif within:
        it.say("holdings.before_sale", earlier)
    elif doubt:
        it.say("holdings.before_sale", UNKNOWN)
    elif not outside:
        raise ValueError(value)


def _is_either(text: str) -> bool:
    """Whether a text tells the reach of the United States as one of several ways, and denies neither."""
    found, reach = EITHER.search(text), WITHIN.search(text)
    return bool(found and reach) and not NEVER.search(text[: max(found.start(), 0)] if found else text)


def _told(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, said in value.items():
            yield from _told(re.sub(r"\bus\b", "US", name.replace("_", " ")), said)
    elif isinstance(value, list):
        for each in value:
            yield from _told(key, each)
    else:
        yield key, value
