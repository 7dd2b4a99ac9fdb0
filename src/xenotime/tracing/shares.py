"""Shares: what is listed inside, over the shipped item or over the part where it is highest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import Range, exactly
from xenotime.facts.item import Item, Lot
from xenotime.facts.seen import Line, Missing
from xenotime.tracing.algebra import COUNTS, agree, correlated, quotient
from xenotime.tracing.asking import Asker
from xenotime.tracing.column import By, Column
from xenotime.tracing.gaps import Gatherer, Grounds, unique
from xenotime.tracing.ledger import Ledger, Node
from xenotime.tracing.ledgers import Ledgers
from xenotime.tracing.sheet_words import written
from xenotime.tracing.stated import is_closed_to_parts
from xenotime.tracing.worth import is_stated

Tier = Callable[[Item], bool | None]
"""Whether an item is one of those whose own share is asked as well."""


@dataclass(frozen=True)
class Share:
    """The share in one item: its bounds, what it was divided by, and what it rests on."""

    item: str
    amount: Range
    base: Line
    grounds: Grounds
    ledger: Ledger
    node: Node


class Shares:
    """The shares of one column in one measure."""

    def __init__(self, ledgers: Ledgers, asker: Asker, column: Column, by: By) -> None:
        self.ledgers, self.asker, self.column, self.by = ledgers, asker, column, by
        self.known = ledgers.known

    def of(self, item_id: str, lot: Lot | None, of_value: Range | None = None, currency: str = "") -> Share:
        """The share in one item; over `of_value` where the shipment states what one of it is worth."""
        own = self.ledgers.currency(self.known.item(item_id))
        shipped = is_stated(of_value) and self.by == "value"
        ledger = self.ledgers.ledger(self.column, self.by, (currency or own) if shipped else own)
        node = ledger.node(item_id, lot)
        gatherer = Gatherer(ledger, self.asker, node, lot)
        grounds = gatherer.gather()
        if shipped and of_value is not None:
            amount, base, clashes = self._over_shipment(node, ledger, of_value)
            open_base: tuple[Missing, ...] = ()
        else:
            amount, base, clashes = self._over_own(node, ledger, lot)
            open_base = gatherer.keeps_worth_open()
            if self.by == "mass" and not self.known.graph.slots_of(item_id):
                grounds, open_base = self._of_own_rows(item_id, lot), ()
        missing = () if amount.is_exact else unique((*grounds.missing, *open_base))
        grounds = Grounds(missing, grounds.assumed, unique((*grounds.clashes, *clashes)))
        return Share(item_id, amount, base, grounds, ledger, node)

    def _over_shipment(
        self, node: Node, ledger: Ledger, of_value: Range
    ) -> tuple[Range, Line, tuple[str, ...]]:
        unit = ledger.measure.unit
        base = Line(
            f"one {node.item.id}", written(of_value, unit), "divided by: the value that the shipment states"
        )
        stated = f"what the shipment states that one {node.item.id} is worth"
        return quotient(node.inside.listed, of_value), base, self._above(node, ledger, of_value, stated)

    def _over_own(self, node: Node, ledger: Ledger, lot: Lot | None) -> tuple[Range, Line, tuple[str, ...]]:
        unit, worth = ledger.measure.unit, node.worth
        if node.summed:
            base = Line(
                f"one {node.item.id}", written(worth.amount, unit), "divided by: the sum of its lines"
            )
            return correlated(node.inside), base, ()
        base = Line(
            f"one {node.item.id}", written(worth.amount, unit), f"divided by: its own {worth.how or self.by}"
        )
        amount = quotient(node.inside.listed, worth.amount)
        clashes = self._above(node, ledger, worth.amount)
        if self.by != "mass":
            return amount, base, clashes
        stated = self.ledgers.by_share(self.column).own_rows(node.item.id, lot)
        agreed = agree((amount, stated.amount))
        return agreed.amount, base, (*clashes, *([stated.clash] if stated.clash else []))

    def _above(self, node: Node, ledger: Ledger, worth: Range, whole: str = "") -> tuple[str, ...]:
        """That more is listed than there is; a shipment's worth is told by its name, so that it is one text for all."""
        listed, unit = node.inside.listed, ledger.measure.unit
        if worth.high is None or listed.low <= worth.high:
            return ()
        inside, whole = written(listed, unit), whole or f"the whole, {written(worth, unit)}"
        return (f"{node.item.id}: {inside} of {self.column.name} is more than {whole}",)

    def _of_own_rows(self, item_id: str, lot: Lot | None) -> Grounds:
        """What a share by mass rests on that the item's own rows state: its mass does not matter."""
        ledger = self.ledgers.by_share(self.column)
        return Gatherer(ledger, self.asker, ledger.node(item_id, lot), lot).gather()

    def highest(self, root: Share, tier: Tier) -> tuple[Share, Range, Grounds]:
        """The share of the highest tier, its bounds, and what they rest on.

        A part that may not be there, or may not be of the tier, lifts the upper end only. Where an item
        that holds listed matter is not closed to further parts, one of those may be all of it.
        """
        amount, best, grounds = root.amount, root, root.grounds
        for item_id, sure in self.known.graph.inside(root.item).items():
            answer = tier(self.known.item(item_id))
            if answer is False:
                continue
            share = self.of(item_id, None)
            grounds = grounds.plus(share.grounds)
            if answer is None:
                grounds = grounds.plus(Grounds((self.asker.missing("tier", item_id),)))
            low = share.amount.low if answer and sure else amount.low
            if answer and sure and low > amount.low:
                best = share
            amount = Range(max(amount.low, low), _higher(amount.high, share.amount.high))
        unnamed = tuple(self._unnamed_parts(root))
        if unnamed:
            amount = Range(amount.low, exactly(1).high)
        return best, amount, grounds.plus(Grounds(unnamed))

    def _unnamed_parts(self, root: Share) -> Iterator[Missing]:
        for item_id in (*self.known.graph.inside(root.item), root.item):
            node = root.node if item_id == root.item else root.ledger.node(item_id)
            holds_none = node.inside.listed.high == 0
            counts = item_id != root.item and node.fates == {COUNTS}
            if not holds_none and not counts and not self._is_closed_to_parts(item_id):
                yield self.asker.missing("others", item_id)

    def _is_closed_to_parts(self, item_id: str) -> bool:
        assumed = bool(self.known.closing(item_id))
        return all(
            any(all(is_closed_to_parts(each, assumed=assumed) for each in voice) for voice in supply.voices)
            if supply.voices
            else assumed
            for supply in self.known.supplies(item_id)
        )


def _higher(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return max(end for end in (one, other) if end is not None)
