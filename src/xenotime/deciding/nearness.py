"""Order variables so that those that one rule looks at together stand near each other: diagrams are small in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

ROUNDS = 20
"""Rounds after which an order is left as it is; most are at rest long before."""
Together = Sequence[frozenset[int]]


def orders(variables: Sequence[int], together: Together) -> Iterator[list[int]]:
    """Orders of variables, that in which diagrams are likely to be smallest first."""
    yield near_each_other(fewest_new_first(together), together)
    yield near_each_other(variables, together)
    yield list(variables)


def fewest_new_first(together: Together) -> list[int]:
    """The variables set by set: next comes that with the fewest new ones, of which those go first that stand in most sets."""
    often = Counter(variable for each in together for variable in sorted(each))
    fresh, left = [set(each) for each in together], [*range(len(together))]
    found: list[int] = []
    while left:
        at = min(left, key=lambda at: len(fresh[at]))
        left.remove(at)
        some = sorted(fresh[at], key=lambda variable: (-often[variable], variable))
        found += some
        for each in fresh:
            each.difference_update(some)
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
