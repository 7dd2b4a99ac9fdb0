"""Keys that come up again are not asked for again, and have the numbers that they had."""

from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from xenotime.screening import known_keys
from xenotime.screening.known_keys import KnownKeys
from xenotime.screening.regime import Columns

REGIMES = 2
LETTERS = ("day", "goods", "end_user")


def keys(rows: list[tuple[int, ...]]) -> Columns:
    """Rows as the columns of keys."""
    columns = np.array(rows, np.int64).reshape(len(rows), len(LETTERS)).T
    return dict(zip(LETTERS, columns, strict=True))


class Deciding:
    """Numbers keys as they come up, under every regime otherwise, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def numbers(self, wanted: Columns) -> list[NDArray[np.int32]]:
        rows = [*zip(*(column.tolist() for column in wanted.values()), strict=True)]
        self.asked += rows
        return [np.array([hash((*row, at)) % 997 for row in rows], np.int32) for at in range(REGIMES)]


rows_of_a_part = st.lists(st.tuples(*[st.integers(0, 3)] * len(LETTERS)), max_size=12, unique=True)


@given(
    st.lists(rows_of_a_part, max_size=6), st.sampled_from([0, 5, 20_000]), st.sampled_from([0, 9, 500_000])
)
def test_every_key_has_the_numbers_that_whoever_decides_gives_it(
    parts: list[list[tuple[int, ...]]], many: int, kept: int
) -> None:
    own = KnownKeys(Deciding().numbers)
    with patch.object(known_keys, "MANY", many), patch.object(known_keys, "MOST_KEPT", kept):
        for rows in parts:
            told = own.numbers(keys(rows))
            assert told.dtype == np.int64
            assert [*told.tolist()] == [each.tolist() for each in Deciding().numbers(keys(rows))]


@pytest.mark.parametrize("seed", range(3))
def test_a_key_is_asked_for_once(seed: int) -> None:
    random, deciding = Random(seed), Deciding()  # noqa: S311  a test's own chance
    own = KnownKeys(deciding.numbers)
    every = [(a, b, c) for a in range(4) for b in range(4) for c in range(4)]
    for _ in range(20):
        own.numbers(keys(random.sample(every, 30)))
    assert len(deciding.asked) == len(set(deciding.asked))
    assert set(deciding.asked) == set(every)
