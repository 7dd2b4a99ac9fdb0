"""A company's own words say what its parts are; one that would clear a part is a person's declaration, and is always told."""

import csv
import json
from pathlib import Path

import pytest

from xenotime.cli import main
from xenotime.errors import UnreadableBook
from xenotime.reading.book.reader import read_book

MOTOR = "rotating electric machine"
DECLARED = "declared by the house to hold none"
WORDS = f"""word,kind,by,on,reason
XJ,{MOTOR},,,
Sonotrode,none,A. Person,2026-11-02,turned from solid steel
4711-*,none,B. Person,2026-11-03,one drawing series
压头,none,B. Person,2026-11-03,no drive
"""


def a_book(folder: Path, items: dict[str, str], words: str = WORDS, style: str = "") -> Path:
    folder.joinpath("book.toml").write_text(f"format = 1\n{style}", "utf-8")
    rows = "".join(f"{item},{name}\n" for item, name in items.items())
    folder.joinpath("items.csv").write_text("item,name\n" + rows, "utf-8")
    folder.joinpath("house_words.csv").write_text(words, "utf-8")
    return folder


def looked_at(book: Path, table: Path) -> dict[str, dict[str, str]]:
    main(["classify", str(book), "--table", str(table)])
    return {row["item"]: row for row in csv.DictReader(table.read_text("utf-8-sig").splitlines())}


@pytest.mark.parametrize(
    ("item", "name", "tier", "family"),
    [
        ("1", "Einheit XJ-7", "may hold", MOTOR),
        ("2", "EINHEIT xj", "may hold", MOTOR),
        ("XJ-12", "", "may hold", MOTOR),
        ("3", "Einheit XJR", "not recognised", ""),
        ("4", "Quillon sonotrodes 20 mm", "of a kind that holds none", DECLARED),
        ("4711-5", "Quillon 20", "of a kind that holds none", DECLARED),
        ("5", "钢压头", "of a kind that holds none", DECLARED),
    ],
)
def test_a_house_calls_its_parts_by_its_own_words(
    item: str, name: str, tier: str, family: str, tmp_path: Path
) -> None:
    row = looked_at(a_book(tmp_path, {item: name}), tmp_path.parent / "out.csv")[item]
    assert row["tier"] == tier
    assert row["family"] == family or not family


@pytest.mark.parametrize(
    ("item", "name", "tier"),
    [
        ("4711-2", "Quillon motor", "may hold"),
        ("6", "Sonotrode motor", "may hold"),
        ("7", "Sonotrode XJ", "may hold"),
        ("8", "Sonotrode Quillon", "not recognised"),
        ("9", "Sonotrode and Quillon", "not recognised"),
        ("10", "Sonotrode tungsten", "not recognised"),
        ("4711-3", "Quillon tungsten", "not recognised"),
        ("4711-4", "Quillon 24 V", "not recognised"),
        ("A4711-4", "Quillon", "not recognised"),
    ],
)
def test_a_word_that_clears_takes_back_nothing_and_says_nothing_of_an_unknown_thing(
    item: str, name: str, tier: str, tmp_path: Path
) -> None:
    assert looked_at(a_book(tmp_path, {item: name}), tmp_path.parent / "out.csv")[item]["tier"] == tier


def test_what_a_person_declared_is_told_at_every_item_in_the_text_in_json_and_on_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"1": "Sonotrode 20 mm", "2": "Bracket and sonotrode", "3": "Sonotrode motor", "4": "Bracket"}
    book, page = a_book(tmp_path, names), tmp_path.parent / "page.html"
    said = "house word 'Sonotrode', by A. Person on 2026-11-02: turned from solid steel"
    rows = looked_at(book, tmp_path.parent / "out.csv")
    assert [rows[item]["because"] for item in ("1", "2")] == [said, said]
    assert rows["4"]["because"] == "name says 'bracket'"
    text = " ".join(capsys.readouterr().out.split())
    assert f"{said}, and yet proposed (1): 3" in text
    main(["classify", str(book), "--report", str(page), "--json"])
    found = json.loads(capsys.readouterr().out)["classified"]
    assert [each["what"] for each in found["harmless"] if each["kind"] == DECLARED] == [said, said]
    assert found["overruled"] == [{"item": "3", "word": "Sonotrode"}]
    assert page.read_text("utf-8").count("turned from solid steel") == 2


def test_every_declaration_is_told_however_many_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [f"quillon{chr(97 + at)}x" for at in range(12)]
    rows = "".join(f"{word},none,A. Person,2026-11-02,why {word}\n" for word in words)
    book = a_book(tmp_path, {word: word for word in words}, "word,kind,by,on,reason\n" + rows)
    main(["classify", str(book)])
    text = capsys.readouterr().out
    assert [word for word in words if f"why{word}" not in "".join(text.split())] == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Sonotrode,none,,2026-11-02,why", "by"),
        ("Sonotrode,none,A. Person,,why", "on"),
        ("Sonotrode,none,A. Person,2026-11-02,", "reason"),
        ("So,none,A. Person,2026-11-02,why", "word"),
        ("So*,none,A. Person,2026-11-02,why", "word"),
        ("*,none,A. Person,2026-11-02,why", "word"),
        (f",{MOTOR},,,", "word"),
        (f"a*b,{MOTOR},,,", "word"),
        ("XJ,rotating machine,,,", "kind"),
        ("XJ,,,,", "kind"),
        (f"XJ,{MOTOR},,yesterday,", "on"),
    ],
)
def test_a_row_that_is_not_whole_is_refused_with_its_place(row: str, column: str, tmp_path: Path) -> None:
    book = a_book(tmp_path, {"1": "Bracket"}, f"word,kind,by,on,reason\n{row}\n")
    with pytest.raises(UnreadableBook) as refused:
        read_book(book)
    assert [(each.file, each.row, each.column) for each in refused.value.problems] == [
        ("house_words.csv", 2, column)
    ]


def test_a_word_stands_once_and_the_columns_are_these(tmp_path: Path) -> None:
    twice = a_book(tmp_path, {"1": "Bracket"}, f"word,kind\nXJ,{MOTOR}\nxj,{MOTOR}\n")
    with pytest.raises(UnreadableBook, match="stands twice"):
        read_book(twice)
    for header in ("word,kind,because", "word"):
        with pytest.raises(UnreadableBook, match="column"):
            read_book(a_book(tmp_path, {"1": "Bracket"}, f"{header}\n"))


def test_the_file_is_read_as_the_book_says_that_its_tables_are(tmp_path: Path) -> None:
    book = a_book(tmp_path, {}, f"word;kind\nXJ;{MOTOR}\n", '[csv]\ndelimiter = ";"\n')
    book.joinpath("items.csv").write_text("item;name\n1;Bracket\n", "utf-8")
    assert [each.word for each in read_book(book).house_words] == ["XJ"]
