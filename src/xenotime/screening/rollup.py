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

Fixed = list[tuple[int, int, float, float]]


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
        self.fixed: Fixed = []
        for name, table in self.levels.tables.items():
            store.view(name, put(store.folder, name, table))
        self.done = store.folder / "done"
        self.done.mkdir()
        put(self.done, "none", _empty())

    def run(self) -> None:
        """Work out the whole book, from the innermost parts up."""
        self._fix(0)
        for height in range(self.levels.heights):
            self.store.view("done", self.done)
            self._level(height)
        self.store.view("done", self.done)

    def figures(self) -> Iterator[tuple[str, int, Figure]]:
        """What is inside one base unit of each item, by the number of the column; what surely holds none is left out."""
        query = (
            "SELECT i, c, inside_low, inside_high, exact FROM done "
            "WHERE c >= 0 AND inside_high > 0 ORDER BY i, c"
        )
        for item, column, low, high, exact in self.store.rows(query):
            yield self.items[item], column, Figure(low, high, bool(exact))

    def _level(self, height: int) -> None:
        """Write the items of one height; once more where some had to be worked out with fractions."""
        made = self.levels
        query = level(height, made.voices, 2 * self.error, holds=made.holds, rolled=made.rolled)
        tried = self.store.folder / f"tried-{height:03}.parquet"
        self.store.write(query, tried)
        self.store.view("tried", tried)
        doubts = list(self.store.rows("SELECT i, c FROM tried WHERE near = 1 ORDER BY i, c"))
        written = self.done / f"level-{height:03}.parquet"
        if not doubts:
            tried.replace(written)
            return
        for item, column in doubts:
            ledger = self.ledgers.ledger(self.columns[column], self.by, self.currency)
            exact = ledger.node(self.items[item]).inside.listed
            self.fixed.append((item, column, nearest(exact.low), nearest(exact.high)))
        self._fix(height + 1)
        self.store.write(query, written)

    def _fix(self, number: int) -> None:
        """Let the exact figures so far stand in the place of computed ones."""
        rows = np.array(self.fixed, np.float64).reshape(-1, 4)
        ends = {"low": rows[:, 2].copy(), "high": rows[:, 3].copy()}
        table = {"i": rows[:, 0].astype(np.int64), "c": rows[:, 1].astype(np.int64), **ends}
        self.store.view("fixed", put(self.store.folder, f"fixed-{number:03}", table))


def _empty() -> Table:
    return {each: np.zeros(0, np.int64 if each in WHOLE else np.float64) for each in DONE}
