"""What is known about one subject: words, an amount, or how far neither is known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xenotime.exact import Range

YES, NO = "yes", "no"
UNSTATED = "unstated"
"""Stands for the code of a step of making for which none was stated."""


@dataclass(frozen=True, order=True)
class About:
    """What a fact is about: an item, a shipment, a party, a holding, a question or the law's text."""

    kind: str
    id: str


@dataclass(frozen=True, order=True)
class Missing:
    """A fact that is not known, and the question that would make it known."""

    fact: str
    about: About
    ask: str
    ask_zh: str = ""
    likely: str = ""
    """What speaks for asking this first: the kind of part that it is about usually holds what is listed."""
    likely_zh: str = ""
    """The same in Chinese where it may be told to whoever is asked; empty where it is for the asker alone."""
    words: frozenset[str] | None = None
    """Of a fact with several words, those that this would tell; None where it tells of the whole fact."""

    def telling(self, words: frozenset[str]) -> "Missing | None":
        """This fact as far as it tells of one of `words`; None where it tells of none.

        One that tells of no word by itself stands for others: it keeps the words that are asked.
        """
        if self.words is None:
            return self
        if self.words and not self.words & words:
            return None
        return replace(self, words=None if self.words else words)


def named(fact: str, about: str, shown: str = "") -> str:
    """A fact with what it is about (`shown` if given), which is said once where the fact itself names it.

    >>> named("made_in", "M7", "item M7"), named("value of Dy in", "M7"), named("reading of zz/q", "zz/q")
    ('made_in of item M7', 'value of Dy in M7', 'reading of zz/q')
    """
    if fact.endswith(about):
        return fact
    joint = "" if fact.endswith((" of", " in")) else "of "
    return f"{fact} {joint}{shown or about}"


@dataclass(frozen=True)
class Line:
    """One line of a calculation sheet: what it is, how much, and why it counts as it does."""

    what: str
    amount: str
    why: str = ""


@dataclass(frozen=True)
class Seen:
    """What the facts say about one subject.

    `words` are there for sure; where `closed`, nothing else is. `among` limits what an unknown single
    word can still be. `amount` holds a number with its bounds. `missing` are the facts, perhaps about
    other items, that keep this one open. `contradiction` says that two statements cannot both be true.
    `each` has what is seen of every one of several parties in a role who differ, or under each of several
    countries where there is one, or of a yes and a no, where it is not known which.
    """

    about: About
    words: frozenset[str] = frozenset()
    closed: bool = False
    among: frozenset[str] | None = None
    amount: Range | None = None
    missing: tuple[Missing, ...] = ()
    assumed: tuple[str, ...] = ()
    note: str = ""
    lines: tuple[Line, ...] = ()
    contradiction: str = ""
    each: tuple["Seen", ...] = ()

    @property
    def truth(self) -> bool | None:
        """A yes-or-no subject as three answers."""
        if self.contradiction:
            return None
        return True if YES in self.words else False if NO in self.words else None

    def rules_out(self, word: str) -> bool:
        """Whether the fact surely has not that word among its values.

        A step of a country whose code was not stated may be any step of that country with a code.
        """
        if word in self.words:
            return False
        step = word.split(":")
        if len(step) > 2 and ":".join((*step[:2], UNSTATED)) in self.words:  # noqa: PLR2004  step, country, code
            return False
        return self.closed or (self.among is not None and word not in self.among)


def each_once(every: Iterable[Missing]) -> tuple[Missing, ...]:
    """Every missing fact once, with all the words of which it would tell."""
    found: dict[tuple[str, About], Missing] = {}
    for each in every:
        before = found.setdefault((each.fact, each.about), each)
        if before.words != each.words:
            both = None if before.words is None or each.words is None else before.words | each.words
            found[each.fact, each.about] = replace(before, words=both)
    return tuple(found.values())


def yes_or_no(about: About, truth: bool | None, **more: object) -> Seen:
    """The sighting of a yes-or-no subject."""
    words = frozenset() if truth is None else frozenset({YES if truth else NO})
    return Seen(about, words, closed=truth is not None, **more)  # type: ignore[arg-type]
