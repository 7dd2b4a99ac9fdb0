"""What a case does not say makes no answer mild: it is open, or has to be so whatever is meant."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from cases.adapter import Adapter
from cases.comparing import MILD
from cases.phrasebook import phrasebook
from cases.published import GIVEN, Published, given_answers
from cases.running import Run, answers_to, run
from cases.situation import EXAMPLE, Situation
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

BOOK = phrasebook()
GRANTED = {
    "shipment.via",
    "shipment.facts.goes_into_goods_of",
    "shipment.facts.us_person_support",
    "shipment.facts.blocked_before",
}
"""What may stand for nothing said although it is mild: nobody passes over a stop, a footnote, a citizen or a freeze."""
CIVIL_USE = "shipment.end_use"
HOME = {"item.made_in", "item.codes", "shipment.from", "shipment.to", "owned.partner_headquarters"}
"""Where a thing stands and what it is, by an example of the class that is spoken of."""


@cache
def law() -> Lawbook:
    return answering.load_law()


def asked(facts: dict[str, Any], needs: tuple[str, ...] = (), jurisdiction: str = "US-EAR") -> Run:
    stated = {"date": "2025-10-15"} | facts
    case = Published("X", jurisdiction, "invented", stated, "not_required", needs)
    return run(case, law(), Adapter(BOOK), explained=False)


def is_mild(found: Run) -> bool:
    return found.answer is not None and bool(found.answer.possible) and set(found.answer.possible) <= MILD


@pytest.mark.parametrize(
    ("facts", "unsaid"),
    [
        ({"item": "EAR99", "destination": "CN"}, {"end_use": "civil"}),
        ({"item": "3A090.a", "origin": "US", "destination": "DE", "end_use": "civil", "date": "2024-06-01"}, {"parent_hq": "DE"}),
        ({"item": "EAR99", "end_use": "civil"}, {"destination": "VN"}),
        (
            {"item": "EAR99", "destination": "CN", "end_use": "civil", "ownership": [{"owner": "A", "list": "Entity List", "pct": "30", "of": "C"}]},
            {"other_owners": "none of them on a list"},
        ),
    ],
)  # fmt: skip
def test_a_mild_answer_asks_for_what_it_rests_on(facts: dict[str, Any], unsaid: dict[str, Any]) -> None:
    assert not is_mild(asked(facts))
    assert is_mild(asked(facts | unsaid))


def test_of_what_stands_for_nothing_said_only_what_is_granted_can_make_an_answer_mild() -> None:
    own = {
        place
        for whose, places in BOOK.example.items()
        if not whose.startswith("CN")
        for place, word in places.items()
        if isinstance(word, str)
    }
    assert own <= GRANTED | HOME
    assert "kinds" not in {word for law, words in BOOK.granted.items() if law != "CN" for word in words}


@pytest.mark.skipif(
    not GIVEN.exists(), reason="left out: the published answers (../shared/cases is not here)"
)
def test_no_published_mild_answer_of_china_rests_on_what_stands_for_nothing_said_but_a_civil_use() -> None:
    rests: set[str] = set()
    for case in given_answers():
        if case.jurisdiction != "CN" or case.answer != "not_required":
            continue
        it = Adapter(BOOK).situation(case)
        if not is_mild_to(it, case):
            continue
        stand_in = {place for place, (rank, _) in it.facts.items() if rank == EXAMPLE} - {CIVIL_USE}
        # what is mild without all of them is mild without each
        if not is_mild_to(without(it, stand_in), case):
            rests |= {place for place in stand_in if not is_mild_to(without(it, {place}), case)} or stand_in
        assert is_mild_to(replace(it, usual_parties=False, usual_use=False), case), case.id
    assert not rests


def without(it: Situation, places: set[str]) -> Situation:
    return replace(it, facts={at: said for at, said in it.facts.items() if at not in places})


def is_mild_to(it: Situation, case: Published) -> bool:
    return set(answers_to(it, case, law(), "cn").possible) <= MILD
