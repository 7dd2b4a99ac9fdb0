"""Outcomes that complete examples show: where they are all that cannot be excluded, no function has to be worked out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, islice
from typing import NamedTuple

from xenotime.deciding.formula import Formula, State, truth
from xenotime.deciding.outlook import Outlook, bounds, outcomes_of, results_in
from xenotime.deciding.possible import counting, reduced
from xenotime.deciding.problem import LaidRule, Problem
from xenotime.deciding.variables import OTHER, Choice, Variable, bits, told_apart

STEPS, MOST_STEPS = 40, 200
"""Changes that one example is taken through, and all of them together."""

Example = Mapping[tuple[object, ...], Choice]
"""What every variable of a problem is in one completion, by what the variable stands for."""


class Shown(NamedTuple):
    """The outcomes that are possible, and what shows them where there are several: one completion for what each adds."""

    outcomes: tuple[str, ...]
    by: tuple[State, ...]


def examples_of(outlook: Outlook, state: State) -> list[State]:
    """Completions of a state: one for every set of results, or, where that was not worked out, its two ends."""
    return outlook.examples(state) or [
        [mask & -mask for mask in state],
        [1 << mask.bit_length() - 1 for mask in state],
    ]


def outcomes_shown(
    problem: Problem, state: State, examples: Sequence[State], without: frozenset[int] = frozenset()
) -> Shown | None:
    """The outcomes possible in a state, where completions of it show each that cannot be excluded; else none.

    They are the examples, and milder ones made of these. Rules in `without` never count.
    """
    every = outcomes_of(bounds(problem, state, without))
    if len(every) == 1:
        return Shown(every, ())
    small, shown, showing = reduced(problem, state, without), set[str](), list[State]()
    left = without if small.plan.conflicts else frozenset[int]()
    for each in completions(small, state, examples):
        fresh = set(outcomes_of(results_in(small, each, left))) - shown
        if fresh:
            showing.append(each)
            shown |= fresh
        if len(shown) == len(every):
            return Shown(every, tuple(showing))
    return None


def completions(problem: Problem, state: State, examples: Sequence[State]) -> Iterator[State]:
    """Completions of a state: the examples, and what they become when the strictest rules in them fail one by one."""
    milder = chain.from_iterable(_milder(problem, state, each) for each in examples)
    return chain(examples, islice(milder, MOST_STEPS))


def _milder(problem: Problem, state: State, example: State) -> Iterator[State]:
    """Completions of a state in which one more of the rules that were strictest fails each time, as long as that is found."""
    here = example
    for _ in range(STEPS):
        strictest = _strictest(problem, here)
        changed = strictest and _failing(problem, state, here, strictest)
        if not changed:
            return
        here = changed
        yield here


def _strictest(problem: Problem, example: State) -> LaidRule | None:
    """The first of the rules that count which concludes the highest outcome."""
    counts = counting(problem, example)
    return max(
        (
            laid
            for laid, counted in zip(problem.rules, counts, strict=True)
            if counted and laid.planned.level > 0
        ),
        key=lambda laid: laid.planned.level,
        default=None,
    )


def _failing(problem: Problem, state: State, example: State, laid: LaidRule) -> State | None:
    """The example with as little changed, within the state, that a rule does not count: by itself, or with all that it stands upon."""
    for formula in (laid.when, laid.awake):
        changed = _turned(problem, state, example, formula, holds=False)
        if changed and truth(formula, changed) is False:
            return changed
    here: State | None = example
    for each in laid.planned.upon:
        if here and counting(problem, here)[each]:
            here = _failing(problem, state, here, problem.rules[each])
    return here if laid.planned.upon else None


def _turned(problem: Problem, state: State, example: State, formula: Formula, *, holds: bool) -> State | None:
    """The example, changed so that a formula holds or fails; none where the first way that is tried comes to nothing."""
    if truth(formula, example) is holds:
        return example
    if isinstance(formula, bool):
        return None
    head, rest = formula
    if isinstance(head, int):
        return _set(problem, state, example, head, rest if holds else ~rest)  # type: ignore[arg-type, operator]
    sought, parts = holds is not (head == "none"), list(rest)  # type: ignore[arg-type]
    if sought is not (head == "all"):
        ways = (_turned(problem, state, example, part, holds=sought) for part in parts)
        return next(filter(None, ways), None)
    here: State | None = example
    while here and parts:
        here = _turned(problem, state, here, parts.pop(0), holds=sought)
    return here


def _set(problem: Problem, state: State, example: State, number: int, mask: int) -> State | None:
    """The example with a variable within a mask, at the first choice of it that is open."""
    open_ = state[number] & mask
    if not open_:
        return None
    first = told_apart(open_, problem.variables[number].masks)[0]
    return [*example[:number], first & -first, *example[number + 1 :]]


def told(problem: Problem, examples: Sequence[State]) -> list[Example]:
    """The examples of one problem, so that they can be laid over another."""
    return [
        {
            _same(each): each.choices[bits(mask)[0]]
            for each, mask in zip(problem.variables, state, strict=True)
        }
        for state in examples
    ]


def completed(problem: Problem, state: State, examples: Sequence[Example]) -> list[State]:
    """The completions of a state that come nearest to examples of another problem.

    What an example does not tell is taken once to be the first and once the last of what is open.
    """
    return [
        [
            1 << _bit(variable, open_, each.get(_same(variable)), end)
            for variable, open_ in zip(problem.variables, state, strict=True)
        ]
        for each in examples
        for end in (min, max)
    ]


def _same(variable: Variable) -> tuple[object, ...]:
    return variable.about, variable.name, variable.kind, variable.words


def _bit(variable: Variable, open_: int, choice: Choice | None, end: Callable[[list[int]], int]) -> int:
    """The open choice that is, or stands for, another one; an end of those that are open where that is none of them."""
    left = bits(open_)
    near = None if choice is None else _nearest(variable.choices, choice)
    return near if near in left else end(left)


def _nearest(choices: tuple[Choice, ...], choice: Choice) -> int | None:
    """The place of a choice among others: of a number that of the stretch in which it lies."""
    if choice in choices:
        return choices.index(choice)
    if isinstance(choice, Fraction):
        above = sum(isinstance(each, Fraction) and each < choice for each in choices)
        return above - above % 2
    return choices.index(OTHER) if OTHER in choices else None
