"""How long answers stand: until which day, when each duty is due, and what makes them fall."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xenotime.dates import day_after, day_before, parse_day
from xenotime.deciding.answer import RELEASE, Answer, DutyDue
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
WITHIN = re.compile(r"within (\w+) (working )?(day|month|year)s?\b")
AT_THE_DEED = re.compile(r"^(before|at export|on transfer|when it leaves)")
FROM_DAY = re.compile(r"from (\d{4}-\d{2}-\d{2})")
WEEKEND, MONTHS_OF_A_YEAR = 5, 12
NO_HOLIDAYS = "counted Monday to Friday: a public holiday makes it later, a weekend that is worked makes it earlier, and neither is known here"


@dataclass(frozen=True)
class Due:
    """A duty with the day on which it is due, None where no day follows from its words."""

    duty: DutyDue
    regime: str
    day: date | None
    provisional: str = ""
    """Why the day can still move; empty where it cannot."""


@dataclass(frozen=True)
class Fall:
    """What makes a decision fall: on a day, or whenever it happens (None)."""

    what: str
    day: date | None = None


@dataclass(frozen=True)
class Standing:
    """Until when some answers stand, what ends them, and what is due because of them."""

    falls: tuple[Fall, ...]
    dues: tuple[Due, ...]

    @property
    def valid_until(self) -> date | None:
        """The last day on which nothing that is known makes the answers fall; None where no day is known."""
        return day_before(self.first) if self.first else None

    @property
    def first(self) -> date | None:
        """The first day on which something makes the answers fall; None where no day is known."""
        return min((fall.day for fall in self.falls if fall.day is not None), default=None)

    def with_falls(self, more: Sequence[Fall]) -> "Standing":
        """The same, and what else makes the answers fall."""
        falls = sorted((*self.falls, *more), key=lambda fall: fall.day or date.max)
        return replace(self, falls=tuple(falls))


def standing(answers: Sequence[Answer], book: Book, law: Lawbook) -> Standing:
    """What the answers themselves, the positions and the evidence in the book say about how long they stand."""
    falls = [*_by_day(answers), *_positions(answers), *_evidence(book, answers), *_facts(answers)]
    falls += _unchecked(answers, law)
    ordered = sorted(dict.fromkeys(falls), key=lambda fall: (fall.day or date.max, fall.what))
    dues = [due(duty, each.regime, each.on) for each in answers for duty in each.duties]
    checked = [Fall(f"any change to the law of {each} after it was checked on {law.regimes[each].checked}")
               for each in dict.fromkeys(one.regime for one in answers) if each in law.regimes]  # fmt: skip
    return Standing((*ordered, *checked), tuple(dict.fromkeys(dues)))


def _by_day(answers: Sequence[Answer]) -> Iterator[Fall]:
    for answer in answers:
        for flip in answer.flips:
            if flip.fact == "date" and (found := FROM_DAY.search(flip.at)):
                became = " or ".join(flip.possible) or "no answer"
                yield Fall(
                    f"law of {answer.regime}: {became} for goods that leave later", parse_day(found[1])
                )


def _unchecked(answers: Sequence[Answer], law: Lawbook) -> Iterator[Fall]:
    """The first day for which nothing is released any more, since the law was checked too long before."""
    released = dict.fromkeys((each.regime, each.known_on) for each in answers if each.action == RELEASE)
    for regime, known_on in released:
        last = law.regimes[regime].fresh_until(known_on) if regime in law.regimes else None
        if last is not None:
            yield Fall(
                f"the law of {regime} was not checked again: nothing is released on it", day_after(last)
            )


def _positions(answers: Sequence[Answer]) -> Iterator[Fall]:
    for answer in answers:
        for position in answer.positions:
            if position.until and position.counts:
                yield Fall(f"the position on {position.question} expires", position.until + timedelta(days=1))


def _evidence(book: Book, answers: Sequence[Answer]) -> Iterator[Fall]:
    last = max((answer.on for answer in answers), default=date.min)
    for each in book.evidence.values():
        if each.valid_until:
            late = " (before the day of the shipment)" if each.valid_until < last else ""
            yield Fall(
                f"evidence {each.id} of {each.issuer or 'its issuer'} expires{late}",
                each.valid_until + timedelta(days=1),
            )


def _facts(answers: Sequence[Answer]) -> Iterator[Fall]:
    for answer in answers:
        for flip in answer.flips:
            if flip.fact != "date" and flip.about.kind != "question":
                became = " or ".join(flip.possible) or "no answer"
                yield Fall(f"{flip.fact} of {flip.about.id} becomes {flip.at}: {became} ({answer.regime})")


def due(duty: DutyDue, regime: str, on: date) -> Due:
    """The day of a duty as its words give it, counted from the day of the deed.

    >>> due(DutyDue("p", "exporter", "report", "within ten working days after it left"), "zz", date(2026, 3, 2)).day
    datetime.date(2026, 3, 16)
    """
    if AT_THE_DEED.match(duty.when):
        return Due(duty, regime, on)
    found = WITHIN.search(duty.when)
    count = _number(found[1]) if found else None
    if found is None or count is None:
        return Due(duty, regime, None)
    if found[2]:
        return Due(duty, regime, _working_days_after(on, count), NO_HOLIDAYS)
    if found[3] == "day":
        return Due(duty, regime, on + timedelta(days=count))
    return Due(duty, regime, _months_after(on, count * (MONTHS_OF_A_YEAR if found[3] == "year" else 1)))


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return NUMBERS.index(word) + 1 if word in NUMBERS else None


def _months_after(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter.

    >>> _months_after(date(2026, 1, 31), 1), _months_after(date(2024, 2, 29), 12)
    (datetime.date(2026, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * MONTHS_OF_A_YEAR + day.month - 1 + count, MONTHS_OF_A_YEAR)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def _working_days_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < WEEKEND
    return day
