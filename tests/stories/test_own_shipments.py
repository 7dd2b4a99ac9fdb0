"""A book's own shipments are screened as book.toml says that they are written, with the answers that a check gives."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from xenotime.cli import main

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
KNOWN = ["--known-on", "2026-11-24"]
HEADINGS = {"shipment": "Auftrag", "to": "Land", "date": "Tag"}


def in_words_of_the_house(folder: Path) -> Path:
    """The motor maker's book with semicolons, decimal commas, letters of Windows and headings of its own."""
    shutil.copytree(MOTORS, folder)
    for file in folder.glob("*.csv"):
        with file.open(newline="", encoding="utf-8") as opened:
            header, *rows = csv.reader(opened)
        named = [HEADINGS.get(each, each) if file.stem == "shipments" else each for each in header]
        with file.open("w", newline="", encoding="cp1252") as opened:
            writer = csv.writer(opened, delimiter=";")
            writer.writerows([named, *([each.replace(".", ",") if is_number(each) else each for each in row] for row in rows)])  # fmt: skip
    columns = "\n".join(f'{ours} = "{theirs}"' for ours, theirs in HEADINGS.items())
    with (folder / "book.toml").open("a", encoding="utf-8") as opened:
        opened.write(
            f'\n[csv]\ndelimiter = ";"\nencoding = "cp1252"\ndecimal = ","\n\n[columns.shipments]\n{columns}\n'
        )
    return folder


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("..", "").isdigit()


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    main([*words, "--json", *KNOWN])
    return json.loads(capsys.readouterr().out)


def answers_in(told: Any) -> dict[tuple[str, str], tuple[str, str]]:
    rows = duckdb.read_parquet(f"{told['screened']['parts']}/*.parquet")
    found = rows.project("shipment, line, possible, because").fetchall()
    return {(shipment, line): (possible, because) for shipment, line, possible, because in found}


def test_a_book_of_another_style_is_screened_without_a_file_as_it_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = in_words_of_the_house(tmp_path / "book")
    checked = said(capsys, "check", str(book), "--regime", "cn")
    screened = said(capsys, "screen", "--book", str(book), "--out", str(tmp_path / "out"), "--regime", "cn")
    assert answers_in(screened) == {
        (each["shipment"], each["line"] or ""): ("; ".join(each["possible"]), "; ".join(each["because"]))
        for each in checked["answers"]
    }
    plain = said(capsys, "screen", "--book", str(MOTORS), "--out", str(tmp_path / "plain"), "--regime", "cn")
    assert answers_in(screened) == answers_in(plain)


def test_the_same_command_goes_on_and_a_changed_book_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, words = tmp_path / "book", ["--out", str(tmp_path / "out"), "--regime", "cn"]
    shutil.copytree(MOTORS, book)
    first = said(capsys, "screen", "--book", str(book), *words)
    assert said(capsys, "screen", "--book", str(book), *words) == first
    shipments = book / "shipments.csv"
    shipments.write_text(shipments.read_text("utf-8").replace("37600", "37601"), "utf-8")
    written = (tmp_path / "out" / "shipments.csv").read_bytes()
    refused = said(capsys, "screen", "--book", str(book), *words)
    assert "results of another run" in refused["problems"][0]["what"]
    assert (tmp_path / "out" / "shipments.csv").read_bytes() == written


def test_in_the_folder_of_another_run_no_shipments_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, file = tmp_path / "out", tmp_path / "out" / "shipments.csv"
    out.mkdir()
    header, first, *_ = (MOTORS / "shipments.csv").read_text("utf-8").splitlines()
    file.write_text(f"{header}\n{first}\n", "utf-8")
    words = ["--book", str(MOTORS), "--out", str(out), "--regime", "zz"]
    assert said(capsys, "screen", str(file), *words)["screened"]["rows"] == 1
    written = file.read_bytes()
    refused = said(capsys, "screen", *words)
    assert "results of another run" in refused["problems"][0]["what"]
    assert file.read_bytes() == written


def test_a_book_without_shipments_says_that_a_file_has_to_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    shutil.copytree(MOTORS, book)
    (book / "positions.toml").unlink()
    (book / "shipments.csv").unlink()
    refused = said(capsys, "screen", "--book", str(book), "--out", str(tmp_path / "out"))
    assert refused["problems"][0]["what"] == "The book has no shipments"
    assert not (tmp_path / "out" / "parts").exists()


def test_a_book_of_another_style_that_is_named_as_a_file_says_how_its_shipments_are_screened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = in_words_of_the_house(tmp_path / "book")
    file = str(book / "shipments.csv")
    refused = said(capsys, "screen", file, "--book", str(book), "--out", str(tmp_path / "out"))
    assert "where no file is named" in refused["problems"][0]["do"]


TABLES = {
    "items": "item,kind,form,made_in,codes,made_with\nM,goods,part,DE,us:EAR99,none\n",
    "parties": "party,name,country,nationality,lists,kind\nX,Xen,FR,FR,none,civil\nV,Vol,RU,RU,us/sdn,military\n",
    "holdings": "owner,owned,share_low\nothers,X,none\n",
    "shipments": "shipment,item,date,act,circumstance,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use\n"
    "EARLY,M,2026-06-02,export,sale,DE,FR,none,X,,none,none,X,civil\n"
    "LATE,M,2026-12-15,export,sale,DE,FR,none,X,,none,none,X,civil\n"
    "OWN,M,2026-12-15,export,sale,DE,FR,none,X,X,none,none,X,civil\n",
    "requests": "number,state,to,fact,about_kind,about,answer,answered_by,answered_on,valid_until\n"
    "R1,answered,Xen,consignee,shipment,EARLY,X,Xen,2026-05-01,2026-06-30\n"
    "R2,answered,Xen,consignee,shipment,LATE,V,Xen,2026-05-01,2026-06-30\n"
    "R3,answered,Xen,consignee,shipment,OWN,V,Xen,2026-05-01,2026-06-30\n",
}


@pytest.mark.parametrize(
    ("on", "does"),
    [
        ("", {"EARLY": "release", "LATE": "hold", "OWN": "release"}),
        ("2026-06-02", {"EARLY": "release", "LATE": "block", "OWN": "hold"}),
        ("2026-12-15", {"EARLY": "hold", "LATE": "hold", "OWN": "release"}),
    ],
)
def test_on_another_day_own_shipments_have_the_answers_that_hold_on_it_as_in_a_check(
    on: str, does: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in TABLES.items():
        (book / f"{name}.csv").write_text(text, "utf-8")
    more = ["--regime", "us-ofac", *(["--on", on] if on else [])]
    checked = said(capsys, "check", str(book), *more)
    assert {each["shipment"]: each["action"] for each in checked["answers"]} == does
    said(capsys, "screen", "--book", str(book), "--out", str(tmp_path / "out"), *more)
    with (tmp_path / "out" / "release.csv").open(encoding="utf-8") as opened:
        assert {row["document"]: row["action"] for row in csv.DictReader(opened)} == does


@pytest.mark.parametrize("on", ["", "2026-11-11"])
def test_a_script_over_own_shipments_names_the_command_that_writes_its_rows(
    on: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On another day other answers to requests hold: rows that are written for their own days are not those of the script."""
    more = ["--on", on] if on else []
    main(["law", "sql", "--book", str(MOTORS), "--regime", "cn", *KNOWN, *more])
    told = capsys.readouterr().err
    assert f"xenotime screen {' '.join(['--book', str(MOTORS), *more])} --out FOLDER writes" in told
