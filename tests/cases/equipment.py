"""Which kind of equipment a name means, where its figures are those that the law asks of one kind alone."""

import re
from collections.abc import Mapping
from functools import cache

from cases.declared import LAW
from cases.situation import Situation

PLACE = "item.facts.equipment_type"
ROW = re.compile(r'^ *\{ code = .*form = "equipment".*$', re.MULTILINE)
TYPE = re.compile(r'"equipment_type == (?P<word>\w+)"')
FIGURE = re.compile(r'"(?P<name>\w+) (?:<|>|<=|>=) [\d.]+"')
SEVERAL = 2


@cache
def figures_of(folder: str) -> Mapping[str, frozenset[str]]:
    """The kinds of equipment of a law that have limits of several figures, with the places of these."""
    found: dict[str, frozenset[str]] = {}
    for path in sorted((LAW / folder).glob("*.md")):
        for row in ROW.findall(path.read_text("utf-8")):
            kind, names = TYPE.search(row), FIGURE.findall(row)
            if kind and len(names) >= SEVERAL:
                found[kind["word"]] = frozenset(f"item.facts.{name}" for name in names)
    return found


def meant(it: Situation, folder: str) -> None:
    """Of the kinds that a name may mean the one all of whose figures are told, where it is one alone."""
    words = it.either.get(PLACE, [])
    told = {place for place in it.facts if it.said(place)}
    fits = [each for each in words if (figures := figures_of(folder).get(each)) and figures <= told]
    if len(fits) == 1:
        it.either[PLACE] = fits
