"""What closes a question must not say two things: not by two answers of one day, nor against a pause that was laid before."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN, Dated, Suspension
from xenotime.law.question import Answered
from xenotime.reading.law.faults import Faults


def check_answers(law: Lawbook, faults: Faults) -> None:
    """Note answers to one question that contradict each other, and those that let wake what was laid asleep for the same days."""
    closing = [each for each in law.answered if each.seen in WELL_SEEN]
    for one, other in combinations(closing, 2):
        if one.question == other.question and one.issued == other.issued and one.reading != other.reading:
            what = f"the question {one.question!r} is answered in two ways on one day"
            found = f"{one.reading} by {one.by}, {other.reading} by {other.by}"
            _at(law, other, faults, what, found, "one answer a day")
    newest = [law.answer_to(each, date.max) for each in dict.fromkeys(one.question for one in closing)]
    for answered in filter(None, newest):
        for pause in _contradicted(law, answered):
            what = f"{answered.reading!r} lets wake what {pause.place.id} lays asleep for the same days"
            found = f"asleep from {pause.period.start} until {pause.period.until or 'further notice'}"
            _at(law, answered, faults, what, found, "the reading that says the same, or one of the two")


def _contradicted(law: Lawbook, answered: Answered) -> Iterator[Suspension]:
    """The pauses, of no later day than the answer, of days on which the question asks whether the same provisions sleep."""
    under = [
        each for each in law.suspensions if each.period.under and each.period.under[0] == answered.question
    ]
    asleep = [each for each in under if each.period.under == (answered.question, answered.reading)]
    for pause in law.suspensions:
        if pause.period.under or pause.period.seen not in WELL_SEEN or pause.period.issued > answered.issued:
            continue
        days = [
            _both(pause.period, each.period) for each in under if _shares(pause.provisions, each.provisions)
        ]
        if any(
            first <= last and not any(_covers(each, pause.provisions, first, last) for each in asleep)
            for first, last in days
        ):
            yield pause


def _both(one: Dated, other: Dated) -> tuple[date, date]:
    """The first and the last day of both; the first lies behind the last where they have none in common."""
    return (
        max(one.start or date.min, other.start or date.min),
        min(one.until or date.max, other.until or date.max),
    )


def _covers(pause: Suspension, provisions: tuple[str, ...], first: date, last: date) -> bool:
    start, until = pause.period.start or date.min, pause.period.until or date.max
    return start <= first and last <= until and _shares(pause.provisions, provisions)


def _shares(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether one of them names a provision, or the instrument of one, that the others name."""
    return any(
        one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
        for one in some
        for other in others
    )


def _at(law: Lawbook, answered: Answered, faults: Faults, what: str, found: str, allowed: str) -> None:
    file = law.instruments[answered.by.partition(" ")[0]].file
    do = "take one of the two out, or let both say the same"
    faults.add(what, file=file, at=answered.by, found=found, allowed=allowed, do=do)
