"""What the law says of columns, groups and numbers is what the official tables of 23 July 2026 say."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xenotime.law.condition import leaves
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law.files import read_law

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "regulations_us"
DAY = date(2026, 7, 23)
KNOWN = date(2026, 11, 24)
needs_tables = pytest.mark.skipif(not DATA.is_dir(), reason="the official tables are not beside the project")

NAMES = {
    "Afghanistan": "AF", "Albania": "AL", "Argentina": "AR", "Armenia": "AM", "Australia": "AU", "Austria": "AT",
    "Azerbaijan": "AZ", "Bahrain": "BH", "Belarus": "BY", "Belgium": "BE", "Brazil": "BR", "Bulgaria": "BG",
    "Burma": "MM", "Cambodia": "KH", "Canada": "CA", "Central African Republic": "CF", "China": "CN",
    "China (PRC)": "CN", "Congo (Democratic Republic of)": "CD", "Croatia": "HR", "Cuba": "CU", "Cyprus": "CY",
    "Czech Republic": "CZ", "Denmark": "DK", "Egypt": "EG", "Eritrea": "ER", "Estonia": "EE", "Finland": "FI",
    "France": "FR", "Georgia": "GE", "Germany": "DE", "Greece": "GR", "Haiti": "HT", "Hungary": "HU",
    "Iceland": "IS", "India": "IN", "Iran": "IR", "Iraq": "IQ", "Ireland": "IE", "Israel": "IL", "Italy": "IT",
    "Japan": "JP", "Jordan": "JO", "Kazakhstan": "KZ", "Korea, North": "KP", "Korea, South": "KR", "Kuwait": "KW",
    "Kyrgyzstan": "KG", "Laos": "LA", "Latvia": "LV", "Lebanon": "LB", "Libya": "LY", "Liechtenstein": "LI",
    "Lithuania": "LT", "Luxembourg": "LU", "Macau": "MO", "Malta": "MT", "Mexico": "MX", "Moldova": "MD",
    "Mongolia": "MN", "Netherlands": "NL", "New Zealand": "NZ", "Nicaragua": "NI", "Norway": "NO", "Oman": "OM",
    "Pakistan": "PK", "Poland": "PL", "Portugal": "PT", "Qatar": "QA", "Romania": "RO", "Russia": "RU",
    "Saudi Arabia": "SA", "Serbia": "RS", "Singapore": "SG", "Slovakia": "SK", "Slovenia": "SI", "Somalia": "SO",
    "South Africa": "ZA", "South Sudan, Republic of": "SS", "Spain": "ES", "Sudan": "SD", "Sweden": "SE",
    "Switzerland": "CH", "Syria": "SY", "Tajikistan": "TJ", "Turkmenistan": "TM", "Türkiye": "TR", "Ukraine": "UA",
    "United Arab Emirates": "AE", "United Kingdom": "GB", "Uzbekistan": "UZ", "Venezuela": "VE", "Vietnam": "VN",
    "Yemen": "YE", "Zimbabwe": "ZW", "Taiwan": "TW",
    "Antigua and Barbuda": "AG", "Bahamas, The": "BS", "Barbados": "BB", "Belize": "BZ", "Bolivia": "BO",
    "Chile": "CL", "Colombia": "CO", "Costa Rica": "CR", "Dominica": "DM",
    "Dominican Republic": "DO", "Ecuador": "EC", "El Salvador": "SV", "Grenada": "GD", "Guatemala": "GT",
    "Guyana": "GY", "Honduras": "HN", "Jamaica": "JM", "Panama": "PA", "Paraguay": "PY", "Peru": "PE",
    "St. Kitts and Nevis": "KN", "St. Lucia": "LC", "St. Vincent and the Grenadines": "VC", "Suriname": "SR",
    "Trinidad and Tobago": "TT", "Uruguay": "UY",
}  # fmt: skip
FREE_OF = {
    "us/738/no-column-1": ("NS 1", "RS 1", "MT 1"),
    "us/738/no-column-2": ("NS 2", "RS 2"),
    "us/738/no-np-1": ("NP 1",),
    "us/738/no-cb-2": ("CB 2",),
    "us/738/no-cc-1": ("CC 1",),
}
GROUPS = {
    "us/734.9/d-1-and-e": ("D:1", "E:1", "E:2"),
    "us/740/d-5": ("D:5",),
    "us/744.2/d-4": ("D:4",),
    "us/740/e": ("E:1", "E:2"),
    "us/740/a-5-and-a-6": ("A:5", "A:6"),
}
MARKED = {"us/738/np-2": "NP 2", "us/738/fc-1": "FC 1"}
HELD = (*FREE_OF, *GROUPS, *MARKED, "us/740/macau-or-d5", "us/734.9/d-3-and-d-4", "us/740/advanced-computing")
"""The groups whose every member is held against the official tables here."""
COLUMN = re.compile(r"(NS|RS|MT|NP|CB) Column ([12])")
WHERE = {
    "NS1": "no-column-1", "RS1": "no-column-1", "MT1": "no-column-1", "NS2": "no-column-2", "RS2": "no-column-2",
    "NP1": "no-np-1", "NP2": "np-2", "CB2": "no-cb-2",
}  # fmt: skip
PRINTED = {"3E001", "2B351", "0D606"}
"""Entries that the machine-made table is known to run into the next one."""


@cache
def table(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"ear_{name}_2026-07-23.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return read_law([ROOT / "law"])


def members(law: Lawbook, group: str) -> set[str]:
    return {each.word for each in law.members(group, DAY, KNOWN)}


@needs_tables
@pytest.mark.parametrize("group", FREE_OF)
def test_a_group_holds_just_the_places_that_its_columns_leave_free(law: Lawbook, group: str) -> None:
    rows = table("country-chart")["countries"]
    for column in FREE_OF[group]:
        free = {NAMES[name] for name, row in rows.items() if column not in row["marks"]}
        assert members(law, group) - {"US"} == free


@needs_tables
@pytest.mark.parametrize("group", GROUPS)
def test_a_country_group_is_that_of_the_table_with_hong_kong_read_as_china(law: Lawbook, group: str) -> None:
    official = {NAMES[name] for each in GROUPS[group] for name in table("country-groups")["groups"][each]}
    official |= {"HK"} if "CN" in official else set()
    assert members(law, group) == official


@needs_tables
def test_advanced_chips_are_controlled_for_d1_d4_d5_without_a5_and_a6_and_for_the_emirates(
    law: Lawbook,
) -> None:
    groups = {
        name: {NAMES.get(each, each) for each in each_of}
        for name, each_of in table("country-groups")["groups"].items()
    }
    wanted = (groups["D:1"] | groups["D:4"] | groups["D:5"]) - groups["A:5"] - groups["A:6"]
    assert members(law, "us/740/advanced-computing") == wanted | {"AE", "HK"}


@needs_tables
@pytest.mark.parametrize("group", MARKED)
def test_a_group_holds_just_the_places_that_its_column_marks(law: Lawbook, group: str) -> None:
    rows = table("country-chart")["countries"]
    marked = {NAMES[name] for name, row in rows.items() if MARKED[group] in row["marks"]}
    assert members(law, group) == marked | ({"HK"} if "CN" in marked else set())


@needs_tables
def test_macau_stands_beside_the_arms_embargo_group_and_d3_and_d4_beside_d1(law: Lawbook) -> None:
    groups = table("country-groups")["groups"]
    embargoed, others = (
        {NAMES[name] for each in wanted for name in groups[each]} for wanted in (("D:5",), ("D:3", "D:4"))
    )
    assert members(law, "us/740/macau-or-d5") == embargoed | {"HK", "MO"}
    beside = members(law, "us/734.9/d-1-and-e")
    assert members(law, "us/734.9/d-3-and-d-4") - beside == others - beside


@needs_tables
def test_every_column_of_a_whole_entry_is_in_the_law_or_a_wider_one_is(law: Lawbook) -> None:
    controls: dict[str, set[str]] = {}
    for row in law.rows("us/774/ccl", DAY, KNOWN):
        named = {c.value.ref.rpartition("/")[2] for c in leaves(row.where)} if row.where else set()
        controls.setdefault(row.code, set()).update(named)
    wrong = []
    for entry in table("ccl")["entries"]:
        code = entry["eccn"]
        if code not in controls or code in PRINTED:
            continue
        for row in entry["countryChart"]:
            column = COLUMN.search(row["countryChart"])
            whole = row["control"].endswith("applies to entire entry")
            needed = WHERE.get("".join(column.groups())) if column and whole else None
            if needed and not {needed, "no-column-1"} & controls[code]:
                wrong.append((code, row))
    assert not wrong


IN_WORDS = {"6A992"}
"""Its table has anti-terrorism alone, and the words above that name regional stability: see 742.6(a)(12)."""


@needs_tables
def test_entries_for_anti_terrorism_alone_are_controlled_to_embargoed_places_alone(law: Lawbook) -> None:
    alone = {
        entry["eccn"]
        for entry in table("ccl")["entries"]
        if entry["countryChart"]
        and all(row["countryChart"].startswith("AT Column") for row in entry["countryChart"])
    }
    reasons = {row.code for row in law.rows("us/774/ccl-reasons", DAY, KNOWN)} - {
        row.code for row in law.rows("us/774/at-names", DAY, KNOWN)
    }
    assert alone & reasons == IN_WORDS
    encoded = {row.code for row in law.rows("us/774/at-only", DAY, KNOWN)}
    assert not alone - encoded


@needs_tables
def test_every_number_of_the_600_series_has_no_de_minimis_level(law: Lawbook) -> None:
    official = {entry["eccn"] for entry in table("ccl")["entries"] if re.match(r"\d[A-E]6", entry["eccn"])}
    listed = {row.code for row in law.rows("us/734.4/military-list", DAY, KNOWN) if "." not in row.code}
    assert listed == official | {"9A515", "9B515", "9D515", "9E515"}
