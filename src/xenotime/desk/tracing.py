"""The use case of following listed content through a bill: trees for the table and the page."""

from dataclasses import dataclass

from xenotime.casework.cases import Asked
from xenotime.casework.sightings import Desk
from xenotime.casework.tracetree import Expected, TraceTree, expected, start_days, trace_trees
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.substance import is_element
from xenotime.law.lawbook import Lawbook
from xenotime.reading.shipped.estimates import read_estimates


@dataclass(frozen=True)
class Followed:
    """The trees of one item, and what is only expected of it and its parts."""

    trees: tuple[TraceTree, ...]
    expected: tuple[Expected, ...]


def follow(book: Book, law: Lawbook, item: Item, asked: Asked, lot: str = "") -> Followed:
    """Where everything listed in the item, or in that lot of it, comes in, of which origin, at which tier; the day is that of `trace`."""
    on = asked.on or asked.known_on
    desk = Desk(book, law, on, asked.known_on).of_lot(item.id, lot)
    trees = trace_trees(desk, law, item, on, asked.known_on, asked.regimes, lot)
    lists = {tree.list_id for tree in trees}
    elements = frozenset(
        each for name in lists for each in desk.columns.lists.elements(name) if is_element(each)
    )
    days = start_days(law, asked.known_on, asked.regimes, on)
    return Followed(trees, expected(desk, item, read_estimates(), elements, days))
