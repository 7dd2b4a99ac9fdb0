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


SIGHTINGS = st.builds(seen, WORDS, st.none() | WORDS, closed=st.booleans())


@given(SIGHTINGS, SIGHTINGS)
@example(
    seen(frozenset(), frozenset(["a", "x"]), closed=True),
    seen(frozenset(), frozenset(["a", STEPS[0]]), closed=True),
)
def test_two_sightings_with_one_signature_are_cut_to_one_but_for_yes_and_no(one: Seen, other: Seen) -> None:
    tells = Tells(whole=False, words=LAW | {YES, NO}, limits=None)
    if tells.signature(one) == tells.signature(other):
        assert cut(one, ABOUT, "t", tells) == cut(other, ABOUT, "t", tells)


@given(SIGHTINGS)
def test_cutting_leaves_what_the_law_tells(one: Seen) -> None:
    tells = Tells(whole=False, words=LAW, limits=None)
    short = cut(one, ABOUT, "t", tells)
    assert tells.signature(short) == tells.signature(one)
    assert [short.rules_out(word) for word in sorted(LAW)] == [one.rules_out(word) for word in sorted(LAW)]
    assert (YES in short.words, NO in short.words) == (YES in one.words, NO in one.words)
