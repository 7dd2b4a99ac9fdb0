"""The use cases of screening: shipments of a file, by the law and a book that has everything else."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from xenotime.casework.cases import Asked
from xenotime.casework.mentioned import left_out
from xenotime.casework.partynotes import list_limits
from xenotime.desk.beside import places, processors
from xenotime.desk.collecting import seldom_collecting
from xenotime.desk.engines import of_another_engine
from xenotime.desk.kept_answers import MOST_KEPT, KeptAnswers
from xenotime.desk.odd_csv import plainly
from xenotime.desk.records.common import program_hash
from xenotime.desk.result_folder import (
    RELEASE,
    TOTALS,
    look_of,
    made,
    refuse_book,
    refuse_others,
    taken,
    write_whole,
)
from xenotime.desk.shipment_cells import Cells, regimes_of_cells
from xenotime.errors import Problem, UnreadableBook, UnreadableRequest
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.reading.book.words import BookWords
from xenotime.screening import finish
from xenotime.screening.by_columns import AT_ONCE, ByColumns
from xenotime.screening.by_query import ByQuery
from xenotime.screening.duck import Duck, in_memory, opened
from xenotime.screening.engine import Engine, no_shipments
from xenotime.screening.finish import Total
from xenotime.screening.readable import MOST_PROBLEMS
from xenotime.screening.run import PART_ROWS, Counted, Screening, Wanted
from xenotime.screening.warehouse import refuse_dialect

NEEDS_SOMEBODY, UNSETTLED, NOTHING_TO_DO = 10, 20, 0
ENGINES = ("duckdb", "spark")
MANY_ROWS, MANY_RULES = 1_000, 50
"""Fewer shipments, or less law, are decided sooner than a process has started."""


@dataclass(frozen=True)
class Source:
    """Where shipments come from, where results go, and what works on them."""

    shipments: Path
    out: Path
    engine: str = "duckdb"
    master: str = ""
    memory: str = ""
    part_rows: int = PART_ROWS
    keep: Path | None = None
    """Where what is worked out is kept for later runs, and taken up from earlier ones."""
    is_own: bool = False
    """Whether these are the book's own shipments, written out, with what was answered of them."""


@dataclass(frozen=True)
class Screened:
    """What a run came to; every answer stands in the files of `parts`."""

    parts: Path
    totals: tuple[Total, ...]
    counted: Counted
    status: int
    limits: tuple[str, ...] = ()
    """How far the party lists can be relied on, on the day asked for, else on that of known_on."""
    not_asked: tuple[str, ...] = ()
    """The real regimes of which nothing is said."""


Changes = finish.Changes
Progress = Callable[[int, int], None]
Tell = Callable[[tuple[str, ...], tuple[str, ...], tuple[str, ...]], None]
"""Says `limits` and `not_asked` of what was screened, and the columns of the shipments."""


def screen(
    law: Lawbook,
    book: Book,
    words: BookWords,
    asked: Asked,
    source: Source,
    progress: Progress = lambda *_: None,
) -> Screened:
    """Every shipment of the source decided; a run that was broken off goes on with the part that it was in.

    Raises UnreadableBook where the file, a column or a cell cannot be read, with the rows, and UnreadableRequest where
    its folder holds what is not of this run.
    """
    _refuse(source)
    cells, file = Cells(book, words), source.shipments
    before = _state(file)
    begun = taken(source.out, _mark(source, law, book, asked))
    telling = told_in_full(cells, file, progress)
    steady = _unchanged(file, before)
    with made(source.out), seldom_collecting(), telling, begun, in_memory(source.memory), steady:
        engine = engine_of(source)
        wanted = _wanted(law, book, cells, asked, engine)
        run = _run(law, book, cells, wanted, source, engine, progress)
    if run.uncounted:
        with opened(source.out, memory=source.memory) as db:
            run.tally += finish.counted(db, *run.uncounted)
    found = finish.totals(run.tally)
    body = [{"regime": t.regime, "by": t.by, "value": t.value, "count": t.count} for t in found]
    write_whole(source.out / TOTALS, json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    act = finish.needs_somebody(found)
    status = NEEDS_SOMEBODY if act else UNSETTLED if finish.is_unsettled(run.tally) else NOTHING_TO_DO
    limits, others = _limits(book, law, wanted), left_out(law, wanted.regimes)
    return Screened(run.parts, found, run.counted, status, limits, others)


def _refuse(source: Source) -> None:
    """Raise where it cannot be worked so, before anything is looked for in the folder of results."""
    problems = []
    if source.part_rows < 1:
        rows = str(source.part_rows)
        problems.append(
            Problem("A part has at least one line", "", None, "--part-rows", rows, "1 or more", "give more")
        )
    if source.engine not in ENGINES:
        allowed = ", ".join(ENGINES)
        problems.append(Problem("Unknown engine", "", None, "--engine", source.engine, allowed, "use one"))
    problems += of_another_engine(source.engine, source.master)
    if problems:
        raise UnreadableRequest(problems)
    if not source.shipments.exists():
        raise UnreadableBook([no_shipments(source.shipments)])
    refuse_others(source.out, source.shipments)
    if source.keep:
        refuse_book(source.keep)


def is_much(rows: int, rules: int) -> bool:
    """Whether so many shipments, under so much law, are worth processes of their own."""
    return rows >= MANY_ROWS and rules >= MANY_RULES


def _wanted(law: Lawbook, book: Book, cells: Cells, asked: Asked, engine: Engine) -> Wanted:
    """What is asked."""
    asked = asked_of_file(law, book, cells, asked, engine)
    return Wanted(asked.known_on, asked.regimes, asked.on, asked.readings)


def asked_of_file(law: Lawbook, book: Book, cells: Cells, asked: Asked, engine: Engine) -> Asked:
    """The question with the regimes that were named; where none was, those that the book, or what shipments say, brings in."""
    if asked.chosen:
        return asked
    named = {each for column in ("from", "via") for each in cells.countries(column, engine.every(column))}
    return asked.of(book, law, named | regimes_of_cells(law, engine.every("facts")))


def _run(
    law: Lawbook, book: Book, cells: Cells, wanted: Wanted, source: Source, engine: Engine, progress: Progress
) -> Screening:
    """A run that is through: its results are made where they are not there already."""
    all_reached(book, engine, is_own=source.is_own)
    listed = source.out / RELEASE
    run: ByColumns | ByQuery
    rules = sum(len(law.rules_of(name, wanted.known_on)) for name in wanted.regimes)
    kept = KeptAnswers(source.keep, law, book, wanted) if source.keep else None
    known = kept.read() if kept else None
    is_seen = known is not None and "book" in known
    with places(many=is_much(engine.count, rules), at_once=not is_seen) as beside:
        given = (law, book, wanted, engine, cells.read, cells.check, source.out, beside, known)
        keeps = kept is not None
        run = ByColumns(*given, keeps=keeps) if isinstance(engine, Duck) else ByQuery(*given, keeps=keeps)
        before = run.size
        if isinstance(run, ByColumns):
            run.run(progress, listed, source.part_rows, max(AT_ONCE, processors()))
        else:
            run.run(progress, listed)
        if kept and before < run.size <= MOST_KEPT:
            kept.write(run.kept())
    engine.close()
    return run


@contextmanager
def told_in_full(cells: Cells, file: Path, progress: Progress = lambda *_: None) -> Iterator[None]:
    """Where a CSV file cannot be read, tell what is wrong with it row by row, as of a book's own tables.

    Of many problems the first are told, of whatever file, and that there may be more.
    """
    try:
        yield
    except UnreadableBook as refused:
        is_csv = file.suffix.lower() == ".csv" and file.is_file()
        problems = (is_csv and cells.problems_of(file, progress)) or refused.problems
        if len(problems) >= MOST_PROBLEMS:
            do = "mend these, and run the same command again: what is left is told then"
            problems += (Problem("There may be more than these", str(file), do=do),)
        raise UnreadableBook(problems) from refused


def all_reached(book: Book, engine: Engine, *, is_own: bool, elsewhere: bool = False) -> None:
    """Raise where the book says something of a shipment by its id, and that would be lost.

    A position has to name one of the book or of the file; an answer to a request is put into the book's own rows alone,
    and into none that lie elsewhere than the file.
    """
    own = {each.id for each in book.shipments}
    named = dict.fromkeys(name for each in book.positions for name in each.shipments if name not in own)
    at, do = "position.scope.shipments", "correct the id"
    problems = [
        Problem("A position names a shipment that is nowhere", "positions.toml", None, at, name, do=do)
        for name in named
        if not engine.places({"shipment": name}, 1)
    ]
    there = "of which the rows lie elsewhere" if elsewhere else "of this file"
    what, do = f"An answer is about a shipment {there}", "write it into the row, and take the request out"
    problems += [
        Problem(what, "requests.csv", None, "about", f"{each.about} ({each.number})", do=do)
        for each in book.requests
        if each.is_told and each.about_kind == "shipment"
        if elsewhere or (not is_own and engine.places({"shipment": each.about}, 1))
    ]
    if problems:
        raise UnreadableBook(problems)


def engine_of(source: Source) -> Engine:
    """The engine that was asked for, with the shipments in it."""
    with plainly(source.shipments, source.out) as file:
        if source.engine == "spark":
            from xenotime.screening.spark import Spark  # noqa: PLC0415  an extra, and slow to come

            return Spark(file, source.out, master=source.master)
        return Duck(file, source.out, memory=source.memory)


def _mark(source: Source, law: Lawbook, book: Book, wanted: Asked) -> str:
    """What tells this run from one with another question, engine, law, book, shipments or version of this program."""
    asked = repr((
        program_hash(), law.sha256, wanted, source.engine, source.part_rows, str(source.shipments.resolve()),
        look_of(source.shipments), replace(book, remarks=()),
    ))  # fmt: skip
    return sha256(asked.encode()).hexdigest()


@contextmanager
def _unchanged(file: Path, before: list[tuple[str, int, int, int]]) -> Iterator[None]:
    """Raise UnreadableBook where a file of shipments was replaced, or written into, since then."""
    yield
    if _state(file) != before:
        do = "run the same command again"
        raise UnreadableBook([Problem("The shipments were changed while they were read", str(file), do=do)])


def _state(shipments: Path) -> list[tuple[str, int, int, int]]:
    """What changes with a file, or with any of a folder."""
    inside = sorted(shipments.rglob("*")) if shipments.is_dir() else []
    found = ((each, each.stat()) for each in (shipments, *inside))
    return [(str(each), there.st_ino, there.st_size, there.st_mtime_ns) for each, there in found]


def compare(before: Screened, after: Screened, most: int | None = None, memory: str = "") -> Changes:
    """How many answers to shipment lines turn from which action to which in the second run, and what makes the difference."""
    with opened(after.parts.parent, memory=memory) as db:
        return finish.changes(db, before.parts, after.parts, most)


def other_duties(before: Screened, after: Screened, memory: str = "") -> tuple[tuple[str, int], ...]:
    """For each regime, how many answers differ between two runs in their duties alone."""
    with opened(after.parts.parent, memory=memory) as db:
        return finish.other_duties(db, before.parts, after.parts)


def portable_sql(
    law: Lawbook,
    book: Book,
    words: BookWords,
    asked: Asked,
    source: Source,
    dialect: str,
    tell: Tell = lambda *_: None,
) -> str:
    """What a warehouse needs to screen rows with the values and situations of the source, in its own dialect.

    How far the party lists can be relied on, which law was not asked, and which columns the warehouse's table has to
    have is told beside it. Raises UnreadableRequest where the dialect is not known.
    """
    refuse_dialect(dialect)
    source.out.mkdir(parents=True, exist_ok=True)
    cells = Cells(book, words)
    with told_in_full(cells, source.shipments):
        engine = engine_of(source)
        all_reached(book, engine, is_own=source.is_own, elsewhere=True)
        wanted = _wanted(law, book, cells, asked, engine)
        run = ByQuery(law, book, wanted, engine, cells.read, cells.check, source.out, ())
        script = run.portable().written(dialect)
        columns = engine.columns
    tell(_limits(book, law, wanted), left_out(law, wanted.regimes), columns)
    return script


def _limits(book: Book, law: Lawbook, wanted: Wanted) -> tuple[str, ...]:
    return list_limits(book, law, wanted.regimes, wanted.on or wanted.known_on, wanted.known_on)
