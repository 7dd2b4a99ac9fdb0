"""Ask a solver whether a mutant answers every shipment as the law does, or for a shipment that it answers otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import z3

from law.mutating.fewest import fewest
from law.mutating.steps import MOVED, Mutant, own
from xenotime.deciding.case import Case
from xenotime.deciding.formula import Formula
from xenotime.deciding.plan import plan_of
from xenotime.deciding.problem import Layer, Problem, lay_out
from xenotime.deciding.variables import Variable, bits
from xenotime.facts.seen import About, Seen
from xenotime.law.condition import FALSE
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import OUTCOMES, POLICIES
from xenotime.proving.encode import formula_of
from xenotime.proving.prove import turning

LICENCE_REQUIRED = OUTCOMES.index("licence required")
PATIENCE = 20_000
"""Milliseconds for one question to the solver."""


@dataclass(frozen=True)
class Difference:
    """A shipment that the law and the mutant answer otherwise, on a day; `facts` are those that matter, all others being silent."""

    on: date
    facts: tuple[str, ...]
    before: str
    after: str


def difference(law: Lawbook, mutant: Mutant, regime: str) -> Difference | str | None:
    """A shipment that shows the mutant; None where there is none; a sentence where the solver could not tell.

    Looked at are the days on which something in the regime turns, or where a day was moved the two between which it moved;
    on each the law as known at its last check. A fact has one value, and of codes none is stated: what only a stated code can meet is
    one unknown.
    """
    checked = law.regimes[regime].checked
    open_ = ""
    for day in days(law, mutant, regime):
        known = max(day, checked)
        found = on_day(law, mutant, regime, day, known)
        if isinstance(found, Difference):
            return found
        open_ = found or open_
    return open_ or None


def days(law: Lawbook, mutant: Mutant, regime: str) -> list[date]:
    """The days to look at: for a day that was moved the two between which it moved, else every day on which something turns."""
    known = law.regimes[regime]
    moved = MOVED.search(mutant.name) if mutant.kind == "date" else None
    if moved:
        both = (date.fromisoformat(each) for each in moved.groups()[1:])
        return sorted(day for day in both if day >= known.coverage_from)
    turns = set(turning(law, regime, date.max)) | set(turning(mutant.law, regime, date.max))
    turns |= {known.coverage_from, known.checked}
    for threshold in law.thresholds:
        for each in threshold.values if own(threshold.place, regime) else ():
            turns |= {each.start} if each.start else set()
            turns |= {each.until, each.until + timedelta(days=1)} if each.until else set()
    return sorted(day for day in turns if day >= known.coverage_from)


def on_day(law: Lawbook, mutant: Mutant, regime: str, on: date, known: date) -> Difference | str | None:
    """What the solver finds on one day; an empty word where it finds nothing."""
    case = Case(
        "invented", None, "item", lambda subject: Seen(About(subject.role, subject.role)), invented=True
    )
    plans = (plan_of(law, regime, known), plan_of(mutant.law, regime, known))
    if not mutant.ref and not any(awake(book, mutant, on, known) for book in (law, mutant.law)):
        return ""
    layers = (Layer(case, law, on, known), Layer(case, mutant.law, on, known))
    for name in ("variables", "index", "named", "sightings", "masks", "classes"):
        setattr(layers[1], name, getattr(layers[0], name))
    for layer, plan in zip(layers, plans, strict=True):
        for each in plan.rules:
            status = layer.law.status(each.rule, on, known).tree
            layer.collect(status)
            if status != FALSE:
                layer.collect(layer.spelt_out(each.rule.when, each.rule.place.instrument))
    problems = [
        lay_out(case, layer.law, plan, on=on, known_on=known, failing=frozenset(), layer=layer)[0]
        for layer, plan in zip(layers, plans, strict=True)
    ]
    return compared(problems[0], problems[1], layers[0].variables, on, law)


def awake(law: Lawbook, mutant: Mutant, on: date, known: date) -> bool:
    """Whether the rule that was changed can be in force on a day."""
    rule = next((each for each in law.rules if each.key == mutant.rule), None)
    return rule is not None and law.status(rule, on, known).tree != FALSE


def compared(
    one: Problem, other: Problem, variables: list[Variable], on: date, law: Lawbook
) -> Difference | str | None:
    """A state of the variables in which two problems have other results."""
    symbols = [z3.Int(f"v{number}") for number in range(len(variables))]
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    for variable, symbol in zip(variables, symbols, strict=True):
        solver.add(z3.Or([symbol == choice for choice in bits(variable.open)]))
    written: dict[Formula, Any] = {}
    sides = [result(problem, symbols, solver, name, written) for problem, name in ((one, "a"), (other, "b"))]
    (level, policy), (level_then, policy_then) = sides
    apart = z3.Or(level != level_then, z3.And(level == LICENCE_REQUIRED, policy != policy_then))
    found = solver.check(apart)
    if found == z3.unsat:
        return ""
    if found == z3.unknown:
        return f"the solver could not tell on {on}"
    model, speaking = fewest(solver, apart, symbols, variables, law)
    said = [f"{OUTCOMES[model.eval(a).as_long()]}, {POLICIES[model.eval(b).as_long()]}" for a, b in sides]
    return Difference(on, shown(model, symbols, variables, speaking), said[0], said[1])


def result(
    problem: Problem, symbols: list[Any], solver: Any, name: str, written: dict[Formula, Any]
) -> tuple[Any, Any]:
    """The outcome and the policy of a problem, as numbers of the solver's."""
    counts: list[Any] = []
    level: Any = z3.IntVal(0)
    policy: Any = z3.IntVal(0)
    for number, laid in enumerate(problem.rules):
        parts = [formula_of(each, symbols, written) for each in (laid.awake, laid.when)]
        if laid.planned.upon:
            parts.append(z3.Or([counts[each] for each in laid.planned.upon]))
        parts += [z3.Not(counts[each]) for each in laid.planned.yields_to]
        symbol = z3.Bool(f"{name}{number}")
        solver.add(symbol == z3.And(parts))
        counts.append(symbol)
        if laid.planned.level > 0:
            level = z3.If(z3.And(symbol, level < laid.planned.level), laid.planned.level, level)
        elif laid.planned.policy > 0:
            policy = z3.If(z3.And(symbol, policy < laid.planned.policy), laid.planned.policy, policy)
    return level, policy


def shown(model: Any, symbols: list[Any], variables: list[Variable], speaking: list[int]) -> tuple[str, ...]:
    """The facts of a model that speak."""
    found = []
    for number in speaking:
        variable = variables[number]
        choice = variable.choices[model.eval(symbols[number], model_completion=True).as_long()]
        found.append(f"{variable.name} = {variable.show_choice(choice)}")
    return tuple(found)
