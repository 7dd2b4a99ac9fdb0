"""What the phrases of published answers mean: a table of data, read from one file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cases.citing import same_place

TABLE = Path(__file__).parent / "phrases.toml"
EFFECTS = {
    "set",
    "unless_said",
    "has",
    "lacks",
    "magnet",
    "magnets",
    "closed",
    "usual",
    "chinese",
    "question",
    "about",
    "nothing",
}
HOLE = re.compile(r"\{(\w+)\}")


class UnmappedPhrase(AssertionError):
    """A published answer says something that the table has no phrase for."""

    def __init__(self, where: str, text: str, rest: str) -> None:
        super().__init__(f"phrases.toml has no [[{where}]] phrase for {rest!r} of {text!r}")


@dataclass(frozen=True)
class Effect:
    """What one phrase says, its holes filled from the text."""

    says: str
    effects: Mapping[str, Any]


@dataclass(frozen=True)
class Phrase:
    """One row of the table: a pattern and what a text that fits it says."""

    pattern: re.Pattern[str]
    effects: Mapping[str, Any]


@dataclass(frozen=True)
class Phrasebook:
    """The phrases by where they may stand, the words that say nothing, and the names of substances."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    filler: frozenset[str]
    names: Mapping[str, str]
    """Names of elements, in small letters, to their symbols."""
    oxides: Mapping[str, str]
    places: Mapping[str, str]
    keys: Mapping[str, str]
    """For every key of a case's facts, how it is read."""
    regimes: Mapping[str, str]
    granted: Mapping[str, tuple[str, ...]]
    """For a jurisdiction, what all its answers take for granted: `parties`, `use`."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Other names of texts of law, to the citation that we write."""
    example: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def cites(self, published: str, ours: str) -> bool:
        """Whether a citation of ours is the published one, or a part or the whole of it."""
        return same_place(published, ours, self.texts)

    def element(self, word: str) -> str:
        """The symbol of an element that is named in any way."""
        return self.names.get(word.casefold(), word)

    def read(self, where: str, text: str) -> list[Effect]:
        """What a text says: its phrases one after the other, the longest that fits first; nothing is passed over."""
        found, at = [], 0
        while at < len(text):
            blank = re.compile(r"[\s,;:/()&+.-]+").match(text, at)
            if blank:
                at = blank.end()
                continue
            best, phrase = self._longest(where, text, at)
            word = re.compile(r"[^\s,;:/()&+]+").match(text, at)
            if best is not None and phrase is not None:
                found.append(Effect(best[0], self._filled(phrase.effects, best)))
                at = best.end()
            elif word and word[0].casefold() in self.filler:
                at = word.end()
            else:
                raise UnmappedPhrase(where, text, text[at:])
        return found

    def _longest(self, where: str, text: str, at: int) -> tuple[re.Match[str] | None, Phrase | None]:
        best: re.Match[str] | None = None
        chosen: Phrase | None = None
        for phrase in self.phrases.get(where, ()):
            match = phrase.pattern.match(text, at)
            if match and match.end() > at and (best is None or match.end() > best.end()):
                best, chosen = match, phrase
        return best, chosen

    def _filled(self, value: Any, match: re.Match[str]) -> Any:
        if isinstance(value, str):
            return HOLE.sub(lambda hole: self._hole(hole[1], match), value)
        if isinstance(value, list):
            return [self._filled(each, match) for each in value]
        if isinstance(value, dict):
            return {self._filled(key, match): self._filled(each, match) for key, each in value.items()}
        return value

    def _hole(self, name: str, match: re.Match[str]) -> str:
        group, _, how = name.partition("_")
        said = match[int(group)] or ""
        symbol = self.element(said)
        return (
            self.oxides.get(symbol, f"{symbol}2O3")
            if how == "oxide"
            else symbol
            if how == "element"
            else said
        )


def phrasebook(path: Path = TABLE) -> Phrasebook:
    """The table, every pattern compiled; a key that means nothing is an error."""
    table = tomllib.loads(path.read_text("utf-8"))
    names, oxides = table["elements"], table["oxides"]
    element = f"(?:{_either(names)}|(?-i:{_either(set(names.values()))}))"
    phrases = {
        where: tuple(_phrase(each, element) for each in rows) for where, rows in table["phrase"].items()
    }
    return Phrasebook(
        phrases,
        frozenset(table["filler"]),
        names,
        oxides,
        table["places"],
        table["keys"],
        table["regimes"],
        table["granted"],
        table["texts"],
        table["example"],
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _phrase(row: Mapping[str, Any], element: str) -> Phrase:
    strange = set(row) - EFFECTS - {"says"}
    if strange or len(row) < 2:
        raise ValueError(f"a phrase says something and means something: {dict(row)}")
    pattern = row["says"].replace("{element}", element)
    compiled = re.compile(rf"(?:{pattern})(?![A-Za-z0-9])", re.IGNORECASE)
    return Phrase(compiled, {key: value for key, value in row.items() if key in EFFECTS})
