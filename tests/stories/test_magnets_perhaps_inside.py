"""A machine with a Chinese magnet perhaps inside, below one part in a thousand, after the pause of No. 61."""

from pathlib import Path

import pytest

from story_books import CONTENTS, ITEMS, SHIPMENTS, answers, shipped, write_book

FORMS = ["equipment", "finished_good", "part", "magnet_assembly"]
RING = "permanent_magnet,{place},piece,0.01,6,EUR,{steps}"
CHINESE, JAPANESE = "magnet:CN; metal:CN", "magnet:JP; metal:JP"
ALLOY = "{ring},Sm,metal,33 %,35 %,,,{place},,s\n{ring},Co,metal,65 %,67 %,,,{place},,s\n{ring},others,none,,,,,,,s"


def machines(folder: Path, rings: dict[str, tuple[str, str]], lines: list[str]) -> Path:
    """Machines of a million, one of each form, with rings of samarium and cobalt of some place and technology."""
    of_rings = [f"{ring},{RING.format(place=place, steps=steps)}" for ring, (place, steps) in rings.items()]
    alloys = [ALLOY.format(ring=ring, place=place or "JP") for ring, (place, _) in rings.items()]
    return write_book(
        folder,
        items="\n".join(
            [ITEMS, *(f"{form},{form},DE,piece,500,1000000,EUR,none" for form in FORMS), *of_rings]
        ),
        contents="\n".join([CONTENTS, *alloys, *(f"{form},others,none,,,,,,,s" for form in FORMS)]),
        bill="\n".join(
            [
                "parent,child,quantity,line_kind,alternative",
                *(f"{form},{line}" for form in FORMS for line in lines),
            ]
        ),
        undertakings="undertaking",
        shipments="\n".join(
            [SHIPMENTS, *(shipped(form, "2026-12-05", name=form, value="1000000") for form in FORMS)]
        ),
    )


@pytest.mark.parametrize(
    ("rings", "lines", "missing"),
    [
        ({"M": ("CN", CHINESE)}, ["M,1,option,"], "M in"),
        ({"M": ("CN", CHINESE), "J": ("JP", JAPANESE)}, ["M,1,,A", "J,1,,A"], "A in"),
        ({"M": ("", JAPANESE)}, ["M,1,,"], "made_in"),
        ({"M": ("JP", "")}, ["M,1,,"], "made_with"),
    ],
)
def test_what_would_be_asked_about_a_chinese_magnet_is_asked_where_there_may_be_one(
    tmp_path: Path, rings: dict[str, tuple[str, str]], lines: list[str], missing: str
) -> None:
    for answer in answers(machines(tmp_path, rings, lines)).values():
        assert answer["action"] == "hold"
        assert answer["possible"] == ["not subject", "licence required"]
        assert "cn/2025-61-origin 4" in answer["because"]
        assert missing in {each["fact"] for each in answer["missing"]}


def test_a_machine_with_a_japanese_magnet_of_japanese_technology_is_let_go(tmp_path: Path) -> None:
    found = answers(machines(tmp_path, {"J": ("JP", JAPANESE)}, ["J,1,,"]))
    assert {(*answer["possible"], answer["action"]) for answer in found.values()} == {
        ("not subject", "release")
    }
