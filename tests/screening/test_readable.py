"""What cannot be read is refused as where shipments are checked one by one, with its rows, whatever engine reads it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.screen_books import HEADER, KNOWN_ON, Row, random_rows, results_in, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.desk.shipment_cells import Cells
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.facts.item import Lot
from xenotime.law.lawbook import Lawbook
from xenotime.screening.by_query import ByQuery
from xenotime.screening.duck import Duck
from xenotime.screening.readable import MOST_PROBLEMS
from xenotime.screening.run import Wanted

Screened = Callable[[Lawbook, Book, Path, Path], None]
ASKED = Asked(KNOWN_ON, ("zz",), explain=False)


def by_columns(lawbook: Lawbook, book: Book, file: Path, out: Path) -> None:
    screen(lawbook, book, answering.book_words(lawbook), ASKED, Source(file, out))


def by_query(lawbook: Lawbook, book: Book, file: Path, out: Path) -> None:
    cells, engine = Cells(book, answering.book_words(lawbook)), Duck(file, out)
    run = ByQuery(lawbook, book, Wanted(KNOWN_ON, ("zz",)), engine, cells.read, cells.check, out, ())
    run.run(lambda *_: None, out / "release.csv")


def by_spark(lawbook: Lawbook, book: Book, file: Path, out: Path) -> None:
    screen(
        lawbook,
        book,
        answering.book_words(lawbook),
        ASKED,
        Source(file, out, engine="spark", master="local[2]"),
    )


def changed(rows: Sequence[Row], **cells: Sequence[str]) -> list[Row]:
    """The rows with these cells in them, one after the other."""
    made = [list(row) for row in rows]
    for name, texts in cells.items():
        for row, text in zip(made, texts, strict=True):
            row[HEADER.index(name)] = text
    return [tuple(row) for row in made]


@pytest.mark.parametrize("screened", [by_columns, by_query, by_spark])
def test_a_quantity_in_a_unit_that_does_not_measure_its_item_is_refused_with_its_rows(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    items = ["BELL", "BELL", "POWDER", "BELL", "POWDER", "BELL"]
    units = ["kg", "litre", "g", "litre", "piece", "litre"]
    quantities = ["1", "", "2..3", "5", "4..5", "0"]
    rows = changed(random_rows(5, 6), item=items, unit=units, quantity=quantities)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, book, write_rows(tmp_path / "rows.parquet", rows), out)
    found = {(each.row, each.column, each.found) for each in refused.value.problems}
    assert found == {(5, "unit", "'litre' in rows 5, 7"), (6, "unit", "'piece' in rows 6")}


@pytest.mark.parametrize("screened", [by_columns, by_query, by_spark])
def test_a_lot_of_another_item_is_refused_with_its_rows(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    lots = {name: Lot(name, item) for name, item in (("L1", "BELL"), ("L2", "POWDER"))}
    named = ["L1", "L2", "", "L2", "L1", "L2"]
    items = ["BELL", "BELL", "BELL", "POWDER", "POWDER", "BELL"]
    file = write_rows(tmp_path / "rows.parquet", changed(random_rows(5, 6), item=items, lot=named))
    (tmp_path / "out").mkdir()
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, replace(book, lots=lots), file, tmp_path / "out")
    found = {(each.row, each.column, each.found) for each in refused.value.problems}
    assert found == {(3, "lot", "'L2' in rows 3, 7"), (6, "lot", "'L1' in rows 6")}


@pytest.mark.parametrize("screened", [by_columns, by_query, by_spark])
@pytest.mark.parametrize("column", ["shipment", "line"])
def test_a_name_that_no_cell_holds_is_refused_with_its_row(
    screened: Screened, column: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = changed(random_rows(5, 3), **{column: ["1", "2" * 32_767, "é" * 32_768]})
    (tmp_path / "out").mkdir()
    with pytest.raises(UnreadableBook, match="A cell is too long") as refused:
        screened(lawbook, book, write_rows(tmp_path / "rows.parquet", rows), tmp_path / "out")
    assert [(each.row, each.column) for each in refused.value.problems] == [(4, column)]
    assert "é" * 32_768 in Cells(book, answering.book_words(lawbook)).check(column, ["x", "é" * 32_768])


@pytest.mark.parametrize("screened", [by_columns, by_query])
@pytest.mark.parametrize(
    ("column", "text"), [("to", "none"), ("from", "none"), ("via", "XX;QN"), ("date", "none")]
)
def test_what_a_book_refuses_is_refused_of_a_file_with_its_rows(
    screened: Screened, column: str, text: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    plain = random_rows(5, 3)
    rows = changed(plain, **{column: [plain[0][HEADER.index(column)], text, text]})
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, book, write_rows(tmp_path / "rows.parquet", rows), out)
    assert [(each.row, each.column) for each in refused.value.problems] == [(3, column)]
    with pytest.raises(UnreadableBook):
        Cells(book, answering.book_words(lawbook)).read({"item": "BOX", "date": "2026-01-01", column: text})


@pytest.mark.parametrize("screened", [by_columns, by_query])
def test_a_unit_says_nothing_where_no_quantity_is_stated(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = changed(random_rows(5, 3), item=["MOTOR"] * 3, unit=["litre"] * 3, quantity=[""] * 3)
    out = tmp_path / "out"
    out.mkdir()
    screened(lawbook, book, write_rows(tmp_path / "rows.parquet", rows), out)
    assert (out / "release.csv").read_text("utf-8").count("\n") == 4


def test_cells_that_cannot_be_read_are_named_with_their_rows(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = [list(row) for row in random_rows(5, 6)]
    rows[2][HEADER.index("to")] = "Quinland"
    rows[4][HEADER.index("consignee")] = "P9"
    rows[5][HEADER.index("value")] = "1,5"
    made = [tuple(row) for row in rows]
    source = Source(write_rows(tmp_path / "rows.csv", made), tmp_path / "out")
    with pytest.raises(UnreadableBook) as refused:
        screen(lawbook, book, answering.book_words(lawbook), ASKED, source)
    assert {(each.row, each.column) for each in refused.value.problems} == {
        (4, "to"),
        (6, "consignee"),
        (7, "value"),
    }


@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet"])
@pytest.mark.parametrize(("wrong", "more"), [(MOST_PROBLEMS + 5, True), (MOST_PROBLEMS - 1, False)])
def test_of_more_problems_than_are_told_it_is_said_that_there_may_be_more(
    name: str, wrong: int, more: bool, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = changed(random_rows(5, wrong), to=[f"Land {number}" for number in range(wrong)])
    source = Source(write_rows(tmp_path / name, rows), tmp_path / "out")
    with pytest.raises(UnreadableBook) as refused:
        screen(lawbook, book, answering.book_words(lawbook), ASKED, source)
    told = [each.column for each in refused.value.problems]
    assert told == ["to"] * min(wrong, MOST_PROBLEMS) + [""] * more
    assert ("There may be more than these" in str(refused.value)) == more


def test_a_file_without_shipments_is_refused(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", []), tmp_path / "out")
    with pytest.raises(UnreadableBook, match="no shipments"):
        screen(lawbook, book, answering.book_words(lawbook), ASKED, source)


def test_a_shipment_line_that_stands_twice_is_refused(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    rows = random_rows(5, 3)
    source = Source(write_rows(tmp_path / "rows.csv", [*rows, rows[1]]), tmp_path / "out")
    with pytest.raises(UnreadableBook, match="stands twice"):
        screen(lawbook, book, answering.book_words(lawbook), ASKED, source)


@pytest.mark.parametrize("screened", [by_columns, by_spark])
@pytest.mark.parametrize(
    ("column", "cell", "refused"),
    [
        ("line", "10.0::DOUBLE", "binary fractions"),
        ("value", "0.5::FLOAT", "binary fractions"),
        ("line", "'1'::BLOB", "no cell"),
        ("line", "true", "no cell"),
        ("line", "['1', '2']", "no cell"),
        ("line", "{'a': 1}", "no cell"),
        ("via", "TIMESTAMP '2026-01-01 00:00:00'", "no cell"),
        ("via", "TIMESTAMPTZ '2026-01-01 00:00:00+00'", "no cell"),
        ("via", "INTERVAL 1 DAY", "cannot be read|no cell"),
        ("via", "TIME '10:00'", "cannot be read|no cell"),
        ("via", "uuid()", "cannot be read|no cell"),
    ],
)
def test_a_column_of_a_type_of_which_no_cell_as_stated_comes_is_refused(
    screened: Screened, column: str, cell: str, refused: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    with duckdb.connect() as db:
        db.execute(
            f"COPY (SELECT 'S' AS shipment, 'BOX' AS item, DATE '2026-01-01' AS date, {cell} AS {column}) TO '{file}'"
        )
    with pytest.raises(UnreadableBook, match=refused):
        screened(lawbook, book, file, tmp_path / "out")
    assert not list((tmp_path / "out").glob("**/part-*"))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("'US' AS \"TO\"", "did you mean 'to'"),
        ("'US' AS \"end use\"", "did you mean 'end_use'"),
        ("'US' AS Zweck", "do      Rename it"),
        ("0.1::DOUBLE + 0.2::DOUBLE AS value", "fifteen digits"),
        ("'nan'::DOUBLE AS value", "nothing where the number is not known"),
    ],
)
def test_what_a_parquet_file_cannot_say_is_told_with_what_it_may_mean(
    cells: str, told: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    with duckdb.connect() as db:
        db.execute(
            f"COPY (SELECT 'S' AS shipment, 'BOX' AS item, DATE '2026-01-01' AS date, {cells}) TO '{file}'"
        )
    with pytest.raises(UnreadableBook, match=told):
        by_columns(lawbook, book, file, tmp_path / "out")


def test_a_column_that_a_parquet_file_has_twice_is_told_so(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    for second in ("to", "TO"):
        names = ["shipment", "item", "date", "to", second]
        cells = [pa.array([each]) for each in ("S", "BOX", "2026-01-01", "QN", "QO")]
        parquet.write_table(pa.table(cells, names=names), file)
        with pytest.raises(UnreadableBook, match="there twice"):
            by_columns(lawbook, book, file, tmp_path / "out")


def test_a_file_that_is_no_parquet_or_is_cut_off_is_told_so(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    file.write_text("shipment,item,date\nS,BOX,2026-01-01\n", "utf-8")
    with pytest.raises(UnreadableBook, match="of another kind than its name says"):
        by_columns(lawbook, book, file, tmp_path / "out")


@pytest.mark.parametrize("screened", [by_columns, by_spark])
def test_whole_numbers_and_decimals_of_every_width_are_read(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    cells = "3::UBIGINT AS shipment, 3::UTINYINT AS line, 'BELL' AS item, DATE '2026-06-01' AS date"
    amounts = "3::SMALLINT AS quantity, 3.50::DECIMAL(38, 12) AS value, 'EUR' AS currency"
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT {cells}, {amounts}) TO '{file}'")
    screened(lawbook, book, file, tmp_path / "out")
    assert {key[:2] for key in results_in(tmp_path / "out" / "parts")} == {("3", "3")}


TYPED = """SELECT unnest([1, 2, 3, 4, 5]) AS shipment, 'BELL' AS item, 'EUR' AS currency, 'QN' AS "to",
    unnest([{value}]) AS value, unnest([{quantity}]) AS quantity, unnest([{date}]) AS date"""
VALUES = ("0.1", "1234.5", "100", "NULL", "123456789012.25")
QUANTITIES = ("1", "2.5", "0.0001", "3", "20")
DAYS = ("2025-01-01", "2026-06-30", "2026-11-10", "2026-11-11", "2025-12-31")


def typed(file: Path, value: str, quantity: str, date: str) -> Path:
    """Five shipments whose amounts and days are of these types."""
    cells = {
        "value": ", ".join(f"{each}::{value}" for each in VALUES),
        "quantity": ", ".join(f"{each}::{quantity}" for each in QUANTITIES),
        "date": ", ".join(f"'{each}'::{date}" for each in DAYS),
    }
    with duckdb.connect() as db:
        db.execute(f"COPY ({TYPED.format(**cells)}) TO '{file}'")
    return file


@pytest.mark.parametrize("screened", [by_columns, by_query, by_spark])
def test_doubles_that_say_what_was_stated_and_moments_that_begin_a_day_are_read_as_text_is(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    screened(lawbook, book, typed(tmp_path / "a.parquet", "DOUBLE", "DOUBLE", "TIMESTAMP"), tmp_path / "a")
    by_columns(lawbook, book, typed(tmp_path / "b.parquet", "VARCHAR", "VARCHAR", "VARCHAR"), tmp_path / "b")
    found, stated = (results_in(tmp_path / each / "parts") for each in "ab")
    assert found == stated
    assert len(found) == len(VALUES)


@pytest.mark.parametrize("kind", ["TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"])
def test_moments_of_every_width_are_read(kind: str, lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    by_columns(lawbook, book, typed(tmp_path / "rows.parquet", "VARCHAR", "DOUBLE", kind), tmp_path / "out")
    assert {row["day"] for row in results_in(tmp_path / "out" / "parts").values()} == set(DAYS)


@pytest.mark.parametrize("screened", [by_columns, by_query, by_spark])
@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("value", "0.1::DOUBLE + 0.2::DOUBLE"),
        ("quantity", "1e20::DOUBLE"),
        ("quantity", "'nan'::DOUBLE"),
        ("date", "TIMESTAMP '2026-06-01 10:00:00'"),
    ],
)
def test_a_double_that_is_no_decimal_and_a_moment_within_a_day_are_refused_with_their_row(
    screened: Screened, column: str, cell: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    file = tmp_path / "rows.parquet"
    cells = {
        "date": "TIMESTAMP '2026-06-01'",
        "value": "1.5::DOUBLE",
        "quantity": "2::DOUBLE",
        "currency": "'EUR'",
    }
    good, bad = (
        ", ".join(f"{each} AS {name}" for name, each in row.items())
        for row in (cells, cells | {column: cell})
    )
    with duckdb.connect() as db:
        db.execute(
            f"COPY (SELECT 'A' AS shipment, 'BELL' AS item, {good} UNION ALL SELECT 'B', 'BELL', {bad}) TO '{file}'"
        )
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, book, file, tmp_path / "out")
    assert [(each.column, each.row) for each in refused.value.problems] == [(column, 3)]


@pytest.mark.parametrize("screened", [by_columns, by_spark])
def test_a_decimal_too_wide_to_be_read_as_it_is_stated_is_refused(
    screened: Screened, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    cells = {
        "shipment": ["A"],
        "item": ["BELL"],
        "date": ["2026-06-01"],
        "quantity": ["2"],
        "currency": ["EUR"],
    }
    value = pa.array([Decimal("1.5")], pa.decimal256(50, 2))
    parquet.write_table(pa.table(cells | {"value": value}), tmp_path / "rows.parquet")
    with pytest.raises(UnreadableBook) as refused:
        screened(lawbook, book, tmp_path / "rows.parquet", tmp_path / "out")
    found = [(each.column, each.found) for each in refused.value.problems]
    assert found == [("value", "decimal of more than 38 digits")]


def test_all_that_is_wrong_in_a_parquet_file_is_told_at_once_with_the_file(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = random_rows(4, 9)

    def row(number: int, **cells: str) -> Row:
        return tuple(cells.get(name, cell) for name, cell in zip(HEADER, rows[number], strict=True))

    wrong = [
        row(0), row(0), row(1, shipment=""), row(2, date="2026-13-01"), row(3), row(4, quantity="2", unit="m"),
        row(5), row(6, item="NOPE"), row(7, date=""),
    ]  # fmt: skip
    file = write_rows(tmp_path / "rows.parquet", wrong)
    with pytest.raises(UnreadableBook) as refused:
        screen(
            lawbook, book, answering.book_words(lawbook), ASKED, Source(file, tmp_path / "out", part_rows=2)
        )
    found = {(each.column, each.row) for each in refused.value.problems}
    assert found == {("shipment", None), ("shipment", 4), ("date", 5), ("unit", 7), ("item", 9), ("date", 10)}
    assert {each.file for each in refused.value.problems} == {str(file)}
