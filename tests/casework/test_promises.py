"""What was promised of goods binds them whatever another table or another promise says or leaves out."""

from datetime import date
from pathlib import Path

import pytest

from screening.screen_books import law
from story_books import write_book
from xenotime.casework.cases import Asked, Docket
from xenotime.deciding.answer import Answer
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

ASKED = Asked(date(2026, 11, 24), ("cn",), explain=False)
NO_PROMISE = "undertaking_onward=none; undertaking_use=none"
TABLES = {
    "parties": "party,name,country,nationality,lists,kind,facts\nM,M,DE,DE,none,civil,\nC,C,KR,KR,none,civil,supplies_military=no",
    "holdings": "owner,owned,share_low,share_high\nothers,M,none,none\nothers,C,none,none",
    "bill": "parent,child,quantity,unit\nMOT,MAG,2,piece",
    "contents": "item,substance,form,share_low,share_high,origin,said_by\nMAG,Dy,alloy,3 %,3 %,CN,A\nMAG,others,none,,,,A\nMOT,others,none,,,,A",
}
ITEMS = """item,form,made_in,base_unit,mass_kg,value,currency,codes,made_with,facts
MAG,permanent_magnet,CN,piece,0.1,5,EUR,cn:1C902,magnet:CN,{facts}
MOT,finished_good,DE,piece,2,200,EUR,cn:none,none,{facts}"""
SHIPMENTS = """shipment,item,quantity,value,currency,act,circumstance,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date,facts
S1,{item},1,100,EUR,re-export,sale,DE,KR,none,M,C,C,none,C,civil,2026-08-01,{facts}"""
LOTS = "lot,item\nL1,MAG\nL2,MAG"
OF_CHINA = ITEMS.replace("MOT,finished_good,DE", "MOT,permanent_magnet,CN").replace(
    "cn:none,none", "cn:1C902,magnet:CN"
)


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


def answer(
    lawbook: Lawbook,
    folder: Path,
    item: str,
    *promises: str,
    facts: str = "",
    with_it: str = "",
    items: str = ITEMS,
    **more: str,
) -> Answer:
    rows = "\n".join(["undertaking,item,permitted_use,onward", *promises])
    tables = {
        **TABLES, "items": items.format(facts=facts), "undertakings": rows,
        "shipments": SHIPMENTS.format(item=item, facts=with_it), **more,
    }  # fmt: skip
    book = answering.open_book(write_book(folder, **tables), lawbook)
    (found,) = Docket(book, lawbook, ASKED).answers()
    return found


@pytest.mark.parametrize("item", ["MAG", "MOT"])
@pytest.mark.parametrize("where", ["facts", "with_it"])
def test_a_cell_that_denies_a_promise_contradicts_it_and_lets_nothing_go(
    lawbook: Lawbook, tmp_path: Path, item: str, where: str
) -> None:
    found = answer(lawbook, tmp_path, item, "U1,MAG,,never", **{where: NO_PROMISE})
    assert (found.settled, found.action) == (False, "hold")
    assert any("undertaking_onward cannot be both never" in each for each in found.contradictions)


@pytest.mark.parametrize(
    ("permitted", "outcome"),
    [
        ("civil", "no licence required"),
        ("civil; spare parts", "no licence required"),
        ("medical; military", None),
        ("military", "licence required"),
        ("servo motors for civil use", None),
    ],
)
def test_a_permitted_use_in_words_of_its_own_is_neither_kept_nor_left_for_sure(
    permitted: str, outcome: str | None, lawbook: Lawbook, tmp_path: Path
) -> None:
    found = answer(lawbook, tmp_path, "MAG", f"U1,MAG,{permitted},free")
    assert (found.outcome, found.settled) == (outcome, outcome is not None)
    assert ("undertaking_use" in {each.fact for each in found.missing}) is (outcome is None)


def test_a_promise_of_which_the_terms_are_not_known_is_not_covered_by_a_mild_one(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    mild, untold, strict = "U1,MAG,civil,free", "U2,MAG,,", "U3,MAG,civil,never"
    assert answer(lawbook, tmp_path / "a", "MAG", mild).possible == ("no licence required",)
    assert "undertaking_onward" in {
        each.fact for each in answer(lawbook, tmp_path / "b", "MAG", mild, untold).missing
    }
    assert answer(lawbook, tmp_path / "c", "MAG", mild, untold, strict).possible == ("prohibited",)


@pytest.mark.parametrize(
    "promised",
    ["U1,MAG,civil,", "U1,MAG,,", "U1,MAG,,free", "U1,MAG,servo motors for civil use,free"],
)
def test_a_promise_about_a_part_keeps_the_product_also_where_its_terms_are_not_told(
    lawbook: Lawbook, tmp_path: Path, promised: str
) -> None:
    found = answer(lawbook, tmp_path, "MOT", promised)
    assert "cn/promise-inside" in {each.id for each in found.gaps}
    assert found.action == "escalate"


@pytest.mark.parametrize("promised", ["U1,MAG,civil,free", "U1,MOT,civil,free"])
def test_a_promise_of_which_all_is_told_and_kept_keeps_nothing(
    lawbook: Lawbook, tmp_path: Path, promised: str
) -> None:
    found = answer(lawbook, tmp_path, "MOT", promised)
    assert (found.possible, found.action) == (("not subject",), "release")


def test_a_promise_that_nobody_speaks_of_keeps_no_product(lawbook: Lawbook, tmp_path: Path) -> None:
    found = answer(lawbook, tmp_path, "MOT")
    assert (found.possible, found.action) == (("not subject",), "release")


@pytest.mark.parametrize(
    ("rows", "lot", "possible"),
    [
        ("U1,,L1,civil,free", "L1", ("no licence required",)),
        ("U1,,L1,civil,free", "L2", ("no licence required", "licence required", "prohibited")),
        ("U1,,L1,civil,free", "", ("no licence required", "licence required", "prohibited")),
        ("U1,MAG,L1,civil,free", "", ("no licence required", "licence required", "prohibited")),
        ("U1,,L1,civil,consent", "", ("licence required", "prohibited")),
        ("U1,,L1,civil,never", "", ("prohibited",)),
        ("U1,,L1,civil,free\nU2,MAG,,civil,free", "", ("no licence required",)),
    ],
)
def test_a_promise_of_one_lot_says_nothing_of_another_that_it_may_be(
    rows: str, lot: str, possible: tuple[str, ...], lawbook: Lawbook, tmp_path: Path
) -> None:
    of_lots = f"undertaking,item,lot,permitted_use,onward\n{rows}"
    shipped = SHIPMENTS.replace("date,facts", "date,lot,facts").format(item="MAG", facts=f"{lot},")
    found = answer(lawbook, tmp_path, "MAG", undertakings=of_lots, lots=LOTS, shipments=shipped)
    assert (found.possible, found.action == "release") == (possible, possible == ("no licence required",))


@pytest.mark.parametrize("rows", [("U1,MAG,,",), ("U1,MAG,,consent", "U2,MAG,,")])
@pytest.mark.parametrize("where", ["facts", "with_it"])
def test_a_cell_that_denies_a_promise_contradicts_it_also_where_terms_are_not_told(
    rows: tuple[str, ...], where: str, lawbook: Lawbook, tmp_path: Path
) -> None:
    found = answer(lawbook, tmp_path, "MAG", *rows, **{where: NO_PROMISE})
    assert (found.settled, found.action) == (False, "hold")
    assert found.contradictions


def test_a_cell_that_is_milder_than_a_promise_does_not_cover_it(lawbook: Lawbook, tmp_path: Path) -> None:
    mild, untold, strict = "undertaking_onward=free; undertaking_use=kept", "U1,MAG,,", "U2,MAG,,consent"
    assert answer(lawbook, tmp_path / "a", "MAG", untold, facts=mild).action == "release"
    assert answer(lawbook, tmp_path / "b", "MAG", untold, strict, facts=mild).action == "hold"


def test_what_is_promised_of_a_part_is_not_promised_of_a_listed_item_that_holds_it(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    of_part, itself = "U1,MAG,civil,free", "U2,MOT,civil,free"
    found = answer(lawbook, tmp_path / "a", "MOT", of_part, items=OF_CHINA)
    assert (found.action, {each.id for each in found.gaps} >= {"cn/promise-of-a-part"}) == ("escalate", True)
    assert answer(lawbook, tmp_path / "b", "MOT", of_part, itself, items=OF_CHINA).action == "release"
    stated = "undertaking_onward=free; undertaking_use=kept"
    assert answer(lawbook, tmp_path / "c", "MOT", of_part, items=OF_CHINA, with_it=stated).action == "release"
