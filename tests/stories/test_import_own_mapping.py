"""A mapping of one's own is written from its page alone, and everything that is wrong with one is said at once."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xenotime.cli import main
from xenotime.desk import answering
from xenotime.exact import Range
from xenotime.reading.exports.mapping_faults import KINDS, MADE, MAY, POLICIES

PAGE = Path(__file__).parents[2] / "src" / "xenotime" / "mappings" / "README.md"
LIST = """Org,Assy No,Comp No,Comp Desc,Qty Per,UM,Std Cost,Scrap?,Cat
M01,AX-100,MG-3,Magnet NdFeB,16,EA,1.2345,N,MAG
M01,AX-100,BR-7,Holding brake,1,EA,55.10,N,OTH
M01,BR-7,MG-3,Magnet NdFeB,2,EA,1.3,N,MAG
M01,BR-7,SCRP,Copper scrap,0.3,KG,0.50,Y,OTH
"""


def example() -> str:
    return PAGE.read_text("utf-8").partition("```toml\n")[2].partition("```")[0]


def brought_in(capsys: pytest.CaptureFixture[str], folder: Path, mapping: str) -> tuple[int, Any]:
    (folder / "own.toml").write_text(mapping, "utf-8")
    (folder / "costs.csv").write_text(LIST, "utf-8")
    arguments = [
        "import",
        folder / "costs.csv",
        "--map",
        folder / "own.toml",
        "--into",
        folder / "book",
        "--json",
    ]
    status = main([str(each) for each in arguments])
    return status, json.loads(capsys.readouterr().out)


def test_the_mapping_on_the_page_brings_in_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, printed = brought_in(capsys, tmp_path, example())
    (source,) = printed["imported"]["sources"]
    assert (status, source["mapping"], source["totals"][0]["plant"]) == (0, "cost-list", "M01")
    assert source["totals"][0]["source"] == {"lines": 4, "quantity": "19.3", "value": "58.1345"}
    book = answering.open_book(tmp_path / "book", answering.load_law())
    magnet = book.items["MG-3"]
    assert (magnet.form, magnet.currency, magnet.value) == (
        ("permanent_magnet",),
        "EUR",
        Range(Fraction("1.2345"), Fraction("1.3")),
    )
    assert [(each.parent, each.child, each.line_kind) for each in book.bill] == [
        ("AX-100", "MG-3", "normal"),
        ("AX-100", "BR-7", "normal"),
        ("BR-7", "MG-3", "normal"),
        ("BR-7", "SCRP", "by-product"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "found"),
    [
        ('table = "bill"', 'table = "contents"', "rows 3.table", "contents"),
        ('headers = ["UM"]', 'header = ["UM"]', "roles.unit.header", "header"),
        ('kind = "unit"', 'kind = "units"', "roles.unit.kind", "units"),
        ("{unit}", "{uom}", "rows 1.cells.base_unit", "uom"),
        ('needs = ["component"]', 'needs = "component"', "rows 1.needs", "'component'"),
        ('needs = ["component"]', 'need = ["component"]', "rows 1.need", "need"),
        ("when = { scrap", "when = { junk", "rows 3, line_kind 1", "junk"),
        ('kind = "by-product"', 'kind = "waste"', "rows 3, line_kind 1.kind", "waste"),
        ('parent = "{parent}"', 'parent = "{name}"', "rows 3.cells.parent", "{name}"),
        ('plant = "plant"', 'plant = "name"', "totals.plant", "name"),
        ('name = "first"', 'name = "last"', "merge.items", "last"),
        ('id = "cost-list"', "", "id", ""),
    ],
)
def test_a_fault_of_a_mapping_is_named_with_its_place_and_what_may_stand_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, at: str, found: str
) -> None:
    assert old in example()
    status, printed = brought_in(capsys, tmp_path, example().replace(old, new))
    named = {(each["column"], each["found"]): each for each in printed["problems"]}
    assert status == 2
    assert named[at, found]["allowed"]
    assert not (tmp_path / "book").exists()


def test_every_fault_of_a_mapping_is_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = example().replace('kind = "unit"', 'kind = "units"').replace('plant = "plant"', 'plant = "org"')
    _, printed = brought_in(capsys, tmp_path, wrong)
    assert [each["column"] for each in printed["problems"]] == ["roles.unit.kind", "totals.plant", "totals"]


def test_the_page_names_every_key_and_every_word_that_a_mapping_may_have() -> None:
    page = PAGE.read_text("utf-8")
    keys = {key for table in MAY.values() for key in table}
    said = {*keys, *KINDS, *POLICIES, *MADE}
    assert sorted(each for each in said if not re.search(rf"\b{re.escape(each)}\b", page)) == []
