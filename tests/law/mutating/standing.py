"""Ask a solver whether it matters on a day that a party stands on a list: where it does not, a listing moved by that day is equal."""

from datetime import date

import z3

from law.mutating.equal import LICENCE_REQUIRED, PATIENCE, result
from law.mutating.steps import MOVED, Mutant
from xenotime.deciding.case import Case
from xenotime.deciding.plan import plan_of
from xenotime.deciding.problem import Problem, lay_out
from xenotime.deciding.variables import bits
from xenotime.facts.seen import NO, YES, About, Seen
from xenotime.law.lawbook import Lawbook

LISTS = "lists"


def matters(law: Lawbook, mutant: Mutant, regime: str) -> str | None:
    """For a listing of which a day was moved: in which role a party on it is answered otherwise on that day; None where in none."""
    moved = MOVED.search(mutant.name)
    assert moved, mutant.name
    row = mutant.name.partition(": ")[0]
    days = sorted(date.fromisoformat(each) for each in moved.groups()[1:])
    on = days[0] if moved[1] == "from" else days[1]
    case = Case(
        "invented", None, "item", lambda subject: Seen(About(subject.role, subject.role)), invented=True
    )
    known = max(on, law.regimes[regime].checked)
    plan = plan_of(law, regime, known)
    problem, _ = lay_out(case, law, plan, on=on, known_on=known, failing=frozenset())
    words = frozenset({row, row.partition("#")[0]})
    return next((each for each in law.vocabulary.party_roles if _differs(problem, each, words)), None)


def _differs(problem: Problem, role: str, words: frozenset[str]) -> bool:
    """Whether some shipment is answered otherwise where the party of a role is on these lists and where it is on none."""
    solver = z3.Solver()
    solver.set("timeout", PATIENCE)
    off, on = [], []
    for number, variable in enumerate(problem.variables):
        symbol = z3.Int(f"v{number}")
        solver.add(z3.Or([symbol == choice for choice in bits(variable.open)]))
        subject = variable.subject
        if subject.kind == "fact" and subject.role == role and subject.name == LISTS:
            no, yes = (variable.choices.index(each) for each in (NO, YES))
            off.append(z3.IntVal(no))
            on.append(z3.IntVal(yes if variable.words & words else no))
        else:
            off.append(symbol)
            on.append(symbol)
    (level, policy), (level_on, policy_on) = (
        result(problem, each, solver, name, {}) for each, name in ((off, "a"), (on, "b"))
    )
    solver.add(z3.Or(level != level_on, z3.And(level == LICENCE_REQUIRED, policy != policy_on)))
    return bool(solver.check() != z3.unsat)
