"""Screen shipments part by part: classes, distinct keys, answers, reasons, one result file for each part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
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
from xenotime.screening import answers, sql
from xenotime.screening.book_domains import BookDomains, Read
from xenotime.screening.conditions import gathered
from xenotime.screening.days import DATE, Days, book_days, compared_days, days_of, list_days, status_days
from xenotime.screening.domain import SHIPMENT, Book
from xenotime.screening.engine import SHIPMENT_COLUMNS, Engine
from xenotime.screening.lawview import LawView, Scopes
from xenotime.screening.layout import Scope
from xenotime.screening.reach import Reach, reach_of
from xenotime.screening.regime import SAME, SCOPE, STRETCH, Columns, Regime
from xenotime.screening.values import DomainTable, GoodsTable

MOST_PROBLEMS = 20
ROWS_NAMED = 5
PART_ROWS = 1_000_000
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
        self.dates: dict[str, tuple[int, int]] = {}
        self.checked: dict[str, set[str]] = {name: {""} for name in SHIPMENT_COLUMNS}
        self.counted = Counted()

    def _table(self, book: Book) -> DomainTable:
        if book.domain.name == answers.GOODS and self.domains.by_unit_value():
            return GoodsTable(book, self.fact_days, self.open_parties, domains=self.domains)
        return DomainTable(book, self.fact_days, self.open_parties)

    def run(self, progress: Callable[[int, int], None], part_rows: int = PART_ROWS) -> list[Path]:
        """Every part's result file; one that is there already is not made again."""
        self._once()
        files = []
        for number, first in enumerate(range(0, self.engine.count, part_rows)):
            path = self.parts / f"part-{number:05}.parquet"
            if not path.exists():
                self.part(first, part_rows, path)
            files.append(path)
            progress(min(first + part_rows, self.engine.count), self.engine.count)
        return files

    def _once(self) -> None:
        """Raise where a shipment line stands twice."""
        twice = [f"{shipment}{f', line {line}' if line else ''}" for shipment, line in self.engine.twice()]
        if twice:
            do = "rename or remove one of the two rows"
            problem = Problem(
                "The id stands twice", "", None, "shipment", "; ".join(twice), "each id once", do
            )
            raise UnreadableBook([problem])

    def part(self, first: int, count: int, path: Path) -> None:
        """Screen some rows into one file."""
        self.prepare(first, count)
        self._decide()
        self.engine.write(" UNION ALL ".join(map(self._told, self.regimes)), path)

    def prepare(self, first: int, count: int) -> None:
        """Check some rows, and make the tables of classes for the values in them."""
        self.engine.part(first, count)
        self._check()
        self._days()
        for table in self.tables:
            table.add(self.engine.rows(table.wanted()), self.engine)
        for table in self.tables:
            if isinstance(table, GoodsTable):
                table.exactly(self.engine)
        if len(self.scopes) > 1:
            for name, rows in self.scope_rows.items():
                self.engine.table(f"x_scope_{name}", (f"t_{name}", "i_scope"), rows)
        self.classed = sql.classes(self.tables, scoped=len(self.scopes) > 1)

    def _packs(self) -> tuple[dict[str, int], list[tuple[tuple[str, ...], str]]]:
        """How many classes each part of a key has, and how they are packed."""
        sizes = {"i_stretch": len(self.days.starts), "c_scope": len(self.scopes)}
        sizes |= {"c_same": 1 << len(_pairs(self.roles))}
        sizes |= {f"c_{name}": max(1, len(book.states)) for name, book in self.books.items()}
        return sizes, sql.key_columns(sizes)

    def portable(self) -> tuple[dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]], str]:
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
        return rows, f"SELECT DISTINCT {keys} FROM ({self.classed}) AS classed"

    def _check(self) -> None:
        """Raise where a cell cannot be read, with the rows in which it stands."""
        problems: list[Problem] = []
        names = [each for each in SHIPMENT_COLUMNS if each in self.engine.columns and each not in FREE_TEXT]
        texts = self.engine.texts(names)
        for name, found in texts.items():
            fresh = sorted(found - self.checked[name])
            self.checked[name] |= found
            wrong = self.check(name, fresh)
            for text in fresh:
                if text in wrong and len(problems) < MOST_PROBLEMS:
                    problems.append(self._placed(name, text, wrong[text]))
        for name in ("shipment", "item", "date"):
            rows = self._rows_with(name, "") if name in FREE_TEXT or "" in texts[name] else []
            if rows:
                problems.append(
                    Problem(
                        "The cell is empty", "", rows[0], name, _more(rows), "a filled cell", "fill it in"
                    )
                )
        if problems:
            raise UnreadableBook(problems)

    def _placed(self, name: str, text: str, problem: Problem) -> Problem:
        rows = self._rows_with(name, text)
        found = f"{text[:200]!r}{_more(rows)}"
        return Problem(problem.what, "", rows[0], name, found, problem.allowed, problem.do)

    def _rows_with(self, name: str, text: str) -> list[int]:
        """The first rows with that text, as the header's row 1 counts."""
        quoted = text.replace("'", "''")
        query = (
            f"SELECT n FROM ship WHERE CAST(s_{name} AS STRING) = '{quoted}' ORDER BY n LIMIT {ROWS_NAMED}"
        )
        return [int(row[0]) + 1 for row in self.engine.rows(query)]

    def _days(self) -> None:
        found = {str(row[0]) for row in self.engine.rows("SELECT DISTINCT s_date FROM ship")}
        for text in found - set(self.dates):
            day = self.wanted.on or parse_day(text.strip())
            self.dates[text] = (self.days.stretch(day), self.fact_days.stretch(day))
        rows = [(text, *numbers) for text, numbers in self.dates.items()]
        self.engine.table("x_day", ("t_date", "i_stretch", "i_e"), rows)

    def _decide(self) -> None:
        """Decide each distinct key once, and make the tables that join keys to answers."""
        sizes, packs = self._packs()
        keys = [f"k{number}" for number in range(len(packs))]
        packed = ", ".join(f"{formula} AS {key}" for key, (_, formula) in zip(keys, packs, strict=True))
        values = ", ".join(f"v_{name}" for name in self.books)
        own = ", ".join(f"s_{each}" for each in sql.ROW)
        self.engine.make(
            "keyed", f"SELECT {own}, i_stretch, {values}, {packed} FROM ({self.classed}) AS classed"
        )
        columns = self.engine.columns_of(f"SELECT DISTINCT {', '.join(keys)} FROM keyed")
        found = _unpacked(columns, packs, sizes)
        numbers = [regime.numbers(found) for regime in self.regimes.values()]
        told = {f"i_{key}": column for key, column in zip(keys, columns, strict=True)}
        told |= {f"i_r{number}": column.astype(np.int64) for number, column in enumerate(numbers)}
        self.engine.numbers("x_answer", told)
        self.keys = keys
        self.counted.keys += len(columns[0])
        self.counted.rows = self.engine.count
        self.counted.decided = sum(len(each.answers) for each in self.regimes.values())

    def _told(self, name: str) -> str:
        """The query for the results of one regime; makes the tables that it needs."""
        regime, names, own_name = self.regimes[name], tuple(self.books), self._short(name)
        made = [answers.as_row(each) for each in regime.answers]
        needs = [answers.Needs.of(each, names) for each in regime.answers]
        used = [each for each in names if any(each in need.domains for need in needs)]
        columns = ("i_answer", *(f"t_{each}" for each in answers.COLUMNS), *(f"i_u_{each}" for each in used))
        rows = [
            (number, *(row[each] for each in answers.COLUMNS), *(int(each in need.domains) for each in used))
            for number, (row, need) in enumerate(zip(made, needs, strict=True))
        ]
        self.engine.words(f"x_told_{own_name}", columns, rows)
        own = " AND ".join(f"x.i_{key} = k.{key}" for key in self.keys)
        source = f"keyed k JOIN x_answer x ON {own} JOIN x_told_{own_name} t ON t.i_answer = x.i_{own_name}"
        if used:
            source += f" LEFT JOIN {self._missing(name, source, used)}"
        return f"SELECT {', '.join(self._columns(bool(used)))} FROM {source}"

    def _short(self, name: str) -> str:
        """A name for a regime that every engine takes."""
        return f"r{list(self.regimes).index(name)}"

    def _missing(self, name: str, source: str, used: list[str]) -> str:
        """Make the table of missing facts as they are for the values of the rows; say how it is joined."""
        masked = [f"(k.v_{each} + 1) * t.i_u_{each}" for each in used]
        any_used = " + ".join(f"t.i_u_{each}" for each in used)
        short = self._short(name)
        query = f"SELECT DISTINCT x.i_{short}, {', '.join(masked)} FROM {source} WHERE {any_used} > 0"
        columns = self.engine.columns_of(query)
        rows = [
            self._filled(name, row, used) for row in zip(*(each.tolist() for each in columns), strict=True)
        ]
        texts = ("t_missing", "t_missing_facts", "t_policy_missing", "t_action_because")
        self.engine.table(f"x_missing_{short}", ("i_answer", *(f"i_v_{each}" for each in used), *texts), rows)
        same = [f"m.i_v_{each} = {mask}" for each, mask in zip(used, masked, strict=True)]
        return f"x_missing_{short} m ON m.i_answer = t.i_answer AND {' AND '.join(same)}"

    def _filled(self, name: str, row: tuple[Any, ...], used: list[str]) -> tuple[Any, ...]:
        answer = self.regimes[name].answers[row[0]]
        values = {
            each: self.books[each].values[number - 1]
            for each, number in zip(used, row[1:], strict=True)
            if number
        }
        missing = answers.filled(answer.missing, values)
        policy = answers.filled(answer.policy_missing, values)
        why = answers.counted(answer.action_because, len(answer.missing), len(missing))
        facts = answers.told(dict.fromkeys(each.fact for each in missing))
        return (*row, answers.missing_text(missing), facts, answers.missing_text(policy), why)

    def _columns(self, used: bool) -> list[str]:
        own = [f"k.s_{each} AS {_result_name(each)}" for each in sql.ROW]
        own += [f"'{self.wanted.known_on}' AS known_on", "k.i_stretch AS stretch"]
        for each in answers.COLUMNS:
            text = f"t.t_{each}"
            if used and each in {"missing", "missing_facts", "policy_missing", "action_because"}:
                text = f"COALESCE(m.t_{each}, {text})"
            if each in {"missing", "policy_missing"}:
                filled = f"REPLACE(CAST({text} AS STRING), '{SHIPMENT}', k.s_shipment)"
                text = f"CASE WHEN CAST({text} AS STRING) = '' THEN '' ELSE {filled} END"
            if each == "action_because":
                filled = f"REPLACE(CAST({text} AS STRING), '{answers.DAY}', {self._day()})"
                text = f"CASE WHEN t.t_possible = '' THEN {filled} ELSE {text} END"
            own.append(f"{text} AS {each}")
        return own

    def _day(self) -> str:
        return f"'{self.wanted.on}'" if self.wanted.on else "CAST(k.s_date AS STRING)"


def _result_name(column: str) -> str:
    return {"to": "destination", "date": "day"}.get(column, column)


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
