"""Spark, with two executors of its own that all these tests share, never differs from DuckDB nor from the trace."""

import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from pyarrow import parquet

from screening.screen_books import KNOWN_ON, differences, random_rows, screened, write_rows
from screening.test_csv_files import READ, REFUSED
from screening.test_result_folder import damaged
from screening.test_rollup import assert_same, large_books, rolled_up
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.errors import UnreadableBook, UnreadableRequest
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.duck import Duck
from xenotime.screening.engine import SHIPMENT_COLUMNS, Places
from xenotime.screening.spark import Spark
from xenotime.screening.spark_session import session_of
from xenotime.screening.stores import SparkStore
from xenotime.tracing.column import By

MASTER = "local-cluster[2,1,1024]"
ASKED = Asked(KNOWN_ON, ("zz",), explain=False)


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


def test_a_folder_of_csv_files_is_read_as_one_file_however_it_is_called(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows, folder = random_rows(13, 8), tmp_path / "rows"
    folder.mkdir()
    for name, some in (("a", rows[:5]), ("b", rows[5:])):
        write_rows(folder / f"{name}.csv", some)
    (folder / "_SUCCESS").touch()
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    one = screened(lawbook, book, asked, Source(write_rows(tmp_path / "one.csv", rows), tmp_path / "one"))
    assert screened(lawbook, book, asked, spark(folder, tmp_path / "out")) == one


@pytest.mark.parametrize(
    "odd",
    [REFUSED["a short row"], 'shipment,item,date\n"S2,BOX,2026-01-01\nS3",BOX,2026-01-01\n'],
    ids=["a row is short", "a cell swallows rows"],
)
def test_a_folder_of_csv_files_of_which_one_may_be_read_in_different_ways_is_refused(
    lawbook: Lawbook, book: Book, tmp_path: Path, odd: str
) -> None:
    folder = tmp_path / "rows.csv"
    folder.mkdir()
    (folder / "a.csv").write_text(READ["plain"], "utf-8")
    (folder / "b.csv").write_text(odd, "utf-8")
    with pytest.raises(UnreadableBook, match="in different ways") as refused:
        screened(lawbook, book, ASKED, spark(folder, tmp_path / "out"))
    assert [Path(each.file).name for each in refused.value.problems] == ["b.csv"]


def spark(file: Path, out: Path) -> Source:
    return Source(file, out, engine="spark", master=MASTER)


def rows_of(engine: Duck | Spark) -> list[tuple[str | float | None, ...]]:
    """What an engine reads in every row, in an order of its own."""
    engine.shipped()
    cells = ", ".join([*(f"s_{each}" for each in SHIPMENT_COLUMNS), "s_v", "s_q"])
    found = sorted(engine.rows(f"SELECT {cells} FROM ship"), key=repr)
    engine.close()
    return found


def test_columns_of_a_folder_of_csv_files_go_by_name_and_without_a_name_none_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "rows.csv"
    folder.mkdir()
    head, first = " shipment ,item,date,from,to", "S1,BOX,2026-01-01,ZZ,QN"
    (folder / "a.csv").write_text(f"{head}\n{first}\n", "utf-8")
    (folder / "b.csv").write_text("shipment,,item,date,to,from\nS2,,BOX,2026-01-01,QN,ZZ\n,,,,,\n", "utf-8")
    (folder / "c.csv").write_text("item,date,shipment\n\nBOX,2026-01-02,S3\n", "utf-8")
    (folder / "none.csv").write_text(head, "utf-8")
    (tmp_path / "one.csv").write_text(
        f"{head}\n{first}\nS2,BOX,2026-01-01,ZZ,QN\nS3,BOX,2026-01-02,,\n", "utf-8"
    )
    assert rows_of(Spark(folder, tmp_path, master=MASTER)) == rows_of(Duck(tmp_path / "one.csv", tmp_path))
    (folder / "d.csv").write_text("shipment,,item,date\nS4,BOX,BOX,2026-01-01\n", "utf-8")
    with pytest.raises(UnreadableBook, match="under no heading") as refused:
        Spark(folder, tmp_path, master=MASTER)
    assert Path(refused.value.problems[0].file) == folder / "d.csv"


DAY = datetime(2026, 1, 1)  # noqa: DTZ001
OF_TYPES = [
    {"date": pa.array([DAY], pa.timestamp("ns")), "value": pa.array([0.3])},
    {"date": pa.array([DAY], pa.timestamp("us")), "value": pa.array([7])},
    {"date": pa.array([DAY.date()]), "value": pa.array([Decimal("0.25")], pa.decimal128(2, 2))},
    {"date": pa.array(["2026-01-01"]), "value": pa.array([Decimal("12.5")], pa.decimal128(9, 4))},
    {"date": pa.array(["2026-01-01"]).dictionary_encode(), "value": pa.nulls(1)},
    {"date": pa.array([DAY], pa.timestamp("ns")), "quantity": pa.array([12], pa.uint16())},
]


def test_each_file_of_a_folder_says_what_it_says_by_itself_whatever_types_others_have(
    tmp_path: Path,
) -> None:
    folder, alone = tmp_path / "rows", []
    folder.mkdir()
    for number, cells in enumerate(OF_TYPES):
        file = folder / f"{number}.parquet"
        parquet.write_table(pa.table({"shipment": [f"S{number}"], "item": ["BOX"], **cells}), file)
        alone += rows_of(Duck(file, tmp_path))
    engine = Spark(folder, tmp_path, master=MASTER)
    assert engine.places({"item": "BOX"}, 5) == Places([2], str(folder / "0.parquet"), 5)
    assert rows_of(engine) == sorted(alone, key=repr)
    assert [row[-2] for row in alone] == [0.3, 7, 0.25, 12.5, None, None]


def test_a_moment_within_a_day_is_told_to_the_nanosecond_as_in_one_process(tmp_path: Path) -> None:
    day = 86_400 * 10**9
    counts = [0, day, -day, 1, -1, day + 1_000, 20_454 * day, 20_454 * day + 10**9]
    days = pa.array(counts, pa.int64()).cast(pa.timestamp("ns"))
    names = [f"S{each}" for each in counts]
    file = tmp_path / "rows.parquet"
    parquet.write_table(pa.table({"shipment": names, "item": names, "date": days}), file)
    assert rows_of(Spark(file, tmp_path, master=MASTER)) == rows_of(Duck(file, tmp_path))


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_what_is_wrong_in_a_folder_is_told_with_its_file_and_the_row_in_it(
    suffix: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    folder, good = tmp_path / "rows", random_rows(13, 3)
    folder.mkdir()
    bad = [("X", *good[0][1:]), ("Y", "", "NO SUCH ITEM", *good[0][3:]), ("Z", "", "", *good[0][3:])]
    for name, rows in (("a", good), ("b", bad), ("c", [("V", *bad[1][1:])])):
        write_rows(folder / f"{name}.{suffix}", rows)
    for each in folder.glob("*.csv") if suffix == "parquet" else ():
        each.unlink()
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, book, ASKED, spark(folder, tmp_path / "out"))
    told = [(Path(each.file).name, each.row, each.column, each.found) for each in refused.value.problems]
    assert told == [
        (f"b.{suffix}", 3, "item", "'NO SUCH ITEM' in rows 3, and in 1 other file"),
        (f"b.{suffix}", 4, "item", " in rows 4"),
    ]


def test_a_file_of_another_kind_or_name_is_refused_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    write_rows(folder / "a.parquet", random_rows(13, 2))
    with pytest.raises(UnreadableBook, match="no Parquet file") as refused:
        Spark(folder, tmp_path, master=MASTER)
    assert [Path(each.file).name for each in refused.value.problems] == ["a.csv"]
    file = folder / "a.parquet"
    for name, what in (
        ("a.csv.gz", "cannot be read"),
        ("_a.parquet", "this name"),
        ("a:b.parquet", "this name"),
    ):
        file = file.rename(folder / name)
        with pytest.raises(UnreadableBook, match=what):
            Spark(file, tmp_path, master=MASTER)


def test_columns_of_a_folder_of_parquet_files_go_by_name_wherever_they_are(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows, folder = random_rows(13, 16), tmp_path / "rows"
    folder.mkdir()
    plain, more = [row for row in rows if not row[-1]], [row for row in rows if row[-1]]
    assert plain
    assert more
    write_rows(folder / "b.parquet", more)
    write_rows(folder / "all.parquet", plain)
    with duckdb.connect() as db:
        without = f"SELECT * EXCLUDE (facts) FROM '{folder / 'all.parquet'}'"
        db.execute(f"COPY ({without}) TO '{folder / 'a.parquet'}' (FORMAT parquet)")
    for each in (*folder.glob("*.csv"), folder / "all.parquet"):
        each.unlink()
    one = screened(lawbook, book, ASKED, Source(write_rows(tmp_path / "one.parquet", rows), tmp_path / "one"))
    assert screened(lawbook, book, ASKED, spark(folder, tmp_path / "out")) == one
    write_rows(folder / "b.parquet", [(*more[0][:-1], ""), *more[1:]])
    for each in folder.glob("*.csv"):
        each.unlink()
    with pytest.raises(UnreadableRequest, match="another run"):
        screened(lawbook, book, ASKED, spark(folder, tmp_path / "out"))


@pytest.mark.parametrize(
    "name",
    [
        "_more.parquet",
        "more/rows.parquet",
        ".more/a=1/rows.parquet",
        "year=1/rows.parquet",
        "b.parquet._COPYING_",
        "a:b.parquet",
    ],
)
def test_a_file_of_a_folder_that_would_not_be_read_is_refused(
    name: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    for file in (tmp_path / "rows" / "a.parquet", tmp_path / "rows" / name):
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(write_rows(tmp_path / "some.parquet", random_rows(13, 2)), file)
    (tmp_path / "rows" / "_SUCCESS").touch()
    with pytest.raises(UnreadableBook, match="would not be read") as refused:
        screened(lawbook, book, ASKED, spark(tmp_path / "rows", tmp_path / "out"))
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_what_a_file_says_is_not_dropped_for_what_its_folder_is_called(
    suffix: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / f"rows.{suffix}" / "to=QN" / f"a.{suffix}"
    file.parent.mkdir(parents=True)
    shutil.copy(write_rows(tmp_path / f"some.{suffix}", random_rows(13, 2)), file)
    with pytest.raises(UnreadableBook, match="its folder names too"):
        screened(lawbook, book, ASKED, spark(file.parents[1], tmp_path / "out"))


@pytest.mark.parametrize(("name", "other"), [("rows[1]", "rows1"), ("rows{a,b}", "rowsa")])
def test_a_folder_is_read_by_its_own_name_and_no_other_for_it(name: str, other: str, tmp_path: Path) -> None:
    rows = random_rows(13, 4)
    for folder, some in ((name, rows), (other, rows[:1])):
        (tmp_path / folder).mkdir()
        write_rows(tmp_path / folder / "a.csv", some)
    engine = Spark(tmp_path / name, tmp_path, master=MASTER)
    assert engine.count == len(rows)
    engine.close()


def test_an_empty_file_of_a_folder_is_refused(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    write_rows(tmp_path / "rows" / "a.csv", random_rows(13, 2))
    (tmp_path / "rows" / "b.csv").touch()
    with pytest.raises(UnreadableBook, match="is empty"):
        screened(lawbook, book, ASKED, spark(tmp_path / "rows", tmp_path / "out"))


def test_a_file_of_a_folder_that_changes_while_it_is_read_is_noticed(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    (tmp_path / "rows").mkdir()
    rows = random_rows(13, 2)
    file = write_rows(tmp_path / "rows" / "a.csv", rows[:1])
    source, words = spark(tmp_path / "rows", tmp_path / "out"), answering.book_words(lawbook)

    def written_anew(*_: int) -> None:
        write_rows(file, rows)

    with pytest.raises(UnreadableBook, match="changed while"):
        screen(lawbook, book, words, ASKED, source, written_anew)


def test_bytes_that_are_no_text_are_refused_as_in_one_process(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    (tmp_path / "rows").mkdir()
    for name in "ab":
        write_rows(tmp_path / "rows" / f"{name}.csv", [(f"S{name}", *random_rows(13, 1)[0][1:])])
    last = tmp_path / "rows" / "b.csv"
    last.write_bytes(last.read_bytes().replace(b"Sb", b"S\xfc"))
    with pytest.raises(UnreadableBook, match="not written in UTF-8"):
        screened(lawbook, book, ASKED, spark(tmp_path / "rows", tmp_path / "out"))
    file, bad = write_rows(tmp_path / "rows.parquet", random_rows(4, 2)), pa.array([b"1\xff", b"2"])
    whole, column = parquet.read_table(file), pa.Array.from_buffers(pa.string(), 2, bad.buffers())
    parquet.write_table(whole.set_column(0, "shipment", column), file)
    with pytest.raises(UnreadableBook, match="no text"):
        screened(lawbook, book, ASKED, spark(file, tmp_path / "out"))


def test_a_damaged_file_is_no_fault_of_the_program(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.parquet", random_rows(13, 9))
    damaged(file, "from")
    source = spark(file, tmp_path / "out")
    for asked in (ASKED, Asked(KNOWN_ON, ("zz",), explain=False, chosen=False)):
        with pytest.raises(UnreadableBook, match="cannot be read"):
            screened(lawbook, book, asked, source)


def test_a_number_with_a_line_end_of_another_sort_behind_it_is_read_as_in_one_process(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = [
        (*row[:5], f"10{end}", *row[6:]) for row, end in zip(random_rows(14, 2), "\x85\u2028", strict=True)
    ]
    file = write_rows(tmp_path / "rows.parquet", rows)
    one = screened(lawbook, book, ASKED, Source(file, tmp_path / "one"))
    assert screened(lawbook, book, ASKED, spark(file, tmp_path / "out")) == one


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


def test_results_of_which_a_file_is_gone_or_damaged_or_of_nobody_are_made_anew(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = spark(write_rows(tmp_path / "rows.parquet", random_rows(11, 24)), tmp_path / "out")
    one = screened(lawbook, book, ASKED, source)
    listed = (source.out / "release.csv").read_bytes()
    for harm in (Path.unlink, cut_short, copied):
        file, *_ = (source.out / "parts").rglob("part-*-*.parquet")
        harm(file)
        assert screened(lawbook, book, ASKED, source) == one, harm
        assert (source.out / "release.csv").read_bytes() == listed
        assert len([*(source.out / "parts").rglob("more.parquet")]) == 0


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def copied(file: Path) -> None:
    shutil.copy(file, file.with_name("more.parquet"))
