"""An answer tells of one thing: it takes nothing away of what the same speaker said of the item before."""

from datetime import date

import pytest

from tracing.trace_books import CN, book, item, none, row
from xenotime.exact import exactly
from xenotime.facts.answered import answered
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.request import ANSWERED, Request
from xenotime.tracing.content import Tracer

MAGNET = item("MAGNET", value="50", mass="1")
DECLARED = row("MAGNET", "Dy", "2 %", form="metal", origin="CN", said_by="maker", said_on="2026-01-01")
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def request(fact: str, answer: str, on: date, number: str = "Q1") -> Request:
    return Request(number, fact, "item", "MAGNET", "maker", ANSWERED, answer=answer, answered_on=on)


def told(*requests: Request, rows: tuple[ContentRow, ...] = ()) -> Book:
    facts = book(MAGNET, *rows)
    clashes: list[str] = []
    found = answered(
        Book(items=facts.items, contents=facts.contents, requests=requests),
        lambda _, says: clashes.append(says),
    )
    assert not clashes
    return found


def has(facts: Book, substance: str) -> bool | None:
    return Tracer(facts).has_substance("MAGNET", substance).truth


def test_that_there_is_nothing_else_leaves_what_was_declared() -> None:
    facts = told(request("others", "none", JUNE), rows=(DECLARED,))
    assert (has(facts, "Dy"), has(facts, "Tb")) == (True, False)
    found = Tracer(facts).content("MAGNET", CN, by="mass")
    assert (found.amount, found.contradiction) == (exactly(DECLARED.share.low if DECLARED.share else 0), "")


@pytest.mark.parametrize("turned", [False, True])
def test_answers_of_several_days_stand_beside_each_other_whatever_their_numbers(*, turned: bool) -> None:
    requests = request("has(Dy)", "yes", JUNE), request("others", "none", JULY, "Q2")
    facts = told(*(requests[::-1] if turned else requests))
    assert (has(facts, "Dy"), has(facts, "Tb")) == (True, False)


def test_an_answer_takes_the_place_of_what_was_said_of_the_same() -> None:
    facts = told(request("has(Dy)", "no", JUNE), rows=(DECLARED,))
    assert has(facts, "Dy") is False
    facts = told(request("has(Dy)", "yes", JUNE), rows=(DECLARED,))
    assert Tracer(facts).content("MAGNET", CN, by="mass").amount == DECLARED.share
    denied = none("MAGNET", "Dy", said_by="maker", said_on=date(2026, 1, 1))  # type: ignore[arg-type]
    assert has(told(request("has(Dy)", "yes", JUNE), rows=(denied,)), "Dy") is True


def test_an_answer_from_before_a_declaration_is_replaced_by_it() -> None:
    facts = told(request("has(Tb)", "yes", date(2025, 1, 1)), rows=(DECLARED,))
    assert (has(facts, "Dy"), has(facts, "Tb")) == (True, None)
