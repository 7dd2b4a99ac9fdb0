"""The compiled loop: for millions of keys, a mark that two keys share exactly where they are decided alike."""

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

DEAD, FAILING, SEVERAL, CHUNK = 1 << 8, 0xFF, 2, 4096
Marks = NDArray[np.uint64]


@njit(parallel=True, cache=True, nogil=True)
def marks_of(
    rows: NDArray[np.int32],
    marks: Marks,
    slims: Marks,
    fails: NDArray[np.uint16],
    whole: Marks,
    dead: Marks,
    laws: NDArray[np.int32],
    seeds: Marks,
    awake: NDArray[np.bool_],
    upon: NDArray[np.int32],
    starts: NDArray[np.int32],
    quiet: NDArray[np.bool_],
) -> Marks:  # pragma: no cover  compiled
    """A mark for each key: `rows[key, group]` says which row of the tables its part in the group has.

    A rule that some part surely does not meet is marked by how many of its conditions fail (none, one,
    several), whatever the other parts say. One that cannot count since it sleeps, or since nothing that it
    stands upon can count, is marked by its findings alone, and by nothing where nobody would cite it. Any
    other rule is marked by what every part says of it.
    """
    keys, groups = rows.shape
    rules = marks.shape[1]
    found = np.empty(keys, np.uint64)
    for chunk in prange((keys + CHUNK - 1) // CHUNK):
        sums, slim = np.empty(rules, np.uint64), np.empty(rules, np.uint64)
        failing, alive = np.empty(rules, np.uint16), np.empty(rules, np.bool_)
        for key in range(chunk * CHUNK, min(keys, (chunk + 1) * CHUNK)):
            law = laws[key]
            total = seeds[law]
            row = rows[key, 0]
            total += whole[row]
            # each loop over rules runs along one row of a table: the compiler does several at once
            for rule in range(rules):
                sums[rule] = marks[row, rule]
                slim[rule] = slims[row, rule]
                failing[rule] = fails[row, rule]
            for group in range(1, groups):
                row = rows[key, group]
                total += whole[row]
                for rule in range(rules):
                    sums[rule] += marks[row, rule]
                for rule in range(rules):
                    slim[rule] += slims[row, rule]
                for rule in range(rules):
                    failing[rule] += fails[row, rule]
            for rule in range(rules):
                over = failing[rule] >= DEAD
                stands = starts[rule] == starts[rule + 1]
                for at in range(starts[rule], starts[rule + 1]):
                    stands = stands or alive[upon[at]]
                alive[rule] = not over and stands and awake[law, rule]
                if over:
                    total += dead[min(failing[rule] & FAILING, SEVERAL), rule]
                elif alive[rule]:
                    total += sums[rule]
                elif not quiet[rule] or not awake[law, rule]:
                    total += slim[rule]
            total ^= total >> np.uint64(31)
            total *= np.uint64(0x9E3779B97F4A7C15)
            total ^= total >> np.uint64(29)
            found[key] = total
    return found


@njit(cache=True, nogil=True)
def numbered(
    found: Marks, slots: Marks, numbers: NDArray[np.int32], into: NDArray[np.int32]
) -> int:  # pragma: no cover
    """Put the number of each mark into `into`, -1 for one without; give how many have none."""
    mask = np.uint64(len(slots) - 1)
    unknown = 0
    for key in range(len(found)):
        at = found[key] & mask
        while numbers[at] >= 0 and slots[at] != found[key]:
            at = (at + np.uint64(1)) & mask
        into[key] = numbers[at]
        unknown += numbers[at] < 0
    return unknown


class Numbers:
    """What is known of marks: the number that each was given."""

    def __init__(self) -> None:
        self.known: dict[int, int] = {}
        self._fill(1 << 10)

    def _fill(self, size: int) -> None:
        self.slots = np.zeros(size, np.uint64)
        self.numbers = np.full(size, -1, np.int32)
        for mark, number in self.known.items():
            self._put(mark, number)

    def _put(self, mark: int, number: int) -> None:
        at = mark & (len(self.slots) - 1)
        while self.numbers[at] >= 0:
            at = (at + 1) & (len(self.slots) - 1)
        self.slots[at], self.numbers[at] = mark, number

    def add(self, mark: int, number: int) -> None:
        """Give a new mark its number."""
        self.known[mark] = number
        if 2 * len(self.known) > len(self.slots):
            self._fill(2 * len(self.slots))
        else:
            self._put(mark, number)

    def of(self, found: Marks) -> tuple[NDArray[np.int32], int]:
        """The number of each mark, -1 where it has none, and how many have none."""
        into = np.empty(len(found), np.int32)
        return into, int(numbered(found, self.slots, self.numbers, into))
