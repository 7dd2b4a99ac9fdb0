"""All answers of a check, in the order in which somebody has to look at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xenotime.casework.ownsview import OwnsView
from xenotime.deciding.answer import Answer, ClashNote
from xenotime.facts.book import Book
from xenotime.facts.seen import About
from xenotime.law.lawbook import Instrument, Lawbook
from xenotime.showing.check.citations import Citations
from xenotime.showing.check.memo import Clerk, Memo
from xenotime.showing.check.to_ask import Asks, ToAsk, by_subject
from xenotime.showing.words import ACTIONS


@dataclass(frozen=True)
class Order:
    """One shipment line with its memo under each regime."""

    name: str
    memos: tuple[Memo, ...]

    @property
    def clashes(self) -> tuple[ClashNote, ...]:
        """The clashes between the regimes of this line, those that stand before those that may."""
        found = {note.clash: note for memo in self.memos for note in memo.answer.clashes}
        return tuple(sorted(found.values(), key=lambda note: (not note.stands, note.clash)))

    @property
    def action(self) -> str:
        """The strictest action that some regime asks for."""
        return min((memo.answer.action for memo in self.memos), key=ACTIONS.index)


@dataclass(frozen=True)
class Question:
    """Everything to ask about one thing, and the orders that wait for it."""

    asks: Asks
    orders: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What a check found, ready to be shown."""

    version: str
    book: Book
    law: Lawbook
    known_on: date
    orders: tuple[Order, ...]
    instruments: tuple[Instrument, ...]
    behind: tuple[OwnsView, ...] = ()
    """Who is behind the parties, of those of whom there is something to say."""

    @property
    def memos(self) -> tuple[Memo, ...]:
        """Every memo, the most pressing order first."""
        return tuple(memo for order in self.orders for memo in order.memos)

    @property
    def counts(self) -> dict[str, int]:
        """How many orders each action has."""
        actions = [order.action for order in self.orders]
        return {action: actions.count(action) for action in ACTIONS}

    @property
    def questions(self) -> tuple[Question, ...]:
        """What to ask about each thing: parts that likely hold listed material first, then what most orders wait for."""
        asked: dict[tuple[str, About], ToAsk] = {}
        waiting: dict[About, dict[str, None]] = {}
        for order in self.orders:
            for memo in order.memos:
                for ask in (*memo.ask, *memo.ask_policy, *memo.ask_gaps):
                    asked.setdefault((ask.missing.fact, ask.missing.about), ask)
                    waiting.setdefault(ask.missing.about, {})[order.name] = None
        of_each: dict[About, list[ToAsk]] = {}
        for (_, about), ask in asked.items():
            of_each.setdefault(about, []).append(ask)
        found = [
            Question(asks, tuple(waiting[about]))
            for about, group in of_each.items()
            for asks in by_subject(group)
        ]
        return tuple(sorted(found, key=lambda each: (not each.asks.likely, -len(each.orders))))


def report_of(
    answers: Sequence[Answer],
    book: Book,
    law: Lawbook,
    known_on: date,
    version: str,
    behind: Sequence[OwnsView] = (),
) -> Report:
    """The report of some answers: orders to block first, those to release last."""
    citations = Citations(law)
    clerk = Clerk(book, law, citations)
    grouped: dict[tuple[str, str | None], list[Memo]] = {}
    for answer in answers:
        grouped.setdefault((answer.shipment, answer.line), []).append(clerk.memo(answer))
    orders = [Order(memos[0].order, tuple(memos)) for memos in grouped.values()]
    orders.sort(key=lambda order: ACTIONS.index(order.action))
    cited = citations.instruments(
        each
        for answer in answers
        for each in (*answer.because, *(finding.provision for finding in answer.findings))
    )
    return Report(version, book, law, known_on, tuple(orders), cited, tuple(behind))
