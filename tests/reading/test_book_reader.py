"""A book is read whole or not at all, and says everything that is wrong with it at once."""

import contextlib
import csv
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.errors import Problem, UnreadableBook
from xenotime.exact import Range, exactly
from xenotime.facts.book import Assumption
from xenotime.reading.book.columns import TABLES
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.words import BookWords, FactWord

FORMAT = "format = 1\n"
NOBODY = 65534
ITEMS = "item,name\nM,Motor\nP,Magnet\n"
WORDS = BookWords(
    forms=("metal", "part"),
    acts=("export",),
    party_kinds=("civil", "military"),
    item_kinds=("goods", "software"),
    steps=("magnet", "metal"),
    party_lists=("us/entity-list",),
    facts={"node_nm": FactWord("number"), "discrete_product": FactWord("truth")},
)


def book(folder: Path, toml: str = FORMAT, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "book.toml").write_text(toml, encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def problems(path: Path, vocabulary: BookWords | None = None) -> tuple[Problem, ...]:
    with pytest.raises(UnreadableBook) as caught:
        read_book(path, vocabulary=vocabulary)
    return caught.value.problems


def only(path: Path, vocabulary: BookWords | None = None) -> Problem:
    (problem,) = problems(path, vocabulary)
    return problem


def test_a_full_row_of_each_table_becomes_a_fact(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            'format = 1\nname = "Motors"\n[assume]\ncontents.others = "none"\nitems.codes = "cn:none"\nparties.kind = "civil"\n',
            items="item,name,kind,form,made_in,base_unit,mass_kg,value,currency,codes,made_with,facts,evidence\n"
            "M,Motor,goods,part,DE,pc,0.5,10..12,USD,cn:none; us:EAR99,none,node_nm=14; formed=yes|no,E1\n"
            "P,Magnet,,,,,,,,,magnet:CN:1E001,,\n",
            bill="parent,child,quantity,line_kind,usage_share,from,until\nM,P,2,option,30 %,2025-01-01,none\n",
            contents="item,substance,share_low,share_high,origin,claim\nP,Dy,1 %,30000 ppm,CN,declared\n",
            prices="substance,currency,per_kg_low,on\nDy,USD,400,2025-11-01\n",
            rates="currency,in,rate,on\nEUR,USD,1.1,2025-11-01\n",
            parties="party,name,country,lists,kind,branch_of\nA,Alpha,US,none,civil,\nB,Beta,DE,us/entity-list#fn5,,A\n",
            holdings="owner,owned,kind,share_low,share_high\nA,B,equity,50 %,50 %\nothers,B,equity,,20 %\n",
            lots="lot,item,quantity\nL1,M,100\n",
            undertakings="undertaking,item,onward,until\nU1,P,consent,2026-12-31\n",
            shipments="shipment,line,item,quantity,value,currency,act,from,to,exporter,end_user,lot,date\n"
            "S1,1,M,3,30,USD,export,DE,US,A,none,L1,2025-12-01\n",
            evidence="evidence,file,issued\nE1,letter.pdf,2025-10-01\n",
        )
    )
    motor = read.items["M"]
    assert (read.name, motor.row, motor.made_with, motor.codes) == ("Motors", 2, (), ("cn:none", "us:EAR99"))
    assert motor.value == Range(Fraction(10), Fraction(12))
    assert motor.facts == {"node_nm": ("14",), "formed": ("yes", "no")}
    assert motor.evidence == ("E1",)
    assert read.items["P"].form is None
    assert read.items["P"].made_with == ("magnet:CN:1E001",)
    assert read.bill[0].usage_share == exactly(Fraction(3, 10))
    assert read.bill[0].until is None
    assert read.contents[0].share == Range(Fraction(1, 100), Fraction(3, 100))
    assert read.prices[0].per_kg == Range(Fraction(400), None)
    assert read.rates[0].rate == Fraction(11, 10)
    assert read.parties["A"].lists == ()
    assert read.parties["B"].lists == ("us/entity-list#fn5",)
    assert read.holdings[1].share == Range(Fraction(0), Fraction(1, 5))
    assert read.lots["L1"].quantity == exactly(100)
    assert read.undertakings[0].onward == "consent"
    assert read.shipments[0].parties == {"exporter": ("A",), "end_user": ()}
    assert read.evidence["E1"].file == "letter.pdf"
    assert read.assumed("contents.others") == Assumption("contents.others", ())
    assert read.assumed("items.codes") == Assumption("items.codes", ("cn:none",))
    assert read.remarks == ()


def test_every_problem_of_every_file_comes_in_one_go(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items="item,mass_kg,made_in\nM,heavy,Germany\nM,1,DE\n",
            bill="parent,child,quantity\nM,X,1\nM,M,-1\n",
            shipments="shipment,item,date\nS1,M,1.12.2025\nS1,Y,2025-12-01\n",
        )
    )
    places = {(one.file, one.row, one.column) for one in found}
    assert places == {
        ("items.csv", 2, "mass_kg"),
        ("items.csv", 2, "made_in"),
        ("bill.csv", 2, "child"),
        ("bill.csv", 3, "quantity"),
        ("shipments.csv", 2, "date"),
        ("shipments.csv", 3, "item"),
    }
    assert all(one.found and one.do for one in found)


def test_an_id_may_stand_once_and_a_shipment_once_per_line(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items=ITEMS + "M,Again\n",
            parties="party,name\nA,x\nA,y\n",
            lots="lot,item\nL,M\nL,M\n",
            evidence="evidence\nE\nE\n",
            shipments="shipment,line,item,date\nS,1,M,2025-12-01\nS,2,M,2025-12-01\nS,1,M,2025-12-01\n",
        )
    )
    assert {(one.file, one.row) for one in found} == {
        ("items.csv", 4),
        ("parties.csv", 3),
        ("lots.csv", 3),
        ("evidence.csv", 3),
        ("shipments.csv", 4),
    }
    assert all("twice" in one.what for one in found)


def test_each_reference_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items="item,evidence\nM,E9\n",
            bill="parent,child,quantity\nX1,M,1\nM,X2,1\n",
            contents="item,substance,lot,evidence\nX3,Dy,L9,E8\n",
            parties="party,name,branch_of\nA,x,B9\n",
            holdings="owner,owned\nA,B8\nB7,A\nothers,A\n",
            lots="lot,item\nL1,X4\n",
            shipments="shipment,item,date,exporter,end_user,lot\nS,X5,2025-12-01,A;B6,none,L8\n",
        )
    )
    assert {one.found for one in found} == {
        "E9", "E8", "X1", "X2", "X3", "X4", "X5", "B9", "B8", "B7", "B6", "L9", "L8",
    }  # fmt: skip


def test_a_worth_without_a_currency_or_a_quantity_is_remarked_on_with_its_rows(tmp_path: Path) -> None:
    shipments = """shipment,item,quantity,value,currency,date
S1,M,1,5,,2025-12-01
S2,M,1,5,EUR,2025-12-01
S3,M,,,,2025-12-01
S4,M,,5,EUR,2025-12-01
S5,M,0,5,EUR,2025-12-01
"""
    currency, quantity = read_book(book(tmp_path, items=ITEMS, shipments=shipments)).remarks
    assert currency == (
        "shipments.csv, currency: a value without a currency says nothing of what goods are worth (row 2)"
    )
    assert quantity == (
        "shipments.csv, quantity: a value without a quantity says nothing of what one of the goods is worth (rows 5, 6)"
    )


def test_each_lot_that_stands_beside_another_item_than_its_own_is_a_problem(tmp_path: Path) -> None:
    found = problems(
        book(
            tmp_path,
            items=ITEMS,
            lots="lot,item\nL1,M\nL2,P\n",
            undertakings="undertaking,item,lot\nU1,P,L1\nU2,,L1\nU3,M,L1\n",
            shipments="shipment,item,lot,date\nS1,M,L2,2025-12-01\nS2,P,L1,2025-12-01\nS3,P,L2,2025-12-01\nS4,P,none,2025-12-01\n",
            contents="item,substance,share_high,lot\nM,Dy,none,L1\nP,others,none,L1\nP,others,none,L2\n",
        )
    )
    assert {(one.file, one.row, one.column, one.found) for one in found} == {
        ("contents.csv", 3, "lot", "L1"), ("undertakings.csv", 2, "lot", "L1"), ("shipments.csv", 2, "lot", "L2"), ("shipments.csv", 3, "lot", "L1"),
    }  # fmt: skip


def test_an_undertaking_that_names_neither_an_item_nor_a_lot_is_a_problem(tmp_path: Path) -> None:
    undertakings = "undertaking,item,lot,onward\nU1,P,,free\nU2,,,never\nU3,none,none,never\n"
    found = problems(book(tmp_path, items=ITEMS, undertakings=undertakings))
    assert [(one.file, one.row, one.column) for one in found] == [
        ("undertakings.csv", 3, "item"),
        ("undertakings.csv", 4, "item"),
    ]


def test_a_reference_to_a_row_that_has_its_own_problem_is_not_reported_again(tmp_path: Path) -> None:
    path = book(tmp_path, items="item,mass_kg\nM,heavy\nP,1\n", bill="parent,child,quantity\nM,P,1\n")
    assert only(path).column == "mass_kg"


def test_a_row_with_a_wrong_cell_still_has_its_references_checked(tmp_path: Path) -> None:
    found = problems(book(tmp_path, items=ITEMS, bill="parent,child,quantity\nM,X,many\n"))
    assert {one.column for one in found} == {"child", "quantity"}


def test_a_misspelt_reference_comes_with_the_nearest_id(tmp_path: Path) -> None:
    path = book(tmp_path, items="item\nmotor-12\n", bill="parent,child,quantity\nmotor-12,motor-21,1\n")
    assert "motor-12" in only(path).do


def test_words_are_checked_only_against_a_vocabulary(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        items="item,kind,form,made_with,facts\nM,gods,part; metall,magnt:CN,node_mn=14; discrete_product=maybe\nP,,,,node_nm=small\n",
        parties="party,name,kind,lists\nA,x,civl,us/entity-lst\n",
    )
    assert read_book(path).items["M"].kind == ("gods",)
    found = problems(path, WORDS)
    assert {one.column for one in found} == {"kind", "form", "made_with", "facts", "lists"}
    assert any("metal" in one.do and "metal, part" in one.allowed for one in found)
    assert len(found) == 7


def test_the_formats_own_words_are_always_checked(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        items=ITEMS,
        bill="parent,child,quantity,line_kind\nM,P,1,fantom\n",
        contents="item,substance,claim\nM,Dy,guessed\n",
        undertakings="undertaking,onward\nU,perhaps\n",
    )
    assert {one.found for one in problems(path)} == {"'fantom'", "'guessed'", "'perhaps'"}


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda path: path / "nowhere", "no book here"),
        (lambda path: path, "no book.toml"),
        (book, "no tables"),
        (lambda path: book(path, "format = 2\n"), "format of the book"),
        (lambda path: book(path, "name = 'x'\n"), "format of the book"),
        (lambda path: book(path, "format = \n"), "not TOML"),
        (lambda path: book(path, items=""), "no header row"),
        (lambda path: book(path, items="\n\n"), "no header row"),
        (lambda path: book(path, items="name\nMotor\n"), "missing"),
        (lambda path: book(path, item="item\nM\n"), "no table of a book"),
    ],
)
def test_what_is_not_a_book_is_one_clear_problem(
    tmp_path: Path, make: Callable[[Path], Path], what: str
) -> None:
    assert what in only(make(tmp_path)).what


def test_a_folder_whose_tables_may_stand_in_a_workbook_names_that(tmp_path: Path) -> None:
    (tmp_path / "orders.xlsx").write_bytes(b"")
    for folder in (tmp_path, book(tmp_path)):
        assert only(folder).do == f"give the workbook itself: {tmp_path / 'orders.xlsx'}"


def test_deeply_nested_toml_is_a_problem_and_no_fault_of_ours(tmp_path: Path) -> None:
    assert "nested" in only(book(tmp_path, "format = 1\nname = " + "[" * 100_000)).what


def test_a_folder_named_like_a_table_is_a_problem(tmp_path: Path) -> None:
    (book(tmp_path) / "items.csv").mkdir()
    assert "cannot be opened" in only(tmp_path).what


@contextmanager
def one_without_privileges() -> Iterator[None]:
    """Root may read everything: for a while this is nobody."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_folder_that_may_not_be_read_is_a_problem() -> None:
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = book(Path(folder) / "shut", items=ITEMS)
        with one_without_privileges():
            assert read_book(path).items
        path.chmod(0)
        with one_without_privileges():
            assert "cannot be opened" in only(path).what
        path.chmod(0o755)


def test_a_table_without_rows_is_empty_and_readable(tmp_path: Path) -> None:
    assert read_book(book(tmp_path, items="item,name\n")).items == {}


def test_a_day_that_every_shipment_needs_is_asked_for(tmp_path: Path) -> None:
    assert only(book(tmp_path, items=ITEMS, shipments="shipment,item,date\nS,M,\n")).column == "date"


def test_zeros_and_unknown_codes_are_remarked_on_with_their_rows(tmp_path: Path) -> None:
    read = read_book(
        book(
            tmp_path,
            items="item,value,made_in,codes,made_with\nM,0,XX,hs:00000000,magnet:XX\nP,0.00,XX,hs:0000;us:EAR99,\n",
        )
    )
    motor, magnet = read.items["M"], read.items["P"]
    assert (motor.value, motor.made_in, motor.codes, motor.made_with) == (None, None, None, None)
    assert (magnet.value, magnet.made_in, magnet.codes) == (None, None, ("us:EAR99",))
    assert "items.csv, value: an amount of 0 reads as not known (rows 2, 3)" in read.remarks
    assert len(read.remarks) == 4


def test_invented_countries_pass_and_lists_of_them_do_not(tmp_path: Path) -> None:
    read = read_book(book(tmp_path, items="item,made_in\nM,ZZ\nP,QM; XK\n"))
    assert (read.items["M"].made_in, read.items["P"].made_in) == (("ZZ",), ("QM", "XK"))
    found = problems(book(tmp_path, items="item,made_in\nM,EU\nP,de\nQ,UK\nR,Germany\n"))
    hints = [one.do for one in found]
    assert ["member state" in hints[0], "DE" in hints[1], "GB" in hints[2], "empty" in hints[3]] == [True] * 4


def test_codes_by_which_statistics_tell_no_country_or_part_of_one_are_no_countries(tmp_path: Path) -> None:
    found = problems(book(tmp_path, items="item,made_in\nM,QU\nP,XZ\nQ,QZ\nR,XI\nS,XC\n"))
    hints = [one.do for one in found]
    assert ["empty" in each for each in hints] == [True, True, True, False, False]
    assert ("GB" in hints[3], "ES" in hints[4]) == (True, True)


def test_currencies_are_iso_codes(tmp_path: Path) -> None:
    found = problems(book(tmp_path, items="item,currency\nM,RMB\nP,usd\nQ,$\n"))
    assert ["CNY" in found[0].do, "USD" in found[1].do, len(found)] == [True, True, 3]


def test_progress_tells_of_each_table(tmp_path: Path) -> None:
    told: list[str] = []
    read_book(book(tmp_path, items=ITEMS, lots="lot,item\nL,M\n"), progress=told.append)
    assert told == ["items: 2 rows", "lots: 1 row"]


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_text_comes_through_a_file_unharmed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([("item", "name", "maker"), *((f"I{at}", *row) for at, row in enumerate(rows))])
    read = read_book(book(tmp_path_factory.mktemp("book"), items=stream.getvalue()))
    assert [(one.name, one.maker) for one in read.items.values()] == rows


@pytest.mark.parametrize(
    "text", ["NO", "NA", "1E001", "0010", "TRUE", "null", "N/A", "1e5", "-", "0x10", "12:30"]
)
def test_text_that_looks_like_something_else_stays_text(tmp_path: Path, text: str) -> None:
    read = read_book(book(tmp_path, items=f"item,maker_part\n{text},{text}\n"))
    assert read.items[text].maker_part == text


awkward = st.one_of(
    st.sampled_from(
        [
            "",
            "none",
            "M",
            "0",
            "-1",
            "5..7",
            "XX",
            "DE;XX",
            "hs:0",
            "a=b|c",
            "magnet:XX",
            "3 %",
            "2025-02-30",
            '"',
            "kg",
        ]
    ),
    st.text(max_size=6),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(TABLES)), st.data())
def test_whatever_a_file_holds_it_is_read_or_its_problems_are_told(
    tmp_path_factory: pytest.TempPathFactory, table: str, data: st.DataObject
) -> None:
    columns = [column.name for column in TABLES[table]]
    rows = data.draw(st.lists(st.lists(awkward, min_size=len(columns), max_size=len(columns)), max_size=4))
    text = "\n".join(",".join(row) for row in [columns, *rows])
    path = book(tmp_path_factory.mktemp("book"))
    (path / f"{table}.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(UnreadableBook):
        read_book(path, vocabulary=WORDS)


@pytest.mark.parametrize("name", ["match.toml", "Aliases.toml", "positions.TOML", "owner/", "Lists/"])
def test_what_is_called_nearly_as_something_that_is_read_is_not_passed_over(
    tmp_path: Path, name: str
) -> None:
    path = book(tmp_path, items=ITEMS)
    for each in ("notes.toml", "sheets/", name):
        (path / each).mkdir() if each.endswith("/") else (path / each).write_text("", encoding="utf-8")
    assert (only(path).file, "not read" in only(path).what) == (name.strip("/"), True)
    (path / "book.toml").write_text(
        f'format = 1\n[ignore]\nfiles = ["{name.strip("/")}"]\n', encoding="utf-8"
    )
    assert read_book(path).items


@pytest.mark.parametrize(
    "name",
    [
        "contents.xlsx", "Contents.CSV", "contents.tsv", "bill.txt", "items.ods", "contents.csv.txt", "bill.json",
        "holdings.csv.gz",
    ],
)  # fmt: skip
def test_a_table_that_is_saved_otherwise_is_not_passed_over(tmp_path: Path, name: str) -> None:
    folder = book(tmp_path, items="item\nM\n")
    (folder / name).write_bytes(b"x")
    assert only(folder).file == name
    (folder / "book.toml").write_text(f'format = 1\n[ignore]\nfiles = ["{name}"]\n', "utf-8")
    assert read_book(folder).items
    (folder / name).rename(folder / "notes.txt")
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    assert read_book(folder).items
