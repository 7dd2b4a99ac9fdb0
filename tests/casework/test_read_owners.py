"""A reading of how shares add up, given for a run, settles what hung on it: one by one and in a file of shipments."""

from pathlib import Path

import pytest

from screening.screen_books import results_in
from stories.test_own_shipments import said
from xenotime.cli import main

TABLES = {
    "items": "item,kind,form,made_in,base_unit,codes\nNUT,goods,part,US,piece,us:EAR99\n",
    "parties": "party,name,country,lists,kind,facts\nUS,Seller,US,none,civil,\nL,Listed,CN,us/entity-list,civil,\n"
    "B,Buyer,VN,none,civil,partner_headquarters=none\nO,Its own firm,VN,none,civil,\n",
    "holdings": "owner,owned,kind,share_low,share_high\nothers,US,equity,0,none\nothers,L,equity,0,none\nL,B,equity,0.26,0.26\n"
    "O,B,equity,0.74,0.74\nB,O,equity,1,1\n",
    "shipments": "shipment,item,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date\n"
    "S,NUT,export,US,VN,none,US,B,B,none,B,civil,2025-10-16\n",
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("reading", "possible"),
    [
        ("", {"no licence required", "licence required"}),
        ("cascade", {"no licence required"}),
        ("own apart", {"licence required"}),
    ],
)
def test_a_circle_of_owners_is_read_as_the_run_says(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], reading: str, possible: set[str]
) -> None:
    given = ["--regime", "us", *(["--reading", f"us/own-shares={reading}"] if reading else [])]
    [answer] = said(capsys, "check", str(book), *given)["answers"]
    assert set(answer["possible"]) == possible
    said(capsys, "screen", "--book", str(book), "--out", str(tmp_path / "out"), *given)
    [row] = results_in(tmp_path / "out" / "parts").values()
    assert set(row["possible"].split("; ")) == possible
    assert row["assumed"].split("; ") == answer["assumed"]


def test_a_position_on_how_shares_add_up_is_refused_as_it_would_change_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "positions.toml").write_text(
        """[[position]]
question = "us/own-shares"
reading = "cascade"
scope = "book"
reason = "r"
decided_by = "Head of trade compliance"
approved_by = "General counsel"
from = 2025-01-01
until = 2025-12-31
""",
        "utf-8",
    )
    assert main(["check", str(book), "--regime", "us"]) == 2
    assert "--reading us/own-shares=" in capsys.readouterr().err
