"""Lines of a file that is screened are answered one by one as well, with all that a check says."""

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from xenotime.cli import main

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
KNOWN = ["--known-on", "2026-11-24"]
ORDERS = """shipment,line,item,quantity,value,currency,act,from,to,exporter,consignee,purchaser,end_user,end_use,date
PO-1,10,MAG-CN,200,900,EUR,export,DE,US,MAKER,CAR-US,CAR-US,CAR-US,civil,2025-10-20
PO-1,20,TM-JP,5,9000,EUR,export,DE,US,MAKER,CAR-US,CAR-US,CAR-US,civil,2025-10-20
PO-2,10,STATOR,1,100,EUR,export,US,JP,,,,,civil,2026-03-02
"""


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """A Parquet file of some orders, with days as days and numbers as numbers."""
    (tmp_path / "orders.csv").write_text(ORDERS, "utf-8")
    types = {"line": "VARCHAR", "value": "DECIMAL(12,2)"}
    with duckdb.connect() as db:
        db.read_csv(str(tmp_path / "orders.csv"), dtype=types).write_parquet(str(tmp_path / "orders.parquet"))
    return tmp_path / "orders.parquet"


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*map(str, words), "--json", *KNOWN])
    return status, json.loads(capsys.readouterr().out)


def test_a_line_of_a_file_is_answered_with_its_findings_as_where_the_file_is_screened(
    orders: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, screened = told(capsys, "screen", orders, "--book", MOTORS, "--out", tmp_path / "out")
    columns = "shipment, line, regime, outcome, possible, because, action"
    rows = duckdb.read_parquet(f"{screened['screened']['parts']}/*.parquet").project(columns).fetchall()
    status, checked = told(capsys, "check", MOTORS, "--shipments", orders)
    answers = {(each["shipment"], each["line"], each["regime"]): each for each in checked["answers"]}
    assert status == before == 10
    assert {key[2] for key in answers} == {"cn", "us"}
    assert answers.keys() == {tuple(row[:3]) for row in rows}
    for *key, outcome, possible, because, action in rows:
        answer = answers[tuple(key)]
        assert (answer["outcome"] or "", answer["action"]) == (outcome, action)
        assert "; ".join(answer["possible"]) == possible
        assert set(answer["because"]) == set(filter(None, because.split("; ")))
        assert answer["findings"]


def test_of_one_shipment_every_line_is_answered_under_the_law_that_the_whole_file_brings_in(
    orders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, checked = told(capsys, "check", MOTORS, "--shipments", orders, "--only", "PO-1")
    assert {(each["shipment"], each["line"]) for each in checked["answers"]} == {
        ("PO-1", "10"),
        ("PO-1", "20"),
    }
    assert "us" in {each["regime"] for each in checked["answers"]}


def test_of_a_book_some_shipments_are_answered_alone_and_as_among_all(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, every = told(capsys, "check", MOTORS)
    _, some = told(capsys, "check", MOTORS, "--only", "S09", "--only", "S02")
    wanted = [each for each in every["answers"] if each["shipment"] in {"S02", "S09"}]
    assert len(wanted) >= 3
    assert sorted(map(json.dumps, some["answers"])) == sorted(map(json.dumps, wanted))


def test_a_regime_that_is_named_twice_is_asked_once(orders: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, once = told(capsys, "check", MOTORS, "--shipments", orders, "--regime", "cn")
    _, twice = told(capsys, "check", MOTORS, "--shipments", orders, "--regime", "cn", "--regime", "cn")
    assert twice["answers"] == once["answers"]


@pytest.mark.parametrize("file", [True, False])
def test_a_shipment_that_is_not_there_is_refused_by_name(
    orders: Path, capsys: pytest.CaptureFixture[str], *, file: bool
) -> None:
    given: list[str | Path] = ["--shipments", orders] if file else []
    status, said = told(capsys, "check", MOTORS, *given, "--only", "PO-9", "--only", "PO-8")
    assert status == 2
    assert [each["found"] for each in said["problems"]] == ["PO-9", "PO-8"]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_of_a_file_without_lines_it_is_not_said_that_there_is_nothing_to_do(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS.partition("\n")[0] + "\n", "utf-8")
    if suffix == "parquet":
        file = tmp_path / "orders.parquet"
        with duckdb.connect() as db:
            db.read_csv(str(tmp_path / "orders.csv"), all_varchar=True).write_parquet(str(file))
    status, said = told(capsys, "check", MOTORS, "--shipments", file)
    assert (status, [each["what"] for each in said["problems"]]) == (2, ["There are no shipments"])


def test_what_is_wrong_with_lines_of_a_file_comes_at_once_with_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, *lines = csv.reader(ORDERS.splitlines())
    lines[0][2], lines[2][-1] = "NOWHERE", "yesterday"
    with (tmp_path / "odd.csv").open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([header, *lines, lines[1]])
    status, said = told(capsys, "check", MOTORS, "--shipments", tmp_path / "odd.csv")
    assert status == 2
    assert {(each["row"], each["column"]) for each in said["problems"]} == {
        (2, "item"),
        (4, "date"),
        (5, "shipment"),
    }


def test_so_many_lines_as_take_hours_one_by_one_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = tmp_path / "many.csv"
    header, line, *_ = ORDERS.splitlines()
    many.write_text(
        "\n".join([header, *(line.replace("PO-1", f"N{n}") for n in range(6_000))]) + "\n", "utf-8"
    )
    status, said = told(capsys, "check", MOTORS, "--shipments", many)
    assert status == 2
    assert [each["found"] for each in said["problems"]] == ["6,000 lines"]
