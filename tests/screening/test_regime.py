"""Keys are decided as single cases are, on random law, facts and readings."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import partial

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import DAY, FACTS, QUESTION, WORDS, World, sightings, trees, worlds
from xenotime.deciding.answer import Answer
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.decide import decide
from xenotime.exact import Range
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Condition, Joined, Leaf, Subject, Tree, Value
from xenotime.law.lawbook import Lawbook
from xenotime.law.lawbook import Regime as RegimeOfLaw
from xenotime.law.provision import CONCLUSIONS, Dated, Place, Rule
from xenotime.law.question import Question
from xenotime.law.vocabulary import FactKind, Vocabulary
from xenotime.screening.answers import GOODS
from xenotime.screening.conditions import gathered
from xenotime.screening.days import days_of, status_days
from xenotime.screening.domain import Book, Domain, Sightings
from xenotime.screening.lawview import LawView
from xenotime.screening.layout import Scope
from xenotime.screening.regime import SAME, SCOPE, STRETCH, Regime

AGAINST = {
    "paint": FactKind("paint", "shipment", words=WORDS),
    "wanted": FactKind("wanted", "shipment", type="number"),
}
"""Facts that others are compared with."""
SUBJECTS = {name: Subject("fact", kind.about, name) for name, kind in (FACTS | AGAINST).items()}

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
        [(each.id, each.clearance) for each in answer.gaps],
        [each.fact for each in answer.waits_for],
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
    hold_together(world, facts, reading, later, tied=tied)


def test_a_condition_is_no_truth_whatever_number_stands_for_it() -> None:
    """Two items, of which the one is surely marked so that a rule holds, and the other only under one reading."""
    place, item, shipment = Place("zz/law", "q"), About("item", "I"), About("shipment", "S")
    narrow = Leaf(Condition(Subject("reading", "law", QUESTION), "==", Value(words=("narrow",))))
    marked = Leaf(Condition(SUBJECTS["marks"], "in", Value(words=("a",))))
    sized = Leaf(Condition(SUBJECTS["size"], "==", Value(amount=Fraction(1))))
    trees_of: tuple[Tree, ...] = (narrow, Joined("any", (narrow, marked)), sized)
    rules = tuple(
        Rule(
            Place("zz/law", str(number), issued=DAY), "subject", tree, (Dated(start=DAY),),
            exception_to=("zz/law 0",) if tree is sized else (),
        )
        for number, tree in enumerate(trees_of)
    )  # fmt: skip
    law = Lawbook(
        Vocabulary(dict(FACTS)), {"zz": RegimeOfLaw("zz", "Invented", DAY, DAY)}, rules=rules,
        questions={QUESTION: Question(place, QUESTION, "How wide?", ("narrow", "wide"), "wide")},
    )  # fmt: skip
    facts = [
        {
            "colour": Seen(item), "shape": Seen(shipment), "size": Seen(item, amount=Range(Fraction(0), None)),
            "marks": Seen(item, frozenset(marks), closed=not marks),
        }
        for marks in ((), ("a",))
    ]  # fmt: skip
    hold_together(World(law, facts[0]), facts, None, 0, tied=False)


def hold_together(
    world: World, facts: list[dict[str, Seen]], reading: str | None, later: int, *, tied: bool
) -> None:
    """Every key that some facts of items and of shipments make is answered as its case is."""
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


@st.composite
def compared(draw: st.DrawFn) -> Tree:
    """A comparison of an item's fact with a shipment's, alone or among other conditions."""
    one, other, relations = draw(
        st.sampled_from([("colour", "paint", ("==", "!=")), ("size", "wanted", ("<", ">=", "=="))])
    )
    if draw(st.booleans()):
        one, other = other, one
    leaf = Leaf(Condition(SUBJECTS[one], draw(st.sampled_from(relations)), Value(fact=SUBJECTS[other])))
    forms: tuple[Tree, ...] = (leaf, Joined("none", (leaf,)))
    parts = (draw(st.sampled_from(forms)), draw(trees()))
    found = Joined(draw(st.sampled_from(["all", "any", "none"])), parts)
    beside = draw(trees())
    return draw(
        st.sampled_from(
            [found, Joined("stated", (found,)), Joined("all", (Joined("stated", (found,)), beside))]
        )
    )


@st.composite
def comparing(draw: st.DrawFn) -> World:
    """A world whose law has two more rules, which compare facts."""
    world = draw(worlds())
    more = tuple(
        Rule(
            Place("zz/law", f"compared {number}", issued=DAY),
            draw(st.sampled_from(CONCLUSIONS)),
            draw(compared()),
            (Dated(start=DAY),),
        )
        for number in range(2)
    )
    law = replace(world.law, vocabulary=Vocabulary(FACTS | AGAINST), rules=(*world.law.rules, *more))
    return replace(world, law=law)


@st.composite
def with_what_is_compared(draw: st.DrawFn) -> dict[str, Seen]:
    """Facts with those of the shipment that others are compared with; statements may contradict each other."""
    seen, shipment = draw(sightings()), About("shipment", "S")
    paint = draw(st.sampled_from([None, *WORDS]))
    seen["paint"] = Seen(shipment, frozenset({paint} if paint else ()), closed=bool(paint))
    low = draw(st.sampled_from([0, 1, 2]))
    seen["wanted"] = Seen(shipment, amount=Range(Fraction(low), draw(st.sampled_from([None, Fraction(low)]))))
    at_odds = draw(st.sampled_from([None, None, "colour", "paint"]))
    if at_odds:
        seen[at_odds] = Seen(seen[at_odds].about, contradiction=f"{at_odds}: one says so, another otherwise")
    return seen


@settings(max_examples=100, deadline=None)
@given(
    comparing(),
    st.lists(with_what_is_compared(), min_size=2, max_size=4),
    st.sampled_from([None, "narrow"]),
    st.booleans(),
)
def test_keys_whose_facts_are_compared_with_each_other_are_answered_as_their_cases(
    world: World, facts: list[dict[str, Seen]], reading: str | None, tied: bool
) -> None:
    """Also where a comparison is all that joins the two kinds of facts, and it is then answered apart from both."""
    hold_together(world, facts, reading, 0, tied=tied)
