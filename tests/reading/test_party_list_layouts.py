"""Party lists as their publishers and others have written them over the years: the same entries come out."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from xenotime.errors import UnreadableBook
from xenotime.facts.party_list import Listing, PartyList
from xenotime.reading.party_lists.snapshots import read_snapshot
from xenotime.reading.party_lists.words import read_publications

ROOT = Path(__file__).parents[2]
PUBLICATIONS = read_publications([ROOT / "law"])
OLD = (
    "Source List,Entity Number,SDN Type,Programs,Name,Title,Address,City,State/Province,Postal Code,Country,"
    "Federal Register Notice,Effective Date,Date Lifted/Waived/Expired,Standard Order,License Requirement,"
    "License Policy,Call Sign,Vessel Type,Gross Tonnage,Gross Register Tonnage,Vessel Flag,Vessel Owner,"
    "Remarks/Notes,Address Number,Address Remarks,Alternate Number,Alternate Type,Alternate Name,"
    "Alternate Remarks,Web Link"
)
XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>09/12/2014</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry><uid>17</uid><lastName>INVENTED BANK OAO</lastName><sdnType>Entity</sdnType>
    <programList><program>TIN-EO1</program></programList>
    <idList><id><uid>1</uid><idType>Tax ID No.</idType><idNumber>77</idNumber></id></idList>
    <akaList><aka><uid>2</uid><type>a.k.a.</type><category>strong</category><lastName>JSC INVENTED</lastName></aka></akaList>
    <addressList><address><uid>3</uid><address1>1 Street</address1><city>Town</city><country>Russia</country></address></addressList>
  </sdnEntry>
  <sdnEntry><uid>18</uid><firstName>Ada</firstName><lastName>PERSON</lastName><sdnType>Individual</sdnType></sdnEntry>
</sdnList>
"""
HEADS = ("No.", "国名、地域名\nCountry or Region", "企業名、組織名\nCompany or Organization", "別名\nAlso Known As",
         "懸念区分\nType of WMD", "通常兵器\nConventional Weapons")  # fmt: skip
ROWS = (
    (1, "アフガニスタン・イスラム共和国\nIslamic Republic of Afghanistan", "Invented Army", "・The Army\n・Army of\nInvention", "生物、化学\nB,C", "CW"),
    (2, "中国\nChina", "Invented Institute (某研究所)", "", "ミサイル\nM", ""),
    (3, "香港\nHong Kong", "Invented Trading", "・I.T.", "核\nN", ""),
)  # fmt: skip


def read(path: Path, content: str | bytes) -> PartyList:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_snapshot(path, PUBLICATIONS)


def row(**filled: str) -> str:
    return ",".join('"' + filled.get(name, "") + '"' for name in OLD.split(","))


def entity(name: str, start: str, notice: str, **more: str) -> str:
    fields = {"Source List": "EL", "Name": name, "Country": "Afghanistan", "Effective Date": start}
    return row(**fields, **{"Federal Register Notice": notice}, **more)


def told(found: PartyList) -> list[tuple[str, tuple[str, ...], tuple[str, ...] | None]]:
    return [(each.name, each.aka, each.country) for each in found.entries]


def test_the_line_above_the_header_says_the_day_of_the_file(tmp_path: Path) -> None:
    title = '"Last updated: May 23, 2014"' + "," * 30
    found = read(tmp_path / "consolidated.csv", f"{title}\n{OLD}\n{entity('A', '5/14/2001', '66 FR 1')}\n")
    assert found.dated == date(2014, 5, 23)
    assert (found.entries[0].on_list, found.entries[0].start) == ("us/entity-list", date(2001, 5, 14))


def test_countries_are_read_by_name_and_surplus_columns_do_not_matter(tmp_path: Path) -> None:
    text = f"{OLD},,,\n{entity('A', '1/2/2003', '1 FR 1')},,,\n"
    assert told(read(tmp_path / "el.csv", text)) == [("A", (), ("AF",))]


def test_listings_by_another_notice_or_from_another_day_are_other_entries(tmp_path: Path) -> None:
    alias = {"Alternate Name": "Alias"}
    rows = [
        entity("A", "11/21/2011", "76 FR 1", Address="1 Road", **alias),
        entity("A", "11/21/2011", "76 FR 1", Address="2 Road", **alias),
        entity("A", "11/21/2011", "76 FR 2"),
        entity("A", "11/22/2011", "76 FR 1"),
    ]
    entries = read(tmp_path / "el.csv", "\n".join([OLD, *rows])).entries
    assert [(each.source, each.start, len(each.addresses)) for each in entries] == [
        ("76 FR 1", date(2011, 11, 21), 2),
        ("76 FR 2", date(2011, 11, 21), 1),
        ("76 FR 1", date(2011, 11, 22), 1),
    ]
    assert len({each.id for each in entries}) == 3


def test_the_unverified_list_alone_has_no_header(tmp_path: Path) -> None:
    text = (
        'China,Plant Co.,"Room 1, Beijing",,,,,\nHong Kong,Light Ltd,"Flat A",,,,,\nHong Kong,Light Ltd,"Flat B",,,,,\n'
        'Russia,"Two Academy, a.k.a. T2, a.k.a. Academy of Two","Moscow",,,,,\nHong Kong,Advent Limited,"Room 3"'
    )
    found = read(tmp_path / "uvl.csv", text)
    assert {each.on_list for each in found.entries} == {"us/unverified-list"}
    assert told(found) == [
        ("Plant Co.", (), ("CN",)),
        ("Light Ltd", (), ("HK",)),
        ("Two Academy, a.k.a. T2, a.k.a. Academy of Two", ("Two Academy", "T2", "Academy of Two"), ("RU",)),
        ("Advent Limited", (), ("HK",)),
    ]
    assert not found.whole


def test_an_empty_row_and_short_rows_of_the_denied_list_do_no_harm(tmp_path: Path) -> None:
    heads = "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\tExpiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation"
    text = (
        heads
        + "\n"
        + "\t".join(['""'] * 12)
        + "\nWORKS\t1 ROAD\tTOWN\t\tDK\t\t3/20/1992\t10/4/2000\tY\t5/1/2001\n"
    )
    (entry,) = read(tmp_path / "dpl.txt", text).entries
    assert (entry.on_list, entry.start, entry.until, entry.country) == (
        "us/denied-persons",
        date(1992, 3, 20),
        date(2000, 10, 4),
        ("DK",),
    )


def test_a_list_that_the_law_has_no_word_for_is_read_and_said(tmp_path: Path) -> None:
    text = (
        "Corp,Debarred Party Full Name,Debarred Party Surname/Corporate Name,Debarred Party Given Names,Alias,Type,DOB,"
        'Notice Date,Notice,Eff. Date\nx,"Works Trading Co., Inc.","Works Trading Co., Inc.",,Works,Statutory,,9/22/1992,'
        "57 FR 1,12/13/1991\n"
    )
    found = read(tmp_path / "debarred.csv", text)
    assert told(found) == [("Works Trading Co., Inc.", ("Works",), None)]
    assert (found.entries[0].on_list, found.entries[0].start) == ("", date(1991, 12, 13))
    assert found.remarks == (
        "debarred.csv: 1 entries of 'AECA Debarred List': no word of the law for this list",
    )


def test_an_entry_with_a_comma_outside_quotation_marks_is_refused_and_not_left_out(tmp_path: Path) -> None:
    text = "source,name,country\nEntity List,Invented Works, Ltd.,CN\nEntity List,Other,CN\n"
    with pytest.raises(UnreadableBook, match="more cells than the header") as refused:
        read(tmp_path / "entries.csv", text)
    assert [each.row for each in refused.value.problems] == [2]


def test_entries_that_do_not_say_which_list_they_are_on_are_refused(tmp_path: Path) -> None:
    text = "item,name,source\nM1,Motor,\nM2,Pump,Entity List\n"
    with pytest.raises(UnreadableBook, match="which list they are on"):
        read(tmp_path / "entries.csv", text)
    with pytest.raises(UnreadableBook, match="2 without one"):
        read(tmp_path / "items.csv", "item,name\nM1,Motor\nM2,Pump\n")


@pytest.mark.parametrize(("name", "word"), [("sdn.xml", "us/sdn"), ("consolidated.xml", "")])
def test_the_treasurys_xml_says_its_day_and_whether_it_is_whole(tmp_path: Path, name: str, word: str) -> None:
    found = read(tmp_path / name, XML)
    assert (found.dated, found.whole) == (date(2014, 9, 12), True)
    assert told(found) == [("INVENTED BANK OAO", ("JSC INVENTED",), ("RU",)), ("PERSON, Ada", (), None)]
    assert [(each.id, each.on_list, each.kind) for each in found.entries] == [
        ("17", word, "organization"),
        ("18", word, "person"),
    ]


def test_an_older_answer_of_the_interface_calls_its_fields_otherwise(tmp_path: Path) -> None:
    page = {
        "total": 1,
        "offset": 0,
        "search_performed_at": "2019-03-02T00:00:00",
        "sources_used": [
            {"source": "EL", "source_last_updated": "x", "last_imported": "2019-03-01T05:00:00"}
        ],
        "results": [
            {
                "source_list": "Entity List",
                "sdn_type": "Entity",
                "name": "Works",
                "alternate_names": ["The Works"],
                "effective_date": "2011-11-21",
                "addresses": [{"city": "Kabul", "country": "AF"}],
            }
        ],
    }
    found = read(tmp_path / "search.json", json.dumps(page))
    assert (found.dated, found.whole) == (date(2019, 3, 1), True)
    entry = found.entries[0]
    assert (entry.on_list, entry.aka, entry.start) == ("us/entity-list", ("The Works",), date(2011, 11, 21))


def test_a_file_in_the_older_western_code_is_read_and_remarked(tmp_path: Path) -> None:
    content = f"{OLD}\n{entity('Société Inventée', '1/2/2003', '1 FR 1')}\n".encode("cp1252")
    found = read(tmp_path / "el.csv", content)
    assert found.entries[0].name == "Société Inventée"
    assert any("cp1252" in each for each in found.remarks)


def end_users(entries: tuple[Listing, ...]) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...] | None]]:
    return [(each.id, each.name, each.aka, each.country) for each in entries]


END_USERS = [
    ("1", "Invented Army", ("The Army", "Army of Invention"), ("AF",)),
    ("2", "Invented Institute", ("某研究所",), ("CN",)),
    ("3", "Invented Trading", ("I.T.",), ("HK",)),
]


@pytest.mark.parametrize("codec", ["utf-8-sig", "cp932"])
def test_japans_list_as_a_table_in_either_code(tmp_path: Path, codec: str) -> None:
    lines = [
        ",".join(f'"{cell}"' for cell in cells)
        for cells in (("外国ユーザーリスト", "", "", "", "", ""), HEADS, *ROWS)
    ]
    found = read(tmp_path / "end users 2025-09-29.csv", "\r\n".join(lines).encode(codec))
    assert end_users(found.entries) == END_USERS
    assert {each.on_list for each in found.entries} == {"jp/end-user-list"}
    assert (found.dated, found.authority) == (date(2025, 9, 29), "JP")
    assert found.entries[0].note == "生物、化学 B,C; CW"


def test_japans_list_as_a_workbook_with_a_title_above(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["外国ユーザーリスト (End User List)"])
    sheet.append([])
    for cells in (HEADS, *ROWS):
        sheet.append(list(cells))
    path = tmp_path / "enduserlist-2025-09-29.xlsx"
    book.save(path)
    assert end_users(read_snapshot(path, PUBLICATIONS).entries) == END_USERS


@pytest.mark.parametrize("second", [(), (HEADS, ROWS[1])], ids=["empty", "filled"])
def test_a_workbook_of_which_a_filled_sheet_is_not_read_is_not_whole(
    tmp_path: Path, second: tuple[tuple[object, ...], ...]
) -> None:
    book = Workbook()
    for title, rows in (("1", (HEADS, ROWS[0])), ("2", second)):
        sheet = book.create_sheet(title)
        for cells in rows:
            sheet.append(list(cells))
    book.remove(book.worksheets[0])
    path = tmp_path / "enduserlist-2025-09-29.xlsx"
    book.save(path)
    assert read_snapshot(path, PUBLICATIONS, {"whole": True}).whole is not bool(second)


def test_one_register_holds_lists_of_several_authorities_and_none_of_their_countries(tmp_path: Path) -> None:
    common = {
        "entity_type": "organization",
        "last_verified": "2026-09-14",
        "source_url": "x",
        "date_added": None,
    }
    rows = [
        common | {"id": "jp-eul-1", "country": "jp", "list_id": "jp-end-user-list", "entity_name": "Invented Army",
                  "source_list_name": "外国ユーザーリスト (Foreign End-User List)", "addresses": ["Islamic Republic of Iran"], "aliases": ["The Army"]},
        common | {"id": "us-csl-1", "country": "us", "list_id": "us-consolidated-screening-list", "entity_name": "Invented Works",
                  "source_list_name": "Entity List (EL) - Bureau of Industry and Security", "addresses": ["1 Road, Moscow, RU"]},
        common | {"id": "us-csl-2", "country": "us", "list_id": "us-consolidated-screening-list", "entity_name": "Invented Debarred",
                  "source_list_name": "ITAR Debarred (DTC) - State Department", "addresses": []},
    ]  # fmt: skip
    found = read(tmp_path / "entities.json", json.dumps(rows))
    other = rows[1] | {
        "id": "cn-1",
        "country": "cn",
        "source_list_name": "不可靠实体清单 (Unreliable Entity List)",
    }
    (entry,) = read(tmp_path / "other.json", json.dumps([other])).entries
    assert entry.on_list == "cn/unreliable-entity-list", (
        "of the authority's own lists, not of one that is called alike"
    )
    assert [(each.on_list, each.country) for each in found.entries] == [
        ("jp/end-user-list", ("IR",)),
        ("us/entity-list", ("RU",)),
        ("", None),
    ]
    assert (found.dated, found.whole) == (date(2026, 9, 14), False)
    assert found.lists == ("us/entity-list", "jp/end-user-list")
    japan = read(tmp_path / "jp.json", json.dumps(rows[:1]))
    assert (japan.authority, japan.lists, japan.days_fresh) == ("JP", ("jp/end-user-list",), 120)
