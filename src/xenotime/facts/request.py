"""A question that was put to somebody, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

DRAFTED, SENT, ANSWERED, REFUSED, SILENT, EXPIRED = (
    "drafted",
    "sent",
    "answered",
    "refused",
    "silent",
    "expired",
)
STATES = (DRAFTED, SENT, ANSWERED, REFUSED, SILENT, EXPIRED)
"""Drafted but not sent; sent and not yet due; answered; refused, which is a fact; due without an answer;
answered once, with an answer that holds no longer."""


@dataclass(frozen=True)
class Request:
    """One numbered question. `answers` are those that it takes; a named person may have overridden a profile.

    `subject` is the list or substance that it is about, `origin` the country of origin asked for, `band` the
    share that `below` and `at or above` speak of.
    """

    number: str
    fact: str
    about_kind: str
    about: str
    to: str
    state: str = DRAFTED
    profile: str = ""
    english: str = ""
    chinese: str = ""
    answers: tuple[str, ...] = ()
    subject: str = ""
    origin: str = ""
    band: str = ""
    drafted_on: date | None = None
    sent_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    answered_by: str = ""
    answer: str = ""
    licence: str = ""
    comment: str = ""
    valid_until: date | None = None
    override_by: str = ""
    override_because: str = ""
    orders: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    """The missing facts for which it was put, where a profile has it stand for them."""
    row: int = 0

    @property
    def key(self) -> tuple[str, str, str]:
        """What it asks, whoever is asked."""
        return self.fact, self.about_kind, self.about

    @property
    def is_told(self) -> bool:
        """Whether it has an answer that counts: one that ran out counts for goods that left up to its last day."""
        past = self.state == EXPIRED and bool(self.answer) and self.valid_until is not None
        return self.state == ANSWERED or past

    @property
    def stands_for(self) -> tuple[tuple[str, str, str], ...]:
        """Every missing fact that it asks for, in its own words or in those of a profile."""
        return tuple((fact, self.about_kind, self.about) for fact in dict.fromkeys((self.fact, *self.wanted)))

    def as_of(self, day: date) -> "Request":
        """The same request as it stands on a day: what is due is silent, what has run out is expired."""
        if self.state == SENT and self.due_on is not None and day > self.due_on:
            return replace(self, state=SILENT)
        if self.state == ANSWERED and self.valid_until is not None and day > self.valid_until:
            return replace(self, state=EXPIRED)
        return self


def next_number(requests: Iterable[Request]) -> int:
    """The number after the highest one given: a number is never given twice."""
    given = (int(each.number[1:]) for each in requests if each.number[1:].isdecimal())
    return max(given, default=0) + 1
