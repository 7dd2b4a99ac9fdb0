"""What each missing fact would do to each unsettled answer: settle it whatever it is, or for some value."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import product
from math import prod

from xenotime.casework.cases import Docket
from xenotime.casework.sightings import Desk, measure
from xenotime.deciding.answer import waited_for
from xenotime.deciding.asking import asked_of, missing_of
from xenotime.deciding.case import Case
from xenotime.deciding.decide import Laid, laid_out
from xenotime.deciding.gaps import gaps_of
from xenotime.deciding.outlook import Outlook
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import About, Missing
from xenotime.facts.shipment import Shipment
from xenotime.law.lawbook import Lawbook
from xenotime.tracing.width import explained

FEW = 512
"""Combinations of values that are tried for one question; beyond that it is not said that one settles."""
Key = tuple[str, About]


def key_of(missing: Missing) -> Key:
    """What is asked, whatever the wording."""
    return missing.fact, missing.about


@dataclass(frozen=True)
class Unsettled:
    """One answer that is not settled, or that a gap may touch, and what would settle it.

    `settling` are the smallest sets of facts found that settle it whatever they turn out to be; `some` the
    facts of which one value would settle it together with nothing else known; `widths` how much of the
    open width of its amounts each fact explains, summed over the amounts.
    """

    order: str
    regime: str
    possible: tuple[str, ...]
    missing: tuple[Missing, ...]
    settling: tuple[frozenset[Key], ...]
    some: frozenset[Key]
    widths: dict[Key, Fraction] = field(default_factory=dict, compare=False)


def unsettled(docket: Docket, progress: Callable[[int, int], None] | None = None) -> Iterator[Unsettled]:
    """Every answer of a book's shipments that is not settled, or lets nothing go for want of facts, with what would settle it."""
    count = len(docket.book.shipments)
    for number, shipment in enumerate(docket.book.shipments):
        on = docket.asked.on or shipment.day
        case = docket.case(shipment, on)
        for regime in docket.asked.regimes:
            if not docket.law.regimes[regime].covers(on, docket.asked.known_on):
                continue
            laid = laid_out(case, docket.law, docket.plan(regime), on, docket.asked.known_on)
            if len(laid.possible) > 1:
                yield _effects(docket, case, shipment, regime, laid)
            elif waits := _waiting(docket.law, shipment, regime, laid, on):
                yield waits
        if progress:
            progress(number + 1, count)


def _effects(docket: Docket, case: Case, shipment: Shipment, regime: str, laid: Laid) -> Unsettled:
    law, problem = docket.law, laid.problem
    asked = asked_of(laid.outlook, laid.state, laid.default, case, law, settled=False, policy_settled=True)
    open_ones = laid.outlook.mattering(laid.state)
    settling = [frozenset(map(key_of, chosen)) for chosen in asked.would_settle]
    everything = frozenset(
        key_of(each) for number in open_ones for each in missing_of(problem.variables[number], law)
    )
    if not settling and everything:
        settling = [everything]
    touched = {
        key_of(each): [
            n for n in open_ones if key_of(each) in map(key_of, missing_of(problem.variables[n], law))
        ]
        for each in asked.missing
    }
    some = frozenset(
        key for key, numbers in touched.items() if _some_settles(laid.outlook, laid.state, numbers)
    )
    desk = docket.desk(docket.asked.on or shipment.day)
    widths = _widths([problem.variables[number] for number in open_ones], desk, shipment, law)
    return Unsettled(shipment.order, regime, laid.possible, asked.missing, tuple(settling), some, widths)


def _waiting(law: Lawbook, shipment: Shipment, regime: str, laid: Laid, on: date) -> Unsettled | None:
    """A mild answer that lets nothing go, since a gap may touch it, with what would say whether one does."""
    missing = waited_for(laid.possible, gaps_of(law, laid.layer, regime, on))
    if not missing:
        return None
    settling = (frozenset(map(key_of, missing)),)
    return Unsettled(shipment.order, regime, laid.possible, missing, settling, frozenset())


def _some_settles(outlook: Outlook, state: list[int], numbers: list[int]) -> bool:
    """Whether some values of these unknowns leave one outcome."""
    classes = [outlook.whole.variables[number].classes(state[number]) for number in numbers]
    if not numbers or prod(len(each) for each in classes) > FEW:
        return False
    for values in product(*classes):
        here = list(state)
        for number, mask in zip(numbers, values, strict=True):
            here[number] = mask
        if len(outlook.outcomes(here)) == 1:
            return True
    return False


def _widths(variables: list[Variable], desk: Desk, shipment: Shipment, law: Lawbook) -> dict[Key, Fraction]:
    """The part of the open widths that each missing fact of an amount explains."""
    found: dict[Key, Fraction] = {}
    for variable in variables:
        if variable.subject.kind not in {"share", "content"} or variable.subject.name not in law.lists:
            continue
        parts = _explained(variable, desk, shipment)
        for missing in missing_of(variable, law):
            part = parts.get(missing.about.id, Fraction(0)) if missing.about.kind == "item" else Fraction(0)
            if part:
                found[key_of(missing)] = found.get(key_of(missing), Fraction(0)) + part
    return found


def _explained(variable: Variable, desk: Desk, shipment: Shipment) -> dict[str, Fraction]:
    subject, by = variable.subject, measure(variable.subject)
    column = desk.columns.column(
        subject.name, subject.option("origin"), subject.option("counting", "acquired"), shipment.destination
    )
    tracer = desk.tracer
    item = tracer.known.item(shipment.item)
    lot = tracer.known.lot_of(item.id, shipment.lot or None)
    ledger = tracer.ledgers.ledger(column, by, tracer.ledgers.currency(item))
    return explained(ledger, ledger.node(item.id, lot))
