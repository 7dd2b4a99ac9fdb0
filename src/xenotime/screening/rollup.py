"""The relational form of the trace: a bill rolled up level by level, by one portable query on DuckDB or Spark.

It gives what the compiled trace gives. Figures are float64 within `error` of the exact ones; where two that must
not be confused lie nearer than that, the item is worked out with fractions before the next level rests on it.
"""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from xenotime.facts.book import Book
from xenotime.screening.level_sql import DONE, WHOLE, level
from xenotime.screening.level_tables import Table, levels_of
from xenotime.screening.stores import Store, put
from xenotime.tracing.column import By, Column
from xenotime.tracing.fast.sheets import Entries, nearest, sheets
from xenotime.tracing.fast.trace import Figure
from xenotime.tracing.ledgers import Ledgers
from xenotime.tracing.worth import Measure

Row = tuple[float, ...]


class RollUp:
    """The content of every item of one book, for some columns in one measure and one currency.

    Raises CircularBill where an item contains itself, FigureOutOfReach where float64 would not carry.
    """

    def __init__(
        self,
        book: Book,
        columns: Sequence[Column],
        store: Store,
        *,
        by: By = "value",
        currency: str = "",
        day: date | None = None,
    ) -> None:
        self.ledgers, self.by, self.currency = Ledgers(book, day), by, currency
        self.columns, self.store, self.known = tuple(columns), store, self.ledgers.known
        entries = Entries(self.known, self.columns, Measure(self.ledgers.market, by, currency))
        made = sheets(self.known, entries)
        self.items, self.levels = made.items, levels_of(made)
        self.error = self.levels.error
        for name, table in self.levels.tables.items():
            store.view(name, put(store.folder, name, table))
        self.done = store.folder / "done"
        self.done.mkdir()
        put(self.done, "none", _table(()))
        store.view("done", self.done)

    def run(self) -> None:
        """Work out the whole book, from the innermost parts up."""
        for height in range(self.levels.heights):
            self._level(height)

    def figures(self) -> Iterator[tuple[str, int, Figure]]:
        """What is inside one base unit of each item, by the number of the column; what surely holds none is left out."""
        query = (
            "SELECT i, c, inside_low, inside_high, exact FROM done "
            "WHERE c >= 0 AND inside_high > 0 AND near = 0 ORDER BY i, c"
        )
        for item, column, low, high, exact in self.store.rows(query):
            yield self.items[item], column, Figure(low, high, bool(exact))

    def _level(self, height: int) -> None:
        """Write the items of one height, and beside them those that had to be worked out with fractions."""
        made, path = self.levels, self.done / f"level-{height:03}.parquet"
        query = level(height, made.voices, 2 * self.error, holds=made.holds, rolled=made.rolled)
        self.store.write(query, path)
        self.store.view("level", path)
        doubts = list(self.store.rows("SELECT i, c FROM level WHERE near = 1 ORDER BY i, c"))
        if doubts:
            put(self.done, f"exact-{height:03}", _table([self._exactly(*each) for each in doubts]))
        self.store.view("done", self.done)

    def _exactly(self, item: int, column: int) -> Row:
        """The row of an item, worked out with fractions."""
        node = self.ledgers.ledger(self.columns[column], self.by, self.currency).node(self.items[item])
        ends = [
            nearest(end)
            for each in (node.counted, node.inside)
            for end in (each.listed.low, each.listed.high)
        ]
        return (item, column, *ends, 0, 1)


def _table(rows: Sequence[Row]) -> Table:
    """Rows as the columns of `done`."""
    return {
        name: np.array([row[at] for row in rows], np.int64 if name in WHOLE else np.float64)
        for at, name in enumerate(DONE)
    }
