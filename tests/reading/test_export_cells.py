"""Numbers as systems print them are read whole or not at all."""

from fractions import Fraction
from pathlib import Path

import pytest

import xenotime
from xenotime.reading.exports.cells import Style, Unread, country, day, number
from xenotime.reading.exports.mapping import read_mappings

MAPPINGS = Path(xenotime.__file__).parent / "mappings"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234.567,89-", "-1234567.89"),
        ("1,234,567", "1234567"),
        ("12,34,567.50", "1234567.5"),
        ("1'250.5", "1250.5"),
        ("1 250,5", "1250.5"),
        (".5", "0.5"),
        ("5,", "5"),
        ("- 5", "-5"),
    ],
)
def test_a_number_is_read_in_the_groups_in_which_people_write_it(text: str, expected: str) -> None:
    assert number(text, Style()) == Fraction(expected)


@pytest.mark.parametrize("text", ["1.2.3", "1.23.45", "1,234,5", "1,234.567.8", "1.234'567,8", "12.3456,7"])
def test_digits_that_are_grouped_like_no_number_are_refused(text: str) -> None:
    with pytest.raises(Unread):
        number(text, Style(","))


@pytest.mark.parametrize("text", ["24.11.2026 00:00:00", "2026-11-24 7:30 PM", "20261124", "24.11.2026 "])
def test_a_day_may_have_its_hour_behind_it(text: str) -> None:
    assert day(text, Style()) == "2026-11-24"


@pytest.mark.parametrize("text", ["24.11.2026 - 31.12.2026", "24.11.2026 oder später", "24.11.2026 ?"])
def test_a_day_with_another_one_behind_it_is_refused(text: str) -> None:
    with pytest.raises(Unread):
        day(text, Style())


@pytest.mark.parametrize("text", ["Austria*", "Japan ?", "日本†", "USA¹"])
def test_a_country_with_a_mark_of_doubt_is_not_that_country(text: str) -> None:
    _, words = read_mappings(MAPPINGS)
    assert country(text.rstrip("*?†¹"), words)
    with pytest.raises(Unread):
        country(text, words)
