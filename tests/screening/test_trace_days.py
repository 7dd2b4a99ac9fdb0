"""What is traced once for many days is what is traced on each of them."""

from dataclasses import replace
from datetime import date

import pytest

from screening.screen_books import KNOWN_ON, TABLES
from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.desk.shipment_cells import Cells
from xenotime.law.condition import COMPUTED, Subject
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import gathered
from xenotime.screening.desks import Desks
from xenotime.screening.trace_days import TraceDays

DATED = {
    "items": TABLES["items"] + "OPEN,alloy,goods,JP,piece,1,7,EUR,,\n",
    "bill": """parent,child,quantity,unit,from,until
MOTOR,MAGNET,2,piece,,2025-12-31
MOTOR,MAGNET,40,piece,2026-01-01,
PUMP,MOTOR,1,piece,,
PUMP,BELL,1,piece,2026-03-01,2026-04-30
PUMP,BOX,1,piece,,
""",
    "prices": """substance,form,currency,per_kg_low,per_kg_high,on,market,source
Dy,,USD,300,400,2025-02-01,A,asked
Dy,,USD,700,900,2026-02-01,A,asked
Ce,,EUR,3,4,2025-02-01,A,asked
""",
    "rates": "currency,in,rate,on,source\nEUR,USD,1.1,2025-03-01,bank\nEUR,USD,1.4,2026-05-01,bank\n",
}
SPOKEN = """OPEN,Dy,metal,0.02,0.03,CN,A,2025-02-10
OPEN,others,,none,,,A,2025-02-10
OPEN,Dy,metal,0.02,0.03,CN,A,2025-12-01
OPEN,others,,none,,,A,2025-12-01
OPEN,Ce,alloy,0.3,0.4,ZZ,A,2026-02-01
OPEN,others,,none,,,A,2026-02-01
"""
DATED["contents"] = (
    "".join(
        f"{line}{',said_by,said_on' if not at else ',,'}\n"
        for at, line in enumerate(TABLES["contents"].splitlines())
    )
    + SPOKEN
)
REQUESTS = """number,state,to,fact,about_kind,about,answer,answered_by,answered_on,valid_until
Q1,answered,A,has(Dy),item,OPEN,yes,A,2026-02-15,2026-03-31
Q2,answered,A,has(Tb),item,OPEN,no,A,2025-05-01,2026-03-31
"""
DAYS = [
    date(2020, 1, 1),
    date(2024, 12, 31),
    date(2025, 2, 10),
    date(2025, 6, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
]
DAYS += [
    date(2025, 2, 9),
    date(2025, 11, 30),
    date(2026, 1, 31),
    date(2026, 2, 20),
    date(2026, 4, 1),
    date(2026, 2, 1),
    date(2026, 3, 1),
    date(2026, 5, 1),
    date(2026, 11, 24),
]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook) -> Desks:
    folder = tmp_path_factory.mktemp("book")
    for name, text in (TABLES | DATED).items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "requests.csv").write_text(REQUESTS, "utf-8")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    book = answering.open_book(folder, lawbook)
    return Desks(book, lawbook, KNOWN_ON, Cells(book, answering.book_words(lawbook)).read)


def computed(lawbook: Lawbook) -> list[Subject]:
    found = gathered(lawbook, ("zz", "cn", "us"), KNOWN_ON).found
    return [each for each in found if each.kind in COMPUTED]


@pytest.mark.parametrize("item", ["MAGNET", "MOTOR", "PUMP", "BELL", "OPEN"])
def test_a_trace_that_is_kept_is_that_of_the_day(item: str, desks: Desks, lawbook: Lawbook) -> None:
    for on in DAYS:
        fresh = Desk(desks.book, lawbook, on, KNOWN_ON, sheets=False)
        shipment = desks.shipment({"item": item, "to": "NI"}, on)
        for subject in computed(lawbook):
            assert desks.see(shipment, subject, on) == fresh.see(shipment, subject), (on, subject)


def test_a_trace_is_made_anew_where_a_line_inside_or_the_market_changes(
    desks: Desks, lawbook: Lawbook
) -> None:
    days = TraceDays(replace(desks.book, waiting=()), lawbook, KNOWN_ON)
    by_value = next(each for each in computed(lawbook) if each.kind == "share")
    has = Subject("has", "item", "Dy")
    assert days.since(has, "MAGNET", DAYS[-1]) == date.min
    assert days.since(has, "MOTOR", DAYS[-1]) == date(2026, 1, 1)
    assert days.since(has, "PUMP", DAYS[-1]) == date(2026, 5, 1)
    assert [days.since(has, "OPEN", on) for on in (date(2025, 12, 5), DAYS[-1])] == [
        date(2025, 2, 10),
        date(2026, 2, 1),
    ]
    assert days.since(by_value, "MAGNET", date(2026, 2, 3)) >= date(2026, 2, 1)
