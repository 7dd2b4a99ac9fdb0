"""Our tables are made from one foreign file, and nothing in that file is passed over in silence."""

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from xenotime.errors import Problem, UnreadableBook
from xenotime.exact import exactly
from xenotime.reading.book.reader import read_book

ROVER = Path(__file__).parents[2] / "examples" / "rover"
PARTS = "../../../shared/data/boms/nasa_jpl_open_source_rover_parts_list.csv"
TOML = """
[sources.parts]
file = "erp/parts.csv"
{options}

[[derive]]
table = "items"
from = "parts"
once_per = "item"
{differ}
row = {{ item = "{{no|short}}", name = "{{long}}", value = "{{cost}}", currency = "USD" }}
rules = [
  {{ where = {{ long = "Motor" }}, set = {{ form = "part" }} }},
  {{ where = {{ long = "M" }}, set = {{ form = "alloy", kind = "goods" }} }},
]

[[derive]]
table = "items"
row = {{ item = "rover" }}

[[derive]]
table = "bill"
from = "parts"
row = {{ parent = "rover", child = "{{no|short}}", quantity = "{{count}}" }}
"""
LINES = "no,short,long,cost,count\n0010,motor,Motor M,$2.50,2\n,magnet,Magnet,3,0.5\n"


def book(folder: Path, parts: str, options: str = "", differ: str = "") -> Path:
    (folder / "erp").mkdir(exist_ok=True)
    (folder / "erp" / "parts.csv").write_text(parts, encoding="utf-8")
    (folder / "book.toml").write_text(
        "format = 1\n" + TOML.format(options=options, differ=differ), encoding="utf-8"
    )
    return folder


STRIP = 'strip = { cost = "$" }'


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path)
    return caught.value.problems


def test_items_and_bill_come_from_one_file(tmp_path: Path) -> None:
    read = read_book(book(tmp_path, LINES, STRIP))
    assert [(one.id, one.name, one.value, one.row) for one in read.items.values()] == [
        ("0010", "Motor M", exactly(Fraction(5, 2)), 2),
        ("magnet", "Magnet", exactly(3), 3),
        ("rover", "", None, 1),
    ]
    assert [(one.parent, one.child, one.quantity) for one in read.bill] == [
        ("rover", "0010", exactly(2)),
        ("rover", "magnet", exactly(Fraction(1, 2))),
    ]


def test_the_first_rule_that_fits_sets_a_cell(tmp_path: Path) -> None:
    motor, magnet, _ = read_book(book(tmp_path, LINES, STRIP)).items.values()
    assert (motor.form, motor.kind) == (("part",), ("goods",))
    assert (magnet.form, magnet.kind) == (("alloy",), ("goods",))


def test_a_sign_that_is_not_stripped_is_a_problem_of_that_row(tmp_path: Path) -> None:
    (found,) = problems(book(tmp_path, LINES))
    assert (found.file, found.row, found.column) == ("parts.csv", 2, "value")


def test_rows_of_one_key_that_differ_are_problems_or_remarks(tmp_path: Path) -> None:
    lines = LINES + "0010,motor,Motor N,$2.50,1\n"
    (found,) = problems(book(tmp_path, lines, STRIP))
    assert (found.row, found.column, "may_differ" in found.do) == (4, "name", True)
    read = read_book(book(tmp_path, lines, STRIP, 'may_differ = ["name"]'))
    assert read.items["0010"].name == "Motor M"
    assert len(read.bill) == 3
    assert any("row 4" in one and "Motor N" in one for one in read.remarks)


def test_surplus_cells_are_a_problem_or_rejoined_with_a_remark(tmp_path: Path) -> None:
    lines = LINES + "0020,nut,Nut (3mm, 4mm, steel),1,8\n"
    (found,) = problems(book(tmp_path, lines, STRIP))
    assert (found.row, "7 cells" in found.found, "rejoin" in found.do) == (4, True, True)
    read = read_book(book(tmp_path, lines, STRIP + '\nrejoin = "long"'))
    assert read.items["0020"].name == "Nut (3mm, 4mm, steel)"
    assert any("row 4" in one and "7 cells" in one for one in read.remarks)


def test_too_few_cells_are_a_problem_even_with_rejoin(tmp_path: Path) -> None:
    (found,) = problems(book(tmp_path, LINES + "0020,nut\n", STRIP + '\nrejoin = "long"'))
    assert found.row == 4


def test_columns_that_nothing_reads_are_remarked_on(tmp_path: Path) -> None:
    lines = LINES.replace("count\n", "count,link\n").replace(",2\n", ",2,x\n").replace(",0.5\n", ",0.5,y\n")
    read = read_book(book(tmp_path, lines, STRIP))
    assert any("link" in one and "not taken over" in one for one in read.remarks)
    assert read_book(book(tmp_path, lines, STRIP + '\nignore = ["link"]')).remarks == ()


def test_a_column_that_a_rule_names_and_the_file_lacks_is_a_problem(tmp_path: Path) -> None:
    found = problems(book(tmp_path, LINES.replace("cost", "price"), STRIP))
    assert any(one.found == "cost" and "price" in one.allowed for one in found)


def test_a_source_that_is_not_there_is_one_problem_and_may_lie_elsewhere(tmp_path: Path) -> None:
    path = book(tmp_path, LINES, STRIP)
    moved = (tmp_path / "erp" / "parts.csv").rename(tmp_path / "elsewhere.txt")
    (found,) = problems(path)
    assert (found.column, "erp" in found.found) == ("sources.parts.file", True)
    assert len(read_book(path, sources={"parts": moved}).items) == 3


def test_numbers_of_a_foreign_workbook_are_never_joined_with_text(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["no", "text", "mass"], [10, "A", 2.5], ["0020", "B", 3]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "parts.xlsx")
    toml = (
        'format = 1\n[sources.parts]\nfile = "parts.xlsx"\n[[derive]]\ntable = "items"\nfrom = "parts"\n'
        'row = { item = "P-{no}", name = "{text}", mass_kg = "{mass}" }\n'
    )
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    (found,) = problems(tmp_path)
    assert (found.row, "joined" in found.what) == (2, True)
    (tmp_path / "book.toml").write_text(toml.replace("P-{no}", "P-{text}"), encoding="utf-8")
    assert read_book(tmp_path).items["P-A"].mass_kg == exactly(Fraction(5, 2))
    assert not any("first sheet" in each for each in read_book(tmp_path).remarks)
    workbook.create_sheet("More")
    workbook.save(tmp_path / "parts.xlsx")
    assert any("only its first sheet is read; left out: More" in each for each in read_book(tmp_path).remarks)


def test_a_rule_reads_a_number_of_a_workbook_as_it_stands_and_leaves_a_stated_zero(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row in (["no", "class", "most"], ["A", 1, 0], ["B", 2, None]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "parts.xlsx")
    toml = (
        'format = 1\n[sources.parts]\nfile = "parts.xlsx"\n[[derive]]\ntable = "items"\nfrom = "parts"\n'
        'row = { item = "{no}" }\nrules = [\n{ where = { class = "^1$" }, set = { codes = "zz:A2.a" } },\n'
        '{ where = {}, set = { codes = "zz:none" } },\n]\n[[derive]]\ntable = "contents"\nfrom = "parts"\n'
        'row = { item = "{no}", substance = "Dy", share_high = "{most}" }\n'
        'rules = [{ where = {}, set = { share_high = "1 %" } }]\n'
    )
    (tmp_path / "book.toml").write_text(toml, encoding="utf-8")
    read = read_book(tmp_path)
    assert [each.codes for each in read.items.values()] == [("zz:A2.a",), ("zz:none",)]
    assert [each.absent for each in read.contents] == [True, False]


def test_an_own_file_and_derived_rows_stand_in_one_table(tmp_path: Path) -> None:
    path = book(tmp_path, LINES, STRIP)
    (path / "items.csv").write_text("item\nspare\nrover\n", encoding="utf-8")
    (found,) = problems(path)
    assert (found.file, "row 3 of items.csv" in found.found) == ("book.toml", True)


@pytest.mark.skipif(not (ROVER / PARTS).is_file(), reason="the parts list is not part of this repository")
def test_the_rover_is_read_from_the_parts_list_as_it_stands() -> None:
    read = read_book(ROVER)
    assert (len(read.items), len(read.bill), len(read.shipments)) == (51, 52, 2)
    wheels = next(line for line in read.bill if line.child == "drive wheel")
    assert (wheels.parent, wheels.quantity) == ("rover", exactly(6))
    bracket = next(line for line in read.bill if line.child == "1137-0001-0001")
    assert (bracket.parent, bracket.quantity) == ("rocker bogie", exactly(Fraction(1, 2)))
    assert read.items["wheel"].value == exactly(Fraction(2527, 100))
    assert read.items["1500-0010-0006"].value == exactly(Fraction(279, 100))
    assert [item.id for item in read.items.values() if item.form == ("part",)] == [
        "5202-2402-0027",
        "2000-0025-0002",
    ]
    assert sum("joined" in one for one in read.remarks) == 4
    assert read.items["rover"].rolled_up


def test_the_rover_without_its_parts_list_is_one_clear_problem(tmp_path: Path) -> None:
    with pytest.raises(UnreadableBook) as caught:
        read_book(ROVER, sources={"parts": tmp_path / "gone.csv"})
    (found,) = caught.value.problems
    assert "not there" in found.what
