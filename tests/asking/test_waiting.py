"""Answers that are settled and let nothing go, since a gap may touch them: what would say so is named, and asked."""

from dataclasses import replace

from asking.small_books import DAY, ROLES, answers_to, asked, key_of, law, with_answers
from xenotime.asking.effects import unsettled
from xenotime.asking.plan import plan_of
from xenotime.casework.cases import Docket
from xenotime.deciding.answer import ESCALATE, RELEASE, Answer
from xenotime.exact import NOTHING, exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.item import Item
from xenotime.facts.party import OTHER_OWNERS, Holding, Party
from xenotime.facts.shipment import Shipment

FLYING = "zz/flying-goods"


def book(**told: object) -> Book:
    """One order of goods that no list of the invented law has, of which all is known but what is told otherwise."""
    shipment = Shipment(
        "S", "A", DAY, quantity=exactly(1), value=exactly(10), currency="EUR", act=("export",), circumstance=("sale",),
        origin=("ZZ",), destination=("QN",), via=(), end_use=("civil",),
        parties=dict.fromkeys(ROLES, ("P",)) | {"intermediary": ()}, facts={"exporter_knows": ("none",)},
    )  # fmt: skip
    item = Item(
        "A", kind=("goods",), form=("part",), made_in=("QN",), codes=("zz:none",), value=exactly(10), currency="EUR"
    )  # fmt: skip
    return Book(
        items={"A": item},
        parties={"P": Party("P", country=("QN",), kind=("civil",), lists=(), nationality=("QN",))},
        holdings=(Holding(OTHER_OWNERS, "P", share=NOTHING),),
        shipments=(replace(shipment, **told),),  # type: ignore[arg-type]
        assumptions=(Assumption("bill.others", ()),),
    )


def answer_of(asked_of: Book) -> Answer:
    (found,) = Docket(asked_of, law(), asked()).answers()
    return found


def test_what_would_say_whether_a_gap_touches_a_mild_answer_is_named_with_its_question() -> None:
    answer = answer_of(book(act=None))
    assert (answer.settled, answer.action) == (True, ESCALATE)
    (gap,) = (each for each in answer.gaps if each.id == FLYING)
    (missing,) = gap.missing
    assert (missing.fact, missing.about.id) == ("act", "S")
    assert missing.ask.startswith("Is S an export")
    assert answer.waits_for == gap.missing


def test_a_gap_that_surely_touches_an_answer_names_nothing_and_nothing_is_asked() -> None:
    flying = book(act=("transfer",))
    answer = answer_of(flying)
    (gap,) = (each for each in answer.gaps if each.id == FLYING)
    assert (answer.action, gap.missing) == (ESCALATE, ())
    assert answer.waits_for == ()
    assert list(unsettled(Docket(flying, law(), asked()))) == []


def test_where_everything_is_told_nothing_is_waited_for() -> None:
    answer = answer_of(book())
    assert answer.action == RELEASE
    assert answer.waits_for == ()
    assert list(unsettled(Docket(book(), law(), asked()))) == []


def test_what_a_gap_waits_for_is_asked_and_whatever_is_answered_nothing_waits_any_more() -> None:
    waiting = book(act=None)
    (ranked,) = plan_of(unsettled(Docket(waiting, law(), asked()))).ranked
    assert (ranked.missing.fact, ranked.settles) == ("act", ("S",))
    actions = set()
    for given in answers_to(key_of(ranked.missing)):
        after = with_answers(waiting, {key_of(ranked.missing): given})
        assert list(unsettled(Docket(after, law(), asked()))) == []
        actions.add(answer_of(after).action)
    assert actions == {RELEASE, ESCALATE}


def test_an_answer_that_is_not_settled_waits_for_its_own_facts_first() -> None:
    answer = answer_of(
        replace(book(act=None), items={"A": replace(book().items["A"], codes=None, form=None)})
    )
    assert not answer.settled
    assert answer.waits_for == ()
