"""The use case of tracing a whole book: every item, for every list and origin that the law asks about."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from xenotime.casework.cases import Asked
from xenotime.casework.sightings import Desk, measure
from xenotime.casework.traceview import asked_in
from xenotime.desk.engines import refuse_master
from xenotime.errors import refusal
from xenotime.exact import Range
from xenotime.facts.book import Book
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook
from xenotime.tracing.column import By, Column
from xenotime.tracing.fast.memory import BillTooLarge
from xenotime.tracing.fast.sheets import INFINITE, FigureOutOfReach, nearest
from xenotime.tracing.fast.trace import FastTrace, Figure
from xenotime.tracing.money import UNNAMED

Say = Callable[[str], None]
COMPILED = "compiled"
ENGINES = (COMPILED, "duckdb", "spark")
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


@dataclass(frozen=True)
class How:
    """What works the sums out: the compiled trace in `free` bytes of memory, or an engine level by level.

    An engine keeps its levels as files in a folder within `beside`, which a cluster has to see as well.
    """

    free: int = 0
    engine: str = COMPILED
    master: str = ""
    memory: str = ""
    beside: Path | None = None


def trace_all(book: Book, law: Lawbook, asked: Asked, how: How, say: Say) -> Iterator[Held]:
    """What every item holds of what the regimes' rules can ask about; what surely holds nothing is left out.

    Raises UnreadableRequest where the memory is not enough for the compiled trace, where that or the engine is not
    installed, and where figures lie too far apart for both.
    """
    if how.engine not in ENGINES:
        allowed = ", ".join(ENGINES)
        raise refusal("Unknown engine", option="--engine", found=how.engine, allowed=allowed, do="use one")
    refuse_master(how.engine, how.master)
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
            with _within_reach():
                yield from _measured(desk, by, tuple(wanted), how, say)


@contextmanager
def _within_reach() -> Iterator[None]:
    """Raise UnreadableRequest, with what to do instead, where a whole book cannot be traced at once."""
    try:
        yield
    except BillTooLarge as refused:
        do = "take --engine duckdb, which spills, or a machine with more"
        raise refusal("The memory is too little for this bill", found=str(refused), do=do) from refused
    except FigureOutOfReach as refused:
        what, do = (
            "Figures of this bill lie too far apart to trace it at once",
            "take `xenotime trace BOOK ITEM`",
        )
        raise refusal(
            what, found=str(refused), do=f"{do} for each item that matters: it counts in fractions"
        ) from refused


def _asks(subject: Subject) -> Asks:
    return Asks(subject.name, subject.option("origin"), subject.option("counting", "acquired"))


def _measured(desk: Desk, by: By, asks: Sequence[Asks], how: How, say: Say) -> Iterator[Held]:
    columns = [desk.columns.column(each.list_id, each.origin, each.counting) for each in asks]
    for currency, items in _by_currency(desk, by).items():
        say(f"tracing {len(items):,} items by {by}{f' in {currency}' if currency else ''}")
        if currency.startswith(UNNAMED):
            yield from _one_by_one(desk, by, currency, items, asks, columns)
        else:
            unit = currency or {"mass": "kg"}.get(by, by)
            for item, number, found in _at_once(desk, by, currency, items, columns, how):
                high = None if found.high == INFINITE else found.high
                yield Held(item, asks[number], by, unit, found.low, high, found.near)


def _by_currency(desk: Desk, by: By) -> dict[str, list[str]]:
    """The items by the currency in which their content is counted."""
    found: dict[str, list[str]] = {}
    for item in desk.book.items.values():
        currency = desk.tracer.ledgers.currency(item) if by == "value" else ""
        found.setdefault(currency, []).append(item.id)
    return found


def _at_once(
    desk: Desk, by: By, currency: str, items: Sequence[str], columns: Sequence[Column], how: How
) -> Iterator[tuple[str, int, Figure]]:
    """What is inside each of these items, by the number of the column; what surely holds nothing is left out."""
    if how.engine != COMPILED:
        wanted = set(items)
        found = _by_levels(desk, by, currency, columns, how)
        yield from ((item, number, figure) for item, number, figure in found if item in wanted)
        return
    try:
        trace = FastTrace(desk.book, columns, by=by, currency=currency, day=desk.columns.on, free=how.free)
    except ImportError as absent:
        do = "pip install 'xenotime[fast]'"
        raise refusal("The compiler of the fast trace is not installed", do=do) from absent
    trace.run()
    for item in items:
        for number in range(len(columns)):
            figure = trace.figure(item, number)
            if figure.high:
                yield item, number, figure


def _by_levels(
    desk: Desk, by: By, currency: str, columns: Sequence[Column], how: How
) -> Iterator[tuple[str, int, Figure]]:
    from xenotime.screening.rollup import RollUp  # noqa: PLC0415  its engines are extras
    from xenotime.screening.stores import store_of  # noqa: PLC0415

    with (
        TemporaryDirectory(prefix="levels-", dir=how.beside) as folder,
        store_of(how.engine, Path(folder), master=how.master, memory=how.memory) as store,
    ):
        rolled = RollUp(desk.book, columns, store, by=by, currency=currency, day=desk.columns.on)
        rolled.run()
        yield from rolled.figures()


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
