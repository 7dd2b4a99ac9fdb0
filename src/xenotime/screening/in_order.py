"""Do the same to one thing after the other, several at the same time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def in_order(act: Callable[[One], Other], things: Iterable[One], at_once: int) -> Iterator[Other]:
    """What comes of each thing, in their order; so many are in work at once, and one more is fetched ahead."""
    begun = deque[Future[Other]]()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for each in things:
                begun.append(pool.submit(act, each))
                if len(begun) > at_once:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
