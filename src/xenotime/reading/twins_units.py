"""Units in which twins count their parts: which of them measure the same, and how many make one."""

from dataclasses import dataclass
from fractions import Fraction

POUND, INCH, FOOT, YARD = (Fraction(text) for text in ("0.45359237", "0.0254", "0.3048", "0.9144"))
LITRE = Fraction(1, 1000)
FAMILIES: dict[str, dict[str, Fraction]] = {
    "kg": {
        "gram": Fraction(1, 1000),
        "kilogram": Fraction(1),
        "tonneMetricTon": Fraction(1000),
        "tonUsOrShortTonUkorus": 2000 * POUND,
        "ounceAvoirdupois": POUND / 16,
        "pound": POUND,
    },
    "m": {
        "metre": Fraction(1),
        "centimetre": Fraction(1, 100),
        "kilometre": Fraction(1000),
        "inch": INCH,
        "foot": FOOT,
        "yard": YARD,
    },
    "m2": {
        "squareMetre": Fraction(1),
        "squareCentimetre": Fraction(1, 10_000),
        "squareInch": INCH**2,
        "squareFoot": FOOT**2,
        "squareYard": YARD**2,
    },
    "l": {
        "litre": Fraction(1),
        "millilitre": Fraction(1, 1000),
        "hectolitre": Fraction(100),
        "cubicCentimetre": Fraction(1, 1000),
        "cubicMetre": 1 / LITRE,
        "cubicInch": INCH**3 / LITRE,
        "cubicFoot": FOOT**3 / LITRE,
        "cubicYard": YARD**3 / LITRE,
    },
    "h": {
        "secondUnitOfTime": Fraction(1, 3600),
        "minuteUnitOfTime": Fraction(1, 60),
        "hourUnitOfTime": Fraction(1),
        "day": Fraction(24),
    },
    "piece": {"piece": Fraction(1)},
    "set": {"set": Fraction(1)},
    "pair": {"pair": Fraction(1)},
    "page": {"page": Fraction(1)},
    "cycle": {"cycle": Fraction(1)},
    "kWh": {"kilowattHour": Fraction(1)},
}
"""Base unit to the units of the aspect models (SingleLevelBomAsBuilt 3.0.0, `unit`), exact by definition:
the international yard and pound agreement of 1959."""
SHORT = {
    "g": "gram", "kg": "kilogram", "t": "tonneMetricTon", "lb": "pound", "oz": "ounceAvoirdupois", "in": "inch",
    "ft": "foot", "m": "metre", "cm": "centimetre", "km": "kilometre", "l": "litre", "ml": "millilitre",
    "pieces": "piece", "pc": "piece", "pcs": "piece",
}  # fmt: skip
BY_NAME = {name.lower(): (base, size) for base, units in FAMILIES.items() for name, size in units.items()} | {
    short: next((base, units[name]) for base, units in FAMILIES.items() if name in units)
    for short, name in SHORT.items()
}


@dataclass(frozen=True)
class Counted:
    """An amount in a base unit; without a unit it is what nobody said it is."""

    amount: Fraction
    base: str


def counted(amount: Fraction, unit: str) -> Counted | None:
    """The amount in the base unit of its family; None where the unit is not known.

    >>> counted(Fraction(10), "unit:inch"), counted(Fraction(1), "unit:furlong")
    (Counted(amount=Fraction(127, 500), base='m'), None)
    """
    name = unit.rpartition("#")[2].rpartition(":")[2].strip().lower()
    known = BY_NAME.get(name)
    return Counted(amount * known[1], known[0]) if known else None
