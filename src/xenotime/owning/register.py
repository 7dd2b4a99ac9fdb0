"""Who is on a list and who holds what of whom, on one day, as one graph."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from xenotime.dates import Period
from xenotime.exact import Range, as_decimal
from xenotime.facts.book import Book
from xenotime.facts.party import OTHER_OWNERS, Holding, Party, is_denied
from xenotime.facts.party_list import list_named
from xenotime.owning.untold import by_kind
from xenotime.owning.way import EITHER, Way

NONE, ALL = Fraction(0), Fraction(1)
OPEN, CLOSED = Range(NONE, ALL), Range(NONE, NONE)
ALWAYS_ASKED = "equity"
"""The kind of holding that every party has; another kind is asked about where the book speaks of it."""
NATURAL = "person"
"""The kind of party that nobody can own."""


@dataclass(frozen=True, slots=True)
class Stake:
    """What one named owner holds, at least and at most.

    A branch that may be listed by itself stands beside its `head`: where it is not, the two are one owner.
    """

    owner: str
    low: Fraction
    high: Fraction
    head: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """The owners of one party by one kind of holding; `others` are all whom no row names.

    A company with a `contradiction` may be owned by anybody and surely is by nobody.
    """

    owned: str
    kind: str
    stakes: tuple[Stake, ...] = ()
    others: Range = OPEN
    contradiction: str = ""
    assumed: bool = False
    unheld: Fraction = NONE
    """What of it nobody holds at least, as the rows say that name owners and what others hold."""
    unfilled: bool = False
    """Whether its stakes need not fill the whole: some of them may be of another kind."""

    @property
    def others_high(self) -> Fraction:
        """The most that unnamed owners can hold."""
        return _high(self.others)


@dataclass(frozen=True)
class Register:
    """Persons in law on one day: a branch is its head unless the branch is, or may be, listed by itself.

    `listed` says of each person whether it is on a list (None: not known), `on` which lists.
    `companies` holds each person's owners by kind, `owns` whom each person holds something of.
    """

    person: dict[str, str]
    listed: dict[str, bool | None]
    on: dict[str, tuple[str, ...]]
    companies: dict[str, tuple[Company, ...]]
    owns: dict[str, tuple[str, ...]]
    assumed_lists: frozenset[str] = frozenset()
    nobody_else: bool = False
    """Whether the book assumes that no others hold anything where it names none."""
    contradictions: dict[str, str] = field(default_factory=dict)

    def owned_through(self, persons: Iterable[str]) -> set[str]:
        """The persons themselves and everybody below them."""
        below, front = set(persons), list(persons)
        while front:
            new = [each for each in self.owns.get(front.pop(), ()) if each not in below]
            below.update(new)
            front.extend(new)
        return below


def register(book: Book, way: Way, on: date) -> Register:
    """Read the book as of one day, for one authority's lists."""
    holdings = [each for each in book.holdings if _counts(each, way, on)]
    named = (one for each in holdings for one in (each.owner, each.owned) if one != OTHER_OWNERS)
    ids = list(dict.fromkeys([*book.parties, *named]))
    head, loops = heads(book.parties, ids)
    lists, taken_for_granted = _lists(book, {*ids, *head.values()}, way)
    on_lists = {each: way.names(known) for each, known in lists.items() if known}
    person = {each: _in_law(each, top, lists, on_lists, loops) for each, top in head.items()}
    persons = set(person.values()) | set(head.values())
    listed: dict[str, bool | None] = {
        each: True if on_lists.get(each) else None if lists.get(each) is None else False for each in persons
    }
    for each in loops:
        listed[each] = listed[each] or None
    companies = _companies(book, way, holdings, person, head, persons)
    owns: dict[str, list[str]] = defaultdict(list)
    for kinds in companies.values():
        for company in kinds:
            for stake in company.stakes:
                owns[stake.owner].append(company.owned)
    return Register(
        person,
        listed,
        {each: on_lists.get(each, ()) for each in persons},
        companies,
        {owner: tuple(dict.fromkeys(owned)) for owner, owned in owns.items()},
        frozenset(taken_for_granted & persons),
        _nobody_else(book),
        loops,
    )


def _in_law(
    party: str,
    head: str,
    lists: Mapping[str, tuple[str, ...] | None],
    on_lists: Mapping[str, tuple[str, ...]],
    loops: Collection[str],
) -> str:
    """The head of a party; the party itself where it is listed by itself, or may be beside a head that is on no list."""
    if on_lists.get(head):
        return head
    perhaps = lists[party] is None and head not in loops
    return party if on_lists.get(party) or perhaps else head


def _counts(holding: Holding, way: Way, on: date) -> bool:
    return (not holding.kind or holding.kind in way.kinds) and Period(holding.start, holding.until).holds(on)


def heads(parties: Mapping[str, Party], ids: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The head of each party, itself where it is nobody's branch; branches in a circle have no true head."""
    head: dict[str, str] = {}
    loops: dict[str, str] = {}
    for each in ids:
        path: dict[str, None] = {}
        at = each
        while at not in head and at not in path and at in parties and parties[at].branch_of:
            path[at] = None
            at = parties[at].branch_of
        if at in path:
            circle = [*path][[*path].index(at) :]
            at = min(circle)
            loops[at] = "branches of each other: " + ", ".join(sorted(circle))
        top = head.get(at, at)
        head.update(dict.fromkeys([*path, at], top))
    return head, loops


def _lists(book: Book, ids: Iterable[str], way: Way) -> tuple[dict[str, tuple[str, ...] | None], set[str]]:
    """What lists each party is on, and the parties for which the book only assumes it.

    A party that may be on more lists than are named, by its name for one, is not known to be off those that the way is about.
    """
    assumption = book.assumed("parties.lists")
    lists: dict[str, tuple[str, ...] | None] = {}
    assumed: set[str] = set()
    for each in ids:
        party = book.parties.get(each)
        lists[each] = party.lists if party else None
        named = party is not None and bool(way.names(party.lists or ()))
        if party and party.lists_open and not named and not _screened(party, way):
            lists[each] = None
        if party and lists[each] is None and assumption:
            lists[each] = assumption.value
            assumed.add(each)
        by_name = party is not None and way.names(tuple(one.on_list for one in party.namesakes))
        if party and not named and (by_name or way.may_name(party.lists or ())):
            lists[each] = None
    return lists, assumed


def _screened(party: Party, way: Way) -> bool:
    """Whether the party was screened against every list that the way is about."""
    return {list_named(each) for each in way.lists} <= set(party.not_on)


def _nobody_else(book: Book) -> bool:
    assumption = book.assumed("holdings.others")
    return assumption is not None and assumption.value in {(), ("none",), ("0",)}


def _companies(
    book: Book,
    way: Way,
    holdings: list[Holding],
    person: dict[str, str],
    head: dict[str, str],
    persons: set[str],
) -> dict[str, tuple[Company, ...]]:
    """The owners of every person, by each kind of holding that is asked about; those of a branch are those of its head."""
    closed = _nobody_else(book)
    always = ALWAYS_ASKED if ALWAYS_ASKED in way.kinds else way.kinds[0]
    rows = by_kind(holdings, head, always, way.kinds)
    companies: dict[str, list[Company]] = defaultdict(list)
    untold = {head[each.owned] for each in holdings if not each.kind and not is_denied(each.share)}
    for (owned, kind), statements in rows.items():
        one = _company(owned, kind, statements, person, head, closed=closed)
        companies[owned].append(replace(one, unfilled=True, unheld=NONE) if owned in untold else one)
    for company in _of_some_kind(holdings, person, head):
        companies[company.owned].append(company)
    for each in persons & set(head.values()):
        party = book.parties.get(each)
        if party and NATURAL in (party.kind or ()):
            continue
        if (each, always) not in rows:
            others = CLOSED if closed else OPEN
            companies[each].append(Company(each, always, (), others, assumed=closed))
    for each in persons:
        if head[each] != each:
            companies[each] = [replace(one, owned=each) for one in companies.get(head[each], ())]
    return {each: tuple(kinds) for each, kinds in companies.items()}


def _of_some_kind(
    holdings: list[Holding], person: Mapping[str, str], head: Mapping[str, str]
) -> Iterable[Company]:
    """Each share whose kind is not stated, by itself: so much is held at least, of the one kind or of another."""
    denied = {(each.owner, head[each.owned]) for each in holdings if not each.kind and is_denied(each.share)}
    for each in holdings:
        if each.kind or not each.share or not each.share.low or each.owner == OTHER_OWNERS:
            continue
        owner, owned = person.get(each.owner, each.owner), head[each.owned]
        low = min(each.share.low, ALL)
        stake = Stake(owner, low, low, head[owner] if head[owner] != owner else "")
        trouble = f"{each.owner} is said to hold {percent(each.share)} and nothing of {owned}"
        yield Company(owned, EITHER, (stake,), CLOSED, trouble if (each.owner, owned) in denied else "")


def _company(
    owned: str,
    kind: str,
    rows: list[Holding],
    person: dict[str, str],
    head: dict[str, str],
    *,
    closed: bool,
) -> Company:
    """The owners that the rows name, with what is left for others.

    Rows on one owner are statements about one holding: what all of them allow holds. Where they allow
    nothing in common they contradict each other, and the least range around them is shown.
    """
    said: dict[str, dict[str, list[Range]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        said[person.get(row.owner, row.owner)][row.owner].append(row.share or OPEN)
    troubles: list[str] = []
    shares = {owner: _added(owned, by, troubles) for owner, by in said.items()}
    stated = shares.pop(OTHER_OWNERS, None)
    others = _unnamed(stated, shares.values()) if stated else CLOSED if closed else OPEN
    least = sum((share.low for share in shares.values()), others.low)
    if least > 1:
        troubles.append(f"{kind} of {owned} adds up to at least {as_decimal(least * 100)} %")
    else:
        others = Range(others.low, min(_high(others), ALL - least + others.low))
    stakes = tuple(
        Stake(owner, share.low, _high(share), head[owner] if head[owner] != owner else "")
        for owner, share in shares.items()
    )
    unheld = ALL - sum(map(_high, shares.values()), _high(others)) if stated and shares else NONE
    assumed = closed and stated is None
    return Company(
        owned, kind, stakes, others, "; ".join(troubles), assumed=assumed, unheld=max(unheld, NONE)
    )


def _unnamed(stated: Range, named: Iterable[Range]) -> Range:
    """What unnamed owners can hold. An upper end that leaves a rest to nobody at all ends nothing: somebody has the rest.

    That they hold nothing is a statement of another kind: no holder besides those named is one that could count.
    """
    most = sum((_high(share) for share in named), _high(stated))
    return Range(stated.low, ALL) if _high(stated) and most < ALL else stated


def _added(owned: str, statements: dict[str, list[Range]], troubles: list[str]) -> Range:
    """What one person holds: statements on one row's owner meet, those of head and branches add."""
    total = CLOSED
    for by, ranges in statements.items():
        share: Range | None = ranges[0]
        for more in ranges[1:]:
            share = share.meets(more) if share else None
        if share is None:
            said = " and ".join(f"{percent(each)}" for each in ranges)
            troubles.append(f"{by} is said to hold {said} of {owned}")
            share = Range(min(each.low for each in ranges), max(_high(each) for each in ranges))
        total += share
    return Range(total.low, min(_high(total), ALL)) if total.low <= 1 else total


def _high(share: Range) -> Fraction:
    return ALL if share.high is None else share.high


@lru_cache(maxsize=10_000)
def percent(share: Range) -> str:
    """Write a share as the book does.

    >>> percent(Range(Fraction(1, 4), Fraction(1, 2)))
    '25..50 %'
    """
    low, high = as_decimal(share.low * 100), as_decimal(_high(share) * 100)
    return f"{low} %" if low == high else f"{low}..{high} %"
