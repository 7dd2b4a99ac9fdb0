"""The use cases of importing exports: match, explain, lay over the book, and check that the totals agree."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xenotime.desk import answering
from xenotime.errors import UnreadableBook, UnreadableRequest, refusal
from xenotime.facts.book import Book
from xenotime.reading.book.columns import TABLES
from xenotime.reading.book.files import MAP
from xenotime.reading.book.notes import Notes, listed
from xenotime.reading.exports import log as import_log
from xenotime.reading.exports import totals
from xenotime.reading.exports.aligned import aligned
from xenotime.reading.exports.cells import Style
from xenotime.reading.exports.changes import at_odds, changed, decided_before, emptied
from xenotime.reading.exports.contested import said_by, settle
from xenotime.reading.exports.explained import ColumnSaid, columns_said, traced_back
from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.lineage import used_lots
from xenotime.reading.exports.lines import assumed, lines_of
from xenotime.reading.exports.log import Brought
from xenotime.reading.exports.lots import lots_apart
from xenotime.reading.exports.made import Made
from xenotime.reading.exports.mapping import ImportMap, SharedWords, read_mappings
from xenotime.reading.exports.merge import Laid, lay_over, read_table
from xenotime.reading.exports.merging import merged
from xenotime.reading.exports.partners import Partners, named_apart, nameless, partners_apart
from xenotime.reading.exports.present import check_layout, check_present
from xenotime.reading.exports.rows import make_rows, of_no_plant
from xenotime.reading.exports.sheet import RawSheet, open_export
from xenotime.reading.exports.table import Table, matched, style_of
from xenotime.reading.exports.totals import PlantCheck
from xenotime.reading.exports.unsaid_units import taken_in
from xenotime.reading.mapping.toml import read_map

MAPPINGS = Path(__file__).parents[1] / "mappings"
UPMOST = 12
"""Lines in which a list says what it is."""
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
ORDER = {
    "sap-materials": 0,
    "sap-purchasing": 1,
    "parts-list": 2,
    "sap-bill": 3,
    "sap-batches": 4,
    "sap-batch-used": 5,
    "sap-orders": 6,
}
"""What knows the material best comes first; a mapping that is not named here comes last."""


@dataclass(frozen=True)
class SourceDone:
    """One source: how it was read, what its columns became, and whether its totals agree."""

    file: str
    mapping: str
    title: str
    said: str
    decimal: str
    columns: tuple[ColumnSaid, ...]
    above: tuple[tuple[str, str], ...]
    checks: tuple[PlantCheck, ...]
    left: tuple[tuple[str, int], ...]
    wrong: tuple[str, ...] = ()
    partial: bool = False
    assumed: tuple[str, ...] = ()
    """What was taken for what the source does not say."""


@dataclass(frozen=True)
class Done:
    """Everything that an import did."""

    into: Path
    sources: tuple[SourceDone, ...]
    laid: dict[str, Laid]
    remarks: tuple[str, ...]
    short: tuple[str, ...] = ()
    """Plants that one source has and another lacks."""
    gone: tuple[str, ...] = ()
    """What a source had last time and has no longer."""
    contested: tuple[str, ...] = ()
    """What sources newly contradict each other about: it is not known in the book."""
    changed: tuple[str, ...] = ()
    """What rows of the book said before, and no longer say."""
    differ: tuple[str, ...] = ()
    """What two sources of this import say otherwise of one thing."""
    nameless: tuple[str, ...] = ()
    """Parties that came with their number for a name: no list of parties can be searched for it."""

    @property
    def agrees(self) -> bool:
        """Whether every total agrees."""
        return all(check.agrees for each in self.sources for check in each.checks) and not any(
            each.wrong for each in self.sources
        )

    @property
    def ok(self) -> bool:
        """Whether totals agree and no plant is short."""
        return self.agrees and not self.short


@dataclass(frozen=True)
class Wish:
    """What the user says besides the source."""

    decimal: str = ""
    days: str = ""
    root: str = ""
    plant: str = ""
    mapping: str = ""
    maps: tuple[Path, ...] = ()
    control: Path | None = None
    alternative: str = ""
    """The alternative of each bill that is taken, where there are several."""
    exploded: bool = False
    """Whether the quantities of a list by level are those for the whole of its top material."""


def import_sources(paths: Sequence[Path], into: Path, wish: Wish) -> Done:
    """The sources are in the book, once, and their totals are those of the book as it reads now.

    Nothing is written where a source or the book cannot be read, or a total does not agree: raises UnreadableRequest or
    UnreadableBook with every problem.
    """
    notes = Notes()
    check_present(into, notes)
    _raise(notes)
    tables, words = _tables(paths, wish, notes)
    styles = style_of(tables, wish.decimal, wish.days, notes)
    lots = {row.get("lot", ""): row.get("item", "") for row in read_table(into / "lots.csv").rows}
    before = import_log.read_log(into)
    names = {row.get("party", ""): row.get("name", "") for row in read_table(into / "parties.csv").rows}
    bill = {(row.get("parent", ""), row.get("child", "")) for row in read_table(into / "bill.csv").rows}
    known = _Known(lots, bill, Partners.of_log(names, before))
    works = [_worked(table, styles[table.file], words, wish, known, notes) for table in tables]
    differ = at_odds([(each.made.table, each.rows) for each in works], notes)
    _raise(notes)
    with tempfile.TemporaryDirectory(prefix="xenotime-import-") as folder:
        made = Path(folder) / "book"
        _copy(into, made)
        laid = _lay(works, made, wish, notes)
        _raise(notes)
        book = _opened(made, tables)
        sources = tuple(_done(each, styles[each.made.table.file], book, wish) for each in works)
        brought = [_brought(*each) for each in zip(works, sources, strict=True)]
        log, lines = import_log.updated(before, brought), laid.get("bill", Laid())
        done = Done(
            into,
            sources,
            laid,
            notes.remarks(),
            import_log.short_plants(log, brought),
            (
                *import_log.gone(before, brought),
                *import_log.by_hand(before, lines.out),
                *import_log.lost_cells(lines.lost),
                *(
                    each
                    for work, new in zip(works, brought, strict=True)
                    for each in emptied(
                        work.made, work.rows, before.get(import_log.followed_by(before, new), {}), into
                    )
                ),
            ),
            settle(made, into, before, log),
            (*changed(into, made), *decided_before(into, made, book.classifications)),
            differ,
            nameless([each.rows.get("parties", []) for each in works], book.parties),
        )
        if not done.agrees:
            every = (totals.disagreements(each.file, each.wrong, each.checks) for each in sources)
            raise UnreadableRequest([problem for some in every for problem in some])
        import_log.write_log(made, log)
        _publish(made, into)
    return done


@dataclass(frozen=True)
class _Known:
    """What numbers stand for, in the book and in the sources so far."""

    lots: dict[str, str]
    """The item of each lot."""
    bill: set[tuple[str, str]]
    """Every parent and child."""
    partners: Partners


@dataclass(frozen=True)
class _Work:
    """One source on its way."""

    made: Made
    rows: dict[str, list[tuple[dict[str, str], bool]]]


def _tables(paths: Sequence[Path], wish: Wish, notes: Notes) -> tuple[list[Table], SharedWords]:
    maps, words = read_mappings(MAPPINGS, wish.maps)
    if wish.mapping:
        maps = tuple(each for each in maps if each.id == wish.mapping)
        if not maps:
            every = ", ".join(sorted(path.stem for path in MAPPINGS.glob("*.toml") if path.stem != "words"))
            do = "use one of these"
            raise refusal("There is no such mapping", option="--as", found=wish.mapping, allowed=every, do=do)
    known = {plain_header(name) for each in maps for role in each.roles.values() for name in role.headers}
    own = [each for each in maps if not each.generic]
    numbers = {plain_header(name) for each in own for role in each.ids for name in each.roles[role].headers}
    found = []
    for path in _files(paths):
        raws = [aligned(raw, known, numbers) for raw in open_export(path, notes, known)]
        tables = [(raw, matched(raw, maps, rooted=bool(wish.root))) for raw in raws]
        for raw, table in tables:
            if table is None and any(each for _, each in tables):
                notes.remark(f"{raw.file}: no mapping fits this sheet; it was left out")
            elif table is None:
                _unmatched(raw, maps, notes)
            elif table.map.makes_bills and _runs_upwards(raw, words):
                _refuse_upwards(raw, notes)
            else:
                found.append(table)
    found.sort(key=lambda table: ORDER.get(table.map.id, len(ORDER)))
    return found, words


def _runs_upwards(raw: RawSheet, words: SharedWords) -> bool:
    """Whether the list says of itself that it runs from a part up to what it is in."""
    said = [raw.file, *(cell for _, line in raw.lines[:UPMOST] for cell in line)]
    return any(word in plain_header(each) for each in said for word in words.upwards)


def _refuse_upwards(raw: RawSheet, notes: Notes) -> None:
    notes.problem(
        "This is a where-used list: it runs from a part up to what it is in, and says no bill of anything",
        file=raw.file, do="export the bills of the materials that it names (CS11, CS12)",
    )  # fmt: skip


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower() in ENDINGS)
        else:
            found.append(path)
    return found


def _unmatched(raw: RawSheet, maps: Sequence[ImportMap], notes: Notes) -> None:
    header = next(
        (cells for _, cells in raw.lines if sum(map(bool, cells)) > 1), raw.lines[0][1] if raw.lines else ()
    )
    notes.problem(
        "No mapping fits the file", file=raw.file, found=" | ".join(filter(None, header))[:300],
        allowed="; ".join(f"{each.id} needs {', '.join(each.needs)}" for each in maps),
        do="write a mapping of your own (mappings/README.md) and give it with --map, or rename the columns",
    )  # fmt: skip


def _worked(table: Table, style: Style, words: SharedWords, wish: Wish, known: _Known, notes: Notes) -> _Work:
    lines = named_apart(table, [*lines_of(table, style, words, notes)], known.partners, notes)
    made = make_rows(
        table, lines, words, notes, root=wish.root, plant=wish.plant, alternative=wish.alternative,
        exploded=wish.exploded,
    )  # fmt: skip
    lots_apart(made, known.lots, notes)
    partners_apart(made, known.partners, notes)
    known.bill.update((cells["parent"], cells["child"]) for _, cells in made.rows.get("bill", ()))
    if table.map.holds_lineage:
        used_lots(made, known.bill, known.lots, notes)
    if table.map.lacks:
        notes.remark(f"{table.file}: {table.map.lacks}")
    for name, taken in table.rivals:
        notes.remark(f"{table.file}: {name!r} could be the same as {taken!r}; it was ignored")
    for name, beside in table.of_else:
        notes.remark(f"{table.file}: {name!r} beside {beside} may be of another quantity; it was ignored")
    return _Work(made, merged(made, notes))


def _copy(into: Path, made: Path) -> None:
    if into.is_file() or into.suffix.lower() in {".xlsx", ".xlsm"}:
        do = "name a folder; a workbook can be exported to one"
        raise refusal("A book to import into is a folder", option="--into", file=str(into), do=do)
    made.mkdir()
    if into.is_dir():
        for path in into.iterdir():
            if path.is_file():
                shutil.copy2(path, made / path.name)
    if not (made / MAP).is_file():
        (made / MAP).write_text("format = 1\n", "utf-8")


def _lay(works: Sequence[_Work], made: Path, wish: Wish, notes: Notes) -> dict[str, Laid]:
    """The rows of every source are in the CSV files of the book."""
    found: dict[str, Laid] = {}
    given = read_map(made / MAP, None, notes)
    for table in TABLES:
        there, rows = read_table(made / f"{table}.csv"), 0
        for work in works:
            if work.rows.get(table):
                rows += len(work.rows[table])
                laid = lay_over(table, there, work.rows[table], work.made.table.map.yields, work.made.basis)
                before = found.get(table, Laid())
                found[table] = Laid(
                    *(getattr(before, name) + getattr(laid, name) for name in Laid.__dataclass_fields__)
                )
        if rows:
            (made / f"{table}.csv").write_text(there.written(table), "utf-8", newline="\n")
            check_layout(table, given, notes)
    if not found:
        _nothing_there(works, wish, notes)
    return found


def _nothing_there(works: Sequence[_Work], wish: Wish, notes: Notes) -> None:
    """Tell that no source holds a row, or none of the plant that is asked for."""
    every = (line for work in works for lines in work.made.left.values() for line in lines)
    plants = {line.of("plant") for line in every if wish.plant}
    if plants - {""}:
        do = "name one of these: --plant PLANT"
        notes.problem(
            "No line is of this plant",
            column="--plant",
            found=wish.plant,
            allowed=listed(plants - {""}),
            do=do,
        )
    else:
        notes.problem("The sources hold no rows", do="see the columns with --explain")


def _opened(made: Path, tables: Sequence[Table]) -> Book:
    try:
        return answering.open_book(made, answering.load_law())
    except UnreadableBook as wrong:
        raise UnreadableBook(traced_back(wrong.problems, tables)) from wrong


def _done(work: _Work, style: Style, book: Book, wish: Wish) -> SourceDone:
    table = work.made.table
    checks = totals.checked(work.made, book)
    wrong = list(totals.own_sums(work.made))
    if wish.control:
        try:
            wrong += totals.against(totals.read_control(wish.control), checks)
        except (OSError, ValueError) as unread:
            what, do = "The control list cannot be read", "name a CSV file in UTF-8 with the sums"
            raise refusal(what, file=str(wish.control), found=str(unread), do=do) from unread
    left = tuple((why, len(lines)) for why, lines in work.made.left.items())
    headings = f"; {len(work.made.headings)} lines hold for those below them" if work.made.headings else ""
    return SourceDone(
        table.file, table.map.id, table.map.title, table.said + headings, style.decimal, columns_said(table), tuple(table.above.items()),
        checks, left, tuple(wrong), table.map.partial, (*assumed(table, work.made.taken), *of_no_plant(work.made.taken, wish.plant), *taken_in(work.made, book)),
    )  # fmt: skip


def _brought(work: _Work, done: SourceDone) -> Brought:
    return Brought(
        done.file,
        done.mapping,
        done.partial,
        done.checks,
        import_log.keys_of(work.rows),
        work.made.table.map.partners,
        said_by(work.rows, work.made.table.map, work.made.half_told),
    )


def _publish(made: Path, into: Path) -> None:
    """What was made stands in the book, each file whole."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=into) as folder:
        for path in sorted(made.iterdir()):
            beside = Path(folder) / path.name
            shutil.copyfile(path, beside)
            beside.replace(into / path.name)


def _raise(notes: Notes) -> None:
    if notes.problems:
        raise UnreadableBook(notes.problems)
