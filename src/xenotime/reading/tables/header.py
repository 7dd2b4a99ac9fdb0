"""Match the headings of a sheet with the columns of the format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xenotime.reading.book.columns import TABLES, Column, names
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.tables.sheet import Sheet


@dataclass(frozen=True)
class Layout:
    """How one table differs from the format, as book.toml declares it."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column to the foreign one."""
    units: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    is_apart: bool = False
    """Whether the file stands outside of the book, so that book.toml says nothing of it."""


def match_header(table: str, sheet: Sheet, layout: Layout, notes: Notes) -> list[Column | None]:
    """The column of the format under each heading, None for those that are not read."""
    ours = {column.name: column for column in TABLES[table]}
    mapped = {} if sheet.by_name else layout.columns
    foreign = {theirs: our for our, theirs in mapped.items()}
    matched: list[Column | None] = []
    seen: dict[str, str] = {}
    for heading in sheet.header:
        name = foreign.get(heading, heading if heading not in mapped else "")
        column = ours.get(name)
        if column is None:
            _unknown(table, heading, sheet, layout, notes)
        elif name in seen:
            do = "remove one of them"
            found = heading if heading == seen[name] else f"{seen[name]} and {heading}"
            notes.problem("A column is there twice", file=sheet.file, row=1, column=name, found=found, do=do)
            column = None
        else:
            seen[name] = heading
        matched.append(column)
    _missing(table, seen, sheet, layout, notes)
    return matched


def _unknown(table: str, heading: str, sheet: Sheet, layout: Layout, notes: Notes) -> None:
    if heading in layout.ignore or not heading:
        return
    hint = nearest(heading, names(table))
    do = f'{hint} Rename it, map it with `[columns.{table}] <our column> = "{heading}"`, or leave it out with `[ignore] {table} = ["{heading}"]`'
    if layout.is_apart:
        do = f"{hint} Rename it, or take it out of the file"
    notes.problem(
        "The column is not known",
        file=sheet.file,
        row=1,
        column=heading,
        found=heading,
        allowed=listed(names(table)),
        do=do.strip(),
    )


def _missing(table: str, seen: Mapping[str, str], sheet: Sheet, layout: Layout, notes: Notes) -> None:
    for our, theirs in layout.columns.items():
        if theirs not in sheet.header and not sheet.by_name:
            do = "correct the name in book.toml; " + nearest(theirs, sheet.header)
            notes.problem(
                "A column that book.toml names is not there",
                file=sheet.file,
                row=1,
                column=our,
                found=listed(sheet.header),
                allowed=theirs,
                do=do,
            )
    for name in layout.constants:
        if name in seen and not sheet.by_name:
            do = f"remove it from [constants.{table}], or remove the column"
            notes.problem("A column has cells and a constant", file=sheet.file, row=1, column=name, do=do)
    for column in TABLES[table]:
        if column.star and column.name not in seen and column.name not in layout.constants:
            if column.name in layout.columns:
                continue
            do = f'add it, or name the column that holds it: `[columns.{table}] {column.name} = "…"`'
            if layout.is_apart:
                do = f"add it, or call the column that holds it {column.name}"
            notes.problem(
                "A column that must be there is missing",
                file=sheet.file,
                row=1,
                column=column.name,
                found=listed(sheet.header),
                allowed=column.name,
                do=do,
            )
