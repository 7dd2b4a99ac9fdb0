"""Random law, facts and days for property tests."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st

from xenotime.exact import Range
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Condition, Joined, Leaf, Subject, Tree, Value, reading_is, text_says
from xenotime.law.lawbook import Gap, Lawbook, Regime
from xenotime.law.provision import CONCLUSIONS, Dated, Place, Rule
from xenotime.law.question import Question
from xenotime.law.vocabulary import FactKind, Vocabulary

DAY = date(2030, 1, 1)
WORDS = ("red", "green", "blue")
FACTS = {
    "colour": FactKind("colour", "item", words=WORDS),
    "shape": FactKind("shape", "shipment", words=("round", "flat")),
    "size": FactKind("size", "item", type="number"),
    "marks": FactKind("marks", "item", many=True),
}
LIMITS = (Fraction(1), Fraction(2))
QUESTION = "zz/q"
TEXT = "zz/unread"


@dataclass(frozen=True)
class World:
    """A random law with random sightings of its facts."""

    law: Lawbook
    seen: dict[str, Seen]


def _subject(name: str) -> Subject:
    return Subject("fact", FACTS[name].about, name)


@st.composite
def conditions(draw: st.DrawFn) -> Tree:
    """One plain condition."""
    name = draw(st.sampled_from([*FACTS, "question", "text"]))
    if name == "question":
        return reading_is(QUESTION, draw(st.sampled_from(["narrow", "wide"])))
    if name == "text":
        return text_says(TEXT)
    if name == "size":
        relation = draw(st.sampled_from(["==", "!=", "<", ">", "<=", ">="]))
        return Leaf(Condition(_subject(name), relation, Value(amount=draw(st.sampled_from(LIMITS)))))
    words = {"colour": WORDS, "shape": ("round", "flat"), "marks": ("a", "b")}[name]
    chosen = tuple(draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)))
    relation = draw(st.sampled_from(["in", "not in"]))
    return Leaf(Condition(_subject(name), relation, Value(words=chosen)))


@cache
def trees() -> st.SearchStrategy[Tree]:
    """Conditions joined by all, any and none; one strategy for all draws, since making one takes longer than drawing."""
    return st.recursive(
        conditions(),
        lambda inner: st.builds(
            Joined,
            st.sampled_from(["all", "any", "none"]),
            st.lists(inner, min_size=1, max_size=3).map(tuple),
        ),
        max_leaves=4,
    )


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Up to five rules whose `upon` and `exception_to` run in no circle."""
    count = draw(st.integers(1, 5))
    made = []
    for number in range(count):
        earlier = [f"zz/law {other}" for other in range(number)]
        pick = st.lists(st.sampled_from(earlier), max_size=2, unique=True) if earlier else st.just([])
        upon, excepts = draw(pick), draw(pick)
        made.append(
            Rule(
                Place("zz/law", str(number), issued=DAY),
                draw(st.sampled_from(CONCLUSIONS)),
                draw(trees()),
                (Dated(start=DAY),),
                upon=tuple(upon),
                exception_to=tuple(each for each in excepts if each not in upon),
                rank=draw(st.sampled_from(["law", "law", "guidance"])),
                under=draw(st.sampled_from([None, None, (QUESTION, "wide")])),
            )
        )
    assume(not runs_in_a_circle(made))
    return tuple(made)


def runs_in_a_circle(made: list[Rule]) -> bool:
    """Whether some rule depends, in the end, on itself."""
    needs = {
        rule.id: {*rule.upon, *(other.id for other in made if rule.id in other.exception_to)} for rule in made
    }
    while free := [each for each, needed in needs.items() if not needed & set(needs)]:
        needs = {each: needed for each, needed in needs.items() if each not in free}
    return bool(needs)


@st.composite
def sightings(draw: st.DrawFn) -> dict[str, Seen]:
    """Known, partly known and unknown facts."""
    item, shipment = About("item", "I"), About("shipment", "S")
    seen: dict[str, Seen] = {}
    colour = draw(st.sampled_from([None, *WORDS, "among"]))
    among = frozenset({"red", "green"}) if colour == "among" else None
    known = colour in WORDS
    seen["colour"] = Seen(item, frozenset({colour}) if known and colour else frozenset(), known, among)
    shape = draw(st.sampled_from([None, "round", "flat"]))
    seen["shape"] = Seen(shipment, frozenset({shape} if shape else ()), closed=bool(shape))
    ends = sorted(draw(st.lists(st.sampled_from([0, 1, 2, 3]), min_size=2, max_size=2)))
    high = draw(st.sampled_from([None, Fraction(ends[1])]))
    seen["size"] = Seen(item, amount=Range(Fraction(ends[0]), high))
    marks = draw(st.sets(st.sampled_from(["a", "b"])))
    seen["marks"] = Seen(item, frozenset(marks), closed=draw(st.booleans()))
    return seen


@st.composite
def gaps(draw: st.DrawFn) -> tuple[Gap, ...]:
    """Up to two gaps, on which something may be released or nothing."""
    touches = draw(st.lists(trees(), max_size=2))
    return tuple(
        Gap(f"zz/gap-{number}", "not encoded", tree, clearance=draw(st.booleans()))
        for number, tree in enumerate(touches)
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A random law and random facts."""
    place = Place("zz/law", "q")
    law = Lawbook(
        vocabulary=Vocabulary(dict(FACTS)),
        regimes={"zz": Regime("zz", "Invented", DAY, DAY, draw(gaps()))},
        rules=draw(rules()),
        questions={QUESTION: Question(place, QUESTION, "How wide?", ("narrow", "wide"), "wide")},
    )
    return World(law, draw(sightings()))
