"""A check says who is behind its parties: listed since when, owned by the listed, lists that are old, red flags."""

import json
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest

from xenotime.cli import main

DOCS = Path(__file__).parents[2] / "docs"
FILES = {
    "book.toml": 'format = 1\nname = "Parties"\n',
    "items.csv": "item,name,kind,form,made_in,base_unit,mass_kg,value,currency,codes\n"
    "M,Metal,goods,metal,CN,pc,1,300,USD,us:EAR99\n",
    "contents.csv": "item,substance,form,share_low,share_high,origin\nM,Dy,metal,1,1,CN\n",
    "parties.csv": "party,name,country,lists,kind\nEXP,Our Trading,CN,none,civil\nLEI,Leidos Inc.,US,,civil\n"
    "TEX,TextOre,US,,civil\nTOP,华为技术有限公司,CN,,\nMID,Middle Holding,SG,none,civil\n"
    "SUB,Sub Trading,SG,none,civil\nMIN,Minor Works,SG,none,civil\n",
    "holdings.csv": "owner,owned,kind,share_low,share_high\nTOP,MID,equity,60 %,70 %\nMID,SUB,equity,50 %,50 %\n"
    "TOP,MIN,equity,30 %,30 %\nEXP,MIN,equity,70 %,70 %\n",
    "shipments.csv": "shipment,item,quantity,value,currency,act,from,to,exporter,consignee,end_user,purchaser,"
    "intermediary,end_use,date\n"
    "BEFORE,M,1,300,USD,export,CN,US,EXP,LEI,LEI,none,none,civil,2025-03-03\n"
    "ON,M,1,300,USD,export,CN,US,EXP,LEI,LEI,none,none,civil,2025-03-04\n"
    "PAUSED,M,1,300,USD,export,CN,US,EXP,TEX,TEX,none,none,civil,2025-12-15\n"
    "OWNED,M,1,300,USD,export,US,SG,EXP,SUB,SUB,none,none,civil,2025-10-15\n"
    "BELOW,M,1,300,USD,export,US,SG,EXP,MIN,MIN,none,none,civil,2025-10-15\n",
}
LIST = {
    "total": 1,
    "offset": 0,
    "sources_used": [{"import_date": "2025-09-30"}],
    "results": [
        {
            "name": "Huawei Technologies Co., Ltd.",
            "source": "Entity List (EL) - Bureau of Industry and Security",
            "entity_number": "7",
            "addresses": [{"country": "CN"}],
            "start_date": "2019-05-21",
        }
    ],
}
DECIDED = (
    "LEI=cn/control-list#2025-13:Leidos",
    "TEX=cn/control-list#2025-21:TextOre",
    "TOP=us/entity-list:7",
)
KNOWN = ("--known-on", "2026-09-20")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("parties")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "lists").mkdir()
    (folder / "lists" / "us.json").write_text(json.dumps(LIST), encoding="utf-8")
    decisions = [part for each in DECIDED for part in ("--confirm", each)]
    assert main(["owns", str(folder), *decisions, "--by", "A. Reader", "--on", "2025-09-30", *KNOWN]) == 0
    return folder


@pytest.fixture(scope="module")
def checked(book: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, str, str]:
    """What a check of the book hands out: JSON, text, page."""
    page = tmp_path_factory.mktemp("page") / "page.html"
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr("sys.stdout.write", said.append)
        main(["check", str(book), "--json", *KNOWN])
        told = json.loads("".join(said))
        said.clear()
        main(["check", str(book), "--report", str(page), *KNOWN])
    return told, "".join(said), page.read_text("utf-8")


def answer(checked: tuple[Any, str, str], shipment: str, regime: str) -> Any:
    (found,) = [e for e in checked[0]["answers"] if (e["shipment"], e["regime"]) == (shipment, regime)]
    return found


def test_what_a_check_hands_out_about_parties_is_as_the_schemas_say(checked: tuple[Any, str, str]) -> None:
    jsonschema.validate(checked[0], json.loads((DOCS / "answers.schema.json").read_text("utf-8")))
    schema = json.loads((DOCS / "owns.schema.json").read_text("utf-8"))
    assert checked[0]["parties"]
    for each in checked[0]["parties"]:
        jsonschema.validate(each, {"$defs": schema["$defs"], "$ref": "#/$defs/view"})


def test_a_party_is_not_on_the_list_on_the_day_before_it_was_listed(checked: tuple[Any, str, str]) -> None:
    assert any("listed from 2025-03-04 only" in each for each in answer(checked, "BEFORE", "cn")["limits"])
    assert not any("LEI" in each for each in answer(checked, "ON", "cn")["limits"])


def test_a_paused_listing_is_told_beside_the_answer(checked: tuple[Any, str, str]) -> None:
    limits = answer(checked, "PAUSED", "cn")["limits"]
    assert any("TEX" in each and "paused from" in each for each in limits)
    assert "paused from" in checked[1]
    assert "paused from" in checked[2]


def test_every_answer_that_asks_about_a_list_past_its_limit_says_so(checked: tuple[Any, str, str]) -> None:
    old = "as of 2025-09-30, 15 days before 2025-10-15; its limit is 7 days"
    assert any(old in each for each in answer(checked, "OWNED", "us")["limits"])
    assert not any(old in each for each in answer(checked, "OWNED", "cn")["limits"])
    assert old in " ".join(checked[1].split())
    assert old in checked[2]


def test_an_affiliate_needs_the_licence_that_its_owner_needs(checked: tuple[Any, str, str]) -> None:
    found = answer(checked, "OWNED", "us")
    assert "us/744.11 (a)(1)" in found["because"]
    assert "licence required" in found["possible"]


def test_a_holding_below_the_line_is_a_red_flag_and_no_rule(checked: tuple[Any, str, str]) -> None:
    (flag,) = answer(checked, "BELOW", "us")["flags"]
    assert flag.startswith("TOP, on us/entity-list, holds 30 % of MIN")
    assert answer(checked, "OWNED", "us")["flags"] == []


def test_the_chain_is_a_tree_in_the_text_and_a_drawing_on_the_page(checked: tuple[Any, str, str]) -> None:
    _, text, page = checked
    assert (
        "SUB (Sub Trading)\n└── 50 % equity: MID (Middle Holding)\n    └── 60 % to 70 % equity: TOP" in text
    )
    assert "<title>TOP holds 60 % to 70 % equity of MID; MID holds 50 % equity of SUB</title>" in page


@pytest.mark.parametrize(("name", "cleared"), [("Lindwurm Works Inc.", True), ("Leidos Inc.", False)])
def test_a_screening_clears_a_party_of_the_lists_that_were_whole_and_of_no_other_unless_one_has_its_name(
    book: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, cleared: bool
) -> None:
    for each in book.iterdir():
        if each.is_file():
            (tmp_path / each.name).write_text(each.read_text("utf-8").replace("Leidos Inc.", name), "utf-8")
    (tmp_path / "matches.toml").unlink()
    main(["owns", str(tmp_path), "--confirm", "LEI=none", "--by", "A", "--on", "2025-09-30", *KNOWN])
    written = (tmp_path / "matches.toml").read_text("utf-8")
    assert written.count("[[match]]") == 2, "one decision for each list of the law that is whole"
    capsys.readouterr()
    main(["check", str(tmp_path), "--json", *KNOWN])
    told = json.loads(capsys.readouterr().out)
    missing = {
        (each["regime"], one["fact"], one["about"]["id"])
        for each in told["answers"] if each["shipment"] == "ON" for one in each["missing"]
    }  # fmt: skip
    assert (("cn", "lists", "LEI") not in missing) is cleared


def test_a_screening_of_many_turns_on_the_days_of_a_listing_as_a_check_does(
    book: Path, checked: tuple[Any, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [str(book / "shipments.csv"), "--book", str(book), "--out", str(tmp_path / "out")]
    main(["screen", *rows, "--json", "--regime", "cn", *KNOWN])
    told = json.loads(capsys.readouterr().out)["screened"]
    assert any("cn/control-list" in each for each in told["limits"])
    parts = duckdb.read_parquet(f"{told['parts']}/*.parquet").project("shipment, possible").fetchall()
    screened = {shipment: sorted(possible.split("; ")) for shipment, possible in parts}
    assert screened == {
        each["shipment"]: sorted(each["possible"]) for each in checked[0]["answers"] if each["regime"] == "cn"
    }
    assert screened["BEFORE"] != screened["ON"]
