"""The trace of one item as a page that asks nothing of any other place: flows, their table, what is only expected."""

from collections.abc import Sequence
from dataclasses import dataclass

from xenotime.casework.tracetree import Expected, Place, TraceTree
from xenotime.casework.traceview import TraceView
from xenotime.exact import exactly
from xenotime.showing.templated import environment, rendered
from xenotime.showing.trace.sankey import Drawing, drawing_of, is_nothing, shown_amount
from xenotime.showing.trace.text import by_presence
from xenotime.showing.words import NOTICE, rounded, stated
from xenotime.tracing.column import ACQUIRED, EARLIER, ELEMENT

WAYS = {
    ACQUIRED: "what came in as a listed item",
    EARLIER: "listed items at any earlier stage",
    ELEMENT: "every substance with an element of the list in it",
}


@dataclass(frozen=True)
class TracePage:
    """What the page shows beside the view."""

    view: TraceView
    trees: tuple[TraceTree, ...]
    expected: tuple[Expected, ...]
    version: str
    law_sha256: str


@dataclass(frozen=True)
class _Section:
    tree: TraceTree
    also: tuple[str, ...]
    """Other ways of counting that give the same."""
    drawing: Drawing
    total: str
    rows: tuple[tuple[Place, str, str], ...]


def trace_page(page: TracePage) -> str:
    """The page; everything in it that comes from a book or the law is escaped, and no script is in it."""
    made = environment()
    made.globals.update(notice=NOTICE, stated=stated, ways=WAYS)
    made.filters.update(rounded=rounded)
    return rendered(
        made,
        "trace.html.jinja",
        ("page.css", "trace.css"),
        page=page,
        view=page.view,
        sections=sections_of(page.trees),
        nothing=[each for each in page.trees if is_nothing(each)],
        elements=by_presence(page.view),
    )


def sections_of(trees: Sequence[TraceTree]) -> list[_Section]:
    """A section for each tree in which something can be; ways of counting that give the same are one."""
    groups: dict[tuple[object, ...], list[TraceTree]] = {}
    for tree in trees:
        if not is_nothing(tree):
            key = (tree.list_id, tree.origin, tree.by, tree.total, tree.places, tree.flows)
            groups.setdefault(key, []).append(tree)
    return [
        _Section(
            same[0],
            tuple(each.counting for each in same[1:]),
            drawing_of(same[0]),
            shown_amount(same[0].total, same[0].unit),
            tuple(
                (each, at_least(each, same[0].unit), at_most(each, same[0].unit))
                for each in sorted(same[0].places, key=lambda place: (place.tier, place.what))
            ),
        )
        for same in groups.values()
    ]


def at_least(place: Place, unit: str) -> str:
    """The low end of a place, as people read it."""
    return shown_amount(exactly(place.amount.low), unit)


def at_most(place: Place, unit: str) -> str:
    """The high end of a place; a word where it has none."""
    return "no upper limit" if place.amount.high is None else shown_amount(exactly(place.amount.high), unit)
