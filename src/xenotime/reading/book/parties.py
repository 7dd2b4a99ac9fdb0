"""Parties, who holds them, and what is shipped to them."""

from collections.abc import Mapping
from fractions import Fraction

from xenotime.exact import NOTHING, Range
from xenotime.facts.item import Item, Lot
from xenotime.facts.party import Holding, Party, is_denied
from xenotime.facts.shipment import ROLES, Shipment
from xenotime.reading.book.goods import check_lot, check_period, check_unit
from xenotime.reading.tables.numbers import NOTHING_SAID
from xenotime.reading.tables.rows import Teller, Values


def party(values: Values, _: Teller) -> Party:
    """The party."""
    return Party(
        id=values["party"],
        name=values["name"],
        country=values["country"],
        nationality=values["nationality"],
        address=values["address"],
        ids=values["ids"],
        lists=values["lists"],
        kind=values["kind"],
        branch_of=values["branch_of"],
        facts=values["facts"],
        row=values["row"],
    )


def holding(values: Values, tell: Teller) -> Holding:
    """The holding; one open end of its share is nothing or all."""
    check_period(values, tell)
    share = _held(values, tell)
    if not values["kind"] and not is_denied(share):
        tell.remark(values, "kind", "empty: not known whether it is of the equity or of the votes")
    return Holding(
        owner=values["owner"],
        owned=values["owned"],
        kind=values["kind"] or "",
        share=share,
        start=values["from"],
        until=values["until"],
        source=values["source"],
        row=values["row"],
    )


def _held(values: Values, tell: Teller) -> Range | None:
    low, high = values["share_low"], values["share_high"]
    if NOTHING_SAID in (low, high):
        stated = [f"{end}" for end in (low, high) if isinstance(end, Fraction) and end > 0]
        if stated:
            do = "remove the amount, or the word `none`"
            tell.problem(values, "share_low", "The row says `none` beside an amount", found=stated[0], do=do)
        return NOTHING
    if low is None and high is None:
        return None
    low, high = low or Fraction(0), Fraction(1) if high is None else high
    if high < low:
        do = "swap or correct the two cells"
        tell.problem(
            values, "share_high", "The high end lies below the low end", found=f"{low} to {high}", do=do
        )
        return None
    return Range(low, high)


def _worth(values: Values, tell: Teller, quantity: Range | None) -> None:
    """Remark on a value that does not say what one of the goods is worth: shares are taken over the item's own value."""
    if not values["currency"]:
        tell.remark(values, "currency", "a value without a currency says nothing of what goods are worth")
    elif quantity is None or quantity.low <= 0:
        what = "a value without a quantity says nothing of what one of the goods is worth"
        tell.remark(values, "quantity", what)


def shipment(values: Values, tell: Teller, items: Mapping[str, Item], lots: Mapping[str, Lot]) -> Shipment:
    """The shipment line, its quantity in base units of the item, its value that of the whole line."""
    quantity = check_unit(values, tell, items.get(values["item"]))
    if values["value"] is not None:
        _worth(values, tell, quantity)
    return Shipment(
        id=values["shipment"],
        item=values["item"],
        day=values["date"],
        line=values["line"] or None,
        quantity=quantity,
        value=values["value"],
        currency=values["currency"],
        act=values["act"],
        circumstance=values["circumstance"],
        origin=values["from"],
        destination=values["to"],
        via=values["via"],
        end_use=values["end_use"],
        lot=check_lot(values, tell, lots),
        parties={role: values[role] for role in ROLES if values[role] is not None},
        facts=values["facts"],
        row=values["row"],
    )
