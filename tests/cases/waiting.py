"""Whether a report to the agency helps: once thirty days have passed without a word from it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from cases.declared import TRUTH
from cases.situation import UNKNOWN

WAIT = timedelta(days=30)
NOTICE = timedelta(days=25)
"""Ahead of which exception NAC has to be notified."""
NOTIFIED = re.compile(
    r"(?:licen[cs]e_)?(?:exception_)?nac_?\w*|notif(?:ied|ication)(?:_\w+)?|notice_(?:filed|given|sent|to_bis)(?:_\w+)?|(?:bis_)?(?:notice|filing)(?:_(?:date|day|on|filed|made))?"
)
ELAPSED = re.compile(
    r"\b(?P<days>\d{1,3}) (?:calendar )?days? (?:ago|earlier|before|ahead|elapsed|passed|old)", re.IGNORECASE
)
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
REPORT = re.compile(r"report|(?:^|_)filed(?:_|$)|filing")
WAITED = re.compile(r"(?:thirty|30)_?days?|waiting_period|wait(?:ed|ing)?")
AGENCY = re.compile(
    r"(?:bis|agency|commerce)_(?!report)\w+|(?:\w+_)?(?:reply|replies|answer|response|contact|objections?|reaction|quer(?:y|ies)|questions?)(?:_(?:from|of|by)_(?:bis|agency))?"
)
"""Keys under which what the agency said stands."""
WORD = r"(?:ask\w*|question\w*|quer(?:y|ies|ied)|repl(?:y|ied|ies)|answer\w*|object\w*|respon\w+|contact\w*|word|heard|reaction|letter|came back|comes back|wrote back|disput\w+|doubt\w*|disagree\w*|reject\w*)"
SPOKE = re.compile(rf"\b{WORD}\b", re.IGNORECASE)
SILENT = re.compile(
    rf"\b(?:no|not|none|never|nothing|without|nobody)(?: [\w-]+){{0,4}}? {WORD}\b|\bun(?:answered|contradicted)\b|^(?:none|no|false|nothing|silence|silent)\b",
    re.IGNORECASE,
)
SHORT = re.compile(r"\b(?P<days>\d{1,3})(?: |-)?(?:days?|d)\b|\b(?:a|one|two|three) weeks?\b", re.IGNORECASE)


def outcome(facts: Mapping[str, Any]) -> str:
    """`no` where the report does not help, unknown where that is not told, nothing where all that is told is well."""
    inside = [each for key, each in facts.items() if REPORT.search(key.casefold()) and isinstance(each, dict)]
    pairs = [*facts.items(), *(each for one in inside for each in one.items())]
    said = {key.casefold(): each for key, each in pairs if isinstance(each, str)}
    reports = [each for key, each in said.items() if REPORT.search(key) and not AGENCY.fullmatch(key)]
    filed = min((day for each in reports for day in _days(each)), default=None)
    answers = [_spoken(key, each, filed) for key, each in said.items() if AGENCY.fullmatch(key)]
    answers += ["no" for each in reports if SPOKE.search(each) and not SILENT.search(each)]
    answers += [
        "no"
        for key, each in said.items()
        if WAITED.fullmatch(re.sub("_(?:passed|over|elapsed|run)$", "", key)) and _denied(each)
    ]
    answers += [
        "no" for each in reports if (told := SHORT.search(each)) and int(told["days"] or 0) < WAIT.days
    ]
    sent = next(iter(_days(said.get("date", ""))), None)
    if filed and sent and sent < filed + WAIT:
        answers.append("no")
    return "no" if "no" in answers else UNKNOWN if UNKNOWN in answers else ""


def too_early(facts: Mapping[str, Any]) -> bool:
    """Whether an exception that has to be notified ahead was notified too short a time before."""
    said = {key.casefold(): each for key, each in facts.items() if isinstance(each, str)}
    sent = next(iter(_days(said.get("date", ""))), None)
    told = [each for key, each in said.items() if NOTIFIED.fullmatch(key)]
    days = [day for each in told for day in _days(each)]
    short = any(int(found["days"]) < NOTICE.days for each in told if (found := ELAPSED.search(each)))
    return short or bool(sent and days and sent < min(days) + NOTICE)


def _spoken(key: str, said: str, filed: date | None) -> str:
    """What a word of the agency makes of a report: one within the time takes its help away."""
    if SILENT.search(said) or not (DAY.search(said) or SPOKE.search(f"{key.replace('_', ' ')} {said}")):
        return ""
    days = _days(said)
    return UNKNOWN if filed and days and days[0] > filed + WAIT else "no"


def _denied(said: str) -> bool:
    return TRUTH.get(said.casefold()) == "no" or bool(
        re.match(r"no\b|not\b|running|pending", said, re.IGNORECASE)
    )


def _days(said: str) -> list[date]:
    return [date.fromisoformat(each) for each in DAY.findall(said)]
