"""What is told beside a deal: who designed the thing, who owns the employer, whether the country of departure controls alike."""

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cases import by_words, holding
from cases.american import CONTROLLED
from cases.composition import NUMBER, YES_NO
from cases.declared import TRUTH
from cases.nexus import DESIGNED
from cases.situation import EXAMPLE, NEED, TEXT, UNKNOWN, Situation

if TYPE_CHECKING:
    from cases.hearing import Hearing

ALIKE = "shipment.facts.equal_control"
EMPLOYER = "shipment.facts.us_person_employer"
OWNER = "employer.owner"
UNKNOWN_SO = re.compile(r"\b(?:unknown|unclear|unstated|perhaps|may|might|whether)\b|\?", re.IGNORECASE)
NO_MAJORITY = re.compile(
    r"^(?:none|nobody)\b|\b(?:no|not|nobody)\b[^;]*\bmajorit|\b(?:no|not)\b[^;]*\b(?:more than half|most of it)"
    r"|^(?:no|not (?:an?|from)|neither|never)\b (?:an? )?(?:(?:entity|company|firm|party|owner|holder) )?(?:(?:D:?5|Macau|Macao|China|Chinese|PRC|or|and|nor|group|country|countries|from|in|,) ?)+(?:entit(?:y|ies)|compan(?:y|ies)|firms?|part(?:y|ies)|owners?|holders?|parents?|group)?$",
    re.IGNORECASE,
)
MAJORITY = re.compile(
    r"\b(?:majority|most(?:ly)?|sole|only|wholly|controlling|whole|entire(?:ly)?|fully|owned by|owner|parent)\b(?!s)",
    re.IGNORECASE,
)
"""Whoever owns most of it, or all."""
SHARE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) ?(?:%|per ?cent)", re.IGNORECASE)
HEARSAY = re.compile(
    r"\b(?:said|claim\w*|alleg\w*|report\w*|apparently|presumably|probabl[ey])\b", re.IGNORECASE
)
OF_PLACE = re.compile(r"(?P<pct>[\d.]+) ?(?:%|per ?cent)?|(?P<truth>true|false|yes|no)", re.IGNORECASE)
WHENCE = re.compile(r"(?:^|_)(?:D_?5|macau|china|chinese|cn|prc)(?=_|$)", re.IGNORECASE)
CHINESE = re.compile(r"\bChin(?:a|ese)\b|\bmainland\b", re.IGNORECASE)
FIRST = re.compile(r"footnote|listed|entity list|huawei", re.IGNORECASE)
DENIED = re.compile(r"\b(?:no|not|none|nobody|never|neither|nor|without|unlisted)\b", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(?:unknown|unclear|un\w+|perhaps|may|might|jointly|together|partly|or)\b|\?", re.IGNORECASE
)
MAKER = re.compile(
    r"\b(?:producers?|makers?|manufacturers?|sellers?|suppliers?|vendors?|exporters?|foundry|fab|itself|himself|own|in-house)\b",
    re.IGNORECASE,
)
UNLISTED_DESIGNER = re.compile(
    r"(?:an? |the |another )?(?:unlisted|non-?listed) (?:[\w-]+ ){0,2}?design(?:ers?| (?:houses?|firms?|bureaus?|offices?|cent(?:re|er)s?|compan(?:y|ies)|studios?))"
    r"|(?:an? |the |another )?(?:[\w-]+ ){0,2}?design(?:ers?| (?:houses?|firms?|bureaus?|offices?|cent(?:re|er)s?|compan(?:y|ies)|studios?)),? \(?(?:which is |that is )?(?:unlisted|not listed|on no list)\)?",
    re.IGNORECASE,
)
"""Somebody else, on no list, designed it."""
LISTED, POLICY = "alike.listed", "alike.policy"
EQUAL = re.compile(
    r"\b(?:equal(?:ly)?|equivalent(?:ly)?|the same|same|alike|like|comparable|identical)\b", re.IGNORECASE
)
LOOSER = re.compile(
    r"\b(?:milder|weaker|looser|lower|lighter|other|another|different(?:ly)?|unequal|lesser|less strict|more lenient)\b",
    re.IGNORECASE,
)
ON_LIST = re.compile(
    r"\b(?:lists?|listed|control(?:s|led)|on (?:the|its|their) (?:\w+ )?list|covered|covers)\b", re.IGNORECASE
)
"""Of the control of the country of departure: its policy, and that it has the thing on its list."""
HALF = 50
NOBODY = "nobody"
"""Of whom most of the employer is: told, and of none that counts."""
NEVER_LET_GO = frozenset({"CN", "HK", "MO", "none"})
"""Seats of an employer that let nobody go, whoever owns it; `none` is no employer."""
KINDS = {"technology": "us:2E003"}
"""An example of technology that is controlled for nearly every destination."""


def designer(reader: "Hearing", it: Situation, _: str, value: str) -> None:
    """Whether a party with footnote 1 designed or produced a thing; of anybody else only its own maker tells that it did not."""
    truth = YES_NO.get(value.casefold(), "")
    if truth:
        it.say(DESIGNED, {"yes": "no", "no": "yes"}[truth] if reader.key.startswith("not_") else truth)
    elif UNLISTED_DESIGNER.fullmatch(value):
        it.say(DESIGNED, "no")
    elif DOUBT.search(value):
        it.say(DESIGNED, UNKNOWN)
    elif FIRST.search(value) or by_words.LISTS.search(value):
        it.say(
            DESIGNED,
            UNKNOWN
            if DENIED.search(value) and not MAKER.search(value)
            else "no"
            if DENIED.search(value)
            else "yes",
        )
    else:
        it.say(DESIGNED, "no" if MAKER.search(value) and not DENIED.search(value) else UNKNOWN)


def source(reader: "Hearing", _: Situation, __: str, value: str) -> None:
    """Where a substance comes from: from somewhere else than China it counts for nothing; from China it is what it is told of."""
    home = reader.countries.codes(value)
    if not home or "CN" in home or CHINESE.search(value) or DENIED.search(value) or DOUBT.search(value):
        raise ValueError(value)


def employer_owner(reader: "Hearing", it: Situation, _: str, value: Any) -> None:
    """Where whoever owns most of the employer has its headquarters; of smaller holders nothing is asked."""
    if isinstance(value, str) and NO_MAJORITY.search(value) and not UNKNOWN_SO.search(value):
        it.say(OWNER, NOBODY, EXAMPLE)
        return
    of_place = OF_PLACE.fullmatch(value) if isinstance(value, str) else None
    if of_place and WHENCE.search(reader.key):
        # the key says from where: which country of those it names does not matter
        pct, truth = of_place["pct"], of_place["truth"]
        most = Fraction(pct) > HALF if pct else TRUTH.get(truth.casefold()) == "yes"
        it.say(OWNER, "CN" if most else NOBODY, TEXT if most else EXAMPLE)
        return
    if isinstance(value, str) and (seat := _majority_seat(reader, value)):
        it.say(OWNER, seat)
        return
    for row in holding.rows(value):
        share = row.get("pct", "")
        text = f"{row.get('owner', '')} {row.get('list', '')} {row.get('hq', '')} {row.get('country', '')}"
        home = reader.countries.codes(text) or reader.countries.of_nations(text)
        if not NUMBER.fullmatch(share):
            it.say(OWNER, UNKNOWN)
        elif Fraction(share) > HALF:
            it.say(OWNER, home[0] if home else UNKNOWN)
        else:
            it.say(OWNER, NOBODY, EXAMPLE)


def _majority_seat(reader: "Hearing", value: str) -> str:
    """Where the owner of most of it sits, of whom no share is told: `majority owner: NL`; empty where a text tells no seat.

    Of several seats, or of a holder of whom nobody says that he holds most of it, it is unknown.
    """
    home = {*(reader.countries.codes(value) or reader.countries.of_nations(value))}
    most = [Fraction(each) > HALF for each in SHARE.findall(value)]
    if not home or len(most) > 1 or not all(most) or re.search(r"\bminority\b", value):
        return ""
    told = most or MAJORITY.search(f"{reader.key} {value}".replace("_", " "))
    sure = told and len(home) == 1 and not any(each.search(value) for each in (DOUBT, DENIED, HEARSAY))
    return home.pop() if sure else UNKNOWN


def control(reader: "Hearing", it: Situation, what: str, value: str) -> None:
    """Whether the country of departure lists a thing itself, or has an equal policy, or both where a text tells both."""
    policy = EQUAL.search(value) or LOOSER.search(value)
    listed = ON_LIST.search(value)
    truth = TRUTH.get(value.casefold(), "")
    if EQUAL.fullmatch(value) and "control" in reader.key:
        it.say(ALIKE, "yes")
        return
    if UNKNOWN_SO.search(value) or (not truth and not policy and not listed):
        it.say(f"alike.{what}", UNKNOWN if not DENIED.search(value) or UNKNOWN_SO.search(value) else "no")
        return
    if truth:
        it.say(f"alike.{what}", truth)
    if listed:
        it.say(LISTED, "no" if DENIED.search(value[: listed.start()].rpartition(",")[2]) else "yes")
    if policy:
        denied = LOOSER.search(value) or DENIED.search(value[: policy.start()].rpartition(",")[2])
        it.say(POLICY, "no" if denied else "yes")


def together(it: Situation) -> None:
    """What follows from what was told in parts."""
    if it.said("item.kind") in KINDS and it.sample == CONTROLLED:
        # an example of goods is none of technology
        it.codes = [KINDS[it.said("item.kind")] if each == it.sample else each for each in it.codes]
        it.sample = KINDS[it.said("item.kind")]
    home = it.said(EMPLOYER)
    # who owns most of it is a fact of its own: where nothing is told of that, only a seat that never helps is enough
    untold = NOBODY if home in NEVER_LET_GO else UNKNOWN
    owner = it.facts.pop(OWNER, (EXAMPLE, untold))[1]
    if owner != NOBODY and home:
        it.facts[EMPLOYER] = (it.facts[EMPLOYER][0], UNKNOWN if owner == UNKNOWN else f"{home}; {owner}")
    parts = [it.facts.pop(each, (EXAMPLE, ""))[1] for each in (LISTED, POLICY)]
    if "no" in parts:
        it.say(ALIKE, "no", NEED)
    elif parts == ["yes", "yes"]:
        it.say(ALIKE, "yes")
