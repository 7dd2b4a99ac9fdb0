"""Order variables so that those that one rule looks at together stand near each other: diagrams are small in it."""

from collections.abc import Iterable, Sequence

ROUNDS = 20
"""Rounds after which an order is left as it is; most are at rest long before."""
Together = Sequence[frozenset[int]]


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
            for variable in each:
                drawn[variable].append(sum(places) / len(places))
        if span >= least:
            break
        least, best = span, order
        order = sorted(order, key=lambda variable: sum(drawn[variable]) / len(drawn[variable]))
    return best
