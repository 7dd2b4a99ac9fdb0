"""Compiled loops over the rows of a part: which are alike, which amounts are plain, what an amount is worth."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Letters = NDArray[np.uint8]
WIDEST = 1 << 62
ROOM = 8
"""So many times as many places as rows may be kept open to find rows that are alike without hashing."""
EMPTY = -1.0
MOST_DIGITS = 18
HEAP = 4096
ZERO, NINE, POINT, COMMA, SPACE = 48, 57, 46, 44, 32
TAIL, TAILING = 0x80, 0xC0
BLANK_LEADS = (0xC2, 0xE1, 0xE2, 0xE3)
"""The first bytes of the letters beyond ASCII that are blanks, in UTF-8; some other letters begin so as well."""
MIXED = np.uint64(0x9E3779B97F4A7C15)
START, PRIME, NO_LETTER = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3), np.uint64(0x1FF)


def distinct(columns: Codes) -> tuple[Codes, Ints]:
    """For every row the number of what stands in it, and for every number the first row in which that stands.

    `columns` has one line for each column, of numbers from 0.
    """
    sizes, product = (columns.max(axis=1, initial=0) + 1).tolist(), 1
    for at, size in enumerate(sizes):
        product *= size
        if product >= WIDEST:
            place, _ = distinct(columns[:at])
            return distinct(np.vstack([place[np.newaxis], columns[at:]]))
    place, first = np.empty(columns.shape[1], np.int32), np.empty(columns.shape[1], np.int64)
    count = _distinct(columns, np.array(sizes, np.int64), product, place, first)
    return place, first[:count]


@njit(cache=True, nogil=True)
def _distinct(
    columns: Codes, sizes: Ints, product: int, place: Codes, first: Ints
) -> int:  # pragma: no cover  compiled
    rows, count = columns.shape[1], 0
    plainly = product <= ROOM * rows
    room = 1
    while room < 2 * rows:
        room *= 2
    slots = np.full(product if plainly else room, -1, np.int32)
    codes = np.empty(0 if plainly else rows, np.int64)
    for row in range(rows):
        code = 0
        for column in range(len(sizes)):
            code = code * sizes[column] + columns[column, row]
        at = np.int64(code)
        if not plainly:
            mixed = np.uint64(code) * MIXED
            at = np.int64((mixed ^ (mixed >> np.uint64(32))) & np.uint64(room - 1))
            while slots[at] >= 0 and codes[slots[at]] != code:
                at = (at + 1) & (room - 1)
        if slots[at] < 0:
            slots[at] = count
            first[count] = row
            if not plainly:
                codes[count] = code
            count += 1
        place[row] = slots[at]
    return count


@njit(cache=True, nogil=True)
def runs(columns: Codes) -> tuple[Codes, Ints]:  # pragma: no cover  compiled
    """For every row the number of the run of rows in which it stands, all with the same in all columns; the first row of each run."""
    place, first = np.empty(columns.shape[1], np.int32), np.empty(columns.shape[1], np.int64)
    count = 0
    for row in range(columns.shape[1]):
        is_new = row == 0
        for column in range(columns.shape[0]):
            is_new |= columns[column, row] != columns[column, row - 1]
        if is_new:
            first[count] = row
            count += 1
        place[row] = count - 1
    return place, first[:count].copy()


@njit(cache=True, nogil=True)
def marks(
    one: Codes, one_letters: Letters, other: Codes, other_letters: Letters
) -> NDArray[np.uint64]:  # pragma: no cover  compiled
    """64 bits for the two texts of each row, the same where both are; each column of texts is told as in `amounts`."""
    found = np.empty(len(one) - 1, np.uint64)
    for row in range(len(found)):
        mark = _stirred(START, one_letters, one[row], one[row + 1])
        mark = _stirred(mark, other_letters, other[row], other[row + 1])
        mark ^= mark >> np.uint64(32)
        mark *= MIXED
        found[row] = mark ^ (mark >> np.uint64(29))
    return found


@njit(cache=True, nogil=True)
def _stirred(
    mark: np.uint64, letters: Letters, first: int, end: int
) -> np.uint64:  # pragma: no cover  compiled
    for at in range(np.uint64(first), np.uint64(end)):
        mark = (mark ^ np.uint64(letters[at])) * PRIME
    return (mark ^ NO_LETTER) * PRIME


@njit(cache=True, nogil=True)
def is_twice(marks: NDArray[np.uint64]) -> bool:  # pragma: no cover  compiled
    """Whether some mark stands more than once: told within heaps of marks that begin alike."""
    bits = np.uint64(0)
    while len(marks) >> bits > HEAP:
        bits += np.uint64(1)
    ends = np.zeros((1 << bits) + 1, np.int64)
    for mark in marks:
        ends[(mark >> np.uint64(1) >> (np.uint64(63) - bits)) + np.uint64(1)] += 1
    largest = 0
    for heap in range(1 << bits):
        largest = max(largest, ends[heap + 1])
        ends[heap + 1] += ends[heap]
    heaps, place = np.empty(len(marks), np.uint64), ends.copy()
    for mark in marks:
        heap = mark >> np.uint64(1) >> (np.uint64(63) - bits)
        heaps[place[heap]] = mark
        place[heap] += 1
    slots = np.empty(2 * largest + 1, np.int64)
    for heap in range(1 << bits):
        slots[:] = -1
        for row in range(ends[heap], ends[heap + 1]):
            at = heaps[row] % len(slots)
            while slots[at] >= 0 and heaps[slots[at]] != heaps[row]:
                at = (at + 1) % len(slots)
            if slots[at] >= 0:
                return True
            slots[at] = row
    return False


@njit(cache=True, nogil=True)
def amounts(ends: Codes, letters: Letters) -> Floats:  # pragma: no cover  compiled
    """What the texts say where they are plain numbers above 0; EMPTY for no text, not a number for any other.

    `ends` has where each text begins, and the end of the last one.
    """
    found = np.empty(len(ends) - 1, np.float64)
    for row in range(len(found)):
        whole, part, scale, digits, decimals = 0.0, 0.0, 1.0, 0, -1
        is_plain = True
        for at in range(ends[row], ends[row + 1]):
            letter = letters[at]
            if letter == POINT and decimals < 0 and digits > 0:
                decimals = 0
            elif letter < ZERO or letter > NINE:
                is_plain = False
            elif decimals < 0:
                whole, digits = whole * 10.0 + (letter - ZERO), digits + 1
            else:
                part, scale, decimals = part * 10.0 + (letter - ZERO), scale * 10.0, decimals + 1
        is_plain = is_plain and 0 < digits <= MOST_DIGITS and decimals != 0 and decimals <= MOST_DIGITS
        amount = whole + part / scale
        if ends[row] == ends[row + 1]:
            found[row] = EMPTY
        else:
            found[row] = amount if is_plain and amount > 0 else np.nan
    return found


@njit(cache=True, nogil=True)
def padded(ends: Codes, letters: Letters) -> NDArray[np.bool_]:  # pragma: no cover  compiled
    """Whether each text begins or ends with a letter that may be a blank, told from its bytes in UTF-8."""
    found = np.zeros(len(ends) - 1, np.bool_)
    for row in range(len(found)):
        start, end = ends[row], ends[row + 1]
        if start == end:
            continue
        first, last = letters[start], letters[end - 1]
        while last & TAILING == TAIL and end - 1 > start:
            end -= 1
            last = letters[end - 1]
        found[row] = first <= SPACE or first in BLANK_LEADS or last <= SPACE or last in BLANK_LEADS
    return found


@njit(cache=True, nogil=True)
def worth(
    place: Codes, value: Floats, quantity: Floats, goods: Floats, parts: Floats
) -> Codes:  # pragma: no cover  compiled
    """For each row the value and the state of its goods, by what one unit is worth; -1 where that is not told.

    `place` are the row's goods. Those have in `goods` a factor, the value and state of them where no amount is
    stated, and the first of their `parts` and the one behind the last; a part has its ends, value and state.
    """
    found = np.full((2, len(place)), -1, np.int32)
    for row in range(len(place)):
        factor, bare, state, first, end = goods[place[row]]
        if value[row] == EMPTY or quantity[row] == EMPTY:
            found[0, row], found[1, row] = bare, state
            continue
        unit = quantity[row] * factor
        for at in range(int(first), int(end)):
            if parts[at, 0] * unit < value[row] < parts[at, 1] * unit:
                found[0, row], found[1, row] = parts[at, 2], parts[at, 3]
                break
    return found


@njit(cache=True, nogil=True)
def is_any_of(ends: Codes, letters: Letters, few: Letters) -> bool:  # pragma: no cover  compiled
    """Whether one of a few letters stands in some of the texts, told as in `amounts`."""
    wanted = np.zeros(256, np.bool_)
    wanted[few] = True
    found = False
    for at in range(ends[0], ends[-1]):
        found |= wanted[letters[at]]
    return found


@njit(cache=True, nogil=True)
def cells(
    one: Codes, one_letters: Letters, other: Codes, other_letters: Letters, rows: Ints, place: Codes, rest: Codes,
    rest_letters: Letters,
) -> Letters:  # pragma: no cover  compiled  # fmt: skip
    """Lines of CSV for some rows: in each a text of `one`, one of `other`, and the `rest` in the place of the row.

    Each column of texts is told by where they begin, with the end of the last one, and their letters.
    """
    size = 0
    for line in range(len(rows)):
        row, end = rows[line], place[line]
        size += 2 + one[row + 1] - one[row] + other[row + 1] - other[row] + rest[end + 1] - rest[end]
    found, at = np.empty(size, np.uint8), np.uint64(0)
    for line in range(len(rows)):
        row, end = rows[line], place[line]
        at = _copied(one_letters, one[row], one[row + 1], found, at)
        found[at] = COMMA
        at = _copied(other_letters, other[row], other[row + 1], found, at + np.uint64(1))
        found[at] = COMMA
        at = _copied(rest_letters, rest[end], rest[end + 1], found, at + np.uint64(1))
    return found


@njit(cache=True, nogil=True)
def _copied(
    letters: Letters, first: int, end: int, into: Letters, at: np.uint64
) -> np.uint64:  # pragma: no cover  compiled
    """Copy some letters to a place, and tell where they end there; places that have no sign are found faster."""
    begin, count = np.uint64(first), np.uint64(end - first)
    for step in range(count):
        into[at + step] = letters[begin + step]
    return at + count


@njit(cache=True, nogil=True)
def taken(numbers: Codes, place: Codes) -> Codes:  # pragma: no cover  compiled
    """For each place the number that stands there."""
    found = np.empty(len(place), np.int32)
    for row in range(len(place)):
        found[row] = numbers[place[row]]
    return found


@njit(cache=True, nogil=True)
def together(numbers: Codes, count: int) -> Codes:  # pragma: no cover  compiled
    """The rows so that those with the same number, below `count`, stand together, by number and then in their order."""
    ends = np.zeros(count + 1, np.int32)
    for number in numbers:
        ends[number + 1] += 1
    for number in range(count):
        ends[number + 1] += ends[number]
    found = np.empty(len(numbers), np.int32)
    for row in range(len(numbers)):
        found[ends[numbers[row]]] = row
        ends[numbers[row]] += 1
    return found


@njit(cache=True, nogil=True)
def same(opened: Codes) -> Codes:  # pragma: no cover  compiled
    """One bit for each pair of columns that have the same number above 0, the first pair lowest."""
    columns, rows = opened.shape
    found = np.zeros(rows, np.int32)
    for row in range(rows):
        bit = 1
        for one in range(columns):
            for other in range(one + 1, columns):
                if opened[one, row] > 0 and opened[one, row] == opened[other, row]:
                    found[row] |= bit
                bit *= 2
    return found


@njit(cache=True, nogil=True)
def needed(
    place: Codes, answers: Codes, values: Codes, needs: NDArray[np.bool_]
) -> Codes:  # pragma: no cover  compiled
    """For each row its answer, and below it one more than each of its values that the answer needs, else 0.

    `place` is the row's key, `answers` has the answer to each key, `needs` a line for each of the values.
    """
    found = np.zeros((len(values) + 1, len(place)), np.int32)
    for row in range(len(place)):
        answer = answers[place[row]]
        found[0, row] = answer
        for at in range(len(values)):
            if needs[at, answer]:
                found[at + 1, row] = values[at, row] + 1
    return found
