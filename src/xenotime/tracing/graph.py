"""The bill as a graph: slots of lines under each item, no loops, children before parents."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xenotime.errors import CircularBill
from xenotime.exact import ANYTHING, NOTHING, Range
from xenotime.facts.bill import BillLine

BY_PRODUCT = "by-product"
UP_TO = frozenset({"option", "fixed"})
"""Kinds of line of which one piece may hold less than the quantity, down to nothing."""
LESSENED = "lessened"
"""The kind of a line of which a by-product of its parent may take any part out again, though not the whole part itself."""


def used(line: BillLine) -> Range:
    """How much of the child one base unit of the parent holds, if the line is the one that is used."""
    quantity = ANYTHING if line.quantity is None else line.quantity
    share = line.usage_share
    if share is not None and share.high == 0:
        return NOTHING
    only_some = share is not None and share.low < 1 and not line.alternative
    lessened = only_some or line.line_kind in UP_TO or line.line_kind == LESSENED
    return Range(Fraction(0), quantity.high) if lessened else quantity


def is_there(line: BillLine) -> bool:
    """Whether some of the child is surely in the parent, if the line is the one that is used."""
    plain = replace(line, line_kind="normal") if line.line_kind == LESSENED else line
    return used(plain).low > 0


ROUNDED = Fraction(1, 100)
"""By how much a share of use may be rounded."""


@dataclass(frozen=True)
class Slot:
    """One place in a parent: a single line, or the lines of one group of which one is used."""

    lines: tuple[BillLine, ...]

    @property
    def sure_child(self) -> str | None:
        """The child that is there whatever is chosen, None where none is."""
        children = {line.child for line in self.lines}
        sure = len(children) == 1 and all(is_there(line) for line in self.lines)
        return self.lines[0].child if sure else None


class Graph:
    """The lines that are used on one day; by-products go out of an item, and take with them what they may.

    `gives_off` are the items that have some. Raises CircularBill where an item contains itself.
    """

    def __init__(self, bill: Iterable[BillLine], day: date | None) -> None:
        below: dict[str, list[BillLine]] = {}
        out: dict[str, list[BillLine]] = {}
        for line in bill:
            if line.is_used_on(day) and line.line_kind != BY_PRODUCT:
                below.setdefault(line.parent, []).append(line)
            elif line.is_used_on(day):
                out.setdefault(line.parent, []).append(line)
        self.gives_off = frozenset(out)
        for parent in out.keys() & below.keys():
            below[parent] = _lessened(below[parent], out[parent])
        self.slots: dict[str, tuple[Slot, ...]] = {parent: _slots(lines) for parent, lines in below.items()}
        self._refuse_loops()

    def slots_of(self, item: str) -> tuple[Slot, ...]:
        """The slots of one item, in the order of the bill."""
        return self.slots.get(item, ())

    def children(self, item: str) -> tuple[str, ...]:
        """The items directly inside, each once."""
        return tuple(dict.fromkeys(line.child for slot in self.slots_of(item) for line in slot.lines))

    def order_below(self, item: str, is_done: Callable[[str], bool]) -> list[str]:
        """The item and everything in it that is not yet done, children before parents."""
        order: list[str] = []
        seen = {item}
        stack = [(item, iter(self.children(item)))]
        while stack:
            here, children = stack[-1]
            child = next((each for each in children if each not in seen and not is_done(each)), None)
            if child is None:
                order.append(here)
                stack.pop()
            else:
                seen.add(child)
                stack.append((child, iter(self.children(child))))
        return order

    def inside(self, item: str) -> dict[str, bool]:
        """Every item inside, with whether it is surely there."""
        sure: set[str] = set()
        stack = [item]
        while stack:
            for slot in self.slots_of(stack.pop()):
                child = slot.sure_child
                if child is not None and child not in sure:
                    sure.add(child)
                    stack.append(child)
        return {each: each in sure for each in self._reached(item)}

    def _reached(self, item: str) -> list[str]:
        reached: dict[str, None] = {}
        stack = [item]
        while stack:
            for slot in self.slots_of(stack.pop()):
                for line in slot.lines:
                    if line.child not in reached and used(line).high != 0:
                        reached[line.child] = None
                        stack.append(line.child)
        return list(reached)

    def _refuse_loops(self) -> None:
        """Raise CircularBill where an item hangs on a loop."""
        stuck = _stuck({parent: self.children(parent) for parent in self.slots})
        if stuck:
            raise CircularBill(self._loop(stuck))

    def _loop(self, stuck: set[str]) -> list[str]:
        """Walk up from an item that hangs on a loop until one comes again."""
        above = {child: parent for parent in self.slots if parent in stuck for child in self.children(parent)}
        here = min(stuck & above.keys())
        path: dict[str, None] = {}
        while here not in path:
            path[here] = None
            here = above[here]
        round_again = list(path)[list(path).index(here) :]
        loop = [here, *reversed(round_again)]
        turn = loop.index(min(loop))
        return [*loop[turn:-1], *loop[:turn], loop[turn]]


def circling(bill: Iterable[BillLine]) -> frozenset[str]:
    """The items that contain one that contains itself, where all of these lines are used at once."""
    above: dict[str, set[str]] = {}
    for line in bill:
        if line.line_kind != BY_PRODUCT:
            above.setdefault(line.child, set()).add(line.parent)
    return frozenset(_stuck(above))


def _stuck(leads: Mapping[str, Collection[str]]) -> set[str]:
    """Take off what nothing leads to, again and again; what stays behind hangs on a loop."""
    left = Counter(end for ends in leads.values() for end in ends)
    free = [each for each in leads if each not in left]
    while free:
        for end in leads.get(free.pop(), ()):
            left[end] -= 1
            if not left[end]:
                free.append(end)
    return {each for each, count in left.items() if count}


def _slots(lines: list[BillLine]) -> tuple[Slot, ...]:
    groups: dict[tuple[str, int], list[BillLine]] = {}
    for number, line in enumerate(lines):
        groups.setdefault((line.alternative, 0 if line.alternative else number), []).append(line)
    return tuple(slot for group in groups.values() for slot in (Slot(_in_use(group)), *_beside(group)))


def _lessened(lines: list[BillLine], out: list[BillLine]) -> list[BillLine]:
    """The lines of an item less what goes out of it again: of a part as much as does at most, of all else any share.

    What goes out under another name than it came in may be made of anything that did.
    """
    gone: dict[str, Fraction | None] = {}
    for each in out:
        before, most = gone.get(each.child, Fraction(0)), _most(each.quantity)
        gone[each.child] = None if most is None or before is None else before + most
    foreign = gone.keys() - {line.child for line in lines}
    return [_less(line, gone.get(line.child, Fraction(0)), lessened=bool(foreign)) for line in lines]


def _most(quantity: Range | None) -> Fraction | None:
    """The most that goes out, whichever sign it is written with; None where no limit is known."""
    return None if quantity is None or quantity.high is None else max(abs(quantity.low), abs(quantity.high))


def _less(line: BillLine, gone: Fraction | None, *, lessened: bool) -> BillLine:
    quantity = ANYTHING if line.quantity is None else line.quantity
    left = max(quantity.low - gone, Fraction(0)) if gone is not None else Fraction(0)
    kind = LESSENED if lessened and line.line_kind not in UP_TO else line.line_kind
    return replace(line, quantity=replace(quantity, low=left), line_kind=kind)


def _beside(group: list[BillLine]) -> Iterator[Slot]:
    """Where the shares of use come to more than all pieces, by more than they may be rounded, some hold several of them."""
    shares = [line.usage_share for line in group if line.alternative and line.usage_share is not None]
    if sum(share.low for share in shares) > 1 + len(shares) * ROUNDED:
        yield from (Slot((replace(line, line_kind="option", alternative=""),)) for line in group[1:])


def _in_use(group: list[BillLine]) -> tuple[BillLine, ...]:
    """Leave out the members of a group that are never chosen; one piece holds one of the others.

    Where their shares of use leave pieces over, by more than they may be rounded, it may hold none of them.
    """
    chosen = [line for line in group if line.usage_share is None or line.usage_share.high != 0]
    shares = [line.usage_share for line in chosen if line.alternative]
    highs = [Fraction(1) if share is None or share.high is None else share.high for share in shares]
    if chosen and highs and sum(highs) < 1 - len(highs) * ROUNDED:
        return tuple(replace(line, line_kind="option") for line in chosen)
    return tuple(chosen or group)
