"""Read the vocabulary: the facts that a rule may name, and how to ask for them."""

import string
from dataclasses import replace

from xenotime.facts.seen import NO, YES
from xenotime.law.vocabulary import ABOUT, PARTY, TYPES, FactKind, Vocabulary
from xenotime.reading.law.faults import Faults
from xenotime.reading.law.tables import Sheet, Table

HOLES = ("id", "name", "role")
"""What the question for a fact may leave to be filled in."""
MORE_HOLES = (
    *HOLES, "item", "substance", "list", "child", "group", "currency", "in", "said_by", "party", "owner", "owned", "kind",
)  # fmt: skip
"""The same for what is computed."""
KEYS = "type many words unit ask ask_zh depends_on follows speaks_of holds notes"


class Vocabularies:
    """Every file of facts that was read, laid over each other: words add up, nothing else changes."""

    def __init__(self) -> None:
        self.facts: dict[str, FactKind] = {}
        self.asks: dict[str, tuple[str, str]] = {}
        self.tables: dict[str, Table] = {}

    def read(self, text: str, file: str, faults: Faults, regime: str = "") -> None:
        """Add the facts and questions of one file, that of a regime or of all."""
        sheet = Sheet(file, 1, faults, text=text)
        data = sheet.parse()
        if data is None:
            return
        whole = Table(data, sheet).keys("", " ".join((*ABOUT, "ask")))
        for about in ABOUT:
            section = whole.table(about)
            for name in section.data:
                self._fact(f"{PARTY}{name}" if about == "party" else name, about, section.table(name), regime)
        asks = whole.table("ask")
        for kind in asks.data:
            wording = asks.table(kind).keys("en zh")
            self.asks[kind] = (_question(wording, "en", MORE_HOLES), _question(wording, "zh", MORE_HOLES))

    def _fact(self, name: str, about: str, table: Table, regime: str) -> None:
        known = self.facts.get(name)
        if known and known.about == about and set(table.data) == {"words"}:
            words = tuple(dict.fromkeys((*known.words, *table.words("words"))))
            self.facts[name] = replace(known, words=words)
            return
        if known:
            table.fault(
                f"the fact {name!r} is there already, about the {known.about}",
                found=name,
                do="give this one another name; a later file may only add words to a fact",
            )
            return
        self.facts[name] = replace(fact_kind(name, about, table.keys("ask ask_zh", KEYS)), regime=regime)
        self.tables[name] = table

    def whole(self) -> Vocabulary:
        """The vocabulary, after checking what only all facts together can show."""
        for name, table in self.tables.items():
            fact = self.facts[name]
            for other in fact.depends_on:
                if other not in self.facts:
                    table.fault("unknown fact", "depends_on", found=other, allowed=self.facts)
            if fact.speaks_of and not self._is_said(fact):
                table.fault(
                    "no such word is there to speak of, or to speak with",
                    "speaks_of",
                    found=", ".join(fact.speaks_of),
                    do="name a fact of a shipment that can have several words, one of these, and words of this fact",
                )
            for word in fact.words:
                if word in self.facts:
                    table.fault(
                        f"the word {word!r} is also the name of a fact",
                        "words",
                        found=word,
                        do="a condition could not tell them apart: rename one of them",
                    )
        return Vocabulary(facts=self.facts, asks=self.asks)

    def _is_said(self, fact: FactKind) -> bool:
        """Whether what a fact speaks of, and the words with which it does, are words of the vocabulary."""
        name, word, *own = fact.speaks_of
        other, allowed = (
            self.facts.get(name),
            set(fact.words) | ({YES, NO} if fact.type == "truth" else set()),
        )
        fits = other is not None and other.about == "shipment" and other.many and word in other.words
        return fits and allowed.issuperset(own)


def fact_kind(name: str, about: str, table: Table) -> FactKind:
    """One fact of the vocabulary."""
    if not name.removeprefix(PARTY).isidentifier():
        table.fault("a fact's name has letters, digits and low lines only", found=name)
    return FactKind(
        name=name,
        about=about,
        type=table.word("type", "word", allowed=TYPES),
        many=table.truth("many"),
        words=table.words("words"),
        unit=table.word("unit"),
        ask=_question(table, "ask", HOLES),
        ask_zh=_question(table, "ask_zh", HOLES),
        depends_on=table.words("depends_on"),
        follows=_follows(table),
        speaks_of=_speaks_of(name, about, table),
        holds=_holds(table, about),
    )


def _follows(table: Table) -> tuple[str, str, str] | None:
    """`[fact, word, own word]`: what this fact is where another has that one word only."""
    words = table.words("follows")
    if not words:
        return None
    if len(words) != len(("fact", "word", "own word")):
        table.fault(
            "three words are wanted", "follows", found=", ".join(words), allowed="[fact, word, own word]"
        )
        return None
    return words[0], words[1], words[2]


def _speaks_of(name: str, about: str, table: Table) -> tuple[str, ...]:
    """`[fact, word, own words …]`: what another fact may be besides where this one has one of these words, or any at all."""
    words = table.words("speaks_of")
    if not words:
        return ()
    least = len(("fact", "word"))
    if len(words) < least or about != "shipment" or words[0] == name:
        table.fault(
            "a fact of a shipment speaks of another one, and of one word of it",
            "speaks_of",
            found=", ".join(words),
            allowed="[fact, word, own words …]",
        )
        return ()
    return words


def _holds(table: Table, about: str) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    """`{ word = [substances] }`: what is in an item of which that word is stated; `Mn or Al` is one of the two."""
    held, words = table.table("holds"), (*table.words("words"), YES, NO)
    for word in held.data:
        if about != "item" or word not in words:
            held.fault(
                "only a word of a fact about an item says what is in it", word, found=word, allowed=words
            )
    return tuple((word, tuple(tuple(each.split(" or ")) for each in held.words(word))) for word in held.data)


def _question(table: Table, key: str, allowed: tuple[str, ...]) -> str:
    text = table.word(key)
    try:
        holes = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        holes = {text}
    if holes - set(allowed):
        table.fault(
            "a question may leave open only these",
            key,
            found=text,
            allowed=[f"{{{hole}}}" for hole in allowed],
        )
        return ""
    return text
