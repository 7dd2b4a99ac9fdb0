"""Numbers as systems print them are read whole or not at all."""

from fractions import Fraction

import pytest

from xenotime.reading.exports.cells import Style, Unread, number


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
