"""A frozen decision as a page that can be signed, and the annex for counsel as another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xenotime.casework.standing import Standing
from xenotime.showing.check.page import words
from xenotime.showing.check.report import Report
from xenotime.showing.templated import rendered


@dataclass(frozen=True)
class RecordPage:
    """Everything that the two pages of a record show."""

    report: Report
    standing: Standing
    parties: Sequence[Mapping[str, Any]]
    items: Sequence[Mapping[str, Any]]
    prepared_by: str
    recorded_on: str
    keep_until: str
    hashes: Mapping[str, str]
    customer: str = ""

    @property
    def has_fallen(self) -> bool:
        """Whether something makes the decision fall before the day on which the goods leave."""
        last = max((each.answer.on for each in self.report.memos), default=None)
        return any(last and fall.day and fall.day <= last for fall in self.standing.falls)


def memo_page(page: RecordPage) -> str:
    """The memo: no outcome of a reading that was not taken stands in it."""
    return rendered(words(), "record.html.jinja", page=page, report=page.report)


def annex_page(page: RecordPage) -> str:
    """The annex for counsel: each open question with every reading and what it would give."""
    return rendered(words(), "annex.html.jinja", page=page, report=page.report)
