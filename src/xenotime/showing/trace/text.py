"""The trace of one item as text: what is in it, from where, at least and at most, and how that was worked out."""

from fractions import Fraction
from typing import IO

from xenotime.casework.traceview import TraceRow, TraceView
from xenotime.exact import ANYTHING, Range
from xenotime.facts.seen import Missing, named
from xenotime.showing.check.memo import amount_text
from xenotime.showing.paper import Paper
from xenotime.showing.words import percent, rounded, stated, truth_word

ANY_SHARES = (None, ANYTHING, Range(Fraction(0), Fraction(1)))
MOST_QUESTIONS = 12
"""Questions that are told where nothing more is asked for."""


def trace_text(view: TraceView, file: IO[str], *, width: int | None = None, explain: bool = False) -> str:
    """A table of every listed content that the law asks about; with `explain` the calculation of each.

    Without it, lists of which nothing is known are named together, and so are the questions behind the first ones.
    """
    paper = Paper(file, width)
    item = view.item
    paper.line(f"{item.id}  {item.name}".strip(), "bold")
    lot = [("lot", view.lot)] if view.lot else []
    paper.pairs([("on", str(view.on)), *lot, ("made in", stated(item.made_in)), ("form", stated(item.form))])
    paper.put()
    told = [row for row in view.rows if explain or not _is_open(row)]
    if told:
        paper.table(
            ("listed content", "origin", "counting", "amount", "share", "over"),
            (_row(row) for row in told),
            keep=(0,),
        )
    if len(told) < len(view.rows):
        unknown = dict.fromkeys(f"{row.list_id} by {row.by}" for row in view.rows if _is_open(row))
        paper.line(
            "Nothing is known of how much there is of what is on these lists; it may be anything", "bold"
        )
        paper.pairs([("", ", ".join(unknown))], 2)
        paper.put()
    if not view.rows:
        paper.line("The law in force on that day asks for no share of content.")
    if view.elements:
        paper.line("Substances that the lists ask about: is there any in it?", "bold")
        paper.pairs(by_presence(view), 2)
    _questions(paper, view, None if explain else MOST_QUESTIONS)
    for row in view.rows if explain else ():
        paper.line(f"Calculation: {_name(row)}", "bold")
        paper.table(
            ("what", "amount", "why"), ((x.what, rounded(x.amount), rounded(x.why)) for x in row.lines)
        )
    if not explain and view.rows:
        paper.put()
        paper.line("With --explain: every list and question, and every line of each calculation.")
    return paper.text()


def _is_open(row: TraceRow) -> bool:
    """Whether nothing at all is known of an amount: it may be none, and it may be anything."""
    return row.amount == ANYTHING and not row.contradiction and row.share in ANY_SHARES


def _name(row: TraceRow) -> str:
    return f"{row.list_id} from {row.origin or 'anywhere'}, {row.counting}, by {row.by}, over {row.tier}"


def _row(row: TraceRow) -> tuple[str, ...]:
    share = "" if row.share is None else percent(row.share)
    return (
        row.list_id,
        row.origin or "any",
        row.counting,
        _amount(row.amount, row.unit) + (" (contradictory)" if row.contradiction else ""),
        share,
        row.tier,
    )


def _amount(amount: Range, unit: str) -> str:
    return "not known" if amount == ANYTHING else f"{rounded(amount_text(amount))} {unit}".strip()


def by_presence(view: TraceView) -> list[tuple[str, str]]:
    """Each answer to whether an element is in the item, with the elements of which it is the answer."""
    found: dict[str, list[str]] = {"yes": [], "no": [], "unknown": [], "contradictory": []}
    for name, seen in view.elements.items():
        found["contradictory" if seen.contradiction else truth_word(seen.truth)].append(name)
    return [(answer, ", ".join(names)) for answer, names in found.items() if names]


def _questions(paper: Paper, view: TraceView, most: int | None) -> None:
    asked: dict[tuple[str, str], Missing] = {}
    every = [*(row.missing for row in view.rows), *(seen.missing for seen in view.elements.values())]
    for missing in (each for some in every for each in some):
        asked.setdefault((missing.fact, missing.about.id), missing)
    contradictions = dict.fromkeys(row.contradiction for row in view.rows if row.contradiction)
    if contradictions:
        paper.put()
        paper.line("Contradictions", "bold")
        paper.pairs([("", each) for each in contradictions], 2)
    if asked:
        paper.put()
        paper.line("Missing", "bold")
        said = [(str(n), f"{m.ask} [{named(m.fact, m.about.id)}]") for n, m in enumerate(asked.values(), 1)]
        rest = len(said[most:]) if most is not None else 0
        paper.pairs([*said[:most], *([("", f"… {rest} more: see --explain")] if rest else [])], 2)
