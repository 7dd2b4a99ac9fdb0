"""What a book hides widens the bounds, and never moves them off the truth."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tracing.trace_books import ANY_ORIGIN, CN, EARLIER
from tracing.trace_worlds import NEW, Key, Telling, World, worlds
from xenotime.exact import Range
from xenotime.facts.declaration import ContentRow
from xenotime.tracing.column import Column, Traced
from xenotime.tracing.content import Tracer

KINDS: dict[str, tuple[Column, bool, bool]] = {
    "acquired": (CN, True, True),
    "earlier": (EARLIER, True, False),
    "any origin": (ANY_ORIGIN, False, False),
}
MANY = settings(max_examples=150, deadline=None)


@st.composite
def tellings(draw: st.DrawFn) -> tuple[Telling, Column]:
    world = draw(worlds())
    hidden = frozenset(draw(st.lists(st.sampled_from(world.keys()), max_size=12)))
    column, origin, barrier = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    by = draw(st.sampled_from(["value", "mass"]))
    return Telling(world, hidden, by, origin, barrier), column


def content(telling: Telling, column: Column) -> Traced:
    by = "value" if telling.by == "value" else "mass"
    return Tracer(telling.book()).content("I0", column, by=by)  # type: ignore[arg-type]


def share(telling: Telling, column: Column) -> Traced:
    by = "value" if telling.by == "value" else "mass"
    return Tracer(telling.book()).share("I0", column, by=by)  # type: ignore[arg-type]


def truth(telling: Telling) -> Fraction:
    return telling.world.inside(0, origin=telling.origin, barrier=telling.barrier)


def true_share(telling: Telling) -> Fraction:
    worth = telling.world.worth(0)
    return truth(telling) / worth if worth else Fraction(0)


def holds(found: Range | None, true: Fraction) -> bool:
    return found is not None and found.low <= true and (found.high is None or true <= found.high)


def is_within(inner: Range | None, outer: Range | None) -> bool:
    assert inner is not None
    assert outer is not None
    met = inner.meets(outer)
    return met == inner


@MANY
@given(tellings())
def test_the_bounds_hold_the_true_content(told: tuple[Telling, Column]) -> None:
    found = content(*told)
    assert holds(found.amount, truth(told[0]))
    assert not found.contradiction or told[0].says_what_is_false


@MANY
@given(tellings())
def test_the_bounds_hold_the_true_share(told: tuple[Telling, Column]) -> None:
    found = share(*told)
    assert holds(found.amount, true_share(told[0]))
    assert not found.contradiction or told[0].says_what_is_false


@MANY
@given(tellings())
def test_a_book_that_hides_nothing_gives_the_truth_exactly(told: tuple[Telling, Column]) -> None:
    telling = replace(told[0], hidden=frozenset())
    found, part = content(telling, told[1]), share(telling, told[1])
    assert found.amount == Range(truth(telling), truth(telling))
    assert part.amount == Range(true_share(telling), true_share(telling))
    assert (found.missing, part.missing) == ((), ())


@MANY
@given(tellings(), st.data())
def test_what_becomes_known_narrows_the_bounds(told: tuple[Telling, Column], data: st.DataObject) -> None:
    telling, column = told
    keys = sorted(telling.hidden)
    shown = frozenset(data.draw(st.lists(st.sampled_from(keys), unique=True))) if keys else frozenset[Key]()
    more = replace(telling, hidden=telling.hidden - shown)
    for find in (content, share):
        found = find(more, column)
        assert found.contradiction or is_within(found.amount, find(telling, column).amount)


@MANY
@given(tellings())
def test_what_is_open_names_a_missing_fact(told: tuple[Telling, Column]) -> None:
    for found in (content(*told), share(*told)):
        assert found.amount is not None
        assert found.amount.is_exact or found.missing
        assert all(each.about.kind == "item" and each.ask for each in found.missing)


@MANY
@given(worlds(), st.data())
def test_presence_is_never_wrong_and_is_known_where_nothing_is_hidden(
    world: World, data: st.DataObject
) -> None:
    hidden = frozenset(data.draw(st.lists(st.sampled_from(world.keys()), max_size=12)))
    for kept in (hidden, frozenset[Key]()):
        telling = Telling(world, kept)
        facts = telling.book()
        numbers = range(len(world.things))
        said = [row for number in numbers for row in presence_rows(telling, number)]
        others = [row for row in facts.contents if row.substance == "others"]
        found = Tracer(replace(facts, contents=(*said, *others))).has_substance("I0", "Dy")
        assert found.truth in ({True, False, None} - {not world.has_any(0)})
        assert not found.contradiction
        assert found.truth is not None or found.missing
        if not kept:
            assert found.truth is world.has_any(0)


def presence_rows(telling: Telling, number: int) -> list[ContentRow]:
    thing = telling.world.things[number]
    if ("said", number) in telling.hidden or not (thing.extra or thing.speaks):
        return []
    there = telling.world.has_any(number)
    return [ContentRow(f"I{number}", "Dy", present=there, absent=not there, said_by="maker", said_on=NEW)]
