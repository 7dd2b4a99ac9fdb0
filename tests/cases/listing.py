"""Whoever is said to be listed, in whatever words: on the list of the authority that is named, or of the law that is asked."""

import re

AUTHORITIES = {
    "EU listed": r"EU|European Union|Council",
    "UK designated": r"UK|United Kingdom|British|OFSI|HMT|HM Treasury",
    "SDN": r"OFAC|US Treasury",
    "Entity List": r"BIS|Commerce",
}
"""A list in the words of the table of phrases, by the names of its authority."""
OWN = {"EU": "EU listed", "UK": "UK designated", "US-OFAC": "SDN", "US-EAR": "Entity List"}
"""By jurisdiction the list that is meant where none is named."""
SAYS = re.compile(
    r"\b(?:listed|listing|list|designat(?:ed|ion)|sanction(?:ed|s)|blocked|frozen|freeze|freezing|target(?:ed)?)\b",
    re.IGNORECASE,
)
BLOCKS = re.compile(r"\b(?:designat|sanction|blocked|frozen|freeze|freezing)", re.IGNORECASE)
"""What the export regulations do not do: it is said of the list of blocked persons."""
AROUND = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "on",
        "by",
        "under",
        "in",
        "of",
        "to",
        "at",
        "as",
        "since",
        "now",
        "currently",
        "already",
        "itself",
        "himself",
        "directly",
        "person",
        "persons",
        "people",
        "party",
        "parties",
        "entity",
        "entities",
        "company",
        "companies",
        "firm",
        "firms",
        "owner",
        "owners",
        "parent",
        "group",
        "holder",
        "shareholder",
        "shareholders",
        "individual",
        "individuals",
        "national",
        "consolidated",
        "financial",
        "asset",
        "assets",
        "list",
        "lists",
        "name",
        "named",
        "subject",
        "measures",
        "regime",
        "regimes",
        "regulation",
        "regulations",
        "annex",
        "programme",
        "program",
        "restrictive",
        "russia",
        "russian",
        "belarus",
        "belarusian",
        "iran",
        "iranian",
        "oligarch",
        "one",
    ]
)
"""Words that may stand around it and say nothing else."""


ISSUER = re.compile(
    r"\b(?:BIS|US|U\.S\.|OFAC|Commerce(?: Department)?|Treasury)(?:'s)? (?=(?:Entity|Unverified|Denied|Military[- ]End|MEU|SDN|UVL|EL)\b)"
)
SHORT = re.compile(r"\bEL\b")
SUPPLEMENT = re.compile(
    r"\bSupp(?:lement|\.)? ?(?:No\.? ?)?(?P<number>[467])(?: (?:to|of) (?:part )?744| to part 744)\b|\b744,? Supp(?:lement|\.)? ?(?:No\.? ?)?(?P<behind>[467])\b",
    re.IGNORECASE,
)
SUPPLEMENTS = {"4": "Entity List", "6": "Unverified List", "7": "MEU List"}
"""Lists by the supplement to part 744 that they stand in."""
ANNEX = re.compile(
    r"\bAnnex I (?:of|to) (?:Council )?(?:Regulation|Reg\.?) ?(?:\(EU\) ?)?(?:No\.? ?)?(?:269|208|765|359|36|401)/20\d\d",
    re.IGNORECASE,
)
"""Lists of the Union, by the annex that they stand in."""


PLACE_OF_LAW = re.compile(r"(?:15 CFR )?(?:§+ ?|section )?\b(?P<section>7[3-7]\d\.\d+)(?:\(\w+\))*")
"""A section of the regulations, whichever of its paragraphs is named."""
LIST = r"(?:the )?(?:(?:US |BIS |OFAC )?(?:SDN|Entity|MEU|Military[- ]End[- ]User|Unverified|Denied Persons?|[Cc]ontrol|[Ww]atch)(?:[- ][Ll]ist(?:ed)?)?|UVL|list)"
OFF = r"(?:de-?listed|(?:removed|deleted|struck|dropped|released)(?: (?:off|from))?|taken off|off)"
LEFT = re.compile(
    rf"(?:(?:un-?listed|not listed|on no list)(?: now)?[,;]? )?(?:(?:a |an )?(?:formerly|former|previously|once|earlier) )?(?:on )?(?:{LIST} ?(?:compan(?:y|ies)|party|person|entity)?[,;]? ?)?\(?"
    rf"(?:(?:but|and|then|since|was|were|has been|had been|been) )*{OFF}(?: {LIST})?,? (?:on |since |from |in |as of )?(?P<day>\d{{4}}-\d{{2}}-\d{{2}})\)?"
    rf"(?:[,;]? ?\(?(?:on )?{LIST} (?:before|until then|earlier|previously|till then)\)?)?"
    rf"|(?:on )?(?P<list>{LIST})[,;]? ?\(?(?:until|till|up to) (?P<until>\d{{4}}-\d{{2}}-\d{{2}})\)?",
    re.IGNORECASE,
)
"""`Delisted 2024-05-01, SDN before`: on which day somebody left a list, and nothing else."""
CLAIMED = re.compile(
    r"\b(?:said|claim(?:s|ed)?|alleged(?:ly)?|supposed(?:ly)?|believed|thought|reputed(?:ly)?)(?: to be)? (?:unlisted|not listed|on no list|clean)\b",
    re.IGNORECASE,
)
"""Who is said to be on no list may be on one."""
NO_LONGER = re.compile(
    r"\b(?:no longer|not any ?more|not yet|never) (?=(?:on|listed|blocked|sanctioned|designated)\b)"
)

NOT_ON = re.compile(
    r"[,;]? ?\b(?:(?:which|that) )?(?:(?:is|was|itself) )*not (?:itself )?(?:listed )?on (?:the )?(?:Chinese |export )*(?:control|watch)[ -]list\b(?! (?:until|before|for|only|but|yet|then))",
    re.IGNORECASE,
)
"""Of a list of China it is said that somebody is not on it: then of no other is anything said."""

SINCE = re.compile(
    rf"(?P<list>{LIST})(?: List)?,? \(?(?:(?:is|was|and|first|only|has been|being|to be|will be|shall be|due to be) )*(?:listed|designated|added|named|entered|blocked|since)(?: (?:on|since|from|as of|in))? (?P<day>\d{{4}}-\d{{2}}-\d{{2}})\)?",
    re.IGNORECASE,
)
"""`SDN, listed 2024-02-23`."""


def plain(text: str) -> str:
    """A text in which each list has its own name and no other: that of its authority adds nothing."""
    text = PLACE_OF_LAW.sub(lambda fits: fits["section"], text)
    text = re.sub(r"\bSpecially Designated Nationals?(?: (?:and|&) Blocked Persons?)?(?: List)?", "SDN", text)
    text = SUPPLEMENT.sub(lambda fits: SUPPLEMENTS[fits["number"] or fits["behind"]], text)
    return SHORT.sub("Entity List", ISSUER.sub("", ANNEX.sub("EU listed", text)))


def meant(text: str, jurisdiction: str) -> str:
    """The list that a text means, in the words of the table of phrases; empty where the text says anything else."""
    if not SAYS.search(text) or jurisdiction not in OWN:
        return ""
    named = [own for own, names in AUTHORITIES.items() if re.search(rf"\b(?:{names})\b", text)]
    bare = SAYS.sub(
        " ", re.sub("|".join(rf"\b(?:{names})\b(?:'s)?" for names in AUTHORITIES.values()), " ", text)
    )
    if len(named) > 1 or not set(re.findall(r"[\w']+", bare.casefold())) <= AROUND:
        return ""
    own = OWN[jurisdiction]
    return next(iter(named), "SDN" if own == "Entity List" and BLOCKS.search(text) else own)


def on_day(text: str, day: str) -> str:
    """A text as it is on a day: whoever left a list before it is on none, on the day itself that is open."""
    text = NOT_ON.sub("", NO_LONGER.sub("not ", text)).strip(" ,;") or "company"
    text = CLAIMED.sub("perhaps listed", text)
    if day and (since := SINCE.fullmatch(text.strip())):
        # on the day itself it may be so or not
        return since["list"] if day > since["day"] else f"perhaps {since['list']}"
    left = LEFT.fullmatch(text.strip())
    if not left or not day:
        return text
    end = left["day"] or left["until"]
    if day > end:
        return "unlisted"
    listed = re.search(LIST, text, re.IGNORECASE)
    return f"{'perhaps ' if day == end else ''}{listed[0]}" if listed else text
