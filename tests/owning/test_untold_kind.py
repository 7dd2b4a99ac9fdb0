"""A holding of which it is not stated whether it is of the equity or of the votes counts as neither for sure."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from owning.owned_worlds import DAY, book, share, way
from xenotime.exact import exactly
from xenotime.facts.book import Assumption, Book
from xenotime.facts.party import KINDS, OTHER_OWNERS, Holding
from xenotime.owning.listed import Owned, Way, owned_by_listed

WAYS = [way(owners=owners, tiers=tiers) for owners in ("together", "each") for tiers in ("direct", "cascade", "multiply")]  # fmt: skip
Row = tuple[str, str, str, str]


def written(*rows: Row) -> Book:
    """A book whose rows say owner, owned, kind (or nothing) and share; of nobody else is anything assumed."""
    plain = book([(owner, owned, text) for owner, owned, _, text in rows], nobody_else=False)
    holdings = tuple(Holding(owner, owned, kind, share(text)) for owner, owned, kind, text in rows)
    return replace(plain, holdings=holdings)


def answer(*rows: Row, of: str = "A", by: Way | None = None) -> Owned:
    return owned_by_listed(written(*rows), by or way(), DAY)[of]


def test_two_shares_of_untold_kind_are_not_surely_of_one() -> None:
    rows = ("X", "A", "", "30"), ("Y", "A", "", "30")
    assert answer(*rows).truth is None
    assert answer(rows[0], ("Y", "A", "equity", "30")).truth is None
    assert answer(("X", "A", "equity", "30"), ("Y", "A", "equity", "30")).truth is True


def test_shares_of_untold_kind_are_not_all_that_there_is_where_others_hold_nothing() -> None:
    rows = ("X", "A", "", "30"), ("Y", "A", "", "30"), (OTHER_OWNERS, "A", "", "0")
    assert [answer(*rows, by=by).truth for by in WAYS[:3]] == [None] * 3


@pytest.mark.parametrize("by", WAYS)
def test_one_share_reaches_the_line_of_whichever_kind_it_is(by: Way) -> None:
    found = answer(("X", "A", "", "60"), by=by)
    assert (found.truth, found.low) == (True, Fraction(3, 5))
    assert found.chain[-1].kind == "equity or votes"


def test_all_of_an_untold_kind_does_not_rule_out_a_listed_holder_of_the_other() -> None:
    assert answer(("N", "A", "", "100")).truth is None
    assert answer(("N", "A", "equity", "100")).truth is False


def test_that_others_hold_nothing_is_said_of_every_kind() -> None:
    rows = ("N", "A", "", "100"), ("X", "A", "votes", "0..40"), (OTHER_OWNERS, "A", "", "0")
    assert answer(*rows).truth is False
    assert answer(*rows[:2]).truth is None


def of_every_kind(facts: Book) -> Iterator[Book]:
    """The book under every kind that its untold rows can be of; a denial is of all that are asked about."""
    untold = [each for each in facts.holdings if not each.kind and each.share != exactly(0)]
    denied = [each for each in facts.holdings if not each.kind and each.share == exactly(0)]
    told = [each for each in facts.holdings if each.kind]
    for kinds in product(KINDS, repeat=len(untold)):
        said = [replace(each, kind=kind) for each, kind in zip(untold, kinds, strict=True)]
        spoken_of = {(each.owned, each.kind) for each in (*told, *said)}
        asked = [
            (each, kind)
            for each in denied
            for kind in KINDS
            if kind == "equity" or (each.owned, kind) in spoken_of
        ]
        both = [replace(each, kind=kind) for each, kind in asked]
        yield replace(facts, holdings=(*told, *said, *both))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["X", "Y", "N", "B", OTHER_OWNERS]),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["", "", *KINDS]),
        st.sampled_from(["0", "20", "30", "50", "60", "100", "0..40"]),
    ).filter(lambda row: row[0] != row[1]),
    min_size=1,
    max_size=5,
)  # fmt: skip


@given(ROWS, st.sampled_from(WAYS))
def test_what_is_settled_is_settled_alike_of_whichever_kind_the_shares_are(rows: list[Row], by: Way) -> None:
    facts = written(*rows)
    found = owned_by_listed(facts, by, DAY)
    for one in of_every_kind(facts):
        sure = owned_by_listed(one, by, DAY)
        if any(each.contradiction for each in sure.values()):
            continue
        for party, each in found.items():
            assert each.truth in {None, sure[party].truth}


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("text", ["", "0..60", "20..60"])
def test_that_others_hold_some_untold_kind_is_not_undone_by_an_assumption(by: Way, text: str) -> None:
    none = (Assumption("holdings.others", ()),)
    facts = replace(written((OTHER_OWNERS, "A", "", text), ("N", "A", "", "40")), assumptions=none)
    assert owned_by_listed(facts, by, DAY)["A"].truth is None
    silent = replace(facts, holdings=facts.holdings[1:])
    assert owned_by_listed(silent, by, DAY)["A"].truth is False


def test_that_others_hold_some_and_nothing_contradict_each_other_whatever_the_kind() -> None:
    some, nothing = (OTHER_OWNERS, "A", "", "20..60"), (OTHER_OWNERS, "A", "", "0")
    for rows in ((some, nothing), (nothing, some)):
        assert [(found.truth, bool(found.contradiction)) for found in [answer(*rows)]] == [(None, True)]
    assert answer((OTHER_OWNERS, "A", "", "0..60"), nothing).truth is False
