"""The portable query gives what screening in this process gives: rows, totals and release list."""

from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.screen_books import KNOWN_ON, random_rows, results_in, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.desk.shipment_cells import Cells
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.by_query import ByQuery
from xenotime.screening.duck import Duck, opened
from xenotime.screening.finish import Total, counted, totals
from xenotime.screening.run import Wanted

Found = tuple[dict[tuple[str, ...], dict[str, str]], set[Total], list[str]]


def by_query(lawbook: Lawbook, book: Book, asked: Asked, file: Path, out: Path) -> Found:
    out.mkdir()
    cells, engine = Cells(book, answering.book_words(lawbook)), Duck(file, out)
    wanted = Wanted(asked.known_on, asked.regimes, asked.on, asked.readings)
    run = ByQuery(lawbook, book, wanted, engine, cells.read, cells.check, out, ())
    run.run(lambda *_: None, out / "release.csv")
    with opened(out) as db:
        return results_in(run.parts), set(totals(counted(db, run.parts))), release(out)


def release(out: Path) -> list[str]:
    return sorted((out / "release.csv").read_text("utf-8").splitlines())


def held_together(
    folder: Path, lawbook: Lawbook, book: Book, asked: Asked, seed: int, count: int, part_rows: int
) -> None:
    file = write_rows(folder / "rows.parquet", random_rows(seed, count))
    source = Source(file, folder / "out", part_rows=part_rows)
    done = screen(lawbook, book, answering.book_words(lawbook), asked, source)
    rows, counts, listed = by_query(lawbook, book, asked, file, folder / "query")
    got = results_in(done.parts)
    assert got.keys() == rows.keys()
    assert {key: (got[key], row) for key, row in rows.items() if got[key] != row} == {}
    assert (set(done.totals), release(folder / "out")) == (counts, listed)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10**6),
    known_on=st.sampled_from([KNOWN_ON, date(2026, 5, 1)]),
    on=st.sampled_from([None, date(2026, 6, 2), date(2024, 1, 1)]),
    readings=st.sampled_from([{}, {"zz/after-70": "still suspended"}]),
    part_rows=st.integers(8, 40),
)
def test_the_portable_query_gives_every_row_every_total_and_the_release_list(
    seed: int, known_on: date, on: date | None, readings: dict[str, str], part_rows: int,
    lawbook: Lawbook, book: Book, tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    asked = Asked(known_on, ("zz",), on, readings, explain=False)
    held_together(tmp_path_factory.mktemp("run"), lawbook, book, asked, seed, 30, part_rows)


def test_under_two_regimes_the_query_gives_the_same_line_as_the_strictest(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    held_together(tmp_path, lawbook, book, Asked(KNOWN_ON, ("zz", "us"), explain=False), 7, 8, 5)


def test_cells_that_are_no_texts_are_screened_as_what_they_say(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    typed = tmp_path / "typed.parquet"
    texts = tmp_path / "texts.parquet"
    rows = """SELECT 'S' || i AS shipment, i AS line, CASE WHEN i % 3 = 0 THEN 'BELL' ELSE 'MOTOR' END AS item,
      CASE WHEN i % 5 > 0 THEN i END AS quantity, CAST(i * 1000.5 AS DECIMAL(18,{scale})) AS value,
      'EUR' AS currency, 'QN' AS "from", 'QO' AS "to", DATE '2026-01-01' + CAST(i AS INTEGER) AS date, NULL AS unit
      FROM range(40) t(i)"""
    words = answering.book_words(lawbook)
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    for scale in (2, 9):
        with duckdb.connect() as db:
            db.execute(f"COPY ({rows.format(scale=scale)}) TO '{typed}'")
            db.execute(f"COPY (SELECT CAST(COLUMNS(*) AS VARCHAR) FROM '{typed}') TO '{texts}'")
        one, other = (
            results_in(
                screen(lawbook, book, words, asked, Source(each, tmp_path / f"{each.stem}{scale}")).parts
            )
            for each in (typed, texts)
        )
        assert len(one) == 40
        assert one == other
