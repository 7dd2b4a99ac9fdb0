"""The compiled loop that marks keys, by itself, over a law made by chance."""

import time
from typing import Any

MILLION = 1_000_000
MANY_FAIL = 0.4
"""Of a hundred parts of rules, so many are surely not met, as in the shipped law."""


def kernel() -> dict[str, Any]:
    """Distinct keys decided in a second by the compiled loop, over a law of 100 rules and four groups."""
    import numpy as np

    from xenotime.screening.grown import bits
    from xenotime.screening.kernel import Laws, Numbers, Parts, Ties, marks_of

    random = np.random.default_rng(1)
    keys, rules, parts, words = 5_000_000, 100, 3000, 2

    def marks(*shape: int) -> Any:
        return random.integers(0, 1 << 63, shape).astype(np.uint64)

    def sets(chance: float, count: int = parts) -> Any:
        return np.array(
            [bits(np.flatnonzero(row), words) for row in random.random((count, rules)) < chance], np.uint64
        )

    rows = random.integers(0, parts, (keys, 4)).astype(np.int32)
    told, none = [marks(parts, rules) for _ in range(4)], np.zeros((parts, words), np.uint64)
    of_parts = Parts(marks(parts), *told, sets(MANY_FAIL), sets(0.5), sets(MANY_FAIL), none, none)
    every = np.array([bits(range(rules), words)], np.uint64)
    laws = Laws(marks(1), every, every, marks(1, rules))
    ties = np.zeros((rules, words), np.uint64)
    nobody, outcome = 0 * every[0], random.integers(0, 5, rules)
    levels = np.array([bits(np.flatnonzero(outcome >= each), words) for each in range(5)], np.uint64)
    heavy = sets(0.4, 1)[0]
    of_ties = Ties(levels, 3, ties, ties, nobody, nobody, heavy, every[0], nobody, nobody, marks(rules))
    known, at_law = Numbers(), np.zeros(keys, np.int32)
    known.of(marks_of(rows[:10], at_law[:10], of_parts, laws, of_ties)[0])
    start, busy = time.perf_counter(), time.process_time()
    known.of(marks_of(rows, at_law, of_parts, laws, of_ties)[0])
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    return {
        "system": "xenotime, the compiled loop", "size": f"{keys:,} distinct keys, {rules} rules",
        "keys_per_second": round(keys / seconds), "seconds_per_million": round(seconds / keys * MILLION, 3),
        "processor_seconds_per_million": round(busy / keys * MILLION, 3),
    }  # fmt: skip
