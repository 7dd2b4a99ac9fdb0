"""Formulas: with brackets, `Dy(NO3)3`, a compound of the metals in it; `Dy2O3` in the name of a share the oxide."""

import re
from typing import Any

PART = r"(?:[A-Z][a-z]?\d*)"
BRACKETED = re.compile(
    rf"(?<![\w(])(?:{PART}|\({PART}+\)\d*)*\({PART}+\)\d*(?:{PART}|\({PART}+\)\d*)*(?![\w])"
)
MIXED = re.compile(rf"\((?P<inside>{PART}(?:[,/] ?{PART})+)\)[\d.]*(?=[A-Z][a-z]?[\d.]*)")
"""`(Lu,Y)2SiO5`: several share one place in a crystal."""
OXIDE = r"(?P<metal{0}>[A-Z][a-z]?)\d*O\d*(?![A-Za-z0-9])"
DENIED = re.compile(
    rf"\b(?P<front>(?i:no|without(?: any)?|free (?:of|from)|with no|no added|contain(?:s|ing) no|not containing)) {OXIDE.format(1)}"
    rf"|(?<![A-Za-z0-9]){OXIDE.format(2)}(?P<behind>[- ]free\b|: (?:none|nil|absent|not (?:detected|present|found))\b)"
)
"""`No Dy2O3`, `Dy2O3-free`."""
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
    """A text with the metals of each such formula as compounds, and what else is in them; of a denied oxide its metal is denied."""
    text = DENIED.sub(lambda found: _denied(found, text, symbols), text)
    text = MIXED.sub(lambda found: _shared(found[0], found["inside"], symbols), text)
    return NAMED.sub("", BRACKETED.sub(lambda found: _metals(found[0], symbols), text))


def spelt(text: str, symbols: frozenset[str]) -> str:
    """A formula by the symbols in it, `W, C` for `WC`; any other text as it is."""
    told = SYMBOL.findall(text) if re.fullmatch(rf"{PART}{{2,}}", text.strip()) else []
    return ", ".join(told) if told and set(told) <= symbols else text


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


def _denied(found: re.Match[str], text: str, symbols: frozenset[str]) -> str:
    metal = found["metal1"] or found["metal2"]
    told_once = len(re.findall(rf"(?<![a-z]){metal}(?![a-z])", text)) == 1
    if metal in LIGHT or metal not in symbols or not told_once:
        return found[0]
    return f"{found['front']} {metal}" if found["metal1"] else f"{metal}{found['behind']}"


def _shared(whole: str, inside: str, symbols: frozenset[str]) -> str:
    """Those that share a place one after the other, as if each had one of its own."""
    told = SYMBOL.findall(inside)
    return "".join(told) if set(told) <= symbols else whole


def _metals(formula: str, symbols: frozenset[str]) -> str:
    told = list(dict.fromkeys(SYMBOL.findall(formula)))
    metals = [each for each in told if each not in LIGHT]
    if ROMAN.search(formula) or not metals or len(metals) == len(told) or not set(metals) <= symbols:
        return formula
    light = [f"bound {LIGHT[each]}" for each in told if each in LIGHT]
    # of what is organic some entries ask whether it holds nitrogen
    light += ["no bound nitrogen"] if "C" in told and "N" not in told else []
    return ", ".join([f"{each} compound" for each in metals] + light)
