"""The way of listed content as a table: by listed item, origin and tier, with both bounds and the evidence."""

from collections.abc import Sequence
from typing import IO

from xenotime.casework.tracetree import Expected, TraceTree
from xenotime.showing.paper import Paper
from xenotime.showing.trace.page import sections_of
from xenotime.tracing.sources import NOTHING_SAID, Source


def trees_text(
    trees: Sequence[TraceTree],
    expected: Sequence[Expected],
    file: IO[str],
    width: int | None = None,
    *,
    explain: bool = False,
) -> str:
    """A table for each list of which something can be in the item, then what is only expected.

    Of lists of which nobody says anything there is one with `explain` alone.
    """
    paper = Paper(file, width)
    sections = sections_of(trees)
    told = [each for each in sections if explain or not _is_unsaid(each.tree)]
    for each in told:
        tree = each.tree
        paper.put()
        ways = ", ".join((tree.counting, *each.also))
        paper.line(
            f"{tree.list_id} from {tree.origin or 'anywhere'}, by {tree.by}, {ways}: {each.total}", "bold"
        )
        paper.table(
            ("what", "origin", "tier", "at least", "at most", "rests on"),
            (
                (
                    place.what,
                    place.origin,
                    str(place.tier),
                    low,
                    high,
                    "; ".join(_said(source) for source in place.sources),
                )
                for place, low, high in each.rows
            ),
            keep=(2,),
        )
        if tree.cut:
            paper.line(f"{tree.cut} items of the bill were not followed here; the total holds for all.")
    if len(told) < len(sections):
        paper.put()
        paper.line(f"Of {len(sections) - len(told)} ways of counting nobody says anything: see --explain")
    rows = [
        (each.item, source.kind, source.says, source.evidence) for each in expected for source in each.sources
    ]
    rows += [
        (each.item, "stock", vintage.says(), "lots of the book")
        for each in expected
        for vintage in each.vintages
    ]
    if rows:
        paper.put()
        paper.line("What to expect and what to ask: estimates, no figure above rests on them", "bold")
        paper.table(("item", "kind", "says", "source"), rows)
    return paper.text()


def _is_unsaid(tree: TraceTree) -> bool:
    """Whether nothing that anybody said stands behind any amount of the list."""
    return all({source.kind for source in place.sources} == {NOTHING_SAID} for place in tree.places)


def _said(source: Source) -> str:
    return source.kind + (f" ({source.evidence})" if source.evidence else "")
