"""A workbook is read like CSV files, and every cell in which something may be lost is named."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xenotime.errors import Problem, UnreadableBook
from xenotime.exact import exactly
from xenotime.reading.book.reader import read_book
from xenotime.reading.tables.workbook import plain_decimal

Rows = list[list[Any]]


def workbook(folder: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "parts.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path)
    return caught.value.problems


def only(path: Path) -> Problem:
    (problem,) = problems(path)
    return problem


def test_sheets_are_tables_and_numbers_are_exact_decimals(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        items=[
            ["item", "mass_kg", "value", "value_on", "codes"],
            ["0010", 0.1, 3, date(2025, 10, 1), "cn:1E001"],
            [None] * 5,
        ],
        bill=[["parent", "child", "quantity"], ["0010", "0010", 1e20]],
        contents=[["item", "substance", "share_low"], ["0010", "Dy", 0.03]],
    )
    read = read_book(path)
    item = read.items["0010"]
    assert (item.mass_kg, item.value, item.value_on) == (
        exactly(Fraction(1, 10)),
        exactly(3),
        date(2025, 10, 1),
    )
    assert item.codes == ("cn:1E001",)
    assert read.bill[0].quantity == exactly(10**20)
    assert read.contents[0].share is not None
    assert read.contents[0].share.low == Fraction(3, 100)


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("item", 10, "number"),
        ("codes", 85051110, "number"),
        ("name", 1e5, "number"),
        ("name", True, "truth value"),
        ("mass_kg", False, "truth value"),
        ("name", date(2025, 1, 1), "day"),
        ("mass_kg", date(2025, 1, 1), "day"),
        ("value_on", datetime(2025, 1, 1, 12, 30), "day"),  # noqa: DTZ001 (workbooks have no zones)
        ("value_on", 45000, "number"),
        ("value_on", "1.1.2025", "ISO"),
        ("made_in", 5, "number"),
    ],
)
def test_a_cell_of_the_wrong_type_is_named(tmp_path: Path, column: str, cell: object, what: str) -> None:
    header = ["item", "name", "mass_kg", "value_on", "codes", "made_in"]
    row = ["M" if name == "item" else None for name in header]
    row[header.index(column)] = cell  # type: ignore[call-overload]
    found = only(workbook(tmp_path, items=[header, row]))
    letter = "ABCDEF"[header.index(column)]
    assert (what in found.what, found.row, f"cell {letter}2" in found.found) == (True, 2, True)
    assert found.file == "parts.xlsx, sheet items"
    assert found.do


def test_a_whole_number_in_a_column_of_labels_is_its_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        items=[["item", "revision"], ["A", 3], ["B", None]],
        bill=[["parent", "child", "quantity", "alternative"], ["A", "B", 1, 2], ["A", "B", 1, "2b"]],
        shipments=[
            ["shipment", "line", "item", "date"],
            ["S", 1, "A", "2026-01-05"],
            ["S", 2, "A", "2026-01-05"],
        ],
    )
    read = read_book(path)
    assert read.items["A"].revision == "3"
    assert [each.alternative for each in read.bill] == ["2", "2b"]
    assert [each.line for each in read.shipments] == ["1", "2"]
    assert only(workbook(tmp_path, items=[["item", "revision"], ["A", 1.1]])).column == "revision"


def test_errors_and_formulas_without_a_value_are_named_with_their_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item", "name", "mass_kg"], ["M", "#N/A", "=1+1"], ["P", "x", 2]])
    found = problems(path)
    assert [(one.row, one.found) for one in found] == [
        (2, "#N/A in cell B2"),
        (2, "a formula that was never calculated in cell C2"),
    ]


def test_formulas_of_a_workbook_that_is_still_to_be_calculated_have_no_value(tmp_path: Path) -> None:
    rows = [["item", "substance", "share_high"], ["M", "Dy", "=0.9-0.8"]]
    path = workbook(tmp_path, items=[["item"], ["M"]], contents=rows)
    part = "xl/worksheets/sheet2.xml"
    # what a program writes that leaves the calculating to whoever opens the workbook
    rewritten(path, part, lambda text: text.replace("<v></v>", "<v>0</v>").replace("<v />", "<v>0</v>"))
    assert [each.found for each in problems(path)] == ["a formula that was never calculated in cell C2"]
    rewritten(path, "xl/workbook.xml", lambda text: text.replace('fullCalcOnLoad="1"', 'fullCalcOnLoad="0"'))
    assert read_book(path).contents[0].absent


@pytest.mark.parametrize("shown", ["0%", "0.00%", '0.0" parts"%', "#,##0.0000%"])
def test_a_share_that_is_shown_as_per_cent_is_what_is_shown(tmp_path: Path, shown: str) -> None:
    rows: Rows = [["owner", "owned", "share_low", "share_high"], ["P", "Q", 0.6, 0.6], ["Q", "P", 0.6, 0.6]]
    path = workbook(tmp_path, parties=[["party", "name"], ["P", "x"], ["Q", "y"]], holdings=rows)
    book = openpyxl.load_workbook(path)
    for cell in ("C2", "D2"):
        book["holdings"][cell].number_format = shown
    for cell in ("C3", "D3"):
        book["holdings"][cell].number_format = '0.0" %"'
    book.save(path)
    (tmp_path / "book.toml").write_text(
        'format = 1\n[units.holdings]\nshare_low = "%"\nshare_high = "%"\n[csv]\ndecimal = ","\n', "utf-8"
    )
    assert [each.share for each in read_book(path).holdings] == [
        exactly(Fraction(60, 100)),
        exactly(Fraction(6, 1000)),
    ]


def test_a_mass_or_a_share_that_is_shown_with_its_unit_is_what_is_shown(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        items=[["item", "mass_kg"], ["A", 75], ["B", 0.5], ["C", 75], ["D", 75], ["E", 5000]],
        contents=[["item", "substance", "share_low"], ["A", "Dy", 0.5], ["A", "Tb", 0.5], ["A", "Sm", 0.5]],
    )
    book = openpyxl.load_workbook(path)
    for cell, shown in {
        "B2": '0.0" g"',
        "B3": "0.0\\ \\t",
        "B4": '0" kg"',
        "B5": "0.0",
        "B6": '0.0," kg"',
    }.items():
        book["items"][cell].number_format = shown
    for cell, shown in {"C2": '0.0" %"', "C3": '0.0" ppm"', "C4": "0%"}.items():
        book["contents"][cell].number_format = shown
    book.save(path)
    read = read_book(path)
    kilograms = [each.mass_kg.low for each in read.items.values() if each.mass_kg]
    assert kilograms == [Fraction(75, 1000), 500, 75, 75, 5]
    shares = [each.share.low for each in read.contents if each.share]
    assert shares == [Fraction(5, 1000), Fraction(5, 10**7), Fraction(1, 2)]


def shown_as(path: Path, sheet: str, cell: str, shown: str) -> None:
    book = openpyxl.load_workbook(path)
    book[sheet][cell].number_format = shown
    book.save(path)


@pytest.mark.parametrize("shown", ['0" pcs"', '0.0" Gramm"', '0.0" µg"', '[<1]0.000" g";0.0" kg"'])
def test_a_mass_that_is_shown_in_what_is_no_unit_of_mass_is_refused(shown: str, tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item", "mass_kg"], ["A", 75]])
    shown_as(path, "items", "B2", shown)
    assert "shows another unit" in only(path).what
    shown_as(path, "items", "B2", '0.0" KG"')
    assert read_book(path).items["A"].mass_kg == exactly(75)


def test_a_share_that_is_shown_in_what_is_no_part_is_refused_and_a_price_for_another_unit(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path,
        items=[["item"], ["A"]],
        contents=[["item", "substance", "share_low"], ["A", "Dy", 0.5]],
        prices=[["substance", "currency", "per_kg_low"], ["Dy", "EUR", 2]],
    )
    for shown in ('0.0" ‰"', '0.0" wt%"'):
        shown_as(path, "contents", "C2", shown)
        assert "shows another unit" in only(path).what
    shown_as(path, "contents", "C2", "0%")
    shown_as(path, "prices", "C2", '0.00" €/t"')
    assert "shows another unit" in only(path).what
    shown_as(path, "prices", "C2", '0.00" €/kg"')
    assert read_book(path).prices[0].per_kg.low == 2


def test_a_quantity_that_is_shown_with_a_mass_has_that_unit_in_its_row(tmp_path: Path) -> None:
    rows: Rows = [["parent", "child", "quantity", "unit"], ["A", "B", 5, None]]
    path = workbook(tmp_path, items=[["item"], ["A"], ["B"]], bill=rows)
    shown_as(path, "bill", "C2", '0" g"')
    assert (only(path).row, only(path).column) == (2, "quantity")
    book = openpyxl.load_workbook(path)
    book["bill"]["D2"] = "g"
    book["items"]["B1"], book["items"]["B3"] = "mass_kg", 0.1
    book.save(path)
    assert read_book(path).bill[0].quantity == exactly(Fraction(5, 100))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r' r="[A-Z]*\d+"', "", text),
        lambda text: re.sub(r'(<c) r="B\d+"', r"\1", text),
        lambda text: re.sub(r'<c r="([A-Z]+)', lambda found: found[0].lower(), text),
        lambda text: text.replace('"', "'"),
    ],
)
def test_a_sign_is_seen_whichever_way_its_cell_is_placed(
    change: Callable[[str], str], tmp_path: Path
) -> None:
    path = workbook(tmp_path, items=[["item", "mass_kg"], ["A", 75], ["B", 75]])
    shown_as(path, "items", "B3", '0" g"')
    rewritten(path, "xl/worksheets/sheet1.xml", change)
    assert [each.mass_kg for each in read_book(path).items.values()] == [
        exactly(75),
        exactly(Fraction(75, 1000)),
    ]


def test_merged_cells_are_a_problem(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item", "name"], ["M", "x"], ["P", None]])
    book = openpyxl.load_workbook(path)
    book["items"].merge_cells("B2:B3")
    book.save(path)
    found = only(path)
    assert ("merged" in found.what, found.row, found.found) == (True, 2, "B2")


def test_a_row_of_zeros_is_not_an_empty_row(tmp_path: Path) -> None:
    found = only(workbook(tmp_path, items=[["item", "mass_kg"], [None, 0]]))
    assert (found.row, found.column) == (2, "item")


def test_rows_are_numbered_as_in_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item", "mass_kg"], [], ["M", 1], [], ["P", "heavy"]])
    assert only(path).row == 5


def test_an_unknown_sheet_is_a_problem_unless_it_is_ignored(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item"], ["M"]], Notes=[["dear reader"]])
    assert "[ignore] files" in only(path).do
    (tmp_path / "parts.toml").write_text('format = 1\n[ignore]\nfiles = ["Notes"]\n', encoding="utf-8")
    assert list(read_book(path).items) == ["M"]


def test_the_toml_beside_a_workbook_maps_its_sheets_and_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path, Material=[["Material No.", "Weight g"], ["0010", 250]])
    (tmp_path / "book.toml").write_text(
        'format = 1\nname = "ERP"\n[files]\nitems = "Material"\n[columns.items]\nitem = "Material No."\nmass_kg = "Weight g"\n'
        '[units.items]\nmass_kg = "g"\n[csv]\ndecimal = ","\n',
        encoding="utf-8",
    )
    read = read_book(path)
    assert (read.name, read.items["0010"].mass_kg) == ("ERP", exactly(Fraction(1, 4)))


def test_a_folder_with_only_a_workbook_is_told_to_give_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item"], ["M"]])
    assert str(path) in only(tmp_path).do


@pytest.mark.parametrize("content", [b"", b"item,name\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_workbook_is_one_problem(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "parts.xlsx").write_bytes(content)
    assert "not an XLSX workbook" in only(tmp_path / "parts.xlsx").what


def test_a_zip_without_a_workbook_is_one_problem(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "parts.xlsx", "w") as packed:
        packed.writestr("readme.txt", "nothing")
    assert "not an XLSX workbook" in only(tmp_path / "parts.xlsx").what


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xenotime.reading.tables.workbook.LARGEST_UNPACKED", 1000)
    assert "too large" in only(workbook(tmp_path, items=[["item"], ["M"]])).what


def test_a_workbook_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item"], *[[f"I{at}"] for at in range(200)]])
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert "not an XLSX workbook" in only(path).what


def test_another_file_is_told_what_a_book_is(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item\nM\n", encoding="utf-8")
    assert str(tmp_path) in only(tmp_path / "items.csv").do


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e30, "1" + "0" * 30),
        (2.0, "2"),
        (7, "7"),
        (-0.5, "-0.5"),
        (1 - 0.9, "0.1"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_a_number_of_a_workbook_is_its_shortest_decimal(number: float, text: str) -> None:
    assert plain_decimal(number) == text


def test_a_stray_cell_in_a_far_corner_is_told_and_not_made_room_for(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item"], ["M"]])
    book = openpyxl.load_workbook(path)
    book["items"]["XFD1048576"] = "stray"
    book.save(path)
    found = only(path)
    assert ("too large" in found.what, found.found.split()[0]) == (True, "17,179,869,184")


def test_a_long_or_a_wide_sheet_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, items=[["item"], ["M"]])
    for far in ("A100000", "AB10"):
        book = openpyxl.load_workbook(path)
        book["items"][far] = "P"
        book.save(tmp_path / "far.xlsx")
        if far == "A100000":
            assert list(read_book(tmp_path / "far.xlsx").items) == ["M", "P"]
        else:
            assert "no heading" in problems(tmp_path / "far.xlsx")[-1].what
