"""Do the same to one thing after the other, several at the same time."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

OFTEN = 0.0001
"""Seconds after which a thread in Python lets others have their turn, where they soon leave it again."""
One = TypeVar("One")
Other = TypeVar("Other")


def in_order(act: Callable[[One], Other], things: Iterable[One], at_once: int) -> Iterator[Other]:
    """What comes of each thing, in their order; no more than so many are held at once."""
    begun = deque[Future[Other]]()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for each in things:
                begun.append(pool.submit(act, each))
                if len(begun) >= at_once:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def taking_turns() -> Iterator[None]:
    """Threads that work outside of Python most of the time hardly wait for one that works in it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(OFTEN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
