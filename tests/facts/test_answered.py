"""An answer fills what is open, takes nothing away of what is stated, and holds up to its last day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from xenotime.exact import Range, exactly
from xenotime.facts.answered import answered, answered_on
from xenotime.facts.answered_lines import line_on
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.facts.request import ANSWERED, EXPIRED, Request
from xenotime.facts.shipment import Shipment

DAY, LAST = date(2026, 11, 1), date(2026, 6, 30)
FIVE_TO_SEVEN = Range(Fraction(5), Fraction(7))


def asked(fact: str, kind: str, about: str, answer: str, until: date | None = None) -> Request:
    return Request("Q1", fact, kind, about, "whoever", ANSWERED, answer=answer, valid_until=until)


def told(book: Book, *requests: Request) -> tuple[Book, list[str]]:
    """The book after these answers, and what clashes with it."""
    clashes: list[str] = []
    found = answered(replace(book, requests=requests), lambda _, says: clashes.append(says))
    return found, clashes


def of_item(**fields: object) -> Book:
    return Book(items={"M": Item("M", **fields)}, bill=(BillLine("M", "P", FIVE_TO_SEVEN),))  # type: ignore[arg-type]


def lines(*made: dict[str, object]) -> Book:
    shipments = tuple(Shipment("S", "M", DAY, str(at), **each) for at, each in enumerate(made))  # type: ignore[arg-type]
    return Book(parties={"C": Party("C")}, shipments=shipments)


@pytest.mark.parametrize(
    ("stated", "fact", "answer"),
    [
        ({"made_in": ("CN",)}, "made_in", "JP"),
        ({"made_in": ("CN", "JP")}, "made_in", "JP"),
        ({"codes": ("zz:Z1",)}, "codes", "zz:none"),
        ({"form": ("powder",)}, "form", "alloy"),
        ({"made_with": ("magnet:ZZ",)}, "made_with", "none"),
        ({"maker": "A"}, "maker", "B"),
        ({"value": FIVE_TO_SEVEN, "currency": "EUR"}, "value", "8 EUR"),
        ({"facts": {"node_nm": ("5..7",)}}, "node_nm", "14"),
        ({"facts": {"is_new": ("yes",)}}, "is_new", "no"),
        ({}, "quantity of P in", "8"),
    ],
)
def test_an_answer_that_says_otherwise_than_the_table_is_told_and_changes_nothing(
    stated: dict[str, object], fact: str, answer: str
) -> None:
    book = of_item(**stated)
    found, clashes = told(book, asked(fact, "item", "M", answer))
    assert len(clashes) == 1
    assert (found.items, found.bill) == (book.items, book.bill)


@pytest.mark.parametrize("answer", ["none", "zz/other"])
def test_no_answer_takes_a_party_off_a_list_that_its_row_names(answer: str) -> None:
    book = Book(parties={"C": Party("C", lists=("zz/list",))})
    found, clashes = told(book, asked("lists", "party", "C", answer))
    assert clashes == ["the table says zz/list"]
    assert found.parties == book.parties
    more, clashes = told(book, asked("lists", "party", "C", "zz/list#7; zz/other"))
    assert (more.parties["C"].lists, clashes) == (("zz/list#7", "zz/other"), [])


def test_an_answer_narrows_what_is_wide_and_adds_codes_to_codes() -> None:
    book = of_item(
        codes=("hs:8505",), value=FIVE_TO_SEVEN, currency="EUR", made_with=("magnet:ZZ",),
        facts={"node_nm": ("5..7",)},
    )  # fmt: skip
    given = {
        "codes": "zz:Z1",
        "value": "6 EUR",
        "made_with": "magnet:ZZ:z7",
        "node_nm": "6",
        "quantity of P in": "5",
    }
    found, clashes = told(book, *(asked(name, "item", "M", answer) for name, answer in given.items()))
    item = found.items["M"]
    assert clashes == []
    assert (item.codes, item.value) == (("hs:8505", "zz:Z1"), exactly(6))
    assert (item.made_with, item.facts) == (("magnet:ZZ:z7",), {"node_nm": ("6",)})
    assert found.bill[0].quantity == exactly(5)


def test_two_answers_to_one_question_that_differ_are_told() -> None:
    found, clashes = told(of_item(), asked("form", "item", "M", "part"), asked("form", "item", "M", "powder"))
    assert clashes == ["the table says part"]
    assert found.items["M"].form == ("part",)


def test_an_answer_about_a_shipment_fills_the_lines_that_lack_it_alone() -> None:
    found, clashes = told(lines({"end_use": ("military",)}, {}), asked("end_use", "shipment", "S", "civil"))
    assert clashes == []
    assert [each.end_use for each in found.shipments] == [("military",), ("civil",)]
    _, clashes = told(lines({"end_use": ("military",)}), asked("end_use", "shipment", "S", "civil"))
    assert clashes == ["the table says military"]


def test_an_amount_of_a_shipment_of_several_lines_that_lack_it_has_no_place() -> None:
    one, _ = told(lines({"value": exactly(100)}, {}), asked("value", "shipment", "S", "5000"))
    assert [each.value for each in one.shipments] == [exactly(100), exactly(5000)]
    none, _ = told(lines({}, {}), asked("value", "shipment", "S", "5000"))
    assert [each.value for each in none.shipments] == [None, None]
    assert "no place in a table" in none.remarks[0]


def test_who_has_a_role_is_told_by_a_party_of_the_book() -> None:
    found, _ = told(lines({}), asked("end_user", "shipment", "S", "C"))
    assert found.shipments[0].parties == {"end_user": ("C",)}
    found, _ = told(lines({}), asked("end_user", "shipment", "S", "Somebody Ltd"))
    assert found.shipments[0].parties == {}
    assert "no place in a table" in found.remarks[0]


def test_the_origin_of_what_several_suppliers_deliver_is_told_of_none_of_them() -> None:
    rows = tuple(ContentRow("M", "Dy", supplier=each) for each in ("A", "B"))
    found, _ = told(replace(of_item(), contents=rows), asked("origin of Dy in", "item", "M", "JP"))
    assert found.contents == rows
    assert "no place in a table" in found.remarks[0]


def test_a_share_outside_of_the_stated_one_is_told() -> None:
    row = ContentRow("M", "Dy", share=Range(Fraction(1, 20), Fraction(1, 10)))
    _, clashes = told(replace(of_item(), contents=(row,)), asked("share of Dy", "item", "M", "1 %"))
    assert len(clashes) == 1


def test_an_answer_holds_up_to_its_last_day() -> None:
    found, _ = told(of_item(), asked("made_in", "item", "M", "JP", LAST))
    assert found.items["M"].made_in is None
    assert answered_on(found, LAST).items["M"].made_in == ("JP",)
    assert answered_on(found, date(2026, 7, 1)).items["M"].made_in is None
    assert answered_on(found, None).items["M"].made_in == ("JP",)
    assert answered_on(answered_on(found, LAST), LAST) == answered_on(found, LAST)


def test_an_answer_about_a_shipment_holds_for_lines_up_to_its_last_day() -> None:
    for until, use in ((LAST, None), (DAY, ("civil",))):
        found, _ = told(lines({}), asked("end_use", "shipment", "S", "civil", until))
        assert found.shipments[0].end_use == use


def test_what_a_speaker_said_before_an_answer_stays_what_he_said_then() -> None:
    early, late = date(2026, 3, 1), date(2026, 9, 1)
    rows = [ContentRow("M", name, said_by="A", said_on=early, present=True) for name in ("Dy", "Nd")]
    rows.append(ContentRow("M", "Fe", said_by="A", said_on=late, present=True))
    answer = replace(asked("has(Dy)", "item", "M", "no"), answered_by="A", answered_on=date(2026, 6, 1))
    found, _ = told(replace(of_item(), contents=tuple(rows)), answer)
    said = {
        day: sorted((each.substance, each.absent) for each in found.contents if each.said_on == day)
        for day in (early, date(2026, 6, 1), late)
    }
    assert [*said.values()] == [
        [("Dy", False), ("Nd", False)],
        [("Dy", True), ("Nd", False)],
        [("Fe", False)],
    ]


@pytest.mark.parametrize(
    ("to", "maker", "supplier"),
    [
        ("A", "", "A"),
        ("Firm B", "", "B"),
        ("FIRM  B", "", "B"),
        ("a", "", "A"),
        ("A", "A", ""),
        ("a", "A", ""),
        ("C", "", ""),
    ],
)
def test_a_supplier_answers_for_what_he_delivers_where_others_deliver_as_well(
    to: str, maker: str, supplier: str
) -> None:
    rows = tuple(ContentRow("M", "Nd", supplier=each, present=True) for each in ("A", "B"))
    book = replace(of_item(maker=maker), contents=rows, parties={"B": Party("B", name="Firm B")})
    for fact, answer in (("has(Dy)", "no"), ("others", "none"), ("share of Dy", "3 %")):
        found, _ = told(book, replace(asked(fact, "item", "M", answer), to=to))
        assert [each.supplier for each in found.contents[2:]] == [supplier]
    alone = replace(book, contents=rows[:1])
    assert told(alone, replace(asked("has(Dy)", "item", "M", "no"), to=to))[0].contents[1].supplier == ""


def test_a_supplier_whom_rows_call_by_his_name_answers_under_his_id_for_himself() -> None:
    rows = tuple(ContentRow("M", "Nd", supplier=each, present=True) for each in ("A", "Firm B"))
    book = replace(of_item(), contents=rows, parties={"B": Party("B", name="Firm B")})
    found, _ = told(book, replace(asked("others", "item", "M", "none"), to="B"))
    assert [each.supplier for each in found.contents[2:]] == ["Firm B"]


def test_of_two_suppliers_of_one_name_the_one_who_was_asked_answers() -> None:
    rows = tuple(ContentRow("M", "Nd", supplier=each, present=True) for each in ("B1", "B2"))
    parties = {each: Party(each, name="Firm B") for each in ("B1", "B2")}
    book = replace(of_item(), contents=rows, parties=parties)
    found, _ = told(book, replace(asked("others", "item", "M", "none"), to="B2"))
    assert [each.supplier for each in found.contents[2:]] == ["B2"]


@pytest.mark.parametrize(("to", "made_in"), [("A", None), ("C", ("JP",))])
def test_what_one_of_several_suppliers_tells_of_an_item_itself_has_no_place(
    to: str, made_in: tuple[str, ...] | None
) -> None:
    rows = tuple(ContentRow("M", "Nd", supplier=each, present=True) for each in ("A", "B"))
    answer = replace(asked("made_in", "item", "M", "JP"), to=to)
    found, _ = told(replace(of_item(), contents=rows), answer)
    assert found.items["M"].made_in == made_in
    assert any("has no place in a table" in each for each in found.remarks) == (made_in is None)


def test_a_share_that_a_supplier_tells_is_no_share_of_what_another_one_delivers() -> None:
    rows = tuple(ContentRow("M", "Dy", supplier=each, present=True) for each in ("A", "B"))
    answer = replace(asked("share of Dy", "item", "M", "3 %"), to="B")
    found, _ = told(replace(of_item(), contents=rows), answer)
    assert [each.share for each in found.contents] == [None, exactly(Fraction(3, 100))]


def test_a_line_that_is_asked_about_another_day_has_the_answers_of_that_day() -> None:
    """With --on the answers of its own day went along, also those whose last day had passed by then."""
    end, later = date(2026, 11, 30), date(2026, 12, 1)
    book, _ = told(
        lines({"via": ("FR",)}, {}),
        asked("end_use", "shipment", "S", "civil", end),
        asked("destination", "shipment", "S", "DE", later),
        asked("act", "shipment", "S", "export"),
    )
    own = book.shipments[0]
    assert (own.end_use, own.destination, own.act, own.via) == (("civil",), ("DE",), ("export",), ("FR",))
    then = line_on(book, own, later)
    assert (then.day, then.end_use, then.destination, then.act, then.via) == (
        later,
        None,
        ("DE",),
        ("export",),
        ("FR",),
    )
    assert line_on(book, own, end) == replace(own, day=end)
    assert line_on(book, own, DAY) is own
    assert line_on(book, book.shipments[1], later).via is None


def test_an_answer_that_has_ended_by_the_day_of_a_line_holds_where_it_is_asked_about_an_earlier_one() -> None:
    book, _ = told(lines({}), asked("end_use", "shipment", "S", "civil", LAST))
    assert book.shipments[0].end_use is None
    assert line_on(book, book.shipments[0], LAST).end_use == ("civil",)


RAN_OUT = date(2026, 11, 30)
AFTER = date(2026, 12, 1)


def ran_out(fact: str, kind: str, about: str, answer: str) -> Request:
    return replace(asked(fact, kind, about, answer, RAN_OUT), state=EXPIRED)


def test_an_answer_that_ran_out_counts_for_goods_that_left_up_to_its_last_day() -> None:
    """Marked as expired or not: an earlier `none` of the same speaker does not come back for them."""
    none = ContentRow("M", "Dy", said_by="whoever", said_on=LAST, absent=True)
    book = replace(of_item(), contents=(none,))
    request = replace(ran_out("has(Dy)", "item", "M", "yes"), answered_on=DAY)
    for marked in (request, replace(request, state=ANSWERED)):
        found, clashes = told(book, marked)
        rows = [(each.said_on, each.present) for each in answered_on(found, RAN_OUT).contents]
        assert (rows, clashes) == ([(LAST, False), (DAY, True)], [])
        (left,) = answered_on(found, AFTER).contents
        assert (left.substance, left.claim, left.present, left.absent) == ("Dy", "estimated", False, False)


def test_an_answer_that_ran_out_about_a_shipment_counts_on_lines_up_to_its_last_day() -> None:
    request = ran_out("end_use", "shipment", "S", "military")
    found, _ = told(lines({}), request)
    assert found.shipments[0].end_use == ("military",)
    assert line_on(found, found.shipments[0], AFTER).end_use is None


@pytest.mark.parametrize(
    ("stated", "fact", "answer"),
    [({"made_in": ("CN",)}, "made_in", "JP"), ({"facts": {"is_new": ("yes",)}}, "is_new", "no")],
)
def test_where_the_book_says_otherwise_than_an_answer_that_ran_out_neither_is_known_on_its_days(
    stated: dict[str, object], fact: str, answer: str
) -> None:
    found, clashes = told(of_item(**stated), ran_out(fact, "item", "M", answer))
    assert clashes == []
    assert any("neither is known" in each for each in found.remarks)
    held, later = (answered_on(found, day).items["M"] for day in (RAN_OUT, AFTER))
    assert (getattr(held, fact, None), held.facts) == (None, {})
    assert later == of_item(**stated).items["M"] == answered_on(found, None).items["M"]


def test_of_a_line_of_which_an_answer_that_ran_out_says_otherwise_neither_is_known() -> None:
    newer = replace(asked("end_use", "shipment", "S", "civil"), number="Q2", answered_on=AFTER)
    found, clashes = told(lines({}), ran_out("end_use", "shipment", "S", "military"), newer)
    assert (found.shipments[0].end_use, clashes) == (None, [])
    assert line_on(found, found.shipments[0], AFTER).end_use == ("civil",)


def test_what_is_marked_as_run_out_without_a_last_day_counts_for_no_day() -> None:
    request = replace(ran_out("made_in", "item", "M", "JP"), valid_until=None)
    assert told(of_item(), request)[0].items["M"].made_in is None


def test_what_an_answer_took_the_place_of_does_not_come_back_and_what_denied_leaves_nothing() -> None:
    before = (
        ContentRow("M", "Dy", said_by="whoever", said_on=LAST, absent=True),
        ContentRow("M", "others", said_by="whoever", said_on=LAST, absent=True),
        ContentRow("M", "Dy", said_by="another", said_on=LAST, absent=True),
    )
    book = replace(of_item(), contents=before)
    some = replace(asked("share of Dy", "item", "M", "1 %", RAN_OUT), answered_on=DAY)
    left = answered_on(told(book, some)[0], AFTER).contents
    assert left[:2] == before[1:]
    assert [(each.substance, each.claim) for each in left[2:]] == [("Dy", "estimated")]
    for denied in (replace(some, fact="has(Dy)", answer="no"), replace(some, fact="others", answer="none")):
        assert answered_on(told(book, denied)[0], AFTER).contents == before
