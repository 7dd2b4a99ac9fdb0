"""A magnet that two suppliers deliver: what one of them declares lets no motor go that may hold the other's."""

from pathlib import Path

import pytest

from story_books import CONTENTS, HOLDINGS, ITEMS, PARTIES, SHIPMENTS, answers, run, shipped, write_book

NONE_OF = ("Dy", "Tb", "Sm", "Co", "others")


def motor(folder: Path, *suppliers: str) -> Path:
    """A motor made in Germany with a magnet of two makers, of which these suppliers say that nothing listed is in it."""
    said = [f"MAG,{name},,none,,,,,{who},{who}" for who in suppliers for name in NONE_OF]
    return write_book(
        folder,
        items=f"{ITEMS},maker\nM,part,DE,piece,10,100,EUR,none,own\nMAG,permanent_magnet,JP,piece,0.5,20,EUR,none,100200; 100300",
        parties=f"{PARTIES}\n100200,Near Magnets,JP,none,civil\n100300,Far Magnets,JP,none,civil",
        holdings=HOLDINGS,
        bill="parent,child,quantity\nM,MAG,1",
        contents="\n".join([CONTENTS, "M,others,,none,,,,,,own", *said]),
        undertakings="undertaking",
        shipments=f"{SHIPMENTS}\n{shipped('M', '2026-12-15', value='100')}",
    )


@pytest.mark.parametrize("who", ["100200", "Far Magnets"])
def test_what_one_of_two_suppliers_declares_lets_nothing_go(tmp_path: Path, who: str) -> None:
    (answer,) = answers(motor(tmp_path, who)).values()
    assert answer["action"] == "hold"
    assert {"supplier of", "has(Dy)"} <= {each["fact"] for each in answer["missing"]}


@pytest.mark.parametrize("who", [("100200", "100300"), ("Near Magnets", "100300"), ("",)])
def test_what_both_declare_or_a_row_of_no_supplier_does(tmp_path: Path, who: tuple[str, ...]) -> None:
    (answer,) = answers(motor(tmp_path, *who)).values()
    assert answer["action"] == "release"


def test_a_record_of_it_recomputes_though_the_supplier_is_named_by_his_name(tmp_path: Path) -> None:
    book, store = motor(tmp_path / "book", "Near Magnets", "Far Magnets"), tmp_path / "store"
    status, kept, _ = run("record", book, "S1", "--by", "A", "--store", store, "--regime", "cn")
    assert (status, kept["problems"]) == (0, [])
    status, _, _ = run("verify", store)
    assert status == 0
