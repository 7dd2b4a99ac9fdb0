"""Which lists somebody is on where others are denied, in words that no given case has."""

from typing import Any

import pytest

from cases.adapter import Adapter
from cases.denying import affirmed
from cases.perhaps import plain
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import Situation
from cases.waiting import outcome

BOOK = phrasebook()
ENTITY, SDN, MEU, UVL = "us/entity-list", "us/sdn", "us/military-end-user-list", "us/unverified-list"


def heard(facts: dict[str, Any], jurisdiction: str) -> Situation:
    case = Published("X", jurisdiction, "invented", {"date": "2024-06-01"} | facts, "not_required", ())
    return Adapter(BOOK).situation(case, half=True)


@pytest.mark.parametrize("jurisdiction", ["US-OFAC", "US-EAR"])
@pytest.mark.parametrize(
    ("told", "lists"),
    [
        ("Entity List, not SDN", ENTITY),
        ("not on the SDN List but on the Entity List", ENTITY),
        ("Entity List only, not an SDN", ENTITY),
        ("Entity List; no SDN", ENTITY),
        ("Entity List (never designated by OFAC)", ENTITY),
        ("non-SDN, Entity List", ENTITY),
        ("Entity List rather than SDN", ENTITY),
        ("SDN: no; Entity List: yes", ENTITY),
        ("Entity List, SDN: none", ENTITY),
        ("unlisted by OFAC, on BIS lists", ENTITY),
        ("Entity List, without SDN status", ENTITY),
        ("SDN, not on the Entity List", SDN),
        ("SDN but not on the Entity List", SDN),
        ("SDN (not Entity List)", SDN),
        ("SDN, neither Entity List nor MEU List", SDN),
        ("SDN, unlisted by BIS", SDN),
        ("SDN (BIS lists: none)", SDN),
        ("SDN; Entity List: no; MEU: no", SDN),
        ("off the Entity List, SDN", SDN),
        ("UVL, no MEU", UVL),
        ("MEU List, neither SDN nor Unverified List", MEU),
        ("MEU List, not the Entity List", MEU),
    ],
)
def test_a_list_that_is_denied_takes_no_place_of_the_one_that_is_told(
    told: str, lists: str, jurisdiction: str
) -> None:
    owned = [{"owner": "Y", "list": told, "pct": "55", "of": "A"}]
    assert heard({"ownership": owned}, jurisdiction).said("Y.lists") == lists
    assert heard({"item": "EAR99", "end_user": told}, jurisdiction).said("end_user.lists") == lists


@pytest.mark.parametrize(
    "told", ["neither SDN nor MEU List", "SDN: no", "not listed by OFAC", "not SDN or Entity List", "non-SDN"]
)
def test_where_all_that_is_told_is_denied_the_list_that_is_asked_for_is_none_and_of_the_others_nothing_is_known(
    told: str,
) -> None:
    owned = [{"owner": "Y", "list": told, "pct": "55", "of": "A"}]
    assert heard({"ownership": owned}, "US-OFAC").said("Y.lists") == "none"
    assert heard({"ownership": owned}, "US-EAR").facts["Y.lists"][1] == "?"


@pytest.mark.parametrize(
    "told",
    [
        "SDN, no OFAC licence",
        "SDN, no licence held",
        "not only SDN but also Entity List",
        "Entity List, perhaps not SDN",
        "not an SDN parent",
        "Entity List, no SDN on the board",
        "SDN before 2024-01-01, not now",
        "not known whether SDN or Entity List",
        "no doubt an SDN",
        "unlisted SDN-owned firm",
        "no party other than an SDN",
        "none other than the Entity List",
        "nobody but an SDN",
        "not off the SDN List",
        "anything but unlisted by OFAC",
        "not without an SDN designation",
    ],
)
def test_what_denies_something_else_or_is_not_sure_denies_no_list(told: str) -> None:
    assert affirmed(told, "US-OFAC") == told


def test_whoever_is_on_several_lists_is_on_each_of_them() -> None:
    owned = [{"owner": "Y", "list": "SDN and Entity List", "pct": "55", "of": "A"}]
    assert heard({"ownership": owned}, "US-OFAC").said("Y.lists") == f"{SDN}; {ENTITY}"


def test_whoever_is_called_unlisted_and_owned_by_a_listed_one_is_not_taken_to_be_on_no_list() -> None:
    assert heard({"end_user": "unlisted SDN-owned firm"}, "US-EAR").said("end_user.lists") != "none"


@pytest.mark.parametrize(
    ("told", "lists"),
    [
        ("identical to an address entry of Supp. 4", ENTITY),
        ("matches an address entry in Supplement No. 4 to part 744", ENTITY),
        ("equal to an entry of Supp. 4 to part 744", ENTITY),
        ("identical to an entry of the Entity List", ENTITY),
        ("matches no entry of Supp. 4", ""),
        ("identical to the address of an Entity List company", ""),
        ("same as a listed party", ""),
    ],
)
def test_an_address_that_is_an_entry_of_its_own_is_told_from_that_of_somebody(told: str, lists: str) -> None:
    facts = {"item": "EAR99", "end_user": "unlisted trader", "address": told}
    assert heard(facts, "US-EAR").said("end_user.lists") == lists


@pytest.mark.parametrize(
    ("report", "word"),
    [
        ({"filed": "2024-04-02", "bis_contact": "false"}, ""),
        ({"filed": "2024-04-02", "answer": "none"}, ""),
        ({"filed": "2024-05-10", "bis_contact": "false"}, "no"),
        ({"filed": "2024-04-02", "bis_contact": "asked on 2024-04-20"}, "no"),
        ({"made": "2024-04-02", "bis_reply": "questions"}, "no"),
    ],
)
def test_a_report_told_in_parts_helps_after_thirty_days_without_a_word(
    report: dict[str, str], word: str
) -> None:
    assert outcome({"one_time_report": report, "date": "2024-05-20"}) == word


def test_a_word_that_begins_like_an_element_is_none() -> None:
    it = heard({"item": "EAR99", "report": "BIS has not told otherwise"}, "US-EAR")
    assert not it.has
    assert plain(BOOK, "BIS has not told otherwise since") == "BIS has not told otherwise since"
