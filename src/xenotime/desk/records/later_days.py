"""The first later day on which an answer would be another one: the law or the book says something else from then on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xenotime.casework.cases import Docket
from xenotime.casework.standing import Fall
from xenotime.dates import day_after
from xenotime.deciding.answer import Answer
from xenotime.facts.book import Book
from xenotime.facts.shipment import order_name
from xenotime.law.lawbook import Lawbook
from xenotime.screening.conditions import gathered
from xenotime.screening.days import fact_days, law_days


def turned(whole: Docket, answers: Sequence[Answer], before: date | None) -> tuple[Fall, ...]:
    """The answers that are others from the first later day on which any is, where that lies before a day."""
    on = min((each.on for each in answers), default=date.max)
    days = _days(whole.book, whole.law, whole.asked.regimes, whole.asked.known_on)
    held = {_key(each): each for each in answers}
    for day in sorted(each for each in days if on < each and (before is None or each < before)):
        asked = replace(whole.asked, on=day, explain=False)
        then = Docket(whole.book, whole.law, asked, plans=whole.plans).answers()
        pairs = ((each, held[_key(each)]) for each in then if _key(each) in held)
        found = [each for each, was in pairs if was.on < day and _essence(each) != _essence(was)]
        if found:
            return tuple(Fall(_said(each), day) for each in found)
    return ()


def _days(book: Book, law: Lawbook, regimes: tuple[str, ...], known_on: date) -> set[date]:
    """Every day on which the law of some regimes, the book or a list of parties changes, as far as it is known."""
    days = fact_days(book, law, known_on, gathered(law, regimes, known_on).found)
    ends = {each.valid_until for each in book.requests if each.valid_until}
    days |= {day_after(each) for each in ends if each < date.max}
    return days | law_days(law, regimes, known_on)


def _key(answer: Answer) -> tuple[str, str | None, str]:
    return answer.shipment, answer.line, answer.regime


def _essence(answer: Answer) -> tuple[object, ...]:
    return answer.action, answer.possible, answer.policies


def _said(answer: Answer) -> str:
    became = " or ".join((*answer.possible, *answer.policies)) or "no answer"
    return f"{order_name(answer.shipment, answer.line)} under {answer.regime}: {answer.action}, {became}, for goods that leave later"
