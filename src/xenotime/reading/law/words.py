"""Say whether a word may be the value of a fact, and whether a text names a substance."""

import re

from xenotime.exact import PARTS, UNITS
from xenotime.facts.party_list import list_named
from xenotime.facts.seen import NO, YES
from xenotime.law.vocabulary import FactKind

COUNTRY = re.compile(r"[A-Z]{2}")
CODE = re.compile(r"[a-z]+:[\w.\-/() ]+")
CURRENCY = re.compile(r"[A-Z]{3}")
FORMULA = re.compile(r"(?:[A-Z][a-z]?(?:\d+(?:\.\d+)?)?|[()]\d*)+")
SYMBOL = re.compile(r"[A-Z][a-z]?")
ELEMENTS = frozenset(
    SYMBOL.findall(
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr "
        "Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir "
        "Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl "
        "Mc Lv Ts Og"
    )
)
MONEY = "money"


def is_substance(text: str) -> bool:
    """Whether a text is an element, a formula of elements, or a code.

    >>> is_substance("Dy2O3"), is_substance("NdFeB"), is_substance("Dz"), is_substance("zz:A1.b")
    (True, True, False, True)
    """
    if FORMULA.fullmatch(text):
        return set(SYMBOL.findall(text)) <= ELEMENTS
    return bool(CODE.fullmatch(text))


def wrong_word(fact: FactKind, word: str) -> tuple[str, tuple[str, ...] | str] | None:
    """What is wrong with a word as a value of a fact, and what is allowed; None where nothing is."""
    if fact.type == "truth":
        return None if word in {YES, NO} else ("this fact is yes or no", (YES, NO))
    if fact.type == "country":
        return None if COUNTRY.fullmatch(word) else ("this is not a country", "two capital letters")
    if fact.type == "code":
        return None if CODE.fullmatch(word) else ("this is not a code", "a regime, a colon, a code: zz:A1.b")
    if fact.type == "step":
        step, _, country = word.partition(":")
        if not COUNTRY.fullmatch(country.partition(":")[0]):
            return "this is not a step with its country", "step:country or step:country:code"
        return _among(fact, step)
    if fact.type == "list":
        return _among(fact, list_named(word))
    return _among(fact, word)


def _among(fact: FactKind, word: str) -> tuple[str, tuple[str, ...]] | None:
    if not fact.words or word in fact.words:
        return None
    return f"{word!r} is not a word of the fact {fact.name!r}", fact.words


def wrong_unit(fact_unit: str, unit: str, text: str) -> bool:
    """Whether a number with this unit cannot be compared with a fact that is measured in `fact_unit`.

    >>> wrong_unit("%", "", "0.1 %"), wrong_unit("kg", "mass", "20 g"), wrong_unit("nm", "", "14")
    (False, False, False)
    >>> wrong_unit("%", "", "99.9"), wrong_unit("", "mass", "20 g"), wrong_unit("kg", "", "20")
    (True, True, True)
    """
    if fact_unit in PARTS:
        return bool(unit) or not text.rstrip().endswith(tuple(PARTS))
    if text.rstrip().endswith(tuple(PARTS)):
        return True
    if fact_unit in UNITS:
        return unit != UNITS[fact_unit][0]
    if fact_unit == MONEY:
        return not CURRENCY.fullmatch(unit)
    return unit not in {"", fact_unit}
