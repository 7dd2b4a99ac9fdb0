"""A frozen decision as a page that can be signed, and the annex for counsel as another."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from xenotime.casework.standing import Standing
from xenotime.showing.check.page import TEMPLATES, environment
from xenotime.showing.check.report import Report


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


def memo_page(page: RecordPage) -> str:
    """The memo: no outcome of a reading that was not taken stands in it."""
    return _rendered("record.html.jinja", page)


def annex_page(page: RecordPage) -> str:
    """The annex for counsel: each open question with every reading and what it would give."""
    return _rendered("annex.html.jinja", page)


def _rendered(template: str, page: RecordPage) -> str:
    style = (TEMPLATES / "page.css").read_text("utf-8")
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    whole = environment().get_template(template).render(
        page=page, report=page.report, style=Markup(style), style_sha256=allowed  # noqa: S704  our own file
    )  # fmt: skip
    return whole + ("" if whole.endswith("\n") else "\n")
