"""A domain: columns of a shipment that are looked at together, and the states that the law tells apart in them."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date

from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.condition import Subject
from xenotime.law.vocabulary import Vocabulary
from xenotime.screening.conditions import Asked
from xenotime.screening.sighting import MARK, Tells, cut, is_open

Texts = tuple[str, ...]
"""The cells of a domain's columns, as they stand in the file; empty where nothing stands."""
Sightings = dict[Subject, Seen]
SHIPMENT = "⟦shipment⟧"
"""Stands in every text for the id of the shipment, which no class depends on."""
PARTY = "party"


@dataclass(frozen=True)
class Domain:
    """Columns and the subjects that are read from them on a day; `dated` where the day matters."""

    name: str
    columns: tuple[str, ...]
    subjects: tuple[Subject, ...]
    see: Callable[[Texts, date], Sightings]
    dated: bool = False
    role: str = ""
    """The role, where the domain is one party of the shipment."""


@dataclass(frozen=True)
class State:
    """What the law can tell of one value of a domain."""

    number: int
    seen: Sightings
    open: bool
    contradictory: bool
    assumed: tuple[str, ...]


@dataclass(frozen=True)
class Value:
    """One value of a domain as it stands in the data: its state, and what is to be asked about it."""

    number: int
    state: int
    about: dict[str, About]
    missing: dict[str, tuple[Missing, ...]]
    open_party: str
    contradictions: dict[str, str]


@dataclass
class Book:
    """The states and values of one domain, numbered as they come up; 0 is the first."""

    domain: Domain
    asked: Asked
    vocabulary: Vocabulary
    states: list[State] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        subjects = self.domain.subjects
        self._tells = [(each, Tells.of(each, self.asked[each], self.vocabulary)) for each in subjects]
        self._tokens = [(each, token_of(self.domain, each)) for each in subjects]
        self._last: dict[Subject, tuple[Seen, Hashable]] = {}

    def add(self, seen: Sightings) -> Value:
        """Take in one more value that is seen so."""
        same = tuple(self._signature(each, tells, seen[each]) for each, tells in self._tells)
        if same not in self._known:
            self._known[same] = len(self.states)
            self.states.append(self._state(len(self.states), seen))
        state = self.states[self._known[same]]
        abouts = {token: seen[each].about for each, token in self._tokens}
        missing = {token: seen[each].missing for each, token in self._tokens if seen[each].missing}
        parties = {each.about.id for each in seen.values() if each.about.kind == PARTY}
        open_party = min(parties) if state.open and len(parties) == 1 and self.domain.role else ""
        clashes = {token: said for each, token in self._tokens if (said := seen[each].contradiction)}
        value = Value(len(self.values), state.number, abouts, missing, open_party, clashes)
        self.values.append(value)
        return value

    def _signature(self, subject: Subject, tells: Tells, seen: Seen) -> Hashable:
        """What tells the sighting from others; values that come one after the other have most of what is seen in common."""
        last = self._last.get(subject)
        if last is None or last[0] is not seen:
            last = self._last[subject] = seen, (seen.about.kind, tells.signature(seen))
        return last[1]

    @property
    def asks(self) -> bool:
        """Whether there is something to ask about any value."""
        return any(each.open for each in self.states) or any(
            each.missing or each.contradictions for each in self.values
        )

    def _state(self, number: int, seen: Sightings) -> State:
        slim = {each: cut(seen[each], self._about(seen[each]), token_of(self.domain, each)) for each in seen}
        assumed = tuple(dict.fromkeys(word for each in seen.values() for word in each.assumed))
        return State(
            number,
            slim,
            any(is_open(each) for each in seen.values()),
            any(each.contradiction for each in seen.values()),
            assumed,
        )

    def _about(self, seen: Seen) -> About:
        if seen.about.kind == "shipment":
            return About("shipment", SHIPMENT)
        return About(seen.about.kind, f"⟦{self.domain.role or seen.about.kind}⟧")


def token_of(domain: Domain, subject: Subject) -> str:
    """The name under which a subject's missing facts are kept."""
    return f"{MARK}{domain.name}{MARK}{subject.as_text()}"


def by_subject(domains: Iterable[Domain]) -> dict[Subject, str]:
    """The domain from which each subject is read."""
    return {subject: domain.name for domain in domains for subject in domain.subjects}
