"""Keys are decided as single cases are, on random law, facts and readings."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import DAY, FACTS, QUESTION, World, sightings, worlds
from xenotime.deciding.answer import Answer
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.decide import decide
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject
from xenotime.screening.answers import GOODS
from xenotime.screening.conditions import gathered
from xenotime.screening.days import days_of, status_days
from xenotime.screening.domain import Book, Domain, Sightings
from xenotime.screening.lawview import LawView
from xenotime.screening.layout import Scope
from xenotime.screening.regime import SAME, SCOPE, STRETCH, Regime

SUBJECTS = {name: Subject("fact", kind.about, name) for name, kind in FACTS.items()}

ROLES = {"item": GOODS, "shipment": "shipment"}
"""The domain that has the facts of each."""


def never(*_: object) -> Sightings:
    raise AssertionError


def look(seen: dict[str, dict[str, Seen]], subject: Subject) -> Seen:
    return seen[subject.role][subject.name]


def told(answer: Answer) -> tuple[object, ...]:
    return (
        answer.outcome,
        answer.policy,
        answer.possible,
        answer.policies,
        answer.action,
        answer.action_because,
        set(answer.because),
        {each.fact for each in answer.missing},
        {each.question: each.readings for each in answer.open},
        answer.guidance,
        answer.tight,
    )


@settings(max_examples=150, deadline=None)
@given(
    worlds(),
    st.lists(sightings(), min_size=2, max_size=4),
    st.sampled_from([None, "narrow", "wide"]),
    st.integers(-2, 2),
    st.booleans(),
)
def test_every_key_is_answered_as_its_case_by_itself(
    world: World, facts: list[dict[str, Seen]], reading: str | None, later: int, tied: bool
) -> None:
    """Where they are `tied`, items and shipments are looked at together, as the roles of parties are."""
    law, on = world.law, DAY + timedelta(days=later)
    gatherer = gathered(law, ("zz",), DAY)
    asked = gatherer.found
    books: dict[str, Book] = {}
    values: dict[str, list[int]] = {}
    for about, name in ROLES.items():
        subjects = tuple(each for each in SUBJECTS.values() if each in asked and each.role == about)
        if subjects:
            role = about if tied else ""
            book = Book(Domain(name, (about,), subjects, partial(never), role=role), asked, law.vocabulary)
            values[about] = [book.add({each: seen[each.name] for each in subjects}).state for seen in facts]
            books[name] = book
    taken = {QUESTION: Taken(reading, "given")} if reading else {}
    days = days_of(status_days(law, ("zz",), DAY))
    scopes = (dict.fromkeys(range(len(days.starts)), Scope(taken)),)
    view = LawView(law, DAY, days, (), scopes)
    regime = Regime(view, "zz", books, gatherer)
    rows = [(one, other) for one in range(len(facts)) for other in range(len(facts))]
    keys = {
        STRETCH: np.full(len(rows), days.stretch(on), np.int64),
        SCOPE: np.zeros(len(rows), np.int64),
        SAME: np.zeros(len(rows), np.int64),
    }
    for at, (about, name) in enumerate(ROLES.items()):
        if about in values:
            keys[name] = np.array([values[about][row[at]] for row in rows], np.int64)
    numbers = regime.numbers(keys)
    for row, number in zip(rows, numbers.tolist(), strict=True):
        seen = {"item": facts[row[0]], "shipment": facts[row[1]]}
        case = Case("S", None, "I", partial(look, seen), taken)
        answer = decide(case, law, "zz", on=on, known_on=DAY, explain=False)
        got = regime.answers[number]
        if got.on < law.regimes["zz"].coverage_from:
            got = replace(got, action_because=answer.action_because)
        assert told(got) == told(answer)
