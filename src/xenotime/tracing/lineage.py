"""Which lots of the parts went into one lot, as far as the book says so without a gap."""

from collections.abc import Iterable, Mapping

from xenotime.facts.item import Lot, UsedLot
from xenotime.tracing.graph import Graph

Lineage = Mapping[str, tuple[Lot, ...]]
"""By item, the lots of it that went in; an item that is not named may be of any lot."""


class Lineages:
    """The lots that went into each lot, one level down, where the book names all of an item."""

    def __init__(self, lots: Mapping[str, Lot], used: Iterable[UsedLot]) -> None:
        self.lots = lots
        self.into: dict[str, dict[str, list[Lot]]] = {}
        for (lot, item), rows in _by_item(lots, used).items():
            if all(each.complete for each in rows):
                self.into.setdefault(lot, {})[item] = [lots[each.used] for each in rows]

    def of(self, lot: str, graph: Graph) -> Lineage:
        """The lot itself and the lots inside it, by item, however deep its bill goes.

        An item is left out where one of the lots or items that hold it does not say all lots of it that went in: it
        may be of any lot.
        """
        top = self.lots.get(lot)
        if top is None:
            return {}
        known: dict[str, tuple[Lot, ...]] = {top.item: (top,)}
        order = graph.order_below(top.item, lambda _: False)[::-1]
        above: dict[str, list[str]] = {}
        for parent in order:
            for child in graph.children(parent):
                above.setdefault(child, []).append(parent)
        for item in order[1:]:
            went_in = [
                self.into.get(holder.id, {}).get(item)
                for parent in above[item]
                for holder in known.get(parent, ())
            ]
            if went_in and all(went_in) and all(parent in known for parent in above[item]):
                known[item] = tuple({each.id: each for some in went_in for each in some or ()}.values())
        return known


def _by_item(lots: Mapping[str, Lot], used: Iterable[UsedLot]) -> dict[tuple[str, str], list[UsedLot]]:
    """The rows by the lot that was made and the item that went in."""
    found: dict[tuple[str, str], list[UsedLot]] = {}
    for each in used:
        if each.used in lots:
            found.setdefault((each.lot, lots[each.used].item), []).append(each)
    return found
