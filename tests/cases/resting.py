"""What an answer rests on: phrases first, then what it states under a name, read as the case's own facts are read."""

import re
from typing import TYPE_CHECKING

from cases import american, amounts, belonging, classes, dated, doubting, holding, plants, shares, technology
from cases.clauses import clauses, understood
from cases.explaining import is_no_reason
from cases.phrasebook import UnmappedPhrase
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation
from cases.untold import not_sure

if TYPE_CHECKING:
    from cases.adapter import Adapter

STATED = re.compile(
    r"(?:facts\.|items?\.|shipments?\.)?(?P<key>[A-Za-z][\w -]*?) ?(?:==?|:) ?(?P<value>[^=:]+)"
)
"""`Cylinder bore = 650 mm`."""
IS_SOMEBODY = re.compile(
    r"(?:the )?(?P<key>end[- ]?user|user|buyer|consignee|importer|purchaser|customer|recipient|exporter|seller)(?:'s)? (?:is|are|being) (?P<value>.+)",
    re.IGNORECASE,
)
"""`The end user is a civil university`."""
NAMES = re.compile(
    r"kind|item|product|goods|material|article|ore|end_?user|user|buyer|consignee|importer|purchaser|customer|recipient|exporter|seller",
    re.IGNORECASE,
)
"""Names under which somebody or something is described; under any other only figures and places are taken."""
FIGURES = ("item.facts.", "shipment.facts.", "shipment.from", "shipment.to")
TURNS = re.compile(
    r"\b(?:other than|but|except|unless|else|or|if|whether|any|open|either|not|no|none|never|outside|without)\b|\?",
    re.IGNORECASE,
)
"""What is said so says less than it names."""
ON_LIST = re.compile(
    r"\b(?:on|in|named in|listed on) (?:the )?(?:cn/|Chinese |China's )?(?P<which>control[- ]list|watch[- ]list)\b",
    re.IGNORECASE,
)
CONTENT = re.compile(
    r"\b(?:US|U\.S\.|American)(?:[- ]origin)?(?: controlled)? content\b.*?(?:\d ?%|per ?cent|limit|level|threshold|de minimis)",
    re.IGNORECASE,
)
NOT_BELOW = re.compile(
    r"\b(?:not|never|hardly|no longer) (?:[\w-]+ ){0,3}?(?:below|under|within|less|at most|up to)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d+(?:\.\d+)?")
ASIDE = re.compile(r"\s*\((?:stated|given|as stated|from the facts|the case says so)\)")


def upon(reader: "Adapter", it: Situation, needs: tuple[str, ...]) -> None:
    """All that an answer rests on; then what content is worth is held against all that was told of it."""
    for each in needs:
        need(reader, it, each)
    if reader.jurisdiction == "US-EAR":
        amounts.hold(it, reader.facts, needs)
        classes.licensed(it, needs)
        belonging.branch_of_listed(it, needs)


def need(reader: "Adapter", it: Situation, text: str) -> None:
    """What an answer rests on; of what is not understood every clause by itself, if half is enough."""
    text = _besides_days(reader, it, text)
    if not text:
        return
    if reader.chips_asked(it, text):
        return
    reader.no_sdn(it, text)
    doubting.asked(it, text, reader.jurisdiction)
    if reader.jurisdiction not in reader.book.by_code:
        if technology.doubted(reader, it, text):
            return
        technology.asked(it, text)
    heard = understood(reader.book, text)
    if heard is None and _as_facts(reader, it, clauses(text)):
        return
    if heard is None and not reader.half:
        raise UnmappedPhrase("need", text, text)
    for clause in clauses(text) if heard is None else ():
        said = understood(reader.book, clause)
        if said is None and _as_facts(reader, it, [clause]):
            continue
        if said is None:
            it.unheard.append(
                ("aside" if is_no_reason(reader.book, clause, str(reader.facts)) else "need", clause)
            )
        it.hear(said or (), NEED)
    it.hear(heard or (), NEED)


def _besides_days(reader: "Adapter", it: Situation, text: str) -> str:
    """A need without what it says of days, of plants, of owners and of other holders, all of which is taken over here."""
    if it.owned and holding.other_holder(
        text, (name for each in it.owned for name in (each.owner, each.owned))
    ):
        it.say("holdings.others", "none", NEED)
        return ""
    day = str(reader.facts.get("date", ""))
    if dated.restated(text, day) or not (text := dated.on_a_list(text, day)):
        return ""
    if days := dated.left_open(text, day):
        it.either["shipment.date"] = days
        it.facts["shipment.date"] = (EXAMPLE, UNKNOWN)
        return ""
    if it.american and any(map(shares.are_doubted, text.split(";"))):
        # whatever is told, it may be any share
        it.american[0] |= {"low": "0", "pct": "100"}
    elif reader.jurisdiction == "US-EAR" and any(map(_content_open, re.split("[,;]", text))):
        it.american.append({"code": american.CONTROLLED, "pct": "100", "through": "", "low": "0"})
    if reader.jurisdiction == "US-EAR" and plants.asked(it, text):
        return ""
    return _owners_listed(it, text)


def _content_open(clause: str) -> bool:
    """Whether a clause tells of content of the United States that it is not below a limit, or not for sure."""
    return bool(CONTENT.search(clause)) and bool(NOT_BELOW.search(clause) or not_sure(FIGURE.sub("", clause)))


def _owners_listed(it: Situation, text: str) -> str:
    """A text without the clauses that say on which list of China an owner is: he is, and whoever he owns may be or not."""
    kept = []
    for clause in clauses(text):
        found = ON_LIST.search(clause)
        who = next(
            (each.owner for each in it.owned if clause.casefold().startswith(each.owner.casefold())), ""
        )
        if found and who and not TURNS.search(clause):
            it.say(f"{who}.lists", f"cn/{found['which'].replace(' ', '-').casefold()}", NEED)
        else:
            kept.append(clause)
    return text if len(kept) == len(clauses(text)) else "; ".join(kept)


def _as_facts(reader: "Adapter", it: Situation, several: list[str]) -> bool:
    """Whether every clause is a phrase or states a fact under its name; what is so is said as firmly as the case says it."""
    told: list[Situation] = []
    for clause in several:
        said = understood(reader.book, clause)
        if said is not None:
            part = Situation()
            part.hear(said, NEED)
        elif (found := _fact(reader, clause)) is not None:
            part = found
        else:
            return False
        told.append(part)
    if len(told) > 1:
        # the clauses are taken one by one
        for clause in several:
            need(reader, it, clause)
        return True
    for part in told:
        _take(it, part)
    return bool(told)


def _fact(reader: "Adapter", clause: str) -> Situation | None:
    """What a clause states under a name, every word understood; None for any other."""
    clause = ASIDE.sub("", clause).strip()
    found = STATED.fullmatch(clause) or IS_SOMEBODY.fullmatch(clause)
    if not found or TURNS.search(found["value"]):
        return None
    key = re.sub(r"[ -]+", "_", found["key"].strip())
    part, before = Situation(), (reader.key, reader.half, dict(reader.placed))
    reader.half = False
    try:
        reader.stated(part, "product" if key.casefold() == "kind" else key, found["value"].strip())
    except UnmappedPhrase:
        return None
    finally:
        reader.key, reader.half, reader.placed = before
    firm = {place: said for place, said in part.facts.items() if said[0] > EXAMPLE}
    described = NAMES.fullmatch(key) or (firm and all(each.startswith(FIGURES) for each in firm))
    says = firm or part.has or part.lacks or part.codes or part.either
    return part if says and described and not part.unheard else None


def _take(it: Situation, part: Situation) -> None:
    """Take over what was read apart; of what the case says as well the stricter word stays."""
    for place, (rank, word) in part.facts.items():
        if word == UNKNOWN:
            it.leave_unknown(place)
        elif rank > EXAMPLE:
            it.say(place, word, TEXT)
    for place, words in part.either.items():
        it.either.setdefault(place, words)
    it.has += part.has
    it.lacks += part.lacks
    it.magnets += part.magnets
    it.magnet = it.magnet or part.magnet
    it.listed = it.listed or part.listed
    for code in part.codes:
        it.say("item.codes", code)
