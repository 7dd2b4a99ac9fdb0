"""Say which facts are missing, which questions are open, and what would settle the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from xenotime.deciding.answer import OpenQuestion
from xenotime.deciding.case import Case
from xenotime.deciding.formula import State
from xenotime.deciding.possible import all_outcomes, all_results, policies_of, reduced
from xenotime.deciding.problem import Problem
from xenotime.deciding.relevant import mattering, smallest_settling
from xenotime.deciding.residual import undecided_in
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import Missing, each_once
from xenotime.law.lawbook import Lawbook

Possible = Callable[[Problem, State], tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """What is not known, as far as it matters."""

    missing: tuple[Missing, ...] = ()
    policy_missing: tuple[Missing, ...] = ()
    open: tuple[OpenQuestion, ...] = ()
    policy_open: tuple[OpenQuestion, ...] = ()
    """Questions that leave the outcome as it is, and change how an application would be met."""
    would_settle: tuple[tuple[Missing, ...], ...] = ()
    unread: tuple[str, ...] = ()
    """Passages of law that were not seen well enough, and matter."""


def missing_of(variable: Variable, law: Lawbook) -> tuple[Missing, ...]:
    """The facts that would make one unknown known, the deepest first."""
    if variable.seen.missing:
        told = (each.telling(variable.words) for each in variable.seen.missing)
        return tuple(each for each in told if each) or variable.seen.missing
    about = variable.about
    if variable.kind == "reading":
        asks = law.questions[about.id].asks if about.id in law.questions else about.id
        return (Missing(f"reading of {about.id}", about, asks),)
    if variable.kind == "text":
        return (
            Missing(variable.name, about, f"What does the official text say at {about.id}? It was not read."),
        )
    if variable.kind == "contradiction":
        return (Missing("which statement is right", about, f"Which of the statements is right: {about.id}?"),)
    fact = law.vocabulary.fact(variable.subject.role, variable.subject.name)
    english = fact.ask if fact and fact.ask else f"What is {variable.name} of {about.kind} {about.id}?"
    chinese = fact.ask_zh if fact else ""
    return (Missing(variable.name, about, english, chinese),)


def asked_of(
    problem: Problem,
    state: State,
    default: State,
    case: Case,
    law: Lawbook,
    *,
    settled: bool,
    policy_settled: bool,
    sets: bool = True,
) -> Asked:
    """What is missing and open in an answer whose possible results were found from `state`.

    Without `sets` it is not told which facts together would settle it.
    """
    questions = open_questions(problem, default, case, law)
    named = {each.question for each in questions}
    for_policy = tuple(
        each
        for each in (() if policy_settled else policy_questions(problem, default, case, law))
        if each.question not in named
    )
    if settled and policy_settled:
        return Asked(open=questions)
    small = reduced(problem, state)
    relevant = [] if settled else mattering(small, state)
    by_policy = [] if policy_settled else mattering(small, state, with_policy=True)
    facts = [n for n in relevant if problem.variables[n].kind != "reading"]
    together = _known_together(problem, relevant, law) if sets else []
    settling = smallest_settling(small, state, together) if sets else []
    unread = tuple(v.about.id for n in facts if (v := problem.variables[n]).kind == "text")
    return Asked(
        missing=_distinct(problem, facts, law),
        policy_missing=_distinct(
            problem,
            [n for n in by_policy if n not in relevant and problem.variables[n].kind != "reading"],
            law,
        ),
        open=questions,
        policy_open=for_policy,
        would_settle=tuple(
            dict.fromkeys(
                _distinct(problem, [number for group in chosen for number in group], law)
                for chosen in settling
            )
        ),
        unread=unread,
    )


def _known_together(problem: Problem, numbers: list[int], law: Lawbook) -> list[tuple[int, ...]]:
    """Unknowns in groups that the same missing facts would make known."""
    groups: dict[frozenset[tuple[str, object]], list[int]] = {}
    for number in numbers:
        key = frozenset((each.fact, each.about) for each in missing_of(problem.variables[number], law))
        groups.setdefault(key, []).append(number)
    return [tuple(group) for group in groups.values()]


def _distinct(problem: Problem, numbers: list[int], law: Lawbook) -> tuple[Missing, ...]:
    every = (each for number in numbers for each in missing_of(problem.variables[number], law))
    return each_once(every)


def open_questions(problem: Problem, default: State, case: Case, law: Lawbook) -> tuple[OpenQuestion, ...]:
    """Every question whose reading changes which outcomes are possible, taken ones included."""
    return _questions(problem, default, case, law, all_outcomes)


def policy_questions(problem: Problem, default: State, case: Case, law: Lawbook) -> tuple[OpenQuestion, ...]:
    """Every question whose reading changes which policies are possible, with these under each reading."""

    def policies(small: Problem, state: State) -> tuple[str, ...]:
        return policies_of(all_results(small, state).found)

    return _questions(problem, default, case, law, policies)


def _questions(
    problem: Problem, default: State, case: Case, law: Lawbook, possible: Possible
) -> tuple[OpenQuestion, ...]:
    found = []
    for number, variable in enumerate(problem.variables):
        question = law.questions.get(variable.about.id) if variable.kind == "reading" else None
        if question is None or law.answer_to(question.id, problem.plan.known_on):
            continue
        free = list(default)
        free[number] = (1 << len(variable.choices)) - 1
        if number not in undecided_in(problem, problem.start(free=frozenset({number}))):
            continue
        readings = _by_reading(problem, free, number, possible)
        if len(set(readings.values())) == 1:
            start = problem.start(free=frozenset({number}))
            readings = _by_reading(problem, start, number, possible)
        if len(set(readings.values())) == 1:
            continue
        taken = case.readings.get(question.id)
        found.append(
            OpenQuestion(
                question.id,
                question.asks,
                question.default,
                readings,
                taken.reading if taken else "",
                taken.by if taken else "",
            )
        )
    return tuple(found)


def _by_reading(problem: Problem, free: State, number: int, possible: Possible) -> dict[str, tuple[str, ...]]:
    small = reduced(problem, free)
    readings = {}
    for bit, reading in enumerate(problem.variables[number].choices):
        here = list(free)
        here[number] = 1 << bit
        readings[str(reading)] = possible(small, here)
    return readings


def default_state(problem: Problem, state: State, law: Lawbook) -> State:
    """The state in which every question that is still open is read by its default."""
    here = list(state)
    for number, variable in enumerate(problem.variables):
        if variable.kind == "reading" and here[number].bit_count() > 1:
            question = law.questions.get(variable.about.id)
            if question and question.default in variable.choices:
                here[number] = 1 << variable.choices.index(question.default)
    return here
