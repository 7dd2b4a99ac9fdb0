"""Turn what is seen of each subject into a variable: the values that the law can tell apart."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from xenotime.exact import ANYTHING, as_decimal
from xenotime.facts.seen import NO, YES, About, Seen
from xenotime.law.condition import COMPUTED, Condition, Subject
from xenotime.law.vocabulary import Vocabulary

OTHER = "any other"
MOST_KEPT = 4096
Choice = str | Fraction


@dataclass
class Variable:
    """One subject (or one word of a subject that can have several): its choices, and those still open.

    `open` is a bit mask over `choices`; a known fact has one bit set. `kind` is `fact`, `reading`,
    `text` or `contradiction`.
    """

    name: str
    about: About
    subject: Subject
    kind: str
    choices: tuple[Choice, ...]
    open: int
    seen: Seen
    word: str = ""
    words: frozenset[str] = frozenset()
    """The words that it stands for, where the subject can have several."""
    masks: set[int] = field(default_factory=set)
    limits: tuple[Fraction, ...] = ()
    """The numbers that conditions compare with, in order."""

    @property
    def known(self) -> bool:
        """Whether one choice only is left."""
        return self.open.bit_count() == 1

    def by_itself(self) -> "Variable":
        """The same variable, of which more can be asked without this one knowing."""
        return Variable(
            self.name, self.about, self.subject, self.kind, self.choices, self.open, self.seen, self.word, self.words,
            set(self.masks), self.limits,
        )  # fmt: skip

    def classes(self, within: int) -> list[int]:
        """The choices `within` in classes that no condition tells apart, as masks."""
        return told_apart(within, self.masks)

    def show(self, mask: int) -> str:
        """Write the choices of a mask for a reader."""
        return ", ".join(self.show_choice(self.choices[bit]) for bit in bits(mask))

    def show_choice(self, choice: Choice) -> str:
        """Write one choice for a reader."""
        if self.word:
            return self.word if choice == YES else f"not {self.word}"
        return choice if isinstance(choice, str) else as_decimal(choice)


def told_apart(within: int, masks: Iterable[int]) -> list[int]:
    """Split a mask into parts that each of some masks covers wholly or not at all."""
    parts = [within]
    for mask in masks:
        parts = [cut for part in parts for cut in (part & mask, part & ~mask) if cut]
    return parts


def bits(mask: int) -> list[int]:
    """The positions of the bits that are set, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def is_many(subject: Subject, seen: Seen, vocabulary: Vocabulary) -> bool:
    """Whether each word of the subject is a yes-or-no of its own."""
    fact = vocabulary.fact(subject.role, subject.name)
    if subject.kind != "fact" or (fact and fact.is_number):
        return False
    return bool((fact and fact.many) or len(seen.words) > 1 or (seen.closed and not seen.words))


def is_number(subject: Subject, vocabulary: Vocabulary) -> bool:
    """Whether the subject is compared by size."""
    if subject.kind in {"share", "content"}:
        return True
    fact = vocabulary.fact(subject.role, subject.name) if subject.kind == "fact" else None
    return bool(fact and fact.is_number)


def number_choices(seen: Seen, limits: set[Fraction]) -> tuple[tuple[Fraction, ...], int]:
    """One representative for every stretch that the limits tell apart, and the mask of those still open.

    Representatives are the limits, a point between any two, one below and one above all of them.
    """
    known = seen.amount or ANYTHING
    return _stretches(known.low, known.high, frozenset(limits))


@lru_cache(maxsize=MOST_KEPT)
def _stretches(
    low: Fraction, high: Fraction | None, limits: frozenset[Fraction]
) -> tuple[tuple[Fraction, ...], int]:
    marks = sorted(limits | {low} | ({high} if high is not None else set()))
    between = [(one + other) / 2 for one, other in pairwise(marks)]
    choices = sorted({marks[0] - 1, *marks, *between, marks[-1] + 1})
    mask = 0
    for bit, choice in enumerate(choices):
        mask |= (low <= choice and (high is None or choice <= high)) << bit
    return tuple(choices), mask


def word_choices(
    subject: Subject, seen: Seen, named: set[str], vocabulary: Vocabulary
) -> tuple[tuple[str, ...], int]:
    """Every word that the single-valued subject can be, and the mask of those still open."""
    fact = vocabulary.fact(subject.role, subject.name) if subject.kind == "fact" else None
    if subject.kind in COMPUTED or (fact and fact.type == "truth"):
        words = [YES, NO]
    elif fact and fact.words:
        words = [*fact.words, *sorted((named | seen.words) - set(fact.words))]
    else:
        words = [*sorted(named | seen.words | (seen.among or frozenset())), OTHER]
    mask = 0
    for bit, word in enumerate(words):
        fits = word in seen.words if seen.words else seen.among is None or word in seen.among
        mask |= fits << bit
    return tuple(words), mask


def mask_of(condition: Condition, choices: tuple[Choice, ...]) -> int:
    """The choices for which the condition holds, as a mask."""
    relation, value = condition.relation, condition.value
    if isinstance(choices[0], Fraction):
        return 0 if value.amount is None else _reached(relation, value.amount, choices)
    words, inside = frozenset(value.words), 0
    for bit, choice in enumerate(choices):
        if choice in words:
            inside |= 1 << bit
    return inside if relation in {"==", "in"} else (1 << len(choices)) - 1 - inside


def _reached(relation: str, amount: Fraction, choices: tuple[Choice, ...]) -> int:
    """The numbers that stand so to an amount, as a mask; they are in order."""
    place = bisect_left(choices, amount)
    every, below = (1 << len(choices)) - 1, (1 << place) - 1
    at = int(place < len(choices) and choices[place] == amount) << place
    if relation in {"==", "in"}:
        return at
    if relation in {"!=", "not in"}:
        return every - at
    if relation in {"<", ">="}:
        return below if relation == "<" else every - below
    return below + at if relation == "<=" else every - below - at
