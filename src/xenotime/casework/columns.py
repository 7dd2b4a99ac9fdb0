"""Turn a list of the law into a column of the trace: which items and which declared rows are on it."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from xenotime.casework.stated import Stated
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Words
from xenotime.facts.seen import About, Missing, Seen
from xenotime.facts.substance import is_element, may_contain
from xenotime.law.condition import Joined, Leaf, Subject, Tree, text_says
from xenotime.law.evaluate import Held, See, expand, holds
from xenotime.law.lawbook import Lawbook
from xenotime.law.lists_on import bound_for, lists_on, open_law
from xenotime.law.provision import WELL_SEEN
from xenotime.tracing.column import Column

SEEN_KEPT = 100
"""Items of which it is kept what was seen: many columns look at one after the other."""


class Sees(Protocol):
    """Whatever can say what is seen of a subject of one item."""

    def see_item(self, item: Item, subject: Subject) -> Seen:
        """What is seen of a subject of the item."""


class Columns:
    """Columns of the trace by list and options, as the law stands on a day and was known on another."""

    def __init__(self, law: Lawbook, stated: Stated, sees: Sees, on: date, known_on: date) -> None:
        self.law, self.stated, self.sees = law, stated, sees
        self.on, self.known_on = on, known_on
        self.lists = lists_on(law, on, known_on)
        self.made: dict[tuple[str, str, str, Words], Column] = {}
        self.memberships: dict[tuple[str, str, Words], bool | None] = {}
        self.missing: dict[tuple[str, str, Words], tuple[Missing, ...]] = {}
        """What keeps open whether items are on lists."""
        self.seen: dict[str, dict[Subject, Seen]] = {}
        """What was seen of the items that were looked at last."""

    def column(self, list_id: str, origin: str, counting: str, to: Words = None) -> Column:
        """The column for one list, one origin (a country, a group, or empty for any) and one way of counting.

        `to` is where the goods go: a row of the list may hold for some destinations only.
        """
        to = to if self.lists.by_destination(list_id) else None
        key = (list_id, origin, counting, to)
        if key not in self.made:
            elements = self.lists.elements(list_id)
            self.made[key] = Column(
                name=f"{list_id}{f' of origin {origin}' if origin else ''}",
                item_matches=lambda item: self.item_on_list(item, list_id, to),
                row_matches=lambda row: self.row_on_list(row, list_id, to),
                origin_matches=lambda words: self.origin_matches(words, origin),
                names_all=lambda substance: any(
                    may_contain(substance, each) is not False for each in elements
                ),
                counting=counting,
                elements=elements,
                only_substances=self.lists.only_substances(list_id),
                item_missing=lambda item: self.item_missing(item, list_id, to),
                covers=lambda words: words is None or (bool(origin) and origin in words),
                names_list=lambda row: row.substance == list_id,
                states_whole=lambda row: row.substance == list_id and row.origin in (None, (origin,)),
                stops=lambda item: self.stops(item, list_id),
                stops_missing=lambda item: self.stops_missing(item, list_id),
            )
        return self.made[key]

    def stops(self, item: Item, list_id: str) -> bool | None:
        """Whether a barrier of the law keeps the content of a part from counting further up."""
        answers = [holds(tree, see) for tree, see in self._barriers(item, list_id)]
        return True if True in answers else None if None in answers else False

    def stops_missing(self, item: Item, list_id: str) -> tuple[Missing, ...]:
        """The facts that keep it open whether a barrier does."""
        return tuple(each for tree, see in self._barriers(item, list_id) for each in missing_in(tree, see))

    def _barriers(self, item: Item, list_id: str) -> Iterator[tuple[Tree, See]]:
        see = self._sight(item)
        for barrier in self.law.barriers:
            if list_id in barrier.of and barrier.place.issued <= self.known_on:
                instrument = barrier.place.instrument
                tree = expand(barrier.stops, self.law, instrument, see, self.on, self.known_on)
                if barrier.place.seen not in WELL_SEEN:
                    tree = Joined("all", (tree, text_says(barrier.place.id)))
                yield open_law(tree), see

    def element(self, symbol: str) -> Column:
        """The column for one element in whatever form and of whatever origin."""
        key = (symbol, "", "element", None)
        if key not in self.made:
            self.made[key] = Column(
                name=symbol,
                item_matches=lambda _: False,
                row_matches=lambda row: may_contain(row.substance, symbol),
                origin_matches=lambda _: True,
                names_all=lambda substance: may_contain(substance, symbol) is not False,
                counting="element",
                elements=frozenset({symbol}),
                only_substances=True,
            )
        return self.made[key]

    def item_missing(self, item: Item, list_id: str, to: Words = None) -> tuple[Missing, ...]:
        """The facts that keep it open whether an item is on the list, the deepest first."""
        key = (item.id, list_id, to)
        if key not in self.missing:
            see = bound_for(to, self._sight(item))
            found = missing_in(self.lists.tree(list_id, see), see)
            self.missing[key] = tuple(each for each in found if each.fact == "form") or found
        return self.missing[key]

    def origin_matches(self, words: Words, origin: str) -> bool | None:
        """Whether that is the asked origin; a member of the group under an open question is unknown."""
        if not origin:
            return True
        if words is None:
            return None
        if origin not in self.law.groups:
            return origin in words
        members = self.law.members(origin, self.on, self.known_on)
        sure = {m.word for m in members if not m.dated.under and m.dated.seen in WELL_SEEN}
        perhaps = {m.word for m in members} - sure
        unread = self.law.groups[origin].place.seen not in WELL_SEEN
        return True if sure & set(words) else None if unread or perhaps & set(words) else False

    def item_on_list(self, item: Item, list_id: str, to: Words = None) -> bool | None:
        """Whether an item is on the list, as far as its facts say."""
        key = (item.id, list_id, to)
        if key not in self.memberships:
            see = bound_for(to, self._sight(item))
            self.memberships[key] = holds(self.lists.tree(list_id, see), see)
        return self.memberships[key]

    def row_on_list(self, row: ContentRow, list_id: str, to: Words = None) -> bool | None:
        """Whether what a declared row names came in as an entry of the list, or is all of the list together."""
        if row.substance == list_id:
            return True
        if self._is_another_element(row.substance, list_id):
            return False
        return self.lists.is_entry(row, list_id, to)

    def _is_another_element(self, substance: str, list_id: str) -> bool:
        """Whether it is the bare name of an element that the list is not about, as iron is for rare earths.

        What it is alloyed with has a row of its own, or is among the others of which nobody spoke.
        """
        if not is_element(substance):
            return False
        about = self.lists.elements(list_id)
        return bool(about) and substance not in about

    def _sight(self, item: Item) -> See:
        """The sight of an item: of each subject it is looked at once."""
        if item.id not in self.seen and len(self.seen) >= SEEN_KEPT:
            self.seen.clear()
        seen = self.seen.setdefault(item.id, {})

        def see(subject: Subject) -> Seen:
            if subject not in seen:
                seen[subject] = self.sees.see_item(item, subject)
            return seen[subject]

        return see

    def forget(self) -> None:
        """Let go of what was worked out about items."""
        self.memberships.clear()
        self.missing.clear()
        self.seen.clear()


def missing_in(tree: Tree, see: See) -> tuple[Missing, ...]:
    """The facts that keep a tree open, each once."""
    found: dict[tuple[str, About], Missing] = {}
    stack, held = [tree], Held()
    while stack:
        part = stack.pop()
        if holds(part, see, held) is not None:
            continue
        if isinstance(part, Leaf):
            found |= {(m.fact, m.about): m for m in see(part.condition.subject).missing}
        elif isinstance(part, Joined):
            stack.extend(part.parts)
    return tuple(found.values())
