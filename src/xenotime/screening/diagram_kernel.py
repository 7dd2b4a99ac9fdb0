"""The compiled loops of decision diagrams: nodes in arrays, each function once, what was joined before remembered while there is room."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Ints = NDArray[np.int64]
NO, YES = -2, -3
"""The constant truths, as in `deciding.diagram`; constants are numbered downwards from them."""
COUNT, MASK, FULL, MOST, JOINING = range(5)
"""Places of the state: nodes, size of the tables less one, whether there were too many nodes, how many there may be, what is being joined."""
TEST, EVERY, SOME, NONE, COUNTED, NOT, STORE = range(7)
"""What a program says: see `run`."""
MIXED = np.uint64(0x9E3779B97F4A7C15)
LAST = np.iinfo(np.int32).max


class Space(NamedTuple):
    """Where functions are worked out; one problem after the other."""

    place: Codes
    """For each node the place of the variable on which it splits."""
    parts: Codes
    """For each node the functions of the variable's classes."""
    negated: Codes
    """For each node the function that holds where it does not, -1 where that was not asked."""
    widths: Codes
    """For each place the number of classes."""
    slots: Codes
    """The nodes by what they are; -1 for none."""
    joined: Codes
    """What was joined, with which functions, and what came of it; the latest of those that share a line."""
    here: Codes
    """For each place the functions of the node that is being made."""
    stack: Codes
    state: Ints


@njit(cache=True, nogil=True, _nrt=False)
def _slot(space: Space, place: int, row: int, made: bool) -> int:  # pragma: no cover  compiled
    """The slot of a node: of one that is made, or of the one that is being made at a place."""
    mixed = np.uint64(place) * MIXED
    for at in range(space.widths[place]):
        part = space.parts[row, at] if made else space.here[place, at]
        mixed = (mixed ^ np.uint64(np.int64(part) & 0xFFFFFFFF)) * MIXED
        mixed ^= mixed >> np.uint64(29)
    return np.int64(mixed & np.uint64(space.state[MASK]))


@njit(cache=True, nogil=True, _nrt=False)
def _widen(space: Space) -> None:  # pragma: no cover  compiled
    """Twice as many slots."""
    room = 2 * (space.state[MASK] + 1)
    space.state[MASK] = room - 1
    space.slots[:room] = -1
    for node in range(space.state[COUNT]):
        at = _slot(space, space.place[node], node, True)
        while space.slots[at] >= 0:
            at = (at + 1) & space.state[MASK]
        space.slots[at] = node


@njit(cache=True, nogil=True, _nrt=False)
def node(space: Space, place: int) -> int:  # pragma: no cover  compiled
    """The function whose parts stand `here`; the same one where it was there before."""
    width, here = space.widths[place], space.here[place]
    first, alike = here[0], True
    for at in range(1, width):
        alike = alike and here[at] == first
    if alike:
        return np.int64(first)
    at = _slot(space, place, 0, False)
    while space.slots[at] >= 0:
        found = space.slots[at]
        same = space.place[found] == place
        for part in range(width):
            same = same and space.parts[found, part] == here[part]
        if same:
            return np.int64(found)
        at = (at + 1) & space.state[MASK]
    count = space.state[COUNT]
    if count >= space.state[MOST]:
        space.state[FULL] = 1
        return np.int64(NO)
    space.slots[at] = count
    space.place[count] = place
    space.negated[count] = -1
    for part in range(width):
        space.parts[count, part] = here[part]
    space.state[COUNT] = count + 1
    if 2 * (count + 1) > space.state[MASK]:
        _widen(space)
    return np.int64(count)


@njit(cache=True, nogil=True, _nrt=False)
def line(space: Space, one: int, then: int, other: int) -> int:  # pragma: no cover  compiled
    """The line in which it stands what came of some functions."""
    mixed = np.uint64((np.int64(one) << 32) ^ (np.int64(then) & 0xFFFFFFFF)) * MIXED
    mixed = (mixed ^ (mixed >> np.uint64(29)) ^ np.uint64(np.int64(other) & 0xFFFFFFFF)) * MIXED
    return np.int64((mixed >> np.uint64(32)) & np.uint64(space.state[MASK]))


@njit(cache=True, nogil=True, _nrt=False)
def where(space: Space, one: int, then: int, other: int) -> int:  # pragma: no cover  compiled
    """One function where a truth holds, another one elsewhere; the two are truths both, or neither."""
    if one < 0 or then == other:
        return other if one == NO else then
    if one == then:
        then = np.int64(YES)
    if one == other:
        other = np.int64(NO)
    if other == NO and then in (YES, NO):
        return one if then == YES else np.int64(NO)
    if other == NO and one > then >= 0:
        one, then = then, one
    elif then == YES and one > other >= 0:
        one, other = other, one
    known = space.joined[line(space, one, then, other)]
    if known[0] == space.state[JOINING] and known[1] == one and known[2] == then and known[3] == other:
        return np.int64(known[4])
    place = min(_place(space, one), _place(space, then), _place(space, other))
    for at in range(space.widths[place]):
        space.here[place, at] = where(
            space, _part(space, one, place, at), _part(space, then, place, at), _part(space, other, place, at)
        )
        if space.state[FULL]:
            return np.int64(NO)
    found = node(space, np.int64(place))
    known = space.joined[line(space, one, then, other)]
    known[0], known[1], known[2], known[3], known[4] = space.state[JOINING], one, then, other, found
    return found


@njit(cache=True, nogil=True, _nrt=False)
def _place(space: Space, one: int) -> int:  # pragma: no cover  compiled
    """The place on which a function splits; a constant one stands behind all."""
    return np.int64(space.place[one] if one >= 0 else LAST)


@njit(cache=True, nogil=True, _nrt=False)
def _part(space: Space, one: int, place: int, at: int) -> int:  # pragma: no cover  compiled
    """The function in one class of the variable at a place."""
    return np.int64(space.parts[one, at]) if one >= 0 and space.place[one] == place else one


@njit(cache=True, nogil=True, _nrt=False)
def negated(space: Space, one: int) -> int:  # pragma: no cover  compiled
    """Whether it does not hold."""
    if one < 0:
        return np.int64(YES if one == NO else NO)
    found = np.int64(space.negated[one])
    if found != -1:
        return found
    place = space.place[one]
    for at in range(space.widths[place]):
        space.here[place, at] = negated(space, np.int64(space.parts[one, at]))
        if space.state[FULL]:
            return np.int64(NO)
    found = node(space, place)
    if not space.state[FULL]:
        space.negated[one] = found
        space.negated[found] = one
    return found


@njit(cache=True, nogil=True, _nrt=False)
def every(space: Space, parts: Codes) -> int:  # pragma: no cover  compiled
    """Whether all hold; the parts are put in order."""
    _put_in_order(parts)
    found = np.int64(YES)
    for part in parts:
        found = where(space, found, np.int64(part), np.int64(NO))
        if space.state[FULL]:
            return np.int64(NO)
    return found


@njit(cache=True, nogil=True, _nrt=False)
def where_any(space: Space, truths: Codes, then: int, other: int) -> int:  # pragma: no cover  compiled
    """One function where any of some truths holds, the other one elsewhere, both constant; the truths are put in order."""
    _put_in_order(truths)
    for each in truths:
        other = where(space, np.int64(each), then, other)
        if space.state[FULL]:
            return np.int64(NO)
    return other


@njit(cache=True, nogil=True, _nrt=False)
def _put_in_order(parts: Codes) -> None:  # pragma: no cover  compiled
    """The last made come first."""
    for at in range(1, len(parts)):
        part, before = parts[at], at
        while before > 0 and parts[before - 1] < part:
            parts[before] = parts[before - 1]
            before -= 1
        parts[before] = part


@njit(cache=True, nogil=True, _nrt=False)
def run(space: Space, program: Ints, counts: Codes) -> None:  # pragma: no cover  compiled
    """Work a program out: each step is what to do and a number, that of a test has the classes that pass it behind it.

    Tests and counted rules go on the stack, `EVERY`, `SOME` and `NONE` take as many from it as their number says, `NOT`
    turns the last one round, `STORE` says when the rule of that number counts.
    """
    at, top, stack = 0, 0, space.stack
    while at < len(program) and not space.state[FULL]:
        what, number = program[at], program[at + 1]
        at += 2
        if what == TEST:
            for part in range(space.widths[number]):
                space.here[number, part] = YES if program[at] >> part & 1 else NO
            at += 1
            stack[top] = node(space, number)
            top += 1
        elif what == COUNTED:
            stack[top] = counts[number] if number >= 0 else number
            top += 1
        elif what == NOT:
            stack[top - 1] = negated(space, np.int64(stack[top - 1]))
        elif what == STORE:
            top -= 1
            counts[number] = stack[top]
        else:
            top -= number
            parts = stack[top : top + number]
            found = (
                every(space, parts) if what == EVERY else where_any(space, parts, np.int64(YES), np.int64(NO))
            )
            stack[top] = negated(space, found) if what == NONE else found
            top += 1
