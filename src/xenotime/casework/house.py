"""Find a house's own words in its parts: some say what kind a part is of, some that it holds none, as a person declared."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xenotime.casework.harmless import Recognised, may_be_more, recognised
from xenotime.casework.harmless_words import LATIN
from xenotime.casework.spelling import folded
from xenotime.facts.classification import HarmlessKind, HarmlessKinds
from xenotime.facts.house_word import ANY, HouseWord
from xenotime.facts.item import Item

DECLARED = "declared by the house to hold none"
"""The kind of what is harmless by a word of the house alone."""
TEXTS = ("name", "group", "maker_part", "id")
KEYED = ("id", "maker_part", "name")
"""Where a type key has to begin."""
FIRST_SIGN = "\u3005"
"""From here on scripts write their words without spaces."""
Sought = tuple[re.Pattern[str], HouseWord]


class House:
    """The words of a house, ready to be looked for."""

    def __init__(self, words: Sequence[HouseWord], kinds: HarmlessKinds) -> None:
        self.words = _sought(each for each in words if each.clears and _is_word(each.word))
        self.keys = _sought(each for each in words if each.clears and not _is_word(each.word))
        self.shipped = kinds
        own = HarmlessKind(DECLARED, tuple(each.word for _, each in self.words))
        self.harmless = replace(kinds, kinds=(*kinds.kinds, own)) if self.words else kinds
        """The harmless kinds with the house's own: its words count as those of the table do, and not where they would not."""

    def recognised(self, item: Item) -> Recognised | None:
        """The harmless kind of an item; where it took a word of the house to tell, that word with its author and reason."""
        if found := recognised(item, self.shipped):
            return found
        if self.words and (found := recognised(item, self.harmless)):
            said = [word.said for word in dict.fromkeys(word for _, word in _found(item, self.words))]
            return replace(found, kind=DECLARED, what="; ".join(said)) if said else None
        key = self._key(item)
        return (
            Recognised(item.id, item.name, DECLARED, key.said)
            if key and not may_be_more(item, self.shipped)
            else None
        )

    def of_none(self, item: Item) -> HouseWord | None:
        """The word that says that such an item holds none, whatever else is said of it."""
        return next((word for _, word in _found(item, self.words)), None) or self._key(item)

    def _key(self, item: Item) -> HouseWord | None:
        texts = [folded(getattr(item, field)) for field in KEYED] if self.keys else []
        return next((word for pattern, word in self.keys for text in texts if pattern.match(text)), None)


def of_kinds(item: Item, words: Sequence[Sought]) -> Iterator[tuple[str, str]]:
    """Each kind that a word of the house says the item is of, with what says so."""
    yield from ((word.kind, f"{field} holds {word.said}") for field, word in _found(item, words))


def sought_kinds(words: Iterable[HouseWord]) -> list[Sought]:
    """The words that say that a part is of a kind that may hold such material."""
    return _sought(each for each in words if not each.clears)


def _is_word(word: str) -> bool:
    """Whether it is one of a language, and no type key: it has no digit and no open end."""
    return not word.endswith(ANY) and not any(each.isdigit() for each in word)


def _sought(words: Iterable[HouseWord]) -> list[Sought]:
    return [(_pattern(each.word), each) for each in words]


def _pattern(word: str) -> re.Pattern[str]:
    """The word by itself or in the plural, with any gap between its parts; with an open end whatever begins so."""
    text = folded(word.removesuffix(ANY).strip())
    said = r"\s+".join(map(re.escape, text.split()))
    front = "" if text[0] >= FIRST_SIGN else rf"(?<![{LATIN}\d])"
    back = "" if word.endswith(ANY) or text[-1] >= FIRST_SIGN else rf"(?:s|es)?(?![{LATIN}\d])"
    return re.compile(front + said + back)


def _found(item: Item, sought: Sequence[Sought]) -> Iterator[tuple[str, HouseWord]]:
    texts = [(field, folded(text)) for field in TEXTS if sought and (text := getattr(item, field))]
    yield from ((field, word) for pattern, word in sought for field, text in texts if pattern.search(text))
