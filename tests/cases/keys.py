"""How a key is read that nobody knows: by what the words of its name speak of, and by the kind of value under it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "notions.toml"
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
CUSTOMS = re.compile(r"\d{4}(?:[. ]?\d{2}){1,3}")
SHARE = re.compile(r"[\d.]+ ?(?:%|percent|per cent)?")
COUNTED = re.compile(r"(?:pct|percent|percentage|share|ratio)(?=_|$)")
"""The part of a key that says that a share stands under it."""
NORWAY = "NO"
TRUTHS = frozenset({"true", "false", "yes", "no"})
ENDING = re.compile(r"(?:ations?|ions?|ings?|ers?|ors?|e?d|es|s|e)$")
SHORT = 5
"""A stem of so many signs or fewer, its mark counted, may be that of another word."""
TURNED = (
    r"(?:not?|none|never|nothing|nobody|neither)\b(?: \w+){0,2}? (?:(?:ruled|excluded|denied|disproved|refuted|contradicted|only|entirely|wholly|fully|completely|always|every\w*|without|known|stated|told|clear|certain|sure"
    r"|proven|checked|less|fewer|more|below|above|under|over|exceeding|zero|nil|negligible|insignificant|impossible|unlikely|unknown|untrue|false)\b|(?<!at )all\b)"
)
"""How a text begins that denies what limits or denies: `not ruled out`, `not all`, `no step without`, `not less than`."""
LONGEST = 4
"""A text of more words says more than the country that it names."""


@dataclass(frozen=True)
class Notions:
    """The words of keys by what they speak of, and how keys are read by that."""

    words: Mapping[str, frozenset[str]]
    rules: Mapping[str, Mapping[str, str]]

    def of(self, key: str) -> frozenset[str]:
        """What a key speaks of, all its words taken together; nothing where a word of it is not known."""
        spoken = [self._spoken(each.casefold()) for each in WORD.findall(key)]
        return frozenset[str]().union(*spoken) if all(spoken) else frozenset()

    def _spoken(self, word: str) -> frozenset[str]:
        """What a word speaks of, in any of its forms."""
        return self.words.get(word, frozenset()) or self.words.get(_stem(word), frozenset())

    def how(self, key: str, value: object, countries: Callable[[str], list[str]]) -> str:
        """How a key with this value is read; empty where neither tells it."""
        for kind in kinds(key, value, countries):
            said = self.of(COUNTED.sub("", key) if kind == "share" else key)
            for rule, read in self.rules[kind].items() if said else ():
                wanted = {each for each in rule.split() if not each.startswith("-")}
                if wanted <= said and not {each[1:] for each in rule.split() if each.startswith("-")} & said:
                    return read
        return ""


def kinds(key: str, value: object, countries: Callable[[str], list[str]]) -> list[str]:
    """What kinds of value stand under a key."""
    if not isinstance(value, str):
        return []
    if value.casefold() in TRUTHS and value != NORWAY:
        return ["truth"]
    if CUSTOMS.fullmatch(value):
        return ["code"]
    if SHARE.fullmatch(value):
        return ["share"] if COUNTED.search(key) or not value[-1].isdigit() else []
    return ["country"] if len(value.split()) <= LONGEST and countries(value) else ["text"]


def _stem(word: str) -> str:
    """A word without its ending, marked as one: `produc-`."""
    return f"{ENDING.sub('', word)}-"


@cache
def notions(path: Path = TABLE) -> Notions:
    """The table, turned round: what every word speaks of."""
    table = tomllib.loads(path.read_text("utf-8"))
    words: dict[str, set[str]] = {}
    for notion, said in table["words"].items():
        for word in said.split():
            words.setdefault(word, set()).add(notion)
            if len(_stem(word)) > SHORT and ENDING.search(word):
                words.setdefault(_stem(word), set()).add(notion)
    return Notions({word: frozenset(said) for word, said in words.items()}, table["read"])
