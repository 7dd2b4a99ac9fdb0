"""What else a thing is made of, told under a key of the case itself: its other metal, its base, the rest, what it is free of."""

import re
from typing import Any

from cases import seated
from cases.composition import REST, Heard, compose, free_of
from cases.phrasebook import Phrasebook
from cases.situation import Situation
from cases.untold import not_sure


def told(it: Situation, book: Phrasebook, heard: Heard, key: str, value: Any) -> bool:
    """Whether a key tells the rest of what a thing is made of, or that nobody knows it, or what is not in it."""
    if free_of(it, book, key, value) or seated.told(it, key, value):
        return True
    if not (REST.fullmatch(key) and isinstance(value, str)):
        return False
    named = any(book.element(each) in book.names.values() for each in re.findall(r"\w+", value))
    if not named and not not_sure(value):
        return False
    compose(it, book, heard, {"balance": value})
    return True
