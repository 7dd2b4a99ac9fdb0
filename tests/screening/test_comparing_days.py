"""Two days held against each other: what a rule that falls asleep or wakes does to shipments that wait."""

import json
from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import HEADER, KNOWN_ON, book_at, decided, random_rows, write_rows
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.finish import BOTH

DAYS = ("2026-05-31", "2026-06-01")
"""The last day of a suspension, and the first one after it."""
ROWS = 60


def asked(folder: Path, lawbook: Lawbook, sides: str) -> list[str]:
    """A comparison as it is typed, over a book and rows of which each has a day of its own."""
    book_at(folder / "book", lawbook)
    rows = str(write_rows(folder / "rows.csv", random_rows(4, ROWS)))
    told = ["screen", rows, "--book", str(folder / "book"), "--out", str(folder / "out")]
    return [*told, "--regime", "zz", "--compare", sides]


def test_two_days_differ_in_the_shipments_whose_own_answers_on_them_do(
    lawbook: Lawbook, book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [*asked(tmp_path, lawbook, f"on={DAYS[0]}, {DAYS[1]}"), "--known-on", str(KNOWN_ON)]
    main([*command, "--json"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    one, other = (
        dict(decided(lawbook, book, Asked(KNOWN_ON, ("zz",), day, explain=False), random_rows(4, ROWS)))
        for day in map(date.fromisoformat, DAYS)
    )
    want = {key for key in one if any(one[key][each] != other[key][each] for each in BOTH)}
    assert 0 < len(want) < ROWS
    assert {(each["shipment"], each["line"], each["regime"]) for each in changes} == want
    assert {(each["day"], each["day_after"]) for each in changes} == {DAYS}
    main(command)
    assert capsys.readouterr().out.count(f" on {DAYS[0]} / {DAYS[1]} (zz)") == min(20, len(want))


def test_where_every_shipment_is_asked_about_on_its_own_day_both_sides_have_that(
    lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*asked(tmp_path, lawbook, f"known_on=2026-05-01,{KNOWN_ON}"), "--json"])
    changes = json.loads(capsys.readouterr().out)["changes"]
    own = {row[0]: row[HEADER.index("date")] for row in random_rows(4, ROWS)}
    assert changes
    assert all(each["day"] == each["day_after"] == own[each["shipment"]] for each in changes)


@pytest.mark.parametrize("sides", ["on=2026-05-31", "on=2026-05-31,", "on=2026-05-31,x", "on=A,B,C"])
def test_days_that_are_not_two_are_refused_before_anything_is_written(
    sides: str, lawbook: Lawbook, tmp_path: Path
) -> None:
    assert main(asked(tmp_path, lawbook, sides)) == UNREADABLE
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("what", ["on", "known-on"])
def test_a_day_that_is_asked_about_besides_two_is_refused(
    what: str, lawbook: Lawbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = asked(tmp_path, lawbook, f"{what.replace('-', '_')}={','.join(DAYS)}")
    assert main([*command, f"--{what}", "2026-07-01"]) == UNREADABLE
    assert f"beside --{what} 2026-07-01" in capsys.readouterr().err
