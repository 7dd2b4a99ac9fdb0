"""Say which single change of a known fact, or of the day, would change the answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from xenotime.deciding.answer import Flip
from xenotime.deciding.examples import completions
from xenotime.deciding.findings import as_share, seen_text
from xenotime.deciding.formula import State
from xenotime.deciding.outlook import Outlook, bounds, outcomes_of, results_in
from xenotime.deciding.possible import reduced
from xenotime.deciding.problem import Problem
from xenotime.deciding.residual import named_awake
from xenotime.deciding.variables import Variable, bits
from xenotime.facts.seen import About

MOST_WORDS = 4
"""Alternatives of a word that are named in one flip."""


def fact_flips(outlook: Outlook, default: State, outcomes: tuple[str, ...]) -> tuple[Flip, ...]:
    """Every known fact that, changed alone, settles another outcome under the default readings.

    A number counts as known where no condition tells its two ends apart. Where the case itself is too large to be worked
    out, a change that leaves several outcomes possible at first sight is not looked into.
    """
    flips, problem = [], outlook.whole
    examples = outlook.examples(default)
    for number in sorted(named_awake(problem, default)):
        variable = problem.variables[number]
        if variable.kind != "fact" or len(variable.classes(default[number])) != 1:
            continue
        everything = (1 << len(variable.choices)) - 1
        here = list(default)
        here[number] = everything
        small = reduced(problem, here)
        for other in variable.classes(everything & ~default[number]):
            here[number] = other
            changed = outcomes_of(bounds(small, here))
            if len(changed) > 1 and outlook.tight and not _stays(small, here, examples, number, outcomes):
                changed = Outlook(small, here, makes=outlook.makes).outcomes(here)
            if len(changed) == 1 and changed != outcomes:
                flips.append(_flip(variable, default[number], other, changed))
    return merged(flips)


def _stays(
    problem: Problem, state: State, examples: Sequence[State], number: int, outcomes: tuple[str, ...]
) -> bool:
    """Whether examples in which everything is known, and one thing changed, show that no other outcome is settled then."""
    choice = state[number] & -state[number]
    changed = [[*each[:number], choice, *each[number + 1 :]] for each in examples]
    found: set[str] = set()
    for each in completions(problem, state, changed):
        found |= set(outcomes_of(results_in(problem, each)))
        if len(found) > 1 or found == set(outcomes):
            return True
    return False


def merged(flips: list[Flip]) -> tuple[Flip, ...]:
    """Flips of one fact with one result, told once."""
    groups: dict[tuple[object, ...], list[Flip]] = {}
    for flip in flips:
        groups.setdefault((flip.fact, flip.about, flip.possible, flip.factor), []).append(flip)
    return tuple(replace(same[0], at=_first_of([each.at for each in same])) for same in groups.values())


def _flip(variable: Variable, now: int, other: int, changed: tuple[str, ...]) -> Flip:
    seen = variable.show(now) if variable.word else seen_text(variable.seen)
    choice = variable.choices[bits(other)[0]]
    if isinstance(choice, Fraction):
        at, factor = _crossing(variable, now, other)
        return Flip(variable.name, variable.about, seen, at, changed, factor)
    words = [variable.show_choice(variable.choices[bit]) for bit in bits(other)]
    return Flip(variable.name, variable.about, seen, _first_of(words), changed)


def _first_of(words: list[str]) -> str:
    """The first of some words, and how many others there are."""
    left = len(words) - MOST_WORDS
    others = f" or {left} others" if left > 1 else " or 1 other" if left == 1 else ""
    return ", ".join(words[:MOST_WORDS]) + others


def _crossing(variable: Variable, now: int, other: int) -> tuple[str, str]:
    """The value at which a number changes sides, and the factor that its numerator would have to change by."""
    numbers = [choice for choice in variable.choices if isinstance(choice, Fraction)]
    here = [numbers[bit] for bit in bits(now)]
    there = [numbers[bit] for bit in bits(other)]
    upward = min(there) > max(here)
    between = [mark for mark in variable.limits if (max(here) <= mark if upward else mark <= min(here))]
    if not between:
        return as_share(min(there) if upward else max(there)), ""
    limit = min(between) if upward else max(between)
    word = ("from" if upward else "to") if limit in there else "above" if upward else "below"
    scaled = variable.subject.kind in {"share", "content"} and len(here) == 1 and here[0] > 0
    return f"{word} {as_share(limit)}", as_share(limit / here[0]) if scaled and limit != here[0] else ""


def day_flips(
    days: tuple[date, ...],
    on: date,
    about: About,
    here: tuple[str, ...],
    outcomes_on: Callable[[date], tuple[str, ...]],
) -> tuple[Flip, ...]:
    """The next later and the last earlier turning day on which the outcomes are others."""
    flips = []
    for day in later(days, on):
        changed = outcomes_on(day)
        if changed != here:
            flips.append(Flip("date", about, str(on), f"from {day}", changed))
            break
    for before in earlier(days, on):
        changed = outcomes_on(before)
        if changed != here and changed:
            flips.append(Flip("date", about, str(on), f"to {before}", changed))
            break
    return tuple(flips)


def later(days: Sequence[date], on: date) -> list[date]:
    """The turning days after a day, in their order."""
    return [day for day in days if day > on]


def earlier(days: Sequence[date], on: date) -> list[date]:
    """The last days before turning days that are past on a day, from the nearest back."""
    return [date.fromordinal(day.toordinal() - 1) for day in reversed(days) if day <= on]
