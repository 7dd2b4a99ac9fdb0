"""What is possible equals brute force over every completion."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from unittest.mock import patch

from hypothesis import given, settings

from strategies import DAY, FACTS, QUESTION, TEXT, WORDS, World, worlds
from xenotime.deciding import diagram
from xenotime.deciding.case import Case
from xenotime.deciding.decide import decide
from xenotime.facts.seen import Seen
from xenotime.law.condition import Condition, Joined, Settled, Subject, Tree
from xenotime.law.provision import OUTCOMES, POLICIES, SUBJECT, Rule

Whole = dict[str, object]
SIZES = tuple(Fraction(each, 2) for each in range(-2, 9))


def completions(seen: dict[str, Seen]) -> Iterator[Whole]:
    colours = seen["colour"].words or seen["colour"].among or set(WORDS)
    shapes = seen["shape"].words or {"round", "flat"}
    amount = seen["size"].amount
    assert amount is not None
    sizes = [s for s in SIZES if amount.low <= s and (amount.high is None or s <= amount.high)]
    free = () if seen["marks"].closed else tuple({"a", "b"} - seen["marks"].words)
    marks = [
        seen["marks"].words | {m for m, there in zip(free, flags, strict=True) if there}
        for flags in product([False, True], repeat=len(free))
    ]
    for values in product(sorted(colours), sorted(shapes), sizes, marks, ("narrow", "wide"), (True, False)):
        yield dict(zip((*FACTS, QUESTION, TEXT), values, strict=True))


def true_in(tree: Tree, whole: Whole) -> bool:
    if isinstance(tree, Settled):
        return bool(tree.holds)
    if isinstance(tree, Joined):
        answers = [true_in(part, whole) for part in tree.parts]
        return all(answers) if tree.how == "all" else any(answers) if tree.how == "any" else not any(answers)
    return plain(tree.condition, whole)


def plain(condition: Condition, whole: Whole) -> bool:
    value = whole[condition.subject.name]
    if condition.subject.kind == "text":
        return bool(value)
    if isinstance(value, Fraction):
        limit = condition.value.amount
        assert limit is not None
        return {
            "==": value == limit,
            "!=": value != limit,
            "<": value < limit,
            ">": value > limit,
            "<=": value <= limit,
            ">=": value >= limit,
        }[condition.relation]
    words = value if isinstance(value, (set, frozenset)) else {value}
    inside = bool(set(words) & set(condition.value.words))
    return inside if condition.relation in {"in", "=="} else not inside


def counting(rules: tuple[Rule, ...], whole: Whole, dropped: frozenset[str]) -> dict[str, bool]:
    counts: dict[str, bool] = {}
    by_id = {each.id: each for each in rules}

    def counts_(id_: str) -> bool:
        if id_ not in counts:
            rule = by_id[id_]
            awake = rule.under is None or whole[rule.under[0]] == rule.under[1]
            upon = not rule.upon or any(counts_(each) for each in rule.upon)
            excepted = any(counts_(other) for other, each in by_id.items() if id_ in each.exception_to)
            counts[id_] = id_ not in dropped and awake and true_in(rule.when, whole) and upon and not excepted
        return counts[id_]

    for each in by_id:
        counts_(each)
    return counts


def conflicts(rules: tuple[Rule, ...]) -> list[tuple[str, str]]:
    return [
        (one.id, other.id)
        for n, one in enumerate(rules)
        for other in rules[n + 1 :]
        if set(one.exception_to) & set(other.exception_to)
        and one.concludes != other.concludes
        and one.id not in other.exception_to
        and other.id not in one.exception_to
    ]


def results(
    rules: tuple[Rule, ...], whole: Whole, dropped: frozenset[str] = frozenset()
) -> set[tuple[str, str]]:
    counts = counting(rules, whole, dropped)
    at_odds = [pair for pair in conflicts(rules) if all(counts[each] for each in pair)]
    if at_odds:
        return set().union(*(results(rules, whole, dropped | {each}) for pair in at_odds for each in pair))
    counted = [rule for rule in rules if counts[rule.id]]
    levels = [
        OUTCOMES.index(OUTCOMES[1] if rule.concludes == SUBJECT else rule.concludes)
        for rule in counted
        if rule.concludes not in POLICIES
    ]
    outcome = OUTCOMES[max(levels, default=0)]
    policies = [POLICIES.index(rule.concludes) for rule in counted if rule.concludes in POLICIES]
    return {(outcome, POLICIES[max(policies, default=0)] if outcome == "licence required" else "")}


def case_of(world: World) -> Case:
    def see(subject: Subject) -> Seen:
        return world.seen[subject.name]

    return Case("S", None, "I", see)


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_possible_outcomes_and_policies_are_those_of_all_completions(world: World) -> None:
    answer = decide(case_of(world), world.law, "zz", on=DAY, known_on=DAY)
    expected = set().union(*(results(world.law.rules, whole) for whole in completions(world.seen)))
    assert answer.tight
    assert set(answer.possible) == {outcome for outcome, _ in expected}
    assert set(answer.policies) == {policy for _, policy in expected if policy}


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_outcomes_that_are_too_many_to_be_worked_out_are_never_too_few(world: World) -> None:
    with patch.object(diagram, "MOST_NODES", 0):
        answer = decide(case_of(world), world.law, "zz", on=DAY, known_on=DAY)
    expected = set().union(*(results(world.law.rules, whole) for whole in completions(world.seen)))
    assert set(answer.possible) >= {outcome for outcome, _ in expected}


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_a_fact_is_missing_exactly_when_two_values_of_it_give_different_outcomes(world: World) -> None:
    answer = decide(case_of(world), world.law, "zz", on=DAY, known_on=DAY)
    every = list(completions(world.seen))
    by_rest: dict[tuple[str, tuple[object, ...]], set[frozenset[str]]] = {}
    for whole in every:
        outcome = frozenset(outcome for outcome, _ in results(world.law.rules, whole))
        for name in ("colour", "shape", "size"):
            rest = tuple((k, v) for k, v in whole.items() if k != name)
            by_rest.setdefault((name, rest), set()).add(outcome)
    expected = {name for (name, _), outcomes in by_rest.items() if len(outcomes) > 1}
    assert {each.fact for each in answer.missing} & {"colour", "shape", "size"} == expected


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_facts_that_would_settle_do_settle_whatever_they_turn_out_to_be(world: World) -> None:
    answer = decide(case_of(world), world.law, "zz", on=DAY, known_on=DAY)
    for chosen in answer.would_settle:
        names = [each.fact.removeprefix("reading of ").removeprefix("text of ") for each in chosen]
        if "marks" in names:
            continue
        groups: dict[tuple[object, ...], set[str]] = {}
        for whole in completions(world.seen):
            outcomes = {outcome for outcome, _ in results(world.law.rules, whole)}
            groups.setdefault(tuple(whole[name] for name in names), set()).update(outcomes)
        assert all(len(outcomes) == 1 for outcomes in groups.values())
