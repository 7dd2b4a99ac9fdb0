"""Under the shipped law of real countries too, screening answers every row as the single case does."""

import csv
import shutil
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest

from screening.screen_books import HEADER, KNOWN_ON, Row, decided, differences, screened, write_rows
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.law.lawbook import Lawbook

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
PARTIES = ("P1", "P2", "P3", "P4", "P5")
SEVERAL = ("P1;P2", "P3;P4;P5")
NAMES = {"P1": "TDK Corporation", "P4": "L3哈里斯公司"}
"""Names that stand on the lists of China."""
PLACES = ("CN", "HK", "DE", "US", "JP", "KP", "RU", "VN", "DE;CN", "")


def book_with_random_parties(folder: Path, random: Random, lists: tuple[str, ...]) -> list[str]:
    """The motor maker's book, with parties of any country, kind and list; the items that it has."""
    shutil.copytree(MOTORS, folder)
    for name in ("positions.toml", "holdings.csv"):
        (folder / name).unlink()
    rows = [
        (
            each,
            NAMES.get(each, each),
            random.choice(PLACES),
            random.choice(["none", "none", "", *lists]),
            kind,
        )
        for each in PARTIES
        for kind in [random.choice(["civil", "civil", "military", "university", ""])]
    ]
    with (folder / "parties.csv").open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([("party", "name", "country", "lists", "kind"), *rows])
    with (folder / "items.csv").open(newline="", encoding="utf-8") as opened:
        items = [row["item"] for row in csv.DictReader(opened)]
    (folder / "shipments.csv").write_text(f"shipment,item,date\nS,{items[0]},2026-01-01\n", "utf-8")
    return items


def rows_of(random: Random, items: list[str], count: int) -> list[Row]:
    def one(number: int) -> Row:
        usual = random.choice(PARTIES)
        roles = [random.choice([usual, usual, *PARTIES, *SEVERAL, "", "none"]) for _ in range(5)]
        cells = {
            "shipment": f"S{number}", "item": random.choice(items), "quantity": random.choice(["1", "10", ""]),
            "value": random.choice(["", "10000", "800..900", str(random.randint(1, 40_000))]),
            "currency": random.choice(["EUR", "USD", ""]), "act": random.choice(["export", "re-export", "transfer", ""]),
            "circumstance": random.choice(["sale", "loan", "transit", ""]), "from": random.choice(["CN", *PLACES]),
            "to": random.choice(PLACES), "via": random.choice(["", "none", "HK"]),
            "end_use": random.choice(["civil", "civil", "military", "chemical_biological", "logic_ic", ""]),
            "date": (date(2024, 9, 1) + timedelta(days=random.randint(0, 900))).isoformat(),
            "facts": random.choice(["", "exporter_knows=yes", "exporter_knows=no"]),
        }  # fmt: skip
        cells |= dict(
            zip(("exporter", "consignee", "purchaser", "intermediary", "end_user"), roles, strict=True)
        )
        return tuple(cells.get(name, "") for name in HEADER)

    return [one(number) for number in range(count)]


@pytest.mark.parametrize(
    ("regimes", "seed"), [(("cn",), 1), (("cn",), 2), (("us", "us-ofac"), 3), (("eu", "uk"), 4)]
)
def test_every_row_under_the_law_of_a_country_is_answered_as_by_itself(
    regimes: tuple[str, ...], seed: int, lawbook: Lawbook, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311  a test's own chance
    items = book_with_random_parties(tmp_path / "book", random, answering.book_words(lawbook).party_lists)
    book = answering.open_book(tmp_path / "book", lawbook)
    rows, asked = rows_of(random, items, 12), Asked(KNOWN_ON, regimes, explain=False)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, rows))
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_firms_of_owners_with_every_mark_are_screened_as_each_is_answered_by_itself(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    random = Random(5)  # noqa: S311  a test's own chance
    marks = ("cn/control-list", "cn/watch-list", "cn/control-list#2025-13", "cn/control-list#2026-20")
    items = book_with_random_parties(tmp_path / "book", random, marks)
    shares = ("100 %", "50 %", "49 %", "30 %..60 %")
    with (tmp_path / "book" / "parties.csv").open("a", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows(
            (f"O{at}", f"O{at}", "US", mark, "civil") for at, mark in enumerate(marks)
        )
    with (tmp_path / "book" / "holdings.csv").open("w", newline="", encoding="utf-8") as opened:
        rows = [(f"O{at}", party) for party in PARTIES for at in random.sample(range(len(marks)), 1)]
        low_high = [random.choice(shares).partition("..") for _ in rows]
        held = [
            (*who, "equity", low, high or low) for who, (low, _, high) in zip(rows, low_high, strict=True)
        ]
        csv.writer(opened).writerows([("owner", "owned", "kind", "share_low", "share_high"), *held])
    book = answering.open_book(tmp_path / "book", lawbook)
    shipped, asked = rows_of(random, items, 25), Asked(KNOWN_ON, ("cn",), explain=False)
    got = screened(lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", shipped), tmp_path / "out"))
    expected = dict(decided(lawbook, book, asked, shipped))
    assert any("prohibited" in each["possible"] for each in expected.values())
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def each_alone(row: Row) -> list[Row]:
    """The row once for every choice of one party for every role, under names of their own."""
    cells = dict(zip(HEADER, row, strict=True))
    roles = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
    choices = product(*(cells[role].split(";") for role in roles))
    rows = [cells | dict(zip(roles, one, strict=True)) for one in choices]
    return [tuple((each | {"shipment": f"{row[0]}-{at}"}).values()) for at, each in enumerate(rows)]


@pytest.mark.parametrize(("regimes", "seed"), [(("cn", "us"), 5), (("us", "us-ofac", "eu", "uk"), 6)])
def test_what_goes_to_several_parties_is_released_only_if_it_is_to_each_of_them_alone(
    regimes: tuple[str, ...], seed: int, lawbook: Lawbook, tmp_path: Path
) -> None:
    random = Random(seed)  # noqa: S311  a test's own chance
    items = book_with_random_parties(tmp_path / "book", random, answering.book_words(lawbook).party_lists)
    book = answering.open_book(tmp_path / "book", lawbook)
    rows = [row for row in rows_of(random, items, 40) if any(";" in each for each in row[12:17])][:12]
    asked = Asked(KNOWN_ON, regimes, explain=False)
    released = {
        (key[0], key[2]) for key, row in decided(lawbook, book, asked, rows) if row["action"] == "release"
    }
    for row in rows:
        for (name, _, regime), alone in decided(lawbook, book, asked, each_alone(row)):
            if alone["action"] != "release":
                assert (row[0], regime) not in released, (name, row, alone)


def test_what_parties_of_one_role_differ_in_stays_open_for_goods_that_somebody_classified(
    lawbook: Lawbook, tmp_path: Path
) -> None:
    (tmp_path / "book").mkdir()
    tables = {
        "items": "item,kind,codes\nI,goods,us:none\n",
        "parties": "party,name,country,lists,kind\nP1,One,DE,none,military\nP2,Two,DE,none,civil\n",
        "shipments": "shipment,item,purchaser,date\nS,I,P1;P2,2026-11-09\n",
    }
    (tmp_path / "book" / "book.toml").write_text("format = 1\n", "utf-8")
    for name, text in tables.items():
        (tmp_path / "book" / f"{name}.csv").write_text(text, "utf-8")
    book = answering.open_book(tmp_path / "book", lawbook)
    row = tuple(
        {"shipment": "S", "item": "I", "purchaser": "P1;P2", "date": "2026-11-09"}.get(name, "")
        for name in HEADER
    )
    asked = Asked(KNOWN_ON, ("us",), explain=False)
    (alone,) = (each for _, each in decided(lawbook, book, asked, [row]))
    (screened_,) = screened(
        lawbook, book, asked, Source(write_rows(tmp_path / "rows.csv", [row]), tmp_path / "out")
    ).values()
    assert "us/supplement-2" in alone["gaps"].split("; ")
    assert differences(screened_, alone) == {}
