"""The same parties and holdings for every system, from a seed, with no package but the standard library."""

import random

PERCENTS = (5, 10, 20, 25, 30, 40, 49, 50, 51, 60, 75, 100)
LISTED = 100
"""One party in so many is listed."""
AUTHORITIES = (
    (50, False, "together", "cascade"),
    (50, True, "together", "cascade"),
    (50, False, "each", "direct"),
)
"""The line in percent, whether it has to be passed, how owners and tiers count."""


def world(parties: int, holdings: int) -> tuple[list[tuple[int, int, int, int]], list[bool]]:
    """Holdings (owner, owned, low, high in percent), each pair once, with room; and who is listed."""
    chance = random.Random(7)
    left = [100] * parties
    seen: set[tuple[int, int]] = set()
    rows = []
    for _ in range(holdings):
        owner, owned = chance.randrange(parties), chance.randrange(parties)
        low = chance.choice(PERCENTS)
        if (owner, owned) in seen or owner == owned or low > left[owned]:
            continue
        seen.add((owner, owned))
        left[owned] -= low
        rows.append((owner, owned, low, min(100, low + chance.choice((0, 0, 0, 25)))))
    return rows, [chance.randrange(LISTED) == 0 for _ in range(parties)]
