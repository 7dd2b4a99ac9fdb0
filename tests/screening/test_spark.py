"""Spark, with two executors of its own, never differs from DuckDB."""

from pathlib import Path

from screening.screen_books import KNOWN_ON, book_at, differences, law, random_rows, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk.screening import Source

MASTER = "local-cluster[2,1,1024]"


def test_two_executors_give_what_one_process_gives(tmp_path: Path) -> None:
    lawbook = law()
    book = book_at(tmp_path / "book", lawbook)
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    file = write_rows(tmp_path / "rows.parquet", random_rows(11, 24))
    one = screened(lawbook, book, asked, Source(file, tmp_path / "duck"))
    other = screened(lawbook, book, asked, Source(file, tmp_path / "spark", engine="spark", master=MASTER))
    assert one.keys() == other.keys()
    assert {key: found for key in one if (found := differences(other[key], one[key]))} == {}
