"""The lawbook: every block of every instrument, as in force on a day, as known on another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from xenotime.facts.party_list import NOTE
from xenotime.law.condition import FALSE, TRUE, Condition, Joined, Tree, leaves, reading_is
from xenotime.law.control_list import ControlList, Group, Member, Row, guarded, membership
from xenotime.law.listed_party import PartyList
from xenotime.law.partners import partners
from xenotime.law.provision import (
    WELL_SEEN,
    Adds,
    Barrier,
    Clash,
    Dated,
    Duty,
    Event,
    LawCase,
    Link,
    Place,
    Rule,
    Suspension,
    Threshold,
)
from xenotime.law.question import Answered, Question
from xenotime.law.vocabulary import Vocabulary

if TYPE_CHECKING:
    from xenotime.law.lists_on import ListsOn

LISTS, OWNER_LISTS = "lists", "owner_lists"


@dataclass(frozen=True)
class Instrument:
    """One legal text: its front matter."""

    id: str
    title: str
    issuer: str
    issued: date
    source: str
    seen: str
    checked: date
    file: str = ""
    own: bool = False


@dataclass(frozen=True)
class Gap:
    """Something that is not encoded, or not as well as it should be; `touches` says whom it concerns.

    `clearance` is False where an answer that the gap touches must not be released on it. With `surely` it touches
    only where its conditions surely hold, or may for some of several parties in a role; without, also where they may.
    """

    id: str
    what: str
    touches: Tree
    clearance: bool = True
    place: Place | None = None
    surely: bool = False
    sleeps_with: tuple[str, ...] = ()
    """Provisions or instruments: while all of them surely sleep, it touches nothing."""

    def reaches(self, held: bool | None) -> bool:
        """Whether the gap touches an answer for which its conditions hold so."""
        return held is not False


@dataclass(frozen=True)
class Regime:
    """A country's law as far as it is encoded: from which day, checked when, and with which gaps."""

    id: str
    title: str
    coverage_from: date
    checked: date
    gaps: tuple[Gap, ...] = ()
    invented: bool = False
    notes: str = ""
    asked: str = "always"
    """`always`, `mentioned` (where a book names its country, codes or lists), or `by name` only."""
    countries: tuple[str, ...] = ()
    """The countries whose mention brings the regime in."""
    days_fresh: int | None = None
    """For how many days after it was checked something may still be released; None for as long as one likes."""
    retention_years: int | None = None
    """For how many years records of a deed are kept after its day; None where that is not encoded."""
    retention_source: str = ""
    retention_from: str = ""
    """From what the years count, in the law's words; the day of the deed where it is empty."""

    def covers(self, on: date, known_on: date) -> bool:
        """Whether there is an answer for a day, as the law was known on another: neither lies before what is encoded."""
        return min(on, known_on) >= self.coverage_from

    def told_until(self, known_on: date) -> date:
        """The last day whose announcements are looked at: that of the check, or an earlier one as of which the law is asked."""
        return min(self.checked, known_on)

    def fresh_until(self, known_on: date) -> date | None:
        """The last day for which something may be released on it, as known on a day; None where there is none."""
        fresh = self.days_fresh
        return None if fresh is None else self.told_until(known_on) + timedelta(days=fresh)

    def is_fresh(self, on: date, known_on: date) -> bool:
        """Whether it was checked, and is asked, late enough for something to be released on that day."""
        last = self.fresh_until(known_on)
        return last is None or on <= last


@dataclass(frozen=True)
class Status:
    """Whether a provision counts on a day: the condition of it, and the dated entries that say so."""

    tree: Tree
    started: tuple[Dated, ...] = ()
    sleeping: tuple[Suspension, ...] = ()
    later: tuple[Dated, ...] = ()
    """Entries that start after the day: the provision is not yet in force by them."""


@dataclass(frozen=True)
class Lawbook:
    """All law that was read. Every view of it takes two days: `on`, and `known_on`."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    regimes: dict[str, Regime] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    lists: dict[str, ControlList] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    suspensions: tuple[Suspension, ...] = ()
    questions: dict[str, Question] = field(default_factory=dict)
    answered: tuple[Answered, ...] = ()
    duties: tuple[Duty, ...] = ()
    links: tuple[Link, ...] = ()
    clashes: tuple[Clash, ...] = ()
    events: tuple[Event, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    adds: tuple[Adds, ...] = ()
    parties: tuple[PartyList, ...] = ()
    cases: Sequence[LawCase] = ()
    sha256: str = ""

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of a rule, a gap or a clash."""
        trees = [rule.when for rule in self.rules] + [clash.when for clash in self.clashes]
        trees += [gap.touches for regime in self.regimes.values() for gap in regime.gaps]
        return tuple(each for tree in trees for each in leaves(tree))

    @cached_property
    def owner_notes(self) -> tuple[str, ...]:
        """The rows of lists of parties, by their notes, that rules, gaps and clashes ask about of owners."""
        asked = [each for each in self.conditions if each.subject.name == OWNER_LISTS]
        words = [word for each in asked for word in each.value.words]
        groups = [self.groups[each.value.ref] for each in asked if each.value.ref in self.groups]
        words += [member.word for group in groups for member in group.members]
        return tuple(sorted({word for word in words if NOTE in word}))

    @cached_property
    def lists_of_days(self) -> dict[tuple[date, date], "ListsOn"]:
        """What was worked out of its lists as they stand on a day and were known on another: see `lists_on`."""
        return {}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Every code of goods that stands in a list or is named by a condition, behind its regime."""
        listed = {
            f"{each.id.partition('/')[0]}:{row.code}" for each in self.lists.values() for row in each.rows
        }
        kinds = {name for name, kind in self.vocabulary.facts.items() if kind.type == "code"}
        return frozenset(
            listed.union(*(each.value.words for each in self.conditions if each.subject.name in kinds))
        )

    @cached_property
    def partners(self) -> dict[str, frozenset[str]]:
        """The substances that entries of lists name beside others alone, each with these."""
        return partners(tuple(self.lists.values()))

    @cached_property
    def steps(self) -> frozenset[str]:
        """Every step of making with a number (step:country:number) that a condition or a group names."""
        kinds = {name for name, kind in self.vocabulary.facts.items() if kind.type == "step"}
        named = {word for each in self.conditions if each.subject.name in kinds for word in each.value.words}
        grouped = {member.word for group in self.groups.values() for member in group.members}
        return frozenset(word for word in named | grouped if word.count(":") > 1)

    @cached_property
    def list_words(self) -> frozenset[str]:
        """Every word for a list of parties that a condition may name, notes included."""
        words: set[str] = {word for adds in self.adds for word in adds.lists}
        for each in self.conditions:
            if each.subject.name == LISTS:
                words |= set(each.value.words)
        for group in self.groups.values():
            words |= {member.word for member in group.members if "/" in member.word}
        return frozenset(words)

    def rules_of(self, regime: str, known_on: date) -> tuple[Rule, ...]:
        """The regime's rules whose text was issued by `known_on`, exceptions before what they except."""
        return tuple(
            rule
            for rule in self.rules
            if rule.place.instrument.partition("/")[0] == regime and rule.place.issued <= known_on
        )

    def duties_of(self, regime: str, known_on: date) -> tuple[Duty, ...]:
        """The regime's duties whose text was issued by `known_on`."""
        return tuple(
            duty
            for duty in self.duties
            if duty.place.instrument.partition("/")[0] == regime and duty.place.issued <= known_on
        )

    def status(self, rule: Rule, on: date, known_on: date) -> Status:
        """Whether and why the rule counts on a day, as the law was known on another."""
        entries = [entry for entry in rule.in_force if entry.issued <= known_on]
        started = tuple(entry for entry in entries if entry.holds(on, known_on))
        later = tuple(entry for entry in entries if entry.start is not None and entry.start > on)
        sleeping = self.suspensions_of(rule.place, on, known_on)
        if not started:
            return Status(FALSE, (), sleeping, later)
        awake: list[Tree] = [guarded(TRUE, entry, rule.id) for entry in started]
        tree: Tree = awake[0] if len(awake) == 1 else Joined("any", tuple(awake))
        asleep = tuple(guarded(TRUE, each.period, each.place.id) for each in sleeping)
        if asleep:
            tree = Joined("all", (tree, Joined("none", asleep)))
        if rule.under:
            tree = Joined("all", (tree, reading_is(*rule.under)))
        return Status(tree, started, sleeping, later)

    def is_asleep(self, gap: Gap, on: date, known_on: date) -> bool:
        """Whether every provision that the gap is about surely sleeps on a day, whatever is open."""
        return bool(gap.sleeps_with) and all(
            any(
                guarded(TRUE, each.period, each.place.id) == TRUE and each.period.holds(on, known_on)
                for each in self._suspensions_by(name)
            )
            for name in gap.sleeps_with
        )

    def _suspensions_by(self, name: str) -> list[Suspension]:
        """The suspensions that name a provision, or its whole instrument."""
        numbers = {*self._suspending.get(name, ()), *self._suspending.get(name.partition(" ")[0], ())}
        return [self.suspensions[number] for number in sorted(numbers)]

    def suspensions_of(self, place: Place, on: date, known_on: date) -> tuple[Suspension, ...]:
        """The suspensions that reach a provision on a day, as known on another."""
        reaching = (*self._suspending.get(place.instrument, ()), *self._suspending.get(place.id, ()))
        found = {number for number in reaching if self.suspensions[number].period.holds(on, known_on)}
        return tuple(self.suspensions[number] for number in sorted(found))

    @cached_property
    def _suspending(self) -> dict[str, list[int]]:
        """The suspensions, by number, that name each provision or whole instrument."""
        found: dict[str, list[int]] = {}
        for number, each in enumerate(self.suspensions):
            for name in each.provisions:
                found.setdefault(name, []).append(number)
        return found

    def threshold(self, instrument: str, name: str, on: date, known_on: date) -> Dated | None:
        """The dated value of a threshold, None where it has none on that day."""
        owner, _, short = name.rpartition("/")
        found = [
            entry
            for threshold in self.thresholds
            if threshold.name == short and threshold.place.instrument == (owner or instrument)
            for entry in threshold.values
            if entry.holds(on, known_on)
        ]
        return max(found, key=lambda entry: (entry.start or date.min, entry.issued), default=None)

    def rows(self, list_id: str, on: date, known_on: date) -> tuple[Row, ...]:
        """The rows of a list, with those of the lists that it includes, on a day."""
        control_list = self.lists[list_id]
        own = tuple(row for row in control_list.rows if _visible(row.dated, on, known_on))
        return own + tuple(row for other in control_list.includes for row in self.rows(other, on, known_on))

    def member_of_list(
        self, list_id: str, codes: frozenset[str] | None, on: date, known_on: date, *, closed: bool = False
    ) -> Tree:
        """The tree that says whether an item with these codes is on the list."""
        rows, included = self.rows(list_id, on, known_on), self.included(list_id)
        return membership(self.lists[list_id], rows, codes, closed=closed, included=included)

    def included(self, list_id: str) -> tuple[ControlList, ...]:
        """The lists that a list includes, at whatever remove, each once."""
        found: dict[str, ControlList] = {}
        for each in self.lists[list_id].includes:
            found[each] = self.lists[each]
            found |= {inner.id: inner for inner in self.included(each)}
        return tuple(found.values())

    def members(self, group_id: str, on: date, known_on: date) -> tuple[Member, ...]:
        """The members of a group on a day."""
        return tuple(m for m in self.groups[group_id].members if _visible(m.dated, on, known_on))

    def answer_to(self, question: str, known_on: date) -> Answered | None:
        """The newest instrument that closed a question by `known_on`, None while it is open.

        One that was only remembered or inferred closes nothing.
        """
        found = [
            each
            for each in self.answered
            if each.question == question and each.issued <= known_on and each.seen in WELL_SEEN
        ]
        return max(found, key=lambda each: each.issued, default=None)

    def house_answer(self, question: str, known_on: date) -> Answered | None:
        """What closed a question by `known_on`, where the house itself laid that over the law."""
        answered = self.answer_to(question, known_on)
        instrument = self.instruments.get(answered.by.partition(" ")[0]) if answered else None
        return answered if instrument and instrument.own else None

    def is_closed(self, question: str, known_on: date) -> bool:
        """Whether a question was closed by `known_on`, and by the law itself."""
        return bool(self.answer_to(question, known_on)) and not self.house_answer(question, known_on)

    def cited(self, ids: Iterable[str], place: Place) -> bool:
        """Whether one of `ids` names the provision or its whole instrument."""
        return covers(ids, place)


def covers(ids: Iterable[str], place: Place) -> bool:
    """Whether one of `ids` names the provision or its whole instrument."""
    return any(each in (place.id, place.instrument) for each in ids)


def _visible(dated: Dated, on: date, known_on: date) -> bool:
    return dated.holds(on, known_on)
