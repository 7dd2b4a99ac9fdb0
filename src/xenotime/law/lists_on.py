"""The control lists as they stand on a day and were known on another: what every book asks of them in the same way."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import TypeVar

from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Words
from xenotime.facts.seen import About, Seen
from xenotime.facts.substance import OXIDE, elements_of
from xenotime.law.condition import DESTINATION, Condition, Joined, Leaf, Settled, Subject, Tree, leaves
from xenotime.law.control_list import Row
from xenotime.law.declared import METAL, POWDER, Declared, Named, named
from xenotime.law.evaluate import Memo, See, expand, holds, leaf_holds
from xenotime.law.lawbook import Lawbook

Key = TypeVar("Key")
Kept = TypeVar("Kept")
SUBSTANCE_FORMS = frozenset({METAL, "alloy", OXIDE, "compound", "mixture", POWDER})
"""Forms in which a declaration states a substance; the others are those of articles."""
DAYS_KEPT = 16
"""Pairs of days of which it is kept what the lists say."""
MOST_SPELT_OUT, MOST_ENTRIES = 4_000, 20_000
"""How many lists, spelt out for codes, are kept of one pair of days, and answers on what rows name."""


class ListsOn:
    """What lists are about on a day, spelt out once for all books."""

    def __init__(self, law: Lawbook, on: date, known_on: date) -> None:
        self.law, self.on, self.known_on = law, on, known_on
        self.declared = Declared(law.regimes)
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._where: dict[str, bool] = {}
        self._destination: dict[str, tuple[Condition, ...]] = {}
        self._elements: dict[str, frozenset[str]] = {}
        self._substances: dict[str, bool] = {}
        self._trees: dict[tuple[str, frozenset[str], bool], Tree] = {}
        self._entries: dict[tuple[Named, str, Words], tuple[bool | None]] = {}

    def rows(self, list_id: str) -> tuple[Row, ...]:
        """The rows of the list on the day, with those of the lists that it includes."""
        if list_id not in self._rows:
            self._rows[list_id] = self.law.rows(list_id, self.on, self.known_on)
        return self._rows[list_id]

    def by_destination(self, list_id: str) -> bool:
        """Whether some row of the list holds for some destinations only."""
        if list_id not in self._where:
            self._where[list_id] = any(row.where for row in self.rows(list_id))
        return self._where[list_id]

    def destinations(self, list_id: str, to: Words) -> Hashable:
        """What the list tells apart in where goods go: destinations that are alike in it have the same column.

        None where the list asks for it and it is not known.
        """
        if not self.by_destination(list_id):
            return ()
        if to is None:
            return None
        if list_id not in self._destination:
            self._destination[list_id] = tuple(dict.fromkeys(self._about_destination(list_id)))
        asked = self._destination[list_id]
        if any(each.value.fact for each in asked):
            return to
        seen = _bound(to)
        return tuple(leaf_holds(each, seen) for each in asked)

    def _about_destination(self, list_id: str) -> Iterator[Condition]:
        """Every condition of the list's rows that asks where goods go."""
        instrument = self.law.lists[list_id].place.instrument
        memo: Memo = {}
        for row in self.rows(list_id):
            for tree in (row.where, row.when):
                if tree is not None:
                    spelt = expand(tree, self.law, instrument, _unseen, self.on, self.known_on, memo)
                    yield from (
                        each for each in leaves(spelt) if DESTINATION in (each.subject, each.value.fact)
                    )

    def elements(self, list_id: str) -> frozenset[str]:
        """The elements that the list is about; empty where a row is about something else.

        An element that some row asks for alone is what the list is about; the iron of an alloy's row is not.
        """
        if list_id not in self._elements:
            rows = [self._row_elements(row) for row in self.rows(list_id)]
            alone = frozenset(each for elements in rows if len(elements) == 1 for each in elements)
            every = alone.union(*(elements for elements in rows if not elements & alone))
            self._elements[list_id] = every if all(rows) else frozenset()
        return self._elements[list_id]

    def _row_elements(self, row: Row) -> frozenset[str]:
        parts = row.when.parts if isinstance(row.when, Joined) and row.when.how == "all" else (row.when,)
        asked = [
            each.condition.subject.name
            for each in parts
            if isinstance(each, Leaf) and each.condition.subject.kind == "has"
        ]
        if not asked and row.when is not None:
            asked = [each.subject.name for each in leaves(row.when) if each.subject.kind == "has"]
        return frozenset().union(
            *(self.elements(each) if each in self.law.lists else elements_of(each) for each in asked)
        )

    def only_substances(self, list_id: str) -> bool:
        """Whether every row of the list is about a form in which a substance can be declared."""
        if list_id not in self._substances:
            forms = [_forms(row) for row in self.rows(list_id)]
            self._substances[list_id] = all(each and each <= SUBSTANCE_FORMS for each in forms)
        return self._substances[list_id]

    def tree(self, list_id: str, see: See) -> Tree:
        """The condition of the list, spelt out for what has the codes that are seen: nothing else of a thing changes it.

        Readings and passages that were not seen well are left unknown, as they are for a part inside a bill.
        """
        codes = see(Subject("fact", "item", "codes"))
        key = (list_id, codes.words, codes.closed)
        tree = self._trees.get(key)
        if tree is None:
            stated = codes.words if codes.words or codes.closed else None
            bare = self.law.member_of_list(list_id, stated, self.on, self.known_on, closed=codes.closed)
            instrument = self.law.lists[list_id].place.instrument
            tree = open_law(expand(bare, self.law, instrument, see, self.on, self.known_on))
            _room(self._trees, MOST_SPELT_OUT)[key] = tree
        return tree

    def is_entry(self, row: ContentRow, list_id: str, to: Words) -> bool | None:
        """Whether what a declared row names came in as an entry of the list, where goods go there."""
        key = (named(row), list_id, to)
        known = self._entries.get(key)
        if known is None:
            see = bound_for(to, self.declared.sight(row))
            known = (holds(self.tree(list_id, see), see),)
            _room(self._entries, MOST_ENTRIES)[key] = known
        return known[0]


def lists_on(law: Lawbook, on: date, known_on: date) -> ListsOn:
    """The lists of that law on a day, as they were known on another; worked out once for all who ask."""
    kept = law.lists_of_days
    found = kept.get((on, known_on))
    if found is None:
        while len(kept) >= DAYS_KEPT:
            kept.pop(next(iter(kept)), None)
        found = kept[on, known_on] = ListsOn(law, on, known_on)
    return found


def _room(kept: dict[Key, Kept], most: int) -> dict[Key, Kept]:
    """What is kept, emptied where it is too much."""
    if len(kept) >= most:
        kept.clear()
    return kept


def _forms(row: Row) -> frozenset[str]:
    """The forms that an entry asks for."""
    asked = leaves(row.when) if row.when is not None else ()
    return frozenset(word for each in asked if each.subject.name == "form" for word in each.value.words)


def bound_for(to: Words, see: See) -> See:
    """The sight of a part, with the destination of what it is built into."""

    def seen(subject: Subject) -> Seen:
        return see(subject) if subject != DESTINATION else _bound(to)

    return seen


def _bound(to: Words) -> Seen:
    """The destination of what a part is built into; of several it is not known which is meant."""
    about = About("shipment", DESTINATION.name)
    if to is None or len(to) > 1:
        return Seen(about, among=None if to is None else frozenset(to))
    return Seen(about, frozenset(to), closed=True)


def _unseen(subject: Subject) -> Seen:
    return Seen(About(subject.role, subject.role))


def open_law(tree: Tree) -> Tree:
    """The tree with readings and badly seen passages left unknown, as they are for a part inside a bill."""
    if isinstance(tree, Leaf):
        return Settled(None) if tree.condition.subject.kind in {"reading", "text"} else tree
    if isinstance(tree, Joined):
        return Joined(tree.how, tuple(open_law(part) for part in tree.parts), tree.label, tree.source)
    return tree
