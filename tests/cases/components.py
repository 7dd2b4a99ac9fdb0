"""What is said of a component of a whole: whether it is listed, and whether it can be taken out."""

import re

from cases.composition import Heard
from cases.situation import Situation

ASK = frozenset({"UK", "EU"})
"""Jurisdictions whose law judges a whole by its listed components."""
COMPONENT, REMOVABLE = "item.facts.listed_component", "item.facts.feasibly_removable"
APART = re.compile(
    r"\b(?:separate(?:ly)?|loose|spares?|own (?:box|bag|line|crate)|on its own|alone|by itself|beside|plug\w*|pluggable|socket\w*|replacement|kit|unassembled)\b",
    re.IGNORECASE,
)
"""It may be a piece of its own."""
SPARE = re.compile(
    r"\b(?:(?:packed|shipped|sent|supplied|delivered|sold|boxed|goes|going|as|an?|two|three|some|its|in|on|of) )*(?:separate(?:ly)?|loose(?:ly)?|apart|unmounted|uninstalled|spares?|replacements?|own (?:box|bag|line|crate|carton|package)|its own|alone|by itself|beside(?: (?:the|it)\b[\w ]*)?)(?: (?:spares?|parts?|pieces?|units?|box|bag|line|crate|carton|package))*",
    re.IGNORECASE,
)
"""It is a piece of its own."""
DENIED = re.compile(
    r"\b(?:not|no|never|nor|nothing|none|neither|un(?:listed|controlled)|free of)\b", re.IGNORECASE
)
DOUBT = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|maybe|whether|if|un(?:known|clear|sure)|suspected|or)\b|\?",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"^(?:an? |the |one |its |single )*(?:listed|controlled|dual-use) (?!or\b|and\b|item|goods)(?:[\w-]+ ?){1,4}?(?= (?:on|in|with|at|that|which|of)\b|$)",
    re.IGNORECASE,
)
"""`Listed frequency changer on rack slides`: its name, whatever it is."""
FAST = re.compile(
    r"\b(?:welded|soldered|brazed|glued|bonded|potted|cemented|cast|mou?lded|embedded|etched|sintered|laminated|fused|crimped|integral|integrated|permanent(?:ly)?(?: (?:fixed|built|mounted|installed))?|sealed)(?: (?:in(?:to)?|on(?:to)?|to|with|inside|part of)(?: (?:the|its) [\w-]+)?)?",
    re.IGNORECASE,
)
MOVES = re.compile(
    r"\b(?:(?:on |with )?(?:rack |drawer )?slides(?: out(?: of [\w -]+)?)?|sliding out|slide-?(?:in|out)|(?:lifts?|pulls?|swings?|comes?|clips?|snaps?|unclips?|unscrews?) (?:out|off)(?: of [\w -]+)?|quick[- ]releases?|quick[- ](?:change|coupling)|detachable|demountable|hot[- ]swap\w*|(?:in an? )?(?:drawer|cartridge|bayonet)|swappable|interchangeable)\b",
    re.IGNORECASE,
)

MAIN = re.compile(
    r"\b(?:[5-9]\d|100)(?:[.,]\d+)? ?(?:%|per ?cent)|\b(?:most|bulk|two thirds|three quarters|nine tenths|over half|more than half|half) (?:of )?(?:the |its )?(?:value|price|cost|worth)|\b(?:main|principal|dearest|costliest) (?:element|part|piece|component|thing)",
    re.IGNORECASE,
)
"""It is the main thing, by value at least: then whether it could be freed, if at any cost, is a matter of judgement."""


def component(it: Situation, heard: Heard, jurisdiction: str, value: str) -> None:
    """A part of a whole; of one that is fast it does not matter whether it is listed, and that one is not in doubt."""
    if jurisdiction in ASK and not APART.search(value):
        value = _told(it, value)
    elif jurisdiction in ASK:
        value = _spare(it, value)
    if value:
        it.hear(heard(it, "thing", value))


def _spare(it: Situation, value: str) -> str:
    """A text without the listed piece that it says lies beside the whole."""
    named, spare = LISTED.match(value.partition(",")[0].strip()), SPARE.search(value)
    if not (named and spare) or DENIED.search(value) or DOUBT.search(value):
        return value
    it.say(COMPONENT, "separate")
    return SPARE.sub("", value.replace(named[0].strip(), "", 1)).strip(" ,;")


def _told(it: Situation, value: str) -> str:
    """A text without what it says of the component, which is told of the situation."""
    named = LISTED.match(value.partition(",")[0].strip())
    fast, moves = FAST.search(value), MOVES.search(value)
    sure = not (DENIED.search(value) or DOUBT.search(value))
    if named and sure:
        it.say(COMPONENT, "built_in")
        value = value.replace(named[0].strip(), "", 1)
    if fast and (moves or (MAIN.search(value) and not DENIED.search(value))):
        it.leave_unknown(REMOVABLE)
        return value
    if fast and sure:
        it.say(REMOVABLE, "no")
        it.either.setdefault(COMPONENT, ["built_in", "none"])
    if moves and sure:
        it.say(REMOVABLE, "yes")
    for each in (fast, moves):
        value = value.replace(each[0], "", 1) if each and sure else value
    return value.strip(" ,;")
