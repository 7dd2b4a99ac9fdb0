"""Find which of many listed parties a name may mean, without comparing it with each of them.

Names are found by their words' sounds, by words with one letter wrong or missing, by words written
together or apart, and by first letters. Of a name's words the rarest are looked up first, and only as many as
a name above the limit must share with it (prefix filtering: Chaudhuri and others, ICDE 2006).
"""

import gc
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from xenotime.facts.party_list import Listing
from xenotime.naming.name import Name, Token, alternatives, sound
from xenotime.naming.score import Compared, compared
from xenotime.naming.words import LITTLE_WEIGHT

POSSIBLE, LIKELY = 0.7, 0.82
"""Scores from which a name is shown, and from which it is likely; measured by `scripts/bench parties`."""
MOST = 20
"""Candidates that are shown of one name."""
FUZZY_FROM = 5
SLACK, PERSON_ENOUGH = 0.1, 2.0
JOINED, INITIALS, SHORT = "=", ".", ":"
"""What marks a key of joined words, of first letters, and of a word that may be first letters."""
INITIALS_FROM, INITIALS_TO = 3, 8
PERSON = "person"


@dataclass(frozen=True)
class Candidate:
    """A listed party that the name may mean: a proposal, never an answer."""

    listing: Listing
    score: float
    name: str
    """The name of the entry that is most like the one asked about."""
    reasons: tuple[str, ...] = ()

    @property
    def likely(self) -> bool:
        """Whether the score is one that was mostly right where it was measured."""
        return self.score >= LIKELY


class Candidates:
    """Everybody on some lists, ready to be looked up by name."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.listings = tuple(listings)
        # Millions of small values are made and none is let go: looking for garbage would take a third of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._index()
        finally:
            if collecting:
                gc.enable()

    def _index(self) -> None:
        self.is_person = [listing.kind == PERSON for listing in self.listings]
        self.names: list[tuple[Name, int]] = []
        found: dict[str, list[int]] = defaultdict(list)
        for at, listing in enumerate(self.listings):
            for text in listing.names:
                for name in alternatives(text):
                    for key in _index_keys(name):
                        found[key].append(len(self.names))
                    self.names.append((name, at))
        self.weights = [name.weight for name, _ in self.names]
        self.by_key: dict[str, tuple[int, ...]] = {
            key: tuple(dict.fromkeys(rows)) for key, rows in found.items()
        }
        self.shortened: dict[str, list[str]] = defaultdict(list)
        for key in self.by_key:
            for short in _shortened(key):
                self.shortened[short].append(key)

    def like(
        self, text: str, *, least: float = POSSIBLE, person: bool | None = None
    ) -> tuple[Candidate, ...]:
        """The listed parties whose name is like `text`, the most like first.

        `person` says whether a person is asked about; where it is left out, the entry's own kind says it.
        """
        best: dict[int, tuple[Compared, Name]] = {}
        for name in alternatives(text):
            for row in self._rows(name, least):
                other, at = self.names[row]
                natural = self.listings[at].kind == PERSON if person is None else person
                result = compared(name, other, person=natural)
                if result.score >= least and (at not in best or result.score > best[at][0].score):
                    best[at] = (result, other)
        ordered = sorted(best.items(), key=lambda each: (-each[1][0].score, each[0]))[:MOST]
        return tuple(
            Candidate(self.listings[at], result.score, other.text, result.reasons)
            for at, (result, other) in ordered
        )

    def _rows(self, name: Name, least: float) -> set[int]:
        """The names that can reach the limit.

        Of every name found by a word it is known how much of the weight is found at most; what is found by
        words joined or by first letters is always compared.
        """
        found = {row for key in _odd_keys(name) for near in self._near(key) for row in self.by_key[near]}
        wanted = sorted(
            (
                (sum(len(self.by_key[near]) for near in nears), token.weight, nears)
                for token in _telling(name)
                for nears in [self._near(token.sound)]
            ),
            key=lambda each: each[0],
        )
        rest = whole = sum(weight for _, weight, _ in wanted)
        shared: dict[int, float] = {}
        for _, weight, nears in wanted:
            if 2 * rest < least * (whole + rest):
                break
            rest -= weight
            rows = (
                self.by_key[nears[0]]
                if len(nears) == 1
                else {row for near in nears for row in self.by_key[near]}
            )
            for row in rows:
                shared[row] = shared.get(row, 0.0) + weight
        for row, weight in shared.items():
            other = self.weights[row]
            most = min(weight + rest, other) if rest else weight
            # A person may leave names out, so that less has to be shared.
            enough = 2 * most >= (least - SLACK) * (whole + other)
            if enough or (most >= PERSON_ENOUGH and self.is_person[self.names[row][1]]):
                found.add(row)
        return found

    def _near(self, key: str) -> tuple[str, ...]:
        """The keys that are this one, or differ in one letter."""
        near = {key: None} if key in self.by_key else {}
        for short in _shortened(key):
            near.update(dict.fromkeys(self.shortened.get(short, ())))
        return tuple(near)


def _telling(name: Name) -> list[Token]:
    return [token for token in name.tokens if token.weight > LITTLE_WEIGHT] or list(name.tokens)


def _index_keys(name: Name) -> list[str]:
    """The keys under which a name is found."""
    words = _telling(name)
    found = [token.sound for token in words]
    found += [JOINED + sound(a.word + b.word) for a, b in pairwise(words)]
    found.append(JOINED + sound("".join(token.word for token in words)))
    return [*found, *_initials(words, INITIALS, SHORT)]


def _odd_keys(name: Name) -> list[str]:
    """The keys under which a name is looked for besides its single words."""
    words = _telling(name)
    found = [JOINED + token.sound for token in words if len(token.word) > FUZZY_FROM or len(words) == 1]
    if len(words) > 1:
        found += [sound(a.word + b.word) for a, b in pairwise(words)]
        found.append(JOINED + sound("".join(token.word for token in words)))
    return [*found, *_initials(words, SHORT, INITIALS)]


def _initials(words: list[Token], of_letters: str, of_words: str) -> list[str]:
    if INITIALS_FROM <= len(words) <= INITIALS_TO:
        return [of_letters + "".join(token.word[0] for token in words)]
    return [of_words + token.word for token in words if INITIALS_FROM <= len(token.word) <= INITIALS_TO]


def _shortened(key: str) -> set[str]:
    """The key itself and with each of its letters left out; short keys are only themselves."""
    if len(key) < FUZZY_FROM or key[0] in INITIALS + SHORT:
        return {key}
    return {key, *(key[:at] + key[at + 1 :] for at in range(key[0] == JOINED, len(key)))}
