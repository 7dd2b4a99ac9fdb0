"""What else an alloy is made of, told under a key of the case itself: its other metal, its base, the rest."""

import re
from typing import Any

from cases.composition import REST, Heard, compose
from cases.phrasebook import Phrasebook
from cases.situation import Situation
from cases.untold import not_sure


def told(it: Situation, book: Phrasebook, heard: Heard, key: str, value: Any) -> bool:
    """Whether a key tells the rest of what a thing is made of, or that nobody knows it."""
    if not (REST.fullmatch(key) and isinstance(value, str)):
        return False
    named = any(book.element(each) in book.names.values() for each in re.findall(r"\w+", value))
    if not named and not not_sure(value):
        return False
    compose(it, book, heard, {"balance": value})
    return True
