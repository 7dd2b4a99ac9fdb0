"""The compiled loops that read decision diagrams: what a function reaches, what it depends on, one way to each value."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from xenotime.screening.diagram_kernel import COUNT, JOINING, NO, Codes, Space, line, node

Bits = NDArray[np.uint64]
ONE = np.uint64(1)
NOWHERE = -2


@njit(cache=True, nogil=True)
def needed(space: Space, roots: Codes) -> Codes:  # pragma: no cover  compiled
    """For each node its number among those that some functions are made of, -1 for the others."""
    count = space.state[COUNT]
    numbers = np.full(count, -1, np.int32)
    for root in roots:
        if root >= 0:
            numbers[root] = 0
    for one in range(count - 1, -1, -1):
        if numbers[one] == 0:
            for at in range(space.widths[space.place[one]]):
                if space.parts[one, at] >= 0:
                    numbers[space.parts[one, at]] = 0
    fresh = 0
    for one in range(count):
        if numbers[one] == 0:
            numbers[one] = fresh
            fresh += 1
    return numbers


@njit(cache=True, nogil=True)
def taken_out(space: Space, numbers: Codes, place: Codes, parts: Codes) -> None:  # pragma: no cover  compiled
    """The numbered nodes, as arrays of their own."""
    for one in range(len(numbers)):
        number = numbers[one]
        if number >= 0:
            place[number] = space.place[one]
            for at in range(parts.shape[1]):
                part = space.parts[one, at] if at < space.widths[place[number]] else NO
                parts[number, at] = numbers[part] if part >= 0 else part


@njit(cache=True, nogil=True, _nrt=False)
def mapped(space: Space, one: int, values: Codes) -> int:  # pragma: no cover  compiled
    """The function with other constants in the place of its own."""
    if one < 0:
        return np.int64(values[NO - one])
    known = space.joined[line(space, one, one, one)]
    if known[0] == space.state[JOINING] and known[1] == one:
        return np.int64(known[4])
    place = np.int64(space.place[one])
    for at in range(space.widths[place]):
        space.here[place, at] = mapped(space, np.int64(space.parts[one, at]), values)
    found = node(space, place)
    known = space.joined[line(space, one, one, one)]
    known[0], known[1], known[4] = space.state[JOINING], one, found
    return found


@njit(cache=True, nogil=True)
def values_reached(
    place: Codes, parts: Codes, widths: Codes, one: int, known: Codes
) -> int:  # pragma: no cover  compiled
    """As bits, the constants that the function takes where some places have a known class (-1: any)."""
    if one < 0:
        return ONE << np.uint64(NO - one)
    found, there = np.uint64(0), np.zeros(one + 1, np.bool_)
    there[one] = True
    for here in range(one, -1, -1):
        if not there[here]:
            continue
        given = known[place[here]]
        for at in range(widths[place[here]]):
            if given == -1 or given == at:  # noqa: PLR1714
                part = parts[here, at]
                if part >= 0:
                    there[part] = True
                else:
                    found |= ONE << np.uint64(NO - part)
    return found


@njit(cache=True, nogil=True, _nrt=False)
def _within(
    space: Space, place: Codes, parts: Codes, one: int, known: Codes, done: Codes
) -> int:  # pragma: no cover  compiled
    """The function where some places have a known class, worked out anew."""
    for here in range(one + 1):
        at = np.int64(place[here])
        given = known[at]
        if given >= 0:
            part = parts[here, given]
            done[here] = done[part] if part >= 0 else part
            continue
        for each in range(space.widths[at]):
            part = parts[here, each]
            space.here[at, each] = done[part] if part >= 0 else part
        done[here] = node(space, at)
    return np.int64(done[one])


@njit(cache=True, nogil=True)
def places_named(
    space: Space, place: Codes, parts: Codes, one: int, known: Codes
) -> NDArray[np.bool_]:  # pragma: no cover  compiled
    """The places on which the function depends where some have a known class."""
    found = np.zeros(len(space.widths), np.bool_)
    if one < 0:
        return found
    top = _within(space, place, parts, one, known, np.empty(one + 1, np.int32))
    if top < 0:
        return found
    there = np.zeros(top + 1, np.bool_)
    there[top] = True
    for here in range(top, -1, -1):
        if there[here]:
            found[space.place[here]] = True
            for at in range(space.widths[space.place[here]]):
                if space.parts[here, at] >= 0:
                    there[space.parts[here, at]] = True
    return found


@njit(cache=True, nogil=True)
def ways(
    space: Space, place: Codes, parts: Codes, one: int, known: Codes, found: Codes
) -> None:  # pragma: no cover  compiled
    """For each value one way to it: at each place the class, -1 for any; `NOWHERE` at the first place of its own for a value not taken.

    `found` has a line for each value, and one more place than there are.
    """
    found[:] = -1
    top = one if one < 0 else _within(space, place, parts, one, known, np.empty(one + 1, np.int32))
    takes = np.zeros(max(top + 1, 1), np.uint64)
    for here in range(top + 1):
        for at in range(space.widths[space.place[here]]):
            part = space.parts[here, at]
            takes[here] |= takes[part] if part >= 0 else ONE << np.uint64(NO - part)
    for value in range(len(found)):
        here = np.int64(top)
        while here >= 0 and takes[here] >> np.uint64(value) & ONE:
            for at in range(space.widths[space.place[here]]):
                part = np.int64(space.parts[here, at])
                bits = takes[part] if part >= 0 else ONE << np.uint64(NO - part)
                if bits >> np.uint64(value) & ONE:
                    found[value, space.place[here]] = at
                    here = part
                    break
        if here != NO - value:
            found[value, -1] = NOWHERE
