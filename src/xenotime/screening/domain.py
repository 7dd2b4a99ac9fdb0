"""A domain: columns of a shipment that are looked at together, and the states that the law tells apart in them."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeVar

from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.condition import Subject
from xenotime.law.vocabulary import Vocabulary
from xenotime.screening.conditions import Asked
from xenotime.screening.kept import Keeps
from xenotime.screening.sighting import MARK, Tells, cut, is_open

Texts = tuple[str, ...]
"""The cells of a domain's columns, as they stand in the file; empty where nothing stands."""
Sightings = dict[Subject, Seen]
SHIPMENT = "⟦shipment⟧"
"""Stands in every text for the id of the shipment, which no class depends on."""
PARTY = "party"
UNSEEN = Seen(About("", ""))
Told = TypeVar("Told", str, tuple[Missing, ...])


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
    about: About
    missing: dict[str, tuple[Missing, ...]]
    open_party: str
    contradictions: dict[str, str]


@dataclass
class Book(Keeps):
    """The states and values of one domain, numbered as they come up; 0 is the first."""

    OF_LAW: ClassVar = ("states", "_known", "_cut")
    OF_BOOK: ClassVar = ("values", "_seen", "_signatures", "_missing", "_contradictions")
    domain: Domain
    asked: Asked
    vocabulary: Vocabulary
    states: list[State] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        subjects = self.domain.subjects
        self._tells = [Tells.of(each, self.asked[each], self.vocabulary) for each in subjects]
        self._tokens = [token_of(self.domain, each) for each in subjects]
        self._places = {each: at for at, each in enumerate(subjects)}
        self._seen = [UNSEEN] * len(subjects)
        self._signatures: list[Hashable] = [None] * len(subjects)
        self._missing: dict[str, tuple[Missing, ...]] = {}
        self._contradictions: dict[str, str] = {}
        self._cut: dict[tuple[Subject, Hashable], Seen] = {}

    def add(self, seen: Sightings) -> Value:
        """Take in one more value that is seen so; what is not given of it is seen as of the value before."""
        self._look(seen)
        same = tuple(self._signatures)
        if same not in self._known:
            self._known[same] = len(self.states)
            self.states.append(self._state(len(self.states), same))
        state = self.states[self._known[same]]
        about = self._seen[0].about
        open_party = self._party() if state.open and self.domain.role else ""
        value = Value(len(self.values), state.number, about, self._missing, open_party, self._contradictions)
        self.values.append(value)
        return value

    def _look(self, seen: Sightings) -> None:
        """Look at what is seen otherwise than of the value before: of most subjects values in turn have it in common."""
        for subject, now in seen.items():
            at = self._places[subject]
            if now is not self._seen[at]:
                self._seen[at] = now
                self._signatures[at] = (now.about.kind, self._tells[at].signature(now))
                self._missing = _with(self._missing, self._tokens[at], now.missing)
                self._contradictions = _with(self._contradictions, self._tokens[at], now.contradiction)

    def _party(self) -> str:
        """The one party of whom something is not known."""
        parties = {each.about.id for each in self._seen if each.about.kind == PARTY}
        return parties.pop() if len(parties) == 1 else ""

    @property
    def asks(self) -> bool:
        """Whether there is something to ask about any value."""
        return any(each.open for each in self.states) or any(
            each.missing or each.contradictions for each in self.values
        )

    def _state(self, number: int, same: tuple[Hashable, ...]) -> State:
        every = zip(self.domain.subjects, self._seen, same, strict=True)
        slim = {subject: self._slim(subject, each, alike) for subject, each, alike in every}
        assumed = tuple(dict.fromkeys(word for each in self._seen for word in each.assumed))
        return State(
            number,
            slim,
            any(is_open(each) for each in self._seen),
            any(each.contradiction for each in self._seen),
            assumed,
        )

    def _slim(self, subject: Subject, seen: Seen, alike: Hashable) -> Seen:
        """The sighting cut down; what no rule tells apart is one object in all states."""
        if (subject, alike) not in self._cut:
            token, tells = token_of(self.domain, subject), self._tells[self._places[subject]]
            self._cut[subject, alike] = cut(seen, self._about(seen), token, tells)
        return self._cut[subject, alike]

    def _about(self, seen: Seen) -> About:
        if seen.about.kind == "shipment":
            return About("shipment", SHIPMENT)
        return About(seen.about.kind, named_as(self.domain.role or seen.about.kind))


def named_as(role: str) -> str:
    """The id of whoever has that role, or of whatever it is, in whichever row."""
    return f"⟦{role}⟧"


def _with(known: dict[str, Told], token: str, told: Told) -> dict[str, Told]:
    """A dictionary with what is told of a token, and without where that is nothing; the same one where it has it so."""
    if (known.get(token) or told.__class__()) == told:
        return known
    rest = {each: other for each, other in known.items() if each != token}
    return rest | {token: told} if told else rest


def token_of(domain: Domain, subject: Subject) -> str:
    """The name under which a subject's missing facts are kept."""
    return f"{MARK}{domain.name}{MARK}{subject.as_text()}"


def by_subject(domains: Iterable[Domain]) -> dict[Subject, str]:
    """The domain from which each subject is read."""
    return {subject: domain.name for domain in domains for subject in domain.subjects}
