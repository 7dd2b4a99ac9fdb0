"""An answer for one shipment under one regime: what is possible, why, and what would settle it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from xenotime.facts.seen import About, Missing, each_once
from xenotime.law.provision import MILD

RELEASE, HOLD, BLOCK, ESCALATE = "release", "hold", "block", "escalate"
STANDS, MAY_STAND = "stands", "may stand"


@dataclass(frozen=True)
class Found:
    """One node of the chain of findings.

    `what` is a condition, a list row or a provision as written; `holds` yes, no or unknown; `seen` what
    the facts said; `source` where the law or the fact stands.
    """

    what: str
    holds: bool | None
    seen: str = ""
    source: str = ""
    how: str = ""
    parts: tuple["Found", ...] = ()
    sheet: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class ProvisionFinding:
    """One provision in the chain: its status on the day, its conditions, and what became of it."""

    provision: str
    heading: str
    concludes: str
    counts: bool | None
    conditions_hold: bool | None
    status: str
    rank: str
    seen: str
    source: str
    text: str
    conditions: Found
    stopped_by: tuple[str, ...] = ()
    upon: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class OpenQuestion:
    """An open question that changes the answer, with the outcomes (or policies) that each reading leaves possible."""

    question: str
    asks: str
    default: str
    readings: dict[str, tuple[str, ...]]
    taken: str = ""
    """The reading that was given or adopted, empty where it is open."""
    by: str = ""


@dataclass(frozen=True)
class Flip:
    """A change of one fact that changes the answer; `at` is the value at which it does."""

    fact: str
    about: About
    seen: str
    at: str
    possible: tuple[str, ...]
    factor: str = ""


@dataclass(frozen=True)
class DutyDue:
    """What somebody must do because of this answer."""

    provision: str
    who: str
    what: str
    when: str


@dataclass(frozen=True)
class ClashSide:
    """One side of a clash: whose law, which of its provisions, and the outcomes possible under it."""

    regime: str
    provisions: tuple[str, ...]
    possible: tuple[str, ...]


@dataclass(frozen=True)
class ClashNote:
    """Two laws that cannot both be obeyed in this shipment, and what to do: it never makes an answer milder."""

    clash: str
    law: str
    kind: str
    what: str
    do: str
    stands: bool
    """Whether it surely stands; if not, it may, for all that is known."""
    hangs_on: tuple[str, ...]
    """Where it is not sure: the conditions, readings and passages that are not known."""
    sides: tuple[ClashSide, ...]
    seen: str
    source: str

    @property
    def state(self) -> str:
        """Whether it stands, in words."""
        return STANDS if self.stands else MAY_STAND


@dataclass(frozen=True)
class GapNote:
    """A gap in the law as encoded that touches this answer."""

    id: str
    what: str
    clearance: bool = True
    missing: tuple[Missing, ...] = ()
    """What would say whether it touches the answer, where nothing is released as long as it may."""


def is_mild(possible: Sequence[str]) -> bool:
    """Whether one outcome alone is possible, and asks nothing of anybody."""
    return len(possible) == 1 and possible[0] in MILD


def waited_for(possible: Sequence[str], gaps: Sequence[GapNote]) -> tuple[Missing, ...]:
    """What a mild answer that lets nothing go waits for: what would say whether the gaps that bar it touch it at all.

    Nothing where one of them surely does: no fact helps then.
    """
    barring = [each for each in gaps if not each.clearance]
    if not is_mild(possible) or not all(each.missing for each in barring):
        return ()
    return each_once(one for each in barring for one in each.missing)


@dataclass(frozen=True)
class PositionNote:
    """A position of the book that this answer used, or that does not count for it.

    It has `expired`, or not begun; or another one that is live `differs` from it, and neither counts.
    """

    question: str
    reading: str
    document: str
    decided_by: str
    approved_by: str
    until: date | None
    expired: bool = False
    differs: bool = False

    @property
    def counts(self) -> bool:
        """Whether the answer rests on it."""
        return not self.expired and not self.differs


@dataclass(frozen=True)
class Answer:
    """The answer for one shipment under one regime, on a day, as the law was known on another."""

    shipment: str
    line: str | None
    item: str
    on: date
    known_on: date
    regime: str
    outcome: str | None
    policy: str | None
    possible: tuple[str, ...]
    policies: tuple[str, ...]
    action: str
    action_because: str
    because: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    policy_missing: tuple[Missing, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    policy_open: tuple[OpenQuestion, ...] = ()
    """Questions that change no outcome, but how an application would be met; their readings name policies."""
    would_settle: tuple[tuple[Missing, ...], ...] = ()
    flips: tuple[Flip, ...] = ()
    duties: tuple[DutyDue, ...] = ()
    gaps: tuple[GapNote, ...] = ()
    assumed: tuple[str, ...] = ()
    positions: tuple[PositionNote, ...] = ()
    guidance: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    own_law: tuple[str, ...] = ()
    tight: bool = True
    findings: tuple[ProvisionFinding, ...] = ()
    looked_at: tuple[ProvisionFinding, ...] = field(default=())
    """Provisions that were looked at and left."""
    near: bool = False
    """Whether what nearly caught the case may be among `because`."""
    giving: tuple[str, ...] = ()
    """The provisions that give some possible outcome, as readings are taken or left open, and those of its policies."""
    standing: tuple[tuple[str, bool], ...] = ()
    """Of the provisions that a clash names, those that can count under some reading, and whether they surely do."""
    clashes: tuple[ClashNote, ...] = ()
    """The clashes of this regime with the others that were asked of the same shipment."""
    limits: tuple[str, ...] = ()
    """How far the party lists can be relied on: of which day they are, and which entries do not stand on the day."""
    flags: tuple[str, ...] = ()
    """What to look at more closely about the parties; no rule hangs on it."""

    @property
    def settled(self) -> bool:
        """Whether one outcome only is possible."""
        return len(self.possible) == 1

    @property
    def waits_for(self) -> tuple[Missing, ...]:
        """What the answer waits for, though it is settled: see `waited_for`."""
        return waited_for(self.possible, self.gaps)

    @property
    def policy_settled(self) -> bool:
        """Whether at most one policy is possible."""
        return len(self.policies) <= 1
