"""What tempts a reading in columns: books as small as can be, in which what one row says must not be taken for another."""

from pathlib import Path

import pytest

from screening.screen_books import HEADER, KNOWN_ON, Row, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source

Files = dict[str, str]
POWDER = {
    "book.toml": "format = 1\n",
    "items.csv": "item,name,kind,form,made_in,base_unit,mass_kg,value,currency\nG,G,goods,powder,CN,kg,1,10,USD\n",
    "contents.csv": "item,substance,share_low\nG,others,none\n",
    "parties.csv": "party,name,country,nationality,lists,kind\nP,P,DE,DE,none,civil\nC,C,CN,CN,none,civil\n",
}
OPEN_POWDER = {**POWDER, "contents.csv": "item,substance,share_low,share_high\nG,Fe,1 %,2 %\n"}
CRUMB = {
    "book.toml": 'format = 1\n[assume]\ncontents.others = "none"\n',
    "items.csv": "item,name,kind,form,made_in,base_unit,mass_kg,value,currency,made_with\n"
    "BAT,Pack,goods,finished_good,NO,piece,,,EUR,\nMAG,Magnet,goods,permanent_magnet,CN,piece,0.05,5,EUR,magnet:CN; metal:CN\n"
    "HUGE,Huge,goods,part,DE,piece,1,999999999999999999,EUR,\n",
    "bill.csv": "parent,child,quantity,unit,base_quantity\nBAT,HUGE,1,piece,1000\nHUGE,MAG,1,piece,1\n",
    "contents.csv": "item,substance,form,share_low,share_high,origin,said_on\n"
    "MAG,Dy,alloy,0.099999 %,0.1 %,CN,2025-11-10\nHUGE,Lu,,1 ppb,1 ppb,CN,\n",
    "prices.csv": "substance,currency,per_kg_low,per_kg_high,on\nLu,JPY,600000,700000,2025-04-04\n",
    "rates.csv": "currency,in,rate,on\nEUR,USD,1.1,2025-01-01\nEUR,JPY,160,2025-10-09\n",
    "parties.csv": POWDER["parties.csv"],
}
STEP = {
    **POWDER,
    "items.csv": "item,name,kind,form,made_in,base_unit,mass_kg,value,currency,codes,made_with\n"
    "G,G,goods,part,DE,piece,1,10,USD,us:3A001,technology:US\nH,H,goods,part,DE,piece,1,10,USD,us:3A001,technology:DE\n"
    "I,I,goods,part,DE,piece,1,10,USD,us:3A001,technology:US:3E001\n",
    "contents.csv": "item,substance,share_low\nG,others,none\nH,others,none\nI,others,none\n",
}
SEVERAL = {
    "book.toml": "format = 1\n",
    "items.csv": "item\nG\n",
    "contents.csv": POWDER["contents.csv"],
    "parties.csv": "party,name,country,lists,kind\nP,,,,\nC,,IR,,military\nU,,US,,\n",
}
ASSUMED = {
    **POWDER,
    "book.toml": 'format = 1\n[assume]\nshipments.consignee = "U"\nshipments.intermediary = "none"\nparties.kind = "civil"\n',
    "items.csv": STEP["items.csv"],
    "contents.csv": STEP["contents.csv"],
    "parties.csv": POWDER["parties.csv"] + "U,U,,,,\nT,T,DE;CN,DE,none,civil\n",
}
SPOKEN = {
    **POWDER,
    "items.csv": "item,name,kind,form,made_in,base_unit,mass_kg,value,currency\n"
    "G,G,goods,permanent_magnet,ZZ,piece,1,10,EUR\nH,H,goods,permanent_magnet,ZZ,piece,1,10,EUR\n",
    "lots.csv": "lot,item\nL,G\n",
    "contents.csv": "item,substance,share_low,share_high,lot,said_by,said_on,claim\nG,Dy,1 %,2 %,L,A,2026-03-01,estimated\n"
    "G,Fe,60 %,70 %,L,A,2026-05-01,declared\nG,others,none,,L,A,2026-05-01,declared\n",
    "requests.csv": "number,state,to,fact,about_kind,about,answer,answered_by,answered_on,valid_until\n"
    "Q1,answered,A,others,item,H,none,A,2026-03-01,2026-12-31\nQ2,answered,A,has(Dy),item,H,yes,A,2026-05-01,2026-12-31\n"
    "Q3,answered,A,lists,party,U,zz/closed-door-list#2026-88,A,2026-03-01,2026-12-31\n",
    "parties.csv": POWDER["parties.csv"] + "U,U,DE,DE,,civil\n",
}


def row(number: int, item: str, **cells: str) -> Row:
    """A shipment of an item; what is not said otherwise is known and civil."""
    known = {
        "shipment": f"S{number}", "item": item, "quantity": "1", "act": "export", "circumstance": "sale", "from": "CN", "to": "DE",
        "via": "none", "exporter": "C", "consignee": "P", "purchaser": "P", "intermediary": "none", "end_user": "P",
        "end_use": "civil", "date": "2025-11-08",
    }  # fmt: skip
    return tuple((known | cells).get(name, "") for name in HEADER)


def of_powder() -> list[Row]:
    said = [
        "",
        "graphite_kind=natural_flake",
        "graphite_kind=expanded",
        "synthetic_diamond=yes",
        "reagent=P507",
        "",
    ]
    days = ("2025-02-10", "2025-11-08", "2026-06-01")
    every = [(day, facts) for day in days for facts in said]
    return [row(number, "G", date=day, facts=facts) for number, (day, facts) in enumerate(every)]


def of_crumb() -> list[Row]:
    worths = ["5000", "0.01", "1" + "0" * 20, "1" + "0" * 31, "4" + "0" * 38]
    return [
        row(number, "BAT", quantity="10", value=worth, currency="USD") for number, worth in enumerate(worths)
    ]


def of_step() -> list[Row]:
    every = [(item, to) for item in "GHI" for to in ("CN", "RU", "DE")]
    return [
        row(number, item, **{"from": "DE", "to": to, "exporter": "P", "end_user": "C", "end_use": use})
        for number, (item, to) in enumerate(every)
        for use in ("civil",)
    ]  # fmt: skip


def of_several() -> list[Row]:
    """Several parties in a role, of whom one surely is what a rule wants to be stated, and in the next role nobody may be."""
    roles = [("U;C", "P;C"), ("P;C", "U;C"), ("P;C", "P;C"), ("U", "P;C")]
    return [
        row(
            number,
            "G",
            to="MO",
            exporter="",
            end_user="P",
            consignee=one,
            purchaser=other,
            date="2026-03-01",
        )
        for number, (one, other) in enumerate(roles)
    ]


def of_assumed() -> list[Row]:
    every = [
        (one, other, between) for one in ("", "U", "P") for other in ("", "U", "T") for between in ("", "C")
    ]
    return [
        row(
            number,
            "G",
            **{"from": "DE", "to": "CN", "consignee": one, "end_user": other, "intermediary": between},
        )
        for number, (one, other, between) in enumerate(every)
    ]


def of_spoken() -> list[Row]:
    days = ("2026-02-01", "2026-03-01", "2026-04-30", "2026-05-01", "2026-09-14", "2026-09-15")
    every = [(item, day, user) for item in "GH" for day in days for user in "PU"]
    return [
        row(number, item, **{"from": "ZZ", "lot": "L" if item == "G" else "", "date": day, "end_user": user})
        for number, (item, day, user) in enumerate(every)
    ]


@pytest.mark.parametrize(
    ("files", "rows", "regimes"),
    [
        (POWDER, of_powder(), ("cn",)),
        (OPEN_POWDER, of_powder(), ("cn", "us")),
        (CRUMB, of_crumb(), ("cn", "zz")),
        (STEP, of_step(), ("us",)),
        (SEVERAL, of_several(), ("cn",)),
        (ASSUMED, of_assumed(), ("us", "zz")),
        (SPOKEN, of_spoken(), ("zz",)),
    ],
    ids=[
        "what a shipment says is in it",
        "the same of open contents",
        "a crumb in something vast",
        "a step without a code",
        "several parties, and what must be stated",
        "one who is stated in one role and assumed in another",
        "days on which a lot is spoken of, one item is answered twice, or an answer comes to list somebody",
    ],
)
def test_small_books_are_screened_as_they_are_checked(
    files: Files, rows: list[Row], regimes: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    law = answering.load_law()
    book, asked = answering.open_book(folder, law), Asked(KNOWN_ON, regimes, explain=False)
    got = screened(law, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    want = dict(decided(law, book, asked, rows))
    assert got.keys() == want.keys()
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}
    assert len({(each["possible"], each["missing"], each["assumed"]) for each in want.values()}) > 1
