"""What bars a mild answer only because something was not told is named in every row, as a check names it."""

import csv
from pathlib import Path

import pytest

from screening.screen_books import HEADER, KNOWN_ON, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.law.lawbook import Lawbook

TOLD = {
    "line": "1", "item": "SCREW", "quantity": "1", "unit": "piece", "act": "export", "circumstance": "sale", "from": "US",
    "to": "DE", "via": "none", "exporter": "US-INC", "consignee": "DE-GMBH", "purchaser": "DE-GMBH", "intermediary": "none",
    "end_user": "DE-GMBH", "end_use": "civil", "date": "2026-08-10", "facts": "exporter_knows=no",
}  # fmt: skip
ROLES = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
SOMEWHERE = "SOMEWHERE-LTD"
"""A party of whom it is not told where it is."""
WAITING: dict[str, dict[str, str]] = {
    "": {},
    "via (this shipment)": {"via": ""},
    f"country (party {SOMEWHERE})": {"purchaser": SOMEWHERE},
    f"country (party {SOMEWHERE}); via (this shipment)": {"intermediary": SOMEWHERE, "via": ""},
}
"""What rows wait for, and the cells by which they differ from what is told."""


def book_in(folder: Path) -> Path:
    tables: dict[str, list[tuple[str, ...]]] = {
        "items.csv": [
            ("item", "name", "kind", "form", "made_in", "codes", "base_unit"),
            ("SCREW", "Screw", "goods", "part", "US", "us:EAR99;zz:none", "piece"),
            ("SOMETHING", "Something", "goods", "metal", "", "us:EAR99;cn:none;eu:none;uk:none", "piece"),
        ],
        "contents.csv": [("item", "substance"), ("SCREW", "others")],
        "parties.csv": [
            ("party", "name", "country", "kind", "lists", "nationality"),
            ("US-INC", "Exporter Inc", "US", "civil", "none", "US"),
            ("DE-GMBH", "Buyer GmbH", "DE", "civil", "none", "DE"),
            (SOMEWHERE, "Buyer Ltd", "", "civil", "none", "DE"),
            ("UNASKED-LTD", "Unasked Ltd", "DE", "civil", "", "DE"),
        ],
        "holdings.csv": [
            ("owner", "owned", "share_low", "share_high"),
            *(("others", each, "0 %", "0 %") for each in ("US-INC", "DE-GMBH", SOMEWHERE)),
        ],
    }
    folder.mkdir()
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, rows in tables.items():
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_rows_that_lack_different_facts_say_which_they_wait_for_as_each_is_told_by_itself(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    rows = [
        tuple((TOLD | each | {"shipment": f"S{number}"}).get(name, "") for name in HEADER)
        for number, each in enumerate(WAITING.values())
    ]
    book = answering.open_book(book_in(tmp_path / "book"), lawbook)
    asked = Asked(KNOWN_ON, ("us", "us-ofac"), explain=False)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    told = [got[f"S{number}", "1", "us-ofac"] for number in range(len(rows))]
    assert [each["not_told"] for each in told] == [*WAITING]
    assert [each["action"] for each in told] == ["release", *["escalate"] * 3]


def test_facts_for_which_a_mild_answer_waits_are_counted_among_the_missing_ones(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    row = TOLD | {"shipment": "S", "via": ""}
    book = answering.open_book(book_in(tmp_path / "book"), lawbook)
    file = write_rows(tmp_path / "rows.csv", [tuple(row.get(name, "") for name in HEADER)])
    got = screened(lawbook, book, Asked(KNOWN_ON, ("us",), explain=False), Source(file, tmp_path / "out"))
    only = got["S", "1", "us"]
    assert (only["settled"], only["missing"], only["missing_facts"]) == ("yes", "", "via")


def test_a_row_that_a_gap_surely_touches_waits_for_nothing_beside_one_that_it_may_touch(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    flying = TOLD | {"from": "ZZ", "to": "QN"}
    rows = [
        tuple((flying | {"shipment": act or "not told", "act": act}).get(name, "") for name in HEADER)
        for act in ("transfer", "")
    ]
    book = answering.open_book(book_in(tmp_path / "book"), lawbook)
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    waits = {shipment: row["not_told"] for (shipment, *_), row in got.items()}
    assert waits == {"transfer": "", "not told": "act (this shipment)"}


@pytest.mark.parametrize("regime", ["cn", "us", "us-ofac", "eu", "uk"])
def test_whoever_has_a_second_role_is_waited_for_in_whichever_he_has(
    regime: str, lawbook: Lawbook, tmp_path: Path
) -> None:
    usual = TOLD | {"item": "SOMETHING", "from": "GB", "to": "CH", "exporter": "DE-GMBH"}
    roles = [role for role in ROLES if role != "exporter"]
    rows = [
        usual | {each: "UNASKED-LTD" if each in {one, other} else "DE-GMBH" for each in roles}
        for one in roles
        for other in roles
    ]
    lines = [
        tuple((row | {"shipment": f"S{at}"}).get(each, "") for each in HEADER) for at, row in enumerate(rows)
    ]
    book = answering.open_book(book_in(tmp_path / "book"), lawbook)
    asked = Asked(KNOWN_ON, (regime,), explain=False)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", lines), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, lines))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    assert all("UNASKED-LTD" in each["not_told"] or each["missing"] for each in got.values())
