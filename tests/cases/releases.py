"""Technology that is shown to a person goes to the country of his latest citizenship."""

import re
from typing import Any

from cases.declared import TRUTH
from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation

LOST = re.compile(
    r"\b(?:former\w*|lost|renounced|until|by birth|earlier|previous\w*|gave up)\b", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CODE = re.compile(r"\b[A-Z]{2}\b")
RELEASE = re.compile(
    r"\b(?:releas\w+|deemed|show(?:s|n|ed)?|disclos\w+|access|teach\w*|train\w*|visual inspection)\b",
    re.IGNORECASE,
)
WHO = frozenset({"person", "persons", "engineer", "employee", "technician", "worker", "consultant", "fitter"})
"""Keys under which it is told who does the work."""
RESIDENT = re.compile(r"(?:us_)?(?:permanent_resident|green_card(?:_holder)?)")
OWN = re.compile(
    rf"(?:(?:second|other|dual|current|present|person|engineer|employee|technician)_)*(?:citizenships?|nationality|nationalities|passports?|citizen_of)|{RESIDENT.pattern}"
)
"""Keys under which it is told whose citizen he is."""
STATES = re.compile(
    r"(?:dual )?(?:US|U\.S\.|USA|American|United States)(?: (?:citizen(?:ship)?|national|passport|permanent resident|green[- ]card))?"
)
TALES = frozenset({"note", "notes", "remark", "remarks", "comment", "background", "story", "history"})
IN_PASSING = re.compile(
    r"\b(?:US|U\.S\.|American|United States) (?:citizen\w*|passport|national\w*|permanent resident|green[- ]card)\b|\bgreen[- ]card\b",
    re.IGNORECASE,
)
"""In a remark: somebody is a citizen of the United States."""


def citizen(it: Situation, _: str, value: Any) -> None:
    """Of several citizenships the latest that is not lost; one that cannot be told is not known."""
    kept = [each for each in re.split(r"[;,/] ?| and | then ", value) if not LOST.search(each)]
    codes = [(max(YEAR.findall(each), default=""), CODE.findall(each)) for each in kept]
    if not all(len(found) == 1 for _, found in codes):
        raise ValueError(value)
    for _, (code,) in sorted(codes):
        it.say("end_user.nationality", code)
    years = [year for year, _ in codes]
    if len(codes) > 1 and len(set(years)) < len(years):
        it.say("end_user.nationality", UNKNOWN)


def resident(it: Situation, _: str, value: str) -> None:
    """Whoever may stay in the United States for good is no foreign person."""
    if TRUTH.get(value, value) == "yes":
        it.say("end_user.nationality", "US")
    elif TRUTH.get(value, value) != "no":
        raise ValueError(value)


def to_whom(it: Situation, facts: dict[str, Any], jurisdiction: str) -> None:
    """A release goes to the country of the person to whom it is made, where no other destination is told."""
    told = any(RELEASE.search(said) for said in facts.values() if isinstance(said, str))
    if jurisdiction == "US-EAR" and not told and not WHO.isdisjoint(facts):
        _of_actor(it, facts)
    if told and it.said("end_user.nationality"):
        it.say("shipment.to", it.said("end_user.nationality"), EXAMPLE)


def _of_actor(it: Situation, facts: dict[str, Any]) -> None:
    """Whose citizen somebody is who does the work: of the United States for sure, perhaps, or of no such country."""
    told = {key: str(said) for key, said in facts.items() if OWN.fullmatch(key)}
    if any(IN_PASSING.search(str(facts[key])) for key in TALES & facts.keys()):
        it.facts["shipment.facts.us_person_support"] = (NEED, UNKNOWN)
    if not told:
        return
    it.facts.pop("end_user.nationality", None)
    text = "; ".join(
        "US" if RESIDENT.fullmatch(key) and TRUTH.get(said.casefold()) == "yes" else said
        for key, said in told.items()
    )
    kept = [each for each in re.split(r"[;,/] ?| and | then |['\[\]]", text) if not LOST.search(each)]
    if any(STATES.fullmatch(each.strip()) for each in kept):
        it.say("exporter.nationality", "US")
    elif STATES.search(text) or not all(CODE.search(each) or not each.strip() for each in kept):
        it.facts["shipment.facts.us_person_support"] = (NEED, UNKNOWN)
