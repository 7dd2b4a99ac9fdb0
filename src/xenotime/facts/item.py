"""An item: a material, part, product, piece of software or technology."""

from dataclasses import dataclass, field
from datetime import date

from xenotime.exact import Range

Words = tuple[str, ...] | None
"""What was stated: None is not known, the empty tuple is known to be none."""


@dataclass(frozen=True)
class Item:
    """What was stated about one item; mass and value are per one base unit.

    `value` and `mass_kg` are None where they are not known; a stated value of 0 reads as not known.
    `rolled_up` marks a value that is nothing but the sum of the bill's lines.
    """

    id: str
    name: str = ""
    kind: Words = None
    form: Words = None
    made_in: Words = None
    base_unit: str = ""
    mass_kg: Range | None = None
    value: Range | None = None
    value_basis: str = ""
    value_on: date | None = None
    currency: str = ""
    codes: Words = None
    made_with: Words = None
    maker: str = ""
    maker_part: str = ""
    plant: str = ""
    revision: str = ""
    facts: dict[str, Words] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    row: int = 0
    group: str = ""
    """The material group, in the words of whoever keeps the master data."""

    @property
    def makers(self) -> tuple[str, ...]:
        """Each maker, where the cell names several: any of them may have delivered it."""
        return tuple(dict.fromkeys(name for each in self.maker.split(";") if (name := each.strip())))

    @property
    def rolled_up(self) -> bool:
        """Whether the value is to be summed up from the bill's own lines."""
        return self.value is None and self.value_basis in {"rolled_up", "rolled up", "sum of lines"}


@dataclass(frozen=True)
class Lot:
    """A quantity of one item that was bought or made together."""

    id: str
    item: str
    supplier: str = ""
    quantity: Range | None = None
    made_on: date | None = None
    bought_on: date | None = None
    row: int = 0

    @property
    def day(self) -> date | None:
        """The day on which its goods were there: made, else bought."""
        return self.made_on or self.bought_on


@dataclass(frozen=True)
class UsedLot:
    """A lot that went into another one."""

    lot: str
    """The lot that was made."""
    used: str
    complete: bool = False
    """Whether the rows of the lot name every lot of this item that went into it."""
    evidence: tuple[str, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Undertaking:
    """A promise about an item that left a country under a licence."""

    id: str
    authority: str = ""
    document: str = ""
    applicant: str = ""
    end_user: str = ""
    item: str = ""
    lot: str = ""
    permitted_use: str = ""
    onward: str = ""
    until: date | None = None
    evidence: tuple[str, ...] = ()
    row: int = 0
