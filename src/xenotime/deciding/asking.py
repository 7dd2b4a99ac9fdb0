"""Say which facts are missing, which questions are open, and what would settle the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from xenotime.deciding.answer import OpenQuestion
from xenotime.deciding.case import Case
from xenotime.deciding.formula import State
from xenotime.deciding.outlook import Outlook, outcomes_of, policies_of
from xenotime.deciding.possible import Result
from xenotime.deciding.problem import Problem
from xenotime.deciding.variables import Variable
from xenotime.facts.seen import Missing, each_once
from xenotime.law.lawbook import Lawbook

MOST_FACTS = 3
"""Facts that are told as settling an answer together."""


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
    outlook: Outlook,
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
    problem = outlook.whole
    questions = _questions(outlook, default, case, law, outcomes_of)
    named = {each.question for each in questions}
    for_policy = () if policy_settled else _questions(outlook, default, case, law, policies_of)
    if settled and policy_settled:
        return Asked(open=questions)
    relevant = [] if settled else outlook.mattering(state)
    by_policy = [] if policy_settled else outlook.mattering(state, with_policy=True)
    readings = problem.readings
    facts = [n for n in relevant if n not in readings]
    for_policy_only = [n for n in by_policy if n not in relevant and n not in readings]
    return Asked(
        missing=_distinct(problem, facts, law),
        policy_missing=_distinct(problem, for_policy_only, law),
        open=questions,
        policy_open=tuple(each for each in for_policy if each.question not in named),
        would_settle=_settling(problem, relevant, law) if sets and outlook.is_one_when_known(state) else (),
        unread=tuple(v.about.id for n in facts if (v := problem.variables[n]).kind == "text"),
    )


def _settling(problem: Problem, numbers: list[int], law: Lawbook) -> tuple[tuple[Missing, ...], ...]:
    """The set of facts whose knowledge settles the outcome whatever they turn out to be, where it is small.

    Since two values of each of them can give different outcomes, no fewer of them do.
    """
    together = dict.fromkeys(
        frozenset((each.fact, each.about) for each in missing_of(problem.variables[number], law))
        for number in numbers
    )
    return (_distinct(problem, numbers, law),) if 0 < len(together) <= MOST_FACTS else ()


def _distinct(problem: Problem, numbers: list[int], law: Lawbook) -> tuple[Missing, ...]:
    every = (each for number in numbers for each in missing_of(problem.variables[number], law))
    return each_once(every)


def _questions(
    outlook: Outlook, default: State, case: Case, law: Lawbook, told: Callable[[set[Result]], tuple[str, ...]]
) -> tuple[OpenQuestion, ...]:
    """Every question whose reading changes which results are possible, with what is told of them under each; taken ones too.

    The other questions are read by their defaults; where it makes no difference then, as they are taken or left open.
    """
    problem = outlook.whole
    found = []
    for number in sorted(outlook.open_readings):
        variable = problem.variables[number]
        question = law.questions.get(variable.about.id)
        if question is None or law.answer_to(question.id, problem.plan.known_on):
            continue
        readings = _by_reading(outlook, default, number, told)
        if len(set(readings.values())) == 1:
            readings = _by_reading(outlook, problem.start(), number, told)
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


def _by_reading(
    outlook: Outlook, state: State, number: int, told: Callable[[set[Result]], tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    here = list(state)
    readings = {}
    for bit, reading in enumerate(outlook.whole.variables[number].choices):
        here[number] = 1 << bit
        readings[str(reading)] = told(outlook.results(here))
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
