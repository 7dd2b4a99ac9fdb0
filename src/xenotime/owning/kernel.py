"""The same fixpoints at size: whole numbers instead of fractions, compiled; the only user of numba here.

A share is a whole number of parts of `WHOLE`, so that sums and the comparison with the line are exact. A
company with a share that is no such number, with a branch among its owners or that need not be filled, is worked out in fractions by the plain functions and its
mark fed back. One thread does the work: the result cannot depend on how many there are.
"""

# ruff: noqa: C901, SIM110  what is compiled is written out, in loops

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numba
import numpy as np

from xenotime.owning.register import ALL, NONE, Company, Register
from xenotime.owning.sums import least_single, least_together, most_single, most_together
from xenotime.owning.way import Way

WHOLE = 10**12
NO, YES, UNKNOWN = 0, 1, 2
"""What is known of a listing, and what comes out for a party."""
Ints = Any
"""An array of whole numbers."""


@dataclass(frozen=True)
class Graph:
    """Who holds what of whom, as columns: the stakes of company `c` stand from `first[c]` to `first[c + 1]`.

    `party` is whom each company's owners own (one company for each kind of holding). `below` and `start`
    lead from each party to the companies that it holds a stake of. Companies in `exact` are done in fractions.
    """

    parties: int
    party: Ints
    first: Ints
    owner: Ints
    low: Ints
    high: Ints
    others_low: Ints
    others_high: Ints
    bad: Ints
    start: Ints
    below: Ints
    exact: Mapping[int, Company]
    names: Mapping[str, int]


def graph_of(register: Register) -> Graph:
    """The columns of a register."""
    names = {each: at for at, each in enumerate(register.listed)}
    companies = [company for kinds in register.companies.values() for company in kinds]
    stakes = [(at, stake) for at, company in enumerate(companies) for stake in company.stakes]
    counts = np.zeros(len(companies) + 1, np.int64)
    for at, company in enumerate(companies):
        counts[at + 1] = len(company.stakes)
    exact = {at: company for at, company in enumerate(companies) if _is_by_hand(company)}
    return graph(
        len(names),
        np.array([names[each.owned] for each in companies], np.int64),
        np.cumsum(counts),
        np.array([names[stake.owner] for _, stake in stakes], np.int64),
        np.array([_parts(stake.low) for _, stake in stakes], np.int64),
        np.array([_parts(stake.high) for _, stake in stakes], np.int64),
        np.array([_parts(each.others.low) for each in companies], np.int64),
        np.array([_parts(each.others_high) for each in companies], np.int64),
        np.array([bool(each.contradiction) for each in companies], np.bool_),
        exact,
        names,
    )


def graph(
    parties: int, party: Ints, first: Ints, owner: Ints, low: Ints, high: Ints, others_low: Ints, others_high: Ints,
    bad: Ints, exact: Mapping[int, Company] | None = None, names: Mapping[str, int] | None = None,
) -> Graph:  # fmt: skip
    """The columns with the way down from each party."""
    start, below = _downwards(parties, first, owner)
    return Graph(
        parties,
        party,
        first,
        owner,
        low,
        high,
        others_low,
        others_high,
        bad,
        start,
        below,
        exact or {},
        names or {},
    )


def columns(
    parties: int, owner: Ints, owned: Ints, low: Ints, high: Ints, natural: Ints | None = None
) -> Graph:
    """The columns of holdings of one kind, each pair of owner and owned standing once.

    Who is not named may hold whatever is left; `natural` marks persons, whom nobody owns.
    """
    order = np.argsort(owned, kind="stable")
    owner, owned, low, high = owner[order], owned[order], low[order], high[order]
    first = np.searchsorted(owned, np.arange(parties + 1)).astype(np.int64)
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(low)))
    least = sums[first[1:]] - sums[first[:-1]]
    bad = least > WHOLE
    others_high = np.where(bad, WHOLE, WHOLE - least)
    if natural is not None:
        others_high = np.where(natural & (first[1:] == first[:-1]), 0, others_high)
    nothing = np.zeros(parties, np.int64)
    every = np.arange(parties, dtype=np.int64)
    return graph(parties, every, first, owner, low, high, nothing, others_high, bad)


def truths(graph: Graph, listed: Ints, way: Way) -> Ints:
    """For every party yes, no or unknown; `listed` says so of its own listing. Shares do not multiply here."""
    if way.tiers == "multiply":
        raise ValueError("shares that multiply are worked out by the plain functions")
    at = way.at * WHOLE
    line = (
        -(-at.numerator // at.denominator) if not way.strictly_above else at.numerator // at.denominator + 1
    )
    surely = _marked(graph, listed == YES, line, way, most=False)
    perhaps = _marked(graph, listed != NO, line, way, most=True)
    return np.where(surely, YES, np.where(perhaps, UNKNOWN, NO)).astype(np.int8)


def truths_of(register: Register, way: Way) -> dict[str, bool | None]:
    """The answer for every person of a register."""
    columns_ = graph_of(register)
    said = {True: YES, False: NO, None: UNKNOWN}
    listed = np.array([said[each] for each in register.listed.values()], np.int8)
    found = truths(columns_, listed, way)
    back = {YES: True, NO: False, UNKNOWN: None}
    return {each: back[int(found[at])] for each, at in columns_.names.items()}


def _marked(graph: Graph, sources: Ints, line: int, way: Way, *, most: bool) -> Ints:
    together, tiers = way.owners == "together", way.cascades
    weighs = sources.copy()
    marks = sources.copy()
    by_hand = np.zeros(len(graph.party), np.bool_)
    by_hand[list(graph.exact)] = True
    new = np.flatnonzero(sources)
    first = True
    while first or len(new):
        _spread(
            graph.party, graph.first, graph.owner, graph.low, graph.high, graph.others_low, graph.others_high,
            graph.bad, graph.start, graph.below, by_hand, weighs, marks, new, line, together, tiers, most, first,
        )  # fmt: skip
        first = False
        new = _by_fractions(graph, weighs, marks, way, most=most)
        if not tiers:
            break
    return marks


def _by_fractions(graph: Graph, weighs: Ints, marks: Ints, way: Way, *, most: bool) -> Ints:
    """The parties that companies with odd shares newly mark."""
    bound = {
        (True, False): least_together, (True, True): most_together,
        (False, False): least_single, (False, True): most_single,
    }[way.owners == "together", most]  # fmt: skip
    new: list[int] = []
    for at, company in graph.exact.items():
        party = int(graph.party[at])
        if marks[party]:
            continue
        held = bound(company, lambda owner: ALL if weighs[graph.names[owner]] else NONE)
        if way.reached_by(held):
            new.append(party)
    marks[new] = True
    if way.cascades:
        weighs[new] = True
    return np.array(new, np.int64)


def _is_by_hand(company: Company) -> bool:
    return company.unfilled or not _is_whole(company) or any(stake.head for stake in company.stakes)


def _is_whole(company: Company) -> bool:
    shares: Sequence[Fraction] = [
        *(end for stake in company.stakes for end in (stake.low, stake.high)), company.others.low, company.others_high,
    ]  # fmt: skip
    return all((share * WHOLE).denominator == 1 for share in shares)


def _parts(share: Fraction) -> int:
    return int(share * WHOLE)


@numba.njit(cache=True)
def _downwards(parties: int, first: Ints, owner: Ints) -> tuple[Ints, Ints]:
    start = np.zeros(parties + 1, np.int64)
    for each in owner:
        start[each + 1] += 1
    for at in range(parties):
        start[at + 1] += start[at]
    place = start[:-1].copy()
    below = np.empty(len(owner), np.int64)
    for company in range(len(first) - 1):
        for at in range(first[company], first[company + 1]):
            below[place[owner[at]]] = company
            place[owner[at]] += 1
    return start, below


@numba.njit(cache=True)
def _reaches(
    company: int, first: Ints, owner: Ints, low: Ints, high: Ints, others_low: Ints, others_high: Ints, bad: Ints,
    weighs: Ints, line: int, together: bool, most: bool,
) -> bool:  # fmt: skip
    """Whether what counts in one company reaches the line, at least or at most; see sums.py."""
    if bad[company]:
        return most
    begin, end = first[company], first[company + 1]
    least = others_low[company]
    counted_low = counted_room = other_room = 0
    counting = 0
    for at in range(begin, end):
        least += low[at]
        if weighs[owner[at]]:
            counting += 1
            counted_low += low[at]
            counted_room += high[at] - low[at]
        else:
            other_room += high[at] - low[at]
    rest = WHOLE - least
    others_room = min(rest, others_high[company] - others_low[company])
    if together and most:
        return bool(
            others_low[company] + others_room + counted_low + min(rest - others_room, counted_room) >= line
        )
    if together:
        left = max(0, rest - others_room - other_room)
        return counting > 0 and counted_low + min(left, counted_room) >= line
    if most:
        if min(others_high[company], rest + others_low[company]) >= line:
            return True
        for at in range(begin, end):
            if weighs[owner[at]] and min(high[at], rest + low[at]) >= line:
                return True
        return False
    return counting > 0 and _evenly(
        company, begin, end, owner, low, high, others_high, weighs, line, counting
    )


@numba.njit(cache=True)
def _evenly(
    company: int, begin: int, end: int, owner: Ints, low: Ints, high: Ints, others_high: Ints, weighs: Ints, line: int,
    counting: int,
) -> bool:  # fmt: skip
    """Whether some owner that counts surely reaches the line when what is left is spread as evenly as can be."""
    amount = WHOLE - others_high[company]
    highs = np.empty(counting, np.int64)
    place = 0
    for at in range(begin, end):
        if weighs[owner[at]]:
            if low[at] >= line:
                return True
            highs[place] = high[at]
            place += 1
        else:
            amount -= high[at]
    highs.sort()
    for at in range(counting):
        if amount <= highs[at] * (counting - at):
            return bool(amount >= line * (counting - at))
        amount -= highs[at]
    return bool(highs[counting - 1] >= line)


@numba.njit(cache=True)
def _spread(
    party: Ints, first: Ints, owner: Ints, low: Ints, high: Ints, others_low: Ints, others_high: Ints, bad: Ints,
    start: Ints, below: Ints, by_hand: Ints, weighs: Ints, marks: Ints, new: Ints, line: int, together: bool,
    tiers: bool, most: bool, every: bool,
) -> None:  # fmt: skip
    """Mark whom those in `new` make reach the line, and so on down; the first time look at every company."""
    queue = np.empty(len(weighs) + len(new), np.int64)
    head, tail = 0, 0
    for each in new:
        queue[tail] = each
        tail += 1
    if every:
        for company in range(len(party)):
            if marks[party[company]] or by_hand[company]:
                continue
            if _reaches(
                company, first, owner, low, high, others_low, others_high, bad, weighs, line, together, most
            ):
                marks[party[company]] = True
                queue[tail] = party[company]
                tail += 1
        if not tiers:
            return
        for at in range(tail):
            weighs[queue[at]] = True
    while head < tail:
        for at in range(start[queue[head]], start[queue[head] + 1]):
            company = below[at]
            owned = party[company]
            if marks[owned] or by_hand[company]:
                continue
            if _reaches(
                company, first, owner, low, high, others_low, others_high, bad, weighs, line, together, most
            ):
                marks[owned] = True
                weighs[owned] = True
                queue[tail] = owned
                tail += 1
        head += 1
