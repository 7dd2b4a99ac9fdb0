"""Whoever touches a record, its signatures or the journal is found out, by `verify` alone or against a receipt."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import pytest

from record_books import ZZ, magnet_book, ran, recorded
from xenotime.cli import main
from xenotime.desk.records.recomputing import verify
from xenotime.keeping.store import Store, open_record

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Whole:
    """A store with three records, two of them signed and one on hold, and the receipt of its head."""

    folder: Path
    receipt: str
    files: tuple[str, ...]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    place = tmp_path_factory.mktemp("whole")
    book, store = magnet_book(place / "book"), place / "store"
    for name in ("S1", "S2", "S3"):
        assert main(["record", str(book), name, *ZZ, "--store", str(store), "--by", "Ada"]) in {0, 10, 20}
    for name in ("ada", "bob"):
        main(["key", str(place / name), "--name", name.capitalize()])
    first, second, third = (each.id for each in Store(store).records())
    for record in (first, second):
        for role, key in (("preparer", "ada"), ("approver", "bob")):
            assert (
                main(["sign", record, "--role", role, "--key", str(place / key), "--store", str(store)]) == 0
            )
    assert main(["hold", third, "--reason", "inquiry", "--by", "Eve", "--store", str(store)]) == 0
    files = sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file())
    return Whole(store, str(Store(store).journal.head()), tuple(files))


@pytest.fixture
def touched(whole: Whole, tmp_path: Path) -> Path:
    copy = tmp_path / "store"
    shutil.copytree(whole.folder, copy)
    return copy


def said_of(store: Path, receipt: str = "") -> str:
    """What `verify` names as damaged; empty where it finds everything whole and the same."""
    found = verify(store, receipt)
    said = [*found.damage, *(each for one in found.records for each in (*one.damage, *one.differs))]
    assert found.ok == (not said)
    return "\n".join(said)


def test_a_store_that_nobody_touched_is_whole(whole: Whole) -> None:
    assert said_of(whole.folder, whole.receipt) == ""


def test_one_bit_anywhere_in_any_file_is_found_and_the_file_or_entry_named(
    whole: Whole, touched: Path
) -> None:
    chance = Random(20261124)  # noqa: S311  any places will do
    missed = []
    for name in whole.files * 2:
        path = touched / name
        before = path.read_bytes()
        at, bit = chance.randrange(len(before)), chance.randrange(8)
        flipped = bytearray(before)
        flipped[at] ^= 1 << bit
        path.write_bytes(flipped)
        said = said_of(touched)
        inner = name.partition("/")[2]
        known = f"entry {int(inner[:8])} " if name.startswith("journal/") else inner
        if known not in said:
            missed.append((name, at, bit, said))
        path.write_bytes(before)
    assert missed == []


def test_any_file_that_is_gone_is_missed_by_its_name(whole: Whole, touched: Path) -> None:
    last, missed = whole.files[-1], []
    for name in whole.files:
        path = touched / name
        before = path.read_bytes()
        path.unlink()
        said = said_of(touched, whole.receipt)
        inner = name.partition("/")[2]
        known = f"{int(inner[:8])}" if name.startswith("journal/") else inner.partition("/")[0]
        known = (
            "missing"
            if inner in {"record.json", "signatures/preparer.json", "signatures/approver.json"}
            else known
        )
        if known not in said:
            missed.append((name, said))
        path.write_bytes(before)
    assert (missed, last in whole.files) == ([], True)


def test_any_two_files_of_one_kind_that_changed_places_are_found(whole: Whole, touched: Path) -> None:
    chance, missed = Random(7), []  # noqa: S311  any pairs will do
    kinds: dict[str, list[str]] = {}
    for name in whole.files:
        kinds.setdefault("journal" if name.startswith("journal/") else name.partition("/")[2], []).append(
            name
        )
    for kind, names in kinds.items():
        for _ in range(2 if len(names) > 1 else 0):
            one, other = (touched / name for name in chance.sample(names, 2))
            first, second = one.read_bytes(), other.read_bytes()
            if first == second:
                continue
            one.write_bytes(second)
            other.write_bytes(first)
            if not said_of(touched):
                missed.append((kind, one.name, other.name))
            one.write_bytes(first)
            other.write_bytes(second)
    assert missed == []


@pytest.mark.parametrize("left", [1, 3, 5, 7])
def test_a_store_rolled_back_to_an_older_head_is_found_against_the_receipt(
    left: int, whole: Whole, touched: Path
) -> None:
    """As somebody would who restores an old copy: entries, records and signatures of later days are not there."""
    entries = sorted((touched / "journal").glob("*.json"))
    assert len(entries) == 8
    for path in entries[left:]:
        path.unlink()
    known = {each.record for each in Store(touched).journal.entries()}
    for folder in touched.iterdir():
        if folder.name != "journal" and folder.name not in known:
            shutil.rmtree(folder)
        elif left < 7 and (folder / "signatures").is_dir():
            shutil.rmtree(folder / "signatures")
    for entry in Store(touched).journal.entries():
        if entry.kind == "sign":
            source = whole.folder / entry.record / "signatures" / f"{entry.body['role']}.json"
            (touched / entry.record / "signatures").mkdir(exist_ok=True)
            shutil.copy2(source, touched / entry.record / "signatures" / source.name)
    assert said_of(touched) == ""
    assert "rolled back" in said_of(touched, whole.receipt)


def test_a_journal_that_is_gone_whole_is_found_by_the_signatures_that_it_should_name(touched: Path) -> None:
    shutil.rmtree(touched / "journal")
    assert "is signed and stands in no entry of the journal: its entries were taken away" in said_of(touched)


def test_every_receipt_of_a_file_is_held_against_the_journal(
    whole: Whole, touched: Path, tmp_path: Path
) -> None:
    receipts = tmp_path / "receipts.txt"
    first = Store(touched).journal.entries()[0]
    receipts.write_text(
        f"Mail of November\nReceipt: 1:{first.sha256}:{first.day}\n{whole.receipt}\n", "utf-8"
    )
    assert said_of(touched, str(receipts)) == ""
    (touched / "journal" / "00000008.json").unlink()
    assert "rolled back: entry 8" in said_of(touched, str(receipts))


def test_a_damaged_record_is_neither_compared_nor_handed_out_nor_signed_in_silence(
    touched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = Store(touched).records()[0]
    manifest = record.folder / "record.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"question"', b'"puestion"'))
    status, out, _ = ran(capsys, "recheck", "--store", touched, "--known-on", "2026-11-24")
    assert (status, "was not compared" in out) == (10, True)
    status, out, _ = ran(capsys, "records", "--store", touched)
    assert (status, out.count("DAMAGED")) == (10, 1)
    status, _, err = ran(capsys, "audit", tmp_path / "out.zip", "--store", touched)
    assert (status, "A record of this store is damaged" in err) == (2, True)
    main(["key", str(tmp_path / "key"), "--name", "Cy"])
    status, _, err = ran(
        capsys,
        "sign",
        record.folder.name,
        "--role",
        "reviewer",
        "--key",
        tmp_path / "key",
        "--store",
        touched,
    )
    assert (status, "The record is damaged" in err) == (2, True)


def test_an_archive_that_was_touched_beside_its_records_is_found(
    touched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(capsys, "audit", tmp_path / "out.zip", "--store", touched)[0] == 0
    shutil.unpack_archive(tmp_path / "out.zip", tmp_path / "out")
    assert said_of(tmp_path / "out") == ""
    for name in ("index.csv", "index.html", "README.txt", "extract.json", "SHA256SUMS"):
        path = tmp_path / "out" / name
        before = path.read_bytes()
        path.write_bytes(before.replace(b"e", b"f", 1))
        assert said_of(tmp_path / "out"), name
        path.write_bytes(before)
    sums = tmp_path / "out" / "SHA256SUMS"
    whole = sums.read_text("utf-8")
    for line in whole.splitlines(keepends=True):
        sums.write_text(whole.replace(line, ("0" if line[0] != "0" else "1") + line[1:]), "utf-8")
        assert line.split()[1] in said_of(tmp_path / "out")
    sums.write_text(whole, "utf-8")


def test_who_prepared_a_record_cannot_approve_it_even_where_nobody_signed_before(
    touched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    third = Store(touched).records()[2]
    assert third.made_by == "Ada"
    main(["key", str(tmp_path / "new"), "--name", " ada "])
    status, _, err = ran(
        capsys, "sign", third.id, "--role", "approver", "--key", tmp_path / "new", "--store", touched
    )
    assert (status, "the approver must be another person" in err or "with another key" in err) == (2, True)


def test_nobody_approves_what_nobody_has_prepared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, store = magnet_book(tmp_path / "book"), tmp_path / "store"
    assert ran(capsys, "record", book, "S1", *ZZ, "--store", store)[0] == 10
    (kept,) = Store(store).records()
    main(["key", str(tmp_path / "bob"), "--name", "Bob"])
    sign = ("sign", kept.id, "--key", tmp_path / "bob", "--store", store, "--role")
    status, _, err = ran(capsys, *sign, "approver")
    assert (status, "nobody prepared it yet" in err) == (2, True)


def test_a_record_verifies_with_another_build_and_without_the_law_of_the_machine(
    whole: Whole, tmp_path: Path
) -> None:
    """The program alone is copied, without the law that is shipped with it, and one of its files says something more."""
    program = tmp_path / "elsewhere" / "xenotime"
    shutil.copytree(
        ROOT / "src" / "xenotime", program, ignore=shutil.ignore_patterns("lawbook", "__pycache__")
    )
    with (program / "dates.py").open("a", encoding="utf-8") as stream:
        stream.write("# a later build\n")
    (folder,) = [each.folder for each in Store(whole.folder).records()][:1]
    copy = tmp_path / "usb" / "record"
    shutil.copytree(folder, copy)
    done = subprocess.run(
        [sys.executable, "-m", "xenotime", "verify", str(copy)], capture_output=True, text=True, check=False,
        cwd=tmp_path, env={"PYTHONPATH": str(program.parent), "PATH": "", "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "note: recorded by another build" in done.stdout
    assert "1 record: all whole and the same" in done.stdout


def test_a_record_of_a_later_format_says_which_program_reads_it(whole: Whole, tmp_path: Path) -> None:
    kept = Store(whole.folder).records()[0]
    about = {name: value for name, value in kept.manifest.items() if name != "files"}
    about |= {"format": 2, "program": {"version": "9.0.0", "sha256": "0" * 64}}
    files = {name: content for name, content in kept.files().items() if name in kept.manifest["files"]}
    later, _ = Store(tmp_path / "store").put(files, about, date(2030, 1, 2))
    (found,) = verify(open_record(later.folder).folder).records
    assert "its format is 2, this program reads up to 1: use xenotime 9.0.0 or later" in found.notes


def test_the_book_is_still_there_to_be_recorded_again(
    whole: Whole, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same decision on the same day is one record, and one more entry."""
    book = whole.folder.parent / "book"
    again = whole.folder.parent / "again"
    one, two = (recorded(capsys, book, "S1", again)["record"] for _ in range(2))
    assert one == two
    assert len(Store(again).journal.entries()) == 2
