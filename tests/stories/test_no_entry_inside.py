"""A supplier who says that nothing in his magnet is on part 1 of No. 61 has said nothing of the elements in it."""

from pathlib import Path

import pytest

from story_books import CONTENTS, ITEMS, SHIPMENTS, answers, shipped, write_book

ELEMENTS = {
    "Nd": "29 %",
    "Fe": "65 %",
    "B": "1 %",
    "Sm": "none",
    "Co": "none",
    "Tb": "none",
    "others": "none",
}
MAGNET = [f"MAG,{name},,{share},,,,,,maker" for name, share in ELEMENTS.items()]
DYSPROSIUM = "MAG,Dy,{form},3 %,3 %,,,{origin},,maker"
NO_ENTRY = "MAG,cn/2025-61/annex-1-part-1,,none,,,,,,{by}"


def motor(folder: Path, *said: str) -> Path:
    """A motor made in Germany with a Japanese magnet, of which this is said."""
    return write_book(
        folder,
        items=f"{ITEMS}\nM,part,DE,piece,10,100,EUR,none\nMAG,permanent_magnet,JP,piece,0.5,20,EUR,none",
        bill="parent,child,quantity\nM,MAG,1",
        contents="\n".join([CONTENTS, *MAGNET, "M,others,,none,,,,,,own", *said]),
        undertakings="undertaking",
        shipments=f"{SHIPMENTS}\n{shipped('M', '2026-12-15', value='100')}",
    )


@pytest.mark.parametrize("form", ["compound", ""])
@pytest.mark.parametrize("by", ["maker", "lab"])
def test_dysprosium_of_an_untold_place_keeps_the_content_open_though_no_entry_is_inside(
    tmp_path: Path, form: str, by: str
) -> None:
    said = DYSPROSIUM.format(form=form, origin=""), NO_ENTRY.format(by=by)
    (answer,) = answers(motor(tmp_path, *said)).values()
    assert answer["action"] == "hold"
    assert "cn/2025-61 1(1)" in answer["because"]
    assert {"origin of Dy in", "price of Dy"} <= {each["fact"] for each in answer["missing"]}


def test_a_chinese_compound_beside_no_entry_of_the_list_is_no_contradiction(tmp_path: Path) -> None:
    said = DYSPROSIUM.format(form="compound", origin="CN"), NO_ENTRY.format(by="lab")
    (answer,) = answers(motor(tmp_path, *said)).values()
    assert "cn/61-numerator" in {each["question"] for each in answer["open"]}
    assert "which statement is right" not in {each["fact"] for each in answer["missing"]}


def test_of_japanese_dysprosium_nothing_counts(tmp_path: Path) -> None:
    said = DYSPROSIUM.format(form="compound", origin="JP"), NO_ENTRY.format(by="maker")
    (answer,) = answers(motor(tmp_path, *said)).values()
    assert answer["action"] == "release"
