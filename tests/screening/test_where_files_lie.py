"""What files and folders are called says nothing of the shipments in them, and one file is not read for another."""

import json
from pathlib import Path

import duckdb
import pytest

from screening.screen_books import (
    HEADER,
    KNOWN_ON,
    Row,
    book_at,
    random_rows,
    results_in,
    screened,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.desk import answering
from xenotime.desk.screening import Source, compare, portable_sql, screen
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.csv_lines import lines_of
from xenotime.screening.folders import parts_of

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
ROWS = random_rows(31, 6)


def typed(file: Path, rows: list[Row] = ROWS) -> Path:
    """A file in which what is counted and days are no texts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = write_rows(file.with_suffix(".csv"), rows)
    days = "SELECT * REPLACE (CAST(date AS TIMESTAMP) AS date)"
    with duckdb.connect() as db:
        db.sql(f"{days} FROM ({lines_of(plain, HEADER)})").write_parquet(str(file))
    plain.unlink()
    return file


@pytest.mark.parametrize("folder", ["to=QN", "date=2024-06-01/end_use=civil", "year=2026"])
def test_a_file_says_the_same_whatever_the_folder_around_it_is_called(
    folder: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    plain, inside = typed(tmp_path / "rows.parquet"), typed(tmp_path / folder / "rows.parquet")
    want = screened(lawbook, book, ASKED, Source(plain, tmp_path / "one"))
    assert screened(lawbook, book, ASKED, Source(inside, tmp_path / "other")) == want
    words = answering.book_words(lawbook)
    one, other = (
        portable_sql(lawbook, book, words, ASKED, Source(each, tmp_path / "sql"), "duckdb")
        for each in (plain, inside)
    )
    assert other == one
    text = write_rows(tmp_path / folder / "text.csv", ROWS)
    assert screened(lawbook, book, ASKED, Source(text, tmp_path / "out" / folder)) == want


def test_a_line_in_a_folder_that_is_called_as_a_column_is_checked_as_it_stands(
    lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book_at(tmp_path / "book", lawbook)
    told = []
    for folder in ("rows", "to=QN", "date=2024-06-01"):
        file = typed(tmp_path / folder / "rows.parquet", [("S", *ROWS[0][1:])])
        main(["check", str(tmp_path / "book"), "--shipments", str(file), "--regime", "zz", "--json"])
        told.append(json.loads(capsys.readouterr().out)["answers"])
    assert told[0]
    assert told == [told[0]] * 3


@pytest.mark.parametrize(
    ("name", "other"), [("rows[1]", "rows1"), ("ro?s", "roys"), ("r*s", "raws"), ("[a-z]ows", "bows")]
)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_file_is_read_by_its_own_name_and_no_other_for_it(
    name: str, other: str, suffix: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    write_rows(tmp_path / f"{other}.{suffix}", random_rows(32, 9))
    file = write_rows(tmp_path / f"{name}.{suffix}", ROWS)
    want = screened(lawbook, book, ASKED, Source(write_rows(tmp_path / "q.csv", ROWS), tmp_path / "one"))
    assert screened(lawbook, book, ASKED, Source(file, tmp_path / "two")) == want


def test_results_are_counted_and_compared_by_what_stands_in_their_own_folder(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    words, early = answering.book_words(lawbook), Asked(KNOWN_ON.replace(year=2024), ("zz",), explain=False)
    file, other = (
        write_rows(tmp_path / f"{each}.csv", random_rows(each, count)) for each, count in ((31, 6), (33, 9))
    )
    want = [
        screen(lawbook, book, words, asked, Source(file, tmp_path / f"plain{at}"))
        for at, asked in enumerate((early, ASKED))
    ]
    screen(lawbook, book, words, ASKED, Source(other, tmp_path / "a1"))
    for folder in ("a[1]", "regime=x", "destination=QN"):
        found = [
            screen(lawbook, book, words, asked, Source(file, tmp_path / folder / str(at)))
            for at, asked in enumerate((early, ASKED))
        ]
        again = screen(lawbook, book, words, ASKED, Source(file, tmp_path / folder / "1"))
        assert again.totals == want[1].totals
        assert results_in(again.parts) == results_in(want[1].parts)
        assert compare(found[0], found[1]) == compare(want[0], want[1])


@pytest.mark.parametrize(("name", "is_read"), [("é 1", True), ("%C3%A9%201", False), ("50%25C3;x%20y", True)])
def test_letters_that_the_name_of_a_folder_has_as_bytes_are_not_guessed(
    name: str, is_read: bool, tmp_path: Path
) -> None:
    inside = tmp_path / "rows" / f"shipment={name}"
    inside.mkdir(parents=True)
    (inside / "a.csv").write_text("item,date\nBOX,2026-01-01\n", "utf-8")
    if is_read:
        assert len(parts_of(tmp_path / "rows", csv=True)) == 1
        return
    with pytest.raises(UnreadableBook, match="in different ways") as refused:
        parts_of(tmp_path / "rows", csv=True)
    assert [each.found for each in refused.value.problems] == [inside.name]


def test_a_file_that_is_packed_as_spark_does_not_unpack_is_refused_with_how_it_is_packed(
    tmp_path: Path,
) -> None:
    for packed in ("snappy", "zstd", "gzip", "lz4_raw", "uncompressed", "brotli"):
        with duckdb.connect() as db:
            line = "SELECT 'S1' AS shipment, 'BOX' AS item, '2026-01-01' AS date"
            db.execute(
                f"COPY ({line}) TO '{tmp_path}/{packed}.parquet' (FORMAT parquet, COMPRESSION {packed})"
            )
    with pytest.raises(UnreadableBook) as refused:
        parts_of(tmp_path, csv=False)
    (problem,) = refused.value.problems
    assert (Path(problem.file).name, problem.found) == ("brotli.parquet", "BROTLI")
    (tmp_path / "brotli.parquet").unlink()
    assert len(parts_of(tmp_path, csv=False)) == 5
