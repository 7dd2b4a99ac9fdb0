"""What somebody marked by hand in a workbook, or shows beside a number there, is told and never passed over."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from reading.test_table_workbook import rewritten
from xenotime.errors import Problem, UnreadableBook
from xenotime.reading.book.notes import Notes
from xenotime.reading.book.reader import read_book
from xenotime.reading.exports.sheet import open_export

Cell = Any
SHEETS = {
    "items": [["item", "mass_kg", "value", "currency"], ["M", 0.1, 5, "EUR"]],
    "contents": [["item", "substance", "form", "share_low"], ["M", "Dy", None, 0.03], ["M", "others", "none", None]],
}  # fmt: skip


def marked(folder: Path, sheet: str, cell: str, mark: Callable[[Cell], None]) -> Path:
    book, path = openpyxl.Workbook(), folder / "book.xlsx"
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    mark(book[sheet][cell])
    book.save(path)
    return path


def only(path: Path) -> Problem:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path)
    (problem,) = caught.value.problems
    return problem


def strike(cell: Cell) -> None:
    cell.font = Font(strike=True)


def strike_a_part(cell: Cell) -> None:
    cell.value = CellRichText("others", TextBlock(InlineFont(strike=True), " of part 1"))


def show(written: str) -> Callable[[Cell], None]:
    def mark(cell: Cell) -> None:
        cell.number_format = written

    return mark


@pytest.mark.parametrize("mark", [strike, strike_a_part])
def test_what_is_struck_through_counts_neither_as_it_stands_nor_as_nothing(
    tmp_path: Path, mark: Callable[[Cell], None]
) -> None:
    found = only(marked(tmp_path, "contents", "B3", mark))
    assert (found.what, found.row) == ("A cell is struck through", 3)
    assert "in cell B3" in found.found


def test_an_empty_cell_and_a_font_without_a_line_are_not_struck_through(tmp_path: Path) -> None:
    assert read_book(marked(tmp_path, "contents", "D3", strike)).contents[1].absent

    def off(cell: Cell) -> None:
        cell.value = CellRichText(TextBlock(InlineFont(strike=False), "others"))

    assert read_book(marked(tmp_path, "contents", "B3", off)).contents[1].absent


def test_a_cell_that_does_not_say_where_it_stands_is_struck_through_all_the_same(tmp_path: Path) -> None:
    path = marked(tmp_path, "contents", "B3", strike)
    rewritten(path, "xl/worksheets/sheet2.xml", lambda text: re.sub(r'<c r="[A-Z]+\d+"', "<c", text))
    with pytest.raises(UnreadableBook, match="'others' in cell B3"):
        read_book(path)


def test_the_cells_of_a_row_that_is_struck_through_are_one_problem(tmp_path: Path) -> None:
    def row(cell: Cell) -> None:
        for each in cell.parent[3]:
            strike(each)

    assert only(marked(tmp_path, "contents", "A3", row)).found == "'M' in cell A3 and 2 more of the row"


def test_a_note_on_a_cell_is_told_since_nobody_reads_it(tmp_path: Path) -> None:
    def note(cell: Cell) -> None:
        cell.comment = Comment("not for lot 7", "A. Person")

    remarks = read_book(marked(tmp_path, "contents", "C3", note)).remarks
    assert "book.xlsx, sheet contents: the note on cell C3 is not read: not for lot 7" in remarks


@pytest.mark.parametrize(
    ("sheet", "cell", "written", "what"),
    [
        ("contents", "D2", '"<"0.0%', "The cell shows '<' beside its number"),
        ("items", "B2", '"max. "0.0" kg"', "The cell shows 'max' beside its number"),
        ("items", "C2", "0.00 以下", "The cell shows '以下' beside its number"),
        ("items", "C2", "[$$-409]#,##0.00", "The cell shows $, and the row has EUR"),
        ("items", "C2", '0.00" CNY"', "The cell shows CNY, and the row has EUR"),
    ],
)
def test_a_number_that_is_shown_as_another_one_is_refused(
    tmp_path: Path, sheet: str, cell: str, written: str, what: str
) -> None:
    assert only(marked(tmp_path, sheet, cell, show(written))).what == what


@pytest.mark.parametrize(
    "written", ["[$€-407] #,##0.00", '0.00" EUR"', "_-* #,##0.00 [$€-407]_-", "+0.00;-0.00"]
)
def test_an_amount_that_is_shown_in_the_currency_of_its_row_is_read(tmp_path: Path, written: str) -> None:
    assert read_book(marked(tmp_path, "items", "C2", show(written))).items["M"].value is not None


def test_a_list_with_a_line_that_is_struck_through_is_not_imported(tmp_path: Path) -> None:
    notes = Notes()
    open_export(marked(tmp_path, "items", "A2", strike), notes)
    assert [each.what for each in notes.problems] == ["A cell is struck through"]


@pytest.mark.parametrize(("written", "read"), [("[$€-407] 0.00", "5 €"), ('"<"0.0', "< 5"), ("0.00", "5")])
def test_an_amount_of_an_export_names_what_its_format_shows(tmp_path: Path, written: str, read: str) -> None:
    items, _ = open_export(marked(tmp_path, "items", "C2", show(written)), Notes())
    assert items.lines[1][1][2] == read


def test_a_hidden_sheet_is_read_and_called_so(tmp_path: Path) -> None:
    def hide(cell: Cell) -> None:
        cell.parent.sheet_state = "hidden"

    read = read_book(marked(tmp_path, "contents", "A1", hide))
    assert read.contents[1].absent
    assert "book.xlsx, sheet contents: hidden in its workbook, and read as the others" in read.remarks
