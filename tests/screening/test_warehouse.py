"""A warehouse is told nothing that it would drop: a column that the file did not have, an answer about one shipment."""

import re
from pathlib import Path

import duckdb
import pytest
import sqlglot

from screening.screen_books import KNOWN_ON, book_at, random_rows, write_rows
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.desk.screening import Source, portable_sql
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.engine import BLANKS, ROW
from xenotime.screening.warehouse import DIALECTS, Script

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
REQUEST = """number,state,fact,about_kind,about,to,answer,answered_by,answered_on
R1,answered,end_use,shipment,S,One,military,One,2026-05-01
"""


def test_a_table_with_a_column_that_the_file_did_not_have_is_not_answered(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, without = write_rows(tmp_path / "rows.csv", random_rows(6, 12)), tmp_path / "without.csv"
    every = f"read_csv('{file}', all_varchar = true)"
    with duckdb.connect() as db:
        db.sql(f"SELECT * EXCLUDE (via) FROM {every}").write_csv(str(without))
    source = Source(without, tmp_path / "out")
    script = portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, "duckdb")
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE shipments AS SELECT * EXCLUDE (via) FROM {every}")
        assert len(db.execute(script).fetchall()) == 12
        for each in ("keyed", "ship"):
            db.execute(f"DROP VIEW {each}")
        db.execute(f"CREATE OR REPLACE TABLE shipments AS FROM {every}")
        statements = db.extract_statements(script)
        failed = []
        for statement in statements:  # a client may go on behind what was refused
            try:
                db.execute(statement)
            except duckdb.Error:
                failed.append(statement.query)
        assert statements[-1].query in failed
        assert "columns_of_the_file" in failed[0]


@pytest.mark.parametrize("document", ["NULL", "''", "' \u00a0'"])
def test_a_row_without_a_document_is_held_since_nobody_could_name_what_is_let_go(
    document: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = write_rows(tmp_path / "rows.csv", random_rows(6, 12))
    source = Source(file, tmp_path / "out")
    script = portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, "duckdb")
    rows = f"FROM read_csv('{file}', all_varchar = true)"
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE shipments AS SELECT * REPLACE ({document} AS shipment) {rows}")
        found = db.execute(script)
        at = [each[0] for each in found.description].index("reason")
        assert {row[at] for row in found.fetchall()} == {"NOT-SCREENED"}


def test_an_answer_about_one_shipment_is_not_dropped_where_rows_lie_elsewhere(
    lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "book"
    book_at(folder, lawbook)
    (folder / "positions.toml").unlink()
    words = ["law", "sql", "--book", str(folder), "--regime", "zz"]
    assert main(words) == 0
    (folder / "requests.csv").write_text(REQUEST, "utf-8")
    capsys.readouterr()
    assert main(words) == UNREADABLE
    assert "S (R1)" in capsys.readouterr().err
    other = write_rows(tmp_path / "rows.csv", random_rows(6, 3))
    assert main([*words[:2], str(other), *words[2:]]) == UNREADABLE


@pytest.mark.parametrize(("dialect", "end"), [("spark", r"\\z"), ("databricks", r"\\z"), ("postgres", "$")])
def test_a_number_ends_where_its_cell_does(
    dialect: str, end: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(6, 2)), tmp_path / "out")
    script = portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, dialect)
    assert f"[0-9]{{1,18}})?{end}'" in script


@pytest.mark.parametrize("dialect", DIALECTS)
def test_blanks_around_ids_are_no_letters_to_any_version_of_a_translator(
    dialect: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", random_rows(6, 2)), tmp_path / "out")
    script = portable_sql(lawbook, book, answering.book_words(lawbook), ASKED, source, dialect)
    first = BLANKS[: BLANKS.index(" ")]
    escaped = "".join(f"\\{ord(each):03o}" for each in first)
    is_raw = dialect in {"duckdb", "postgres"}
    beside_the_day = 1  # whether there is a document
    assert script.count(f"'{first if is_raw else escaped} ") == len(ROW) + beside_the_day
    assert max(script) < "\U00010000"


def test_bigquery_whose_views_know_no_schema_makes_none_and_its_query_says_the_same(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file, words = write_rows(tmp_path / "rows.csv", random_rows(6, 40)), answering.book_words(lawbook)
    plain, own = (
        portable_sql(lawbook, book, words, ASKED, Source(file, tmp_path / each), each)
        for each in ("duckdb", "bigquery")
    )
    assert "VIEW" not in own
    inside = re.sub(r"\\(\d{3})", lambda each: chr(int(each[1], 8)), own.split(";\n\n")[-1])
    query = sqlglot.transpile(inside, read="bigquery", write="duckdb")[0]
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE shipments AS FROM read_csv('{file}', all_varchar = true)")
        rows = db.execute(plain).fetchall()
        for each in ("keyed", "ship", "shipments_with_the_columns_of_the_file"):
            db.execute(f"DROP VIEW {each}")
        assert sorted(db.execute(query).fetchall()) == sorted(rows)
        db.execute("ALTER TABLE shipments ADD COLUMN more VARCHAR")
        with pytest.raises(duckdb.Error):
            db.execute(query)
    assert len(rows) == 40


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_statement_is_longer_than_a_warehouse_takes(dialect: str) -> None:
    rows = [(number, "a" * 3_000) for number in range(900)]
    script = Script({"x_told": (("i_answer", "t_gaps"), rows)}, (), "SELECT 1 AS k", "SELECT 1").written(
        dialect
    )
    parts = script.split(";\n\n")
    assert max(len(each.encode()) for each in parts) < 1_000_000
    assert script.count("aaaa'") == 900


def test_the_script_is_the_same_whatever_the_order_of_the_rows(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows, words = random_rows(40, 3), answering.book_words(lawbook)
    one, other = (
        portable_sql(
            lawbook, book, words, ASKED, Source(write_rows(tmp_path / name, some), tmp_path / "out"), "duckdb"
        )
        for name, some in (("one.csv", rows), ("other.csv", rows[::-1]))
    )
    assert other == one
