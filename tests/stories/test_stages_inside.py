"""What is made abroad of oxide or magnets that had an earlier stage in China, after the pause of No. 61."""

from pathlib import Path

import pytest

from story_books import CONTENTS, ITEMS, SHIPMENTS, answers, shipped, write_book

ALL = "magnet:SI; metal:GB; separation:EE; recycling:FI"
GOODS = f"""{ITEMS},facts
MAG,permanent_magnet,SI,piece,0.1,9,EUR,{ALL},{{magnet}}
MOT,part,DE,piece,5,90,EUR,none,
CAR,finished_good,DE,piece,900,20000,EUR,none,
OX,oxide,EE,kg,1,300,EUR,separation:EE; recycling:FI,{{oxide}}"""
BILL = "parent,child,quantity,unit\nMAG,OX,2,g\nMOT,MAG,4,\nCAR,MOT,1,"
KNOWN = f"""{CONTENTS}
OX,Dy2O3,oxide,99 %,100 %,,,FI,,s
OX,others,none,,,,,,,s
MAG,Fe,metal,60 %,65 %,,,SI,,s
MAG,others,none,,,,,,,s
MOT,others,none,,,,,,,s
CAR,others,none,,,,,,,s"""
LATER = "2026-12-05"
ELSEWHERE = "earlier_stages_in=FI|EE"


def goods(folder: Path, *, oxide: str = "", magnet: str = "") -> Path:
    """A magnet of recycled oxide, a motor with it and a car with that, each for a buyer in another country."""
    return write_book(
        folder,
        items=GOODS.format(oxide=oxide, magnet=magnet),
        bill=BILL,
        contents=KNOWN,
        undertakings="undertaking",
        shipments="\n".join(
            [
                SHIPMENTS,
                *(shipped(each, LATER, name=each, origin="SI") for each in ("MAG", "MOT", "CAR", "OX")),
            ]
        ),
    )


@pytest.mark.parametrize("place", ["CN", "CN|FI", "TW"])
def test_an_earlier_stage_in_china_of_the_oxide_is_asked_about_in_all_that_is_made_of_it(
    tmp_path: Path, place: str
) -> None:
    for name, answer in answers(goods(tmp_path, oxide=f"earlier_stages_in={place}")).items():
        assert (name, answer["action"], answer["outcome"]) == (name, "hold", "licence required")
        assert "cn/2025-61-origin 1" in answer["because"]
        assert "cn/61-origin-rule" in {each["question"] for each in answer["open"]}


def test_an_earlier_stage_in_china_of_the_magnet_is_asked_about_in_what_it_is_built_into(
    tmp_path: Path,
) -> None:
    found = answers(goods(tmp_path, oxide=ELSEWHERE, magnet="earlier_stages_in=CN"))
    for name in ("MAG", "MOT", "CAR"):
        assert (name, found[name]["action"], found[name]["outcome"]) == (name, "hold", "licence required")
    assert found["OX"]["action"] == "release"


def test_an_oxide_of_whose_stages_nothing_is_told_waits_for_them(tmp_path: Path) -> None:
    oxide = answers(goods(tmp_path))["OX"]
    assert (oxide["possible"], oxide["action"]) == (["not subject"], "escalate")
    waits = [one["fact"] for gap in oxide["gaps"] for one in gap["missing"]]
    assert waits == ["earlier_stages_in"]


def test_with_its_stages_elsewhere_all_of_it_is_let_go(tmp_path: Path) -> None:
    found = answers(goods(tmp_path, oxide=ELSEWHERE, magnet=ELSEWHERE))
    assert {(*answer["possible"], answer["action"]) for answer in found.values()} == {
        ("not subject", "release")
    }
