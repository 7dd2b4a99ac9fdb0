"""Draw flows from left to right as plain SVG: dark what is there at least, hatched what may be there at most."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from xenotime.casework.tracetree import Flow, TraceTree
from xenotime.exact import Range
from xenotime.showing.check.memo import amount_text
from xenotime.showing.words import clean, rounded

WIDTH, NODE, GAP, TOP, LABEL = 880, 12, 28, 22, 24
LOWEST, HIGHEST, FOR_EACH = 90, 340, 60
"""How high the picture may be, and how much it grows with each place of its fullest column."""
WIDEST = Fraction(10**200)
LEAST_NODE, LEAST_BAND = 3.0, 1.0
LONGEST_LABEL = 180.0
"""How wide a label may be where there is room for it."""
LEAST_STEP = 105
"""How far the columns stand apart at least: the picture grows with the tiers."""
MOST_IN_COLUMN = 14
"""Places of one column that are drawn; the smallest beyond are drawn as one."""
OTHERS = re.compile(r"(\d+ others) of tier \d+")
CAPITAL, SMALL, FULL = 8.9, 6.9, 13.0
"""How wide a letter is at the size in which labels are set: capitals and figures, others, Chinese and the like."""
FIRST_FULL = "\u2e80"


@dataclass(frozen=True)
class Box:
    """One place: where it stands, how high it is, what it is called."""

    name: str
    label: str
    x: float
    y: float
    height: float
    says: str
    column: int
    label_x: float
    anchor: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.y - 6


@dataclass(frozen=True)
class Band:
    """One flow as two shapes: up to the most, and the least inside it."""

    most: str
    least: str
    endless: bool
    says: str


@dataclass(frozen=True)
class Drawing:
    """Everything of one picture, ready for the template."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    heads: tuple[tuple[float, str, str], ...]


def drawing_of(tree: TraceTree) -> Drawing:
    """The picture of a tree: origins at the left, the item at the right, a column for each tier between."""
    tree = _gathered(tree)
    columns = _columns(tree)
    last = max(columns.values(), default=0)
    grid = _grid(columns, last)
    most = _most(tree.flows)
    scale = _scale(columns, most)
    boxes = _boxes(tree, columns, grid, most, scale)
    height = max((box.y + box.height for box in boxes.values()), default=TOP) + LABEL
    heads = [(0.0, "origin", "start")]
    heads += [
        (grid.x(column), "the item" if column == last else f"tier {last - column}", grid.anchor(column))
        for column in range(1, last + 1)
    ]
    return Drawing(
        grid.width, int(height) + 1, tuple(boxes.values()), _bands(tree, boxes, most, scale), tuple(heads)
    )


@dataclass(frozen=True)
class _Grid:
    """Where the columns stand: labels begin at their column, that of the last one ends there."""

    width: int
    step: float
    last: int
    room: float
    """How wide the label of the last column is."""

    def x(self, column: int) -> float:
        """The left edge of a column."""
        return float(self.width - NODE) if column and column == self.last else round(column * self.step, 1)

    def anchor(self, column: int) -> str:
        """How a label hangs on its column."""
        return "end" if column and column == self.last else "start"

    def widest(self, column: int) -> float:
        """How wide a label of the column may be without running into the next."""
        return min(LONGEST_LABEL, self.room if column == self.last else self.step - SMALL)


def _grid(columns: Mapping[str, int], last: int) -> _Grid:
    names = [clean(name) for name, column in columns.items() if column == last]
    room = min(LONGEST_LABEL, max(map(width_of, names), default=0.0))
    width = max(WIDTH, int(last * LEAST_STEP + room + NODE))
    return _Grid(width, (width - NODE - room) / max(1, last), last, room)


def width_of(text: str) -> float:
    """About how wide a text is in a label, in the units of the picture."""
    return sum(
        FULL
        if each >= FIRST_FULL
        else CAPITAL
        if each.isupper() or each.isdigit() or each in "—…@%&"
        else SMALL
        for each in text
    )


def label_of(name: str, widest: float) -> str:
    """The name, or its beginning and its end where it is too wide: ids differ at their ends.

    >>> label_of("MAGNET-SEGMENT-COATED-007", 120.0)
    'MAGNET-S…-007'
    """
    if width_of(name) <= widest:
        return name
    head, tail = name, ""
    for kept in range(len(name) - 1, 0, -1):
        end = kept // 3
        head, tail = name[: kept - end], name[len(name) - end :]
        if width_of(f"{head}…{tail}") <= widest:
            break
    return f"{head}…{tail}"


def _gathered(tree: TraceTree) -> TraceTree:
    """The tree with the smallest places of a crowded column as one."""
    columns, most = _columns(tree), _most(tree.flows)
    sizes = {name: max(_sums(name, most)) for name in columns}
    instead: dict[str, str] = {}
    for column in sorted(set(columns.values())):
        own = sorted(
            (name for name in columns if columns[name] == column), key=lambda name: (-sizes[name], name)
        )
        rest = own[MOST_IN_COLUMN - 1 :] if len(own) > MOST_IN_COLUMN else []
        instead |= dict.fromkeys(rest, f"{len(rest)} others of tier {max(columns.values()) - column}")
    if not instead:
        return tree
    flows: dict[tuple[str, str], Range] = {}
    for flow in tree.flows:
        key = instead.get(flow.start, flow.start), instead.get(flow.end, flow.end)
        flows[key] = flows[key] + flow.amount if key in flows else flow.amount
    tiers = {instead.get(name, name): tier for name, tier in tree.tiers.items()}
    return replace(tree, flows=tuple(Flow(*key, amount) for key, amount in flows.items()), tiers=tiers)


def _columns(tree: TraceTree) -> dict[str, int]:
    """The column of every place: origins first, then the deepest tier, the item last."""
    deepest = max(tree.tiers.values(), default=0)
    named = {each for flow in tree.flows for each in (flow.start, flow.end)}
    return {name: deepest - tree.tiers[name] + 1 if name in tree.tiers else 0 for name in sorted(named)}


def _most(flows: Sequence[Flow]) -> dict[Flow, float]:
    """How wide each flow is drawn; one without a limit is a quarter wider than the widest that has one."""
    finite = [_drawn(flow.amount.high) for flow in flows if flow.amount.high is not None]
    endless = max(finite, default=0.0) * 1.25 or 1.0
    least = {flow: _drawn(flow.amount.low) for flow in flows}
    return {
        flow: max(endless, least[flow] * 1.25) if flow.amount.high is None else _drawn(flow.amount.high)
        for flow in flows
    }


def _drawn(amount: Fraction) -> float:
    """An amount as a width, before it is scaled; beyond the widest all are alike."""
    return float(min(amount, WIDEST))


def _sums(name: str, most: Mapping[Flow, float]) -> tuple[float, float]:
    into = sum(width for flow, width in most.items() if flow.end == name)
    out = sum(width for flow, width in most.items() if flow.start == name)
    return into, out


def _scale(columns: Mapping[str, int], most: Mapping[Flow, float]) -> float:
    totals: dict[int, float] = {}
    for name, column in columns.items():
        totals[column] = totals.get(column, 0.0) + max(_sums(name, most))
    fullest = max(Counter(columns.values()).values(), default=1)
    return min(HIGHEST, LOWEST + FOR_EACH * (fullest - 1)) / max([*totals.values(), 1e-30])


def _boxes(
    tree: TraceTree, columns: Mapping[str, int], grid: _Grid, most: Mapping[Flow, float], scale: float
) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    next_y: dict[int, float] = {}
    for name in sorted(
        columns, key=lambda each: (columns[each], bool(OTHERS.fullmatch(each)), -max(_sums(each, most)), each)
    ):
        column = columns[name]
        height = max(LEAST_NODE, max(_sums(name, most)) * scale)
        y = next_y.get(column, TOP + LABEL)
        next_y[column] = y + height + GAP
        x, anchor = grid.x(column), grid.anchor(column)
        others = OTHERS.fullmatch(name)
        label = others[1] if others else label_of(clean(name), grid.widest(column))
        label_x = x + NODE if anchor == "end" else x
        boxes[name] = Box(name, label, x, y, height, _says(name, tree), column, label_x, anchor)
    return boxes


def _says(name: str, tree: TraceTree) -> str:
    """What goes out of a place in all; of the item itself what is in it."""
    out = [flow.amount for flow in tree.flows if flow.start == name]
    total = tree.total
    if out:
        total = out[0]
        for each in out[1:]:
            total = total + each
    return f"{name}: {shown_amount(total, tree.unit)}"


def shown_amount(amount: Range, unit: str) -> str:
    """An amount with its bounds, as people read it."""
    return f"{rounded(amount_text(amount))} {unit}".strip()


def _bands(
    tree: TraceTree, boxes: Mapping[str, Box], most: Mapping[Flow, float], scale: float
) -> tuple[Band, ...]:
    left = {name: box.y for name, box in boxes.items()}
    right = dict(left)
    found = []
    for flow in sorted(most, key=lambda each: (boxes[each.start].y, boxes[each.end].y)):
        start, end = boxes[flow.start], boxes[flow.end]
        width = max(LEAST_BAND, most[flow] * scale)
        least = _drawn(flow.amount.low) * scale
        at, to = right[flow.start], left[flow.end]
        right[flow.start], left[flow.end] = at + width, to + width
        says = f"{flow.start} → {flow.end}: {shown_amount(flow.amount, tree.unit)}"
        inner = _shape(start.x + NODE, at, end.x, to, least) if least >= LEAST_BAND / 4 else ""
        found.append(
            Band(_shape(start.x + NODE, at, end.x, to, width), inner, flow.amount.high is None, says)
        )
    return tuple(found)


def _shape(x: float, y: float, to_x: float, to_y: float, width: float) -> str:
    """A band from one edge to another, level at both ends."""
    half = (x + to_x) / 2
    numbers = [round(each, 1) for each in (x, y, half, to_x, to_y, width)]
    x, y, half, to_x, to_y, width = numbers
    return (
        f"M{x} {y}C{half} {y} {half} {to_y} {to_x} {to_y}"
        f"L{to_x} {to_y + width:.1f}C{half} {to_y + width:.1f} {half} {y + width:.1f} {x} {y + width:.1f}Z"
    )


def is_nothing(tree: TraceTree) -> bool:
    """Whether nothing listed can be in the item."""
    return tree.total.high == Fraction(0)
