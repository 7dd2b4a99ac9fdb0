"""Rows of a CSV file by a column, as spreadsheets save them, and what is said where there is none."""

from pathlib import Path

import pytest

from xenotime.errors import UnreadableRequest
from xenotime.reading.tables.column import filled_rows


def read(folder: Path, content: bytes) -> tuple[str, ...]:
    path = folder / "some.csv"
    path.write_bytes(content)
    return tuple(row["item"] for row in filled_rows(path, "item", "--confirm-table"))


@pytest.mark.parametrize("mark", [b",", b";", b"\t"])
def test_the_filled_cells_are_read_whatever_stands_between(tmp_path: Path, mark: bytes) -> None:
    lines = [b"\xef\xbb\xbftier,item,name", b"a,Q1,One", b"a,Q2,Two", b"a,,", b"short"]
    content = b"\r\n".join(each.replace(b",", mark) for each in lines)
    assert read(tmp_path, content) == ("Q1", "Q2")


def test_a_line_break_in_a_cell_and_what_guards_against_a_formula_are_read_through(tmp_path: Path) -> None:
    assert read(tmp_path, b"name,item\n\"two\nlines\",'-7\nx,'Q\n") == ("-7", "'Q")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no column item"),
        (b"name\nQ1\n", "no column item"),
        (b"item\n\n", "column item is empty"),
        (b"item\n\xe4\n", "not UTF-8"),
        (b'item\n"Q1', "no CSV"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(UnreadableRequest, match=what):
        read(tmp_path, content)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRequest, match="cannot be opened"):
        filled_rows(tmp_path / "none.csv", "item", "--confirm-table")
