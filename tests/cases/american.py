"""Content of the United States in a thing, the steps that it was made with, and the plants that it goes to."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from cases import figures, nexus, prices
from cases.classes import OWN_CONTRACT, TURNS, UNCLASSED, as_said, may_escape, of_each, of_supplement
from cases.composition import NUMBER, WORTH
from cases.declared import TRUTH
from cases.parts import ALONE, ARMS_LENGTH, DISCRETE, NOT_ALONE, say_alone
from cases.phrasebook import Effect, Phrasebook, UnmappedPhrase
from cases.situation import CODES, EXAMPLE, NEED, UNKNOWN, Situation
from cases.stories import says_nothing
from cases.untold import not_sure
from cases.valued import CURRENCY

CONTROLLED = "us:1C001"
"""An example of content that is controlled: for every destination but Canada."""
UNCONTROLLED = "us:EAR99"
ENTRY = re.compile(r"\b\d[A-E]\d{3}\b")
CLASS = re.compile(r"\b(?:\d[A-E]\d{3}(?:\.[a-z0-9]+)*|EAR99)(?![\w-])")
OR_CLASS = re.compile(
    rf"(?:either )?{CLASS.pattern}[^;\d]{{0,25}}?\b(?:or|perhaps|possibly|maybe)\b[^;\d]{{0,15}}?{CLASS.pattern}(?:,? (?:which )?(?:is )?(?:pending|open|undecided|unsettled|disputed|not (?:yet )?(?:decided|settled|known|clear|fixed)|un(?:known|clear)))?"
)
"""One number of the list or another."""
OF_CLASS = re.compile(r"eccn|class", re.IGNORECASE)
STATES = re.compile(r"\b(?:US|U\.S\.|American|United States)\b|\b\d[DE]\d{3}\b")
NO_STEP = re.compile(r"(?:none|no|false|no (?:US|American)\b.*|non-?US\b.*)", re.IGNORECASE)
PLANT = re.compile(r"plant|equipment|tool|machine|line|fab\b", re.IGNORECASE)
ABROAD = "MY"
"""An example of a country that is none of those of which anything is said."""
TOOLS = re.compile(r"\b(?:tools?|equipment|technolog\w+|software|machines|lines?|plants?)\b", re.IGNORECASE)
NODES = {"logic": (16, False), "nand": (128, True), "dram": (18, False)}
"""By the kind of chip, the figure from which it is one of an advanced node, and whether larger ones are."""
FIGURES = re.compile(r"(?<![\w.])(?<!\d{4}-)(?<!-\d{2}-)\d{1,3}(?:\.\d+)?(?![\d.])")
"""In the value of a node: figures that may be nodes, and no years or days."""
BEYOND = {
    "cell": (Fraction("0.0026"), False),
    "density": (Fraction("0.20"), True),
    "vias": (Fraction(3000), True),
}
"""Of memory the limits beyond which it is of an advanced node: area of a cell, density, vias of a die; on the line it is none."""
AREA = r"(?:[µu]m(?:2|²|\^2)|(?:square|sq\.?) ?(?:micro(?:n|met(?:re|er))s?|[µu]m))"
DENSE = (
    r"(?:Gb(?:it)?s?|gigabits?) ?(?:/|per) ?(?:mm(?:2|²|\^2)|(?:square|sq\.?) ?(?:millimet(?:re|er)s?|mm))"
)
LINES = {
    "nand": re.compile(
        r"(?:3D )?(?:NAND|flash)\b[^;.\d]*?(\d+)[ -]?layers?|(\d+)[ -]layers? (?:3D )?(?:NAND|flash)",
        re.IGNORECASE,
    ),
    "dram": re.compile(r"DRAM\b[^;.\d]*?([\d.]+) ?nm|([\d.]+) ?nm (?:half[- ]pitch )?DRAM", re.IGNORECASE),
    "cell": re.compile(
        rf"(?:DRAM,? )?(?:memory )?cells?(?: area| size)?\b[^;\d]*?([\d.]+) ?{AREA}|(?:DRAM,? )?([\d.]+) ?{AREA} (?:DRAM |memory )?cells?",
        re.IGNORECASE,
    ),
    "density": re.compile(
        rf"(?:DRAM,? )?(?:memory |bit |areal )?density\b[^;\d]*?([\d.]+) ?{DENSE}|(?:DRAM,? )?([\d.]+) ?{DENSE}(?: DRAM| memory)?",
        re.IGNORECASE,
    ),
    "vias": re.compile(
        r"(?:DRAM,? )?(?:TSVs?|(?:through-silicon )?vias?)(?: per die)?[^;\d]*?(\d+)|(?:DRAM,? )?(?:with )?(\d+) (?:TSVs?|(?:through-silicon )?vias?)(?: (?:per|a|on each) die)?",
        re.IGNORECASE,
    ),
}
"""How a text tells the figure of a kind of chip."""
OWNED = re.compile(r"\b(?:subsidiary|owned|controlled|affiliate|daughter|branch|parent)\b", re.IGNORECASE)
OWNER_TOLD = re.compile(r"\b(?:of|by|non-?US|independent)\b", re.IGNORECASE)
"""Says who owns; "a German subsidiary" alone does not."""
CHIP = re.compile(
    r"\b(?:chips?|ICs?|integrated circuits?|processors?|controllers?|microcontrollers?)\b", re.IGNORECASE
)
ADVANCED = re.compile(r"(?<!not )(?<!non-)(?<!no )\badvanced\b", re.IGNORECASE)
OLDER = re.compile(
    r"\b(?:not advanced|no advanced|non-advanced|(?<!not )(?<!not a )(?<!not an )(?<!no )(?<!non-)(?<!than )(?<!anything but )(?<!never )(?<!neither )(?<!nor )(?:mature|legacy|older))\b",
    re.IGNORECASE,
)
NOT_PLANAR = re.compile(
    r"non-?planar|(?:not|no|neither|never|other than|anything but) planar|FinFET|GAA|gate-all-around",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"ear|any|items?|goods|subject|to|the|if|includ\w+|foreign(?:-made)?|made|produced|parts?|chips?|or|and|of|in|technology|software|commodity|products?|listed|controlled|articles?",
    re.IGNORECASE,
)
"""Words that name no goods."""
MAY_FEED = re.compile(
    r"food|feed|medic|pharma|drug|vaccin|nutri|grain|wheat|rice|flour|milk|meat|fish|fruit|sugar|oil\b|salt|seed|livestock|vitamin|insulin|antibiot|hospital|clinic|humanitarian|relief|aid\b|surg|diagnos|health|blood|formula|kit\b",
    re.IGNORECASE,
)
"""What may be food or medicine, or hold some."""
KIND = re.compile(
    r"(?:EAR99 )?(?:technology|technical data|know-how|software|source code|firmware)\b(?!-| (?:park|compan|firm|group|institute))",
    re.IGNORECASE,
)
SOFTWARE = re.compile(r"(?:EAR99 )?(?:software|source|firmware)", re.IGNORECASE)
APART = re.compile(r"\b(?:own|separate|another|different|stand-?alone|detached)\b", re.IGNORECASE)
NOT_SURE = re.compile(
    r"\b(?:unknown|unclear|unstated|perhaps|may|might|possibly|disputed|alleged\w*|open)\b", re.IGNORECASE
)
CLASSED = re.compile(
    r"\d|(?:^| )\.[a-z]\b|\b(?:ITAR|USML|MTCR|QRS\w*|spac\w*|satellit\w*|crypt\w*|encrypt\w*|computers?|turbines?|gyro\w*|inertial|cameras?|thermal|lithograph\w*)\b",
    re.IGNORECASE,
)
"""What may name a class of content that has a level of its own."""
NUMBERED = re.compile(
    r"^(?:[a-z]+ )?(?:parts?|boards?|units?|modules?|components?|cards?|assembl(?:y|ies)|items?|lines?|rows?|position) ?(?:no\.? ?|number |# ?)?(?:\d{1,2}|[A-H]|one|two|three|four|five|six)(?=$|[ ,;:])",
    re.IGNORECASE,
)
"""`Board 1`."""
RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?) ?%? ?(?:to|-|–|and|or) ?(?P<high>\d+(?:\.\d+)?) ?%?")
ABOUT = re.compile(
    r"(?:about|around|roughly|approx\w*\.?|circa|some|nearly|~) ?(?P<figure>\d+(?:\.\d+)?) ?%?"
    r"|(?P<told>\d+(?:\.\d+)?) ?%?,? ?\(?(?:an? )?(?:estimated?|estimates?|approx\w*\.?|about|roughly|rounded|provisional|or so|\?)\)?",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r",? ?\(?(?:\b(?:but|and|which is|that is|is|are|was) )*"
    r"(?:\b(?:not|never|un)[ -]?(?:bundled|shipped (?:with|in|inside|together))(?: (?:with|in|to) (?:the |it\b)?[\w -]*)?"
    r"|\b(?:shipped|sent|delivered|supplied|exported|invoiced|packed)(?: (?:quite|entirely|wholly))? "
    r"(?:apart|separately|alone|by (?:itself|themselves)|on (?:its own|their own|a separate|separate|another) (?:medium|media|dis[ck]s?|drives?|carriers?))(?: from [\w -]+)?"
    r"|\b(?:on|in) (?:its own|their own|a separate|separate|another) (?:medium|media|dis[ck]s?|drives?|carriers?|boxe?s?|consignments?|shipments?)"
    r"|(?<!sold )(?<!selling )(?<!offered )(?<!marketed )(?<!available )(?<!bought )(?<!purchased )(?<!priced )(?<!traded )(?<!obtained )(?<!had )\b(?:apart|separately)$)\)?",
    re.IGNORECASE,
)
"""Of content: it is shipped beside the item, and not in it."""
EXCEPTION = re.compile(r"\b(?:NAC|ACA)\b|\blicen[cs]e exception\b|\bexception [A-Z]{3}\b")
"""In a text: it names a licence exception."""


def content(it: Situation, book: Phrasebook, facts: Mapping[str, Any], row: Mapping[str, str]) -> None:
    """A part of the content with its code; no content where 0 per cent is stated.

    What is said to be of the United States and no more counts as controlled. A part that is not understood is an
    UnmappedPhrase.
    """
    part = Situation()
    said = row["kind"]
    beside, alone = bool(BESIDE.search(said)), bool(OWN_CONTRACT.search(said))
    row, open_class = of_each(row)
    row, supplement = of_supplement(row)
    row = {**row, "kind": _bare(UNCLASSED.sub("", BESIDE.sub("", row["kind"]))) or "parts"}
    kind, _, more = row["kind"].partition(",")
    if more and ALONE.search(more):
        say_alone(part, more)
    words: list[str] = []
    heard = book.read("content", kind if part.facts else row["kind"], words)
    part.hear(heard)
    part.say("content.code", _own_code(heard), NEED)
    rest = " ".join(words)
    free = any(each.effects.get("set", {}).get("content.code") == UNCONTROLLED for each in heard)
    if words and (free or any(each.search(rest) for each in (TURNS, NOT_SURE, ENTRY, CLASSED, book.alarm))):
        raise UnmappedPhrase("content", str(row), rest)
    percent = part.said("content.pct") or row.get("pct") or prices.part_of(row, facts)
    _beside_share(part, book, row)
    low, percent = _bounds(percent)
    if beside or alone:
        # the item may not hold it: it has a level of its own nowhere, and the answer may speak of it
        it.apart.append({"code": _code_apart(heard), "kind": _kind_apart(row["kind"])})
        percent = "0" if beside else percent
    if not float(percent):
        it.closed = True
        return
    if not part.said("content.code") and not words:
        raise UnmappedPhrase("content", str(row), row["kind"])
    if part.said("content.through") and (ARMS_LENGTH.search(row["kind"]) or NOT_ALONE.search(row["kind"])):
        say_alone(part, row["kind"])
    it.say(DISCRETE, part.said(DISCRETE))
    through = _country(it, book, part.said("content.through"))
    code = part.said("content.code") or CONTROLLED
    several = free and any(
        each.effects.get("set", {}).get("content.code", UNCONTROLLED) != UNCONTROLLED for each in heard
    )
    # of what is not classified, of several classes, or of encryption, none may count, or all
    low = "0" if open_class or several or alone or may_escape(code, said) else low
    if open_class and code == UNCONTROLLED:
        code = CONTROLLED
    found = {"code": as_said(code, said), "pct": percent, "through": through}
    found |= {"facts": "in_746_supplement_7=yes"} if supplement and code == UNCONTROLLED else {}
    it.american.append({**found, "low": low} if low != percent else found)


def _bare(kind: str) -> str:
    """What is told of a part without the number by which it is told apart, and brackets that nothing closes."""
    kind = NUMBERED.sub("parts", kind).strip(" ,;")
    return kind if kind.count("(") == kind.count(")") else kind.strip("()")


def _bounds(percent: str) -> tuple[str, str]:
    """From where to where a share goes: of a plain one the same twice, of `about 25` a tenth of it to each side, of a limit all beyond."""
    if several := RANGE.fullmatch(percent.strip()):
        return several["low"], several["high"]
    if limits := figures.within(percent, share=True):
        low, high = min(limits, key=Fraction), max(limits, key=Fraction)
        return ("0", high) if figures.is_upper(percent) else (low, "100")
    if about := ABOUT.fullmatch(percent.strip()):
        figure = Fraction(about["figure"] or about["told"])
        return f"{float(figure * 9 / 10):g}", f"{float(figure * 11 / 10):g}"
    figures_told = sorted(map(Fraction, re.findall(r"(?<![\w.])\d+(?:\.\d+)?", percent)))
    if len(figures_told) > 1:
        # whatever is said of them, it is from the least of them to the most
        return f"{float(figures_told[0]):g}", f"{float(figures_told[-1]):g}"
    return percent, percent


def _own_code(heard: Iterable[Effect]) -> str:
    """The code that content is told to have: that it is controlled, listed or direct takes the place of none."""
    codes = {each.effects.get("set", {}).get("content.code", "") for each in heard}
    return min(codes - {"", CONTROLLED, UNCONTROLLED}, default="")


def _code_apart(heard: Iterable[Effect]) -> str:
    """The code of content that is shipped apart, where one is told: controlled of no code is told nothing."""
    codes = {each.effects.get("set", {}).get("content.code", "") for each in heard} - {"", CONTROLLED}
    return min(codes - {UNCONTROLLED}, default=min(codes, default=""))


def _kind_apart(text: str) -> str:
    found = re.search(r"software|firmware|technolog|know-how", text, re.IGNORECASE)
    return "goods" if not found else "software" if "ware" in found[0].casefold() else "technology"


def _beside_share(part: Situation, book: Phrasebook, row: Mapping[str, str]) -> None:
    """What else is said of a part: truths of the thing that it is in. Any other key is an UnmappedPhrase."""
    for key, said in row.items():
        how, _, place = book.key(key).partition(" ")
        if how == "truth":
            part.say(f"through.{place.removeprefix('item.')}", TRUTH.get(said, said))
        elif key not in {"kind", "pct"} and not (
            how == "remark" or WORTH.search(key) or CURRENCY.fullmatch(key) or says_nothing(book, key, said)
        ):
            raise UnmappedPhrase("content", str(row), key)


def _country(it: Situation, book: Phrasebook, word: str) -> str:
    """The country of an adjective; of a part that has none of its own that of the whole thing."""
    home = it.chain[-1] if it.chain else it.said("item.made_in")
    return word and (book.nations.get(word) or home or ABROAD)


def made_with(it: Situation, key: str, value: str) -> None:
    """The step of the United States that a plant or a design rests on: by the number that is named, or any.

    What names neither the country nor a number is a ValueError.
    """
    if not NO_STEP.fullmatch(value) and not STATES.search(value):
        if not (nexus.OF_MAKING.search(f"{key} {value}".replace("_", " ")) and not_sure(value)):
            raise ValueError(value)
        it.say("item.made_with", UNKNOWN)
        return
    so = "no" if value.casefold() == "false" else nexus.is_so(value)
    if so == "yes":
        nexus.say_step(it, value, plant=bool(PLANT.search(f"{key} {value}")))
    else:
        it.say("item.made_with", "none" if so == "no" else UNKNOWN)


def facility(it: Situation, what: str, value: str) -> None:
    """Whether a facility makes advanced-node chips, by the figure that the definition of its kind of chip asks for.

    Logic at 16 nm or less or with transistors that are not planar, NAND of 128 layers or more, DRAM at 18 nm or
    less, or beyond one of the limits for memory. What holds no figure is a ValueError.
    """
    number = NUMBER.match(value)
    if what in {*NODES, *BEYOND} and (several := figures.within(value)):
        kinds = {is_advanced(what, each) for each in several}
        value, number = several[0], NUMBER.match(several[0] if len(kinds) == 1 else "")
        if not number:
            it.say("shipment.facts.facility_node", UNKNOWN)
            return
    if number and what in NODES and len({is_advanced(what, each) for each in FIGURES.findall(value)}) > 1:
        # of several figures it may be any
        it.leave_unknown("shipment.facts.facility_node", "not_advanced")
        return
    if what == "node":
        advanced = bool(ADVANCED.search(value))
    elif what == "planar":
        # that they are planar leaves the figure to be asked for
        if not NOT_PLANAR.search(value):
            return
        advanced = True
    elif not number:
        raise ValueError(value)
    else:
        advanced = is_advanced(what, number[0])
    _node(it, what, advanced=advanced)
    if what == "logic" and number:
        it.say("shipment.facts.node_nm", number[0])
    older = "memory_ic" if what in BEYOND else "logic_ic"
    it.say("shipment.end_use", "advanced_node_ic" if advanced else older, EXAMPLE)


def _node(it: Situation, what: str, *, advanced: bool) -> None:
    """Whether the node of a facility is an advanced one; of limits for memory it is not before all were looked at."""
    place = "shipment.facts.facility_node"
    it.limits |= {what} & set(BEYOND)
    known = advanced or not it.limits or it.limits == set(BEYOND)
    if known:
        it.nodes.append("advanced" if advanced else "not_advanced")
    if advanced or (known and not it.said(place)):
        it.say(place, "advanced" if advanced else "not_advanced")
    elif not known and it.said(place) != "advanced":
        it.say(place, UNKNOWN)


def is_advanced(what: str, figure: str) -> bool:
    """Whether a kind of chip of that figure is one of an advanced node."""
    if what in BEYOND:
        limit, above = BEYOND[what]
        return Fraction(figure) > limit if above else Fraction(figure) < limit
    bound, more = NODES[what]
    return Fraction(figure) >= bound if more else Fraction(figure) <= bound


def classes(it: Situation, text: str, key: str) -> str:
    """A text without the numbers of which it says that the thing has one or another: it may be any of them."""
    found = OR_CLASS.search(text)
    if not found and OF_CLASS.search(key) and not re.search(r"\band\b|;|\+", text):
        # whoever tells its class tells one of them
        found = re.fullmatch(r".+", text)
    codes = (
        list(dict.fromkeys(each.upper()[:5] + each[5:] for each in CLASS.findall(found[0]))) if found else []
    )
    if len(codes) < len("or"):
        return text
    it.either[CODES] = [f"us:{each}" for each in codes]
    return text.replace(str(found and found[0]), "; ")


def lines(it: Situation, text: str) -> str:
    """A text without the figures by which memory is of an advanced node; they are told of the facility."""
    for what, pattern in LINES.items():
        for found in pattern.finditer(text):
            figure = found[1] or found[2]
            if ABOUT.search(found[0]):
                it.say("shipment.facts.facility_node", UNKNOWN)
                it.say("shipment.end_use", UNKNOWN)
                continue
            facility(it, what, figure)
            it.say("shipment.end_use", "advanced_node_ic" if is_advanced(what, figure) else "memory_ic")
        text = pattern.sub("", text)
    return text


def is_told(it: Situation) -> bool:
    """Whether a case says how the United States is in a thing: then it says all of it."""
    return bool(it.american or it.closed or it.said("item.facts.contains_us_line_ic"))


def stands_apart(facts: Mapping[str, Any]) -> bool:
    """Whether a case says that a facility has a building of its own."""
    for key, said in facts.items():
        if isinstance(said, dict) and stands_apart(said):
            return True
        if "building" in key and isinstance(said, str):
            alone = not re.search(r"same|shared|common|one", key)
            return TRUTH.get(said, "yes" if APART.search(said) else "") == ("yes" if alone else "no")
    return False


def facilities(it: Situation, facts: Mapping[str, Any]) -> None:
    """Of lines in buildings of their own only the one that is meant counts, and which it is may be left open."""
    if len(set(it.nodes)) > 1 and stands_apart(facts):
        it.facts["shipment.facts.facility_node"] = (EXAMPLE, UNKNOWN)


def programmes(it: Situation) -> None:
    """Of blocked persons whether 744.8 names their programme, where what the answer rests on says so of them."""
    if told := it.facts.pop("owners.programme", (EXAMPLE, ""))[1]:
        for place, (rank, said) in list(it.facts.items()):
            if place.endswith(".lists") and said == "us/sdn":
                it.facts[place] = (rank, f"us/sdn#{told}")


def persons(it: Situation) -> None:
    """Whether the exporter is a person of the United States, by what is said of his home."""
    if it.said("exporter.nationality") == "US" or (
        it.said("shipment.facts.us_person_support") == "yes" and not it.said("exporter.us_owned")
    ):
        it.say("exporter.us_person", "yes", EXAMPLE)


def named(it: Situation, named: str) -> None:
    """What is named first as technology or software is that; goods that are named as something else are no food."""
    if told := KIND.match(named):
        it.say("item.kind", "software" if SOFTWARE.match(told[0]) else "technology", EXAMPLE)
    words = [
        each for each in re.findall(r"[A-Za-z][a-z'-]+", ENTRY.sub("", named)) if not UNNAMED.fullmatch(each)
    ]
    if words and not MAY_FEED.search(named):
        it.say("shipment.facts.food_or_medicine", "no", EXAMPLE)
