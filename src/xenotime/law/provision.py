"""Provisions and the other blocks of an instrument, each with its paragraph, source and dates."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xenotime.dates import Period
from xenotime.exact import Range
from xenotime.law.condition import Tree

OUTCOMES = ("not subject", "no licence required", "exempt, report", "licence required", "prohibited")
"""From the mildest to the strictest; a regime's outcome is the highest that counts."""
SUBJECT = "subject"
"""A conclusion that the regime reaches the case; without more, no licence is required."""
POLICIES = ("ordinary", "case by case", "presumption of denial")
"""How an application is met, from the mildest to the strictest."""
CONCLUSIONS = (SUBJECT, *OUTCOMES[1:], *POLICIES[1:])
MILD = frozenset(OUTCOMES[:2])
SEEN = ("official", "digest", "secondary", "memory", "inferred")
WELL_SEEN = frozenset({"official", "digest", "secondary"})
"""Marks that can make a thing sure; the others make it possible only."""


@dataclass(frozen=True)
class Place:
    """Where a block stands: its instrument and paragraph, its source, and its file and line."""

    instrument: str
    paragraph: str
    heading: str = ""
    text: str = ""
    issued: date = date.min
    seen: str = "official"
    source: str = ""
    file: str = ""
    line: int = 0
    own: bool = False
    """Whether the house itself laid this over the shipped law."""

    @property
    def id(self) -> str:
        """The provision's id, as answers cite it."""
        return f"{self.instrument} {self.paragraph}".strip()

    def is_of(self, id_: str) -> bool:
        """Whether that is this provision's id; most others are told by their instrument alone."""
        return id_.startswith(self.instrument) and id_ == self.id

    def is_named(self, id_: str) -> bool:
        """Whether that is this provision's id, or its instrument's."""
        return id_ == self.instrument or self.is_of(id_)


@dataclass(frozen=True)
class Dated:
    """One dated entry: from the first day to the last, by whose authority, under which reading."""

    start: date | None = None
    until: date | None = None
    issued: date = date.min
    by: str = ""
    source: str = ""
    seen: str = "official"
    under: tuple[str, str] | None = None
    """(question, reading), where the entry holds under one reading only."""
    amount: Fraction | None = None
    text: str = ""
    ended: date | None = None
    """Since when the last day is known, where that is not the day of issue."""

    def last(self, known_on: date) -> date | None:
        """The last day, as it was known on a day."""
        return self.until if self.ended is None or self.ended <= known_on else None

    def holds(self, on: date, known_on: date) -> bool:
        """Whether the entry holds on a day, as it was known on another."""
        return self.issued <= known_on and Period(self.start, self.last(known_on)).holds(on)


@dataclass(frozen=True)
class Rule:
    """A conclusion and the conditions under which it is drawn."""

    place: Place
    concludes: str
    when: Tree
    in_force: tuple[Dated, ...]
    upon: tuple[str, ...] = ()
    exception_to: tuple[str, ...] = ()
    rank: str = "law"
    under: tuple[str, str] | None = None
    number: int = 0
    """Its place among the rules of its paragraph, from zero."""

    @property
    def id(self) -> str:
        """The provision's id, as answers cite it."""
        return self.place.id

    @property
    def key(self) -> str:
        """An id that no other rule has."""
        return f"{self.id} #{self.number}"


@dataclass(frozen=True)
class Threshold:
    """A named number of an instrument, with every value that it has had."""

    place: Place
    name: str
    values: tuple[Dated, ...]


@dataclass(frozen=True)
class Suspension:
    """Provisions that sleep for a while; `provisions` are ids of provisions or of whole instruments."""

    place: Place
    provisions: tuple[str, ...]
    period: Dated


@dataclass(frozen=True)
class Duty:
    """What somebody must do where one of the provisions `upon` counts."""

    place: Place
    who: str
    what: str
    when: str
    upon: tuple[str, ...]
    in_force: tuple[Dated, ...] = ()


@dataclass(frozen=True)
class Link:
    """A tie between provisions: `kind` says which (mirrors, copies, answers, clashes with)."""

    place: Place
    kind: str
    to: tuple[str, ...]
    note: str = ""


CLASHES = ("obeying is forbidden", "handing out is forbidden")
"""Where one law forbids what obeying the other takes; where one authority asks for what the other keeps back."""


@dataclass(frozen=True)
class Clash:
    """Two laws of which obeying the one can break the other: when that is so, and what to do then.

    It can be named only where one of `upon` (if there are any) and one of `to` can count, and `when` can hold.
    """

    place: Place
    id: str
    kind: str
    to: tuple[str, ...]
    what: str
    do: str
    when: Tree
    in_force: tuple[Dated, ...]
    upon: tuple[str, ...] = ()
    under: tuple[str, str] | None = None

    @property
    def sides(self) -> tuple[tuple[str, ...], ...]:
        """The provisions of each side that must be able to count."""
        return tuple(each for each in (self.upon, self.to) if each)

    @property
    def names(self) -> frozenset[str]:
        """The provisions, or whole instruments, of all sides."""
        return frozenset((*self.upon, *self.to))


@dataclass(frozen=True)
class Event:
    """Something that happened beside the law, on the day on which it was announced: a talk, a tariff, a statement."""

    place: Place
    id: str
    day: date
    what: str
    by: str = ""
    affects: tuple[str, ...] = ()
    """Provisions, questions, lists, groups, and other events."""
    start: date | None = None
    """The day from which it acts, where that is another one."""
    ends: date | None = None
    """The day on which it ended, was laid to rest, or is to end."""


@dataclass(frozen=True)
class Barrier:
    """Where content stops counting on its way up (built in once more, finished goods outside a list)."""

    place: Place
    name: str
    stops: Tree
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Adds:
    """How shares add up to make an owned party count as listed: `at` is the line that must be reached.

    `gives` are the words that an owned party then has among its `owner_lists`, where owners on any of the lists reach the
    line together. Without it each list passes on its own, and so does each row of one that rules ask about by its note:
    owners on that list, or in that row, must reach the line.
    """

    place: Place
    lists: tuple[str, ...]
    at: Fraction
    strictly_above: bool = False
    owners: str = "together"
    """`together` or `each`; or `question:<id>` where that is open."""
    tiers: str = "cascade"
    """`direct`, `cascade` or `multiply`; or `question:<id>` where that is open."""
    in_force: tuple[Dated, ...] = ()
    gives: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """The words of a party of which somebody on these lists is a known owner, and that may be owned so or not because
    his share is not known."""
    unsettled: tuple[str, ...] = ()
    """The words of a party that is owned so by some readings of how shares add up, and not by all."""
    without: tuple[str, ...] = ()
    """Rows of the lists whose owners do not count: `zz/closed-door-list#2026-88`."""


@dataclass(frozen=True)
class Held:
    """What a case of law says that one holds of another; the share is None where it is not known.

    The owner is a party of the shipment, `others`, or somebody with an invented name who is on no list; where `lists` are given,
    somebody of his own who is on these, and whom nobody owns.
    """

    owner: str
    owned: str
    lists: tuple[str, ...] = ()
    share: Range | None = None


@dataclass(frozen=True)
class LawCase:
    """A case of law: facts, a day, and what must come out."""

    place: Place
    name: str
    on: date
    facts: dict[str, object]
    expect: str
    known_on: date | None = None
    because: tuple[str, ...] = ()
    not_because: tuple[str, ...] = ()
    """What the answer must not rest on."""
    missing: tuple[str, ...] = ()
    policy: str = ""
    """The one policy, `unsettled` where more than one must be possible, empty where the case does not say."""
    readings: dict[str, str] = field(default_factory=dict)
    listed: dict[str, str] = field(default_factory=dict)
    """Parties of the shipment that stand in a list of parties that the law has, each with its name there."""
    holdings: tuple[Held, ...] = ()
    """Who holds what: for the parties that are owned so, the law itself says which lists reach them."""
    clashes: dict[str, str] | None = None
    """The clashes that are named, each `stands` or `may stand`; None where the case does not say."""
    gaps: tuple[str, ...] = ()
    not_gaps: tuple[str, ...] = ()
    """Gaps of the coverage that the answer names, and those that it does not."""
    possible: tuple[str, ...] = ()
    """The outcomes among which an unsettled answer is open; empty where the case does not say."""
    released: bool | None = None
    """Whether the goods are let go; None where the case does not say."""
    duties: tuple[str, ...] = ()
    not_duties: tuple[str, ...] = ()
    """Provisions whose duties the answer tells, and those whose duties it does not."""
