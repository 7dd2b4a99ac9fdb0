"""The same three exports come in the same, however a system prints them: language, marks, encoding, pages, names of fields."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.desk.exports import Wish, import_sources
from xenotime.exact import exactly
from xenotime.facts.book import Book

Rows = list[list[str]]
HEADERS = {
    "de": {
        "master": ["Material", "Werk", "Materialkurztext", "BME", "Standardpreis", "Preiseinheit", "Währung", "Ursprungsland"],
        "bill": ["Stufe", "Pos", "Komponente", "Menge", "KME", "Basismenge", "PosTyp", "Optional", "Dummy"],
        "records": ["Material", "Lieferant", "Name des Lieferanten", "Nettopreis", "Preiseinheit", "Währung", "BPME", "Ursprungsland"],
    },
    "en": {
        "master": ["Material", "Plant", "Material Description", "BUn", "Standard Price", "per", "Crcy", "Country of Origin"],
        "bill": ["Explosion level", "Item", "Component number", "Comp. Qty (CUn)", "CUn", "Base quantity", "ICt", "Optional item", "Phantom item"],
        "records": ["Material", "Vendor", "Vendor name", "Net Price", "per", "Crcy", "OPUn", "Country of origin"],
    },
    "fields": {
        "master": ["MATNR", "WERKS", "MAKTX", "MEINS", "STPRS", "PEINH", "WAERS", "HERKL"],
        "bill": ["STUFE", "POSNR", "IDNRK", "MENGE", "MEINS", "BMENG", "POSTP", "Optional", "DUMPS"],
        "records": ["MATNR", "LIFNR", "NAME1", "NETPR", "PEINH", "WAERS", "BPRME", "URZLA"],
    },
}  # fmt: skip
DATA: dict[str, Rows] = {
    "master": [
        ["000000000000900100", "1100", "Servoantrieb", "ST", "812.40", "1", "EUR", "DE"],
        ["00-4711", "1100", "Rotor; kpl.", "ST", "15000.00", "100", "EUR", "DE"],
        ["0815", "1100", "Magnet N45UH", "ST", "6250.00", "1000", "EUR", ""],
        ["KLEB", "1100", "Klebstoff", "KG", "20.05", "1", "EUR", "DE"],
        ["BREMSE", "1200", "Haltebremse", "ST", "61.00", "1", "EUR", "CN"],
    ],
    "bill": [
        [".1", "0010", "00-4711", "100.000", "ST", "100", "L", "", "X"],
        ["..2", "0010", "0815", "1600.000", "ST", "100", "L", "", ""],
        ["..2", "0020", "KLEB", "5.000-", "KG", "100", "L", "", ""],
        ["..2", "0030", "", "", "", "100", "T", "", ""],
        [".1", "0020", "BREMSE", "100.000", "ST", "100", "L", "X", ""],
    ],
    "records": [
        ["0815", "0000104711", "Ningbo Magnet", "6100.00", "1000", "EUR", "ST", "CN"],
        ["0815", "0000104712", "Shin Etsu", "9870.50", "1000", "EUR", "ST", "JP"],
    ],
}  # fmt: skip
NUMBERS = {"master": (4, 5), "bill": (3, 5), "records": (3, 4)}


def in_marks(text: str, decimal: str) -> str:
    """The number with groups of three, as that country writes it."""
    if not text:
        return ""
    minus = "-" if text.endswith("-") else ""
    whole, point, rest = text.rstrip("-").partition(".")
    grouped = f"{int(whole):,}"
    if decimal == ",":
        grouped, point = grouped.replace(",", "."), point.replace(".", ",")
    return f"{grouped}{point}{rest}{minus}"


def rows_of(kind: str, language: str, decimal: str) -> Rows:
    numbers = NUMBERS[kind]
    lines = [
        [in_marks(cell, decimal) if at in numbers else cell for at, cell in enumerate(row)]
        for row in DATA[kind]
    ]
    return [HEADERS[language][kind], *lines]


def as_delimited(rows: Rows, mark: str) -> str:
    return (
        "\r\n".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in rows) + "\r\n"
    )


def as_printed(rows: Rows) -> str:
    """A list in a frame, with a heading and the header on each page."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    framed = [
        "|" + "|".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + "|"
        for row in rows
    ]
    line, made = "-" * len(framed[0]), []
    for page, start in enumerate(range(1, len(framed), 2), 1):
        made += [f"24.11.2026          Liste aus dem System          {page}", line, framed[0], line]
        made += [*framed[start : start + 2], line]
    return "\n".join(made) + "\n"


def write_csv(path: Path, rows: Rows, mark: str, encoding: str) -> Path:
    path.write_bytes(as_delimited(rows, mark).encode(encoding))
    return path


def write_printed(path: Path, rows: Rows, encoding: str) -> Path:
    path.write_bytes(as_printed(rows).encode(encoding))
    return path


def write_workbook(path: Path, rows: Rows) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell or None for cell in row])
    book.save(path)
    return path


WAYS: dict[str, Callable[[Path, str], Path]] = {
    "German, semicolons, latin-1": lambda to, kind: write_csv(to / f"{kind}.csv", rows_of(kind, "de", ","), ";", "latin-1"),
    "English, commas, with a mark of order": lambda to, kind: write_csv(to / f"{kind}.csv", rows_of(kind, "en", "."), ",", "utf-8-sig"),
    "German, tabs, UTF-16": lambda to, kind: write_csv(to / f"{kind}.txt", rows_of(kind, "de", ","), "\t", "utf-16"),
    "names of fields, bars": lambda to, kind: write_csv(to / f"{kind}.txt", rows_of(kind, "fields", "."), "|", "utf-8"),
    "printed on pages, latin-1": lambda to, kind: write_printed(to / f"{kind}.txt", rows_of(kind, "de", ","), "latin-1"),
    "printed on pages, English": lambda to, kind: write_printed(to / f"{kind}.txt", rows_of(kind, "en", "."), "utf-8"),
    "workbook with German text": lambda to, kind: write_workbook(to / f"{kind}.xlsx", rows_of(kind, "de", ",")),
}  # fmt: skip


def brought_in(
    capsys: pytest.CaptureFixture[str], into: Path, *sources: Path, more: tuple[str, ...] = ()
) -> tuple[int, Any]:
    status = main(["import", *map(str, sources), "--into", str(into), "--json", *more])
    return status, json.loads(capsys.readouterr().out)


def read(into: Path) -> Book:
    return answering.open_book(into, answering.load_law())


@pytest.mark.parametrize("way", sorted(WAYS))
def test_however_it_was_printed_it_becomes_the_same_book(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = [WAYS[way](tmp_path, kind) for kind in DATA]
    status, printed = brought_in(capsys, tmp_path / "book", *sources, more=("--root", "900100"))
    assert printed["problems"] == []
    assert [each["mapping"] for each in printed["imported"]["sources"]] == [
        "sap-materials",
        "sap-purchasing",
        "sap-bill",
    ]
    assert (status, printed["imported"]["agrees"]) == (0, True)
    book = read(tmp_path / "book")
    assert set(book.items) == {"900100", "00-4711", "0815", "KLEB", "BREMSE"}
    magnet = book.items["0815"]
    assert magnet.value is not None
    assert (magnet.value.low, magnet.value.high, magnet.made_in) == (Fraction("6.25"), Fraction("6.25"), None)
    assert magnet.maker == "0000104711; 0000104712"
    lines = {
        (each.parent, each.child): (each.quantity.low if each.quantity else None, each.line_kind)
        for each in book.bill
    }
    assert lines == {
        ("900100", "00-4711"): (1, "phantom"),
        ("00-4711", "0815"): (16, "normal"),
        ("00-4711", "KLEB"): (Fraction("-0.05"), "by-product"),
        ("900100", "BREMSE"): (1, "option"),
    }
    totals = {each["mapping"]: each["totals"] for each in printed["imported"]["sources"]}
    assert {one["plant"]: one["source"]["value"] for one in totals["sap-materials"]} == {
        "1100": "22082.45",
        "1200": "61",
    }
    assert [one["source"]["quantity"] for one in totals["sap-bill"]] == ["1795"]


HEADED = """Strukturstückliste
Material\t{top}
Basismenge (ST)\t{base}

Stufe\tKomponente\tMenge\tKME
.1\t{child}\t{count}\tST
"""


def test_each_heading_of_a_list_of_several_materials_holds_for_the_lines_below_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEADED.format(top="MOT-1", base="100,000", child="MAG", count="1.200,000")
    text += HEADED.format(top="MOT-2", base="10,000", child="MAG", count="80,000")
    path = tmp_path / "bom.txt"
    path.write_text(text, "utf-8")
    assert brought_in(capsys, tmp_path / "book", path)[0] == 0
    found = {each.parent: each.quantity.low for each in read(tmp_path / "book").bill if each.quantity}
    assert found == {"MOT-1": 12, "MOT-2": 8}


EXPLODED = (
    "Level,Component number,Quantity,Component unit\n0,TOP,1,EA\n1,SUB,2,EA\n2,MAG,8,EA\n3,COAT,16,EA\n"
)


@pytest.mark.parametrize(("wish", "magnets", "coats"), [("per-assembly", 8, 16), ("exploded", 4, 2)])
def test_quantities_exploded_to_the_top_become_those_of_one_assembly_where_it_is_said(
    wish: str, magnets: int, coats: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bom.csv"
    path.write_text(EXPLODED, "utf-8")
    status, printed = brought_in(capsys, tmp_path / "book", path, more=("--quantities", wish))
    found = {each.child: int(each.quantity.low) for each in read(tmp_path / "book").bill if each.quantity}
    assert (status, found) == (0, {"SUB": 2, "MAG": magnets, "COAT": coats})
    doubts = [each for each in printed["imported"]["remarks"] if "--quantities exploded" in each]
    assert len(doubts) == (wish == "per-assembly")


def test_what_a_source_no_longer_has_is_said_and_nothing_is_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    master, bill = (
        write_csv(tmp_path / f"{kind}.csv", rows_of(kind, "de", ","), ";", "utf-8")
        for kind in ("master", "bill")
    )
    more = ("--root", "900100")
    assert brought_in(capsys, tmp_path / "book", master, bill, more=more)[1]["imported"]["gone"] == []
    for path, without in ((master, "KLEB;1100"), (bill, "..2;0020;KLEB")):
        kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(without)]
        path.write_text("\n".join(kept) + "\n", "utf-8")
    renamed = master.rename(tmp_path / "master of December.csv")
    _, printed = brought_in(capsys, tmp_path / "book", renamed, bill, more=more)
    assert printed["imported"]["gone"] == [
        "master of December.csv no longer has 1 items, which stay in the book: KLEB",
        "bill.csv no longer has 1 lines of bills, which were taken out of the book: 00-4711 / KLEB",
    ]
    book = read(tmp_path / "book")
    assert ("KLEB" in book.items, len(book.items), len(book.bill)) == (True, 5, 3)
    assert brought_in(capsys, tmp_path / "book", renamed, bill, more=more)[1]["imported"]["gone"] == []


def test_a_return_is_no_delivery_and_stands_in_the_totals_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "va05.csv"
    path.write_text(
        "Verkaufsbeleg;Position;Material;Auftragsmenge;VME;Nettowert;Währung;Warenempfänger;Land;Werk;WA-Datum\n"
        "500017;10;MOT;12;ST;9.748,80;EUR;300001;CH;1100;01.12.2026\n500018;10;MOT;3-;ST;183,00-;EUR;300002;AT;1100;02.12.2026\n",
        "utf-8",
    )
    status, printed = brought_in(capsys, tmp_path / "book", path)
    (total,) = printed["imported"]["sources"][0]["totals"]
    assert (status, total["source"]["value"], total["book"]["value"]) == (0, "9565.8", "9748.8")
    assert total["left"] == {
        "a return or a credit: nothing is delivered": {"lines": 1, "quantity": "-3", "value": "-183"}
    }
    assert [each.id for each in read(tmp_path / "book").shipments] == ["500017"]


def test_a_flag_that_is_neither_yes_nor_no_is_left_empty_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bom.csv"
    path.write_text("Parent material,Component,Quantity,Unit,Phantom item\nA,B,1,EA,perhaps\n", "utf-8")
    _, printed = brought_in(capsys, tmp_path / "book", path)
    assert any("neither yes nor no: 'perhaps'" in each for each in printed["imported"]["remarks"])


def test_an_alternative_without_a_group_may_be_left_out_and_a_fixed_quantity_is_not_parted_by_the_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bom.csv"
    path.write_text(
        "Kopfmaterial;Komponente;Menge;KME;Basismenge;AltPos;AltPosGrp;Fixe Menge;Dummy\n"
        "MOT;BREMSE;100,000;ST;100,000;X;;;\nMOT;MAG-A;800,000;ST;100,000;X;A1;;\nMOT;MAG-B;800,000;ST;100,000;X;A1;;\n"
        "MOT;PRUEF;1,000;ST;100,000;;;X;X\n",
        "cp1252",
    )
    status, printed = brought_in(capsys, tmp_path / "book", path, more=("--decimal", ","))
    assert (status, printed["imported"]["sources"][0]["totals"][0]["agrees"]) == (0, True)
    lines = {each.child: each for each in read(tmp_path / "book").bill}
    assert {child: (each.line_kind, each.alternative) for child, each in lines.items()} == {
        "BREMSE": ("option", ""),
        "MAG-A": ("normal", "A1"),
        "MAG-B": ("normal", "A1"),
        "PRUEF": ("fixed", ""),
    }
    assert lines["PRUEF"].quantity == exactly(1)


def test_a_column_that_can_be_read_in_two_ways_is_one_question_however_long_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bom.csv"
    path.write_text(
        "Kopfmaterial;Komponente;Menge\n" + "".join(f"M;P{at};1,000\n" for at in range(50)), "utf-8"
    )
    status, printed = brought_in(capsys, tmp_path / "book", path)
    (problem,) = printed["problems"]
    assert (status, problem["row"], problem["found"]) == (2, 2, "1,000, and 49 more in this column")


def test_a_text_line_is_left_as_one_though_nothing_else_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cs12.csv"
    path.write_text(
        "Top material,Lv,IC,Component number,Comp. Qty (CUn),CUn,PhI\nM,1,L,ROT,2,PC,X\nM,1,T,,,,\nM,1,D,DRAWING,1,PC,\n",
        "utf-8",
    )
    _, printed = brought_in(capsys, tmp_path / "book", path)
    (source,) = printed["imported"]["sources"]
    assert [each["why"] for each in source["left"]] == [
        "a text line: no goods",
        "a document line: no goods",
    ]
    assert [(each.child, each.line_kind) for each in read(tmp_path / "book").bill] == [("ROT", "phantom")]


def test_a_list_that_names_the_parent_once_only_is_refused_and_its_top_line_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Stufe;Kopfmaterial;Komponente;Menge\n"
    once, whole = tmp_path / "once.csv", tmp_path / "whole.csv"
    once.write_text(f"{header}1;A;B;1,5\n1;;C;2,5\n", "utf-8")
    status, printed = brought_in(capsys, tmp_path / "book", once)
    (problem,) = printed["problems"]
    assert (status, problem["row"], problem["column"]) == (2, 3, "Kopfmaterial")
    assert problem["do"].startswith("export values that repeat in every line")
    zeros = "0" * 18
    whole.write_text(f"{header}0;;A;1\n1;A;B;1,5\n1;A;{zeros};2,5\n", "utf-8")
    assert brought_in(capsys, tmp_path / "book", whole)[0] == 0
    assert [(each.parent, each.child) for each in read(tmp_path / "book").bill] == [("A", "B"), ("A", "0")]


@pytest.mark.parametrize(
    ("header", "line", "to", "names", "countries"),
    [
        (
            "Warenempfänger;Name;Auftraggeber;Name;Land",
            "100;Shenzhen Trading;200;Kyushu Motor;JP",
            None,
            {"100": "Shenzhen Trading", "200": "Kyushu Motor"},
            {"200": ("JP",), "100": None},
        ),
        (
            "KUNNR;NAME1;KUNWE;NAME1;ORT01;LAND1",
            "200;Kyushu Motor;100;Shenzhen Trading;Shenzhen;CN",
            ("CN",),
            {"100": "Shenzhen Trading", "200": "Kyushu Motor"},
            {"200": None, "100": ("CN",)},
        ),
        ("Country;Customer;Name", "CN;100;Shenzhen Trading", ("CN",), {"100": "Shenzhen Trading"}, {"100": None}),
        (
            "Ship-to party;Ship-to country;End user;Name;Country",
            "100;JP;300;Yantai Works;CN",
            ("JP",),
            {"100": "100", "300": "Yantai Works"},
            {"100": ("JP",), "300": ("CN",)},
        ),
    ],
)  # fmt: skip
def test_a_name_or_a_country_is_that_of_the_party_behind_whose_number_it_stands(
    tmp_path: Path, header: str, line: str, to: tuple[str, ...] | None, names: dict[str, str], countries: dict[str, Any]
) -> None:  # fmt: skip
    path = tmp_path / "orders.csv"
    text = f"Sales document;Item;Material;Order quantity;Goods issue date;{header}\n1;10;M-1;5;2026-12-01;{line}\n"
    path.write_text(text, "utf-8")
    done = import_sources([path], tmp_path / "book", Wish())
    book = answering.open_book(tmp_path / "book", answering.load_law())
    assert book.shipments[0].destination == to
    assert {each.id: each.name for each in book.parties.values()} == names
    assert {each.id: each.country for each in book.parties.values()} == countries
    assert any("does not say whose it is" in each for each in done.sources[0].assumed) == (
        "Country;Customer" in header
    )


def test_a_batch_of_which_two_receipts_say_different_days_has_none(tmp_path: Path) -> None:
    path = tmp_path / "mb51.csv"
    text = "Material;Batch;Movement type;Quantity;Posting date\nM-1;B1;101;5;2026-01-01\n"
    for more, day in (("M-1;B1;101;7;2026-01-01\n", "2026-01-01"), ("M-1;B1;101;7;2026-06-01\n", "None")):
        path.write_text(text + more, "utf-8")
        import_sources([path], tmp_path / day, Wish())
        (lot,) = answering.open_book(tmp_path / day, answering.load_law()).lots.values()
        assert (lot.quantity, str(lot.bought_on)) == (exactly(Fraction(12)), day)


def test_a_list_of_orders_may_call_its_lines_lines_and_its_goods_items(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    heads = (
        "Sales order;Line number;Item number;Quantity;Net amount;Customer account;Delivery country;Ship date"
    )
    path.write_text(f"{heads}\nSO1;7;M-1;5;100;C1;CN;2026-12-01\n", "utf-8")
    import_sources([path], tmp_path / "book", Wish())
    (line,) = answering.open_book(tmp_path / "book", answering.load_law()).shipments
    assert (line.id, line.line, line.item, line.destination) == ("SO1", "7", "M-1", ("CN",))
    assert line.parties["purchaser"] == ("C1",)
