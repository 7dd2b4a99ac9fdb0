"""A shipment: one line of goods, software or technology that goes to somebody on a day."""

from dataclasses import dataclass, field
from datetime import date

from xenotime.exact import Range
from xenotime.facts.item import Words

ROLES = ("exporter", "consignee", "end_user", "purchaser", "intermediary")


def order_name(shipment: str, line: str | None) -> str:
    """What an order line is called: its shipment, and its line where it has one.

    >>> order_name("S1", "10"), order_name("S1", None)
    ('S1 / 10', 'S1')
    """
    return shipment if line is None else f"{shipment} / {line}"


@dataclass(frozen=True)
class Shipment:
    """What was stated about one shipment line; `value` is that of the whole line.

    `parties` maps each role to the parties in it: absent is not known, the empty tuple is nobody.
    """

    id: str
    item: str
    day: date
    line: str | None = None
    quantity: Range | None = None
    value: Range | None = None
    currency: str = ""
    act: Words = None
    circumstance: Words = None
    origin: Words = None
    """The country that it leaves (column `from`)."""
    destination: Words = None
    """The country that it goes to (column `to`)."""
    via: Words = None
    end_use: Words = None
    lot: str = ""
    parties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, Words] = field(default_factory=dict)
    row: int = 0

    @property
    def order(self) -> str:
        """What the order line is called."""
        return order_name(self.id, self.line)
