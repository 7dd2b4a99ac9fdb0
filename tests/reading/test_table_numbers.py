"""A number is read exactly or refused with the reason; nothing is guessed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xenotime.exact import Range, exactly
from xenotime.reading.tables.numbers import (
    CellError,
    NotKnown,
    NumberStyle,
    money,
    number,
    share,
    share_range,
    signed,
)

POINT, COMMA = NumberStyle(), NumberStyle(",")


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("0.1", POINT, Fraction(1, 10)),
        ("007", POINT, 7),
        ("+3", POINT, 3),
        ("1234567890123456.789", POINT, Fraction("1234567890123456.789")),
        ("0,5", COMMA, Fraction(1, 2)),
        ("1.234,5", COMMA, Fraction("1234.5")),
        ("1.234", COMMA, 1234),
        ("12", COMMA, 12),
    ],
)
def test_plain_numbers_are_exact(text: str, style: NumberStyle, value: int | Fraction) -> None:
    assert number(f" {text} ", style) == exactly(value)


@pytest.mark.parametrize(
    ("text", "style", "reason"),
    [
        ("1,5", POINT, "comma"),
        ("1,000", POINT, "comma"),
        ("1,000.5", POINT, "thousands"),
        ("1,000,000", POINT, "thousands"),
        ("1.000,00", POINT, "thousands"),
        ("1 000", POINT, "thousands"),
        ("1\u00a0000,5", COMMA, "thousands"),
        ("1'000", POINT, "thousands"),
        ("5.000-", POINT, "trailing minus"),
        ("$5", POINT, "currency"),
        ("5 €", POINT, "currency"),
        ("¥100", POINT, "currency"),
        ("1e5", POINT, "exponent"),
        ("2.5E-3", POINT, "exponent"),
        ("20 g", POINT, "unit"),
        ("5-7", POINT, "dash"),
        ("<5", POINT, "comparison"),
        ("1.5", COMMA, "point"),
        ("0.500", COMMA, "point"),
        ("12.34,5", COMMA, "point"),
        ("1,2,3", COMMA, "not a number"),
        ("9" * 50, POINT, "long"),
        ("TRUE", POINT, "not a number"),
        ("NaN", POINT, "not a number"),
        ("inf", POINT, "not a number"),
        ("٣", POINT, "not a number"),
        ("..", POINT, "not a number"),
        ("5..", POINT, "not a number"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_the_reason(
    text: str, style: NumberStyle, reason: str
) -> None:
    with pytest.raises(CellError, match=reason) as caught:
        number(text, style)
    assert caught.value.do
    assert caught.value.allowed


def test_ranges_run_upwards() -> None:
    assert number("5..7", POINT) == Range(Fraction(5), Fraction(7))
    assert signed("-7..-5", POINT) == Range(Fraction(-7), Fraction(-5))
    assert number("0,5..1.000", COMMA) == Range(Fraction(1, 2), Fraction(1000))
    assert share_range("5 %..70000 ppm", POINT) == Range(Fraction(5, 100), Fraction(7, 100))
    for read, text in ((number, "7..5"), (share_range, "7 %..5 %")):
        with pytest.raises(CellError, match="upwards"):
            read(text, POINT)


def test_a_number_below_nothing_is_refused() -> None:
    with pytest.raises(CellError, match="negative"):
        number("-0.001", POINT)


def test_an_amount_of_nothing_is_not_known() -> None:
    with pytest.raises(NotKnown):
        money("0.00", POINT)
    assert money("0..5", POINT) == Range(Fraction(0), Fraction(5))


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("0.03", POINT, "0.03"),
        ("1", POINT, "1"),
        ("3 %", POINT, "0.03"),
        ("3%", POINT, "0.03"),
        ("20000 ppm", POINT, "0.02"),
        ("0,1 %", COMMA, "0.001"),
        ("3", NumberStyle(unit="%"), "0.03"),
        ("20000", NumberStyle(unit="ppm"), "0.02"),
        ("500 ppm", NumberStyle(unit="%"), "0.0005"),
        ("100 %", POINT, "1"),
    ],
)
def test_a_share_is_a_fraction_or_carries_its_unit(text: str, style: NumberStyle, value: str) -> None:
    assert share(text, style) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.01", "no unit"),
        ("3", "no unit"),
        ("101 %", "nothing and all"),
        ("-1 %", "nothing and all"),
        ("-0.1", "nothing and all"),
        ("a %", "plain number"),
    ],
)
def test_a_share_outside_nothing_and_all_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        share(text, POINT)


@pytest.mark.parametrize("text", ["0.3 Gew.-%", "0.3 wt%", "3 ％", "3 ‰", "0.5 Prozent", "0.3wt", "12 g"])
def test_whoever_writes_a_share_in_a_unit_that_is_not_known_is_not_told_to_leave_it_out(text: str) -> None:
    """Without its unit 0.3 per cent would be a third of the whole."""
    with pytest.raises(CellError, match="The unit of this share is not known") as found:
        share(text, POINT)
    assert found.value.do.startswith("write one of %, ppm, ppb alone behind the number")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("1e3", "exponent"), ("3-", "trailing minus"), ("2-3 %", "dash")],
)
def test_what_else_is_wrong_with_a_share_is_told_as_of_any_number(text: str, reason: str) -> None:
    with pytest.raises(CellError, match=reason):
        share(text, POINT)


@given(st.decimals(0, 10**12, allow_nan=False, places=6))
def test_both_decimal_signs_read_the_same_number(value: object) -> None:
    text = f"{value:f}"
    assert number(text, POINT) == number(text.replace(".", ","), COMMA) == exactly(Fraction(text))


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_problem(text: str) -> None:
    for read in (number, signed, money, share, share_range):
        for style in (POINT, COMMA):
            try:
                read(text, style)
            except (CellError, NotKnown):
                continue
