"""The lawbook as a reader looks things up in it: instruments, questions, paragraphs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from xenotime.law.condition import FALSE
from xenotime.law.lawbook import Instrument, Lawbook
from xenotime.law.provision import Place, Rule
from xenotime.law.question import Question
from xenotime.law.standing import ASLEEP, AWAKE, SURELY, sleeps
from xenotime.showing.check.citations import places, places_of_law
from xenotime.showing.law.blocks import Block, blocks_of

OVER = "not in force"
"""The state of a paragraph none of whose rules counts on the day any more."""


@dataclass(frozen=True)
class InstrumentView:
    """An instrument, and whether it counts on a day."""

    instrument: Instrument
    status: str
    cases_alone: bool = False
    """Whether nothing but cases of law stands in it."""
    invented: bool = False
    """Whether it is the law of a country that there is not."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as written, with its blocks."""

    place: Place
    blocks: tuple[Block, ...]


def instruments(
    law: Lawbook, on: date, known_on: date, regimes: Collection[str] = ()
) -> tuple[InstrumentView, ...]:
    """Every instrument (of `regimes`, where some are named) that was issued by `known_on`, by id, with its state on the day."""
    known = [
        each
        for _, each in sorted(law.instruments.items())
        if each.issued <= known_on and _wanted(each.id, regimes)
    ]
    saying = {place.instrument for place in places_of_law(law)}
    trying = {case.place.instrument for case in law.cases} - saying
    return tuple(
        InstrumentView(
            each, _state(law, each, on, known_on), each.id in trying, invented=is_invented(law, each.id)
        )
        for each in known
    )


def _wanted(named: str, regimes: Collection[str]) -> bool:
    return not regimes or named.partition("/")[0] in regimes


def is_invented(law: Lawbook, named: str) -> bool:
    """Whether a text or a question belongs to a country that there is not."""
    regime = law.regimes.get(named.partition("/")[0])
    return regime is not None and regime.invented


def _state(law: Lawbook, instrument: Instrument, on: date, known_on: date) -> str:
    counted: dict[str, dict[str, None]] = {}
    for rule in law.rules:
        if rule.place.instrument == instrument.id and rule.place.issued <= known_on:
            counted.setdefault(_rule_state(law, rule, on, known_on), {})[rule.place.paragraph] = None
    if not counted:
        return "no rules of its own"
    over = set(counted.pop(OVER, ()))
    if over := over.difference(*counted.values()):
        counted[OVER] = dict.fromkeys(sorted(over))
    if len(counted) == 1:
        return next(iter(counted))
    return "; ".join(f"{state}: {', '.join(paragraphs)}" for state, paragraphs in counted.items())


def _rule_state(law: Lawbook, rule: Rule, on: date, known_on: date) -> str:
    status = law.status(rule, on, known_on)
    if status.tree == FALSE:
        starts = [each.start for each in status.later if each.start]
        return f"starts {min(starts)}" if starts else OVER
    asleep = sleeps(law, rule, on, known_on)
    return ASLEEP if SURELY in asleep else "in force or asleep, open" if asleep else AWAKE


def questions(law: Lawbook, known_on: date, regimes: Collection[str] = ()) -> tuple[Question, ...]:
    """Every question (of `regimes`, where some are named) raised by `known_on`, by id."""
    every = (each for _, each in sorted(law.questions.items()) if _wanted(each.id, regimes))
    return tuple(each for each in every if max(each.issued, each.place.issued) <= known_on)


def paragraphs(law: Lawbook, wanted: str, on: date, known_on: date) -> tuple[Paragraph, ...]:
    """The paragraphs that `wanted` names: an instrument, a provision, a list, a group or a question."""
    named = {
        **{each.id: each.place.id for each in law.lists.values()},
        **{each.id: each.place.id for each in law.groups.values()},
        **{each.id: each.place.id for each in law.questions.values()},
    }
    id_ = named.get(wanted, wanted)
    found: dict[str, Place] = {}
    for place in places(law):
        if place.is_named(id_):
            found.setdefault(place.id, place)
    ordered = sorted(found.values(), key=lambda place: (place.file, place.line))
    return tuple(Paragraph(place, tuple(blocks_of(law, place.id, on, known_on))) for place in ordered)


def names(law: Lawbook) -> tuple[str, ...]:
    """Everything that can be looked up."""
    every = {*law.instruments, *law.lists, *law.groups, *law.questions, *(place.id for place in places(law))}
    return tuple(sorted(every))
