"""Which readings are taken for a shipment: given for the run, or adopted by a live position."""

from datetime import date

from xenotime.deciding.answer import PositionNote
from xenotime.deciding.case import Taken
from xenotime.facts.book import Book, Position
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook


def taken_readings(
    book: Book, law: Lawbook, shipment: Shipment, on: date, given: dict[str, str]
) -> tuple[dict[str, Taken], tuple[PositionNote, ...], tuple[PositionNote, ...]]:
    """The readings taken, the live positions, and those that do not count: expired or not begun by `on`, or differing."""
    known = [each for each in book.positions if each.question in law.questions and each.is_about(shipment)]
    live = [each for each in known if each.is_live_on(on)]
    readings: dict[str, set[str]] = {}
    for each in live:
        readings.setdefault(each.question, set()).add(each.reading)
    differing = {question for question, some in readings.items() if len(some) > 1}
    taken = {
        each.question: Taken(each.reading, "position") for each in live if each.question not in differing
    }
    taken |= {question: Taken(reading, "given") for question, reading in given.items()}
    used = tuple(_note(each) for each in live if taken.get(each.question) == Taken(each.reading, "position"))
    lapsed = tuple(
        _note(each, expired=each not in live, differs=each in live)
        for each in sorted(known, key=lambda each: each not in live)
        if each.question not in taken
    )
    return taken, used, lapsed


def _note(position: Position, *, expired: bool = False, differs: bool = False) -> PositionNote:
    return PositionNote(
        position.question,
        position.reading,
        position.document,
        position.decided_by,
        position.approved_by,
        position.until,
        expired,
        differs,
    )
