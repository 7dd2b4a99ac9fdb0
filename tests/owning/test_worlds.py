"""The answer for every small book is what every state of affairs that it allows says."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from owning.owned_worlds import (
    DAY,
    LIST,
    World,
    counting,
    fillings,
    own_left_out,
    person,
    through_chains,
    way,
    worlds,
)
from xenotime.exact import Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.party import OTHER_OWNERS, Holding, Party
from xenotime.owning.listed import Way, owned_by_listed

COMPANIES = ("A", "B", "C")
MOST_WORLDS = 2000
QUARTERS = 4
EIGHTHS = 8
"""Two owners that share evenly what is left over meet the grid of quarters at eighths."""
NEAR = 1e-9

cells = st.integers(0, QUARTERS)
KNOWN = st.sampled_from([(), (LIST,)])
LISTS = st.sampled_from([(), (LIST,), None])


@st.composite
def shares(draw: st.DrawFn) -> Range | None:
    ends = sorted([draw(cells), draw(cells)]) if draw(st.integers(0, 2)) == 0 else [draw(cells)] * 2
    unsaid = draw(st.integers(0, 9)) == 0
    return None if unsaid else Range(*(Fraction(each, QUARTERS) for each in ends))


@st.composite
def books(draw: st.DrawFn, *, rows: int, kinds: tuple[str, ...] = ("equity",)) -> Book:
    """Two or three companies that may own each other, and three persons that nobody owns."""
    companies = COMPANIES[: draw(st.integers(2, 3))]
    parties = {"L": person("L", (LIST,)), "U": person("U", draw(LISTS)), "N": person("N", ())}
    parties |= {each: Party(each, lists=draw(st.sampled_from([(), (), (), None]))) for each in companies}
    holdings = []
    for company in companies:
        for kind in kinds[: draw(st.integers(1, len(kinds)))]:
            owners = draw(st.lists(st.sampled_from([*parties]), min_size=1, max_size=rows, unique=True))
            holdings += [Holding(each, company, kind, draw(shares())) for each in owners]
            if draw(st.integers(0, 3)):
                part = draw(st.sampled_from([0, 0, 1, 2]))
                holdings.append(Holding(OTHER_OWNERS, company, kind, Range(Fraction(0), Fraction(part, 4))))
    return Book(parties=parties, holdings=tuple(holdings))


def every_world(book: Book, steps: int) -> list[World]:
    """All states of affairs, for books that allow some but not too many."""
    found: list[World] = []
    for each in worlds(book, steps=steps):
        found.append(each)
        assume(len(found) <= MOST_WORLDS)
    assume(found)
    return found


lines = st.sampled_from([("0.25", False), ("0.5", False), ("0.5", True), ("0.75", False), ("0.4999", False)])
SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def assert_exact(book: Book, how: Way, steps: int) -> None:
    states = [counting(each, how) for each in every_world(book, steps)]
    answers = owned_by_listed(book, how, DAY)
    for party in book.parties:
        seen = {party in state for state in states}
        assert answers[party].truth == (seen.pop() if len(seen) == 1 else None), (party, answers[party])


@SLOW
@given(books(rows=3, kinds=("equity", "votes")), lines, st.sampled_from(["direct", "cascade"]))
def test_owners_together_are_a_yes_in_all_worlds_and_a_no_in_none(
    book: Book, line: tuple[str, bool], tiers: str
) -> None:
    assert_exact(book, way(line[0], above=line[1], tiers=tiers), QUARTERS)


@SLOW
@given(books(rows=2), lines, st.sampled_from(["direct", "cascade"]))
def test_a_single_owner_is_a_yes_in_all_worlds_and_a_no_in_none(
    book: Book, line: tuple[str, bool], tiers: str
) -> None:
    assert_exact(book, way(line[0], above=line[1], tiers=tiers, owners="each"), EIGHTHS)


@SLOW
@given(books(rows=3), st.sampled_from(["0.25", "0.5"]), st.sampled_from(["together", "each"]))
def test_what_is_left_out_as_a_companys_own_makes_no_wrong_answer(book: Book, line: str, owners: str) -> None:
    """Which firms are its own, and how much of it they hold, may not be known."""
    how = way(line, owners=owners, tiers="own apart")
    states = [own_left_out(each, how) for each in every_world(book, QUARTERS)]
    for party, answer in owned_by_listed(book, how, DAY).items():
        seen = {party in state for state in states}
        assert answer.truth is None or seen == {answer.truth}, (party, answer)


@SLOW
@given(books(rows=3), st.sampled_from(["0.25", "0.5", "0.6"]))
def test_multiplied_shares_reach_from_the_least_world_to_the_most(book: Book, line: str) -> None:
    states = [through_chains(each, book.parties, frozenset(each[1])) for each in every_world(book, QUARTERS)]
    for party, answer in owned_by_listed(book, way(line, tiers="multiply"), DAY).items():
        values = [state[party] for state in states]
        assert float(answer.high) == pytest.approx(max(values), abs=NEAR)
        if answer.low < 1:
            assert float(answer.low) == pytest.approx(min(values), abs=NEAR)


@SLOW
@given(books(rows=3), st.sampled_from(["0.25", "0.5", "0.6"]))
def test_a_single_source_of_multiplied_shares_lies_within_its_bounds(book: Book, line: str) -> None:
    how = way(line, tiers="multiply", owners="each")
    answers = owned_by_listed(book, how, DAY)
    for world in every_world(book, QUARTERS):
        shares, listed, others = world
        best = dict.fromkeys(book.parties, 0.0)
        for source in listed or frozenset({""}):
            for party, value in through_chains(world, book.parties, frozenset({source})).items():
                best[party] = max(best[party], value)
        for party, answer in answers.items():
            assert float(answer.low) - NEAR <= best[party] <= float(answer.high) + NEAR, (
                party,
                shares,
                others,
            )


def _settle(book: Book, how: Way, party: str, choose: st.DataObject) -> Book:
    """The book after every fact named as missing has been found out, one way or the other."""
    asked = owned_by_listed(book, how, DAY)[party].missing
    assert asked
    lists = {each.about.id for each in asked if each.fact == "lists"}
    parties = {
        each.id: replace(each, lists=choose.draw(KNOWN)) if each.id in lists else each
        for each in book.parties.values()
    }
    rows: list[Holding] = []
    for company, kind in product(book.parties, ("equity", "votes")):
        mine = [row for row in book.holdings if (row.owned, row.kind) == (company, kind)]
        found = {
            each.about.id.partition(" > ")[0] if each.fact == "share" else OTHER_OWNERS
            for each in asked
            if each.about.id.split(" > ")[-1] == company and f"({kind})" in each.ask
        }
        if mine or found:
            rows += _found_out(mine, company, kind, found, choose)
    new = {row.owner for row in rows} - {*parties, OTHER_OWNERS}
    parties |= {each: person(each, choose.draw(KNOWN)) for each in sorted(new)}
    return Book(parties=parties, holdings=tuple(rows))


def _found_out(
    mine: list[Holding], company: str, kind: str, found: set[str], choose: st.DataObject
) -> list[Holding]:
    """The rows on one company, the shares of the owners `found` now exact and the unnamed now named."""
    stated = {row.owner: row for row in mine}
    unsaid = Holding(OTHER_OWNERS, company, kind)
    ends = {each.owner: each.share or Range(Fraction(0), Fraction(1)) for each in (unsaid, *mine)}
    filling = choose.draw(st.sampled_from(fillings(ends, QUARTERS)))
    if OTHER_OWNERS in found:
        stated[OTHER_OWNERS] = replace(unsaid, share=exactly(0))
        name = f"new owner of {company}, {kind}"
        stated[name] = Holding(name, company, kind, exactly(filling[OTHER_OWNERS]))
    for owner in found - {OTHER_OWNERS}:
        stated[owner] = replace(stated[owner], share=exactly(filling[owner]))
    return list(stated.values())


@SLOW
@given(
    books(rows=3, kinds=("equity", "votes")),
    st.sampled_from(["direct", "cascade", "multiply"]),
    st.sampled_from(["together", "each"]),
    st.data(),
)
def test_whatever_the_missing_facts_turn_out_to_be_they_settle_the_answer(
    book: Book, tiers: str, owners: str, data: st.DataObject
) -> None:
    how = way(tiers=tiers, owners=owners)
    answers = owned_by_listed(book, how, DAY)
    assume(not any(each.contradiction for each in answers.values()))
    unsettled = [each for each, answer in answers.items() if answer.truth is None]
    assume(unsettled)
    party = data.draw(st.sampled_from(unsettled))
    settled = owned_by_listed(_settle(book, how, party, data), how, DAY)[party]
    assert settled.truth is not None, (answers[party], settled)
