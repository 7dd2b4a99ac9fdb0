"""Dirt in an export is read for what it is or refused: no line of it is lost without a word."""

import json
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import exactly
from xenotime.facts.book import Book

BILL = "Parent;Component;Description;Quantity;Unit;Mark\n"


def brought_in(
    capsys: pytest.CaptureFixture[str], folder: Path, content: str | bytes | Path, *more: str
) -> tuple[Any, Book | None]:
    path = content if isinstance(content, Path) else folder / "bom.csv"
    if not isinstance(content, Path):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    into = folder / "book"
    status = main(["import", str(path), "--into", str(into), "--json", *more])
    printed = json.loads(capsys.readouterr().out)
    return printed, answering.open_book(into, answering.load_law()) if status == 0 else None


def children(book: Book | None) -> dict[str, object]:
    assert book is not None
    return {each.child: each.quantity and each.quantity.low for each in book.bill}


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize("closed", ['hose"', "hose", '5" hose'])
def test_a_quotation_mark_that_takes_in_whole_lines_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: str, closed: str
) -> None:
    lines = f'M;A;Screw;1;ST;\nM;B;"Holder;1;ST;\nM;MAG;Magnet;4;ST;\nM;C;{closed};1;ST;\nM;D;Nut;2;ST;\n'
    printed, book = brought_in(capsys, tmp_path, (BILL + lines).replace(";", mark))
    assert book is None
    assert [(each["row"], each["what"][:16]) for each in printed["problems"]] == [(3, "A quotation mark")]


@pytest.mark.parametrize("short", ["1.23457E+11", "1,23457E+11", "1E+05"])
def test_an_id_that_a_spreadsheet_wrote_short_may_be_another_and_stops_the_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], short: str
) -> None:
    printed, book = brought_in(
        capsys, tmp_path, f"{BILL}M;{short};Magnet;4;ST;\nM;1E001;Screw;2;ST;\nM;1E-05;Nut;2;ST;\n"
    )
    assert book is None
    told = printed["problems"][0]
    assert (told["row"], told["column"], told["found"]) == (2, "Component", short)
    assert "as text" in told["do"]


def test_a_text_of_several_lines_in_quotation_marks_is_one_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, book = brought_in(
        capsys, tmp_path, BILL + 'M;A;"Screw; long\nand thick";1;ST;\nM;B;5" hose;2;ST;"a\nb"\n'
    )
    assert children(book) == {"A": 1, "B": 2}


def test_in_a_frame_of_bars_a_quotation_mark_is_a_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '|Parent|Component|Quantity|Description|\n|M|A|1|"x|\n|M|MAG|4|Magnet|\n|M|C|1|z"|\n'
    _, book = brought_in(capsys, tmp_path, text)
    assert children(book) == {"A": 1, "MAG": 4, "C": 1}


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_return_inside_a_line_loses_no_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ends: bytes
) -> None:
    inside = b" " if ends == b"\r" else b"\r"
    content = (
        (BILL + "M;A;Screw;1;ST;\nM;MAG;Magnet?NdFeB;4;ST;\n")
        .encode()
        .replace(b"\n", ends)
        .replace(b"?", inside)
    )
    _, book = brought_in(capsys, tmp_path, content)
    assert children(book) == {"A": 1, "MAG": 4}
    assert book is not None
    assert book.items["MAG"].name == "Magnet NdFeB"


def test_a_line_that_brings_a_number_of_its_own_is_no_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "M;A;Screw;1;ST;\nM;MAG;Magnet;1;ST;*\nM;C;Total;4;ST;\nTotal;;;6;;\n"
    _, book = brought_in(capsys, tmp_path, BILL + lines)
    assert children(book) == {"A": 1, "MAG": 1, "C": 4}


def test_a_line_whose_numbers_stand_together_for_the_first_time_is_no_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Sales document;Item;Material;Order quantity;Sold-to party;Sold-to party name;Goods issue date\n"
    lines = ["1;10;A;2;7;Total;2026-12-01", "2;10;B;3;7;Total;2026-12-01", "1;20;B;5;7;Total;2026-12-01"]
    more = [*lines, "1;30;B;10;7;Total;2026-12-02", "Total;;;20;;;"]
    _, book = brought_in(capsys, tmp_path, header + "\n".join(more))
    assert book is not None
    assert [each.line for each in book.shipments] == ["10", "10", "20", "30"]


def test_lines_above_a_header_that_comes_again_are_headings_only_where_they_say_as_little(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Component;Quantity;Unit;Description\n"
    page = f"24.11.2026\nMOT-1\n{header}"
    text = (
        f"{page}100;1;ST;Screw\nMOT-2;4;ST;Magnet\n{page}300;1;ST;Nut\n400;2;ST;Bolt\n{header}500;3;ST;Pin\n"
    )
    _, book = brought_in(capsys, tmp_path, text, "--root", "M")
    assert children(book) == {"100": 1, "MOT-2": 4, "300": 1, "400": 2, "500": 3}


def test_a_flag_says_what_a_quantity_is_for_or_stops_the_import(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent;Component;Quantity;Unit;Base quantity;Fixed quantity\nM;A;5;ST;100;ja\nM;B;5;ST;100;nein\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert children(book) == {"A": 5, "B": Fraction(1, 20)}
    printed, book = brought_in(capsys, tmp_path, text.replace("ja", "F"))
    assert book is None
    assert "neither yes nor no" in printed["problems"][0]["what"].casefold()


def test_an_order_line_that_stands_twice_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Sales document;Item;Material;Order quantity;Sales unit;Sold-to party;Ship-to country;Goods issue date\n"
    line = "1;10;A;5;ST;C1;US;15.12.2026\n"
    printed, book = brought_in(capsys, tmp_path, header + line + line)
    assert (book, printed["problems"][0]["row"]) == (None, 3)
    assert "stands twice" in printed["problems"][0]["what"]


def test_a_workbook_says_what_it_shows_and_which_cells_have_no_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (
        ["Parent", "Component", "Quantity", "Usage probability", "Description"],
        ["M", "A", 1, 0.60125, "#N/A"],
        ["M", "B", 1, 60, "x"],
        ["M", "C", 1, "60%", "x"],
    ):
        sheet.append(row)
    sheet["D2"].number_format = "0%"
    made.calculation.fullCalcOnLoad = False
    made.save(tmp_path / "bom.xlsx")
    printed, book = brought_in(capsys, tmp_path, tmp_path / "bom.xlsx")
    assert book is not None
    assert [each.usage_share for each in book.bill] == [
        exactly(Fraction(60125, 100000)),
        exactly(Fraction(60, 100)),
        exactly(Fraction(60, 100)),
    ]
    assert any("#N/A in cell E2" in each for each in printed["imported"]["remarks"])


def test_formulas_that_are_still_to_be_calculated_stop_the_import_where_something_stands_in_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, path = openpyxl.Workbook(), tmp_path / "bom.xlsx"
    for row in (["Parent", "Component", "Quantity"], ["M", "A", "=1+1"]):
        made.worksheets[0].append(row)
    made.save(path)
    printed, book = brought_in(capsys, tmp_path, path)
    assert children(book) == {"A": None}
    assert any("never calculated in cell C2: it reads as empty" in e for e in printed["imported"]["remarks"])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content.replace(b"<v></v>", b"<v>0</v>").replace(b"<v />", b"<v>0</v>"))
    printed, book = brought_in(capsys, tmp_path, path)
    assert (book, "C2" in printed["problems"][0]["found"]) == (None, True)


@pytest.mark.parametrize("mark", [";", "|", "\t"])
@pytest.mark.parametrize("line", ["MAG;Magnet; JP;CN", "MAG;Magnet; JP;"])
def test_a_line_in_which_a_mark_has_moved_the_cells_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mark: str, line: str
) -> None:
    whole = ["part number;description;made in", "A;Ring;CN", "B;Disc;", line, ";;;a note beside the list"]
    frame = "|" if mark == "|" else ""
    text = "\n".join(frame + each.replace(";", mark) + frame for each in whole)
    printed, book = brought_in(capsys, tmp_path, text)
    assert book is None
    assert [each["what"] for each in printed["problems"]] == ["The line has more cells than the header"]
    _, book = brought_in(capsys, tmp_path, text.replace(f"Magnet{mark} JP", "Magnet JP"))
    assert book is not None
    assert book.items["MAG"].made_in == (("CN",) if line.endswith("CN") else None)


def test_a_part_of_which_no_number_is_said_is_in_its_parent_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "M;MAG;{};na\nM;SCR;4;NA\n"
    for header, text, quantities in (
        ("qty", lines.format(""), {"MAG": None, "SCR": 4}),
        ("Quantity (PCS)", lines.format(8), {"MAG": 8, "SCR": 4}),
        ("Amount (EUR)", lines.format(8), {"MAG": None, "SCR": None}),
    ):
        _, book = brought_in(capsys, tmp_path, f"parent;part number;{header};made in\n{text}")
        assert children(book) == quantities
        assert book is not None
        assert [book.items[each].made_in for each in quantities] == [None, ("NA",)]


@pytest.mark.parametrize("part", ["Component", "Part number"])
def test_a_quantity_of_nothing_may_be_rounded_and_is_not_known(
    part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Parent;{part};Quantity;Unit\nM;MAG;0,000;kg\nM;GLUE;0;kg\nM;SCR;0,5;kg\n"
    printed, book = brought_in(capsys, tmp_path, text)
    assert children(book) == {"MAG": None, "GLUE": None, "SCR": Fraction(1, 2)}
    assert any("may be a small one that was rounded" in each for each in printed["imported"]["remarks"])
    brought_in(capsys, tmp_path, text)


def test_a_counted_line_of_a_list_of_parts_that_bears_no_number_is_named_as_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent;Part number;Description;Quantity\nM;MAG;Magnet;8\nM;;Magnet of another kind;4\n;;See drawing;\n"
    printed, book = brought_in(capsys, tmp_path, text)
    assert children(book) == {"MAG": 8}
    (source,) = printed["imported"]["sources"]
    (total,) = source["totals"]
    assert {why: each["lines"] for why, each in total["left"].items()} == {
        "no number of a part: what it is, is NOT KNOWN here": 1,
        "nothing that the mapping needs is filled": 1,
    }


@pytest.mark.parametrize("of", ["Parent", "Level"])
def test_a_list_of_what_is_in_what_is_a_bill_though_it_has_prices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], of: str
) -> None:
    lines = "1;MAG;Magnet;8;12.50;USD\n1;SCR;Screw;4;1.00;USD\n"
    text = f"{of};Part number;Description;Qty;Unit price;Currency\n{lines}"
    _, book = brought_in(capsys, tmp_path, text, *(["--root", "1"] if of == "Level" else []))
    assert children(book) == {"MAG": 8, "SCR": 4}


def test_a_list_by_level_says_of_its_top_what_it_says_of_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Level;Part number;Qty;Unit price;Currency;Made in\n0;MOT;1;100.50;USD;CN\n1;MAG;8;12.50;USD;JP\n0;FAN;1;9.50;USD;DE\n1;MAG;2;12.50;USD;JP\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert [(each.parent, each.child) for each in book.bill] == [("MOT", "MAG"), ("FAN", "MAG")]
    assert (book.items["MOT"].value, book.items["MOT"].made_in) == (exactly(Fraction(201, 2)), ("CN",))


def test_a_list_of_parts_of_two_plants_is_no_bill_that_stands_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, book = brought_in(capsys, tmp_path, "part number;description;plant\nA;Screw;1\nB;Magnet;2\n")
    assert book is not None
    assert {each.id: each.plant for each in book.items.values()} == {"A": "1", "B": "2"}


def test_quantities_of_a_list_that_does_not_say_of_what_it_is_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed, _ = brought_in(capsys, tmp_path, "part number;name;qty\nA;Screw;1\nB;Magnet;4\n")
    assert any("quantities are not taken over" in each for each in printed["imported"]["remarks"])
    (total,) = printed["imported"]["sources"][0]["totals"]
    assert (total["book"]["quantity"], [each["quantity"] for each in total["left"].values()]) == ("0", ["5"])


def test_a_line_of_a_bill_that_a_person_wrote_is_named_when_it_is_taken_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent;Component;Quantity\nM;A;2\nM;B;1\n"
    brought_in(capsys, tmp_path, text)
    with (tmp_path / "book" / "bill.csv").open("a") as stream:
        stream.write("M,HAND,4,\n")
    with (tmp_path / "book" / "items.csv").open("a") as stream:
        stream.write("HAND,\n")
    printed, book = brought_in(capsys, tmp_path, text.replace("M;B;1\n", ""))
    assert children(book) == {"A": 2}
    named = [each for each in printed["imported"]["gone"] if "no source had brought" in each]
    assert [("HAND" in each, "M / B" in each) for each in named] == [(True, False)]


def test_what_a_person_added_to_a_line_of_a_bill_is_named_when_the_bill_is_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Parent;Component;Quantity\nM;A;2\nM;B;1\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    bill = tmp_path / "book" / "bill.csv"
    header, *lines = bill.read_text("utf-8").splitlines()
    added = [f"{line},{'2026-06-30' if line.startswith('M,B') else ''}" for line in lines]
    bill.write_text("\n".join([f"{header},until", *added]) + "\n", "utf-8")
    printed, book = brought_in(capsys, tmp_path, text.replace("M;A;2", "M;A;3"))
    assert children(book) == {"A": 3, "B": 1}
    assert [each for each in printed["imported"]["gone"] if "M / B (until)" in each]
    assert not [each for each in printed["imported"]["gone"] if "M / A" in each]


@pytest.mark.parametrize("own", ['[units.items]\nmass_kg = "g"\n', '[constants.items]\nmade_in = "DE"\n'])
def test_a_table_with_units_or_constants_of_its_own_is_not_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own: str
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "book.toml").write_text(f"format = 1\n{own}", "utf-8")
    (book / "items.csv").write_text("item,mass_kg\nB,50\n", "utf-8")
    printed, read = brought_in(capsys, tmp_path, "part number;weight kg\nA;0.075\n")
    assert (read, printed["problems"][0]["what"]) == (None, "The book's items cannot be added to")
    assert (book / "items.csv").read_text("utf-8") == "item,mass_kg\nB,50\n"


@pytest.mark.parametrize("cells", [("01.01.2020;31.12.2024;", "01.01.2025;;"), (";;X", ";;")])
def test_two_bills_that_hold_at_different_times_or_of_different_kinds_are_not_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: tuple[str, str]
) -> None:
    header = "Parent;Component;Quantity;Alternative BOM;Valid from;Valid to;By-product\n"
    lines = "".join(f"M;MAG;4;{number};{said}\n" for number, said in enumerate(cells, 1))
    printed, book = brought_in(capsys, tmp_path, header + lines)
    assert (book, "says different things" in printed["problems"][0]["what"]) == (None, True)
    _, book = brought_in(capsys, tmp_path, header + lines, "--alternative", "2")
    assert children(book) == {"MAG": 4}


def test_a_country_or_a_currency_that_cannot_be_read_is_said_and_no_other_line_says_it_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "Material;Base unit;Standard price;Currency;Country of origin\n"
    lines = "A;ST;5,50;Eurodollars;Mordor\nA;ST;5,60;EUR;JP\nB;ST;5,50;EUR;JP\n"
    _, book = brought_in(capsys, tmp_path, header + lines)
    assert book is not None
    assert [(each.made_in, each.value, each.currency) for each in book.items.values()] == [
        (None, None, ""),
        (("JP",), exactly(Fraction(55, 10)), "EUR"),
    ]


def test_columns_that_are_not_taken_over_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Material;Base unit;Standard price;ECCN;Empty\nA;ST;5,50;3A001;\n", "utf-8")
    assert main(["import", str(path), "--into", str(tmp_path / "book")]) == 0
    assert "NOT TAKEN OVER: ECCN\n" in capsys.readouterr().out


def test_a_cell_may_hold_several_customs_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "part number;hs code\nA;8505.11.10 / 8505 19 10\nB;8505.11.10\nC;-\n"
    _, book = brought_in(capsys, tmp_path, text)
    assert book is not None
    assert [each.codes for each in book.items.values()] == [
        ("hs:85051110", "hs:85051910"),
        ("hs:85051110",),
        None,
    ]


@pytest.mark.parametrize(
    ("items", "toml", "what"),
    [
        (b"item,codes\nM-1,cn:1C905.a,us:3A001\n", "", "more cells than columns"),
        (b"item,codes,codes\nM-1,cn:1C905.a,us:3A001\n", "", "a column that stands twice"),
        (b"item,codes,\nM-1,cn:1C905.a,us:3A001\n", "", "more cells than columns"),
        (b"item,name\nM-1,M\xfcller\n", "", "another encoding"),
        (b"item;codes\nM-1;cn:1C905.a\n", '[csv]\ndelimiter = ";"\n', "a style of its own"),
        (b"Teil,codes\nM-1,cn:1C905.a\n", '[columns.items]\nitem = "Teil"\n', "a style of its own"),
    ],
)
def test_a_table_of_the_book_that_an_import_could_not_keep_as_it_is_stays_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], items: bytes, toml: str, what: str
) -> None:
    into = tmp_path / "book"
    into.mkdir()
    (into / "book.toml").write_text(f"format = 1\n{toml}", "utf-8")
    (into / "items.csv").write_bytes(items)
    source = tmp_path / "parts.csv"
    source.write_text("part number,description\nM-1,Magnet\n", "utf-8")
    assert main(["import", str(source), "--into", str(into), "--json"]) == 2
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [what in each["found"] for each in problems] == [True]
    assert (into / "items.csv").read_bytes() == items


@pytest.mark.parametrize(
    ("encoding", "names", "header", "told"),
    [
        ("cp1252", "Müller Söhne, Société créée, ÄÖÜ", "description", True),
        ("cp932", "株式会社モータ", "品名", True),
        ("gb18030", "深圳科技有限公司", "名称", True),
        ("gb18030", "深圳科技有限公司", "description", False),
        ("big5", "深圳科技有限公司", "description", False),
        ("cp1251", "Завод Калашников", "description", False),
    ],
)
def test_letters_of_another_script_are_read_or_refused_and_never_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, names: str, header: str, told: bool
) -> None:
    text = f"part number;{header};qty\nA;{names};1\nB;Screw;2\n"
    printed, book = brought_in(capsys, tmp_path, text.encode(encoding))
    if told:
        assert book is not None
        assert book.items["A"].name == names
    else:
        assert printed["problems"][0]["what"] == "The encoding of the file cannot be told"
    mixed = text.encode() + f"C;{names};1\n".encode(encoding)
    if not told:
        assert brought_in(capsys, tmp_path, mixed)[1] is None
