"""A book as the trace asks it: items, supplies, and what the book assumes where nothing was stated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from xenotime.facts.book import Assumption, Book
from xenotime.facts.declaration import OTHERS, ContentRow
from xenotime.facts.item import Item, Lot, Words
from xenotime.tracing.graph import Graph
from xenotime.tracing.lineage import Lineage, days_inside
from xenotime.tracing.statements import Supply, supplies
from xenotime.tracing.suppliers import as_rows_name_him

ESTIMATED = "estimated"


@dataclass(frozen=True)
class Filled:
    """Words that were stated, or that an assumption of the book put in their place."""

    words: Words
    assumed: str = ""


class Known:
    """One book on one day; every look-up is by item id, an unknown id is an item without facts.

    `went_in` has the lots of those items of which only these went in.
    """

    def __init__(self, book: Book, day: date | None, went_in: Lineage | None = None) -> None:
        self.book, self.day, self.went_in = book, day, went_in or {}
        self.graph = Graph(book.bill, day)
        self.days = days_inside(self.went_in, self.graph, day)
        """The last day on which an item can have gone into goods of a lot; of others it is the day itself."""
        self.rows: dict[str, list[ContentRow]] = {}
        self.estimated: dict[str, list[ContentRow]] = {}
        """Rows that claim no more than an estimate: they settle nothing, and what they name is not ruled out."""
        self._supplies: dict[str, tuple[Supply, ...]] = {}
        self.add(book.contents)
        self.lots: dict[str, list[Lot]] = {}
        for lot in book.lots.values():
            self.lots.setdefault(lot.item, []).append(lot)

    def item(self, item_id: str) -> Item:
        """The item of that id."""
        return self.book.items.get(item_id) or Item(item_id)

    def is_sum_of_lines(self, item_id: str) -> bool:
        """Whether an item is worth what its lines are worth; not where something goes out of it again."""
        graph = self.graph
        is_sum = self.item(item_id).rolled_up and bool(graph.slots_of(item_id))
        return is_sum and item_id not in graph.gives_off

    def lot_of(self, item_id: str, lot: str | None) -> Lot | None:
        """The lot, if it is one of the item."""
        found = self.book.lots.get(lot) if lot else None
        return found if found is not None and found.item == item_id else None

    def supplies(self, item_id: str, lot: Lot | None = None) -> tuple[Supply, ...]:
        """The ways in which the item may have come, with assumed forms and origins filled in."""
        if lot is None and item_id in self._supplies:
            return self._supplies[item_id]
        rows = [self._filled(row) for row in self.rows.get(item_id, ())]
        closed, estimates = bool(self.closing(item_id)), self.estimated.get(item_id, ())
        lots = list(self.lots.get(item_id, ()))
        of: Sequence[Lot | None] = self.went_in.get(item_id, (None,)) if lot is None else (lot,)
        if (makers := self.item(item_id).makers)[1:]:
            called = {name: maker for maker in makers for name in self._called(maker)}
            rows, estimates = _told_by(rows, called), _told_by(estimates, called)
            lots, of = (
                [_of_maker(each, called) for each in lots],
                [each and _of_maker(each, called) for each in of],
            )
            lots += _of_silent(makers, rows, lots, item_id)
        found = tuple(
            each
            for one in self._as_rows_name(of, (*rows, *estimates))
            for each in supplies(
                rows, lots, one, closed=closed, estimates=estimates, day=self.days.get(item_id, self.day)
            )
        )
        if lot is None:
            self._supplies[item_id] = found
        return found

    def _as_rows_name(self, of: Sequence[Lot | None], rows: Sequence[ContentRow]) -> list[Lot | None]:
        """The lots, each of that supplier whom rows call otherwise, or of each who may be its own."""
        found: list[Lot | None] = []
        for one in of:
            found += as_rows_name_him(one, rows, self._called) if one else (one,)
        return found

    def _called(self, maker: str) -> set[str]:
        """The maker as rows may name him: by the id of a party, or by its name."""
        party = self.book.parties.get(maker)
        return {maker, *([party.name] if party else self._ids.get(maker, ()))}

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self.book.parties.values():
            found.setdefault(each.name, []).append(each.id)
        return found

    def add(self, rows: Iterable[ContentRow]) -> None:
        """Take more rows in, as if the book had ended with them."""
        for row in rows:
            of_item = self.estimated if row.claim == ESTIMATED else self.rows
            of_item.setdefault(row.item, []).append(row)
            self._supplies.pop(row.item, None)

    def made_in(self, item_id: str) -> Filled:
        """Where the item was made, as stated or as assumed."""
        return self._or_assumed(self.item(item_id).made_in, "items.made_in")

    def closing(self, item_id: str) -> str:
        """The assumption that nothing is in the item besides what rows and bill name; empty without one.

        An item that has lines is also closed where the book assumes that its bills name every part.
        """
        made = _none(self.book.assumed("contents.others"))
        if made is None and self.graph.slots_of(item_id):
            made = _none(self.book.assumed("bill.others"))
        return made.as_text() if made else ""

    def row_assumptions(self, item_id: str) -> tuple[str, ...]:
        """The assumptions that filled a form or an origin in the item's rows."""
        found = []
        for row in self.rows.get(item_id, ()):
            for words, subject in ((row.form, "contents.form"), (row.origin, "contents.origin")):
                found.append(self._or_assumed(words, subject).assumed if _can_be_filled(row) else "")
        return tuple(dict.fromkeys(each for each in found if each))

    def _filled(self, row: ContentRow) -> ContentRow:
        if not _can_be_filled(row):
            return row
        form = self._or_assumed(row.form, "contents.form").words
        return replace(row, form=form, origin=self._or_assumed(row.origin, "contents.origin").words)

    def _or_assumed(self, words: Words, subject: str) -> Filled:
        made = self.book.assumed(subject) if words is None else None
        return Filled(made.value, made.as_text()) if made else Filled(words)


def _told_by(rows: Iterable[ContentRow], called: dict[str, str]) -> list[ContentRow]:
    """The rows, each about what that one of several makers delivers who is named in it, or who speaks in it himself."""
    return [replace(row, supplier=called.get(row.supplier or row.said_by, row.supplier)) for row in rows]


def _of_maker(lot: Lot, called: dict[str, str]) -> Lot:
    """The lot, as one of that maker whom it names."""
    return replace(lot, supplier=called.get(lot.supplier, lot.supplier))


def _of_silent(
    makers: Iterable[str], rows: Iterable[ContentRow], lots: Iterable[Lot], item_id: str
) -> Iterator[Lot]:
    """The stock of those makers whom neither rows nor lots name: it may be theirs as well."""
    named = {row.supplier for row in rows} | {lot.supplier for lot in lots}
    return (Lot("", item_id, maker) for maker in makers if maker not in named)


def _can_be_filled(row: ContentRow) -> bool:
    return not row.absent and row.substance != OTHERS


def _none(made: Assumption | None) -> Assumption | None:
    return made if made is not None and (made.value or ("none",)) == ("none",) else None
