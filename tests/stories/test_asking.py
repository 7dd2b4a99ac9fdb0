"""A whole journey: what to ask, sheets out, an answer back, an order settled; and twins brought in."""

import json
import shutil
from pathlib import Path

from openpyxl import load_workbook

from story_books import ITEMS, SHIPMENTS, answers, run, shipped, write_book

ROOT = Path(__file__).parents[2]
KNOWN = ("--regime", "cn", "--known-on", "2026-11-24")


def test_an_answer_that_came_back_settles_the_order_that_waited_for_it(tmp_path: Path) -> None:
    magnet = f"{ITEMS},maker,codes\nM,permanent_magnet,CN,piece,0.1,10,EUR,magnet:CN; metal:CN,S,"
    parties = "party,name,country,lists,kind\nMAKER,Maker,CN,none,civil\nBUYER,Buyer,DE,none,civil\nS,Supplier,JP,none,civil"
    book = write_book(
        tmp_path / "book",
        items=magnet,
        parties=parties,
        shipments=f"{SHIPMENTS}\n{shipped('M', '2026-03-02', origin='CN', to='DE', value='10')}",
    )
    before = answers(book)["S1"]
    status, printed, _ = run("ask", book, "--write", tmp_path / "out", *KNOWN)
    assert status == (20 if not before["settled"] else 0)
    wanted = {(m["fact"], m["about"]["id"]) for m in before["missing"]}
    asked = {(row["fact"], row["about"]) for row in printed["ask"]["ranked"]}
    assert asked == wanted
    sheets = sorted((tmp_path / "out").glob("*.xlsx"))
    if not before["settled"]:
        assert sheets
    for sheet in sheets:
        workbook = load_workbook(sheet)
        for row in workbook["English"].iter_rows(min_row=2):
            row[4].value = "x"
        workbook.save(sheet)
        _, again, _ = run("ask", book, "--read", sheet, *KNOWN)
        assert again["ask"]["counts"]["refused"]
        assert all(row["state"] for row in again["ask"]["ranked"] if row["state"])


def test_an_override_needs_a_person_and_a_reason() -> None:
    status, printed, _ = run("ask", ROOT / "examples" / "motor-maker", "--override-by", "A", *KNOWN)
    assert status == 2
    assert printed["problems"][0]["what"] == "An override names a person and a reason"


def test_twins_become_a_book_that_can_be_traced(tmp_path: Path) -> None:
    twins = [
        {
            "catenaXId": "urn:uuid:1",
            "childItems": [{"catenaXId": "urn:uuid:2", "quantity": {"value": 2, "unit": "unit:piece"}}],
        },
        {
            "catenaXId": "urn:uuid:2",
            "partTypeInformation": {"nameAtManufacturer": "Magnet", "manufacturerPartId": "N42SH"},
        },
    ]
    (tmp_path / "twins.json").write_text(json.dumps(twins), "utf-8")
    status, printed, _ = run("import", "catenax", tmp_path / "twins.json", "--into", tmp_path / "book")
    assert (status, printed["imported"]) == (0, {"items": 2, "bill": 1})
    page = tmp_path / "page.html"
    status, printed, _ = run("trace", tmp_path / "book", "urn:uuid:1", "--report", page, *KNOWN)
    assert status == 0
    assert "no upper limit" in page.read_text("utf-8")
    assert "nobody says" in page.read_text("utf-8")


def test_a_book_that_nobody_can_add_to_stays_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "rover", tmp_path / "rover")
    (tmp_path / "twins.json").write_text("{}", "utf-8")
    status, printed, _ = run("import", "catenax", tmp_path / "twins.json", "--into", tmp_path / "rover")
    assert status == 2
    assert printed["problems"][0]["what"] == "There are no twins in the file"
