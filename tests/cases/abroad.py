"""Since when goods of Chinese origin were abroad, in whatever words and under whatever key it is told."""

import re
from collections.abc import Iterator
from typing import Any

from cases.dated import IN_WORDS, MONTHS, in_figures
from cases.situation import Situation

PLACE = "item.facts.abroad_before_no_61"
BORDER = "2025-10-09"
"""The day on which the limb on goods of Chinese origin began."""
STORE = r"(?:warehouses?|stores?|storage|stocks?|stockpiles?|depots?|inventor(?:y|ies)|free (?:zone|port)|bonded [a-z]+|tank farm|vaults?|shelves|shelf|yard|hands|plant|works)"
AWAY = (
    rf"(?:(?:left|departed|gone from|been out of|out of|outside(?: of)?|not in) (?:mainland )?(?:China|the mainland|CN)|(?:export|ship|sent|sold|brought|import|mov|deliver|load|land|unload)\w*(?: out)?(?: of| from| into| to)? (?:mainland )?(?:[A-Z][\w-]+)"
    rf"|abroad|overseas|offshore|(?:in|at|on)\b[^;,.]*\b{STORE}|(?:stor|warehous|stock|hoard|lying|lain|lay|held|kept|sitting|idle|parked)\w*)"
)
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = rf"(?:\d{{4}}-\d{{2}}(?:-\d{{2}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{NAME})\.?,? \d{{4}}|(?:{NAME})\.? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}}|(?:19|20)\d{{2}})"
TOLD = re.compile(
    rf"\b{AWAY}\b[^;]*?\b(?P<how>since|in|on|from|before|until|as early as|during|ever since|already in|after|prior to|ahead of|by|of)(?: the)?(?: (?:early|late|mid|spring|summer|autumn|winter|end|start|beginning|middle|of|about|around)[ -]?)* (?P<day>{DAY})\b",
    re.IGNORECASE,
)
LIES = re.compile(
    r"(?:(?:present|current|actual|last|physical|known|goods|item|stock|lot|metal|material|it|they|where)_)*(?:whereabouts|location|position|resting_place|storage_place|lies|lie|lay|lying|sits|sitting|kept|held|stored|stocked|warehoused|store|depot|(?<=where_)(?:it|they|goods|stock))(?:_(?:of_(?:the_)?(?:goods|stock|lot|metal|item|material)|now|today|so_far|place|in|at))*"
)
"""A key under which the place stands where goods lie."""
KEY = re.compile(
    r"(?:left|exported|departed|shipped|abroad|outside|warehoused|stored|stocked|held|kept|lying|lain|imported|bought|in_stock|in_store|in_bond|landed|arrived|storage|warehous\w+|stock(?:pile)?|depot|inventory)(?:_\w+)?",
    re.IGNORECASE,
)
"""A key under which the day alone may stand."""
WHEN = re.compile(r"(?:since|from|on|in|day|date|month|year|arrived|began|start|as_of|until)(?:_\w+)?")
UNTOLD = re.compile(
    r"\b(?:since|from|when|day|date|left|began|start|long)\b[^;]*\b(?:unknown|unclear|unrecorded|disput\w+|not (?:yet )?(?:known|stated|told|clear|recorded|shown|disclosed)|no (?:record|date|paper)s?|nobody|no one|no answer)\b",
    re.IGNORECASE,
)
"""Since when it is abroad is not known."""
CAME = re.compile(
    rf"\b((?:arriv|land|unload|deliver|discharg|stor|warehous)\w*(?: (?:there|here|ashore))?),? (?={DAY})",
    re.IGNORECASE,
)
"""`Landed 2025-06-18`."""
BY_RULE = re.compile(
    rf"\b{AWAY}\b[^;]*\b(?:before|prior to|long before|ahead of|when)\b[^;]*\b(?:No\.? ?61|announcement|the rule|rule|limb|paragraph|it began|took effect|entry into force|in force|any of this)\b"
    rf"|\balready {AWAY}",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:not|never|no|none|neither|nor|return\w*|back to China)\b", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(?:perhaps|maybe|possibly|said to|allegedly|claimed|not (?:known|stated|clear|proven)|unknown|unclear|some of (?:it|them)|partly)\b|\?",
    re.IGNORECASE,
)


def told(it: Situation, facts: dict[str, Any]) -> None:
    """Say whether goods that leave another country were out of China before that day, where that is told."""
    if it.said("shipment.from") in {"", "CN"} or PLACE in it.facts:
        return
    found = {word for text in _texts(facts) if (word := _before(text))}
    if found and found <= {"yes", "no"} and len(found) == 1:
        it.say(PLACE, found.pop())
    elif found:
        it.either[PLACE] = ["yes", "no"]


def _before(text: str) -> str:
    """Whether a text tells that goods were abroad before the day, `?` where it doubts it; empty where it tells nothing."""
    text = CAME.sub(r"\1 on ", text)
    fits = TOLD.search(text)
    if fits and not DENIED.search(text[: fits.end()]):
        return "?" if DOUBT.search(text) else _lies_before(_day(fits["day"]), fits["how"].casefold())
    if UNTOLD.search(text) and re.search(rf"\b{AWAY}\b", text, re.IGNORECASE):
        return "?"
    ruled = BY_RULE.search(text)
    if ruled and not DENIED.search(text[: ruled.end()]):
        return "?" if DOUBT.search(text) else "yes"
    return ""


def _day(text: str) -> str:
    known = next((each for each in IN_WORDS if each.fullmatch(text.strip())), None)
    return str(in_figures(text)) if known else text.strip()


def _lies_before(day: str, how: str) -> str:
    """Whether a day, a month or a year lies before that day; one in which it lies may be on either side."""
    if day == BORDER[: len(day)] and len(day) < len(BORDER):
        return "?"
    if day == BORDER:
        return "yes" if how in {"before", "prior to", "ahead of"} else "no"
    return "yes" if day < BORDER else "?" if how in {"before", "prior to", "by", "until"} else "no"


def _texts(said: Any, key: str = "") -> Iterator[str]:
    """Every text of the facts; where a key tells of a stock or a departure, behind the words of that key."""
    if isinstance(said, dict):
        for name, each in said.items():
            # `since`, `from` or a day beside a place belong to the stock of which they are told
            of = "stored" if LIES.fullmatch(key) else key
            yield from _texts(each, f"{of}_{name}" if KEY.fullmatch(of) and WHEN.fullmatch(name) else name)
    elif isinstance(said, list):
        for each in said:
            yield from _texts(each, key)
    elif LIES.fullmatch(key):
        yield f"stored {said}"
        if re.fullmatch(DAY, str(said), re.IGNORECASE):
            yield f"stored since {said}"
    elif KEY.fullmatch(key):
        words = key.replace("_", " ")
        yield f"{words} {said}"
        if re.fullmatch(DAY, str(said), re.IGNORECASE):
            yield f"stored since {said}"
    else:
        yield str(said)
