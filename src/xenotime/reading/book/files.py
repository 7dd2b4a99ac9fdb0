"""Find the files of a book: its folder or workbook, its book.toml, the foreign files that it derives from."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from python_calamine import SheetVisibleEnum

from xenotime.reading.book.columns import TABLES
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.book.words import BookWords
from xenotime.reading.mapping.derive import SourceRows, derive
from xenotime.reading.mapping.rules import Source
from xenotime.reading.mapping.toml import BookMap, read_map
from xenotime.reading.tables.csv import read_csv
from xenotime.reading.tables.sheet import Sheet
from xenotime.reading.tables.workbook import Workbook, open_workbook, read_sheet

WORKBOOKS = (".xlsx", ".xlsm")
MAP, POSITIONS = "book.toml", "positions.toml"
SPREADSHEETS = ("xlsx", "xlsm", "xls", "ods", "numbers", "tsv", "tab", "txt")
SAVED = (*SPREADSHEETS, "json", "jsonl", "parquet", "xml", "gz", "zip")
"""Endings of files in which a table may have been saved."""
SCREENED = "shipments"
"""What may lie beside a book in other files, as one to be screened."""
BESIDE = ("requests.csv", "house_words.csv")
"""Files of a book's folder that are no tables of facts."""
DECIDED = (MAP, POSITIONS, "aliases.toml", "classifications.toml", "matches.toml")
FOLDERS = ("owners", "lists")
"""What else is read in a book's folder, by its name."""
NEAR = 0.8
"""How alike two names are of which one was meant for the other."""


@dataclass
class BookFiles:
    """The files of one book, opened as they are asked for."""

    folder: Path
    map: BookMap
    notes: Notes
    workbook: Workbook | None = None
    names: dict[str, str] = field(default_factory=dict)
    """The file or sheet of each table that has its own."""
    elsewhere: Mapping[str, Path] = field(default_factory=dict)
    opened: dict[str, SourceRows | None] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Tables of which rows are missing: a reference to one of them is not reported."""

    @property
    def tables(self) -> set[str]:
        """The tables that the book has."""
        return {*self.names, *(rule.table for rule in self.map.derivations)}

    @property
    def positions(self) -> Path:
        """Where the positions stand, if there are any."""
        return self.folder / POSITIONS

    def sheets(self, table: str) -> Iterator[Sheet]:
        """The rows of one table: those of its own file, then those that are derived."""
        if table in self.names:
            yield from self._read(table, self._own(self.names[table]))
        for rule in self.map.derivations:
            if rule.table == table:
                source = self._source(self.map.sources[rule.source]) if rule.source else None
                made = derive(rule, source, self.notes) if source or not rule.source else None
                yield from self._read(table, made)

    def _read(self, table: str, sheet: Sheet | None) -> Iterator[Sheet]:
        """The sheet, where there is one; without it the table is known not to be whole."""
        if sheet:
            yield sheet
        if sheet is None or sheet.file in self.notes.broken:
            self.unread.add(table)

    def _own(self, name: str) -> Sheet | None:
        if self.workbook:
            return read_sheet(self.workbook, name, self.map.style.decimal, self.notes)
        return read_csv(self.folder / name, name, self.map.style, self.notes)

    def _source(self, source: Source) -> SourceRows | None:
        if source.name not in self.opened:
            sheet = self._foreign(source)
            rows = SourceRows(source, sheet, self.notes) if sheet else None
            if rows:
                rows.check_columns([rule for rule in self.map.derivations if rule.source == source.name])
            self.opened[source.name] = rows
        return self.opened[source.name]

    def _foreign(self, source: Source) -> Sheet | None:
        path = Path(self.elsewhere.get(source.name, self.folder / source.file))
        if not path.is_file():
            do = f"put it there, or say in [sources.{source.name}] where it lies"
            self.notes.problem(
                "The file that the book is derived from is not there",
                file=MAP,
                column=f"sources.{source.name}.file",
                found=str(path),
                do=do,
            )
            return None
        if path.suffix.lower() not in WORKBOOKS:
            return read_csv(path, path.name, source.style, self.notes)
        workbook = open_workbook(path, path.name, self.notes)
        if workbook is None:
            return None
        sheet = source.sheet or workbook.names[0]
        if not source.sheet and (others := listed(workbook.names[1:])):
            self.notes.remark(f"{path.name}: only its first sheet is read; left out: {others}")
        if sheet not in workbook.names:
            self.notes.problem(
                "The workbook has no such sheet",
                file=path.name,
                found=sheet,
                allowed=listed(workbook.names),
                do="name one that is there",
            )
            return None
        return read_sheet(workbook, sheet, source.style.decimal, self.notes)


def open_book(
    path: Path, words: BookWords | None, elsewhere: Mapping[str, Path], notes: Notes
) -> BookFiles | None:
    """The files of the book at `path`; None and a problem where there is no book."""
    try:
        if path.is_dir():
            return _open_folder(path, words, elsewhere, notes)
        if path.is_file():
            return _open_workbook(path, words, elsewhere, notes)
    except OSError as error:
        notes.unopened("The book", str(path), error)
        return None
    notes.problem(
        "There is no book here",
        file=str(path),
        found="nothing",
        allowed="a folder with book.toml, or an XLSX workbook",
        do="correct the path",
    )
    return None


def _open_folder(
    path: Path, words: BookWords | None, elsewhere: Mapping[str, Path], notes: Notes
) -> BookFiles | None:
    present = sorted(one.name for one in path.iterdir())
    if MAP not in present:
        do = _workbook_in(path) or "add a file book.toml that says: format = 1"
        found = listed(present) if present else "an empty folder"
        notes.problem(
            "The folder has no book.toml", file=str(path), found=found, allowed=f"{MAP} and CSV files", do=do
        )
        return None
    given = read_map(path / MAP, words, notes)
    if given is None:
        return None
    named = dict(given.files)
    for table, name in named.items():
        if not (path / name).is_file():
            notes.problem(
                "A file that book.toml names is not there",
                file=MAP,
                column=f"files.{table}",
                found=name,
                do=nearest(name, present),
            )
    own = {table: f"{table}.csv" for table in TABLES if f"{table}.csv" in present and table not in named}
    names = {**own, **{table: name for table, name in named.items() if (path / name).is_file()}}
    used = {
        *BESIDE,
        *names.values(),
        *given.ignored_files,
        *(source.file for source in given.sources.values()),
    }
    for name in present:
        if _is_table(name) and name not in used:
            _unknown(name, name.rpartition(".")[0], "files", notes)
    _misnamed(path, given.ignored_files, notes)
    unread = set(named) - set(names)
    return _with_tables(BookFiles(path, given, notes, None, names, elsewhere, unread=unread))


def _is_table(name: str) -> bool:
    """Whether the file is a table by its ending, or by the name of one that may have been saved so (`contents.csv.txt`)."""
    first, ending = name.lower().split(".")[0], name.lower().rpartition(".")[2]
    return ending == "csv" or (ending in (SPREADSHEETS if first == SCREENED else SAVED) and first in TABLES)


def _misnamed(path: Path, ignored: Collection[str], notes: Notes) -> None:
    """A problem for each file or folder that is called nearly as one that is read, and is not."""
    for each in sorted(path.iterdir()):
        known = FOLDERS if each.is_dir() else DECIDED if each.suffix.lower() == ".toml" else ()
        meant = get_close_matches(each.name.lower(), known, n=1, cutoff=NEAR)
        if meant and each.name not in (*known, *ignored):
            do = f'rename it to {meant[0]}, or leave it out with `[ignore] files = ["{each.name}"]`'
            notes.problem(
                "This is not read under its name", file=each.name, found=each.name, allowed=meant[0], do=do
            )


def _open_workbook(
    path: Path, words: BookWords | None, elsewhere: Mapping[str, Path], notes: Notes
) -> BookFiles | None:
    if path.suffix.lower() not in WORKBOOKS:
        notes.problem(
            "This is not a book",
            file=str(path),
            found=path.suffix or "no ending",
            allowed="a folder, or an XLSX workbook",
            do=_folder_hint(path),
        )
        return None
    workbook = open_workbook(path, path.name, notes)
    beside = next((one for one in (path.with_suffix(".toml"), path.parent / MAP) if one.is_file()), None)
    given = read_map(beside, words, notes) if beside else BookMap()
    if workbook is None or given is None:
        return None
    for table, name in given.files.items():
        if name not in workbook.names:
            notes.problem(
                "The workbook has no such sheet",
                file=path.name,
                column=f"files.{table}",
                found=name,
                allowed=listed(workbook.names),
                do=nearest(name, workbook.names),
            )
    own = {table: table for table in TABLES if table in workbook.names and table not in given.files}
    names = {**own, **{table: name for table, name in given.files.items() if name in workbook.names}}
    for name in workbook.names:
        if name not in names.values() and name not in given.ignored_files:
            _unknown(name, name, "sheets", notes)
    hidden = {each.name for each in workbook.book.sheets_metadata if each.visible != SheetVisibleEnum.Visible}
    for name in names.values():
        if name in hidden:
            notes.remark(f"{path.name}, sheet {name}: hidden in its workbook, and read as the others")
    unread = set(given.files) - set(names)
    return _with_tables(BookFiles(path.parent, given, notes, workbook, names, elsewhere, unread=unread))


def _workbook_in(folder: Path) -> str:
    """What to do where the tables may stand in a workbook of the folder; empty where it has none."""
    workbook = min((each for each in folder.iterdir() if each.name.lower().endswith(WORKBOOKS)), default=None)
    return f"give the workbook itself: {workbook}" if workbook else ""


def _folder_hint(path: Path) -> str:
    return (
        f"give its folder: {path.parent}" if path.suffix.lower() in {".csv", ".toml"} else "correct the path"
    )


def _unknown(name: str, stem: str, what: str, notes: Notes) -> None:
    hint = nearest(stem, TABLES)
    do = f'{hint} Rename it, map it with `[files] <table> = "{name}"`, or leave it out with `[ignore] files = ["{name}"]`'
    notes.problem(
        f"One of the {what} is no table of a book",
        file=name,
        found=name,
        allowed=listed(TABLES),
        do=do.strip(),
    )


def _with_tables(files: BookFiles) -> BookFiles:
    if not files.tables and not files.notes.problems:
        files.notes.problem(
            "The book has no tables",
            file=str(files.folder),
            allowed=listed(TABLES),
            do=(files.workbook is None and _workbook_in(files.folder))
            or "add for example items.csv and shipments.csv",
        )
    return files
