"""Civil bodies that armed forces use in part: whether one is military is a matter of its facts."""

import re

from cases.by_words import LISTS
from cases.phrasebook import Effect
from cases.situation import UNKNOWN

FORCES = r"(?:army|navy|naval|air force|armed forces|forces|military|soldiers|servicemen|troops|marines|coast guard|gendarmerie|defen[cs]e(?: ministry| forces| ministry's)?|ministry of defen[cs]e|garrison|conscripts|officers|PLA)"
ONE = r"(?:an? |the |its |one |two |three |some |several |a few |few |certain |many |own |separate |small |local |nearby |national )*"
BODY = r"(?:hospital|clinic|medical cent(?:re|er)|sanatorium|universit(?:y|ies)|college|school|academy|institute|laborator(?:y|ies)|research cent(?:re|er)|airport|airfield|port|harbour|harbor|shipyard|dockyard|stadium|workshop|depot|observatory|canteen|kitchen|laundry|garage|bakery|works|plant|park|company|firm|operator|shop|maker|manufacturer|producer|supplier|yard|mill|foundry|factory|house|dealer)"
SHARE = r"(?:(?:an? |one |about |some |roughly )*(?:tenth|fifth|quarter|third|half|part|share|fraction|few|minority|small part|portion|some|several)|\d+(?:\.\d+)? ?(?:%|per ?cent))"
WORK = r"(?:sales|output|turnover|production|work|orders?|business|contracts?|deliver(?:y|ies)|revenue|customers?|clients?|projects?|research|buyers?)"
NOW_AND_THEN = r"(?:also|sometimes|occasionally|at times|partly|in part|now and then|now and again|once in a while|from time to time|among others|besides)"
PART = r"(?:wards?|wings?|departments?|facult(?:y|ies)|chairs?|institutes?|laborator(?:y|ies)|labs?|beds?|sections?|buildings?|hangars?|runways?|aprons?|terminals?|berths?|piers?|quays?|units?|floors?|halls?|rooms?|blocks?|corners?|offices?|branch(?:es)?|courses?|classes)"
OTHERS = r"(?:patients|customers|users|tenants|guests|clients|pupils|students|visitors)"
BINDS = r"(?:used|run|operated|held|reserved|rented|leased|occupied|staffed|kept|set aside|funded|attended|visited|shared|manned)"
SHARED = re.compile(
    rf"\b(?P<body>{BODY})s?\b(?P<between>[^.]*?)(?P<clause>(?:"
    rf"\b(?:with|has|have|having|some|of which|whose|where|in which|one|two|several|part)\b[^;]*?\b{PART}\b[^;]*?\b(?:for|by|to|of|treat\w*|serv\w+|teach\w*|train\w*)\b[^;]*?\b{FORCES}\b"
    rf"|\b(?:with|has|have|having|also)\b {ONE}{FORCES}(?:'s)? (?:{PART}|{OTHERS})\b"
    rf"|\b(?:shared|jointly {BINDS}|partly {BINDS}|also {BINDS}|{BINDS} (?:also|partly|in part|jointly|together)|sharing)\b[^;]*?\b(?:with|by|for|between)\b[^;]*?\b{FORCES}\b"
    rf"|\b(?:which|that|it)? ?(?:also|sometimes|occasionally|at times|partly) (?:treats?|serves?|admits?|teaches|trains?|hosts?|houses?|feeds?|takes?|handles?|repairs?|receives?|works? for|open to)\b[^;]*?\b{FORCES}\b"
    rf"|\b(?:among|some of|half of|part of) (?:its|whose|the) {OTHERS}\b[^;]*?\b{FORCES}\b"
    rf"|\b{SHARE} (?:of )?(?:its |their |the |whose )?{WORK}\b[^;]*?\b(?:for|to|by|from|of|with|are|is)\b[^;]*?\b{FORCES}\b"
    rf"|\b{WORK} (?:include|including|partly|in part)\b[^;]*?\b{FORCES}\b"
    rf"|\b{NOW_AND_THEN},?\b[^;]*?\b(?:for|to|by|with)\b[^;]*?\b{FORCES}\b"
    rf"|\bcivil(?:ian)? and {FORCES}\b|\b(?:both )?{FORCES} and civil(?:ian)?\b))",
    re.IGNORECASE,
)
"""`Hospital with wards used by the army`, `airport shared with the air force`."""
OF_FORCES = re.compile(rf"\b{FORCES}(?:'s)? (?:[\w-]+ )?$", re.IGNORECASE)
"""In front of a body: it is one of forces as a whole."""
BELONGS = re.compile(
    rf"^s?,? (?:of|owned by|run by|under|belonging to) (?:the )?(?:[\w-]+ )?{FORCES}\b", re.IGNORECASE
)
CIVIL = re.compile(r"\bcivil(?:ian)?\b", re.IGNORECASE)
EMPTY = re.compile(r"[\s,;]*(?:\b(?:and|which|that|has|with)\b[\s,;]*)*$")
"""What is left behind at the end."""
DENIED = re.compile(
    r"\b(?:no|not|never|without|neither|nor|none|nothing|non|formerly|once|until)\b", re.IGNORECASE
)


def told(text: str) -> tuple[str, list[Effect]]:
    """A text without what it says of forces that use a civil body in part, and that it is not known what that makes of it.

    Lists that are named there are another thing: such a text is left as it is.
    """
    found = SHARED.search(text)
    if (
        not found
        or OF_FORCES.search(text[: found.start()])
        or BELONGS.match(found["between"] + found["clause"])
    ):
        return text, []
    own = re.search(rf"\b{FORCES}\b", found["between"], re.IGNORECASE)
    if own or DENIED.search(found["clause"]) or LISTS.search(found["clause"]):
        return text, []
    kept = f"{text[: found.start('clause')]}{'civil ' if CIVIL.search(found['clause']) else ''}{text[found.end() :]}"
    return EMPTY.sub("", kept), [Effect(text, {"set": {"it.kind": UNKNOWN}})]
