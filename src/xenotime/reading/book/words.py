"""The words that a book may use; the desk fills them in from the vocabulary of the law."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY

UNTOLD = frozenset({UNKNOWN_COUNTRY})


@dataclass(frozen=True)
class FactWord:
    """What the values of one fact may be, in the types of the vocabulary (law/vocabulary.py), and which words."""

    type: str = "word"
    words: tuple[str, ...] = ()
    untold: frozenset[str] = UNTOLD
    """Codes by which it is said that a country is not known."""


@dataclass(frozen=True)
class BookWords:
    """The allowed words of each kind; an empty tuple leaves that kind unchecked."""

    forms: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()
    party_kinds: tuple[str, ...] = ()
    end_uses: tuple[str, ...] = ()
    item_kinds: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    party_lists: tuple[str, ...] = ()
    list_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The notes that the law knows behind a list of parties, by list."""
    facts: Mapping[str, FactWord] = field(default_factory=dict)
    untold: frozenset[str] = UNTOLD
    """Codes by which it is said that a country is not known."""

    def allowed(self, kind: str) -> tuple[str, ...]:
        """The allowed words of one kind, named by its field."""
        words: tuple[str, ...] = getattr(self, kind) if kind else ()
        return words
