"""Rank the questions, and cover the unsettled orders with as few of them as a greedy choice finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from xenotime.asking.effects import Key, Unsettled, key_of
from xenotime.facts.seen import Missing

NIL = Fraction(0)


@dataclass(frozen=True)
class Ranked:
    """One question: the orders that it alone settles for every answer, and for some answer; the rest.

    An order is settled where all its unsettled answers are. `answers` counts answers, an order under each
    regime. `width` sums the parts of open widths that it explains.
    """

    missing: Missing
    settles: tuple[str, ...]
    perhaps: tuple[str, ...]
    waiting: tuple[str, ...]
    answers: int
    width: Fraction

    @property
    def rank(self) -> tuple[object, ...]:
        """What is asked first comes first."""
        return (
            -len(self.settles), -self.answers, -len(self.perhaps), -self.width, not self.missing.likely,
            -len(self.waiting),
            self.missing.about, self.missing.fact,
        )  # fmt: skip


@dataclass(frozen=True)
class Step:
    """The questions to put next, and the orders and answers that are settled once they are known."""

    questions: tuple[Missing, ...]
    orders: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AskPlan:
    """Every question in its rank, and the steps that cover what can be covered."""

    ranked: tuple[Ranked, ...]
    steps: tuple[Step, ...]
    unsettled: tuple[Unsettled, ...]

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders that are not settled."""
        return tuple(dict.fromkeys(each.order for each in self.unsettled))


def plan_of(found: Iterable[Unsettled], closed: frozenset[Key] = frozenset()) -> AskPlan:
    """The ranking and the cover; what was refused or cannot be asked (`closed`) is in neither.

    Rank: orders settled for every answer, then answers, then orders settled for some answer, then width; of
    equals, what a grade speaks for.
    """
    every = tuple(found)
    return AskPlan(_ranked(every, closed), _cover(every, closed), every)


def _ranked(every: tuple[Unsettled, ...], closed: frozenset[Key]) -> tuple[Ranked, ...]:
    asked: dict[Key, Missing] = {
        key_of(m): m for each in every for m in each.missing if key_of(m) not in closed
    }
    by_order: dict[str, list[Unsettled]] = {}
    waits: dict[Key, dict[str, None]] = {}
    for each in every:
        by_order.setdefault(each.order, []).append(each)
        for missing in each.missing:
            waits.setdefault(key_of(missing), {})[each.order] = None
    ranked = [
        Ranked(
            missing,
            tuple(order for order in waits[key] if all(_settled(each, {key}) for each in by_order[order])),
            tuple(
                order
                for order in waits[key]
                if all(key in each.some or _settled(each, {key}) for each in by_order[order])
            ),
            tuple(waits[key]),
            sum(_settled(each, {key}) for order in waits[key] for each in by_order[order]),
            sum((each.widths.get(key, NIL) for order in waits[key] for each in by_order[order]), NIL),
        )
        for key, missing in asked.items()
    ]
    return tuple(sorted(ranked, key=lambda each: each.rank))


def _settled(each: Unsettled, known: set[Key] | frozenset[Key]) -> bool:
    """Whether what is known settles the answer, whatever it turned out to be."""
    return any(chosen <= known for chosen in each.settling)


def _cover(every: tuple[Unsettled, ...], closed: frozenset[Key]) -> tuple[Step, ...]:
    """Again and again the set that settles most answers for each question that it adds."""
    named: dict[Key, Missing] = {key_of(m): m for each in every for m in each.missing}
    named |= {
        key: Missing(*key, "")
        for each in every
        for chosen in each.settling
        for key in chosen
        if key not in named
    }
    known: set[Key] = set()
    left = [each for each in every if any(not chosen & closed for chosen in each.settling)]
    steps: list[Step] = []
    while left:
        choices = {chosen - known for each in left for chosen in each.settling if not chosen & closed}
        best = min(choices, key=lambda chosen: _worth(chosen, known, left))
        known |= best
        done = [each for each in left if _settled(each, known)]
        left = [each for each in left if each not in done]
        still = {each.order for each in every if not _settled(each, known)}
        before = {order for step in steps for order in step.orders}
        orders = dict.fromkeys(each.order for each in every if each.order not in still | before)
        questions = tuple(named[key] for key in sorted(best, key=lambda key: (key[1], key[0])))
        steps.append(Step(questions, tuple(orders), tuple((each.order, each.regime) for each in done)))
    return tuple(steps)


def _worth(chosen: frozenset[Key], known: set[Key], left: list[Unsettled]) -> tuple[object, ...]:
    """Least first: what settles most for each question; then the fewest questions, the widest, the name."""
    after = known | chosen
    settled = sum(_settled(each, after) for each in left)
    width = sum((each.widths.get(key, NIL) for each in left for key in chosen), NIL)
    names = tuple(sorted((key[1].kind, key[1].id, key[0]) for key in chosen))
    return -Fraction(settled, len(chosen)), len(chosen), -width, names
