"""Screen in this process: each part as columns of numbers, one Parquet file for each, several in work at once."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from xenotime.errors import Problem, UnreadableBook
from xenotime.screening.classed import Classes, Scoping
from xenotime.screening.duck import Duck
from xenotime.screening.engine import AMOUNTS, NAMES
from xenotime.screening.in_order import in_order
from xenotime.screening.lines import LineFile, Lines, Words
from xenotime.screening.loops import EMPTY, distinct, is_twice, together
from xenotime.screening.readable import MOST_PROBLEMS, PLAIN_QUANTITY, Measured, wrong_in
from xenotime.screening.regime import SAME, SCOPE, STRETCH
from xenotime.screening.release import ReleaseList, opened_list
from xenotime.screening.run import PART_ROWS, Screening, part_name
from xenotime.screening.written import is_whole, results, write

AT_ONCE = 2
"""Parts in work: while the answers of one are worked out, another is told apart or written."""


class ByColumns(Screening):
    """One run over a file that DuckDB can read; the engine only looks at the file as a whole."""

    engine: Duck

    def run(
        self,
        progress: Callable[[int, int], None],
        listed: Path,
        part_rows: int = PART_ROWS,
        at_once: int = AT_ONCE,
    ) -> None:
        """Make every part's result file that is not there already, and the release list.

        A part has the results of so many lines, for each of them one of every regime; `at_once` parts are in work.
        """
        file, count = LineFile(self.engine.as_text(), self.engine.columns), self.engine.count
        self.counted.rows = count
        self.refuse_others({part_name(number) for number in range(-(-count // part_rows))})
        scoping = Scoping(self.in_scope["shipment"], self.item_scope)
        days = self.days, self.fact_days, self.wanted.on
        self.classes = Classes(self.tables, *days, scoping, file.words, self.domains.desks.refuse_circles)
        self.released = ReleaseList(self.days)
        with ThreadPoolExecutor(1) as beside, opened_list(listed) as release:
            wanted = self._wanted(file, part_rows, beside)

            def write_down(done: tuple[int, memoryview]) -> int:
                end, rows = done
                release.write(rows)
                return end

            for end in in_order(write_down, in_order(self.part, wanted, at_once), 1):
                progress(end, count)
            self.single.result()

    def _wanted(self, file: LineFile, part_rows: int, beside: Executor) -> Iterator[tuple[Lines, Path]]:
        """The parts, the cells of those that are not there already looked through.

        Behind one in which something is wrong the others are looked through alone: all of it is told at once.
        """
        found, wrong = [], tuple[Problem, ...]()
        for number, lines in enumerate(file.parts(part_rows)):
            path = self.parts / part_name(number)
            if path.exists() and not is_whole(path, lines.marks(), len(self.regimes)):
                path.unlink()  # it was damaged since it was written, or is one of other lines
            looks = [*self._looks(lines, file)] if not path.exists() else []
            if lines.is_any_nameless:
                looks.append(self.readable.once)
            wrong += wrong_in(*looks)
            found.append(lines.marks())
            if len(wrong) >= MOST_PROBLEMS:
                break
            if not wrong:
                yield lines, path
        if wrong:
            once = dict.fromkeys((*wrong, *wrong_in(lambda: self._once(found))))
            raise UnreadableBook([*once][:MOST_PROBLEMS])
        self.single = beside.submit(self._once, found)

    def _once(self, found: list[NDArray[np.uint64]]) -> None:
        """Raise as `Readable.once`, which is asked only where the marks of lines leave a doubt; the marks are let go of."""
        marks = np.concatenate(found or [np.empty(0, np.uint64)])
        found.clear()
        if not len(marks) or is_twice(marks):
            self.readable.once()

    def _looks(self, lines: Lines, file: LineFile) -> Iterator[Callable[[], None]]:
        """Looks at some lines, each of which raises where a cell cannot be read, with the rows in which it stands."""
        texts = {name: set(file.words[name].texts) for name in file.words if name in self.engine.columns}
        for name in ("item", "date"):
            if lines.codes[name].all():
                texts[name].discard("")
        for name in AMOUNTS:
            if name in self.engine.columns:
                odd = pa.array(np.isnan(lines.amounts[name]))
                texts[name] = set(lines.texts[name].filter(odd).unique().to_pylist())
        texts |= {name: lines.long_names(name) for name in NAMES if name in self.engine.columns}
        yield lambda: self.readable.cells(texts)
        if "unit" in self.engine.columns:
            yield lambda: self.readable.units(set(_measured(lines, file.words)))
        if "lot" in self.engine.columns:
            yield lambda: self.readable.lots_of(set(_of_lots(lines, file.words)))

    def part(self, wanted: tuple[Lines, Path]) -> tuple[int, memoryview]:
        """Screen some lines into one file; the place behind the last of them, and their rows of the release list."""
        lines, path = wanted
        end = lines.first + lines.count
        if path.exists():
            self.uncounted.append(path)
            return end, self.released.rows_of(path, lines)
        classed = self.classes.of(lines)
        columns = {STRETCH: classed.stretch, SCOPE: classed.scope, SAME: classed.same, **classed.states}
        keys, first = distinct(np.array(list(columns.values())))
        distinct_keys: dict[str, NDArray[np.int64]] = {
            name: column[first].astype(np.int64) for name, column in columns.items()
        }
        told = self.told(distinct_keys)
        # lines that are answered alike stand together: it is sooner written, and takes less room
        order = together(keys, len(first))
        found, counts = results(lines, self.classes.words, classed, keys, told, order, self.wanted.on)
        write(found, path)
        with self.deciding:
            self.tally.update(counts)
        return end, self.released.rows(found, lines, order)


def _of_lots(lines: Lines, words: Mapping[str, Words]) -> Iterator[tuple[str, str]]:
    """The lots that stand in the lines, each with the item beside it."""
    columns = np.stack([lines.codes["item"], lines.codes["lot"]])[:, lines.codes["lot"] > 0]
    for item, lot in columns[:, distinct(columns)[1]].T.tolist():
        yield words["item"].texts[item], words["lot"].texts[lot]


def _measured(lines: Lines, words: Mapping[str, Words]) -> Iterator[Measured]:
    """The items of which a quantity is stated in a unit, with both."""
    rows = np.flatnonzero((lines.codes["unit"] > 0) & (lines.amounts["quantity"] != EMPTY))
    odd = np.flatnonzero(np.isnan(lines.amounts["quantity"][rows]))
    quantities, stated, numbers = Words(), np.zeros(len(rows), np.int32), np.empty(len(odd), np.int32)
    quantities.of(lines.texts["quantity"].take(pa.array(rows[odd])), numbers)
    stated[odd] = numbers
    columns = np.stack([lines.codes["item"][rows], lines.codes["unit"][rows], stated])
    for item, unit, quantity in columns[:, distinct(columns)[1]].T.tolist():
        yield (
            words["item"].texts[item],
            words["unit"].texts[unit],
            quantities.texts[quantity] or PLAIN_QUANTITY,
        )
