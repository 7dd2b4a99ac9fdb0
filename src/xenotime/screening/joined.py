"""The query for the results of a part, and the tables that it needs: what is told, joined to keys and values."""

from collections.abc import Mapping

import numpy as np

from xenotime.screening.engine import ROW, Engine
from xenotime.screening.results import NAMES, TOLD, Numbers, Telling


class Joined:
    """`keys` has the columns of the keys, as they stand in the engine's table `keyed`."""

    def __init__(self, engine: Engine, keys: Mapping[str, Numbers], telling: Telling) -> None:
        self.engine, self.keys, self.telling = engine, keys, telling
        self.used = telling.used

    def query(self) -> str:
        """The rows of the results."""
        self._answers()
        self._words()
        own = [f"k.s_{each} AS {NAMES.get(each, each)}" for each in ROW]
        own += ["k.i_stretch AS stretch", "CASE WHEN x.i_strictest = 1 THEN 'yes' ELSE 'no' END AS strictest"]
        own += [f"t.t_{each} AS {each}" for each in TOLD]
        return f"SELECT {', '.join(own)} FROM {self._source()} JOIN x_told t ON {self._same()}"

    def _answers(self) -> None:
        """Make the table of keys with their answers, one row for each regime."""
        numbers = self.telling.numbers
        columns = {f"i_{name}": np.tile(column, len(numbers)) for name, column in self.keys.items()}
        columns["i_answer"] = np.concatenate(numbers)
        columns["i_strictest"] = self.telling.strictest().ravel().astype(np.int64)
        for name, needed in self.telling.needed.items():
            columns[f"i_u_{name}"] = needed[columns["i_answer"]].astype(np.int64)
        self.engine.numbers("x_answer", columns)

    def _source(self) -> str:
        return f"keyed k JOIN x_answer x ON {' AND '.join(f'x.i_{key} = k.{key}' for key in self.keys)}"

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
        numbers = ("i_answer", *(f"i_v_{each}" for each in self.used))
        self.engine.table("x_told", (*numbers, *(f"t_{each}" for each in TOLD)), rows)
