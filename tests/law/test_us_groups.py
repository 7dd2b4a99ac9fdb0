"""The groups of steps and places that the product tests and part 744 name hold just what their sources name."""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from law.test_us_against_data import NAMES, ROOT, law, members, needs_tables, table
from xenotime.law.lawbook import Lawbook

__all__ = ["law"]
FACTS = ROOT.parent / "shared" / "facts" / "us_fdp.yaml"
needs_facts = pytest.mark.skipif(not FACTS.is_file(), reason="the facts are not beside the project")
NUMBER = re.compile(r"\d[DE]\d{3}")
OF_LIST_A = {
    "us/734.9/list-a": set(),
    "us/734.9/list-a-and-encryption": {"5D002", "5E002"},
    "us/734.9/advanced-computing-technology": {"4D090", "5D002", "5E002"},
}
NAMED = {
    "us/734.9/satellite-technology": ("9x515", True),
    "us/734.9/chip-tool-technology": ("entity_fn5", False),
    "us/734.9/set-technology": ("sme", False),
}
"""A group, the test whose product scope names its numbers, and whether plants made with them count as well."""
BESIDE_E = {
    "us/746/any-eccn": {"RU", "BY"},
    "us/734.4/y-destinations": {"BY", "CN", "HK", "RU"},
    "us/744.22/countries": {"BY", "MM", "KH", "CN", "HK", "RU", "VE"},
}
"""Groups that hold the embargoed places and what their paragraph names beside them, Hong Kong as China."""
NO_EQUAL_CONTROLS = {"AR", "IN", "KR", "TR", "AE"}
"""Of country group A:5 of July 2026: four without equal controls, and the Emirates, which came later."""
PARTNERS_OUTSIDE_THE_UNION = {"AU", "CA", "CH", "GB", "IS", "JP", "KR", "LI", "NO", "NZ"}
HELD = (
    *OF_LIST_A, *NAMED, *BESIDE_E, "us/734.9/list-b-plant", "us/734.9/military-technology",
    "us/734.9/china-and-macau", "us/742/china-russia-venezuela", "us/742/equal-controls", "us/746/partners", "eu/union",
)  # fmt: skip
"""The groups whose every member is held here."""


@cache
def facts() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FACTS.read_text("utf-8"))
    return found


def steps(numbers: set[str], *, plants: bool = True) -> set[str]:
    """The steps of making with numbers: software for D, technology for E, and plants that are made with them."""
    words = {"D": "software", "E": "technology"}
    made = {f"{words[number[1]]}:US:{number}" for number in numbers}
    return made | {f"plant:US:{number}" for number in numbers if plants}


def product(test: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in facts()["tests"] if each["id"] == test)
    return found


def official(*groups: str) -> set[str]:
    return {NAMES[name] for each in groups for name in table("country-groups")["groups"][each]}


@needs_facts
@pytest.mark.parametrize("group", OF_LIST_A)
def test_the_base_of_most_tests_is_list_a_with_what_the_test_adds(law: Lawbook, group: str) -> None:
    numbers = set(facts()["common"]["eccn_list_A"]["eccns"]) | OF_LIST_A[group]
    assert members(law, group) == steps(numbers)


@needs_facts
def test_plants_behind_the_tests_for_chip_tools_are_those_of_list_b(law: Lawbook) -> None:
    numbers = set(facts()["common"]["eccn_list_B"]["eccns"])
    assert members(law, "us/734.9/list-b-plant") == {f"plant:US:{number}" for number in numbers}


@needs_facts
@pytest.mark.parametrize("group", NAMED)
def test_a_group_holds_just_the_numbers_that_its_test_names(law: Lawbook, group: str) -> None:
    test, plants = NAMED[group]
    numbers = set(NUMBER.findall(product(test)["product_scope"]["direct_product_of"]))
    assert numbers
    assert members(law, group) == steps(numbers, plants=plants)


@needs_facts
def test_the_test_for_supercomputers_names_china_and_macau(law: Lawbook) -> None:
    scope = product("supercomputer")["party_or_destination_scope"]
    named = {code for name, code in NAMES.items() if re.search(rf"\b{re.escape(name)}\b", scope)}
    assert members(law, "us/734.9/china-and-macau") == named | {"HK"}


@needs_tables
def test_military_technology_is_every_software_and_technology_of_the_600_series(law: Lawbook) -> None:
    numbers = {entry["eccn"] for entry in table("ccl")["entries"] if re.match(r"\d[DE]6", entry["eccn"])}
    assert members(law, "us/734.9/military-technology") == steps(numbers)


@needs_tables
def test_the_paragraphs_y_are_controlled_to_the_places_that_their_entries_name(law: Lawbook) -> None:
    rows = [row for entry in table("ccl")["entries"] for row in entry["countryChart"]]
    said = {row["countryChart"] for row in rows if "742.6(a)(7)" in row["countryChart"]}
    named = {NAMES[name] for each in said for name in re.findall(r"[A-Z][a-z]+", each.partition("(")[0])}
    assert members(law, "us/742/china-russia-venezuela") == named | {"HK"}


@needs_tables
@pytest.mark.parametrize("group", BESIDE_E)
def test_a_group_holds_the_embargoed_places_and_what_its_paragraph_adds(law: Lawbook, group: str) -> None:
    assert members(law, group) == official("E:1", "E:2") | BESIDE_E[group]


@needs_tables
def test_countries_with_equal_controls_are_those_of_group_a_5_but_for_five(law: Lawbook) -> None:
    assert members(law, "us/742/equal-controls") == official("A:5") - NO_EQUAL_CONTROLS


def test_partners_are_the_members_of_the_union_and_ten_others(law: Lawbook) -> None:
    assert members(law, "us/746/partners") == members(law, "eu/union") | PARTNERS_OUTSIDE_THE_UNION
