"""Not stated, not detected and not there are three different things."""

from fractions import Fraction
from pathlib import Path

import pytest

from xenotime.errors import UnreadableBook
from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.declaration import ContentRow
from xenotime.reading.book.reader import read_book

COLUMNS = (
    "substance",
    "form",
    "share_low",
    "share_high",
    "value_low",
    "value_high",
    "claim",
    "detection_limit",
)


def row(folder: Path, substance: str = "Dy", **cells: str) -> tuple[ContentRow, tuple[str, ...]]:
    folder.mkdir(exist_ok=True)
    filled = {"substance": substance, **cells}
    (folder / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (folder / "items.csv").write_text("item\nM\n", encoding="utf-8")
    lines = ["item," + ",".join(COLUMNS), "M," + ",".join(filled.get(name, "") for name in COLUMNS)]
    (folder / "contents.csv").write_text("\n".join(lines), encoding="utf-8")
    read = read_book(folder)
    return read.contents[0], read.remarks


def percent(low: float, high: float) -> Range:
    return Range(Fraction(str(low)) / 100, Fraction(str(high)) / 100)


def test_a_named_substance_without_an_amount_is_there(tmp_path: Path) -> None:
    content, _ = row(tmp_path)
    assert (content.share, content.value, content.present, content.absent) == (None, None, True, False)


def test_others_without_an_amount_say_nothing(tmp_path: Path) -> None:
    content, _ = row(tmp_path, "others")
    assert (content.share, content.present, content.absent) == (None, False, False)


@pytest.mark.parametrize("nothing", [{"share_low": "0", "share_high": "0"}, {"form": "none"}])
def test_an_amount_beside_nothing_is_refused_and_told_as_a_decimal(
    nothing: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(UnreadableBook) as refused:
        row(tmp_path, value_low="0.5", **nothing)
    (problem,) = refused.value.problems
    assert (problem.column, problem.found) == ("value_low", "0.5")


def test_a_symbol_in_capitals_that_could_be_a_formula_is_remarked_on(tmp_path: Path) -> None:
    remarks = [row(tmp_path / each, each, share_low="3 %")[1] for each in ("SC", "Sc", "DY", "N", "CO2")]
    told = (
        "contents.csv, substance: SC: in capitals it may be of Sc, or a formula of other elements, and is read as neither; "
        "the element is written Sc (row 2)"
    )
    assert remarks == [(told,), (), (), (), ()]


@pytest.mark.parametrize("column", ["form", "share_low", "share_high", "value_low", "value_high", "claim"])
@pytest.mark.parametrize("substance", ["Dy", "others"])
def test_none_says_that_it_is_not_there(tmp_path: Path, substance: str, column: str) -> None:
    content, _ = row(tmp_path, substance, **{column: "none"})
    assert (content.absent, content.present, content.share, content.claim) == (True, False, NOTHING, "")


@pytest.mark.parametrize("zero", ["0", "0 %", "0.000"])
@pytest.mark.parametrize("substance", ["Dy", "others"])
def test_at_most_nothing_is_not_there(tmp_path: Path, substance: str, zero: str) -> None:
    content, _ = row(tmp_path, substance, share_high=zero)
    assert (content.absent, content.present) == (True, False)


def test_others_with_a_range_limit_what_there_can_be(tmp_path: Path) -> None:
    content, _ = row(tmp_path, "others", share_high="0.1 %")
    assert (content.share, content.absent, content.present) == (percent(0, 0.1), False, False)


@pytest.mark.parametrize(
    "cells", [{}, {"share_low": "0"}, {"share_high": "0"}, {"share_low": "0", "share_high": "0"}]
)
def test_not_detected_is_up_to_the_limit_and_not_zero(tmp_path: Path, cells: dict[str, str]) -> None:
    content, _ = row(tmp_path, claim="measured", detection_limit="10 ppm", **cells)
    assert (content.share, content.absent, content.present) == (percent(0, 0.001), False, False)


def test_a_measured_zero_without_a_limit_is_remarked_on(tmp_path: Path) -> None:
    content, remarks = row(tmp_path, claim="measured", share_high="0")
    assert content.absent
    assert "detection limit" in remarks[0]


def test_one_end_of_a_share_is_completed_by_nothing_or_all(tmp_path: Path) -> None:
    low, _ = row(tmp_path, share_low="2 %")
    assert (low.share, low.present) == (percent(2, 100), True)
    high, _ = row(tmp_path, share_high="2 %")
    assert (high.share, high.present, high.absent) == (percent(0, 2), False, False)
    nil, _ = row(tmp_path, share_low="0")
    assert (nil.share, nil.present, nil.absent) == (percent(0, 100), False, False)


def test_a_value_is_money_per_piece_with_an_open_top(tmp_path: Path) -> None:
    both, _ = row(tmp_path, value_low="0.5", value_high="0.7")
    assert (both.value, both.present) == (Range(Fraction(1, 2), Fraction(7, 10)), True)
    low, _ = row(tmp_path, value_low="0.5")
    assert (low.value, low.present) == (Range(Fraction(1, 2), None), True)
    high, _ = row(tmp_path, value_high="0.7")
    assert (high.value, high.present) == (Range(Fraction(0), Fraction(7, 10)), False)
    exact, _ = row(tmp_path, value_low="3", value_high="3")
    assert exact.value == exactly(3)


def test_a_value_of_nothing_is_not_known(tmp_path: Path) -> None:
    content, remarks = row(tmp_path, value_high="0")
    assert (content.value, content.absent, content.present) == (None, False, False)
    assert "not known" in remarks[0]


@pytest.mark.parametrize(
    "cells",
    [
        {"share_low": "3 %", "share_high": "2 %"},
        {"value_low": "3", "value_high": "2"},
        {"share_low": "3 %", "form": "none"},
        {"share_low": "none", "share_high": "3 %"},
        {"share_high": "0", "value_low": "3"},
        {"value_low": "3..5"},
        {"share_low": "3 %..5 %"},
        {"share_low": "3"},
        {"share_low": "-3 %"},
        {"share_low": "101 %"},
    ],
)
def test_a_row_that_contradicts_itself_or_the_format_is_one_problem(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    with pytest.raises(UnreadableBook) as caught:
        row(tmp_path, **cells)
    assert len(caught.value.problems) == 1


def test_a_bare_share_above_one_is_told_how_to_carry_its_unit(tmp_path: Path) -> None:
    with pytest.raises(UnreadableBook) as caught:
        row(tmp_path, share_low="20000")
    assert "[units" in caught.value.problems[0].do


def test_a_price_of_nothing_is_no_price(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "prices.csv").write_text(
        "substance,per_kg_low,per_kg_high\nDy,0,0\nTb,0,5\nNd,,\nPr,2,3\n", encoding="utf-8"
    )
    read = read_book(tmp_path)
    assert [(one.substance, one.per_kg) for one in read.prices] == [
        ("Tb", Range(Fraction(0), Fraction(5))),
        ("Pr", Range(Fraction(2), Fraction(3))),
    ]
    assert any("rows 2, 4" in one for one in read.remarks)


def test_a_row_with_an_amount_that_stands_twice_is_remarked_on(tmp_path: Path) -> None:
    row(tmp_path, share_low="2 %", share_high="3 %")
    file = tmp_path / "contents.csv"
    head, line = file.read_text("utf-8").splitlines()

    def remarks(*lines: str) -> tuple[str, ...]:
        file.write_text("\n".join([head, *lines]), "utf-8")
        return read_book(tmp_path).remarks

    (told,) = remarks(line, line)
    assert told.startswith("contents.csv, item: this row stands before as well")
    assert told.endswith("(row 3)")
    assert remarks(line, line.replace("3 %", "4 %")) == ()
    assert remarks("M,others,none,,,,,,", "M,others,none,,,,,,") == ()
