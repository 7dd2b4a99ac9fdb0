"""Goods whose whole name is that of one substance: `dysprosium oxide` is that, and nothing else that a list names."""

import re
from functools import cache
from typing import TYPE_CHECKING

from cases.goods import BUILT, NAMED, said_listed
from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation

if TYPE_CHECKING:
    from cases.hearing import Hearing

FRONT = r"(?:(?:pure|high[- ]purity|refined|commercial|technical|virgin|fine|[\d.]+ ?(?:kg|t|tonnes?|g) of|\d(?:N\d?)|[\d.]+ ?%) )*"
KIND = r"(?:(?:di|tri|sesqui|penta?|hept?a?|tetra?)?(?:oxide|chloride|fluoride|nitrate|carbonate|hydroxide|oxalate|sulph?ate|acetate|bromide|iodide)|metal)"
SHAPE = r"(?:,? (?:powders?|ingots?|lumps?|flakes?|granules?|chips|pieces|in (?:drums|bags|ingots|lumps)))*"
PURE = r"(?:[2-9]N\d?|9[0-9](?:\.\d+)? ?%)"
AMOUNT = rf"(?:,? (?:[\d.,]+ ?(?:kg|t|tonnes?|g)\b|[\d.]+ ?%|{PURE}|HS (?:code )?[\d.]+|\d+ (?:bottles|drums|bags|boxes|pieces|cylinders|ampoules|jars|cans)))*"
TELLS = re.compile(
    r"composition|assay|analysis|content|contains|impurit|additive|dopant|mix|blend|alloy|coating|component|test",
    re.IGNORECASE,
)
"""In a key: what else is in it may be told there."""
SEVERAL = re.compile(r"(?<![\w-])[A-Z][a-z]?(?:-[A-Z][a-z]?)+(?![\w-])")
FLAKES = re.compile(r"\b(?:strip-?cast|melt-spun|flakes?|ribbons?)\b", re.IGNORECASE)
MILLED = re.compile(
    r"(?<!not )(?<!un)(?<!neither )\b(?:milled|ground|crushed|pulveri[sz]ed|sintered|pressed|bonded)\b",
    re.IGNORECASE,
)


@cache
def _name(elements: frozenset[str], symbols: frozenset[str]) -> re.Pattern[str]:
    element, symbol = (
        "|".join(sorted(map(re.escape, each), key=len, reverse=True)) for each in (elements, symbols)
    )
    oxide = rf"(?P<formula>(?-i:(?:{symbol})\d?O\d{{0,2}}))"
    return re.compile(
        rf"{FRONT}(?:(?:{element})(?: \(\w+\))? {KIND}|(?-i:{symbol}) {KIND}|{oxide}|(?P<bare>(?:{element}),? (?=(?:purity )?{PURE}))(?:purity )?{PURE}){SHAPE}{AMOUNT}",
        re.IGNORECASE,
    )


def taken(reader: "Hearing", it: Situation) -> None:
    """Nothing else that a list names is in goods that are called by one substance and nothing more is told of."""
    names = [said for key, said in reader.facts.items() if key in NAMED and isinstance(said, str)]
    if any(TELLS.search(key) for key in reader.facts) or len(names) != 1 or len(it.has) != 1:
        return
    name = _name(frozenset(reader.book.names), frozenset(reader.book.names.values())).fullmatch(names[0])
    if name:
        it.closed = True
        # an element by its name and so many nines is the metal
        it.say("item.form", "oxide" if name["formula"] else "metal" if name["bare"] else "", EXAMPLE)


def alloyed(it: Situation, named: str) -> None:
    """A thing that is named after several metals, `W-Ni-Fe counterweights`, is that alloy or made of it."""
    several = SEVERAL.search(named)
    metals = {each["substance"] for each in it.has}
    rank, form = it.facts.get("item.form", (EXAMPLE, ""))
    if not several or it.magnet or rank == NEED or form not in {"", "part", "finished_good"}:
        return
    if set(several[0].split("-")) <= metals:
        it.either.setdefault("item.form", ["alloy", form or "finished_good"])


def listed(it: Situation, named: str) -> None:
    """Goods that are said to be listed stand for any; where more is told, it is open how a made thing can be listed."""
    if it.listed or not said_listed(named):
        return
    rank, form = it.facts.get("item.form", (EXAMPLE, ""))
    if not (it.has or it.magnet or it.classified or rank == NEED):
        it.listed = True
    elif form in BUILT and rank < NEED and not it.classified:
        it.facts["item.form"] = (NEED, UNKNOWN)


def flakes(it: Situation, text: str) -> None:
    """Flakes of which magnets are made are no powder yet: whether they are alloy, magnet material or neither is open."""
    if it.form_open or (it.magnets and FLAKES.search(text) and not MILLED.search(text)):
        it.facts["item.form"] = (NEED, UNKNOWN)
        it.magnet = False
