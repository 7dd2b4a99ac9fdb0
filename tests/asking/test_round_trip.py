"""A request goes out as a sheet, comes back filled in, and becomes a fact, a refusal, or a problem with its place."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from xenotime.desk.requests import mark_sent, read_back, refused_of
from xenotime.errors import UnreadableBook, UnreadableRequest
from xenotime.exact import NOTHING, Range
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.request import ANSWERED, DRAFTED, REFUSED, SENT, Request
from xenotime.facts.seen import About
from xenotime.reading.asking.sheet_words import HEADS
from xenotime.reading.asking.sheets import read_sheet_back, write_sheets
from xenotime.reading.book.reader import read_book
from xenotime.reading.book.requests import write_requests

DAY = date(2026, 11, 24)
BAND = ("none", "below", "at or above")
CONTENT = Request(
    "Q0001", "content of zz/list of origin ZZ", "item", "M", "Supplier 甲", english="Is there any?", chinese="有吗？",
    answers=BAND, band="0.1 %", profile="careful",
)  # fmt: skip
HAS = Request(
    "Q0002", "has(Dy)", "item", "M", "Supplier 甲", english="=1+1", chinese="镝", answers=("yes", "no")
)
MADE_IN = Request(
    "Q0003", "made_in", "item", "M", "Supplier 甲", english="Where?", chinese="何处？", answers=("text",)
)
EVERY = (CONTENT, HAS, MADE_IN)
NEVER = {"careful": (("customers",), ("客户",))}
Fill = dict[str, dict[str, str]]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text("format = 1\n", "utf-8")
    (folder / "items.csv").write_text("item,value,currency,maker\nM,100,EUR,S\n", "utf-8")
    write_requests(folder, EVERY)
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """A sheet that went out, filled in: by number, the heading and what stands under it."""

    def fill(sheet: str = "English", asked: Sequence[Request] = EVERY, **cells: dict[str, str]) -> Path:
        (path,) = write_sheets(asked, tmp_path / "out", NEVER)
        workbook = load_workbook(path)
        rows = {row[0].value: row for row in workbook[sheet].iter_rows(min_row=2)}
        for number, own in cells.items():
            for heading, text in own.items():
                rows[number][HEADS[sheet].index(heading)].value = text
        workbook.save(path)
        return path

    return fill


def answered(book: Path, path: Path) -> Book:
    read_back(book, read_book(book), [path], DAY)
    return read_book(book)


def test_requests_are_kept_as_they_are(book: Path) -> None:
    assert [replace(each, row=0) for each in read_book(book).requests] == list(EVERY)


def test_a_sheet_holds_both_languages_and_says_what_not_to_state(filled: Callable[..., Path]) -> None:
    workbook = load_workbook(filled())
    assert [workbook[name]["B2"].value for name in HEADS] == ["Is there any?", "有吗？"]
    about = " ".join(str(row[0].value) for row in workbook.worksheets[2].iter_rows())
    assert "customers" in about
    assert "客户" in about
    assert workbook["English"]["B3"].data_type == "s"


def test_a_sheet_says_what_the_items_and_lists_in_its_own_questions_stand_for(tmp_path: Path) -> None:
    named = replace(HAS, english="Is any of list zz/list in M?", subject="zz/list")
    meanings = {"M": "Magnet; your part 42SH", "zz/list": "Z1 bells", "zz/list-2": "Z2 horns", "MM": "Motor"}
    (path,) = write_sheets([named], tmp_path, NEVER, meanings)
    lines = [str(row[0].value) for row in load_workbook(path).worksheets[2].iter_rows()]
    assert [line for line in lines if line.split(": ")[0] in meanings] == [
        "M: Magnet; your part 42SH",
        "zz/list: Z1 bells",
    ]


def test_a_band_below_becomes_a_range_of_the_item_s_value(book: Path, filled: Callable[..., Path]) -> None:
    (row,) = answered(book, filled(Q0001={"Answer": "below", "Answered by": "Ms Li"})).contents
    assert (row.substance, row.origin, row.value) == ("zz/list", ("ZZ",), Range(Fraction(0), Fraction(1, 10)))
    assert (row.claim, row.said_by, row.said_on, row.present) == ("derived", "Ms Li", DAY, False)


def test_a_band_at_or_above_is_at_least_that_much(book: Path, filled: Callable[..., Path]) -> None:
    (row,) = answered(book, filled(Q0001={"Answer": "at or above"})).contents
    assert (row.value, row.present) == (Range(Fraction(1, 10), Fraction(100)), True)


def test_none_says_that_nothing_of_the_list_is_there(book: Path, filled: Callable[..., Path]) -> None:
    (row,) = answered(book, filled(Q0001={"Answer": "none"})).contents
    assert (row.absent, row.share) == (True, NOTHING)


def test_the_chinese_sheet_is_read_as_well(book: Path, filled: Callable[..., Path]) -> None:
    found = answered(book, filled("中文", Q0001={"答复": "低于"}, Q0002={"答复": "否"}))
    assert [(row.substance, row.absent) for row in found.contents] == [("zz/list", False), ("Dy", True)]


def test_a_plain_fact_fills_its_field(book: Path, filled: Callable[..., Path]) -> None:
    assert answered(book, filled(Q0003={"Answer": "JP"})).items["M"].made_in == ("JP",)


def test_a_refusal_is_kept_as_a_fact_and_changes_no_other(book: Path, filled: Callable[..., Path]) -> None:
    before = read_book(book)
    found = answered(book, filled(Q0002={"Refused": "x", "Comment": "not allowed"}))
    request = next(each for each in found.requests if each.number == "Q0002")
    assert (request.state, request.comment, request.answered_on) == (REFUSED, "not allowed", DAY)
    assert replace(found, requests=()) == replace(before, requests=())


def test_an_answer_that_ran_out_on_no_day_counts_no_more(book: Path) -> None:
    expired = replace(HAS, state="expired", answer="yes")
    write_requests(book, [expired])
    assert read_book(book).contents == ()


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"Q0002": {"Answer": "perhaps"}}, "none of the answers"),
        ({"Q0003": {"Answer": "text"}}, "which kind of answer"),
        ({"Q0003": {"Answer": "Germany"}}, "not the code of a country"),
        ({"Q0002": {"Answer": "yes", "Refused": "x"}}, "both answered and refused"),
        ({"Q0002": {"Answer": "yes", "Valid until": "31.12.2026"}}, "not a day"),
        ({"Q0002": {"Answer": "yes", "Valid until": "2026-01-01"}}, "ended before it was given"),
        ({"Q0002": {"Licence number": "L-1"}}, "without an answer"),
        ({"Q0002": {"Answer": "yes", "Refused": "see below"}}, "no tick"),
        ({}, "No question of the sheet"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_of_the_sheet_is_kept(
    book: Path, filled: Callable[..., Path], cells: Fill, says: str
) -> None:
    before = (book / "requests.csv").read_bytes()
    with pytest.raises(UnreadableBook, match=says):
        read_back(book, read_book(book), [filled(**cells)], DAY)
    assert (book / "requests.csv").read_bytes() == before


def test_two_sheets_that_answer_one_request_differently_are_refused_together(
    book: Path, filled: Callable[..., Path], tmp_path: Path
) -> None:
    before = (book / "requests.csv").read_bytes()
    one = filled(Q0002={"Answer": "yes"}).rename(tmp_path / "one.xlsx")
    other = filled(Q0002={"Answer": "no"})
    with pytest.raises(UnreadableBook, match="Two sheets say different things"):
        read_back(book, read_book(book), [one, other], DAY)
    assert (book / "requests.csv").read_bytes() == before


def test_a_number_of_another_book_is_told(filled: Callable[..., Path]) -> None:
    path = filled(Q0002={"Answer": "yes"})
    with pytest.raises(UnreadableBook, match="no such request"):
        read_sheet_back(path, [CONTENT], DAY)


def test_a_workbook_that_is_no_sheet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(UnreadableBook):
        read_sheet_back(path, EVERY, DAY)


def test_drafts_are_sent_and_become_due(book: Path) -> None:
    sent = mark_sent(book, read_book(book), DAY, days=10)
    assert {(each.state, each.sent_on, each.due_on) for each in sent} == {(SENT, DAY, date(2026, 12, 4))}
    assert {each.state for each in read_book(book).requests} == {SENT}


def test_only_one_recipient_s_drafts_can_be_sent(book: Path) -> None:
    with pytest.raises(UnreadableRequest, match="No draft"):
        mark_sent(book, read_book(book), DAY, to="Somebody else")
    assert {each.state for each in read_book(book).requests} == {DRAFTED}


def test_a_workbook_has_no_place_for_requests(tmp_path: Path) -> None:
    with pytest.raises(UnreadableRequest):
        mark_sent(tmp_path / "book.xlsx", Book(), DAY)


def test_an_answer_without_a_place_in_a_table_is_told(book: Path) -> None:
    price = Request("Q0009", "price of Dy", "item", "M", "S", ANSWERED, answer="5")
    write_requests(book, [price])
    found = read_book(book)
    assert any("Q0009" in each and "enter it by hand" in each for each in found.remarks)


def test_a_share_stands_in_for_a_row_that_names_no_amount(book: Path) -> None:
    (book / "contents.csv").write_text("item,substance,origin\nM,Dy,ZZ\n", "utf-8")
    write_requests(book, [Request("Q1", "share of Dy", "item", "M", "S", ANSWERED, answer="1..2 %")])
    (row,) = read_book(book).contents
    assert (row.share, row.origin) == (Range(Fraction(1, 100), Fraction(2, 100)), ("ZZ",))


@pytest.mark.parametrize("broken", ["state,number\n", "number,state,to,fact,about_kind,about\nQ1,asked,x,f,item,M\n",
                                    "number,state,to,fact,about_kind,about\nQ1,sent,x,f,item,M\nQ1,sent,x,f,item,M\n"])  # fmt: skip
def test_a_broken_list_of_requests_is_a_problem_with_its_place(book: Path, broken: str) -> None:
    (book / "requests.csv").write_text(broken, "utf-8")
    with pytest.raises(UnreadableBook) as refused:
        read_book(book)
    assert refused.value.problems[0].file == "requests.csv"


def in_both(path: Path, english: dict[str, str], chinese: dict[str, str]) -> Path:
    """The sheet with cells of the second question, by heading in English, in either language."""
    workbook = load_workbook(path)
    for name, cells in (("English", english), ("中文", chinese)):
        row = next(each for each in workbook[name].iter_rows(min_row=2) if each[0].value == "Q0002")
        for heading, text in cells.items():
            row[HEADS["English"].index(heading)].value = text
    workbook.save(path)
    return path


def test_what_either_sheet_says_of_one_question_counts(filled: Callable[..., Path]) -> None:
    path = in_both(filled(), {"Answer": "no", "Comment": "a"}, {"Valid until": "2026-12-31", "Answer": "否"})
    (found,) = read_sheet_back(path, EVERY, DAY)
    assert (found.answer, found.valid_until, found.comment) == ("no", date(2026, 12, 31), "a")
    in_both(path, {"Valid until": "2027-12-31"}, {})
    with pytest.raises(UnreadableBook, match="The two sheets say different things"):
        read_sheet_back(path, EVERY, DAY)


@pytest.mark.parametrize(
    ("place", "text", "what"),
    [
        ("I1", "Valid until:", "A column of the sheet is missing"),
        ("J1", "Valid until", "A column of the sheet stands twice"),
        ("A3", None, "An answer stands without its question"),
        ("A3", "Q0003", "Another question stands beside the number than was asked"),
        ("B3", "Only since 2025?", "Another question stands beside the number than was asked"),
        ("K3", "but not of lot 7", "A cell stands under no column of the sheet"),
        ("C4", "Viet Nam", "Other answers stand beside the question than were offered"),
        ("B9", "The answers hold for lot 7", "An answer stands without its question"),
        ("I9", "2026-12-31", "An answer stands without its question"),
        ("A9", "The answers hold for lot 7", "The book has no such request"),
        ("K1", "The answers hold for lot 7", "A cell stands under no column of the sheet"),
        ("D3", "no; of lot 7 yes", "This is none of the answers that the question takes"),
        ("I3", "2026-12-31 at the latest", "This is not a day"),
    ],
)
def test_nothing_of_a_sheet_that_was_changed_is_passed_over(
    place: str, text: str | None, what: str, filled: Callable[..., Path]
) -> None:
    path = filled(Q0002={"Answer": "no", "Valid until": "2026-12-31"})
    workbook = load_workbook(path)
    workbook["English"][place].value = text
    workbook.save(path)
    with pytest.raises(UnreadableBook, match=what):
        read_sheet_back(path, EVERY, DAY)


@pytest.mark.parametrize("place", ["A9", "B1"])
def test_a_line_added_to_the_sheet_that_explains_is_told(filled: Callable[..., Path], place: str) -> None:
    path = filled(Q0002={"Answer": "no"})
    workbook = load_workbook(path)
    workbook.worksheets[2][place].value = "Note: the answers hold for lot 7"
    workbook.save(path)
    with pytest.raises(UnreadableBook, match="A line of the sheet is none of those that went out"):
        read_sheet_back(path, EVERY, DAY)


def test_answers_on_a_sheet_that_did_not_go_out_are_told(filled: Callable[..., Path]) -> None:
    path = filled(Q0002={"Answer": "no"})
    workbook = load_workbook(path)
    workbook.create_sheet("Notes")
    workbook.save(path)
    assert [each.answer for each in read_sheet_back(path, EVERY, DAY)] == ["no"]
    workbook.copy_worksheet(workbook["English"])["D2"].value = "at or above"
    workbook.save(path)
    with pytest.raises(UnreadableBook, match="A sheet of the workbook is not one that went out"):
        read_sheet_back(path, EVERY, DAY)


def test_an_answer_of_a_day_that_has_not_come_is_refused(filled: Callable[..., Path]) -> None:
    path = filled(Q0002={"Answer": "no", "Answered on": "2027-01-20"})
    with pytest.raises(UnreadableBook, match="of a day that has not come"):
        read_sheet_back(path, EVERY, DAY)
    assert read_sheet_back(path, EVERY, date(2027, 1, 20))


def test_a_note_on_a_cell_and_an_answer_struck_through_are_told(filled: Callable[..., Path]) -> None:
    path = filled(Q0002={"Answer": "no"})
    workbook = load_workbook(path)
    workbook["English"]["D3"].comment = Comment("but not of lot 7", "Supplier")
    workbook.save(path)
    with pytest.raises(UnreadableBook, match="A note is on a cell of the sheet"):
        read_sheet_back(path, EVERY, DAY)
    workbook["English"]["D3"].comment = None
    workbook["English"]["D3"].font = Font(strike=True)
    workbook.save(path)
    with pytest.raises(UnreadableBook, match="A cell is struck through"):
        read_sheet_back(path, EVERY, DAY)


def test_a_comment_is_kept_and_told_where_nothing_else_is_said(
    book: Path, filled: Callable[..., Path], tmp_path: Path
) -> None:
    first = filled(Q0002={"Comment": "we shall know in May"})
    one = Path(shutil.copy(first, tmp_path / "one.xlsx"))
    two = filled(Q0002={"Answer": "no", "Comment": "but lot 7"}, Q0003={"Comment": "不明"})
    before = read_book(book).requests
    read_back(book, read_book(book), [one], DAY)
    _, kept, _ = read_book(book).requests
    assert (kept.state, kept.answer, kept.comment) == (DRAFTED, "", "we shall know in May")
    for sheets in ([one, two], [two, one]):
        write_requests(book, before)
        changed = {each.number: each for each in read_back(book, read_book(book), sheets, DAY)}
        assert changed["Q0002"].answer == "no"
        assert changed["Q0002"].comment == "but lot 7; we shall know in May"
        assert (changed["Q0003"].state, changed["Q0003"].comment) == (DRAFTED, "不明")


def test_an_older_sheet_makes_no_answer_last_longer(book: Path, filled: Callable[..., Path]) -> None:
    days = {"Answer": "no", "Answered on": "2026-11-20", "Valid until": "2026-12-31"}
    read_back(book, read_book(book), [filled(Q0002=days)], DAY)
    older = filled(Q0002={**days, "Answered on": "2026-11-10", "Valid until": "2027-12-31"})
    with pytest.raises(UnreadableBook, match="no of 2026-11-10 until 2027-12-31, and no of 2026-11-20 until"):
        read_back(book, read_book(book), [older], DAY)


def test_a_number_is_answered_as_it_is_shown(filled: Callable[..., Path]) -> None:
    share = Request("Q0002", "share of Dy", "item", "M", "S", answers=("text",))
    path = filled(asked=[share])
    workbook = load_workbook(path)
    cell = workbook["English"]["D2"]
    for value, shown, answer in ((0.5, '0.0" %"', "0.5 %"), (0.03, "0%", "3 %"), (0.03, "@", "0.03")):
        cell.value, cell.number_format = value, shown
        workbook.save(path)
        (found,) = read_sheet_back(path, [share], DAY)
        assert found.answer == answer


def test_an_older_sheet_or_two_that_differ_outvote_no_answer(
    book: Path, filled: Callable[..., Path], tmp_path: Path
) -> None:
    newer = filled(Q0002={"Answer": "yes", "Answered on": "2026-11-20"})
    other = Path(shutil.copy(newer, tmp_path / "other.xlsx"))
    read_back(book, read_book(book), [newer, other], DAY)
    older = filled(Q0002={"Answer": "no", "Answered on": "2026-11-10"})
    with pytest.raises(UnreadableBook, match="The book has a newer answer"):
        read_back(book, read_book(book), [older], DAY)
    with pytest.raises(UnreadableBook, match="Two sheets say different things"):
        read_back(book, read_book(book), [other, older], DAY)
    read_back(book, read_book(book), [filled(Q0002={"Answer": "no", "Answered on": "2026-11-21"})], DAY)
    assert [each.answer for each in read_book(book).requests] == ["", "no", ""]


def test_none_among_codes_says_of_whose_lists(filled: Callable[..., Path], book: Path) -> None:
    of_codes = Request("Q0002", "codes", "item", "M", "S", answers=("text",))
    for text in ("none", "无"):
        with pytest.raises(UnreadableBook, match="does not say of whose lists"):
            read_sheet_back(filled(asked=[of_codes], Q0002={"Answer": text}), [of_codes], DAY)
    (found,) = read_sheet_back(filled(asked=[of_codes], Q0002={"Answer": "zz:none"}), [of_codes], DAY)
    assert found.answer == "zz:none"
    write_requests(book, [replace(of_codes, state=ANSWERED, answer="none", answered_on=DAY)])
    with pytest.raises(UnreadableBook, match="does not say of whose lists"):
        read_book(book)


@pytest.mark.parametrize("text", ["0.3", "0.3 %", "5 g", "12,50 EUR", "EUR 12.50", "ca. 5 EUR"])
def test_an_amount_says_its_money(book: Path, filled: Callable[..., Path], text: str) -> None:
    open_amount = replace(CONTENT, answers=("none", "yes", "amount"), band="")
    write_requests(book, [open_amount])
    with pytest.raises(UnreadableBook, match="This does not say how much money it is"):
        read_back(book, read_book(book), [filled(asked=[open_amount], Q0001={"Answer": text})], DAY)
    for told, value in (
        ("0.3 EUR", (Fraction(3, 10), Fraction(3, 10))),
        ("5..7 EUR", (5, 7)),
        ("5 USD", None),
    ):
        write_requests(book, [open_amount])
        found = answered(book, filled(asked=[open_amount], Q0001={"Answer": told}))
        assert [each.value for each in found.contents] == ([Range(*map(Fraction, value))] if value else [])
        assert any("has no place in a table" in each for each in found.remarks) == (value is None)


@pytest.mark.parametrize("text", ["30", "ca. 3 %", "<0.1 %", "0,3 %", "300 %"])
def test_a_share_that_is_none_is_refused(filled: Callable[..., Path], text: str) -> None:
    share = Request("Q0002", "share of Dy", "item", "M", "S", answers=("text",))
    with pytest.raises(UnreadableBook, match="is no share"):
        read_sheet_back(filled(asked=[share], Q0002={"Answer": text}), [share], DAY)
    for told in ("3 %", "0.03", "2..3 %"):
        (found,) = read_sheet_back(filled(asked=[share], Q0002={"Answer": told}), [share], DAY)
        assert found.answer == told


@pytest.mark.parametrize("fact", ["content of zz/list of origin ZZ", "share of Dy", "value", "mass_kg"])
def test_a_number_that_may_be_in_thousands_is_refused_where_it_is_text(
    filled: Callable[..., Path], fact: str
) -> None:
    asked, unit = Request("Q0001", fact, "item", "M", "S", answers=("text", "amount")), ""
    if fact.startswith("content") or fact == "value":
        unit = " EUR"
    elif fact.startswith("share"):
        unit = " ppm"
    for text in (f"1.200{unit}", f"5..1.200{unit}", f"12.500{unit}"):
        with pytest.raises(UnreadableBook, match="may be two different numbers"):
            read_sheet_back(filled(asked=[asked], Q0001={"Answer": text}), [asked], DAY)
    for text in (f"1.20{unit}", f"0.125{unit}", f"1200{unit}", f"1.2005{unit}"):
        (found,) = read_sheet_back(filled(asked=[asked], Q0001={"Answer": text}), [asked], DAY)
        assert found.answer == text


@pytest.mark.parametrize(
    ("currency", "stated", "told", "worth"),
    [
        ("EUR", "", "900 EUR", "900 EUR"),
        ("EUR", "", "900000 KRW", " EUR"),
        ("", "", "900000 KRW", "900000 KRW"),
        ("EUR", "800..950", "900 EUR", "900 EUR"),
        ("", "900", "900 EUR", "900 "),
    ],
)
def test_what_an_item_is_worth_is_told_with_its_currency_and_stands_in_no_other(
    book: Path, filled: Callable[..., Path], currency: str, stated: str, told: str, worth: str
) -> None:
    (book / "items.csv").write_text(f"item,value,currency\nM,{stated},{currency}\n", "utf-8")
    of_value = Request("Q0001", "value", "item", "M", "S", answers=("text",))
    write_requests(book, [of_value])
    for bare in ("900", "900,50", "EUR 900", "none"):
        with pytest.raises(UnreadableBook, match="This does not say whose money it is"):
            read_back(book, read_book(book), [filled(asked=[of_value], Q0001={"Answer": bare})], DAY)
    found = answered(book, filled(asked=[of_value], Q0001={"Answer": told}))
    item = found.items["M"]
    assert f"{item.value.low if item.value else ''} {item.currency}" == worth
    assert any("has no place in a table" in each for each in found.remarks) == (worth.split() != told.split())


def test_no_two_recipients_share_a_sheet(tmp_path: Path) -> None:
    names = [
        "한국자석",
        "서울자석",
        "Bolt (US)",
        "Bolt US",
        "***",
        "???",
        "A" * 90 + "1",
        "A" * 90 + "2",
        "Acme Ltd",
    ]
    asked = [replace(HAS, number=f"Q{at:04}", to=name) for at, name in enumerate(names, 1)]
    paths = write_sheets(asked, tmp_path, NEVER)
    assert len(set(paths)) == len(names)
    assert paths[-1].name == "requests-acme-ltd.xlsx"
    for path, request in zip(paths, asked, strict=True):
        rows = load_workbook(path)["English"].iter_rows(min_row=2, max_col=1, values_only=True)
        assert [row[0] for row in rows] == [request.number]
    assert write_sheets(asked[3:4], tmp_path, NEVER, others=names) == paths[3:4]


def test_a_number_of_the_workbook_s_own_is_one_number(filled: Callable[..., Path]) -> None:
    asked = Request("Q0001", "value", "item", "M", "S", answers=("text",))
    path = filled(asked=[asked])
    workbook = load_workbook(path)
    cell = workbook["English"]["D2"]
    cell.value, cell.number_format = 1.125, '0.000 "EUR"'
    workbook.save(path)
    (found,) = read_sheet_back(path, [asked], DAY)
    assert found.answer == "1.125 EUR"


@pytest.mark.parametrize(
    ("to", "supplier"), [("First Ltd", "S1"), ("S2", "S2"), ("S1; S2", "S1; S2"), ("A laboratory", "")]
)
def test_of_several_makers_each_answers_for_what_he_delivers(book: Path, to: str, supplier: str) -> None:
    (book / "items.csv").write_text("item,value,currency,maker\nM,100,EUR,S1; S2\n", "utf-8")
    (book / "parties.csv").write_text("party,name\nS1,First Ltd\n", "utf-8")
    told = replace(HAS, to=to, state=ANSWERED, answer="no", answered_on=DAY)
    where = replace(told, number="Q0003", fact="made_in", answers=("text",), answer="JP")
    write_requests(book, [told, where])
    found = read_book(book)
    assert [(each.substance, each.supplier) for each in found.contents] == [("Dy", supplier)]
    assert found.items["M"].made_in == (None if supplier else ("JP",))
    assert any("has no place" in each for each in found.remarks) is bool(supplier)


@pytest.mark.parametrize(("maker", "needed"), [("", 1), ("S1", 1), ("S1; S2", 2)])
def test_what_one_of_several_makers_refuses_the_others_may_tell(maker: str, needed: int) -> None:
    of_item = Book(items={"M": Item("M", maker=maker)})
    refused = [replace(HAS, to=name, state=REFUSED) for name in ("S1", "S2")]
    for said in (1, 2):
        told = list(refused_of(refused[:said], of_item))
        assert told == ([("has(Dy)", About("item", "M"))] if said >= needed else [])
