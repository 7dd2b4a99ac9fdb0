"""Technology: from which country, for which step, whether a thing was made with it, and whether it is public."""

import re
from typing import TYPE_CHECKING, Any

from cases import american
from cases.countries import CODE
from cases.declared import TRUTH
from cases.keys import TURNED
from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation

if TYPE_CHECKING:
    from cases.hearing import Hearing
    from cases.phrasebook import Phrasebook

GOODS = frozenset({"product", "goods", "item", "material", "equipment"})
STEPS = {
    "magnet": r"magnet|sinter|strip[- ]?cast|grain[- ]boundary|hydrogen decrepitation|NdFeB|SmCo",
    "recycling": r"recycl|secondary[- ]resource|scrap",
    "separation": r"separat|(?<!metal )(?<!metals )smelt(?!ing of metal)|extract|(?<!metal )refin",
    "metal": r"metal(?!lurg)|electrolysis|reduction",
    "mining": r"mining|\bmines?\b|leach|ore dressing|beneficiat",
}
"""Steps of rare-earth work, by the words that tell them; the first that fits."""
CHINESE = re.compile(r"\bChin(?:a|ese)\b|\bmainland\b|\bPRC\b", re.IGNORECASE)
DENIED = re.compile(r"(?:none|no|not|without|neither|nobody)\b", re.IGNORECASE)
DAY = re.compile(r"\d{4}(?:-\d{2}){0,2}")
SECRET = re.compile(
    r"\bunpublished|\bnon-?public|\bnot (?:yet )?(?:been )?(?:public|published|in the public|disclosed|known)|\bproprietary|\bconfidential|\bsecret"
    r"|\bundisclosed|\binternal\b|\bin-house|\bnever published",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    r"\bpublic\b|\bpublic[- ]domain|\bpublished|\bpublicly (?:known|available)|\bopen[- ](?:source|access|literature)|\bopenly available"
    r"|\b(?:journals?|textbooks?|papers?|conference proceedings|patent (?:documents?|publications?)|published patents?)\b",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:partly|partially|part|mostly|largely|some|half|except|but|unless|only|unclear|unknown|whether|if|may|might|will|soon|planned|pending|until|said"
    r"|claim\w*|alleged\w*|draft|submitted|rest|others?)\b|\bto be\b|\bnot all\b|\?",
    re.IGNORECASE,
)


PERHAPS = re.compile(
    r"\b(?:perhaps|maybe|possibl[ey]|may|might|could|unclear|unknown|disputed|whether|alleged\w*|uncertain|not (?:known|clear|stated|settled|sure)|suspected|reportedly)\b|\?",
    re.IGNORECASE,
)
"""Whose technology it is, is not sure."""
NOT_PROVEN = re.compile(
    r"\b(?:not|never|un)[ -]?(?:yet )?(?:been )?(?:proven|proved|shown|excluded|ruled out|established|confirmed|certain|verified)\b",
    re.IGNORECASE,
)
AGE = re.compile(r"(?:licen[cs]ed|acquired|bought|transferred)?(?:_(?:in|on|since))?|since|year|age|date")
PART = re.compile(rf"step|kind|type|what|for|name|process|origin|from|country|owner|source|of|{AGE.pattern}")
"""Parts under which technology is told, and those that say since when it is there."""
NAMES = (
    "activity",
    "product",
    "item",
    "goods",
    "service",
    "content",
    "subject",
    "material",
    "documents",
    "technology",
    "know_how",
    "process",
)
"""Keys under which it is told what is sent or done."""
IS_TOLD = re.compile(
    r"technolog|know-?how|\bknowledge\b|\brecipes?\b|\bprocess(?:es)? (?:sheets?|data|parameters?|descriptions?|instructions?|documents?|documentation|drawings?|windows?|manuals?|cards?)"
    r"|\bparameters?\b|\bdrawings?\b|\bblueprints?\b|\bpatents?\b|\blectures?\b|\btalks?\b|\bseminars?\b|\btraining\b|\bflow ?sheets?\b|\bthesis\b|\btextbooks?\b"
    r"|\bmanuals?\b(?! (?:press\w*|valves?|controls?|operation|pumps?|drives?|chucks?|lift\w*|tools?|winch\w*|grip\w*|clamps?|switch\w*|gear\w*|transmission|feed\w*|handling))"
    r"|(?<!\bin )(?<!with )(?<!\bof )(?<!\bon )(?<!between )(?<!oiled )(?<!kraft )(?<!tissue )(?<!brown )(?<!thick )(?<!waxed )(?<!\bwax )\bpapers?\b(?! (?:strips?|bags?|wrap\w*|sheets?|tapes?|boxes|box|cartons?|sacks?|backing|liners?|inter\w+|drums?|tubes?|labels?|cores?|filters?|cards?|trays?))",
    re.IGNORECASE,
)
"""In what is sent or done: it is technology."""
TAUGHT = re.compile(
    r"\b(?:lectures?|talks?|seminars?|papers?|articles?|textbooks?|thes[ie]s|dissertations?|slides|handouts?|notes|posters?|preprints?|books?|chapters?)\b",
    re.IGNORECASE,
)
ABROAD = re.compile(r"\b(?:abroad|overseas|outside (?:of )?(?:China|the mainland))\b", re.IGNORECASE)
NO_GOODS = re.compile(
    r"technolog|software|program|source|firmware|code\b|\bdata\b|drawing|know-how|design|plans?\b|manual|service|training|model|weights|information|specification|blueprint|file|\b\d[DE]\d{3}",
    re.IGNORECASE,
)
"""In the name of a product: it may be no goods."""
GIVEN = re.compile(
    r"\b(?:disclos\w+|show(?:s|n|ing)?|releas\w+|hand(?:s|ed|ing)?(?: over)?|provi(?:d\w+|sion)|giv(?:es?|en|ing)|teach\w*|train\w*|explain\w*|access)\b",
    re.IGNORECASE,
)
FOREIGNER = re.compile(
    r"\bforeign(?:ers?\b|[- ](?:nationals?|visitors?|persons?|citizens?|engineers?|experts?|guests?|delegations?|students?|employees?)\b)",
    re.IGNORECASE,
)
NOT_GIVEN = re.compile(r"\b(?:no|not|nothing|never|without|nobody|none|neither|nor)\b", re.IGNORECASE)
"""Technology that is given to a foreigner in China is provided, though it stays there."""
IS_PUBLIC = "item.facts.public_domain"
PERHAPS_PUBLIC = re.compile(
    r"\b(?:publi(?:c|shed)|to be published|textbooks?|papers?|journals?|books?|articles?)\b(?=.*(?:\b(?:soon|later|next (?:year|month)|planned|pending|draft|submitted|not yet|un(?:published|clear|known)"
    r"|mostly|mainly|largely|partly|partially|in part|except|apart from|own (?:notes|experience|data|practice)|remarks?|hints?|tricks?|experience|practice)\b|\bfrom (?:the )?(?:works?|plant|line|shop|factory|mill|company|firm)\b))"
    r"|\b(?:mostly|mainly|largely|partly|partially|in part|nearly|almost|soon|yet|will be|to be|being|not all|half|said to be|claimed|alleged\w*|allegedly|perhaps|maybe|partial)\b[^;,]*\b(?:publi(?:c|shed)|textbooks?|papers?|journals?)\b",
    re.IGNORECASE,
)
"""Of what is taught: it is public only in part, only later, or only perhaps."""
BEYOND = re.compile(
    r"\b(?:beyond|more than|further than|on top of|in addition to|added to|adds to|besides)\b[^;]*\b(?:publi(?:c|sh)\w*|papers?|(?:text)?books?|texts?|literature|articles?|journals?)\b",
    re.IGNORECASE,
)
COUNTRY = re.compile(r"(?!No\b|None\b|Not\b|Un)[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*")
"""A country by its code or its name."""
FORMS = ["equipment", "part", "finished_good"]


def named(reader: "Hearing", it: Situation, goods: bool) -> None:
    """What is sent is technology by its name, for a step that it names; what is on no list and named as goods is some goods."""
    text = " ".join(str(reader.facts[key]) for key in NAMES if isinstance(reader.facts.get(key), str))
    if (
        ABROAD.search(it.texts.get("exporter", ""))
        and it.facts.get("shipment.from", (EXAMPLE, ""))[0] == EXAMPLE
    ):
        # whoever is abroad hands over where he is
        it.say("shipment.from", it.said("shipment.to"))
    form = it.said("item.form")
    if form == "technology" or (IS_TOLD.search(text) and not form):
        it.say("item.form", "technology", EXAMPLE)
        steps = [word for word, told in STEPS.items() if re.search(told, text, re.IGNORECASE)]
        whole = "recycling" if "recycling" in steps else "".join(steps[:1]) if len(steps) == 1 else ""
        it.say("item.facts.technology_for", whole, EXAMPLE)
        given = f"{text} {reader.facts.get('destination', '')}"
        inside = it.said("shipment.from") == "CN" and it.said("shipment.to") == "CN"
        if inside and GIVEN.search(text) and FOREIGNER.search(given) and not NOT_GIVEN.search(given):
            it.say("shipment.act", "provide", EXAMPLE)
        if SECRET.search(text):
            it.say("item.facts.public_domain", "no", EXAMPLE)
        elif TAUGHT.search(text) and it.facts.get("item.facts.public_domain") == (EXAMPLE, "no"):
            # what is taught may well be published
            it.say("item.facts.public_domain", UNKNOWN, EXAMPLE)
        if any(PERHAPS_PUBLIC.search(said) for said in _told(reader.facts)):
            it.doubt(IS_PUBLIC, "yes")
        if it.said(IS_PUBLIC) == "yes" and it.said("shipment.from") not in {"", "CN"}:
            # what anybody can read is no item of a list of goods that are sent on abroad
            it.say("item.codes", reader.book.unlisted["CN"], EXAMPLE)
    elif (
        form == "service" and it.said("item.facts.facility_activity") and not PUBLIC.search(str(reader.facts))
    ):
        # work on a line is nothing that is published
        it.say("item.facts.public_domain", "no", EXAMPLE)
    elif goods and it.said("item.unlisted") and not it.said("item.form"):
        it.either.setdefault("item.form", FORMS)


def _told(facts: dict[str, Any]) -> list[str]:
    return [
        said for key, said in facts.items() if isinstance(said, str) and (key in NAMES or PUBLIC.search(key))
    ]


def doubted(reader: "Hearing", it: Situation, text: str) -> bool:
    """Whether an answer rests on its not being known whether a thing was made with Chinese technology."""
    found = (
        CHINESE.search(text)
        and re.search(r"technolog|process|know-?how", text, re.IGNORECASE)
        and (PERHAPS.search(text) or NOT_PROVEN.search(text))
        and not re.search(r"\b(?:leav\w+|transfer\w*|passed|public|published)\b", text, re.IGNORECASE)
    )
    if found and not GOODS.isdisjoint(reader.facts):
        it.facts["item.made_with"] = (NEED, UNKNOWN)
        return True
    return False


def asked(it: Situation, text: str) -> None:
    """Whether an answer rests on more than what is public being given, or nobody knows whether it is."""
    if not BEYOND.search(text):
        return
    if PERHAPS.search(text):
        it.doubt(IS_PUBLIC, "yes")
    elif not NOT_GIVEN.search(text):
        it.say(IS_PUBLIC, "no", NEED)


def flat(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with technology that is told in parts as one text; how old it is, no law asks for.

    What goods were made with is told by a step and where it comes from, also under two keys.
    """
    facts = _of_goods(facts)
    parts = facts.get("technology")
    if not isinstance(parts, dict) or not all(
        isinstance(each, str) and PART.fullmatch(key) for key, each in parts.items()
    ):
        return facts
    told = [each for key, each in parts.items() if not AGE.fullmatch(key)]
    return facts | {"technology": ", ".join(told)} if told else facts


def _of_goods(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with the step that goods were made with beside the country of its technology."""
    what, country = facts.get("technology"), facts.get("technology_origin")
    if GOODS.isdisjoint(facts) or not (isinstance(what, str) and isinstance(country, str)):
        return facts
    if not step(what) or SECRET.search(what) or PUBLIC.search(what) or not COUNTRY.fullmatch(country):
        return facts
    rest = {key: said for key, said in facts.items() if key != "technology"}
    return rest | {"technology_origin": f"{country}, {what}"}


def step(text: str) -> str:
    """The step that a text tells; empty where it tells none."""
    return next((word for word, told in STEPS.items() if re.search(told, text, re.IGNORECASE)), "")


def is_for(book: "Phrasebook", it: Situation, text: str) -> bool:
    """Whether a text only names technology for a step, which is then what is handed over."""
    if not (IS_TOLD.search(text) and step(text)) or book.alarm.search(text) or PUBLIC.search(text):
        return False
    it.say("item.form", "technology", EXAMPLE)
    it.say("item.facts.technology_for", step(text), EXAMPLE)
    it.say("item.facts.public_domain", "no" if SECRET.search(text) else "", EXAMPLE)
    return True


def origin(reader: "Hearing", it: Situation, value: str) -> None:
    """Where technology comes from: goods were made with it; where there are none it is what is shipped."""
    if not GOODS.isdisjoint(reader.facts):
        used(reader, it, value)
        return
    it.say("item.form", "technology", EXAMPLE)
    it.say("item.facts.technology_for", step(value), EXAMPLE)
    country = value if CODE.fullmatch(value) else next(iter(reader.countries.codes(value)), "")
    it.say("shipment.from", country, EXAMPLE)


def used(reader: "Hearing", it: Situation, value: str) -> None:
    """Whose technology goods were made with: a step of a country, or of none that any law asks for."""
    countries = [*reader.countries.codes(value), *reader.countries.of_nations(value)]
    turned = re.match(TURNED, value, re.IGNORECASE)
    truth = TRUTH.get(value, "no" if DENIED.match(value) and not turned else "")
    if PERHAPS.search(value) or (turned and not CHINESE.search(value)):
        it.say("item.made_with", UNKNOWN)
    elif truth == "no":
        it.say("item.made_with", "none")
    elif truth or CHINESE.search(f"{reader.key.replace('_', ' ')} {value}") or "CN" in countries:
        it.say("item.made_with", f"{step(value) or 'magnet'}:CN")
    elif american.STATES.search(value):
        it.say("item.made_with", "technology:US:3E001")
    elif countries:
        it.say("item.made_with", "none")
    else:
        it.say("item.made_with", UNKNOWN)
        raise ValueError(value)


def public(_: "Hearing", it: Situation, value: str) -> None:
    """Whether it is public; what is so in part, or may be, is not known. Anything else is not understood."""
    secret, told = SECRET.search(value), PUBLIC.search(value) or DAY.fullmatch(value)
    if DOUBT.search(value) or TRUTH.get(value) or not (secret or told):
        it.say("item.facts.public_domain", TRUTH.get(value, UNKNOWN))
        if not (secret or told or value in TRUTH):
            raise ValueError(value)
    else:
        it.say("item.facts.public_domain", "no" if secret else "yes")
