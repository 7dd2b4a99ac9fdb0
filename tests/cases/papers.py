"""What several papers tell of one thing: where they differ it is open, whichever of them is right."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cases.situation import CODES, EXAMPLE, TEXT, UNKNOWN, Situation

KIND = (
    r"(?:filings?|papers?|documents?|brochures?|prospectus|leaflet|tenders?(?:_notice)?|catalogues?|catalogs?|web_?(?:site|page)|home_?page|regist(?:er|ry)(?:_extract)?"
    r"|extract|letter|e_?mail|statement|affidavit|data_?sheet|press(?:_release|_report)?|annual_report|newspaper|invoice|bill_of_lading|way_?bill|packing_list"
    r"|customs_(?:print_?out|declaration|paper|form)|declaration|certificate(?:_of_\w+)?|label|contract|order|permit|licen[cs]e_application|map|photo(?:graph)?s?|interview|witness)"
)
PAPER = re.compile(
    rf"(?:(?P<of>\w+?)_)??(?:in_|by_|per_|from_|on_|as_in_|according_to_)?(?:the_|an?_|its_|older_|newer_|old_|new_|first_|second_|third_|other_|one_|user_?s?_|buyer_?s?_|seller_?s?_|maker_?s?_)*{KIND}(?:_(?:of_\w+|no_?\d|\d|[a-d]|one|two|first|second|of_\d+))?(?:_(?:says|said|states|shows|gives))?",
    re.IGNORECASE,
)
"""A key that names a paper: what the paper tells may be named in front of it."""
WHO = re.compile(
    r"(?:by_|per_|from_|the_)*(?:maker|manufacturer|producer|supplier|distributor|dealer|mill|lab|laboratory|auditor|buyer|seller|customs|exporter|importer|broker|customer)(?:_(?:says|said|states|\d|[a-d]))?",
    re.IGNORECASE,
)
"""A key that names who says it."""
FACT = re.compile(
    r"(?:\w+_)?(?:eccn|classification|class|code|pct|percent|share|density|purity|strength|node(?:_nm)?|origin|content|ratio|value|headquarters|country|seat|size|layers|bore|form)",
    re.IGNORECASE,
)
"""A key of one fact, of which several may tell."""
FEWEST = 2


def told(value: Mapping[str, Any], of: str = "") -> dict[str, str]:
    """The keys of a value that name papers, each with what the paper is said to tell; none where fewer than two do.

    Of one fact whoever tells it may be named in their place.
    """
    if len(value) >= FEWEST and FACT.fullmatch(of) and all(map(WHO.fullmatch, value)):
        return dict.fromkeys(value, "")
    found = {
        key: fits for key, said in value.items() if isinstance(said, str) and (fits := PAPER.fullmatch(key))
    }
    names = {key: fits["of"] or "" for key, fits in found.items()}
    one = set(names.values())
    return names if len(names) >= FEWEST and len(one) == 1 else {}


def compared(it: Situation, readings: list[Situation]) -> None:
    """Take over what every paper tells; a fact of which two tell different words is either of them."""
    places = dict.fromkeys(
        place for each in readings for place, (rank, _) in each.facts.items() if rank > EXAMPLE
    )
    for place in places:
        words = list(
            dict.fromkeys(word for each in readings if (word := each.facts.get(place, (TEXT, ""))[1]))
        )
        if len(words) == 1:
            it.say(place, words[0])
            continue
        it.either[place] = words
        it.facts[place] = (TEXT, UNKNOWN)
    it.nodes += [
        node
        for each in readings[:1]
        for node in each.nodes
        if all(each.nodes == one.nodes for one in readings)
    ]
    for each in readings:
        it.has += each.has
        it.lacks += each.lacks
        it.magnets += each.magnets
        it.magnet = it.magnet or each.magnet
        it.unheard += each.unheard
        it.limits |= each.limits
        for place, words in each.either.items():
            it.either.setdefault(place, words)
    codes = [each.codes for each in readings]
    if all(len(each) == 1 for each in codes) and len({each[0] for each in codes}) > 1:
        it.either[CODES] = list(dict.fromkeys(each[0] for each in codes))
        return
    for code in dict.fromkeys(code for each in codes for code in each):
        it.say(CODES, code)


def read(
    it: Situation, value: Mapping[str, Any], of: str, reader: Callable[[Situation, str, Any], None]
) -> None:
    """Read the papers of a value, each by itself, and compare them."""
    readings = []
    for key, name in told(value, of).items():
        reading = Situation()
        reader(reading, name or of, value[key])
        readings.append(reading)
    if readings:
        compared(it, readings)
