"""The query for the results of a part, and the tables that it needs: what is told, joined to keys and values."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from xenotime.deciding.answer import HOLD
from xenotime.screening.engine import ROW, Engine, quoted
from xenotime.screening.results import NAMES, TOLD, Numbers, Telling

ANSWERS, TEXTS = "x_answer", "x_told"
UNTOLD = {"action": HOLD, "reason": "NOT-SCREENED", "settled": "no"}
"""What stands in a row of which nothing is told."""


class Joined:
    """`keys` has the columns of the keys, as they stand in the engine's table `keyed`; `on` is the day asked about in place of each row's own."""

    def __init__(
        self, engine: Engine, keys: Mapping[str, Numbers], telling: Telling, on: date | None = None
    ) -> None:
        self.engine, self.keys, self.telling, self.on = engine, keys, telling, on
        self.used = telling.used

    def query(self, *, every: bool = False) -> str:
        """The rows of the results; with `every` also a row for each line of which nothing is told: it is held for that."""
        self._answers()
        self._words()
        own = [f"{self._own(each)} AS {NAMES.get(each, each)}" for each in ROW]
        is_first = "COALESCE(x.i_strictest, 1) = 1" if every else "x.i_strictest = 1"
        own += ["k.i_stretch AS stretch", f"CASE WHEN {is_first} THEN 'yes' ELSE 'no' END AS strictest"]
        own += [
            f"COALESCE(t.t_{each}, '{UNTOLD.get(each, '')}') AS {each}" if every else f"t.t_{each} AS {each}"
            for each in TOLD
        ]
        join = "LEFT JOIN" if every else "JOIN"
        return f"SELECT {', '.join(own)} FROM {self._source(join)} {join} {TEXTS} t ON {self._same()}"

    def _own(self, column: str) -> str:
        """What a row says of itself; of its day, that which is asked about."""
        return quoted(str(self.on)) if self.on and column == "date" else f"k.s_{column}"

    @property
    def tables(self) -> dict[str, tuple[str, ...]]:
        """The columns of the tables that the query needs besides `keyed`, once it was asked for."""
        needed = [f"i_u_{name}" for name in self.telling.needed]
        return {
            ANSWERS: (*(f"i_{name}" for name in self.keys), "i_answer", "i_strictest", *needed),
            TEXTS: ("i_answer", *(f"i_v_{each}" for each in self.used), *(f"t_{each}" for each in TOLD)),
        }

    def _answers(self) -> None:
        """Make the table of keys with their answers, one row for each regime."""
        numbers = self.telling.numbers
        columns = {f"i_{name}": np.tile(column, len(numbers)) for name, column in self.keys.items()}
        columns["i_answer"] = np.concatenate(numbers)
        columns["i_strictest"] = self.telling.strictest().ravel().astype(np.int64)
        for name, needed in self.telling.needed.items():
            columns[f"i_u_{name}"] = needed[columns["i_answer"]].astype(np.int64)
        self.engine.numbers(ANSWERS, columns)

    def _source(self, join: str = "JOIN") -> str:
        return f"keyed k {join} {ANSWERS} x ON {' AND '.join(f'x.i_{key} = k.{key}' for key in self.keys)}"

    def _masked(self) -> list[str]:
        """For each domain, one more than the number of the row's value where the answer needs it, else 0."""
        return [f"(k.v_{each} + 1) * x.i_u_{each}" for each in self.used]

    def _same(self) -> str:
        tests = [f"t.i_v_{each} = {mask}" for each, mask in zip(self.used, self._masked(), strict=True)]
        return " AND ".join(["t.i_answer = x.i_answer", *tests])

    def _words(self) -> None:
        """Make the table of what is told, for every answer and all values that some row needs for it."""
        found = self.engine.columns_of(
            f"SELECT DISTINCT {', '.join(['x.i_answer', *self._masked()])} FROM {self._source()}"
        )
        rows = [(*row, *self.telling.of(row)) for row in zip(*(each.tolist() for each in found), strict=True)]
        self.engine.table(TEXTS, self.tables[TEXTS], rows)
