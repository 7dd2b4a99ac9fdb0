"""Multiply shares along every chain of owners and sum the chains, exactly, loops included.

What a source holds of a company through all chains is the chance that a walk from the company upwards,
from owner to owner by their shares, ends at the source. With ranges it is the least fixpoint of the
smallest (largest) weighted sum; the share ranges of one company are free of those of another, so the
bounds are exact. Within a loop the shares are chosen, the linear equations solved, and the choice bettered
until it is the best: policy iteration (Puterman, Markov Decision Processes, 1994, ch. 7).
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from xenotime.owning.loops import loops_last
from xenotime.owning.register import ALL, NONE, Company
from xenotime.owning.sums import allotted, least_together, most_together

SOLVED_TO = 40
"""Companies in one loop up to which it is solved; a larger one is bounded from the safe side."""
STEPS = 6
"""Rounds in which a larger loop is bounded."""

Values = dict[str, Fraction]


def multiplied(
    companies: Mapping[str, Company], start: Mapping[str, Fraction], among: Iterable[str], *, most: bool
) -> Values:
    """The share of everybody `among` that the sources hold through all chains, at least or at most.

    `start` holds what is known beforehand: 1 for a source, or the value of whom the change cannot reach.
    Whoever is neither there nor a company counts as nothing.
    """
    values = dict(start)
    wanted = [each for each in among if each in companies and each not in values]
    for loop in loops_last(wanted, lambda each: (stake.owner for stake in companies[each].stakes)):
        members = [companies[each] for each in loop]
        if len(members) == 1 and all(stake.owner != loop[0] for stake in members[0].stakes):
            values[loop[0]] = _sum(members[0], values, most=most)
        else:
            values.update(_looped(members, values, most=most))
    return values


def _sum(company: Company, values: Mapping[str, Fraction], *, most: bool) -> Fraction:
    bound = most_together if most else least_together
    return bound(company, lambda owner: values.get(owner, NONE))


def _looped(members: list[Company], outside: Values, *, most: bool) -> Values:
    """The values of companies that own each other."""
    fixed = {each.owned: ALL if most else NONE for each in members if each.contradiction}
    live = [each for each in members if each.owned not in fixed]
    if not most:
        live = _touched(live, outside, fixed)
    known = {**outside, **fixed}
    if len(live) > SOLVED_TO:
        return fixed | _bounded(live, known, most=most)
    values = dict.fromkeys((each.owned for each in live), NONE)
    chosen = {each.owned: _choice(each, known | values, most=most) for each in live}
    better = True
    while better:
        values = _solved(chosen, known)
        better = False
        now = known | values
        for each in live:
            found = _sum(each, now, most=most)
            if found > values[each.owned] if most else found < values[each.owned]:
                chosen[each.owned] = _choice(each, now, most=most)
                better = True
    return fixed | values


def _touched(members: list[Company], outside: Values, fixed: Values) -> list[Company]:
    """The companies of a loop of which the sources hold more than nothing whatever the shares are.

    Without the others every choice of shares leads out of the loop, so that one fixpoint is left.
    """
    values, waiting = {**outside, **fixed}, members
    found: list[Company] = []
    while new := [each for each in waiting if _sum(each, values, most=False)]:
        found += new
        values.update(dict.fromkeys((each.owned for each in new), ALL))
        waiting = [each for each in waiting if each.owned not in values]
    return found


def _choice(
    company: Company, values: Mapping[str, Fraction], *, most: bool
) -> tuple[Fraction, dict[str, Fraction]]:
    others, shares = allotted(company, lambda owner: values.get(owner, NONE), most=most)
    return others if most else NONE, shares


def _bounded(members: list[Company], known: Values, *, most: bool) -> Values:
    """Values of a large loop that are surely not too high (for the least) or too low (for the most)."""
    values = {each.owned: ALL if most else NONE for each in members}
    for _ in range(STEPS):
        now = known | values
        values = {each.owned: _sum(each, now, most=most) for each in members}
    return values


def _solved(chosen: Mapping[str, tuple[Fraction, dict[str, Fraction]]], known: Values) -> Values:
    """The least solution of the linear equations that chosen shares make."""
    given = {
        each: others + sum((share * known.get(owner, NONE) for owner, share in shares.items()), NONE)
        for each, (others, shares) in chosen.items()
    }
    inside = {
        each: {owner: share for owner, share in shares.items() if share and owner in chosen}
        for each, (_, shares) in chosen.items()
    }
    fed = {each for each, amount in given.items() if amount}
    while new := {each for each in inside if each not in fed and fed & inside[each].keys()}:
        fed |= new
    rows = [
        ({owner: -share for owner, share in inside[each].items() if owner in fed}, given[each], each)
        for each in chosen
        if each in fed
    ]
    for left, _, each in rows:
        left[each] = left.get(each, NONE) + 1
    return dict.fromkeys(chosen, NONE) | _eliminated(rows)


def _eliminated(rows: list[tuple[dict[str, Fraction], Fraction, str]]) -> Values:
    """Solve equations by elimination; the diagonal is never nothing (see `_solved`: every walk gets out)."""
    done: list[tuple[dict[str, Fraction], Fraction, str]] = []
    for left, right, each in rows:
        row, amount = dict(left), right
        for upper, upper_right, name in done:
            factor = row.pop(name, NONE)
            if factor:
                amount -= factor * upper_right
                for column, part in upper.items():
                    row[column] = row.get(column, NONE) - factor * part
        scale = row.pop(each)
        done.append(({column: part / scale for column, part in row.items() if part}, amount / scale, each))
    values: Values = {}
    for left, right, each in reversed(done):
        values[each] = right - sum((part * values[column] for column, part in left.items()), NONE)
    return values
