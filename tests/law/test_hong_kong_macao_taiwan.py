"""What may count as Chinese because it is from Hong Kong, Macao or Taiwan: what is not read both ways is not released."""

from datetime import date

import pytest

from xenotime.casework.lawcases import seen_of
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.deciding.case import Case
from xenotime.deciding.decide import decide
from xenotime.deciding.plan import plan_of
from xenotime.desk.answering import load_law
from xenotime.exact import exactly
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject, parse_subject

LAW = load_law()
DAY, KNOWN = date(2026, 3, 10), date(2026, 11, 26)
PLAN = plan_of(LAW, "cn", KNOWN)
MATERIALS = "content(cn/built-in/materials, by = mass, origin = {}, counting = element)"
MAGNETS = "content(cn/2025-18/magnets, by = pieces, origin = {})"
THERE = "cn/hk-mo-tw-places"
ROLES = ("consignee", "end_user", "purchaser", "intermediary")
MOTOR = {
    "from": "DE", "destination": "US", "via": "none", "made_in": "DE", "made_with": "none", "form": "equipment", "codes": "cn:none",
    "end_use": "civil", "exporter_knows": "no", "undertakings_kept": "yes", "undertaking_onward": "none", "undertaking_use": "none",
    MATERIALS.format("CN"): "0 g", MAGNETS.format("CN"): "0", MATERIALS.format(THERE): "0 g", MAGNETS.format(THERE): "0",
    "has(cn/2025-18/magnets)": "no", "has(cn/2023-39/items)": "no", "earlier_stages_in": "none",
} | {f"{role}.{name}": word for role in ROLES for name, word in {
    "lists": "none", "owner_lists": "none", "kind": "civil", "country": "US", "nationality": "US", "supplies_military": "no"}.items()}  # fmt: skip
INSIDE = [
    {MATERIALS.format(THERE): "2 g"},
    {MAGNETS.format(THERE): "1"},
    {"earlier_stages_in": "TW", "codes": "cn:1C902.a.1", "form": "metal"},
]
BARRED = [
    {"end_user.kind": "military"},
    {"consignee.kind": "military"},
    {"end_use": "military"},
    {"end_user.supplies_military": "yes"},
    {"end_user.lists": "cn/control-list"},
    {"consignee.owner_lists": "cn/control-list-of-2026"},
    {"undertaking_onward": "never"},
    {"undertaking_use": "changed"},
]


def answer(facts: dict[str, str]) -> Answer:
    about = {name: kind.about for name, kind in LAW.vocabulary.facts.items()}
    roles = (*LAW.vocabulary.roles, *LAW.vocabulary.party_roles, "any_party")
    subjects = {parse_subject(name, about, roles): word for name, word in facts.items()}
    seen = {subject: seen_of(LAW, subject, word) for subject, word in subjects.items()}

    def see(subject: Subject) -> Seen:
        if subject.name == "date":
            return Seen(About("shipment", "S"), amount=exactly(DAY.toordinal()), closed=True)
        return seen.get(subject) or Seen(About(subject.role, subject.role))

    posed = Case("S", None, "I", see, {})
    return decide(posed, LAW, "cn", on=DAY, known_on=KNOWN, plan=PLAN, explain=False)


def test_a_motor_with_nothing_of_these_places_inside_is_released_whoever_receives_it() -> None:
    assert [answer(MOTOR | barred).action for barred in ({}, *BARRED[:4])] == [RELEASE] * 5


@pytest.mark.parametrize("barred", BARRED)
@pytest.mark.parametrize("inside", INSIDE)
def test_material_of_these_places_inside_is_not_released_to_whom_a_ban_may_follow_it(
    inside: dict[str, str], barred: dict[str, str]
) -> None:
    found = answer(MOTOR | inside | barred)
    assert found.action != RELEASE
    assert "cn/hk-mo-tw-inside" in [gap.id for gap in found.gaps]


@pytest.mark.parametrize("inside", INSIDE[:2])
def test_for_a_civil_user_on_no_list_it_is_released(inside: dict[str, str]) -> None:
    assert answer(MOTOR | inside).action == RELEASE
