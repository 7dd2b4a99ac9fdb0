"""`ask` against brute force: every answer to every question is tried on the book itself."""

from hypothesis import HealthCheck, given, settings

from asking.small_books import (
    Key,
    answers_to,
    asked,
    books,
    every_answer,
    key_of,
    law,
    settled_orders,
    with_answers,
)
from xenotime.asking.effects import Unsettled, unsettled
from xenotime.asking.plan import AskPlan, plan_of
from xenotime.casework.cases import Docket
from xenotime.facts.book import Book
from xenotime.facts.seen import About, Missing

slow = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def effects(book: Book) -> list[Unsettled]:
    return list(unsettled(Docket(book, law(), asked())))


def brute(book: Book, key: Key) -> tuple[frozenset[str], frozenset[str]]:
    """The orders that are settled whatever the answer is, and those that some answer settles."""
    each = [settled_orders(with_answers(book, given)) for given in every_answer([key])]
    return frozenset.intersection(*each), frozenset.union(*each)


@slow
@given(books())
def test_a_question_settles_the_orders_that_every_answer_settles_and_perhaps_those_that_one_does(
    book: Book,
) -> None:
    plan = plan_of(effects(book))
    known = settled_orders(book)
    for ranked in plan.ranked:
        key = key_of(ranked.missing)
        if not answers_to(key):
            continue
        always, sometimes = brute(book, key)
        assert set(ranked.settles) == always - known
        assert set(ranked.perhaps) == sometimes - known


@slow
@given(books())
def test_every_step_settles_what_it_says_whatever_the_answers_are(book: Book) -> None:
    keys: list[Key] = []
    promised: set[str] = set()
    for step in plan_of(effects(book)).steps:
        keys += [key_of(each) for each in step.questions]
        promised |= set(step.orders)
        if any(not answers_to(key) for key in keys) or len(list(every_answer(keys))) > 300:
            return
        for answers in every_answer(keys):
            assert promised <= settled_orders(with_answers(book, answers))


@slow
@given(books())
def test_no_smaller_set_settles_an_order(book: Book) -> None:
    for each in effects(book):
        keys = [key_of(missing) for missing in each.missing]
        least = min(map(len, each.settling))
        for key in keys if least > 1 else []:
            if answers_to(key):
                assert each.order not in brute(book, key)[0]


@slow
@given(books())
def test_what_settles_most_comes_first(book: Book) -> None:
    ranked = plan_of(effects(book)).ranked
    counts = [(len(each.settles), each.answers, len(each.perhaps), each.width) for each in ranked]
    assert counts == sorted(counts, reverse=True)


def made(order: str, *sets: str) -> Unsettled:
    """An answer that any of the sets settles; facts are single letters."""
    settling = tuple(frozenset((letter, About("item", "I")) for letter in each) for each in sets)
    missing = {key: Missing(*key, "?") for each in settling for key in each}
    return Unsettled(order, "zz", ("a", "b"), tuple(missing.values()), settling, frozenset())


def steps(plan: AskPlan) -> list[tuple[str, tuple[str, ...]]]:
    return [("".join(each.fact for each in step.questions), step.orders) for step in plan.steps]


def test_the_cover_takes_first_what_settles_most_for_each_question() -> None:
    plan = plan_of([made("S1", "a"), made("S2", "a"), made("S3", "bc"), made("S4", "b", "d")])
    assert steps(plan) == [("a", ("S1", "S2")), ("b", ("S4",)), ("c", ("S3",))]


def test_a_question_that_was_refused_is_asked_no_more_and_another_way_is_found() -> None:
    refused = frozenset({("a", About("item", "I"))})
    plan = plan_of([made("S1", "a", "bc"), made("S2", "a")], refused)
    assert steps(plan) == [("bc", ("S1",))]
    assert all(each.missing.fact != "a" for each in plan.ranked)


def test_an_order_is_settled_only_under_all_regimes() -> None:
    one, other = made("S1", "a"), made("S1", "b")
    plan = plan_of([one, other])
    assert [each.settles for each in plan.ranked] == [(), ()]
    assert [each.answers for each in plan.ranked] == [1, 1]
    assert steps(plan) == [("a", ()), ("b", ("S1",))]


def test_the_greedy_cover_asks_no_more_than_a_third_above_the_fewest_on_these() -> None:
    """Exhaustive search over all subsets is the other side."""
    every = [
        made("S1", "ab", "c"),
        made("S2", "cd"),
        made("S3", "a"),
        made("S4", "bd"),
        made("S5", "d", "abc"),
    ]
    letters = "abcd"
    subsets = [{letter for at, letter in enumerate(letters) if bits >> at & 1} for bits in range(16)]

    def covers(chosen: set[str]) -> bool:
        return all(any({fact for fact, _ in each} <= chosen for each in one.settling) for one in every)

    fewest = min(len(chosen) for chosen in subsets if covers(chosen))
    asked_for = sum(len(step.questions) for step in plan_of(every).steps)
    assert fewest <= asked_for <= fewest * 4 / 3
