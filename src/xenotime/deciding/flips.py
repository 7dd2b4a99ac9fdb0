"""Say which single change of a known fact, or of the day, would change the answer."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from xenotime.dates import day_after
from xenotime.deciding.answer import Flip
from xenotime.deciding.findings import as_share, seen_text
from xenotime.deciding.possible import Search, State, outcomes_of, search
from xenotime.deciding.problem import Problem
from xenotime.deciding.residual import touched
from xenotime.deciding.variables import Variable, bits
from xenotime.facts.seen import About
from xenotime.law.lawbook import Lawbook

MOST_WORDS = 4
"""Alternatives of a word that are named in one flip."""


def fact_flips(problem: Problem, default: State, outcomes: tuple[str, ...]) -> tuple[Flip, ...]:
    """Every known fact that, changed alone, gives another outcome under the default readings."""
    flips = []
    for number in sorted(touched(problem)):
        variable = problem.variables[number]
        if variable.kind != "fact" or default[number].bit_count() != 1:
            continue
        everything = (1 << len(variable.choices)) - 1
        for other in variable.classes(everything & ~default[number]):
            here = list(default)
            here[number] = other
            into = search(problem, here, Search(most=256))
            changed = outcomes_of(into.found)
            if changed != outcomes:
                flips.append(_flip(variable, default[number], other, changed))
    return tuple(flips)


def _flip(variable: Variable, now: int, other: int, changed: tuple[str, ...]) -> Flip:
    seen = variable.show(now) if variable.word else seen_text(variable.seen)
    choice = variable.choices[bits(other)[0]]
    if isinstance(choice, Fraction):
        at, factor = _crossing(variable, now, other)
        return Flip(variable.name, variable.about, seen, at, changed, factor)
    words = [variable.show_choice(variable.choices[bit]) for bit in bits(other)]
    more = f" or {len(words) - MOST_WORDS} others" if len(words) > MOST_WORDS else ""
    return Flip(variable.name, variable.about, seen, ", ".join(words[:MOST_WORDS]) + more, changed)


def _crossing(variable: Variable, now: int, other: int) -> tuple[str, str]:
    """The value at which a number changes sides, and the factor that its numerator would have to change by."""
    numbers = [choice for choice in variable.choices if isinstance(choice, Fraction)]
    here = numbers[bits(now)[0]]
    there = [numbers[bit] for bit in bits(other)]
    limits = sorted({mark for mark in numbers if _is_limit(variable, mark)})
    upward = min(there) > here
    candidates = [mark for mark in limits if (here <= mark if upward else mark <= here)]
    limit = (min(candidates) if upward else max(candidates)) if candidates else min(there)
    side = "from" if limit in there else "above" if upward else "below"
    factor = as_share(limit / here) if here and variable.subject.kind in {"share", "content"} else ""
    return f"{side} {as_share(limit)}", factor


def _is_limit(variable: Variable, mark: Fraction) -> bool:
    place = variable.choices.index(mark)
    neighbours = [bit for bit in (place - 1, place + 1) if 0 <= bit < len(variable.choices)]
    return any((mask >> place & 1) != (mask >> bit & 1) for mask in variable.masks for bit in neighbours)


def turning_days(law: Lawbook, regime: str, known_on: date) -> tuple[date, ...]:
    """Every day on which a provision of the regime starts, ends, falls asleep or wakes, as known."""
    days: set[date] = set()
    entries = [entry for rule in law.rules_of(regime, known_on) for entry in rule.in_force]
    entries += [each.period for each in law.suspensions if each.place.instrument.startswith(f"{regime}/")]
    for entry in entries:
        if entry.issued <= known_on:
            days |= {entry.start} if entry.start else set()
            days |= {day_after(entry.until)} if entry.until else set()
    return tuple(sorted(days))


def day_flips(
    days: tuple[date, ...],
    on: date,
    about: About,
    here: tuple[str, ...],
    outcomes_on: Callable[[date], tuple[str, ...]],
) -> tuple[Flip, ...]:
    """The next later and the last earlier turning day on which the outcomes are others."""
    flips = []
    for day in (day for day in days if day > on):
        changed = outcomes_on(day)
        if changed != here:
            flips.append(Flip("date", about, str(on), f"from {day}", changed))
            break
    for day in reversed([day for day in days if day <= on]):
        before = date.fromordinal(day.toordinal() - 1)
        changed = outcomes_on(before)
        if changed != here and changed:
            flips.append(Flip("date", about, str(on), f"to {before}", changed))
            break
    return tuple(flips)
