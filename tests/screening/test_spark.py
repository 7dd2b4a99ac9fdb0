"""Spark, with two executors of its own that all these tests share, never differs from DuckDB nor from the trace."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from screening.screen_books import KNOWN_ON, differences, random_rows, screened, write_rows
from screening.test_csv_files import READ, REFUSED
from screening.test_rollup import assert_same, large_books, rolled_up
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.spark import Spark, session_of
from xenotime.screening.stores import SparkStore
from xenotime.tracing.column import By

MASTER = "local-cluster[2,1,1024]"


def test_two_executors_give_what_one_process_gives(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    file = write_rows(tmp_path / "rows.parquet", random_rows(11, 24))
    one = screened(lawbook, book, asked, Source(file, tmp_path / "duck"))
    other = screened(lawbook, book, asked, Source(file, tmp_path / "spark", engine="spark", master=MASTER))
    assert one.keys() == other.keys()
    assert {key: found for key in one if (found := differences(other[key], one[key]))} == {}


def test_two_executors_take_up_what_one_process_kept(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    asked, keep = Asked(KNOWN_ON, ("zz",), explain=False), tmp_path / "keep"
    before = write_rows(tmp_path / "before.parquet", random_rows(12, 24))
    screened(lawbook, book, asked, Source(before, tmp_path / "before", keep=keep))
    file = write_rows(tmp_path / "rows.parquet", random_rows(11, 24))
    one = screened(lawbook, book, asked, Source(file, tmp_path / "duck"))
    source = Source(file, tmp_path / "spark", engine="spark", master=MASTER, keep=keep)
    assert screened(lawbook, book, asked, source) == one
    again = Source(file, tmp_path / "again", keep=keep)
    done = screen(lawbook, book, answering.book_words(lawbook), asked, again)
    assert (done.counted.before > 0, done.counted.decided) == (True, 0)


@pytest.mark.parametrize("name", ["blanks around cells", "an unnamed empty column"])
def test_a_csv_file_is_read_as_in_one_process(
    name: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    asked, file = Asked(KNOWN_ON, ("zz",), explain=False), tmp_path / "rows.csv"
    file.write_text(READ[name], "utf-8")
    one = screened(lawbook, book, asked, Source(file, tmp_path / "duck"))
    assert (
        screened(lawbook, book, asked, Source(file, tmp_path / "spark", engine="spark", master=MASTER)) == one
    )


def test_a_folder_of_csv_files_in_which_a_row_is_short_is_refused(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "rows.csv"
    folder.mkdir()
    (folder / "a.csv").write_text(READ["plain"], "utf-8")
    (folder / "b.csv").write_text(REFUSED["a short row"], "utf-8")
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    with pytest.raises(UnreadableBook, match=r"Malformed CSV record: S2,1,BOX$"):
        screened(lawbook, book, asked, Source(folder, tmp_path / "spark", engine="spark", master=MASTER))


def test_a_small_table_goes_to_every_machine_and_no_shipment_moves_to_meet_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_rows(tmp_path / "rows.parquet", random_rows(11, 24))
    engine = Spark(file, tmp_path / "spark", master=MASTER)
    engine.shipped()
    engine.table("small", ("t_item", "i_number"), [("a", 1)])
    engine.session.sql("SELECT s.n, m.i_number FROM ship s JOIN small m ON m.t_item = s.s_item").explain()
    plan = capsys.readouterr().out
    assert "BroadcastHashJoin" in plan
    assert "BuildRight" in plan, "the shipments would be sent"
    engine.close()


@settings(max_examples=1, deadline=None)
@given(large_books())
def test_many_bills_in_levels_on_two_executors_give_what_the_trace_gives(told: tuple[Book, By]) -> None:
    facts, by = told
    with TemporaryDirectory() as folder:
        store = SparkStore(Path(folder), session_of(MASTER, partitions=4))
        assert_same(facts, by, *rolled_up(facts, by, store))
