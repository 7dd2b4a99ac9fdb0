"""Which lots of the parts went into one lot, as far as the book says so without a gap."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from xenotime.facts.bill import BillLine
from xenotime.facts.item import Lot, UsedLot
from xenotime.tracing.graph import BY_PRODUCT, Graph

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


def days_inside(went_in: Lineage, graph: Graph, on: date | None) -> dict[str, date]:
    """For every item inside a lot, the first of `went_in`, the last day on which it can have gone in: that of what holds it."""
    top = next(iter(went_in), None)
    if top is None:
        return {}
    found = {top: on or date.max}
    for parent in graph.order_below(top, lambda _: False)[::-1]:
        own = found[parent]
        day = min((min(each.day or own, own) for each in went_in.get(parent, ())), default=own)
        for child in graph.children(parent):
            found[child] = min(day, found.get(child, day))
    return found


class Making:
    """The bill as it was when a lot was made: its parts are those of that day, whenever it goes out."""

    def __init__(self, bill: tuple[BillLine, ...]) -> None:
        self.bill = bill
        self.dated: dict[str, list[BillLine]] = {}
        for line in bill:
            if line.start or line.until:
                self.dated.setdefault(line.parent, []).append(line)

    def is_of_another_day(self, lot: Lot | None, day: date, graph: Graph) -> bool:
        """Whether some line of the lot, or of a part, was in use when it was made and is not on the day, or the reverse."""
        if lot is None or lot.made_on is None or not self.dated:
            return False
        return any(
            line.is_used_on(lot.made_on) != line.is_used_on(day)
            for item in (lot.item, *graph.inside(lot.item))
            for line in self.dated.get(item, ())
        )

    def bill_of(self, made: Lineage, day: date) -> tuple[BillLine, ...]:
        """The lines of these lots as they were made, and those of all else on the day, now without days."""
        return tuple(each for line in self.bill for each in _as_made(line, made.get(line.parent, ()), day))


def _as_made(line: BillLine, made: tuple[Lot, ...], day: date) -> tuple[BillLine, ...]:
    """The line if it was in use; perhaps where it was for some of several lots."""
    days = {lot.made_on or day for lot in made} or {day}
    used = [each for each in days if line.is_used_on(each)]
    perhaps = "option" if len(used) < len(days) and line.line_kind != BY_PRODUCT else line.line_kind
    return (replace(line, start=None, until=None, line_kind=perhaps),) if used else ()


def _by_item(lots: Mapping[str, Lot], used: Iterable[UsedLot]) -> dict[tuple[str, str], list[UsedLot]]:
    """The rows by the lot that was made and the item that went in."""
    found: dict[tuple[str, str], list[UsedLot]] = {}
    for each in used:
        if each.used in lots:
            found.setdefault((each.lot, lots[each.used].item), []).append(each)
    return found
