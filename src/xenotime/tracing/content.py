"""Trace one book: content, shares and presence of listed things, each with its sum and what is missing."""

from collections.abc import Mapping
from datetime import date

from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.item import Lot
from xenotime.facts.seen import Line
from xenotime.tracing.asking import Asker, Asks
from xenotime.tracing.column import By, Column, Traced
from xenotime.tracing.gaps import Gatherer, Grounds
from xenotime.tracing.ledgers import Ledgers
from xenotime.tracing.lineage import Lineage
from xenotime.tracing.presence import Presence, Sought
from xenotime.tracing.presence_grounds import PresenceGrounds
from xenotime.tracing.shares import Shares, Tier
from xenotime.tracing.sheet import Sheet
from xenotime.tracing.sheet_words import written
from xenotime.tracing.sought import listed_sought, substance_sought

__all__ = ["Asks", "By", "Column", "Tier", "Traced", "Tracer"]


class Tracer:
    """Traces a book as it stood on one day; what was worked out for a column is kept.

    With `went_in` only these lots of the items that it names; without `sheets` no calculation is written out.
    `partners` are substances that no entry lists by themselves, each with those beside which they are listed: where one
    of these is named, that nothing else listed is in an item says nothing of it.
    Raises CircularBill where an item of the book contains itself.
    """

    def __init__(
        self,
        book: Book,
        day: date | None = None,
        asks: Asks | None = None,
        went_in: Lineage | None = None,
        *,
        sheets: bool = True,
        partners: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.sheets, self.partners = sheets, partners or {}
        self.ledgers, self.asker = Ledgers(book, day, went_in), Asker(asks)
        self.known = self.ledgers.known
        self._substances: dict[str, Presence] = {}
        self._listed: dict[Column, Presence] = {}

    def forget(self) -> None:
        """Nothing is kept of what was worked out."""
        self.ledgers.forget()
        self._substances.clear()
        self._listed.clear()

    def content(
        self, item_id: str, column: Column, *, by: By = "value", currency: str = "", lot: str | None = None
    ) -> Traced:
        """What the listed things in one base unit of the item are worth, weigh, or number."""
        of_lot = self.known.lot_of(item_id, lot)
        into = currency or self.ledgers.currency(self.known.item(item_id))
        ledger = self.ledgers.ledger(column, by, into)
        node = ledger.node(item_id, of_lot)
        grounds = Gatherer(ledger, self.asker, node, of_lot).gather()
        lines = Sheet(ledger, node, of_lot).lines() if self.sheets else ()
        return _traced(node.inside.listed, ledger.measure.unit, grounds, lines)

    def share(
        self,
        item_id: str,
        column: Column,
        *,
        by: By = "value",
        of_value: Range | None = None,
        currency: str = "",
        tier: Tier | None = None,
        lot: str | None = None,
    ) -> Traced:
        """The listed share of the item, between nothing and one.

        It is taken over `of_value` (of one base unit, in `currency`, else the item's) where that is given,
        else over the item's own value or mass. With a `tier`, it is the highest one found over the item
        and every part inside it that is of the tier.
        """
        of_lot = self.known.lot_of(item_id, lot)
        shares = Shares(self.ledgers, self.asker, column, by)
        root = shares.of(item_id, of_lot, of_value, currency)
        best, amount, grounds, why = root, root.amount, root.grounds, "the shipped item"
        if tier is not None:
            best, amount, grounds = shares.highest(root, tier)
            why = (
                "the highest over the shipped item and its parts of the tier"
                if best is root
                else f"given by {best.item}"
            )
        if amount.is_exact:
            grounds = Grounds((), grounds.assumed, grounds.clashes)
        if not self.sheets:
            return _traced(amount, "", grounds, ())
        sheet = Sheet(best.ledger, best.node, of_lot if best is root else None)
        total = Line(f"share of {column.name} in {item_id}", written(amount), why)
        return _traced(amount, "", grounds, (*sheet.lines(), best.base, total))

    def has_substance(self, item_id: str, substance: str, lot: str | None = None) -> Traced:
        """Whether an element, or one compound, is in the item or in anything inside it.

        Statements that contradict each other settle nothing; an answer that needs none of them stands.
        """
        if substance not in self._substances:
            beside = self.partners.get(substance, frozenset())
            self._substances[substance] = self._presence(substance_sought(substance, self.asker, beside))
        return self._has(self._substances[substance], item_id, lot)

    def has_listed(self, item_id: str, column: Column, lot: str | None = None) -> Traced:
        """Whether something on the column's list, of its origin, is inside the item; the item does not count."""
        if column not in self._listed:
            self._listed[column] = self._presence(listed_sought(column, self.known, self.asker))
        return self._has(self._listed[column], item_id, lot)

    def _presence(self, sought: Sought) -> Presence:
        return Presence(self.known, sought)

    def _has(self, presence: Presence, item_id: str, lot: str | None) -> Traced:
        of_lot: Lot | None = self.known.lot_of(item_id, lot)
        found = PresenceGrounds(presence, self.asker, item_id, of_lot)
        grounds, lines = found.gather(), found.lines() if self.sheets else ()
        truth = found.top.truth
        clashes = "; ".join(grounds.clashes) if truth is None else ""
        return Traced(None, truth, "", grounds.missing, lines, grounds.assumed, clashes)


def _traced(amount: Range, unit: str, grounds: Grounds, lines: tuple[Line, ...]) -> Traced:
    return Traced(amount, None, unit, grounds.missing, lines, grounds.assumed, "; ".join(grounds.clashes))
