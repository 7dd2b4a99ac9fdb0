"""A CSV file is read as text; each row that is badly written is named with what to do."""

from fractions import Fraction
from pathlib import Path

import pytest

from xenotime.errors import Problem, UnreadableBook
from xenotime.facts.book import Book
from xenotime.reading.book.reader import read_book


def book(folder: Path, items: bytes | str, toml: str = "") -> Path:
    (folder / "book.toml").write_text("format = 1\n" + toml, encoding="utf-8")
    (folder / "items.csv").write_bytes(items.encode() if isinstance(items, str) else items)
    return folder


def read(folder: Path, items: bytes | str, toml: str = "") -> Book:
    return read_book(book(folder, items, toml))


def problems(folder: Path, items: bytes | str, toml: str = "") -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read(folder, items, toml)
    return caught.value.problems


def only(folder: Path, items: bytes | str, toml: str = "") -> Problem:
    (problem,) = problems(folder, items, toml)
    return problem


@pytest.mark.parametrize(
    "items",
    [
        b"\xef\xbb\xbfitem,name\nM,M\xc3\xb6tor\n",
        b"item,name\r\nM,M\xc3\xb6tor\r\n",
        b"item,name\n\n\nM,M\xc3\xb6tor\n,\n \n",
        b'item , name\n"M","M\xc3\xb6tor"',
        b"item,name,,\nM,M\xc3\xb6tor,,\n",
    ],
)
def test_marks_line_ends_and_empty_lines_do_not_matter(tmp_path: Path, items: bytes) -> None:
    assert [one.name for one in read(tmp_path, items).items.values()] == ["Mötor"]


def test_a_row_is_counted_as_a_spreadsheet_counts_it(tmp_path: Path) -> None:
    items = 'item,name,mass_kg\nM,"two\nlines",1\n\nP,x,heavy\n'
    assert only(tmp_path, items).row == 4


@pytest.mark.parametrize(
    ("codec", "declared"),
    [("cp1252", "cp1252"), ("latin-1", "latin-1"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_another_encoding_is_read_when_it_is_declared(tmp_path: Path, codec: str, declared: str) -> None:
    name = "磁铁" if codec in {"utf-16", "gb18030"} else "Mötor"
    items = f"item,name\nM,{name}\n".encode(codec)
    assert read(tmp_path, items, f'[csv]\nencoding = "{declared}"\n').items["M"].name == name
    assert "[csv] encoding" in only(tmp_path, items).do


def test_the_first_byte_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    found = only(tmp_path, b"item,name\nA,fine\nM,M\xf6tor\n")
    assert (found.row, "0xf6" in found.found, "number 21" in found.found) == (3, True, True)


def test_an_undeclared_delimiter_is_told_from_the_header(tmp_path: Path) -> None:
    for mark, written in ((";", '";"'), ("\t", '"\\t"')):
        items = f"item{mark}name\nM{mark}Motor\n"
        assert f"delimiter = {written}" in only(tmp_path, items).do
        assert read(tmp_path, items, f"[csv]\ndelimiter = {written}\n").items["M"].name == "Motor"


def test_a_decimal_comma_is_read_when_it_is_declared(tmp_path: Path) -> None:
    items = "item;mass_kg;value\nM;0,5;1.234,50\n"
    style = '[csv]\ndelimiter = ";"\n'
    motor = read(tmp_path, items, style + 'decimal = ","\n').items["M"]
    assert motor.mass_kg is not None
    assert motor.value is not None
    assert (motor.mass_kg.low, motor.value.low * 2) == (Fraction(1, 2), Fraction(2469))
    assert all("decimal" in one.do for one in problems(tmp_path, items, style))


def test_short_long_and_badly_quoted_rows_are_each_named(tmp_path: Path) -> None:
    items = 'item,name\nA\nB,x,y\nC,"x"y\nD,fine\nE,"never closed\nF,z\n'
    found = problems(tmp_path, items)
    assert sorted((one.row or 0, one.what) for one in found) == [
        (2, "The row has too few cells"),
        (3, "The row has too many cells"),
        (4, "The row is badly quoted"),
        (6, "The row is badly quoted"),
    ]
    assert all(one.do for one in found)


def test_a_column_that_is_there_twice_is_a_problem(tmp_path: Path) -> None:
    assert "twice" in only(tmp_path, "item,name,name\nM,a,b\n").what


def test_an_unknown_column_comes_with_the_nearest_name_and_can_be_ignored(tmp_path: Path) -> None:
    items = "item,mas_kg\nM,1\n"
    found = only(tmp_path, items)
    assert (found.column, "'mass_kg'" in found.do, "mass_kg" in found.allowed) == ("mas_kg", True, True)
    assert read(tmp_path, items, '[ignore]\nitems = ["mas_kg"]\n').items["M"].mass_kg is None


def test_a_column_in_other_letters_is_unknown_and_its_own_name_is_missed(tmp_path: Path) -> None:
    found = problems(tmp_path, "Item,name\nM,Motor\n")
    assert ["'item'" in found[0].do, "missing" in found[1].what, len(found)] == [True, True, 2]


def test_a_cell_under_no_heading_is_not_lost(tmp_path: Path) -> None:
    assert "no heading" in only(tmp_path, "item,name,\nM,Motor,5 kg\n").what


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"item\n\x00\x01\x02", bytes(range(256)) * 20])
def test_what_is_no_text_is_one_problem(tmp_path: Path, content: bytes) -> None:
    assert "not a CSV file" in only(tmp_path, content).what


@pytest.mark.parametrize("length", [40_000, 200_000])
def test_a_cell_that_is_too_long_is_a_problem(tmp_path: Path, length: int) -> None:
    found = only(tmp_path, f"item,name\nM,{'x' * length}\n")
    assert (found.row, "too long" in found.what) == (2, True)


def test_more_rows_than_can_be_read_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xenotime.reading.tables.sheet.MOST_ROWS", 3)
    found = only(tmp_path, "item\nA\nB\nC\nD\n")
    assert (found.row, "too many rows" in found.what) == (4, True)


def test_a_file_that_is_too_large_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xenotime.reading.tables.csv.LARGEST_FILE", 5)
    assert "too large" in only(tmp_path, "item\nMOTOR\n").what


def test_a_quotation_mark_that_takes_rows_into_one_cell_is_a_problem(tmp_path: Path) -> None:
    items = 'item,mass_kg,name\nM,1,"5 inch\nMAG,0.1,Magnet\nP,1,6 inch"\nQ,1,"a text, long\nof two lines"\n'
    found = only(tmp_path, items)
    assert (found.row, "takes rows into one cell" in found.what) == (2, True)
    read_again = read(tmp_path, items.replace('"5 inch', "5 inch").replace('6 inch"', "6 inch"))
    assert [*read_again.items] == ["M", "MAG", "P", "Q"]


@pytest.mark.parametrize("declared", ["cp1252", "latin-1", "gb18030"])
def test_letters_that_are_utf_8_are_not_read_as_another_encoding(tmp_path: Path, declared: str) -> None:
    toml = f'[csv]\nencoding = "{declared}"\n'
    found = only(tmp_path, "item,name\nM,Mötor 磁铁\n".encode(), toml)
    assert ("UTF-8 and not" in found.what, 'encoding = "utf-8"' in found.do) == (True, True)
    assert read(tmp_path, "item,name\nM,Motor\n", toml).items
    assert read(tmp_path, "item,name\nM,Mötor\n".encode(declared), toml).items["M"].name == "Mötor"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ('item,substance\nM,"Fe\nM,Dy\nP,Fe"\n', "substance"),
        ('lot,item\nL1,"M\nL2,M\nL3,P"\n', "item"),
    ],
)
def test_no_id_has_two_lines_so_that_no_row_of_two_columns_is_taken_into_one(
    table: str, column: str, tmp_path: Path
) -> None:
    name = "contents" if column == "substance" else "lots"
    (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8")
    found = only(tmp_path, "item,name\nM,Motor\nP,Pump\n", '[assume]\ncontents.others = "none"\n')
    assert (found.file, found.row, found.column) == (f"{name}.csv", 2, column)
    assert "another line" in found.what


def test_values_in_two_lines_of_a_cell_are_refused_where_semicolons_part_them(tmp_path: Path) -> None:
    (tmp_path / "parties.csv").write_text('party,name,ids\nP,P,"XI-LEI:1\nXI-LEI:2"\n', encoding="utf-8")
    found = only(tmp_path, "item\nM\n")
    assert (found.file, found.column, "part several" in found.do) == (
        "parties.csv",
        "ids",
        True,
    )
    (tmp_path / "parties.csv").write_text('party,name,ids\nP,P,"XI-LEI:1;\nXI-LEI:2"\n', encoding="utf-8")
    assert read(tmp_path, "item\nM\n").parties["P"].ids == ("XI-LEI:1", "XI-LEI:2")
