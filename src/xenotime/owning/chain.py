"""Show an answer: the chain from the listed down to a party, and the sum for the party itself."""

from collections import deque

from xenotime.exact import Range, as_decimal
from xenotime.facts.party import OTHER_OWNERS
from xenotime.facts.seen import Line
from xenotime.owning.figures import Figures
from xenotime.owning.register import Company, Register, percent
from xenotime.owning.way import Link, Way

LONGEST = 200
"""Most links shown for one party; those nearest to it are kept."""


def chain(party: str, register: Register, way: Way, figures: Figures, *, sure: bool) -> tuple[Link, ...]:
    """The holdings that make a party count (or, not `sure`, may make it count), from the listed down.

    Of each company the kind of holding is shown by which it counts, and the owners that counted before
    it did, so that no company in a loop holds itself up.
    """
    rounds = figures.rounds[0 if sure else 1]
    weight = figures.low if sure else figures.high
    links: list[Link] = []
    waiting, seen = deque([(party, "")]), {party}
    while waiting and len(links) < LONGEST:
        person, kind = waiting.popleft()
        company = _counted(person, kind, register, figures, sure=sure)
        if company is None:
            continue
        before = rounds.get(person, len(register.person) + 1) if way.cascades else 1
        for stake in company.stakes:
            owner = stake.owner
            if not weight(owner, company.kind) or not stake.high or rounds.get(owner, 0) >= max(before, 1):
                continue
            share = Range(stake.low, stake.high)
            links.append(Link(owner, person, share, company.kind, register.on.get(owner, ())))
            if owner not in seen and not register.on.get(owner) and way.tiers != "direct":
                seen.add(owner)
                waiting.append((owner, company.kind if way.tiers == "multiply" else ""))
        if company.others_high and not sure:
            links.append(Link(OTHER_OWNERS, person, company.others, company.kind))
    return tuple(reversed(links[:LONGEST]))


def _counted(person: str, kind: str, register: Register, figures: Figures, *, sure: bool) -> Company | None:
    """The company, of all kinds of holding (or of one), that speaks most for the person."""
    companies = [each for each in register.companies.get(person, ()) if not kind or each.kind == kind]
    return decisive(companies, figures, sure=sure)


def decisive(companies: list[Company], figures: Figures, *, sure: bool) -> Company | None:
    """The kind of holding in which what counts is highest: at least where that is `sure`, else at most."""

    def height(company: Company) -> tuple[object, object]:
        low, high = figures.held(company)
        return (low, high) if sure else (high, low)

    return max(companies, key=height, default=None)


def lines(company: Company, register: Register, way: Way, figures: Figures) -> tuple[Line, ...]:
    """The sum for one company: every owner with its share and whether it counts, and the result."""
    kind = company.kind
    shown = [
        Line(
            f"{stake.owner} holds {kind} of {company.owned}",
            percent(Range(stake.low, stake.high)),
            _why(stake.owner, kind, register, way, figures),
        )
        for stake in company.stakes[:LONGEST]
    ]
    if company.others_high:
        shown.append(Line(f"others hold {kind} of {company.owned}", percent(company.others), "not named"))
    elif company.assumed:
        shown.append(Line(f"others hold {kind} of {company.owned}", "0 %", "assumed for the whole book"))
    if company.unheld:
        why = "the rows name owners of no more, and others are said to hold none of it"
        rest = percent(Range(company.unheld, company.unheld))
        shown.append(Line(f"nobody holds {kind} of {company.owned}", rest, why))
    return (
        *shown,
        Line(_counted_words(way), percent(Range(*figures.held(company))), f"the line: {line_of(way)}"),
    )


def _counted_words(way: Way) -> str:
    return "owners that count, together" if way.owners == "together" else "the largest owner that counts"


def line_of(way: Way) -> str:
    """The line in words."""
    amount = f"{as_decimal(way.at * 100)} %"
    return f"more than {amount}" if way.strictly_above else f"{amount} or more"


def _why(owner: str, kind: str, register: Register, way: Way, figures: Figures) -> str:
    if register.on.get(owner):
        return "on " + ", ".join(register.on[owner])
    low, high = figures.low(owner, kind), figures.high(owner, kind)
    if way.tiers == "multiply" and high and register.listed[owner] is False:
        return f"listed to {percent(Range(low, high))} through its own owners"
    if low:
        return "counts: owned by the listed"
    return "may count" if high else "does not count"
