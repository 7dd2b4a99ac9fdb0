"""Clauses of a text that speak of somebody or something else: who acts in a deal, and who is only next to it."""

import re

ROLES = {
    "intermediate_consignee": "intermediary",
    "freight_forwarder": "intermediary",
    "forwarder": "intermediary",
    "agent": "intermediary",
    "purchasing_agent": "purchaser",
    "buyer": "purchaser",
    "payer": "purchaser",
    "orderer": "purchaser",
    "ultimate_consignee": "consignee",
    "importer": "consignee",
    "user": "end_user",
    "customer": "end_user",
    "client": "end_user",
    "recipient": "end_user",
    "receiver": "end_user",
    "end_customer": "end_user",
    "taker": "end_user",
    "signatory": "intermediary",
    "signer": "intermediary",
    "director": "intermediary",
    "seller": "exporter",
    "supplier": "exporter",
}
PARTIES = frozenset({"exporter", "consignee", "purchaser", "intermediary", "end_user"})
"""Parts that somebody may have in a deal, by their other names, and those that a book has."""
ACTS = r"(?:(?:co-?|counter-?)?sign|negotiat|conclud|execut|arrang|broker|approv|authori[sz]|handl|seal|initiall?)"
ACT = re.compile(
    rf"(?<![a-z]){ACTS}(?:s|es|ed|d|e|t|ing|ation|ature|atures|ory|ories|er|or|ion)?(?![a-z])", re.IGNORECASE
)
"""That somebody signs, or acts in another way."""
LISTED = re.compile(
    r"\b(?:Entity|Unverified|Denied|MEU|UVL|SDN|(?:un)?listed|list|blocked|designated|sanctioned|footnote)\b",
    re.IGNORECASE,
)
BY = re.compile(
    rf"[,;(]? ?(?:(?:which|that) )?(?:(?:is|was|are|were|be|being|to be|has been|had been) )?\b{ACTS}(?:ed|d|t|(?:ing|ation|ature|ure)(?: of [\w ]+?)?)?\b"
    r"(?: (?:personally|in person|only|solely|also))? by (?P<who>[^,;()]+?(?: ?\([^()]*\))?)"
    r"(?: (?:on behalf of|for|in the name of|as|acting|in (?:his|her|its)|under|who)\b[^,;()]*)?(?=[,;()]|$)\)?",
    re.IGNORECASE,
)
"""A contract `signed by the blocked owner on behalf of A`."""
WHO = re.compile(
    rf"(?:^|[;,] ?(?:(?:which|that) )?)(?P<who>(?:(?!\b(?:which|that|who|where)\b)[^,;])+?) (?:(?:personally|also|himself|herself|alone) )?"
    rf"(?:(?:will|would|is to|has to|may) )?{ACTS}(?:s|es|ed|d|e)?\b(?! by)[^,;]*",
    re.IGNORECASE,
)
"""`The blocked owner signs the contract`."""
BESIDE = re.compile(
    r"(?:,? ?(?:which|that|but|and) )?(?:(?:is|are|sits?|stands?|lies|located|registered|based|housed|shar(?:es|ing)) )?"
    r"(?:(?:at|on|in|with|of|under) )?(?:"
    r"(?:the )?(?:very )?(?:same )?(?:address|site|campus|premises|floor|street|park|(?<!repair )(?<!maintenance )(?<!service )(?<!building )(?<!ship )yard|building|block|tower|(?<!branch )(?<!sales )(?<!representative )(?<!liaison )(?<!trading )(?<!purchasing )offices?|switchboard)(?: (?:that|which) [\w ]*?)?"
    r" (?:of|as|(?<=\bsame \w{4} )with|(?<=\bsame \w{6} )with|(?<=\bsame \w{7} )with|(?<=\bsame \w{8} )with)|(?:right )?next (?:door )?to|adjacent to|beside|in the neighbou?rhood of|(?:a )?neighbou?r(?:ing)?(?: of| to)?"
    r"|shar(?:es|ing|ed)? (?:an?|the|its|their) (?:address|site|campus|premises|floor|switchboard|yard) with|co-?located with"
    r") (?P<what>[^,;()]+)",
    re.IGNORECASE,
)
"""`At the address of a listed company`, `on the campus of a 14 nm fab`."""


SELLER = re.compile(
    r"(?:\b(?:purchas\w*|buy(?:s|ing)?|bought|import\w*|order(?:s|ed|ing)?|sourc\w+|procur\w+|acqui\w+|obtain\w*|supplied|supplies)"
    r"(?: (?!from\b)[\w-]+){0,4}? from|\bsuppl(?:ied|ies)(?: (?!by\b)[\w-]+){0,4}? by) (?P<who>(?:(?! into\b| to the (?:US|United States)\b)[^,;()])*(?: ?\([^()]*\))?)",
    re.IGNORECASE,
)
"""`A purchase of castings from a listed company`."""


BUYER = re.compile(
    r"(?P<denied>\b(?:no|not|never|without)\b[^;,]*)?\b(?:sales?|sell\w*|sold|returns?|returned|returning|hand(?:s|ed|ing)?(?: over)?|transfer\w*|releas\w+|lends?|lent|loan\w*|donat\w+|gifts?|gave|gives?|provid\w+|disclos\w+|suppl\w+|exports?|exported|exporting|deliver\w*|ship\w*|re-?exports?|re-?exported|resell\w*|resold|resale)"
    r"(?: (?!to\b)[\w-]+){0,4}? to (?P<who>[^,;()]*(?: ?\([^()]*\))?)",
    re.IGNORECASE,
)
"""`A sale of castings to a listed company`."""


ONWARD = re.compile(
    r"\b(?:onward(?:s| (?:delivery|shipment|sale|supply|transfer))?|resale|resold|re-?sell\w*|passed on|passes (?:it |them )?on|handed (?:on|over)|forward(?:ed|ing)?|deliver(?:ed|y|ies)"
    r"|suppl(?:y|ies|ied)|re-?export(?:ed|s)?|transfer(?:red)?|sold(?: on)?|shipped on|destined|meant|bound)(?: on)? (?:to|for) (?P<who>[^,;()]+)",
    re.IGNORECASE,
)
"""`Onward to the army`: who gets it in the end."""


INTO = re.compile(
    r"\b(?:goes?|going|built|build|incorporated|integrated|mounted|fitted|used) (?:on )?(?:into|in|on) [\w' -]+? (?:ordered|bought|purchased|commissioned|made|produced|wanted|designed) (?:by|for)\b",
    re.IGNORECASE,
)
"""`Goes into boards ordered by a footnote 1 entity`: of the goods that it goes into that one is the buyer, not of it."""


ROLE = re.compile(
    r"(?:the |an? )?(?P<role>intermediate consignee|ultimate consignee|freight forwarder|forwarder|purchasing agent|purchaser|end user|consignee|importer)\b(?!'s)(?: is| stands| still| itself)*",
    re.IGNORECASE,
)
"""In front of what is said of a party: which part it has in the deal."""


OF_BUYER = re.compile(
    r"(?:^|[;,(] ?)(?:and |but |though |while )?(?:the |its |this )?(?:buyer|customer|end[ -]user|user|company|firm|consignee|purchaser|client)(?P<what> (?:also|otherwise|elsewhere|too|itself|mainly|mostly|in addition|besides|already|likewise)"
    r" (?:suppl\w+|works?|makes|builds|produces|sells|delivers|serves|has|runs|equips)\b[^;)]*"
    r"| (?:suppl(?:y|ies)|builds|produces|sells|delivers|serves|equips)\b[^;)]*? (?:as well|too|also|besides|in addition))\)?",
    re.IGNORECASE,
)
"""`The buyer also supplies the navy`: what a buyer does besides is no use of the goods."""
OPENS = re.compile(r"issuing|opening|confirming|notify|documentary|letter_of_credit|\blc_")
"""In the name of a part: a bank to whose order goods may be consigned."""
FINANCES = re.compile(
    r"\b(?:only|merely|just) (?:finances?|pays?|financing|payment)|\b(?:financing|payment) only\b",
    re.IGNORECASE,
)
CONSIGNED = re.compile(
    r"\b(?:consign\w+|to (?:its|the bank's) order|takes? delivery|receives?)\b", re.IGNORECASE
)


def takes(text: str) -> tuple[str, list[str]]:
    """A text without what it says of the other business of whoever buys, and each of these."""
    what = [found["what"].strip() for found in OF_BUYER.finditer(text)]
    return _bare(OF_BUYER.sub("", text)) if what else text, what


def in_role(text: str) -> tuple[str, str] | None:
    """The part in the deal that a text begins with, and what it says of whoever has it."""
    told = ROLE.match(text)
    bare = told["role"].casefold().replace(" ", "_") if told else ""
    return (ROLES.get(bare, bare), text[told.end() :].strip(" ,:;")) if told else None


def takers(text: str) -> list[str]:
    """Those to whom goods are said to go on."""
    return [each["who"].strip() for each in ONWARD.finditer(text)]


def buyers(text: str) -> tuple[str, list[str]]:
    """A text without the sales that it tells, and each of those to whom is sold; only who may be on a list is one."""
    found = [each for each in BUYER.finditer(text) if LISTED.search(each["who"]) and not each["denied"]]
    for each in found:
        text = text.replace(each[0], "sale")
    return text, [each["who"].strip() for each in found]


def sellers(text: str) -> tuple[str, list[str], list[str]]:
    """A text without the purchases that it tells, each of whom something is bought, and who buys.

    Only whoever may be on a list is taken for a seller.
    """
    found = [each for each in SELLER.finditer(text) if LISTED.search(each["who"])]
    buying = [before for each in found if (before := text[: each.start()].rpartition(";")[2].strip(" ,"))]
    for each in found:
        text = text.replace(each[0], "purchase")
    for buyer in buying:
        text = text.replace(buyer, "", 1)
    return text.strip(), [each["who"].strip() for each in found], buying


def actors(text: str) -> tuple[str, list[str]]:
    """A text without the clauses that say who acts in the deal, and each of these."""
    who = [found["who"].strip() for pattern in (BY, WHO) for found in pattern.finditer(text)]
    return _bare(WHO.sub("", BY.sub("", text))) if who else text, who


def neighbours(text: str) -> tuple[str, list[str]]:
    """A text without what it says of somebody or something next to it, and each of these."""
    what = [found["what"].strip() for found in BESIDE.finditer(text)]
    return _bare(BESIDE.sub("", text)) if what else text, what


def _bare(text: str) -> str:
    return text.strip(" ,;()")
