"""Roll one column up in one measure, children before parents; every item is worked out once."""

from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import ANYTHING, Range
from xenotime.facts.bill import BillLine
from xenotime.facts.item import Item, Lot
from xenotime.facts.seen import Missing
from xenotime.tracing.algebra import (
    COUNTS,
    EMPTY,
    OPENED,
    STOPS,
    Agreed,
    Split,
    agree,
    counted,
    fates,
    hull_of,
    rest_of,
    sum_of,
)
from xenotime.tracing.column import Column
from xenotime.tracing.graph import Slot, is_there, used
from xenotime.tracing.known import Known
from xenotime.tracing.sheet_words import written
from xenotime.tracing.stated import Stated, contradicted, stated
from xenotime.tracing.statements import Supply, Voice
from xenotime.tracing.worth import Measure, Worth


@dataclass(frozen=True)
class Node:
    """One item, worked out: what is inside one base unit of it, and what it counts for in a parent.

    `lines` is what its bill gives; `inside` what bill, statements and worth leave together.
    """

    item: Item
    worth: Worth
    lines: Split
    inside: Split
    member: bool | None
    origin: bool | None
    fates: frozenset[str]
    counted: Split
    summed: bool = False
    """Whether its worth is the sum of its lines."""
    by_supply: tuple[Range, ...] = ()
    exhaustive: bool = False
    by_assumption: bool = False
    clash: str = ""
    some: bool = False
    """Whether something that counts is surely inside, however little it may be."""

    @property
    def is_opened(self) -> bool:
        """Whether what is inside can matter to a parent."""
        return OPENED in self.fates

    @property
    def is_some(self) -> bool:
        """Whether a part surely counts for something in a parent."""
        return self.counted.listed.high != 0 and (
            self.fates == {COUNTS} or (self.some and STOPS not in self.fates)
        )


class Ledger:
    """The nodes of one column in one measure."""

    def __init__(self, known: Known, column: Column, measure: Measure) -> None:
        self.known, self.column, self.measure = known, column, measure
        self.nodes: dict[str, Node] = {}
        self.gaps: dict[str, tuple[Node, tuple[Missing, ...]]] = {}
        """What keeps nodes open; it holds as long as the node itself, which is worked out anew with all above it."""

    def node(self, item_id: str, lot: Lot | None = None) -> Node:
        """The item, worked out; a lot settles which of its suppliers' statements holds."""
        for each in self.known.graph.order_below(item_id, self.nodes.__contains__):
            if each not in self.nodes:
                self.nodes[each] = self._work_out(each, None)
        return self.nodes[item_id] if lot is None else self._work_out(item_id, lot)

    def line(self, line: BillLine) -> Split:
        """What one line brings into one base unit of its parent, if it is the one that is used."""
        return self.nodes[line.child].counted.times(used(line))

    def slot(self, slot: Slot) -> Split:
        """What one slot brings: the hull over the lines that may fill it."""
        return hull_of(self.line(line) for line in slot.lines)

    def own_rows(self, item_id: str, lot: Lot | None) -> "OwnRows":
        """What the item's own statements leave, whatever its bill gives; `clash` says what contradicts."""
        item = self.known.item(item_id)
        bill = Split(ANYTHING, ANYTHING) if self.known.graph.slots_of(item_id) else EMPTY
        found = self._inside(item, bill.listed, self.measure.of_item(item).amount, lot)
        return OwnRows(found.amount, found.clash)

    def _work_out(self, item_id: str, lot: Lot | None) -> Node:
        item = self.known.item(item_id)
        slots = self.known.graph.slots_of(item_id)
        lines = sum_of(self.slot(slot) for slot in slots)
        summed = self.measure.by == "value" and self.known.is_sum_of_lines(item_id)
        worth = self._sum_of_lines(slots) if summed else self.measure.of_item(item)
        found = self._inside(item, lines.listed, worth.amount, lot, some=self._brings_some(slots))
        rest = rest_of(worth.amount, found.amount, lines if summed else None, exhaustive=found.exhaustive)
        inside = Split(found.amount, rest)
        member = self.column.item_matches(item)
        origin = self.column.part_origin(self.known.made_in(item_id).words, member)
        stops = self.column.stops(item)
        possible = fates(member, origin, barrier=self.column.has_barrier, stops=stops)
        holds_inside = self.measure.by != "pieces"
        return Node(
            item=item,
            worth=worth,
            lines=lines,
            inside=inside,
            member=member,
            origin=origin,
            fates=possible,
            counted=counted(possible, worth.amount, inside, holds_inside=holds_inside),
            summed=summed,
            by_supply=found.by_supply,
            exhaustive=found.exhaustive,
            by_assumption=found.by_assumption,
            clash=found.clash,
            some=found.some,
        )

    def _brings_some(self, slots: tuple[Slot, ...]) -> bool:
        """Whether some slot surely brings in what counts, whichever line fills it."""
        return any(
            all(is_there(line) and self.nodes[line.child].is_some for line in slot.lines) for slot in slots
        )

    def _sum_of_lines(self, slots: tuple[Slot, ...]) -> Worth:
        total = Range(Fraction(0), Fraction(0))
        for slot in slots:
            lines = [self.nodes[line.child].worth.amount.times(used(line)) for line in slot.lines]
            hull = lines[0]
            for other in lines[1:]:
                hull = hull.hull(other)
            total += hull
        return Worth(total, f"{written(total, self.measure.unit)}, the sum of its lines")

    def _inside(
        self, item: Item, lines: Range, worth: Range, lot: Lot | None, *, some: bool = False
    ) -> "_Found":
        """What bill, statements and worth leave together; `some` says that the bill surely brings something in."""
        supplies = self.known.supplies(item.id, lot)
        found = [self._supplied(item, supply, lines, some=some) for supply in supplies]
        amount = found[0].amount
        for other in found[1:]:
            amount = amount.hull(other.amount)
        clash = next((each.clash for each in found if each.clash), "")
        if self.measure.by != "pieces":
            capped = agree((amount, Range(Fraction(0), worth.high)))
            if capped.clash:
                clash = clash or (
                    f"{item.id}: {self._written(amount)} of {self.column.name} would be in what is worth "
                    f"{self._written(worth)}"
                )
            amount = capped.amount
        return _Found(
            amount=amount,
            by_supply=tuple(each.amount for each in found),
            exhaustive=all(each.exhaustive for each in found),
            by_assumption=any(each.by_assumption for each in found),
            clash=clash,
            some=all(each.some for each in found),
        )

    def _supplied(self, item: Item, supply: Supply, lines: Range, *, some: bool) -> "_Found":
        """What all voices about one supply, and the bill, leave together."""
        closing = self.known.closing(item.id)
        voices = [self._voice(item, voice, lines, assumed=bool(closing)) for voice in supply.voices]
        has_lines = bool(self.known.graph.slots_of(item.id))
        denied = contradicted(voices, has_lines=has_lines) if lines.low == 0 else [False] * len(voices)
        said = [_together(each) for each, against in zip(voices, denied, strict=True) if not against]
        if not voices and closing:
            said = [Stated(lines, exhaustive=True, by_assumption=True)]
        agreed = agree([Range(lines.low, None), *(each.amount for each in said)])
        named = some or any(each.some for each in said)
        is_both = any(denied) or (named and agreed.amount.high == 0)
        return _Found(
            amount=agreed.amount,
            exhaustive=any(each.exhaustive for each in said),
            by_assumption=any(each.by_assumption for each in said),
            clash=self._clash(item, supply, agreed, is_both=is_both),
            some=named,
        )

    def _voice(self, item: Item, voice: Voice, lines: Range, *, assumed: bool) -> list[Stated]:
        return [stated(one, item, self.column, self.measure, lines, assumed=assumed) for one in voice]

    def _clash(self, item: Item, supply: Supply, agreed: Agreed, *, is_both: bool) -> str:
        by = f" from {supply.whence}" if supply.whence else ""
        if agreed.clash is not None:
            one, other = (self._written(each) for each in agreed.clash)
            return f"{item.id}{by}: {self.column.name} cannot be both {one} and {other}"
        return (
            f"{item.id}{by}: {self.column.name} is stated both to be there and not to be" if is_both else ""
        )

    def _written(self, amount: Range) -> str:
        return written(amount, self.measure.unit)


def _together(voice: list[Stated]) -> Stated:
    """What one voice leaves: of two statements of which either may be the newer, what both allow."""
    amount = voice[0].amount
    for other in voice[1:]:
        amount = amount.hull(other.amount)
    exhaustive = all(one.exhaustive for one in voice)
    by_assumption, some = any(one.by_assumption for one in voice), all(one.some for one in voice)
    return Stated(amount, exhaustive, by_assumption, some)


@dataclass(frozen=True)
class OwnRows:
    """What an item's own statements leave, and where they contradict each other."""

    amount: Range
    clash: str


@dataclass(frozen=True)
class _Found:
    amount: Range
    by_supply: tuple[Range, ...] = ()
    exhaustive: bool = False
    by_assumption: bool = False
    clash: str = ""
    some: bool = False
