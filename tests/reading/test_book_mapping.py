"""book.toml says how files differ from the format; each entry that cannot be right is named."""

from fractions import Fraction
from pathlib import Path

import pytest

from xenotime.errors import Problem, UnreadableBook
from xenotime.exact import exactly
from xenotime.facts.book import Assumption
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.words import BookWords

ITEMS = "item\nM\n"


def book(folder: Path, toml: str, **tables: str) -> Path:
    (folder / "book.toml").write_text("format = 1\n" + toml, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def problems(path: Path, words: BookWords | None = None) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path, vocabulary=words)
    return caught.value.problems


def only(path: Path, words: BookWords | None = None) -> Problem:
    (problem,) = problems(path, words)
    return problem


def test_foreign_files_and_columns_keep_their_names(tmp_path: Path) -> None:
    toml = (
        '[files]\nitems = "MARA.csv"\n[columns.items]\nitem = "Material"\nmass_kg = "Net weight"\n'
        '[constants.items]\ncurrency = "EUR"\nmade_in = "DE; FR"\n[ignore]\nitems = ["Created by"]\nfiles = ["T001.csv"]\n'
    )
    path = book(tmp_path, toml, MARA="Material,Net weight,Created by\n0010,2.5,me\n", T001="x\n1\n")
    item = read_book(path).items["0010"]
    assert (item.mass_kg, item.currency, item.made_in) == (exactly(Fraction(5, 2)), "EUR", ("DE", "FR"))


def test_a_problem_names_our_column_and_the_foreign_one(tmp_path: Path) -> None:
    path = book(tmp_path, '[columns.items]\nmass_kg = "Weight"\n', items="item,Weight\nM,heavy\n")
    assert only(path).column == "mass_kg (Weight)"


@pytest.mark.parametrize(
    ("toml", "at", "hint"),
    [
        ("[colums.items]\nitem = 'x'\n", "colums", "columns"),
        ("[columns.item]\nitem = 'x'\n", "columns.item", "items"),
        ("[columns.items]\nitm = 'x'\n", "columns.items.itm", "item"),
        ("[columns]\nitems = 'x'\n", "columns.items", "keys below"),
        ("[columns.items]\nmass_kg = 5\n", "columns.items.mass_kg", "text"),
        ("[columns.items]\nname = 'N'\nmaker = 'N'\n", "columns.items.maker", "name and maker"),
        ("[csv]\ndelimeter = ';'\n", "csv.delimeter", "delimiter"),
        ("[csv]\ndelimiter = '+'\n", "csv.delimiter", ";"),
        ("[csv]\nencoding = 'utf8'\n", "csv.encoding", "utf-8"),
        ("[csv]\ndecimal = ';'\n", "csv.decimal", ","),
        ("[files]\nitem = 'x.csv'\n", "files.item", "items"),
        ("[files]\nbill = 'x.csv'\n", "files.bill", ""),
        ("[ignore]\nitems = 'x'\n", "ignore.items", "["),
        ("[constants.items]\nmade_in = 'Germany'\n", "constants.items.made_in", "ISO 3166"),
        ("[constants.items]\nitem = 'X'\n", "item", ""),
        ("[assume]\ncontent.others = 'none'\n", "assume.content.others", "contents.others"),
        ("[assume]\ncontents.others = '5 %'\n", "assume.contents.others", "none"),
        ("[assume]\nitems.mass_kg = '5'\n", "assume.items.mass_kg", "items.codes"),
        ("[assume]\nitems.codes = '1C905'\n", "assume.items.codes", "cn:none"),
        ("[assume]\nparties.kind = 5\n", "assume.parties.kind", "text"),
        ("name = 5\n", "name", "text"),
        ("[sources.parts]\nfil = 'x'\n", "sources.parts", "file"),
        ("derive = 5\n", "derive", "[[derive]]"),
        ("[[derive]]\ntable = 'part'\n", "derive.1.table", "items"),
        ("[[derive]]\ntable = 'items'\nfrom = 'parts'\n", "derive.1.from", "[sources]"),
        ("[[derive]]\ntable = 'items'\nrow = { itm = 'x' }\n", "derive.1.row.itm", "item"),
        ("[[derive]]\ntable = 'items'\nonce_per = 'child'\nrow = { item = 'x' }\n", "derive.1", "item"),
        (
            "[[derive]]\ntable = 'items'\nrow = { item = 'x' }\nrules = [{ where = { a = '(' } }]\n",
            "derive.1.rules.where",
            ")",
        ),
    ],
)
def test_an_entry_that_cannot_be_right_is_named_with_what_can(
    tmp_path: Path, toml: str, at: str, hint: str
) -> None:
    found = problems(book(tmp_path, toml, items=ITEMS))
    assert at in [one.column for one in found]
    assert any(hint in one.as_text() for one in found)


def test_a_mapped_column_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    path = book(tmp_path, '[columns.items]\nitem = "Materiel"\n', items="Material,name\n0010,x\n")
    found = problems(path)
    assert any("'Material'" in one.do and one.allowed == "Materiel" for one in found)


def test_assumptions_are_kept_as_they_are_stated(tmp_path: Path) -> None:
    toml = '[assume]\ncontents.others = "none"\n"parties.kind" = "civil"\nitems.codes = ["cn:none", "us:EAR99"]\nitems.made_with = "none"\n'
    assert read_book(book(tmp_path, toml, items=ITEMS)).assumptions == (
        Assumption("contents.others", ()),
        Assumption("parties.kind", ("civil",)),
        Assumption("items.codes", ("cn:none", "us:EAR99")),
        Assumption("items.made_with", ()),
    )


def test_an_assumed_word_is_one_of_the_vocabulary(tmp_path: Path) -> None:
    path = book(tmp_path, '[assume]\nparties.kind = "civl"\n', items=ITEMS)
    assert "civil" in only(path, BookWords(party_kinds=("civil", "military"))).as_text()
