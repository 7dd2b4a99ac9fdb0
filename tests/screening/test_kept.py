"""What an earlier run kept is taken up, never where anything else is asked, and changes no answer."""

import pickle
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from screening.random_books import RandomBook
from screening.screen_books import (
    KNOWN_ON,
    book_at,
    decided,
    differences,
    random_rows,
    results_in,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.cli import main
from xenotime.desk import answering, kept_answers, screening
from xenotime.desk.kept_answers import KeptAnswers
from xenotime.desk.screening import Screened, Source, screen
from xenotime.desk.shipment_cells import Cells
from xenotime.facts.book import Book
from xenotime.facts.party_list import PartyList
from xenotime.law.lawbook import Lawbook
from xenotime.screening import goods_apart, kept, regimes
from xenotime.screening.by_query import ByQuery
from xenotime.screening.duck import Duck
from xenotime.screening.kept import KeptFile
from xenotime.screening.run import Wanted

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
QUIET_DAY = date(2026, 12, 20)
"""Nothing in the law or the book has this day, the day before or the ones after."""


def run(lawbook: Lawbook, book: Book, asked: Asked, source: Source) -> Screened:
    return screen(lawbook, book, answering.book_words(lawbook), asked, source)


def files_of(done: Screened) -> tuple[object, bytes]:
    return results_in(done.parts), (done.parts.parent / "release.csv").read_bytes()


def asked_for(folder: Path) -> Source:
    file = write_rows(folder / "rows.parquet", random_rows(5, 40))
    return Source(file, folder / "first", part_rows=15, keep=folder / "keep")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return asked_for(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook, book: Book) -> Screened:
    """A first run, of which nothing is changed: `taken_up` starts with a copy of what it kept."""
    return run(lawbook, book, ASKED, asked_for(tmp_path_factory.mktemp("first")))


@pytest.fixture
def taken_up(tmp_path: Path, first: Screened, source: Source) -> Source:
    shutil.copytree(first.parts.parents[1] / "keep", tmp_path / "keep")
    return source


def again(source: Source) -> Source:
    return replace(source, out=source.out.parent / "again")


def test_a_second_run_works_nothing_out_and_writes_the_same(
    lawbook: Lawbook, book: Book, first: Screened, taken_up: Source
) -> None:
    second = run(lawbook, book, ASKED, taken_up)
    assert files_of(second) == files_of(first)
    assert second.totals == first.totals
    assert (second.counted.decided, second.counted.before) == (0, first.counted.decided)


@pytest.mark.parametrize(
    ("regimes", "seed", "least"),
    [(("zz",), 1, 10**9), (("cn", "us", "us-ofac"), 2, 1), (("cn", "uk"), 3, 10**9), (("us", "eu"), 4, 1)],
)
def test_later_shipments_are_answered_beside_what_was_kept_as_each_by_itself(
    regimes: tuple[str, ...], seed: int, least: int,
    lawbook: Lawbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(screening, "MANY_ROWS", least)
    monkeypatch.setattr(goods_apart, "MANY", least)
    made = RandomBook(tmp_path / "book", Random(seed), lawbook)  # noqa: S311  a test's own chance
    book, rows = answering.open_book(made.folder, lawbook), made.rows(9)
    asked, some = Asked(KNOWN_ON, regimes, explain=False), len(rows) // 3
    for name, first, end in (("a", 0, some), ("b", some, 2 * some), ("c", 0, len(rows))):
        file = write_rows(tmp_path / f"{name}.csv", rows[first:end])
        source = Source(file, tmp_path / name, part_rows=7, keep=tmp_path / "keep")
        done = run(lawbook, book, asked, source)
    got, expected = results_in(done.parts), dict(decided(lawbook, book, asked, rows))
    assert done.counted.before > 0
    assert got.keys() == expected.keys()
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_where_nothing_became_known_in_between_another_day_of_knowledge_takes_it_up_and_names_itself(
    lawbook: Lawbook, book: Book, source: Source
) -> None:
    run(lawbook, book, replace(ASKED, known_on=QUIET_DAY), source)
    later = replace(ASKED, known_on=QUIET_DAY + timedelta(days=3))
    taken_up = run(lawbook, book, later, again(source))
    afresh = run(lawbook, book, later, replace(source, out=source.out.parent / "afresh", keep=None))
    assert (taken_up.counted.decided, afresh.counted.before) == (0, 0)
    assert files_of(taken_up) == files_of(afresh)


def test_on_every_day_that_stands_in_the_law_and_the_day_before_it_is_asked_for_anew(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    issued = {rule.place.issued for rule in lawbook.rules if rule.place.issued > date(2025, 1, 1)}
    issued |= {entry.ended for rule in lawbook.rules for entry in rule.in_force if entry.ended}

    def key(day: date) -> str:
        return KeptAnswers(tmp_path, lawbook, book, Wanted(day, ("zz",))).any_book.key

    assert issued
    assert not [day for day in issued if key(day) == key(day - timedelta(days=1))]


OTHERWISE: dict[str, Callable[[Lawbook, Book, Wanted], tuple[Lawbook, Book, Wanted]]] = {
    "law": lambda law, book, asked: (replace(law, rules=law.rules[1:]), book, asked),
    "day": lambda law, book, asked: (law, book, replace(asked, on=date(2026, 6, 2))),
    "known on": lambda law, book, asked: (law, book, replace(asked, known_on=date(2026, 5, 1))),
    "reading": lambda law, book, asked: (law, book, replace(asked, readings={"zz/after-70": "still suspended"})),
    "regimes": lambda law, book, asked: (law, book, replace(asked, regimes=("zz", "qn"))),
}  # fmt: skip
OTHER_BOOKS: dict[str, Callable[[Book], Book]] = {
    "item": lambda book: replace(
        book, items={name: replace(each, form=("alloy",)) for name, each in book.items.items()}
    ),
    "position": lambda book: replace(book, positions=()),
    "list": lambda book: replace(book, lists=(PartyList("Another list"),)),
}


@pytest.mark.parametrize("what", OTHERWISE)
def test_nothing_is_taken_up_where_the_law_or_the_question_is_another(
    what: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    asked = Wanted(KNOWN_ON, ("zz",))
    other = OTHERWISE[what](lawbook, book, asked)
    assert other != (lawbook, book, asked)
    one, two = KeptAnswers(tmp_path, *other), KeptAnswers(tmp_path, lawbook, book, asked)
    assert len({one.this_book.path, one.any_book.path, two.this_book.path, two.any_book.path}) == 4


@pytest.mark.parametrize("what", OTHER_BOOKS)
def test_what_was_seen_of_a_book_is_not_taken_up_where_it_is_another(
    what: str, lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    asked, other = Wanted(KNOWN_ON, ("zz",)), OTHER_BOOKS[what](book)
    assert other != book
    one, two = (KeptAnswers(tmp_path, lawbook, each, asked) for each in (book, other))
    assert one.this_book.path != two.this_book.path


def test_another_book_has_only_its_own_situations_decided(
    lawbook: Lawbook, book: Book, first: Screened, taken_up: Source, tmp_path: Path
) -> None:
    dearer = {name: replace(each, form=("alloy",)) for name, each in book.items.items() if name == "BELL"}
    other = replace(book, items={**book.items, **dearer}, positions=())
    beside = run(lawbook, other, ASKED, taken_up)
    afresh = run(lawbook, other, ASKED, replace(taken_up, out=tmp_path / "afresh", keep=None))
    assert 0 < beside.counted.decided < afresh.counted.decided
    assert beside.counted.before == first.counted.decided
    assert files_of(beside) == files_of(afresh)


def test_what_columns_kept_the_query_takes_up(
    lawbook: Lawbook, book: Book, first: Screened, taken_up: Source, tmp_path: Path
) -> None:
    assert taken_up.keep
    wanted, words = Wanted(KNOWN_ON, ("zz",)), answering.book_words(lawbook)
    kept_before = KeptAnswers(taken_up.keep, lawbook, book, wanted).read()
    (tmp_path / "query").mkdir()
    cells, engine = Cells(book, words), Duck(taken_up.shipments, tmp_path / "query")
    query = ByQuery(lawbook, book, wanted, engine, cells.read, cells.check, engine.out, (), kept_before)
    query.run(lambda *_: None, tmp_path / "query" / "release.csv")
    assert (query.counted.before, query.counted.decided) == (first.counted.decided, 0)
    assert results_in(query.parts) == results_in(first.parts)


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_one_book_after_another_is_answered_as_each_by_itself(
    seed: int, lawbook: Lawbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regimes, "FEW", 3)
    if seed % 2:
        monkeypatch.setattr(screening, "MANY_ROWS", 1)
    asked = Asked(KNOWN_ON, ("cn", "us") if seed % 2 else ("zz", "qn"), explain=False)
    for number in range(3):
        chance = Random(100 * seed + number)  # noqa: S311  a test's own chance
        made = RandomBook(tmp_path / f"book{number}", chance, lawbook)
        other, rows = answering.open_book(made.folder, lawbook), made.rows(6)
        file = write_rows(tmp_path / f"rows{number}.csv", rows)
        done = run(lawbook, other, asked, Source(file, tmp_path / f"out{number}", keep=tmp_path / "keep"))
        got, expected = results_in(done.parts), dict(decided(lawbook, other, asked, rows))
        assert (done.counted.before > 0) == (number > 0)
        assert got.keys() == expected.keys()
        assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}


def test_nothing_is_taken_up_from_another_version_of_the_program(
    lawbook: Lawbook, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = KeptAnswers(tmp_path, lawbook, book, Wanted(KNOWN_ON, ("zz",)))
    monkeypatch.setattr(kept_answers, "program_hash", lambda: "another")
    after = KeptAnswers(tmp_path, lawbook, book, Wanted(KNOWN_ON, ("zz",)))
    assert {before.this_book.path, before.any_book.path}.isdisjoint(
        {after.this_book.path, after.any_book.path}
    )


def test_other_shipments_in_the_book_itself_change_nothing(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    asked = Wanted(KNOWN_ON, ("zz",))
    one, two = (KeptAnswers(tmp_path, lawbook, each, asked) for each in (book, replace(book, shipments=())))
    assert one.this_book == two.this_book


class Harm:
    """Has a file opened where it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return open, (str(self.path), "w")


def spoilt(told: bytes, key: str, folder: Path) -> dict[str, bytes]:
    harm = pickle.dumps({"domains": Harm(folder / "harm")})
    head = f"xenotime kept 1\n{key}\n{sha256(harm).hexdigest()}\n".encode()
    return {
        "empty": b"", "cut off": told[:-7], "one letter": told[:-9] + bytes([told[-9] ^ 1]) + told[-8:],
        "another's": told.replace(key.encode(), b"0" * len(key)), "no data": head + harm,
    }  # fmt: skip


@pytest.mark.parametrize("how", ["empty", "cut off", "one letter", "another's", "no data"])
def test_a_file_that_is_not_as_it_was_written_is_not_taken_up_and_made_anew(
    how: str, lawbook: Lawbook, book: Book, first: Screened, taken_up: Source
) -> None:
    assert taken_up.keep
    files = KeptAnswers(taken_up.keep, lawbook, book, Wanted(KNOWN_ON, ("zz",)))
    for file in (files.this_book, files.any_book):
        file.path.write_bytes(spoilt(file.path.read_bytes(), file.key, taken_up.keep)[how])
        assert file.read() is None
    second = run(lawbook, book, ASKED, taken_up)
    assert (second.counted.before, second.counted.decided) == (0, first.counted.decided)
    assert files_of(second) == files_of(first)
    assert files.read() is not None
    assert {*taken_up.keep.iterdir()} == {files.this_book.path, files.any_book.path}


def test_what_is_kept_is_for_nobody_else_to_read(first: Screened) -> None:
    keep = first.parts.parents[1] / "keep"
    there = [keep, *keep.iterdir()]
    assert len(there) == 3
    assert not [each for each in there if each.stat().st_mode & 0o077]


def test_so_much_that_reading_it_would_take_as_long_is_not_kept(
    lawbook: Lawbook, book: Book, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "MOST_KEPT", 20)
    run(lawbook, book, ASKED, source)
    assert source.keep
    assert not [*source.keep.iterdir()]


def test_what_cannot_be_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    file = KeptFile(tmp_path, "0" * 64)
    file.path.mkdir()
    with pytest.raises(OSError, match=file.path.name):
        file.write({})
    assert [*tmp_path.iterdir()] == [file.path]


def test_of_many_files_those_that_were_used_last_stay(tmp_path: Path) -> None:
    files = [KeptFile(tmp_path, f"{number:064}"[::-1]) for number in range(kept.MOST_FILES + 1)]
    for file in files[:-1]:
        file.write({})
    assert files[0].read() == {}
    files[-1].write({})
    there = {each.name for each in tmp_path.iterdir()}
    assert there == {each.path.name for each in files} - {files[1].path.name}


def test_a_file_that_another_run_takes_away_meanwhile_is_missed_by_nobody(tmp_path: Path) -> None:
    files = [KeptFile(tmp_path, f"{number:064}"[::-1]) for number in range(kept.MOST_FILES)]
    for file in files:
        file.write({})
    (tmp_path / f"gone{kept.SUFFIX}").symlink_to(tmp_path / "nowhere")
    files[0].write({"more": 1})
    assert {each.name for each in tmp_path.iterdir()} == {each.path.name for each in files}


@pytest.mark.skipif(sys.platform == "win32", reason="the system sets no limit to the size of files")
def test_what_there_is_no_room_to_keep_is_told_with_the_folder_to_keep_it_in(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415  not on every system

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OSError, match=f"too large: '{tmp_path}'"):
            KeptFile(tmp_path, "0" * 64).write({"much": "more" * 1_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [*tmp_path.iterdir()]


def test_screen_keeps_where_it_is_told_to_and_says_so(
    tmp_path: Path, lawbook: Lawbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book_at(tmp_path / "book", lawbook)
    file = write_rows(tmp_path / "rows.csv", random_rows(6, 3))
    told = [
        "screen",
        str(file),
        "--book",
        str(tmp_path / "book"),
        "--regime",
        "zz",
        "--keep",
        str(tmp_path / "keep"),
    ]
    status = [main([*told, "--out", str(tmp_path / name)]) for name in ("a", "b")]
    assert status[0] == status[1]
    assert (tmp_path / "a" / "release.csv").read_bytes() == (tmp_path / "b" / "release.csv").read_bytes()
    assert len([*(tmp_path / "keep").iterdir()]) == 2
    first, second = capsys.readouterr().out.split("3 shipment lines")[1:]
    assert "kept" not in first
    assert "answers were kept from runs before, 0 were worked out" in second


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_worked_out(
    tmp_path: Path, lawbook: Lawbook, capsys: pytest.CaptureFixture[str]
) -> None:
    book_at(tmp_path / "book", lawbook)
    file = write_rows(tmp_path / "rows.csv", random_rows(6, 3))
    told = ["screen", str(file), "--book", str(tmp_path / "book"), "--regime", "zz", "--keep", str(file)]
    assert main([*told, "--out", str(tmp_path / "a")]) not in {0, 10, 20}
    assert str(file) in capsys.readouterr().err
    assert not [*(tmp_path / "a" / "parts").glob("*")]
