"""Put a graph in order: what something rests on before it, and what rests on itself together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


def loops_last(nodes: Iterable[str], rests_on: Callable[[str], Iterable[str]]) -> list[list[str]]:
    """Group nodes that rest on each other; every group stands after the groups that it rests on.

    Without recursion (Tarjan, Depth-first search and linear graph algorithms, 1972).

    >>> loops_last("ab", {"a": "b", "b": ""}.__getitem__)
    [['b'], ['a']]
    """
    order = dict.fromkeys(nodes)
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    closed: set[str] = set()
    groups: list[list[str]] = []
    for root in order:
        if root in number:
            continue
        walk: list[tuple[str, Iterator[str]]] = []
        _enter(root, rests_on, number, lowest, open_, walk)
        while walk:
            node, following = walk[-1]
            step = next((each for each in following if each in order and each not in closed), None)
            if step is None:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    groups.append(_close(node, open_, closed))
            elif step in number:
                lowest[node] = min(lowest[node], number[step])
            else:
                _enter(step, rests_on, number, lowest, open_, walk)
    return groups


def circles(rests_on: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The groups of nodes that rest on themselves in the end, in the order of `loops_last`.

    >>> [*circles({"a": "b", "b": "ac", "c": "", "d": "d"})]
    [['a', 'b'], ['d']]
    """
    for loop in loops_last(rests_on, lambda one: rests_on.get(one, ())):
        if len(loop) > 1 or loop[0] in rests_on[loop[0]]:
            yield loop


def _enter(
    node: str,
    rests_on: Callable[[str], Iterable[str]],
    number: dict[str, int],
    lowest: dict[str, int],
    open_: list[str],
    walk: list[tuple[str, Iterator[str]]],
) -> None:
    number[node] = lowest[node] = len(number)
    open_.append(node)
    walk.append((node, iter(rests_on(node))))


def _close(node: str, open_: list[str], closed: set[str]) -> list[str]:
    place = len(open_) - 1
    while open_[place] != node:
        place -= 1
    group = open_[place:]
    del open_[place:]
    closed.update(group)
    return group
