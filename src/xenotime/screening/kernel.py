"""The compiled loop: for millions of keys, a mark that two keys share only where they are decided alike."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

CHUNK, WORD = 65_536, 64
NOTHING = -1
"""The level of what has none: a policy, a gap."""
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

    levels: Marks
    """By outcome, from the mildest: the rules that conclude it or a stricter one."""
    licence: int
    """The outcome of a licence: policies are asked of nothing else."""
    upon: Marks
    """By rule: those that it stands upon."""
    yields: Marks
    """By rule: those that it yields to."""
    standing: Marks
    """Rules that stand upon others."""
    tied: Marks
    """Rules that stand upon others, or yield to any: these are looked at one by one."""
    heavy: Marks
    """Rules that conclude a licence or a prohibition: what they nearly catch is told."""
    firm: Marks
    """Rules that do not rest on guidance: what they settle stays so without it."""
    always: Marks
    """Gaps, guidance, exceptions at odds, and what duties, clashes or the house hang on: told wherever they may count."""
    policies: Marks
    salts: Marks
    """By rule: a mark for having nearly caught the case."""


PLACES = np.zeros(64, np.uint64)
"""The place of a single bit, by the six bits that `SPREAD` times it begins with."""
SPREAD = np.uint64(0x03F79D71B4CB0A89)
PLACES[[(int(SPREAD) << place) % (1 << 64) >> 58 for place in range(64)]] = np.arange(64)


@njit(cache=True, nogil=True, inline="always")
def _place(bit: np.uint64) -> np.uint64:  # pragma: no cover  compiled
    """The place of a single bit."""
    place: np.uint64 = PLACES[(bit * SPREAD) >> np.uint64(58)]
    return place


@njit(cache=True, nogil=True, inline="always")
def _highest(bits: np.uint64) -> int:  # pragma: no cover  compiled
    """The place of the highest bit."""
    place = 0
    for shift in (32, 16, 8, 4, 2, 1):
        if bits >> np.uint64(shift + place):
            place += shift
    return place


OVER, UNSURE, ONE, MORE, CLASH, ALIVE, SURE, NEED, STOPPING, TELLS, CLOSE, BESIDE = range(12)
ROWS = 12
"""The rows of what is worked with; bits stand for rules.

TELLS are the rules that may give the answer, CLOSE those that may have nearly caught the case, BESIDE those that
may have kept them off and do not give the answer.
"""


@njit(cache=True, nogil=True)
def weighed(  # noqa: C901, PLR0912, PLR0915  one loop, compiled as a whole
    rows: NDArray[np.int32], key: int, law: int, parts: Parts, laws: Laws, ties: Ties, work: Marks
) -> None:  # pragma: no cover  compiled
    """Set in `work` for every rule what it is looked at for in one key.

    A rule that surely counts makes milder ones idle, unless others stand upon them or yield to them. Where a
    severe rule surely counts, nobody cites what nearly caught the case. What rests on guidance is not sure here,
    since the answer without it is asked for as well.
    """
    words, none = work.shape[1], np.uint64(0)
    for word in range(words):
        over = unsure = clash = one = more = none
        for group in range(rows.shape[1]):
            at = np.uint64(rows[key, group])
            over |= parts.dead[at, word]
            unsure |= parts.open[at, word]
            clash |= parts.clash[at, word]
            more |= parts.more[at, word] | (one & parts.one[at, word])
            one = (one ^ parts.one[at, word]) & ~more
        work[OVER, word], work[UNSURE, word], work[CLASH, word] = over, unsure, clash
        work[ONE, word], work[MORE, word] = one, more
        work[ALIVE, word] = work[SURE, word] = work[NEED, word] = work[STOPPING, word] = none
        work[TELLS, word] = work[CLOSE, word] = work[BESIDE, word] = none
    for word in range(words):
        free = laws.awake[law, word] & ~(work[OVER, word] | ties.tied[word])
        work[ALIVE, word], work[SURE, word] = free, free & laws.surely[law, word] & ~work[UNSURE, word]
    for word in range(words):
        left = laws.awake[law, word] & ties.tied[word] & ~work[OVER, word]
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            rule = np.uint64(word * WORD) + _place(bit)
            stands = surely = ties.standing[word] & bit == none
            stopped, stops = False, False
            for other in range(words):
                upon, yields = ties.upon[rule, other], ties.yields[rule, other]
                stands = stands or upon & work[ALIVE, other] != none
                surely = surely or upon & work[SURE, other] != none
                stops = stops or yields & work[ALIVE, other] != none
                stopped = stopped or yields & work[SURE, other] & ties.firm[other] != none
            if stops:
                work[STOPPING, word] |= bit
            if not stands or stopped:
                continue
            work[ALIVE, word] |= bit
            if surely and not stops and bit & laws.surely[law, word] & ~work[UNSURE, word]:
                work[SURE, word] |= bit
    must, licence, caught = NOTHING, False, False
    for word in range(words):
        sure = work[SURE, word]
        caught = caught or sure & ties.heavy[word] != none
        while must + 1 < len(ties.levels) and sure & ties.firm[word] & ties.levels[must + 1, word]:
            must += 1
        of_licence = ties.levels[ties.licence, word] & ~ties.levels[ties.licence + 1, word]
        licence = licence or work[ALIVE, word] & of_licence != none
    licence = licence and must <= ties.licence
    for word in range(words):
        wanted = ties.always[word] | ties.levels[max(must, 0), word]
        if licence:
            wanted |= ties.policies[word]
        work[TELLS, word] = work[ALIVE, word] & wanted
    for back in range(words):
        word = words - 1 - back
        work[TELLS, word] |= work[ALIVE, word] & work[NEED, word]
        left = work[TELLS, word] & ties.tied[word]
        while left:
            bit = np.uint64(1) << np.uint64(_highest(left))
            rule = np.uint64(word * WORD) + _place(bit)
            for other in range(words):
                work[NEED, other] |= (ties.upon[rule, other] | ties.yields[rule, other]) & work[ALIVE, other]
            fresh = work[NEED, word] & ~work[TELLS, word]
            work[TELLS, word] |= fresh
            left = (left ^ bit) | (fresh & ties.tied[word])
    if caught:
        return
    for word in range(words):
        near = ~work[OVER, word] | (work[ONE, word] & laws.awake[law, word])
        work[CLOSE, word] = ties.heavy[word] & ~work[ALIVE, word] & near
        left = work[CLOSE, word] & ties.tied[word]
        while left:
            bit = left & (~left + np.uint64(1))
            left ^= bit
            rule = np.uint64(word * WORD) + _place(bit)
            for other in range(words):
                work[NEED, other] |= ties.yields[rule, other] & work[ALIVE, other]
    for back in range(words):
        word = words - 1 - back
        work[BESIDE, word] = work[NEED, word] & ~work[TELLS, word]
        left = work[BESIDE, word] & ties.tied[word]
        while left:
            bit = np.uint64(1) << np.uint64(_highest(left))
            rule = np.uint64(word * WORD) + _place(bit)
            for other in range(words):
                work[NEED, other] |= (ties.upon[rule, other] | ties.yields[rule, other]) & work[ALIVE, other]
            fresh = work[NEED, word] & ~(work[TELLS, word] | work[BESIDE, word])
            work[BESIDE, word] |= fresh
            left = (left ^ bit) | (fresh & ties.tied[word])


@njit(cache=True, nogil=True)
def looked_at(
    rows: NDArray[np.int32], at_law: NDArray[np.int32], parts: Parts, laws: Laws, ties: Ties
) -> Marks:  # pragma: no cover  compiled
    """What every rule is looked at for in each key: see `weighed`; `rows` are those of `marks_of`."""
    found = np.empty((len(rows), ROWS, parts.dead.shape[1]), np.uint64)
    for key in range(len(rows)):
        weighed(rows, key, at_law[key], parts, laws, ties, found[key])
    return found


def marks_of(
    rows: NDArray[np.int32], at_law: NDArray[np.int32], parts: Parts, laws: Laws, ties: Ties
) -> tuple[Marks, Marks]:
    """Two marks for each key: `rows[key, group]` says which row of the tables its part in the group has.

    Keys with the same first mark have the same answer but for what nearly caught the case; those with the same
    second one the same in everything. Where there are many keys, every processor marks some of them.
    """
    found, closer = np.empty(len(rows), np.uint64), np.empty(len(rows), np.uint64)

    def mark(first: int) -> None:
        some = slice(first, first + CHUNK)
        _mark(rows[some], at_law[some], parts, laws, ties, found[some], closer[some])

    if len(rows) <= CHUNK:
        mark(0)
    else:
        with ThreadPoolExecutor() as pool:
            list(pool.map(mark, range(0, len(rows), CHUNK)))
    return found, closer


@njit(cache=True, nogil=True)
def _mark(  # noqa: C901, PLR0912  one loop, compiled as a whole
    rows: NDArray[np.int32], at_law: NDArray[np.int32], parts: Parts, laws: Laws, ties: Ties, found: Marks, closer: Marks
) -> None:  # pragma: no cover  compiled  # fmt: skip
    groups, words, none = rows.shape[1], parts.dead.shape[1], np.uint64(0)
    work = np.empty((ROWS, words), np.uint64)
    for key in range(len(rows)):
        law = at_law[key]
        weighed(rows, key, law, parts, laws, ties, work)
        total, near = laws.seeds[law], none
        for group in range(groups):
            total += parts.whole[np.uint64(rows[key, group])]
        for word in range(words):
            left = work[TELLS, word]
            while left:
                bit = left & (~left + np.uint64(1))
                left ^= bit
                rule = np.uint64(word * WORD) + _place(bit)
                total += laws.status[law, rule]
                for group in range(groups):
                    total += parts.marks[np.uint64(rows[key, group]), rule]
            left = work[CLASH, word] & laws.awake[law, word]
            while left:
                bit = left & (~left + np.uint64(1))
                left ^= bit
                rule = np.uint64(word * WORD) + _place(bit)
                for group in range(groups):
                    total += parts.clashing[np.uint64(rows[key, group]), rule]
            left = work[CLOSE, word]
            while left:
                bit = left & (~left + np.uint64(1))
                left ^= bit
                rule = np.uint64(word * WORD) + _place(bit)
                salt, odd = ties.salts[rule], none
                if work[OVER, word] & bit:
                    near += laws.status[law, rule] + salt
                elif work[STOPPING, word] & bit or not laws.surely[law, word] & bit:
                    for group in range(groups):
                        odd += parts.found[np.uint64(rows[key, group]), rule]
                    near += laws.status[law, rule] + salt * np.uint64(3) + odd
                else:
                    for group in range(groups):
                        odd += parts.odd[np.uint64(rows[key, group]), rule]
                    if odd:
                        near += laws.status[law, rule] + salt * np.uint64(5) + odd
            left = work[BESIDE, word]
            while left:
                bit = left & (~left + np.uint64(1))
                left ^= bit
                rule = np.uint64(word * WORD) + _place(bit)
                near += laws.status[law, rule]
                for group in range(groups):
                    near += parts.marks[np.uint64(rows[key, group]), rule]
        found[key] = _mixed(total)
        closer[key] = _mixed(_mixed(total) + near)


@njit(cache=True, nogil=True, inline="always")
def _mixed(total: np.uint64) -> np.uint64:  # pragma: no cover  compiled
    total ^= total >> np.uint64(31)
    total *= np.uint64(0x9E3779B97F4A7C15)
    return total ^ (total >> np.uint64(29))


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

    def __init__(self, known: dict[int, int] | None = None) -> None:
        self.known = {} if known is None else known
        self._fill(1 << max(10, (2 * len(self.known)).bit_length()))

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
