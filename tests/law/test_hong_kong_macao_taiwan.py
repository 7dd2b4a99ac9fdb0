"""What may count as Chinese because it is from Hong Kong, Macao or Taiwan: what is not read both ways is not released."""

from datetime import date

import pytest

from one_answer import answered
from xenotime.deciding.answer import RELEASE, Answer

MATERIALS = "content(cn/built-in/materials, by = mass, origin = {}, counting = element)"
MAGNETS = "content(cn/2025-18/magnets, by = pieces, origin = {})"
GOODS = "content(cn/{}, by = pieces, origin = CN, counting = earlier)"
BY_MASS = "content(cn/{}, by = mass, origin = CN, counting = earlier)"
FIVE = "content(cn/2025-57/five, by = mass, origin = CN, counting = element)"
THERE = "cn/hk-mo-tw-places"
ROLES = ("consignee", "end_user", "purchaser", "intermediary")
MOTOR = {
    "from": "DE", "destination": "US", "via": "none", "made_in": "DE", "made_with": "none", "form": "equipment", "codes": "cn:none",
    "end_use": "civil", "exporter_knows": "no", "exporter.country": "DE", "undertakings_kept": "yes", "undertaking_onward": "none", "undertaking_use": "none",
    MATERIALS.format("CN"): "0 g", MAGNETS.format("CN"): "0", MATERIALS.format(THERE): "0 g", MAGNETS.format(THERE): "0",
    GOODS.format("built-in/goods"): "0", GOODS.format("built-in-goods/items"): "0",
    BY_MASS.format("built-in/goods"): "0 g", BY_MASS.format("built-in-goods/items"): "0 g", FIVE: "0 g",
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
    return answered("cn", date(2026, 3, 10), facts)


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
