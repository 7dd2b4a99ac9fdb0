"""Technology of China with which something inside was made is seen there, whatever the making of the whole says (No. 61)."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.casework.cases import Asked, Docket
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.desk import answering

LAW = answering.load_law()
REVIVED = {"cn/after-70": "revived"}
TABLES = {
    "bill": "parent,child,quantity\nMOTOR,MAGNET,1\nMAGNET,METAL,0.001\n",
    "contents": "item,substance,form,share_low,share_high,origin\nMETAL,Dy,metal,0.99,1,AU\n"
    "METAL,others,none,,,\nMAGNET,others,none,,,\nMOTOR,others,none,,,\n",
    "parties": "party,name,country,lists,kind\nA,Works,DE,none,civil\nB,Buyer,PL,none,civil\n",
    "holdings": "owner,owned,share_low,share_high\nothers,A,0,none\nothers,B,0,none\n",
    "shipments": "shipment,item,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date\n"
    "S1,MAGNET,export,DE,PL,none,A,B,B,none,B,civil,2026-11-20\nS2,MOTOR,export,DE,PL,none,A,B,B,none,B,civil,2026-11-20\n",
}


def answers(folder: Path, magnet: str, metal: str) -> dict[str, Answer]:
    items = (
        "item,form,kind,made_in,base_unit,mass_kg,value,currency,codes,made_with\n"
        "MOTOR,part,goods,DE,piece,1,100,EUR,cn:none,none\n"
        f"MAGNET,permanent_magnet,goods,DE,piece,0.1,10,EUR,,{magnet}\n"
        f"METAL,metal,goods,MY,kg,1,300,EUR,,{metal}\n"
    )
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in {**TABLES, "items": items}.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    book = answering.open_book(folder, LAW)
    asked = Asked(date(2026, 11, 24), ("cn",), readings=REVIVED)
    return {each.shipment: each for each in Docket(book, LAW, asked).answers()}


@pytest.mark.parametrize(
    ("magnet", "metal"),
    [("magnet:DE", "separation:CN; metal:MY"), ("magnet:DE", "technology:CN"), ("magnet:TW", "metal:MY")],
)
def test_technology_inside_keeps_the_whole_from_being_let_go(magnet: str, metal: str, tmp_path: Path) -> None:
    for each in answers(tmp_path, magnet, metal).values():
        assert "licence required" in each.possible
        assert each.action != RELEASE


def test_technology_of_others_inside_does_not(tmp_path: Path) -> None:
    for each in answers(tmp_path, "magnet:DE", "separation:MY; metal:MY").values():
        assert each.possible == ("not subject",)
        assert each.action == RELEASE
