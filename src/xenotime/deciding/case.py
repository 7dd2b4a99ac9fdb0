"""A case: one shipment as the deciding floor sees it, every fact through one function."""

from collections.abc import Callable
from dataclasses import dataclass, field

from xenotime.deciding.answer import PositionNote
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject


@dataclass(frozen=True)
class Taken:
    """A reading that is not open for this case: who took it (`given`, `position` or an instrument)."""

    reading: str
    by: str


@dataclass(frozen=True)
class Case:
    """One shipment. `see` answers for every subject that a condition may name; it never guesses."""

    shipment: str
    line: str | None
    item: str
    see: Callable[[Subject], Seen]
    readings: dict[str, Taken] = field(default_factory=dict)
    positions: tuple[PositionNote, ...] = ()
    expired: tuple[PositionNote, ...] = ()
    invented: bool = False
    """Whether it stands for every shipment there can be: what is not stated of it may be stated of one of them."""
