"""Some shipments of a book alone, with the question as all of them bring it up."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from xenotime.casework.cases import Asked
from xenotime.errors import Problem, UnreadableRequest, refusal
from xenotime.facts.book import Book
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook

NEAR = 5
"""So many shipments are named in place of one that is not there."""


def with_only(book: Book, law: Lawbook, asked: Asked, only: Sequence[str]) -> tuple[Book, Asked]:
    """The book with some of its shipments alone; the regimes asked are those that all of them bring in.

    Raises UnreadableRequest where one is not there.
    """
    shipments = tuple(each for each in book.shipments if each.id in only)
    all_there(only, shipments, "shipments", [each.id for each in book.shipments])
    return replace(book, shipments=shipments), asked.of(book, law)


def some_there(book: Book) -> None:
    """Raise UnreadableRequest where there is no shipment to answer: that nothing stands against nothing clears nothing."""
    if not book.shipments:
        do = "fill its table shipments, or name a file of shipments"
        raise refusal("The book has no shipments", file=book.name, do=do)


def all_there(
    only: Sequence[str], shipments: Sequence[Shipment], where: str, known: Sequence[str] = ()
) -> None:
    """Raise UnreadableRequest where one that was named is not among the shipments; of those `known` the nearest are named."""
    absent = [each for each in only if each not in {one.id for one in shipments}]
    do = "name shipments as the column `shipment` has them, without their line"
    near = {each: ", ".join(get_close_matches(each, known, NEAR)) for each in absent}
    problems = [Problem("Unknown shipment", where, None, "--only", each, near[each], do) for each in absent]
    if problems:
        raise UnreadableRequest(problems)
