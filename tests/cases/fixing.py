"""Magnets that are fixed to something and no more: a simple magnet, an assembly or a product, which the law leaves open."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cases import goods, heads
from cases.situation import NEED, Situation

if TYPE_CHECKING:
    from cases.phrasebook import Phrasebook

JOIN = (
    r"(?:glued|bonded|cemented|adhered|stuck|taped|fixed|fastened|attached|affixed|secured|clamped|screwed|bolted|riveted|crimped|pressed|press-fit(?:ted)?"
    r"|soldered|brazed|welded|joined|mounted|seated|set|laminated|potted|cast|mou?lded|embedded|sealed|encased|encapsulated|housed|held|inserted|sandwiched|sitting|carried)"
)
PLACED = r"(?:on|onto|upon|to|in|into|inside|within|between|against|behind|by)"
FIXED = re.compile(
    rf"\b(?P<join>{JOIN})(?: (?:firmly|permanently|only|simply|merely|just|flat))* {PLACED}\b[: ]+(?P<what>[^;,()]+)",
    re.IGNORECASE,
)
"""`Bonded to a steel plate`."""
STUFF = r"(?:steel|iron|metal|plastic|rubber|brass|aluminium|aluminum|wooden|wood|stainless|nylon|textile|leather|silicone|self-adhesive|adhesive|acrylic|polymer|tin|bronze|felt)"
PLAIN = r"(?:plates?|bolts?|lea(?:f|ves)|boots?|pole pieces?|hinges?|straps?|screws?|rivets?|washers?|shells?|cups?|pots?|housings?|casings?|enclosures?|brackets?|frames?|studs?|hooks?|eyelets?|handles?|backings?|backers?|bush(?:es|ings?)?|clips?|rails?|tins?|caps?|carriers?|holders?)"
HELD = re.compile(
    rf"\bmagnets?\b[^;()]*? (?P<join>on|onto|in|inside|behind|between|with|having) (?:(?:an?|the|its|one|two|bare|plain) )*(?P<what>(?:[\w-]+ ){{0,3}}?(?:{PLAIN}|{STUFF} (?!(?:coat|plat|layer|finish|surface|cover|film)\w*)[a-z-]+))\b",
    re.IGNORECASE,
)
"""`A magnet on a steel plate`, `a magnet with a stud`."""
ASSEMBLED = re.compile(
    r"\b(?:cores?|rotors?|stators?|shafts?|hubs?|yokes?|sleeves?|laminations?|bearings?|impellers?|fans?|gears?|encoders?|back[- ]?irons?)\b",
    re.IGNORECASE,
)
"""What the ministry named: with it the whole is an assembly."""
NO_PART = re.compile(
    r"\b(?:each other|one another|together|itself|place|box(?:es)?|cartons?|trays?|foam|paper|cardboard|bags?|blisters?|reels?|tape and reel|plastic tubes?|(?:screw )?holes?|bores?|contents?|spacers?|liners?|pallets?|crates?|drums?|pack(?:s|ages?|aging|ing)?"
    r"|containers?|keepers?|transport|shipping|magnets?|arrays?|order|stock|size|shape|form|length|advance|china|plant|factory|mou?lds?|dies?)\b",
    re.IGNORECASE,
)
"""What is no other part: packing, another magnet."""
BINDER = re.compile(
    r"(?:an? |the |its )?(?:[\w-]+ )?(?:polymer|nylon|polyamide|resin|binder|rubber|epoxy|plastics?|tapes?)(?: 12| 6)?",
    re.IGNORECASE,
)
"""What a magnet is bonded with."""
NOT_SO = re.compile(
    r"\b(?:not|never|nor|neither|no|without|un\w+|to be|will be|shall be|later|before|for|until|awaiting|ready)\b(?: [\w-]+){0,3}[: ]*$",
    re.IGNORECASE,
)
KEY = re.compile(
    rf"{JOIN}_{PLACED}|mounting|fixing|fixture|fastening|joining|joint|mounted|state|condition|description|assembly|build|construction"
)
FORMS = ["permanent_magnet", "magnet_assembly", "finished_good"]


def taken(it: Situation, book: "Phrasebook", facts: Mapping[str, Any]) -> None:
    """Leave open what a magnet is that is fixed to something, unless the case or its answer says what it is."""
    rank, form = it.facts.get("item.form", (0, ""))
    if not it.magnet or form not in {"", "permanent_magnet"} or (form and rank == NEED):
        return
    if any(is_open(book, text) for text in _texts(facts)):
        it.facts.pop("item.form", None)
        it.either["item.form"] = FORMS


def is_open(book: "Phrasebook", text: str) -> bool:
    """Whether a text fixes a magnet to something that makes neither an assembly nor a product of it."""
    found = [*FIXED.finditer(text), *HELD.finditer(text)]
    return any(
        not (NOT_SO.search(text[: each.start("join")]) or _is_other(book, _clause(text, each)))
        for each in found
    )


def _clause(text: str, found: re.Match[str]) -> str:
    """To what it is fixed, and what that is for."""
    return re.split(r"[;,()]", text[found.start("what") :])[0]


def _is_other(book: "Phrasebook", what: str) -> bool:
    if ASSEMBLED.search(what) or NO_PART.search(what) or BINDER.fullmatch(what.strip()):
        return True
    return bool(heads.forms(book, what) & (heads.BUILT | {"equipment"}))


def _texts(facts: Mapping[str, Any]) -> Iterator[str]:
    """What a case says of its goods; a part that tells to what they are fixed with the words of its key."""
    for key, said in facts.items():
        if isinstance(said, Mapping) and key not in {"value_test", "ownership"}:
            yield from _texts(said)
        elif isinstance(said, str) and KEY.fullmatch(key):
            yield f"{key.replace('_', ' ')}: {said}"
        elif isinstance(said, str) and key in goods.NAMED | {"magnet", "magnets"}:
            yield said
