"""What a book states reaches the conditions of the law: with the item, the shipment or the party."""

from datetime import date
from pathlib import Path

import pytest

from xenotime.casework.sightings import Desk
from xenotime.desk import answering
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook

DAY = date(2026, 1, 15)


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return answering.load_law()


def written(folder: Path, law: Lawbook, toml: str = "format = 1\n", **tables: str) -> Book:
    (folder / "book.toml").write_text(toml, "utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return answering.open_book(folder, law)


def test_a_number_stated_with_the_shipment_is_a_number_of_the_item(tmp_path: Path, law: Lawbook) -> None:
    book = written(
        tmp_path,
        law,
        items="item\nX\n",
        shipments="shipment,item,date,facts\nS,X,2026-01-15,memory_layers=232\n",
    )
    seen = Desk(book, law, DAY, DAY).see(book.shipments[0], Subject("fact", "item", "memory_layers"))
    assert seen.amount is not None
    assert seen.amount.low == 232
    assert seen.amount.is_exact


def test_a_fact_of_a_party_stands_in_its_row(tmp_path: Path, law: Lawbook) -> None:
    book = written(
        tmp_path,
        law,
        items="item\nX\n",
        parties="party,name,facts\nP,P,headquarters=CN|MO\n",
        shipments="shipment,item,date,end_user\nS,X,2026-01-15,P\n",
    )
    seen = Desk(book, law, DAY, DAY).see(book.shipments[0], Subject("fact", "end_user", "headquarters"))
    assert seen.words == {"CN", "MO"}
    assert seen.closed


def test_who_is_assumed_to_have_a_role_is_told_and_who_is_stated_is_not(tmp_path: Path, law: Lawbook) -> None:
    toml = 'format = 1\n[assume]\nshipments.consignee = "P"\nshipments.intermediary = "none"\n'
    book = written(
        tmp_path,
        law,
        toml,
        items="item\nX\n",
        parties="party,name,country\nP,P,DE\n",
        shipments="shipment,item,date,end_user\nS,X,2026-01-15,P\n",
    )
    desk = Desk(book, law, DAY, DAY)
    seen = {
        role: desk.see(book.shipments[0], Subject("fact", role, "country"))
        for role in ("consignee", "intermediary", "end_user", "purchaser")
    }
    assert {role: each.assumed for role, each in seen.items()} == {
        "consignee": ("shipments.consignee = P",),
        "intermediary": ("shipments.intermediary = none",),
        "end_user": (),
        "purchaser": (),
    }
    assert seen["consignee"].words == seen["end_user"].words == {"DE"}


def test_a_fact_of_a_party_that_no_vocabulary_has_is_a_problem(tmp_path: Path, law: Lawbook) -> None:
    with pytest.raises(UnreadableBook, match="headquarter"):
        written(tmp_path, law, items="item\nX\n", parties="party,name,facts\nP,P,headquarter=CN\n")


@pytest.mark.parametrize(("form", "amount"), [("finished_good", (0, 0)), ("part", (5, 5))])
def test_what_a_barrier_of_the_law_closes_does_not_count_further_up(
    form: str, amount: tuple[int, int], tmp_path: Path, law: Lawbook
) -> None:
    book = written(
        tmp_path,
        law,
        items=f"item,form,made_in,base_unit,value,currency\nOUTER,finished_good,QN,piece,100,EUR\nINNER,{form},QN,piece,50,EUR\n",
        bill="parent,child,quantity,unit\nOUTER,INNER,1,piece\n",
        contents="item,substance,form,value_low,value_high,origin\nINNER,Dy,metal,5,5,ZZ\nINNER,others,none,,,\nOUTER,others,none,,,\n",
        shipments="shipment,item,date\nS,OUTER,2026-01-15\n",
    )
    subject = Subject("content", "item", "zz/notice-61/listed", (("origin", "ZZ"),))
    seen = Desk(book, law, DAY, DAY).see(book.shipments[0], subject)
    assert seen.amount is not None
    assert [seen.amount.low, seen.amount.high] == list(amount)


def test_a_part_made_in_one_of_two_countries_may_give_the_denominator(tmp_path: Path, law: Lawbook) -> None:
    book = written(
        tmp_path,
        law,
        items="item,form,made_in,base_unit,value,currency\nMOTOR,part,DE,piece,1000,EUR\nMAGNET,permanent_magnet,CN;JP,piece,5,EUR\n",
        bill="parent,child,quantity\nMOTOR,MAGNET,1\n",
        contents="item,substance,form,value_low,value_high,origin\nMAGNET,Dy,metal,3,3,CN\nMAGNET,others,none,,,\nMOTOR,others,none,,,\n",
        shipments="shipment,item,date\nS,MOTOR,2026-01-15\n",
    )
    options = (("origin", "CN"), ("counting", "element"), ("tier", "cn/2025-61/annex-1-part-2"))
    subject = Subject("share", "item", "cn/2025-61/annex-1-part-1", options)
    seen = Desk(book, law, DAY, DAY).see(book.shipments[0], subject)
    assert seen.amount is not None
    assert [float(seen.amount.low), float(seen.amount.high or 0)] == [0.003, 0.6]


def test_where_no_origin_is_asked_every_part_of_the_tier_gives_a_denominator(
    tmp_path: Path, law: Lawbook
) -> None:
    book = written(
        tmp_path,
        law,
        items="item,form,made_in,base_unit,value,currency\nMOTOR,part,DE,piece,1000,EUR\nMAGNET,permanent_magnet,JP,piece,5,EUR\n",
        bill="parent,child,quantity\nMOTOR,MAGNET,1\n",
        contents="item,substance,form,value_low,value_high,origin\nMAGNET,Dy,metal,3,3,JP\nMAGNET,others,none,,,\nMOTOR,others,none,,,\n",
        shipments="shipment,item,date\nS,MOTOR,2026-01-15\n",
    )
    options = (("counting", "element"), ("tier", "cn/2025-61/annex-1-part-2"))
    subject = Subject("share", "item", "cn/2025-61/annex-1-part-1", options)
    seen = Desk(book, law, DAY, DAY).see(book.shipments[0], subject)
    assert seen.amount is not None
    assert [float(seen.amount.low), float(seen.amount.high or 0)] == [0.6, 0.6]
