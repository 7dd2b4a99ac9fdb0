"""Listed parts, opened parts, barriers: the walk down the bill."""

from dataclasses import replace

import pytest

from tracing.trace_books import (
    ANY_ORIGIN,
    CN,
    DAY,
    EARLIER,
    ELEMENT,
    asked,
    book,
    column,
    ends,
    item,
    line,
    none,
    row,
)
from xenotime.errors import CircularBill
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.seen import About, Missing
from xenotime.facts.substance import may_contain
from xenotime.tracing.content import Tracer
from xenotime.tracing.fast.trace import FastTrace, Figure

CLOSED = ("contents.others = none",)


def motor(**magnet: object) -> Book:
    """A motor with two magnets, each with 3 dollars of Chinese dysprosium metal."""
    return book(
        item("MOTOR", value="1000"),
        item("MAGNET", value="50", **magnet),  # type: ignore[arg-type]
        line("MOTOR", "MAGNET", "2"),
        row("MAGNET", "Dy", value="3", form="metal", origin="CN"),
        assume=CLOSED,
    )


def test_a_listed_part_counts_with_quantity_times_its_own_value() -> None:
    found = Tracer(motor(listed=True, made_in="CN"), DAY).content("MOTOR", CN)
    assert ends(found) == ("100", "100")
    assert found.lines[0].what == "MOTOR > MAGNET"
    assert "counts fully" in found.lines[0].why


def test_the_item_itself_is_left_out() -> None:
    found = Tracer(motor(listed=True, made_in="CN"), DAY).content("MAGNET", CN)
    assert ends(found) == ("3", "3")


def test_a_part_of_another_origin_is_opened() -> None:
    found = Tracer(motor(listed=True, made_in="JP"), DAY).content("MOTOR", CN)
    assert ends(found) == ("6", "6")


def test_a_part_made_there_that_is_not_on_the_list_is_not_opened() -> None:
    found = Tracer(motor(made_in="CN"), DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "0")
    assert "what it was made from is not counted" in found.lines[0].why


def test_counting_earlier_stages_opens_such_a_part() -> None:
    assert ends(Tracer(motor(made_in="CN"), DAY).content("MOTOR", EARLIER)) == ("6", "6")


def test_without_an_origin_asked_nothing_stays_closed() -> None:
    assert ends(Tracer(motor(made_in="CN"), DAY).content("MOTOR", ANY_ORIGIN)) == ("6", "6")


def test_a_part_made_nobody_knows_where_counts_from_nothing_to_what_is_inside() -> None:
    found = Tracer(motor(), DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "6")
    assert asked(found) == ["made_in MAGNET"]


def test_a_part_made_there_or_elsewhere_may_stay_closed_or_be_opened() -> None:
    found = Tracer(motor(made_in="CN;JP"), DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "6")
    assert asked(found) == ["made_in MAGNET"]


def test_a_listed_part_made_there_and_elsewhere_counts_fully() -> None:
    assert ends(Tracer(motor(listed=True, made_in="CN;JP"), DAY).content("MOTOR", CN)) == ("100", "100")


def test_a_part_that_may_be_listed_counts_its_value_at_most_and_is_opened_at_least() -> None:
    found = Tracer(motor(listed=None, made_in="JP;CN"), DAY).content("MOTOR", EARLIER)
    assert ends(found) == ("6", "100")
    assert asked(found) == ["item in A1 MAGNET"]


def test_a_part_made_there_that_may_be_listed_counts_nothing_at_least() -> None:
    assert ends(Tracer(motor(listed=None, made_in="CN"), DAY).content("MOTOR", CN)) == ("0", "100")


def test_a_listed_part_of_unknown_origin_counts_at_least_what_is_inside() -> None:
    found = Tracer(motor(listed=True), DAY).content("MOTOR", CN)
    assert ends(found) == ("6", "100")
    assert asked(found) == ["made_in MAGNET"]


def test_a_listed_part_of_unknown_value_has_only_the_whole_as_its_limit() -> None:
    facts = book(
        item("MOTOR", value="1000"),
        item("MAGNET", listed=True, made_in="CN"),
        line("MOTOR", "MAGNET"),
        assume=CLOSED,
    )
    found = Tracer(facts, DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "1000")
    assert asked(found) == ["value MAGNET"]


def test_a_listed_part_of_unknown_value_counts_at_least_what_is_known_to_be_inside() -> None:
    facts = motor(listed=True, made_in="CN")
    unknown = item("MAGNET", listed=True, made_in="CN")
    facts = book(facts.items["MOTOR"], unknown, *facts.bill, *facts.contents, assume=CLOSED)
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == ("6", "1000")


def test_a_value_of_nothing_reads_as_not_known() -> None:
    facts = book(
        item("MOTOR", value="1000"),
        item("MAGNET", value="0", listed=True, made_in="CN"),
        line("MOTOR", "MAGNET"),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == ("0", "1000")


def test_element_counting_takes_any_form() -> None:
    facts = book(
        item("MAGNET", value="50"),
        row("MAGNET", "DyF3", value="4", form="compound", origin="CN"),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).content("MAGNET", CN)) == ("0", "0")
    assert ends(Tracer(facts, DAY).content("MAGNET", ELEMENT)) == ("4", "4")


def test_element_counting_leaves_open_what_an_alloy_by_name_may_hold_in_whatever_form() -> None:
    element = replace(ELEMENT, names_all=lambda name: may_contain(name, "Dy") is not False)
    for substance, found in (("NdFeB", ("0", "1/50")), ("magnet", ("0", "1/50")), ("Nd2Fe14B", ("0", "0"))):
        rows = row("M", substance, "2 %", form="permanent_magnet", origin="CN"), none("M", "others")
        traced = Tracer(book(item("M", mass="1"), *rows), DAY).content("M", element, by="mass")
        assert ends(traced) == found
        assert bool(traced.missing) is (found[1] != "0")


def test_pieces_are_the_listed_parts() -> None:
    found = Tracer(motor(listed=True, made_in="CN"), DAY).content("MOTOR", CN, by="pieces")
    assert (ends(found), found.unit) == (("2", "2"), "pieces")


def test_a_substance_is_no_piece_but_does_not_rule_pieces_out() -> None:
    named = row("MAGNET", "Dy", "2 %", form="metal", origin="CN")
    for rows, found in (
        ((named,), ("0", "-")),
        ((named, none("MAGNET", "others")), ("0", "0")),
        ((none("MAGNET", "Dy"),), ("0", "0")),
        ((row("MAGNET", "zz:A1", "2 %", origin="CN"), none("MAGNET", "others")), ("0", "-")),
    ):
        tracer = Tracer(book(item("MAGNET"), *rows), DAY)
        assert ends(tracer.content("MAGNET", CN, by="pieces")) == found


def test_what_came_in_as_an_article_of_the_list_may_be_any_number_of_pieces() -> None:
    magnets = replace(
        column(only_substances=False),
        row_matches=lambda row: row.form == ("permanent_magnet",) and may_contain(row.substance, "Dy"),
        names_all=lambda name: may_contain(name, "Dy") is not False,
    )
    for substance, form, found in (
        ("Dy", "permanent_magnet", ("0", "-")),
        ("NdFeB", "permanent_magnet", ("0", "-")),
        ("Fe3O4", "permanent_magnet", ("0", "0")),
        ("Dy", "metal", ("0", "0")),
    ):
        rows = row("MOTOR", substance, "2 %", form=form, origin="CN"), none("MOTOR", "others")
        traced = Tracer(book(item("MOTOR"), *rows), DAY).content("MOTOR", magnets, by="pieces")
        assert ends(traced) == found
        assert bool(traced.missing) is (found[1] == "-")


def test_mass_is_quantity_times_the_mass_of_the_part() -> None:
    found = Tracer(motor(listed=True, made_in="CN", mass="0.25"), DAY).content("MOTOR", CN, by="mass")
    assert (ends(found), found.unit) == (("1/2", "1/2"), "kg")


def test_silence_closes_nothing() -> None:
    facts = book(item("MOTOR", value="1000"), item("BOLT", value="1"), line("MOTOR", "BOLT"))
    found = Tracer(facts, DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "1000")
    assert asked(found) == ["content of A1 BOLT", "made_in BOLT", "others MOTOR"]


def test_what_the_book_assumes_is_reported_where_it_was_used() -> None:
    found = Tracer(motor(listed=True, made_in="CN"), DAY).content("MOTOR", CN)
    assert found.assumed == ("contents.others = none",)
    stated = book(item("MAGNET", value="50"), none("MAGNET", "others"), assume=CLOSED)
    assert Tracer(stated, DAY).content("MAGNET", CN).assumed == ()


def test_a_bill_that_names_every_part_closes_what_has_lines_and_nothing_else() -> None:
    facts = book(
        item("MOTOR", value="1000"),
        item("BOLT", value="1"),
        line("MOTOR", "BOLT"),
        none("BOLT", "others"),
        assume=("bill.others = none",),
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == ("0", "0")
    alone = book(item("MOTOR", value="1000"), assume=("bill.others = none",))
    assert ends(Tracer(alone, DAY).content("MOTOR", CN)) == ("0", "1000")


def test_an_assumed_place_of_making_counts_and_is_named() -> None:
    facts = motor(listed=True)
    made = book(*facts.items.values(), *facts.bill, *facts.contents, assume=(*CLOSED, "items.made_in = CN"))
    found = Tracer(made, DAY).content("MOTOR", CN)
    assert ends(found) == ("100", "100")
    assert "items.made_in = CN" in found.assumed


LINES = [
    (line("MOTOR", "MAGNET", "2..3"), ("20", "30"), ["quantity of MAGNET in MOTOR"]),
    (line("MOTOR", "MAGNET", "2", "option"), ("0", "20"), ["MAGNET in MOTOR"]),
    (line("MOTOR", "MAGNET", "2", "fixed"), ("0", "20"), ["MAGNET in MOTOR"]),
    (line("MOTOR", "MAGNET", "2", "phantom"), ("20", "20"), []),
    (line("MOTOR", "MAGNET", "-2", "by-product"), ("0", "0"), []),
    (line("MOTOR", "MAGNET", None), ("0", "100"), ["quantity of MAGNET in MOTOR"]),
    (line("MOTOR", "MAGNET", "2", until="2030-05-31"), ("0", "0"), []),
    (line("MOTOR", "MAGNET", "2", until="2030-06-01"), ("20", "20"), []),
    (line("MOTOR", "MAGNET", "2", start="2030-06-02"), ("0", "0"), []),
    (line("MOTOR", "MAGNET", "2", usage_share="0"), ("0", "0"), []),
    (line("MOTOR", "MAGNET", "2", usage_share="0.5"), ("0", "20"), ["quantity of MAGNET in MOTOR"]),
]


@pytest.mark.parametrize(("used", "amount", "missing"), LINES)
def test_each_kind_of_line_brings_in_what_it_says(
    used: BillLine, amount: tuple[str, str], missing: list[str]
) -> None:
    facts = book(
        item("MOTOR", value="100"), item("MAGNET", value="10", listed=True, made_in="CN"), used, assume=CLOSED
    )
    found = Tracer(facts, DAY).content("MOTOR", CN)
    assert ends(found) == amount
    assert asked(found) == missing


def test_one_of_the_lines_of_a_group_is_used() -> None:
    facts = book(
        item("MOTOR", value="100"),
        item("CHINESE", value="10", listed=True, made_in="CN"),
        item("JAPANESE", value="12", listed=True, made_in="JP"),
        line("MOTOR", "CHINESE", "2", alternative="magnet", usage_share="0.25"),
        line("MOTOR", "JAPANESE", "2", alternative="magnet", usage_share="0.75"),
        assume=CLOSED,
    )
    found = Tracer(facts, DAY).content("MOTOR", CN)
    assert ends(found) == ("0", "20")
    assert asked(found) == ["magnet in MOTOR"]


def test_a_member_of_a_group_that_is_never_used_is_left_out() -> None:
    facts = book(
        item("MOTOR", value="100"),
        item("CHINESE", value="10", listed=True, made_in="CN"),
        item("JAPANESE", value="12", listed=True, made_in="JP"),
        line("MOTOR", "CHINESE", "2", alternative="magnet", usage_share="0"),
        line("MOTOR", "JAPANESE", "2", alternative="magnet", usage_share="1"),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == ("0", "0")


@pytest.mark.parametrize(("share", "least"), [("0.5", "0"), ("0.995", "20"), ("0.5..1", "20")])
def test_a_group_whose_shares_of_use_leave_pieces_over_may_be_left_out(share: str, least: str) -> None:
    facts = book(
        item("MOTOR", value="100"),
        item("CHINESE", value="10", listed=True, made_in="CN"),
        item("JAPANESE", value="12", listed=True, made_in="JP"),
        line("MOTOR", "CHINESE", "2", alternative="magnet", usage_share=share),
        line("MOTOR", "JAPANESE", "2", alternative="magnet", usage_share="0.5", until="2030-01-01"),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == (least, "20")


@pytest.mark.parametrize(
    ("shares", "most"),
    [(("1", "1"), "48"), (("0.8", "0.4"), "48"), (("0.505", "0.505"), "24"), (("0.2..1", "0.2..1"), "24")],
)
def test_a_group_whose_shares_of_use_come_to_more_than_all_pieces_may_put_several_into_one(
    shares: tuple[str, str], most: str
) -> None:
    facts = book(
        item("MOTOR", value="100"),
        item("NINGBO", value="10", listed=True, made_in="CN"),
        item("BAOTOU", value="12", listed=True, made_in="CN"),
        line("MOTOR", "NINGBO", "2", alternative="magnet", usage_share=shares[0]),
        line("MOTOR", "BAOTOU", "2", alternative="magnet", usage_share=shares[1]),
        assume=CLOSED,
    )
    assert ends(Tracer(facts, DAY).content("MOTOR", CN)) == ("20", most)


def test_a_shared_part_counts_on_every_path() -> None:
    facts = book(
        item("MACHINE", value="1000"),
        item("LEFT", made_in="DE"),
        item("RIGHT", made_in="DE"),
        item("MAGNET", value="10", listed=True, made_in="CN"),
        line("MACHINE", "LEFT"),
        line("MACHINE", "RIGHT", "2"),
        line("LEFT", "MAGNET", "3"),
        line("RIGHT", "MAGNET", "5"),
        assume=CLOSED,
    )
    found = Tracer(facts, DAY).content("MACHINE", CN)
    assert ends(found) == ("130", "130")
    assert [each.what for each in found.lines] == [
        "MACHINE > LEFT > MAGNET",
        "MACHINE > RIGHT > MAGNET",
        "A1 in MACHINE",
    ]


def test_a_loop_is_an_error_that_names_it() -> None:
    facts = book(line("A", "B"), line("B", "C"), line("C", "A"), line("X", "A"), line("C", "D"))
    with pytest.raises(CircularBill) as caught:
        Tracer(facts, DAY)
    assert caught.value.loop == ("A", "B", "C", "A")


def test_an_item_in_itself_is_a_loop() -> None:
    with pytest.raises(CircularBill, match="A > A"):
        Tracer(book(line("A", "A")), DAY)


def test_scrap_that_goes_round_is_no_loop() -> None:
    facts = book(line("MAGNET", "ALLOY"), line("ALLOY", "SCRAP"), line("MAGNET", "SCRAP", "-1", "by-product"))
    made = [item(name, made_in="DE") for name in ("MAGNET", "ALLOY", "SCRAP")]
    facts = book(*made, *facts.bill, line("SCRAP", "MAGNET", "1", "by-product"), assume=CLOSED)
    assert ends(Tracer(facts, DAY).content("MAGNET", CN)) == ("0", "0")


def test_a_bill_of_ten_thousand_levels_is_traced() -> None:
    depth = 10_000
    chain = [line(f"P{level}", f"P{level + 1}") for level in range(depth)]
    made = [item(f"P{level}", made_in="DE") for level in range(depth)]
    facts = book(
        *made,
        *chain,
        item(f"P{depth}", value="7", listed=True, made_in="CN"),
        row("P9999", "Dy"),
        assume=CLOSED,
    )
    tracer = Tracer(facts, DAY)
    assert tracer.content("P0", CN).amount == tracer.content("P9999", CN).amount
    assert ends(tracer.content("P1", ANY_ORIGIN))[0] == "7"
    assert tracer.has_substance("P0", "Dy").truth is True
    assert tracer.has_listed("P0", CN).truth is True


@pytest.mark.parametrize(("stops", "low", "high"), [(True, "0", "0"), (False, "6", "6"), (None, "0", "6")])
def test_a_barrier_of_the_law_keeps_what_is_inside_a_part_from_counting(
    stops: bool | None, low: str, high: str
) -> None:
    gap = Missing("discrete", About("item", "MAGNET"), "Is it a product of its own?")
    column = replace(EARLIER, stops=lambda _: stops, stops_missing=lambda _: (gap,))
    found = Tracer(motor(made_in="DE"), DAY).content("MOTOR", column)
    assert ends(found) == (low, high)
    assert (gap in found.missing) is (stops is None)


def with_scrap(*out: BillLine) -> Book:
    """A magnet made of an alloy of dysprosium, of which something goes out again."""
    made = [item(name, value="10", made_in="CN", listed=name == "ALLOY") for name in ("ALLOY", "SCRAP")]
    return book(item("MAGNET", value="100"), *made, line("MAGNET", "ALLOY", "2"), *out, assume=CLOSED)


def test_what_goes_out_under_another_name_may_take_any_share_with_it() -> None:
    facts = with_scrap(line("MAGNET", "SCRAP", "-0.5", "by-product"))
    found = Tracer(facts, DAY).content("MAGNET", CN)
    assert ends(found) == ("0", "20")
    assert asked(found) == ["content of A1 MAGNET"]
    fast = FastTrace(facts, (CN,), currency="USD", day=DAY, free=10**9)
    fast.run()
    assert fast.figure("MAGNET", 0) == Figure(0, 20)


def test_of_what_goes_out_under_its_own_name_the_rest_stays() -> None:
    for quantity in ("-0.5", "0.5"):
        facts = with_scrap(line("MAGNET", "ALLOY", quantity, "by-product"))
        found = Tracer(facts, DAY).content("MAGNET", CN)
        assert ends(found) == ("15", "20")
