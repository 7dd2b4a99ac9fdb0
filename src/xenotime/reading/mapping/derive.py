"""Make the rows of our tables from the rows of a foreign file."""

from collections.abc import Iterator
from typing import Any

from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.mapping.rules import Derivation, Source, Template
from xenotime.reading.tables.sheet import Joined, Row, Sheet, square
from xenotime.reading.tables.workbook import plain_decimal

Cells = dict[str, Any]


class SourceRows:
    """The good rows of a source, read once and used by each derivation."""

    def __init__(self, source: Source, sheet: Sheet, notes: Notes) -> None:
        self.source, self.sheet, self.notes = source, sheet, notes
        self.rows = [
            (row, self._stripped(cells))
            for row, cells in square(sheet, notes, source.rejoin, source.style.delimiter)
        ]

    def _stripped(self, cells: list[Any]) -> Cells:
        named = dict(zip(self.sheet.header, cells, strict=True))
        for column, sign in self.source.strip.items():
            if isinstance(cell := named.get(column), str):
                named[column] = cell.strip().removeprefix(sign).removesuffix(sign).strip()
        return named

    def check_columns(self, derivations: list[Derivation]) -> None:
        """Report the columns that rules name and the source has not; remark on those that nothing reads."""
        header, at = self.sheet.header, f"sources.{self.source.name}"
        named = {*filter(None, [self.source.rejoin]), *self.source.strip, *self.source.ignore}
        read = frozenset().union(*(one.reads for one in derivations))
        for name in sorted((named | read) - set(header)):
            do = nearest(name, header)
            self.notes.problem(
                "The source has no such column",
                file=self.sheet.file,
                row=1,
                column=at,
                found=name,
                allowed=listed(header),
                do=do,
            )
        for name in sorted({one for one in header if header.count(one) > 1}):
            self.notes.problem(
                "A column is there twice",
                file=self.sheet.file,
                row=1,
                column=name,
                found=name,
                do="rename one of them",
            )
        unread = [name for name in header if name not in read and name not in self.source.ignore]
        if unread:
            self.notes.remark(f"{self.sheet.file}: the columns {listed(unread)} are not taken over")


def derive(rule: Derivation, source: SourceRows | None, notes: Notes) -> Sheet:
    """The rows of one table as the rule makes them, numbered as in the source."""
    given: list[tuple[int, Cells]] = source.rows if source else [(1, {})]
    file = source.sheet.file if source else "book.toml"
    made = [(row, _made(rule, cells)) for row, cells in given]
    rows = list(_once(rule, made, file, notes)) if rule.once_per else made
    typed = source.sheet.typed if source else False
    decimal = source.sheet.decimal if source else "."
    return Sheet(file, rule.columns, rows, typed=typed, decimal=decimal, by_name=True)


def _made(rule: Derivation, cells: Cells) -> list[Any]:
    made = {name: _filled(one, cells) for name, one in rule.row.items()}
    for fill in rule.rules:
        if all(pattern.search(_text(cells.get(column, ""))) for column, pattern in fill.where.items()):
            for name, one in fill.put.items():
                if not _text(made.get(name, "")).strip():
                    made[name] = _filled(one, cells)
    return [made.get(name, "") for name in rule.columns]


def _text(cell: Any) -> str:
    """The cell as it would stand in a CSV file: a whole number of a workbook without a point."""
    is_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return plain_decimal(cell) if is_number else str(cell)


def _filled(template: Template, cells: Cells) -> Any:
    """The cell that the template makes; one column alone keeps what a workbook holds."""
    found = [part if isinstance(part, str) else _first(part, cells) for part in template.parts]
    if len(found) == 1:
        return found[0]
    return "".join(found) if all(isinstance(one, str) for one in found) else Joined(tuple(found))


def _first(columns: tuple[str, ...], cells: Cells) -> Any:
    return next((cell for name in columns if str(cell := cells.get(name, "")).strip()), "")


def _once(rule: Derivation, made: list[Row], file: str, notes: Notes) -> Iterator[Row]:
    """The first row of each key; a later one that says something else is a problem, or a remark where it may differ."""
    at, first = rule.columns.index(rule.once_per), {}
    for row, cells in made:
        if cells[at] not in first:
            first[cells[at]] = (row, cells)
            yield row, cells
            continue
        before, kept = first[cells[at]]
        for name, old, new in zip(rule.columns, kept, cells, strict=True):
            if old == new:
                continue
            if name in rule.may_differ:
                notes.remark(
                    f"{file}, row {row}: {name} of {cells[at]} is {new!r}; {old!r} of row {before} is kept"
                )
            else:
                do = f'correct the file, or let the first row win: may_differ = ["{name}"]'
                notes.problem(
                    f"Two rows of {cells[at]!r} say different things",
                    file=file,
                    row=row,
                    column=name,
                    found=f"{new!r}, and {old!r} in row {before}",
                    do=do,
                )
