"""The compiled twin gives the same answers as the plain calculator."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from owning.owned_worlds import DAY, book, way

pytest.importorskip("numba", reason="the extra `fast` is not installed")
pytest.importorskip("numpy", reason="the extra `fast` is not installed")

from xenotime.owning.kernel import truths_of
from xenotime.owning.listed import owned_by_listed
from xenotime.owning.register import register

NAMES = ["A", "B", "C", "D", "X", "Y", "N"]
ENDS = st.sampled_from(
    [
        "",
        "0",
        "10",
        "25",
        "25..50",
        "33.333333333333333",
        "49.99",
        "50",
        "0..50",
        "50..75",
        "60",
        "75..100",
        "100",
    ]
)
ROW = st.tuples(st.sampled_from([*NAMES, "others"]), st.sampled_from(["A", "B", "C", "D"]), ENDS)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(ROW, max_size=9),
    st.lists(ROW, max_size=3),
    st.sampled_from(["0", "0.25", "0.5", "0.51", "1"]),
    st.booleans(),
    st.sampled_from(["together", "each"]),
    st.sampled_from(["direct", "cascade"]),
    st.booleans(),
    st.booleans(),
)
def test_the_compiled_fixpoints_and_the_plain_ones_agree(
    rows: list[tuple[str, str, str]],
    votes: list[tuple[str, str, str]],
    at: str,
    above: bool,
    owners: str,
    tiers: str,
    closed: bool,
    branch: bool,
) -> None:
    if at == "1":
        above = False
    if Fraction(at) == 0:
        above = True
    how = way(at, above=above, owners=owners, tiers=tiers)
    facts = book(rows, votes=votes, unknown="C", nobody_else=closed, branches={"C": "A"} if branch else {})
    plain = {party: each.truth for party, each in owned_by_listed(facts, how, DAY).items()}
    people = register(facts, how, DAY)
    fast = truths_of(people, how)
    assert plain == {party: fast[people.person[party]] for party in plain}
