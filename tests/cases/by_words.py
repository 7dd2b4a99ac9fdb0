"""How a key is read that nobody knows: by the words of its name, and by what stands under it."""

import re
from collections.abc import Iterator
from typing import Any

from cases import counted
from cases.clauses import WEIGHTY, understood
from cases.declared import TRUTH
from cases.phrasebook import Effect, Phrasebook
from cases.situation import Situation

COUNTRY = re.compile(r"[A-Z]{2}")
ONLY_NAMES = re.compile(r"_(?:name|type|kind|status|description|identity|listing|list|form)$")
"""What of the key of a party only says that it is described."""
WHERE = re.compile(
    r"_(?:(?:at|in|on|near|behind|for)_(?:the_|its_|this_)?[a-z_]+|of_(?:record|the_goods|goods|the_samples|the_shipment|the_lot)|abroad|there|locally|on_paper)$"
)
"""What of the key of a party only says where he is, or of what he is one."""
SEVERAL = re.compile(r"[a-z]+(?:[ -][a-z0-9]+)+")
DENIED = re.compile(r"(?:none|no|nobody|nothing|never|not)", re.IGNORECASE)

LISTS = re.compile(
    r"footnote|Entity[- ]List|black-?list|\bentry of its own\b|\b(?:listed|designated|sanctioned|blocked|SDN|debarred|banned|barred|restricted part(?:y|ies))\b",
    re.IGNORECASE,
)
USES = re.compile(
    r"milit|armed|army|navy|weapon|missile|nuclear|defen[cs]e|intelligence|supercomput|advanced[- ]node|red flag|divert",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"(?:^|\b)(?:not|no|non|never|without|outside|un(?:listed|blocked|sanctioned|controlled)|excluded?|ruled out|denied|absent|free(?: of| from)?)\b",
    re.IGNORECASE,
)
"""In the name of a key: what stands there is that something is not so."""
DOUBTS = re.compile(
    r"^(?:no|none|not|nobody|never|false)\b|\b(?:un(?:known|clear|checked|verified|resolved|stated|certain|proven)|not (?:\w+ )?(?:checked|verified|known|clear|sure|done|made|resolved|proven|confirmed|certain|established)"
    r"|pending|open|perhaps|maybe|possibl[ey]|may|might|hardly|partly|mostly|claim\w*|alleged\w*|as far as|or not|in doubt)\b|\?",
    re.IGNORECASE,
)
SCREENED = re.compile(r"\b(?:(?:re)?screen\w*|(?:list|party|sanctions?|name) checks?)\b", re.IGNORECASE)
CLEAN = re.compile(
    r"(?:yes|true|done|(?:no|without|zero) (?:hits?|match(?:es)?|finding|result)s?|0(?: hits?)?|clean|clear|passed|negative|nothing(?: found)?|none)(?:,? (?:on|of) [\d-]+)?",
    re.IGNORECASE,
)
"""What a search of the lists that finds nobody is told as."""
HIT = re.compile(r"\b(?:hits?|match(?:es)?|findings?|found|positive)\b", re.IGNORECASE)
OF_LISTS = re.compile(
    r"\bunlisted\b|\b(?:not|never|de)[ -]?listed\b|\bnot on\b[^;]*\blists?\b|\b(?:user|buyer|customer|consignee|purchaser|recipient|party)\b[^;]*\b(?:listed|lists?)\b",
    re.IGNORECASE,
)
"""Of a party: it is on lists, or on none."""
OWNS = re.compile(r"\b(?:own\w*|control\w*|votes?|voting|board|trust\w*|proxy|agreement)\b", re.IGNORECASE)


def joined(book: Phrasebook, facts: dict[str, Any], *, top: bool = True) -> dict[str, Any]:
    """The same, keys of several words written as one, `ultimate user`; below the top only where that is a key which is known."""
    facts = counted.plain(facts) if top else facts
    told: dict[str, Any] = {}
    if top and "what" in facts and not facts.keys() & {"product", "item", "goods", "article", "activity"}:
        facts = {"product" if key == "what" else key: said for key, said in facts.items()}
    for key, said in facts.items():
        one = re.sub(r"[ -]+", "_", key.strip())
        plain = one == key or not (
            (top and SEVERAL.fullmatch(key)) or book.key(one) or one in book.composition
        )
        name = key if plain or one in facts else one
        told[name] = _below(book, said)
    return told


def _below(book: Phrasebook, said: Any) -> Any:
    if isinstance(said, dict):
        return joined(book, said, top=False)
    return [_below(book, each) for each in said] if isinstance(said, list) else said


def how(book: Phrasebook, key: str, value: str) -> str:
    """How a party is read under a key of one; empty for any other, and for a country."""
    words = WHERE.sub("", ONLY_NAMES.sub("", key.casefold())).split("_")
    if value in book.places or COUNTRY.fullmatch(value) or value.casefold() in TRUTH:
        return ""
    # the customer of a user is no user
    known = words[-1] if "of" not in words else ""
    return next((read for read, named in book.party_words.items() if known in named), "")


def heard(book: Phrasebook, key: str, value: str) -> list[Effect] | None:
    """What a key and its value say together, as a clause of its own; None where no phrase knows them.

    What can make an answer strict is heard as a fact, or not at all.
    """
    name = key.replace("_", " ")
    if DENIES.search(name) and DOUBTS.search(value):
        # that it is not so is denied or doubted in its turn
        return None
    if SCREENED.search(name) and not _is_clean(name, value):
        return None
    for clause in _clauses(key.replace("_", " "), value):
        effects = understood(book, clause)
        if effects is not None and not (_silent(effects) and _is_weighty(book, key, value)):
            return effects
    return None


def _is_clean(name: str, value: str) -> bool:
    """Whether a search of the lists found nobody; of a hit, that there was none."""
    if HIT.search(name):
        return bool(re.fullmatch(r"(?:no|none|false|0|nil|not one|nobody)", value, re.IGNORECASE))
    return bool(CLEAN.fullmatch(value))


def could_say(text: str) -> Iterator[tuple[str, str]]:
    """The facts that a text which nobody understands could tell, by its words, each with what it is at its mildest."""
    if LISTS.search(text):
        yield "shipment.facts.goes_into_goods_of", "none"
    if USES.search(text):
        yield "shipment.end_use", "civil"
        yield "end_user.kind", "civil"
    if SCREENED.search(text) or re.search(r"\b(?:un|de)?listed\b|\blists?\b", text, re.IGNORECASE):
        yield "end_user.lists", "none"
    if re.search(r"\bcivil", text, re.IGNORECASE):
        yield "shipment.end_use", "civil"
        yield "end_user.kind", "civil"
    if OWNS.search(text):
        yield "owned.controlled_by_listed", "no"


def left_open(it: Situation, text: str) -> None:
    """What a text that nobody understands could tell is left unknown; of whom it tells a list, nobody is trusted to be on none."""
    for place, mild in could_say(text):
        it.leave_unknown(place, mild)
    if (SCREENED.search(text) or OF_LISTS.search(text)) and it.said("end_user.lists") in {"", "none"}:
        it.doubt_listing("end_user")


def _clauses(name: str, value: str) -> Iterator[str]:
    """What may be meant: what is true by its name alone, what is denied with `no`, anything else with what stands there."""
    truth = TRUTH.get(value.casefold(), "no" if DENIED.fullmatch(value) else "")
    if truth:
        yield name if truth == "yes" else f"no {name}"
        if truth == "no":
            yield f"not {name}"
    else:
        yield f"{name} {value}"
        yield f"{name}: {value}"
        yield f"{name} = {value}"


def _silent(effects: list[Effect]) -> bool:
    """Whether effects say no fact."""
    return not any(set(each.effects) - {"nothing", "usual"} for each in effects)


def _is_weighty(book: Phrasebook, key: str, value: str) -> bool:
    text = f"{key.replace('_', ' ')} {value}"
    return bool(book.alarm.search(text) or WEIGHTY.search(text))
