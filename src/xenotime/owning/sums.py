"""What owners that count hold of one company, at least and at most.

The shares of a company, unnamed owners included, fill the whole as far as their upper ends allow. Among
all such shares these are the smallest and the largest sums (or single shares) of the owners that count,
so they are exact for one company. A contradictory company gives no bound: from nothing to all.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction

from xenotime.owning.register import ALL, NONE, Company, Stake

Weight = Callable[[str], Fraction]
"""How far an owner counts: 1 where it is listed, 0 where it is not, between where shares multiply."""


def allotted(company: Company, weight: Weight, *, most: bool) -> tuple[Fraction, dict[str, Fraction]]:
    """The share of others and of each owner that makes the weighted sum smallest, or largest.

    Everybody gets the low end; the rest goes, up to the high ends, to whoever changes the sum least (most).
    Others weigh nothing in the smallest sum and fully in the largest. Where the stakes need not fill the whole,
    the smallest sum is that of their low ends.
    """
    others, others_high = company.others.low, company.others_high
    shares = {stake.owner: stake.low for stake in company.stakes}
    free = most or not company.unfilled
    rest = ALL - others - sum(shares.values(), NONE) if free else NONE
    given = min(rest, others_high - others)
    others, rest = others + given, rest - given
    for stake in sorted(company.stakes, key=lambda each: weight(each.owner), reverse=most):
        given = min(rest, stake.high - stake.low)
        shares[stake.owner] += given
        rest -= given
        if not rest:
            break
    return others, shares


def least_together(company: Company, weight: Weight) -> Fraction:
    """The least that the owners that count hold together.

    For weights of 0 and 1: the larger of their low ends and of what the others leave over, capped by
    their high ends.
    """
    if company.contradiction or not any(weight(stake.owner) for stake in company.stakes):
        return NONE
    _, shares = allotted(company, weight, most=False)
    return sum((share * weight(owner) for owner, share in shares.items()), NONE)


def most_together(company: Company, weight: Weight) -> Fraction:
    """The most that owners that may count hold together, unnamed ones included."""
    if company.contradiction:
        return ALL
    others, shares = allotted(company, weight, most=True)
    return others + sum((share * weight(owner) for owner, share in shares.items()), NONE)


def least_single(company: Company, weight: Weight) -> Fraction:
    """The least that the largest of the owners that count can hold, weights being 0 or 1.

    What the others leave over is spread as evenly as the ends of the shares allow.
    """
    counting = [stake for stake in company.stakes if weight(stake.owner)]
    if company.contradiction or not counting:
        return NONE
    left_out = sum((stake.high for stake in company.stakes if not weight(stake.owner)), company.others_high)
    level = max(stake.low for stake in counting)
    if company.unfilled:
        return level
    return max(level, _even(ALL - left_out, counting))


def _even(amount: Fraction, stakes: list[Stake]) -> Fraction:
    """The lowest ceiling under which the stakes can take up an amount, or as much of it as they can."""
    level = NONE
    highs = sorted(stake.high for stake in stakes)
    for place, high in enumerate(highs):
        level = amount / (len(highs) - place)
        if level <= high:
            return level
        amount -= high
    return highs[-1]


def most_single(company: Company, weight: Weight) -> Fraction:
    """The most that one owner that may count can hold; all unnamed owners may be one.

    A branch that may be listed by itself is one with its head where it is not.
    """
    if company.contradiction:
        return ALL
    least = sum((stake.low for stake in company.stakes), company.others.low)
    highest = min(company.others_high, ALL - least + company.others.low)
    for some in _as_one(company, weight):
        low, high = sum((each.low for each in some), NONE), sum((each.high for each in some), NONE)
        highest = max(highest, min(high, ALL - least + low))
    return highest


def _as_one(company: Company, weight: Weight) -> Iterable[list[Stake]]:
    """The stakes of owners that may count, those together that one owner may hold."""
    found: dict[str, list[Stake]] = {}
    for each in company.stakes:
        if weight(each.owner):
            one = each.head if each.head and weight(each.head) else each.owner
            found.setdefault(one, []).append(each)
    return found.values()
