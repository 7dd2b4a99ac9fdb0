"""Units in which parts are counted: which of them measure the same, and how many make one."""

from dataclasses import dataclass
from fractions import Fraction

POUND, INCH, FOOT, YARD = (Fraction(text) for text in ("0.45359237", "0.0254", "0.3048", "0.9144"))
LITRE = Fraction(1, 1000)
FAMILIES: dict[str, dict[str, Fraction]] = {
    "kg": {
        "microgram": Fraction(1, 10**9),
        "milligram": Fraction(1, 10**6),
        "gram": Fraction(1, 1000),
        "kilogram": Fraction(1),
        "tonneMetricTon": Fraction(1000),
        "tonUsOrShortTonUkorus": 2000 * POUND,
        "ounceAvoirdupois": POUND / 16,
        "pound": POUND,
    },
    "m": {
        "metre": Fraction(1),
        "micrometre": Fraction(1, 10**6),
        "millimetre": Fraction(1, 1000),
        "centimetre": Fraction(1, 100),
        "decimetre": Fraction(1, 10),
        "kilometre": Fraction(1000),
        "inch": INCH,
        "foot": FOOT,
        "yard": YARD,
    },
    "m2": {
        "squareMetre": Fraction(1),
        "squareMillimetre": Fraction(1, 10**6),
        "squareCentimetre": Fraction(1, 10_000),
        "squareInch": INCH**2,
        "squareFoot": FOOT**2,
        "squareYard": YARD**2,
    },
    "l": {
        "litre": Fraction(1),
        "millilitre": Fraction(1, 1000),
        "centilitre": Fraction(1, 100),
        "cubicMillimetre": Fraction(1, 10**6),
        "cubicDecimetre": Fraction(1),
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
    "piece": {
        "piece": Fraction(1),
        "one": Fraction(1),
        "dozen": Fraction(12),
        "dozenPiece": Fraction(12),
        "tenPiece": Fraction(10),
        "hundredPiece": Fraction(100),
        "thousandPiece": Fraction(1000),
    },
    "set": {"set": Fraction(1)},
    "pair": {"pair": Fraction(1)},
    "page": {"page": Fraction(1)},
    "cycle": {"cycle": Fraction(1)},
    "kWh": {"kilowattHour": Fraction(1)},
}
"""Base unit to the units of the aspect models (SingleLevelBomAsBuilt 3.0.0, `unit`, and more of the unit catalogue
of the same meta model), exact by definition: the international yard and pound agreement of 1959."""
SHORT = {
    "g": "gram", "mg": "milligram", "kg": "kilogram", "t": "tonneMetricTon", "lb": "pound", "lbs": "pound",
    "oz": "ounceAvoirdupois", "in": "inch", "inches": "inch", "ft": "foot", "yd": "yard", "mm": "millimetre",
    "m": "metre", "cm": "centimetre", "dm": "decimetre", "km": "kilometre", "mm2": "squareMillimetre",
    "cm2": "squareCentimetre", "m2": "squareMetre", "in2": "squareInch", "ft2": "squareFoot", "in3": "cubicInch",
    "ft3": "cubicFoot", "yd2": "squareYard",
    "yd3": "cubicYard", "mm3": "cubicMillimetre", "cm3": "cubicCentimetre", "m3": "cubicMetre", "l": "litre", "ml": "millilitre",
    "h": "hourUnitOfTime", "pieces": "piece", "pc": "piece", "pcs": "piece", "ea": "piece", "each": "piece",
}  # fmt: skip
"""What people write."""
CODES = {
    "MGM": "milligram", "GRM": "gram", "KGM": "kilogram", "TNE": "tonneMetricTon", "LBR": "pound",
    "ONZ": "ounceAvoirdupois", "STN": "tonUsOrShortTonUkorus", "MMT": "millimetre", "CMT": "centimetre",
    "DMT": "decimetre", "MTR": "metre", "KMT": "kilometre", "INH": "inch", "FOT": "foot", "YRD": "yard",
    "MMK": "squareMillimetre", "CMK": "squareCentimetre", "MTK": "squareMetre", "INK": "squareInch",
    "FTK": "squareFoot", "YDK": "squareYard", "MLT": "millilitre", "CLT": "centilitre", "LTR": "litre",
    "HLT": "hectolitre", "CMQ": "cubicCentimetre", "MTQ": "cubicMetre", "INQ": "cubicInch", "FTQ": "cubicFoot",
    "YDQ": "cubicYard", "SEC": "secondUnitOfTime", "MIN": "minuteUnitOfTime", "HUR": "hourUnitOfTime", "DAY": "day",
    "H87": "piece", "C62": "piece", "PCE": "piece", "DZN": "dozen", "DZP": "dozen", "SET": "set", "PR": "pair",
    "KWH": "kilowattHour",
}  # fmt: skip
"""Common codes of UN/ECE recommendation 20."""
AS_WRITTEN = {name: (base, size) for base, units in FAMILIES.items() for name, size in units.items()} | {
    short: next((base, units[name]) for base, units in FAMILIES.items() if name in units)
    for short, name in SHORT.items()
}
BY_NAME = {name.lower(): found for name, found in AS_WRITTEN.items()} | {
    code.lower(): AS_WRITTEN[name] for code, name in CODES.items()
}


@dataclass(frozen=True)
class Counted:
    """An amount in a base unit; without a unit it is what nobody said it is."""

    amount: Fraction
    base: str


def in_units(of: str, unit: str) -> Fraction | None:
    """How many of one unit make the other, both as they are written; None where they do not measure the same.

    >>> in_units("in", "m"), in_units("kg", "piece"), in_units("IN", "m")
    (Fraction(127, 5000), None, None)
    """
    one, other = AS_WRITTEN.get(of), AS_WRITTEN.get(unit)
    return one[1] / other[1] if one and other and one[0] == other[0] else None


def counted(amount: Fraction, unit: str) -> Counted | None:
    """The amount in the base unit of its family; None where the unit is not known.

    >>> counted(Fraction(10), "unit:inch"), counted(Fraction(1), "unit:furlong")
    (Counted(amount=Fraction(127, 500), base='m'), None)
    """
    name = unit.rpartition("#")[2].rpartition(":")[2].strip().lower()
    known = BY_NAME.get(name)
    return Counted(amount * known[1], known[0]) if known else None
