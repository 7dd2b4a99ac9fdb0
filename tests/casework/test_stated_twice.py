"""A fact stated both of the item and with the shipment: neither table hides the other."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from screening.screen_books import HEADER, Row, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.casework.classified import list_versions
from xenotime.casework.sightings import Desk
from xenotime.deciding.answer import HOLD
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.errors import UnreadableBook
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook

DAY = date(2025, 11, 6)
DENSITY = "energy_density_wh_kg"


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return answering.load_law()


def seen(folder: Path, law: Lawbook, subject: Subject, *, item: str, shipment: str, **cells: str) -> Seen:
    """What is seen of a subject where the item and the shipment have these facts."""
    folder.joinpath("book.toml").write_text("format = 1\n", "utf-8")
    folder.joinpath("items.csv").write_text(f"item,codes,facts\nX,{cells.pop('codes', '')},{item}\n", "utf-8")
    folder.joinpath("contents.csv").write_text("item,substance,form\nX,others,none\n", "utf-8")
    text = (
        f"shipment,item,date,facts,{','.join(cells)}\nS,X,2026-01-15,{shipment},{','.join(cells.values())}\n"
    )
    folder.joinpath("shipments.csv").write_text(text, "utf-8")
    book = answering.open_book(folder, law)
    return Desk(book, law, DAY, DAY).see(book.shipments[0], subject)


@pytest.mark.parametrize(
    ("item", "shipment", "both"),
    [
        ("280", "350", None),
        ("270..290", "280..400", (280, 290)),
        ("280", "280", (280, 280)),
        ("280..300", "285", (285, 285)),
    ],
)
def test_two_amounts_leave_what_they_share_or_contradict_each_other(
    item: str, shipment: str, both: tuple[int, int] | None, tmp_path: Path, law: Lawbook
) -> None:
    subject = Subject("fact", "item", DENSITY)
    found = seen(tmp_path, law, subject, item=f"{DENSITY}={item}", shipment=f"{DENSITY}={shipment}")
    assert found.amount == (Range(Fraction(both[0]), Fraction(both[1])) if both else None)
    clash = f"X: {DENSITY} cannot be both 280 of the item and 350 with the shipment"
    assert found.contradiction == ("" if both else clash)


@pytest.mark.parametrize(("name", "role"), [("rechargeable", "item"), ("exporter_knows", "shipment")])
def test_words_that_differ_contradict_each_other(name: str, role: str, tmp_path: Path, law: Lawbook) -> None:
    found = seen(tmp_path, law, Subject("fact", role, name), item=f"{name}=yes", shipment=f"{name}=no")
    assert found.contradiction
    assert found.truth is None


def test_what_one_table_alone_says_stands(tmp_path: Path, law: Lawbook) -> None:
    subject = Subject("fact", "item", "made_with")
    assert "magnet:CN" in seen(tmp_path, law, subject, item="", shipment="made_with=magnet:CN").words


def test_codes_of_both_tables_count(tmp_path: Path, law: Lawbook) -> None:
    subject = Subject("fact", "item", "codes")
    found = seen(tmp_path, law, subject, codes="us:3A001", item="", shipment="codes=cn:1C905.a")
    assert found.words == {"us:3A001", "cn:1C905.a"}


def test_what_is_stated_goes_before_what_is_assumed(tmp_path: Path, law: Lawbook) -> None:
    subject = Subject("fact", "shipment", "exporter_knows")
    found = seen(tmp_path, law, subject, item="exporter_knows=yes", shipment="", end_use="civil")
    assert found.words == {"yes"}
    assert not found.assumed
    subject = Subject("fact", "item", "undertaking_onward")
    assert seen(tmp_path, law, subject, item="", shipment="undertaking_onward=never").words == {"never"}


def test_statements_that_contradict_each_other_leave_open_what_they_say_is_inside(
    tmp_path: Path, law: Lawbook
) -> None:
    carbon = Subject("has", "item", "C")
    assert (
        seen(tmp_path, law, carbon, item="synthetic_diamond=yes", shipment="synthetic_diamond=no").truth
        is None
    )
    assert seen(tmp_path, law, carbon, item="", shipment="synthetic_diamond=no").truth is False


def row(name: str, facts: str) -> Row:
    known = {
        "shipment": name, "item": "CELL", "quantity": "1", "act": "export", "circumstance": "sale", "from": "CN", "to": "VN",
        "via": "none", "exporter": "C", "consignee": "Q", "purchaser": "Q", "intermediary": "none", "end_user": "Q",
        "end_use": "civil", "date": "2025-11-09", "facts": facts,
    }  # fmt: skip
    return tuple(known.get(each, "") for each in HEADER)


def test_an_order_is_held_until_it_is_told_which_statement_is_right(tmp_path: Path, law: Lawbook) -> None:
    tables = {
        "items": f"item,kind,form,made_in,base_unit,facts\nCELL,goods,battery,CN,piece,rechargeable=yes; {DENSITY}=280\n",
        "contents": "item,substance,form\nCELL,others,none\n",
        "parties": "party,name,country,lists,kind\nC,Ce,CN,none,civil\nQ,Qu,VN,none,civil\n",
        "holdings": "owner,owned,share_low,share_high\nothers,C,none,\nothers,Q,none,\n",
    }
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "book.toml").write_text("format = 1\n", "utf-8")
    rows = [row("alone", ""), row("other", f"{DENSITY}=350"), row("same", f"{DENSITY}=280")]
    book, asked = answering.open_book(tmp_path, law), Asked(DAY, ("cn",), explain=False)
    got = screened(law, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    want = {key[0]: each for key, each in decided(law, book, asked, rows)}
    assert [differences(got[name, "", "cn"], each) for name, each in want.items()] == [{}, {}, {}]
    assert want["alone"]["possible"] == want["same"]["possible"] == "no licence required"
    assert want["other"]["action"] == HOLD
    assert "which statement is right" in want["other"]["missing"]


def test_that_it_is_on_no_list_contradicts_a_code_of_that_list(tmp_path: Path, law: Lawbook) -> None:
    subject = Subject("fact", "item", "codes")
    found = seen(tmp_path, law, subject, item="", shipment="codes=cn:none", codes="cn:1C902.e")
    assert "cannot be both" in found.contradiction
    other = seen(tmp_path, law, subject, item="", shipment="codes=us:none", codes="cn:1C902.e")
    assert sorted(other.words) == ["cn:1C902.e", "us:none"]
    assert not other.contradiction


DECIDED = """[[classification]]
items = ["X"]
lists = {}
{}
by = "A. Person"
on = 2026-01-01
reason = "data sheet"
"""


@pytest.mark.parametrize(
    ("decided_", "codes", "form"),
    [
        ('codes = ["cn:none"]', ("cn:1C902.e",), ("part",)),
        ('codes = ["us:EAR99"]', ("cn:1C902.e", "us:EAR99"), ("part",)),
        ('form = "alloy"', ("cn:1C902.e",), None),
        ('form = "part"', ("cn:1C902.e",), ("part",)),
    ],
)
def test_a_decision_takes_nothing_away_of_what_the_table_says_of_an_item(
    decided_: str, codes: tuple[str, ...], form: tuple[str, ...] | None, tmp_path: Path, law: Lawbook
) -> None:
    tmp_path.joinpath("book.toml").write_text("format = 1\n", "utf-8")
    tmp_path.joinpath("items.csv").write_text("item,codes,form\nX,cn:1C902.e,part\n", "utf-8")
    read = list(list_versions(law, ["cn", "us"]))
    tmp_path.joinpath("classifications.toml").write_text(DECIDED.format(read, decided_), "utf-8")
    book = answering.open_book(tmp_path, law)
    assert (book.items["X"].codes, book.items["X"].form) == (codes, form)
    assert any("its table and its classification" in each for each in book.remarks) == (
        form is None or "none" in decided_
    )


def decided_of(folder: Path, law: Lawbook, table: str, *decisions: tuple[list[str], str]) -> Book:
    """A book of one item, by the table and by decisions with the lists that each names."""
    folder.joinpath("book.toml").write_text("format = 1\n", "utf-8")
    folder.joinpath("items.csv").write_text(f"item,codes,form\nX,{table}\n", "utf-8")
    texts = [DECIDED.format(lists, said) for lists, said in decisions]
    folder.joinpath("classifications.toml").write_text("\n".join(texts), "utf-8")
    return answering.open_book(folder, law)


@pytest.mark.parametrize("lists", [[], ["us"], ["cn@0123456789abcdef"]])
def test_a_decision_on_codes_holds_only_by_lists_that_it_names_and_that_stand(
    lists: list[str], tmp_path: Path, law: Lawbook
) -> None:
    named = list(list_versions(law, lists)) if lists == ["us"] else lists
    book = decided_of(tmp_path, law, ",", (named, 'codes = ["cn:none"]'))
    assert not book.items["X"].codes
    assert any("falls due again" in each for each in book.remarks)


def test_what_the_table_says_against_a_decision_that_fell_due_is_not_known(
    tmp_path: Path, law: Lawbook
) -> None:
    decision = ["cn@0123456789abcdef"], 'form = "alloy"\ncodes = ["cn:1C902.e"]'
    item = decided_of(tmp_path, law, "cn:none;us:EAR99,part", decision).items["X"]
    assert (item.codes, item.form) == (("us:EAR99",), None)


def test_a_later_decision_on_the_codes_of_one_regime_takes_no_code_of_another_one_away(
    tmp_path: Path, law: Lawbook
) -> None:
    cn, us, both = (list(list_versions(law, names)) for names in (["cn"], ["us"], ["cn", "us"]))
    stale = ["cn@0123456789abcdef", *us]
    for named, table, first, second, codes in (
        (cn, "cn:none", '["cn:1C902.e"]', '["us:EAR99"]', {"cn:1C902.e", "us:EAR99"}),
        (both, "", '["cn:1C902.e", "us:3A001"]', '["us:EAR99"]', {"cn:1C902.e", "us:EAR99"}),
        (["us@0123456789abcdef", *cn], "", '["cn:1C902.e", "us:3A001"]', '["us:EAR99"]', {"cn:1C902.e", "us:EAR99"}),
        (stale, "cn:none", '["cn:1C902.e", "us:3A001"]', '["us:EAR99"]', {"us:EAR99"}),
        (us, "", '["us:3A001"]', '["us:EAR99"]', {"us:EAR99"}),
    ):  # fmt: skip
        decisions = (named, f"codes = {first}"), (us, f"codes = {second}")
        found = decided_of(tmp_path, law, f"{table},", *decisions).items["X"].codes
        assert set(found or ()) == codes, (table, first, second)


def test_of_several_decisions_on_a_form_the_last_one_counts_though_an_earlier_one_tells_the_codes(
    tmp_path: Path, law: Lawbook
) -> None:
    cn = list(list_versions(law, ["cn"]))
    first, second = (cn, 'form = "part"\ncodes = ["cn:1C902.e"]'), (cn, 'form = "alloy"')
    book = decided_of(tmp_path, law, ",", first, second)
    assert (book.items["X"].codes, book.items["X"].form) == (("cn:1C902.e",), ("alloy",))
    assert not any("different forms" in each for each in book.remarks)


def test_a_later_decision_on_a_form_takes_no_code_away(tmp_path: Path, law: Lawbook) -> None:
    read = list(list_versions(law, ["cn"]))
    decisions = (read, 'codes = ["cn:1C902.e"]'), (read, 'form = "alloy"')
    item = decided_of(tmp_path, law, ",", *decisions).items["X"]
    assert (item.codes, item.form) == (("cn:1C902.e",), ("alloy",))


@pytest.mark.parametrize("codes", ['["cn:1c902.E"]', '["cn:1C902.e", "cn:none"]', '["cn:1C902.e, 1C905"]'])
def test_codes_that_could_not_stand_in_the_table_are_no_decision(
    codes: str, tmp_path: Path, law: Lawbook
) -> None:
    tmp_path.joinpath("book.toml").write_text("format = 1\n", "utf-8")
    tmp_path.joinpath("items.csv").write_text("item\nX\n", "utf-8")
    tmp_path.joinpath("classifications.toml").write_text(DECIDED.format([], f"codes = {codes}"), "utf-8")
    with pytest.raises(UnreadableBook) as refused:
        answering.open_book(tmp_path, law)
    assert [each.column for each in refused.value.problems] == ["classification.1.codes"]
