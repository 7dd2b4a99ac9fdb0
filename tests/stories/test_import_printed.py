"""Lists that print a vendor, a material or a batch on a line of its own, and lists of where a batch went."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import as_decimal

FRAME = "-" * 60
TWICE = """{frame}
|Material  |Warengrp|Kurztext      |
|Lieferant |Name             |
|InfoSatz   |EkOrg|Werk|Nettopreis  |Währg|pro  |BME|Gültig bis|
{frame}
"""
RECORDS = {
    "each kind of line under a header of its own, told by where it begins": """Info Records by Vendor

\tVendor\tName\tCty
\t\tMaterial\tShort text\tNet price\tCrcy\tper\tOUn

\t0000100200\tNingbo Magnet\tCN
\t\tMG-1\tMagnet N42SH\t5,400.00\tEUR\t1,000\tPC
\t\tMG-2\tMagnet N45UH\t7,100.00\tEUR\t1,000\tPC
\t0000100300\tShin Etsu\tJP
\t\tMG-1\tMagnet N42SH\t9,870.50\tEUR\t1,000\tPC
* Total\t\t\t\t22,370.50
""",
    "three kinds of line in a frame, the headers on two pages": TWICE.format(frame=FRAME)
    + """|MG-1      |M100    |Magnet N42SH  |
|0000100200 |Ningbo Magnet    |
|5300000001 |1000 |1000|    5.400,00|EUR  |1.000|ST |31.12.9999|
|0000100300 |Shin Etsu        |
|5300000002 |1000 |1000|    9.870,50|EUR  |1.000|ST |31.12.9999|
Seite 2
"""
    + TWICE.format(frame=FRAME)
    + """|MG-2      |M100    |Magnet N45UH  |
|0000100200 |Ningbo Magnet    |
|5300000003 |1000 |1000|    7.100,00|EUR  |1.000|ST |31.12.9999|
""",
    "one header, and the vendor on lines that say nothing else": """Vendor;Name 1;Country;Material;Description;Net price;Currency;Price unit;Unit
0000100200;Ningbo Magnet;CN;;;;;;
;;;MG-1;Magnet N42SH;5.400,00;EUR;1.000;ST
;;;MG-2;Magnet N45UH;7.100,00;EUR;1.000;ST
0000100300;Shin Etsu;JP;;;;;;
;;;MG-1;Magnet N42SH;9.870,50;EUR;1.000;ST
""",
    "labels between the lines of a frame": f"""{FRAME}
|Material|Short text|Net price|Crcy|per|OUn|
{FRAME}
|Vendor 0000100200 Ningbo Magnet|
|MG-1|Magnet N42SH|5,400.00|EUR|1,000|PC|
|MG-2|Magnet N45UH|7,100.00|EUR|1,000|PC|
|Vendor 0000100300 Shin Etsu|
|MG-1|Magnet N42SH|9,870.50|EUR|1,000|PC|
{FRAME}
""",
    "the first label above the header, the others between the lines": """Lieferant\t0000100200\tNingbo Magnet

Material\tKurztext\tWerk\tNettopreis\tWährg\tpro\tBME
MG-1\tMagnet N42SH\t1000\t5.400,00\tEUR\t1.000\tST
MG-2\tMagnet N45UH\t1000\t7.100,00\tEUR\t1.000\tST
Lieferant\t0000100300\tShin Etsu
MG-1\tMagnet N42SH\t1000\t9.870,50\tEUR\t1.000\tST
""",
}  # fmt: skip


def brought_in(
    capsys: pytest.CaptureFixture[str], into: Path, name: str, text: str, *more: str
) -> tuple[int, Any]:
    source = into.parent / name
    source.write_text(text, "utf-8")
    status = main(["import", str(source), "--into", str(into), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("way", sorted(RECORDS))
def test_what_stands_on_a_line_of_its_own_holds_for_the_lines_below_it(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path / "book", "me1m.txt", RECORDS[way])
    assert (status, printed["problems"], printed["imported"]["agrees"]) == (0, [], True)
    (source,) = printed["imported"]["sources"]
    assert source["mapping"] == "sap-purchasing"
    assert [(each["book"]["lines"], each["book"]["value"]) for each in source["totals"]] == [(3, "22370.5")]
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert {each: party.name for each, party in book.parties.items()} == {
        "0000100200": "Ningbo Magnet",
        "0000100300": "Shin Etsu",
    }
    values = {each: item.value for each, item in book.items.items()}
    assert {
        each: (as_decimal(Fraction(value.low or 0)), as_decimal(Fraction(value.high or 0)))
        for each, value in values.items()
        if value
    } == {"MG-1": ("5.4", "9.8705"), "MG-2": ("7.1", "7.1")}
    assert book.items["MG-1"].name == "Magnet N42SH"


def test_a_heading_with_no_line_below_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        RECORDS["one header, and the vendor on lines that say nothing else"] + "0000100400;Empty;DE;;;;;;\n"
    )
    status, printed = brought_in(capsys, tmp_path / "book", "me1m.csv", text)
    assert status == 0
    assert any("row 7" in each and "no line below" in each for each in printed["imported"]["remarks"])
    assert "0000100400" not in answering.open_book(tmp_path / "book", answering.load_law()).parties


PRICES = "Plant;Price;Price unit;Currency\nMaterial 0815 Magnet\n1000;5,40;1;EUR\n"
LED_ASTRAY = {
    "no heading above the first line": ("Vendor;Material;Net price;Currency\n;MG-1;5,40;EUR\n100200;;;\n;MG-2;7,10;EUR\n", "is empty"),
    "a line that says both": ("Vendor;Material;Net price;Currency\n100200;;;\n;MG-1;5,40;EUR\n100300;MG-2;7,10;EUR\n", "is empty"),
    "an amount on the heading": ("Vendor;Material;Net price;Currency\n100200;;7,10;\n;MG-1;;EUR\n", "is empty"),
    "a line that lacks its number": (
        "Vendor;Name;Cty\n;Material;Text;Net price;Currency\n100200;Ningbo;CN\n;MG-1;Magnet;5,40;EUR\n;;Magnet;7,10;EUR\n", "is empty"),
    "a label without a number": (PRICES + "Material\n1000;7,10;1;EUR\n", "A label stands"),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(LED_ASTRAY))
def test_lines_whose_heading_cannot_be_told_are_refused(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, said = LED_ASTRAY[what]
    status, printed = brought_in(capsys, tmp_path / "book", "me1m.csv", text)
    assert status == 2
    assert any(said in each["what"] for each in printed["problems"])
    assert not (tmp_path / "book").exists()


def test_a_label_that_parts_a_list_may_name_a_number_without_digits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = PRICES + "Material: OXIDE Dysprosium oxide\n1000;7,10;1;EUR\n"
    status, printed = brought_in(capsys, tmp_path / "book", "mm60.csv", text)
    assert (status, printed["problems"]) == (0, [])
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert {each: item.name for each, item in book.items.items()} == {
        "0815": "Magnet",
        "OXIDE": "Dysprosium oxide",
    }


WENT = {
    "by level, downwards": """Batch Where-Used List
Material\tMG-1\tMagnet N42SH
Batch\tC0001

Level\tMaterial\tBatch\tPlant\tQuantity\tBUn\tOrder\tPosting date\tMaterial description
0\tMG-1\tC0001\t1000\t5000\tPC\t\t01.03.2026\tMagnet N42SH
1\tRO-1\tR0001\t1000\t2400\tPC\t100001\t05.03.2026\tRotor
2\tSV-1\tS0001\t1000\t100\tPC\t100010\t12.03.2026\tServo
1\tRO-1\tR0002\t1000\t2600\tPC\t100002\t06.03.2026\tRotor
2\tSV-1\tS0001\t1000\t8\tPC\t100010\t13.03.2026\tServo
""",
    "in a frame, with what was taken below zero": f"""Chargenverwendungsnachweis
Material       MG-1            Magnet N42SH
Charge         C0001
Werk           1000
{FRAME}
|Stufe|Material |Charge |      Menge|BME|Auftrag |Bew|Kurztext     |
{FRAME}
|1    |RO-1     |R0001  | 2.400,000-|ST |100001  |261|Rotor        |
|.2   |SV-1     |S0001  |   100,000-|ST |100010  |261|Servo        |
|1    |RO-1     |R0002  | 2.600,000-|ST |100002  |261|Rotor        |
|.2   |GREASE   |       |     5,000-|ST |100002  |261|Grease       |
{FRAME}
""",
    "a pair in each line": """Material,Charge,Werk,Verwendet in Material,Verwendet in Charge,Menge,ME
MG-1,C0001,1000,RO-1,R0001,2400,ST
MG-1,C0001,1000,RO-1,R0002,2600,ST
RO-1,R0001,1000,SV-1,S0001,100,ST
""",
}  # fmt: skip


@pytest.mark.parametrize("way", sorted(WENT))
def test_a_list_of_where_a_batch_went_brings_its_batches_and_no_quantity(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path / "book", "mb56.txt", WENT[way])
    assert (status, printed["problems"], printed["imported"]["agrees"]) == (0, [], True)
    (source,) = printed["imported"]["sources"]
    assert source["mapping"] == "sap-batch-used"
    assert [each["plant"] for each in source["totals"]] == ["1000"]
    assert any("do not say which is in which" in each for each in printed["imported"]["remarks"])
    lots = answering.open_book(tmp_path / "book", answering.load_law()).lots
    assert {each.id: each.item for each in lots.values()} == {
        "C0001": "MG-1", "R0001": "RO-1", "R0002": "RO-1", "S0001": "SV-1"}  # fmt: skip
    assert not any(each.quantity or each.bought_on for each in lots.values())


def test_of_the_movements_of_a_batch_its_receipts_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """Material;Werk;Charge;BwA;Menge;BME;Lieferant;Buchungsdatum
MG-1;1000;C0001;101;1.000,000;ST;100200;01.03.2026
MG-1;1000;C0001;102;100,000-;ST;100200;02.03.2026
MG-1;1000;C0001;261;950,000-;ST;;03.03.2026
MG-1;1000;C0002;101;2.000,000;ST;100300;04.03.2026
"""
    status, printed = brought_in(capsys, tmp_path / "book", "mb51.csv", text)
    assert (status, printed["imported"]["agrees"]) == (0, True)
    assert [each["lines"] for each in printed["imported"]["sources"][0]["left"]] == [1]
    lots = answering.open_book(tmp_path / "book", answering.load_law()).lots
    quantities = {each.id: as_decimal(each.quantity.low) for each in lots.values() if each.quantity}
    assert quantities == {"C0001": "900", "C0002": "2000"}


def test_a_batch_number_of_two_materials_makes_two_lots_whatever_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Material;Charge;Werk;Menge;BME\n"
    one, other = "MG-1;0000000001;1000;5,5;ST\n", "MG-2;0000000001;1000;6,5;ST\n"
    order = """Verkaufsbeleg;Position;Auftraggeber;Material;Charge;Menge;ME;Nettowert;Währung;Werk;Warenausgangsdatum;Land
1;10;K1;MG-2;0000000001;5;ST;100,50;EUR;1000;2026-03-01;US
"""
    for name, text in (("a.csv", header + one + other), ("b.csv", header + other), ("o.csv", order)):
        status, printed = brought_in(capsys, tmp_path / "book", name, text)
        assert (status, printed["problems"], printed["imported"]["agrees"]) == (0, [], True)
        assert any("MG-2/0000000001" in each for each in printed["imported"]["remarks"])
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert {each.id: each.item for each in book.lots.values()} == {
        "0000000001": "MG-1",
        "MG-2/0000000001": "MG-2",
    }
    assert [each.lot for each in book.shipments] == ["MG-2/0000000001"]
