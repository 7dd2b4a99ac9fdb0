"""The way of listed content: from its origin through every tier into the item, each step with both bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xenotime.casework.sightings import Desk, measure
from xenotime.casework.traceview import asked_in
from xenotime.dates import day_after
from xenotime.exact import NOTHING, Range, exactly
from xenotime.facts.declaration import ContentRow
from xenotime.facts.estimate import Estimates
from xenotime.facts.item import Item
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.tracing.algebra import COUNTS
from xenotime.tracing.column import Column
from xenotime.tracing.graph import used
from xenotime.tracing.ledger import Ledger, Node
from xenotime.tracing.sources import (
    BILL,
    NOTHING_SAID,
    OWN,
    Source,
    Vintage,
    by_formula,
    estimates_of,
    source_of_row,
    told_apart,
)
from xenotime.tracing.stated import is_closed, row_range

NOT_KNOWN = "origin not known"
MOST_ITEMS = 400
"""Items of one bill that are followed; what lies beyond is told as one remark."""


@dataclass(frozen=True)
class Place:
    """Listed content where it comes in: what it is, from where, at which tier, how much of it in one item."""

    what: str
    item: str
    origin: str
    tier: int
    amount: Range
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Flow:
    """How much listed content goes from one place into the next: at least and at most."""

    start: str
    end: str
    amount: Range


@dataclass(frozen=True)
class TraceTree:
    """One list with one origin asked, followed through the bill."""

    list_id: str
    title: str
    origin: str
    by: str
    counting: str
    unit: str
    total: Range
    places: tuple[Place, ...]
    flows: tuple[Flow, ...]
    tiers: dict[str, int]
    """For each item on the way, how deep in the bill it stands, at the deepest."""
    cut: int = 0
    """Items that were not followed."""


@dataclass(frozen=True)
class Expected:
    """What is known of one item besides what settles: estimates, and its stock by the day of a rule."""

    item: str
    sources: tuple[Source, ...] = ()
    vintages: tuple[Vintage, ...] = ()


def trace_trees(
    desk: Desk, law: Lawbook, item: Item, on: date, known_on: date, regimes: tuple[str, ...], lot: str = ""
) -> tuple[TraceTree, ...]:
    """A tree for each list and origin that the regimes' rules, as known, can ask about; each way of counting once."""
    subjects = dict.fromkeys(
        subject
        for regime in regimes
        for rule in law.rules_of(regime, known_on)
        for subject in asked_in(rule.when, law, on, known_on)
        if subject.kind in {"share", "content"}
    )
    keys: dict[tuple[str, str, str, str], Subject] = {}
    for each in subjects:
        key = (
            each.name,
            each.option("origin"),
            each.option("by", "value"),
            each.option("counting", "acquired"),
        )
        keys.setdefault(key, each)
    return tuple(_tree(desk, law, item, subject, lot) for subject in keys.values())


def _tree(desk: Desk, law: Lawbook, item: Item, subject: Subject, lot: str) -> TraceTree:
    origin, counting = subject.option("origin"), subject.option("counting", "acquired")
    column, by = desk.columns.column(subject.name, origin, counting), measure(subject)
    tracer = desk.tracer
    ledger = tracer.ledgers.ledger(column, by, tracer.ledgers.currency(tracer.known.item(item.id)))
    root = ledger.node(item.id, tracer.known.lot_of(item.id, lot))
    walk = _Walk(ledger, column, root)
    walk.go()
    place = law.lists[subject.name].place
    return TraceTree(
        subject.name, place.heading or subject.name, origin, by, counting, ledger.measure.unit, root.inside.listed,
        tuple(walk.places), tuple(walk.merged()), walk.tiers, walk.cut,
    )  # fmt: skip


class _Walk:
    """One sweep from the item down; every item is met once, with how many of it are in one root."""

    def __init__(self, ledger: Ledger, column: Column, root: Node) -> None:
        self.ledger, self.column, self.root = ledger, column, root
        self.known = ledger.known
        self.places: list[Place] = []
        self.flows: dict[tuple[str, str], Range] = {}
        self.tiers: dict[str, int] = {root.item.id: 0}
        self.cut = 0

    def go(self) -> None:
        """Fill places, flows and tiers."""
        order = list(reversed(self.known.graph.order_below(self.root.item.id, lambda _: False)))
        self.cut = max(0, len(order) - MOST_ITEMS)
        many: dict[str, Range] = {self.root.item.id: exactly(1)}
        for item_id in order[:MOST_ITEMS]:
            node = self.root if item_id == self.root.item.id else self.ledger.nodes[item_id]
            here = many.get(item_id)
            if here is None or node.inside.listed.high == 0:
                continue
            self._rows(node, here)
            for slot in self.known.graph.slots_of(item_id):
                for line in slot.lines:
                    self._line(
                        node,
                        self.ledger.nodes[line.child],
                        here.times(used(line)),
                        many,
                        choice=len(slot.lines) > 1,
                    )

    def _line(
        self, node: Node, child: Node, quantity: Range, many: dict[str, Range], *, choice: bool
    ) -> None:
        inside = child.counted.listed.times(quantity)
        if inside.high == 0:
            return
        if choice:
            inside, quantity = inside.at_most, quantity.at_most
        ident, tier = child.item.id, self.tiers[node.item.id] + 1
        self.tiers[ident] = max(tier, self.tiers.get(ident, tier))
        self._flow(ident, node.item.id, inside)
        if COUNTS in child.fates:
            full = child.counted.listed if child.fates == {COUNTS} else child.counted.listed.at_most
            made_in = self.known.made_in(ident).words
            source = Source(OWN, "; ".join(child.item.evidence), child.worth.how)
            self._place(ident, ident, made_in, full.times(quantity), (source,))
        if child.is_opened:
            many[ident] = many[ident] + quantity if ident in many else quantity

    def _rows(self, node: Node, many: Range) -> None:
        item, measure = node.item, self.ledger.measure
        for row, always in self._spoken(item.id):
            amount = row_range(row, item, self.column, measure).times(many)
            if amount.high != 0:
                amount = amount if always else amount.at_most
                sources = (source_of_row(row), *by_formula(row, self.column.elements))
                self._place(f"{row.substance} in {item.id}", item.id, row.origin, amount, sources)
        beside = self._beside(node).times(many)
        if beside.high != 0 and (node is self.root or COUNTS not in node.fates):
            evidence = f"{BILL} names no more" if self.known.graph.slots_of(item.id) else ""
            self._place(f"not named in {item.id}", item.id, None, beside, (Source(NOTHING_SAID, evidence),))

    def _spoken(self, item_id: str) -> Iterator[tuple[ContentRow, bool]]:
        """Every row about the item once, and whether it holds whichever supplier or lot the item came from."""
        supplies = self.known.supplies(item_id)
        said = [
            {id(row): row for voice in supply.voices for each in voice for row in each.shown}
            for supply in supplies
        ]
        for number, row in {number: row for each in said for number, row in each.items()}.items():
            yield row, all(number in each for each in said)

    def _beside(self, node: Node) -> Range:
        """What may be in an item besides its rows and its lines, at most; nothing where that is closed."""
        assumed = bool(self.known.closing(node.item.id))
        supplies = self.known.supplies(node.item.id)
        if all(is_closed(each, self.column, self.ledger.measure, assumed=assumed) for each in supplies):
            return NOTHING
        named = node.lines.listed
        for row in (
            row for supply in supplies for voice in supply.voices for each in voice for row in each.shown
        ):
            named = named + row_range(row, node.item, self.column, self.ledger.measure)
        high = node.inside.listed.high
        if high is None or named.high is None:
            return Range(NOTHING.low, high)
        return Range(NOTHING.low, max(NOTHING.low, high - named.high))

    def _place(
        self, what: str, item: str, origin: tuple[str, ...] | None, amount: Range, sources: tuple[Source, ...]
    ) -> None:
        where = ", ".join(origin) if origin else NOT_KNOWN
        self.places.append(Place(what, item, where, self.tiers[item], amount, sources))
        self._flow(f"from {where}" if origin else where, item, amount)

    def _flow(self, start: str, end: str, amount: Range) -> None:
        key = (start, end)
        self.flows[key] = self.flows[key] + amount if key in self.flows else amount

    def merged(self) -> Iterator[Flow]:
        """The flows, those between the same two places as one."""
        return (Flow(start, end, amount) for (start, end), amount in self.flows.items())


def expected(
    desk: Desk, item: Item, estimates: Estimates, elements: frozenset[str], days: tuple[date, ...]
) -> tuple[Expected, ...]:
    """What published figures, grades and estimated rows say of each item inside, and its stock by the rules' days."""
    known = desk.tracer.known
    found = []
    for ident in (item.id, *known.graph.inside(item.id)):
        each = known.item(ident)
        sources = (
            *(source_of_row(row) for row in known.estimated.get(ident, ())),
            *estimates_of(each, estimates, elements),
        )
        lots = known.lots.get(ident, [])
        vintages = tuple(told_apart(lots, day) for day in days) if any(lot.bought_on for lot in lots) else ()
        if sources or vintages:
            found.append(Expected(ident, sources, vintages))
    return tuple(found)


def start_days(law: Lawbook, known_on: date, regimes: tuple[str, ...], on: date) -> tuple[date, ...]:
    """The days on which rules that ask about content started or woke, up to `on`: stock from before is told apart."""
    days: set[date] = set()
    for regime in regimes:
        for rule in law.rules_of(regime, known_on):
            if any(
                subject.kind in {"share", "content"} for subject in asked_in(rule.when, law, on, known_on)
            ):
                days |= {entry.start for entry in rule.in_force if entry.start and entry.issued <= known_on}
    return tuple(sorted(day for day in days if day < day_after(on)))
