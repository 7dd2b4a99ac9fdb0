"""The days on which a pause runs out: nothing is settled there that no instrument has settled."""

from collections.abc import Iterator
from datetime import date

import pytest

from xenotime.casework.lawcases import seen_of
from xenotime.dates import day_after
from xenotime.deciding.answer import Answer
from xenotime.deciding.case import Case
from xenotime.deciding.decide import decide
from xenotime.deciding.plan import plan_of
from xenotime.desk.answering import load_law
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, parse_subject
from xenotime.law.lawbook import covers

LAW = load_law()
KNOWN = date(2026, 11, 26)
PLAN = plan_of(LAW, "cn", KNOWN)
ROLES = ("consignee", "end_user", "purchaser", "intermediary")
NOBODY = {f"{role}.{lists}": "none" for role in ROLES for lists in ("lists", "owner_lists")}
GALLIUM = NOBODY | {
    "destination": "US", "form": "metal", "has(Ga)": "yes", "made_in": "CN", "end_use": "civil", "exporter_knows": "no",
    "end_user.kind": "civil", "end_user.country": "US", "undertaking_onward": "none", "undertaking_use": "none",
}  # fmt: skip
FROM_CHINA, PASSED_ON = GALLIUM | {"from": "CN"}, GALLIUM | {"from": "DE"}


def answer(facts: dict[str, str], on: str) -> Answer:
    about = {name: kind.about for name, kind in LAW.vocabulary.facts.items()}
    roles = (*LAW.vocabulary.roles, *LAW.vocabulary.party_roles, "any_party")
    subjects = {parse_subject(name, about, roles): word for name, word in facts.items()}
    seen = {subject: seen_of(LAW, subject, word) for subject, word in subjects.items()}

    def see(subject: Subject) -> Seen:
        return seen.get(subject) or Seen(About(subject.role, subject.role))

    posed = Case("S", None, "I", see, {})
    return decide(posed, LAW, "cn", on=date.fromisoformat(on), known_on=KNOWN, plan=PLAN, explain=False)


def pauses() -> Iterator[tuple[str, str, date]]:
    """Every rule of a real regime that sleeps for a stated term, and the first day after it."""
    for pause in LAW.suspensions:
        regime = LAW.regimes[pause.place.instrument.partition("/")[0]]
        if regime.invented or pause.period.under or not pause.period.until:
            continue
        for rule in LAW.rules:
            if covers(pause.provisions, rule.place):
                yield pause.place.id, rule.id, day_after(pause.period.until)


def test_after_the_last_day_of_a_pause_every_provision_is_open_or_asleep_again() -> None:
    ends = set(pauses())
    assert {by for by, _, _ in ends} >= {"cn/2025-70 1", "cn/2025-72 1", "us/90-fr-50857 1"}
    settled = [
        (by, rule.id, day)
        for by, name, day in ends
        for rule in LAW.rules
        if rule.id == name and not LAW.status(rule, day, KNOWN).sleeping
    ]
    assert settled == []


@pytest.mark.parametrize(
    ("on", "policies", "left_open"),
    [
        ("2026-11-26", {"ordinary"}, []),
        ("2026-11-27", {"ordinary", "presumption of denial"}, ["cn/72-last-day"]),
        ("2026-11-28", {"ordinary", "presumption of denial"}, ["cn/after-72"]),
    ],
)
def test_gallium_from_china_needs_a_licence_and_the_open_question_says_what_its_policy_hangs_on(
    on: str, policies: set[str], left_open: list[str]
) -> None:
    found = answer(FROM_CHINA, on)
    assert (found.possible, set(found.policies)) == (("licence required",), policies)
    assert [each.question for each in found.policy_open] == left_open
    assert found.open == ()


def test_a_question_for_the_policy_names_the_policies_of_each_reading() -> None:
    [question] = answer(FROM_CHINA, "2026-11-28").policy_open
    assert question.readings == {
        "revived": ("presumption of denial",),
        "still suspended": ("ordinary",),
        "suspended to 2027-01-10": ("ordinary",),
        "suspended for another year": ("ordinary",),
        "replaced": ("ordinary", "presumption of denial"),
    }


@pytest.mark.parametrize(
    ("on", "left_open"),
    [
        ("2026-11-26", {"cn/46-passing-on"}),
        ("2026-11-27", {"cn/46-passing-on", "cn/72-last-day"}),
        ("2026-11-28", {"cn/46-passing-on", "cn/after-72"}),
    ],
)
def test_passing_gallium_on_is_open_before_and_after_the_term(on: str, left_open: set[str]) -> None:
    found = answer(PASSED_ON, on)
    assert set(found.possible) == {"no licence required", "licence required"}
    assert {each.question for each in found.open} == left_open
    assert found.action == "hold"
