"""Screen by the one portable query: an engine joins values to classes, and answers back to rows."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from xenotime.dates import parse_day
from xenotime.errors import UnreadableBook
from xenotime.screening import sql
from xenotime.screening.engine import ROW, SHIPMENT_COLUMNS
from xenotime.screening.joined import Joined
from xenotime.screening.lawview import pairs
from xenotime.screening.readable import PLAIN_QUANTITY, wrong_in
from xenotime.screening.regime import SAME, SCOPE, STRETCH, Columns
from xenotime.screening.release import write_release_list
from xenotime.screening.run import Screening, part_name
from xenotime.screening.values import GoodsTable
from xenotime.screening.warehouse import Script
from xenotime.screening.written import are_whole

MEASURED = (
    f"SELECT DISTINCT s_item, s_unit, CASE WHEN s_q IS NULL THEN s_quantity ELSE '{PLAIN_QUANTITY}' END AS stated "
    "FROM ship WHERE s_unit <> '' AND s_quantity <> ''"
)
"""The items of which a quantity is stated in a unit, with both."""
OF_LOTS = "SELECT DISTINCT s_item, s_lot FROM ship WHERE s_lot <> ''"


class ByQuery(Screening):
    """One run in which every row stays in the engine, which divides the work itself."""

    def run(self, progress: Callable[[int, int], None], listed: Path) -> None:
        """Make the file, or folder of files, with all results if it is not there already, and the release list."""
        path = self.parts / part_name(0)
        self.refuse_others({path.name})
        if path.exists() and not are_whole(self.parts, self.engine.count * len(self.regimes)):
            _taken_away(path)  # a file in it was damaged, or is gone, since it was written
        if not path.exists():
            self.engine.write(self.results(self.prepare(self.readable.once)), path)
        self.counted.rows = self.engine.count
        self.uncounted = [self.parts]
        write_release_list(self.parts, self.days, listed)
        progress(self.engine.count, self.engine.count)

    def prepare(self, *looks: Callable[[], None]) -> str:
        """Check all rows, with what else is to be looked at, and make the tables of classes for the values in them; the query that joins them."""
        engine = self.engine
        engine.shipped()
        names = [each for each in SHIPMENT_COLUMNS if each in engine.columns]
        texts = engine.texts(names)
        if wrong := wrong_in(*looks, *self._looks(texts)):
            raise UnreadableBook(wrong)
        days = {str(row[0]) for row in engine.rows("SELECT DISTINCT s_date FROM ship")}
        engine.table("x_day", ("t_date", "i_stretch", "i_e"), [self._day_row(text) for text in sorted(days)])
        found: list[list[tuple[Any, ...]]] = [[] for _ in self.tables]
        for at, *row, stretch in engine.rows(sql.wanted(self.tables)):
            found[at].append(self.tables[at].taken_from(tuple(row), stretch))
        for table, rows in zip(self.tables, found, strict=True):
            table.add(rows)
            table.copied(engine)
            if isinstance(table, GoodsTable):
                table.exactly(engine.rows(table.untold()))
                table.copied(engine)
        if len(self.scopes) > 1:
            items = {text: self.item_scope(text) for text in sorted(texts["item"])}
            for name, scopes in {"shipment": self.in_scope["shipment"], "item": items}.items():
                engine.table(f"x_scope_{name}", (f"t_{name}", "i_scope"), [*scopes.items()])
        return sql.classes(self.tables, scoped=len(self.scopes) > 1)

    def _looks(self, texts: Mapping[str, set[str]]) -> Iterator[Callable[[], None]]:
        """Looks at all rows, each of which raises where a cell cannot be read."""
        readable, engine = self.readable, self.engine
        yield lambda: readable.cells(texts)
        if "unit" in engine.columns:
            yield lambda: readable.units({(str(a), str(b), str(c)) for a, b, c in engine.rows(MEASURED)})
        if "lot" in engine.columns:
            yield lambda: readable.lots_of({(str(a), str(b)) for a, b in engine.rows(OF_LOTS)})

    def _day_row(self, text: str) -> tuple[str, int, int]:
        day = self.wanted.on or parse_day(text.strip())
        self.domains.desks.refuse_circles(day)
        return text, self.days.stretch(day), self.fact_days.stretch(day)

    def _packs(self) -> tuple[dict[str, int], list[tuple[tuple[str, ...], str]]]:
        """How many classes each part of a key has, and how they are packed."""
        sizes = {"i_stretch": len(self.days.starts), "c_scope": len(self.scopes)}
        sizes |= {"c_same": 1 << len(pairs(self.roles))}
        sizes |= {f"c_{name}": max(1, len(book.states)) for name, book in self.books.items()}
        return sizes, sql.key_columns(sizes)

    def portable(self) -> Script:
        """All that a warehouse needs: the tables that stand for the law and the book, and the query over them."""
        classed = self.prepare(self.readable.once)
        tables: dict[str, tuple[str, ...]] = {"x_day": ("t_date", "i_stretch", "i_e")}
        for table in self.tables:
            tables |= table.made()
        if len(self.scopes) > 1:
            tables |= {f"x_scope_{name}": (f"t_{name}", "i_scope") for name in self.in_scope}
        joined = self._joined(classed)
        query = joined.query(every=True)
        tables |= joined.tables
        rows = {
            name: (columns, sorted(self.engine.rows(f"SELECT {', '.join(columns)} FROM {name}"), key=repr))
            for name, columns in tables.items()
        }
        return Script(rows, self.engine.columns, self._keyed(classed), query)

    def results(self, classed: str) -> str:
        """Decide each distinct key once; the query for the rows of the results."""
        return self._joined(classed).query()

    def _joined(self, classed: str) -> Joined:
        """Every key decided once, beside the rows that have it."""
        sizes, packs = self._packs()
        keys = [f"k{number}" for number in range(len(packs))]
        self.engine.make("keyed", self._keyed(classed))
        found = self.engine.columns_of(f"SELECT DISTINCT {', '.join(keys)} FROM keyed")
        order = np.lexsort(found)  # answers are numbered in one order, whatever thread came first
        columns = [each[order] for each in found]
        told = self.told(_unpacked(columns, packs, sizes))
        return Joined(self.engine, dict(zip(keys, columns, strict=True)), told, self.wanted.on)

    def _keyed(self, classed: str) -> str:
        """The query for every row with its values and its key."""
        _, packs = self._packs()
        packed = [f"{formula} AS k{number}" for number, (_, formula) in enumerate(packs)]
        values = [f"v_{name}" for name, book in self.books.items() if book.asks]
        kept = ", ".join([*(f"s_{each}" for each in ROW), "i_stretch", *values, *packed])
        return f"SELECT {kept} FROM ({classed}) AS classed"


def _unpacked(
    columns: list[Any], packs: list[tuple[tuple[str, ...], str]], sizes: Mapping[str, int]
) -> Columns:
    """The key's columns as those of its classes."""
    found: Columns = {}
    for column, (names, _) in zip(columns, packs, strict=True):
        rest = column
        for name in reversed(names):
            rest, found[name] = np.divmod(rest, sizes[name])
    own = {"i_stretch": STRETCH, "c_scope": SCOPE, "c_same": SAME}
    return {own.get(name) or name.removeprefix("c_"): column for name, column in found.items()}


def _taken_away(path: Path) -> None:
    """Neither a file nor a folder is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
