"""Provisions that count for no shipment on any day, and what keeps each from counting."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xenotime.law.provision import Rule
from xenotime.proving.encode import Encoded
from xenotime.proving.findings import Finding
from xenotime.proving.laid import LaidOut, shown

CLAIM = "every provision counts for some shipment on some day"
ASLEEP = "it is asleep on every day, or the solver found nothing that meets it"
ALONE = "what it stands upon does not count for any shipment that meets it"
EXCEPTED = "an exception takes every shipment that meets it"


def never_counting(laid: LaidOut, never: Mapping[str, Rule], days: Sequence[date]) -> Iterator[Finding]:
    """A finding for each of the rules: a shipment that meets what it asks for, on the first day that has one."""
    found: dict[str, Finding] = {}
    for day in days if never else ():
        encoded, solver = laid.on(day)
        for number, each in enumerate(encoded.problem.rules):
            rule = each.planned.rule
            if rule.key in never and rule.key not in found:
                kept = _kept(encoded, solver, number)
                if kept:
                    found[rule.key] = Finding(CLAIM, (rule.id,), day, *kept)
    for key, rule in never.items():
        yield found.get(key) or Finding(CLAIM, (rule.id,), days[-1], (), ASLEEP)


def _kept(encoded: Encoded, solver: Any, number: int) -> tuple[tuple[str, ...], str] | None:
    """A shipment that meets a rule which does not count for it, and why not; None where nothing meets the rule."""
    asks, stands = encoded.asks[number], encoded.stands[number]
    standing = shown(encoded, solver, number, asks, stands)
    if standing is not None:
        return standing, EXCEPTED
    meeting = shown(encoded, solver, number, asks)
    return None if meeting is None else (meeting, ALONE)
