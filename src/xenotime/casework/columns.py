"""Turn a list of the law into a column of the trace: which items and which declared rows are on it."""

from collections.abc import Hashable, Iterator
from datetime import date
from typing import Protocol

from xenotime.casework.stated import Stated
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Words
from xenotime.facts.seen import About, Missing, Seen, yes_or_no
from xenotime.facts.substance import OXIDE, elements_of, is_element, may_contain, oxide_of
from xenotime.law.condition import (
    DESTINATION,
    Condition,
    Joined,
    Leaf,
    Settled,
    Subject,
    Tree,
    leaves,
    text_says,
)
from xenotime.law.control_list import Row
from xenotime.law.evaluate import Held, Memo, See, expand, holds, leaf_holds
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import WELL_SEEN
from xenotime.tracing.column import Column

METAL, POWDER = "metal", "powder"
SUBSTANCE_FORMS = frozenset({METAL, "alloy", OXIDE, "compound", "mixture", POWDER})
"""Forms in which a declaration states a substance; the others are those of articles."""
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
        self.made: dict[tuple[str, str, str, Words], Column] = {}
        self.rows: dict[str, tuple[Row, ...]] = {}
        self.where: dict[str, bool] = {}
        self.about_destination: dict[str, tuple[Condition, ...]] = {}
        self.about: dict[str, frozenset[str]] = {}
        """The elements that lists are about."""
        self.memberships: dict[tuple[str | ContentRow, str, Words], bool | None] = {}
        self.missing: dict[tuple[str, str, Words], tuple[Missing, ...]] = {}
        """What keeps open whether items are on lists."""
        self.seen: dict[str, dict[Subject, Seen]] = {}
        """What was seen of the items that were looked at last."""
        self.spelt_out: dict[tuple[str, frozenset[str], bool], Tree] = {}
        """The conditions of lists for what has these codes: nothing else of an item changes them."""

    def column(self, list_id: str, origin: str, counting: str, to: Words = None) -> Column:
        """The column for one list, one origin (a country, a group, or empty for any) and one way of counting.

        `to` is where the goods go: a row of the list may hold for some destinations only.
        """
        to = to if self.by_destination(list_id) else None
        key = (list_id, origin, counting, to)
        if key not in self.made:
            elements = self.elements(list_id)
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
                only_substances=self.only_substances(list_id),
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

    def _rows(self, list_id: str) -> tuple[Row, ...]:
        if list_id not in self.rows:
            self.rows[list_id] = self.law.rows(list_id, self.on, self.known_on)
        return self.rows[list_id]

    def by_destination(self, list_id: str) -> bool:
        """Whether some row of the list holds for some destinations only."""
        if list_id not in self.where:
            self.where[list_id] = any(row.where for row in self._rows(list_id))
        return self.where[list_id]

    def destinations(self, list_id: str, to: Words) -> Hashable:
        """What the list tells apart in where goods go: destinations that are alike in it have the same column.

        None where the list asks for it and it is not known.
        """
        if not self.by_destination(list_id):
            return ()
        if to is None:
            return None
        if list_id not in self.about_destination:
            self.about_destination[list_id] = tuple(dict.fromkeys(self._about_destination(list_id)))
        asked = self.about_destination[list_id]
        if any(each.value.fact for each in asked):
            return to
        seen = _bound(to)
        return tuple(leaf_holds(each, seen) for each in asked)

    def _about_destination(self, list_id: str) -> Iterator[Condition]:
        """Every condition of the list's rows that asks where goods go."""
        instrument = self.law.lists[list_id].place.instrument
        memo: Memo = {}
        for row in self._rows(list_id):
            for tree in (row.where, row.when):
                if tree is not None:
                    spelt = expand(tree, self.law, instrument, _unseen, self.on, self.known_on, memo)
                    yield from (
                        each for each in leaves(spelt) if DESTINATION in (each.subject, each.value.fact)
                    )

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

    def elements(self, list_id: str) -> frozenset[str]:
        """The elements that the list is about; empty where a row is about something else.

        An element that some row asks for alone is what the list is about; the iron of an alloy's row is not.
        """
        if list_id not in self.about:
            self.about[list_id] = self._elements(list_id)
        return self.about[list_id]

    def _elements(self, list_id: str) -> frozenset[str]:
        rows = [self._row_elements(row) for row in self._rows(list_id)]
        alone = frozenset(each for elements in rows if len(elements) == 1 for each in elements)
        if not all(rows):
            return frozenset()
        return alone.union(*(elements for elements in rows if not elements & alone))

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
        return all(
            forms and set(forms) <= SUBSTANCE_FORMS
            for row in self._rows(list_id)
            for forms in [
                [
                    word
                    for each in (leaves(row.when) if row.when is not None else ())
                    if each.subject.name == "form"
                    for word in each.value.words
                ]
            ]
        )

    def item_missing(self, item: Item, list_id: str, to: Words = None) -> tuple[Missing, ...]:
        """The facts that keep it open whether an item is on the list, the deepest first."""
        key = (item.id, list_id, to)
        if key not in self.missing:
            found = missing_in(*self._tree(list_id, bound_for(to, self._sight(item))))
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
            self.memberships[key] = self._on_list(list_id, see)
        return self.memberships[key]

    def row_on_list(self, row: ContentRow, list_id: str, to: Words = None) -> bool | None:
        """Whether what a declared row names came in as an entry of the list, or is all of the list together."""
        if row.substance == list_id:
            return True
        if self._is_another_element(row.substance, list_id):
            return False
        key = (row, list_id, to)
        if key not in self.memberships:
            see = bound_for(to, lambda subject: self._see_row(row, subject))
            self.memberships[key] = self._on_list(list_id, see)
        return self.memberships[key]

    def _is_another_element(self, substance: str, list_id: str) -> bool:
        """Whether it is the bare name of an element that the list is not about, as iron is for rare earths.

        What it is alloyed with has a row of its own, or is among the others of which nobody spoke.
        """
        if not is_element(substance):
            return False
        about = self.elements(list_id)
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

    def _on_list(self, list_id: str, see: See) -> bool | None:
        tree, _ = self._tree(list_id, see)
        return holds(tree, see)

    def _tree(self, list_id: str, see: See) -> tuple[Tree, See]:
        codes = see(Subject("fact", "item", "codes"))
        key = (list_id, codes.words, codes.closed)
        if key not in self.spelt_out:
            stated = codes.words if codes.words or codes.closed else None
            tree = self.law.member_of_list(list_id, stated, self.on, self.known_on, closed=codes.closed)
            instrument = self.law.lists[list_id].place.instrument
            whole = expand(tree, self.law, instrument, see, self.on, self.known_on)
            self.spelt_out[key] = open_law(whole)
        return self.spelt_out[key], see

    def _see_row(self, row: ContentRow, subject: Subject) -> Seen:
        about = About("item", row.item)
        if subject.kind == "has":
            return yes_or_no(about, row_has(row.substance, subject.name))
        if subject.kind == "fact" and subject.name == "form":
            return form_of(row, about)
        if subject.kind == "fact" and subject.name == "codes":
            return codes_of(row, about, self.law)
        if subject.kind == "fact" and subject.name == "made_in" and row.origin is not None:
            return Seen(about, frozenset(row.origin), closed=True)
        return Seen(about)


def _unseen(subject: Subject) -> Seen:
    return Seen(About(subject.role, subject.role))


def bound_for(to: Words, see: See) -> See:
    """The sight of a part, with the destination of what it is built into."""

    def seen(subject: Subject) -> Seen:
        if subject != DESTINATION:
            return see(subject)
        return _bound(to)

    return seen


def _bound(to: Words) -> Seen:
    """The destination of what a part is built into; of several it is not known which is meant."""
    about = About("shipment", DESTINATION.name)
    if to is None or len(to) > 1:
        return Seen(about, among=None if to is None else frozenset(to))
    return Seen(about, frozenset(to), closed=True)


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


def open_law(tree: Tree) -> Tree:
    """The tree with readings and badly seen passages left unknown, as they are for a part inside a bill."""
    if isinstance(tree, Leaf):
        return Settled(None) if tree.condition.subject.kind in {"reading", "text"} else tree
    if isinstance(tree, Joined):
        return Joined(tree.how, tuple(open_law(part) for part in tree.parts), tree.label, tree.source)
    return tree


def row_has(substance: str, name: str) -> bool | None:
    """Whether the substance of a declared row has an element or is a compound.

    An element that was bought says nothing about what it is alloyed with.
    """
    wanted = elements_of(name)
    if len(wanted) == 1 and name in wanted:
        known = may_contain(substance, name)
        return None if known is False and len(elements_of(substance)) == 1 else known
    return (
        True
        if substance == name
        else None
        if not elements_of(substance)
        else wanted <= elements_of(substance)
    )


def form_of(row: ContentRow, about: About) -> Seen:
    """The form in which a declared row came in; the formula of a plain oxide is its form.

    A powder is a shape: of an element's name it is the metal, of a plain oxide the oxide.
    """
    oxide = {OXIDE} if oxide_of(row.substance) else set[str]()
    if not row.form:
        return Seen(about, frozenset(oxide), closed=bool(oxide))
    stated = set(row.form)
    if stated == {POWDER}:
        stated |= {METAL} if is_element(row.substance) else oxide
    return Seen(about, frozenset(stated), closed=True)


def codes_of(row: ContentRow, about: About, law: Lawbook) -> Seen:
    """The list code that a declared row gives as its substance, for every regime that may have it."""
    name = row.substance
    if elements_of(name) or not name:
        return Seen(about)
    prefix, colon, _ = name.partition(":")
    codes = {name} if colon and prefix else {f"{regime}:{name}" for regime in law.regimes}
    return Seen(about, frozenset(codes))
