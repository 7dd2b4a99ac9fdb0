"""What a kilogram costs, and what one currency is worth in another: exact, each with where it comes from."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xenotime.exact import Range, as_decimal, exactly
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow, Price, Rate
from xenotime.facts.item import Words
from xenotime.facts.substance import OXIDE, is_element, is_same, mass_share, oxide_of

UNNAMED = "?"
"""First character of the mark that stands for a currency which nobody named."""


@dataclass(frozen=True)
class Money:
    """An amount in the currency asked for; None where a price or a rate is missing, named in `gap`."""

    amount: Range | None
    note: str = ""
    gap: tuple[str, dict[str, str]] = ("", {})
    """Kind of the missing fact and its fields, as a question needs them."""


class Market:
    """The prices and rates of a book, as they stood on one day."""

    def __init__(self, book: Book, day: date | None) -> None:
        self.day = day
        self.prices = book.prices
        self.rates: dict[tuple[str, str], list[Rate]] = {}
        for rate in book.rates:
            self.rates.setdefault((rate.currency, rate.in_currency), []).append(rate)

    def convert(self, amount: Range, currency: str, into: str) -> Money:
        """The amount in another currency, by the newest rate of the day or before, direct or inverse."""
        if currency == into:
            return Money(amount)
        if UNNAMED in (currency[:1], into[:1]):
            return Money(None, gap=("currency", {}))
        direct, inverse = self._newest(currency, into), self._newest(into, currency)
        if direct and (inverse is None or inverse.on <= direct.on):
            factor, rate, way = direct.rate, direct, ""
        elif inverse and inverse.rate:
            factor, rate, way = 1 / inverse.rate, inverse, ", inverse"
        else:
            return Money(None, gap=("rate", {"currency": currency, "in": into}))
        note = f"1 {rate.currency} = {as_decimal(rate.rate)} {rate.in_currency} on {rate.on}{way}"
        return Money(amount.times(exactly(factor)), note)

    def _newest(self, currency: str, into: str) -> Rate | None:
        known = [
            rate for rate in self.rates.get((currency, into), ()) if self.day is None or rate.on <= self.day
        ]
        return max(known, key=lambda rate: rate.on, default=None)

    def price(self, row: ContentRow, into: str) -> Money:
        """What a kilogram of the row's substance costs in its form; several markets give a range."""
        markets: dict[tuple[str, str, Words], list[tuple[Price, Fraction]]] = {}
        for price, basis in _fitting(self.prices, row):
            markets.setdefault((price.market, price.substance, price.form), []).append((price, basis))
        chosen = [each for market in markets.values() for each in self._nearest(market)]
        found = [self._converted(price, basis, row, into) for price, basis in chosen]
        if not found:
            return Money(None, gap=("price", {"substance": row.substance}))
        lacking = next((each for each in found if each.amount is None), None)
        if lacking:
            return lacking
        amounts = [each.amount for each in found if each.amount is not None]
        amount = amounts[0]
        for other in amounts[1:]:
            amount = amount.hull(other)
        return Money(amount, "; ".join(each.note for each in found))

    def _nearest(self, market: list[tuple[Price, Fraction]]) -> list[tuple[Price, Fraction]]:
        """The prices of the last day up to the day asked, else of the first day after it, else undated."""
        days = {price.on for price, _ in market if price.on is not None}
        before = [day for day in days if self.day is None or day <= self.day]
        day = max(before) if before else min(days, default=None)
        return [each for each in market if each[0].on == day]

    def _converted(self, price: Price, basis: Fraction, row: ContentRow, into: str) -> Money:
        money = self.convert(price.per_kg, price.currency or f"{UNNAMED}price", into)
        if money.amount is None:
            return money
        where = f" ({price.market})" if price.market else ""
        note = f"{price.substance}{where}{f' on {price.on}' if price.on else ''}"
        if self.day is not None and price.on is not None and price.on > self.day:
            note += ", later than the day asked"
        if basis != 1:
            note += f", {as_decimal(basis)} kg of {price.substance} for 1 kg of {row.substance}"
        return Money(
            money.amount.times(exactly(basis)), "; ".join(each for each in (note, money.note) if each)
        )


def _fitting(prices: tuple[Price, ...], row: ContentRow) -> list[tuple[Price, Fraction]]:
    """The prices of the row's substance in all its forms; else of its oxide's other basis; else of any form."""
    form = (OXIDE,) if row.form is None and oxide_of(row.substance) else row.form
    same = [price for price in prices if is_same(price.substance, row.substance)]
    exact = [price for price in same if set(_form_of(price) or ()) & set(form or ())]
    if exact and set(form or ()) <= {word for price in exact for word in _form_of(price) or ()}:
        return [(price, Fraction(1)) for price in exact]
    other = [(price, basis) for price in prices if (basis := _other_basis(price, row, form)) is not None]
    return other or [(price, Fraction(1)) for price in same if price.form is None]


def _form_of(price: Price) -> Words:
    """The form of what the price is for; the formula of a plain oxide is its form."""
    return (OXIDE,) if price.form is None and oxide_of(price.substance) else price.form


def _other_basis(price: Price, row: ContentRow, form: Words) -> Fraction | None:
    """How many kilograms of what the price is for make one of what the row is about, between element and oxide."""
    if form != (OXIDE,) or price.form not in (None, (OXIDE,)):
        return None
    if is_element(row.substance) and oxide_of(price.substance) == row.substance:
        share = mass_share(row.substance, price.substance)
        return 1 / share if share else None
    if is_element(price.substance) and oxide_of(row.substance) == price.substance and price.form:
        return mass_share(price.substance, row.substance)
    return None
