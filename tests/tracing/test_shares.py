"""Shares: what the content is divided by, at which tier, and what the bounds are."""

from fractions import Fraction

import pytest

from tracing.trace_books import ANY_ORIGIN, CN, DAY, amount, asked, book, ends, item, line, none, rate, row
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.tracing.content import Tracer
from xenotime.tracing.fast.trace import FastTrace

CLOSED = ("contents.others = none",)


def worth(value: str | None, content: str = "3", **more: str) -> Book:
    made = item("MAGNET", value=value, made_in="JP", **more)  # type: ignore[arg-type]
    return book(made, row("MAGNET", "Dy", value=content, form="metal", origin="CN"), assume=CLOSED)


def test_the_share_is_content_over_the_items_own_value() -> None:
    found = Tracer(worth("1000", "1"), DAY).share("MAGNET", CN)
    assert ends(found) == ("1/1000", "1/1000")
    assert [each.why for each in found.lines][-2:] == ["divided by: its own 1000 USD", "the shipped item"]


@pytest.mark.parametrize(("content", "reached"), [("0.9999", False), ("1", True), ("1.0001", True)])
def test_one_part_in_a_thousand_is_told_apart(content: str, reached: bool) -> None:
    found = Tracer(worth("1000", content), DAY).share("MAGNET", CN).amount
    assert found is not None
    assert found.high is not None
    assert (found.low >= Fraction(1, 1000), found.high >= Fraction(1, 1000)) == (reached, reached)


def test_the_value_that_the_shipment_states_goes_first() -> None:
    found = Tracer(worth("1000", "3"), DAY).share("MAGNET", CN, of_value=exactly(60))
    assert ends(found) == ("1/20", "1/20")
    assert "the value that the shipment states" in found.lines[-2].why


def test_the_shipments_value_may_be_in_another_currency() -> None:
    facts = worth("1000", "3")
    facts = book(*facts.items.values(), *facts.contents, rate("EUR", "USD", "1.5"), assume=CLOSED)
    found = Tracer(facts, DAY).share("MAGNET", CN, of_value=exactly(40), currency="EUR")
    assert ends(found) == ("1/20", "1/20")


def test_a_shipment_value_of_nothing_reads_as_not_known() -> None:
    assert ends(Tracer(worth("1000", "3"), DAY).share("MAGNET", CN, of_value=exactly(0))) == (
        "3/1000",
        "3/1000",
    )


def test_ranges_above_and_below_give_a_range() -> None:
    assert ends(Tracer(worth("100..200", "2..4"), DAY).share("MAGNET", CN)) == ("1/100", "1/25")


def test_without_a_value_the_share_is_anything() -> None:
    found = Tracer(worth(None), DAY).share("MAGNET", CN)
    assert ends(found) == ("0", "1")
    assert asked(found) == ["value MAGNET"]


def test_nothing_is_no_share_of_whatever_it_is_worth() -> None:
    facts = book(item("MAGNET", made_in="JP"), assume=CLOSED)
    assert ends(Tracer(facts, DAY).share("MAGNET", CN)) == ("0", "0")


def test_more_inside_than_the_shipment_is_worth_is_a_contradiction() -> None:
    found = Tracer(worth("1000", "80"), DAY).share("MAGNET", CN, of_value=exactly(60))
    assert (ends(found), found.contradiction) == (
        ("1", "1"),
        "MAGNET: 80 USD of A1 is more than what the shipment states that one MAGNET is worth",
    )


def rolled(*more: object, ingot: str = "25", steel: str = "75", quantity: str = "1") -> Book:
    return book(
        item("PART", basis="rolled_up", made_in="JP"),
        item("INGOT", value=ingot, listed=True, made_in="CN"),
        item("STEEL", value=steel, made_in="JP"),
        line("PART", "INGOT", quantity),
        line("PART", "STEEL"),
        *more,  # type: ignore[arg-type]
        assume=CLOSED,
    )


def test_a_rolled_up_value_is_the_sum_of_the_lines() -> None:
    found = Tracer(rolled(), DAY).share("PART", CN)
    assert ends(found) == ("1/4", "1/4")
    assert found.lines[-2].why == "divided by: the sum of its lines"


def test_a_rolled_up_share_keeps_numerator_and_denominator_together() -> None:
    """The naive quotient of 20..30 over 95..105 would reach 30/95."""
    found = Tracer(rolled(ingot="20..30"), DAY).share("PART", CN)
    assert ends(found) == (str(Fraction(20, 95)), str(Fraction(30, 105)))


def test_an_uncertain_rest_moves_a_rolled_up_share_alone() -> None:
    assert ends(Tracer(rolled(steel="75..100"), DAY).share("PART", CN)) == ("1/5", "1/4")


def test_a_rolled_up_part_in_a_rolled_up_part_stays_together_too() -> None:
    facts = rolled(ingot="20..30")
    outer = item("WHOLE", basis="rolled_up", made_in="JP"), line("WHOLE", "PART", "2")
    facts = book(*outer, *facts.items.values(), *facts.bill, assume=CLOSED)
    assert ends(Tracer(facts, DAY).share("WHOLE", CN)) == (str(Fraction(20, 95)), str(Fraction(30, 105)))


def test_a_part_that_stays_closed_belongs_to_the_rest() -> None:
    facts = rolled(item("COIL", value="100", made_in="CN"), line("PART", "COIL"))
    assert ends(Tracer(facts, DAY).share("PART", CN)) == ("1/8", "1/8")


def test_a_rolled_up_item_that_is_not_closed_may_hold_more() -> None:
    open_book = rolled()
    facts = book(*open_book.items.values(), *open_book.bill, none("STEEL", "others"))
    assert ends(Tracer(facts, DAY).share("PART", CN)) == ("1/4", "1")


def test_a_rolled_up_value_with_an_unknown_line_is_not_known() -> None:
    facts = rolled(item("WIRE", made_in="JP"), line("PART", "WIRE"))
    found = Tracer(facts, DAY).share("PART", CN)
    assert ends(found) == ("0", "1/4")
    assert asked(found) == ["value WIRE"]


def test_a_rolled_up_value_less_what_goes_out_of_the_item_is_not_known() -> None:
    facts = book(
        item("WHOLE", basis="rolled_up"),
        item("CHIP", value="1", listed=True, made_in="CN"),
        item("BAR", value="1000", made_in="JP"),
        line("WHOLE", "CHIP"),
        line("WHOLE", "BAR"),
        line("WHOLE", "BAR", "0.99", kind="by-product"),
        assume=CLOSED,
    )
    found = Tracer(facts, DAY).share("WHOLE", CN)
    assert ends(found) == ("0", "1")
    assert "value WHOLE" in asked(found)
    fast = FastTrace(facts, (CN,), currency="USD", day=DAY, free=10**9)
    fast.run()
    assert fast.reaches("WHOLE", 0, Fraction(1, 2)).truth is None


def test_a_rolled_up_value_in_several_currencies_is_converted() -> None:
    facts = rolled(
        item("EURO", value="50", currency="EUR", made_in="JP"), line("PART", "EURO"), rate("EUR", "USD", "2")
    )
    assert ends(Tracer(facts, DAY).share("PART", CN)) == ("1/8", "1/8")


def test_a_share_by_mass_needs_no_mass_where_the_rows_state_it() -> None:
    facts = book(item("MAGNET", made_in="JP"), row("MAGNET", "Dy", "2 %", form="metal", origin="CN"))
    assert ends(Tracer(facts, DAY).share("MAGNET", CN, by="mass")) == ("1/50", "1/50")


def test_a_share_by_mass_of_an_uncertain_mass_is_still_the_share() -> None:
    made = item("MAGNET", mass="1..2", made_in="JP")
    facts = book(made, row("MAGNET", "Dy", "2 %..3 %", form="metal", origin="CN"))
    found = Tracer(facts, DAY).share("MAGNET", CN, by="mass")
    assert ends(found) == ("1/50", "3/100")
    assert asked(found) == ["share of Dy MAGNET"]


def test_a_share_by_mass_of_listed_parts_is_their_mass_over_the_whole() -> None:
    facts = book(
        item("MOTOR", mass="10", made_in="JP"),
        item("MAGNET", mass="0.5", listed=True, made_in="CN"),
        line("MOTOR", "MAGNET", "2"),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).share("MOTOR", CN, by="mass")) == ("1/10", "1/10")


def scanner(*more: object, bearing: str = "50000") -> Book:
    """Five thousand dollars of Chinese oxide in a magnet, in a bearing, in a scanner of two million."""
    return book(
        item("SCANNER", value="2000000", made_in="DE"),
        item("BEARING", value=bearing, made_in="KR"),
        item("MAGNET", value="20000", made_in="JP"),
        line("SCANNER", "BEARING"),
        line("BEARING", "MAGNET"),
        row("MAGNET", "Dy", value="5000", form="oxide", origin="CN"),
        *more,  # type: ignore[arg-type]
        assume=CLOSED,
    )


def is_bearing(asked_of: Item) -> bool | None:
    return asked_of.id == "BEARING"


def test_the_tier_of_the_denominator_matters() -> None:
    tracer = Tracer(scanner(), DAY)
    assert ends(tracer.share("SCANNER", CN)) == ("1/400", "1/400")
    found = tracer.share("SCANNER", CN, tier=is_bearing)
    assert ends(found) == ("1/10", "1/10")
    assert found.lines[-1].why == "given by BEARING"


def test_the_shipped_item_is_among_the_tiers() -> None:
    found = Tracer(scanner(), DAY).share("MAGNET", CN, tier=lambda _: False)
    assert ends(found) == ("1/4", "1/4")


def test_a_part_that_may_be_of_the_tier_lifts_the_upper_end_only() -> None:
    found = Tracer(scanner(), DAY).share("SCANNER", CN, tier=lambda part: None if is_bearing(part) else False)
    assert ends(found) == ("1/400", "1/10")
    assert asked(found) == ["tier BEARING"]


def test_a_part_that_may_not_be_there_lifts_the_upper_end_only() -> None:
    facts = scanner()
    optional = [line("SCANNER", "BEARING", "1", "option"), line("BEARING", "MAGNET")]
    facts = book(*facts.items.values(), *optional, *facts.contents, assume=CLOSED)
    assert ends(Tracer(facts, DAY).share("SCANNER", CN, tier=is_bearing)) == ("0", "1/10")


def test_a_part_that_nobody_named_may_be_of_the_tier() -> None:
    facts = scanner()
    facts = book(*facts.items.values(), *facts.bill, *facts.contents)
    found = Tracer(facts, DAY).share("SCANNER", CN, tier=is_bearing)
    assert ends(found) == ("1/10", "1")
    assert "others SCANNER" in asked(found)


def test_where_nothing_is_listed_no_tier_has_a_share() -> None:
    facts = book(
        item("SCANNER", value="2000000"),
        item("BEARING", made_in="KR"),
        line("SCANNER", "BEARING"),
        none("SCANNER", "Dy"),
        none("BEARING", "Dy"),
    )
    assert ends(Tracer(facts, DAY).share("SCANNER", CN, tier=is_bearing)) == ("0", "0")


def test_a_share_is_asked_of_one_lot() -> None:
    facts = worth("100", "3")
    assert ends(Tracer(facts, DAY).share("MAGNET", ANY_ORIGIN, lot="no such lot")) == ("3/100", "3/100")


def test_a_range_of_a_shipment_value_gives_a_range() -> None:
    of_value = amount("50..100")
    assert isinstance(of_value, Range)
    assert ends(Tracer(worth("1000", "5"), DAY).share("MAGNET", CN, of_value=of_value)) == ("1/20", "1/10")


@pytest.mark.parametrize(("dearer", "missing"), [("30", ["top in ROTOR"]), ("10", [])])
def test_which_of_two_parts_is_used_is_asked_where_they_are_worth_different_amounts(
    dearer: str, missing: list[str]
) -> None:
    facts = book(
        item("ROTOR", basis="rolled_up", made_in="JP"), item("MAGNET", value="10", made_in="JP"),
        item("COVER", value="10", made_in="JP"), item("LID", value=dearer, made_in="JP"),
        line("ROTOR", "MAGNET"), line("ROTOR", "COVER", alternative="top"), line("ROTOR", "LID", alternative="top"),
        row("MAGNET", "Dy", value="1", form="metal", origin="CN"), assume=CLOSED,
    )  # fmt: skip
    found = Tracer(facts, DAY).share("ROTOR", CN)
    assert found.amount is not None
    assert (found.amount.is_exact, asked(found)) == (not missing, missing)
