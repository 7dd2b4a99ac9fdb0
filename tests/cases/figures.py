"""Figures with their units in what a thing is called: `microwave plasma reactor, 12 kW`."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from cases import numerals
from cases.declared import SCALES, UNITS

if TYPE_CHECKING:
    from cases.phrasebook import Phrasebook

FIGURE = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:\.\d+)?) ?(?P<unit>[A-Za-zµ][\w/µ³²]{0,7}(?: ?/ ?\w+)?)(?![\w-])"
)
BOUND = re.compile(
    r"(?:over|above|below|beneath|under|than|to|least|most|max\w*|min\w*|about|around|approx\w*|roughly|nearly|almost|circa|some|[<>≤≥~-]) ?(?:of )?$",
    re.IGNORECASE,
)
"""What makes of the figure behind it a limit, or one that is not exact."""
CLAUSE = re.compile(r"[,;()]| and ")
CLAUSES = re.compile(r"[,;]")
NAMED = re.compile(rf"(?:[A-Za-z]+ ){{0,2}}(?:of )?{FIGURE.pattern}", re.IGNORECASE)
GRAINS = frozenset({"powder", "powders", "micropowder", "grit", "grains", "crystals", "stones"})
"""What has a size of its particles."""
OF_POWER = re.compile(r"\b(?:wattage|generator|magnetron)\b", re.IGNORECASE)
"""What has a power in watts."""
WAVES = frozenset({"GHz"})
"""A unit of nothing but frequencies, and of none of the mains."""
CAPITALS = {"W": "w", "MW": "mw", "GHz": "ghz"}
"""Units by the names that they have among scales."""
SPELT = {"µ": "u", "³": "3", "²": "2", "^": "", "/": "_", " ": ""}


BOUNDED = re.compile(
    r"(?:(?P<less>below|under|beneath|(?:less|fewer|smaller|lower) than|short of|<(?!=))|(?P<most>up to|at most|(?:no|not) (?:more|greater|higher|larger) than|not (?:above|over|exceeding)|max(?:imum|\.)?(?: of)?|≤|<=)"
    r"|(?P<more>above|over|beyond|exceeding|(?:more|greater|higher|larger) than|>(?!=))|(?P<least>at least|(?:no|not) (?:less|fewer|lower|smaller) than|not (?:below|under)|min(?:imum|\.)?(?: of)?|≥|>=)) ?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit> ?[^\s\d.]\S{0,7})?"
    r"|(?P<number2>\d+(?:\.\d+)?)(?P<unit2> ?(?!or\b|and\b)[^\s\d.]\S{0,7})? (?:or|and) (?:(?P<most2>less|below|under|lower|smaller|fewer|finer)|(?P<least2>more|above|over|higher|greater|larger))",
    re.IGNORECASE,
)
"""`below 21000`, `at least 128 layers`, `14 nm or less`."""
BEFORE_NAME = r"(?:below|under|beneath|above|over|beyond|exceeding|(?:less|lower|more|higher|greater) than|up to|at (?:most|least))"
CHIPS = {
    "item.facts.tpp": r"TPP|total processing performance",
    "item.facts.dram_bandwidth_gb_s": r"(?:DRAM|HBM|memory)[ -]bandwidth|bandwidth(?: to (?:its )?memory)?",
}
"""Figures of advanced chips, by the words that name them."""
ONE = Fraction(1)
EDGE, FAR = Fraction("0.001"), (2, 10, 100, 1000)
HUNDRED = re.compile(r" ?(?:%|percent|pct)", re.IGNORECASE)


MONEY = r"(?:usd|eur|jpy|cny|rmb|yuan|yen|krw|won|gbp|chf|twd|sgd|inr|aud|cad|sek|nok|dkk|vnd|thb|myr)"
"""Moneys, as they end a key."""
OF_MASS = re.compile(
    r"(?<=[\d)]) ?(?:(?:wt|weight|mass|m|w)[-.]? ?(?:%|pct\b|per ?cent\b)|(?:%|per ?cent|pct) ?(?:\(?(?:w/w|m/m|wt)\b\.?\)?|\(?(?:by|in) (?:weight|mass)\)?|of (?:the )?(?:weight|mass)|\(mass\)|\(weight\)))",
    re.IGNORECASE,
)
"""`4.2 wt.%`, `4.2 % by mass`."""


SQUARE = {"square": "2", "sq": "2", "cubic": "3", "cu": "3"}
OF_AREA = re.compile(
    r"\b(?P<how>square|cubic|sq\.?|cu\.?) ?(?P<what>mm|cm|m|dm|millimet(?:re|er)s?|centimet(?:re|er)s?|met(?:re|er)s?)\b",
    re.IGNORECASE,
)
"""`Square centimetre`."""
PER = re.compile(
    r"(?<=\d) ?(?P<unit>kgf?|kp|g|t|N|A|kilogram(?:me)?s?|grams?|tonn?es?|newtons?)? ?(?:per|/) ?(?P<of>[cdm]?m[²³23])(?!\w)",
    re.IGNORECASE,
)
"""`Kilograms per m3`, and what is counted per cm2."""
NANOMETRES = re.compile(r"(?<=\d)[ -]?nano-?met(?:re|er)s?\b", re.IGNORECASE)


SHARED_SITES = re.compile(r"(?<=[A-Z][a-z])(?:1-[xyz]|[xyz])(?=[A-Z])|(?<=[A-Z])1-[xyz](?=[A-Z])")
"""In `Hg1-xCdxTe`: which part of the sites an element has."""
NINES = re.compile(
    r"(?<![\w.-])(?P<nines>[2-9])N(?P<more>[1-8])?(?![\w.])(?! ?(?:breaking|force|load|tension|pull|strength))"
)


NOT_EXACT = (
    r"(?:typical(?:ly)?|nominal(?:ly)?|approx\w*|estimat\w+|guess\w*|claimed|alleged(?:ly)?|brochure|catalog(?:ue)?|assumed|provisional|preliminary|self-declared|unaudited|tentative|expected|targeted|roughly|unverified|uncertain"
    r"|(?:not|never|un)[ -]?(?:yet |been |itself |separately |on this (?:lot|piece|batch) )*(?:tested|measured|guaranteed|verified|confirmed|checked|analysed|proven|binding)|without (?:guarantee|obligation)|no guarantee"
    r"|(?:by|according to|per|on) (?:the )?(?:maker|seller|supplier|mill|trader|dealer|label|brochure|advertis\w+)(?:'s (?:own )?(?:word|label|brochure|estimates?|statement|claims?|view|figures?|account|calculation))?(?: alone| only)?|(?:average|mean) (?:of|over|from)\b[^()]*|(?:one|a few|some|two|three) [\w ]*(?:tested )?of (?:the |all )?(?:\w+))"
)
REMARK = re.compile(
    rf"(?<![\w.,/-])(?<!about )(?P<figure>\d+(?:\.\d+)?(?: ?(?:%|ppm|[A-Za-zµ]{{1,9}}[23³²]?(?: ?/ ?[A-Za-z]{{1,3}}[23³²]?)?)(?!\w))?)(?: ?\([^()]*\b{NOT_EXACT}\b[^()]*\)|,? {NOT_EXACT}\b(?: (?:values?|figures?|only|alone))?(?=[,;.]|$))",
    re.IGNORECASE,
)
"""`29 MPa (typical value)`, `99.8 %, not guaranteed`: a figure that a remark takes back."""


LIMIT = re.compile(
    r"(?<=[\d%m]),? \(?(?:which is |being )?(?:the |its |our )?(?:detection |reporting |quantification )?limit(?: of (?:the |its |our )?(?:method|detection|quantification|instrument|test|laboratory))?\)?$",
    re.IGNORECASE,
)
"""`Under 0.1, the limit of the method`."""


def in_signs(text: str) -> str:
    """A text in which shares in words are figures, those of the mass are per cent and no more, nines are figures, units are signs, and formulas have no unknowns.

    A figure that a remark takes back is about as much.
    """
    text = numerals.in_per_cent(SHARED_SITES.sub("", text))
    text = NANOMETRES.sub(" nm", OF_MASS.sub(" %", text))
    text = LIMIT.sub("", PER.sub(_per, OF_AREA.sub(_of_area, text)))
    text = REMARK.sub(r"about \g<figure>", text)
    return NINES.sub(lambda fits: f"{_of_nines(int(fits['nines']), fits['more'] or '')} %", text)


def _of_area(fits: re.Match[str]) -> str:
    what = re.sub(r"met(?:re|er)s?$", "m", fits["what"].casefold())
    return f"{what.replace('milli', 'm').replace('centi', 'c')}{SQUARE[fits['how'].casefold().strip('.')]}"


def _per(fits: re.Match[str]) -> str:
    unit = (fits["unit"] or "").casefold()
    unit = "kg" if unit.startswith("kilo") else unit if unit in {"kgf", "kg", "kp"} else unit[:1]
    unit = unit.upper() if unit in {"n", "a"} else unit
    return f" {unit}{'/' if unit else ''}{fits['of'].replace('²', '2').replace('³', '3')}"


def _of_nines(nines: int, more: str) -> str:
    """`4N5` is 99.995."""
    digits = "9" * nines + more
    return f"{digits[:2]}.{digits[2:]}" if len(digits) > len("99") else digits


def within(said: str, factor: Fraction = ONE, *, share: bool = False) -> list[str]:
    """Figures on the side of a limit that a text tells, from next to it to far off; none for any other text."""
    found = BOUNDED.fullmatch(said.strip())
    if not found:
        return []
    figure = Fraction(found["number"] or found["number2"]) * factor
    low = found["less"] or found["most"] or found["most2"]
    at = (
        1
        if found["most"] or found["least"] or found["most2"] or found["least2"]
        else 1 - EDGE
        if low
        else 1 + EDGE
    )
    several = [figure * at, *((figure / each if low else figure * each) for each in FAR)]
    if share or HUNDRED.fullmatch(found["unit"] or found["unit2"] or ""):
        several = [min(each, Fraction(100)) for each in several]
    return list(dict.fromkeys(f"{float(each):.10g}" for each in several))


def is_upper(said: str) -> bool:
    """Whether a text tells a limit that a figure does not go beyond."""
    found = BOUNDED.fullmatch(said.strip())
    return bool(found and (found["less"] or found["most"] or found["most2"]))


def bounded(said: str) -> str:
    """The number of a limit with its unit; empty for any other text."""
    found = BOUNDED.fullmatch(said.strip())
    return f"{found['number'] or found['number2']}{found['unit'] or found['unit2'] or ''}" if found else ""


def of_chips(text: str) -> tuple[str, dict[str, list[str]]]:
    """A text without what it tells of the performance of a chip, and these figures by their places.

    Of a limit they are several on its side: whichever it is.
    """
    told: dict[str, list[str]] = {}
    for place, names in CHIPS.items():
        pattern = re.compile(
            rf"[,;(]? ?(?<![.\w])(?:and |with )?(?:(?P<front>{BEFORE_NAME}) (?:the |an? )?)?(?:an? )?(?:{names})(?: is| of|:)? ?(?P<about>about )?(?P<said>(?:{BOUNDED.pattern})|\d+(?:\.\d+)?)(?P<tera> ?TB/s)?(?: ?GB/s)?\)?",
            re.IGNORECASE,
        )
        every = [(found[0], *_of_chip(found)) for found in pattern.finditer(text)]
        exact = [each for _, each, is_exact in every if is_exact]
        several = exact or [each for _, each, _ in every[:1]]
        if figures := list(dict.fromkeys(figure for each in several for figure in each)):
            told[place] = figures
            for piece, _, _ in every:
                text = text.replace(piece, "; ")
    return text.strip(" ,;"), told


def _of_chip(found: re.Match[str]) -> tuple[list[str], bool]:
    """The figures that a limit or one figure of a chip stands for, and whether it is one; a limit may stand before the name."""
    said = re.sub(r" ?[GT]B/s$", "", found["said"], flags=re.IGNORECASE)
    factor = Fraction(1000) if re.search(r"TB/s", found[0], re.IGNORECASE) else ONE
    if re.fullmatch(r"\d+(?:\.\d+)?", said) and not found["front"]:
        parts = (9, 10, 11) if found["about"] else (10,)
        return [f"{float(Fraction(said) * factor * each / 10):g}" for each in parts], True
    return within(f"{found['front'] or ''} {said}", factor), False


def apart(text: str) -> str:
    """A text without its figures and the words that name them, where each stands in a clause of its own."""
    clauses = [each for each in CLAUSES.split(text) if not NAMED.fullmatch(each.strip())]
    return ", ".join(each.strip() for each in clauses)


def told(book: "Phrasebook", text: str, goods: str = "") -> Iterator[tuple[str, str]]:
    """Every exact figure of a text that the law asks for, with its place.

    What a figure is of whose nature its unit or its clause leaves no doubt, the name of the `goods` may tell as well.

    Of several with its unit it is the one of whose name most words stand in its clause, or else in the whole text;
    where no word of a name is there, or as many of two, none is told.
    """
    for found in FIGURE.finditer(text):
        if not BOUND.search(text[: found.start()]):
            before = CLAUSE.split(text[: found.start()])[-1]
            behind = CLAUSE.split(text[found.end() :])[0]
            nature = "frequency" if found["unit"] in WAVES else "power" if OF_POWER.search(before) else ""
            texts = [f"{before} {behind} {nature}", text, *([f"{nature} {goods}"] if nature else [])]
            for unit, factor in _units(found["unit"]):
                if place := _place(book, unit, *texts):
                    yield (
                        place,
                        f"{float(Fraction(found['number']) * factor):g}" if factor != 1 else found["number"],
                    )
                    break


def _units(unit: str) -> Iterator[tuple[str, Fraction]]:
    """A unit, and the others in which the law may have its figure, with how many of these it is."""
    yield unit, ONE
    own_name = CAPITALS.get(unit, unit)
    yield from ((other, Fraction(factor)) for own, other, factor in SCALES if own == own_name)


def _place(book: "Phrasebook", unit: str, *texts: str) -> str:
    parts = set("".join(SPELT.get(letter, letter) for letter in unit).casefold().split("_"))
    named = {
        name - UNITS: fact.place() for name, fact in book.vocabulary.figures.items() if name & UNITS == parts
    }
    for text in texts:
        words = set(re.findall(r"[a-z]+", text.casefold()))
        words |= {"particle"} if words & GRAINS else set()
        counted = sorted(((len(name & words), place) for name, place in named.items()), reverse=True)
        if counted and counted[0][0] and (len(counted) == 1 or counted[0][0] > counted[1][0]):
            return counted[0][1]
    return ""
