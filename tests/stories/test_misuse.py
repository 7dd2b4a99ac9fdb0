"""Ways in which such a tool misleads or is turned against its user, and what it does: one test for each row of docs/misuse.md."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from story_books import CONTENTS, ITEMS, PARTIES, SHIPMENTS, shipped, write_book
from xenotime.casework.cases import Docket
from xenotime.casework.doubts import Doubt, doubts
from xenotime.cli import main
from xenotime.deciding.answer import Answer
from xenotime.desk import answering
from xenotime.errors import UnreadableBook, UnreadableRequest
from xenotime.law.lawbook import Lawbook

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "misuse.md"
MOTOR = f"{ITEMS},facts\nMOT,part,QN,piece,50,1000,EUR,,formed=no\nMAG,permanent_magnet,ZZ,piece,0.1,2,EUR,,"
MAGNET = f"{ITEMS}\nMAG,permanent_magnet,CN,piece,0.1,2,EUR,"
INSIDE = "parent,child,quantity,unit\nMOT,MAG,1,piece"
DYSPROSIUM = f"{CONTENTS}\nMAG,Nd2Fe14B,,90 %,97 %,,,CN,,Q\nMAG,Dy,,2 %,3 %,,,CN,,Q\nMAG,others,none,,,,,,,Q"
SAID = f"{CONTENTS}\nMAG,Dy,,2 %,3 %,,,ZZ,,Quarry\nMAG,others,none,,,,,,,Quarry\nMOT,others,none,,,,,,,Maker"


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return answering.load_law()


def answered(
    folder: Path,
    law: Lawbook,
    tables: dict[str, str],
    *,
    regime: str = "zz",
    toml: str = "format = 1\n",
    explain: bool = True,
) -> dict[str, Answer]:
    book = answering.open_book(write_book(folder, toml, **tables), law)
    asked = answering.request(law, known_on="2026-11-24", regimes=(regime,), explain=explain)
    return {each.shipment: each for each in Docket(book, law, asked).answers()}


def motor(
    folder: Path, law: Lawbook, line: str, toml: str = "format = 1\n", **changed: str
) -> dict[str, Answer]:
    tables = {"items": MOTOR, "bill": INSIDE, "contents": SAID, "shipments": f"{SHIPMENTS}\n{line}"}
    return answered(folder, law, tables | changed, toml=toml)


def magnets(
    folder: Path, law: Lawbook, *, to: str = "DE", end_use: str = "civil", **changed: str
) -> dict[str, Answer]:
    """Chinese magnets with dysprosium that leave China; what would flip the answer is not asked."""
    line = shipped("MAG", "2026-11-20", origin="CN", to=to, end_use=end_use)
    tables = {"items": MAGNET, "contents": DYSPROSIUM, "shipments": f"{SHIPMENTS}\n{line}"}
    return answered(folder, law, tables | changed, regime="cn", explain=False)


def kinds(folder: Path, law: Lawbook, **tables: str) -> dict[str, Doubt]:
    return {each.kind: each for each in doubts(answering.open_book(write_book(folder, **tables), law))}


def sent(value: str = "1000") -> str:
    return shipped("MOT", "2026-11-20", origin="QN", to="QO", value=value)


def test_an_honest_order_with_every_fact_is_settled(tmp_path: Path, law: Lawbook) -> None:
    """What the tests below take away or bend is what makes this one sure."""
    answer = motor(tmp_path / "a", law, sent())["S1"]
    assert (answer.action, answer.possible) == ("block", ("licence required",))


def test_a_price_edited_at_the_order_changes_the_answer_and_is_named(tmp_path: Path, law: Lawbook) -> None:
    honest = motor(tmp_path / "a", law, sent("1000"))["S1"]
    edited = motor(tmp_path / "b", law, sent("2000"))["S1"]
    assert (honest.action, edited.action) == ("block", "release")
    assert any("share" in flip.fact and flip.at == "from 0.2 %" for flip in edited.flips)
    found = kinds(
        tmp_path / "c", law, items=MOTOR, bill=INSIDE, contents=SAID, shipments=f"{SHIPMENTS}\n{sent('2000')}"
    )
    assert found["price edited at the order"].about == ("S1", "MOT")


def test_a_price_edited_in_another_currency_is_named_where_the_book_has_its_rate(
    tmp_path: Path, law: Lawbook
) -> None:
    line = shipped("MOT", "2026-11-20", value="2000").replace(",EUR,", ",USD,")
    tables = {"items": MOTOR, "shipments": f"{SHIPMENTS}\n{line}"}
    for number, (rate, doubted) in enumerate((("", False), ("1.1", True), ("1.9", False))):
        rates = f"currency,in,rate,on\nEUR,USD,{rate},2026-11-01" if rate else "currency,in,rate,on"
        found = kinds(tmp_path / str(number), law, **tables, rates=rates)
        assert ("price edited at the order" in found) is doubted


def test_a_motor_split_from_its_magnets_is_named_and_the_magnets_are_judged_alone(
    tmp_path: Path, law: Lawbook
) -> None:
    lines = [sent(), shipped("MAG", "2026-11-20", name="S2", origin="QN", to="QO", value="2")]
    found = kinds(
        tmp_path / "a", law, items=MOTOR, bill=INSIDE, contents=SAID, shipments="\n".join([SHIPMENTS, *lines])
    )
    assert found["goods split"].about == ("S2", "S1")
    assert magnets(tmp_path / "b", law)["S1"].action == "block"


def test_an_end_use_left_empty_releases_nothing_that_turns_on_it(tmp_path: Path, law: Lawbook) -> None:
    tables = {"items": MOTOR, "contents": SAID}
    found = {}
    for use in ("civil", "emergency_medical", ""):
        line = shipped("MAG", "2026-11-20", origin="ZZ", to="QO", end_use=use)
        book = {**tables, "shipments": f"{SHIPMENTS}\n{line}"}
        found[use] = answered(tmp_path / f"use {use}", law, book)["S1"]
    assert "end_use" not in {each.fact for each in found["civil"].missing}
    assert found["civil"].possible != found["emergency_medical"].possible
    assert {*found["civil"].possible, *found["emergency_medical"].possible} <= set(found[""].possible)
    assert "end_use" in {each.fact for each in found[""].missing}
    assert (found[""].settled, found[""].action == "release") == (False, False)
    assert "end use left empty" in kinds(tmp_path / "b", law, **book)


def test_a_route_through_hong_kong_is_an_export_and_the_detour_is_named(tmp_path: Path, law: Lawbook) -> None:
    assert magnets(tmp_path / "a", law, to="HK")["S1"].action == "block"
    line = shipped("MAG", "2026-11-20", origin="CN", to="HK")
    found = kinds(tmp_path / "b", law, items=MAGNET, contents=DYSPROSIUM, shipments=f"{SHIPMENTS}\n{line}")
    assert found["route by another place"].what == "goes to HK, the end user is in US"


def test_one_declaration_copied_to_many_parts_is_named(tmp_path: Path, law: Lawbook) -> None:
    items = "\n".join([ITEMS, *(f"P{at},part,DE,piece,0.{at + 1},5,EUR," for at in range(8))])
    contents = "\n".join([CONTENTS, *(f"P{at},Nd,,1 %,2 %,,,CN,,Quarry" for at in range(8))])
    found = kinds(tmp_path / "a", law, items=items, contents=contents)
    assert len(found["one declaration copied"].about) == 8


def test_one_word_that_nothing_is_in_them_copied_to_many_bought_parts_is_named(
    tmp_path: Path, law: Lawbook
) -> None:
    items = "\n".join([ITEMS, *(f"P{at},part,DE,piece,,5,EUR," for at in range(8))])
    contents = "\n".join([CONTENTS, *(f"P{at},others,none,,,,,,,Quarry" for at in range(8))])
    copied = kinds(tmp_path / "a", law, items=items, contents=contents)["one declaration copied"]
    assert (len(copied.about), copied.what) == (
        8,
        "8 items of unknown mass have word for word the same declaration",
    )
    items += "\nX,part,DE,piece,,5,EUR,"
    bill = "\n".join(["parent,child,quantity", *(f"P{at},X,1" for at in range(8))])
    assert "one declaration copied" not in kinds(
        tmp_path / "b", law, items=items, contents=contents, bill=bill
    )


def test_a_stop_on_the_way_is_named_though_the_goods_end_where_their_user_is(
    tmp_path: Path, law: Lawbook
) -> None:
    line = shipped("MAG", "2026-11-20", origin="CN", to="US")
    stopping = line.replace(",US,none,", ",US,HK,", 1)
    found = kinds(
        tmp_path / "a", law, items=MAGNET, contents=DYSPROSIUM, shipments=f"{SHIPMENTS}\n{stopping}"
    )
    assert (
        found["route by another place"].what
        == "goes by HK, which is neither where it comes from nor where it goes"
    )


def test_an_expired_position_carries_nothing(law: Lawbook) -> None:
    book = answering.open_book(ROOT / "examples" / "motor-maker", law)
    asked = answering.request(law, known_on="2026-11-24", regimes=("cn",))
    found = {each.shipment: each for each in Docket(book, law, asked).answers()}
    assert found["S08"].action == "escalate"
    assert "expired" in found["S08"].action_because


def test_a_price_of_zero_is_not_known(tmp_path: Path, law: Lawbook) -> None:
    items = MOTOR.replace(
        "MAG,permanent_magnet,ZZ,piece,0.1,2,EUR", "MAG,permanent_magnet,ZZ,piece,0.1,0,EUR"
    )
    answer = motor(tmp_path / "a", law, sent(), items=items)["S1"]
    assert answer.action == "hold"
    assert any(each.about.id == "MAG" for each in answer.missing)


def test_a_list_of_elements_is_not_read_as_all_there_is(tmp_path: Path, law: Lawbook) -> None:
    contents = f"{CONTENTS}\nMAG,Nd,,28 %,32 %,,,ZZ,,Quarry\nMAG,Fe,,60 %,68 %,,,ZZ,,Quarry\nMOT,others,none,,,,,,,Maker"
    answer = motor(tmp_path / "a", law, sent(), contents=contents)["S1"]
    assert answer.action == "hold"
    found = kinds(tmp_path / "b", law, items=MOTOR, contents=contents)
    assert found["a list of elements read as all there is"].about == ("MAG",)


def test_a_country_of_xx_is_not_known(tmp_path: Path, law: Lawbook) -> None:
    items = MOTOR.replace("MAG,permanent_magnet,ZZ", "MAG,permanent_magnet,XX")
    assert motor(tmp_path / "a", law, sent(), items=items)["S1"].action == "hold"


def test_not_detected_is_not_zero(tmp_path: Path, law: Lawbook) -> None:
    contents = (
        "item,substance,share_low,share_high,claim,detection_limit,said_by\n"
        "MAG,Dy,,,measured,0.1 %,Lab\nMAG,others,none,,,,Lab\nMOT,others,none,,,,Maker"
    )
    assert motor(tmp_path / "a", law, sent(), contents=contents)["S1"].action == "hold"


def test_a_class_of_none_against_what_the_facts_say_settles_nothing(tmp_path: Path, law: Lawbook) -> None:
    assert magnets(tmp_path / "a", law)["S1"].settled
    items = f"{ITEMS},codes\nMAG,permanent_magnet,CN,piece,0.1,2,EUR,,cn:none"
    answer = magnets(tmp_path / "b", law, items=items)["S1"]
    assert not answer.settled
    assert answer.contradictions


def test_a_customs_code_alone_neither_controls_nor_clears(tmp_path: Path, law: Lawbook) -> None:
    for code in ("hs:85051110", "hs:73181500"):
        items = f"item,base_unit,made_in,codes\nMAG,piece,CN,{code}"
        answer = magnets(tmp_path / code[3:], law, items=items, contents=CONTENTS)["S1"]
        assert {"licence required", "no licence required"} & set(answer.possible)
        assert not answer.settled


def test_a_reading_picked_for_the_run_is_told_and_frozen_with_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = shipped("MOT", "2026-06-15", origin="QN", to="QO", value="900")
    book = write_book(
        tmp_path / "book", items=MOTOR, bill=INSIDE, contents=SAID, shipments=f"{SHIPMENTS}\n{line}"
    )
    known = ("--regime", "zz", "--known-on", "2026-08-31", "--store", str(tmp_path / "s"), "--json")
    picked = ("--reading", "zz/after-70=still suspended")
    assert main(["record", str(book), "S1", *picked, *known]) in {0, 10, 20}
    folder = Path(json.loads(capsys.readouterr().out)["recorded"]["folder"])
    manifest = json.loads((folder / "record.json").read_bytes())
    assert manifest["question"]["readings"] == {"zz/after-70": "still suspended"}
    memo = json.loads((folder / "memo.json").read_bytes())
    assert {"question": "zz/after-70", "taken": "still suspended", "by": "given"} in memo["answers"][0][
        "open"
    ]


def test_an_earlier_day_is_told_with_the_day_on_which_it_would_fall(tmp_path: Path, law: Lawbook) -> None:
    """The notice starts on 2025-12-01: the day before, nothing is asked, and the answer names the day."""
    answer = motor(tmp_path / "a", law, shipped("MOT", "2025-11-30", origin="QN", to="QO", value="1000"))[
        "S1"
    ]
    assert answer.on == date(2025, 11, 30)
    assert any(flip.fact == "date" and "2025-12-01" in flip.at for flip in answer.flips)


def test_an_owner_whom_nobody_named_is_not_nobody(tmp_path: Path, law: Lawbook) -> None:
    line = shipped("MAG", "2026-11-20", origin="ZZ", to="QO")
    tables = {"items": MOTOR, "contents": SAID, "shipments": f"{SHIPMENTS}\n{line}"}
    silence = "owner,owned,share_low,share_high\nothers,MAKER,none,none"
    named = answered(tmp_path / "a", law, tables)["S1"]
    silent = answered(tmp_path / "b", law, {**tables, "holdings": silence})["S1"]
    assert "prohibited" not in named.possible
    assert "prohibited" in silent.possible
    assert silent.action != "release"


def test_an_assumption_for_the_whole_book_is_told_in_every_answer(tmp_path: Path, law: Lawbook) -> None:
    contents = f"{CONTENTS}\nMAG,Nd,,28 %,32 %,,,ZZ,,Quarry"
    toml = 'format = 1\n[assume]\ncontents.others = "none"\n'
    answer = motor(tmp_path / "a", law, sent(), contents=contents, toml=toml)["S1"]
    assert "contents.others = none" in " ".join(answer.assumed)


def test_a_share_without_its_unit_is_refused(tmp_path: Path, law: Lawbook) -> None:
    contents = SAID.replace("2 %,3 %", "2,3")
    with pytest.raises(UnreadableBook, match="no unit"):
        motor(tmp_path / "a", law, sent(), contents=contents)


def test_a_negative_line_does_not_take_content_away(tmp_path: Path, law: Lawbook) -> None:
    with pytest.raises(UnreadableBook, match="negative quantity"):
        motor(tmp_path / "a", law, sent(), bill=f"{INSIDE}\nMOT,MAG,-1,piece")


def test_a_second_declaration_that_contradicts_the_first_settles_nothing(
    tmp_path: Path, law: Lawbook
) -> None:
    contents = (
        f"{CONTENTS},said_on\nMAG,Dy,,2 %,3 %,,,ZZ,,Quarry,2025-01-01\nMAG,Dy,none,,,,,ZZ,,Broker,2025-01-02\n"
        "MAG,others,none,,,,,,,Quarry,2025-01-01\nMOT,others,none,,,,,,,Maker,2025-01-01"
    )
    answer = motor(tmp_path / "a", law, sent(), contents=contents)["S1"]
    assert (answer.settled, answer.action) == (False, "hold")
    assert set(answer.possible) == {"not subject", "licence required"}


def test_nobody_approves_what_he_prepared_or_takes_himself_for_two(tmp_path: Path, law: Lawbook) -> None:
    position = (
        '[[position]]\nquestion = "zz/after-70"\nreading = "still suspended"\nscope = "book"\nreason = "r"\n'
        'decided_by = "Ada"\napproved_by = "ADA"\nuntil = 2027-01-01\n'
    )
    folder = write_book(tmp_path / "a", items=MOTOR)
    (folder / "positions.toml").write_text(position, "utf-8")
    with pytest.raises(UnreadableBook, match="two persons"):
        answering.open_book(folder, law)


def test_a_record_made_milder_afterwards_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = write_book(
        tmp_path / "book", items=MOTOR, bill=INSIDE, contents=SAID, shipments=f"{SHIPMENTS}\n{sent()}"
    )
    store = tmp_path / "store"
    main(
        [
            "record",
            str(book),
            "S1",
            "--regime",
            "zz",
            "--known-on",
            "2026-11-24",
            "--store",
            str(store),
            "--json",
        ]
    )
    folder = Path(json.loads(capsys.readouterr().out)["recorded"]["folder"])
    page = folder / "memo.html"
    page.write_text(page.read_text("utf-8").replace("block", "release"), "utf-8")
    assert main(["verify", str(store)]) == 10
    assert "memo.html was changed" in capsys.readouterr().out


def test_a_question_that_is_not_there_is_refused_not_ignored(law: Lawbook) -> None:
    with pytest.raises(UnreadableRequest):
        answering.request(law, readings=("zz/after-70=everything is fine",))


def test_evidence_that_has_expired_is_named(tmp_path: Path, law: Lawbook) -> None:
    found = kinds(
        tmp_path / "a", law, items=MOTOR, shipments=f"{SHIPMENTS}\n{sent()}", parties=PARTIES,
        evidence="evidence,file,valid_until\nE1,a.pdf,2026-01-01",
    )  # fmt: skip
    assert found["evidence has expired"].about == ("E1",)
    assert found["evidence can be exchanged"].about == ("E1",)


def test_an_answer_whose_last_day_lies_before_goods_leave_is_named(tmp_path: Path, law: Lawbook) -> None:
    told = "number,state,to,fact,about_kind,about,answer,valid_until\n"
    told += "Q1,answered,X,form,item,MAG,permanent_magnet,2026-01-01\nQ2,answered,X,made_in,item,MAG,ZZ,2099-01-01\nQ3,expired,X,kind,item,MAG,goods,2026-01-01\n"
    tables = {"items": MOTOR, "shipments": f"{SHIPMENTS}\n{sent()}", "parties": PARTIES}
    found = kinds(tmp_path / "a", law, **tables, requests=told)
    assert found["an answer has run out"].what.startswith("Q1, “form of MAG” = permanent_magnet")


def test_an_answer_that_a_comment_may_limit_is_named(tmp_path: Path, law: Lawbook) -> None:
    told = "number,state,to,fact,about_kind,about,answer,comment\n"
    told += "Q1,answered,X,form,item,MAG,permanent_magnet,but lot 7\nQ2,answered,X,made_in,item,MAG,ZZ,\nQ3,sent,X,kind,item,MAG,,later\n"
    tables = {"items": MOTOR, "shipments": f"{SHIPMENTS}\n{sent()}", "parties": PARTIES}
    found = kinds(tmp_path / "a", law, **tables, requests=told)
    says = found["an answer says something besides"]
    assert says.what == "Q1, “form of MAG” = permanent_magnet; “but lot 7”"


def rows() -> Iterator[tuple[str, str]]:
    for line in PAGE.read_text("utf-8").splitlines():
        found = re.search(r"`(test_\w+)`(?: in `([\w/.]+)`)?", line)
        if line.startswith("|") and found:
            yield found[1], found[2] or "tests/stories/test_misuse.py"


def test_the_page_has_twenty_ways_and_a_test_for_each() -> None:
    found = list(rows())
    assert len(found) >= 20
    for name, file in found:
        assert f"def {name}(" in (ROOT / file).read_text("utf-8"), name
