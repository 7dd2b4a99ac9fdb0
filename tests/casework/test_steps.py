"""A step of manufacture means the same wherever it is stated, and a fact with a column of its own is not lost elsewhere."""

from pathlib import Path

import pytest

from xenotime.casework.stated import Stated
from xenotime.desk import answering
from xenotime.errors import UnreadableBook
from xenotime.facts.seen import About, Seen

HEADS = {
    "items.csv": ("item,name,kind,made_with,facts", "I,I,goods,,"),
    "parties.csv": ("party,name,country,kind,facts", "P,P,DE,civil,"),
    "shipments.csv": (
        "shipment,item,from,to,exporter,consignee,end_use,date,facts",
        "S,I,DE,CN,P,P,civil,2026-01-05,",
    ),
}


def written(folder: Path, **changed: str) -> Path:
    """A book of one row in each table, some of them with another last row."""
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    for name, (head, row) in HEADS.items():
        (folder / name).write_text(f"{head}\n{changed.get(name.removesuffix('.csv'), row)}\n", "utf-8")
    return folder


@pytest.mark.parametrize("step", ["technology:US", "technology:US:3E001", "technology:US; plant:DE:3B001"])
def test_a_step_stated_with_a_shipment_is_seen_as_one_stated_of_the_item(step: str, tmp_path: Path) -> None:
    law = answering.load_law()
    book = answering.open_book(written(tmp_path, items=f"I,I,goods,{step},"), law)
    stated = Stated(book, law.vocabulary)
    of_item = stated.of_item(book.items["I"], "made_with")
    words = tuple(each.strip() for each in step.split(";"))
    assert stated.given(About("item", "I"), "made_with", words) == of_item
    assert not of_item.rules_out("technology:US")


@pytest.mark.parametrize(
    "step",
    ["technology:US:us:3E001", "technology:US:3E001.a", "technology:US:3e001", "technology:US:us:3E001.b.1"],
)
def test_a_step_has_its_number_whichever_way_it_is_written(step: str, tmp_path: Path) -> None:
    seen = made(step, tmp_path)
    assert "technology:US:3E001" in seen.words
    assert seen.rules_out("technology:US:3E002")


@pytest.mark.parametrize("step", ["plant:US:3B001", "plant:US:us:3B001.f.1", "plant:US:cn:3E001"])
def test_the_number_of_a_machine_or_of_another_list_tells_no_technology(step: str, tmp_path: Path) -> None:
    seen = made(step, tmp_path)
    assert not seen.rules_out("plant:US:3E001")
    assert seen.rules_out("technology:US:3E001")


@pytest.mark.parametrize("step", ["technology:US:us:EAR99", "technology:US:1E001", "plant:DE:3B001", "none"])
def test_a_number_that_no_rule_names_is_none_of_those_named(step: str, tmp_path: Path) -> None:
    assert made(step, tmp_path).rules_out("technology:US:3E001")


def made(step: str, folder: Path) -> Seen:
    """How an item was made, as its book says and the law sees it."""
    law = answering.load_law()
    book = answering.open_book(written(folder, items=f"I,I,goods,{step},"), law)
    return Stated(book, law.vocabulary, steps=law.steps).of_item(book.items["I"], "made_with")


@pytest.mark.parametrize(
    ("table", "row", "fact", "column"),
    [
        ("items", "I,I,,,form=alloy", "form", "form"),
        ("items", "I,I,goods,,mass_kg=3", "mass_kg", "mass_kg"),
        ("parties", "P,P,DE,,kind=military", "kind", "kind"),
        ("shipments", "S,I,DE,,P,P,,2026-01-05,destination=CN", "destination", "to"),
        ("shipments", "S,I,DE,CN,P,P,,2026-01-05,end_use=military", "end_use", "end_use"),
    ],
)
def test_a_fact_with_a_column_of_its_own_is_refused_where_it_would_be_lost(
    table: str, row: str, fact: str, column: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableBook) as refused:
        answering.open_book(written(tmp_path, **{table: row}), answering.load_law())
    problem = refused.value.problems[0]
    assert problem.what == f"The fact {fact} has a column of its own"
    assert problem.do == f"write it in the column {column}"


def test_what_a_shipment_says_of_its_goods_stands_among_its_facts(tmp_path: Path) -> None:
    row = "S,I,DE,CN,P,P,civil,2026-01-05,form=alloy; made_with=technology:US"
    law = answering.load_law()
    (shipment,) = answering.open_book(written(tmp_path, shipments=row), law).shipments
    assert shipment.facts == {"form": ("alloy",), "made_with": ("technology:US",)}


def test_a_step_that_is_assumed_leaves_its_code_open_as_one_that_is_stated(tmp_path: Path) -> None:
    law, folder = answering.load_law(), written(tmp_path)
    (folder / "book.toml").write_text('format = 1\n[assume]\nitems.made_with = "plant:US"\n', "utf-8")
    book = answering.open_book(folder, law)
    seen = Stated(book, law.vocabulary).of_item(book.items["I"], "made_with")
    assert seen.assumed == ("items.made_with = plant:US",)
    assert not seen.rules_out("plant:US:3B001")
    assert seen.rules_out("plant:DE:3B001")
