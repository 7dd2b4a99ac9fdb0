"""Write a regime's rules, as they stand on a day, for the solver."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import z3

from xenotime.deciding.case import Case
from xenotime.deciding.formula import Formula, variables_in
from xenotime.deciding.plan import Plan
from xenotime.deciding.problem import Problem, lay_out
from xenotime.deciding.variables import Variable, bits
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Subject
from xenotime.law.lawbook import Lawbook

Bool = Any
"""A truth of the solver's; z3 has no types of its own for it."""


@dataclass
class Encoded:
    """The rules of one day over a case of which nothing is known, as truths of the solver.

    For each rule: what it asks for itself, whether something that it stands upon counts, and whether it counts.
    """

    problem: Problem
    variables: list[Any]
    asks: list[Bool] = field(default_factory=list)
    stands: list[Bool] = field(default_factory=list)
    counts: list[Bool] = field(default_factory=list)
    bounds: list[Bool] = field(default_factory=list)

    def example(self, model: Any, rules: tuple[int, ...]) -> tuple[str, ...]:
        """The invented shipment that a model describes: what the rules ask for."""
        laid = [self.problem.rules[number] for number in rules]
        named = variables_in([part for each in laid for part in (each.awake, each.when)])
        found = []
        for number in sorted(named):
            value = model.eval(self.variables[number])
            if z3.is_int_value(value):
                found.append(_shown(self.problem.variables[number], value.as_long()))
        return tuple(each for each in found if each)


def _shown(variable: Variable, choice: int) -> str:
    shown = variable.show_choice(variable.choices[choice])
    if variable.word:
        return "" if shown.startswith("not ") else f"{variable.name} = {shown}"
    return f"{variable.name} = {shown}"


def encode(law: Lawbook, plan: Plan, on: date, known_on: date) -> Encoded:
    """Every rule that is not surely asleep on the day, over a shipment of which nothing is known."""

    def unknown(subject: Subject) -> Seen:
        return Seen(About(subject.role, subject.role))

    case = Case("invented", None, "item", unknown, invented=True)
    problem, _ = lay_out(case, law, plan, on=on, known_on=known_on, failing=frozenset())
    variables = [z3.Int(f"v{number}") for number in range(len(problem.variables))]
    encoded = Encoded(problem, variables)
    for variable, symbol in zip(problem.variables, variables, strict=True):
        allowed = bits(variable.open)
        encoded.bounds.append(
            z3.Or([symbol == choice for choice in allowed]) if allowed else z3.BoolVal(False)
        )
    written: dict[Formula, Bool] = {}
    for laid in problem.rules:
        upon = [encoded.counts[other] for other in laid.planned.upon]
        encoded.asks.append(
            z3.And([formula_of(each, encoded.variables, written) for each in (laid.awake, laid.when)])
        )
        encoded.stands.append(z3.Or(upon) if upon else z3.BoolVal(True))
        free = [z3.Not(encoded.counts[other]) for other in laid.planned.yields_to]
        symbol = z3.Bool(f"r{len(encoded.counts)}")
        encoded.bounds.append(symbol == z3.And(encoded.asks[-1], encoded.stands[-1], *free))
        encoded.counts.append(symbol)
    return encoded


def formula_of(formula: Formula, variables: list[Any], written: dict[Formula, Bool]) -> Bool:
    """A formula as a truth of the solver's, over its symbols for the variables; what was written once is taken again."""
    if isinstance(formula, bool):
        return z3.BoolVal(formula)
    if formula not in written:
        written[formula] = _written(formula, variables, written)
    return written[formula]


def _written(formula: Formula, variables: list[Any], written: dict[Formula, Bool]) -> Bool:
    head, rest = formula  # type: ignore[misc]
    if isinstance(head, int):
        choices = bits(int(rest))  # type: ignore[arg-type]
        return z3.Or([variables[head] == choice for choice in choices])
    parts = [formula_of(part, variables, written) for part in rest]  # type: ignore[union-attr]
    if head == "all":
        return z3.And(parts)
    return z3.Or(parts) if head == "any" else z3.Not(z3.Or(parts))
