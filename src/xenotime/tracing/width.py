"""How much of the open width of an amount each item's missing statements explain: the sum, swept backwards."""

from fractions import Fraction

from xenotime.exact import Range
from xenotime.facts.bill import BillLine
from xenotime.tracing.ledger import Ledger, Node

NIL = Fraction(0)
Width = Fraction | None
"""From the least to the most; None where there is no most."""


def explained(ledger: Ledger, root: Node) -> dict[str, Fraction]:
    """For each item, its part of the root's open width, between nothing and one; together they are one.

    An item's width is shared out among its lines and what nobody says of itself, as far as each is wide;
    where one of them has no end, the endless ones share it evenly. Empty where nothing is open.
    """
    flow: dict[str, Fraction] = {root.item.id: Fraction(1)}
    found: dict[str, Fraction] = {}
    if width_of(root.inside.listed) == NIL:
        return found
    graph = ledger.known.graph
    for item in reversed(graph.order_below(root.item.id, lambda _: False)):
        here = flow.pop(item, NIL)
        if here == NIL:
            continue
        node = root if item == root.item.id else ledger.nodes[item]
        lines = [
            (line.child, _line_width(ledger, line)) for slot in graph.slots_of(item) for line in slot.lines
        ]
        own = _own_width(node, [width for _, width in lines])
        shares = _shared(here, [own, *(width for _, width in lines)])
        found[item] = found.get(item, NIL) + shares[0]
        for (child, _), share in zip(lines, shares[1:], strict=True):
            inner, outer = _inner(ledger.nodes[child])
            flow[child] = flow.get(child, NIL) + share * inner
            found[child] = found.get(child, NIL) + share * outer
    return {item: part for item, part in found.items() if part}


def width_of(amount: Range) -> Width:
    """How far the amount is open."""
    return None if amount.high is None else amount.high - amount.low


def _line_width(ledger: Ledger, line: BillLine) -> Width:
    return width_of(ledger.line(line).listed)


def _own_width(node: Node, lines: list[Width]) -> Width:
    """What is open in an item besides its lines."""
    whole = width_of(node.inside.listed)
    if not lines:
        return whole
    if None in lines:
        return NIL
    if whole is None:
        return None
    return max(NIL, whole - sum((each for each in lines if each is not None), NIL))


def _inner(child: Node) -> tuple[Fraction, Fraction]:
    """Which part of a line's width comes from inside the part, and which from the part itself."""
    outer, inner = width_of(child.counted.listed), width_of(child.inside.listed)
    if not child.is_opened or inner == NIL:
        return NIL, Fraction(1)
    if outer == NIL or inner is None or (outer is not None and inner >= outer):
        return Fraction(1), NIL
    if outer is None:
        return NIL, Fraction(1)
    return inner / outer, 1 - inner / outer


def _shared(flow: Fraction, widths: list[Width]) -> list[Fraction]:
    """The flow shared out by width; evenly among those without an end, if there are any."""
    endless = [width is None for width in widths]
    if any(endless):
        return [flow / sum(endless) if each else NIL for each in endless]
    total = sum((width for width in widths if width is not None), NIL)
    if total == NIL:
        return [flow, *(NIL for _ in widths[1:])]
    return [flow * width / total for width in widths if width is not None]
