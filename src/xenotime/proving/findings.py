"""What the solver found: a claim that fails, and what shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Finding:
    """Something that the solver found: which claim fails, where, on which day, and a shipment that shows it."""

    claim: str
    provisions: tuple[str, ...]
    day: date
    shipment: tuple[str, ...] = ()
    note: str = ""
