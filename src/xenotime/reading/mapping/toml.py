"""Read book.toml: how the files of a book differ from the format, and what the book assumes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xenotime.facts.book import Assumption
from xenotime.reading.book.columns import FORMAT, SILENCES, SIZED, TABLES, every_column, names
from xenotime.reading.book.columns import column as column_of
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.book.words import BookWords
from xenotime.reading.mapping.checker import Checker, load_toml
from xenotime.reading.mapping.rules import Derivation, Source, read_derivations, read_sources
from xenotime.reading.tables.csv import DELIMITERS, ENCODINGS, CsvStyle
from xenotime.reading.tables.header import Layout
from xenotime.reading.tables.numbers import NumberStyle
from xenotime.reading.tables.readers import reader_of

SECTIONS = (
    "format",
    "name",
    "columns",
    "files",
    "csv",
    "units",
    "constants",
    "ignore",
    "assume",
    "sources",
    "derive",
)
CSV_KEYS: dict[str, tuple[str, ...]] = {
    "delimiter": tuple(DELIMITERS),
    "encoding": ENCODINGS,
    "decimal": (".", ","),
}


@dataclass(frozen=True)
class BookMap:
    """What book.toml says."""

    name: str = ""
    style: CsvStyle = field(default_factory=CsvStyle)
    files: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    ignored_files: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    derivations: tuple[Derivation, ...] = ()

    def layout(self, table: str) -> Layout:
        """How one table differs from the format."""
        return self.layouts.get(table, Layout())


def read_map(path: Path, words: BookWords | None, notes: Notes) -> BookMap | None:
    """What book.toml says; None where nothing can be read with it. Each wrong entry is a problem."""
    given = load_toml(path, notes)
    if given is None:
        return None
    check = Checker(path.name, notes)
    check.keys(given, SECTIONS)
    stated = given.get("format")
    if type(stated) is not int or stated != FORMAT:
        found = "nothing" if stated is None else repr(stated)
        check.problem(
            "format",
            "The format of the book is not known",
            found=found,
            allowed=f"format = {FORMAT}",
            do="write the format that is allowed",
        )
        return None
    style = _style(check, check.table(given.get("csv", {}), "csv"))
    sources = read_sources(check, check.table(given.get("sources", {}), "sources"), style)
    ignored = check.table(given.get("ignore", {}), "ignore")
    return BookMap(
        name=check.text(given.get("name", ""), "name"),
        style=style,
        files=_files(check, check.table(given.get("files", {}), "files")),
        layouts=_layouts(check, given, ignored),
        ignored_files=check.texts(ignored.get("files", []), "ignore.files"),
        assumptions=_assumptions(check, check.table(given.get("assume", {}), "assume"), words),
        sources=sources,
        derivations=read_derivations(check, given.get("derive", []), sources),
    )


def _style(check: Checker, given: Mapping[str, Any]) -> CsvStyle:
    declared = {
        key: check.text(given[key], f"csv.{key}", CSV_KEYS[key]) for key in check.keys(given, CSV_KEYS, "csv")
    }
    return CsvStyle(**{key: value for key, value in declared.items() if value})


def _files(check: Checker, given: Mapping[str, Any]) -> dict[str, str]:
    return {table: check.text(given[table], f"files.{table}") for table in check.keys(given, TABLES, "files")}


def _layouts(check: Checker, given: Mapping[str, Any], ignored: Mapping[str, Any]) -> dict[str, Layout]:
    columns = _by_column(check, given, "columns")
    units = _by_column(check, given, "units")
    constants = _by_column(check, given, "constants")
    for table, declared in units.items():
        _check_units(check, table, declared)
    left = {
        table: check.texts(ignored[table], f"ignore.{table}")
        for table in check.keys(ignored, (*TABLES, "files"), "ignore")
        if table != "files"
    }
    for table, mapped in columns.items():
        _check_once(check, table, mapped)
    return {
        table: Layout(
            columns.get(table, {}), units.get(table, {}), constants.get(table, {}), left.get(table, ())
        )
        for table in TABLES
    }


def _by_column(check: Checker, given: Mapping[str, Any], section: str) -> dict[str, dict[str, str]]:
    """A section with tables and their columns below it, each with a text."""
    tables = check.table(given.get(section, {}), section)
    found: dict[str, dict[str, str]] = {}
    for table in check.keys(tables, TABLES, section):
        at = f"{section}.{table}"
        columns = check.table(tables[table], at)
        found[table] = {
            name: check.text(columns[name], f"{at}.{name}") for name in check.keys(columns, names(table), at)
        }
    return found


def _check_units(check: Checker, table: str, declared: dict[str, str]) -> None:
    for name, unit in list(declared.items()):
        at, allowed = f"units.{table}.{name}", SIZED.get(column_of(table, name).kind, ())
        if unit in allowed:
            continue
        if allowed:
            check.problem(
                at,
                "The unit is not known for this column",
                found=unit,
                allowed=listed(allowed),
                do="write one of these",
            )
        else:
            sized = [f"{table}.{one.name}" for table, one in every_column() if one.kind in SIZED]
            check.problem(
                at,
                "This column has no unit to declare",
                found=unit,
                allowed=listed(sized),
                do="take the unit out; columns with one are allowed alone",
            )
        del declared[name]


def _check_once(check: Checker, table: str, mapped: Mapping[str, str]) -> None:
    for name, foreign in mapped.items():
        twin = next(one for one, theirs in mapped.items() if theirs == foreign)
        if twin != name:
            check.problem(
                f"columns.{table}.{name}",
                "Two columns are mapped to one",
                found=f"{twin} and {name} to {foreign!r}",
                do="map one of the two to another column",
            )


def _assumptions(check: Checker, given: Mapping[str, Any], words: BookWords | None) -> tuple[Assumption, ...]:
    flat: dict[str, Any] = {}
    for subject, value in given.items():
        flat.update(
            {f"{subject}.{name}": below for name, below in value.items()}
            if isinstance(value, dict)
            else {subject: value}
        )
    made = []
    for subject, value in flat.items():
        at = f"assume.{subject}"
        text = "; ".join(check.texts(value, at)) if isinstance(value, list) else check.text(value, at)
        if text and (assumption := _assumption(check, subject, text, words)):
            made.append(assumption)
    return tuple(made)


def _assumption(check: Checker, subject: str, text: str, words: BookWords | None) -> Assumption | None:
    """The gap that the book closes, where the subject may be closed and the value is one of its column."""
    table, _, name = subject.partition(".")
    at = f"assume.{subject}"
    if subject in SILENCES:
        if text != "none":
            check.problem(
                at,
                "This can only be assumed to be none",
                found=text,
                allowed='"none"',
                do='write "none", or take the assumption out',
            )
        return Assumption(subject, ())
    closable = [f"{table}.{one.name}" for table, one in every_column() if one.kind in CLOSABLE]
    if subject not in closable:
        allowed = (*SILENCES, *closable)
        check.problem(
            at, "This cannot be assumed", found=subject, allowed=listed(allowed), do=nearest(subject, allowed)
        )
        return None
    try:
        value = reader_of(column_of(table, name), NumberStyle(), words)(text)
    except ValueError as wrong:
        allowed_text, do = getattr(wrong, "allowed", ""), getattr(wrong, "do", "")
        check.problem(at, str(wrong), found=text, allowed=allowed_text, do=do)
        return None
    return Assumption(subject, value if isinstance(value, tuple) else (str(value),))


CLOSABLE = frozenset({"words", "countries", "codes", "steps", "references"})
"""Kinds of column that hold words, and so can be known to be none."""
