"""Figures as they are read: without marks between thousands, and what follows from several, the energy of a cell over its mass."""

import re
from fractions import Fraction
from typing import Any

from cases.valued import is_number

THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
GROUPED = re.compile(
    r"(?<![\w.,-])(?<!\d )(?P<front>\d{1,3})(?P<rest>(?:[ \u00a0\u2009\u202f'’]\d{3})+)(?=[ \u00a0]?(?:[kMG]?W|[kMG]?Hz|k?V|[kMG]?Pa|[kM]?N|[mnuµ]m|°C|A|J|watts?|volts?|hertz)\b)"
)
"""`10 500 W`: thousands apart in front of a unit."""
AMPERE_HOURS = re.compile(r"(?:\w+_)?(?P<unit>m?ah)", re.IGNORECASE)
VOLTS = re.compile(r"(?:\w+_)?(?:v|volts?|voltage)", re.IGNORECASE)
WATT_HOURS = re.compile(r"(?:\w+_)?(?P<unit>k?wh)", re.IGNORECASE)
MASS = re.compile(r"(?:\w+_)?(?:mass|weight)_(?P<unit>k?g)|(?P<unit2>k?g)(?:_per_cell)?", re.IGNORECASE)
TOLD = re.compile(r"(?:\w+_)?wh_(?:per_)?kg", re.IGNORECASE)
THOUSAND = 1000
SAID = "energy_density_Wh_kg"


def plain(said: Any) -> Any:
    """The same with every number written without marks between its thousands."""
    if isinstance(said, dict):
        return {key: plain(each) for key, each in said.items()}
    if isinstance(said, list):
        return [plain(each) for each in said]
    if not isinstance(said, str):
        return said
    return GROUPED.sub(lambda fits: fits["front"] + re.sub(r"\D", "", fits["rest"]), THOUSANDS.sub("", said))


def whole(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with the energy density in place of what it follows from, at every depth."""
    facts = {key: whole(said) if isinstance(said, dict) else said for key, said in facts.items()}
    energy, used = _energy(facts)
    mass = _one(facts, MASS)
    if energy is None or mass is None:
        return facts
    kilograms = mass[1] / (1 if (mass[0]["unit"] or mass[0]["unit2"]).casefold() == "kg" else THOUSAND)
    told = [key for key in facts if TOLD.fullmatch(key)]
    if told or not kilograms:
        return facts | _between(facts, told, energy / kilograms) if told and kilograms else facts
    rest = {key: said for key, said in facts.items() if key not in used}
    return rest | {SAID: f"{float(energy / kilograms):.10g}"}


def _between(facts: dict[str, Any], told: list[str], worked_out: Fraction) -> dict[str, Any]:
    """A density that is told beside an energy and a mass that give another one: it lies from the one to the other."""
    if len(told) > 1 or not is_number(facts[told[0]]) or abs(Fraction(facts[told[0]]) - worked_out) < 1:
        return {}
    low, high = sorted([Fraction(facts[told[0]]), worked_out])
    return {told[0]: f"{float(low):.10g} to {float(high):.10g}"}


def _energy(facts: dict[str, Any]) -> tuple[Fraction | None, set[str]]:
    """The energy in watt-hours, and the keys that tell it."""
    if stated := _one(facts, WATT_HOURS):
        return stated[1] * (THOUSAND if stated[0]["unit"].casefold() == "kwh" else 1), {stated[0][0]}
    capacity, volts = _one(facts, AMPERE_HOURS), _one(facts, VOLTS)
    if not (capacity and volts):
        return None, set()
    hours = capacity[1] / (THOUSAND if capacity[0]["unit"].casefold() == "mah" else 1)
    return hours * volts[1], {capacity[0][0], volts[0][0]}


def _one(facts: dict[str, Any], pattern: re.Pattern[str]) -> tuple[re.Match[str], Fraction] | None:
    """The one figure whose key fits; None where there is none, or several."""
    found = [
        (fits, Fraction(said))
        for key, said in facts.items()
        if is_number(said) and (fits := pattern.fullmatch(key))
    ]
    return found[0] if len(found) == 1 else None
