"""What a register says about owners: parties, their holdings, and ties that are no share."""

from dataclasses import dataclass, field
from datetime import date

from xenotime.facts.party import Holding, Party


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two parties that gives no share: a seat, consolidation, control by contract.

    It never makes a party count as owned; it is shown as a reason to look closer.
    """

    party: str
    other: str
    what: str
    start: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True)
class OwnersFile:
    """One file of a register, read.

    `whole` says whether the register's answer is all there; where it is not, owners may be missing that
    the register knows. `remarks` name everything that was not taken over, one sentence each.
    """

    source: str
    parties: dict[str, Party] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()
    ties: tuple[Tie, ...] = ()
    dated: date | None = None
    whole: bool = True
    remarks: tuple[str, ...] = ()
