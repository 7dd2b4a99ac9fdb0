"""What follows from an answer besides its outcome is told of every row as of a case by itself."""

from pathlib import Path

from screening.screen_books import (
    HOUSE,
    KNOWN_ON,
    Row,
    book_at,
    decided,
    differences,
    random_rows,
    results_in,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook

ZZ, BOTH = Asked(KNOWN_ON, ("zz",), explain=False), Asked(KNOWN_ON, ("zz", "qn"), explain=False)
ANSWERED = (
    HOUSE
    + """## 1 Quoll
```question
id = "zz/quoll-accession"
answered = "acceded"
```

"""
)
OF_THE_HOUSE = (
    ANSWERED
    + """## 2 Samples
```rule
concludes = "subject"
in_force = [{ from = 2025-01-01 }]
all = ["circumstance == sample"]
```

## 3 The act sleeps
```suspends
provisions = ["zz/export-act 3"]
from = 2026-06-01
until = 2026-12-31
```
"""
)
ON_ONE_SIDE = (
    ANSWERED
    + """## 2 Two ways to one duty
```rule
concludes = "licence required"
in_force = [{ from = 2024-01-01 }]
any = [{ all = ["circumstance == sample", "destination in zz/friends"] }, "via == QM"]
```
"""
)


def told(lawbook: Lawbook, book: Book, asked: Asked, rows: list[Row], folder: Path, column: str) -> set[str]:
    """What stands in a column of the results, each of which is as for the case by itself."""
    source = Source(write_rows(folder / "rows.csv", rows), folder / "out", part_rows=25, keep=folder / "keep")
    got = results_in(screen(lawbook, book, answering.book_words(lawbook), asked, source).parts)
    expected = dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in expected if (found := differences(got[key], expected[key]))} == {}
    return {row[column] for row in got.values()}


def test_duties_are_told_with_who_has_them_and_when(lawbook: Lawbook, book: Book, tmp_path: Path) -> None:
    found = told(lawbook, book, ZZ, random_rows(7, 60), tmp_path, "duties")
    assert "" in found
    assert any(each.startswith("zz/export-act 5 (exporter, within ten working days") for each in found)


def test_clashes_between_two_laws_are_told_beside_both_also_where_answers_were_kept(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    for number, rows in enumerate((random_rows(8, 50), random_rows(9, 50), random_rows(8, 50))):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "keep").symlink_to(tmp_path, target_is_directory=True)
        found = told(lawbook, book, BOTH, rows, folder, "clashes")
        assert "" in found
        assert len({each.partition(":")[0] for each in found if each}) > 1


def test_entries_of_the_house_are_told_where_an_answer_rests_on_them(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "note.md").write_text(OF_THE_HOUSE, "utf-8")
    lawbook = answering.load_law([tmp_path / "house"])
    book = book_at(tmp_path / "book", lawbook)
    found = told(lawbook, book, ZZ, random_rows(10, 80), tmp_path, "own_law")
    single = {each for row in found for each in row.split("; ")}
    assert single == {"", "zz/house 2", "zz/house 3", "zz/quoll-accession answered by zz/house 1"}


def test_an_answer_of_the_house_is_not_told_where_what_is_known_leaves_nothing_to_hang_on_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "note.md").write_text(ON_ONE_SIDE, "utf-8")
    lawbook = answering.load_law([tmp_path / "house"])
    book = book_at(tmp_path / "book", lawbook)
    found = told(lawbook, book, ZZ, random_rows(11, 80), tmp_path, "own_law")
    assert "zz/house 2" in found
    assert "zz/house 2; zz/quoll-accession answered by zz/house 1" in found
