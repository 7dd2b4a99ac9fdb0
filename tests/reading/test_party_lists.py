"""Party lists in every layout: the same entries, dated, with what they leave out."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xenotime.errors import UnreadableBook
from xenotime.facts.party_list import PartyList
from xenotime.reading.party_lists.cn import read_cn
from xenotime.reading.party_lists.jp import read_jp
from xenotime.reading.party_lists.snapshots import publication_of, read_snapshots
from xenotime.reading.party_lists.us_csl import read_csl
from xenotime.reading.party_lists.words import read_publications

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data" / "party_lists"
real = pytest.mark.skipif(not DATA.is_dir(), reason="the real files (../shared/data) are not here")
PUBLICATIONS = read_publications([ROOT / "law"])
US, CN, JP = (PUBLICATIONS.get(name) for name in ("us-csl", "cn", "jp-end-user"))
HEADER = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
    "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    "places_of_birth,source_information_url,ids"
)
OLD = (
    "Source List,Entity Number,SDN Type,Programs,Name,Title,Address,City,State/Province,Postal Code,Country,"
    "Federal Register Notice,Effective Date,Date Lifted/Waived/Expired,Standard Order,License Requirement,"
    "License Policy,Call Sign,Vessel Type,Gross Tonnage,Gross Register Tonnage,Vessel Flag,Vessel Owner,"
    "Remarks/Notes,Address Number,Address Remarks,Alternate Number,Alternate Type,Alternate Name,"
    "Alternate Remarks,Web Link"
)


def us(tmp_path: Path, content: str | dict[str, Any] | list[Any], name: str = "list.csv") -> PartyList:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return read_csl(path, US)


def cells(header: str, **filled: str) -> str:
    names = header.split(",")
    return ",".join('"' + filled.get(name, "") + '"' for name in names)


def test_the_layout_with_one_row_to_an_entry(tmp_path: Path) -> None:
    row = cells(
        HEADER, source="Entity List (EL) - Bureau of Industry and Security", name="Invented Works Co.",
        addresses="1 Road, Town, CN; 2 Road, Town, HK", start_date="2023-01-02", alt_names="Works; a.k.a. The Works",
    )  # fmt: skip
    entry = us(tmp_path, f"{HEADER}\n{row}\n").entries[0]
    assert entry.on_list == "us/entity-list"
    assert entry.country == ("CN", "HK")
    assert entry.aka == ("Works", "The Works")
    assert entry.start == date(2023, 1, 2)


def test_the_older_layout_with_one_row_to_a_name_or_address(tmp_path: Path) -> None:
    common = {
        "Source List": "Entity List",
        "Name": "Invented Works",
        "Effective Date": "6/30/1997",
        "Country": "CN",
    }
    rows = [
        cells(OLD, **common, Address="1 Road", City="Town"),
        cells(OLD, **common, Address="2 Road", City="Town", **{"Alternate Name": "The Works"}),
        cells(OLD, **common | {"Source List": "Unverified List"}),
    ]
    entries = us(tmp_path, "\n".join([OLD, *rows])).entries
    assert [(each.on_list, each.aka, len(each.addresses)) for each in entries] == [
        ("us/entity-list", ("The Works",), 2),
        ("us/unverified-list", (), 1),
    ]
    assert entries[0].start == date(1997, 6, 30)


def test_a_list_alone_is_known_by_its_columns(tmp_path: Path) -> None:
    text = (
        "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\t"
        "Last_Update\tAction\tFR_Citation\nINVENTED PERSON\t1 ST\tTOWN\tFL\tUS\t3\t01/02/2010\t01/02/2020\tY\t\t\t75 FR 1\n"
    )
    entry = us(tmp_path, text, "dpl.txt").entries[0]
    assert (entry.on_list, entry.until) == ("us/denied-persons", date(2020, 1, 2))
    assert entry.holds_on(date(2020, 1, 2))
    assert not entry.holds_on(date(2020, 1, 3))


def test_the_treasurys_own_file_has_no_header(tmp_path: Path) -> None:
    found = us(
        tmp_path,
        '36,"INVENTED AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\x1a\n',
        "sdn.csv",
    )
    assert [(each.id, each.on_list, each.name) for each in found.entries] == [
        ("36", "us/sdn", "INVENTED AIRLINES")
    ]


def test_the_answer_of_the_interface_says_whether_it_is_whole(tmp_path: Path) -> None:
    result = {
        "name": "Invented",
        "source": {"code": "SDN"},
        "alt_names": ["I"],
        "addresses": [{"country": "PA"}],
        "type": "Individual",
    }
    page = {
        "total": 2,
        "offset": 0,
        "results": [result],
        "sources_used": [{"import_date": "2020-01-02T00:00:00"}],
    }
    found = us(tmp_path, page, "page.json")
    assert (found.whole, found.dated) == (False, date(2020, 1, 2))
    assert found.entries[0].kind == "person"
    assert us(tmp_path, page | {"total": 1}, "page.json").whole


@pytest.mark.parametrize(
    "called",
    [
        "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
        "Sectoral Sanctions Identifications List (SSI) - Treasury Department",
        "Capta List (CAP) - Treasury Department",
        "Palestinian Legislative Council List (PLC) - Treasury Department",
    ],
)
def test_lists_of_those_who_are_not_blocked_are_not_the_list_of_the_blocked(
    called: str, tmp_path: Path
) -> None:
    found = us(tmp_path, "\n".join([HEADER, cells(HEADER, name="A", source=called)]))
    assert found.entries[0].on_list == "us-ofac/other-lists"


def test_a_list_that_the_law_has_no_word_for_is_remarked_on(tmp_path: Path) -> None:
    row = cells(HEADER, name="A", source="ITAR Debarred (DTC) - State Department")
    found = us(tmp_path, f"{HEADER}\n{row}")
    assert found.entries[0].on_list == ""
    assert "ITAR Debarred" in found.remarks[0]


@pytest.mark.parametrize(
    ("requirement", "word"),
    [
        (
            "For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR)4",
            "us/entity-list#fn4",
        ),
        ("For all items subject to the EAR. (See §§ 734.9(e) and 744.11 of the EAR) 4", "us/entity-list#fn4"),
        ("All items. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", "us/entity-list#fn3"),
        ("All items, see §§ 734.9(e)1 and 744.11 of the EAR2", "us/entity-list#fn1"),
        ("All items. (See §§ 734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR)5", "us/entity-list#fn5"),
        ("For all items subject to the EAR. (See §744.11 of the EAR)", "us/entity-list"),
    ],
)
def test_a_footnote_is_found_in_the_licence_requirement(tmp_path: Path, requirement: str, word: str) -> None:
    row = cells(HEADER, name="A", source="Entity List", license_requirement=requirement)
    assert us(tmp_path, f"{HEADER}\n{row}").entries[0].on_list == word


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01", '"unclosed'])
def test_a_file_that_is_no_list_is_a_problem(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableBook):
        us(tmp_path, content)


def test_the_end_user_list_is_read_in_its_two_languages(tmp_path: Path) -> None:
    path = tmp_path / "end users 2026-01-31.csv"
    path.write_text(
        '外国ユーザーリスト,,,,\n"No.","国名、地域名\nCountry or Region","企業名、組織名\nCompany or Organization",'
        '"別名\nAlso Known As","懸念区分\nType of WMD"\n1,"中国\nChina","Invented Institute (某研究所)","・I.I.\n・Inst","B,N"\n'
        '3,"中国\nChina","Other Works","","M"\n',
        encoding="utf-8",
    )
    found = read_jp(path, JP)
    assert [(each.name, each.aka, each.note) for each in found.entries] == [
        ("Invented Institute", ("某研究所", "I.I.", "Inst"), "B,N"),
        ("Other Works", (), "M"),
    ]
    assert any("numbers that the list does not have: 2" in each for each in found.remarks)
    assert read_snapshots([path], PUBLICATIONS)[0].dated == date(2026, 1, 31)


def test_a_snapshot_past_its_limit_says_so_in_every_answer() -> None:
    old = PartyList("List", dated=date(2026, 1, 1), whole=True, days_fresh=7)
    assert not old.limits(date(2026, 1, 8))
    assert "its limit is 7 days" in old.limits(date(2026, 1, 9))[0]


def test_a_part_of_a_list_never_shows_that_a_party_is_not_on_it() -> None:
    assert "may still be listed" in PartyList("List", dated=date(2026, 1, 1)).limits(date(2026, 1, 1))[0]


@real
def test_the_country_of_the_other_register_is_the_authoritys() -> None:
    (found,) = read_snapshots([DATA / "cn_lists_2026-07.json"], PUBLICATIONS)
    assert len(found.entries) == 240
    assert all(each.country is None for each in found.entries)
    assert found.authority == "CN"
    assert {each.on_list for each in found.entries} == {
        "cn/control-list",
        "cn/watch-list",
        "cn/unreliable-entity-list",
    }


@real
def test_paused_and_ended_entries_do_not_stand_on_those_days() -> None:
    entries = read_cn(SHARED / "facts" / "cn_parties.csv", CN).entries
    ended = next(each for each in entries if each.until == date(2025, 11, 9))
    assert ended.holds_on(date(2025, 11, 9))
    assert not ended.holds_on(date(2025, 11, 10))
    paused = next(each for each in entries if each.pauses and each.pauses[0].until == date(2026, 11, 10))
    assert not paused.holds_on(date(2026, 11, 10))
    assert paused.holds_on(date(2026, 11, 11))


@pytest.mark.parametrize(
    ("start", "end", "stands", "remarked"),
    [
        ("2026-04-01", "2026-11-10", {"2026-03-31", "2026-11-11"}, False),
        ("2026-04-01", "", {"2026-03-31"}, False),
        ("", "", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, False),
        ("2026-04-01", "10.11.2026", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, True),
        ("2026-04-01", "2026-11", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, True),
        ("2026-04-01", "46336", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, True),
        ("1.4.2026", "2026-11-10", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, True),
        ("2026-04-01;2026-11-11", "2026-04-30", {"2026-03-31", "2026-11-10"}, False),
        (
            "2026-04-01;2026-11-11",
            "2026-04-30;soon",
            {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"},
            True,
        ),
        ("", "2026-11-10", {"2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11"}, True),
    ],
)
def test_a_pause_of_which_a_day_cannot_be_read_takes_nobody_off_a_list(
    tmp_path: Path, start: str, end: str, stands: set[str], remarked: bool
) -> None:
    file = tmp_path / "list.csv"
    head = "list,name_en,country,listed_on,paused_from,paused_until,removed_on"
    file.write_text(f"{head}\ncontrol_list,Quillon Works,DE,2026-03-01,{start},{end},\n")
    found = read_cn(file, CN)
    days = ("2026-03-31", "2026-04-01", "2026-11-10", "2026-11-11")
    assert {day for day in days if found.entries[0].holds_on(date.fromisoformat(day))} == stands
    assert any("paused" in each for each in found.remarks) is remarked


@real
def test_the_compact_file_holds_every_party_and_its_day() -> None:
    path = DATA / "us_csl_2026-07-31_compact.json"
    found = read_csl(path, US)
    assert (len(found.entries), found.dated, found.whole) == (25_921, date(2026, 7, 31), True)
    assert publication_of(path) == "us-csl"


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('["jp.csv"]\nwhole = "no"', "This says nothing of a list"),
        ('["jp.csv"]\ndated = "2026-01-31"', "This says nothing of a list"),
        ('["jp.csv"]\nhole = false', "This says nothing of a list"),
        ('["jp.csv"]\npublication = "jp-endusers"', "This says nothing of a list"),
        ('["jp.CSV"]\nwhole = false', "No file of that name lies beside it"),
        ('["jp.csv"]\npublication = "jp-end-user"\ndated = 2026-01-31\nwhole = false', ""),
    ],
)
def test_what_about_toml_says_is_heard_or_refused(tmp_path: Path, said: str, what: str) -> None:
    """A day or a `no` in quotation marks was passed over, and a list counted as whole."""
    rows = "No.,Country or Region,Company or Organization,Also Known As,Type of WMD\n1,ZZ,Quill Tinworks,,N\n"
    (tmp_path / "jp.csv").write_text(rows, "utf-8")
    (tmp_path / "about.toml").write_text(said, "utf-8")
    if what:
        with pytest.raises(UnreadableBook) as refused:
            read_snapshots([tmp_path], PUBLICATIONS)
        assert refused.value.problems[0].what == what
    else:
        (found,) = read_snapshots([tmp_path], PUBLICATIONS)
        assert (found.whole, found.dated) == (False, date(2026, 1, 31))
