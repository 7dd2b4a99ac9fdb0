"""Where two exports contradict each other the book holds neither for true."""

from pathlib import Path

import pytest

from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.facts.book import Book

MASTER = """Material;Werk;Standardpreis;Preiseinheit;Währung;Ursprungsland
M-1;1000;2.350,00;1.000;EUR;JP
M-2;1000;9,50;1;EUR;DE
"""
RECORDS = """Infosatz;Lieferant;Name 1;Material;Werk;Nettopreis;Währung;Preiseinheit;Ursprungsland
53001;0000104711;Magnet Works;M-1;1000;2.300,00;EUR;1.000;CN
53002;0000104712;Shaft Works;M-2;1000;9,50;EUR;1;DE
"""
ORDERS = """Verkaufsbeleg;Position;Material;Auftragsmenge;Nettowert;Währung;Auftraggeber;Name Auftraggeber;Warenempfänger;Name Warenempfänger;Land WE;Warenausgangsdatum
12345;10;M-1;1.000,0;19.400,00;EUR;0000104711;Car Works;0000104712;Shaft Works;US;15.12.2026
"""


def bring_in(capsys: pytest.CaptureFixture[str], into: Path, **files: str) -> str:
    paths = []
    for name, text in files.items():
        paths.append(into.parent / f"{name}.csv")
        paths[-1].write_text(text, "utf-8")
    assert main(["import", *map(str, paths), "--into", str(into), "--explain"]) == 0
    return " ".join(capsys.readouterr().out.split())


def book(into: Path) -> Book:
    return answering.open_book(into, answering.load_law())


def test_an_origin_on_which_master_and_supplier_differ_is_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = bring_in(capsys, tmp_path / "b", master=MASTER, records=RECORDS)
    assert "NOT KNOWN: made_in of M-1: master.csv says JP; records.csv says CN" in said
    assert book(tmp_path / "b").items["M-1"].made_in is None
    assert book(tmp_path / "b").items["M-2"].made_in == ("DE",)


@pytest.mark.parametrize("first", ["master", "records"])
def test_it_is_not_known_whichever_comes_first_and_comes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str
) -> None:
    files = {"master": MASTER, "records": RECORDS}
    bring_in(capsys, tmp_path / "b", **{first: files[first]})
    bring_in(capsys, tmp_path / "b", **files)
    assert "NOT KNOWN" not in bring_in(capsys, tmp_path / "b", **{first: files[first]})
    assert book(tmp_path / "b").items["M-1"].made_in is None


def test_what_a_person_writes_stands_until_a_source_says_something_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", master=MASTER, records=RECORDS)
    path = tmp_path / "b" / "items.csv"
    path.write_text(path.read_text("utf-8").replace("XX", "CN"), "utf-8")
    bring_in(capsys, tmp_path / "b", master=MASTER, records=RECORDS)
    assert book(tmp_path / "b").items["M-1"].made_in == ("CN",)
    bring_in(capsys, tmp_path / "b", records=RECORDS.replace(";CN", ";VN"))
    assert book(tmp_path / "b").items["M-1"].made_in is None


def test_an_origin_is_known_again_once_the_sources_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", master=MASTER, records=RECORDS)
    bring_in(capsys, tmp_path / "b", master=MASTER.replace(";JP", ";CN"))
    assert book(tmp_path / "b").items["M-1"].made_in == ("CN",)


ONE_SUPPLIER = """Infosatz;Lieferant;Name 1;Material;Werk;Nettopreis;Währung;Preiseinheit;Ursprungsland
53001;0000104711;Magnet Works;M-1;1000;2.300,00;EUR;1.000;DE
"""
OTHER_LINE = "53003;0000104713;Ningbo Magnet;M-1;1000;2.100,00;EUR;1.000;{}\n"


def test_an_origin_that_a_list_gives_no_longer_does_not_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ONE_SUPPLIER.partition("\n")[0] + "\n"
    bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER)
    said = bring_in(capsys, tmp_path / "b", records=head + OTHER_LINE.format("CN"))
    assert "made_in of M-1 (was DE, is CN)" in said
    assert book(tmp_path / "b").items["M-1"].made_in == ("CN",)
    said = bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER + OTHER_LINE.format("CN"))
    assert "NOT KNOWN: made_in of M-1: lines of records.csv differ" in said
    assert book(tmp_path / "b").items["M-1"].made_in is None


def test_what_a_person_wrote_of_an_origin_is_not_what_a_list_said_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER)
    path = tmp_path / "b" / "items.csv"
    path.write_text(path.read_text("utf-8").replace(",DE,", ",VN,"), "utf-8")
    bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER)
    assert book(tmp_path / "b").items["M-1"].made_in == ("VN",)


def test_the_origin_that_one_supplier_gives_says_nothing_of_what_another_delivers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER + OTHER_LINE.format(""))
    assert "M-1: DE, and nothing of 0000104713: not known which; left empty" in said
    assert book(tmp_path / "b").items["M-1"].made_in is None
    twice = ONE_SUPPLIER + "53004;0000104711;Magnet Works;M-1;2000;2.300,00;EUR;1.000;\n"
    bring_in(capsys, tmp_path / "c", records=twice)
    assert book(tmp_path / "c").items["M-1"].made_in == ("DE",)


@pytest.mark.parametrize("price", ["", "0,00"])
def test_the_price_of_one_supplier_is_not_that_of_another_who_gives_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], price: str
) -> None:
    line = OTHER_LINE.format("DE").replace("2.100,00", price)
    said = bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER + line)
    assert "M-1 has no price of 0000104713: no value taken over" in said
    assert book(tmp_path / "b").items["M-1"].value is None
    twice = ONE_SUPPLIER + line.replace("0000104713;Ningbo Magnet", "0000104711;Magnet Works")
    bring_in(capsys, tmp_path / "c", records=twice)
    assert book(tmp_path / "c").items["M-1"].value is not None


def test_an_origin_that_was_told_of_one_supplier_is_left_empty_once_another_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER)
    said = bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER + OTHER_LINE.format(""))
    assert "NOT KNOWN: made_in of M-1: records.csv says it of one maker and not of another" in said
    assert "which stay in the book" not in said
    assert book(tmp_path / "b").items["M-1"].made_in is None


def test_what_the_material_master_says_of_an_origin_stands_where_a_supplier_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", master=MASTER)
    bring_in(capsys, tmp_path / "b", records=ONE_SUPPLIER.replace(";DE", ";JP") + OTHER_LINE.format(""))
    assert book(tmp_path / "b").items["M-1"].made_in == ("JP",)


@pytest.mark.parametrize("first", ["records", "orders"])
def test_a_customer_with_the_number_of_a_vendor_is_another_party_unless_the_names_agree(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str
) -> None:
    files = {"records": RECORDS, "orders": ORDERS}
    bring_in(capsys, tmp_path / "b", **{first: files[first]})
    bring_in(capsys, tmp_path / "b", **files)
    bring_in(capsys, tmp_path / "b", **files)
    found = book(tmp_path / "b")
    (order,) = found.shipments
    assert found.parties[order.parties["purchaser"][0]].name == "Car Works"
    assert found.parties[order.parties["consignee"][0]].name == "Shaft Works"
    assert found.parties[str(found.items["M-1"].maker)].name == "Magnet Works"
    assert {party.name for party in found.parties.values()} == {"Car Works", "Magnet Works", "Shaft Works"}
    assert len(found.parties) == 3


def test_a_list_of_orders_without_a_day_says_once_which_column_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [line.rpartition(";")[0] for line in ORDERS.splitlines()]
    (tmp_path / "orders.csv").write_text("\n".join([*lines, lines[1].replace(";10;", ";20;", 1)]), "utf-8")
    assert main(["import", str(tmp_path / "orders.csv"), "--into", str(tmp_path / "b")]) == UNREADABLE
    said = capsys.readouterr().err
    assert said.count("No column of orders.csv says date") == 1
    assert "Goods issue date" in said
    assert not (tmp_path / "b").exists()


ONCE = """Sales document;Item;Material;Order quantity;Sold-to party;{name};Ship-to country;Delivery date
1;10;M-1;5;99999;Pacific Survey;CN;2026-12-01
1;20;M-1;5;99999;Mueller; Soehne Maschinenbau GmbH;DE;2026-12-02
2;10;M-1;5;100;Northern Grid Company Li;DE;2026-12-02
2;20;M-1;5;100;Northern Grid Company Limited;DE;2026-12-02
""".replace("Mueller; ", "Mueller, ")


def test_a_number_that_bears_several_names_is_several_parties(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orders = ONCE.format(name="Sold-to party name")
    said = bring_in(capsys, tmp_path / "b", orders=orders)
    assert "99999 is Pacific Survey, and Mueller, Soehne Maschinenbau GmbH in row 3" in said
    for text in (orders, "\n".join([orders.splitlines()[0], *reversed(orders.splitlines()[1:])])):
        bring_in(capsys, tmp_path / "b", orders=text)
        read = book(tmp_path / "b")
        buyers = [each.parties["purchaser"] for each in sorted(read.shipments, key=lambda e: (e.id, e.line))]
        assert [read.parties[one].name for some in buyers for one in some] == [
            "Pacific Survey",
            "Mueller, Soehne Maschinenbau GmbH",
            *["Northern Grid Company Limited"] * 2,
        ]


def test_a_number_without_a_name_takes_no_name_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", orders=ONCE.format(name="Sold-to party name"))
    deliveries = ONCE.format(name="Known to us as").replace("\n1;20", "\n3;10")
    said = bring_in(capsys, tmp_path / "b", deliveries=deliveries)
    assert "99999 stands for several parties, and no name says for which; not known" in said
    read = book(tmp_path / "b")
    assert {each.id: each.parties.get("purchaser") for each in read.shipments if each.line == "20"} == {
        "1": ("99999/Mueller, Soehne Maschinenbau GmbH",),
        "2": ("100",),
    }
    assert [each.parties.get("purchaser") for each in read.shipments if each.id == "3"] == [None]
    names = {each.name for each in read.parties.values()}
    assert names == {
        "Pacific Survey",
        "Mueller, Soehne Maschinenbau GmbH",
        "Northern Grid Company Limited",
    }


ONE_LINE = """Sales document;Item;Material;Order quantity;Ship-to party;Ship-to country;Batch;Goods issue date
4711;10;M-1;5;100200;JP;B1;2026-12-01
"""


def test_a_line_that_two_sources_give_otherwise_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {
        "orders": ONE_LINE,
        "same": ONE_LINE,
        "deliveries": ONE_LINE.replace("100200;JP", "100400;CN"),
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    into = ["--into", str(tmp_path / "b")]
    assert main(["import", str(tmp_path / "orders.csv"), str(tmp_path / "same.csv"), *into]) == 0
    capsys.readouterr()
    files = [str(tmp_path / "orders.csv"), str(tmp_path / "deliveries.csv")]
    assert main(["import", *files, *into]) == UNREADABLE
    said = " ".join(capsys.readouterr().err.split())
    assert "The line '4711 / 10' stands in two exports, which say different things" in said
    assert "to CN, and JP in orders.csv" in said
    assert book(tmp_path / "b").shipments[0].destination == ("JP",)


def test_what_a_later_import_says_otherwise_or_leaves_empty_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", orders=ONE_LINE)
    said = bring_in(capsys, tmp_path / "b", orders=ONE_LINE.replace(";JP;B1", ";CN;"))
    assert "CHANGED: 1 cells of shipments say otherwise than before: to of 4711 / 10 (was JP, is CN)" in said
    assert "orders.csv says nothing any more in 1 cells of shipments, which stay in the book: lot of" in said


def test_customs_codes_take_no_codes_of_lists_away_and_those_of_two_sources_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master = "Material;Material type;Commodity code;Manufacturer\nM-1;ROH;8505.11.10;Ningbo\n"
    parts = "part number;hs code;maker\nM-1;8505.19;Hitachi\n"
    bring_in(capsys, tmp_path / "b", master=master)
    path = tmp_path / "b" / "items.csv"
    path.write_text(path.read_text("utf-8").replace("hs:85051110", "cn:1C905.a; hs:85059000"), "utf-8")
    said = bring_in(capsys, tmp_path / "b", master=master, parts=parts)
    assert "codes of M-1 (was cn:1C905.a; hs:85059000, is cn:1C905.a; hs:85051110; hs:850519)" in said
    assert (
        "DIFFER: maker: parts.csv says otherwise than master.csv, and stands: M-1 (Hitachi, and Ningbo)"
        in said
    )
    assert "cn:1C905.a" in path.read_text("utf-8")


BILL = "Parent;Component;Quantity;Unit;Base quantity;By-product\nM;MAG;8;ST;{base};{by}\n"


@pytest.mark.parametrize(
    ("base", "by", "agree"), [("1", "", True), ("10", "", False), ("1", "X", False), ("", "", True)]
)
def test_a_bill_that_two_sources_give_otherwise_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], base: str, by: str, agree: bool
) -> None:
    files = {"one": BILL.format(base="1", by=""), "two": BILL.format(base=base, by=by)}
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    paths = [str(tmp_path / f"{name}.csv") for name in files]
    assert (main(["import", *paths, "--into", str(tmp_path / "b")]) == 0) == agree
    assert ("The bill of M stands in two exports" in capsys.readouterr().err) != agree


def test_a_plant_that_a_control_list_has_twice_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "orders.csv").write_text(ONE_LINE, "utf-8")
    control = tmp_path / "control.csv"
    control.write_text("plant;quantity\n;4\n;5\n", "utf-8")
    asked = ["import", str(tmp_path / "orders.csv"), "--into", str(tmp_path / "b"), "--control", str(control)]
    assert main(asked) == UNREADABLE
    assert "stands in two lines" in capsys.readouterr().err


def test_words_that_a_person_added_to_a_name_stay_and_make_no_other_party(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring_in(capsys, tmp_path / "b", records=RECORDS)
    path = tmp_path / "b" / "parties.csv"
    path.write_text(path.read_text("utf-8").replace("Magnet Works", "Magnet Works of Ningbo Ltd"), "utf-8")
    bring_in(capsys, tmp_path / "b", records=RECORDS)
    names = {each.id: each.name for each in book(tmp_path / "b").parties.values()}
    assert names == {"0000104711": "Magnet Works of Ningbo Ltd", "0000104712": "Shaft Works"}
    bring_in(capsys, tmp_path / "b", records=RECORDS.replace("Magnet Works", "Magnetic Works"))
    assert "0000104711/Magnetic Works" in book(tmp_path / "b").parties


def test_of_names_that_begin_alike_none_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(
        f"3;{at};M-1;5;300;{name};FI;2026-12-02\n"
        for at, name in enumerate(("Aalto", "Aalto Marine", "Aalto Cloud"))
    )
    bring_in(
        capsys, tmp_path / "b", orders=ONCE.format(name="Sold-to party name").splitlines()[0] + "\n" + lines
    )
    names = {each.id: each.name for each in book(tmp_path / "b").parties.values()}
    assert names == {"300": "Aalto Marine", "300/Aalto Cloud": "Aalto Cloud"}
