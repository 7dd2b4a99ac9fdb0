"""From raw rows to read ones: columns matched, each cell a value, references gathered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from xenotime.exact import UNITS
from xenotime.reading.book.columns import TABLES, Column
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.words import BookWords
from xenotime.reading.tables.faults import cell_name
from xenotime.reading.tables.header import Layout, match_header
from xenotime.reading.tables.numbers import CellError, NotKnown, NumberStyle
from xenotime.reading.tables.readers import empty_of, reader_of
from xenotime.reading.tables.sheet import Sheet, no_heading, square
from xenotime.reading.tables.shown import may_be, money_in
from xenotime.reading.tables.workbook import Shown, as_text

AMOUNTS = frozenset({"money", "price"})
Values = dict[str, Any]
"""One row as read: the value of each column that the format knows, and its number as `row`."""


@dataclass(frozen=True)
class Teller:
    """Reports on the rows of one sheet."""

    file: str
    notes: Notes
    label: Callable[[str], str] = str

    def problem(
        self, values: Values, column: str, what: str, *, found: str = "", allowed: str = "", do: str = ""
    ) -> None:
        """Add a problem of one row."""
        self.notes.problem(
            what,
            file=self.file,
            row=values["row"],
            column=self.label(column),
            found=found,
            allowed=allowed,
            do=do,
        )

    def remark(self, values: Values, column: str, what: str) -> None:
        """Add a remark on one row."""
        self.notes.remark_row(self.file, values["row"], column, what)


@dataclass
class References:
    """Where each id is first referred to, by table and by the place of the reference; without a row outside of tables."""

    places: dict[tuple[Column, str, str], dict[str, int | None]] = field(default_factory=dict)

    def of(self, column: Column, file: str, label: str) -> dict[str, int | None]:
        """The ids that one column refers to, each with its first row."""
        return self.places.setdefault((column, file, label), {})


class Memo(dict[str, Any]):
    """Reads each text once; a text that raises is read again, as each of its rows is reported."""

    def __init__(self, column: Column, read: Callable[[str], object]) -> None:
        super().__init__()
        self.column, self.read = column, read

    def __missing__(self, text: str) -> Any:
        if text.strip():
            value = self.read(text)
        elif self.column.filled:
            raise CellError("The cell is empty", "a filled cell", "fill it in, or remove the row")
        else:
            value = empty_of(self.column)
        self[text] = value
        return value


@dataclass
class TableReader:
    """Reads the rows of one sheet of one table."""

    table: str
    sheet: Sheet
    layout: Layout
    words: BookWords | None
    notes: Notes
    references: References

    def __post_init__(self) -> None:
        self.columns = match_header(self.table, self.sheet, self.layout, self.notes)
        self.teller = Teller(self.sheet.file, self.notes, self._label)
        self.defaults = {column.name: empty_of(column) for column in TABLES[self.table]}
        self.memos = [None if column is None else self._memo(column) for column in self.columns]

    def _label(self, name: str) -> str:
        foreign = self.layout.columns.get(name)
        return f"{name} ({foreign})" if foreign and not self.sheet.by_name else name

    def _memo(self, column: Column) -> Memo:
        style = NumberStyle(self.sheet.decimal, self.layout.units.get(column.name, ""))
        return Memo(column, reader_of(column, style, self.words))

    @property
    def is_readable(self) -> bool:
        """Whether every column that must be filled is there; without one no row says anything."""
        there = {column.name for column in self.columns if column} | set(self.layout.constants)
        return all(column.name in there for column in TABLES[self.table] if column.filled)

    def rows(self) -> Iterator[Values]:
        """Each row whose cells could be read; the others are problems."""
        defaults = {**self.defaults, **self._constants()}
        used = [(at, memo) for at, memo in enumerate(self.memos) if memo is not None]
        order = [memo.column.name for _, memo in used]
        gather = self._gatherers()
        nameless = [at for at, heading in enumerate(self.sheet.header) if not heading]
        for row, cells in square(self.sheet, self.notes):
            values, good = dict(defaults), True
            values["row"] = row
            try:
                values.update(zip(order, [memo[cells[at]] for at, memo in used], strict=True))
            except (ValueError, AttributeError):
                good = self._slowly(row, cells, used, values)
            for name, seen, many in gather:
                for one in (values[name] or ()) if many else (values[name],):
                    if one and one not in seen:
                        seen[one] = row
            if nameless:
                no_heading(self.sheet, row, cells, nameless, self.notes)
            if good:
                yield values

    def _slowly(self, row: int, cells: list[Any], used: list[tuple[int, Memo]], values: Values) -> bool:
        """Read one row cell by cell, so that each of its problems is reported; false if there was one."""
        good = True
        for at, memo in used:
            name = memo.column.name
            try:
                text = as_text(cells[at], memo.column, self.sheet.decimal, self.layout.units.get(name, ""))
                values[name] = memo[text]
            except NotKnown as remark:
                values[name] = remark.value
                if memo.column.filled:
                    good = False
                    self._wrong(row, at, cells[at], name, remark)
                else:
                    self.notes.remark_row(self.sheet.file, row, name, remark.remark)
            except ValueError as wrong:
                good = False
                self._wrong(row, at, cells[at], name, wrong)
        good = self._counts_in_unit(row, cells, used, values) and good
        good = self._is_in_currency(row, cells, used, values) and good
        if not good:
            self.notes.lost.update(
                str(cells[at]).strip() for at, memo in used if memo.column.filled and not memo.column.to
            )
        return good

    def _counts_in_unit(
        self, row: int, cells: list[Any], used: list[tuple[int, Memo]], values: Values
    ) -> bool:
        """Report a quantity that a workbook shows with a mass which is not the unit of the row; false if there was one."""
        for at, memo in used if "unit" in values else ():
            moved, _, shown = cells[at].sign if isinstance(cells[at], Shown) else (0, "", "")
            if memo.column.name == "quantity" and shown in UNITS and (moved or values["unit"] != shown):
                what = f"The cell shows {shown}, and the row has another unit or none"
                do = f"write {shown} as the unit, or show the number without it"
                self._wrong(row, at, cells[at], "quantity", CellError(what, "the unit of the row", do))
                return False
        return True

    def _is_in_currency(
        self, row: int, cells: list[Any], used: list[tuple[int, Memo]], values: Values
    ) -> bool:
        """Report an amount that a workbook shows in another currency than its row has; false if there was one."""
        said, good = str(values.get("currency") or ""), True
        for at, memo in used if said else ():
            shown = money_in(cells[at].sign) if isinstance(cells[at], Shown) else ""
            if memo.column.kind in AMOUNTS and shown and not may_be(shown, said):
                what = f"The cell shows {shown}, and the row has {said}"
                do = "correct the currency of the row, or show the number without it"
                self._wrong(row, at, cells[at], memo.column.name, CellError(what, said, do))
                good = False
        return good

    def _wrong(self, row: int, at: int, cell: Any, name: str, wrong: ValueError) -> None:
        place = f" in cell {cell_name(row, at)}" if self.sheet.typed and not self.sheet.by_name else ""
        what, allowed, do = (
            (wrong.what, wrong.allowed, wrong.do)
            if isinstance(wrong, CellError)
            else (str(wrong), "", "correct the cell")
        )
        found = f"{str(cell)[:200]!r}{place}" if isinstance(cell, str) else f"{cell}{place}"
        self.notes.problem(
            what, file=self.sheet.file, row=row, column=self._label(name), found=found, allowed=allowed, do=do
        )

    def _constants(self) -> Values:
        given: Values = {}
        seen = {column.name for column in self.columns if column}
        for column in TABLES[self.table]:
            if column.name in self.layout.constants and column.name not in seen:
                try:
                    given[column.name] = self._memo(column)[self.layout.constants[column.name]]
                except ValueError as wrong:
                    found = self.layout.constants[column.name]
                    allowed, do = getattr(wrong, "allowed", ""), getattr(wrong, "do", "")
                    self.notes.problem(
                        str(wrong),
                        file="book.toml",
                        column=f"constants.{self.table}.{column.name}",
                        found=found,
                        allowed=allowed,
                        do=do,
                    )
        return given

    def _gatherers(self) -> list[tuple[str, dict[str, int | None], bool]]:
        return [
            (
                column.name,
                self.references.of(column, self.sheet.file, self._label(column.name)),
                column.kind == "references",
            )
            for column in TABLES[self.table]
            if column.to
        ]
