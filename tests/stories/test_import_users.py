"""Exports as other users of such a system would make them: each comes in as it says, or is refused with what to do."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import as_decimal
from xenotime.facts.party_list import Listing
from xenotime.naming.exact import same_names

FRAME = "-" * 60
PRINTED = """11/26/2026            Display Multi-Level BOM            1
{frame}
Material            SV-4000
Plant/Usage/Alt.    1000 / 1 / 01
Base Qty      (PC )           {base}
Reqd Qty      (PC )           {required}
{frame}
|Expl. lev|Item|Component number |Object description|Comp. Qty (CUn) |CUn|ICt|
{frame}
|.1       |0010|RO-4000          |Rotor             |        {count}|PC |L  |
|..2      |0010|MG-0042          |Magnet 42SH       |      2,400.000|PC |L  |
|..2      |0020|OXIDE            |Dysprosium oxide  |        250.000|MG |L  |
|.1       |0020|SCRAP            |Scrap sheet       |          5.000-|KG |L  |
{frame}
"""
ALTERNATIVES = """Material;Stücklistenalternative;Komponente;Menge;KME;Basismenge
SV-4000;1;RO-4000;100,00;ST;100
SV-4000;1;SCRAP;5,00-;KG;100
SV-4000;2;RO-4000;200,00;ST;100
RO-4000;1;MG-0042;2.400,00;ST;100
RO-4000;1;OXIDE;250,00;MG;100
"""
SAID: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a printed list for 100, with the base quantity in its heading": (
        "cs12.txt", PRINTED.format(frame=FRAME, base="100.000", required="100.000", count="100.000"), "cp1252", ()),
    "the same in Chinese as one country encodes it": (
        "bom.csv", "层次,组件,组件描述,数量,单位,基本数量\n1,RO-4000,转子,100.5,个,100.5\n2,MG-0042,磁钢,2400,个,100\n2,OXIDE,氧化镝,250,毫克,100\n1,SCRAP,废料,-5,千克,100\n", "gb18030", ("--root", "SV-4000")),
    "the same without a mark of order, by level of a drawing office": (
        "plm.txt", "Level\tFind No\tPart Number\tQty\tUOM\n0\t\tSV-4000\t1\tEA\n1\t1\tRO-4000\t1\tEA\n2\t1\tMG-0042\t24\tEA\n2\t2\tOXIDE\t2.5\tMG\n", "utf-16-le", ()),
    "the same with a column of the top material and two alternatives, of which one is asked for": (
        "stl.csv", ALTERNATIVES, "cp1252", ("--alternative", "1")),
}  # fmt: skip
BILL = {("SV-4000", "RO-4000"): "1", ("RO-4000", "MG-0042"): "24", ("RO-4000", "OXIDE"): "2.5", ("SV-4000", "SCRAP"): "-0.05"}  # fmt: skip


def brought_in(
    capsys: pytest.CaptureFixture[str], into: Path, name: str, text: str, *more: str, encoding: str = "utf-8"
) -> tuple[int, Any]:
    source = into.parent / name
    source.write_bytes(text.encode(encoding))
    status = main(["import", str(source), "--into", str(into), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def items(into: Path) -> dict[str, str]:
    """The value of each item, as a decimal; empty where it is not known."""
    book = answering.open_book(into, answering.load_law())
    return {name: as_decimal(each.value.low) if each.value else "" for name, each in book.items.items()}


@pytest.mark.parametrize("way", sorted(SAID))
def test_one_bill_comes_in_the_same_from_four_kinds_of_user(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text, encoding, more = SAID[way]
    status, printed = brought_in(capsys, tmp_path / "book", name, text, *more, encoding=encoding)
    assert (status, printed["problems"], printed["imported"]["agrees"]) == (0, [], True)
    book = answering.open_book(tmp_path / "book", answering.load_law())
    found = {(each.parent, each.child): as_decimal(each.quantity.low) for each in book.bill if each.quantity}
    assert found == {key: each for key, each in BILL.items() if key[1] in text}
    assert len(found) >= len(BILL) - 1
    assert book.items["OXIDE"].base_unit == "mg"


MASTER = "Material,Plant,Standard price,Moving price,Price control,Price unit,Currency\n"
ORDER = "SD Doc.,Item,Sold-to pt,Material,Order Quantity,SU,{price},Curr.,Plnt,Gds Issue Date,Country\n"
REFUSED: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "a list whose heading gives two quantities": (
        "cs12.txt", PRINTED.format(frame=FRAME, base="100.000", required="1.000", count="1.000"), (), "lines may be for either"),
    "a where-used list, which runs upwards": (
        "cs15.txt", "Where-Used List: Material\nMaterial\tMG-1\n\nLevel\tComponent\tQuantity\tUn\n1\tRO-1\t24.5\tPC\n", (), "where-used list"),
    "two alternatives of a bill, of which none is asked for": ("stl.csv", ALTERNATIVES, (), "stands twice"),
    "two bills of a table that names no material": (
        "STPO.txt", "STLNR|POSTP|IDNRK|MEINS|MENGE\n00000123|L|MG-1|ST|24.5\n00000124|L|MG-2|ST|8.5\n", ("--root", "SV-1"), "stands twice"),
    "a list that leaves out what repeats": (
        "me1m.csv", 'Material,Vendor,Net price,Price unit,Currency\nMG-1,100,"5,400.00",1000,EUR\n,200,"7,100.00",1000,EUR\n', (), "cannot be told"),
    "a price for zero pieces": ("mm60.csv", MASTER + "A,1000,12.50,,S,0,EUR\n", (), "divided by"),
    "an amount in another currency than its line": ("mm60.csv", MASTER + "A,1000,12.50 USD,12.50 USD,S,1,EUR\n", (), "another currency"),
    "a day of two digits' year": (
        "va05.csv", ORDER.format(price="Net value") + "1,10,K1,A,5,EA,100.00,EUR,1000,15.02.26,US\n", (), "Not a day"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_could_be_read_in_two_ways_is_refused_with_what_to_do_and_nothing_is_written(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text, more, said = REFUSED[what]
    status, printed = brought_in(capsys, tmp_path / "book", name, text, *more)
    assert status == 2
    assert any(said in each["what"] and each["do"] for each in printed["problems"])
    assert not (tmp_path / "book").exists()


def test_price_control_says_which_of_two_prices_counts_and_without_it_neither_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "A,1000,12.50,11.90,S,1,EUR\nB,1000,0.00,5400.00,V,1000,EUR\nC,1000,7.00,8.00,,1,EUR\n"
    status, printed = brought_in(capsys, tmp_path / "book", "mbew.csv", MASTER + rows)
    assert (status, items(tmp_path / "book")) == (0, {"A": "12.5", "B": "5.4", "C": ""})
    assert any(
        "7 and 8: no price control says which counts" in each for each in printed["imported"]["remarks"]
    )


def test_a_price_without_a_price_unit_is_taken_for_one_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Material;Werk;BME;Preis;pro;Währg\nMG-1;1000;ST;5.400,00;1.000;EUR\nMG-2;1000;ST;5,40;;EUR\n"
    _, printed = brought_in(capsys, tmp_path / "book", "mm60.csv", text)
    said = printed["imported"]["sources"][0]["assumed"]
    assert said == ["pro is empty in 1 lines (row 3): prices are taken as for one unit"]
    _, printed = brought_in(capsys, tmp_path / "other", "mm60.csv", text.replace(";pro", ";Angelegt"))
    said = printed["imported"]["sources"][0]["assumed"]
    assert said == ["no column says the price unit: prices are taken as for one unit"]


def test_the_price_of_one_piece_is_not_taken_for_the_value_of_the_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "7,10,K1,A,1000,EA,412.50,EUR,1000,2026/12/15,US\n"
    assert brought_in(capsys, tmp_path / "book", "va05.csv", ORDER.format(price="Net price") + row)[0] == 0
    (line,) = answering.open_book(tmp_path / "book", answering.load_law()).shipments
    assert (line.value, str(line.day), line.item) == (None, "2026-12-15", "A")


def test_an_amount_says_its_currency_where_its_sign_stands_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = 'Part Number,Description,Qty,Unit Price\nP-1,Motor,2,"€ 1.234,50"\nP-2,Screw,9,"0,05 CHF"\nP-3,Nut,9,"$0,04"\n'
    _, printed = brought_in(capsys, tmp_path / "book", "parts.csv", text)
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert [each.currency for each in book.items.values()] == ["EUR", "CHF", ""]
    assert items(tmp_path / "book")["P-1"] == "1234.5"
    assert any("does not say whose currency" in each for each in printed["imported"]["remarks"])


def test_cells_that_were_merged_downwards_hold_for_every_line_and_amounts_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Bills of plant 1000"], [], ["Parent", "Component", "Qty", "UoM"], ["SV-1", "MG-1", 24, "EA"], [None, "RO-1", 1, "EA"]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A4:A5")
    made.create_sheet("Notes").append(["Ask the works council", "before printing"])
    made.save(tmp_path / "bom.xlsx")
    assert main(["import", str(tmp_path / "bom.xlsx"), "--into", str(tmp_path / "book"), "--json"]) == 0
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert [(each.parent, each.child) for each in book.bill] == [("SV-1", "MG-1"), ("SV-1", "RO-1")]
    remarks = json.loads(capsys.readouterr().out)["imported"]["remarks"]
    assert "bom.xlsx, sheet Notes: no mapping fits this sheet; it was left out" in remarks


COUNTED = "Material;Werk;BME;Preis;Preiseinheit;Währung\nMG-1;1000;ST;;1;EUR\nMG-2;1000;ST;;1;EUR\n"
BOUGHT = "Material;Lieferant;Nettopreis;Preiseinheit;Währung;BPME\nMG-1;100;80,50;1;EUR;KG\nMG-2;100;80,50;1;EUR;KG\nMG-2;200;1,20;1;EUR;ST\n"


@pytest.mark.parametrize("first", ["master", "records"])
def test_a_price_per_kilogram_is_never_taken_for_that_of_a_piece(
    first: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports = [("mara.csv", COUNTED), ("me1m.csv", BOUGHT)]
    for name, text in exports if first == "master" else exports[::-1]:
        status, printed = brought_in(capsys, tmp_path / "book", name, text)
        assert (status, printed["imported"]["agrees"]) == (0, True)
    assert items(tmp_path / "book") == {"MG-1": "", "MG-2": ""}


def test_sums_marked_with_stars_in_a_column_without_a_name_are_checked_and_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "|  |Material|Plnt|BUn|Price|per|Crcy|\n|--|--|--|--|--|--|--|\n|  |A|1000|PC|1,400.50|1|EUR|\n"
        "|  |B|1000|PC|5,400.00|1,000|EUR|\n| *| |1000| |6,800.50| |EUR|\n|  |C|2000|PC|300.00|1|EUR|\n| *| |2000| |300.00| |EUR|\n|**| | | |7,100.50| |EUR|\n"
    )
    _, printed = brought_in(capsys, tmp_path / "book", "mm60.txt", text)
    totals = {each["plant"]: each["source"]["value"] for each in printed["imported"]["sources"][0]["totals"]}
    assert totals == {"1000": "6800.5", "2000": "300"}
    wrong = text.replace("7,100.50", "7,100.51")
    status, printed = brought_in(capsys, tmp_path / "other", "mm60.txt", wrong)
    assert (status, "own value is 7100.51" in printed["problems"][0]["found"]) == (2, True)


def test_a_heading_of_label_and_value_is_not_taken_for_a_list_of_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Some list\nMaterial\tSV-1\nPlant\t1000\n\nWhat\tHow many\nMG-1\t240\n"
    status, printed = brought_in(capsys, tmp_path / "book", "list.txt", text)
    assert (status, printed["problems"][0]["what"]) == (2, "No mapping fits the file")


ORDERS = """Sales document;Item;Material;Order quantity;Ship-to party;{name};Country;Delivery date
4711;10;M1;5;C100;Northern Grid Ltd;GB;2026-12-01
4711;20;M2;5;C200;Pacific Survey Inc;US;2026-12-01
4712;10;M2;5;Aalto Oy;Aalto Oy;FI;2026-12-01
"""


@pytest.mark.parametrize(
    ("name", "nameless"), [("Name of ship-to", []), ("Known to us as", ["C100", "C200"])]
)
def test_parties_of_which_only_the_number_came_are_named_for_no_list_can_be_searched_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, nameless: list[str]
) -> None:
    orders, into = tmp_path / "orders.csv", tmp_path / "book"
    orders.write_text(ORDERS.format(name=name), "utf-8")
    assert main(["import", str(orders), "--into", str(into)]) == 0
    said = capsys.readouterr().out
    assert ("NO NAME: C100, C200 came with a number alone" in " ".join(said.split())) == bool(nameless)
    assert ("NOT TAKEN OVER: Known to us as" in said) == bool(nameless)
    assert main(["import", str(orders), "--into", str(into), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["imported"]["nameless"] == nameless


def test_a_name_that_goes_on_in_the_next_column_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As lists of orders print it in two columns: the listed name was cut at the first."""
    text = (
        "Sales order,Item,Material,Sold-to party,Name 1,Name 2,Ship-to country,GI date\n"
        "1,10,A,C1,Quillon Institute of the,Academy of Tin,US,2026-03-01\n"
        "2,10,A,C2,Tin Works Ltd,Purchasing,US,2026-03-01\n3,10,A,C3,Zinc Works,,US,2026-03-01\n"
    )
    brought_in(capsys, tmp_path / "book", "orders.csv", text)
    parties = answering.open_book(tmp_path / "book", answering.load_law()).parties
    assert [parties[each].name for each in ("C1", "C2", "C3")] == [
        "Quillon Institute of the / Academy of Tin",
        "Tin Works Ltd / Purchasing",
        "Zinc Works",
    ]
    listed = tuple(
        Listing(each, each, "L") for each in ("Quillon Institute of the Academy of Tin", "Tin Works")
    )
    found = same_names(tuple(each.name for each in parties.values()), listed)
    assert sorted(found) == ["Quillon Institute of the / Academy of Tin", "Tin Works Ltd / Purchasing"]
