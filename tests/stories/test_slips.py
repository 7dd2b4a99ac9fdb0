"""Slips of people who use the program for the first time: what is refused, and what they are told to do."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from xenotime.cli import main

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
ITEMS = "item,name\nM1,Motor\n"
HEAD = "shipment,item,from,to,date\n"


def book(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in {"items": ITEMS, **tables}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    status = main([str(each) for each in words])
    told = capsys.readouterr().err
    assert status == 2, told
    return told


@pytest.mark.parametrize("tables", [{}, {"shipments": HEAD}])
def test_a_book_without_shipments_is_refused_and_does_not_end_as_one_in_which_all_is_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tables: dict[str, str]
) -> None:
    empty = book(tmp_path / "book", **tables)
    assert "The book has no shipments" in refused(capsys, "check", empty)
    assert "The book has no shipments" in refused(capsys, "ask", empty)


def test_a_file_without_lines_is_refused_by_check_as_by_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = book(tmp_path / "book", shipments=f"{HEAD}S1,M1,DE,US,2026-11-20\n")
    lines = tmp_path / "orders.csv"
    lines.write_text(HEAD, "utf-8")
    assert "There are no shipments" in refused(capsys, "check", made, "--shipments", lines)
    assert "There are no shipments" in refused(
        capsys, "screen", lines, "--book", made, "--out", tmp_path / "o"
    )


def test_an_item_a_party_or_a_shipment_that_is_nearly_named_is_named_as_it_is_called(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "allowed TM-CN" in refused(capsys, "trace", MOTORS, "tm-cn")
    assert "allowed MAKER" in refused(capsys, "owns", MOTORS, "the motor maker")
    assert "allowed S07" in refused(capsys, "check", MOTORS, "--only", "S7", "--regime", "cn")


def test_a_table_that_is_asked_for_replaces_no_folder_and_no_table_of_a_book(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = copytree(MOTORS, tmp_path / "book")
    for told in (
        refused(capsys, "trace-all", own, "--out", own / "items.csv"),
        refused(capsys, "classify", own, "--table", own / "items.csv"),
        refused(capsys, "check", own, "--report", own / "items.csv"),
    ):
        assert "its folder is a book" in told
    assert "the path is a folder" in refused(capsys, "trace-all", own, "--out", tmp_path)
    assert "The table is CSV" in refused(capsys, "trace-all", own, "--out", tmp_path / "all.xlsx")
    for keep in (own, own / "owners"):
        told = refused(capsys, "screen", "--book", own, "--out", tmp_path / "o", "--keep", keep)
        assert "among the tables of a book" in told
    for out in (own, own / "owners", own / "lists"):
        assert "among the tables of a book" in refused(capsys, "screen", "--book", own, "--out", out)
    assert {each.name for each in own.iterdir()} == {each.name for each in MOTORS.iterdir()}


def test_what_goes_with_another_option_is_refused_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = copytree(MOTORS, tmp_path / "book")
    assert "--to goes with --sent" in refused(capsys, "ask", own, "--to", "X")
    assert "--most goes with --write" in refused(capsys, "ask", own, "--most", "3")
    assert "draft questions first" in refused(capsys, "ask", own, "--sent")
    assert "see `xenotime check --help`" in refused(capsys, "check", own, "more")


def test_what_is_read_otherwise_than_it_stands_is_said_beside_every_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"{HEAD}S1,M1,DE,XX,2026-11-20\n"
    own, page = book(tmp_path / "book", shipments=rows), tmp_path / "page.html"
    heading, what = "Read otherwise than it stands in the book, or not at all", "shipments.csv"
    main(["check", str(own), "--regime", "zz", "--report", str(page)])
    text = capsys.readouterr().out
    assert heading in text
    assert what in text
    assert heading in page.read_text("utf-8")
    main(["check", str(own), "--regime", "zz", "--json"])
    (remark,) = json.loads(capsys.readouterr().out)["remarks"]
    assert "XX" in remark
    out = str(tmp_path / "out")
    for words in (("screen", "--book", str(own), "--out", out), ("ask", str(own)), ("trace", str(own), "M1")):
        main([*words, "--regime", "zz", "--json"])
        assert heading in capsys.readouterr().err
    main(["doubts", str(own)])
    assert heading in capsys.readouterr().err


ORDER = "S1,M1,DE,US,2026-11-20\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ((HEAD + ORDER).replace(",", ";"), ["write the file as UTF-8, with commas"]),
        ((HEAD + ORDER).replace("M1", "Mä").encode("cp1252"), ["write the file as UTF-8, with commas"]),
        ("\ufeff".encode("utf-16-le") + (HEAD + ORDER).encode("utf-16-le"), ["write the file as UTF-8"]),
        (HEAD.replace("date", "dat") + ORDER, ["did you mean 'date'? Rename it, or take it out of the file",
                                               "add it, or call the column that holds it date"]),
        (f"{HEAD}S1,M1,DE,US,2026-11-20,more\nS2,M9,DE,USA,1.12.2026\n",
         ["do      put quotation marks around a text that holds the delimiter\n", "'M9'", "if US is meant", "'1.12.2026'"]),
    ],
)  # fmt: skip
def test_of_a_file_of_shipments_both_commands_tell_all_that_is_wrong_and_nothing_about_book_toml(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | bytes, told: list[str]
) -> None:
    made = book(tmp_path / "book", shipments=HEAD + ORDER)
    lines = tmp_path / "orders.csv"
    lines.write_bytes(text if isinstance(text, bytes) else text.encode())
    checked = refused(capsys, "check", made, "--shipments", lines)
    screened = refused(capsys, "screen", lines, "--book", made, "--out", tmp_path / "o")
    assert checked == screened
    assert all(each in checked for each in told), checked
    assert not any(each in checked for each in ("book.toml", "[csv]", "[columns", "[ignore]", "rejoin"))


@pytest.mark.parametrize(
    ("name", "found", "do"),
    [("orders.xlsx", ".xlsx", "save its table as CSV"), ("nowhere.csv", "nothing", "correct the path")],
)
def test_a_file_of_shipments_that_is_another_or_not_there_is_told_as_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, found: str, do: str
) -> None:
    made = book(tmp_path / "book", shipments=HEAD + ORDER)
    (tmp_path / "orders.xlsx").write_bytes(b"PK")
    checked = refused(capsys, "check", made, "--shipments", tmp_path / name)
    screened = refused(capsys, "screen", tmp_path / name, "--book", made, "--out", tmp_path / "o")
    for told in (checked, screened):
        assert f"found   {found}\n" in told
        assert do in told


def test_a_refused_run_leaves_no_shipments_of_the_book_where_results_were_to_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, out = book(tmp_path / "book", shipments=HEAD + ORDER), tmp_path / "o"
    run = ["screen", "--book", made, "--out", out, "--regime", "zz"]
    assert "Unknown engine" in refused(capsys, *run, "--engine", "sparc")
    assert not [*out.glob("*")]
    book(made, shipments=f"{HEAD}{ORDER}{ORDER.replace('S1', 'S2')}")
    assert main([str(each) for each in run]) == 20
    assert (out / "shipments.csv").exists()


def test_a_table_that_is_not_there_is_told_once_and_not_for_every_row_that_needs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = book(tmp_path / "book", shipments=f"{HEAD}{ORDER}S2,M2,DE,US,2026-11-20\n")
    (made / "items.csv").unlink()
    told = refused(capsys, "check", made)
    assert told.count("The book has no items") == 1
    assert "found   M1, M2" in told
    assert "1 problem" not in told


def test_a_place_in_which_nothing_can_be_made_is_no_fault_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = book(tmp_path / "book", shipments=HEAD + ORDER)
    nowhere = Path("/proc/nothing-can-be-made-here")
    if not nowhere.parent.is_dir():
        pytest.skip("this system has no such folder")
    assert str(nowhere) in refused(capsys, "screen", "--book", made, "--out", nowhere)


def test_an_order_of_several_items_without_lines_is_told_to_number_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = HEAD + ORDER + ORDER
    made, lines = book(tmp_path / "book", shipments=twice), tmp_path / "orders.csv"
    lines.write_text(twice, "utf-8")
    for told in (
        refused(capsys, "check", made),
        refused(capsys, "screen", lines, "--book", made, "--out", tmp_path / "o"),
    ):
        assert "found   S1, first in row 2" in told
        assert "do      give each row a line of its own" in told


def test_a_wrong_unit_is_told_each_unit_that_is_allowed_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (made := book(tmp_path / "book")).joinpath("items.csv").write_text("item,base_unit\nM1,kg\n", "utf-8")
    made.joinpath("shipments.csv").write_text(
        "shipment,item,quantity,unit,date\nS1,M1,2,piece,2026-11-20\n", "utf-8"
    )
    assert "allowed kg, g, mg, t, lb, oz\n" in refused(capsys, "check", made)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("items", "item,made_in\nM1,{}\n"),
        ("items", "item,made_with\nM1,magnet:{}\n"),
        ("contents", "item,substance,origin\nM1,Dy,{}\n"),
        ("parties", "party,name,country\nP,P,{}\n"),
        ("parties", "party,name,facts\nP,P,headquarters={}\n"),
        ("shipments", HEAD + "S1,M1,DE,{},2026-11-20\n"),
    ],
)
def test_a_country_of_invented_law_is_not_known_where_that_is_not_asked_and_trade_writes_it_so(
    table: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told, uk = {}, ("--regime", "uk")
    for code in ("XX", "ZZ"):
        made = book(tmp_path / code, **{"shipments": HEAD + ORDER, table: text.format(code)})
        lines, out = tmp_path / f"{code}.csv", tmp_path / f"{code}-out"
        lines.write_text((made / "shipments.csv").read_text("utf-8"), "utf-8")
        capsys.readouterr()
        assert main(["check", str(made), "--json", *uk]) != 2
        answers = json.loads(capsys.readouterr().out)["answers"]
        assert main(["screen", str(lines), "--book", str(made), "--out", str(out), *uk]) != 2
        files = [(out / name).read_text("utf-8") for name in ("release.csv", "totals.json")]
        told[code] = (
            answers,
            [text.replace(f'"{code}"', '"XX"') for text in files],
        )  # by destination, as written
    assert told["ZZ"] == told["XX"]
    assert main(["check", str(made), *uk]) != 2
    assert "country of ZZ" in capsys.readouterr().err
    assert main(["check", str(made), "--regime", "zz"]) != 2
    assert "country of ZZ" not in capsys.readouterr().err
