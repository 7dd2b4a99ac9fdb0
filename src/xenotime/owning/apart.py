"""Leave out what a company holds of itself, directly or through firms that it owns: nobody outside has those shares."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from xenotime.exact import Range
from xenotime.owning.loops import circles
from xenotime.owning.register import ALL, NONE, Company, Register, Stake
from xenotime.owning.sums import least_together
from xenotime.owning.way import Way


def apart(register: Register, way: Way) -> Register:
    """The register in which the shares of the others fill what a company holds of itself.

    A company that is wholly its own stays as it is. Where it is not known which firms are its own, or what they hold,
    the bounds hold whatever it is.
    """
    made = dict(register.companies)
    for loop in in_circles(register):
        for each in loop:
            surely, perhaps = (_owned_by(each, loop, register, way, most=most) for most in (False, True))
            made[each] = tuple(_without(one, surely, perhaps) for one in register.companies[each])
    return replace(register, companies=made)


def in_circles(register: Register) -> Iterator[list[str]]:
    """The companies that own each other, or themselves, circle by circle."""
    owners = {
        each: [stake.owner for one in kinds for stake in one.stakes]
        for each, kinds in register.companies.items()
    }
    return circles(owners)


def _owned_by(company: str, loop: Iterable[str], register: Register, way: Way, *, most: bool) -> set[str]:
    """The company and those of its circle that it surely owns by the line, or may own, tier by tier."""
    held = _most_of if most else _least_of
    own = {company}
    waiting = [each for each in loop if each != company]
    while new := [
        each for each in waiting if any(way.reached_by(held(one, own)) for one in register.companies[each])
    ]:
        own.update(new)
        waiting = [each for each in waiting if each not in own]
    return own


def _least_of(company: Company, own: Collection[str]) -> Fraction:
    """What some named owners hold at least."""
    return least_together(company, lambda owner: ALL if owner in own else NONE)


def _most_of(company: Company, own: Collection[str]) -> Fraction:
    """What some named owners hold at most."""
    if company.contradiction:
        return ALL
    others = sum((each.low for each in company.stakes if each.owner not in own), company.others.low)
    return min(sum((each.high for each in company.stakes if each.owner in own), NONE), ALL - others)


def _without(company: Company, surely: Collection[str], perhaps: Collection[str]) -> Company:
    least, most = _least_of(company, surely), _most_of(company, perhaps)
    if company.contradiction or least == ALL or most == NONE:
        return company

    def filled(share: Range) -> Range:
        top = ALL if share.high is None else share.high
        high = NONE if top == NONE else ALL if most == ALL else min(top / (ALL - most), ALL)
        return Range(min(share.low / (ALL - least), ALL), high)

    stakes: list[Stake] = []
    for each in company.stakes:
        share = filled(Range(each.low, each.high))
        if each.owner not in perhaps:
            stakes.append(replace(each, low=share.low, high=share.high or NONE))
        elif each.owner not in surely:
            stakes.append(replace(each, low=NONE, high=share.high or NONE))
        elif most == ALL:  # it may be wholly its own
            stakes.append(replace(each, low=NONE))
    whole = sum((each.high for each in company.stakes), company.others_high)
    unfilled = company.unfilled or whole < ALL  # what nobody holds fills nothing
    return replace(company, stakes=tuple(stakes), others=filled(company.others), unfilled=unfilled)
