"""The day of a shipment is that on which its goods went, before any day that was planned for it, and never a guess."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.desk.exports import Wish, import_sources

EVENING = datetime.fromisoformat("2026-11-10T23:30")
HEAD = "Sales document;Item;Material;Order quantity;Ship-to country"


def days(folder: Path, columns: str, *cells: str) -> list[str]:
    path = folder / "orders.csv"
    lines = [f"{number};10;M-1;5;DE;{each}" for number, each in enumerate(cells, 1)]
    path.write_text("\n".join([f"{HEAD};{columns}", *lines]), "utf-8")
    import_sources([path], folder / "book", Wish())
    return [str(each.day) for each in answering.open_book(folder / "book", answering.load_law()).shipments]


@pytest.mark.parametrize(
    "columns",
    [
        "Requested delivery date;Actual goods issue date",
        "Planned goods issue;Actual GI date",
        "Delivery date;Goods issue",
        "LFDAT;WADAT",
        "WADAT;WADAT_IST",
        "Mat avail date;Pl Gds Mvmt Date",
        "Wunschlieferdatum;Istwarenausgang",
    ],
)
def test_the_day_on_which_goods_went_goes_before_one_that_was_planned(tmp_path: Path, columns: str) -> None:
    assert days(tmp_path, columns, "2026-11-05;2026-11-12") == ["2026-11-12"]


def test_of_goods_that_have_not_gone_the_planned_day_is_taken(tmp_path: Path) -> None:
    found = days(tmp_path, "Delivery date;Actual goods issue date", "2026-11-05;2026-11-12", "2026-12-05;")
    assert found == ["2026-11-12", "2026-12-05"]


@pytest.mark.parametrize(
    "cell", ["10.11.26", "46336", "10/11/2026", "2026.011", "011.2026", "2026-11", "31.11.2026",
             "10-Nov-2026", "2026-11-10T23:30:00-05:00", "10.11.2026-12.11.2026"],
)  # fmt: skip
def test_what_is_no_one_day_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], cell: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(f"{HEAD};Goods issue date\n1;10;M-1;5;DE;{cell}\n", "utf-8")
    assert main(["import", str(path), "--into", str(tmp_path / "book")]) == UNREADABLE
    assert cell in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(("cell", "day"), [(EVENING, "2026-11-10"), (46336, None)])
def test_a_day_of_a_workbook_is_the_one_that_it_shows_and_a_bare_number_is_none(
    tmp_path: Path, cell: object, day: str | None
) -> None:
    book = Workbook()
    for row in ([*HEAD.split(";"), "Goods issue date"], ["1", "10", "M-1", 5, "DE", cell]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "orders.xlsx")
    status = main(["import", str(tmp_path / "orders.xlsx"), "--into", str(tmp_path / "book")])
    assert (status == UNREADABLE) is (day is None)
    if day:
        (line,) = answering.open_book(tmp_path / "book", answering.load_law()).shipments
        assert str(line.day) == day
