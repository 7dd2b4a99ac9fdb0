"""Score the law: how many of a regime's mutants make some case of law fail, and which do not.

`scripts/mutants --regime cn --regime zz` scores some regimes, `--json` prints for a program, `--jobs 2` uses two
processors, `--every 5` takes every fifth mutant, `--only cn/2025-61` those whose name begins so. A mutant that no case tells is put to a solver: equal ones are counted
apart and listed with the reason; for the others the solver's shipment is shown, from which the missing case can be written.
"""

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import get_context

from law import test_us_against_data, test_us_groups
from law.mutating.apart import why_apart
from law.mutating.equal import Difference, difference
from law.mutating.gapped import GAP
from law.mutating.hearing import BY_PARTIES, Court
from law.mutating.mutants import mutants
from law.mutating.owned import PARTIES
from law.mutating.standing import matters
from law.mutating.steps import KINDS, Mutant
from law.mutating.under import CLASH, ISSUED
from xenotime.desk.answering import load_law
from xenotime.law.lawbook import Lawbook

TABLES = frozenset({"member"})
"""Kinds that are told beside the score: who is a member of a group of countries is a table, held against its source."""
HELD = frozenset((*test_us_against_data.HELD, *test_us_groups.HELD))
"""Groups of which a test holds every member."""
WITHOUT_EFFECT = "the solver finds no shipment that is answered otherwise on that day for a party on it"
WANTED = 0.95
Told = tuple[str, str, str, str]
"""A mutant's kind and name, what became of it, and why."""


@dataclass
class Score:
    """What became of one regime's mutants."""

    regime: str
    seconds: float = 0.0
    told: list[Told] = field(default_factory=list)

    def count(self, fate: str, *, tables: bool = False) -> int:
        """How many had a fate, of the tables or of the rest."""
        return sum(each[2] == fate and (each[0] in TABLES) == tables for each in self.told)

    @property
    def share(self) -> float:
        """The share that some case tells, of those that are not equal or apart."""
        killed, alive = self.count("killed"), self.count("survives")
        return killed / (killed + alive) if killed + alive else 1.0


def fate(court: Court, law: Lawbook, mutant: Mutant, *, solve: bool) -> Told:
    """What became of a mutant: killed by a case, equal, apart from what a case can tell, or surviving."""
    case = court.killed_by(mutant)
    if case is not None:
        return mutant.kind, mutant.name, "killed", f"{case.place.instrument}: {case.name}"
    apart = why_apart(law, mutant)
    if apart:
        return mutant.kind, mutant.name, apart[0], apart[1]
    if solve and mutant.kind == "date" and mutant.ref == PARTIES:
        role = matters(law, mutant, court.regime)
        if role is None:
            return mutant.kind, mutant.name, "equal", WITHOUT_EFFECT
        return (
            mutant.kind,
            mutant.name,
            "survives",
            f"a party on it as {role} is answered otherwise on that day",
        )
    asked = solve and mutant.kind not in TABLES and mutant.ref not in {*BY_PARTIES, CLASH, ISSUED, GAP}
    found = difference(law, mutant, court.regime) if asked else ""
    if found is None:
        said = "the solver finds no shipment and no day on which outcome or policy differ"
        return mutant.kind, mutant.name, "equal", said
    if isinstance(found, Difference):
        found = f"on {found.on}: {found.before} against {found.after} for {'; '.join(found.facts)}"
    return mutant.kind, mutant.name, "survives", found


def scored(regime: str, part: int, parts: int, every: int, only: str = "", *, solve: bool) -> list[Told]:
    """One part of a regime's mutants, of those whose name begins with `only`."""
    law = load_law()
    court = Court(law, regime)
    named = [each for each in mutants(law, regime) if each.name.startswith(only)]
    chosen = named[::every][part::parts]
    told = []
    for number, mutant in enumerate(chosen, 1):
        told.append(fate(court, law, mutant, solve=solve))
        if number % 200 == 0:
            print(f"{regime}: {number} of {len(chosen)}", file=sys.stderr, flush=True)  # noqa: T201
    return told


def score(regime: str, jobs: int = 1, every: int = 1, only: str = "", *, solve: bool = True) -> Score:
    """The score of one regime."""
    started = time.monotonic()
    if jobs == 1:
        told = scored(regime, 0, 1, every, only, solve=solve)
    else:
        with get_context("spawn").Pool(jobs) as pool:
            parts = [
                pool.apply_async(scored, (regime, part, jobs, every, only), {"solve": solve})
                for part in range(jobs)
            ]
            told = [each for part in parts for each in part.get()]
    return Score(regime, time.monotonic() - started, told)


def lines(found: Score) -> list[str]:
    """A score as a person reads it."""
    fates = ("killed", "survives", "equal", "apart")
    head = ", ".join(f"{found.count(each)} {each}" for each in fates)
    table = ", ".join(f"{found.count(each, tables=True)} {each}" for each in fates[:2])
    said = [
        f"{found.regime}: {found.share:.1%} of the mutants that can be told ({head}; members of groups: {table}; {found.seconds:.0f} s)"
    ]
    for kind, words in KINDS.items():
        counted = Counter(each[2] for each in found.told if each[0] == kind)
        if counted:
            said.append(
                f"  {words}: " + ", ".join(f"{counted[each]} {each}" for each in fates if counted[each])
            )
    said += tables(found)
    for each in ("survives", "equal", "apart"):
        said += [
            f"  {each}: {name} ({why})" if why else f"  {each}: {name}"
            for kind, name, became, why in found.told
            if became == each and kind not in TABLES
        ]
    return said


def tables(found: Score) -> list[str]:
    """Of the groups with members that no case tells, which a test holds whole, and which none does."""
    alive = Counter(
        name.partition(": ")[0]
        for kind, name, became, _ in found.told
        if kind in TABLES and became == "survives"
    )
    heads = (
        ("held whole by tests/law/test_us_against_data.py and test_us_groups.py", True),
        ("held by no test", False),
    )
    said = []
    for words, held in heads:
        here = {group: many for group, many in alive.items() if (group in HELD) == held}
        if here:
            named = ", ".join(f"{group} {many}" for group, many in sorted(here.items()))
            said.append(f"  members that no case tells, {words}: {sum(here.values())} ({named})")
    return said


def main() -> int:
    """Print every score; 1 where one lies under what is wanted."""
    parser = argparse.ArgumentParser(prog="scripts/mutants", description=__doc__)
    parser.add_argument("--regime", action="append", default=[], help="cn, us, …; all where none is named")
    parser.add_argument("--jobs", type=int, default=1, choices=(1, 2))
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth mutant")
    parser.add_argument("--only", default="", help="take the mutants whose name begins so")
    parser.add_argument("--no-solver", action="store_true", help="do not put survivors to the solver")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    every = [
        score(each, given.jobs, given.every, given.only, solve=not given.no_solver)
        for each in given.regime or sorted(load_law().regimes)
    ]
    if given.json:
        rows = [
            {
                "regime": each.regime, "share": round(each.share, 4), "seconds": round(each.seconds, 1),
                "mutants": [dict(zip(("kind", "name", "fate", "why"), one, strict=True)) for one in each.told],
            }
            for each in every
        ]  # fmt: skip
        print(json.dumps({"mutants": rows}, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print("\n".join(line for each in every for line in lines(each)))  # noqa: T201
    return int(any(each.share < WANTED for each in every))


if __name__ == "__main__":
    sys.exit(main())
