"""A substance as a book names it: an element, a formula, the code of a list, or `others`."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from xenotime.facts.declaration import OTHERS
from xenotime.facts.elements import ELEMENTS, NONMETALS, WEIGHTS, parse_formula

NO_ATOMS: Mapping[str, Fraction] = MappingProxyType({})
OXYGEN = "O"
OXIDE = "oxide"
PAIR = 2
THIRD_GROUP, FIFTH_GROUP = frozenset({"Al", "Ga", "In"}), frozenset({"As", "Sb"})
"""Elements whose pairs are semiconductors: one atom of each, whatever the name is taken for."""

IN_CAPITALS = re.compile(r"([A-Z]{2})([A-Z]*|\d+O\d*|O\d+)")
"""A symbol of two letters in capitals, alone, with others or with oxygen: `SC2O3` is no carbide of sulphur."""


@lru_cache(maxsize=4096)
def atoms_of(substance: str) -> Mapping[str, Fraction]:
    """The atoms of one formula unit; empty where the name is no formula, or may be another one in capitals."""
    if substance == OTHERS or symbol_in_capitals(substance):
        return NO_ATOMS
    try:
        return MappingProxyType(parse_formula(substance))
    except ValueError:
        return NO_ATOMS


def symbol_in_capitals(name: str) -> str:
    """The symbol with which a name in capitals may begin, where its letters are symbols by themselves; else empty.

    >>> symbol_in_capitals("SC"), symbol_in_capitals("SC2O3"), symbol_in_capitals("INSB"), symbol_in_capitals("CO2")
    ('Sc', 'Sc', 'In', '')
    """
    found = IN_CAPITALS.fullmatch(name)
    symbol = found[1].capitalize() if found else ""
    return symbol if symbol in WEIGHTS and set(symbol.upper()) <= ELEMENTS else ""


@lru_cache(maxsize=4096)
def elements_of(substance: str) -> frozenset[str]:
    """The elements in the name; empty where it is no formula."""
    return frozenset(atoms_of(substance))


def is_element(substance: str) -> bool:
    """Whether the name is the bare symbol of an element."""
    return substance in ELEMENTS


def is_same(one: str, other: str) -> bool:
    """Whether two names mean one substance: the same word, or formulas of the same proportions.

    >>> is_same("Dy2O3", "O3Dy2"), is_same("Dy2O3", "DyO"), is_same("9Z1.b", "9z1.B")
    (True, False, True)
    """
    if one.casefold() == other.casefold() and not (atoms_of(one) and atoms_of(other)):
        return one == other or not (symbol_in_capitals(one) or symbol_in_capitals(other))
    return bool(atoms_of(one)) and _proportions(one) == _proportions(other)


@lru_cache(maxsize=4096)
def _proportions(substance: str) -> Mapping[str, Fraction]:
    atoms = atoms_of(substance)
    total = sum(atoms.values(), Fraction(0))
    return MappingProxyType({symbol: count / total for symbol, count in atoms.items()})


def is_alloy_name(substance: str) -> bool:
    """Whether the name only lists metals (`NdFeB`, `SmCo`): it says what is in it, not what else is.

    Two elements of the third and the fifth group are a compound, and the name says all of it.

    >>> is_alloy_name("NdFeB"), is_alloy_name("Nd2Fe14B"), is_alloy_name("NaCl"), is_alloy_name("InSb")
    (True, False, False, False)
    """
    atoms = atoms_of(substance)
    if len(atoms) == PAIR and THIRD_GROUP & set(atoms) and FIFTH_GROUP & set(atoms):
        return False
    return len(atoms) >= PAIR and set(atoms.values()) == {1} and not NONMETALS & set(atoms)


def may_contain(substance: str, element: str) -> bool | None:
    """Whether the substance has the element in it; None where the name does not tell.

    >>> may_contain("Dy2O3", "Dy"), may_contain("Dy2O3", "Tb"), may_contain("NdFeB", "Dy"), may_contain("magnet", "Dy")
    (True, False, None, None)
    """
    atoms = atoms_of(substance)
    if element in atoms:
        return True
    return None if not atoms or is_alloy_name(substance) else False


def mass_share(element: str, substance: str) -> Fraction | None:
    """The share by mass that the element has in the compound; None where the name does not tell.

    >>> round(float(mass_share("Dy", "Dy2O3")), 5)
    0.87132
    """
    atoms = atoms_of(substance)
    if not atoms or is_alloy_name(substance) or not set(atoms) <= set(WEIGHTS):
        return None
    masses = {symbol: count * WEIGHTS[symbol] for symbol, count in atoms.items()}
    return masses.get(element, Fraction(0)) / sum(masses.values())


def oxide_of(substance: str) -> str | None:
    """The element of which the substance is the oxide; None where it is no plain oxide.

    >>> oxide_of("Pr6O11"), oxide_of("Dy"), oxide_of("LiNdO2")
    ('Pr', None, None)
    """
    atoms = atoms_of(substance)
    if len(atoms) != PAIR or OXYGEN not in atoms:
        return None
    return next(symbol for symbol in atoms if symbol != OXYGEN)
