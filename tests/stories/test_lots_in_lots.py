"""Which batch of magnets went into which motors decides, one shipment at a time and for many at once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from screening.screen_books import HEADER, KNOWN_ON, TABLES, decided, differences, law, screened, write_rows
from xenotime.casework.cases import Asked, Docket
from xenotime.casework.used import used_by
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.desk.screening import Source
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
CELLS = {
    "item": "MOTOR", "quantity": "1", "value": "400", "currency": "EUR", "from": "QN", "to": "QO", "act": "re-export",
    "circumstance": "sale", "end_use": "civil", "date": "2026-07-01", "exporter": "P2", "consignee": "P1", "end_user": "P1",
    "purchaser": "none", "intermediary": "none",
}  # fmt: skip
BATCHES = """item,substance,form,share_low,share_high,origin,lot
MAGNET,Dy,,0.02,0.03,ZZ,C1
MAGNET,Dy,,none,,,J1
MAGNET,others,,none,,,
MOTOR,others,,none,,,
"""


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return law()


@pytest.fixture(scope="module")
def book_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lots")
    lots = "lot,item\nA,MOTOR\nB,MOTOR\nC,MOTOR\nC1,MAGNET\nJ1,MAGNET\n"
    used = "lot,used,complete\nA,C1,yes\nB,J1,yes\nC,J1,\n"
    texts = {**TABLES, "contents": BATCHES, "lots": lots, "used_lots": used}
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    header = [name for name in HEADER if name in CELLS or name in {"shipment", "lot"}]
    rows = [",".join({**CELLS, "shipment": f"S{lot}", "lot": lot}[name] for name in header) for lot in "ABC"]
    (folder / "shipments.csv").write_text("\n".join([",".join(header), *rows, ""]), "utf-8")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def book(book_folder: Path, lawbook: Lawbook) -> Book:
    return answering.open_book(book_folder, lawbook)


def test_the_batch_that_went_in_decides_and_one_that_may_not_be_alone_does_not(
    lawbook: Lawbook, book: Book
) -> None:
    found = {each.shipment: each for each in Docket(book, lawbook, ASKED).answers()}
    assert found["SA"].possible == ("licence required",)
    assert found["SB"].possible == ("not subject",)
    assert set(found["SC"].possible) >= {"licence required", "not subject"}


def test_a_trace_of_a_lot_says_what_its_batches_hold(
    book_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = {}
    for lot in ("", "A", "B", "C"):
        more = ["--lot", lot] if lot else []
        assert main(["trace", str(book_folder), "MOTOR", "--regime", "zz", "--json", *more]) == 0
        traced = json.loads(capsys.readouterr().out)["trace"]
        assert traced.get("lot", "") == lot
        (contents[lot],) = {json.dumps(each["share"]) for each in traced["rows"] if each["origin"] == "ZZ"}
    assert contents["C"] == contents[""]
    assert len(set(contents.values())) == 3
    assert main(["trace", str(book_folder), "MOTOR", "--lot", "C1"]) == UNREADABLE
    assert "A, B, C" in capsys.readouterr().err


def test_a_record_keeps_which_batch_went_in(lawbook: Lawbook, book: Book) -> None:
    shipments = [each for each in book.shipments if each.id == "SB"]
    kept = used_by(book, shipments)
    assert {(each.lot, each.used) for each in kept.used_lots} == {("A", "C1"), ("B", "J1"), ("C", "J1")}
    (answer,) = Docket(kept, lawbook, ASKED).answers()
    assert answer.possible == ("not subject",)


def test_screening_answers_each_batch_as_the_single_case_does(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    rows = [
        tuple({**CELLS, "shipment": f"S{at}", "lot": lot}.get(name, "") for name in HEADER)
        for at, lot in enumerate(["A", "B", "C", "", "A", "B"])
    ]
    got = screened(lawbook, book, ASKED, Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out"))
    expected = dict(decided(lawbook, book, ASKED, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


DOWN = """Batch Where-Used List
Material\tSV-1\tServo
Batch\tS0001

Level\tMaterial\tBatch\tPlant\tQuantity\tBUn\tMaterial description
0\tSV-1\tS0001\t1000\t100\tPC\tServo
1\tRO-1\tR0001\t1000\t100\tPC\tRotor
2\tMG-1\tC0001\t1000\t2400\tPC\tMagnet N42SH
"""
UP = """Material,Charge,Werk,Verwendet in Material,Verwendet in Charge,Menge,ME
MG-1,C0001,1000,RO-1,R0001,2400,ST
RO-1,R0001,1000,SV-1,S0001,100,ST
"""
UP_BY_LEVEL = (
    DOWN.replace("SV-1\tServo\nBatch\tS0001", "MG-1\tMagnet\nBatch\tC0001")
    .replace("0\tSV-1\tS0001\t1000\t100\tPC\tServo", "0\tMG-1\tC0001\t1000\t2400\tPC\tMagnet")
    .replace("2\tMG-1\tC0001\t1000\t2400\tPC\tMagnet N42SH", "2\tSV-1\tS0001\t1000\t100\tPC\tServo")
)
BILL = """Stufe;Komponentennummer;Objektkurztext;Komponentenmenge;Mengeneinheit;Werk
.1;RO-1;Rotor;1;ST;1000
..2;MG-1;Magnet N42SH;24;ST;1000
"""


@pytest.mark.parametrize(("text", "complete"), [(DOWN, True), (UP, False), (UP_BY_LEVEL, False)])
def test_only_a_list_that_runs_down_names_every_batch_that_went_in(
    text: str, complete: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in (("bill.csv", BILL), ("batches.txt", text)):
        (tmp_path / name).write_text(content, "utf-8")
    sources = [str(tmp_path / name) for name in ("bill.csv", "batches.txt")]
    for _ in range(2):
        assert main(["import", *sources, "--root", "SV-1", "--into", str(tmp_path / "b"), "--explain"]) == 0
    assert ("no trace rests on them" in " ".join(capsys.readouterr().out.split())) is not complete
    found = answering.open_book(tmp_path / "b", answering.load_law()).used_lots
    assert {replace(each, row=0) for each in found} == {
        replace(each, row=0, complete=complete) for each in found
    }
    assert {(each.lot, each.used) for each in found} == {("S0001", "R0001"), ("R0001", "C0001")}


def test_a_part_that_also_went_in_without_a_batch_may_be_of_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bill.csv").write_text(BILL, "utf-8")
    (tmp_path / "down.txt").write_text(DOWN + "2\tMG-1\t\t1000\t5\tPC\tMagnet N42SH\n", "utf-8")
    sources = [str(tmp_path / name) for name in ("bill.csv", "down.txt")]
    assert main(["import", *sources, "--root", "SV-1", "--into", str(tmp_path / "b")]) == 0
    capsys.readouterr()
    found = answering.open_book(tmp_path / "b", answering.load_law()).used_lots
    assert {(each.lot, each.complete) for each in found} == {("S0001", True), ("R0001", False)}


def test_without_a_bill_nobody_says_which_batch_is_in_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "up.csv").write_text(UP, "utf-8")
    assert main(["import", str(tmp_path / "up.csv"), "--into", str(tmp_path / "b"), "--explain"]) == 0
    assert "of 2 pairs of batches the bills do not say which is in which" in " ".join(
        capsys.readouterr().out.split()
    )
    assert not answering.open_book(tmp_path / "b", answering.load_law()).used_lots
