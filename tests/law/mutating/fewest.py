"""Of the shipments for which two laws differ the quietest: as few facts as can be are other than silent."""

from typing import Any

import z3

from xenotime.deciding.variables import OTHER, Variable
from xenotime.facts.seen import NO, YES
from xenotime.law.lawbook import Lawbook

PATIENCE = 2_000
"""Milliseconds for one try to silence some facts; where the solver cannot tell by then they stay."""


def fewest(
    solver: Any, apart: Any, symbols: list[Any], variables: list[Variable], law: Lawbook
) -> tuple[Any, list[int]]:
    """A model in which `apart` holds, and the numbers of the variables that speak in it: silent, they would end the difference.

    Facts are silenced many at a time, and a heap that cannot be silenced whole is halved: a few that matter among hundreds
    are found in some dozens of questions. A fact that has no silent choice speaks where another choice would end the difference.
    """
    solver.set("timeout", PATIENCE)
    silent = {n: choice for n, each in enumerate(variables) if (choice := silence(each, law)) is not None}
    model = solver.model()
    heaps = [sorted(silent)]
    while heaps:
        heap = heaps.pop()
        pinned = [symbols[number] == silent[number] for number in heap]
        if solver.check(apart, *pinned) == z3.sat:
            model = solver.model()
            solver.add(pinned)
        elif len(heap) > 1:
            half = len(heap) // 2
            heaps += [heap[:half], heap[half:]]
    values = [model.eval(symbol, model_completion=True) for symbol in symbols]
    speaking = []
    for number, value in enumerate(values):
        if number in silent:
            if value.as_long() != silent[number]:
                speaking.append(number)
        elif variables[number].open.bit_count() > 1:
            others = [
                symbol == each
                for n, (symbol, each) in enumerate(zip(symbols, values, strict=True))
                if n != number
            ]
            if solver.check(z3.Not(apart), *others) == z3.sat:
                speaking.append(number)
    return model, speaking


def silence(variable: Variable, law: Lawbook) -> int | None:
    """The choice by which a variable says nothing: no, any other, the least amount, the default reading.

    None where each of its words says something, or where that choice is not open.
    """
    choices = variable.choices
    if variable.kind == "reading":
        wanted = law.questions[variable.subject.name].default
    elif variable.kind == "text":
        wanted = YES
    else:
        wanted = next((each for each in (NO, OTHER) if each in choices), "")
    place = choices.index(wanted) if wanted in choices else 0 if not isinstance(choices[0], str) else None
    return place if place is not None and variable.open >> place & 1 else None
