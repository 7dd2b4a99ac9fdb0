"""One part, counted in two units or called by two names: no amount moves to the other unit, and no name is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import as_decimal
from xenotime.facts.book import Book
from xenotime.reading.exports.merging import MOST_NAMES

HEADER = "Parent,Part number,Description,Qty,Unit,Unit price,Currency,Weight kg\n"
BARE = "Parent,Part number,Description,Qty,Unit price,Currency\n"


def brought_in(capsys: pytest.CaptureFixture[str], into: Path, *texts: str) -> list[dict[str, Any]]:
    found = []
    for at, text in enumerate(texts):
        source = into.parent / f"list-{at}.csv"
        source.write_text(text, "utf-8")
        assert main(["import", str(source), "--into", str(into), "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out)["imported"])
    return found


def book(into: Path) -> Book:
    return answering.open_book(into, answering.load_law())


@pytest.mark.parametrize(
    "lines",
    [
        "T,MAG,Magnet,2,EA,,EUR,\nU,MAG,Magnet,0.02,kg,250,EUR,\n",
        "T,MAG,Magnet,2,EA,5,EUR,\nU,MAG,Magnet,0.02,kg,250,EUR,\n",
        "T,MAG,Magnet,2,,5,EUR,\nU,MAG,Magnet,0.02,kg,,EUR,\n",
    ],
)
def test_a_price_is_that_of_the_unit_of_its_own_line_alone(
    lines: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (said,) = brought_in(capsys, tmp_path / "b", HEADER + lines)
    assert book(tmp_path / "b").items["MAG"].value is None
    assert any("MAG is priced per" in each for each in said["remarks"])


def test_a_price_by_the_kilogram_left_out_of_one_line_does_not_come_in_by_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent,Part number,Qty,Unit,Unit price (EUR/kg)\nT,MAG,2,EA,250\nU,MAG,0.02,kg,250\n"
    brought_in(capsys, tmp_path / "b", text)
    assert book(tmp_path / "b").items["MAG"].value is None


def test_a_mass_is_that_of_the_unit_of_its_own_line_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = HEADER + "T,ROD,Rod,2,EA,,,\nU,ROD,Rod,0.5,m,,,1.2\n"
    alone = two.replace("0.5,m", "1,EA")
    brought_in(capsys, tmp_path / "b", alone)
    assert book(tmp_path / "b").items["ROD"].mass_kg is not None
    source = tmp_path / "two.csv"
    source.write_text(two, "utf-8")
    assert main(["import", str(source), "--into", str(tmp_path / "c")]) != 0
    assert "does not measure what the base unit of 'ROD' measures" in capsys.readouterr().err


def test_amounts_that_stand_for_a_piece_go_where_the_part_is_counted_otherwise_from_now_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = brought_in(
        capsys, tmp_path / "b", BARE + "T,MAG,Magnet,2,5,EUR\n", HEADER + "U,MAG,Magnet,0.02,kg,,,\n"
    )
    item = book(tmp_path / "b").items["MAG"]
    assert (item.base_unit, item.value) == ("kg", None)
    assert said["changed"] == [
        "1 cells of items say otherwise than before: value of MAG (was 5, is empty)",
        "lines of bills without a unit count in that of their part: T / MAG (was 2, is 2 kg)",
    ]


def test_an_order_does_not_say_in_what_a_priced_part_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    order = "Sales order,Item,Material,Order quantity,Unit,Country,GI date\n1,10,MAG,5,{},US,2026-03-01\n"
    brought_in(capsys, tmp_path / "b", BARE + "T,MAG,Magnet,2,5,EUR\n", order.format("EA"))
    item = book(tmp_path / "b").items["MAG"]
    assert (item.base_unit, str(item.value and item.value.low)) == ("piece", "5")
    brought_in(capsys, tmp_path / "c", BARE + "T,MAG,Magnet,2,5,EUR\n")
    (tmp_path / "order.csv").write_text(order.format("m"), "utf-8")
    assert main(["import", str(tmp_path / "order.csv"), "--into", str(tmp_path / "c")]) != 0
    assert "does not measure what the base unit of 'MAG' measures" in capsys.readouterr().err


def test_an_import_says_in_what_it_takes_the_lines_that_name_no_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = BARE + "V,MAG,Magnet,2,,\nV,NUT,Nut,2,,\n"
    _, said = brought_in(capsys, tmp_path / "b", HEADER + "U,MAG,Magnet,0.02,kg,,,\n", more)
    taken = "lines say no unit; they are taken as the book counts: MAG in kg"
    assert said["sources"][0]["assumed"] == [taken]
    (priced,) = brought_in(capsys, tmp_path / "b", more.replace("2,,\nV,NUT", "2,5,EUR\nV,NUT"))
    said_of_prices = "prices say no unit; they are taken for one as the book counts: MAG in kg"
    assert priced["sources"][0]["assumed"] == [taken, said_of_prices]


def test_every_name_of_a_part_is_kept_and_none_hides_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "T,0010,Bracket,1,,\nU,0010,Magnet N42SH,1,,\nV,0010,bracket,1,,\n"
    brought_in(capsys, tmp_path / "b", BARE + lines)
    assert book(tmp_path / "b").items["0010"].name == "Bracket + Magnet N42SH"
    assert main(["classify", str(tmp_path / "b"), "--json"]) != 0
    assert '"permanent magnet"' in capsys.readouterr().out


def test_of_very_many_names_some_are_kept_and_the_rest_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(f"T{at},P,Text {at},1,,\n" for at in range(MOST_NAMES + 1))
    (said,) = brought_in(capsys, tmp_path / "b", BARE + lines)
    assert book(tmp_path / "b").items["P"].name.count(" + ") == MOST_NAMES - 1
    assert any(f"P has {MOST_NAMES + 1} of them" in each for each in said["remarks"])


@pytest.mark.parametrize("header", ["Item", "Item number", "ID"])
def test_a_place_in_the_list_is_no_number_of_a_part(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent,{},Description,Qty\nT,1,Motor,2\nT,2,Screw,4\nU,1,Magnet,3\n"
    (tmp_path / "list.csv").write_text(text.format(header), "utf-8")
    assert main(["import", str(tmp_path / "list.csv"), "--into", str(tmp_path / "b")]) != 0
    assert "1: Motor, Magnet" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()
    brought_in(capsys, tmp_path / "c", text.format("Part number"))
    assert book(tmp_path / "c").items["1"].name == "Motor + Magnet"


@pytest.mark.parametrize(
    "text",
    [
        "Parent,Part number,Qty,Manufacturer,MPN\nT,R1,2,Vishay,AAA\nT,R1,2,Yageo,BBB\n",
        "Level,Part number,Qty,Manufacturer,MPN\n0,T,1,,\n1,R1,2,Vishay,AAA\n1,R1,2,Yageo,BBB\n",
    ],
)
def test_a_part_that_two_makers_may_deliver_does_not_count_twice(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(text, "utf-8")
    assert main(["import", str(tmp_path / "list.csv"), "--into", str(tmp_path / "b")]) != 0
    assert "R1 in T: Vishay AAA and Yageo BBB" in capsys.readouterr().err
    brought_in(capsys, tmp_path / "b", text.replace("Yageo,BBB", "Vishay,AAA"))
    assert [str(line.quantity and line.quantity.low) for line in book(tmp_path / "b").bill] == ["2", "2"]
    brought_in(capsys, tmp_path / "c", text.replace("2,Yageo", "3,Yageo"))
    assert [str(line.quantity and line.quantity.low) for line in book(tmp_path / "c").bill] == ["2", "3"]


@pytest.mark.parametrize(
    ("value", "written", "ident"),
    [
        (123, "00000", "00123"),
        (123, '"M-"0', "M-123"),
        (12345, "00-000", "12-345"),
        (123, "0", "123"),
        (123, "General", "123"),
        (123, "0.00", "123"),
        ("00123", "00000", "00123"),
    ],
)
def test_a_number_of_a_part_is_what_its_cell_shows(
    value: object, written: str, ident: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for line in (["Part number", "Description", "Price"], [value, "Magnet", 7]):
        sheet.append(line)
    sheet["A2"].number_format = sheet["C2"].number_format = written
    workbook.save(tmp_path / "list.xlsx")
    assert main(["import", str(tmp_path / "list.xlsx"), "--into", str(tmp_path / "b")]) == 0
    capsys.readouterr()
    (item,) = book(tmp_path / "b").items.values()
    assert (item.id, str(item.value and item.value.low)) == (ident, "7")


@pytest.mark.parametrize(
    ("header", "is_one"),
    [("id,name,address,city", False), ("id,name", True), ("id,name,unit,colour", True), ("part number,name,colour", True)],
)  # fmt: skip
def test_a_list_of_firms_is_no_list_of_parts(header: str, is_one: bool, tmp_path: Path) -> None:
    cells = ["F-1", "Acme Ltd", "pc", "Leeds"][: header.count(",") + 1]
    (tmp_path / "list.csv").write_text(f"{header}\n{','.join(cells)}\n", "utf-8")
    status = main(["import", str(tmp_path / "list.csv"), "--into", str(tmp_path / "b")])
    assert (status == 0, (tmp_path / "b").exists()) == (is_one, is_one)


MADE = "Parent,Part number,Qty,Unit price,Currency,Manufacturer\n"


@pytest.mark.parametrize(
    ("newer", "worth"),
    [
        ("U,B,1,,EUR,M2\n", None),
        ("T,B,1,,EUR,M1\nU,B,1,5,EUR,M2\n", None),
        ("T,B,1,,EUR,M1\n", "7.5"),
        ("T,B,1,5,EUR,M2\n", "5"),
        ("T,B,1,,EUR,\n", "7.5"),
    ],
)
def test_the_price_of_one_maker_does_not_stay_where_another_one_delivers(
    newer: str, worth: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = brought_in(capsys, tmp_path / "b", MADE + "T,B,1,7.5,EUR,M1\n", MADE + newer)
    value = book(tmp_path / "b").items["B"].value
    assert (as_decimal(value.low) if value else None) == worth
    assert any("value of B (was 7.5, is empty)" in each for each in said["changed"]) == (worth is None)


def test_the_price_of_the_material_master_stays_whoever_delivers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = "Material,Standard price,Price unit,Currency\nB,9,1,EUR\n"
    records = "Info record,Vendor,Material,Net price,Currency\n1,{},B,{},EUR\n"
    brought_in(capsys, tmp_path / "b", master, records.format("M1", "7"), records.format("M2", ""))
    item = book(tmp_path / "b").items["B"]
    assert (item.maker, as_decimal(item.value.low) if item.value else None) == ("M2", "9")


def test_an_item_that_was_classified_under_another_name_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Part number,Description,Rev\n0010,{},A\n0020,Nut,A\n"
    brought_in(capsys, tmp_path / "b", text.format("Bracket"))
    decided = ["--code", "cn:none", "--by", "A. Person", "--reason", "drawing 7"]
    assert main(["classify", str(tmp_path / "b"), "--confirm", "0010", *decided]) == 0
    capsys.readouterr()
    (same,) = brought_in(capsys, tmp_path / "b", text.format("Bracket"))
    assert same["changed"] == []
    (said,) = brought_in(capsys, tmp_path / "b", text.format("Magnet"))
    assert any("look again: 0010 (name; cn:none by A. Person on" in each for each in said["changed"])
