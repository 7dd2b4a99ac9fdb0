"""Single parts of an answer as sentences, the same on every face."""

import re
from collections.abc import Iterator

from xenotime.deciding.answer import DutyDue, Flip, Found, GapNote, PositionNote, ProvisionFinding
from xenotime.facts.seen import Missing, named
from xenotime.showing.check.memo import Memo
from xenotime.showing.words import either

APART = re.compile(r"(?<=[.;]) (?=(?:Announcement|Instrument): )")
"""Where notes pass from what a text says to what was announced, and from that to what an instrument did."""


def table_answer(memo: Memo) -> str:
    """The answer as a table of orders says it, with what it leans on."""
    application = f"; applications: {memo.policy}" if memo.policy else ""
    used = any(position.counts for position in memo.answer.positions)
    return memo.headline + application + ("; under an adopted position" if used else "")


def set_line(chosen: tuple[Missing, ...]) -> str:
    """A set of facts that would settle the answer."""
    return either([named(each.fact, each.about.id) for each in chosen], "and")


def gap_line(gap: GapNote) -> str:
    """A gap in the law as encoded, and whether anything may be released on it."""
    bar = " until it is told" if gap.missing else ""
    return f"{gap.what} [{gap.id}]" + ("" if gap.clearance else f" No release rests on this{bar}.")


def duty_line(duty: DutyDue) -> str:
    """Who must do what, when, and where that stands."""
    return f"{duty.who}: {duty.what} ({duty.when}) [{duty.provision}]"


def position_line(position: PositionNote) -> str:
    """A position that the answer used, or that does not count for it."""
    until = f" until {position.until}" if position.until else ""
    state = " (EXPIRED)" if position.expired else " (ANOTHER SAYS OTHERWISE)" if position.differs else ""
    signed = ", ".join(part for part in (position.decided_by, position.approved_by) if part) or "not signed"
    document = f"; {position.document}" if position.document else ""
    return f"{position.question} read as {position.reading!r}{until}{state}; {signed}{document}"


def told_lines(notes: str, *, explain: bool) -> list[str]:
    """The notes of a question; where they keep text, announcement and instrument apart, always and a line each."""
    if notes.startswith("Text: "):
        return [part.strip() for part in APART.split(notes) if part.strip()]
    return [notes] if explain and notes else []


def flip_line(flip: Flip) -> str:
    """A single change, and what it would make of the answer."""
    factor = f", {flip.factor} times as much" if flip.factor else ""
    became = either(flip.possible) or "no answer"
    return f"{flip.fact} of {flip.about.id}: {flip.at}{factor} (now {flip.seen}) gives {became}"


def why_left(finding: ProvisionFinding) -> str:
    """Why a provision does not count, in one line."""
    if finding.stopped_by:
        return f"{finding.heading}: {either(finding.stopped_by, 'and')}"
    failing = next(first_failing(finding.conditions), None)
    if failing is None:
        return f"{finding.heading}: {finding.status}"
    seen = f", seen {failing.seen}" if failing.seen else ""
    return f"{finding.heading}: not so: {failing.what or failing.how}{seen}"


def first_failing(node: Found) -> Iterator[Found]:
    """The conditions that surely do not hold, from left to right."""
    if node.holds is False:
        below = [found for part in node.parts for found in first_failing(part)]
        yield from below or [node]
