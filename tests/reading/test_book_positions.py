"""A position is whole, signed by two persons and ends on a day, or it is a problem."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.errors import Problem, UnreadableBook
from xenotime.facts.book import Position
from xenotime.reading.book.reader import read_book

WHOLE = {
    "question": '"cn/after-70"',
    "reading": '"still suspended"',
    "scope": '"book"',
    "reason": '"counsel\'s letter"',
    "decided_by": '"A. Lee"',
    "approved_by": '"B. Roy"',
    "until": "2026-12-31",
}


def book(folder: Path, **changed: str) -> Path:
    (folder / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (folder / "items.csv").write_text("item\nM\n", encoding="utf-8")
    (folder / "shipments.csv").write_text("shipment,item,date\nS1,M,2025-12-01\n", encoding="utf-8")
    lines = [f"{key} = {value}" for key, value in {**WHOLE, **changed}.items() if value]
    (folder / "positions.toml").write_text("[[position]]\n" + "\n".join(lines), encoding="utf-8")
    return folder


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path)
    return caught.value.problems


def test_a_whole_position_is_taken_over(tmp_path: Path) -> None:
    path = book(
        tmp_path, scope='{ shipments = ["S1"], items = ["M"] }', document='"D1"', **{"from": '"2026-01-01"'}
    )
    assert read_book(path).positions == (
        Position(
            question="cn/after-70",
            reading="still suspended",
            reason="counsel's letter",
            document="D1",
            decided_by="A. Lee",
            approved_by="B. Roy",
            start=date(2026, 1, 1),
            until=date(2026, 12, 31),
            shipments=("S1",),
            items=("M",),
        ),
    )
    assert read_book(book(tmp_path)).positions[0].shipments == ()


@pytest.mark.parametrize("key", list(WHOLE))
def test_a_position_that_lacks_something_is_a_problem(tmp_path: Path, key: str) -> None:
    (found,) = problems(book(tmp_path, **{key: ""}))
    assert found.column == f"position.1.{key}"


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"approved_by": '"a. lee "'}, "two persons"),
        ({"until": "2025-12-31", "from": "2026-01-01"}, "before it begins"),
        ({"until": '"soon"'}, "not a day"),
        ({"until": "2026-12-31T12:00:00"}, "not a day"),
        ({"scope": '"all"'}, "scope"),
        ({"scope": "{ shipments = [] }"}, "reaches nothing"),
        ({"scope": '{ shipments = ["S9"] }'}, "'S9'"),
        ({"scope": '{ parties = ["A"] }'}, "not known"),
        ({"reason": "5"}, "not allowed"),
        ({"resaon": '"x"'}, "not known"),
    ],
)
def test_a_position_that_cannot_hold_is_a_problem(tmp_path: Path, changed: dict[str, str], what: str) -> None:
    assert any(what in one.what for one in problems(book(tmp_path, **changed)))


@pytest.mark.parametrize("text", ["[[position]\n", "position = 5\n", "[positions]\n"])
def test_a_file_that_holds_no_positions_is_a_problem(tmp_path: Path, text: str) -> None:
    path = book(tmp_path)
    (path / "positions.toml").write_text(text, encoding="utf-8")
    assert problems(path)[0].file == "positions.toml"
