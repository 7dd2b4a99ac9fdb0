"""What is said of a part or a material by other cells than its declaration: that it is there, and what was promised of it."""

from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import differences, law, results_in
from xenotime.casework.cases import Asked, Docket
from xenotime.cli import main
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook
from xenotime.screening.answers import as_row

KNOWN_ON = date(2026, 11, 24)
ITEMS = """item,form,kind,made_in,base_unit,mass_kg,value,currency,facts
GRIT,crystal,goods,CN,kg,1,200,EUR,synthetic_diamond=yes; particle_size_um=51; ornament=no
SAID,crystal,goods,CN,kg,1,200,EUR,synthetic_diamond=yes; particle_size_um=51; ornament=no
LFP,powder,goods,CN,kg,1,9,EUR,cathode_material=lfp; density_g_cm3=2.5; specific_capacity_mah_g=156
NICO,powder,goods,CN,kg,1,9,EUR,cathode_material=ternary_precursor
SAND,powder,goods,CN,kg,1,9,EUR,
MAGNET,permanent_magnet,goods,CN,piece,0.01,1,EUR,
OTHER,permanent_magnet,goods,VN,piece,0.01,1,EUR,
MOTOR,part,goods,DE,piece,0.2,60,EUR,
CHOICE,part,goods,DE,piece,0.2,60,EUR,
"""
NOTHING_ELSE = "".join(
    f"{each},others,none,,,\n"
    for each in ["GRIT", "SAID", "LFP", "NICO", "SAND", "MAGNET", "OTHER", "MOTOR", "CHOICE"]
)
TABLES = {
    "items": ITEMS,
    "contents": f"""item,substance,form,share_low,share_high,origin
SAID,C,none,,,
MAGNET,Nd2Fe14B,,0.9,0.98,CN
MAGNET,DyFe2,alloy,0.02,0.03,CN
OTHER,Nd2Fe14B,,0.98,1,VN
{NOTHING_ELSE}""",
    "bill": "parent,child,quantity,alternative\nMOTOR,MAGNET,14,\nCHOICE,MAGNET,14,M\nCHOICE,OTHER,14,M\n",
    "lots": "lot,item\nBOUND,MAGNET\nFREE,MAGNET\nM-BOUND,MOTOR\nM-FREE,MOTOR\n",
    "used_lots": "lot,used,complete\nM-BOUND,BOUND,yes\nM-FREE,FREE,yes\n",
    "undertakings": "undertaking,lot,permitted_use,onward\nU1,BOUND,civil,consent\n",
    "parties": "party,name,country,lists,kind\nDE,Works,DE,none,civil\nCN,Supplier,CN,none,civil\nCH,Buyer,CH,none,civil\n",
    "holdings": "owner,owned,share_low,share_high\nothers,DE,0,none\nothers,CN,0,none\nothers,CH,0,none\n",
}  # fmt: skip
GOODS = (
    ("GRIT", "CN", "DE", "2026-12-01", ""), ("SAID", "CN", "DE", "2026-12-01", ""), ("LFP", "CN", "DE", "2026-12-01", ""),
    ("NICO", "CN", "DE", "2026-12-01", ""), ("SAND", "CN", "DE", "2026-12-01", ""),
    ("MOTOR", "DE", "CH", "2026-03-01", "M-BOUND"), ("MOTOR", "DE", "CH", "2026-03-01", "M-FREE"),
    ("MOTOR", "DE", "CH", "2026-03-01", ""), ("CHOICE", "DE", "CH", "2026-03-01", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("inside") / "book"
    book.mkdir()
    (book / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in TABLES.items():
        (book / f"{name}.csv").write_text(text, "utf-8")
    lines = [
        "shipment,item,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,lot,date"
    ]
    for item, start, to, day, lot in GOODS:
        ident = f"{item}{'-' if lot else ''}{lot}"
        lines.append(f"{ident},{item},export,{start},{to},none,{start},{to},{to},none,{to},civil,{lot},{day}")
    (book / "shipments.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return book


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


@pytest.fixture(scope="module")
def answers(folder: Path, lawbook: Lawbook) -> dict[str, Answer]:
    book = answering.open_book(folder, lawbook)
    return {each.shipment: each for each in Docket(book, lawbook, Asked(KNOWN_ON, ("cn",))).answers()}


def test_that_nothing_else_is_declared_takes_nothing_away_of_what_a_cell_says_is_there(
    answers: dict[str, Answer],
) -> None:
    assert (
        set(answers["GRIT"].possible)
        == set(answers["LFP"].possible)
        == {"no licence required", "licence required"}
    )
    assert "C is in GRIT, since synthetic_diamond is stated to be yes" in answers["GRIT"].assumed
    assert answers["SAND"].possible == ("no licence required",)


def test_a_cell_that_says_what_a_declaration_denies_contradicts_it(answers: dict[str, Answer]) -> None:
    assert len(answers["SAID"].possible) > 1
    assert any("synthetic_diamond is stated to be yes" in each for each in answers["SAID"].contradictions)


def test_of_two_substances_of_which_one_has_to_be_there_each_is_asked(answers: dict[str, Answer]) -> None:
    # what replaces No. 70, if anything does, was not seen
    assert {each.fact for each in answers["NICO"].missing} == {"has(Mn)", "has(Al)", "text of cn/2025-70 2"}


def test_whether_a_promise_follows_the_lot_that_went_into_a_product_is_open(
    answers: dict[str, Answer],
) -> None:
    assert [each.question for each in answers["MOTOR-M-BOUND"].open] == ["cn/follows-into-product"]
    assert answers["MOTOR-M-FREE"].action == RELEASE
    assert answers["MOTOR"].action != RELEASE


def test_a_promise_of_what_is_perhaps_inside_lets_nothing_go(answers: dict[str, Answer]) -> None:
    assert "cn/promise-inside" in {each.id for each in answers["CHOICE"].gaps}
    assert answers["CHOICE"].action != RELEASE


def test_many_shipments_are_told_the_same(folder: Path, answers: dict[str, Answer], tmp_path: Path) -> None:
    main(
        [
            "screen",
            "--book",
            str(folder),
            "--out",
            str(tmp_path),
            "--regime",
            "cn",
            "--known-on",
            str(KNOWN_ON),
        ]
    )
    found = {key[0]: row for key, row in results_in(tmp_path / "parts").items()}
    for name, answer in answers.items():
        assert not differences(found[name], as_row(answer)), name
