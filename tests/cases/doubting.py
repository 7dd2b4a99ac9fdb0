"""What may be strict in a case stays open, whatever parties and uses its answer takes for usual."""

import re
from typing import TYPE_CHECKING

from cases import by_words
from cases.phrasebook import Phrasebook
from cases.relations import PARTIES
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation

if TYPE_CHECKING:
    from cases.hearing import Hearing

DENIED = re.compile(
    r"\b(?:no|not|non|none|never|nor|neither|without|un\w+|free of|other than|nothing)\b[^;,.()]*$",
    re.IGNORECASE,
)
"""In front of a word: it is denied."""
ASKED = frozenset({"CN", "US-EAR"})
"""Jurisdictions of which this is asked: their law bars armed forces and their uses, and their cases name usual parties nearly always."""


LISTED = re.compile(
    r"\b(?:listed|lists?|listing|restricted|restrictions?|black-?list\w*|sanction\w*|debarred|barred|banned)\b",
    re.IGNORECASE,
)
"""Of a party, in words that nobody understands: it may be on a list."""


ON_LIST = re.compile(
    r"\b(?:(?:control|watch|entity|unverified|denied|military|MEU|sanctions?|OFAC|BIS|party|restricted)[ -](?:end[ -]user[ -])?(?:persons?[ -]|part(?:y|ies)[ -])?lists?|SDNs?|UVL|MEU|listed|blocked|designated|sanctioned|footnote[ -]\d)\b",
    re.IGNORECASE,
)
NOT_SURE = re.compile(
    r"\b(?:perhaps|maybe|possibl[ey]|presumably|apparently|(?-i:may|might)(?! \d)|could|said to|alleged\w*|reported(?:ly)?|rumou?r\w*|suspect\w*|believed|thought|claim\w*|disput\w+|contest\w+|namesakes?|like-named|resembl\w+|whether|unconfirmed|unproven"
    r"|(?:same|similar|nearly|almost|alike|close|confusab\w+)\b[^;]{0,20}\bnames?|names? (?:is |are |that )?(?:only |merely )?(?:similar|alike|close|the same|like)|by one\b[^;]*;?[^;]*\banother|one (?:paper|register|source|report|data ?base) says"
    r"|(?:identity|listing|status|match|hit) (?:is |was |of [\w ]+ )?(?:not |un|in doubt|open)\w*|(?:not |un)(?:sure|certain|clear|confirmed|checked|resolved|verified|proven)(?! (?:list|end)))\b|\?",
    re.IGNORECASE,
)
"""Of a party and a list, in a text: whether he is on it is not sure."""
FORCES = re.compile(r"\b(?:military|armed forces|army|navy|air force|defen[cs]e|PLA)\b", re.IGNORECASE)
STATUS = re.compile(
    r"\b(?:whether|status|character|nature|ties|links?|ownership|control|affiliation)\b[^;]*\b(?:disput\w+|unclear|unknown|contest\w+|not (?:known|clear|proven|settled|confirmed)|unproven|unconfirmed|alleged\w*|suspected|reported|rumou?r\w*|denied|denies|open)\b"
    r"|\b(?:military|army|navy|air force|armed forces|defen[cs]e)\b[^;]*\bor\b[^;]*\b(?:civil\w*|private|commercial|another|public)\b|\b(?:civil\w*|private|commercial|public)\b[^;]*\bor\b[^;]*\b(?:military|army|navy|air force|armed forces|defen[cs]e)\b"
    r"|\b(?:alleged|suspected|reported|rumou?red|said|believed|claimed|perhaps|maybe|possibly)\b[^;]*\b(?:military|army|navy|air force|armed forces|defen[cs]e)\b",
    re.IGNORECASE,
)
"""Of a party and armed forces: whether he is of them is not sure."""
GRAVE_GOODS = re.compile(
    r"\b(?:radars?|sonars?|submarines?|warships?|fighters?|tanks?|drones?|satellites?|night[- ]vision|guidance)\b",
    re.IGNORECASE,
)
"""What somebody who makes it may make for armed forces."""
CITIZEN = re.compile(
    r"\b(?:citizens?|nationals?|nationality|passport|green[- ]card|permanent resident|US persons?)\b",
    re.IGNORECASE,
)
UNSEEN = re.compile(
    r"\bor not\b|\b(?:not|never|un)[ -]?(?:yet |been )*(?:seen|known|clear|checked|shown|stated|sure|certain|verified|asked)\b|\b(?:perhaps|maybe|possibly|said to be|claims?|disputed|either|says (?:his|her|the|he|she)|according to (?:him|her|his|her|the employer))\b|\?",
    re.IGNORECASE,
)
"""Of whose citizen somebody is: nobody knows."""
CLAIMED = re.compile(r"declar|claim|alleg|\b(?:said|says|told|labell?ed|invoiced)\b", re.IGNORECASE)
"""What somebody says of a thing, and the case does not."""
AS_FAR_AS = re.compile(
    r"\b(?:so|as) far as\b[^;,.]*\b(?:knows?|known|tell|told|sees?|seen|aware|checked)\b|\b(?:declin|refus)\w+ to (?:say|tell|answer|name|sign|state|confirm)|\bwould not (?:say|tell|answer|sign|confirm)\b",
    re.IGNORECASE,
)
"""Of a use: it is said to be so by somebody who does not know, or whoever knows does not say."""
FIGURED = re.compile(r"\d ?(?:MPa|GPa|g/cm3|%|ppm|[uµn]m|mm|kW|Wh|mg)\b|_(?:MPa|pct|percent|um|ppm)\b")
"""A figure that a list may ask for."""
ASKS = re.compile(
    r"whether\b|(?:the )?(?:identity|list(?:ing)?|status|name) of\b.*(?:not |un)(?:known|clear|stated|sure|settled|checked)|if (?:the|it|he)\b.*\bor not\b",
    re.IGNORECASE,
)
"""What an answer rests on that is a question."""

SERVES = re.compile(
    r"insur|bank|carrier|shipping|airline|lender|financ|surveyor|inspect|guarantor|customs|notar|lawyer|counsel|audit|translat|witness|notify",
    re.IGNORECASE,
)
"""Whoever has this part serves the deal, and gets no goods by it."""


def of_other_part(reader: "Hearing", it: Situation, role: str, text: str) -> None:
    """Whoever has a part for which a book has no name, and may get the goods, leaves open what he is said to be."""
    if SERVES.search(role):
        return
    listed = by_words.LISTS.search(text)
    if listed and not DENIED.search(text[: listed.start()]):
        it.doubt("end_user.lists", "none")
    if is_grave(reader.book, by_words.LISTS.sub("", text)):
        it.doubt("end_user.kind", "civil")
        it.doubt("shipment.end_use", "civil")


def may_be_listed(it: Situation, text: str, words: str, whose: str, jurisdiction: str) -> None:
    """Whoever may be on a list by words that were not heard is trusted to be on none by no usual party either."""
    found = LISTED.search(text)
    denied = found and DENIED.search(text[: found.start()])
    if jurisdiction in ASKED and LISTED.search(words) and not denied:
        it.doubt(f"{whose}.lists", "none")


def of_list(it: Situation, text: str, whose: str, *, use_told: bool = True) -> None:
    """Of whom a text says that he is on a list, and doubts it, that is not known; nor of what forces he is, and what for."""
    if whose and ON_LIST.search(text) and NOT_SURE.search(text):
        it.doubt_listing(whose)
    if whose in PARTIES and FORCES.search(text) and STATUS.search(text):
        it.facts[f"{whose}.kind"] = (NEED, UNKNOWN)
        it.forces_open = True
        if not use_told:
            it.facts["shipment.end_use"] = (NEED, UNKNOWN)


def of_citizen(it: Situation, text: str, whose: str) -> None:
    """Of whom a text says of what country he is a citizen, and doubts it, that is not known."""
    if CITIZEN.search(text) and UNSEEN.search(text):
        it.facts[f"{whose}.nationality"] = (NEED, UNKNOWN)
        if whose == "exporter":
            it.facts["shipment.facts.us_person_support"] = (NEED, UNKNOWN)


def alarms(book: Phrasebook, words: str) -> bool:
    """Whether words that nobody understands may make an answer strict, or tell a figure."""
    return bool(book.alarm.search(words) or FIGURED.search(words))


def is_grave(book: Phrasebook, text: str) -> bool:
    """Whether a text has a word that can make an answer strict, and does not deny it."""
    return any(not DENIED.search(text[: found.start()]) for found in book.alarm.finditer(text))


def leave_open(reader: "Hearing", it: Situation, text: str, whose: str = "") -> None:
    """What a text with such a word could say is open, also to an answer that rests on usual parties and uses."""
    if reader.jurisdiction not in ASKED or not is_grave(reader.book, text):
        return
    listed = by_words.LISTS.search(text)
    if listed:
        it.doubt("end_user.lists", "none")
    if by_words.USES.search(text) or not listed:
        it.doubt("shipment.end_use", "civil")
        it.doubt("end_user.kind", "civil")
        if whose in PARTIES:
            it.doubt(f"{whose}.kind", "civil")


def asked(it: Situation, text: str, jurisdiction: str) -> None:
    """What an answer itself asks of a list or a grave use, `whether the buyer is the listed one`, is open."""
    if jurisdiction not in ASKED or not ASKS.match(text):
        return
    about = LISTED.search(text) or by_words.LISTS.search(text) or re.search(r"\bidentity\b", text)
    if about and it.said("end_user.lists") in {"", "none"}:
        it.doubt_listing("end_user")
    if by_words.USES.search(text):
        it.doubt("shipment.end_use", "civil")
        it.doubt("end_user.kind", "civil")


def keep_open(it: Situation, jurisdiction: str) -> None:
    """What a phrase says of somebody to be in doubt stays so; of whoever may be of armed forces no use is theirs for sure."""
    if it.forces_open and it.facts.get("shipment.end_use") == (EXAMPLE, "military"):
        it.facts["shipment.end_use"] = (NEED, UNKNOWN)
    for place in it.in_doubt if jurisdiction in ASKED else ():
        if it.facts.get(place) == (TEXT, UNKNOWN):
            it.facts[place] = (NEED, UNKNOWN)
