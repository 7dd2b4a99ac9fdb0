"""The ledgers of one book on one day, each made once; and the currency in which to count."""

from collections.abc import Callable, Iterable
from datetime import date

from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.tracing.column import By, Column
from xenotime.tracing.known import Known
from xenotime.tracing.ledger import Ledger
from xenotime.tracing.lineage import Lineage
from xenotime.tracing.money import Market
from xenotime.tracing.worth import Measure, ShareMeasure, currency_of, is_stated


class Ledgers:
    """Ledgers by column, measure and currency."""

    def __init__(self, book: Book, day: date | None, went_in: Lineage | None = None) -> None:
        self.known, self.market = Known(book, day, went_in), Market(book, day)
        self._made: dict[tuple[Column, By, str], Ledger] = {}
        self._shares: dict[Column, Ledger] = {}

    def ledger(self, column: Column, by: By, currency: str) -> Ledger:
        """The ledger that counts the column in that measure; the currency matters to values only."""
        key = (column, by, currency if by == "value" else "")
        if key not in self._made:
            self._made[key] = Ledger(self.known, column, Measure(self.market, by, currency))
        return self._made[key]

    def by_share(self, column: Column) -> Ledger:
        """The ledger that takes shares by mass as they stand; only an item's own rows are asked of it."""
        if column not in self._shares:
            self._shares[column] = Ledger(self.known, column, ShareMeasure(self.market))
        return self._shares[column]

    def forget(self) -> None:
        """Nothing is kept of what was worked out, as where the book's rows have changed."""
        for ledger in (*self._made.values(), *self._shares.values()):
            ledger.nodes.clear()

    def forget_above(self, items: Iterable[str], over: Callable[[str], Iterable[str]]) -> None:
        """Nothing is kept of these items and of what they are in, by `over`: their rows have changed."""
        for ledger in (*self._made.values(), *self._shares.values()):
            todo = list(items)
            while todo:
                here = todo.pop()
                if ledger.nodes.pop(here, None) is not None:
                    todo.extend(over(here))

    def currency(self, item: Item) -> str:
        """The item's currency; where its value is not stated, the first one named below it, or by a price."""
        if item.currency or is_stated(item.value):
            return currency_of(item)
        seen, todo = {item.id}, [item.id]
        for here in todo:
            below = self.known.item(here)
            if below.currency:
                return below.currency
            more = [child for child in self.known.graph.children(here) if child not in seen]
            seen.update(more)
            todo.extend(more)
        priced = (price.currency for price in self.market.prices if price.currency)
        return next(priced, currency_of(item))
