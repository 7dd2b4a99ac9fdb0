"""German devices with American chips inside: a cell that does not say one thing for sure lets nothing go."""

from datetime import date

import pytest

from screening.screen_books import HEADER, Row, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.deciding.answer import HOLD, RELEASE
from xenotime.desk import answering
from xenotime.desk.screening import Source

KNOWN_ON = date(2026, 11, 24)
CHIP, SUB = (
    "{},goods,part,{},piece,30,USD,us:3A001.a.2,\n",
    "{},goods,part,{},piece,40,USD,us:EAR99,discrete_product=no\n",
)
DEVICE = "{},goods,finished_good,DE,piece,100,USD,us:EAR99,\n"
PARTS = {"US": "US", "VN": "VN", "BOTH": "US;VN", "BLANK": ""}
INSIDE = [
    ("DEV", "CHIP"),
    *((f"DEV-{each}", f"SUB-{each}") for each in PARTS),
    *((f"SUB-{each}", "CHIP") for each in PARTS),
]
TABLES = {
    "items": "item,kind,form,made_in,base_unit,value,currency,codes,facts\n"
    + CHIP.format("CHIP", "US") + DEVICE.format("DEV")
    + "".join(SUB.format(f"SUB-{each}", made_in) + DEVICE.format(f"DEV-{each}") for each, made_in in PARTS.items()),
    "bill": "parent,child,quantity\n" + "".join(f"{whole},{part},1\n" for whole, part in INSIDE),
    "contents": "item,substance,form\n" + "".join(f"{each},others,none\n" for each in dict.fromkeys(sum(INSIDE, ()))),
    "parties": "party,name,country,lists,kind,nationality,facts\n"
    "P,Works,DE,none,civil,DE,headquarters=DE; partner_headquarters=none\n"
    "Q,Buyer,VN,none,civil,VN,headquarters=VN; partner_headquarters=none\n",
    "holdings": "owner,owned,share_low,share_high\nothers,P,none,\nothers,Q,none,\n",
    "rates": "currency,in,rate,on\nUSD,CNY,7,2025-01-01\n",
}  # fmt: skip


def row(name: str, item: str = "DEV", to: str = "IR", value: str = "", currency: str = "") -> Row:
    known = {
        "shipment": name, "item": item, "quantity": "1", "value": value, "currency": currency, "act": "re-export",
        "circumstance": "sale", "from": "DE", "to": to, "via": "none", "exporter": "P", "consignee": "Q", "purchaser": "Q",
        "intermediary": "none", "end_user": "Q", "end_use": "civil", "date": "2026-11-20",
        "facts": "exporter_knows=no; us_person_support=no; goes_into_goods_of=none",
    }  # fmt: skip
    return tuple(known.get(each, "") for each in HEADER)


ROWS = [
    row("to IR"), row("to JP", to="JP"), row("to either", to="JP;IR"),
    row("worth 1000 USD", value="1000", currency="USD"), row("worth 1000 CNY", value="1000", currency="CNY"),
    row("worth 1000", value="1000"), *(row(f"part of {each}", item=f"DEV-{each}") for each in PARTS),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The answers by shipment; screening gives the same."""
    folder = tmp_path_factory.mktemp("abroad")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    law = answering.load_law()
    book, asked = answering.open_book(folder, law), Asked(KNOWN_ON, ("us",), explain=False)
    got = screened(law, book, asked, Source(write_rows(folder / "rows.csv", ROWS), folder / "out"))
    want = dict(decided(law, book, asked, ROWS))
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}
    return {key[0]: each for key, each in want.items()}


def test_of_two_destinations_that_of_the_content_is_open(answers: dict[str, dict[str, str]]) -> None:
    assert [answers[each]["action"] for each in ("to IR", "to JP", "to either")] == [HOLD, RELEASE, HOLD]
    assert "destination" in answers["to either"]["missing"]


def test_a_worth_of_which_nobody_names_the_currency_is_no_worth(answers: dict[str, dict[str, str]]) -> None:
    worths = ("to IR", "worth 1000 USD", "worth 1000 CNY", "worth 1000")
    assert [answers[each]["action"] for each in worths] == [HOLD, RELEASE, HOLD, HOLD]
    assert answers["worth 1000"]["missing"] == answers["to IR"]["missing"]


def test_a_part_made_in_one_of_two_countries_stops_no_count(answers: dict[str, dict[str, str]]) -> None:
    parts = [answers[f"part of {each}"] for each in PARTS]
    assert [each["action"] for each in parts] == [RELEASE, HOLD, HOLD, HOLD]
    assert "made_in (item SUB-BOTH)" in parts[2]["missing"]
