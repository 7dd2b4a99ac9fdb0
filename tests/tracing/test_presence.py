"""Whether a substance or a listed thing is in an item: yes, no, or unknown, and why."""

import pytest

from tracing.trace_books import ANY_ORIGIN, CN, DAY, asked, book, column, item, line, none, row
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.tracing.content import Tracer

CLOSED = ("contents.others = none",)


def has(substance: str, *rows: ContentRow | Lot, lot: str | None = None) -> bool | None:
    return Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", substance, lot).truth


ROWS = [
    (row("MAGNET", "Dy", "2 %"), True),
    (row("MAGNET", "Dy"), True),
    (row("MAGNET", "Dy2O3", "2 %"), True),
    (row("MAGNET", "Dy", value="3"), True),
    (none("MAGNET", "Dy"), False),
    (row("MAGNET", "Dy", "0..0.01"), None),
    (row("MAGNET", "Dy", limit="0.001"), None),
    (none("MAGNET", "Dy2O3"), None),
    (row("MAGNET", "Nd2Fe14B", "95 %"), None),
    (none("MAGNET", "others"), False),
    (row("MAGNET", "others", "0..0.01"), None),
]


@pytest.mark.parametrize(("said", "there"), ROWS)
def test_a_row_says_whether_dysprosium_is_there(said: ContentRow, there: bool | None) -> None:
    assert has("Dy", said) is there


def test_nobody_says_so_nobody_knows() -> None:
    found = Tracer(book(item("MAG-7")), DAY).has_substance("MAG-7", "Dy")
    assert found.truth is None
    assert asked(found) == ["has(Dy) MAG-7"]
    assert found.missing[0].ask == "Is there any Dy in MAG-7?"


def test_the_caller_may_word_the_question() -> None:
    tracer = Tracer(book(item("MAG-7")), DAY, lambda kind, fields: (f"{kind}? {fields['item']}", "问"))
    asked_for = tracer.has_substance("MAG-7", "Dy").missing[0]
    assert (asked_for.ask, asked_for.ask_zh) == ("has? MAG-7", "问")


def test_a_compound_rules_out_what_is_not_in_it_where_nothing_else_is_there() -> None:
    assert has("Dy", row("MAGNET", "Nd2Fe14B", "95 %"), none("MAGNET", "others")) is False


def test_a_name_that_lists_metals_rules_out_nothing() -> None:
    assert has("Dy", row("MAGNET", "NdFeB", "95 %"), none("MAGNET", "others")) is None


@pytest.mark.parametrize("name", ["SC", "SC2O3", "SB", "INSB"])
def test_a_symbol_in_capitals_rules_nothing_out(name: str) -> None:
    rows = row("MAGNET", name), none("MAGNET", "others")
    assert [has(each, *rows) for each in ("Sc", "Sb", "In", "Dy")] == [None] * 4
    assert has("Sc", row("MAGNET", "Sb2O3"), none("MAGNET", "others")) is False


def test_a_word_that_is_no_formula_rules_out_nothing() -> None:
    assert has("Dy", row("MAGNET", "1C905.b", "95 %"), none("MAGNET", "others")) is None


COMPOUNDS = [
    (row("MAGNET", "Dy2O3", "1 %"), True),
    (row("MAGNET", "O3Dy2", "1 %"), True),
    (row("MAGNET", "Dy", "1 %"), None),
    (row("MAGNET", "Dy", "1 %", form="oxide"), None),
    (row("MAGNET", "Dy", "1 %", form="metal"), False),
    (none("MAGNET", "Dy"), False),
    (none("MAGNET", "Dy2O3"), False),
    (row("MAGNET", "Tb2O3", "1 %"), None),
]


@pytest.mark.parametrize(("said", "there"), COMPOUNDS)
def test_a_compound_is_met_by_its_own_formula_only(said: ContentRow, there: bool | None) -> None:
    assert has("Dy2O3", said) is there


def test_an_element_without_a_form_leaves_the_compound_open_even_where_nothing_else_is_there() -> None:
    rows = row("MAGNET", "Dy", "1 %"), none("MAGNET", "others")
    found = Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", "Dy2O3")
    assert found.truth is None
    assert asked(found) == ["form of Dy in MAGNET"]


def motor(*rows: ContentRow, of: BillLine | None = None, assume: tuple[str, ...] = ()) -> Book:
    return book(item("MOTOR"), item("MAGNET"), of or line("MOTOR", "MAGNET"), *rows, assume=assume)


def test_what_is_in_a_part_is_in_the_whole() -> None:
    found = Tracer(motor(row("MAGNET", "Dy")), DAY).has_substance("MOTOR", "Dy")
    assert found.truth is True
    assert found.lines[0].what == "MOTOR > MAGNET: Dy"


OPEN_LINES = [
    line("MOTOR", "MAGNET", "1", "option"),
    line("MOTOR", "MAGNET", "1", "fixed"),
    line("MOTOR", "MAGNET", "0..1"),
    line("MOTOR", "MAGNET", None),
]


@pytest.mark.parametrize("used", OPEN_LINES)
def test_what_may_be_left_out_brings_nothing_in_for_sure(used: BillLine) -> None:
    facts = motor(row("MAGNET", "Dy"), of=used, assume=CLOSED)
    assert Tracer(facts, DAY).has_substance("MOTOR", "Dy").truth is None


def test_a_line_of_nothing_brings_nothing_in() -> None:
    facts = motor(row("MAGNET", "Dy"), of=line("MOTOR", "MAGNET", "0"), assume=CLOSED)
    assert Tracer(facts, DAY).has_substance("MOTOR", "Dy").truth is False


def test_a_no_needs_the_whole_to_be_closed() -> None:
    assert Tracer(motor(none("MAGNET", "Dy")), DAY).has_substance("MOTOR", "Dy").truth is None
    found = Tracer(motor(none("MAGNET", "Dy"), none("MOTOR", "others")), DAY).has_substance("MOTOR", "Dy")
    assert found.truth is False


def test_the_deepest_missing_fact_comes_first() -> None:
    found = Tracer(motor(), DAY).has_substance("MOTOR", "Dy")
    assert asked(found) == ["has(Dy) MAGNET", "others MOTOR"]


def test_a_statement_about_the_whole_speaks_of_its_parts_too() -> None:
    found = Tracer(motor(none("MOTOR", "Dy")), DAY).has_substance("MOTOR", "Dy")
    assert (found.truth, found.missing) == (False, ())


def test_a_whole_without_a_part_that_has_it_is_a_contradiction() -> None:
    found = Tracer(motor(none("MOTOR", "Dy"), row("MAGNET", "Dy")), DAY).has_substance("MOTOR", "Dy")
    assert found.truth is None
    assert found.contradiction == "MOTOR: Dy stated not to be there, but its bill brings it in"


def test_speakers_who_contradict_each_other_settle_nothing() -> None:
    found = Tracer(
        book(item("MAGNET"), row("MAGNET", "Dy", said_by="A"), none("MAGNET", "Dy", said_by="B")), DAY
    ).has_substance("MAGNET", "Dy")
    assert found.truth is None
    assert "both to be there and not to be" in found.contradiction


def test_one_who_rules_out_all_else_contradicts_one_who_names_it() -> None:
    rows = (
        row("MAGNET", "Dy", said_by="A"),
        row("MAGNET", "Nd", said_by="B"),
        none("MAGNET", "others", said_by="B"),
    )
    assert Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", "Dy").contradiction


def test_where_a_day_is_missing_either_statement_may_be_the_newer() -> None:
    rows = row("MAGNET", "Dy", said_by="A", said_on="2029-01-01"), none("MAGNET", "Dy", said_by="A")
    found = Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", "Dy")
    assert (found.truth, found.contradiction) == (None, "")
    assert asked(found) == ["said_on of A MAGNET"]


def test_where_a_day_is_missing_two_ways_to_say_no_are_a_no() -> None:
    rows = none("MAGNET", "others", said_by="A"), row("MAGNET", "Nd", said_by="A", said_on="2029-01-01")
    said = none("MAGNET", "others", said_by="B"), none("MAGNET", "Dy", said_by="B")
    assert has("Dy", *said) is False
    assert has("Dy", *rows) is None


def test_an_answer_that_needs_no_contradicted_statement_stands() -> None:
    facts = motor(row("MOTOR", "Dy"), row("MAGNET", "Dy", said_by="A"), none("MAGNET", "Dy", said_by="B"))
    assert Tracer(facts, DAY).has_substance("MOTOR", "Dy").truth is True


def test_a_lot_settles_which_supplier_speaks() -> None:
    rows = row("MAGNET", "Dy", supplier="S1"), none("MAGNET", "Dy", supplier="S2"), Lot("L", "MAGNET", "S2")
    assert has("Dy", *rows) is None
    assert has("Dy", *rows, lot="L") is False
    found = Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", "Dy")
    assert asked(found) == ["supplier of MAGNET"]


def test_alternatives_that_all_have_it_bring_it_in() -> None:
    facts = book(
        item("MOTOR"),
        line("MOTOR", "A", alternative="magnet"),
        line("MOTOR", "B", alternative="magnet"),
        row("A", "Dy"),
        row("B", "Dy"),
    )
    assert Tracer(facts, DAY).has_substance("MOTOR", "Dy").truth is True


def test_alternatives_of_which_one_has_it_leave_it_open() -> None:
    facts = book(
        line("MOTOR", "A", alternative="magnet"),
        line("MOTOR", "B", alternative="magnet"),
        row("A", "Dy"),
        none("B", "Dy"),
        none("MOTOR", "others"),
    )
    found = Tracer(facts, DAY).has_substance("MOTOR", "Dy")
    assert (found.truth, asked(found)) == (None, ["magnet in MOTOR"])


def test_an_assumption_that_closed_the_item_is_named() -> None:
    found = Tracer(motor(assume=CLOSED), DAY).has_substance("MOTOR", "Dy")
    assert (found.truth, found.assumed) == (False, CLOSED)


def listed(of_magnet: bool | None, made_in: str | None, *rows: ContentRow) -> Book:
    magnet = item("MAGNET", listed=of_magnet, made_in=made_in)
    return book(
        item("MOTOR", listed=True, made_in="CN"), magnet, line("MOTOR", "MAGNET"), *rows, assume=CLOSED
    )


def test_a_listed_part_is_a_listed_thing_inside() -> None:
    assert Tracer(listed(True, "CN"), DAY).has_listed("MOTOR", CN).truth is True


def test_the_item_itself_is_not_inside_itself() -> None:
    assert Tracer(listed(False, "CN"), DAY).has_listed("MOTOR", CN).truth is False


def test_a_listed_part_of_another_origin_is_not_meant() -> None:
    tracer = Tracer(listed(True, "JP"), DAY)
    assert tracer.has_listed("MOTOR", CN).truth is False
    assert tracer.has_listed("MOTOR", ANY_ORIGIN).truth is True


def test_a_part_that_may_be_listed_leaves_it_open_and_says_why() -> None:
    found = Tracer(listed(None, "CN"), DAY).has_listed("MOTOR", CN)
    assert (found.truth, asked(found)) == (None, ["item in A1 MAGNET"])
    found = Tracer(listed(True, None), DAY).has_listed("MOTOR", CN)
    assert (found.truth, asked(found)) == (None, ["made_in MAGNET"])


def test_a_listed_row_of_a_part_is_a_listed_thing_inside() -> None:
    facts = listed(False, "JP", row("MAGNET", "Dy", form="oxide", origin="CN"))
    assert Tracer(facts, DAY).has_listed("MOTOR", CN).truth is True


def test_a_row_of_unknown_form_leaves_it_open_and_asks_for_the_form() -> None:
    found = Tracer(listed(False, "JP", row("MAGNET", "Dy", origin="CN")), DAY).has_listed("MOTOR", CN)
    assert (found.truth, asked(found)) == (None, ["form of Dy in MAGNET"])


def test_what_a_statement_rules_out_for_the_whole_its_parts_cannot_bring_in() -> None:
    found = Tracer(listed(True, "CN", none("MOTOR", "Dy")), DAY).has_listed("MOTOR", CN)
    assert (found.truth, bool(found.contradiction)) == (None, True)


def test_an_element_row_rules_out_no_article() -> None:
    articles = column(only_substances=False)
    facts = listed(True, "CN", row("MOTOR", "Dy", form="compound", origin="CN"))
    assert Tracer(facts, DAY).has_listed("MOTOR", articles).truth is True


@pytest.mark.parametrize(
    ("rows", "there"),
    [
        ([row("MAGNET", "Sm", "25 %"), none("MAGNET", "others")], None),
        ([row("MAGNET", "Sm"), none("MAGNET", "others")], None),
        ([row("MAGNET", "Sm", "25 %"), none("MAGNET", "Co"), none("MAGNET", "others")], False),
        ([row("MAGNET", "Sm", "25 %"), row("MAGNET", "Fe", "75 %"), none("MAGNET", "others")], False),
        ([row("MAGNET", "Nd", "30 %"), none("MAGNET", "others")], False),
        ([none("MAGNET", "Sm"), none("MAGNET", "others")], False),
        ([row("MAGNET", "Sm2O3", "25 %"), none("MAGNET", "others")], False),
        ([none("MAGNET", "others")], False),
        ([row("MAGNET", "Sm", "25 %"), row("MAGNET", "Co", "50 %"), none("MAGNET", "others")], True),
    ],
)
def test_that_nothing_else_listed_is_there_says_nothing_of_what_is_listed_beside_another_alone(
    rows: list[ContentRow], there: bool | None
) -> None:
    """Samarium and nothing else listed: the other three quarters may be cobalt, which no entry lists by itself."""
    found = Tracer(book(item("MAGNET"), *rows), DAY, partners={"Co": frozenset({"Sm", "Tb"})})
    traced = found.has_substance("MAGNET", "Co")
    assert traced.truth is there
    assert asked(traced) == (["has(Co) MAGNET"] if there is None else [])
    plain = Tracer(book(item("MAGNET"), *rows), DAY).has_substance("MAGNET", "Co")
    assert plain.truth is (there or False)
