"""Work out, for one authority's way of adding, what owners that count hold of everybody."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from xenotime.owning.multiplied import Values, multiplied
from xenotime.owning.register import ALL, CLOSED, NONE, OPEN, Company, Register
from xenotime.owning.spread import spread
from xenotime.owning.sums import (
    Weight,
    least_single,
    least_together,
    most_single,
    most_together,
)
from xenotime.owning.way import EITHER, Way

Bound = Callable[[Company, Weight], Fraction]
Bounds = tuple[Fraction, Fraction]
MOST_REMEMBERED = 1_000


@dataclass(frozen=True)
class Figures:
    """What came out: `low` and `high` weigh an owner, `held` bounds what counts in one company.

    `rounds` holds who counts surely and who perhaps, with the round in which that was found; it is empty
    of owned companies where shares multiply.
    """

    low: Callable[[str, str], Fraction]
    high: Callable[[str, str], Fraction]
    held: Callable[[Company], Bounds]
    rounds: tuple[dict[str, int], dict[str, int]]


def figures(register: Register, way: Way) -> Figures:
    """Bounds on what counts in every company, by least fixpoints from the listed."""
    found = _multiplying(register, way) if way.tiers == "multiply" else _marking(register, way)
    return replace(found, held=_remembered(found.held))


def _remembered(held: Callable[[Company], Bounds]) -> Callable[[Company], Bounds]:
    """The same bounds, which are asked for several times while one party is answered for."""
    # by which object it is, which is kept as long as its bounds are: several companies may be of one party and kind
    known: dict[int, tuple[Company, Bounds]] = {}

    def of(company: Company) -> Bounds:
        if id(company) not in known:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[id(company)] = company, held(company)
        return known[id(company)][1]

    return of


def sources(register: Register) -> tuple[list[str], list[str]]:
    """Who is on a list, and who may be."""
    surely = [each for each, listed in register.listed.items() if listed]
    return surely, [each for each, listed in register.listed.items() if listed is not False]


def _marking(register: Register, way: Way) -> Figures:
    together = way.owners == "together"
    bounds: tuple[Bound, Bound] = (
        least_together if together else least_single,
        most_together if together else most_single,
    )
    marks: list[dict[str, int]] = []
    for bound, marked in zip(bounds, sources(register), strict=True):

        def reaches(company: Company, rounds: dict[str, int], bound: Bound = bound) -> bool:
            return way.reached_by(bound(company, _counting(rounds)))

        marks.append(spread(register, marked, reaches, tiers=way.cascades))
    surely, perhaps = marks
    if way.tiers == "direct":
        surely, perhaps = ({each: 0 for each, count in rounds.items() if not count} for rounds in marks)

    def held(company: Company) -> Bounds:
        low, high = bounds[0](company, _counting(surely)), bounds[1](company, _counting(perhaps))
        return low, max(low, high)

    low, high = _counting(surely), _counting(perhaps)
    return Figures(lambda owner, _: low(owner), lambda owner, _: high(owner), held, (surely, perhaps))


def _counting(rounds: dict[str, int]) -> Weight:
    return lambda owner: ALL if owner in rounds else NONE


def _multiplying(register: Register, way: Way) -> Figures:
    """Each kind of holding makes its own chains; a kind that the book is silent on is open on the way up."""
    lows: dict[str, Values] = {}
    highs: dict[str, Values] = {}
    work = _sum_of_chains if way.owners == "together" else _single_source
    for kind in way.kinds:
        lows[kind], highs[kind] = work(register, _of_kind(register, kind))
    lows[EITHER], highs[EITHER] = _of_any(lows, min), _of_any(highs, max)

    def held(company: Company) -> Bounds:
        if company.contradiction:
            return NONE, ALL
        if company.kind == EITHER:
            return _held_of_some_kind(company, lows[EITHER]), _held_of_some_kind(company, highs[EITHER])
        low = lows[company.kind].get(company.owned, NONE)
        high = highs[company.kind].get(company.owned, NONE)
        # A party that may be listed is a source and stands at 1: what its owners can make of it is less.
        at_most = most_together(company, lambda owner: highs[company.kind].get(owner, NONE))
        return low, max(low, min(high, at_most))

    surely, perhaps = (dict.fromkeys(some, 0) for some in sources(register))
    return Figures(
        lambda owner, kind: lows[kind].get(owner, NONE),
        lambda owner, kind: highs[kind].get(owner, NONE),
        held,
        (surely, perhaps),
    )


def _of_any(by_kind: dict[str, Values], choose: Callable[[Iterable[Fraction]], Fraction]) -> Values:
    """The smallest (largest) value of all kinds of holding."""
    names = {each for values in by_kind.values() for each in values}
    return {each: choose([values.get(each, NONE) for values in by_kind.values()]) for each in names}


def _held_of_some_kind(company: Company, values: Values) -> Fraction:
    return sum((each.low * values.get(each.owner, NONE) for each in company.stakes), NONE)


def _of_kind(register: Register, kind: str) -> dict[str, Company]:
    found = {}
    for each, kinds in register.companies.items():
        own = next((company for company in kinds if company.kind == kind), None)
        found[each] = own or Company(each, kind, (), CLOSED if register.nobody_else else OPEN)
    return found


def _sum_of_chains(register: Register, companies: dict[str, Company]) -> tuple[Values, Values]:
    surely, perhaps = sources(register)
    below = register.owned_through(surely)
    low = multiplied(companies, dict.fromkeys(surely, ALL), below, most=False)
    high = multiplied(companies, dict.fromkeys(perhaps, ALL), companies, most=True)
    return low, high


def _single_source(register: Register, companies: dict[str, Company]) -> tuple[Values, Values]:
    """The largest share that one source holds through all chains.

    The source may be among the unnamed owners of other companies; that makes the high end a safe one.
    """
    _, perhaps = sources(register)
    unnamed = multiplied(companies, {}, companies, most=True)
    low: Values = {}
    high: Values = dict(unnamed)
    for source in perhaps:
        below = register.owned_through([source])
        owners = {stake.owner for each in below & companies.keys() for stake in companies[each].stakes}
        kept = {each: unnamed[each] for each in owners - below if each in unnamed}
        _raise(high, multiplied(companies, {**kept, source: ALL}, below, most=True))
        if register.listed[source]:
            _raise(low, multiplied(companies, {source: ALL}, below, most=False))
    return low, high


def _raise(values: Values, more: Values) -> None:
    for each, share in more.items():
        values[each] = max(values.get(each, NONE), share)
