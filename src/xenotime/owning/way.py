"""How an authority adds shares up, and the answer for one party."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from xenotime.exact import Range
from xenotime.facts.party import KINDS
from xenotime.facts.party_list import NOTE, beside_their_list, list_named
from xenotime.facts.seen import Line, Missing

EITHER = "equity or votes"
"""What a holding is of where its kind is not stated."""
OWN_APART = "own apart"


@dataclass(frozen=True)
class Way:
    """One authority's way of adding, with its open questions already read one way.

    `together` sums the owners that count, `each` asks whether one of them alone reaches the line.
    `direct` counts owners that are on a list themselves, `cascade` also those that are owned by the
    listed in their turn, `own apart` the same where what a company holds of itself, through firms that it
    owns so in their turn, is left out as if it were not there, `multiply` multiplies shares along every chain and sums the chains.
    A party may count by any one of `kinds`.
    """

    lists: tuple[str, ...]
    at: Fraction
    strictly_above: bool = False
    owners: Literal["together", "each"] = "together"
    tiers: Literal["direct", "cascade", "own apart", "multiply"] = "cascade"
    kinds: tuple[str, ...] = KINDS
    without: tuple[str, ...] = ()
    """Rows of the lists that make nobody count."""
    known: frozenset[str] = frozenset()
    """Every word for a list that the law knows."""

    def __post_init__(self) -> None:
        if not 0 <= self.at <= 1 or (self.at == 0 and not self.strictly_above):
            raise ValueError(f"the line lies above nothing and not above all: {self.at}")

    def reached_by(self, share: Fraction) -> bool:
        """Whether a share is on the far side of the line, or on it where that is enough."""
        return share > self.at if self.strictly_above else share >= self.at

    @property
    def cascades(self) -> bool:
        """Whether owners that are owned by the listed in their turn count whole."""
        return self.tiers in {"cascade", OWN_APART}

    def names(self, lists: tuple[str, ...]) -> tuple[str, ...]:
        """Those of a party's lists that this way is about; `list#note` is a row of `list`.

        Beside a row the name of its list says no more than the row: where rows are left out, it does not count.
        """
        named = (each for each in lists if each in self.lists or list_named(each) in self.lists)
        if not self.without:
            return tuple(named)
        off = {*self.without, *(list_named(each) for each in lists if NOTE in each)}
        return tuple(each for each in named if each not in off)

    def may_name(self, lists: tuple[str, ...]) -> bool:
        """Whether a list that this way is about stands there by itself beside a row of it."""
        return any(list_named(each) in self.lists for each in beside_their_list(lists, self.known))


@dataclass(frozen=True)
class Link:
    """One step of a chain: how much `owner` holds of `owned`, and the lists that `owner` itself is on.

    `via` is empty where the owner counts through its own owners, or where it is not known to be listed.
    """

    owner: str
    owned: str
    share: Range
    kind: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True)
class Owned:
    """Whether one party is listed or owned by the listed, and what shows it.

    `low` and `high` bound what owners that count hold of it, by the kind of holding that speaks most for
    it; a party that is on a list itself stands at 1. `chain` runs from the listed down to the party.
    `missing` is empty where the answer is settled.
    """

    party: str
    truth: bool | None
    low: Fraction
    high: Fraction
    because: str = ""
    chain: tuple[Link, ...] = ()
    lines: tuple[Line, ...] = ()
    missing: tuple[Missing, ...] = ()
    assumed: tuple[str, ...] = ()
    contradiction: str = ""
