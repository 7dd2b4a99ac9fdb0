"""Where two laws meet on one shipment: what clashes is named, and nothing else changes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.casework.clashes import with_clashes
from xenotime.casework.lawcases import seen_of
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.deciding.case import Case, Taken
from xenotime.deciding.decide import decide
from xenotime.deciding.plan import plan_of
from xenotime.desk.answering import load_law
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, parse_subject
from xenotime.law.lawbook import Lawbook
from xenotime.law.question import Question

LAW = load_law()
ON, KNOWN = date(2025, 7, 1), date(2026, 11, 24)
PLANS = {regime: plan_of(LAW, regime, KNOWN) for regime in ("qn", "zz")}
FACTS = {
    "from": ["ZZ", "QN", "QO"],
    "destination": ["ZZ", "QN", "QO"],
    "form": ["metal", "permanent_magnet", "finished_good"],
    "has(Dy)": ["yes", "no"],
    "made_in": ["ZZ", "QN"],
    "made_with": ["mining:ZZ", "magnet:ZZ", "none"],
    "end_user.lists": ["zz/closed-door-list", "none"],
    "end_user.owner_lists": ["zz/closed-door-list", "none"],
    "end_user.country": ["QN", "QO"],
    "end_use": ["civil", "military"],
    "circumstance": ["sale", "sample"],
}
whole = st.fixed_dictionaries({name: st.sampled_from(words) for name, words in FACTS.items()})
stated = st.builds(
    lambda facts, left_out: {name: word for name, word in facts.items() if name not in left_out},
    whole,
    st.sets(st.sampled_from(list(FACTS)), max_size=3),
)
DAYS = st.sampled_from([date(2024, 12, 31), date(2025, 1, 1), ON, date(2025, 12, 1)])


def case(facts: dict[str, str], readings: dict[str, str] | None = None) -> Case:
    about = {name: kind.about for name, kind in LAW.vocabulary.facts.items()}
    roles = (*LAW.vocabulary.roles, *LAW.vocabulary.party_roles, "any_party")
    subjects = {parse_subject(name, about, roles): word for name, word in facts.items()}
    seen = {subject: seen_of(LAW, subject, word) for subject, word in subjects.items()}

    def see(subject: Subject) -> Seen:
        return seen.get(subject) or Seen(About(subject.role, subject.role))

    taken = {question: Taken(reading, "given") for question, reading in (readings or {}).items()}
    return Case("S", None, "I", see, taken)


def answers(
    posed: Case, law: Lawbook = LAW, on: date = ON, regimes: tuple[str, ...] = ("qn", "zz")
) -> list[Answer]:
    each = [
        decide(posed, law, regime, on=on, known_on=KNOWN, plan=PLANS[regime], explain=False)
        for regime in regimes
    ]
    return with_clashes(posed, law, each)


def named(found: list[Answer]) -> dict[str, str]:
    return {note.clash: note.state for each in found for note in each.clashes}


@settings(max_examples=100, deadline=None)
@given(stated, DAYS)
def test_a_clash_changes_nothing_but_being_named(facts: dict[str, str], on: date) -> None:
    posed = case(facts)
    bare, named_there = answers(posed, replace(LAW, clashes=()), on), answers(posed, LAW, on)
    assert [each.clashes for each in bare] == [(), ()]
    assert [replace(each, clashes=()) for each in named_there] == bare


@settings(max_examples=100, deadline=None)
@given(stated, DAYS)
def test_nothing_in_which_laws_may_clash_is_released(facts: dict[str, str], on: date) -> None:
    found = answers(case(facts), LAW, on)
    assert not named(found) or any(each.action != RELEASE for each in found)


@settings(max_examples=100, deadline=None)
@given(stated, st.data())
def test_learning_a_fact_never_brings_in_a_clash_that_was_ruled_out(
    facts: dict[str, str], data: st.DataObject
) -> None:
    open_ = [name for name in FACTS if name not in facts]
    if not open_:
        return
    name = data.draw(st.sampled_from(open_))
    more = facts | {name: data.draw(st.sampled_from(FACTS[name]))}
    before, after = named(answers(case(facts))), named(answers(case(more)))
    assert set(after) <= set(before)
    assert {each for each, state in before.items() if state == "stands"} <= {
        each for each, state in after.items() if state == "stands"
    }


BEHIND_A_CLOSED_DOOR = {
    "from": "ZZ",
    "destination": "QN",
    "end_user.lists": "zz/closed-door-list",
    "end_user.country": "QN",
}
CLASH = "qn/refusing-for-a-foreign-list"


def test_both_answers_name_the_clash_with_both_sides() -> None:
    found = answers(case(BEHIND_A_CLOSED_DOOR))
    assert [[note.clash for note in each.clashes] for each in found] == [[CLASH], [CLASH]]
    note = found[0].clashes[0]
    assert [(side.regime, side.provisions) for side in note.sides] == [
        ("qn", ("qn/open-doors-act 3",)),
        ("zz", ("zz/export-act 6",)),
    ]
    assert [side.possible for side in note.sides] == [("not subject",), ("prohibited",)]
    assert (note.kind, note.stands, note.hangs_on) == ("obeying is forbidden", True, ())


@pytest.mark.parametrize("regimes", [("qn",), ("zz",)])
def test_one_law_alone_clashes_with_nothing(regimes: tuple[str, ...]) -> None:
    assert named(answers(case(BEHIND_A_CLOSED_DOOR), regimes=regimes)) == {}


def test_what_a_clash_hangs_on_is_named() -> None:
    facts = {name: word for name, word in BEHIND_A_CLOSED_DOOR.items() if name != "end_user.country"}
    note = answers(case(facts))[0].clashes[0]
    assert (note.stands, note.hangs_on) == (False, ("end_user.country == QN",))
    note = answers(case({"from": "ZZ", "destination": "QN", "end_user.country": "QN"}))[0].clashes[0]
    assert (note.stands, note.hangs_on) == (False, ("whether zz/export-act 6 counts",))


def test_a_clash_under_an_open_reading_may_stand_until_the_reading_is_taken() -> None:
    place = LAW.clashes[0].place
    question = Question(place, "qn/houses", "Who is a house?", ("all", "some"), "all", issued=place.issued)
    law = replace(
        LAW,
        questions=LAW.questions | {question.id: question},
        clashes=tuple(replace(each, under=(question.id, "all")) for each in LAW.clashes),
    )
    assert named(answers(case(BEHIND_A_CLOSED_DOOR), law)) == {CLASH: "may stand"}
    assert named(answers(case(BEHIND_A_CLOSED_DOOR, {question.id: "all"}), law)) == {CLASH: "stands"}
    assert named(answers(case(BEHIND_A_CLOSED_DOOR, {question.id: "some"}), law)) == {}


def test_a_clash_that_stands_upon_a_provision_needs_that_one_too() -> None:
    law = replace(LAW, clashes=tuple(replace(each, upon=("qn/open-doors-act 2",)) for each in LAW.clashes))
    assert named(answers(case(BEHIND_A_CLOSED_DOOR | {"form": "metal"}), law)) == {}
