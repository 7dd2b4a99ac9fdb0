"""Technology that is shown to a person goes to the country of his latest citizenship."""

import re
from typing import Any

from cases.declared import TRUTH
from cases.situation import EXAMPLE, UNKNOWN, Situation

LOST = re.compile(
    r"\b(?:former\w*|lost|renounced|until|by birth|earlier|previous\w*|gave up)\b", re.IGNORECASE
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
CODE = re.compile(r"\b[A-Z]{2}\b")
RELEASE = re.compile(
    r"\b(?:releas\w+|deemed|show(?:s|n|ed)?|disclos\w+|access|teach\w*|train\w*|visual inspection)\b",
    re.IGNORECASE,
)


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


def to_whom(it: Situation, facts: dict[str, Any]) -> None:
    """A release goes to the country of the person to whom it is made, where no other destination is told."""
    told = any(RELEASE.search(said) for said in facts.values() if isinstance(said, str))
    if told and it.said("end_user.nationality"):
        it.say("shipment.to", it.said("end_user.nationality"), EXAMPLE)
