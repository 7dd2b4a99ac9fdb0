"""Leave out what a company holds of itself, directly or through firms that it owns: nobody outside has those shares."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from xenotime.exact import Range
from xenotime.owning.loops import circles
from xenotime.owning.register import ALL, NONE, Company, Register
from xenotime.owning.sums import least_together
from xenotime.owning.way import Way


def apart(register: Register, way: Way) -> Register:
    """The register in which the shares of the others fill what a company holds of itself.

    A company that is wholly its own stays as it is. Bounds of shares that are not exact lie on the safe side.
    """
    made = dict(register.companies)
    for loop in in_circles(register):
        for each in loop:
            own = _owned_by(each, loop, register, way)
            made[each] = tuple(_without(one, own) for one in register.companies[each])
    return replace(register, companies=made)


def in_circles(register: Register) -> Iterator[list[str]]:
    """The companies that own each other, or themselves, circle by circle."""
    owners = {
        each: [stake.owner for one in kinds for stake in one.stakes]
        for each, kinds in register.companies.items()
    }
    return circles(owners)


def _owned_by(company: str, loop: Iterable[str], register: Register, way: Way) -> set[str]:
    """The company and those of its circle that it surely owns by the line, tier by tier."""
    own = {company}
    waiting = [each for each in loop if each != company]
    while new := [
        each
        for each in waiting
        if any(
            way.reached_by(least_together(one, lambda owner: ALL if owner in own else NONE))
            for one in register.companies[each]
        )
    ]:
        own.update(new)
        waiting = [each for each in waiting if each not in own]
    return own


def _without(company: Company, own: set[str]) -> Company:
    low = sum((each.low for each in company.stakes if each.owner in own), NONE)
    high = min(sum((each.high for each in company.stakes if each.owner in own), NONE), ALL)
    if not high or high == ALL:
        return company

    def filled(share: Range) -> Range:
        top = ALL if share.high is None else share.high
        return Range(min(share.low / (ALL - low), ALL), min(top / (ALL - high), ALL))

    others = [each for each in company.stakes if each.owner not in own]
    filling = [(each, filled(Range(each.low, each.high))) for each in others]
    stakes = tuple(replace(each, low=share.low, high=share.high or NONE) for each, share in filling)
    return replace(company, stakes=stakes, others=filled(company.others))
