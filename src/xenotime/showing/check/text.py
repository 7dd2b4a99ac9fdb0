"""A check as text: what to do with which order first, then a memo for each answer."""

from collections.abc import Iterator, Sequence
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from xenotime.deciding.answer import Found, ProvisionFinding
from xenotime.showing.check.behind import behind_text
from xenotime.showing.check.citations import Cited
from xenotime.showing.check.memo import Memo
from xenotime.showing.check.pruned import pruned
from xenotime.showing.check.report import Order, Report
from xenotime.showing.check.sayings import (
    duty_line,
    flip_line,
    gap_line,
    position_line,
    set_line,
    table_answer,
    told_lines,
    why_left,
)
from xenotime.showing.check.side_by_side import clash_lines, heads, rows
from xenotime.showing.check.to_ask import Asks
from xenotime.showing.paper import Paper, words
from xenotime.showing.words import ACTION_MEANS, JOINED, MARKS, NOTICE, either, remark_lines, truth_word

SHORT = 5
"""Entries of each kind that a short memo names; `--explain` names all."""
QUESTIONS, REMARKED = 2, 10
"""Questions about one thing that a short memo asks, and remarks on the book that it names."""
Labelled = Iterator[tuple[str, RenderableType]]
STYLES = {"block": "bold red", "escalate": "bold magenta", "hold": "bold yellow", "release": "bold green"}


def check_text(report: Report, file: IO[str], *, width: int | None = None, explain: bool = False) -> str:
    """The whole report; with `explain` every memo has its chain of findings and calculations."""
    paper = Paper(file, width)
    _summary(paper, report)
    for order in report.orders:
        _together(paper, order, explain=explain)
        for memo in order.memos:
            _memo(paper, memo, explain=explain)
    behind_text(paper, report.behind)
    _foot(paper, report, explain=explain)
    return paper.text()


def _summary(paper: Paper, report: Report) -> None:
    paper.line(f"What to do first: {report.book.name or 'the book'}", "bold")
    counted = [f"{count} to {action}" for action, count in report.counts.items() if count]
    noun = "order line" if len(report.orders) == 1 else "order lines"
    paper.line(
        f"{len(report.orders)} {noun}: {', '.join(counted) or 'none'}; law as known on {report.known_on}"
    )
    paper.put()
    lines = (
        (
            memo.answer.action,
            memo.order,
            memo.answer.item,
            str(memo.answer.on),
            memo.answer.regime,
            table_answer(memo),
        )
        for memo in report.memos
    )
    paper.table(("do", "order", "item", "on", "law", "answer"), lines, keep=(0, 3, 4))
    tied = [order for order in report.orders if order.clashes]
    sure = [order.name for order in tied if any(note.stands for note in order.clashes)]
    unsure = [order.name for order in tied if order.name not in sure]
    for said, named in (("Laws clash", sure), ("Laws may clash", unsure)):
        if named:
            paper.line(f"{said} in {', '.join(named)}: see CLASH below, and ask counsel first.", "bold")


def _together(paper: Paper, order: Order, *, explain: bool) -> None:
    """The regimes of a line side by side, where their laws clash or everything is to be explained."""
    if len(order.memos) > 1 and (order.clashes or explain):
        paper.put()
        paper.line(f"{order.name}: each law beside the other", "bold")
        paper.table(heads(order.memos), rows(order.memos), keep=(0,))
    for note in order.clashes:
        paper.put()
        paper.line(f"CLASH  {order.name}", "bold magenta")
        paper.pairs(clash_lines(note), indent=2)


def _memo(paper: Paper, memo: Memo, *, explain: bool) -> None:
    answer = memo.answer
    paper.put()
    head = words(answer.action.upper(), STYLES[answer.action])
    head.append_text(words(f"  {memo.order}  {answer.item}  {answer.regime}  {answer.on}", "bold"))
    paper.put(head)
    paper.pairs(_said(memo, None if explain else SHORT, paper), indent=2)
    if explain:
        _explained(paper, memo)


def _said(memo: Memo, most: int | None, paper: Paper) -> Labelled:
    answer = memo.answer
    yield "question", memo.question
    yield "answer", memo.headline
    if memo.policy:
        yield "application", memo.policy
    yield "do", f"{answer.action}: {answer.action_because}"
    yield from _several("because", [_citation(each) for each in memo.because], most)
    yield from _several("missing", [_asking(each, most) for each in memo.asks], most)
    yield from _several("for policy", [_asking(each, most) for each in memo.asks_policy], most)
    yield from _several("not told", [_asking(each, most) for each in memo.asks_gaps], most)
    yield from _open(memo, paper, explain=most is None)
    yield from _several("would settle", [set_line(each) for each in answer.would_settle], most)
    yield from _several("contradiction", list(answer.contradictions), most)
    yield from _several("guidance", [f"rests on {each}" for each in answer.guidance], most)
    yield from _several("position", [position_line(each) for each in answer.positions], most)
    yield from _several("assumed", list(answer.assumed), most)
    yield from _several(
        "own law", [f"rests on {each}, laid over by this house" for each in answer.own_law], most
    )
    yield from _several("party lists", list(answer.limits), most)
    yield from _several("look closer", list(answer.flags), most)
    yield from _several("gap", [gap_line(each) for each in answer.gaps], most)
    if most is None:
        yield from _several("flips", [flip_line(each) for each in answer.flips], most)
        yield from _several("duty", [duty_line(each) for each in answer.duties], most)
    elif answer.duties:
        yield "duties", f"{len(answer.duties)}: see --explain"
    if not answer.tight:
        yield (
            "note",
            "too many unknowns to weigh each against each: some outcomes named as possible may not be",
        )


def _several(label: str, entries: Sequence[RenderableType], most: int | None) -> Labelled:
    shown = entries if most is None else entries[:most]
    for number, entry in enumerate(shown):
        yield (label if number == 0 else ""), entry
    if len(entries) > len(shown):
        yield "", f"… {len(entries) - len(shown)} more: see --explain"


def _citation(cited: Cited) -> str:
    own = "; own entry" if cited.own else ""
    caption = f"  {cited.caption}" if cited.caption else ""
    return f"{cited.id}{caption}" + (f" [{cited.seen}{own}]" if cited.seen else "")


def _asking(each: Asks, most: int | None) -> RenderableType:
    likely = f" Likely: {each.likely}." if each.likely else ""
    shown = each.questions if most is None else each.questions[:QUESTIONS]
    lines = [f"{each.about}: ask {each.whom}.{likely}"]
    lines += [f"  {question} [{facts}]" for question, _, facts in shown]
    left = len(each.questions) - len(shown)
    return Group(*(words(line) for line in (*lines, *([f"  … {left} more"] if left else []))))


def _open(memo: Memo, paper: Paper, *, explain: bool) -> Labelled:
    arrow = "->" if paper.plain else "→"
    for label, each in memo.open_questions:
        taken = f"; read here as {each.taken!r} ({each.by})" if each.taken else ""
        lines = [words(f"{each.asks} [{each.question}; default: {each.default}{taken}]")]
        lines += [
            words(f"  {reading} {arrow} {either(outcomes)}") for reading, outcomes in each.readings.items()
        ]
        lines += [words(f"  {line}") for line in told_lines(memo.told[each.question], explain=explain)]
        yield label, Group(*lines)


def _explained(paper: Paper, memo: Memo) -> None:
    if memo.facts:
        paper.line("  Facts", "bold")
        paper.pairs(memo.facts, indent=4)
    if memo.answer.findings:
        paper.line("  Chain of findings", "bold")
        for finding in memo.answer.findings:
            paper.put(Padding(_provision(finding, paper), (0, 0, 0, 4)))
    if memo.answer.looked_at:
        paper.line("  Looked at and left", "bold")
        left = dict.fromkeys((each.provision, why_left(each)) for each in memo.answer.looked_at)
        paper.pairs(left, indent=4)
    for sheet in memo.sheets:
        paper.line(f"  Calculation: {sheet.condition}", "bold")
        paper.table(("what", "amount", "why"), ((what, amount, why) for what, amount, _, why in sheet.shown))


def _provision(finding: ProvisionFinding, paper: Paper) -> Tree:
    counts = {True: "counts", False: "does not count", None: "may count"}[finding.counts]
    head = f"{finding.provision}  {finding.heading}: {finding.concludes}, {counts}"
    tree = Tree(words(head, "bold"), guide_style="dim", hide_root=False)
    text = f"{finding.status}; text: {finding.seen}; rank: {finding.rank}" + (
        "; own entry" if finding.own else ""
    )
    tree.add(words(text))
    if finding.upon:
        tree.add(words(f"stands upon {either(finding.upon, 'and')}"))
    if finding.stopped_by:
        tree.add(words(f"stopped by {either(finding.stopped_by, 'and')}"))
    _add(tree, pruned(finding.conditions), paper)
    return tree


def _add(tree: Tree, node: Found, paper: Paper) -> None:
    branch = tree.add(_node(node, paper))
    for part in node.parts:
        _add(branch, part, paper)


def _node(node: Found, paper: Paper) -> Text:
    mark = "" if paper.plain else f"{MARKS[node.holds]} "
    joined = JOINED.get(node.how, "")
    what = f"{node.what} ({joined})" if node.what and joined else node.what or joined
    seen = f"  seen: {node.seen}" if node.seen else ""
    source = f"  [{node.source}]" if node.source else ""
    return words(f"{mark}{truth_word(node.holds):<8}{what}{seen}{source}")


def _foot(paper: Paper, report: Report, *, explain: bool) -> None:
    paper.put()
    means = {memo.answer.action for memo in report.memos}
    paper.pairs([(action, meaning) for action, meaning in ACTION_MEANS.items() if action in means])
    paper.put()
    for line in remark_lines(report.book.remarks, None if explain else REMARKED):
        paper.line(line)
    if report.book.remarks:
        paper.put()
    paper.line(NOTICE)
    if not explain:
        paper.line("With --explain: the chain of findings, calculations, duties and what flips each answer.")
