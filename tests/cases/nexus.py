"""What a thing rests on of the United States, where its name tells it or a key that nobody knows: a plant, tools, technology."""

import re

from cases.declared import TRUTH
from cases.situation import MADE_WITH, UNKNOWN, Situation

HOME = r"(?:US|U\.S\.|USA|American|United States)"
STATES = re.compile(rf"\b{HOME}\b|\b\d[DE]\d{{3}}\b")
IN_KEY = re.compile(r"\b(?:us|usa|american|\d[de]\d{3})\b", re.IGNORECASE)
TOOLS = re.compile(
    r"\b(?:tools?|tooling|equipment|machine(?:s|ry)|technolog\w+|know-how|software|lines?|plants?|fabs?)\b|\b\d[DE]\d{3}\b",
    re.IGNORECASE,
)
PLANT = re.compile(
    r"\b(?:plants?|fabs?|foundr(?:y|ies)|lines?|tools?|tooling|equipment|machines?)\b", re.IGNORECASE
)
STEP = re.compile(
    r"\bdirect products?\b"
    r"|\b(?:made|produced|built|fabricated|manufactured|processed|designed|developed|grown|etched|deposited|sintered|assembled)\b[^,;()]*\b(?:with|on|using|by|from|in|at|under|through)\b"
    r"|\b(?:plants?|fabs?|foundr(?:y|ies)|lines?|production|tools?|makers?)\b[^,;()]*\b(?:us(?:es|ing|ed)|runs?|relies|rely|equipped|fitted|with|has|have|rests?|depends?|is|are|of|contains?)\b"
    r"|\b(?:using|based on|by means of)\b",
    re.IGNORECASE,
)
"""In a clause that names tools or technology of the United States: the thing was made with them."""
OF_MAKING = re.compile(
    r"\b(?:plants?|fabs?|foundr(?:y|ies)|lines?|made|making|produc\w+|manufactur\w*|fabricat\w*|process\w*|design(?:ed)?|direct product|nexus|uses?|used|using|tools?|equipment)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"\b(?:end user|users?|buyers?|customers?|consignee|recipient|purchaser|facility|destination|person|parent|owner|content|pct|percent|share|value)\b",
    re.IGNORECASE,
)
"""In a key: it speaks of somebody else's plant, or of content."""
HOLDS = re.compile(
    r"^(?:it )?(?:contains?|holds?|has|have|includes?|incorporates?|built in|with|carries|uses)\b"
)
"""In front of a key: what is inside stands behind it."""
CHIP = re.compile(
    r"\b(?:ics?|chips?|integrated circuits?|microcontrollers?|controllers?|processors?|semiconductors?)\b"
)
DENIED = re.compile(r"\b(?:no|not|non|none|without|never|neither|nor|nothing|free of)\b", re.IGNORECASE)
DENIED_IN_KEY = re.compile(r"\b(?:no|not|non|none|without|never|free|un\w+ed)\b", re.IGNORECASE)
TURNED = {"yes": "no", "no": "yes"}
"""In the name of a key: what stands there says that it is not so."""
DOUBT = re.compile(
    r"\b(?:unknown|unclear|unstated|perhaps|possibly|may|might|could|whether|disputed|alleged\w*|claim\w*|un(?:certain|tested|proven))\b|\?",
    re.IGNORECASE,
)
PLAIN = re.compile(
    rf"(?:\b(?:{HOME}|\d[A-E]\d{{3}}|no|not|non|none|nothing|without|neither|nor|free|an?|the|any|of|or|and|in|on|by|at|all|for|from|to|is|are|was|were|be|been|it|its|their|ones?|there|this|that|which"
    r"|us(?:e|es|ed|ing)|ma(?:de|king|kes?)|produc\w+|process\w*|manufactur\w*|fabricat\w*|design\w*|contain\w*|involv\w*|employ(?:s|ed)|relies|rely|based|with|has|have|does|do|did|origin|content|steps?|direct|major|components?|items?|chips?|parts?|goods|anywhere|whatsoever|stage|stages"
    r"|tools?|tooling|equipment|machine(?:s|ry)?|technolog\w+|know-how|software|lines?|plants?|fabs?|foundr\w+|etchers?|testers?|instruments?|suppliers?|makers?"
    r"|local|domestic|foreign|own|home-made|in-house|Japanese|Dutch|German|Korean|Taiwanese|Chinese|European|French|Italian|Swiss|British|Israeli|Austrian|Swedish|Finnish|Malaysian|Singaporean)\b|[\s(),;.'-])+",
    re.IGNORECASE,
)
"""The words of a plain denial: any other may turn it, or deny a part alone."""
PARTLY = re.compile(r"\bnot (?:all|made|based|the)\b.*\ball\b|\bnot all\b", re.IGNORECASE)
PIECE = re.compile(rf"[;,]|\b(?:but|while|whereas)\b|\band\b(?=[^;,]*{STATES.pattern})")
ONE_DENIAL = re.compile(r"\bnor\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"(?P<cut>^|[;,()]|\bbut\b|\band (?=(?:the|its|made|no|not|a direct)\b))(?P<said>[^;,()]*)"
)
OWN_DESIGN = re.compile(
    r"\b(?:(?:its )?maker'?s own|(?:its )?own|in-house) design(?: of (?:the|its) (?:maker|manufacturer|producer))?|\bof (?:the|its) maker'?s (?:own )?design\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(r"\bsubject to the EAR\b(?! \(?(?:none|no)\b)", re.IGNORECASE)
NOT_SUBJECT = re.compile(
    r"\b(?:no|not|non|nothing|none|never|neither|nor|without|un\w+|if|whether)\b[^;,]*\bsubject to the EAR\b",
    re.IGNORECASE,
)
REASON = re.compile(
    r"\banti-?terrorism(?: reasons?| column 1)?(?= only\b)|(?<=only for )anti-?terrorism(?: reasons?)?",
    re.IGNORECASE,
)
"""A reason for control, and nobody's use."""
DESIGNED = "item.facts.designed_by_footnote_1"
NUMBER = re.compile(r"\b\d[DE]\d{3}\b")
OR_ELSE = re.compile(
    rf"{NUMBER.pattern}[^;]*?(?:\b(?:or|perhaps|maybe|possibly)\b|/)[^;]*?{NUMBER.pattern}", re.IGNORECASE
)
"""One number or another."""


def told(it: Situation, text: str) -> str:
    """A text without the clauses that tell what the thing was made with; these are said of the item."""
    for found in [*CLAUSE.finditer(text)]:
        clause = found["said"]
        if STATES.search(clause) and TOOLS.search(clause) and STEP.search(clause):
            _say(it, clause, UNKNOWN if DOUBT.search(clause) else is_so(clause))
            text = text.replace(clause, " ", 1)
    if (own := OWN_DESIGN.search(text)) and not DENIED.search(text[: own.start()]):
        it.say(DESIGNED, "no")
        text = text.replace(own[0], " ", 1)
    text = REASON.sub("AT", text)
    return re.sub(r"\s+([,;)])", r"\1", text).strip(" ,;")


def subject(text: str) -> str:
    """A text without what it says is not subject, where something else in it is."""
    pieces = re.split(r"(?<=[;,]) ", text)
    told = [each for each in pieces if SUBJECT.search(each)]
    free = [each for each in told if NOT_SUBJECT.search(each)]
    return " ".join(each for each in pieces if each not in free) if free and len(free) < len(told) else text


def by_key(it: Situation, key: str, value: object) -> bool:
    """Whether a key with its value tells what the thing was made with: `plant_uses_us_equipment: true`."""
    name = key.replace("_", " ")
    text = f"{name} {value}"
    truth = TRUTH.get(str(value).casefold(), "")
    named = IN_KEY.search(name) or (not truth and STATES.search(str(value)))
    if not (isinstance(value, str) and named and TOOLS.search(text) and OF_MAKING.search(name)):
        return False
    if OF_OTHERS.search(name):
        return False
    so = UNKNOWN if DOUBT.search(value) or value == "" else truth
    if DENIED_IN_KEY.search(name):
        so = TURNED.get(so, UNKNOWN)
        text = STATES.sub("US", text)
    _say(it, text, so or is_so(value))
    return True


def chip_inside(it: Situation, key: str, value: object) -> bool:
    """Whether a key tells that a chip of a line of the United States is inside: `contains_ic_from_us_technology_line`."""
    name = key.replace("_", " ")
    truth = TRUTH.get(str(value).casefold(), "")
    if not (
        truth and HOLDS.search(name) and CHIP.search(name) and IN_KEY.search(name) and TOOLS.search(name)
    ):
        return False
    it.say("item.facts.contains_us_line_ic", TURNED[truth] if DENIED_IN_KEY.search(name) else truth)
    return True


def is_so(text: str) -> str:
    """Whether a text affirms or plainly denies; a denial of a denial, of a part or of a time does neither."""
    if not DENIED.search(text):
        return "yes"
    pieces = [ONE_DENIAL.sub(" ", each) for each in PIECE.split(text) if each.strip()]
    denials = [len(DENIED.findall(each)) for each in pieces]
    if any(STATES.search(each) and not number for each, number in zip(pieces, denials, strict=True)):
        return "yes"
    plain = max(denials) == 1 and PLAIN.fullmatch(text) and not PARTLY.search(text)
    return "no" if plain else UNKNOWN


def step(text: str, *, plant: bool) -> str:
    """The steps of the United States that a text names by their numbers, or any: software has a number of its own."""
    numbers = list(dict.fromkeys(NUMBER.findall(text))) or ["3E001"]
    return "; ".join(
        f"{'plant' if plant else 'software' if number[1] == 'D' else 'technology'}:US:{number}"
        for number in numbers
    )


def say_step(it: Situation, text: str, *, plant: bool) -> None:
    """Say which steps a thing was made with; of several that a text joins by `or` it may be any."""
    steps = step(text, plant=plant)
    if ";" in steps and OR_ELSE.search(text):
        it.either[MADE_WITH] = steps.split("; ")
        it.leave_unknown(MADE_WITH, "none")
    else:
        it.say(MADE_WITH, steps)


def _say(it: Situation, text: str, so: str) -> None:
    """What is made with a step of the United States stays so, whatever else is denied."""
    if so == "yes":
        say_step(it, text, plant=bool(PLANT.search(text)))
    elif it.said(MADE_WITH) in {"", "none"} and MADE_WITH not in it.facts:
        it.say(MADE_WITH, "none" if so == "no" else UNKNOWN)
    elif so == UNKNOWN:
        it.leave_unknown(MADE_WITH, "none")
