"""What all tests run under: cycles are looked for seldom, since the law that they share would be looked through each time."""

import gc

SELDOM = 50_000
"""New objects after which cycles among them are looked for."""


def pytest_configure() -> None:
    gc.set_threshold(SELDOM, 20, 20)


def pytest_collection_finish() -> None:
    gc.freeze()
