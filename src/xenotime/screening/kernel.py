"""The compiled loop: for millions of keys, a mark that two keys share exactly where they are decided alike."""

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

FAILING, OPEN, DEAD = 0x1F, 1 << 5, 1 << 10
"""In one number of a part and a rule: how many conditions fail, whether some is not surely met, whether it is dead."""
OPEN_BITS, DEAD_BITS = 0x3E0, 0xFC00
SEVERAL, SURELY, CHUNK = 2, 2, 4096
MILD, SEVERE, HIGHEST, GAP = 0, 1, 2, 3
"""What a rule concludes: little or a policy; a licence; a prohibition. A gap is told whatever the rules come to."""
MOST_GROUPS = 15
"""So many parts' numbers can be added up without running into each other."""
Marks = NDArray[np.uint64]


@njit(parallel=True, cache=True, nogil=True)
def marks_of(  # noqa: C901, PLR0912, PLR0915  one loop, compiled as a whole
    rows: NDArray[np.int32],
    marks: Marks,
    slims: Marks,
    odds: Marks,
    fails: NDArray[np.uint16],
    whole: Marks,
    dead: Marks,
    laws: NDArray[np.int32],
    seeds: Marks,
    awake: NDArray[np.uint8],
    upon: NDArray[np.int32],
    starts: NDArray[np.int32],
    yields: NDArray[np.int32],
    ends: NDArray[np.int32],
    levels: NDArray[np.uint8],
) -> Marks:  # pragma: no cover  compiled
    """A mark for each key: `rows[key, group]` says which row of the tables its part in the group has.

    A rule that some part surely does not meet is marked by how many of its conditions fail (none, one,
    several), whatever the other parts say. One that cannot count since it sleeps, since nothing that it stands
    upon can count or since an exception surely does, is marked by its findings alone, and by nothing where
    nobody would cite it. Any other rule is marked by what every part says of it. `awake` is 0, 1 or 2: no,
    perhaps, surely; where exceptions can conflict it is never 2, so that none is taken to be sure. `odds` are
    told of every rule that may be awake.

    Where a severe rule surely counts, nobody cites what nearly caught the case; where the highest one does,
    nothing else changes the answer.
    """
    keys, groups = rows.shape
    rules = marks.shape[1]
    found = np.empty(keys, np.uint64)
    for chunk in prange((keys + CHUNK - 1) // CHUNK):
        sums, slim, odd = np.empty(rules, np.uint64), np.empty(rules, np.uint64), np.empty(rules, np.uint64)
        failing, alive = np.empty(rules, np.uint16), np.empty(rules, np.bool_)
        sure = np.empty(rules, np.bool_)
        for key in range(chunk * CHUNK, min(keys, (chunk + 1) * CHUNK)):
            law = laws[key]
            total = seeds[law]
            row = rows[key, 0]
            total += whole[row]
            # each loop over rules runs along one row of a table: the compiler does several at once
            for rule in range(rules):
                sums[rule] = marks[row, rule]
                slim[rule] = slims[row, rule]
                odd[rule] = odds[row, rule]
                failing[rule] = fails[row, rule]
            for group in range(1, groups):
                row = rows[key, group]
                total += whole[row]
                for rule in range(rules):
                    sums[rule] += marks[row, rule]
                for rule in range(rules):
                    slim[rule] += slims[row, rule]
                for rule in range(rules):
                    odd[rule] += odds[row, rule]
                for rule in range(rules):
                    failing[rule] += fails[row, rule]
            nearly, lower, highest = np.uint64(0), np.uint64(0), False
            caught, contested = False, False
            for rule in range(rules):
                over = failing[rule] & DEAD_BITS != 0
                alone = starts[rule] == starts[rule + 1]
                stands, surely, stopped, stopping = alone, alone, False, False
                for at in range(starts[rule], starts[rule + 1]):
                    stands = stands or alive[upon[at]]
                    surely = surely or sure[upon[at]]
                for at in range(ends[rule], ends[rule + 1]):
                    stopped = stopped or sure[yields[at]]
                    stopping = stopping or alive[yields[at]]
                met = failing[rule] & OPEN_BITS == 0
                sure[rule] = met and not over and surely and not stopping and awake[law, rule] > 1
                alive[rule] = not over and stands and not stopped and awake[law, rule] > 0
                level = levels[rule]
                heavy = level in (SEVERE, HIGHEST)
                if awake[law, rule] > 0:
                    lower += odd[rule]
                if over:
                    nearly += dead[min(failing[rule] & FAILING, SEVERAL), rule]
                elif alive[rule]:
                    if level >= HIGHEST:
                        total += sums[rule]
                        contested = contested or (stopping and level == HIGHEST)
                    else:
                        lower += sums[rule]
                elif heavy and (stopping or awake[law, rule] < SURELY):
                    nearly += slim[rule]
                if sure[rule]:
                    caught = caught or heavy
                    highest = highest or level == HIGHEST
            if not highest or contested:
                total += lower
            if not caught or contested:
                total += nearly
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
