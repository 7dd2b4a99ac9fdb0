"""A bill of materials: lines from parent to child, a graph with shared parts."""

from dataclasses import dataclass
from datetime import date

from xenotime.dates import Period
from xenotime.exact import Range

LINE_KINDS = ("normal", "phantom", "option", "fixed", "by-product")


@dataclass(frozen=True)
class BillLine:
    """One line: how much of `child`, in its base unit, goes into one base unit of `parent`.

    `quantity` is None where it cannot be said (a mass of a part whose own mass is not known).
    Lines of one parent with the same `alternative` stand for each other: one of them is used.
    """

    parent: str
    child: str
    quantity: Range | None
    line_kind: str = "normal"
    alternative: str = ""
    usage_share: Range | None = None
    start: date | None = None
    until: date | None = None
    row: int = 0

    def is_used_on(self, day: date | None) -> bool:
        """Whether the line is part of the bill on that day."""
        return day is None or Period(self.start, self.until).holds(day)
