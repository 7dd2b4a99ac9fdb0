"""Raw goods and what they may go into: beside a named oxide, metal or magnet a motor is none of the goods."""

import re
from collections.abc import Mapping
from typing import Any

RAW = frozenset(
    "metal alloy oxide compound mixture target permanent_magnet powder ore crystal wafer graphite".split()  # noqa: SIM905
)
"""Forms that a list may name."""
NAMED = frozenset({"product", "item", "goods", "article", "material"})
"""Keys under which goods are named."""
BUILT = frozenset(
    {"part", "finished_good", "component", "magnet_assembly", "equipment", "phosphor", "catalyst", "fibre"}
)
"""Forms of what is made with such goods."""
APART = re.compile(
    r"[,;:()/]|\b(?:and|or|plus|with|from|of|out|to|in|into|inside|on|off|for|by|as|at|beside|together|sold|declared|labelled|made|used|going|without|not|than|ex)\b",
    re.IGNORECASE,
)
"""Between two names: the second is no head of the first."""
JOINED = re.compile(
    r"\b(?:fixed|glued|joined|assembled|mounted|built|bonded|mou?lded|integrated|pressed|inserted|embedded|installed|potted)\b",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:to be|will be|shall be|not|never|for|before|until|later|un\w+|loose|apart|out of|from)\b",
    re.IGNORECASE,
)
SAID_LISTED = re.compile(
    r"^(?:(?:an?|the|some|any|one|such|other|Chinese(?:-origin)?|civil|used|new|\d+|(?:shipment|export|consignment|box|lot)s? of) )*(?:listed|dual-use)(?![\w-])(?! (?:elements?|components?) (?:inside|built|within))"
    r"|[,(] ?(?:(?:itself|which|that|is|are|being|and) )*(?:listed|dual-use)(?![\w-])(?! (?:components?|parts?|elements?|magnets?|chips?|valves?|pumps?|sensors?))"
    r"|^[\w /-]+? (?:on|of|from) (?:the |China's )?(?:dual-use|control) (?:control )?(?:list|catalogue)\b"
    r"|\b(?:items?|goods|products?|materials?|articles?|equipment)(?: (?:that|which|is|are|stands?|falls?))* (?:on|of|in|under|within|named in|covered by|listed in) (?:the )?(?:[\w-]+ )*?(?:(?:control |dual-use )?(?:list|catalogue)|announcement|export controls?|No\. ?\d+)\b",
    re.IGNORECASE,
)
"""Goods that are said to be on a list themselves, and not only to hold what is."""
NOT_LISTED = re.compile(
    r"\b(?:no(?!\. ?\d)|not|non|never|neither|nor|no longer|formerly|once|previously|soon|un(?!der|til|it|iver)\w+|outside|delisted|instead|without)\b|\?",
    re.IGNORECASE,
)


def said_listed(named: str) -> bool:
    """Whether goods are said to be listed ones, and nothing denies or turns it."""
    return bool(SAID_LISTED.search(named)) and not NOT_LISTED.search(named)


def is_raw(told: Mapping[str, Any]) -> bool:
    """Whether a phrase names raw goods or a magnet."""
    form = told.get("set", {}).get("item.form") or told.get("unless_said", {}).get("item.form")
    return bool(told.get("magnet")) or form in RAW


def is_built(told: Mapping[str, Any]) -> bool:
    """Whether a phrase names what is made with such goods."""
    return told.get("set", {}).get("item.form") in BUILT


def end_of_raw(where: str, told: Mapping[str, Any], at: int, before: int) -> int:
    """Where the name of raw goods ends, of the last ones that a text names."""
    return at if where == "thing" and is_raw(told) else before


def held_apart(told: dict[str, Any], between: str) -> dict[str, Any]:
    """What a phrase says, without what it makes of raw goods that are named before it and beside it."""
    return without_form(told) if is_built(told) and is_beside(between) else told


def is_beside(between: str) -> bool:
    """Whether what stands between raw goods and a made thing leaves the thing beside them."""
    return bool(APART.search(between)) and not (JOINED.search(between) and not NOT_YET.search(between))


def without_form(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a phrase says without what it makes of the goods."""
    kept = {
        place: word
        for place, word in told.get("set", {}).items()
        if place not in {"item.form", "item.facts.formed"}
    }
    return {key: said for key, said in told.items() if key != "set"} | (
        {"set": kept} if kept else {"nothing": "it stands beside"}
    )


def several(facts: Mapping[str, Any]) -> bool:
    """Whether a list has several goods, each with a product of its own."""
    return any(
        sum(isinstance(each, dict) and not (NAMED - {"material"}).isdisjoint(each) for each in value) > 1
        for value in facts.values()
        if isinstance(value, list)
    )
