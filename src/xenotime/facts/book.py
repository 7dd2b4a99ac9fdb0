"""A book: every fact that one company brings, with what it assumes and which positions it took."""

from dataclasses import dataclass, field
from datetime import date

from xenotime.dates import Period
from xenotime.facts.alias import Alias
from xenotime.facts.bill import BillLine
from xenotime.facts.classification import Classification
from xenotime.facts.declaration import ContentRow, Evidence, Price, Rate
from xenotime.facts.house_word import HouseWord
from xenotime.facts.item import Item, Lot, Undertaking, UsedLot, Words
from xenotime.facts.match import Match
from xenotime.facts.ownership import Tie
from xenotime.facts.party import Holding, Party
from xenotime.facts.party_list import PartyList
from xenotime.facts.request import Request
from xenotime.facts.shipment import Shipment


@dataclass(frozen=True)
class Position:
    """A reading of an open question that this company has adopted, signed, until a day."""

    question: str
    reading: str
    reason: str = ""
    document: str = ""
    decided_by: str = ""
    approved_by: str = ""
    start: date | None = None
    until: date | None = None
    shipments: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    """Empty `shipments` and `items` mean that the position holds for the whole book."""

    def is_about(self, shipment: Shipment) -> bool:
        """Whether the position's scope reaches that shipment."""
        everything = not self.shipments and not self.items
        return everything or shipment.id in self.shipments or shipment.item in self.items

    def is_live_on(self, day: date) -> bool:
        """Whether the position holds on that day."""
        return Period(self.start, self.until).holds(day)


@dataclass(frozen=True)
class Assumption:
    """One gap that the whole book closes by decree; every answer that used it says so."""

    subject: str
    """`<file>.<column>`, for example `contents.others` or `parties.kind`."""
    value: Words

    def as_text(self) -> str:
        """Write the assumption as it stands in book.toml."""
        return f"{self.subject} = {'; '.join(self.value) if self.value else 'none'}"


@dataclass(frozen=True)
class Book:
    """Every table of the book, in its own order, and where it was read from."""

    name: str = ""
    items: dict[str, Item] = field(default_factory=dict)
    bill: tuple[BillLine, ...] = ()
    contents: tuple[ContentRow, ...] = ()
    prices: tuple[Price, ...] = ()
    rates: tuple[Rate, ...] = ()
    parties: dict[str, Party] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()
    lots: dict[str, Lot] = field(default_factory=dict)
    used_lots: tuple[UsedLot, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    evidence: dict[str, Evidence] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    matches: tuple[Match, ...] = ()
    """Which proposals of names a person has decided, in the order of the decisions."""
    lists: tuple[PartyList, ...] = ()
    """The snapshots of party lists beside the book: what they are, of which day, and the entries that have a party's name."""
    aliases: tuple[Alias, ...] = ()
    """Other names of substances and parts; those that are confirmed were applied when the book was read."""
    classifications: tuple[Classification, ...] = ()
    """What persons have decided that items are, in the order of the decisions."""
    house_words: tuple[HouseWord, ...] = ()
    """What the company's own words and type keys say that a part is."""
    ties: tuple[Tie, ...] = ()
    """Ties between parties that give no share, from registers in the book's folder."""
    requests: tuple[Request, ...] = ()
    """Every question that was put to somebody, with what became of it."""
    waiting: tuple[Request, ...] = ()
    """Those of their answers that hold up to a last day: each is a fact on the days up to it."""
    as_stated: tuple[Shipment, ...] = ()
    """The lines of shipments as the table states them, where answers about these hold up to a last day."""
    remarks: tuple[str, ...] = ()
    """What was read but could not be taken over, one sentence each."""

    def assumed(self, subject: str) -> Assumption | None:
        """The assumption that closes `subject` (`<file>.<column>`), if the book makes it."""
        return next((made for made in self.assumptions if made.subject == subject), None)
