"""What is spelt out of the law for all published cases is let go of after the last of them."""

import pytest

from cases import running


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    if nextitem is None or nextitem.path.parent != item.path.parent:
        running.SHARED.clear()
        running.ANSWERED.clear()
