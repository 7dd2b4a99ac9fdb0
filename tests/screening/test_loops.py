"""The compiled loops say what plain Python says."""

import re

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from xenotime.screening.engine import PLAIN
from xenotime.screening.lines import plain_amounts
from xenotime.screening.loops import EMPTY, distinct, is_twice, needed, same, taken


@settings(deadline=None)
@given(st.data(), st.integers(1, 4), st.sampled_from([1, 3, 50, 2**31 - 2]))
def test_rows_have_one_number_where_all_their_columns_are_alike(
    data: st.DataObject, width: int, most: int
) -> None:
    rows = data.draw(st.lists(st.tuples(*[st.integers(0, most)] * width), max_size=30))
    place, first = distinct(np.array(rows, np.int32).reshape(-1, width).T)
    every = list(dict.fromkeys(rows))
    assert [rows[each] for each in first] == every
    assert [every[each] for each in place] == rows


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.text("0123456789.-e", max_size=24), st.from_regex(PLAIN, fullmatch=True))),
    st.integers(0, 3),
)
def test_plain_numbers_above_0_are_read_and_all_else_is_left(texts: list[str], left_out: int) -> None:
    found = plain_amounts(pa.array(texts, pa.string()).slice(left_out))
    for text, amount in zip(texts[left_out:], found.tolist(), strict=True):
        if not text:
            assert amount == EMPTY
        elif re.fullmatch(PLAIN.strip("^$"), text) and float(text) > 0:
            assert abs(amount / float(text) - 1) < 1e-14
        else:
            assert np.isnan(amount)


def test_one_bit_is_set_for_each_pair_of_roles_of_one_open_party() -> None:
    opened = np.array([[0, 4, 5, 0], [0, 4, 5, 7], [9, 4, 6, 7]], np.int32)
    assert same(opened).tolist() == [0, 0b111, 0b001, 0b100]


def test_only_those_values_are_kept_that_the_answer_needs() -> None:
    answers, values = np.array([1, 0], np.int32), np.array([[5, 6, 7], [8, 9, 10]], np.int32)
    needs = np.array([[True, False], [False, True]])
    found = needed(np.array([0, 1, 0], np.int32), answers, values, needs)
    assert found.tolist() == [[1, 0, 1], [0, 7, 0], [9, 0, 11]]


@settings(deadline=None)
@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 30), max_size=40), st.integers(0, 20_000))
def test_a_mark_that_stands_twice_is_found_among_few_and_many(marks: list[int], more: int) -> None:
    every = np.concatenate([np.array(marks, np.uint64), np.arange(more, dtype=np.uint64) << np.uint64(40)])
    assert is_twice(every) == (len(np.unique(every)) < len(every))


@given(st.lists(st.integers(0, 2**31 - 1), min_size=1), st.data())
def test_numbers_are_taken_from_their_places(numbers: list[int], data: st.DataObject) -> None:
    place = data.draw(st.lists(st.integers(0, len(numbers) - 1)))
    found = taken(np.array(numbers, np.int32), np.array(place, np.int32))
    assert found.tolist() == [numbers[each] for each in place]
