"""Chemical elements: their symbols, their standard atomic weights, and how a formula is read.

Weights: IUPAC Commission on Isotopic Abundances and Atomic Weights, abridged standard atomic weights
(five significant figures), Pure and Applied Chemistry 94 (2022) 573, doi:10.1515/pac-2019-0603. They
are exact here; the fifth figure is as good as they get. An element without a standard weight has none.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

WEIGHTS: Mapping[str, Fraction] = {
    symbol: Fraction(weight)
    for symbol, weight in re.findall(
        r"([A-Z][a-z]?) ([\d.]+)",
        """
        H 1.0080   He 4.0026  Li 6.94    Be 9.0122  B 10.81    C 12.011   N 14.007   O 15.999   F 18.998
        Ne 20.180  Na 22.990  Mg 24.305  Al 26.982  Si 28.085  P 30.974   S 32.06    Cl 35.45   Ar 39.95
        K 39.098   Ca 40.078  Sc 44.956  Ti 47.867  V 50.942   Cr 51.996  Mn 54.938  Fe 55.845  Co 58.933
        Ni 58.693  Cu 63.546  Zn 65.38   Ga 69.723  Ge 72.630  As 74.922  Se 78.971  Br 79.904  Kr 83.798
        Rb 85.468  Sr 87.62   Y 88.906   Zr 91.224  Nb 92.906  Mo 95.95   Ru 101.07  Rh 102.91  Pd 106.42
        Ag 107.87  Cd 112.41  In 114.82  Sn 118.71  Sb 121.76  Te 127.60  I 126.90   Xe 131.29  Cs 132.91
        Ba 137.33  La 138.91  Ce 140.12  Pr 140.91  Nd 144.24  Sm 150.36  Eu 151.96  Gd 157.25  Tb 158.93
        Dy 162.50  Ho 164.93  Er 167.26  Tm 168.93  Yb 173.05  Lu 174.97  Hf 178.49  Ta 180.95  W 183.84
        Re 186.21  Os 190.23  Ir 192.22  Pt 195.08  Au 196.97  Hg 200.59  Tl 204.38  Pb 207.2   Bi 208.98
        Th 232.04  Pa 231.04  U 238.03
        """,
    )
}
WEIGHTLESS = frozenset(
    re.findall(
        r"\w+",
        "Tc Pm Po At Rn Fr Ra Ac Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og",
    )
)
"""Elements without a standard atomic weight: no sample of them is typical."""
ELEMENTS = frozenset(WEIGHTS) | WEIGHTLESS
NONMETALS = frozenset(["H", "C", "N", "O", "F", "P", "S", "Cl", "Se", "Br", "Te", "I"])

COUNT = r"\d+(?:\.\d+)?"
PIECE = re.compile(
    rf"(?P<symbol>[A-Z][a-z]?)|(?P<opens>[(\[])|(?P<closes>[)\]])(?P<times>{COUNT})?|(?P<count>{COUNT})"
)
SMALL_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
HYDRATE = re.compile(r"[·•*]")
LONGEST = 80


def parse_formula(text: str) -> dict[str, Fraction]:
    """Count the atoms of a formula; ValueError where it is none.

    >>> {symbol: str(count) for symbol, count in parse_formula("Dy2(SO4)3·8H2O").items()}
    {'Dy': '2', 'S': '3', 'O': '20', 'H': '16'}
    """
    if len(text) > LONGEST:
        raise ValueError(f"not a formula: {text!r}")
    atoms: dict[str, Fraction] = {}
    for part in HYDRATE.split(text.strip().translate(SMALL_DIGITS)):
        front = re.match(COUNT, part)
        times = _count(front[0], text) if front else Fraction(1)
        _add(atoms, _group(part[front.end() :] if front else part, text), times)
    return atoms


def _group(part: str, text: str) -> dict[str, Fraction]:
    """Count one part without a factor in front; brackets nest."""
    open_groups: list[dict[str, Fraction]] = [{}]
    last, end = "", 0
    for piece in PIECE.finditer(part):
        if piece.start() != end:
            break
        end = piece.end()
        if piece["symbol"]:
            last = _element(piece["symbol"], text)
            _add(open_groups[-1], {last: Fraction(1)}, Fraction(1))
        elif piece["count"]:
            if not last:
                raise ValueError(f"not a formula: {text!r}")
            _add(open_groups[-1], {last: Fraction(1)}, _count(piece["count"], text) - 1)
            last = ""
        elif piece["opens"]:
            open_groups.append({})
            last = ""
        else:
            _close(open_groups, _count(piece["times"] or "1", text), text)
            last = ""
    if end != len(part) or len(open_groups) != 1 or not open_groups[0]:
        raise ValueError(f"not a formula: {text!r}")
    return open_groups[0]


def _close(open_groups: list[dict[str, Fraction]], times: Fraction, text: str) -> None:
    if len(open_groups) == 1 or not open_groups[-1]:
        raise ValueError(f"not a formula: {text!r}")
    closed = open_groups.pop()
    _add(open_groups[-1], closed, times)


def _element(symbol: str, text: str) -> str:
    if symbol not in ELEMENTS:
        raise ValueError(f"not a formula, there is no element {symbol}: {text!r}")
    return symbol


def _count(digits: str, text: str) -> Fraction:
    count = Fraction(digits)
    if count == 0 or (digits.startswith("0") and not digits.startswith("0.")):
        raise ValueError(f"not a formula: {text!r}")
    return count


def _add(atoms: dict[str, Fraction], more: Mapping[str, Fraction], times: Fraction) -> None:
    for symbol, count in more.items():
        atoms[symbol] = atoms.get(symbol, Fraction(0)) + count * times
