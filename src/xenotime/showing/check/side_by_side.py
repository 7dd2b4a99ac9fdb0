"""The answers of several regimes for one shipment line, beside each other, and where their laws clash."""

from xenotime.deciding.answer import ClashNote
from xenotime.facts.seen import named
from xenotime.showing.check.memo import Memo

MOST = 4
"""Provisions and questions that one cell names; the memo has all."""


def heads(memos: tuple[Memo, ...]) -> tuple[str, ...]:
    """One column for each regime, behind that of the labels."""
    return ("", *(memo.answer.regime for memo in memos))


def rows(memos: tuple[Memo, ...]) -> tuple[tuple[str, ...], ...]:
    """What each regime says, a line for each thing that is said; lines that are empty everywhere are left out."""
    every = (
        ("answer", *(memo.headline for memo in memos)),
        ("application", *(memo.policy for memo in memos)),
        ("do", *(memo.answer.action for memo in memos)),
        ("rests on", *(_some([each.id for each in memo.because]) for memo in memos)),
        ("waits for", *(_some(_waits(memo)) for memo in memos)),
        (
            "left open by the law",
            *(_some([each.question for _, each in memo.open_questions if not each.taken]) for memo in memos),
        ),
        ("duties", *(_counted(len(memo.answer.duties)) for memo in memos)),
        ("not covered", *(_some([each.id for each in memo.answer.gaps]) for memo in memos)),
    )
    return tuple(row for row in every if any(row[1:]))


def _waits(memo: Memo) -> list[str]:
    facts = [each.missing for each in memo.ask if each.missing.about.kind not in {"question", "text", "law"}]
    return [named(each.fact, each.about.id) for each in facts]


def _some(named: list[str]) -> str:
    each = list(dict.fromkeys(named))
    more = f" and {len(each) - MOST} more" if len(each) > MOST else ""
    return ", ".join(each[:MOST]) + more


def _counted(count: int) -> str:
    return str(count) if count else ""


def clash_lines(note: ClashNote) -> tuple[tuple[str, str], ...]:
    """A clash as labelled lines: what it is, what it hangs on, what to do."""
    hangs = "; ".join(note.hangs_on)
    said = (
        (note.kind, note.what),
        ("between", "; ".join(f"{side.regime}: {', '.join(side.provisions)}" for side in note.sides)),
        ("state", f"{note.state} ({note.clash}; {note.law}, text: {note.seen})"),
        ("hangs on", hangs),
        ("do", f"escalate to counsel: {note.do}"),
    )
    return tuple((label, text) for label, text in said if text)
