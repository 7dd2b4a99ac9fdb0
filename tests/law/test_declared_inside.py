"""What a declaration states inside a product is looked at for the bans as a part of its own is."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.casework.cases import Asked
from xenotime.deciding.answer import RELEASE, Answer
from xenotime.desk.answering import docket, load_law, open_book

TABLES = {
    "items": """item,form,kind,made_in,codes,made_with,mass_kg,facts
HEAD,finished_good,equipment,DE,cn:none,none,1,undertaking_onward=none;undertaking_use=none;earlier_stages_in=none
""",
    "parties": """party,name,country,nationality,kind,lists,facts
US,A works,DE,DE,civil,none,supplies_military=no
LISTED,B works,JP,JP,civil,cn/control-list#2026-11,supplies_military=no
FORCES,C forces,US,US,military,none,supplies_military=no
CIVIL,D works,US,US,civil,none,supplies_military=no
""",
    "holdings": "owner,owned,kind,share_low,share_high\n"
    + "".join(f"others,{each},equity,0,0\n" for each in ("US", "LISTED", "FORCES", "CIVIL")),
    "shipments": """shipment,item,quantity,act,from,to,via,end_use,exporter,consignee,purchaser,intermediary,end_user,date,facts
S1,HEAD,1,export,DE,JP,none,civil,US,LISTED,none,none,LISTED,2026-11-28,exporter_knows=no
S2,HEAD,1,export,DE,US,none,civil,US,FORCES,none,none,FORCES,2026-11-28,exporter_knows=no
S3,HEAD,1,export,DE,US,none,civil,US,CIVIL,none,none,CIVIL,2026-11-28,exporter_knows=no
""",
}


def answers(folder: Path, row: str) -> list[Answer]:
    """The answers for the head with this row of contents and nothing else in it."""
    (folder / "book.toml").write_text('format = 1\nname = "heads"\n')
    contents = f"item,substance,form,share_low,share_high,origin\nHEAD,{row}\nHEAD,others,none,,,\n"
    for name, text in (TABLES | {"contents": contents}).items():
        (folder / f"{name}.csv").write_text(text)
    law, asked = load_law(), Asked(date(2026, 11, 28), ("cn",), explain=False)
    return list(docket(open_book(folder, law), law, asked).answers())


@pytest.mark.parametrize("row", ["Ho,alloy,5 %,5 %,CN", "Ho,,5 %,5 %,CN", "Er2O3,oxide,1 %,1 %,CN"])
def test_the_ban_may_follow_the_five_elements_that_are_stated_inside(tmp_path: Path, row: str) -> None:
    listed, forces, civil = answers(tmp_path, row)
    assert "prohibited" in listed.possible
    assert "prohibited" in forces.possible
    assert civil.action == RELEASE


@pytest.mark.parametrize(
    "row", ["Ho,alloy,5 %,5 %,", "C,graphite,5 %,5 %,CN", "Ti,alloy,5 %,5 %,CN", "Li,compound,5 %,5 %,CN"]
)
def test_what_may_be_listed_by_mass_is_not_released_to_whom_a_ban_may_follow_it(
    tmp_path: Path, row: str
) -> None:
    listed, forces, civil = answers(tmp_path, row)
    assert RELEASE not in (listed.action, forces.action)
    assert civil.action == RELEASE


def test_german_holmium_is_released_to_all(tmp_path: Path) -> None:
    assert [each.action for each in answers(tmp_path, "Ho,alloy,5 %,5 %,DE")] == [RELEASE] * 3
