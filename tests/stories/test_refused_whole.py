"""What is refused late leaves nothing behind, and says what to do instead."""

import csv
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk.screening import NEEDS_SOMEBODY

MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
ITEMS = 30
Refused = Callable[..., str]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    def run(*words: str | Path) -> str:
        assert main([*map(str, words)]) == UNREADABLE
        return capsys.readouterr().err

    return run


def book(folder: Path, bill: str) -> Path:
    """A book of a chain of items with these lines."""
    folder.mkdir()
    items = "".join(f"A{number},goods,DE,5,EUR\n" for number in range(ITEMS))
    for name, text in {
        "book.toml": "format = 1\n",
        "items.csv": f"item,kind,made_in,value,currency\n{items}",
        "bill.csv": f"parent,child,quantity\n{bill}",
        "contents.csv": f"item,substance,share_low,share_high,origin\nA{ITEMS - 1},Dy,1 %,2 %,CN\n",
        "shipments.csv": "shipment,item,date,from,to\nS,A0,2026-06-01,DE,US\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def loop(tmp_path: Path) -> Path:
    return book(tmp_path / "loop", "A0,A1,1\nA1,A2,1\nA2,A1,2\n")


@pytest.fixture
def steep(tmp_path: Path) -> Path:
    return book(
        tmp_path / "steep", "".join(f"A{at},A{at + 1},999999999999999999\n" for at in range(ITEMS - 1))
    )


@pytest.mark.parametrize("engine", ["compiled", "duckdb"])
def test_where_a_whole_book_cannot_be_traced_no_half_table_stays(
    engine: str, loop: Path, steep: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / "here"
    out.mkdir()
    words = ("--out", out / "all.csv", "--engine", engine, "--regime", "cn")
    assert "A1 > A2 > A1" in refused("trace-all", loop, *words)
    told = refused("trace-all", steep, *words)
    assert "lie too far apart" in told
    assert "xenotime trace BOOK ITEM" in told
    assert [*out.iterdir()] == []


def test_an_item_is_traced_however_large_the_figures_of_its_bill(
    steep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert main(["trace", str(steep), "A0", "--regime", "cn", "--report", str(page)]) == 0
    assert "A0" in capsys.readouterr().out
    assert page.exists()


def test_of_a_bill_with_a_loop_no_folder_of_results_stays(
    loop: Path, refused: Refused, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    assert "contains itself" in refused("screen", "--book", loop, "--out", out, "--regime", "cn")
    assert not out.exists()
    rows = loop / "shipments.csv"
    assert "contains itself" in refused("screen", rows, "--book", loop, "--out", out, "--regime", "cn")
    assert not out.exists()


def test_a_master_is_refused_where_spark_is_not_the_engine(refused: Refused, tmp_path: Path) -> None:
    for words in (("screen", "--book", MOTORS, "--out", tmp_path / "o"), ("trace-all", MOTORS, "--out", "o")):
        told = refused(*words, "--master", "spark://far:7077")
        assert "add --engine spark" in told
    assert [*tmp_path.iterdir()] == []


def test_a_dialect_that_is_not_known_is_told_before_shipments_are_read(
    refused: Refused, tmp_path: Path
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("shipment;item;date\n", "utf-8")
    told = refused("law", "sql", file, "--book", MOTORS, "--dialect", "oracle")
    assert "Unknown dialect" in told
    assert "orders.csv" not in told


def test_what_was_read_otherwise_and_which_law_was_not_asked_is_said_beside_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = copytree(MOTORS, tmp_path / "book")
    prices = own / "prices.csv"
    prices.write_text(prices.read_text("utf-8").replace("224,960", "0,960"), "utf-8")
    assert main(["law", "sql", "--book", str(own), "--regime", "cn"]) == 0
    said = capsys.readouterr()
    assert "a price of 0 reads as not known" in said.err
    assert "Not asked: the law of eu, uk, us, us-ofac" in said.err
    assert "Not asked" not in said.out


def test_a_script_says_over_which_table_it_runs_and_over_that_one_it_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["screen", "--book", str(MOTORS), "--out", str(out), "--regime", "cn"]) == NEEDS_SOMEBODY
    capsys.readouterr()
    assert main(["law", "sql", "--book", str(MOTORS), "--regime", "cn"]) == 0
    said = capsys.readouterr()
    columns = (out / "shipments.csv").read_text("utf-8").splitlines()[0].replace(",", ", ")
    assert f"with these columns and no other: {columns}; its rows" in said.err
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE shipments AS FROM read_csv('{out / 'shipments.csv'}', all_varchar = true)")
        told = db.execute(said.out).fetchall()
    with (out / "release.csv").open(encoding="utf-8", newline="") as opened:
        released = {(each["document"], each["action"]) for each in csv.DictReader(opened)}
    assert {(row[0], row[14]) for row in told} == released


def test_a_folder_or_a_packed_file_of_shipments_is_refused_with_what_reads_it(
    refused: Refused, tmp_path: Path
) -> None:
    packed = tmp_path / "orders.csv.gz"
    packed.write_bytes(b"\x1f\x8b")
    assert "unpack it" in refused("check", MOTORS, "--shipments", packed)
    for words in (("check", MOTORS, "--shipments", tmp_path), ("law", "sql", tmp_path, "--book", MOTORS)):
        assert "`screen` reads a folder with --engine spark" in refused(*words)
