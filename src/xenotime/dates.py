"""Days and periods; a day is always an argument, there is no clock here."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included; an open end is None.

    >>> Period(date(2025, 12, 1), None).holds(date(2025, 12, 1))
    True
    """

    start: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether `day` is one of the period's days."""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


def parse_day(text: str) -> date:
    """Read a day written YYYY-MM-DD; ValueError for anything else."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(f"not a day written YYYY-MM-DD: {text!r}")
    return date.fromisoformat(text)


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
