"""What all tests run under: what would be done over and over for many short tests is done seldom."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from xenotime.deciding.plan import Plans

SELDOM = 50_000
"""New objects after which cycles among them are looked for; the law that all tests share would be looked through each time."""
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What Spark's processes are told: they live for some seconds, in which compiling their code a second time does not pay."""
MUCH = 4_000_000
"""So many blocks of memory more than before are looked through for what is left of tests that are over."""
kept = [0]


def pytest_configure() -> None:
    gc.set_threshold(SELDOM, 20, 20)
    os.environ.setdefault("JDK_JAVA_OPTIONS", SHORT_LIVED)
    settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
    settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.fixture(autouse=True, scope="module")
def _let_go(request: pytest.FixtureRequest) -> Iterator[None]:
    """What the tests of a module leave is let go of where it is much; what they had spelt out of a law at once."""
    yield
    if isinstance(plans := getattr(request.module, "PLANS", None), Plans):
        plans.made.clear()
    if sys.getallocatedblocks() - kept[0] > MUCH:
        gc.collect()
        kept[0] = sys.getallocatedblocks()
