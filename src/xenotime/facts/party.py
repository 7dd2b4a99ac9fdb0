"""A party, and who holds how much of it."""

from dataclasses import dataclass, field
from datetime import date

from xenotime.exact import Range
from xenotime.facts.item import Words
from xenotime.facts.party_list import Listing

KINDS = ("equity", "votes")
"""Kinds of holding; they are never added to each other."""
OTHER_OWNERS = "others"
"""The owner of a holdings row that speaks of everybody whom no row names."""


@dataclass(frozen=True)
class Party:
    """What was stated about one party; `lists` are the party lists that it is on, None if not known.

    Where `lists_open`, it may be on more lists than these, save those in `not_on`.
    """

    id: str
    name: str = ""
    country: Words = None
    nationality: Words = None
    address: str = ""
    ids: Words = None
    lists: Words = None
    kind: Words = None
    branch_of: str = ""
    facts: dict[str, Words] = field(default_factory=dict)
    lists_open: bool = False
    not_on: tuple[str, ...] = ()
    row: int = 0
    namesakes: tuple[Listing, ...] = ()
    """The entries that have its name and that nobody has said are others: it may be on their lists as well."""
    not_yet_on: tuple[str, ...] = ()
    """The lists that it is stated to be on by an announcement that came later than the day."""
    same_as: str = ""
    """The first record of this party, where it stands in several; empty in that one."""
    other_names: tuple[str, ...] = ()
    """What a register calls it besides its name: in another language, before, or for short."""

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its id where it has no name."""
        return tuple(dict.fromkeys((self.name or self.id, *self.other_names)))


@dataclass(frozen=True)
class Holding:
    """A share of `owned` that `owner` holds; `share` is None where only the fact of holding is known.

    `kind` is empty where it is not known whether it is of the equity or of the votes; records that were kept leave out `equity`.
    """

    owner: str
    owned: str
    kind: str = "equity"
    share: Range | None = None
    start: date | None = None
    until: date | None = None
    source: str = ""
    row: int = 0


def is_denied(share: Range | None) -> bool:
    """Whether a share says that nothing is held."""
    return share is not None and share.high == 0
