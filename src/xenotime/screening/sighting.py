"""Cut a sighting down to what the law can tell apart in it: two that are cut to one are decided alike."""

from bisect import bisect_left
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from xenotime.deciding.variables import is_number
from xenotime.facts.seen import NO, UNSTATED, YES, About, Missing, Seen
from xenotime.law.condition import Subject
from xenotime.law.vocabulary import Vocabulary
from xenotime.screening.conditions import Named

SEVERAL = 2
A_WORD = "word"
"""The type of facts whose words mean nothing but what conditions ask of them."""
MARK = "\x00"
"""First character of a missing fact that stands for those of one subject, until a row is known."""
OTHERS = ("⟦other⟧", "⟦another⟧")
"""Stand for words that nobody names."""


@dataclass(frozen=True)
class Tells:
    """What the law tells apart in what is seen of one subject."""

    whole: bool
    words: frozenset[str]
    limits: list[Fraction] | None
    """The numbers that it is compared with, from the lowest; None where it is no number."""
    others: tuple[str, ...] = OTHERS
    """Words that stand for all that the law does not name: of those that the fact can have, if it names not all of them."""
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For words of the law all that no condition tells from them, in one order: the first ones stand for the others."""

    @classmethod
    def of(cls, subject: Subject, named: Named, vocabulary: Vocabulary) -> "Tells":
        """What is told apart in a subject of which the law names so much."""
        limits = sorted(named.amounts) if is_number(subject, vocabulary) else None
        fact = vocabulary.fact(subject.role, subject.name) if subject.kind == "fact" else None
        unnamed = [word for word in fact.words if word not in named.words] if fact else []
        alike = named.alike() if fact and fact.type == A_WORD else {}
        return cls(named.whole, frozenset(named.words), limits, (*unnamed, *OTHERS)[:SEVERAL], alike)

    def signature(self, seen: Seen) -> Hashable:
        """What decides how a sighting is answered; ids, calculation lines, questions and what contradicts what are left out."""
        of_each = tuple(map(self.signature, seen.each))
        rest = (bool(seen.missing), seen.assumed, bool(seen.contradiction), of_each)
        if self.whole:
            return ("whole", seen.words, seen.closed, seen.among, seen.amount, rest)
        if seen.contradiction:
            return ("contradiction", rest)
        if self.limits is not None:
            if seen.amount is None:
                return ("no number", rest)
            high = None if seen.amount.high is None else _place(seen.amount.high, self.limits)
            return ("number", _place(seen.amount.low, self.limits), high, rest)
        among = None
        if seen.among is not None:
            among = (self._first(seen.among & self.words), bool(seen.among - self.words))
        count, told = min(len(seen.words), SEVERAL), self._told(seen.words)
        return ("words", self._first(told), bool(seen.words - told), count, seen.closed, among, rest)

    def plain(self, seen: Seen) -> Seen:
        """The sighting with no more of its words than the law names, so that those with one signature have the same.

        One that is compared by size, or with more than words of the law, or that contradicts itself stays as it is.
        """
        if self.whole or self.limits is not None or seen.contradiction:
            return seen
        among = seen.among
        if among is not None:
            among = self._short(among, among & self.words, 1)
        return replace(seen, words=self._short(seen.words, self._told(seen.words), SEVERAL), among=among)

    def _told(self, words: frozenset[str]) -> frozenset[str]:
        """The words that the law names, or that leave open whether one that it names is there: see `Seen.rules_out`."""
        return words & self.words | {each for each in words if each.endswith(UNSTATED)}

    def _first(self, told: frozenset[str]) -> frozenset[str]:
        """The words of the law, or as many of those that no condition tells from them: one, or several."""
        found: dict[tuple[str, ...], int] = {}
        for word in told:
            alike = self.alike.get(word, (word,))
            found[alike] = found.get(alike, 0) + 1
        return frozenset(word for alike, count in found.items() for word in alike[: min(count, SEVERAL)])

    def _short(self, words: frozenset[str], told: frozenset[str], most: int) -> frozenset[str]:
        """The words that are told; one stands for the rest, or more, until there are `most` words."""
        truths = words & {YES, NO}
        others, named = len(words - told - truths), self._first(told) | truths
        return named | set(self.others[: min(others, max(1, most - len(named)))])


def _place(amount: Fraction, limits: list[Fraction]) -> int:
    """Where a number lies: twice the limits below it, and one more where it is itself a limit."""
    at = bisect_left(limits, amount)
    return 2 * at + (at < len(limits) and limits[at] == amount)


def is_open(seen: Seen) -> bool:
    """Whether something of the subject is not known."""
    if seen.contradiction or not seen.closed:
        return True
    return seen.amount is not None and not seen.amount.is_exact


def cut(seen: Seen, about: About, token: str, tells: Tells) -> Seen:
    """The sighting as the law tells it, without whom it is about; its missing facts and its contradiction stand as one `token`."""
    missing = (Missing(token, about, "", words=frozenset()),) if seen.missing else ()
    contradiction = token if seen.contradiction else ""
    of_each = tuple(cut(each, about, token, tells) for each in seen.each)
    return replace(
        tells.plain(seen),
        about=about,
        missing=missing,
        lines=(),
        note="",
        contradiction=contradiction,
        each=of_each,
    )
