"""Of what class content is: of several at once, of none that is known, or of the supplement that counts EAR99."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cases.parts import NOT_SURE

if TYPE_CHECKING:
    from cases.situation import Situation

TURNS = re.compile(
    r"\b(?:no|not|non|none|never|without|un\w+|except|unless|only|but|free|exempt\w*|NLR|inside|within|through|via|in|into|of|used|made)\b",
    re.IGNORECASE,
)
"""What may turn what is said of content into something else."""
UNCLASSED = re.compile(
    r",? ?\(?(?:(?:according to|by|per|says|in the words of|as told by|self-classified by) (?:the |its |a |an |their )?(?:invoice|label|brochure|dealer|seller|trader|supplier|vendor|middleman|broker|web ?site|leaflet|distributor)s?(?:'s word)?(?:,? (?:alone|only|not checked|unchecked|not verified))?|self-classified[^;]*|said to be)\)?|,? ?\(?(?:(?:whose |the |of )?(?:classification|class|ECCN|control status|status) (?:is |are |of them )?)?\b(?:unclassified|not (?:yet )?classified|of unknown class(?:ification)?|of no known class(?:ification)?|un(?:known|clear)|disputed|in dispute|contested|pending|open|under review|not (?:yet )?(?:known|stated|checked|clear|settled|decided))(?: class(?:ification)?)?\)?",
    re.IGNORECASE,
)
"""Of content: whether it is controlled is not known."""
SOME_OF_EACH = re.compile(
    r"^mixed(?= ?[;:,]|$)[ ;:,]*|\b(?:some|part(?:ly)?|a part)(?: of (?:it|them))?\b (?=[^;]*,? ?\b(?:(?:and|but) )?(?:some|partly|part|the rest|others?)\b)|\b(?:partly|partially|in part|mostly|largely|mainly|chiefly)\b",
    re.IGNORECASE,
)
WHETHER = re.compile(
    r"^(?:either|perhaps|maybe|possibly|presumably|probably)\b ?|[,;]? ?\b(?:(?:and |but )?(?:(?:the |its |their )?(?:supplier|maker|seller|manufacturer|producer|vendor|importer)s?|nobody|no one|they|it|he)\b[^;,]*?)?\b(?:whether|if)(?: (?:it is|they are|this is|that is|of|or not))* ?",
    re.IGNORECASE,
)
"""`The supplier has not answered whether`: what stands behind it may be so or not."""
REST = re.compile(
    r",? ?\b(?:and |but )?(?:some|partly|part|a part|(?:the )?(?:rest|others?))(?: (?:is|are|of (?:it|them)))* (?=\S)",
    re.IGNORECASE,
)
"""Of content of several classes: how much is of each is not told."""
IN_SUPPLEMENT_7 = re.compile(
    r",? ?\(?(?:(?:named|listed|entered|which is|that is|is|are|of|in|on|under|by) )*(?:the )?supp(?:lement|\.)? ?(?:no\.? ?)?7(?: (?:to|of) (?:part )?746)?\)?",
    re.IGNORECASE,
)
"""Of EAR99 content: the supplement that counts it towards some destinations names it."""
_DEAL = r"(?:contract|agreement|order|purchase order|PO|invoice|licen[cs]e agreement|deal|sale|subscription|quotation|price list)"
OWN_CONTRACT = re.compile(
    rf",? ?\(?(?:\b(?:but|and|which is|that is|is|are|was|sold|bought|ordered|supplied|delivered|invoiced|billed|purchased|licensed|provided|offered|to the same (?:customer|buyer)) )*"
    rf"(?:\b(?:under|on|by|in|with|from) (?:(?:an? )?(?:contract|agreement|order|invoice)s? (?:of (?:its|their) own|apart|by itself)|(?:an? |its |their )?(?:separate|own|another|different|second|distinct|other) {_DEAL}s?)"
    rf"|\b(?:separate|own|another|different|second|distinct) {_DEAL}s?"
    r"|\b(?:ordered|invoiced|billed|licensed|contracted|quoted)(?: for)? (?:separately|apart|on (?:its|their) own|by (?:itself|themselves))"
    r"|\b(?:downloaded|installed|delivered|supplied|loaded|shipped|sent|added) (?:later|afterwards|after delivery|after installation|by the (?:customer|buyer|user)|on site|at the customer's))"
    r"(?: (?:to|for|with) the (?:same )?(?:customer|buyer))?\)?",
    re.IGNORECASE,
)
"""Of content: it is dealt with by itself, which does not tell whether it goes out in the item or beside it."""
COUNTED = re.compile(
    r"(\b(?:sub-?)?(?:assembl|board|module|unit|component|part|item|piece|device|card|chip|sensor|drive|motor|controller|pump|valve|lot|block|processor|laser|amplifier|converter|input)\w*)"
    r" (?:(?:no\.?|nr\.?|number|#) ?|\()?(?<![\d.])\d{1,2}\)?(?=$|[,;)])",
    re.IGNORECASE,
)
"""Behind the name of a part: its number among several."""
ENCRYPTION = ("us:5A002", "us:5D002", "us:5A992", "us:5D992")
"""Content that counts or escapes by how it was classified (734.4(b)), which no fact tells."""
COUNTS = re.compile(
    r"\bcontrolled\b|\bcounts?\b|\blicen[cs]e (?:is )?(?:needed|required)|\bneeds a licen[cs]e", re.IGNORECASE
)
OUTSIDE = re.compile(
    r"\b(?:outside|beyond|apart|besides?|other than|exclud\w+|absent|left out|missing)\b", re.IGNORECASE
)

OWN_LEVEL = re.compile(
    r"computer|crypt|lithograph|satellit|spacecraft|camera|thermal imag|600[ -]series|missile|drone",
    re.IGNORECASE,
)
"""In the name of a product: it may have a level of content of its own."""
NO_OWN_LEVEL = re.compile(
    r"(?:there is |with )?\b(?:no|none|nothing)\b(?![^;]*\b(?:but|except|unless|other than|besides|whether|if)\b)[^;]*(?:\bzero[- ]level|\blevel of (?:0|zero)\b|734\.4 ?\(a\))",
    re.IGNORECASE,
)
"""What an answer rests on: nothing of it has a level of its own."""


def may_escape(code: str, said: str) -> bool:
    """Whether content is encryption of which nobody says that it counts."""
    return code.startswith(ENCRYPTION) and not COUNTS.search(said)


def of_each(row: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """A part without what says that it is of several classes; then, as with an unknown one, it may be of none that counts."""
    kind = OWN_CONTRACT.sub("", COUNTED.sub(r"\1", row["kind"]))
    kind, asked = WHETHER.subn(" ", kind)
    several = SOME_OF_EACH.search(kind)
    if several:
        kind = REST.sub(", ", SOME_OF_EACH.sub("", kind)).strip(" ,;")
    return {**row, "kind": kind or "parts"}, bool(several or asked or UNCLASSED.search(row["kind"]))


def of_supplement(row: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """EAR99 without the supplement that it is said to be in; a text that denies or doubts it is left as it is."""
    kind = row["kind"]
    rest = IN_SUPPLEMENT_7.sub("", kind)
    if rest == kind or "EAR99" not in kind or any(each.search(rest) for each in (TURNS, NOT_SURE, OUTSIDE)):
        return dict(row), False
    return {**row, "kind": rest.strip(" ,;()")}, True


NEEDS_ONE = re.compile(
    r"(?:the |all |its |this |that |such |US )*(?:US )?(?:content|parts?|technology|software|components?|item|code|chips?)(?: itself)? (?:needs?|requires?|would need|is controlled|are controlled) (?:an? |BIS )*(?:licen[cs]e (?:to|for|there)\b|(?:for|to) (?:the |this |that )?(?:destination|country|[A-Z]{2}\b))[^;]*",
)
CONTROLLED_FOR = re.compile(
    r"(?<!not )(?<!un)\b(?:controlled (?:for|to|in|at) (?:the |this |that |its )?(?:destination|country of destination|country)|needs? a licen[cs]e (?:to|for) (?:the |this |that )?(?:destination|country)|licen[cs]e required (?:to|for) (?:the )?destination)\b",
    re.IGNORECASE,
)
ORDINARY = re.compile(r"us:[1-8](?P<kind>[A-E])[0-3]\d\d(?:\.\w+)*")
OWN_RULES = re.compile(r"us:(?:5[ADE]002|[34]A090|3A001\.z|4A003|5A00[24]|5A992|[0-9][A-E]6)")
STANDS_FOR = {"D": "us:1D002", "E": "us:1E103"}
"""Software and technology that every destination but one needs a licence for."""
ITSELF = {
    "software": re.compile(
        r"(?:[\w-]+ ){0,3}(?:software|firmware|programs?)\b(?! (?:and|in|with|or)\b)", re.IGNORECASE
    ),
    "technology": re.compile(
        r"(?:[\w-]+ ){0,3}(?:technology|know-how|technical data)\b(?! (?:and|in|with|or)\b)", re.IGNORECASE
    ),
}


def controlled(code: str) -> str:
    """The code that stands for content of which the case says that it needs a licence there, whatever its entry leaves open."""
    found = ORDINARY.fullmatch(code)
    return STANDS_FOR.get(found["kind"], "us:1C001") if found and not OWN_RULES.match(code) else code


def as_said(code: str, said: str) -> str:
    """A code of content, by what is said of it."""
    return controlled(code) if CONTROLLED_FOR.search(said) else code


def licensed(it: "Situation", needs: Iterable[str]) -> None:
    """Content of which the answer says that it needs a licence there, whatever its entry leaves open."""
    if any(NEEDS_ONE.fullmatch(each.strip()) for text in needs for each in text.split(";")):
        it.american = [{**row, "code": controlled(row["code"])} for row in it.american]
        it.apart = [{**row, "code": controlled(row["code"])} for row in it.apart]


def itself(it: "Situation", named: str) -> None:
    """The code of software or technology that is sold apart is that of the goods where they are called so themselves."""
    for row in it.apart:
        if row["kind"] in ITSELF and row["code"] and not it.classified and ITSELF[row["kind"]].match(named):
            it.say("item.codes", row["code"])
