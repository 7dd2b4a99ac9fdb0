"""A check as one page that asks nothing of any other place: lists first, then a memo for each order."""

from jinja2 import Environment

from xenotime.deciding.answer import Answer, ProvisionFinding
from xenotime.showing.check.behind import TITLE, behind_part
from xenotime.showing.check.pruned import pruned
from xenotime.showing.check.report import Report
from xenotime.showing.check.sayings import (
    flip_line,
    gap_line,
    position_line,
    set_line,
    table_answer,
    why_left,
)
from xenotime.showing.check.side_by_side import clash_lines, heads, rows
from xenotime.showing.templated import environment, rendered
from xenotime.showing.words import (
    ACTION_MEANS,
    ACTIONS,
    JOINED,
    MARKS,
    NOTICE,
    REMARKS,
    SEEN_MEANS,
    either,
    flowed,
    in_percent,
    truth_word,
    web_address,
)

OPEN_UP_TO = 24
"""A page with more orders than this shows its memos folded."""


def page_of(report: Report) -> str:
    """The page of a report; everything in it that comes from a book or the law is escaped."""
    return rendered(words(), "page.html.jinja", report=report, folded=len(report.orders) > OPEN_UP_TO)


def words() -> Environment:
    """The templates with the words of this house at hand."""
    made = environment()
    made.globals.update(
        actions=ACTIONS,
        behind_part=behind_part,
        behind_title=TITLE,
        remarks_title=REMARKS,
        action_means=ACTION_MEANS,
        clash_lines=clash_lines,
        joined=JOINED,
        marks=MARKS,
        notice=NOTICE,
        seen_means=SEEN_MEANS,
        side_heads=heads,
        side_rows=rows,
        left=_left,
        sentence=_sentence,
    )
    made.filters.update(
        in_percent=in_percent,
        address=web_address,
        either=either,
        flip=flip_line,
        flowed=flowed,
        gap=gap_line,
        position=position_line,
        pruned=pruned,
        set_line=set_line,
        table_answer=table_answer,
        truth=truth_word,
    )
    return made


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _left(answer: Answer) -> list[tuple[ProvisionFinding, str]]:
    """The provisions that were looked at and left, each reason once."""
    seen: dict[tuple[str, str], ProvisionFinding] = {}
    for each in answer.looked_at:
        seen.setdefault((each.provision, why_left(each)), each)
    return [(finding, why) for (_, why), finding in seen.items()]
