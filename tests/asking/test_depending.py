"""What came back marks the orders that depend on it: every answer that is another now is among them."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from asking.small_books import DAY, answers_to, asked, books, key_of, law, with_answers
from xenotime.asking.depending import depending_on, shipments_above
from xenotime.asking.effects import unsettled
from xenotime.asking.plan import plan_of
from xenotime.casework.cases import Docket
from xenotime.deciding.answer import Answer
from xenotime.exact import exactly
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.party import Holding, Party
from xenotime.facts.request import ANSWERED, Request
from xenotime.facts.shipment import Shipment

slow = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Outcomes = dict[str, tuple[str | None, frozenset[str]]]


def outcomes(answers: list[Answer]) -> Outcomes:
    return {each.shipment: (each.outcome, frozenset(each.possible)) for each in answers}


@slow
@given(books(), st.data())
def test_every_answer_that_an_answered_question_moves_is_marked_with_what_it_is_now(
    before: Book, data: st.DataObject
) -> None:
    docket = Docket(before, law(), asked())
    keys = [key_of(each.missing) for each in plan_of(unsettled(docket)).ranked]
    assume(keys)
    key = data.draw(st.sampled_from(keys))
    assume(answers_to(key))
    after = with_answers(before, {key: data.draw(st.sampled_from(answers_to(key)))})
    marked = depending_on(after.requests, before, after, law(), asked())
    was = outcomes(list(docket.answers()))
    now = outcomes(list(Docket(after, law(), asked()).answers()))
    assert {order for order in was if was[order] != now[order]} <= {each.order for each in marked}
    assert outcomes([each.after for each in marked]).items() <= now.items()
    assert outcomes([each.before for each in marked]).items() <= was.items()
    assert {each.order for each in marked if was[each.order] != now[each.order]} <= {
        each.order for each in marked if each.moved
    }


def shipment(ident: str, item: str, party: str = "") -> Shipment:
    return Shipment(ident, item, DAY, parties={"consignee": (party,)} if party else {})


WHOLE = Book(
    items={name: Item(name, maker="MAKER" if name == "PART" else "") for name in ("TOP", "PART", "OTHER")},
    bill=(BillLine("TOP", "PART", exactly(1)),),
    parties={name: Party(name) for name in ("BUYER", "OWNER", "MAKER")},
    holdings=(Holding("OWNER", "BUYER", share=exactly(1)),),
    shipments=(shipment("S1", "TOP"), shipment("S2", "OTHER"), shipment("S3", "OTHER", "BUYER")),
)


def above(fact: str, kind: str, about: str) -> list[str]:
    request = Request("Q1", fact, kind, about, "S", ANSWERED, answer="yes")
    return [each.id for each in shipments_above((request,), WHOLE)]


def test_a_part_reaches_the_orders_of_what_it_is_in() -> None:
    assert above("has(Dy)", "item", "PART") == ["S1"]


def test_a_party_reaches_the_orders_of_those_that_it_owns_and_of_what_it_makes() -> None:
    assert above("country", "party", "OWNER") == ["S3"]
    assert above("country", "party", "MAKER") == ["S1"]


def test_an_order_reaches_itself_alone() -> None:
    assert above("end_use", "shipment", "S2") == ["S2"]


def test_a_price_and_a_question_of_law_reach_every_order() -> None:
    assert above("price of Dy", "item", "PART") == ["S1", "S2", "S3"]
    assert above("reading of zz/some", "question", "zz/some") == ["S1", "S2", "S3"]
