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
    """The readings taken, the live positions, and those that have expired or have not begun by `on`."""
    taken: dict[str, Taken] = {}
    live, expired = [], []
    for position in book.positions:
        question = law.questions.get(position.question)
        if question is None or not position.is_about(shipment):
            continue
        if position.is_live_on(on):
            taken[position.question] = Taken(position.reading, "position")
            live.append(_note(position, expired=False))
        else:
            expired.append(_note(position, expired=True))
    taken |= {question: Taken(reading, "given") for question, reading in given.items()}
    lapsed = tuple(each for each in expired if each.question not in taken)
    return taken, tuple(each for each in live if taken[each.question].by == "position"), lapsed


def _note(position: Position, *, expired: bool) -> PositionNote:
    return PositionNote(
        position.question,
        position.reading,
        position.document,
        position.decided_by,
        position.approved_by,
        position.until,
        expired,
    )
