"""Every least change of a tree of conditions: a relation turned or moved to its edge, a figure, a word, a part."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xenotime.exact import parse_amount
from xenotime.law.condition import FALSE, TRUE, Condition, Joined, Leaf, Tree

TURNED = {"==": "!=", "!=": "==", "in": "not in", "not in": "in", ">=": "<", "<": ">=", "<=": ">", ">": "<="}
EDGE = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
Change = tuple[str, str, Leaf, Tree]
"""The kind of change, what it is in words, the leaf that it changes, and the whole tree after it."""


def changes(tree: Tree) -> Iterator[Change]:
    """Every tree that differs from this one by one least change."""
    yield from _changes(tree, inside="all")


def _changes(tree: Tree, inside: str) -> Iterator[Change]:
    if isinstance(tree, Leaf):
        yield from _of_leaf(tree, inside)
    elif isinstance(tree, Joined):
        for place, part in enumerate(tree.parts):
            for kind, name, leaf, other in _changes(part, tree.how):
                parts = (*tree.parts[:place], other, *tree.parts[place + 1 :])
                yield kind, name, leaf, replace(tree, parts=parts)


def _of_leaf(leaf: Leaf, inside: str) -> Iterator[Change]:
    condition = leaf.condition
    said = condition.as_text()
    yield "relation", f"{said} turned", leaf, Leaf(replace(condition, relation=TURNED[condition.relation]))
    if condition.relation in EDGE:
        edge = replace(condition, relation=EDGE[condition.relation])
        yield "relation", f"{said} at its edge", leaf, Leaf(edge)
    yield "condition", f"{said} left out", leaf, TRUE if inside in {"all", "stated"} else FALSE
    for sign in (1, -1):
        moved = _moved(condition, sign)
        if moved:
            yield "figure", f"{said} moved to {moved.value.text}", leaf, Leaf(moved)
    if len(condition.value.words) > 1:
        for word in condition.value.words:
            rest = tuple(each for each in condition.value.words if each != word)
            value = replace(condition.value, words=rest, text=f"[{', '.join(rest)}]")
            yield "word", f"{said} without {word}", leaf, Leaf(replace(condition, value=value))


def _moved(condition: Condition, sign: int) -> Condition | None:
    """The condition with its own figure moved by its last digit; None where it has none, or it would fall below zero."""
    value = condition.value
    if value.amount is None or value.unit == "date" or not NUMBER.match(value.text):
        return None
    text = stepped(value.text, sign)
    amount, unit = parse_amount(text)
    return replace(condition, value=replace(value, text=text, amount=amount, unit=unit, words=(text,)))


def stepped(text: str, sign: int) -> str:
    """A figure with its unit, moved by one of its last digit.

    >>> stepped("0.1 %", 1), stepped("14", -1)
    ('0.2 %', '13')
    """
    found = NUMBER.match(text)
    assert found, text
    number = found[0]
    places = len(number.partition(".")[2])
    moved = Fraction(number) + sign * Fraction(1, 10**places)
    scaled = int(moved * 10**places)
    digits = str(abs(scaled)).rjust(places + 1, "0")
    shown = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return ("-" if scaled < 0 else "") + shown + text[found.end() :]
