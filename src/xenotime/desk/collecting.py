"""Let the collector of cycles rest while much is worked out that stays: it would look through all of it again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 1_000_000
"""New objects after which cycles among them are looked for."""


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """What is there stays unlooked at, what comes is looked through seldom, and not at once when it is over."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*usual)
        gc.unfreeze()
