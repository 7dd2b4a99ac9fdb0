"""Whether dated entries and rules stand on a day, in words: surely, where a question is read so, or perhaps."""

from collections.abc import Iterable, Iterator
from datetime import date

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN, Dated, Rule

SURELY, PERHAPS, NEVER = "", "perhaps", "never"
"""How an entry holds: in any case; maybe, as its text was not seen well; not at all, as its question was answered otherwise."""
WHERE = "where "
AWAKE, ASLEEP, NOT_IN_FORCE = "in force", "asleep", "not in force"


def holds(law: Lawbook, under: tuple[str, str] | None, seen: str, known_on: date) -> str:
    """How an entry holds on its days: one of the words above, or `where QUESTION = READING` while that is open.

    A question that was answered by the day on which the law is known is open no more.
    """
    if under:
        answered = law.answer_to(under[0], known_on)
        if answered and answered.reading != under[1]:
            return NEVER
        if not answered:
            return f"{WHERE}{under[0]} = {under[1]}"
    return SURELY if seen in WELL_SEEN else PERHAPS


def sleeps(law: Lawbook, rule: Rule, on: date, known_on: date) -> tuple[str, ...]:
    """How each suspension that is known lays a rule asleep on a day; empty where none does."""
    every = (each.period for each in law.suspensions_of(rule.place, on, known_on))
    return _ways(law, every, known_on)


def state_of(law: Lawbook, rule: Rule, on: date, known_on: date) -> str:
    """What a rule does on a day, with the readings on which it hangs."""
    if rule.place.issued > known_on:
        return "not issued"
    of_rule = holds(law, rule.under, rule.place.seen, known_on)
    started = _ways(law, law.status(rule, on, known_on).started, known_on)
    if not started or of_rule == NEVER:
        return NOT_IN_FORCE
    asleep = sleeps(law, rule, on, known_on)
    if SURELY in asleep:
        return ASLEEP
    awake = _said(AWAKE, () if SURELY in started else started)
    return ", or ".join((awake, _said(ASLEEP, asleep))) if asleep else awake


def _ways(law: Lawbook, entries: Iterable[Dated], known_on: date) -> tuple[str, ...]:
    found: Iterator[str] = (holds(law, each.under, each.seen, known_on) for each in entries)
    return tuple(sorted({each for each in found if each != NEVER}))


def _said(what: str, ways: tuple[str, ...]) -> str:
    """What may be, and where: `asleep where a = b or c = d`; perhaps, where nothing but memory says so."""
    readings: dict[str, list[str]] = {}
    for each in ways:
        if each != PERHAPS:
            question, _, reading = each.removeprefix(WHERE).partition(" = ")
            readings.setdefault(question, []).append(reading)
    if readings:
        told = [f"{name} = {' or '.join(read)}" for name, read in readings.items()]
        return f"{what} {WHERE}{' or '.join(told)}"
    return f"{PERHAPS} {what}" if ways else what
