"""Screen shipments part by part: classes, distinct keys, answers, reasons, one result file for each part."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from xenotime.casework.listings import listing_days
from xenotime.casework.readings import taken_readings
from xenotime.dates import parse_day
from xenotime.errors import Problem, UnreadableBook
from xenotime.exact import exactly
from xenotime.facts.book import Book as Facts
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook
from xenotime.screening import sql
from xenotime.screening.answers import GOODS
from xenotime.screening.book_domains import BookDomains, Read
from xenotime.screening.conditions import gathered
from xenotime.screening.days import DATE, Days, book_days, compared_days, days_of, list_days, status_days
from xenotime.screening.domain import Book
from xenotime.screening.engine import SHIPMENT_COLUMNS, Engine
from xenotime.screening.lawview import LawView, Scopes
from xenotime.screening.layout import Scope
from xenotime.screening.reach import Reach, reach_of
from xenotime.screening.regime import SAME, SCOPE, STRETCH, Columns, Regime
from xenotime.screening.results import Memory, Results
from xenotime.screening.values import DomainTable, GoodsTable

MOST_PROBLEMS = 20
ROWS_NAMED = 5
PART_ROWS = 500_000
FREE_TEXT = ("shipment", "line")
CheckCells = Callable[[str, list[str]], dict[str, Problem]]
"""For texts of one column, the problem of each that cannot be read."""


@dataclass(frozen=True)
class Wanted:
    """What is asked: under which law, as known when, with which readings; `on` instead of each shipment's day."""

    known_on: date
    regimes: tuple[str, ...]
    on: date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Counted:
    """How much work a run was."""

    rows: int = 0
    keys: int = 0
    decided: int = 0


class Screening:
    """One run over the shipments of an engine."""

    def __init__(
        self,
        law: Lawbook,
        book: Facts,
        wanted: Wanted,
        engine: Engine,
        read: Read,
        check: CheckCells,
        out: Path,
    ) -> None:
        self.law, self.facts, self.wanted, self.engine, self.check = law, book, wanted, engine, check
        self.parts = out / "parts"
        self.parts.mkdir(parents=True, exist_ok=True)
        gatherer = gathered(law, wanted.regimes, wanted.known_on)
        self.domains = BookDomains(book, law, wanted.known_on, gatherer.found, read)
        asked = Reach(law).subjects(gatherer.found)
        own = book_days(book) | list_days(law, wanted.known_on, asked)
        own |= compared_days(gatherer.found[DATE].amounts if DATE in gatherer.found else ())
        own |= listing_days(book, law, wanted.known_on)
        listed = {
            name: list_days(law, wanted.known_on, reach_of(law, name, wanted.known_on))
            for name in wanted.regimes
        }
        status = status_days(law, wanted.regimes, wanted.known_on)
        self.days = days_of(own.union(status, *listed.values()))
        self.fact_days = days_of(own)
        books = {each.name: Book(each, gatherer.found, law.vocabulary) for each in self.domains.domains()}
        self.books = books
        self.open_parties: dict[str, int] = {}
        self.tables = [self._table(each) for each in books.values()]
        self.scopes, self.scope_rows = scopes_of(book, law, wanted, self.days)
        roles = tuple(each.domain.role for each in books.values() if each.domain.role)
        views = {
            name: LawView(law, wanted.known_on, self.days, days_of(days), roles, self.scopes)
            for name, days in listed.items()
        }
        self.roles = roles
        self.regimes = {name: Regime(view, name, books, gatherer) for name, view in views.items()}
        self.lock, self.memory = Lock(), Memory()
        self.checked: dict[str, set[str]] = {name: {""} for name in SHIPMENT_COLUMNS}
        self.counted = Counted()

    def _table(self, book: Book) -> DomainTable:
        if book.domain.name == GOODS and self.domains.by_unit_value():
            return GoodsTable(book, self.fact_days, self.open_parties, domains=self.domains)
        return DomainTable(book, self.fact_days, self.open_parties)

    def run(self, progress: Callable[[int, int], None], part_rows: int = PART_ROWS) -> list[Path]:
        """Every part's result file; one that is there already is not made again.

        While one part's keys are decided, the engine works on the rows of another.
        """
        self._once()
        firsts = range(0, self.engine.count, part_rows)
        files = [self.parts / f"part-{number:05}.parquet" for number in range(len(firsts))]
        with ThreadPoolExecutor(self.engine.at_once) as pool:
            begun = [
                None if path.exists() else pool.submit(self.part, first, part_rows, path)
                for first, path in zip(firsts, files, strict=True)
            ]
            try:
                for first, each in zip(firsts, begun, strict=True):
                    if each:
                        each.result()
                    progress(min(first + part_rows, self.engine.count), self.engine.count)
            finally:
                pool.shutdown(cancel_futures=True)
        return files

    def _once(self) -> None:
        """Raise where a shipment line stands twice, or has no name."""
        rows = self.engine.places("shipment", "", ROWS_NAMED)
        if rows:
            raise UnreadableBook([_empty("shipment", rows)])
        twice = [f"{shipment}{f', line {line}' if line else ''}" for shipment, line in self.engine.twice()]
        if twice:
            do = "rename or remove one of the two rows"
            problem = Problem(
                "The id stands twice", "", None, "shipment", "; ".join(twice), "each id once", do
            )
            raise UnreadableBook([problem])

    def part(self, first: int, count: int, path: Path) -> None:
        """Screen some rows into one file."""
        engine = self.engine.twin()
        results = self._decide(engine, self.prepare(engine, first, count))
        engine.write(results.query(str(self.wanted.known_on), self._day()), path)
        engine.close()

    def prepare(self, engine: Engine, first: int, count: int) -> str:
        """Check some rows, and make the tables of classes for the values in them; the query that joins them."""
        engine.part(first, count)
        names = [each for each in SHIPMENT_COLUMNS if each in engine.columns and each not in FREE_TEXT]
        texts = engine.texts(names)
        with self.lock:
            self._check(texts)
        days = {str(row[0]) for row in engine.rows("SELECT DISTINCT s_date FROM ship")}
        engine.table("x_day", ("t_date", "i_stretch", "i_e"), [self._day_row(text) for text in sorted(days)])
        for table in self.tables:
            found = engine.rows(table.wanted())
            with self.lock:
                table.add(found, engine)
        for table in self.tables:
            if isinstance(table, GoodsTable):
                found = engine.rows(table.untold())
                with self.lock:
                    table.exactly(found, engine)
        if len(self.scopes) > 1:
            for name, rows in self.scope_rows.items():
                engine.table(f"x_scope_{name}", (f"t_{name}", "i_scope"), rows)
        return sql.classes(self.tables, scoped=len(self.scopes) > 1)

    def _packs(self) -> tuple[dict[str, int], list[tuple[tuple[str, ...], str]]]:
        """How many classes each part of a key has, and how they are packed."""
        sizes = {"i_stretch": len(self.days.starts), "c_scope": len(self.scopes)}
        sizes |= {"c_same": 1 << len(_pairs(self.roles))}
        sizes |= {f"c_{name}": max(1, len(book.states)) for name, book in self.books.items()}
        return sizes, sql.key_columns(sizes)

    def portable(self, classed: str) -> tuple[dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]], str]:
        """The tables that stand for the law and the book, by name, and the one query for the distinct keys."""
        tables: dict[str, tuple[str, ...]] = {"x_day": ("t_date", "i_stretch", "i_e")}
        for table in self.tables:
            tables |= table.made()
        if len(self.scopes) > 1:
            tables |= {f"x_scope_{name}": (f"t_{name}", "i_scope") for name in self.scope_rows}
        rows = {
            name: (columns, sorted(self.engine.rows(f"SELECT {', '.join(columns)} FROM {name}"), key=repr))
            for name, columns in tables.items()
        }
        _, packs = self._packs()
        keys = ", ".join(f"{formula} AS k{number}" for number, (_, formula) in enumerate(packs))
        return rows, f"SELECT DISTINCT {keys} FROM ({classed}) AS classed"

    def _check(self, texts: Mapping[str, set[str]]) -> None:
        """Raise where a cell cannot be read, with the rows in which it stands."""
        problems: list[Problem] = []
        for name, found in texts.items():
            fresh = sorted(found - self.checked[name])
            self.checked[name] |= found
            wrong = self.check(name, fresh)
            for text in fresh:
                if text in wrong and len(problems) < MOST_PROBLEMS:
                    problems.append(self._placed(name, text, wrong[text]))
        empty = [name for name in ("item", "date") if "" in texts[name]]
        problems += [_empty(name, self.engine.places(name, "", ROWS_NAMED)) for name in empty]
        if problems:
            raise UnreadableBook(problems)

    def _placed(self, name: str, text: str, problem: Problem) -> Problem:
        rows = self.engine.places(name, text, ROWS_NAMED)
        found = f"{text[:200]!r}{_more(rows)}"
        return Problem(problem.what, "", rows[0], name, found, problem.allowed, problem.do)

    def _day_row(self, text: str) -> tuple[str, int, int]:
        day = self.wanted.on or parse_day(text.strip())
        return text, self.days.stretch(day), self.fact_days.stretch(day)

    def _decide(self, engine: Engine, classed: str) -> Results:
        """Decide each distinct key once."""
        sizes, packs = self._packs()
        keys = [f"k{number}" for number in range(len(packs))]
        packed = ", ".join(f"{formula} AS {key}" for key, (_, formula) in zip(keys, packs, strict=True))
        own = [f"s_{each}" for each in sql.ROW]
        values = [f"v_{name}" for name, book in self.books.items() if book.asks]
        kept = ", ".join([*own, "i_stretch", *values, packed])
        engine.make("keyed", f"SELECT {kept} FROM ({classed}) AS classed")
        columns = engine.columns_of(f"SELECT DISTINCT {', '.join(keys)} FROM keyed")
        found = _unpacked(columns, packs, sizes)
        with self.lock:
            regimes = [(each.answers, each.numbers(found).astype(np.int64)) for each in self.regimes.values()]
            self.counted.keys += len(columns[0])
            self.counted.rows = engine.count
            self.counted.decided = sum(len(each.answers) for each in self.regimes.values())
            return Results(engine, self.books, dict(zip(keys, columns, strict=True)), regimes, self.memory)

    def _day(self) -> str:
        return f"'{self.wanted.on}'" if self.wanted.on else "CAST(k.s_date AS STRING)"


def _empty(name: str, rows: list[int]) -> Problem:
    return Problem("The cell is empty", "", rows[0], name, _more(rows), "a filled cell", "fill it in")


def _more(rows: list[int]) -> str:
    return f" in rows {', '.join(map(str, rows))}" + (" and perhaps more" if len(rows) == ROWS_NAMED else "")


def _pairs(roles: tuple[str, ...]) -> range:
    return range(len(roles) * (len(roles) - 1) // 2)


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


def scopes_of(
    book: Facts, law: Lawbook, wanted: Wanted, days: Days
) -> tuple[tuple[Scopes, ...], dict[str, list[tuple[str, int]]]]:
    """The readings taken under every set of positions, and the shipments and items that are under each.

    A scope's number is that of its item's set times the count of shipments' sets, plus its shipment's set.
    """
    by_shipment = ["", *sorted({each for p in book.positions for each in p.shipments})]
    by_item = ["", *sorted({each for p in book.positions for each in p.items})]
    given = dict(wanted.readings)
    scopes = []
    for item in by_item:
        for shipment in by_shipment:
            about = Shipment(shipment, item, date.min, quantity=exactly(1))
            scopes.append(
                {
                    number: Scope(*taken_readings(book, law, about, wanted.on or day, given))
                    for number, day in enumerate(days.starts)
                }
            )
    count = len(by_shipment)
    rows = {
        "shipment": [(name, number) for number, name in enumerate(by_shipment) if number],
        "item": [(name, number * count) for number, name in enumerate(by_item) if number],
    }
    return tuple(scopes), rows
