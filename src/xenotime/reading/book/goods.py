"""Items and the rest of what is said about goods: lots and what went into them, undertakings, evidence, bill lines.

Amounts come out per one base unit, whatever they were stated per.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction

from xenotime.exact import NOTHING, UNITS, Range, exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.declaration import Evidence
from xenotime.facts.item import Item, Lot, Undertaking, UsedLot
from xenotime.reading.tables.numbers import NOTHING_SAID, scaled
from xenotime.reading.tables.rows import Teller, Values
from xenotime.reading.twins.units import AS_WRITTEN, in_units

MASS = "mass"
MASS_UNITS = tuple(unit for unit, (measure, _) in UNITS.items() if measure == MASS)
ONE = Fraction(1)


def item(values: Values, tell: Teller) -> Item:
    """The item, with mass and value per one base unit."""
    per = values["value_per"]
    share = ONE / per if per else ONE
    return Item(
        id=values["item"],
        name=values["name"],
        kind=values["kind"],
        form=values["form"],
        made_in=values["made_in"],
        base_unit=values["base_unit"],
        mass_kg=_mass(values, share, tell),
        value=None if values["value"] is None else scaled(values["value"], share),
        value_basis=values["value_basis"],
        value_on=values["value_on"],
        currency=values["currency"],
        codes=values["codes"],
        made_with=values["made_with"],
        maker=values["maker"],
        maker_part=values["maker_part"],
        plant=values["plant"],
        revision=values["revision"],
        group=values["group"],
        facts=values["facts"],
        evidence=values["evidence"] or (),
        row=values["row"],
    )


def _mass(values: Values, share: Fraction, tell: Teller) -> Range | None:
    """The mass of one base unit; where that is a mass itself, it says what it weighs."""
    stated, base = values["mass_kg"], values["base_unit"]
    mass = NOTHING if stated is NOTHING_SAID else stated
    mass = None if mass is None else scaled(mass, share)
    if mass is None or base not in MASS_UNITS or mass == exactly(UNITS[base][1]):
        return mass
    tell.remark(values, "mass_kg", "the base unit is a mass, and says what it weighs")
    return exactly(UNITS[base][1])


def in_base_units(quantity: Range | None, unit: str, of: Item | None) -> Range | None:
    """The quantity in base units of the item; None where it cannot be said, ValueError where the unit is not one of its.

    A mass of an item that is counted in pieces is divided by the mass of one piece; units that measure the same
    (inches and metres) are turned into each other exactly.
    """
    if quantity is None or not unit or of is None or unit == of.base_unit:
        return quantity
    if unit not in MASS_UNITS:
        size = in_units(unit, of.base_unit)
        if size is None:
            raise ValueError(unit)
        return scaled(quantity, size)
    kilograms = scaled(quantity, UNITS[unit][1])
    if of.base_unit in MASS_UNITS:
        return scaled(kilograms, ONE / UNITS[of.base_unit][1])
    return None if of.mass_kg is None else _pieces(kilograms, of.mass_kg)


def _pieces(kilograms: Range, of_one: Range) -> Range | None:
    if of_one.low == 0 or of_one.high is None or kilograms.high is None:
        return None
    if kilograms.high is kilograms.low and of_one.high is of_one.low:
        pieces = kilograms.low / of_one.low
        return Range(pieces, pieces)
    ends = [kg / one for kg in (kilograms.low, kilograms.high) for one in (of_one.low, of_one.high)]
    return Range(min(ends), max(ends))


def ways_to_state(quantity: Range | None, of: Item | None) -> Iterator[tuple[Range | None, str]]:
    """Amounts and units that are read as this quantity in base units of the item; the first is the quantity itself."""
    yield quantity, ""
    if quantity is None or of is None:
        return
    base, size = AS_WRITTEN.get(of.base_unit, (of.base_unit, ONE))
    ways = [(scaled(quantity, size), base)] if base else []
    one, most = of.mass_kg, quantity.high
    if of.base_unit not in MASS_UNITS and one and one.high is not None and most is not None:
        least, most = quantity.low * one.high, most * one.low
        ways += [(Range(least, most), "kg")] if least <= most else []
    for amount, unit in ways:
        with suppress(ValueError):
            if in_base_units(amount, unit, of) == quantity:
                yield amount, unit


def check_unit(values: Values, tell: Teller, of: Item | None) -> Range | None:
    """The quantity of the row in base units of the item that it speaks of; a wrong unit is a problem."""
    try:
        return in_base_units(values["quantity"], values["unit"], of)
    except ValueError:
        base = of.base_unit if of else ""
        tell.problem(
            values,
            "unit",
            f"The unit does not measure what the base unit of {of.id if of else 'the item'!r} measures, and is no mass",
            found=values["unit"],
            allowed=", ".join(dict.fromkeys([*([base] if base else []), *MASS_UNITS])),
            do="write the quantity in the base unit"
            if base
            else "fill in base_unit of the item, or leave the unit empty",
        )
        return None


def check_lot(values: Values, tell: Teller, lots: Mapping[str, Lot]) -> str:
    """The lot that the row names; one of another item than the row's is a problem."""
    named: str = values["lot"]
    lot, item = lots.get(named), values["item"]
    if lot is not None and item and lot.item != item:
        tell.problem(
            values, "lot", f"The lot {named!r} is one of {lot.item!r}, the row speaks of {item!r}",
            found=named, allowed=f"a lot of {item!r}", do="correct the lot or the item",
        )  # fmt: skip
    return named


def bill_line(values: Values, tell: Teller, items: Mapping[str, Item]) -> BillLine | None:
    """The line, its quantity in base units of the child per one base unit of the parent.

    A fixed quantity goes into an order of any size, so that one piece may hold all of it.
    """
    quantity, kind = values["quantity"], values["line_kind"] or "normal"
    if quantity is not None and quantity.low.numerator < 0 and kind != "by-product":
        tell.problem(
            values,
            "quantity",
            f"The line {values['parent']} > {values['child']} takes a negative quantity",
            found=f"{quantity.low}",
            allowed="0 or more; less only where line_kind is by-product",
            do="correct the sign, or write by-product in line_kind",
        )
        return None
    quantity = check_unit(values, tell, items.get(values["child"]))
    per = None if kind == "fixed" else values["base_quantity"]
    check_period(values, tell)
    return BillLine(
        parent=values["parent"],
        child=values["child"],
        quantity=scaled(quantity, ONE / per) if quantity and per else quantity,
        line_kind=kind,
        alternative=values["alternative"],
        usage_share=values["usage_share"],
        start=values["from"],
        until=values["until"],
        row=values["row"],
    )


def check_period(values: Values, tell: Teller) -> None:
    """A row whose `until` lies before its `from` is a problem."""
    start, until = values["from"], values["until"]
    if start and until and until < start:
        found = f"{start} to {until}"
        tell.problem(
            values, "until", "The period ends before it begins", found=found, do="correct one of the days"
        )


def lot(values: Values, _: Teller) -> Lot:
    """The lot."""
    return Lot(
        id=values["lot"],
        item=values["item"],
        supplier=values["supplier"],
        quantity=values["quantity"],
        made_on=values["made_on"],
        bought_on=values["bought_on"],
        row=values["row"],
    )


def used_lot(values: Values, tell: Teller) -> UsedLot | None:
    """The lot that went into another; one that goes into itself is a problem."""
    if values["lot"] == values["used"]:
        tell.problem(
            values, "used", f"The lot {values['lot']!r} is said to have gone into itself",
            found=values["used"], allowed="another lot", do="correct one of the two",
        )  # fmt: skip
        return None
    return UsedLot(
        values["lot"], values["used"], values["complete"] == "yes", values["evidence"] or (), values["row"]
    )


def undertaking(values: Values, tell: Teller, lots: Mapping[str, Lot]) -> Undertaking:
    """The undertaking; one that names neither an item nor a lot is a problem, since it would bind none."""
    if not values["item"] and not values["lot"]:
        what, do = "The undertaking names neither an item nor a lot", "name what was promised for"
        tell.problem(values, "item", what, found="nothing", do=do)
    return Undertaking(
        id=values["undertaking"],
        authority=values["authority"],
        document=values["document"],
        applicant=values["applicant"],
        end_user=values["end_user"],
        item=values["item"],
        lot=check_lot(values, tell, lots),
        permitted_use=values["permitted_use"],
        onward=values["onward"],
        until=values["until"],
        evidence=values["evidence"] or (),
        row=values["row"],
    )


def evidence(values: Values, _: Teller) -> Evidence:
    """The document."""
    return Evidence(
        id=values["evidence"],
        file=values["file"],
        sha256=values["sha256"],
        issuer=values["issuer"],
        issued=values["issued"],
        valid_until=values["valid_until"],
        received=values["received"],
        language=values["language"],
        row=values["row"],
    )
