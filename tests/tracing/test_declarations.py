"""What rows say: forms, origins, speakers, suppliers, lots, and what closes an item."""

from dataclasses import replace
from datetime import date

import pytest

from tracing.trace_books import ANY_ORIGIN, CN, DAY, asked, book, column, ends, item, line, none, row
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.tracing.column import Column, Traced
from xenotime.tracing.content import Tracer

MAGNET = item("MAGNET", value="50", mass="0.1", made_in="JP")


def magnet(*rows: ContentRow | Lot, of: Column = CN, lot: str | None = None) -> Traced:
    return Tracer(book(MAGNET, *rows), DAY).content("MAGNET", of, lot=lot)


def test_a_row_that_names_the_element_states_all_of_it() -> None:
    assert ends(magnet(row("MAGNET", "Dy", value="3", form="metal", origin="CN"))) == ("3", "3")


def test_a_row_about_another_substance_leaves_the_rest_open() -> None:
    found = magnet(row("MAGNET", "Nd", value="3", form="metal", origin="CN"))
    assert ends(found) == ("0", "50")
    assert asked(found) == ["others MAGNET"]


def test_where_articles_stand_on_the_list_an_element_row_closes_nothing() -> None:
    articles = column(only_substances=False)
    found = magnet(row("MAGNET", "Dy", value="3", form="metal", origin="CN"), of=articles)
    assert ends(found) == ("3", "50")


def test_that_none_of_the_element_is_there_closes_a_list_of_articles_too() -> None:
    articles = column(only_substances=False)
    assert ends(magnet(none("MAGNET", "Dy"), of=articles)) == ("0", "0")


def test_every_element_of_the_list_has_to_be_named() -> None:
    two = column(elements="Dy Tb")
    dysprosium = row("MAGNET", "Dy", value="3", form="metal", origin="CN")
    assert ends(magnet(dysprosium, of=two)) == ("3", "50")
    assert ends(magnet(dysprosium, none("MAGNET", "Tb"), of=two)) == ("3", "3")


def test_nothing_else_closes_the_item() -> None:
    rows = row("MAGNET", "Dy2O3", value="3", form="oxide", origin="CN"), none("MAGNET", "others")
    assert ends(magnet(*rows)) == ("3", "3")


def test_nothing_else_still_counts_what_the_bill_brings_in() -> None:
    facts = book(
        item("MOTOR", value="1000"),
        item("INGOT", value="20", listed=True, made_in="CN"),
        line("MOTOR", "INGOT"),
        row("MOTOR", "Y2O3", value="3", form="oxide", origin="CN"),
        none("MOTOR", "others"),
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", column(elements="Dy Y"))) == ("20", "23")


def test_a_row_in_a_form_that_is_not_listed_does_not_count() -> None:
    found = magnet(row("MAGNET", "Dy", value="3", form="compound", origin="CN"))
    assert ends(found) == ("0", "0")
    assert "does not count" in found.lines[0].why


def test_a_row_without_a_form_counts_at_most() -> None:
    found = magnet(row("MAGNET", "Dy", value="3", origin="CN"))
    assert ends(found) == ("0", "3")
    assert asked(found) == ["form of Dy in MAGNET"]


def test_a_row_without_an_origin_counts_at_most() -> None:
    found = magnet(row("MAGNET", "Dy", value="3", form="metal"))
    assert ends(found) == ("0", "3")
    assert asked(found) == ["origin of Dy in MAGNET"]


def test_an_assumed_form_and_origin_count_and_are_named() -> None:
    rows = row("MAGNET", "Dy", value="3")
    facts = book(MAGNET, rows, assume=("contents.form = oxide", "contents.origin = CN"))
    found = Tracer(facts, DAY).content("MAGNET", CN)
    assert ends(found) == ("3", "3")
    assert found.assumed == ("contents.form = oxide", "contents.origin = CN")


def test_rows_of_one_declaration_with_different_origins_add() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN"),
        row("MAGNET", "Dy", value="2", form="metal", origin="AU"),
    )
    assert ends(magnet(*rows)) == ("3", "3")
    assert ends(magnet(*rows, of=ANY_ORIGIN)) == ("5", "5")


def test_an_element_and_its_compound_are_not_counted_twice_at_least() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="oxide", origin="CN"),
        row("MAGNET", "Dy2O3", value="4", form="oxide", origin="CN"),
    )
    assert ends(magnet(*rows)) == ("4", "7")


def test_an_element_that_is_not_listed_takes_nothing_of_a_listed_compound_that_holds_it() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN"),
        row("MAGNET", "TbFe2", value="2", form="alloy", origin="CN"),
        row("MAGNET", "Fe", value="9", form="metal", origin="CN"),
        none("MAGNET", "others"),
    )
    assert ends(magnet(*rows, of=column(elements="Dy Tb"))) == ("5", "5")


def test_a_substance_below_its_detection_limit_is_not_nothing() -> None:
    below = row("MAGNET", "Dy", limit="0.001", form="metal", origin="CN")
    found = Tracer(book(MAGNET, below), DAY).content("MAGNET", CN, by="mass")
    assert ends(found) == ("0", "1/10000")


def test_suppliers_are_alternatives() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", supplier="S1"),
        row("MAGNET", "Dy", value="2", form="metal", origin="JP", supplier="S2"),
    )
    found = magnet(*rows)
    assert ends(found) == ("0", "3")
    assert asked(found) == ["supplier of MAGNET"]


def test_a_lot_settles_the_supplier() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", supplier="S1"),
        row("MAGNET", "Dy", value="2", form="metal", origin="JP", supplier="S2"),
        Lot("L1", "MAGNET", "S1"),
        Lot("L2", "MAGNET", "S2"),
    )
    assert ends(magnet(*rows, lot="L1")) == ("3", "3")
    assert ends(magnet(*rows, lot="L2")) == ("0", "0")


def test_a_supplier_of_a_lot_who_says_nothing_is_an_alternative_too() -> None:
    rows = row("MAGNET", "Dy", value="3", form="metal", origin="CN", supplier="S1"), Lot("L2", "MAGNET", "S2")
    assert ends(magnet(*rows)) == ("0", "50")


def test_rows_of_a_lot_speak_of_that_lot_only() -> None:
    rows = (
        row("MAGNET", "Dy", value="2..4", form="metal", origin="CN"),
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", lot="L1"),
        Lot("L1", "MAGNET", "S1"),
    )
    assert ends(magnet(*rows)) == ("2", "4")
    assert ends(magnet(*rows, lot="L1")) == ("3", "3")


def of_lot(lot: str, worth: str) -> ContentRow:
    return row("MAGNET", "Dy", value=worth, form="metal", origin="CN", lot=lot)


def test_where_no_lot_is_named_content_may_be_that_of_any_lot() -> None:
    rows = (of_lot("L1", "3"), of_lot("L2", "5"), none("MAGNET", "others"))
    lots = (Lot("L1", "MAGNET"), Lot("L2", "MAGNET"))
    found = magnet(*rows, *lots)
    assert (ends(found), asked(found)) == (("3", "5"), ["lot MAGNET"])
    assert ends(magnet(*rows, *lots, lot="L2")) == ("5", "5")


def test_a_lot_of_which_no_row_speaks_is_the_rest_of_the_stock() -> None:
    rows = (of_lot("L1", "3"), none("MAGNET", "others"))
    assert ends(magnet(*rows, Lot("L1", "MAGNET"), Lot("L2", "MAGNET"))) == ("0", "3")
    assert ends(magnet(*rows)) == ("3", "3")


def test_what_is_said_of_all_stock_holds_beside_what_is_said_of_a_lot() -> None:
    rows = (
        of_lot("L1", "9"),
        row("MAGNET", "Dy", value="1..2", form="metal", origin="CN"),
        none("MAGNET", "others"),
    )
    assert ends(magnet(*rows, Lot("L1", "MAGNET"))) == ("1", "9")


def test_rows_without_a_supplier_hold_for_each() -> None:
    rows = (
        row("MAGNET", "Dy", value="2..4", form="metal", origin="CN"),
        row("MAGNET", "Dy", value="3..9", form="metal", origin="CN", supplier="S1"),
        row("MAGNET", "Dy", value="1..3", form="metal", origin="CN", supplier="S2"),
    )
    assert ends(magnet(*rows)) == ("2", "4")


def test_a_newer_statement_of_the_same_speaker_replaces_the_older_wholly() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", said_by="A", said_on="2029-01-01"),
        row("MAGNET", "Nd", value="9", form="metal", origin="CN", said_by="A", said_on="2029-06-01"),
    )
    assert ends(magnet(*rows)) == ("0", "50")


def said(on: str, *rows: ContentRow) -> list[ContentRow]:
    return [replace(each, said_by="A", said_on=date.fromisoformat(on)) for each in rows]


DYSPROSIUM = row("MAGNET", "Dy", value="3", form="metal", origin="CN")
NOTHING_ELSE, NO_DYSPROSIUM = none("MAGNET", "others"), none("MAGNET", "Dy")


def test_what_is_said_after_the_day_takes_nothing_away_of_what_was_said_up_to_it() -> None:
    before, later = said("2029-01-01", DYSPROSIUM, NOTHING_ELSE), said("2030-06-01", NO_DYSPROSIUM)
    found = Tracer(book(MAGNET, *before, *later), date(2030, 3, 1)).content("MAGNET", CN)
    assert ends(found) == ("0", "3")
    assert asked(found) == ["said_on of A MAGNET"]
    for day, held in ((date(2030, 6, 1), "0"), (None, "0"), (date(2028, 1, 1), "0")):
        assert ends(Tracer(book(MAGNET, *before, *later), day).content("MAGNET", CN)) == (held, held)


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ([DYSPROSIUM, NOTHING_ELSE], ("3", "3")),
        ([DYSPROSIUM, none("MAGNET", "Tb"), NOTHING_ELSE], ("3", "3")),
        ([replace(DYSPROSIUM, value=None, present=True), NOTHING_ELSE], ("0", "50")),
        ([DYSPROSIUM, DYSPROSIUM, NOTHING_ELSE], ("3", "50")),
        ([replace(DYSPROSIUM, origin=("JP",)), NOTHING_ELSE], ("0", "50")),
        ([NO_DYSPROSIUM, NOTHING_ELSE], ("0", "50")),
    ],
)
def test_what_is_said_after_the_day_fills_what_was_left_open(
    later: list[ContentRow], left: tuple[str, str]
) -> None:
    rows = [*said("2029-01-01", DYSPROSIUM), *said("2030-06-01", *later)]
    found = Tracer(book(MAGNET, *rows), date(2030, 3, 1)).content("MAGNET", column(elements="Dy Y"))
    assert ends(found) == left


def test_what_rules_out_all_else_is_taken_away_by_what_names_more_later() -> None:
    rows = [
        *said("2029-01-01", DYSPROSIUM, NOTHING_ELSE),
        *said(
            "2030-06-01", DYSPROSIUM, row("MAGNET", "Y", value="2", form="metal", origin="CN"), NOTHING_ELSE
        ),
    ]
    found = Tracer(book(MAGNET, *rows), date(2030, 3, 1)).content("MAGNET", column(elements="Dy Y"))
    assert ends(found) == ("3", "5")


def test_of_one_lot_the_newest_word_counts_whenever_it_was_said() -> None:
    rows = [*said("2029-01-01", DYSPROSIUM), *said("2030-06-01", NO_DYSPROSIUM)]
    of_lot = [replace(each, lot="L") for each in rows]
    found = Tracer(book(MAGNET, Lot("L", "MAGNET"), *of_lot), date(2030, 3, 1))
    assert ends(found.content("MAGNET", CN, lot="L")) == ("0", "0")


def test_an_estimate_is_not_replaced_by_what_is_said_after_the_day() -> None:
    guess = [replace(each, claim="estimated") for each in said("2029-01-01", DYSPROSIUM)]
    rows = [*guess, *said("2030-06-01", NOTHING_ELSE)]
    for day, left in ((date(2030, 3, 1), ("0", "50")), (date(2030, 7, 1), ("0", "0")), (None, ("0", "0"))):
        assert ends(Tracer(book(MAGNET, *rows), day).content("MAGNET", CN)) == left


def test_of_a_lot_it_counts_when_it_was_made_and_not_when_it_leaves() -> None:
    rows = [*said("2029-01-01", DYSPROSIUM), *said("2029-09-01", NO_DYSPROSIUM)]
    for made_on, left in (("2029-06-01", ("0", "3")), ("2029-10-01", ("0", "0"))):
        lot = Lot("L", "MAGNET", made_on=date.fromisoformat(made_on))
        found = Tracer(book(MAGNET, lot, *rows), date(2030, 3, 1))
        assert ends(found.content("MAGNET", CN, lot="L")) == left


def test_where_a_day_is_missing_either_statement_may_be_the_newer() -> None:
    rows = (
        row("MAGNET", "Dy", value="3", form="metal", origin="CN", said_by="A", said_on="2029-01-01"),
        row("MAGNET", "Dy", value="5", form="metal", origin="CN", said_by="A"),
    )
    found = magnet(*rows)
    assert ends(found) == ("3", "5")
    assert asked(found) == ["said_on of A MAGNET"]


def test_different_speakers_both_hold() -> None:
    rows = (
        row("MAGNET", "Dy", value="2..4", form="metal", origin="CN", said_by="A"),
        row("MAGNET", "Dy", value="3..6", form="metal", origin="CN", said_by="B"),
    )
    assert ends(magnet(*rows)) == ("3", "4")


def test_speakers_who_contradict_each_other_settle_nothing_and_the_hull_goes_on() -> None:
    rows = (
        row("MAGNET", "Dy", value="2", form="metal", origin="CN", said_by="A"),
        row("MAGNET", "Dy", value="5", form="metal", origin="CN", said_by="B"),
    )
    found = magnet(*rows)
    assert ends(found) == ("2", "5")
    assert found.contradiction == "MAGNET: A1 cannot be both 2 USD and 5 USD"


def test_one_who_rules_out_all_else_contradicts_one_who_names_more() -> None:
    rows = (
        row("MAGNET", "Nd", value="9", form="metal", origin="CN", said_by="A"),
        none("MAGNET", "others", said_by="A"),
        row("MAGNET", "Dy", value="5", form="metal", origin="CN", said_by="B"),
    )
    assert magnet(*rows).contradiction


def test_the_books_assumption_rules_out_only_what_nobody_names() -> None:
    rows = (
        row("MAGNET", "Nd", value="9", form="metal", origin="CN", said_by="A"),
        row("MAGNET", "Dy2O3", value="5", form="oxide", origin="CN", said_by="B"),
    )
    found = Tracer(book(MAGNET, *rows, assume=("contents.others = none",)), DAY).content("MAGNET", CN)
    assert (ends(found), found.contradiction) == (("5", "5"), "")


def test_one_who_rules_out_all_else_keeps_what_he_says_of_one_supplier() -> None:
    rows = (
        none("MAGNET", "others", said_by="A"),
        row("MAGNET", "Dy2O3", value="5", form="oxide", origin="CN", said_by="A", supplier="S1"),
    )
    found = magnet(*rows)
    assert (ends(found), found.contradiction) == (("5", "5"), "")


def declared_motor(stated: str, *, part: str = "20") -> Traced:
    facts = book(
        item("MOTOR", value="1000"),
        item("INGOT", value=part, listed=True, made_in="CN"),
        line("MOTOR", "INGOT"),
        row("MOTOR", "Dy", value=stated, form="metal", origin="CN"),
    )
    return Tracer(facts, DAY).content("MOTOR", CN)


def test_rows_state_the_whole_item_with_its_parts() -> None:
    assert ends(declared_motor("20")) == ("20", "20")
    assert ends(declared_motor("10..30")) == ("20", "30")


def test_rows_that_state_less_than_the_bill_contradict_it() -> None:
    found = declared_motor("10..15")
    assert found.contradiction == "MOTOR: A1 cannot be both 20 USD or more and 10 to 15 USD"
    assert ends(found) == ("10", "1000")


def test_the_items_own_value_is_the_most_there_can_be() -> None:
    assert ends(declared_motor("10..3000")) == ("20", "1000")


def test_more_content_than_the_item_is_worth_is_a_contradiction() -> None:
    found = declared_motor("1200")
    assert "would be in what is worth 1000 USD" in found.contradiction
    assert ends(found) == ("0", "1200")


def test_a_contradiction_below_travels_up() -> None:
    facts = book(
        item("CAR", value="90000"),
        item("MOTOR", value="1000", made_in="DE"),
        line("CAR", "MOTOR"),
        row("MOTOR", "Dy", value="1200", form="metal", origin="CN"),
    )
    assert Tracer(facts, DAY).content("CAR", CN).contradiction


def test_what_others_there_are_at_most_counts_at_most() -> None:
    rows = row("MAGNET", "Nd2Fe14B", "99 %", form="alloy", origin="JP"), row("MAGNET", "others", "0 %..1 %")
    found = Tracer(book(MAGNET, *rows), DAY).content("MAGNET", CN, by="mass")
    assert ends(found) == ("0", "1/1000")


def test_a_row_may_name_an_entry_of_the_list() -> None:
    rows = row("MAGNET", "zz:A1", value="4", origin="CN"), none("MAGNET", "others")
    assert ends(magnet(*rows)) == ("4", "4")


def test_a_row_that_gives_no_amount_counts_from_nothing_up() -> None:
    found = magnet(row("MAGNET", "Dy", form="metal", origin="CN"))
    assert ends(found) == ("0", "50")
    assert asked(found) == ["share of Dy MAGNET", "price of Dy MAGNET"]
