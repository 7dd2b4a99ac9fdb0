"""What a text tells by itself: of a substance by its name or its formula, or of a thing that is not there."""

import re
from typing import Any

from cases import formulas
from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.untold import ABSENT

SUBSTANCE = re.compile(
    r"(?:chemical |molecular |main |active |the )?(?:compound|substance|formula|salt|species|phase|mineral|host(?: lattice| crystal| material)?)s?"
)
"""Keys under which a substance may stand by its name."""


def substance(book: Phrasebook, name: str, said: Any, how: str) -> tuple[Any, str]:
    """What stands under the key of a substance, and how it is read: as a thing where it tells one, else as it was."""
    if not (SUBSTANCE.fullmatch(name) and isinstance(said, str)):
        return said, how
    said = said if is_thing(book, said) else formulas.spelt(said, frozenset(book.names.values()))
    return said, how or ("thing" if is_thing(book, said) else "")


def is_thing(book: Phrasebook, said: str) -> bool:
    """Whether a text tells by itself what a thing is or holds, every word understood."""
    try:
        return any(
            "has" in each.effects or "item.form" in each.effects.get("set", {})
            for each in book.read("thing", said)
        )
    except UnmappedPhrase:
        return False


def denied(book: Phrasebook, name: str, said: str) -> bool:
    """Whether of a thing that is named nothing but its absence is told: then it says nothing of the whole."""
    if not ABSENT.fullmatch(said):
        return False
    try:
        named = book.read("thing", name)
    except UnmappedPhrase:
        return False
    try:
        denied = book.read("thing", f"{name}: {said}")
    except UnmappedPhrase:
        denied = named
    return bool(named) and [each.effects for each in named] == [each.effects for each in denied]


def names_one(book: Phrasebook, said: str) -> bool:
    """Whether a text names a substance."""
    return any(book.element(each) in book.names.values() for each in re.findall(r"[A-Za-z]+", said))
