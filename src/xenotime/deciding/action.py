"""What to do with the order: release, hold, block or escalate, and why."""

from dataclasses import dataclass

from xenotime.deciding.answer import BLOCK, ESCALATE, HOLD, RELEASE, GapNote, PositionNote
from xenotime.law.provision import MILD, OUTCOMES

SEVERE = frozenset(OUTCOMES[3:])


@dataclass(frozen=True)
class Grounds:
    """What an action rests on."""

    possible: tuple[str, ...]
    guidance: tuple[str, ...]
    positions: tuple[PositionNote, ...]
    expired: tuple[PositionNote, ...]
    gaps: tuple[GapNote, ...]
    contradictions: tuple[str, ...]
    missing: int
    open: int


def action_for(grounds: Grounds) -> tuple[str, str]:
    """The action and its reason. Release needs one mild outcome that rests on law, facts or a live position."""
    possible = set(grounds.possible)
    if not possible:
        return HOLD, "the law of that day is not encoded, so there is no answer"
    if possible <= SEVERE:
        return BLOCK, " or ".join(grounds.possible) if len(possible) > 1 else grounds.possible[0]
    if grounds.expired and len(possible) > 1:
        each = grounds.expired[0]
        if each.differs:
            return (
                ESCALATE,
                f"on hold: positions on {each.question} read it in different ways, and none counts",
            )
        return ESCALATE, f"back on hold: the position on {each.question} expired on {each.until}"
    if len(possible) > 1:
        return HOLD, _why_unsettled(grounds)
    return _settled(grounds)


def _settled(grounds: Grounds) -> tuple[str, str]:
    outcome = grounds.possible[0]
    if outcome not in MILD:
        return ESCALATE, f"{outcome}: somebody has to see that the report is made"
    if grounds.guidance:
        return ESCALATE, f"{outcome}, but this rests on guidance ({', '.join(grounds.guidance)})"
    barred = [gap for gap in grounds.gaps if not gap.clearance]
    if barred:
        return ESCALATE, f"{outcome} by what is encoded, but not everything is: {barred[0].what}"
    if grounds.positions:
        used = "; ".join(
            f"{each.question} read as {each.reading!r} until {each.until}" for each in grounds.positions
        )
        return RELEASE, f"{outcome} under an adopted position: {used}"
    return RELEASE, f"{outcome}, settled"


def _why_unsettled(grounds: Grounds) -> str:
    parts = []
    if grounds.missing:
        parts.append(f"{grounds.missing} fact{'s' if grounds.missing > 1 else ''} missing")
    if grounds.open:
        parts.append(f"{grounds.open} open question{'s' if grounds.open > 1 else ''} of law")
    if grounds.contradictions:
        parts.append("statements or provisions contradict each other")
    return "not settled: " + (", ".join(parts) or "more than one outcome is possible")
