"""Bringing in: a new book, or one that is there; what stands there is never changed."""

import json
from pathlib import Path

import pytest

from xenotime.desk.twins import bring_in, keep
from xenotime.errors import UnreadableBook, UnreadableRequest, UnwritableBook
from xenotime.exact import parse_range
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.reading.book.reader import read_book

DY = ContentRow("X-1", "Dy", share=parse_range("0.03"), said_by="M", present=True)
FOUND = Book(
    items={"X-1": Item("X-1", maker="M", maker_part="X-1"), "Y": Item("Y")},
    bill=(BillLine("X-1", "Y", parse_range("2")),),
    contents=(DY,),
    parties={"M": Party("M", name="Magnets Ltd")},
)


def book(folder: Path, items: str, more: str = "") -> Path:
    folder.mkdir()
    (folder / "book.toml").write_text("format = 1\n" + more, "utf-8")
    (folder / "items.csv").write_text(items, "utf-8")
    return folder


def test_a_new_folder_becomes_a_book(tmp_path: Path) -> None:
    done = keep(FOUND, tmp_path / "new")
    assert not done.added
    assert set(read_book(tmp_path / "new").items) == {"X-1", "Y"}


def test_rows_that_stand_already_stay_byte_for_byte(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", 'item,name\nX-1,"my own, name"\n')
    done = keep(FOUND, mine)
    assert (mine / "items.csv").read_text("utf-8").startswith('item,name\nX-1,"my own, name"\n')
    assert any("stands in the book already" in each for each in done.remarks)
    assert set(read_book(mine).items) == {"X-1", "Y"}


def test_columns_that_were_not_there_are_added(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", "item\nA\n")
    keep(FOUND, mine)
    assert read_book(mine).items["X-1"].maker == "M"


def test_bringing_the_same_in_twice_adds_nothing(tmp_path: Path) -> None:
    keep(FOUND, tmp_path / "b")
    before = {each.name: each.read_bytes() for each in (tmp_path / "b").iterdir()}
    assert keep(FOUND, tmp_path / "b").counts == {}
    assert {each.name: each.read_bytes() for each in (tmp_path / "b").iterdir()} == before


def test_the_same_part_of_the_same_maker_is_the_same_item(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", "item,maker,maker_part\nMINE,Magnets Ltd,X-1\nOTHER,Somebody else,X-1\n")
    done = keep(FOUND, mine)
    assert [row.item for row in read_book(mine).contents] == ["MINE"]
    assert any("by maker and part number" in each for each in done.remarks)


def test_a_part_number_alone_is_no_match(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", "item,maker,maker_part\nOTHER,Somebody else,X-1\n")
    keep(FOUND, mine)
    assert [row.item for row in read_book(mine).contents] == ["X-1"]


@pytest.mark.parametrize(
    "own",
    ['[columns.items]\nname = "bezeichnung"\n', '[csv]\ndelimiter = ";"\n', '[units.items]\nmass_kg = "g"\n'],
)
def test_a_table_with_columns_of_its_own_is_not_touched(tmp_path: Path, own: str) -> None:
    header = (
        "item;bezeichnung"
        if "delimiter" in own
        else "item,bezeichnung"
        if "columns" in own
        else "item,mass_kg"
    )
    mine = book(tmp_path / "b", header + "\n", own)
    before = {each.name: each.read_bytes() for each in mine.iterdir()}
    with pytest.raises((UnreadableBook, UnwritableBook)) as refused:
        keep(FOUND, mine)
    assert "items" in str(refused.value) or "bezeichnung" in str(refused.value)
    assert {each.name: each.read_bytes() for each in mine.iterdir()} == before


def test_a_workbook_that_stands_is_not_added_to(tmp_path: Path) -> None:
    keep(FOUND, tmp_path / "b.xlsx")
    with pytest.raises(UnreadableRequest):
        keep(FOUND, tmp_path / "b.xlsx")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises((UnwritableBook, UnreadableRequest)):
        keep(FOUND, tmp_path / "file" / "b")


def test_a_foreign_file_goes_the_whole_way(tmp_path: Path) -> None:
    twin = {
        "catenaXId": "urn:uuid:1",
        "childItems": [{"catenaXId": "urn:uuid:2", "quantity": {"value": 2, "unit": "unit:piece"}}],
    }
    (tmp_path / "twins.json").write_text(json.dumps(twin), "utf-8")
    done = bring_in("catenax", tmp_path / "twins.json", tmp_path / "b")
    assert done.counts == {"items": 2, "bill": 1}
    assert [line.quantity for line in read_book(tmp_path / "b").bill] == [parse_range("2")]
