"""Put what nothing says what it is into families that a person can settle at once."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xenotime.casework.harmless import unknown_words
from xenotime.casework.harmless_words import SIGNS
from xenotime.facts.classification import HarmlessKinds
from xenotime.facts.item import Item

FAMILY = "not recognised"
ALONE = "each by itself"
TYPE = re.compile(r"[^\W\d_]{2,}(?=[-_./ ]?\d)")
"""The letters of a type designation, before its first digit."""
ENDING = 2
"""Signs at the end of a word in Chinese or Japanese that say what it is."""


@dataclass(frozen=True)
class Unrecognised:
    """One item of which nothing says what it is, and the family that it shares with others."""

    item: str
    name: str
    family: str
    why: str

    @property
    def shares(self) -> bool:
        """Whether others share its family."""
        return self.family != f"{FAMILY}: {ALONE}"


def unrecognised(
    items: Sequence[Item], kinds: HarmlessKinds, words: Mapping[str, str]
) -> tuple[Unrecognised, ...]:
    """Each of the items with its family, the largest families first, and last those that share nothing.

    A family shares an unknown word of the names, else a material group, a maker, or the letters of a type designation.
    `words` are words of kinds that hold controlled material, which were taken for what goes with such a part.
    """
    unknown = {each.id: unknown_words(each, kinds) for each in items}
    marks = {each.id: _marks(each, unknown[each.id]) for each in items}
    sizes = Counter(one for levels in marks.values() for one in {one for some in levels for one in some})
    of = {name: _largest(levels, sizes) for name, levels in marks.items()}
    members = Counter(of.values())
    made = [
        Unrecognised(each.id, each.name, f"{FAMILY}: {of[each.id]}", _why(unknown[each.id], words.get(each.id, "")))
        for each in items
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: _rank(one.family.removeprefix(f"{FAMILY}: "), members)))


def _rank(family: str, members: Counter[str]) -> tuple[bool, int, str]:
    return family == ALONE, -members[family], family


def _marks(item: Item, unknown: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """What an item may share with others: words first, then its group, its maker, and how its type begins."""
    words = tuple(dict.fromkeys(each[-ENDING:] if re.match(f"[{SIGNS}]", each) else each for each in unknown))
    begins = TYPE.match(item.maker_part or item.name or item.id)
    return (
        tuple(f"word {each}" for each in words),
        (f"group {item.group.strip()}",) if item.group.strip() else (),
        (f"maker {item.maker.strip()}",) if item.maker.strip() else (),
        (f"type {begins[0].upper()}",) if begins else (),
    )


def _largest(levels: Iterable[Iterable[str]], sizes: Counter[str]) -> str:
    """The mark that most others share, of the first sort that any other shares."""
    for some in levels:
        if shared := [each for each in some if sizes[each] > 1]:
            return max(shared, key=lambda one: sizes[one])
    return ALONE


def _why(unknown: Sequence[str], word: str) -> str:
    if word:
        return f"holds {word!r}, in a name that may say something else"
    return f"not known: {', '.join(unknown)}" if unknown else "no word says what it is"
