"""A cell of a workbook that shows a month says no day: `11/2026` is kept there as the first of November."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.errors import UnreadableBook
from xenotime.reading.book.reader import read_book

FIRST = date(2026, 11, 1)
ORDERS = ["Sales document", "Item", "Material", "Order quantity", "Ship-to country", "Goods issue date"]


def saved(path: Path, written: str, **sheets: list[list[object]]) -> Path:
    """A workbook of these sheets, the last cell of the last row of the last of them in this format."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    sheet.cell(sheet.max_row, sheet.max_column).number_format = written
    book.save(path)
    return path


def a_book(path: Path, written: str) -> Path:
    shipments: list[list[object]] = [["shipment", "item", "date"], ["S", "M", FIRST]]
    return saved(path / "book.xlsx", written, items=[["item"], ["M"]], shipments=shipments)


@pytest.mark.parametrize(
    "written", ["mmm-yy", "mm/yyyy", "yyyy", "mmmm", 'yyyy"年"m"月"', "[$-409]mmm\\ yyyy;@"]
)
def test_a_month_is_no_day(tmp_path: Path, written: str) -> None:
    with pytest.raises(UnreadableBook) as error:
        read_book(a_book(tmp_path, written))
    [problem] = error.value.problems
    assert problem.what == "The cell shows a month and not which day of it (2026-11)"
    orders = saved(tmp_path / "orders.xlsx", written, orders=[list(ORDERS), ["1", "10", "M", 5, "DE", FIRST]])
    assert main(["import", str(orders), "--into", str(tmp_path / "b")]) == UNREADABLE


@pytest.mark.parametrize(
    "written", ["yyyy-mm-dd", "dd.mm.yy", "d-mmm-yy", "mm-dd-yy", "[$-407]d. mmmm yyyy;@"]
)
def test_a_day_is_one_however_it_is_shown(tmp_path: Path, written: str) -> None:
    assert [each.day for each in read_book(a_book(tmp_path, written)).shipments] == [FIRST]
    orders = saved(tmp_path / "orders.xlsx", written, orders=[list(ORDERS), ["1", "10", "M", 5, "DE", FIRST]])
    assert main(["import", str(orders), "--into", str(tmp_path / "b")]) == 0
    [line] = answering.open_book(tmp_path / "b", answering.load_law()).shipments
    assert line.day == FIRST
