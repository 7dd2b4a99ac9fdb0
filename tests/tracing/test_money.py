"""Prices by the kilogram and rates of exchange, exact to the last figure."""

from fractions import Fraction

import pytest

from tracing.trace_books import CN, DAY, asked, book, ends, item, none, price, rate, row
from xenotime.facts.declaration import Price, Rate
from xenotime.facts.substance import mass_share
from xenotime.tracing.column import Traced
from xenotime.tracing.content import Tracer

DY_IN_OXIDE = mass_share("Dy", "Dy2O3") or Fraction(0)


def dysprosium(*facts: Price | Rate, form: str | None = "metal", substance: str = "Dy") -> Traced:
    """Two per cent dysprosium in a magnet of half a kilogram: ten grams."""
    made = item("MAGNET", value="1000", mass="0.5", made_in="JP")
    rows = row("MAGNET", substance, "2 %", form=form, origin="CN"), none("MAGNET", "others")
    return Tracer(book(made, *rows, *facts), DAY).content("MAGNET", CN)


def test_a_row_is_worth_share_times_mass_times_price() -> None:
    found = dysprosium(price("Dy", "500"))
    assert ends(found) == ("5", "5")
    assert "0.02 × 0.5 kg × 500 USD/kg" in found.lines[0].why


def test_shares_masses_and_prices_may_be_ranges() -> None:
    assert ends(dysprosium(price("Dy", "400..500"))) == ("4", "5")


def test_a_price_of_the_same_form_goes_before_one_of_any() -> None:
    assert ends(dysprosium(price("Dy", "100"), price("Dy", "500", form="metal"))) == ("5", "5")


def test_a_price_of_another_form_does_not_fit() -> None:
    found = dysprosium(price("Dy", "500", form="oxide"))
    assert ends(found) == ("0", "1000")
    assert asked(found) == ["price of Dy MAGNET"]


def test_the_price_of_the_oxide_serves_for_the_element_in_it() -> None:
    found = dysprosium(price("Dy2O3", "300"), form="oxide")
    assert found.amount is not None
    assert found.amount.low == found.amount.high == Fraction(3) / DY_IN_OXIDE
    assert "kg of Dy2O3 for 1 kg of Dy" in found.lines[0].why


def test_the_price_of_the_element_in_oxide_serves_for_the_oxide() -> None:
    found = dysprosium(price("Dy", "300", form="oxide"), form=None, substance="Dy2O3")
    assert found.amount is not None
    assert found.amount.high == 3 * DY_IN_OXIDE


def test_the_price_of_an_oxide_by_its_formula_goes_before_one_of_its_element() -> None:
    prices = price("Dy2O3", "300"), price("Dy", "10", form="oxide")
    assert ends(dysprosium(*prices, form="oxide", substance="Dy2O3")) == ("3", "3")
    assert ends(dysprosium(*prices, form=None, substance="Dy2O3"))[1] == "3"


def test_the_price_of_the_oxide_is_not_that_of_the_metal() -> None:
    assert ends(dysprosium(price("Dy2O3", "300"))) == ("0", "1000")


def test_the_price_of_the_last_day_before_is_taken_else_the_first_after() -> None:
    old, new = price("Dy", "100", on="2030-01-01"), price("Dy", "500", on="2030-06-01")
    later, latest = price("Dy", "700", on="2030-06-02"), price("Dy", "900", on="2031-01-01")
    assert ends(dysprosium(old, new, later)) == ("5", "5")
    found = dysprosium(latest, later)
    assert ends(found) == ("7", "7")
    assert "later than the day asked" in found.lines[0].why


def test_a_dated_price_goes_before_one_without_a_day() -> None:
    assert ends(dysprosium(price("Dy", "100"), price("Dy", "500", on="2030-01-01"))) == ("5", "5")


def test_several_markets_give_a_range() -> None:
    found = dysprosium(price("Dy", "400", market="Shanghai"), price("Dy", "900", market="Rotterdam"))
    assert ends(found) == ("4", "9")
    assert "Shanghai" in found.lines[0].why
    assert asked(found) == ["price of Dy MAGNET"]


def test_a_price_in_another_currency_is_converted_exactly() -> None:
    found = dysprosium(price("Dy", "1000", "CNY"), rate("USD", "CNY", "7"))
    assert ends(found) == ("10/7", "10/7")
    assert "1 USD = 7 CNY on 2030-01-01, inverse" in found.lines[0].why
    assert ends(dysprosium(price("Dy", "1000", "CNY"), rate("CNY", "USD", "0.14"))) == ("7/5", "7/5")


def test_a_missing_rate_is_asked_for() -> None:
    found = dysprosium(price("Dy", "1000", "CNY"))
    assert ends(found) == ("0", "1000")
    assert asked(found) == ["rate CNY/USD MAGNET"]


def test_a_price_without_a_currency_is_no_price() -> None:
    found = dysprosium(price("Dy", "1000", ""))
    assert asked(found) == ["currency MAGNET"]


@pytest.mark.parametrize(("on", "worth"), [("2030-06-01", "2"), ("2030-06-02", "1"), ("2029-12-31", "1")])
def test_the_newest_rate_up_to_the_day_is_taken(on: str, worth: str) -> None:
    found = dysprosium(price("Dy", "100", "EUR"), rate("EUR", "USD", "1"), rate("EUR", "USD", "2", on))
    assert ends(found) == (worth, worth)


def test_a_rate_of_a_later_day_is_never_taken() -> None:
    assert ends(dysprosium(price("Dy", "100", "EUR"), rate("EUR", "USD", "1", "2030-06-02"))) == ("0", "1000")


def test_of_a_direct_and_an_inverse_rate_the_newer_is_taken() -> None:
    rates = rate("EUR", "USD", "1", "2030-01-01"), rate("USD", "EUR", "0.5", "2030-03-01")
    assert ends(dysprosium(price("Dy", "100", "EUR"), *rates)) == ("2", "2")


def test_without_a_day_the_newest_of_all_is_taken() -> None:
    made = item("MAGNET", value="1000", mass="0.5", made_in="JP")
    rows = row("MAGNET", "Dy", "2 %", form="metal", origin="CN"), none("MAGNET", "others")
    prices = price("Dy", "100", on="2030-01-01"), price("Dy", "500", on="2040-01-01")
    assert ends(Tracer(book(made, *rows, *prices)).content("MAGNET", CN)) == ("5", "5")


def test_amounts_may_be_asked_in_another_currency() -> None:
    made = item("MAGNET", value="50", made_in="JP")
    rows = row("MAGNET", "Dy", value="3", form="metal", origin="CN")
    found = Tracer(book(made, rows, rate("EUR", "USD", "1.2")), DAY).content("MAGNET", CN, currency="EUR")
    assert (ends(found), found.unit) == (("5/2", "5/2"), "EUR")


def test_a_value_in_a_currency_that_nobody_named_stays_with_its_item() -> None:
    made = item("MAGNET", value="50", made_in="JP", currency="")
    rows = row("MAGNET", "Dy", value="3", form="metal", origin="CN")
    tracer = Tracer(book(made, rows), DAY)
    assert (ends(tracer.content("MAGNET", CN)), tracer.content("MAGNET", CN).unit) == (("3", "3"), "")
    found = tracer.content("MAGNET", CN, currency="EUR")
    assert (ends(found)[0], asked(found)) == ("0", ["currency MAGNET"])


def test_the_tenth_of_a_per_mille_is_told_apart() -> None:
    """0.000249975 kg at 400 a kilogram is 0.09999 of a hundred dollars' 0.1 per cent, not 0.10."""
    for share, worth in (("0.00025", Fraction(1, 10)), ("0.000249975", Fraction(9999, 100_000))):
        made = item("MAGNET", value="100", mass="1", made_in="JP")
        rows = row("MAGNET", "Dy", share, form="metal", origin="CN")
        tracer = Tracer(book(made, rows, price("Dy", "400")), DAY)
        found, part = tracer.content("MAGNET", CN).amount, tracer.share("MAGNET", CN).amount
        assert found is not None
        assert part is not None
        assert (found.low, found.high) == (worth, worth)
        assert (part.low, part.high) == (worth / 100, worth / 100)
        assert (part.low >= Fraction(1, 1000)) is (share == "0.00025")
