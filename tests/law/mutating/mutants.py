"""Mutants of the law: a provision removed, a relation turned, a figure moved by its last digit, a date by a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from law.mutating.gapped import of_gaps
from law.mutating.owned import of_adds, of_parties
from law.mutating.steps import Mutant, days_moved, own, without
from law.mutating.trees import changes, stepped
from law.mutating.under import of_clashes, of_issue, of_lists, of_readings
from xenotime.exact import parse_amount
from xenotime.law.control_list import ControlList
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import OUTCOMES, POLICIES, SUBJECT, Dated, Rule, Suspension, Threshold

LADDERS = ((SUBJECT, *OUTCOMES[2:]), OUTCOMES[1:], POLICIES[1:])
"""What a rule may conclude, from the mildest to the strictest: how far a deal goes, and how an application is met; no licence is required of what is subject alone."""


def mutants(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every mutant of one regime's law."""
    for number, rule in enumerate(law.rules):
        if own(rule.place, regime):
            yield from _of_rule(law, number, rule)
    for number, suspension in enumerate(law.suspensions):
        if own(suspension.place, regime):
            yield from _of_suspension(law, number, suspension)
    for number, threshold in enumerate(law.thresholds):
        if own(threshold.place, regime):
            yield from _of_threshold(law, number, threshold)
    for found in law.lists.values():
        if own(found.place, regime):
            yield from _of_list(law, found)
    yield from _of_groups(law, regime)
    for every in (of_readings, of_lists, of_clashes, of_issue):
        yield from every(law, regime)
    yield from of_adds(law, regime)
    yield from of_parties(law, regime)
    yield from of_gaps(law, regime)
    yield from _of_coverage(law, regime)


def beside(conclusion: str) -> Iterator[str]:
    """The conclusions that are one step milder or stricter.

    >>> list(beside("licence required")), list(beside("case by case"))
    (['exempt, report', 'prohibited'], ['presumption of denial'])
    """
    for ladder in LADDERS[:: 1 if conclusion == SUBJECT else -1]:
        if conclusion in ladder:
            place = ladder.index(conclusion)
            yield from (*ladder[max(place - 1, 0) : place], *ladder[place + 1 : place + 2])
            return


def _of_rule(law: Lawbook, number: int, rule: Rule) -> Iterator[Mutant]:
    def changed(kind: str, name: str, other: Rule, **more: object) -> Mutant:
        book = replace(law, rules=without(law.rules, number, other))
        return Mutant(kind, f"{rule.key}: {name}", rule.id, book, rule=rule.key, **more)  # type: ignore[arg-type]

    yield changed("provision", "removed", replace(rule, in_force=()))
    for other in beside(rule.concludes):
        yield changed("conclusion", f"concludes {other}", replace(rule, concludes=other), replans=True)
    for kind, name, leaf, tree in changes(rule.when):
        yield changed(kind, name, replace(rule, when=tree), leaf=leaf, tree=tree)
    for place, entry in enumerate(rule.in_force):
        for name, moved in days_moved(entry):
            yield changed("date", name, replace(rule, in_force=without(rule.in_force, place, moved)))
    for place, other in enumerate(rule.exception_to):
        fewer = replace(rule, exception_to=without(rule.exception_to, place))
        yield changed("tie", f"no exception to {other}", fewer, replans=True, tie=other)
    for place, other in enumerate(rule.upon):
        if len(rule.upon) > 1:
            fewer = replace(rule, upon=without(rule.upon, place))
            yield changed("tie", f"not upon {other}", fewer, replans=True, tie=other)


def _of_suspension(law: Lawbook, number: int, found: Suspension) -> Iterator[Mutant]:
    def changed(kind: str, name: str, *others: Suspension) -> Mutant:
        book = replace(law, suspensions=without(law.suspensions, number, *others))
        period = f"the suspension from {found.period.start}"
        return Mutant(kind, f"{found.place.id}: {period} {name}", found.place.id, book, ref="suspension")

    yield changed("provision", "removed")
    for name, moved in days_moved(found.period):
        yield changed("date", name, replace(found, period=moved))
    if len(found.provisions) > 1:
        for place, other in enumerate(found.provisions):
            fewer = replace(found, provisions=without(found.provisions, place))
            yield changed("tie", f"does not reach {other}", fewer)


def _of_threshold(law: Lawbook, number: int, found: Threshold) -> Iterator[Mutant]:
    def changed(kind: str, name: str, values: tuple[Dated, ...]) -> Mutant:
        book = replace(law, thresholds=without(law.thresholds, number, replace(found, values=values)))
        ref = f"@{found.place.instrument}/{found.name}"
        return Mutant(kind, f"{found.place.id}: {found.name} {name}", found.place.id, book, ref=ref)

    for place, entry in enumerate(found.values):
        if entry.amount is not None:
            for sign in (1, -1):
                text = stepped(entry.text, sign)
                moved = replace(entry, text=text, amount=parse_amount(text)[0])
                yield changed("figure", f"moved to {text}", without(found.values, place, moved))
        for name, other in days_moved(entry):
            yield changed("date", name, without(found.values, place, other))


def _of_list(law: Lawbook, found: ControlList) -> Iterator[Mutant]:
    """Of a list's rows only those with conditions: the others are a table, which only a stated code can meet."""
    for number, row in enumerate(found.rows):

        def changed(kind: str, name: str, rows: ControlList, number: int = number, **more: object) -> Mutant:
            row = found.rows[number]
            book = replace(law, lists={**law.lists, found.id: rows})
            at = f"{found.id} {row.code}"
            return Mutant(kind, f"{at}: {name}", at, book, ref=found.id, row=number, **more)  # type: ignore[arg-type]

        if row.when is None:
            continue
        yield changed("row", "removed", replace(found, rows=without(found.rows, number)))
        for kind, name, leaf, tree in changes(row.when):
            other = replace(row, when=tree)
            yield changed(
                kind, name, replace(found, rows=without(found.rows, number, other)), leaf=leaf, tree=tree
            )
    for name, entries in table_moved(tuple(row.dated for row in found.rows)):
        rows = tuple(replace(row, dated=each) for row, each in zip(found.rows, entries, strict=True))
        book = replace(law, lists={**law.lists, found.id: replace(found, rows=rows)})
        yield Mutant("date", f"{found.id}: {name}", found.id, book, ref=found.id)


def table_moved(entries: tuple[Dated, ...]) -> Iterator[tuple[str, tuple[Dated, ...]]]:
    """The entries of a table with one of its days moved, wherever it stands."""
    for name in dict.fromkeys(name for each in dict.fromkeys(entries) for name, _ in days_moved(each)):
        yield name, tuple(dict(days_moved(each)).get(name, each) for each in entries)


def _of_groups(law: Lawbook, regime: str) -> Iterator[Mutant]:
    for found in law.groups.values():
        if not own(found.place, regime):
            continue
        for number, member in enumerate(found.members):
            every = without(found.members, number)
            book = replace(law, groups={**law.groups, found.id: replace(found, members=every)})
            yield Mutant("member", f"{found.id}: {member.word} removed", found.id, book, ref=found.id)
        for name, entries in table_moved(tuple(member.dated for member in found.members)):
            every = tuple(
                replace(member, dated=each) for member, each in zip(found.members, entries, strict=True)
            )
            book = replace(law, groups={**law.groups, found.id: replace(found, members=every)})
            yield Mutant("date", f"{found.id}: {name}", found.id, book, ref=found.id)


def _of_coverage(law: Lawbook, regime: str) -> Iterator[Mutant]:
    known = law.regimes[regime]
    for step in (1, -1):
        moved = known.coverage_from + timedelta(days=step)
        book = replace(law, regimes={**law.regimes, regime: replace(known, coverage_from=moved)})
        yield Mutant("date", f"{regime}: coverage from {moved}", regime, book, ref="coverage")
