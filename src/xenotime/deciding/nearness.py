"""Order variables so that those that one rule looks at together stand near each other: diagrams are small in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

ROUNDS = 20
"""Rounds after which an order is left as it is; most are at rest long before."""
Together = Sequence[frozenset[int]]


def orders(variables: Sequence[int], together: Together) -> Iterator[list[int]]:
    """Orders of variables, that in which diagrams are likely to be smallest first.

    The next one is often as small as it is where the first is too large: measured on the law of several regimes.
    """
    yield near_each_other(fewest_new_first(together), together)
    yield list(variables)
    yield near_each_other(variables, together)


def fewest_new_first(together: Together) -> list[int]:
    """The variables set by set: next comes that with the fewest new ones, of which those go first that stand in most sets."""
    stands = defaultdict[int, list[int]](list)
    for at, each in enumerate(together):
        for variable in each:
            stands[variable].append(at)
    fresh = [set(each) for each in together]
    next_ones = [(len(each), at) for at, each in enumerate(fresh)]
    heapify(next_ones)
    found: list[int] = []
    while next_ones:
        count, at = heappop(next_ones)
        if count != len(fresh[at]):
            continue
        some = sorted(fresh[at], key=lambda variable: (-len(stands[variable]), variable))
        found += some
        for other in {other for variable in some for other in stands[variable]}:
            fresh[other].difference_update(some)
            heappush(next_ones, (len(fresh[other]), other))
    return found


def near_each_other(variables: Iterable[int], together: Together) -> list[int]:
    """The variables, drawn together by the sets in which they stand; each stands in one at least.

    Every set has its centre where its variables stand on average, and every variable moves to the average of its
    sets' centres, until the sets span no less. Source: Aloul, Markov, Sakallah, FORCE (GLSVLSI 2003).
    """
    order = best = list(variables)
    least = sum(map(len, together)) * len(order)
    for _ in range(ROUNDS):
        place = {variable: at for at, variable in enumerate(order)}
        drawn: dict[int, list[float]] = {variable: [] for variable in order}
        span = 0
        for each in together:
            places = [place[variable] for variable in each]
            span += max(places) - min(places)
            centre = sum(places) / len(places)
            for variable in each:
                drawn[variable].append(centre)
        if span >= least:
            break
        least, best = span, order
        order = sorted(order, key=lambda variable: sum(drawn[variable]) / len(drawn[variable]))
    return best
