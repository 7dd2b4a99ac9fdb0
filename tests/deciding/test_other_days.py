"""The outcomes of other days, found by what changed, are those of laying the whole law of that day out."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import DAY, FACTS, World, worlds
from xenotime.deciding.case import Case
from xenotime.deciding.decide import laid_out
from xenotime.deciding.other_days import OtherDays
from xenotime.deciding.plan import plan_of
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Condition, Joined, Leaf, Settled, Subject, Tree, Value
from xenotime.law.control_list import Group, Member
from xenotime.law.lawbook import Lawbook, Regime
from xenotime.law.provision import Dated, Place, Rule, Suspension, Threshold
from xenotime.law.vocabulary import Vocabulary

DAYS = tuple(DAY + timedelta(days=number) for number in range(5))
GROUP, LIMIT, PLACE = "zz/colours", "limit", Place("zz/law", "g", issued=DAY)


@st.composite
def periods(draw: st.DrawFn) -> Dated:
    """Some days of the five, with either end open or not."""
    start, until = sorted(draw(st.lists(st.sampled_from(DAYS), min_size=2, max_size=2)))
    return Dated(
        draw(st.sampled_from([start, None])),
        draw(st.sampled_from([until, None])),
        issued=DAY,
        seen="official",
    )


def dated(tree: Tree) -> Tree:
    """The tree with colours asked by a group and sizes by a threshold, both of which change with the day."""
    if isinstance(tree, Joined):
        return replace(tree, parts=tuple(dated(part) for part in tree.parts))
    if isinstance(tree, Settled):
        return tree
    condition = tree.condition
    if condition.subject.name == "colour":
        return Leaf(Condition(condition.subject, condition.relation, Value(ref=GROUP, text=GROUP)))
    if condition.subject.name == "size":
        return Leaf(Condition(condition.subject, condition.relation, Value(threshold=LIMIT, text=LIMIT)))
    return tree


@st.composite
def dated_worlds(draw: st.DrawFn) -> World:
    """A random law that changes from day to day: rules, sleeps, a group and a threshold."""
    world = draw(worlds())
    rules = tuple(
        replace(rule, when=dated(rule.when), in_force=(draw(periods()),)) for rule in world.law.rules
    )
    sleeps = [
        Suspension(PLACE, (draw(st.sampled_from(rules)).id,), draw(periods()))
        for _ in range(draw(st.integers(0, 1)))
    ]
    members = [Member(word, draw(periods())) for word in ("red", "green", "blue")]
    turn = draw(st.sampled_from(DAYS))
    values = (
        Dated(until=turn, issued=DAY, amount=Fraction(1)),
        Dated(start=turn, issued=DAY, amount=Fraction(2)),
    )
    law = replace(
        world.law,
        rules=rules,
        suspensions=tuple(sleeps),
        groups={GROUP: Group(PLACE, GROUP, tuple(members))},
        thresholds=(Threshold(PLACE, LIMIT, values),),
    )
    return World(law, world.seen)


def outcomes(case: Case, world: World, on: date) -> tuple[str, ...]:
    return laid_out(case, world.law, plan_of(world.law, "zz", DAY), on, DAY).default_outcomes


@settings(max_examples=200, deadline=None)
@given(dated_worlds(), st.sampled_from(DAYS))
def test_the_outcomes_of_another_day_are_those_of_the_whole_law_of_that_day(world: World, on: date) -> None:
    def see(subject: Subject) -> Seen:
        return world.seen[subject.name]

    case = Case("S", None, "I", see)
    laid = laid_out(case, world.law, plan_of(world.law, "zz", DAY), on, DAY)
    others = OtherDays(case, world.law, laid.outlook, laid.default, on, DAYS)
    for day in DAYS:
        assert others.outcomes(day) == outcomes(case, world, day)


def test_a_rule_that_fails_on_the_day_is_seen_where_its_group_grows() -> None:
    red = Leaf(Condition(Subject("fact", "item", "colour"), "in", Value(ref=GROUP, text=GROUP)))
    rule = Rule(Place("zz/law", "1", issued=DAY), "prohibited", red, (Dated(start=DAY),))
    later = Member("red", Dated(start=DAYS[3], issued=DAY))
    world = worlds_with(rule, later)
    case = Case("S", None, "I", lambda subject: world.seen[subject.name])
    laid = laid_out(case, world.law, plan_of(world.law, "zz", DAY), DAY, DAY)
    others = OtherDays(case, world.law, laid.outlook, laid.default, DAY, DAYS)
    assert [others.outcomes(day) for day in DAYS[2:4]] == [("not subject",), ("prohibited",)]


def worlds_with(rule: Rule, member: Member) -> World:
    """A world of one rule and one group, where the item is red."""
    law = Lawbook(
        vocabulary=Vocabulary(dict(FACTS)),
        regimes={"zz": Regime("zz", "Invented", DAY, DAY)},
        rules=(rule,),
        groups={GROUP: Group(PLACE, GROUP, (member,))},
    )
    return World(law, {"colour": Seen(About("item", "I"), frozenset({"red"}), closed=True)})
