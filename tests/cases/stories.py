"""What a key that nobody knows only tells: days, counts, words that say nothing wherever they stood."""

import re
from typing import Any

from cases.composition import NUMBER
from cases.declared import SHARES
from cases.phrasebook import GUARDED, Phrasebook, UnmappedPhrase

DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
"""A year, a month or a day: no law asks for another one than that of the shipment."""
TELLS = re.compile(
    r"\b(?:loose|bare|separate\w*|unassembled|raw|crude|magnets?|cores?|items?|products?|parts?|components?|materials?|state|form|shape"
    r"|condition|contents?|composition|origin|country|own\w*|holding|controlled)\b",
    re.IGNORECASE,
)
"""What may tell a form, a content or a party, under whatever key."""
PART = re.compile(r"[^\W_]+")


def says_nothing(book: Phrasebook, key: str, value: Any) -> bool:
    """Whether neither a key nor what stands under it can say a fact: a day, a count of something, or plain words."""
    if not isinstance(value, str) or book.alarm.search(key.replace("_", " ")) or book.alarm.search(value):
        return False
    if DAY.fullmatch(value):
        return True
    parts = [each.casefold() for each in PART.findall(key)]
    if not all(any(book.says_nothing(where, each) for where in GUARDED) for each in parts):
        return False
    if NUMBER.fullmatch(value):
        return not SHARES & set(parts) and "pct" not in parts
    if TELLS.search(f"{key.replace('_', ' ')} {value}"):
        return False
    return any(_is_plain(book, where, value) for where in ("thing", "use"))


def _is_plain(book: Phrasebook, where: str, text: str) -> bool:
    """Whether every word of a text is understood, and says nothing."""
    try:
        heard = book.read(where, text)
    except UnmappedPhrase:
        return False
    return all(set(each.effects) <= {"nothing"} for each in heard)
