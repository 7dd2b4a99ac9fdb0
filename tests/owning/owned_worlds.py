"""Small books of parties and holdings, and every state of affairs that such a book allows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

from xenotime.exact import Range
from xenotime.facts.book import Assumption, Book
from xenotime.facts.item import Words
from xenotime.facts.party import OTHER_OWNERS, Holding, Party
from xenotime.owning.listed import Owned, Way, owned_by_listed

DAY = date(2026, 3, 1)
LIST = "zz/list"
Rows = Iterable[tuple[str, str, str]]
World = tuple[Mapping[tuple[str, str], Mapping[str, Fraction]], frozenset[str], frozenset[tuple[str, str]]]
"""Shares by (owned, kind) and owner; who is listed; in which companies the unnamed owners are."""


def way(
    at: str = "0.5", *, above: bool = False, owners: str = "together", tiers: str = "cascade", **more: object
) -> Way:
    return Way((LIST,), Fraction(at), above, owners, tiers, **more)  # type: ignore[arg-type]


def share(text: str) -> Range | None:
    if not text:
        return None
    low, _, high = text.partition("..")
    return Range(Fraction(low) / 100, Fraction(high or low) / 100)


def person(name: str, lists: Words) -> Party:
    return Party(name, lists=lists, kind=("person",))


def book(
    rows: Rows,
    *,
    listed: str = "X Y",
    unknown: str = "",
    persons: str = "N",
    nobody_else: bool = True,
    votes: Rows = (),
    branches: Mapping[str, str] | None = None,
) -> Book:
    """A book in percent; X and Y are listed, N is a person on no list, everybody else a company."""
    holdings = [
        Holding(owner, owned, kind, share(text))
        for kind, some in (("equity", rows), ("votes", votes))
        for owner, owned, text in some
    ]
    names = {one for each in holdings for one in (each.owner, each.owned)} - {OTHER_OWNERS}
    names |= (
        {one for pair in (branches or {}).items() for one in pair}
        | set(listed.split())
        | set(unknown.split())
    )
    parties = {}
    for name in sorted(names):
        lists = (LIST,) if name in listed.split() else None if name in unknown.split() else ()
        kind = ("person",) if name in persons.split() else None
        parties[name] = Party(name, lists=lists, kind=kind, branch_of=(branches or {}).get(name, ""))
    closed = (Assumption("holdings.others", ()),) if nobody_else else ()
    return Book(parties=parties, holdings=tuple(holdings), assumptions=closed)


def owned(rows: Rows, party: str, how: Way | None = None, **more: object) -> Owned:
    return owned_by_listed(book(rows, **more), how or way(), DAY)[party]  # type: ignore[arg-type]


def worlds(facts: Book, *, steps: int) -> Iterator[World]:
    """Every state of affairs on a grid of `steps` to the whole, the shares filling it as far as they can.

    Every row is one company's statement on one owner; equity of a party of no kind `person` that no row
    speaks of is open.
    """
    ends: dict[tuple[str, str], dict[str, Range]] = {
        (each.id, "equity"): {} for each in facts.parties.values() if each.kind != ("person",)
    }
    for row in facts.holdings:
        ends.setdefault((row.owned, row.kind), {})[row.owner] = row.share or Range(Fraction(0), Fraction(1))
    for each in ends.values():
        unnamed_ends = each.setdefault(OTHER_OWNERS, Range(Fraction(0), Fraction(1)))
        if unnamed_ends.high and sum(one.high or 0 for one in each.values()) < 1:
            each[OTHER_OWNERS] = Range(unnamed_ends.low, Fraction(1))
    every = [fillings(each, steps) for each in ends.values()]
    open_lists = [each.id for each in facts.parties.values() if each.lists is None]
    sure = {each.id for each in facts.parties.values() if each.lists}
    for filling in product(*every):
        shares = dict(zip(ends, filling, strict=True))
        unnamed = [each for each in ends if shares[each][OTHER_OWNERS]]
        for choice in product((False, True), repeat=len(open_lists) + len(unnamed)):
            named = choice[: len(open_lists)]
            listed = sure | {each for each, yes in zip(open_lists, named, strict=True) if yes}
            others = {each for each, yes in zip(unnamed, choice[len(open_lists) :], strict=True) if yes}
            yield shares, frozenset(listed), frozenset(others)


def fillings(ends: Mapping[str, Range], steps: int) -> list[dict[str, Fraction]]:
    """Every way to fill one company's shares within their ends, as far as they reach."""
    full = min(Fraction(1), sum((_high(each) for each in ends.values()), Fraction(0)))
    choices = [
        [Fraction(n, steps) for n in range(steps + 1) if each.low <= Fraction(n, steps) <= _high(each)]
        for each in ends.values()
    ]
    return [dict(zip(ends, each, strict=True)) for each in product(*choices) if sum(each) == full]


def _high(each: Range) -> Fraction:
    return Fraction(1) if each.high is None else each.high


def counting(world: World, how: Way) -> frozenset[str]:
    """Who counts as listed in one state of affairs, found by trying again until nothing changes."""
    shares, listed, others = world
    counts = set(listed)
    while True:
        known = set(listed) if how.tiers == "direct" else set(counts)
        for (company, kind), owners in shares.items():
            held = [part for owner, part in owners.items() if owner in known]
            held += [owners[OTHER_OWNERS]] if (company, kind) in others else []
            amount = sum(held) if how.owners == "together" else max(held, default=Fraction(0))
            if how.reached_by(Fraction(amount)):
                counts.add(company)
        if how.tiers == "direct" or known == counts:
            return frozenset(counts)


def own_left_out(world: World, how: Way) -> frozenset[str]:
    """Who counts where what a company holds of itself, through firms of its own circle that it owns, is as if not there."""
    shares, listed, others = world
    left: dict[tuple[str, str], Mapping[str, Fraction]] = {}
    for (company, kind), owners in shares.items():
        own = _own(company, shares, how)
        held = sum((part for owner, part in owners.items() if owner in own), Fraction(0))
        rest = (
            {owner: part / (1 - held) for owner, part in owners.items() if owner not in own}
            if held < 1
            else owners
        )
        left[company, kind] = {OTHER_OWNERS: Fraction(0), **rest}
    return counting((left, listed, others), replace(how, tiers="cascade"))


def _own(company: str, shares: Mapping[tuple[str, str], Mapping[str, Fraction]], how: Way) -> set[str]:
    above = {each: _rest_on(each, shares) for each, _ in shares}
    if company not in above[company]:
        return set()
    own, circle = {company}, {each for each in above[company] if company in above.get(each, ())}
    while more := {
        each
        for (each, _), owners in shares.items()
        if each in circle - own
        and how.reached_by(sum((part for owner, part in owners.items() if owner in own), Fraction(0)))
    }:
        own |= more
    return own


def _rest_on(company: str, shares: Mapping[tuple[str, str], Mapping[str, Fraction]]) -> set[str]:
    """Everybody whom rows name as an owner of the company, or of an owner of it."""
    found: set[str] = set()
    front = [company]
    while front:
        at = front.pop()
        new = {one for (each, _), owners in shares.items() if each == at for one in owners} - found
        found |= new
        front += new
    return found - {OTHER_OWNERS}


AT_REST = 1e-13
"""Round a circle of which little goes elsewhere what is held comes together slowly."""


def through_chains(world: World, names: Iterable[str], sources: frozenset[str]) -> dict[str, float]:
    """What the sources hold of everybody through all chains, by following the chains until nothing moves any more."""
    shares, _, others = world
    values = {each: 1.0 if each in sources else 0.0 for each in names}
    moved = 1.0
    while moved > AT_REST:
        moved = 0.0
        for (company, kind), owners in shares.items():
            if company in sources:
                continue
            unnamed = float(owners[OTHER_OWNERS]) if (company, kind) in others else 0.0
            named = sum(
                float(part) * values[owner] for owner, part in owners.items() if owner != OTHER_OWNERS
            )
            moved = max(moved, abs(unnamed + named - values[company]))
            values[company] = unnamed + named
    return values
