"""What to ask next, as text and as JSON: the steps, the ranking, what was put already."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import IO, Any

from xenotime.facts.seen import named
from xenotime.showing.paper import Paper

MOST_ROWS = 20
MOST_ORDERS = 6


@dataclass(frozen=True)
class AskedRow:
    """One question as it is shown: its wording, whom it goes to, and what it would do."""

    fact: str
    about: str
    ask: str
    ask_zh: str
    whom: str
    profile: str
    settles: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    answers: int = 0
    width: str = ""
    state: str = ""
    """The number and state of the request that asks it, empty where none does."""
    because: str = ""
    """What speaks for asking it, besides the orders that wait: the grade of a magnet."""


@dataclass(frozen=True)
class AskedStep:
    """Questions to put together, and what is settled once they are answered, whatever the answers."""

    questions: tuple[AskedRow, ...]
    orders: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class AskedMoved:
    """One order under one regime that depends on what came back: how it was answered, and how it is now."""

    order: str
    regime: str
    before: str
    after: str
    moved: bool


@dataclass(frozen=True)
class AskedView:
    """Everything that `ask` shows."""

    day: date
    unsettled: tuple[str, ...]
    steps: tuple[AskedStep, ...]
    ranked: tuple[AskedRow, ...]
    counts: dict[str, int]
    files: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()
    depending: tuple[AskedMoved, ...] = ()
    """Every order that depends on what came back, those that are answered otherwise now first."""


def asked_text(view: AskedView, file: IO[str], width: int | None = None, *, explain: bool = False) -> str:
    """The steps first, then the ranking, then the requests."""
    paper = Paper(file, width)
    count = len(view.unsettled)
    paper.line(f"{count} order line{'s wait' if count != 1 else ' waits'} for what is not known", "bold")
    paper.put()
    if view.steps:
        paper.line(
            "Ask in this order: each step settles what stands beside it, whatever the answers are", "bold"
        )
        paper.table(("", "ask", "whom", "settles"), _steps(view), keep=(0,))
    if view.ranked:
        paper.line("Each question by itself", "bold")
        rows = view.ranked if explain else view.ranked[:MOST_ROWS]
        paper.table(
            ("question", "whom", "settles", "may settle", "waiting", "width", "state"),
            (_row(each) for each in rows),
        )
        if len(view.ranked) > len(rows):
            paper.line(f"… and {len(view.ranked) - len(rows)} more; with --explain all of them.")
    put = [(state, str(number)) for state, number in view.counts.items() if number]
    if put:
        paper.put()
        paper.line("Requests", "bold")
        paper.pairs(put, 2)
    _notes(paper, view)
    return paper.text()


def _notes(paper: Paper, view: AskedView) -> None:
    if view.depending:
        _depending(paper, view.depending)
    for heading, rows in (
        ("Changed", [("", each) for each in view.changed]),
        ("Not asked", [(each, why) for each, why in view.left]),
        ("Written", [("", each) for each in view.files]),
    ):
        if rows:
            paper.put()
            paper.line(heading, "bold")
            paper.pairs(rows, 2)


def _depending(paper: Paper, every: tuple[AskedMoved, ...]) -> None:
    moved = [each for each in every if each.moved]
    paper.put()
    paper.line("Depends on what came back", "bold")
    if moved:
        rows = ((f"{each.order} under {each.regime}", each.before, each.after) for each in moved)
        paper.table(("order", "was", "is now"), rows, keep=(0,))
    same = dict.fromkeys(f"{each.order} under {each.regime}" for each in every if not each.moved)
    if same:
        paper.line(f"As before: {_orders(tuple(same))}")


def _steps(view: AskedView) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            "; ".join(each.ask or named(each.fact, each.about) for each in step.questions),
            "; ".join(dict.fromkeys(each.whom for each in step.questions)),
            _orders(step.orders) or ", ".join(step.answers),
        )
        for number, step in enumerate(view.steps, 1)
    ]


def _row(each: AskedRow) -> tuple[str, ...]:
    whom = f"{each.whom} [{each.profile}]" if each.profile else each.whom
    settles = _orders(each.settles) or (f"{each.answers} answers" if each.answers else "")
    ask = f"{each.ask} Since: {each.because}." if each.because else each.ask
    return (ask, whom, settles, _orders(each.perhaps), _orders(each.waiting), each.width, each.state)


def _orders(orders: tuple[str, ...]) -> str:
    more = f" and {len(orders) - MOST_ORDERS} more" if len(orders) > MOST_ORDERS else ""
    return ", ".join(orders[:MOST_ORDERS]) + more


def asked_json(view: AskedView) -> dict[str, Any]:
    """The same for a program."""
    body = asdict(view)
    body["day"] = str(view.day)
    return {"ask": body}
