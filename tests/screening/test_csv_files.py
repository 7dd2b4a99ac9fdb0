"""A CSV file says the same, and is refused for the same, whether it stands in the book or is screened."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.screen_books import KNOWN_ON, book_at, differences, results_in
from xenotime.casework.cases import Asked, Docket
from xenotime.desk import answering
from xenotime.desk.screening import Source, screen
from xenotime.errors import UnreadableBook
from xenotime.facts.book import Book
from xenotime.law.lawbook import Lawbook
from xenotime.screening.answers import as_row

ASKED = Asked(KNOWN_ON, ("zz",), explain=False)
HEADER = "shipment,line,item,quantity,value,currency,from,to,consignee,end_use,date\n"
FIRST = "S1,1,BELL,1,100,EUR,ZZ,QO,P1,civil,2026-06-01\n"
SECOND = "S2,1,BOX,2,100,EUR,ZZ,QO,P2,civil,2026-06-01\n"
PLAIN = HEADER + FIRST + SECOND
ALIASES = """[[alias]]
alias = "4711"
of = "BELL"
kind = "customer_part"
source = "drawing"
confirmed_by = "A"
on = 2026-01-01
"""
READ = {
    "plain": PLAIN,
    "a byte order mark": "\ufeff" + PLAIN,
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "line ends of old": PLAIN.replace("\n", "\r"),
    "no last line end": PLAIN.strip(),
    "an empty line": HEADER + FIRST + "\n" + SECOND,
    "a row of empty cells": HEADER + FIRST + ",,,,,,,,,,\n" + SECOND,
    "an unnamed empty column": PLAIN.replace("\n", ",\n"),
    "quotation marks": PLAIN.replace("S2", '"S""2"').replace("BOX", '"BOX"'),
    "a line end in a cell": PLAIN.replace("S2", '"S\n2"'),
    "blanks around cells": PLAIN.replace(",", " , ").replace("S2", "\u00a0S2\u3000"),
    "letters that begin as blanks do": PLAIN.replace("S2", "かS2–").replace("S1", "S1中"),
    "a number of a part": PLAIN.replace("BELL", "4711").replace("BOX", " 4711"),
    "what looks like a comment": PLAIN.replace("S1", "# S1"),
    "words that look like nothing": PLAIN.replace("S1", "NULL").replace("S2", "NaN"),
    "a line of blanks": HEADER + FIRST + "  \n" + SECOND,
    "line ends that differ": HEADER + FIRST.replace("\n", "\r\n") + SECOND,
    "a return in a cell": PLAIN.replace("S2", '"S\r2"').replace("\n", "\r\n"),
    "quotation marks behind a blank": PLAIN.replace("S2", ' "S2"'),
    "quotation marks inside a cell": PLAIN.replace("S2", 'S"2"'),
    "no lines": PLAIN.replace("line,", "").replace(",1,B", ",B"),
}  # fmt: skip
REFUSED = {
    "a short row": HEADER + FIRST + "S2,1,BOX\n" + SECOND,
    "a long row": HEADER + FIRST + SECOND.strip() + ",more\n",
    "an empty cell too many": HEADER + FIRST + SECOND.replace("\n", ",\n"),
    "two empty cells too many": HEADER + FIRST.replace("\n", ",,\n") + SECOND,
    "letters behind quotation marks": PLAIN.replace("S2", '"S2" '),
    "bytes of 0": PLAIN.replace("S2", "S\0"),
    "a very long cell": PLAIN.replace("S2", "S" * 40_000),
    "a row of blanks": HEADER + FIRST + " ,,,\u3000,,,,,,,\n" + SECOND,
    "a comment": HEADER + "# by hand\n" + FIRST,
    "comments before the header": "exported,by\nsomebody,\n" + PLAIN,
    "an open quotation mark": HEADER + FIRST + '"' + SECOND,
    "rows in one cell": HEADER + FIRST + SECOND.replace(",1", ',"1', 1) + SECOND.replace("S2,1", 'S3,1"', 1),
    "another delimiter": PLAIN.replace(",", ";"),
    "an unknown column": PLAIN.replace("line", "Zeile"),
    "a column twice": PLAIN.replace("line", "item"),
    "a cell under no heading": HEADER.replace("end_use", "") + FIRST,
    "nothing": "",
    "an empty first row": "\n" + PLAIN,
    "an id twice but for blanks": HEADER + FIRST + FIRST.replace("S1", "S1 "),
    "an id of blanks": PLAIN.replace("S2", "  "),
    "several wrong cells behind an empty line": HEADER + FIRST + "\n" + SECOND.replace("100", "1,5").replace(
        "QO", "Quinland") + SECOND.replace("BOX", "CRATE"),
    "another encoding": PLAIN.replace("S2", "Sü"),
}  # fmt: skip
ODD = (
    '"', '""', ",", ",,", "\n", "\r", "\r\n", "\n\n", '",', '"\n', " ", "\t", "\0", "\\", "#", ";", "é", "\u00a0", "\u2028", "\ufeff",
)  # fmt: skip
"""What slips into files that were written by hand or by half a program."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, lawbook: Lawbook) -> Path:
    made = tmp_path_factory.mktemp("book") / "book"
    book_at(made, lawbook)
    (made / "aliases.toml").write_text(ALIASES, "utf-8")
    return made


@pytest.fixture(scope="module")
def book(folder: Path, lawbook: Lawbook) -> Book:
    return answering.open_book(folder, lawbook)


def written(folder: Path, text: str) -> bytes:
    file = folder / "shipments.csv"
    file.write_bytes(text.encode("cp1252" if "ü" in text else "utf-8"))
    return file.read_bytes()


@pytest.mark.parametrize("name", READ)
def test_what_a_check_reads_is_screened_with_the_same_answers(
    name: str, lawbook: Lawbook, book: Book, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_bytes(written(folder, READ[name]))
    words = answering.book_words(lawbook)
    got = results_in(
        screen(lawbook, book, words, ASKED, Source(tmp_path / "rows.csv", tmp_path / "out")).parts
    )
    want = {
        (each.shipment, each.line or "", each.regime): as_row(each)
        for each in Docket(answering.open_book(folder, lawbook), lawbook, ASKED).answers()
    }
    assert len(want) == 2
    assert got.keys() == want.keys()
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_check_refuses_is_refused_with_the_same_rows(
    name: str, lawbook: Lawbook, book: Book, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_bytes(written(folder, REFUSED[name]))
    with pytest.raises(UnreadableBook) as checked:
        answering.open_book(folder, lawbook)
    with pytest.raises(UnreadableBook) as screened:
        screen(
            lawbook,
            book,
            answering.book_words(lawbook),
            ASKED,
            Source(tmp_path / "rows.csv", tmp_path / "out"),
        )
    own, other = (
        [(each.what, each.row, each.column, each.allowed) for each in refused.value.problems]
        for refused in (checked, screened)
    )
    assert own == other
    assert not any("book.toml" in each.do for each in screened.value.problems)


def test_how_far_the_look_for_what_is_wrong_has_come_is_said(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    many = "".join(SECOND.replace("S2", f"S{number}") for number in range(2, 12_000))
    (tmp_path / "rows.csv").write_text(HEADER + many + SECOND.replace("QO", "Quinland"), "utf-8")
    said: list[tuple[int, int]] = []
    with pytest.raises(UnreadableBook) as refused:
        screen(
            lawbook,
            book,
            answering.book_words(lawbook),
            ASKED,
            Source(tmp_path / "rows.csv", tmp_path / "out"),
            lambda done, of: said.append((done, of)),
        )
    assert [each.row for each in refused.value.problems] == [12_000]
    assert said == [(5_000, 12_000), (10_000, 12_000)]


def test_what_was_written_anew_to_be_read_is_not_left_behind(
    lawbook: Lawbook, book: Book, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text(READ["quotation marks inside a cell"], "utf-8")
    words = answering.book_words(lawbook)
    screen(lawbook, book, words, ASKED, Source(tmp_path / "rows.csv", tmp_path / "out"))
    assert not (tmp_path / "out" / "plain.csv").exists()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, len(PLAIN)), st.sampled_from(ODD)), min_size=1, max_size=3),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_slips_into_a_file_it_says_or_is_refused_for_the_same(
    lawbook: Lawbook, book: Book, folder: Path, slips: list[tuple[int, str]], ends: str
) -> None:
    text = PLAIN
    for at, slip in slips:
        text = text[:at] + slip + text[at:]
    with TemporaryDirectory() as made:
        file = Path(made) / "rows.csv"
        file.write_bytes(text.replace("\n", ends).encode())
        (folder / "shipments.csv").write_bytes(file.read_bytes())
        assert screened(lawbook, book, file) == checked(lawbook, folder)


def checked(lawbook: Lawbook, folder: Path) -> object:
    try:
        own = answering.open_book(folder, lawbook)
    except UnreadableBook as refused:
        return [(each.what, each.row, each.column, each.allowed) for each in refused.problems]
    every = Docket(own, lawbook, ASKED).answers()
    return {(each.shipment, each.line or ""): as_row(each)["outcome"] for each in every}


def screened(lawbook: Lawbook, book: Book, file: Path) -> object:
    words, source = answering.book_words(lawbook), Source(file, file.parent / "out")
    try:
        found = results_in(screen(lawbook, book, words, ASKED, source).parts)
    except UnreadableBook as refused:
        return [(each.what, each.row, each.column, each.allowed) for each in refused.problems]
    return {key[:2]: row["outcome"] for key, row in found.items()}
