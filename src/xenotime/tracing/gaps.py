"""Which facts keep an amount open, the deepest first; with what was assumed and what contradicts itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from xenotime.exact import Range
from xenotime.facts.bill import BillLine
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item, Lot
from xenotime.facts.seen import Missing
from xenotime.tracing.algebra import COUNTS, OPENED, STOPS
from xenotime.tracing.asking import Asker
from xenotime.tracing.column import Column
from xenotime.tracing.graph import LESSENED, UP_TO, Slot, used
from xenotime.tracing.ledger import Ledger, Node
from xenotime.tracing.stated import is_closed, row_range, row_worth, stated
from xenotime.tracing.statements import Supply, alternative_by


@dataclass(frozen=True)
class Grounds:
    """What a result rests on beside its figures."""

    missing: tuple[Missing, ...] = ()
    assumed: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()

    def plus(self, other: "Grounds") -> "Grounds":
        """Both, each entry once."""
        return Grounds(
            unique((*self.missing, *other.missing)),
            unique((*self.assumed, *other.assumed)),
            unique((*self.clashes, *other.clashes)),
        )


T = TypeVar("T")


def unique(entries: Iterable[T]) -> tuple[T, ...]:
    """Each entry once, in the order in which it first came."""
    return tuple(dict.fromkeys(entries))


class Gatherer:
    """Walks down one worked-out ledger and gathers the grounds of one item's figures."""

    def __init__(self, ledger: Ledger, asker: Asker, root: Node, lot: Lot | None) -> None:
        self.ledger, self.asker, self.root, self.lot = ledger, asker, root, lot
        self.known, self.column, self.measure = ledger.known, ledger.column, ledger.measure

    def node(self, item_id: str) -> Node:
        """The worked-out item; the root is that of the lot asked for."""
        return self.root if item_id == self.root.item.id else self.ledger.nodes[item_id]

    def gather(self) -> Grounds:
        """The grounds of what is inside the root."""
        order = self.known.graph.order_below(self.root.item.id, lambda _: False)
        reached, still_open = self._reach(order)
        missing: list[Missing] = []
        assumed: list[str] = []
        for item_id in (each for each in order if each in reached):
            node = self.node(item_id)
            assumed += self._assumed(node)
            if item_id in still_open:
                missing += self._what_keeps_open(node)
        clashes = [self.node(each).clash for each in order if each in reached]
        return Grounds(unique(missing), unique(assumed), unique(each for each in clashes if each))

    def keeps_worth_open(self) -> tuple[Missing, ...]:
        """The facts that keep the root's own worth open; for a sum of lines, those of its lines."""
        return unique(self._keeps_worth_open(self.root))

    def _reach(self, order: list[str]) -> tuple[set[str], set[str]]:
        """Which items are looked into, and which of them are still open in a way that matters."""
        root = self.root.item.id
        reached = {root}
        still_open = set() if self.root.inside.listed.is_exact else {root}
        for parent in (each for each in reversed(order) if each in reached):
            for slot in self.known.graph.slots_of(parent):
                slot_open = parent in still_open and not self.ledger.slot(slot).listed.is_exact
                for line in slot.lines:
                    child = self.node(line.child)
                    if not child.is_opened or used(line).high == 0:
                        continue
                    reached.add(line.child)
                    if slot_open and not child.inside.listed.is_exact:
                        still_open.add(line.child)
        return reached, still_open

    def _assumed(self, node: Node) -> Iterator[str]:
        item = node.item.id
        if node.by_assumption:
            yield self.known.closing(item)
        yield from self.known.row_assumptions(item)
        for child in self.known.graph.children(item):
            made_in = self.known.made_in(child).assumed
            if made_in and (self.column.has_barrier or self.node(child).member is not False):
                yield made_in

    def _what_keeps_open(self, node: Node) -> Iterable[Missing]:
        """As `_keeps_open`, found once in a ledger for all items that the node is in."""
        if node is self.root and self.lot is not None:
            return self._keeps_open(node)
        known = self.ledger.gaps.get(node.item.id)
        if known is None or known[0] is not node:
            known = self.ledger.gaps[node.item.id] = (node, tuple(self._keeps_open(node)))
        return known[1]

    def _keeps_open(self, node: Node) -> Iterator[Missing]:
        """What keeps one opened item open: its lines, then its own statements."""
        item = node.item
        for slot in self.known.graph.slots_of(item.id):
            if not self.ledger.slot(slot).listed.is_exact:
                yield from self._slot_gaps(item, slot)
        supplies = self.known.supplies(item.id, self.lot if item.id == self.root.item.id else None)
        for supply in supplies:
            yield from self._supply_gaps(item, supply, node.lines.listed)
        if len(set(node.by_supply)) > 1:
            yield self.asker.missing(alternative_by(supplies), item.id)

    def _slot_gaps(self, parent: Item, slot: Slot) -> Iterator[Missing]:
        for line in slot.lines:
            child = self.node(line.child)
            if not child.counted.listed.is_exact:
                yield from self._part_gaps(child)
            if child.counted.listed.high != 0 and not used(line).is_exact:
                yield self._quantity_gap(parent, line)
        if len({self.ledger.line(line).listed for line in slot.lines}) > 1:
            yield self._which_of(parent, slot)

    def _which_of(self, parent: Item, slot: Slot) -> Missing:
        """What would tell which line of a slot is used."""
        return self.asker.missing("alternative", parent.id, {"group": slot.lines[0].alternative})

    def _quantity_gap(self, parent: Item, line: BillLine) -> Missing:
        """What would tell how much of a part stays in its parent."""
        if line.line_kind == LESSENED:
            return self.asker.missing("content", parent.id, {"list": self.column.name})
        kind = "option" if line.line_kind in UP_TO else "quantity"
        return self.asker.missing(kind, parent.id, {"child": line.child})

    def _part_gaps(self, part: Node) -> Iterator[Missing]:
        """What keeps open what a part counts for, apart from what is inside it."""
        item = part.item
        if part.member is None:
            named = self.column.item_missing(item)
            yield from named or (self.asker.missing("item in list", item.id, {"list": self.column.name}),)
        if part.origin is None and len(part.fates) > 1:
            yield self.asker.missing("made_in", item.id)
        if {OPENED, STOPS} <= part.fates and part.inside.listed.high != 0:
            yield from self.column.stops_missing(item)
        if COUNTS in part.fates and not part.worth.amount.is_exact:
            yield from self._keeps_worth_open(part)

    def _keeps_worth_open(self, node: Node) -> Iterator[Missing]:
        todo, seen = [node], {node.item.id}
        while todo:
            here = todo.pop()
            for kind, fields in here.worth.gaps:
                yield self.asker.missing(kind, here.item.id, fields)
            slots = self.known.graph.slots_of(here.item.id) if here.summed else ()
            for line in _lines(slots):
                if not used(line).is_exact:
                    yield self.asker.missing("quantity", here.item.id, {"child": line.child})
                child = self.node(line.child)
                if line.child not in seen and not child.worth.amount.is_exact:
                    seen.add(line.child)
                    todo.append(child)
            for slot in slots:
                if len({self.node(line.child).worth.amount.times(used(line)) for line in slot.lines}) > 1:
                    yield self._which_of(here.item, slot)

    def _supply_gaps(self, item: Item, supply: Supply, lines: Range) -> Iterator[Missing]:
        assumed = bool(self.known.closing(item.id))
        for voice in supply.voices:
            for statement in voice:
                for row in statement.named:
                    if not row_range(row, item, self.column, self.measure).is_exact:
                        yield from self._row_gaps(row, item)
            each = {
                stated(one, item, self.column, self.measure, lines, assumed=assumed).amount for one in voice
            }
            if len(each) > 1:
                said_by = voice[0].said_by or "the book"
                yield self.asker.missing("said_on", item.id, {"said_by": said_by})
        if not is_closed(supply, self.column, self.measure, assumed=assumed, to_some=True):
            has_rows = any(statement.named for voice in supply.voices for statement in voice)
            leaf = not self.known.graph.slots_of(item.id)
            kind = "content" if leaf and not has_rows else "others"
            yield self.asker.missing(kind, item.id, {"list": self.column.name})

    def _row_gaps(self, row: ContentRow, item: Item) -> Iterator[Missing]:
        yield from row_gaps(row, item.id, self.column, self.asker)
        for kind, fields in row_worth(row, item, self.column, self.measure).gaps:
            yield self.asker.missing(kind, item.id, {"list": self.column.name, **fields})


def row_gaps(row: ContentRow, item: str, column: Column, asker: Asker) -> Iterator[Missing]:
    """What keeps open whether a row counts: its form, its origin."""
    fields = {"substance": row.substance, "list": column.name}
    if column.form_matches(row) is None:
        yield asker.missing("form of" if row.form is None else "substance in list", item, fields)
    if column.row_origin(row) is None:
        yield asker.missing("origin of", item, fields)


def _lines(slots: tuple[Slot, ...]) -> Iterator[BillLine]:
    for slot in slots:
        yield from slot.lines
