"""Whoever has the name of a listed party in what a case says of him is listed; whose subsidiary he is owns him."""

import pytest

from cases.adapter import Adapter
from cases.named import name_listed
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import Situation
from xenotime.desk import answering

ADAPTER = Adapter(phrasebook())
LAW = answering.load_law()


def situation(end_user: str, day: str = "2026-08-01") -> Situation:
    facts = {
        "product": "SmCo magnets", "origin": "CN", "exporter_country": "CN", "destination": "JP", "end_use": "civil",
        "date": day, "end_user": end_user,
    }  # fmt: skip
    it = ADAPTER.situation(Published("X", "CN", "invented", facts, "prohibited", ("usual-use",)), half=True)
    name_listed(it, LAW, "cn")
    return it


@pytest.mark.parametrize(
    ("end_user", "lists"),
    [
        ("National Defense Academy of Japan", "cn/control-list#2026-11"), ("Vigo Photonics plant in Warsaw", "cn/control-list#2026-30"),
        ("JAXA", "cn/control-list#2026-11"), ("the Japanese space agency", "cn/control-list#2026-11"),
        ("Lafert S.p.A. factory", "cn/control-list#2026-30"), ("AIDC", "cn/control-list#2025-35"), ("TDK, capacitor maker", "cn/watch-list#2026-12"),
        ("Hensoldt AG, Ulm", "cn/control-list#2026-20"), ("Nippon Koki Seiki", "none"), ("subsidiary of Lafert S.p.A.", "none"),
        ("affiliate of Lafert S.p.A.", "?"),
    ],
)  # fmt: skip
def test_a_listed_name_is_found_in_what_is_said_of_a_party_and_in_no_longer_name(
    end_user: str, lists: str
) -> None:
    assert situation(end_user).facts["end_user.lists"][1] == lists


@pytest.mark.parametrize(
    ("end_user", "lists"),
    [
        ("Lafert Polska Electronics", "?"), ('"Ekspla Systems", Vilnius', "?"), ("Vigo Detectors; register number not given", "?"), ("Vigo Detectors", "none"),
        ("Garnet Optics, unrelated to the listed one", "none"), ("National Bakery", "none"), ("Optica Torino, whether Garnet S.r.l. is not known", "?"),
    ],
)  # fmt: skip
def test_a_name_that_is_only_like_a_listed_one_leaves_open_who_he_is(end_user: str, lists: str) -> None:
    it = situation(end_user)
    assert it.facts.get("end_user.lists", (0, "none"))[1] == lists or lists == "none"
    assert ("end_user.lists" in it.doubted_lists) is (lists == "?")


def test_a_name_is_listed_from_the_day_of_its_announcement() -> None:
    assert situation("JAXA", "2026-02-23").said("end_user.lists") in {"", "none"}
    assert situation("JAXA", "2026-02-24").said("end_user.lists") == "cn/control-list#2026-11"


@pytest.mark.parametrize(
    ("end_user", "percent"),
    [("wholly owned subsidiary of Lafert S.p.A.", "100"), ("a Lafert subsidiary", "more than 50")],
)
def test_a_subsidiary_of_a_listed_company_is_owned_by_it_and_is_not_it(end_user: str, percent: str) -> None:
    (held,) = situation(end_user).owned
    assert (held.owner, held.percent) == ("Lafert S.p.A.", percent)


@pytest.mark.parametrize(
    ("end_user", "lists"),
    [
        ("company of 2025 No. 21", "cn/control-list#2025-21"), ("one of the parties of Announcement No. 28 of 2026", "cn/watch-list#2026-28"),
        ("company removed from 2025 No. 21", "?"),
    ],
)  # fmt: skip
def test_whoever_stands_in_an_announcement_is_on_its_list(end_user: str, lists: str) -> None:
    assert situation(end_user).facts["end_user.lists"][1] in {lists, "none" if lists == "?" else lists}


def test_armed_forces_have_their_country_wherever_goods_go_first() -> None:
    facts = {
        "product": "SmCo magnets",
        "destination": "TH",
        "date": "2026-01-20",
        "end_use": "onward to the Japanese army",
    }
    it = ADAPTER.situation(Published("X", "CN", "invented", facts, "prohibited"), half=True)
    assert (it.said("end_user.kind"), it.said("end_user.country")) == ("military", "JP")
