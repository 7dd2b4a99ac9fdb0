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
MOST_TRUTHS = 10
FIRST_MASK = (1 << 14) - 1


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
    first: Codes
    """The same for the first of several truths."""
    here: Codes
    """For each place the functions of the node that is being made."""
    truths: Codes
    """For each place the truths of which the first is looked for."""
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
def line(space: Space, one: int, other: int) -> int:  # pragma: no cover  compiled
    """The line in which it stands what came of two functions."""
    mixed = np.uint64((np.int64(one) << 32) ^ (np.int64(other) & 0xFFFFFFFF)) * MIXED
    return np.int64((mixed >> np.uint64(32)) & np.uint64(space.state[MASK]))


@njit(cache=True, nogil=True, _nrt=False)
def both(space: Space, one: int, other: int) -> int:  # pragma: no cover  compiled
    """Whether both hold."""
    if other in (one, YES):
        return one
    if one == YES:
        return other
    if NO in (one, other):
        return np.int64(NO)
    if one > other:
        one, other = other, one
    known = space.joined[line(space, one, other)]
    if known[0] == space.state[JOINING] and known[1] == one and known[2] == other:
        return np.int64(known[3])
    first, second = space.place[one], space.place[other]
    place = min(first, second)
    for at in range(space.widths[place]):
        left = space.parts[one, at] if first == place else one
        right = space.parts[other, at] if second == place else other
        space.here[place, at] = both(space, np.int64(left), np.int64(right))
        if space.state[FULL]:
            return np.int64(NO)
    found = node(space, place)
    known = space.joined[line(space, one, other)]
    known[0], known[1], known[2], known[3] = space.state[JOINING], one, other, found
    return found


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
    for at in range(1, len(parts)):
        part, before = parts[at], at
        while before > 0 and parts[before - 1] < part:
            parts[before] = parts[before - 1]
            before -= 1
        parts[before] = part
    found = np.int64(YES)
    for part in parts:
        found = both(space, found, np.int64(part))
        if space.state[FULL]:
            return np.int64(NO)
    return found


@njit(cache=True, nogil=True, _nrt=False)
def some(space: Space, parts: Codes) -> int:  # pragma: no cover  compiled
    """Whether any holds; the parts are negated and put in order."""
    for at in range(len(parts)):
        parts[at] = negated(space, np.int64(parts[at]))
        if space.state[FULL]:
            return np.int64(NO)
    return negated(space, every(space, parts))


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
            found = every(space, parts) if what == EVERY else some(space, parts)
            stack[top] = negated(space, found) if what == NONE else found
            top += 1


@njit(cache=True, nogil=True, _nrt=False)
def _earliest(space: Space, truths: Codes) -> int:  # pragma: no cover  compiled
    """The first place on which a truth splits; what stands behind one that surely holds is cut off."""
    place, over = np.int32(2147483647), False
    for number in range(len(truths)):
        if over:
            truths[number] = NO
        elif truths[number] == YES:
            over = True
        elif truths[number] >= 0:
            place = min(place, space.place[truths[number]])
    return np.int64(place)


@njit(cache=True, nogil=True, _nrt=False)
def _first_line(space: Space, truths: Codes) -> tuple[Codes, bool]:  # pragma: no cover  compiled
    """The line in which it stands what came of the first of some truths, and whether it stands there."""
    mixed = np.uint64(0)
    for each in truths:
        mixed = (mixed ^ np.uint64(np.int64(each) & 0xFFFFFFFF)) * MIXED
        mixed ^= mixed >> np.uint64(29)
    known = space.first[np.int64(mixed & np.uint64(FIRST_MASK))]
    same = known[0] == space.state[JOINING]
    for number in range(len(truths)):
        same = same and known[number + 2] == truths[number]
    return known, same


@njit(cache=True, nogil=True, _nrt=False)
def first_of(space: Space, row: int, count: int, told: Codes) -> int:  # pragma: no cover  compiled
    """What is told of the first truth in a row that holds; the last is told where none does."""
    truths, at = space.truths[row, :count], 0
    while at < count and truths[at] == NO:
        at += 1
    if at == count or truths[at] == YES:
        return np.int64(told[at])
    place = _earliest(space, truths)
    known, same = _first_line(space, truths)
    if same:
        return np.int64(known[1])
    below = space.truths[place + 1]
    for part in range(space.widths[place]):
        for number in range(count):
            each = truths[number]
            below[number] = space.parts[each, part] if each >= 0 and space.place[each] == place else each
        space.here[place, part] = first_of(space, place + 1, count, told)
        if space.state[FULL]:
            return np.int64(NO)
    known[0], known[1] = space.state[JOINING], node(space, place)
    for number in range(count):
        known[number + 2] = truths[number]
    return np.int64(known[1])


@njit(cache=True, nogil=True, _nrt=False)
def in_place(space: Space, one: int, of: int, other: int) -> int:  # pragma: no cover  compiled
    """The function, with another one in the place of one of its values."""
    if one < 0:
        return other if one == of else one
    if other == of:
        return one
    known = space.joined[line(space, one, other)]
    if known[0] == space.state[JOINING] and known[1] == one and known[2] == other:
        return np.int64(known[3])
    first = space.place[one]
    place = first if other < 0 else min(first, space.place[other])
    for at in range(space.widths[place]):
        left = space.parts[one, at] if first == place else one
        right = space.parts[other, at] if other >= 0 and space.place[other] == place else other
        space.here[place, at] = in_place(space, np.int64(left), of, np.int64(right))
        if space.state[FULL]:
            return np.int64(NO)
    found = node(space, np.int64(place))
    known = space.joined[line(space, one, other)]
    known[0], known[1], known[2], known[3] = space.state[JOINING], one, other, found
    return found
