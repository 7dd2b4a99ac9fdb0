"""The journal: what was changed, taken out, moved or rolled back is found and named."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.keeping.durable import HIDDEN
from xenotime.keeping.journal import Journal, Receipt, parse_receipt
from xenotime.keeping.packing import packed, unpacked
from xenotime.keeping.store import Store, file_damage

DAY = date(2026, 11, 24)
WRITER = Path(__file__).parent / "writer.py"


def written(folder: Path, count: int) -> tuple[Journal, list[Receipt]]:
    journal = Journal(folder)
    return journal, [
        journal.append("record", f"{number:064x}", DAY, {"n": number}) for number in range(count)
    ]


def test_a_journal_that_nobody_touched_is_whole(tmp_path: Path) -> None:
    journal, receipts = written(tmp_path / "j", 5)
    assert [journal.damage(each) for each in receipts] == [()] * 5
    assert [each.number for each in journal.entries()] == [1, 2, 3, 4, 5]
    assert journal.head() == receipts[-1]


@given(which=st.integers(0, 5), at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_is_found_and_its_entry_named(
    tmp_path_factory: pytest.TempPathFactory, which: int, at: int, bit: int
) -> None:
    journal, _ = written(tmp_path_factory.mktemp("j"), 6)
    path = sorted(journal.folder.glob("*.json"))[which]
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 1 << bit
    path.write_bytes(content)
    assert any(f"entry {which + 1}" in each for each in journal.damage())


def test_an_entry_taken_out_of_the_middle_is_named(tmp_path: Path) -> None:
    journal, _ = written(tmp_path / "j", 5)
    (journal.folder / "00000003.json").unlink()
    assert journal.damage() == ("journal entry 3 is gone",)


def test_two_entries_that_changed_places_are_named(tmp_path: Path) -> None:
    journal, _ = written(tmp_path / "j", 5)
    one, other = journal.folder / "00000002.json", journal.folder / "00000004.json"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    said = " ".join(journal.damage())
    assert "entry 2 is out of its place" in said
    assert "entry 4 is out of its place" in said


def test_an_entry_written_anew_with_a_good_hash_no_longer_fits_its_neighbour(tmp_path: Path) -> None:
    journal, _ = written(tmp_path / "j", 3)
    forged, _ = written(tmp_path / "other", 1)
    forged.append("record", "f" * 64, DAY, {})
    (journal.folder / "00000002.json").write_bytes((forged.folder / "00000002.json").read_bytes())
    assert journal.damage() == ("journal entry 3 does not follow entry 2: one of them was exchanged",)


def test_newest_entries_taken_away_are_found_against_a_receipt_only(tmp_path: Path) -> None:
    journal, receipts = written(tmp_path / "j", 5)
    (journal.folder / "00000005.json").unlink()
    (journal.folder / "00000004.json").unlink()
    assert journal.damage() == ()
    assert "rolled back: entries 4 to 5" in journal.damage(receipts[-1])[0]


def test_a_journal_written_anew_from_the_start_is_found_against_a_receipt(tmp_path: Path) -> None:
    _, receipts = written(tmp_path / "j", 3)
    anew = Journal(tmp_path / "anew")
    for number in range(4):
        anew.append("record", f"{number:064x}", DAY, {"n": -1})
    assert anew.damage() == ()
    assert "entry 3 is not the one of the receipt" in anew.damage(receipts[-1])[0]


def test_a_receipt_reads_back_as_it_was_printed(tmp_path: Path) -> None:
    _, receipts = written(tmp_path / "j", 1)
    assert parse_receipt(f" {receipts[0]}\n") == receipts[0]
    for wrong in ("", "1:abc:2026-11-24", f"x:{'0' * 64}:2026-11-24", f"1:{'0' * 64}:yesterday"):
        with pytest.raises(ValueError):
            parse_receipt(wrong)


@given(
    st.dictionaries(
        st.text("abc/", min_size=1).filter(lambda name: "//" not in name), st.binary(), max_size=5
    )
)
@settings(deadline=None)
def test_an_archive_is_the_same_whenever_the_same_files_go_in(files: dict[str, bytes]) -> None:
    assert packed(files) == packed(dict(reversed(files.items())))
    assert unpacked(packed({name: content for name, content in files.items() if not name.endswith("/")})) == {
        name: content for name, content in files.items() if not name.endswith("/")
    }


def run_writer(store: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, str(WRITER), str(store)], stdout=subprocess.PIPE, text=True)


def test_nothing_that_was_reported_is_lost_when_the_writer_is_killed_at_any_moment(tmp_path: Path) -> None:
    store, chance = tmp_path / "store", Random(7)  # noqa: S311  any moments will do
    reported: list[tuple[str, ...]] = []
    for _ in range(24):
        writer = run_writer(store)
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(chance.randint(1, 5))]  # however slow the machine is
        time.sleep(chance.uniform(0, 0.05))
        writer.kill()
        lines = ("".join(said) + writer.stdout.read()).splitlines()
        writer.wait()
        writer.stdout.close()
        reported += [tuple(parts) for parts in map(str.split, lines) if len(parts) == 3]
    kept = Store(store)
    assert len(reported) > 24
    assert kept.damage() == ()
    for _, receipt, _ in reported:
        assert kept.damage(parse_receipt(receipt)) == ()
    found = {each.id: each for each in kept.records()}
    assert {record for record, _, _ in reported} <= set(found)
    signed = [found[record] for record, _, what in reported if what == "signed"]
    assert signed
    assert all([each.role for each in one.signatures] == ["preparer"] for one in signed)
    assert not [damage for each in found.values() for damage in file_damage(each)]


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    writers = [run_writer(store) for _ in range(2)]
    begun = [writer.stdout.readline() for writer in writers if writer.stdout]
    time.sleep(1)
    reported = [line.split() for line in begun]
    for writer in writers:
        writer.kill()
        assert writer.stdout is not None
        reported += [parts for parts in map(str.split, writer.stdout.read().splitlines()) if len(parts) == 3]
        writer.wait()
        writer.stdout.close()
    kept = Store(store)
    assert kept.damage() == ()
    assert {parts[0] for parts in reported} <= {each.id for each in kept.records()}
    assert not any(path.name.startswith(HIDDEN) for path in kept.journal.folder.glob("*.json"))
