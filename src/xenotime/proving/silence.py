"""Days on which the law says nothing of what it stands on: a pause that ends without a word, a figure without a value."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xenotime.dates import Period, day_after
from xenotime.law.condition import FALSE, leaves
from xenotime.law.lawbook import covers
from xenotime.law.provision import Rule, Suspension
from xenotime.proving.findings import Finding
from xenotime.proving.laid import LaidOut, shown


def without_a_value(laid: LaidOut, regime: str, days: Sequence[date]) -> Iterator[Finding]:
    """Provisions in force on a day on which a figure that they compare with has no value.

    The shipment is one that meets the provision by the figure's first value.
    """
    law, known_on = laid.law, laid.known_on
    for rule in law.rules_of(regime, known_on):
        names = sorted({each.value.threshold for each in leaves(rule.when)} - {""})
        for day in days:
            bare = [each for each in names if not law.threshold(rule.place.instrument, each, day, known_on)]
            if bare and law.status(rule, day, known_on).tree != FALSE:
                claim = "no day without a stated status: a figure has a value while a provision asks for it"
                valued = (
                    each for each in days if law.threshold(rule.place.instrument, bare[0], each, known_on)
                )
                yield Finding(claim, (rule.id, *bare), day, _met(laid, next(valued, day), [rule]))
                break


def waking_in_silence(laid: LaidOut, regime: str) -> Iterator[Finding]:
    """Suspensions that end without a word on what follows: neither a question nor another entry."""
    own = [
        each
        for each in laid.law.suspensions
        if each.place.instrument.startswith(f"{regime}/") and each.period.issued <= laid.known_on
    ]
    for each in own:
        if each.period.until is None or each.period.under is not None:
            continue
        wakes = day_after(each.period.until)
        if not _spoken_of(each, own, wakes):
            claim = "no provision wakes from a suspension without a stated status"
            rules = [rule.rule for rule in laid.plan.rules if covers(each.provisions, rule.rule.place)]
            yield Finding(claim, (each.place.id, *each.provisions), wakes, _met(laid, wakes, rules))


def _spoken_of(ends: Suspension, own: Sequence[Suspension], wakes: date) -> bool:
    return any(
        Period(other.period.start, other.period.until).holds(wakes)
        for other in own
        if other is not ends and set(other.provisions) >= set(ends.provisions)
    )


def _met(laid: LaidOut, day: date, rules: Iterable[Rule]) -> tuple[str, ...]:
    """What the first of the rules that can be met on the day asks for in a shipment that meets it."""
    wanted = {rule.key for rule in rules}
    encoded, solver = laid.on(day)
    for number, each in enumerate(encoded.problem.rules):
        if each.planned.rule.key in wanted:
            found = shown(encoded, solver, number, encoded.asks[number])
            if found is not None:
                return found
    return ()
