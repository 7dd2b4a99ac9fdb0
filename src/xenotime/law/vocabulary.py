"""The facts that a rule may name: type, unit, allowed words, and the question to ask."""

from dataclasses import dataclass, field
from functools import cached_property

TYPES = ("word", "country", "truth", "number", "date", "code", "list", "step")
"""A `step` is written `step:country` or `step:country:code`; a `list` is a list of parties, `#` and a note behind it."""
ABOUT = ("item", "shipment", "party")
PARTY = "party."
"""Stands before the name of every fact about a party, which may be called as an item's is."""


@dataclass(frozen=True)
class FactKind:
    """One fact of the vocabulary.

    `many` says that it can have several values at once; `words` are the allowed ones, empty where any
    word is. `depends_on` names facts without which this one makes no sense.
    """

    name: str
    about: str
    type: str = "word"
    many: bool = False
    words: tuple[str, ...] = ()
    unit: str = ""
    ask: str = ""
    ask_zh: str = ""
    depends_on: tuple[str, ...] = ()
    follows: tuple[str, str, str] | None = None
    """(another fact, the one word that it must have, this fact's word then): what a statement implies."""
    holds: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    """For each word the substances that are then in the item; of several together one at least."""
    speaks_of: tuple[str, ...] = ()
    """(another fact, a word of it, own words …): where one of these (any, if none are named) is stated, the other may have that word."""
    regime: str = ""
    """The regime that alone asks for it; empty where it is of all."""

    @property
    def is_number(self) -> bool:
        """Whether values are compared by size."""
        return self.type in {"number", "date"}


@dataclass(frozen=True)
class Vocabulary:
    """Every fact by name, those of a party as `party.<name>`; roles of parties are those of a shipment."""

    facts: dict[str, FactKind] = field(default_factory=dict)
    roles: tuple[str, ...] = ("item", "shipment")
    party_roles: tuple[str, ...] = ("exporter", "consignee", "end_user", "purchaser", "intermediary")
    asks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Questions for what is not a plain fact (`has`, `share`, `content`, `party`): English, Chinese."""

    def fact(self, role: str, name: str) -> FactKind | None:
        """The fact that a role's `name` is; None where there is none."""
        return self.facts.get(name if role in self.roles else f"{PARTY}{name}")

    def speaking_of(self, name: str) -> tuple[FactKind, ...]:
        """The facts that speak of another one."""
        return self._speaking.get(name, ())

    @cached_property
    def _speaking(self) -> dict[str, tuple[FactKind, ...]]:
        speaking = [each for each in self.facts.values() if each.speaks_of]
        named = {each.speaks_of[0] for each in speaking}
        return {name: tuple(each for each in speaking if each.speaks_of[0] == name) for name in named}

    def question(self, kind: str) -> tuple[str, str]:
        """The wording to ask for a computed subject or a party role."""
        return self.asks.get(kind, (f"What is {kind}?", ""))
