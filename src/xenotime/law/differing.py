"""What differs between two states of the law: provisions, thresholds, lists, groups, parties, duties, questions."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Place, Rule
from xenotime.law.standing import AWAKE, NEVER, NOT_IN_FORCE, SURELY, holds, state_of

MOST_NAMED = 20
"""Entries that a note names of those that came, and of those that went."""
Days = tuple[date, date]
"""A day, and the day on which the law was known."""
Entries = Mapping[Hashable, str]
"""What stands in a list on a day: by a key of its own, what it is called."""


@dataclass(frozen=True)
class Change:
    """One provision, threshold, list, group or question that is not the same in two states of the law."""

    provision: str
    what: str
    before: str
    after: str
    note: str = ""


def difference(law: Lawbook, before: Days, after: Days, regimes: tuple[str, ...]) -> tuple[Change, ...]:
    """What differs between two states of the law, each a day and the day on which the law was known."""
    states = before, after
    said = (*_rules(law, states), *_thresholds(law, states), *_others(law, states), *_questions(law, states))
    entries = (*_lists(law, states), *_groups(law, states), *_parties(law, states))
    every = (*(each for each in said if each.before != each.after), *entries)
    told = {(each.provision, each.what, each.before, each.after, each.note): each for each in every}
    return tuple(told[key] for key in sorted(told) if key[0].partition("/")[0] in regimes)


def _rules(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    paragraphs: dict[str, list[Rule]] = {}
    for rule in law.rules:
        paragraphs.setdefault(rule.id, []).append(rule)
    for name, rules in paragraphs.items():
        each = [[state_of(law, rule, *days) for rule in rules] for days in states]
        was, now = (" / ".join(sorted(set(one))) for one in each)
        if was == now and each[0] != each[1]:
            was, now = (_counted(one) for one in each)
        yield Change(name, "status", was, now, rules[0].place.heading)


def _counted(words: list[str]) -> str:
    """The states of several rules of one paragraph, with how many of them have each."""
    return " / ".join(f"{word} ({count} of {len(words)})" for word, count in sorted(Counter(words).items()))


def _thresholds(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    for threshold in law.thresholds:
        place = threshold.place
        found = [law.threshold(place.instrument, threshold.name, *days) for days in states]
        was, now = (each.text if each else "none" for each in found)
        yield Change(place.id, threshold.name, was, now)


def _lists(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    for name, control_list in law.lists.items():
        rows = control_list.rows
        seen: list[Entries]
        seen = [{id(row): row.code for row in rows if row.dated.holds(*days)} for days in states]
        yield from _entries(name, "rows", *seen)


def _groups(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    for name, group in law.groups.items():
        seen: list[Entries] = [
            {
                said: said
                for member in group.members
                if member.dated.holds(*days)
                for way in [holds(law, member.dated.under, member.dated.seen, days[1])]
                if way != NEVER
                for said in [f"{member.word} ({way})" if way else member.word]
            }
            for days in states
        ]
        yield from _entries(name, "members", *seen)


def _parties(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    for each in law.parties:
        seen: list[Entries] = [
            {id(party): party.name for party in each.parties if party.is_listed(*days)} for days in states
        ]
        yield from _entries(each.list_id, "parties", *seen)


def _entries(name: str, what: str, was: Entries, now: Entries) -> Iterator[Change]:
    """What came and went among entries that are known by a key each, and called by a word."""
    new = _named("+", (word for key, word in now.items() if key not in was))
    gone = _named("-", (word for key, word in was.items() if key not in now))
    if new or gone:
        yield Change(name, what, f"{len(was)} {what}", f"{len(now)} {what}", "; ".join((*new, *gone)))


def _named(sign: str, words: Iterable[str]) -> list[str]:
    every = sorted(dict.fromkeys(words))
    left = len(every) - MOST_NAMED
    return [f"{sign} {each}" for each in every[:MOST_NAMED]] + ([f"{sign} {left} more"] if left > 0 else [])


def _others(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    """Duties, clashes, how shares of owners add, and where content stops counting."""
    for duty in law.duties:
        yield _dated(law, states, duty.place, "duty", duty.in_force, duty.what)
    for clash in law.clashes:
        yield _dated(
            law, states, clash.place, "clash", clash.in_force, f"{clash.kind}: {', '.join(clash.to)}"
        )
    for adds in law.adds:
        gives = ", ".join(adds.gives or adds.lists)
        yield _dated(law, states, adds.place, "shares of owners", adds.in_force, gives)
    for barrier in law.barriers:
        yield _dated(law, states, barrier.place, "barrier", (Dated(),), barrier.name)


def _dated(
    law: Lawbook, states: tuple[Days, Days], place: Place, what: str, entries: tuple[Dated, ...], note: str
) -> Change:
    """Whether a block with dated entries (always, where it has none) is in force in each state."""

    def state(on: date, known_on: date) -> str:
        if place.issued > known_on:
            return "not issued"
        every = entries or (Dated(),)
        ways = {holds(law, one.under, one.seen, known_on) for one in every if one.holds(on, known_on)}
        ways -= {NEVER}
        if not ways:
            return NOT_IN_FORCE
        return AWAKE if SURELY in ways else f"{AWAKE} {' or '.join(sorted(ways))}"

    return Change(place.id, what, state(*states[0]), state(*states[1]), note)


def _questions(law: Lawbook, states: tuple[Days, Days]) -> Iterator[Change]:
    def state(name: str) -> Callable[[date], str]:
        asked = law.questions[name]

        def on(known_on: date) -> str:
            if max(asked.issued, asked.place.issued) > known_on:
                return "not raised"
            answered = law.answer_to(name, known_on)
            return f"answered: {answered.reading}" if answered else "open"

        return on

    for name in law.questions:
        was, now = (state(name)(known_on) for _, known_on in states)
        yield Change(name, "question", was, now, law.questions[name].asks)
