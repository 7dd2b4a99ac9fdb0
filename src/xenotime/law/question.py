"""Open questions: what the law or its status leaves open, and the ways to read it."""

from dataclasses import dataclass
from datetime import date

from xenotime.law.provision import Place


@dataclass(frozen=True)
class Answered:
    """A later instrument that closes a question."""

    question: str
    reading: str
    issued: date
    by: str
    seen: str = "official"


@dataclass(frozen=True)
class Question:
    """A question with its readings; `default` is never milder than another reading."""

    place: Place
    id: str
    asks: str
    readings: tuple[str, ...]
    default: str
    raised_by: str = ""
    issued: date = date.min
    notes: str = ""
