"""Parties in rows with their parts in the deal, and holdings told as numbers of shares, as they are told elsewhere."""

import re
from fractions import Fraction
from typing import Any

PARTIES = frozenset({"parties", "roles", "party_list", "persons"})
ROLE = re.compile(r"role|part|function|as|acts_as|capacity")
WHO = re.compile(r"name|who|party|firm|company|identity")
SAME = re.compile(r"(?:the )?same(?: (?:firm|company|party|as (?:above|before)))?|ditto|idem", re.IGNORECASE)
ALL = re.compile(
    r"(?:total_|all_)?(?:number_of_)?(?:issued_|outstanding_)?shares?(?:_(?:total|issued|outstanding|in_all|in_issue|in_total))*|capital_in_shares"
)
HELD = re.compile(r"(?P<number>\d+)(?: of (?:them|the shares))?(?: shares?)?(?P<rest>,? ?[(A-Za-z].*)?")
FIRM = frozenset({"firm", "company", "entity"})


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    """The same with each party under its part, and with shares in per cent of all that there are."""
    told: dict[str, Any] = {}
    for key, said in facts.items():
        told |= _by_role(key, said) or {key: said}
    return _in_per_cent(told)


def _by_role(key: str, said: Any) -> dict[str, str]:
    """Parties by their parts; empty for another shape, and where two have one part or somebody has none."""
    if key not in PARTIES or not isinstance(said, list):
        return {}
    found: dict[str, str] = {}
    before = ""
    for each in said:
        if not isinstance(each, dict) or not all(isinstance(one, str) for one in each.values()):
            return {}
        roles = [one for name, one in each.items() if ROLE.fullmatch(name)]
        who = [one for name, one in each.items() if not ROLE.fullmatch(name)]
        role = re.sub(r"\W+", "_", roles[0].strip().casefold()) if len(roles) == 1 else ""
        if not role or role in found or not any(map(WHO.fullmatch, each)):
            return {}
        before = before if SAME.fullmatch(who[0]) and len(who) == 1 else ", ".join(who)
        found[role] = before
    return found


def _in_per_cent(facts: dict[str, Any]) -> dict[str, Any]:
    """Holdings in per cent, where the number of all shares is told and nobody holds more than there are."""
    every = [key for key, said in facts.items() if ALL.fullmatch(key) and str(said).isdigit() and int(said)]
    if len(every) != 1:
        return facts
    whole = int(facts[every[0]])
    for key, said in facts.items():
        rows = said if isinstance(said, dict) else {}
        held = {name: HELD.fullmatch(each) for name, each in rows.items() if isinstance(each, str)}
        fits = {name: each for name, each in held.items() if each}
        if not fits or len(fits) < len(rows) or sum(int(each["number"]) for each in fits.values()) > whole:
            continue
        shares = {
            name: f"{float(Fraction(100 * int(each['number']), whole)):.10g} %{each['rest'] or ''}"
            for name, each in fits.items()
        }
        firm = [name for name in facts if name in FIRM and isinstance(facts[name], str)]
        rest = {name: one for name, one in facts.items() if name not in {key, every[0], *firm[:1]}}
        return rest | {"ownership": {facts[firm[0]]: shares} if firm else shares}
    return facts
