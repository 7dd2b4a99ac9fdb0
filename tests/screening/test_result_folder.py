"""A folder holds the results of one run: nothing of another, nothing twice, and nothing of somebody else is lost in it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from screening.screen_books import KNOWN_ON, Row, random_rows, results_in, write_rows
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.commands.common import UNREADABLE
from xenotime.desk import answering
from xenotime.desk.result_folder import taken
from xenotime.desk.screening import Screened, Source, screen
from xenotime.errors import UnreadableBook, UnreadableRequest
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.duck import Duck
from xenotime.screening.release import opened_list

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
ROWS = random_rows(4, 9)
MOTORS = Path(__file__).parents[2] / "examples" / "motor-maker"
Run = Callable[[Source], Screened]


@pytest.fixture
def run(lawbook: Lawbook, book: Book) -> Run:
    return lambda source: screen(lawbook, book, answering.book_words(lawbook), ASKED, source)


def told(source: Source) -> tuple[bytes, bytes, dict[tuple[str, ...], dict[str, str]]]:
    listed, totals = ((source.out / name).read_bytes() for name in ("release.csv", "totals.json"))
    return listed, totals, results_in(source.out / "parts")


def with_item(item: str, rows: list[Row] = ROWS) -> list[Row]:
    """The rows, the last one of another item."""
    *others, last = rows
    return [*others, (*last[:2], item, *last[3:])]


def test_of_a_refused_run_no_folder_stays_that_was_not_there_before(run: Run, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "rows.csv", with_item("NOPE"))
    with pytest.raises(UnreadableBook, match="NOPE"):
        run(Source(file, tmp_path / "monday" / "a"))
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv"]
    (tmp_path / "mine").mkdir()
    with pytest.raises(UnreadableBook, match="NOPE"):
        run(Source(file, tmp_path / "mine" / "a"))
    assert [*(tmp_path / "mine").iterdir()] == []


def test_where_a_books_own_shipments_are_refused_no_folder_stays_either(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["screen", "--book", str(MOTORS), "--out", str(tmp_path / "out"), "--engine", "duck"]
    assert main(command) == UNREADABLE
    assert ("Unknown engine" in capsys.readouterr().err, [*tmp_path.iterdir()]) == (True, [])


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_run_refused_behind_its_first_part_leaves_the_folder_free_for_the_corrected_file(
    suffix: str, run: Run, tmp_path: Path
) -> None:
    file = write_rows(tmp_path / f"rows.{suffix}", with_item("NOPE"))
    source = Source(file, tmp_path / "out", part_rows=2)
    source.out.mkdir()
    (source.out / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(UnreadableBook, match="NOPE"):
        run(source)
    assert [each.name for each in source.out.iterdir()] == ["notes.txt"]
    write_rows(file, ROWS)
    run(source)
    whole = replace(source, out=tmp_path / "whole")
    run(whole)
    assert told(source) == told(whole)


def damaged(file: Path, column: str) -> None:
    """The Parquet file in groups of three rows, the last of which cannot be read in that column."""
    whole = parquet.read_table(file)
    parquet.write_table(whole, file, row_group_size=3, compression="none", use_dictionary=False)
    letters, there = bytearray(file.read_bytes()), parquet.read_metadata(file)
    at = there.row_group(there.num_row_groups - 1).column(whole.schema.get_field_index(column))
    for place in range(at.data_page_offset, at.data_page_offset + 12):
        letters[place] ^= 0xFF
    file.write_bytes(letters)


def test_a_file_that_is_damaged_behind_the_first_part_leaves_the_folder_free_for_the_whole_one(
    run: Run, tmp_path: Path
) -> None:
    file = write_rows(tmp_path / "rows.parquet", ROWS)
    damaged(file, "value")
    source = Source(file, tmp_path / "out", part_rows=2)
    for _ in range(2):
        with pytest.raises(UnreadableBook, match="cannot be read"):
            run(source)
        assert not source.out.exists()
    write_rows(file, ROWS)
    run(source)
    assert len(told(source)[2]) == len(ROWS)


@pytest.mark.parametrize("column", ["from", "shipment"])
def test_a_damaged_file_is_no_fault_of_the_program_whatever_is_asked_of_it(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, book = write_rows(tmp_path / "rows.parquet", ROWS), str(MOTORS)
    damaged(file, column)
    for words in (
        ["screen", str(file), "--book", book, "--out", str(tmp_path / "out")],
        ["law", "sql", str(file), "--book", book],
        ["check", book, "--shipments", str(file)],
    ):
        assert main([*words, "--known-on", str(KNOWN_ON)]) == UNREADABLE
        assert "The shipments cannot be read" in capsys.readouterr().err


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_another(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", with_item("MOTOR")), tmp_path / "out", part_rows=4)
    run(source)
    there = source.shipments.stat()
    write_rows(source.shipments, with_item("STAMP"))
    source.shipments.write_bytes(source.shipments.read_bytes().replace(b"STAMP", b"CODED"))
    os.utime(source.shipments, ns=(there.st_atime_ns, there.st_mtime_ns))
    assert source.shipments.stat().st_size == there.st_size
    with pytest.raises(UnreadableRequest, match="another run"):
        run(source)


def test_a_file_that_says_the_same_is_gone_on_with_whenever_it_was_written(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out", part_rows=4)
    run(source)
    before = told(source)
    parts = {each.name: each.stat().st_mtime_ns for each in (source.out / "parts").iterdir()}
    os.utime(source.shipments, (1, 1))
    run(source)
    assert told(source) == before
    assert {each.name: each.stat().st_mtime_ns for each in (source.out / "parts").iterdir()} == parts


def test_parts_of_which_no_run_is_known_are_not_gone_on_with(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out")
    run(source)
    for name in ("run.sha256", "release.csv", "totals.json", "shipments.parquet"):
        (source.out / name).unlink()
    write_rows(source.shipments, with_item("MOTOR"))
    with pytest.raises(UnreadableRequest, match="no run is known"):
        run(source)


def test_a_part_that_was_damaged_is_made_anew(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.parquet", ROWS), tmp_path / "out", part_rows=4)
    run(source)
    before = told(source)
    first, second, third = sorted((source.out / "parts").iterdir())
    first.write_bytes(first.read_bytes()[:100])
    second.write_bytes(b"")
    shutil.copy(third, source.out / "parts" / "aside")
    (source.out / "parts" / "aside").replace(second)
    run(source)
    assert told(source) == before


def test_a_part_with_the_results_of_other_lines_is_made_anew(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.parquet", ROWS), tmp_path / "out", part_rows=4)
    run(source)
    before = told(source)
    first, second, _ = sorted((source.out / "parts").iterdir())
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    run(source)
    assert told(source) == before


def test_results_of_somebody_else_among_the_parts_are_not_counted_with_them(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.parquet", ROWS), tmp_path / "out", part_rows=4)
    run(source)
    before = told(source)
    first, *_ = sorted((source.out / "parts").iterdir())
    other = shutil.copy(first, first.with_name("part-00003.parquet"))
    with pytest.raises(UnreadableRequest, match="no run is known"):
        run(source)
    Path(other).unlink()
    run(source)
    assert told(source) == before


def test_a_part_in_which_a_letter_was_changed_is_made_anew(run: Run, tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.parquet", with_item("MOTOR")), tmp_path / "out")
    run(source)
    before = told(source)
    (part,) = (source.out / "parts").iterdir()
    written = part.read_bytes()
    part.write_bytes(written.replace(b"hold", b"held").replace(b"MOTOR", b"MOTAR"))
    assert part.read_bytes() != written
    run(source)
    assert told(source) == before


def test_a_run_that_was_stopped_before_its_first_part_leaves_the_folder_free(
    run: Run, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out")
    (source.out / "parts").mkdir(parents=True)
    (source.out / "run.sha256").write_text("of another question", "utf-8")
    (source.out / "shipments.parquet").write_text("begun", "utf-8")
    assert results_in(run(source).parts)


def test_what_another_process_is_at_work_with_is_left_to_it(tmp_path: Path) -> None:
    with taken(tmp_path, "one"), pytest.raises(UnreadableRequest, match="at work"), taken(tmp_path, "one"):
        pass
    with taken(tmp_path, "one"):
        pass


def test_shipments_that_change_while_they_are_read_are_refused(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out", part_rows=2)

    def written_into(*_: int) -> None:
        with source.shipments.open("a", encoding="utf-8") as opened:
            opened.write("\n")

    with pytest.raises(UnreadableBook, match="changed while they were read"):
        screen(lawbook, book, answering.book_words(lawbook), ASKED, source, written_into)
    assert not source.out.exists()


@pytest.mark.parametrize(
    "name", ["release.csv", "totals.json", "parts/mine.txt", "shipments.parquet", "plain.csv", "book.toml"]
)
def test_no_file_of_somebody_else_is_replaced(name: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text("mine", "utf-8")
    with pytest.raises(UnreadableRequest, match="name another folder"):
        run(Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out"))
    assert [each for each in (tmp_path / "out").rglob("*") if each.is_file()] == [file]
    assert file.read_text("utf-8") == "mine"


def test_results_do_not_stand_among_the_shipments(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows").mkdir()
    write_rows(tmp_path / "rows" / "a.parquet", ROWS)
    with pytest.raises(UnreadableRequest, match="among the shipments"):
        run(Source(tmp_path / "rows", tmp_path / "rows" / "out", engine="spark"))


def test_the_tables_of_a_book_stay_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, out = tmp_path / "book", tmp_path / "out"
    shutil.copytree(MOTORS, book)
    shutil.copytree(MOTORS, out)
    (out / "book.toml").unlink()
    for folder in (book, out):
        assert main(["screen", "--book", str(book), "--out", str(folder)]) == UNREADABLE
        assert "name another folder" in capsys.readouterr().err
        assert (folder / "shipments.csv").read_bytes() == (MOTORS / "shipments.csv").read_bytes()
        assert not (folder / "release.csv").exists()


def test_what_is_no_folder_or_not_there_is_said_before_what_the_folder_holds(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out")
    run(source)
    words = ["--book", str(MOTORS), "--out"]
    assert main(["screen", str(source.shipments), *words, str(source.shipments)]) == UNREADABLE
    assert "name a folder" in capsys.readouterr().err
    assert main(["screen", str(tmp_path / "nowhere.csv"), *words, str(source.out)]) == UNREADABLE
    assert "nowhere.csv" in capsys.readouterr().err
    with pytest.raises(UnreadableRequest, match="Unknown engine"):
        run(replace(source, engine="abacus"))
    (tmp_path / "rows").mkdir()
    with pytest.raises(UnreadableBook, match="--engine spark"):
        run(Source(tmp_path / "rows", tmp_path / "other"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disc that is always full")
def test_a_full_disc_is_no_fault_of_the_file(tmp_path: Path) -> None:
    source = Source(write_rows(tmp_path / "rows.csv", ROWS), tmp_path / "out")
    source.out.mkdir()
    for name in ("shipments.unfinished", "release.unfinished"):
        (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        Duck(source.shipments, tmp_path)
    with (
        pytest.raises(OSError, match=f"No space left on device: '{source.out}'"),
        taken(source.out, "one"),
        opened_list(tmp_path / "release.csv"),
    ):
        pass
