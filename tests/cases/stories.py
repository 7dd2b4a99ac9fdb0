"""What a key that nobody knows only tells: days, counts, words that say nothing wherever they stood."""

import re
from collections.abc import Mapping
from typing import Any

from cases.composition import NUMBER
from cases.declared import SHARES, TRUTH
from cases.keys import notions
from cases.phrasebook import GUARDED, Phrasebook, UnmappedPhrase
from cases.situation import UNKNOWN

DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
"""A year, a month or a day: no law asks for another one than that of the shipment."""
TELLS = re.compile(
    r"\b(?:loose|bare|separate\w*|unassembled|raw|crude|magnets?|cores?|items?|products?|parts?|components?|materials?|state|form|shape"
    r"|condition|contents?|composition|origin|country|own\w*|holding|controlled)\b",
    re.IGNORECASE,
)
"""What may tell a form, a content or a party, under whatever key."""
STATES = re.compile(
    r"\b(?:buyers?|users?|customers?|recipients?|consignees?|importers?|parents?|owners?|shareholders?|makers?|resell\w*|resold|intend\w*"
    r"|know\w*|aware|suspect\w*|divert\w*|end[- ]uses?|used|using|uses?|destined|transit|technolog\w+|know-how|China|Chinese)\b",
    re.IGNORECASE,
)
"""What may tell a party, a use or knowledge, in a story of which not every word is known."""
INFORMS = re.compile(
    r"\bis[- ]informed\b|\b(?:BIS|Commerce) (?:has )?(?:informed|told|letter|notified|warned)|\binformed by (?:BIS|Commerce)",
    re.IGNORECASE,
)
"""An agency may ask for a licence by telling so."""
HARMLESS = frozenset({"civil", "none", "no"})
NAMED = ("it.name", "it.lists")
"""What a phrase says of a name, of which a story may be full."""
FACTS = frozenset({"chinese", "technology", "public", "shaped", "suspend", "via"})
"""What a key that speaks of it states, whatever else its words tell."""
PART = re.compile(r"[^\W_]+")


def says_nothing(book: Phrasebook, key: str, value: Any) -> bool:
    """Whether neither a key nor what stands under it can say a fact: a day of what is known, a count, or plain words.

    What is so or not so is a fact of some kind, whatever it is called.
    """
    if not isinstance(value, str) or book.alarm.search(key.replace("_", " ")) or book.alarm.search(value):
        return False
    if value.casefold() in TRUTH:
        return False
    parts = [each.casefold() for each in PART.findall(key)]
    if DAY.fullmatch(value):
        return bool(notions().of(key)) or all(book.says_nothing("need", each) for each in parts)
    if not all(any(book.says_nothing(where, each) for where in GUARDED) for each in parts):
        return False
    if NUMBER.fullmatch(value):
        return not SHARES & set(parts) and "pct" not in parts
    if TELLS.search(f"{key.replace('_', ' ')} {value}"):
        return False
    return any(_is_plain(book, where, value) for where in ("thing", "use"))


def only_tells(book: Phrasebook, spoken: frozenset[str], value: Any) -> bool:
    """Whether a key of a story, `spoken` of by its words, has under it what no law asks for.

    Of a story not every word has to be known: it must hold none of which a phrase makes a fact, and none that may
    state one.
    """
    if not isinstance(value, str) or "story" not in spoken or spoken & FACTS or value.casefold() in TRUTH:
        return False
    told = book.alarm.search(value) or TELLS.search(value) or STATES.search(value) or INFORMS.search(value)
    return not told and all(_says_no_fact(book, where, value) for where in ("thing", "use", "party"))


def _says_no_fact(book: Phrasebook, where: str, text: str) -> bool:
    """Whether no phrase finds in a text more than what is harmless."""
    heard = [each.effects for each in book.read(where, text, [])]
    return all(
        set(each) <= {"nothing", "set", "unless_said", "usual"}
        and {
            word for place, word in _said(each) if (place, word) != (NAMED[1], UNKNOWN) and place != NAMED[0]
        }
        <= HARMLESS
        for each in heard
    )


def _said(effects: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [*effects.get("set", {}).items(), *effects.get("unless_said", {}).items()]


def _is_plain(book: Phrasebook, where: str, text: str) -> bool:
    """Whether every word of a text is understood, and says nothing."""
    try:
        heard = book.read(where, text)
    except UnmappedPhrase:
        return False
    return all(set(each.effects) <= {"nothing"} for each in heard)
