"""Days as registers write them: exact, or a month or year of which the day is not known."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from xenotime.dates import day_after, day_before
from xenotime.facts.party import Holding
from xenotime.reading.book.notes import Notes

STAMP = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")


@dataclass(frozen=True)
class Days:
    """The first and the last day that a statement of a day can mean."""

    first: date
    last: date


def read_days(text: str) -> Days | None:
    """What a date means, with or without a time of day; None where it is no date.

    >>> read_days("2020-02")
    Days(first=datetime.date(2020, 2, 1), last=datetime.date(2020, 2, 29))
    """
    found = STAMP.match(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Days(first, last)


def exact_day(text: str) -> date | None:
    """The day, None where it is not known to the day."""
    days = read_days(text)
    return days.first if days and days.first == days.last else None


def day_of_cell(
    text: str, file: str, row: int, column: str, notes: Notes, read: Callable[[str], date | None] = exact_day
) -> date | None:
    """The day that a cell says; None where it is empty, and with a remark where it cannot be read."""
    day = read(text) if text else None
    if text and day is None:
        notes.remark_row(file, row, column, "the day cannot be read: taken as not known")
    return day


def spread_over(holding: Holding, start: Days | None, end: Days | None, *, end_counts: bool) -> list[Holding]:
    """The holding for the days on which it surely stood, and with no low end for those on which it may have.

    `end_counts` says whether the day of the end is still one of its days. Where it ends before it begins, it may
    have stood on any.
    """
    perhaps = replace(holding, share=holding.share and holding.share.at_most)
    if start and end and end.last < start.first:
        return [replace(perhaps, start=None, until=None)]
    surely_from = start.last if start else None
    maybe_from = start.first if start else None
    until_first, until_last = (end.first, end.last) if end else (None, None)
    if not end_counts:
        until_first = day_before(until_first) if until_first else None
        until_last = day_before(until_last) if until_last else None
    rows = []
    if not surely_from or not until_first or surely_from <= until_first:
        rows.append(replace(holding, start=surely_from, until=until_first))
    if surely_from and maybe_from and maybe_from < surely_from:
        last = day_before(surely_from)
        rows.append(replace(perhaps, start=maybe_from, until=min(last, until_last) if until_last else last))
    if until_first and until_last and until_first < until_last:
        first = day_after(until_first)
        rows.append(
            replace(perhaps, start=max(first, surely_from) if surely_from else first, until=until_last)
        )
    return rows
