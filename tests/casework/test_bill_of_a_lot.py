"""What is inside a lot is what its bill had on the day on which it was made."""

from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import law
from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.facts.book import Book
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Subject

TABLES = {
    "items": "item,form,made_in\nMOTOR,part,DE\nROTOR,part,DE\nMAGNET,permanent_magnet,CN\nFERRITE,permanent_magnet,CN\n",
    "bill": """parent,child,quantity,from,until
MOTOR,ROTOR,1,,
ROTOR,MAGNET,1,,2025-12-31
ROTOR,FERRITE,1,2026-01-01,
""",
    "contents": """item,substance,form,origin
MAGNET,Dy,,CN
MAGNET,others,none,
FERRITE,others,none,
ROTOR,others,none,
MOTOR,others,none,
""",
    "lots": """lot,item,made_on
OLD,MOTOR,2025-12-10
NEW,MOTOR,2026-01-10
UNDATED,MOTOR,
MIXED,MOTOR,2026-01-10
LATE,ROTOR,2026-01-05
EARLY,ROTOR,2025-12-05
""",
    "used_lots": "lot,used,complete\nMIXED,LATE,yes\nMIXED,EARLY,yes\n",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("lots") / "book"
    folder.mkdir()
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return answering.open_book(folder, law())


@pytest.mark.parametrize(
    ("lot", "on", "there"),
    [
        ("OLD", date(2026, 2, 1), True),
        ("OLD", date(2025, 12, 20), True),
        ("NEW", date(2026, 2, 1), False),
        ("UNDATED", date(2026, 2, 1), False),
        ("MIXED", date(2026, 2, 1), None),
        ("", date(2026, 2, 1), False),
    ],
)
def test_a_lot_holds_what_the_bill_had_on_the_day_on_which_it_was_made(
    lot: str, on: date, there: bool | None, book: Book
) -> None:
    desk = Desk(book, law(), on, on)
    shipment = Shipment("S", "MOTOR", on, lot=lot)
    has = Subject("has", "item", "Dy")
    assert desk.see(shipment, has).truth is there
    assert desk.of_lot("MOTOR", lot).see_item(book.items["MOTOR"], has, lot).truth is there


SAID = {
    "items": "item,form,made_in\nMOTOR,part,DE\nROTOR,part,DE\nMAGNET,permanent_magnet,CN\n",
    "bill": "parent,child,quantity\nMOTOR,ROTOR,1\nROTOR,MAGNET,1\n",
    "contents": """item,substance,form,origin,said_by,said_on
MAGNET,Dy,,CN,Works,2025-11-01
MAGNET,others,none,,Works,2025-11-01
MAGNET,others,none,,Works,2026-03-01
ROTOR,others,none,,,
MOTOR,others,none,,,
""",
    "lots": """lot,item,made_on,bought_on
OLD,MOTOR,2025-12-10,
BOUGHT,MOTOR,,2025-12-10
NEW,MOTOR,2026-04-10,
UNDATED,MOTOR,,
ON-OLD,MOTOR,2026-04-10,
ROTOR-OLD,ROTOR,2025-12-05,
""",
    "used_lots": "lot,used,complete\nON-OLD,ROTOR-OLD,yes\n",
}


@pytest.mark.parametrize(
    ("lot", "there"),
    [("OLD", None), ("BOUGHT", None), ("ON-OLD", None), ("NEW", False), ("UNDATED", False), ("", False)],
)
def test_what_is_said_of_a_part_after_a_lot_was_made_takes_nothing_out_of_the_lot(
    lot: str, there: bool | None, tmp_path: Path
) -> None:
    for name, text in SAID.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", "utf-8")
    book, on = answering.open_book(tmp_path, law()), date(2026, 5, 1)
    desk, has = Desk(book, law(), on, on), Subject("has", "item", "Dy")
    assert desk.see(Shipment("S", "MOTOR", on, lot=lot), has).truth is there
    assert desk.of_lot("MOTOR", lot).see_item(book.items["MOTOR"], has, lot).truth is there
    before = Desk(book, law(), date(2026, 2, 1), on)
    assert before.see(Shipment("S", "MOTOR", date(2026, 2, 1), lot=lot), has).truth is None
