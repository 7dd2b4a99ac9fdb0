"""Two laws on one shipment: each answer beside the other, and where they cannot both be obeyed."""

from pathlib import Path

import pytest

from story_books import CONTENTS, ITEMS, SHIPMENTS, run, shipped, write_book
from xenotime.cli import main

BOTH = ("--regime", "zz", "--regime", "qn", "--known-on", "2026-11-24")
PARTIES = "party,name,country,lists,kind\nMAKER,Maker,ZZ,none,civil\nBUYER,House of Bells,QN,zz/closed-door-list,civil"
CLASH = "qn/refusing-for-a-foreign-list"


def bells(folder: Path) -> Path:
    """A magnet without dysprosium from the Isles, for a house of Quinland behind a closed door."""
    return write_book(
        folder,
        parties=PARTIES,
        items=f"{ITEMS}\nMAG,permanent_magnet,ZZ,piece,0.1,5,EUR,none",
        contents=f"{CONTENTS}\nMAG,others,none,,,,,,,Quarry",
        shipments="\n".join([SHIPMENTS, shipped("MAG", "2025-07-01", origin="ZZ", to="QN")]),
    )


def test_the_clash_is_handed_out_with_both_sides_and_what_to_do(tmp_path: Path) -> None:
    status, printed, _ = run("check", bells(tmp_path / "b"), *BOTH)
    assert status == 10
    by_regime = {each["regime"]: each for each in printed["answers"]}
    assert (by_regime["zz"]["outcome"], by_regime["qn"]["outcome"]) == ("prohibited", "not subject")
    assert [by_regime[each]["clashes"] for each in ("zz", "qn")] == [[CLASH], [CLASH]]
    [clash] = printed["clashes"]
    assert (clash["clash"], clash["stands"], clash["shipment"]) == (CLASH, "yes", "S1")
    assert [side["regime"] for side in clash["sides"]] == ["qn", "zz"]
    assert clash["do"]


def test_under_one_law_no_clash_is_looked_for(tmp_path: Path) -> None:
    _, printed, _ = run("check", bells(tmp_path / "b"), "--regime", "zz", "--known-on", "2026-11-24")
    assert printed["clashes"] == []


def test_text_and_page_show_the_laws_side_by_side_with_the_clash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    main(["check", str(bells(tmp_path / "b")), *BOTH, "--report", str(page)])
    text = " ".join(capsys.readouterr().out.split())
    assert "Laws clash in S1" in text
    assert "each law beside the other" in text
    assert "escalate to counsel: Neither deliver nor refuse" in text
    shown = page.read_text("utf-8")
    assert (
        '<th scope="col">Quinland (invented)</th><th scope="col">Zephyr Isles (invented)</th>' in shown
        or ('<th scope="col">Zephyr Isles (invented)</th><th scope="col">Quinland (invented)</th>' in shown)
    )
    assert f'<span class="cite">{CLASH}</span> <span class="seen">stands</span>' in shown


def test_a_clash_goes_into_the_record_and_whole_into_the_annex_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    known = [str(each) for each in BOTH]
    assert main(["record", str(bells(tmp_path / "b")), "S1", *known, "--store", str(store)]) in {0, 10, 20}
    memo = next(store.rglob("memo.json")).read_text("utf-8")
    annex = next(path for path in store.rglob("*.json") if "counsel" in str(path) or "annex" in path.name)
    assert CLASH in memo
    assert "Neither deliver nor refuse" not in memo
    assert "Neither deliver nor refuse" in annex.read_text("utf-8")
    capsys.readouterr()
    assert main(["verify", str(store)]) == 0
    assert "refuse" not in capsys.readouterr().err


def test_the_mirror_and_the_paragraph_tell_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "mirror", "--known-on", "2026-11-24"]) == 0
    assert "/open-doors-act" not in capsys.readouterr().out
    assert main(["law", "mirror", "--regime", "qn", "--regime", "zz", "--known-on", "2026-11-24"]) == 0
    assert "qn/open-doors-act 3" in capsys.readouterr().out
    assert main(["law", "show", "qn/open-doors-act", "3", "--known-on", "2026-11-24"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"id {CLASH}" in told
    assert "with zz/export-act 6" in told
