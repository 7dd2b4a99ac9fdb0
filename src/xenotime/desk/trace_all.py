"""The use case of tracing a whole book: every item, for every list and origin that the law asks about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xenotime.casework.cases import Asked
from xenotime.casework.sightings import Desk, measure
from xenotime.casework.traceview import asked_in
from xenotime.errors import Problem, UnreadableRequest
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.tracing.column import By, Column
from xenotime.tracing.fast.sheets import nearest
from xenotime.tracing.money import UNNAMED

Say = Callable[[str], None]
MEASURES: tuple[By, ...] = ("value", "mass", "pieces")


@dataclass(frozen=True)
class Asks:
    """One column of the result."""

    list_id: str
    origin: str
    counting: str


@dataclass(frozen=True)
class Held:
    """What one item holds of one list and origin; `high` is None where no limit is known.

    `near` says that it was worked out with fractions: it lay too near to something for float64 to decide.
    """

    item: str
    asks: Asks
    by: By
    unit: str
    low: float
    high: float | None
    near: bool


def trace_all(book: Book, law: Lawbook, asked: Asked, free: int, say: Say) -> Iterator[Held]:
    """What every item holds of what the regimes' rules can ask about; what surely holds nothing is left out.

    `free` is the memory in bytes that may be used. Raises BillTooLarge where that is not enough, and
    UnreadableRequest where the compiler of the fast trace is not installed.
    """
    on = asked.on or asked.known_on
    desk = Desk(book, law, on, asked.known_on)
    subjects = dict.fromkeys(
        subject
        for regime in asked.regimes
        for rule in law.rules_of(regime, asked.known_on)
        for subject in asked_in(rule.when, law, on, asked.known_on)
        if subject.kind in {"share", "content"}
    )
    for by in MEASURES:
        wanted = dict.fromkeys(_asks(subject) for subject in subjects if measure(subject) == by)
        if wanted:
            yield from _measured(desk, by, tuple(wanted), free, say)


def _asks(subject: Subject) -> Asks:
    return Asks(subject.name, subject.option("origin"), subject.option("counting", "acquired"))


def _measured(desk: Desk, by: By, asks: Sequence[Asks], free: int, say: Say) -> Iterator[Held]:
    columns = [desk.columns.column(each.list_id, each.origin, each.counting) for each in asks]
    for currency, items in _by_currency(desk, by).items():
        say(f"tracing {len(items):,} items by {by}{f' in {currency}' if currency else ''}")
        if currency.startswith(UNNAMED):
            yield from _one_by_one(desk, by, currency, items, asks, columns)
        else:
            yield from _at_once(desk, by, currency, items, asks, columns, free)


def _by_currency(desk: Desk, by: By) -> dict[str, list[str]]:
    """The items by the currency in which their content is counted."""
    found: dict[str, list[str]] = {}
    for item in desk.book.items.values():
        currency = desk.tracer.ledgers.currency(item) if by == "value" else ""
        found.setdefault(currency, []).append(item.id)
    return found


def _at_once(
    desk: Desk,
    by: By,
    currency: str,
    items: Sequence[str],
    asks: Sequence[Asks],
    columns: Sequence[Column],
    free: int,
) -> Iterator[Held]:
    from xenotime.tracing.fast.trace import FastTrace  # noqa: PLC0415  its compiler is an extra

    try:
        trace = FastTrace(desk.book, columns, by=by, currency=currency, day=desk.columns.on, free=free)
    except ImportError as absent:
        do = "pip install 'xenotime[fast]'"
        problem = Problem("The compiler of the fast trace is not installed", do=do)
        raise UnreadableRequest([problem]) from absent
    trace.run()
    unit = currency or {"mass": "kg"}.get(by, by)
    for item in items:
        for number, each in enumerate(asks):
            found = trace.figure(item, number)
            if found.high:
                high = None if found.high == float("inf") else found.high
                yield Held(item, each, by, unit, found.low, high, found.near)


def _one_by_one(
    desk: Desk, by: By, currency: str, items: Sequence[str], asks: Sequence[Asks], columns: Sequence[Column]
) -> Iterator[Held]:
    """Values in a currency that nobody named: it equals no other, so that little can be summed."""
    for item in items:
        for each, column in zip(asks, columns, strict=True):
            ledger = desk.tracer.ledgers.ledger(column, by, currency)
            amount: Range = ledger.node(item).inside.listed
            if amount.high != 0:
                high = None if amount.high is None else nearest(amount.high)
                yield Held(item, each, by, "", nearest(amount.low), high, near=False)
