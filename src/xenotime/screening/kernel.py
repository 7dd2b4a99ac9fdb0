"""The compiled loop: for millions of keys, a mark that two keys share only where they are decided alike."""

from typing import NamedTuple

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

CHUNK, WORD = 4096, 64
NOTHING = -1
"""The level of what has none: a policy, a gap."""
SAYS, NEARLY = 1, 2
"""What a rule is looked at for: it may give the answer; it nearly caught the case."""
Marks = NDArray[np.uint64]
Ints = NDArray[np.int64]


class Parts(NamedTuple):
    """What the parts of keys say, one row each; bits stand for rules, `words` of them to a row."""

    whole: Marks
    """What a part brings to every answer."""
    marks: Marks
    """By rule: what the part says of it."""
    found: Marks
    """By rule: its findings alone."""
    odd: Marks
    """By rule: findings that readings alone keep from counting as a failure."""
    clashing: Marks
    """By rule: statements that contradict each other; told of every rule that may be awake."""
    dead: Marks
    """Rules that surely do not hold, whatever reading is taken."""
    open: Marks
    """Rules that do not surely hold."""
    one: Marks
    """Rules of which exactly one condition fails."""
    more: Marks
    """Rules of which several conditions fail."""
    clash: Marks
    """Rules with something in `clashing`."""


class Laws(NamedTuple):
    """The law of every stretch of days: the rules that may be awake, those that surely are, and their status."""

    seeds: Marks
    awake: Marks
    surely: Marks
    status: Marks


class Ties(NamedTuple):
    """How rules hang together, the same on every day; bits stand for rules."""

    levels: Ints
    licence: int
    """The level of a licence: policies are asked of nothing else."""
    upon: Marks
    """By rule: those that it stands upon."""
    yields: Marks
    """By rule: those that it yields to."""
    standing: Marks
    """Rules that stand upon others."""
    heavy: Marks
    """Rules that conclude a licence or a prohibition: what they nearly catch is told."""
    firm: Marks
    """Rules that do not rest on guidance: what they settle stays so without it."""
    always: Marks
    """Gaps, and guidance: they are told wherever they may count."""
    policies: Marks
    salts: Marks
    """By rule: a mark for having nearly caught the case."""


@njit(cache=True, nogil=True, inline="always")
def _some(one: Marks, other: Marks) -> bool:  # pragma: no cover  compiled
    for word in range(len(one)):  # noqa: SIM110
        if one[word] & other[word]:
            return True
    return False


@njit(cache=True, nogil=True)
def weighed(  # noqa: C901, PLR0912, PLR0915  one loop, compiled as a whole
    row: NDArray[np.int32],
    law: int,
    parts: Parts,
    laws: Laws,
    ties: Ties,
    uses: NDArray[np.uint8],
    work: Marks,
) -> None:  # pragma: no cover  compiled
    """Set for every rule what it is looked at for in one key, and in `work[0]` which may have contradictions.

    A rule that surely counts makes milder ones idle, unless others stand upon them or yield to them. Where a
    severe rule surely counts, nobody cites what nearly caught the case. What rests on guidance is not sure here,
    since the answer without it is asked for as well.
    """
    words = work.shape[1]
    over, unsure, one, more, clash = work[0], work[1], work[2], work[3], work[4]
    alive, sure, need, stopping = work[5], work[6], work[7], work[8]
    uses[:] = 0
    work[:] = np.uint64(0)
    for group in range(len(row)):
        at = row[group]
        for word in range(words):
            over[word] |= parts.dead[at, word]
            unsure[word] |= parts.open[at, word]
            clash[word] |= parts.clash[at, word]
            a, b = parts.one[at, word], parts.more[at, word]
            more[word] |= b | (one[word] & a)
            one[word] = (one[word] ^ a) & ~more[word]
    must, licence, caught = NOTHING, False, False
    for word in range(words):
        left = laws.awake[law, word] & ~over[word]
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            rule = word * WORD + _place(bit)
            stands = surely = True
            if ties.standing[word] & bit:
                stands, surely = _some(alive, ties.upon[rule]), _some(sure, ties.upon[rule])
            stopped, stops = False, False
            for other in range(words):
                if ties.yields[rule, other] & alive[other]:
                    stops = True
                    if ties.yields[rule, other] & sure[other] & ties.firm[other]:
                        stopped = True
            if stops:
                stopping[word] |= bit
            if not stands or stopped:
                continue
            alive[word] |= bit
            level = ties.levels[rule]
            licence = licence or level == ties.licence
            if surely and not stops and not unsure[word] & bit and laws.surely[law, word] & bit:
                sure[word] |= bit
                caught = caught or ties.heavy[word] & bit != 0
                if ties.firm[word] & bit:
                    must = max(must, level)
    licence = licence and must <= ties.licence
    if not caught:
        for word in range(words):
            left = ties.heavy[word] & ~alive[word] & (~over[word] | (one[word] & laws.awake[law, word]))
            while left:
                bit = left & (~left + np.uint64(1))
                left ^= bit
                rule = word * WORD + _place(bit)
                uses[rule] = NEARLY
                for other in range(words):
                    need[other] |= ties.yields[rule, other] & alive[other]
    for word in range(words - 1, -1, -1):
        left = alive[word]
        while left:
            place = _highest(left)
            bit = np.uint64(1) << np.uint64(place)
            left ^= bit
            rule = word * WORD + place
            level = ties.levels[rule]
            wanted = need[word] & bit != 0 or ties.always[word] & bit != 0
            wanted = wanted or (licence if ties.policies[word] & bit else level >= must and level > NOTHING)
            if wanted:
                uses[rule] = SAYS
                for other in range(words):
                    need[other] |= (ties.upon[rule, other] | ties.yields[rule, other]) & alive[other]


@njit(cache=True, nogil=True, inline="always")
def _place(bit: np.uint64) -> int:  # pragma: no cover  compiled
    place = 0
    for shift in (32, 16, 8, 4, 2, 1):
        if bit >> np.uint64(shift + place):
            place += shift
    return place


@njit(cache=True, nogil=True, inline="always")
def _highest(bits: np.uint64) -> int:  # pragma: no cover  compiled
    place = 0
    for shift in (32, 16, 8, 4, 2, 1):
        if bits >> np.uint64(shift + place):
            place += shift
    return place


@njit(parallel=True, cache=True, nogil=True)
def marks_of(  # noqa: C901, PLR0912  one loop, compiled as a whole
    rows: NDArray[np.int32], at_law: NDArray[np.int32], parts: Parts, laws: Laws, ties: Ties
) -> Marks:  # pragma: no cover  compiled
    """A mark for each key: `rows[key, group]` says which row of the tables its part in the group has."""
    keys, groups = rows.shape
    rules = parts.marks.shape[1]
    words = parts.dead.shape[1]
    found = np.empty(keys, np.uint64)
    for chunk in prange((keys + CHUNK - 1) // CHUNK):
        uses = np.empty(rules, np.uint8)
        work = np.empty((9, words), np.uint64)
        for key in range(chunk * CHUNK, min(keys, (chunk + 1) * CHUNK)):
            law = at_law[key]
            row = rows[key]
            weighed(row, law, parts, laws, ties, uses, work)
            total = laws.seeds[law]
            for group in range(groups):
                total += parts.whole[row[group]]
            for rule in range(rules):
                use = uses[rule]
                if use == 0:
                    continue
                word, bit = rule // WORD, np.uint64(1) << np.uint64(rule % WORD)
                status, salt = laws.status[law, rule], ties.salts[rule]
                if use == SAYS:
                    total += status
                    for group in range(groups):
                        total += parts.marks[row[group], rule]
                elif work[0, word] & bit:
                    total += status + salt
                elif work[8, word] & bit or not laws.surely[law, word] & bit:
                    total += status + salt * np.uint64(3)
                    for group in range(groups):
                        total += parts.found[row[group], rule]
                else:
                    odd = np.uint64(0)
                    for group in range(groups):
                        odd += parts.odd[row[group], rule]
                    if odd:
                        total += status + salt * np.uint64(5) + odd
            for word in range(words):
                left = work[4, word] & laws.awake[law, word]
                while left:
                    bit = left & (~left + np.uint64(1))
                    left ^= bit
                    for group in range(groups):
                        total += parts.clashing[row[group], word * WORD + _place(bit)]
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
