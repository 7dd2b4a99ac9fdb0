"""Test sheets that are told line by line: each line a figure under its name, as if it stood under a key of its own."""

import re
from fractions import Fraction
from typing import Any

from cases.numerals import in_per_cent

KEY = re.compile(
    r"(?:\w+_)?(?:data_?sheets?|sheet|data|properties|figures|values|specs?|specifications?|parameters|readings|results?|measured|measurements|brochure|certificate|tests?)",
    re.IGNORECASE,
)
"""A key of such a sheet."""
LINE = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z /()-]*?)(?: ?[:=] ?(?P<value>.+)| (?:is |of |about |approx\.? )?(?P<figure>\d[\d.,]* ?(?:%|‰|[A-Za-zµ][\w/µ³²^]*(?: mille)?)))"
)
"""`Bulk density: 1760 kg/m3`, `ash content 0.9 per mille`."""
MEASURED = re.compile(
    r"\b(?:purity|impurit\w+|ash|strength|densit\w+|hardness|resistivity|conductivity|size|diameter|thickness|length|width|temperature|pressure|power|coercivity|remanence)\b",
    re.IGNORECASE,
)
CUT = re.compile(r"; ?|, (?=[A-Za-z][A-Za-z ]*(?: ?[:=]| \d))|\n")
ALIKE = (
    (re.compile(r"(?:all |total |sum of (?:the |all )?)*(?:impurities|impurity|foreign matter)(?: content| level)?(?:,? (?:in all|in sum|together|total|all together|summed))?", re.IGNORECASE), "impurities"),
    (re.compile(r"(?:bending|flexural|flexure|bend|transverse rupture)[ -]strength|strength (?:in|under) (?:bending|flexure)|(?:modulus of rupture|MOR)", re.IGNORECASE), "flexural strength"),
    (re.compile(r"(?:bulk|apparent|mass|volume) density|(?:weight|mass) (?:by|per) volume", re.IGNORECASE), "density"),
    (re.compile(r"(?:chemical |total )?purity", re.IGNORECASE), "purity"),
)  # fmt: skip
"""What a sheet calls a figure, by the name that others have for it."""
OF_GRAPHITE = (
    (re.compile(r"(?:total )?ash(?: content| level)?", re.IGNORECASE), "impurities"),
    (re.compile(r"(?:fixed |total )?carbon(?: content)?|assay", re.IGNORECASE), "purity"),
)
REST = re.compile(
    r",? (?:the )?(?:rest|remainder|balance)(?: is)? carbon$|,? carbon (?:the )?(?:rest|balance)$",
    re.IGNORECASE,
)
PER_MILLE = re.compile(r" (?:in )?per mille?$", re.IGNORECASE)
MILLIONTHS = re.compile(r"(\d+(?:\.\d+)?) ?ppm", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
Names = tuple[tuple[re.Pattern[str], str], ...]
BY_MASS = re.compile(r"(?<=[\d%‰e]) ?(?:by (?:mass|weight)|of (?:the )?(?:mass|weight))", re.IGNORECASE)


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with what stands in the lines of a sheet under names of its own; of graphite the carbon is its purity."""
    graphite = "graphite" in " ".join(each for each in facts.values() if isinstance(each, str)).casefold()
    alike = ALIKE + OF_GRAPHITE if graphite else ALIKE
    return {key: _sheet(key, said, alike) for key, said in facts.items()}


def _sheet(key: str, said: Any, alike: Names) -> Any:
    if isinstance(said, dict):
        known = KEY.fullmatch(key) and any(MEASURED.search(each.replace("_", " ")) for each in said)
        rows = [(each.replace("_", " "), one) for each, one in said.items()] if known else []
        return dict(_named(name, one, alike) for name, one in rows) if rows else said
    lines = (
        said
        if isinstance(said, list)
        else CUT.split(said)
        if isinstance(said, str) and KEY.fullmatch(key)
        else []
    )
    found = [LINE.fullmatch(each.strip()) if isinstance(each, str) else None for each in lines]
    if not found or not all(found) or not any(each and MEASURED.search(each["name"]) for each in found):
        return said
    told = [_named(each["name"], each["value"] or each["figure"], alike) for each in found if each]
    return dict(told) if len(dict(told)) == len(told) else said


def _named(name: str, said: Any, alike: Names) -> tuple[str, Any]:
    """A line with its name as a key, and what stands behind it: a share in per cent, and without what only explains it."""
    if isinstance(said, str):
        bare = PER_MILLE.sub("", name)
        said = (
            in_per_cent(f"{said} per mille") if bare != name and NUMBER.fullmatch(said) else in_per_cent(said)
        )
        said = BY_MASS.sub("", REST.sub("", said)).strip()
        name = bare
    known = next((other for shape, other in alike if shape.fullmatch(name.strip())), name.strip())
    if known == "impurities" and isinstance(said, str) and (parts := MILLIONTHS.fullmatch(said)):
        said = f"{float(Fraction(parts[1]) / 10_000):.10g} %"
    return re.sub(r"[ -]+", "_", known), said
