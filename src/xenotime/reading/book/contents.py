"""What is said to be in an item, and what substances and currencies are worth.

Three things look alike and are not: not stated, not detected, not there.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from xenotime.exact import NOTHING, Range, as_decimal
from xenotime.facts.declaration import OTHERS, ContentRow, Price, Rate
from xenotime.facts.item import Lot
from xenotime.facts.substance import symbol_in_capitals
from xenotime.reading.book.columns import NONE
from xenotime.reading.book.goods import check_lot
from xenotime.reading.tables.numbers import NOTHING_SAID
from xenotime.reading.tables.rows import Teller, Values

NIL, ONE = Fraction(0), Fraction(1)
AMOUNTS = ("share_low", "share_high", "value_low", "value_high")


def content(values: Values, tell: Teller, lots: Mapping[str, Lot], before: set[int]) -> ContentRow | None:
    """The declared content of one substance; of the rows that stood `before` the marks are kept."""
    _in_capitals(values, tell)
    _again(values, tell, before)
    check_lot(values, tell, lots)
    if _says_none(values):
        return _absent(values, tell)
    share, absent = _share(values, tell)
    value = _value(values, tell)
    low, value_low = values["share_low"] or NIL, values["value_low"] or NIL
    if absent and value_low > 0:
        _none_beside_an_amount(values, tell, "value_low", "a share of 0", "the share")
        return None
    return ContentRow(
        **_statement(values),
        form=values["form"],
        claim=values["claim"],
        share=share,
        value=value,
        absent=absent,
        present=low > 0 or value_low > 0 or _is_named_only(values),
    )


def _in_capitals(values: Values, tell: Teller) -> None:
    """Remark on a symbol in capitals that could be a formula: `SC` is scandium, or of sulphur and carbon."""
    symbol = symbol_in_capitals(values["substance"])
    if symbol:
        what = f"in capitals it may be of {symbol}, or a formula of other elements, and is read as neither"
        tell.remark(values, "substance", f"{values['substance']}: {what}; the element is written {symbol}")


def _again(values: Values, tell: Teller, before: set[int]) -> None:
    """Remark on a row that stands twice with all its cells: of one statement the amounts are added."""
    if not any(values[name] for name in AMOUNTS):
        return
    mark = hash(tuple(each for name, each in values.items() if name != "row"))
    if mark in before:
        told = (
            "this row stands before as well, with the same in every cell, and the amounts of both are added"
        )
        tell.remark(values, "item", told)
    before.add(mark)


def _statement(values: Values) -> Values:
    return {
        "item": values["item"],
        "substance": values["substance"],
        "origin": values["origin"],
        "supplier": values["supplier"],
        "lot": values["lot"],
        "said_by": values["said_by"],
        "said_on": values["said_on"],
        "detection_limit": values["detection_limit"],
        "evidence": values["evidence"] or (),
        "row": values["row"],
    }


def _says_none(values: Values) -> bool:
    return (
        values["form"] == ()
        or values["claim"] == NONE
        or any(values[name] is NOTHING_SAID for name in AMOUNTS)
    )


def _absent(values: Values, tell: Teller) -> ContentRow | None:
    """The row that says `none`; a positive amount beside it is a contradiction."""
    stated = [
        name
        for name in (*AMOUNTS, "detection_limit")
        if isinstance(values[name], Fraction) and values[name] > 0
    ]
    if stated:
        _none_beside_an_amount(values, tell, stated[0], "`none`", "the word `none`")
        return None
    claim = "" if values["claim"] == NONE else values["claim"]
    return ContentRow(
        **_statement(values), form=values["form"] or None, claim=claim, share=NOTHING, absent=True
    )


def _none_beside_an_amount(values: Values, tell: Teller, column: str, said: str, word: str) -> None:
    what, do = f"The row says {said} beside an amount", f"remove the amount, or {word}"
    tell.problem(values, column, what, found=as_decimal(values[column]), do=do)


def _share(values: Values, tell: Teller) -> tuple[Range | None, bool]:
    """The share that is stated, and whether it says that nothing is there."""
    low, high, limit = values["share_low"], values["share_high"], values["detection_limit"]
    if limit is not None and not low and not high:
        return Range(NIL, limit), False
    if low is None and high is None:
        return None, False
    if not low and high == 0:
        if values["claim"] == "measured":
            what = "a measured share of 0 without a detection limit reads as not there"
            tell.remark(values, "share_high", what)
        return NOTHING, True
    return _range(values, tell, "share", low or NIL, Fraction(1) if high is None else high), False


def _value(values: Values, tell: Teller) -> Range | None:
    low, high = values["value_low"], values["value_high"]
    if high == 0:
        tell.remark(values, "value_high", "an amount of 0 reads as not known")
        high = None
    if not low and high is None:
        return None
    return _range(values, tell, "value", low or NIL, high)


def _range(values: Values, tell: Teller, what: str, low: Fraction, high: Fraction | None) -> Range | None:
    if high is not None and high < low:
        do = "swap or correct the two cells"
        tell.problem(
            values, f"{what}_high", "The high end lies below the low end", found=f"{low} to {high}", do=do
        )
        return None
    return Range(low, high)


def _is_named_only(values: Values) -> bool:
    """Whether the row names a substance and no amount: it is there, nobody said how much."""
    silent = all(values[name] is None for name in (*AMOUNTS, "detection_limit"))
    return silent and values["substance"] != OTHERS


def price(values: Values, tell: Teller) -> Price | None:
    """The price of a kilogram; a row without one says nothing and is remarked on."""
    low, high = values["per_kg_low"], values["per_kg_high"]
    if low is None and high is None:
        tell.remark(values, "per_kg_low", "a price row without a price is not taken over")
        return None
    per_kg = _range(values, tell, "per_kg", low or NIL, high)
    if per_kg is None:
        return None
    return Price(
        substance=values["substance"],
        form=values["form"],
        currency=values["currency"],
        per_kg=per_kg,
        on=values["on"],
        market=values["market"],
        source=values["source"],
        row=values["row"],
    )


Stated = dict[tuple[str, str, date], tuple[Fraction, int]]
"""By two currencies, in the order of their letters, and day: the rate that was stated first, and its row."""


def rate(values: Values, tell: Teller, before: Stated) -> Rate:
    """The rate of exchange; another one of the same currencies and day is a problem, whichever way it is stated."""
    first, second = sorted((values["currency"], values["in"]))
    number = values["rate"] if first == values["currency"] else ONE / values["rate"]
    stated, row = before.setdefault((first, second, values["on"]), (number, values["row"]))
    if stated != number:
        tell.problem(
            values,
            "rate",
            f"Two rates of {first} and {second} are stated for {values['on']}",
            found=f"1 {values['currency']} = {as_decimal(values['rate'])} {values['in']}",
            allowed="one rate of two currencies for each day",
            do=f"keep this row or row {row}",
        )
    return Rate(
        currency=values["currency"],
        in_currency=values["in"],
        rate=values["rate"],
        on=values["on"],
        source=values["source"],
        row=values["row"],
    )
