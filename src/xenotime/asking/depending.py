"""Which orders depend on a fact, and what became of their answers once it was known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xenotime.casework.cases import Asked, Docket
from xenotime.deciding.answer import Answer
from xenotime.facts.book import Book
from xenotime.facts.request import Request
from xenotime.facts.shipment import Shipment, order_name
from xenotime.law.lawbook import Lawbook

FOR_ALL = ("price of ", "rate ")
"""How facts begin that every item may rest on, whichever they were asked about."""


@dataclass(frozen=True)
class Depending:
    """One order under one regime, as it was answered before and after."""

    before: Answer
    after: Answer

    @property
    def order(self) -> str:
        """The order line by its name."""
        return order_name(self.after.shipment, self.after.line)

    @property
    def moved(self) -> bool:
        """Whether another answer came out."""
        return _outcome(self.before) != _outcome(self.after)


def _outcome(answer: Answer) -> tuple[object, ...]:
    return answer.outcome, answer.policy, frozenset(answer.possible), frozenset(answer.policies)


def depending_on(
    changed: Iterable[Request], before: Book, after: Book, law: Lawbook, asked: Asked
) -> tuple[Depending, ...]:
    """The orders that stand above what was answered or refused; only these are worked out, each on both books."""
    asked = asked.of(after, law)
    numbers = {(each.id, each.line) for each in shipments_above(tuple(changed), after)}
    was, now = (_answers(book, numbers, law, asked) for book in (before, after))
    return tuple(Depending(was[key], answer) for key, answer in now.items() if key in was)


def _answers(
    book: Book, numbers: set[tuple[str, str | None]], law: Lawbook, asked: Asked
) -> dict[tuple[str, str | None, str], Answer]:
    own = tuple(each for each in book.shipments if (each.id, each.line) in numbers)
    found = Docket(replace(book, shipments=own), law, asked).answers()
    return {(each.shipment, each.line, each.regime): each for each in found}


def shipments_above(changed: tuple[Request, ...], book: Book) -> tuple[Shipment, ...]:
    """The shipments that a fact may reach: by the bill, by the parties and who owns them, or all."""
    known = {
        "item": book.items.keys(),
        "shipment": {each.id for each in book.shipments},
        "party": book.parties.keys(),
    }
    if any(
        each.about not in known.get(each.about_kind, ()) or each.fact.startswith(FOR_ALL) for each in changed
    ):
        return tuple(book.shipments)
    ids = {kind: {each.about for each in changed if each.about_kind == kind} for kind in known}
    parties = _reached(
        ids["party"],
        [pair for each in book.holdings for pair in ((each.owner, each.owned), (each.owned, each.owner))],
    )
    made = {each.id for each in book.items.values() if parties.intersection(each.makers)}
    items = _reached(ids["item"] | made, [(line.child, line.parent) for line in book.bill])
    return tuple(
        each
        for each in book.shipments
        if each.item in items
        or each.id in ids["shipment"]
        or any(party in parties for role in each.parties.values() for party in role)
    )


def _reached(start: set[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    over: dict[str, list[str]] = {}
    for one, other in steps:
        over.setdefault(one, []).append(other)
    seen, todo = set(start), list(start)
    while todo:
        for other in over.get(todo.pop(), ()):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return seen
