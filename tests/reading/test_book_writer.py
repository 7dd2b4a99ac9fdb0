import tempfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook

from reading.written_books import books
from xenotime.errors import UnwritableBook
from xenotime.exact import Range, as_decimal
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.writer import write_book


def without_rows(book: Book) -> Book:
    """The book without what no writer keeps: row numbers and remarks."""

    def bare(facts: object) -> object:
        if isinstance(facts, dict):
            return {key: replace(each, row=0) for key, each in facts.items()}
        return tuple(replace(each, row=0) for each in facts)  # type: ignore[attr-defined]

    tables = ("items", "bill", "contents", "prices", "rates", "parties", "holdings", "lots", "undertakings",
              "shipments", "evidence")  # fmt: skip
    return replace(book, remarks=(), **{table: bare(getattr(book, table)) for table in tables})  # type: ignore[arg-type]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(books())
def test_a_book_that_is_written_as_a_folder_reads_the_same(book: Book) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_book(book, Path(folder) / "b")
        assert without_rows(read_book(Path(folder) / "b")) == without_rows(book)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(books())
def test_a_book_that_is_written_as_a_workbook_reads_the_same(book: Book) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_book(book, Path(folder) / "b.xlsx")
        assert without_rows(read_book(Path(folder) / "b.xlsx")) == without_rows(book)


def test_a_text_that_looks_like_a_formula_is_no_formula_in_the_workbook(tmp_path: Path) -> None:
    write_book(Book(items={"=1+1": Item("=1+1", name="=cmd|' /C calc'!A0")}), tmp_path / "b.xlsx")
    sheet = load_workbook(tmp_path / "b.xlsx")["items"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]


def test_what_no_cell_can_hold_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    third = Range(Fraction(1, 3), Fraction(1, 3))
    book = Book(
        items={"A": Item("A", kind=("a;b",)), " B": Item(" B")},
        contents=(
            ContentRow("A", "Dy", share=third, present=True),
            ContentRow("A", "Dy", present=False, absent=True),
        ),
    )
    with pytest.raises(UnwritableBook) as refused:
        write_book(book, tmp_path / "b")
    assert [(each.file, each.row) for each in refused.value.problems] == [
        ("items", 2), ("items", 3), ("contents", 2), ("contents", 3)
    ]  # fmt: skip
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("base_unit", "mass", "quantity", "unit"),
    [
        ("piece", "0.3", "1", "kg"),
        ("", "0.3", "1", "kg"),
        ("", "1.86..5.03", "1", "kg"),
        ("piece", "1.86..5.03", "1", "kg"),
        ("piece", "1.86..5.03", "2..3", "lb"),
        ("lb", "", "1", "kg"),
        ("in", "", "1", "m"),
        ("day", "", "1", "h"),
        ("dozen", "", "1", "piece"),
        ("yd", "0.7", "3", "kg"),
    ],
)
def test_a_quantity_that_is_no_decimal_in_base_units_is_written_in_a_unit_in_which_it_is_one(
    base_unit: str, mass: str, quantity: str, unit: str, tmp_path: Path
) -> None:
    read = tmp_path / "read"
    read.mkdir()
    (read / "book.toml").write_text("format = 1\n", "utf-8")
    (read / "items.csv").write_text(f"item,base_unit,mass_kg\nA,{base_unit},{mass}\n", "utf-8")
    row = f"S,A,2026-01-01,{quantity},{unit}"
    (read / "shipments.csv").write_text(f"shipment,item,date,quantity,unit\n{row}\n", "utf-8")
    book = read_book(read)
    stated = book.shipments[0].quantity
    assert stated is not None
    assert "/" in as_decimal(stated.low)
    write_book(book, tmp_path / "written")
    assert without_rows(read_book(tmp_path / "written")) == without_rows(book)


def test_the_example_book_reads_the_same_after_it_was_written(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "motor-maker"
    book = read_book(example)
    write_book(book, tmp_path / "again")
    again = read_book(tmp_path / "again")
    assert without_rows(again) == without_rows(book)
    assert again.positions == book.positions
