"""Which lists somebody is on where others are denied: `Entity List, not SDN`, `neither SDN nor MEU List`, `SDN: no`."""

import re

from cases.listing import OWN, plain
from cases.phrasebook import Effect

NAMES = {
    "SDN": r"(?:OFAC(?:'s)? )?SDNs?(?:[- ]List)?|blocked(?: persons?)?(?: List)?|(?:the )?OFAC(?:'s)?(?: lists?)?",
    "Entity List": r"Entity[- ]List(?:ed)?",
    "MEU List": r"(?:MEU|Military[- ]End[- ]User)s?(?:[- ]List(?:ed)?)?",
    "UVL": r"UVL|Unverified(?:[- ]List(?:ed)?)?",
    "DPL": r"DPL|Denied[- ]Persons?(?: List)?",
    "footnote": r"footnote[- ]?\d",
    "BIS": r"(?:the )?(?:BIS|Commerce(?: Department)?)(?:'s)?(?: lists?)?",
    "EU listed": r"(?:the )?(?:EU|European Union)(?:[- ](?:listed|lists?))?",
    "UK designated": r"(?:the )?(?:UK|OFSI|HMT)(?:[- ](?:listed|designated|lists?))?",
}
"""The lists of several authorities, by their names."""
LIST = "|".join(NAMES.values())
WHOSE = r"(?: (?:lists?|entit(?:y|ies)|persons?|part(?:y|ies)|compan(?:y|ies)|firms?|ones?|status|designations?|entr(?:y|ies)|listings?))?"
FILL = r"(?:(?:an?|any|on|in|by|of|the|its|as|also|now|yet|currently|itself|himself|been|is|are|has|being|listed|designated|named|entered|sanctioned|under|by) )*"
NOT = r"(?:(?:but|and|yet|though|while) )?(?:(?:is|are|was|it is|itself|also|he is|which is) )*(?:not(?! only| just| merely| solely)|no(?! doubt)|non-|never|neither|nor|without|rather than|instead of|other than|off|un(?:listed|designated|sanctioned)|not listed)"
ENDS = rf"(?=\s*(?:[,;:.)/]|$|(?:and|but|yet|only|though|while|which)\b|(?:{LIST})\b))"
"""What a denied list is followed by: it is none of whoever owns, licenses or signs."""
JOINED = r"(?:,? (?:or|nor|and(?: not)?|neither|and no)|,? ?/) ?"
DENIED = re.compile(
    rf"[,;]? ?\(?\b{NOT} ?{FILL}\b(?P<lists>(?:{LIST}){WHOSE}(?:{JOINED}{FILL}(?:{LIST}){WHOSE}\b(?! ?(?:[:=] ?)?(?:yes|true)\b))*)\b{ENDS}\)?"
    rf"|[,;]? ?\(?\b(?:(?:on|in) )?(?:the )?(?P<behind>{LIST}){WHOSE} ?(?:[:=]|is|are|-)? ?(?:no|none|false|not listed|nil|negative)\b{ENDS}\)?",
    re.IGNORECASE,
)
"""One list or several that are denied, in front of their names or behind."""
TRUE = re.compile(rf"\b(?P<list>{LIST}){WHOSE} ?[:=]? ?(?:yes|true)\b", re.IGNORECASE)
IN_DOUBT = re.compile(
    r"\b(?:perhaps|maybe|possibl\w+|may|might|whether|(?:not |un)(?:known|clear|stated|certain|sure|settled)|alleged\w*|claim\w*|disputed|unless|until|before|after|since|if|was|were|formerly|not un\w+)\b|\?"
    r"|\b(?:no|not|none|nobody|nothing|never|neither)\b[^,;()]*\b(?:other than|except|without|off|un(?!verified|der)\w+)\b|\b(?:hardly|barely|anything but|far from)\b|\b(?:nobody|none|nothing|no \w+|no one) but\b",
    re.IGNORECASE,
)
"""What is denied with such a word is not sure to be so, or not on the day; a denial of a denial denies nothing."""
LEADS = re.compile(r"^[\s,;.]*(?:(?:but|and|yet|only|rather|instead|just)\b[\s,;]*)+|[\s,;]+$", re.IGNORECASE)
TURNS = re.compile(
    r"[,;]? ?\bbut(?: (?:also|only|rather|instead))?(?= (?:on |in |an? |the )*(?:" + LIST + r"))",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?:only|solely|just) (?=(?:on |in |an? |the )*(?:{LIST}))|(?<=\w),? (?:only|alone)$", re.IGNORECASE
)
OF_BIS = re.compile(
    r"\b(?:on |in )?(?:an? |the |several )?(?:BIS|Commerce(?: Department)?)(?:'s)? lists?$", re.IGNORECASE
)


def affirmed(text: str, jurisdiction: str) -> str:
    """A text without the lists that it denies; `unlisted` where that leaves none and the own list is denied.

    Where other lists are denied alone, whether he is on a list of the law that is asked is not known.
    """
    bare = plain(text)
    if jurisdiction not in OWN or IN_DOUBT.search(bare):
        return text
    found = list(DENIED.finditer(bare))
    if not found:
        return text
    denied = {name for each in found for name in _named(each["lists"] or each["behind"])}
    rest = TRUE.sub(lambda told: told["list"], DENIED.sub(" ", bare))
    rest = OF_BIS.sub("Entity List", ALONE.sub("", TURNS.sub(" ", LEADS.sub("", rest)))).strip(" ,;.")
    if denied & {*_named(rest)} or (not rest and denied == {"footnote"}):
        # what is told both ways
        return text
    if re.search(rf"\b(?:{LIST})\b", rest, re.IGNORECASE):
        return rest
    own = OWN[jurisdiction]
    told = "unlisted" if own in denied and jurisdiction != "US-EAR" else "lists not told"
    return ", ".join(filter(None, [rest, told]))


def _named(text: str) -> list[str]:
    """The lists that a text names."""
    return [name for name, said in NAMES.items() if re.search(rf"\b(?:{said})\b", text, re.IGNORECASE)]


def together(said: list[Effect]) -> list[Effect]:
    """Effects by which somebody is on every list that they name, and not on the last one alone."""
    on = [each.effects.get("set", {}).get("it.lists", "") for each in said]
    several = [each for each in dict.fromkeys(on) if each not in {"", "none", "?"}]
    lists = [each for each in several if not any(one.startswith(f"{each}#") for one in several)]
    if len(lists) < 2:
        return said
    return [*said, Effect("; ".join(lists), {"set": {"it.lists": "; ".join(lists)}})]
