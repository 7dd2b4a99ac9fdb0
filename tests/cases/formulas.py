"""Formulas: with brackets, `Dy(NO3)3`, a compound of the metals in it; `Dy2O3` in the name of a share the oxide."""

import re
from typing import Any

PART = r"(?:[A-Z][a-z]?\d*)"
BRACKETED = re.compile(
    rf"(?<![\w(])(?:{PART}|\({PART}+\)\d*)*\({PART}+\)\d*(?:{PART}|\({PART}+\)\d*)*(?![\w])"
)
ROMAN = re.compile(r"\([IVX]+\)")
"""A degree of oxidation and no part of a formula."""
SYMBOL = re.compile(r"[A-Z][a-z]?")
LIGHT = {
    "H": "hydrogen", "C": "carbon", "N": "nitrogen", "O": "oxygen", "F": "fluorine", "P": "phosphorus", "S": "sulphur",
    "Cl": "chlorine", "Br": "bromine", "I": "iodine",
}  # fmt: skip
"""What makes compounds of metals, by its name: some entries ask for it."""
SIMPLE = re.compile(
    r"(?<![A-Za-z0-9])(?P<metal>[A-Z][a-z]?)\d*(?P<other>O|F|Cl|Br|S|N|H|C|P)\d*(?![A-Za-z0-9])"
)
"""`Tb4O7`: a metal and one that makes a compound of it."""
NAMED = re.compile(r"\b(?:compound|formula|salt|substance)s?(?:: ?| )(?=[A-Z][\w ]* compound\b)")


def plain(text: str, symbols: frozenset[str]) -> str:
    """A text with the metals of each such formula as compounds, and what else is in them."""
    return NAMED.sub("", BRACKETED.sub(lambda found: _metals(found[0], symbols), text))


def in_names(value: Any, symbols: frozenset[str]) -> Any:
    """The same with such formulas in its keys as oxides and compounds, `Dy_oxide_pct` for `Dy2O3_pct`."""
    if isinstance(value, list):
        return [in_names(each, symbols) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        SIMPLE.sub(lambda found: _simple(found, symbols), key.replace("_", " ")).replace(" ", "_")
        if SIMPLE.search(key.replace("_", " "))
        else key: in_names(said, symbols)
        for key, said in value.items()
    }


def _simple(found: re.Match[str], symbols: frozenset[str]) -> str:
    if found["metal"] in LIGHT or found["metal"] not in symbols:
        return found[0]
    return f"{found['metal']} {'oxide' if found['other'] == 'O' else 'compound'}"


def _metals(formula: str, symbols: frozenset[str]) -> str:
    told = list(dict.fromkeys(SYMBOL.findall(formula)))
    metals = [each for each in told if each not in LIGHT]
    if ROMAN.search(formula) or not metals or len(metals) == len(told) or not set(metals) <= symbols:
        return formula
    light = [f"bound {LIGHT[each]}" for each in told if each in LIGHT]
    # of what is organic some entries ask whether it holds nitrogen
    light += ["no bound nitrogen"] if "C" in told and "N" not in told else []
    return ", ".join([f"{each} compound" for each in metals] + light)
