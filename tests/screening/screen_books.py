"""A book of the invented country, and random shipments of it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

import duckdb

from xenotime.casework.cases import Asked, Docket
from xenotime.deciding.diagram import Diagrams
from xenotime.deciding.outlook import Makes
from xenotime.desk import answering
from xenotime.desk.diagrams_at_hand import diagrams_at_hand
from xenotime.desk.screening import Source, screen
from xenotime.desk.shipment_cells import Cells
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening import csv_lines
from xenotime.screening.answers import COLUMNS, as_row
from xenotime.screening.finish import results

KNOWN_ON = date(2026, 11, 24)
TABLES = {
    "items": """item,form,kind,made_in,base_unit,mass_kg,value,currency,codes,facts
MAGNET,permanent_magnet,goods,ZZ,piece,0.05,5,EUR,,
MOTOR,finished_good,goods,QN,piece,2,400,EUR,,
PUMP,finished_good,goods,QN,piece,3,,EUR,,
POWDER,oxide,goods,ZZ,kg,1,30,EUR,,
BELL,alloy,goods,ZZ,piece,4,90,EUR,,
CELL,battery,goods,ZZ,piece,0.4,20,EUR,,energy_density_wh_kg=200..280
LENS,crystal,goods,ZZ,piece,0.1,50,EUR,,
BOX,,,,piece,,10,EUR,,
STAMPED,part,goods,ZZ,piece,1,7,EUR,zz:none,
CODED,part,goods,ZZ,piece,1,7,EUR,zz:A2.a,
""",
    "bill": "parent,child,quantity,unit\nMOTOR,MAGNET,2,piece\nPUMP,MOTOR,1,piece\nPUMP,BOX,1,piece\n",
    "contents": """item,substance,form,share_low,share_high,origin
MAGNET,Dy,,0.02,0.03,ZZ
MAGNET,others,,none,,
POWDER,Y2O3,oxide,0.9,1,ZZ
BELL,Ce,alloy,0.3,0.4,ZZ
BELL,others,,none,,
MOTOR,others,,none,,
""",
    "parties": """party,name,country,lists,kind
P1,One,ZZ,none,civil
P2,Two,QN,none,military
P3,Three,QO,,
P4,Four,QN,zz/closed-door-list,civil
P5,Five,QN,none,civil
""",
    "holdings": "owner,owned,share_low,share_high\nP4,P5,0.3,0.6\nothers,P5,none,\n",
}
POSITIONS = """[[position]]
question = "zz/quoll-accession"
reading = "acceded"
reason = "the roll was inked"
document = "memo 7"
decided_by = "A"
approved_by = "B"
from = 2026-01-01
until = 2026-06-30
scope = { items = ["BELL", "BOX"] }
"""
HOUSE = """+++
id = "zz/house"
title = "What the house laid over the law"
issuer = "The house"
issued = 2025-01-01
source = "https://law.example/zz/house"
seen = "official"
checked = 2026-11-24
+++
# What the house laid over the law

"""
"""The head of an instrument that a house lays over the law; its paragraphs follow."""
HEADER = (
    "shipment", "line", "item", "quantity", "unit", "value", "currency", "act", "circumstance", "from", "to", "via",
    "exporter", "consignee", "purchaser", "intermediary", "end_user", "end_use", "lot", "date", "facts",
)  # fmt: skip
Row = tuple[str, ...]


def law() -> Lawbook:
    """The shipped law."""
    return answering.load_law()


def book_at(folder: Path, lawbook: Lawbook) -> Book:
    """The book, written and read."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "shipments.csv").write_text("shipment,item,date\nS,BOX,2026-01-01\n", "utf-8")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    (folder / "positions.toml").write_text(POSITIONS, "utf-8")
    return answering.open_book(folder, lawbook)


def random_rows(seed: int, count: int) -> list[Row]:
    """Shipments of every sort: unknowns, ranges, days around those on which the law turns."""
    random = Random(seed)  # noqa: S311  a test's own chance
    days = [date(2024, 5, 31), date(2024, 6, 1), date(2026, 5, 31), date(2026, 6, 1), date(2027, 1, 1)]
    days += [date(2025, 1, 1) + timedelta(days=91 * n) for n in range(9)]
    parties = ["P1", "P2", "P3", "P4", "P5"]

    def one(number: int) -> Row:
        usual = random.choice([*parties, ""])
        role = [random.choice([usual, usual, *parties, "", "none", "P3;P5"]) for _ in range(5)]
        value = random.choice(
            ["", "0", "10000", "9999.99", "800..900", str(random.randint(1, 40_000)), "4000"]
        )
        return (
            f"S{number}", random.choice(["", "10"]),
            random.choice([line.split(",")[0] for line in TABLES["items"].splitlines()[1:]]),
            random.choice(["1", "1", "10", "0", "2..3", ""]), "", value,
            random.choice(["EUR", "EUR", ""]), random.choice(["export", "re-export", ""]),
            random.choice(["sale", "repair_return", "sample", "", "sale;loan"]),
            random.choice(["ZZ", "ZZ", "QN", ""]), random.choice(["QN", "QO", "ZZ", "XX", ""]),
            random.choice(["", "QN"]), role[0], role[1], role[2], role[3], role[4],
            random.choice(["civil", "military", "", "disaster_relief", "civil;wmd"]), "",
            random.choice(days).isoformat(), random.choice(["", "", "exporter_knows=yes", "exporter_knows=no"]),
        )  # fmt: skip

    return [one(number) for number in range(count)]


def write_rows(file: Path, rows: list[Row]) -> Path:
    """The shipments as a CSV or a Parquet file."""
    plain = file.with_suffix(".csv")
    with plain.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([HEADER, *rows])
    if file.suffix == ".parquet":
        with duckdb.connect() as db:
            lines = csv_lines.lines_of(plain, HEADER)
            db.execute(f"COPY ({lines}) TO '{file}' (FORMAT parquet)")
    return file


def screened(
    lawbook: Lawbook, book: Book, asked: Asked, source: Source
) -> dict[tuple[str, ...], dict[str, str]]:
    """The result rows, by shipment, line and regime."""
    done = screen(lawbook, book, answering.book_words(lawbook), asked, source)
    return results_in(done.parts)


def results_in(parts: Path) -> dict[tuple[str, ...], dict[str, str]]:
    """The result rows of some files."""
    with duckdb.connect() as db:
        found = db.execute(f"SELECT * FROM {results(parts)}")
        names = [each[0] for each in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {(row["shipment"], row["line"], row["regime"]): row for row in rows}


def decided(
    lawbook: Lawbook, book: Book, asked: Asked, rows: list[Row]
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """The same rows answered one by one, as a check does, and every third time with the plain make of diagrams."""
    cells = Cells(book, answering.book_words(lawbook))
    made = [
        replace(cells.read({name: text for name, text in zip(HEADER, row, strict=True) if text}), id=row[0])
        for row in rows
    ]
    docket = Docket(replace(book, shipments=tuple(made)), lawbook, asked, makes=_in_turn())
    for answer in docket.answers():
        yield (answer.shipment, answer.line or "", answer.regime), as_row(answer)


def _in_turn() -> Makes:
    """The plain make of diagrams, which takes many times as long where much is open, and twice that of a check."""
    every = cycle([Diagrams, diagrams_at_hand, diagrams_at_hand])

    def made(classes: dict[int, list[int]], most: float) -> Diagrams:
        return next(every)(classes, most)

    return made


def differences(got: dict[str, str], want: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Columns that differ; several values of one cell may stand in any order."""
    return {
        name: (got[name], want[name])
        for name in COLUMNS
        if got[name] != want[name]
        and (
            name in {"provision", "action_because"}
            or sorted(got[name].split("; ")) != sorted(want[name].split("; "))
        )
    }
