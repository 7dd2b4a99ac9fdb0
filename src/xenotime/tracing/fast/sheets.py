"""A book as the fast trace takes it: plain arrays, every figure the nearest float64 of its fraction."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from xenotime.errors import XenotimeError
from xenotime.exact import NOTHING, Range
from xenotime.facts.item import Item
from xenotime.tracing.algebra import COUNTS, OPENED, STOPS, fates
from xenotime.tracing.column import Column
from xenotime.tracing.fast.memory import PAIRS, padded
from xenotime.tracing.graph import Graph, used
from xenotime.tracing.known import Known
from xenotime.tracing.stated import contradicted, stated
from xenotime.tracing.statements import Voice
from xenotime.tracing.worth import Measure

BITS = {COUNTS: 1, OPENED: 2, STOPS: 4}
ONLY_OPENED = BITS[OPENED]
SMALLEST, LARGEST = 1e-150, 1e150
"""Figures beyond these would leave the range in which the error bound of float64 holds."""
INFINITE = float("inf")
PROBE = Range(Fraction(0), Fraction(1))
ADDS, DENIED = 1, 2
"""What the lines hold comes on top of what a statement leaves; where both are nothing, another voice contradicts it."""
Said = tuple[float, float, int]
"""What a statement leaves for one column: at least, at most, and which of `ADDS` and `DENIED` hold of it."""
Supplies = list[list[list[list[Said]]]]
"""Supplies of an item, their voices, their statements, and each statement's columns."""


class FigureOutOfReach(XenotimeError):
    """Figures lie too far apart for the error bound of float64 to hold: the exact trace takes them."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: out of reach of the fast trace, use the exact one")


SILENT: Said = (0.0, 0.0, ADDS)


def nearest(amount: Fraction | None) -> float:
    """The nearest float64; no limit is infinite.

    >>> nearest(Fraction(1, 10)), nearest(None)
    (0.1, inf)
    """
    if amount is None:
        return INFINITE
    if amount and not SMALLEST < amount < LARGEST:
        raise FigureOutOfReach(
            f"a figure of {len(str(amount.numerator)) - len(str(amount.denominator))} digits"
        )
    return float(amount)


@dataclass(frozen=True)
class Entry:
    """What is known of one item besides its lines; no supplies means that nothing is stated.

    `closed` says that it then holds nothing besides its lines.
    """

    fates: tuple[int, ...]
    closed: bool
    supplies: Supplies = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        """Whether its lines alone say what is in it, as an open or a closed item."""
        said = [statement for supply in self.supplies for voice in supply for statement in voice]
        silent = all(each == SILENT for statement in said for each in statement)
        alone = len(self.supplies) == 1 and len(self.supplies[0]) == 1 and len(said) == 1
        return set(self.fates) == {ONLY_OPENED} and (not self.supplies or (alone and silent))

    @property
    def is_closed(self) -> bool:
        """Whether a plain item holds nothing besides its lines."""
        return self.closed or bool(self.supplies)

    def differs(self, other: "Entry") -> set[int]:
        """The columns in which the two entries differ."""
        if self.closed != other.closed or _shape(self) != _shape(other):
            return set(range(len(self.fates)))
        pairs = zip(_statements(self), _statements(other), strict=True)
        said = {column for one, two in pairs for column in range(len(one)) if one[column] != two[column]}
        return said | {column for column, fate in enumerate(self.fates) if fate != other.fates[column]}

    def brings(self, worth_high: float) -> bool:
        """Whether content can come in here that is in none of its lines."""
        if not worth_high:
            return False
        if any(fate & BITS[COUNTS] for fate in self.fates):
            return True
        if not self.supplies:
            return not self.closed
        return any(
            not supply or any(high > 0 for voice in supply for one in voice for _, high, _ in one)
            for supply in self.supplies
        )


def _shape(entry: Entry) -> list[list[int]]:
    return [[len(voice) for voice in supply] for supply in entry.supplies]


def _statements(entry: Entry) -> list[list[Said]]:
    return [statement for supply in entry.supplies for voice in supply for statement in voice]


class Entries:
    """Makes the entries of one book for some columns in one measure."""

    def __init__(self, known: Known, columns: Sequence[Column], measure: Measure) -> None:
        self.known, self.columns, self.measure = known, tuple(columns), measure
        self.filling = padded(len(self.columns)) - len(self.columns)

    def of(self, item_id: str) -> Entry:
        """What is known of the item, by the same words as the exact trace."""
        item, closing = self.known.item(item_id), bool(self.known.closing(item_id))
        origin = self.known.made_in(item_id).words
        found = [sum(BITS[each] for each in self._fates(column, item, origin)) for column in self.columns]
        possible = (*found, *([ONLY_OPENED] * self.filling))
        if not (self.known.rows.get(item_id) or self.known.estimated.get(item_id)):
            return Entry(possible, closing)
        supplies = self.known.supplies(item_id)
        if not any(supply.voices for supply in supplies):
            return Entry(possible, closing)
        return Entry(possible, closing, [self._supply(item, each.voices, closing) for each in supplies])

    def _fates(self, column: Column, item: Item, origin: tuple[str, ...] | None) -> frozenset[str]:
        member = column.item_matches(item)
        return fates(
            member, column.part_origin(origin, member), barrier=column.has_barrier, stops=column.stops(item)
        )

    def _supply(self, item: Item, voices: tuple[Voice, ...], closing: bool) -> list[list[list[Said]]]:
        if not voices and closing:
            return [[[SILENT] * (len(self.columns) + self.filling)]]
        columns = [self._said(item, voices, column, closing) for column in self.columns]
        return [
            [
                [*(said[at][number] for said in columns), *([SILENT] * self.filling)]
                for number in range(len(voice))
            ]
            for at, voice in enumerate(voices)
        ]

    def _said(self, item: Item, voices: tuple[Voice, ...], column: Column, closing: bool) -> list[list[Said]]:
        """What every statement of every voice leaves for the column."""
        bare, probed = (
            [
                [stated(one, item, column, self.measure, lines, assumed=closing) for one in voice]
                for voice in voices
            ]
            for lines in (NOTHING, PROBE)
        )
        has_lines = bool(self.known.graph.slots_of(item.id))
        return [
            [
                (
                    nearest(one.amount.low),
                    nearest(one.amount.high),
                    ADDS * (one.amount.high != more.amount.high) + DENIED * against,
                )
                for one, more in zip(voice, other, strict=True)
            ]
            for voice, other, against in zip(
                bare, probed, contradicted(bare, has_lines=has_lines), strict=True
            )
        ]


@dataclass
class Sheets:
    """The whole book; `worth` has two figures for each item, `noted` the items that have an entry of their own."""

    items: list[str]
    columns: int
    holds: bool = True
    """Whether a part is worth at least what is inside it: not so for numbers of pieces."""
    parent: "array[int]" = field(default_factory=lambda: array("i"))
    child: "array[int]" = field(default_factory=lambda: array("i"))
    quantity: "array[float]" = field(default_factory=lambda: array("d"))
    top: "array[float]" = field(default_factory=lambda: array("d"))
    slot: "array[int]" = field(default_factory=lambda: array("i"))
    worth: "array[float]" = field(default_factory=lambda: array("d"))
    summed: bytearray = field(default_factory=bytearray)
    closed: bytearray = field(default_factory=bytearray)
    source: bytearray = field(default_factory=bytearray)
    noted: "array[int]" = field(default_factory=lambda: array("i"))
    entries: "EntrySheet" = field(default_factory=lambda: EntrySheet())  # noqa: PLW0108  it is defined below


@dataclass
class EntrySheet:
    """Entries laid end to end: how many supplies each, voices each supply, statements each voice."""

    fates: bytearray = field(default_factory=bytearray)
    closed: bytearray = field(default_factory=bytearray)
    supplies: "array[int]" = field(default_factory=lambda: array("q"))
    voices: "array[int]" = field(default_factory=lambda: array("q"))
    statements: "array[int]" = field(default_factory=lambda: array("q"))
    said: "array[float]" = field(default_factory=lambda: array("d"))
    adds: bytearray = field(default_factory=bytearray)

    def add(self, entry: Entry) -> None:
        """Put one more entry at the end."""
        self.fates.extend(entry.fates)
        self.closed.append(entry.closed)
        self.supplies.append(len(entry.supplies))
        for supply in entry.supplies:
            self.voices.append(len(supply))
            for voice in supply:
                self.statements.append(len(voice))
                for columns in voice:
                    self.said.extend(in_blocks(columns))
                    self.adds.extend(adds for _, _, adds in columns)


def in_blocks(columns: Sequence[Said]) -> Iterable[float]:
    """Four lows, their four highs, and so on."""
    for start in range(0, len(columns), PAIRS):
        block = columns[start : start + PAIRS]
        yield from (low for low, _, _ in block)
        yield from (high for _, high, _ in block)


def sheets(known: Known, entries: Entries) -> Sheets:
    """The arrays of one book, for the columns and the measure of `entries`."""
    ids = dict.fromkeys((*known.book.items, *_named(known.graph)))
    number = {item: at for at, item in enumerate(ids)}
    made = Sheets(list(ids), len(entries.columns), entries.measure.by != "pieces")
    _put_lines(made, known.graph, number)
    for at, item_id in enumerate(ids):
        _put_item(made, known, entries, at, item_id)
    return made


def _named(graph: Graph) -> Iterable[str]:
    for parent in graph.slots:
        yield parent
        yield from graph.children(parent)


def _put_lines(made: Sheets, graph: Graph, number: dict[str, int]) -> None:
    place = 0
    for parent, slots in graph.slots.items():
        for slot in slots:
            place += 1
            for line in slot.lines:
                quantity = used(line)
                if quantity.high == 0 and len(slot.lines) == 1:
                    continue
                made.parent.append(number[parent])
                made.child.append(number[line.child])
                made.quantity.append(nearest(quantity.low))
                made.top.append(nearest(quantity.high))
                made.slot.append(place)


def _put_item(made: Sheets, known: Known, entries: Entries, at: int, item_id: str) -> None:
    item, measure = known.item(item_id), entries.measure
    summed = measure.by == "value" and known.is_sum_of_lines(item_id)
    worth = NOTHING if summed else measure.of_item(item).amount
    made.summed.append(summed)
    made.worth.extend((nearest(worth.low), nearest(worth.high)))
    entry = entries.of(item_id)
    made.source.append(entry.brings(INFINITE if summed else nearest(worth.high)))
    made.closed.append(entry.is_plain and entry.is_closed)
    if not entry.is_plain:
        made.noted.append(at)
        made.entries.add(entry)
