"""What the phrases of published answers mean: a table of data, read from one file."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cases import countries, goods, heads
from cases.citing import law_ids, same_place
from cases.declared import Vocabulary, vocabulary

TABLE = Path(__file__).parent / "phrases.toml"
EFFECTS = frozenset({
    "set", "unless_said", "either", "has", "lacks", "may_have", "magnet", "magnets", "closed", "usual", "chinese",
    "foreign", "no_metal", "rules_out", "question", "about", "nothing", "listed", "alone",
})  # fmt: skip
HOLE = re.compile(r"\{(\w+)\}")
BLANK = re.compile(r"[\s,;:/&+.=%<>\"'’*·–—\[\]?!-]+")
WORD = re.compile(r"[^\s,;:/()&+=%<>\"*–—\[\]?!]+")
ASIDE = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
WITH_ASIDES, BY_KEY_WORDS = frozenset({"need"}), frozenset({"depends"})
GUARDED = frozenset({"thing", "use", "party", "content"})
"""Where no phrase that says nothing may pass over a word that can make an answer strict."""
TELLING = (
    ".end_use", ".kind", ".lists", ".name", ".facility_node", ".node_nm", ".memory_layers", ".codes", ".code",
    ".headquarters", ".us_entry_policy", ".made_with", ".us_person_support", ".before_sale", ".goes_into_goods_of",
    ".unlisted",
)  # fmt: skip
"""Places of facts that such a word may be heard as."""
TAIL = re.compile(
    r"(?:(?:at|in|inside)(?= (?:an? |the )?[^,;()]*\b(?:facility|fab|foundry|plant)\b)|for|used in|intended for|going into|destined for|meant for)(?: use (?:in|as)| the use of)? "
    r"(?P<use>(?:(?! (?:with|without|containing|made|that|sent|holding|of which)\b)[^,;()])+)",
    re.IGNORECASE,
)
"""What a thing is for is read as a use."""
SPACE = re.compile(r" (?![^\[\]]*(?<!\\)\])")  # in no class of letters: a hyphen may stand for it
NEVER = re.compile(r"(?!)")
DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
SHORT = 3
"""A word of so many letters or fewer is none with an ending."""


class UnmappedPhrase(AssertionError):
    """A published answer says something that the table has no phrase for."""

    def __init__(self, where: str, text: str, rest: str) -> None:
        super().__init__(f"phrases.toml has no [[{where}]] phrase for {rest!r} of {text!r}")
        self.where, self.rest = where, rest


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

    @property
    def tells(self) -> bool:
        """Whether it says who or what for: a fact that can make an answer strict."""
        said = [place for place in self.effects.get("set", {}) if place != "item.kind"]
        said += [place for place in self.effects.get("unless_said", {}) if place.endswith(".end_use")]
        return any(place.endswith(TELLING) for place in said)


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
    example: Mapping[str, Mapping[str, str | list[str]]] = field(default_factory=dict)
    """What stands for what nobody says; of several words, whichever."""
    neutral: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By where they may stand, the words that say no fact of a book: they describe, join and explain."""
    composition: Mapping[str, str] = field(default_factory=dict)
    """Keys of a composition, to how they are read."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Names of texts of law as people write them, to their ids."""
    awake: Mapping[str, str] = field(default_factory=dict)
    """For a jurisdiction, the day before its first suspension was issued."""
    doubtful: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    """For a jurisdiction, the kinds of party that are not taken to be on no list."""
    may_be: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    """For a jurisdiction, what a use that only may be one can be taken for."""
    uses_matter: Mapping[str, list[str]] = field(default_factory=dict)
    """For a jurisdiction, the front of codes of things whose use is not taken to be civil where none is said."""
    listed: tuple[Mapping[str, Any], ...] = ()
    """What stands for a listed item of which no more is said, each until a day."""
    alarm: re.Pattern[str] = NEVER
    """Words that can make an answer strict: each has to be heard."""
    wholes: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """By where they may stand, patterns for a whole text: taken where its words have no phrase."""
    key_shapes: Mapping[re.Pattern[str], str] = field(default_factory=dict)
    """How a key is read that is not known by itself, by its shape."""
    by_code: frozenset[str] = frozenset()
    """Jurisdictions whose law asks for the code of a thing and for no form."""
    fronts: Mapping[str, str] = field(default_factory=dict)
    """What equipment is for, by the first parts of the law's words for it."""
    unlisted: Mapping[str, str] = field(default_factory=dict)
    """For a jurisdiction, the code of what is on no list."""
    control_is_found: frozenset[str] = frozenset()
    """Jurisdictions in which an authority finds control, and its signs alone settle nothing."""
    party_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """How a party is read, by words of its key."""
    nations: Mapping[str, str] = field(default_factory=dict)
    """Adjectives of countries, to their codes."""
    not_asked: tuple[Mapping[str, str], ...] = ()
    """Words of lists that the law of a regime does not ask for, each from a day on."""
    also_asked: tuple[Mapping[str, Any], ...] = ()
    """Regimes of other authorities that bind where nobody cites them: by jurisdiction, destination and any of some facts."""
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(()))
    """The facts that the law declares."""

    def key(self, name: str) -> str:
        """How a key of a case's facts is read, several of them as one; empty where nothing tells it."""
        names = [name, name.removesuffix("s")] if name.endswith("s") else [name]
        told = [self.keys[each] for each in names if each in self.keys]
        told += [how for shape, how in self.key_shapes.items() if any(map(shape.fullmatch, names))]
        return next(iter(told), "")

    def whole(self, where: str, text: str) -> list[Effect] | None:
        """What a text says by its shape; None where it has none. Nothing passes over a word of alarm in silence."""
        for phrase in self.wholes.get(where, ()):
            fits = phrase.pattern.fullmatch(text.strip())
            if fits and not (where in GUARDED and not phrase.tells and self.alarm.search(text)):
                return [Effect(text, self._filled(phrase.effects, fits))]
        return None

    def cites(self, published: str, ours: str) -> bool:
        """Whether a citation of ours is the published one, or a part or the whole of it."""
        return same_place(published, ours, self.texts)

    def law_ids(self, references: Iterable[str]) -> tuple[str, ...]:
        """The law ids that references in the usual writings mean."""
        return tuple(dict.fromkeys(each for text in references for each in law_ids(text, self.references)))

    def cited_regimes(self, paragraphs: Iterable[str]) -> tuple[str, ...]:
        """The regimes of other authorities whose text is cited under a name of this one."""
        named = [
            ours.partition("/")[0]
            for text in paragraphs
            for pattern, ours in self.texts.items()
            if re.match(pattern, text)
        ]
        return tuple(dict.fromkeys(named))

    def element(self, word: str) -> str:
        """The symbol of an element that is named in any way."""
        return self.names.get(word.casefold(), word)

    def oxide(self, symbol: str) -> str:
        """The oxide of an element."""
        return self.oxides.get(symbol, f"{symbol}2O3")

    def read(self, where: str, text: str, unheard: list[str] | None = None) -> list[Effect]:
        """What a text says: its phrases one after the other, the longest that fits first; nothing is passed over.

        In what an answer rests on, brackets explain: they are heard where they have a phrase, and need none.
        What an answer depends on is heard by its key words, wherever they stand.
        Where words have no phrase a pattern for the whole text is taken, if there is one. Else they are added to
        `unheard`; where that is not given they are an UnmappedPhrase.
        """
        if where in BY_KEY_WORDS:
            return self._key_words(where, text)
        text = heads.meant(self, text) if where == "thing" else text
        try:
            return self.words(where, text, None)
        except UnmappedPhrase:
            behind = self._asides_behind(text)
            if where in GUARDED and behind != text:
                return self.read(where, behind, unheard)
            whole = self.whole(where, text) if where in GUARDED else None
            if whole is None and unheard is None:
                raise
        return self.words(where, text, unheard) if whole is None else whole

    def _asides_behind(self, text: str) -> str:
        """A text with what stands in brackets at its end: a phrase reaches over them."""
        asides = [each[1] for each in ASIDE.finditer(text)]
        return "; ".join([re.sub(r" +", " ", ASIDE.sub("", text)).strip(), *asides])

    def words(self, where: str, text: str, unheard: list[str] | None) -> list[Effect]:
        """What the words of a text say, one after the other; those that have no phrase are added to `unheard`."""
        found: list[Effect] = []
        at, behind, raw = 0, 0, len(text)
        while at < len(text):
            blank = BLANK.match(text, at)
            if blank:
                at = blank.end()
                continue
            best, phrase = self.longest(where, text, at)
            aside = ASIDE.match(text, at) if where in WITH_ASIDES else None
            tail = TAIL.match(text, at) if where == "thing" and text[:at].strip() else None
            word = WORD.match(text, at)
            if best is not None and phrase is not None:
                told = goods.held_apart(self._filled(phrase.effects, best), text[raw:at])
                found.append(Effect(best[0], told if at >= behind else _beside(told)))
                at = best.end()
                raw = goods.end_of_raw(where, told, at, raw)
            elif tail and (used := self._tail(tail["use"], unheard)) is not None:
                found += used
                at = tail.end()
            elif tail and at >= behind:
                behind = tail.end()
            elif aside:
                found += self._aside(where, aside[1])
                at = aside.end()
            elif text[at] in "()":
                at += 1
            elif word and self.says_nothing(where, word[0]):
                at = word.end()
            elif unheard is None or not word:
                raise UnmappedPhrase(where, text, text[at:])
            else:
                unheard.append(word[0])
                at = word.end()
        return found

    def _key_words(self, where: str, text: str) -> list[Effect]:
        every = ((phrase, phrase.pattern.search(text)) for phrase in self.phrases.get(where, ()))
        found = [Effect(fits[0], self._filled(phrase.effects, fits)) for phrase, fits in every if fits]
        if not found:
            raise UnmappedPhrase(where, text, text)
        return found

    def _aside(self, where: str, text: str) -> list[Effect]:
        try:
            return self.read(where, text)
        except UnmappedPhrase:
            return []

    def _tail(self, text: str, unheard: list[str] | None) -> list[Effect] | None:
        """What a thing is for; that it is for civil use adds nothing. Words that are not understood speak of the use."""
        words: list[str] = []
        try:
            heard = self.read("use", text, None if unheard is None else words)
        except UnmappedPhrase:
            return None
        if words:
            heard.append(Effect(text, {"unheard_use": " ".join(words)}))
        return [each for each in heard if each.effects.get("set", {}).get("shipment.end_use") != "civil"]

    def says_nothing(self, where: str, word: str) -> bool:
        bare = word.casefold().strip(".'’-")
        if where in GUARDED and self.alarm.search(bare):
            return False
        neutral = self.neutral.get(where, frozenset())
        if not bare or bare in self.filler or bare in neutral or DAY.fullmatch(bare):
            return True
        if where == "thing" and len(bare) > SHORT and neutral & {bare.removesuffix("s"), f"{bare}s"}:
            # bars, as a bar
            return True
        # a compound of such words, `surface-mounted`, says nothing either
        parts = [each for each in bare.split("-") if each]
        return len(parts) > 1 and all(self.says_nothing(where, each) for each in parts)

    def longest(self, where: str, text: str, at: int) -> tuple[re.Match[str] | None, Phrase | None]:
        """The phrase that fits most of a text from a place on; none passes over a word of alarm in silence."""
        best: re.Match[str] | None = None
        chosen: Phrase | None = None
        for phrase in self.phrases.get(where, ()):
            match = phrase.pattern.match(text, at)
            if not match or match.end() <= at or (best is not None and match.end() <= best.end()):
                continue
            if where in GUARDED and not phrase.tells and self.alarm.search(match[0]):
                continue
            best, chosen = match, phrase
        return best, chosen

    def _filled(self, value: Any, match: re.Match[str]) -> Any:
        if isinstance(value, str):
            return HOLE.sub(lambda hole: self._hole(hole[1], match), value)
        if isinstance(value, list):
            return [told for each in value if (told := self._filled(each, match)) != ""]
        if isinstance(value, dict):
            return {self._filled(key, match): self._filled(each, match) for key, each in value.items()}
        return value

    def _hole(self, name: str, match: re.Match[str]) -> str:
        group, _, how = name.partition("_")
        said = match[int(group)] or ""
        symbol = self.element(said)
        return (
            self.oxide(symbol)
            if how == "oxide"
            else symbol
            if how == "element"
            else self.nations.get(said, "")
            if how == "nation"
            else said
        )


def _beside(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of that which a thing is for: it says nothing of what the thing is."""
    rest = {key: value for key, value in told.items() if key not in {"set", "unless_said"}}
    said = {**told.get("unless_said", {}), **told.get("set", {})}
    return rest | {"unless_said": {at: word for at, word in said.items() if at != "item.form"}}


@cache
def phrasebook(path: Path = TABLE) -> Phrasebook:
    """The table, every pattern compiled once; a key that means nothing is an error."""
    table = tomllib.loads(path.read_text("utf-8"))
    names, oxides = table["elements"], table["oxides"]
    places = countries.names() | table["places"]
    holes = {
        "element": f"(?:{_either(names)}|(?-i:{_either(set(names.values()))}))",
        "formula": f"(?-i:(?!N\\d\\d[MHSUEAVT]*(?!\\w))(?=\\w*(?:[a-z][A-Z]|[A-Z][a-z]\\d|[A-Z]{{2,}}[a-z]))(?:(?:{_either(set(names.values()) - {'C6H15NO3'})})[\\d.]*){{2,}})",
        "anion": f"(?:{_either(table['anions'])})",
        "alarm": table["alarm"],
        **{name: f"(?:{each})" for name, each in table["holes"].items()},
        "place": f"(?:{_either(map(re.escape, places))})",
        "nation": f"((?-i:{_either(table['nations'])}))",
        "no": "(?:no|not|none|nobody|nothing|neither|nor|without|never|nowhere)",
    }
    phrases = {where: tuple(_phrase(each, holes) for each in rows) for where, rows in table["phrase"].items()}
    words = vocabulary(table["regimes"].values())
    phrases["thing"] += tuple(_phrase(each, holes) for each in words.named_things(table["fronts"]))
    everyday = frozenset(table["everyday"].casefold().split())
    return Phrasebook(
        phrases,
        frozenset(table["filler"]),
        names | table["anions"],
        oxides,
        places,
        table["keys"],
        table["regimes"],
        table["granted"],
        table["texts"],
        table["example"],
        {
            where: frozenset(words.casefold().split())
            | (everyday if where in GUARDED else frozenset())
            | (frozenset(table["neutral"]["use"].casefold().split()) if where == "party" else frozenset())
            for where, words in table["neutral"].items()
        },
        table["composition"],
        table["references"],
        table["awake"],
        table["doubtful"],
        table["may_be"],
        table["uses_matter"],
        tuple(table["listed"]),
        re.compile(rf"(?<![A-Za-z])(?:{table['alarm']})", re.IGNORECASE),
        {where: tuple(_phrase(each, holes) for each in rows) for where, rows in table["whole"].items()},
        {re.compile(shape): how for shape, how in table["key_shapes"].items()},
        frozenset(table["by_code"]),
        table["fronts"],
        table["unlisted"],
        frozenset(table["control_is_found"]),
        {how: frozenset(words.split()) for how, words in table["party_words"].items()},
        table["nations"],
        tuple(table["not_asked"]),
        tuple(table["also_asked"]),
        words,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _phrase(row: Mapping[str, Any], holes: Mapping[str, str]) -> Phrase:
    strange = set(row) - EFFECTS - {"says"}
    if strange or len(row) < 2:
        raise ValueError(f"a phrase says something and means something: {dict(row)}")
    pattern = row["says"]
    for name, each in holes.items():
        pattern = pattern.replace(f"{{{name}}}", each)
    pattern = SPACE.sub("[ -]", pattern)
    compiled = re.compile(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", re.IGNORECASE)
    return Phrase(compiled, {key: value for key, value in row.items() if key in EFFECTS})
