"""Exports of a house's own systems come in whole, once, and with totals that agree to the cent."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.errors import ProblemsFound
from xenotime.exact import exactly
from xenotime.facts.book import Book

MASTER = """Werk;Material;Materialkurztext;Warengruppe;Basismengeneinheit;Standardpreis;Preiseinheit;Währung;Statistische Warennummer;Ursprungsland;Nettogewicht;Gewichtseinheit;Angelegt von
1000;000000000000471100;Motor 150 kW;MOT;ST;1.940,00;1;EUR;85015230;DE;80,000;KG;MEIER
1000;ROT-1;Rotor;MOT;ST;330,00;1;EUR;85030099;DE;25,000;KG;MEIER
1000;0010-77;Magnet N42SH;MAG;ST;5.400,00;1.000;EUR;85051110;;75,000;G;MEIER
1000;KLEB;Kleber 2K;CHE;KG;12,50;1;EUR;35069190;DE;1,000;KG;MEIER
1000;SCHROT;Blechschrott;SCH;KG;0,15;1;EUR;72044199;DE;1,000;KG;MEIER
1000;KABEL;Kabel;EL;M;0,80;1;EUR;;DE;;;MEIER
Summe;;;;;7.683,45;;;;;;;
"""
BILL = """Material        471100
Werk            1000
Basismenge      100

|Stufe|Pos |PosTyp|Komponente        |Objektkurztext|Menge    |KME|Fixe Menge|Dummy|AltPosGrp|EinsWahrsch|Option|
|------------------------------------------------------------------------------------------------------------------|
|.1   |0010|L     |ROT-1             |Rotor         |  100,000|ST |          |X    |         |           |      |
|..2  |0010|L     |0010-77           |Magnet N42SH  |2.400,000|ST |          |     |         |           |      |
|..2  |0020|L     |KLEB              |Kleber 2K     |    5,000|KG |          |     |A1       |60         |      |
|..2  |0030|T     |                  |vor dem Kleben|         |   |          |     |         |           |      |
|.1   |0020|L     |SCHROT            |Blechschrott  |   50,000-|KG |          |     |         |           |      |
|.1   |0030|L     |KABEL             |Kabel         |  300,000|M  |          |     |         |           |X     |
"""
RECORDS = """Material,Vendor,Vendor name,Vendor country,Net price,Price unit,Currency,Order unit,Country of origin,Vendor material number,Deletion indicator,Plant
0010-77,0000100200,Magnet Works,CN,"5,400.00","1,000",EUR,ST,CN,N42SH-A,,1000
0010-77,0000100300,NEO,JP,"7,100.00","1,000",EUR,ST,JP,42SH,,1000
KLEB,0000100400,Kleb AG,DE,12.40,1,EUR,KG,DE,K2,X,1000
"""
ORDERS = """Sales document;Item;Material;Description;Order quantity;Sales unit;Net value;Document currency;Sold-to party;Name of sold-to party;Ship-to party;Ship-to country;Plant;Goods issue date
0000012345;000010;471100;Motor 150 kW;10;ST;19.400,00;EUR;0000200100;Car maker;0000200101;US;1000;15.12.2026
0000012345;000020;0010-77;Magnet N42SH;200;ST;1.180,00;EUR;0000200100;Car maker;0000200101;US;1000;15.12.2026
"""


def put(folder: Path, **files: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in files.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text, "utf-8")
    return paths


def brought_in(
    capsys: pytest.CaptureFixture[str], into: Path, *sources: Path, more: tuple[str, ...] = ()
) -> tuple[int, Any]:
    status = main(["import", *map(str, sources), "--into", str(into), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def read(into: Path) -> Book:
    return answering.open_book(into, answering.load_law())


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    return put(tmp_path / "erp", mara=MASTER, bom=BILL, records=RECORDS, orders=ORDERS)


def test_four_exports_become_a_book_that_reads(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path / "book", *exports)
    assert (status, printed["imported"]["ok"]) == (0, True)
    book = read(tmp_path / "book")
    motor, magnet = book.items["471100"], book.items["0010-77"]
    assert motor.value is not None
    assert (motor.value.low, motor.codes, motor.made_in, motor.group) == (
        Fraction(1940),
        ("hs:85015230",),
        ("DE",),
        "MOT",
    )
    assert magnet.value is not None
    assert magnet.mass_kg is not None
    assert (magnet.value.low, magnet.mass_kg.low) == (Fraction("5.4"), Fraction("0.075"))
    assert magnet.maker == "0000100200; 0000100300"
    assert magnet.made_in is None
    lines = {(each.parent, each.child): each for each in book.bill}
    assert {
        key: (each.quantity.low if each.quantity else None, each.line_kind) for key, each in lines.items()
    } == {
        ("471100", "ROT-1"): (1, "phantom"),
        ("ROT-1", "0010-77"): (24, "normal"),
        ("ROT-1", "KLEB"): (Fraction("0.05"), "normal"),
        ("471100", "SCHROT"): (Fraction("-0.5"), "by-product"),
        ("471100", "KABEL"): (3, "option"),
    }
    assert lines["ROT-1", "KLEB"].alternative == "A1"
    assert [(each.id, each.line, each.item, str(each.day)) for each in book.shipments] == [
        ("0000012345", "000010", "471100", "2026-12-15"),
        ("0000012345", "000020", "0010-77", "2026-12-15"),
    ]


def test_every_total_is_that_of_the_source(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, printed = brought_in(capsys, tmp_path / "book", *exports)
    totals = {each["file"]: each["totals"][0]["source"] for each in printed["imported"]["sources"]}
    assert totals["mara.csv"] == {"lines": 6, "quantity": "0", "value": "7683.45"}
    assert totals["orders.csv"] == {"lines": 2, "quantity": "210", "value": "20580"}
    assert totals["bom.csv"]["lines"] == 6
    left = {each["file"]: [one["lines"] for one in each["left"]] for each in printed["imported"]["sources"]}
    assert left == {"mara.csv": [], "records.csv": [1], "bom.csv": [1], "orders.csv": []}


def test_importing_again_doubles_nothing(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "book"
    brought_in(capsys, into, *exports)
    before = {path.name: path.read_bytes() for path in into.iterdir()}
    _, printed = brought_in(capsys, into, *exports)
    assert {path.name: path.read_bytes() for path in into.iterdir()} == before
    assert all(
        each["added"] == each["updated"] == each["replaced"] == 0
        for each in printed["imported"]["tables"].values()
    )


def test_importing_again_updates_and_keeps_what_a_person_added(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "book"
    brought_in(capsys, into, *exports)
    items = (into / "items.csv").read_text("utf-8").replace("item,name,", "item,form,name,", 1)
    items = items.replace("0010-77,Magnet", "0010-77,permanent_magnet,Magnet").replace(
        "\n471100,", "\n471100,,"
    )
    for name in ("ROT-1", "KLEB", "SCHROT", "KABEL"):
        items = items.replace(f"\n{name},", f"\n{name},,")
    (into / "items.csv").write_text(items, "utf-8")
    (changed,) = put(
        tmp_path / "new", mara=MASTER.replace("5.400,00", "5.000,00").replace("7.683,45", "7.283,45")
    )
    brought_in(capsys, into, changed)
    magnet = read(into).items["0010-77"]
    assert magnet.value is not None
    assert (magnet.value.low, magnet.form) == (Fraction(5), ("permanent_magnet",))
    assert len(read(into).items) == 6


def test_a_plant_that_one_export_lacks_is_named(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (exports[3]).write_text(ORDERS.replace("US;1000;15.12.2026\n", "US;2000;15.12.2026\n", 1), "utf-8")
    status, printed = brought_in(capsys, tmp_path / "book", *exports)
    assert status == 20
    assert any(
        "plant 2000 is short: mara.csv has no line of it, orders.csv has 1" in each
        for each in printed["imported"]["short"]
    )


def test_a_file_for_each_plant_is_not_short_and_a_correction_is_not_short_for_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Material;Werk;Standardpreis;Preiseinheit;Währung\n"
    one, two = header + "A;1000;1,50;1;EUR\n", header + "B;2000;2,50;1;EUR\n"
    sources = put(tmp_path / "erp", one=one, two=two, whole=one + "B;2000;2,50;1;EUR\n")
    into = tmp_path / "book"
    assert brought_in(capsys, into, *sources[:2])[1]["imported"]["short"] == []
    correction = put(tmp_path / "later", correction=header + "A;1000;1,75;1;EUR\n")
    status, printed = brought_in(capsys, into, *correction)
    assert (status, len(printed["imported"]["short"])) == (20, 1)
    assert brought_in(capsys, into, sources[2])[0] == 0


def test_a_control_list_finds_the_plant_that_is_short(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    control = tmp_path / "control.csv"
    control.write_text("plant,lines,value\n1000,2,20580.00\n2000,7,300.00\n", "utf-8")
    status, printed = brought_in(
        capsys, tmp_path / "book", *exports[:1], exports[3], more=("--control", str(control))
    )
    assert status == 2
    assert any(
        "plant 2000 is in the control list and not in the source" in each["found"]
        for each in printed["problems"]
    )
    assert not (tmp_path / "book").exists()


def test_a_sum_in_the_source_that_is_not_that_of_its_lines_stops_the_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = put(tmp_path / "erp", mara=MASTER.replace("7.683,45", "7.683,46"))
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert status == 2
    assert "own value is 7683.46, its lines add up to 7683.45" in printed["problems"][0]["found"]


def test_a_number_that_could_be_two_is_refused_until_somebody_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = "Parent material,Component,Quantity,Component unit\nA,B,5.000-,kg\nA,C,2.000,kg\n"
    (path,) = put(tmp_path / "erp", bom=bill)
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert status == 2
    assert "two different numbers" in printed["problems"][0]["what"]
    for decimal, expected in ((",", -5000), (".", -5)):
        into = tmp_path / f"book{expected}"
        assert brought_in(capsys, into, path, more=("--decimal", decimal))[0] == 0
        line = next(each for each in read(into).bill if each.child == "B")
        assert line.quantity is not None
        assert (line.quantity.low, line.line_kind) == (Fraction(expected), "by-product")


def test_two_suppliers_without_a_master_price_give_a_range_in_their_own_unit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = put(tmp_path / "erp", records=RECORDS)
    assert brought_in(capsys, tmp_path / "book", path)[0] == 0
    magnet = read(tmp_path / "book").items["0010-77"]
    assert magnet.value is not None
    assert (magnet.value.low, magnet.value.high) == (Fraction("5.4"), Fraction("7.1"))


def test_the_bill_of_an_assembly_that_stands_at_two_places_is_taken_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = "Level,Component number,Quantity,Component unit\n0,TOP,1,EA\n1,SUB,2,EA\n2,MAG,4,EA\n1,BOX,1,EA\n2,SUB,1,EA\n3,MAG,4,EA\n"
    (path,) = put(tmp_path / "erp", bom=bill)
    assert brought_in(capsys, tmp_path / "book", path)[0] == 0
    lines = [(each.parent, each.child) for each in read(tmp_path / "book").bill]
    assert sorted(lines) == [("BOX", "SUB"), ("SUB", "MAG"), ("TOP", "BOX"), ("TOP", "SUB")]
    (path,) = put(tmp_path / "erp", bom=bill.replace("3,MAG,4", "3,MAG,8"))
    status, printed = brought_in(capsys, tmp_path / "other", path)
    assert status == 2
    assert "The bill of SUB stands twice" in printed["problems"][0]["what"]


def test_two_plants_with_different_bills_are_never_added_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bill = "Plant,Parent material,Component,Quantity,Component unit\n1000,A,MAG,2,EA\n2000,A,MAG,3,EA\n"
    (path,) = put(tmp_path / "erp", bom=bill)
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert (status, printed["problems"][0]["do"]) == (2, "import one plant: --plant 2000")
    assert brought_in(capsys, tmp_path / "book", path, more=("--plant", "2000"))[0] == 0
    (line,) = read(tmp_path / "book").bill
    assert line.quantity is not None
    assert line.quantity.low == 3


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("1000,MAG\n,BOX\n", "no plant in 1 lines (row 3): they are taken for those of plant 1000"),
        (",MAG\n,BOX\n", "no line says its plant: all are taken for those of plant 1000"),
    ],
)
def test_lines_that_name_no_plant_are_told_where_one_plant_is_asked_for(
    lines: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = put(tmp_path / "erp", mara=f"Plant,Material\n{lines}")
    status, printed = brought_in(capsys, tmp_path / "book", path, more=("--plant", "1000"))
    assert status == 0
    assert said in printed["imported"]["sources"][0]["assumed"]
    assert set(read(tmp_path / "book").items) == {"MAG", "BOX"}


def test_a_plant_of_which_there_is_no_line_is_refused_with_those_that_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = put(tmp_path / "erp", mara="Plant,Material\n1000,MAG\n2000,BOX\n")
    status, printed = brought_in(capsys, tmp_path / "book", path, more=("--plant", "3000"))
    (problem,) = printed["problems"]
    assert (status, problem["what"]) == (2, "No line is of this plant")
    assert (problem["found"], problem["allowed"]) == ("3000", "1000, 2000")
    assert not (tmp_path / "book").exists()


def test_a_workbook_with_typed_cells_comes_in_as_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Material list", None, None, None, None])
    sheet.append(["Material", "Material description", "Price", "Price unit", "Currency"])
    sheet.append(["MAG", "Magnet", 12345.675, 1000, "EUR"])
    path = tmp_path / "mm60.xlsx"
    book.save(path)
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert (status, printed["imported"]["sources"][0]["totals"][0]["source"]["value"]) == (0, "12345.675")
    magnet = read(tmp_path / "book").items["MAG"]
    assert magnet.value is not None
    assert magnet.value.low == Fraction("12.345675")


def test_a_file_that_no_mapping_fits_is_named_with_its_columns_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = put(tmp_path / "erp", colours="Colour,Mood\nred,angry\n")
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert (status, printed["problems"][0]["found"]) == (2, "Colour | Mood")
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "colours"\ntitle = "Colours"\nneeds = ["colour"]\n[roles.colour]\nkind = "id"\nheaders = ["colour"]\n'
        '[roles.mood]\nheaders = ["mood"]\n[[rows]]\ntable = "items"\nkey = ["item"]\ncells = { item = "{colour}", name = "{mood}" }\n',
        "utf-8",
    )
    assert brought_in(capsys, tmp_path / "book", path, more=("--map", str(own)))[0] == 0
    assert read(tmp_path / "book").items["red"].name == "angry"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "The file is empty"),
        (b"\r\n \r\n", "The file is empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"M\0a\0t\0" * 99,
            "This is neither text nor an XLSX workbook",
        ),
        (b'{\n "component": {\n  "part": "A",\n  "name": "B"\n }\n}\n', "This is no list"),
        (b'[{"part": "A", "name": "B"}]', "This is no list"),
        (b"<?xml version='1.0'?>\n<part,name>A</part,name>", "This is no list"),
        (b"<html><table><tr><td>part</td></tr></table></html>", "This is no list"),
    ],
)
def test_a_file_without_lines_is_said_to_be_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, what: str
) -> None:
    path = tmp_path / "list.xls"
    path.write_bytes(content)
    status, printed = brought_in(capsys, tmp_path / "book", path)
    assert (status, [each["what"] for each in printed["problems"]]) == (2, [what])


def test_what_each_column_became_and_what_was_ignored_is_said(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(exports[0]), "--into", str(tmp_path / "book"), "--explain"]) == 0
    text = capsys.readouterr().out
    for said in ("Preiseinheit", "items.value_per", "Angelegt von", "ignored", "decimal commas", "agrees"):
        assert said in text


def test_a_book_that_would_not_read_is_left_as_it_was(
    exports: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "book"
    brought_in(capsys, into, exports[0])
    before = {path.name: path.read_bytes() for path in into.iterdir()}
    (bad,) = put(tmp_path / "bad", orders=ORDERS.replace(";ST;1.180", ";KAR;1.180"))
    status, _ = brought_in(capsys, into, bad)
    assert status == 2
    assert {path.name: path.read_bytes() for path in into.iterdir()} == before
    with pytest.raises(ProblemsFound):
        answering.open_book(tmp_path / "nowhere", answering.load_law())


MAGNETS = '''Part No.,Description,Grade,Length (in),Width (in),Weight (oz),Qty,Country of Origin
BX-1,Block magnet 2 x 1 x 1/2 in,N42SH,2,1,16,4,CN
DX-2,"Disc 1"" dia x 1/8""",N52,1,1,0.42,400,JP
'''


@pytest.mark.parametrize(("header", "cell"), [("Weight (oz)", "16"), ("Weight (lbs)", "1"), ("Weight", "15 oz 1 oz"), ("Weight", "1 lb")])  # fmt: skip
def test_a_magnet_list_in_inches_keeps_its_grades_and_its_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], header: str, cell: str
) -> None:
    text = MAGNETS.replace("Weight (oz)", header).replace(",16,4,", f",{cell},4,")
    (source,) = put(tmp_path / "in", magnets=text if header != "Weight" else text.replace("0.42", "0.42 oz"))
    into = tmp_path / "book"
    assert brought_in(capsys, into, source)[0] == 0
    block, disc = answering.open_book(into, answering.load_law()).items.values()
    assert block.name == "Block magnet 2 x 1 x 1/2 in N42SH"
    assert block.mass_kg == exactly(Fraction("0.45359237"))
    assert (disc.name, disc.made_in) == ('Disc 1" dia x 1/8" N52', ("JP",))


def test_a_weight_without_a_unit_is_not_taken_for_kilograms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source,) = put(tmp_path / "in", magnets=MAGNETS.replace("Weight (oz)", "Weight"))
    into = tmp_path / "book"
    brought_in(capsys, into, source)
    assert {each.mass_kg for each in answering.open_book(into, answering.load_law()).items.values()} == {None}
