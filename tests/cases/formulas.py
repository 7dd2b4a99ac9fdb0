"""Formulas with brackets, `Dy(NO3)3`: a compound of the metals in it."""

import re

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
NAMED = re.compile(r"\b(?:compound|formula|salt|substance)s?(?:: ?| )(?=[A-Z][\w ]* compound\b)")


def plain(text: str, symbols: frozenset[str]) -> str:
    """A text with the metals of each such formula as compounds, and what else is in them."""
    return NAMED.sub("", BRACKETED.sub(lambda found: _metals(found[0], symbols), text))


def _metals(formula: str, symbols: frozenset[str]) -> str:
    told = list(dict.fromkeys(SYMBOL.findall(formula)))
    metals = [each for each in told if each not in LIGHT]
    if ROMAN.search(formula) or not metals or len(metals) == len(told) or not set(metals) <= symbols:
        return formula
    light = [f"bound {LIGHT[each]}" for each in told if each in LIGHT]
    # of what is organic some entries ask whether it holds nitrogen
    light += ["no bound nitrogen"] if "C" in told and "N" not in told else []
    return ", ".join([f"{each} compound" for each in metals] + light)
