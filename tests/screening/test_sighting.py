"""Sightings that the law does not tell apart are one once they are cut down."""

from hypothesis import example, given
from hypothesis import strategies as st

from xenotime.facts.seen import NO, YES, About, Seen
from xenotime.screening.sighting import Tells, cut

LAW = frozenset({"a", "b", "c", "plant:US:3E001", "plant:US"})
STEPS = ("plant:US:unstated", "plant:US:9E", "plant:DE:unstated", "software:US:unstated")
WORDS = st.frozensets(st.sampled_from([*sorted(LAW), YES, NO, "x", "y", "z", *STEPS]))
ABOUT = About("party", "P")


def seen(words: frozenset[str], among: frozenset[str] | None, *, closed: bool) -> Seen:
    return Seen(ABOUT, words, closed, among)


ALIKE = {"a": ("a", "b"), "b": ("a", "b"), "c": ("c",)}
TELLS = st.sampled_from([{}, ALIKE]).map(
    lambda alike: Tells(whole=False, words=LAW | {YES, NO}, limits=None, alike=alike)
)
SIGHTINGS = st.builds(seen, WORDS, st.none() | WORDS, closed=st.booleans())


@given(SIGHTINGS, SIGHTINGS, TELLS)
@example(
    seen(frozenset(), frozenset(["a", "x"]), closed=True),
    seen(frozenset(), frozenset(["a", STEPS[0]]), closed=True),
    Tells(whole=False, words=LAW | {YES, NO}, limits=None),
)
def test_two_sightings_with_one_signature_are_cut_to_one_but_for_yes_and_no(
    one: Seen, other: Seen, tells: Tells
) -> None:
    if tells.signature(one) == tells.signature(other):
        assert cut(one, ABOUT, "t", tells) == cut(other, ABOUT, "t", tells)


@given(SIGHTINGS, TELLS)
def test_what_was_cut_has_the_signature_that_it_had(one: Seen, tells: Tells) -> None:
    assert tells.signature(cut(one, ABOUT, "t", tells)) == tells.signature(one)


def test_words_that_no_condition_tells_apart_have_one_signature_and_as_many_words() -> None:
    tells = Tells(whole=False, words=LAW, limits=None, alike=ALIKE)
    told = [
        tells.signature(seen(frozenset(each), None, closed=True))
        for each in ("a", "b", "c", "ab", "ac", "bc")
    ]
    assert (told[0] == told[1], told[4] == told[5]) == (True, True)
    assert len({told[0], told[2], told[3], told[4]}) == len(told) - 2


@given(SIGHTINGS)
def test_cutting_leaves_what_the_law_tells(one: Seen) -> None:
    tells = Tells(whole=False, words=LAW, limits=None)
    short = cut(one, ABOUT, "t", tells)
    assert tells.signature(short) == tells.signature(one)
    assert [short.rules_out(word) for word in sorted(LAW)] == [one.rules_out(word) for word in sorted(LAW)]
    assert (YES in short.words, NO in short.words) == (YES in one.words, NO in one.words)
