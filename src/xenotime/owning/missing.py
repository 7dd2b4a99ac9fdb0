"""Name the holdings and listings whose knowledge would settle whether a party is owned by the listed."""

from collections import deque
from collections.abc import Mapping

from xenotime.facts.party import OTHER_OWNERS
from xenotime.facts.seen import About, Missing
from xenotime.owning.apart import in_circles
from xenotime.owning.figures import Figures
from xenotime.owning.register import Company, Register
from xenotime.owning.way import Way

LONGEST = 200
"""Most facts named for one party; those nearest to it come first."""
LISTS, SHARE, OTHERS, SAID_TWICE = "lists", "share", "holdings.others", "holdings"
ASKED = {
    LISTS: "Which party lists is {party} on?",
    SHARE: "How large is the share that {owner} holds of {owned} ({kind})?",
    OTHERS: "Who else holds a share of {owned} ({kind}), and how much?",
    SAID_TWICE: "Which of the statements on the owners of {owned} ({kind}) is right?",
}
"""What is asked where the vocabulary of the law has no wording of its own."""
Asks = Mapping[str, tuple[str, str]]


def missing_facts(
    party: str, register: Register, way: Way, figures: Figures, asks: Asks | None = None
) -> tuple[Missing, ...]:
    """The facts that keep an answer open: unknown lists, inexact shares, unnamed owners.

    The search goes up from the party through owners that may count and do not surely; it asks nothing
    about companies that cannot reach the line, nor about owners that surely do not count.
    """
    found: dict[Missing, None] = {}
    waiting = deque([(party, "")])
    seen = {party: {""}}
    while waiting and len(found) < LONGEST:
        person, kind = waiting.popleft()
        if register.listed[person] is None:
            found[_asked(LISTS, About("party", person), asks, party=person)] = None
        if way.tiers == "direct" and person != party:
            continue
        for company in _asked_about(person, kind, register, way, figures):
            found.update(dict.fromkeys(_open_in(company, figures, asks)))
            if way.owners == "each":
                found.update(dict.fromkeys(_apart_in(company, register, asks)))
            onward = company.kind if way.tiers == "multiply" else ""
            for stake in company.stakes:
                known = seen.setdefault(stake.owner, set())
                if onward not in known and _is_open(stake.owner, company, figures):
                    known.add(onward)
                    waiting.append((stake.owner, onward))
    return tuple(found)[:LONGEST]


def of_circles(
    found: tuple[Missing, ...], party: str, stated: Register, asks: Asks | None = None
) -> tuple[Missing, ...]:
    """What is asked for where what companies hold of themselves is left out.

    No share that is stated exactly; but what the firms of a circle hold of each other, where that is not.
    """
    exact, own = set[Missing](), dict[Missing, None]()
    named = {party, *(each.about.id.split(" > ")[-1] for each in found)}
    for circle in in_circles(stated):
        for company in (one for each in circle for one in stated.companies[each]):
            for stake in company.stakes:
                words = {"owner": stake.owner, "owned": company.owned, "kind": company.kind}
                asked = _asked(SHARE, About("holding", f"{stake.owner} > {company.owned}"), asks, **words)
                if stake.low == stake.high:
                    exact.add(asked)
                elif stake.owner in circle and not named.isdisjoint(circle):
                    own[asked] = None
    return tuple(dict.fromkeys((*(each for each in found if each not in exact), *own)))[:LONGEST]


def _asked_about(
    person: str, kind: str, register: Register, way: Way, figures: Figures
) -> tuple[Company, ...]:
    """The companies of a person by which it may count; above the first tier of chains, of one kind."""
    companies = register.companies.get(person, ())
    if kind:
        own = tuple(company for company in companies if company.kind == kind)
        return own or ((Company(person, kind),) if companies else ())
    return tuple(company for company in companies if way.reached_by(figures.held(company)[1]))


def _open_in(company: Company, figures: Figures, asks: Asks | None) -> list[Missing]:
    """What is not known about one company's owners."""
    words = {"owned": company.owned, "kind": company.kind}
    if company.contradiction:
        return [_asked(SAID_TWICE, About("party", company.owned), asks, **words)]
    found = [
        _asked(SHARE, About("holding", f"{stake.owner} > {company.owned}"), asks, owner=stake.owner, **words)
        for stake in company.stakes
        if stake.low < stake.high and figures.high(stake.owner, company.kind)
    ]
    if company.others_high:
        found.append(_asked(OTHERS, About("party", company.owned), asks, owner=OTHER_OWNERS, **words))
    return found


def _apart_in(company: Company, register: Register, asks: Asks | None) -> list[Missing]:
    """The lists of branches that may be owners of their own, beside their heads."""
    return [
        _asked(LISTS, About("party", stake.owner), asks, party=stake.owner)
        for stake in company.stakes
        if stake.head and register.listed[stake.owner] is None
    ]


def _is_open(owner: str, company: Company, figures: Figures) -> bool:
    return figures.low(owner, company.kind) < figures.high(owner, company.kind)


def _asked(fact: str, about: About, asks: Asks | None, **words: str) -> Missing:
    """The question, in the law's wording where it has one."""
    texts = (asks or {}).get(fact, (ASKED[fact], ""))
    for name, word in words.items():
        texts = (texts[0].replace(f"{{{name}}}", word), texts[1].replace(f"{{{name}}}", word))
    return Missing(fact, about, *texts)
