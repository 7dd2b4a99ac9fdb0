from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from showing.made import BLOCKED, BOOK, DAY, EVERY, HAS_DY, HELD, LAW, PRICE, answer, report
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.seen import About, Missing
from xenotime.reading.law.files import Unread
from xenotime.showing.check.citations import Citations
from xenotime.showing.check.memo import Clerk
from xenotime.showing.check.report import report_of
from xenotime.showing.words import ACTIONS


@given(st.permutations(EVERY))
def test_orders_stand_from_the_most_to_the_least_pressing(answers: list[object]) -> None:
    found = report(*answers)  # type: ignore[arg-type]
    ranks = [ACTIONS.index(order.action) for order in found.orders]
    assert ranks == sorted(ranks)
    assert len(found.memos) == len(EVERY)
    assert sum(found.counts.values()) == len(found.orders)


def test_an_order_under_two_regimes_takes_the_stricter_action() -> None:
    found = report(answer("S9"), replace(BLOCKED, shipment="S9", line="10", regime="yy"))
    assert [order.action for order in found.orders] == ["block"]
    assert [memo.answer.regime for memo in found.orders[0].memos] == ["zz", "yy"]


def test_a_question_is_asked_once_and_what_most_orders_wait_for_comes_first() -> None:
    other = Missing("form", About("item", "M8"), "In which form is M8?")
    one = answer("A", missing=(other, HAS_DY, PRICE))
    found = report(one, replace(one, shipment="B", missing=(PRICE,)))
    assert [(each.asks.about, len(each.asks.questions), each.orders) for each in found.questions] == [
        ("item M7 (Magnet)", 2, ("A / 10", "B / 10")),
        ("item M8", 1, ("A / 10",)),
    ]


def test_a_part_that_likely_holds_listed_material_is_asked_about_before_what_more_orders_wait_for() -> None:
    other = Missing("form", About("item", "M8"), "In which form is M8?", likely="motor")
    one = answer("A", missing=(HAS_DY, other))
    found = report(one, replace(one, shipment="B", missing=(HAS_DY,)))
    assert [each.asks.about for each in found.questions] == ["item M8", "item M7 (Magnet)"]


def test_whoever_can_say_is_asked() -> None:
    rows = (ContentRow("N1", "Dy", supplier="Alloy works"), ContentRow("N1", "Nd", said_by="Own laboratory"))
    items = {**BOOK.items, "N1": Item("N1"), "N2": Item("N2")}
    clerk = Clerk(replace(BOOK, items=items, contents=rows), LAW, Citations(LAW))
    assert clerk.whom(About("item", "M7")) == "Magnet works"
    assert clerk.whom(About("item", "X1")) == "own engineering"
    assert clerk.whom(About("item", "N1")) == "Alloy works or Own laboratory"
    assert clerk.whom(About("item", "N2")) == "its maker or supplier (not named in the book)"
    assert clerk.whom(About("party", "P1")) == "Robot maker"
    assert clerk.whom(About("shipment", "S1")) == "whoever took the order"
    assert clerk.whom(About("question", "zz/q")) == "counsel"


def test_a_citation_brings_its_caption_its_source_and_how_well_it_was_seen() -> None:
    cited = Citations(LAW).find("zz/act 1(1)")
    assert (cited.caption, cited.title, cited.seen) == ("Foreign-made items", "Act zz/act", "official")
    assert cited.link == "https://law.example/zz/act"


def test_what_is_behind_a_citation_is_found_without_reading_a_case_of_law() -> None:
    unread = Unread(Path("no-such-folder-of-law"))
    assert Citations(replace(LAW, cases=unread)).find("zz/act 1(1)") == Citations(LAW).find("zz/act 1(1)")


def test_a_citation_that_the_lawbook_does_not_hold_is_shown_bare() -> None:
    cited = Citations(LAW).find("zz/nowhere 9")
    assert (cited.id, cited.caption, cited.link) == ("zz/nowhere 9", "", "")


def test_only_instruments_that_were_looked_at_are_listed() -> None:
    assert [each.id for each in report(HELD).instruments] == ["zz/act"]
    assert report_of((), BOOK, LAW, DAY, "0").instruments == ()
