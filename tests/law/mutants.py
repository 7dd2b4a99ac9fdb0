"""Mutants of the law: a rule removed, a relation turned, a threshold or a day moved by its least step.

Run this file to score a whole regime: `python tests/law/mutants.py cn`.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from xenotime.casework.lawcases import run_case
from xenotime.desk.answering import load_law
from xenotime.law.condition import Condition, Joined, Leaf, Tree
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import LawCase, Rule

TURNED = {"==": "!=", "!=": "==", "in": "not in", "not in": "in", ">=": ">", ">": ">=", "<=": "<", "<": "<="}


@dataclass(frozen=True)
class Mutant:
    """One changed lawbook, and where it was changed."""

    name: str
    instrument: str
    rule: str
    law: Lawbook


def mutants(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every mutant of one regime's rules and thresholds."""
    for number, rule in enumerate(law.rules):
        if rule.place.instrument.startswith(f"{regime}/"):
            yield from _of_rule(law, number, rule)
    for number, threshold in enumerate(law.thresholds):
        if threshold.place.instrument.startswith(f"{regime}/"):
            for place, entry in enumerate(threshold.values):
                if entry.amount is None:
                    continue
                step = _last_digit(entry.text)
                for sign in (1, -1):
                    moved = replace(entry, amount=entry.amount + sign * step)
                    values = (*threshold.values[:place], moved, *threshold.values[place + 1 :])
                    changed = replace(threshold, values=values)
                    every = (*law.thresholds[:number], changed, *law.thresholds[number + 1 :])
                    name = f"{threshold.place.id}: {threshold.name} {'+' if sign > 0 else '-'} {step}"
                    yield Mutant(
                        name, threshold.place.instrument, threshold.place.id, replace(law, thresholds=every)
                    )


def _of_rule(law: Lawbook, number: int, rule: Rule) -> Iterator[Mutant]:
    def changed(name: str, *rules: Rule) -> Mutant:
        every = (*law.rules[:number], *rules, *law.rules[number + 1 :])
        return Mutant(f"{rule.key}: {name}", rule.place.instrument, rule.id, replace(law, rules=every))

    yield changed("removed")
    for name, tree in _turned(rule.when):
        yield changed(name, replace(rule, when=tree))
    for place, entry in enumerate(rule.in_force):
        if entry.start is None:
            continue
        for days in (1, -1):
            moved = replace(entry, start=entry.start + timedelta(days=days))
            entries = (*rule.in_force[:place], moved, *rule.in_force[place + 1 :])
            yield changed(f"starts {days:+d} day", replace(rule, in_force=entries))


def _turned(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, Leaf):
        condition = tree.condition
        turned = Condition(condition.subject, TURNED[condition.relation], condition.value)
        yield f"{condition.as_text()} turned", Leaf(turned)
    elif isinstance(tree, Joined):
        for place, part in enumerate(tree.parts):
            for name, other in _turned(part):
                yield name, replace(tree, parts=(*tree.parts[:place], other, *tree.parts[place + 1 :]))


def _last_digit(text: str) -> Fraction:
    number = text.split(maxsplit=1)[0]
    places = len(number.partition(".")[2])
    size = Fraction(1, 10**places)
    return size / 100 if "%" in text else size


def likely(law: Lawbook, mutant: Mutant) -> list[LawCase]:
    """Cases of the regime, those of the same instrument first."""
    regime = mutant.instrument.partition("/")[0]
    own = [case for case in law.cases if case.place.instrument.startswith(f"{regime}/")]
    stem = mutant.instrument.removesuffix("-cases")
    return sorted(
        own,
        key=lambda case: (
            not any(each.startswith(mutant.rule) for each in case.because),
            not case.place.instrument.startswith(stem),
        ),
    )


def killed_by(mutant: Mutant, cases: list[LawCase]) -> LawCase | None:
    """The first case that comes out wrong under the mutant, None where it survives."""
    return next((case for case in cases if not run_case(mutant.law, case).ok), None)


def main(regime: str, step: int = 1) -> None:
    """Print every survivor and the score."""
    law = load_law()
    every = list(mutants(law, regime))[::step]
    survivors = []
    for number, mutant in enumerate(every):
        if killed_by(mutant, likely(law, mutant)) is None:
            survivors.append(mutant.name)
            print("survives", mutant.name, flush=True)  # noqa: T201
        if number % 50 == 0:
            print(f"{number} of {len(every)} on {date.today()}", file=sys.stderr)  # noqa: T201, DTZ011
    killed = len(every) - len(survivors)
    print(f"{regime}: {killed} of {len(every)} mutants killed ({killed / len(every):.1%})")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
