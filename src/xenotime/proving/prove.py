"""Prove what must hold of a lawbook, or show an invented shipment for which it does not."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import z3

from xenotime.dates import day_after
from xenotime.deciding.plan import plan_of
from xenotime.law.lawbook import Lawbook, covers
from xenotime.law.provision import OUTCOMES, SUBJECT, Rule
from xenotime.proving.encode import Encoded
from xenotime.proving.findings import Finding
from xenotime.proving.laid import PATIENCE, LaidOut
from xenotime.proving.never import never_counting
from xenotime.proving.silence import waking_in_silence, without_a_value

LICENCE_REQUIRED = OUTCOMES.index("licence required")


def prove(law: Lawbook, regime: str, known_on: date) -> tuple[Finding, ...]:
    """Every finding on one regime, on the days on which something in it turns, each with a shipment that shows it.

    Four claims: no two provisions conclude opposite things unless an exception names one of them; every
    provision counts for some shipment on some day; nothing wakes from a suspension without a stated status; no figure is
    without a value while a provision asks for it.

    An exemption that names what it excepts speaks of that alone, and policies of review add up to the strictest of
    them: neither is opposite to anything. Of what never counts the shipment meets all that the provision asks for
    itself, and the note says what keeps it from counting; there is none where nothing meets it.
    """
    plan = plan_of(law, regime, known_on)
    known = law.regimes[regime]
    days = [day for day in turning(law, regime, known_on) if day >= known.coverage_from] or [
        known.coverage_from
    ]
    fired: set[str] = set()
    clashes: dict[tuple[str, str], Finding] = {}
    laid = LaidOut(law, plan, known_on)
    for day in days:
        encoded, solver = laid.on(day)
        fired |= _firing(encoded, solver, fired)
        for finding in _clashing(encoded, solver, day, set(clashes)):
            clashes[finding.provisions[0], finding.provisions[1]] = finding
    never = {each.rule.key: each.rule for each in plan.rules if each.rule.key not in fired}
    return (
        *clashes.values(),
        *never_counting(laid, never, days),
        *waking_in_silence(laid, regime),
        *without_a_value(laid, regime, days),
    )


def turning(law: Lawbook, regime: str, known_on: date) -> list[date]:
    """The days on which a provision of the regime starts, ends, sleeps or wakes."""
    entries = [entry for rule in law.rules_of(regime, known_on) for entry in rule.in_force]
    entries += [each.period for each in law.suspensions if each.place.instrument.startswith(f"{regime}/")]
    starts = {entry.start for entry in entries if entry.start and entry.issued <= known_on}
    lasts = {entry.last(known_on) for entry in entries if entry.issued <= known_on}
    ends = {day_after(each) for each in lasts if each}
    return sorted(starts | ends)


def _firing(encoded: Encoded, solver: Any, fired: set[str]) -> set[str]:
    found = set()
    for number, laid in enumerate(encoded.problem.rules):
        key = laid.planned.rule.key
        if key not in fired and laid.awake is not False and solver.check(encoded.counts[number]) == z3.sat:
            found.add(key)
    return found


def _clashing(encoded: Encoded, solver: Any, day: date, known: set[tuple[str, str]]) -> Iterator[Finding]:
    rules = [laid.planned.rule for laid in encoded.problem.rules]
    pairs = set(encoded.problem.plan.conflicts) | set(_opposite(rules))
    for one, other in sorted(pairs):
        ids = (rules[one].id, rules[other].id)
        if ids in known or ids[0] == ids[1]:
            continue
        answer = solver.check(encoded.counts[one], encoded.counts[other])
        if answer == z3.unsat:
            continue
        known.add(ids)
        claim = "no two provisions conclude opposite things unless an exception names one of them"
        said = f"{rules[one].concludes} against {rules[other].concludes}"
        if answer == z3.sat:
            yield Finding(claim, ids, day, encoded.example(solver.model(), (one, other)), said)
        else:
            yield Finding(claim, ids, day, (), f"{said}: the solver could not tell in {PATIENCE // 1000} s")


def _opposite(rules: list[Rule]) -> Iterator[tuple[int, int]]:
    """Pairs of which one says that no licence is needed, and the other that one is, with no exception between."""
    mild = [
        n for n, rule in enumerate(rules) if rule.concludes in OUTCOMES[1:3] and rule.concludes != SUBJECT
    ]
    strict = [n for n, rule in enumerate(rules) if rule.concludes in OUTCOMES[LICENCE_REQUIRED:]]
    for one in mild:
        for other in strict:
            named = covers(rules[one].exception_to, rules[other].place) or covers(
                rules[other].exception_to, rules[one].place
            )
            if not named and not rules[one].exception_to:
                yield min(one, other), max(one, other)
