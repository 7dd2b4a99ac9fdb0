"""Duties reach those whom they bind: goods near an entry, and rare-earth products that no list names."""

from datetime import date

import pytest

from one_answer import answered

AWAKE, ASLEEP = date(2026, 11, 12), date(2026, 11, 2)
"""Days after the term of No. 70, read as revived by default, and within it."""
BASE = {
    "from": "CN",
    "destination": "DE",
    "end_use": "civil",
    "end_user.kind": "civil",
    "end_user.country": "DE",
    **{f"{role}.{lists}": "none" for role in ("consignee", "end_user") for lists in ("lists", "owner_lists")},
}
CELL = {"form": "battery", "energy_density_wh_kg": "299"}
NEODYMIUM = {"form": "metal", "has(Nd)": "yes", "codes": "cn:none"}


def duties(day: date, facts: dict[str, str]) -> set[str]:
    return {each.provision for each in answered("cn", day, BASE | facts).duties}


@pytest.mark.parametrize(
    ("announcement", "facts"),
    [
        ("cn/2025-55", {"form": "wire_saw", "wire_diameter_um": "46"}),
        ("cn/2025-56", {"form": "equipment", "equipment_type": "roasting_kiln", "diameter_m": "1.7"}),
        ("cn/2025-57", {"form": "fibre", "has(Tm)": "yes", "codes": "cn:none"}),
        ("cn/2025-58", CELL),
    ],
)
def test_goods_near_an_entry_are_declared_with_their_figures(
    announcement: str, facts: dict[str, str]
) -> None:
    shown = duties(AWAKE, facts)
    assert f"{announcement} 2.near" in shown
    assert f"{announcement} 2" not in shown
    assert f"{announcement} 2.near" not in duties(ASLEEP, facts)


def test_goods_on_the_list_are_declared_as_controlled() -> None:
    shown = duties(AWAKE, CELL | {"rechargeable": "yes", "energy_density_wh_kg": "300"})
    assert "cn/2025-58 2" in shown
    assert "cn/2025-58 2.near" not in shown


def test_goods_of_another_kind_are_declared_under_neither() -> None:
    assert not {
        each for each in duties(AWAKE, {"form": "part", "codes": "cn:none"}) if each.endswith((" 2", ".near"))
    }


def test_who_exports_a_light_rare_earth_logs_where_it_goes() -> None:
    assert "cn/rare-earth-regulations 14" in duties(date(2026, 9, 1), NEODYMIUM)


def test_who_exports_another_metal_logs_nothing() -> None:
    iron = {"form": "metal", "has(Fe)": "yes", "has(Nd)": "no", "codes": "cn:none"}
    assert "cn/rare-earth-regulations 14" not in duties(date(2026, 9, 1), iron)
