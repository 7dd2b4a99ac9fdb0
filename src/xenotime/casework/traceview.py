"""What is inside one item: a row for every list and origin that the law asks about."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from xenotime.casework.sightings import Desk
from xenotime.exact import ANYTHING, Range
from xenotime.facts.item import Item
from xenotime.facts.seen import Line, Missing, Seen
from xenotime.law.condition import Joined, Leaf, Subject, Tree, leaves
from xenotime.law.lawbook import Lawbook


@dataclass(frozen=True)
class TraceRow:
    """Listed content of one kind: the amount as at least and at most, and its share where one is asked."""

    list_id: str
    title: str
    origin: str
    by: str
    counting: str
    amount: Range
    unit: str
    share: Range | None
    tier: str = "shipped"
    lines: tuple[Line, ...] = ()
    missing: tuple[Missing, ...] = ()
    contradiction: str = ""
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class TraceView:
    """The trace of one item on a day."""

    item: Item
    on: date
    rows: tuple[TraceRow, ...] = ()
    elements: dict[str, Seen] = field(default_factory=dict)
    """For every element that the lists ask about, whether it is in the item."""
    lot: str = ""
    """The lot that was traced; empty where it was any."""


def trace_view(
    desk: Desk, law: Lawbook, item: Item, on: date, known_on: date, regimes: tuple[str, ...], lot: str = ""
) -> TraceView:
    """Everything that the regimes' rules, as known, can ask of the content of the item, or of that lot of it."""
    subjects = [
        subject
        for regime in regimes
        for rule in law.rules_of(regime, known_on)
        for subject in asked_in(rule.when, law, on, known_on)
    ]
    amounts = dict.fromkeys(subject for subject in subjects if subject.kind in {"share", "content"})
    elements = sorted(
        {subject.name for subject in subjects if subject.kind == "has" and "/" not in subject.name}
    )
    seen = {name: desk.see_item(item, Subject("has", "item", name), lot) for name in elements}
    return TraceView(item, on, tuple(_row(desk, law, item, subject, lot) for subject in amounts), seen, lot)


def asked_in(tree: Tree, law: Lawbook, on: date, known_on: date, depth: int = 0) -> Iterator[Subject]:
    """The computed subjects that a tree asks about, those of the lists that it names included."""
    for condition in leaves(tree):
        yield condition.subject
        ref = condition.value.ref
        if ref in law.lists and depth < len(law.lists):
            for row in law.rows(ref, on, known_on):
                if isinstance(row.when, Leaf | Joined):
                    yield from asked_in(row.when, law, on, known_on, depth + 1)


def _row(desk: Desk, law: Lawbook, item: Item, subject: Subject, lot: str) -> TraceRow:
    by = subject.option("by", "value")
    origin, counting = subject.option("origin"), subject.option("counting", "acquired")
    options = tuple((key, value) for key, value in subject.options if key in {"by", "origin", "counting"})
    content = desk.see_item(item, Subject("content", "item", subject.name, options), lot)
    share = desk.see_item(item, subject, lot) if subject.kind == "share" else None
    shown = share or content
    unit = {"mass": "kg", "pieces": "pieces"}.get(by, item.currency)
    place = law.lists[subject.name].place
    return TraceRow(
        subject.name,
        place.heading or subject.name,
        origin,
        by,
        counting,
        content.amount or ANYTHING,
        unit,
        share.amount if share else None,
        subject.option("tier", "shipped"),
        shown.lines,
        shown.missing,
        shown.contradiction,
        shown.assumed,
    )
