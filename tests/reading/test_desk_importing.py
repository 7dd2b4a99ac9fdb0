"""Bringing in: a new book, or one that is there; what stands there is never changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from xenotime.desk.twins import bring_in, keep
from xenotime.errors import UnreadableBook, UnreadableRequest, UnwritableBook
from xenotime.exact import parse_range
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow, Evidence
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
    "there",
    ["Our magnet,Somebody else,77", "Our magnet,Magnets Ltd,X-2", "Our magnet,,"],
)
def test_what_is_declared_of_one_item_is_not_said_of_another_of_its_number(
    tmp_path: Path, there: str
) -> None:
    mine = book(tmp_path / "b", f"item,name,maker,maker_part\nX-1,{there}\n")
    found = replace(FOUND, items=FOUND.items | {"X-1": replace(FOUND.items["X-1"], name="Bolt")})
    for _ in range(2):
        done = keep(found, mine)
    read = read_book(mine)
    assert [row.item for row in read.contents] == ["M/X-1"]
    assert [line.parent for line in read.bill] == ["M/X-1"]
    assert any("is the book's M/X-1" in each for each in done.remarks)


def test_the_maker_and_his_number_go_before_an_item_of_that_number(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", "item,maker,maker_part\nX-1,Somebody else,77\nMINE,Magnets Ltd,X-1\n")
    keep(FOUND, mine)
    assert [row.item for row in read_book(mine).contents] == ["MINE"]


def test_one_of_several_makers_declares_his_own_number(tmp_path: Path) -> None:
    mine = book(tmp_path / "b", "item,maker,maker_part\nR1,Somebody else; Magnets Ltd,77; X-1\n")
    keep(FOUND, mine)
    assert [row.item for row in read_book(mine).contents] == ["R1"]


def test_a_twin_is_the_one_of_its_id_whoever_made_it(tmp_path: Path) -> None:
    twin = "urn:uuid:0fed587c-7ab4-4597-9841-1718e9693003"
    mine = book(tmp_path / "b", f"item,name,maker\n{twin},Rotor,A\n")
    keep(Book(items={twin: Item(twin, name="Rotor 2", maker="B", maker_part="7")}), mine)
    assert list(read_book(mine).items) == [twin]


def test_two_documents_of_one_name_stay_two(tmp_path: Path) -> None:
    def declared(sha: str, item: str) -> Book:
        row = replace(DY, item=item, evidence=("declaration",))
        return Book(
            items={item: Item(item, maker="M", maker_part=item, evidence=("declaration",))},
            contents=(row,),
            parties=FOUND.parties,
            evidence={"declaration": Evidence("declaration", "declaration.xml", sha * 64)},
        )

    for sha, item in (("a", "X-1"), ("b", "X-2"), ("b", "X-2")):
        keep(declared(sha, item), tmp_path / "b")
    read = read_book(tmp_path / "b")
    assert {row.item: row.evidence for row in read.contents} == {
        "X-1": ("declaration",),
        "X-2": ("declaration bbbbbbbb",),
    }
    assert {each.sha256[0] for each in read.evidence.values()} == {"a", "b"}


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
