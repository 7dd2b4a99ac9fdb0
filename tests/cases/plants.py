"""What a text says of a plant and its lines: whether chips of an advanced node are made where the thing goes."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from cases import american
from cases.phrasebook import Phrasebook, UnmappedPhrase
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation

PLACE = "shipment.facts.facility_node"
LAYERS = "shipment.facts.memory_layers"
PLANT = re.compile(
    r"\b(?:fabs?|foundr(?:y|ies)|facilit(?:y|ies)|lines?|campus|buildings?|(?:chip|wafer|semiconductor|IC|logic|memory)[ -](?:plant|factory|maker|works)s?)\b",
    re.IGNORECASE,
)
NEW = r"(?:advanced|leading|cutting|bleeding|restricted)"
KIND = r"(?:[- ](?:nodes?|edge|process|technology|generation))?"
DENIED = r"(?:no|not(?: an?| any)?|non|without|neither|nor)[- ]"
OLDER = re.compile(
    rf"\b(?:{DENIED}{NEW}{KIND}|unrestricted|(?<!not )(?<!not a )(?<!not an )(?<!no )(?<!non-)(?<!than )(?<!anything but )(?<!never )(?<!neither )(?<!nor )(?:legacy|mature|older|trailing){KIND})\b(?!-)",
    re.IGNORECASE,
)
ADVANCED = re.compile(
    rf"(?<![\w-])(?:{NEW}{KIND}|FinFET|GAA|gate-all-around|non-?planar)\b(?!-)", re.IGNORECASE
)
TURNED = re.compile(
    r"\b(?:not(?: an?)?|no|non|neither|nor|never|other than|anything but|rather than)[- ](?:\w+ )?(?:mature|legacy|older|trailing)\b"
    r"|\b(?:not|never|nowhere) (?:proven|known|shown|said|confirmed|stated|sure)\b[^;]*\badvanced\b|\badvanced\b[^;]*\b(?:not|never|cannot)(?: be)? (?:ruled out|excluded|denied)\b",
    re.IGNORECASE,
)
"""A denial that leaves the node of a plant open."""
LOGIC = re.compile(
    r"(?:(?:logic|chips?|ICs?)\b[ ,:]*(?:(?:chips?|ICs?|at|of|with)\b ?)*)?(?P<nm>[\d.]+)[ -]?nm\b(?: (?:logic|node|class|process|chips?|ICs?))*"
)
MEMORY = re.compile(r"DRAM|NAND|flash|memory|half[- ]pitch", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(?:or|perhaps|may|might|unknown|unclear|unstated|whether|possibly|planned|former\w*)\b|\?",
    re.IGNORECASE,
)
DISPUTED = re.compile(
    rf"{DOUBT.pattern}|\b(?:claim\w*|alleg\w*|said to|press|reports?|reported\w*|rumou?r\w*|disput\w*|supposed\w*|says?|saw|seen|shows?|suggests?|according|brochures?|web ?sites?|advert\w*|photos?|hints?|contradict\w*|differ\w*|which (?:one|of (?:them|the two))|will be|to be converted|being converted|upgrad\w*|later)\b",
    re.IGNORECASE,
)
APART = re.compile(
    r"\b(?:separate|another|different|own|detached|second|other|next|neighbou?ring|adjacent|stand-?alone|two) (?:[a-z]+ )?(?:buildings?|sites?|halls?)\b"
    r"|\b(?:buildings?|sites?|halls?) (?:apart|of (?:its|their) own)\b|\b(?:next door|across the (?:road|street|yard)|elsewhere)\b",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:(?:in|under|within|inside|of|on|shares?|sharing) )?(?:one|the same|same|a single|a shared|a common|shared|common|single)(?: (?:and the same|big|large))? (?:building|roof|hall|shell|floor|cleanroom)s?\b|\b(?:side by side|under one roof|(?:building|hall|site|cleanroom) (?:(?:that|which) )?(?:is )?shared by)\b",
    re.IGNORECASE,
)
NODE = r"(?:technology |process )?(?:node|level|technology|process)"
UNDISCLOSED = re.compile(
    rf"(?:(?:of|with|at) )?(?:an? )?(?:unknown|undisclosed|unstated) {NODE}\b|(?:(?:of|at) which|whose|where|with)? ?(?:the )?{NODE} (?:(?:is|are|was) )?(?:not|un)[ -]?(?:known|disclosed|stated|clear)\b",
    re.IGNORECASE,
)
"""That nobody knows on which node a plant works."""
ASKED = re.compile(
    r"\b(?:not |un)(?:known|clear|disclosed)\b[^;]*\b(?:to (?:the )?(?:exporter|seller|supplier|shipper|us)|(?:after|despite|in spite of|even (?:after|on)) (?:\w+ )?(?:inquir\w+|enquir\w+|asking|questions?|checks?|diligence)|(?:asked|inquired) in vain|(?:user|buyer|customer|fab|plant|nobody|no one) (?:does not|did not|will not|would not|refus\w+|declin\w+)[^;]*)"
    r"|\b(?:exporter|seller|supplier|shipper) (?:\w+ )*?(?:(?:does|did|could|can) not|still doesn't|cannot) (?:know|learn|find|tell)\b|\b(?:asked|inquired)\b[^;]*\b(?:no|without(?: an?)?) (?:answer|reply|response)\b",
    re.IGNORECASE,
)
"""That the exporter asked for the node and does not know it."""
_UNTOLD = r"(?:not (?:yet |been |being )*(?:named|told|stated|known|given|disclosed|said|clear|shown|mentioned|identified|specified|certain|sure)|un(?:named|known|disclosed|stated|clear|specified|identified|told|certain))"
_SITE = r"(?:site|place|location|building|address|whereabouts|campus|city|town|where(?: (?:it|this|that|the line) (?:is|stands|runs|sits))?|which (?:of (?:the|its) )?(?:site|fab|building|plant|hall|campus|place|facility|facilities|sites|fabs|buildings|plants)(?: it (?:is|stands|runs) (?:in|at|on))?)"
NO_SITE = re.compile(
    rf"\b{_SITE}\b(?: (?:of|for) (?:it|the (?:trial |pilot |new |test )?line))?(?:,? (?:is|are|was|were|being))?[ :,(]*{_UNTOLD}\b"
    rf"|\b{_UNTOLD}[ ,:]*(?:at |in |on |of )?(?:the |its )?{_SITE}\b|\b(?:no|without(?: an?)?) (?:site|place|location|building|address)\b(?! of its own)"
    r"|\b(?:nobody|no one|it|page|article|press|report|web ?site|brochure|which|that)?(?: ?(?:does|did|do|will|would) not| ?never| ?nobody| ?no one|without) ?(?:say|says|saying|tells?|telling|name|names|naming|state|states|show|shows|showing|knows?|disclos\w+|gives?|giving|mention\w*) (?:at |in )?(?:where|which|the (?:site|place|location|building|address))\b",
    re.IGNORECASE,
)
"""Of a line: nobody says where it stands."""
TRULY = re.compile(r"\b(?:truly|really|still|indeed|remains?|genuinely) ", re.IGNORECASE)
KNOWS_NOT = re.compile(
    r"[,;]? ?(?:and |with )?\b(?:no|without(?: any)?) (?:knowledge|sign|indication|hint|suspicion|reason to (?:know|believe|suspect)|red flags?)\b[^,;]*",
    re.IGNORECASE,
)
"""That the exporter has no knowledge of it."""
NO_KNOWLEDGE = re.compile(
    r"(?:the )?(?:exporter|seller|supplier)?,? ?(?:has |with )?(?:no|without(?: any)?|neither) (?:knowledge|reason to know)\b[^;]*\badvanced\b",
    re.IGNORECASE,
)
KNOWS_PLANT = re.compile(
    r"(?:the )?(?:exporter|seller|supplier|shipper),? (?:only |merely )?(?:knows?|is aware|has knowledge) (?:of|that)\b[^;]*\b(?:production|fabs?|chips?|ICs?|made|facility|plant)\b",
    re.IGNORECASE,
)
"""That the exporter knows of the plant: of a node that is not known besides he does not know."""
MEMORY_OF = {
    "dram": re.compile(r"\bDRAM\b", re.IGNORECASE),
    "nand": re.compile(r"\b(?:NAND|flash)\b", re.IGNORECASE),
}
NODE_KEY = re.compile(
    r"(?:(?:technology|process|smallest|finest|line)_)?(?:node|half_pitch|pitch|process|line_width)?_?nm(?:_node)?|(?:technology_)?node"
)
MEMORY_KEY = {"dram": "dram_nm", "nand": "nand_pitch_nm"}
OF_PLANT = re.compile(r"(?:\w+_)?(?:facility|fab|plant|lines?|foundry|factory)")
CHIPS = re.compile(
    r"\b(?:(?:logic|memory) )?(?:chips?|semiconductors?|ICs?|integrated circuits?|wafers?)\b(?:[ -](?:mak\w+|manufactur\w+|produc\w+))?|\b(?:mak|produc|manufactur)(?:es|ing|e|s)\b",
    re.IGNORECASE,
)
PLACES = re.compile(
    r"\b(?:planar|only|alone|all|its|every)\b|\b(?:campus|site|compound)\b|\b(?:one|two|both|each|several)\b",
    re.IGNORECASE,
)
UNIT = r" ?-?(?P<unit>nm|nanomet\w+|layers?)\b"
SPAN = re.compile(
    rf"(?:(?P<low>\d+(?:\.\d+)?)(?: ?-?(?:nm|layers?))?(?:,? (?:or|to|and|perhaps|maybe) | ?[-–/] ?)(?:perhaps |maybe |even )?(?P<high>\d+(?:\.\d+)?)"
    rf"|(?:about|around|roughly|approximately|approx\.?|circa|some|nearly|almost|close to|near|~) ?(?P<figure>\d+(?:\.\d+)?)){UNIT}",
    re.IGNORECASE,
)
"""`16 or 28 nm`, `about 128 layers`."""
SEVERAL = re.compile(
    rf"\d+(?:\.\d+)?(?: ?-?(?:nm|layers?))?(?:(?:,|,? (?:and|plus|as well as)(?: (?:of|with|at|also))?) \d+(?:\.\d+)?(?: ?-?(?:nm|layers?))?)*?,? (?:and|plus|as well as)(?: (?:of|with|at|also))? \d+(?:\.\d+)?{UNIT}",
    re.IGNORECASE,
)
"""`96 and 128 layers`."""
LAYER = re.compile(
    r"(?:\d{2,3}(?:[ -]layers?)?(?: (?:or|and|to) |, |/| ?- ?))*(?<!\d)\d{2,3}(?: or more)?[ -]layers?\b|\blayers?[ :=]+\d{2,3}(?!\d)(?:(?: or | and | to |, |/)\d{2,3}(?!\d))*",
    re.IGNORECASE,
)
FOR_BOTH = re.compile(
    r"\bfor (?:both|all|each|either|every)\b|\b(?:both|all|each) (?:of )?(?:the |these |its )?(?:lines?|use|get|take|need)",
    re.IGNORECASE,
)
OF_PERSON = re.compile(
    r"\b(?:servic\w+|repair\w*|maint\w+|overhaul\w*|install\w*|commission\w*|support\w*|train\w*|teach\w*|releas\w+|transfer\w*|disclos\w+|consult\w*|advi[cs]\w+|help\w*|assist\w*|employ\w*|sign\w*|negotiat\w*|broker\w*)\b",
    re.IGNORECASE,
)
"""What somebody does for another."""
CUT = re.compile(r"[,;()]| (?:but|while|whereas|with the|next to)\b ?")


def of_memory(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts in which the figure of a plant for memory stands under a name of its own: a node of DRAM is none of logic, NAND has none."""
    found: dict[str, Any] = {}
    for key, said in facts.items():
        parts = said if isinstance(said, dict) and OF_PLANT.fullmatch(key) else {}
        text = " ".join(f"{name} {each}" for name, each in parts.items() if not NODE_KEY.fullmatch(name))
        kind = next((kind for kind, words in MEMORY_OF.items() if words.search(text.replace("_", " "))), "")
        found[key] = (
            {
                MEMORY_KEY[kind] if kind and NODE_KEY.fullmatch(name) else name: each
                for name, each in parts.items()
            }
            if parts
            else said
        )
    return found


def told(it: Situation, text: str) -> str:
    """A text without the words for the node of a plant, which is told of the situation.

    Of a building that holds lines of both kinds the advanced one counts; of two buildings the one that is named first,
    where the other is said to stand apart. Whatever else holds both, or is in doubt, is left unknown.
    """
    if not PLANT.search(text):
        return text
    if UNDISCLOSED.search(text):
        it.say(PLACE, "not_known")
        it.say("shipment.end_use", "logic_ic")
        text = UNDISCLOSED.sub(" ", text)
    kinds = [found for piece in CUT.split(text) if (found := set(_kinds(piece)))]
    if not kinds:
        return text
    every = set().union(*kinds)
    if DOUBT.search(text):
        node = UNKNOWN
    elif len(every) == 1 or (TOGETHER.search(text) and not APART.search(text)):
        node = "advanced" if "advanced" in every else "not_advanced"
    elif len(kinds[0]) == 1 and _other_apart(text):
        node = next(iter(kinds[0]))
    else:
        node = UNKNOWN
    it.say(PLACE, node)
    if node != UNKNOWN:
        it.nodes.append(node)
    # that the use is civil is said of chips as well
    uses = {"advanced": ("advanced_node_ic", TEXT), "not_advanced": ("logic_ic", EXAMPLE)}
    it.say("shipment.end_use", *uses.get(node, ("logic_ic", TEXT)))
    for pattern in (OLDER, ADVANCED, LOGIC, TOGETHER, CHIPS, PLACES):
        text = pattern.sub(" ", text)
    return re.sub(r" +", " ", text).strip()


def untold(it: Situation, text: str) -> str:
    """A use without the words that its node is not known: whether anybody asked for it is another thing.

    Where it tells of an older and of an advanced node, and not which of them it is, that is open.
    """
    if is_disputed(text):
        it.doubt(PLACE, "not_advanced")
    if UNDISCLOSED.search(text) and not (PLANT.search(text) or it.facts.get(PLACE)):
        it.say(PLACE, "not_known" if ASKED.search(text) else UNKNOWN)
        return UNDISCLOSED.sub(" ", ASKED.sub(" ", text) if ASKED.search(text) else text).strip(" ,;")
    return text


def is_disputed(text: str) -> bool:
    """Whether a text tells of an older and of an advanced node, and leaves open which of them it is."""
    return {*_kinds(text)} == {"advanced", "not_advanced"} and bool(DISPUTED.search(text))


def asked(it: Situation, text: str) -> bool:
    """Whether an answer rests on a node that is not known: after all questions, or although something speaks for an advanced one."""
    if not UNDISCLOSED.search(TRULY.sub("", text)):
        if (
            (NO_KNOWLEDGE.match(text) or KNOWS_PLANT.match(text))
            and it.facts.get(PLACE) == (TEXT, UNKNOWN)
            and it.nodes == []
        ):
            it.say(PLACE, "not_known")
        return False
    rest = KNOWS_NOT.sub("", text)
    signs = ADVANCED.search(OLDER.sub(" ", rest)) or TURNED.search(rest)
    if signs:
        it.facts[PLACE] = (NEED, UNKNOWN)
    elif ASKED.search(text):
        it.say(PLACE, "not_known", NEED)
    return bool(signs or ASKED.search(text))


def is_work(book: Phrasebook, text: str) -> bool:
    """Whether a text tells the work that goods are for, every word understood; what a person does is none of it."""
    if OF_PERSON.search(text):
        return False
    try:
        heard = book.read("use", text)
    except UnmappedPhrase:
        return False
    return any(each.effects.get("set", {}).get("shipment.end_use") for each in heard)


def straddles(text: str) -> bool:
    """Whether the figure of a node is told as one of two, or as about one, and only some of these are of an advanced node."""
    what = "dram" if MEMORY_OF["dram"].search(text) else ""
    for found in SPAN.finditer(SEVERAL.sub(" ", text) if are_together(text) else text):
        kind = "nand" if found["unit"].casefold().startswith("layer") else what or "logic"
        figures = [found["low"], found["high"]] if found["low"] else _about(found["figure"])
        if len({american.is_advanced(kind, each) for each in figures}) > 1:
            return True
    return False


def several_layers(text: str) -> list[str]:
    """The figures of layers of which a text tells several; none where it says that the thing is for all of these lines."""
    if FOR_BOTH.search(text):
        return []
    told = list(
        dict.fromkeys(figure for found in LAYER.finditer(text) for figure in re.findall(r"\d+", found[0]))
    )
    return told if len(told) > 1 else []


def bare(text: str) -> str:
    """What a text says besides where the lines of a plant stand and what they make."""
    for pattern in (TOGETHER, CHIPS, PLACES, MEMORY):
        text = pattern.sub(" ", text)
    return re.sub(r"[\s,;()]+|\b(?:and|in|at|of|with|lines?|both)\b", "", text)


def are_together(text: str) -> bool:
    """Whether the lines that a text tells of stand in one building, for sure."""
    return bool(TOGETHER.search(text)) and not (APART.search(text) or DOUBT.search(text))


def one_by_one(text: str) -> str:
    """A text in which each line of one building stands for itself: of `NAND, 96 and 128 layers` both."""
    found = SEVERAL.search(text) if are_together(text) else None
    if not found:
        return text
    what = next((kind.upper() for kind, words in MEMORY_OF.items() if words.search(text)), "logic")
    unit = " layers" if found["unit"].casefold().startswith("layer") else " nm"
    figures = re.findall(r"\d+(?:\.\d+)?", found[0])
    told = "; ".join(f"{what} {each}{unit}" for each in figures)
    rest = MEMORY.sub("", text[: found.start()] + text[found.end() :]).strip(" ,;")
    return f"{told}; {rest}"


def _about(figure: str) -> list[str]:
    return [str(Fraction(figure) * part / 10) for part in (9, 10, 11)]


def has_node(text: str) -> bool:
    """Whether a text speaks of a plant and its node."""
    return bool(PLANT.search(text)) and has_kind(text)


def has_kind(text: str) -> bool:
    """Whether a text speaks of a node, whatever has it."""
    return any(_kinds(text))


def is_advanced(text: str) -> bool:
    """Whether a text speaks of an advanced node, of whatever kind of chip."""
    figures = (
        (what, found[1] or found[2])
        for what, pattern in american.LINES.items()
        for found in pattern.finditer(text)
    )
    return "advanced" in _kinds(text) or any(american.is_advanced(what, figure) for what, figure in figures)


def _kinds(piece: str) -> Iterator[str]:
    if OLDER.search(piece):
        yield "not_advanced"
    if ADVANCED.search(OLDER.sub(" ", piece)):
        yield "advanced"
    for found in () if MEMORY.search(piece) else LOGIC.finditer(piece):
        yield "advanced" if american.is_advanced("logic", found["nm"]) else "not_advanced"


def _other_apart(text: str) -> bool:
    """Whether it is not the first one that stands apart, so that the first one is the one that is meant."""
    pieces = [piece for piece in CUT.split(text) if piece.strip()]
    return not APART.search(pieces[0]) and any(APART.search(each) for each in pieces[1:])
