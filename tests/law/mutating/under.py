"""Least changes of what stands around the conditions: readings left out, clashes, whole lists included, days of issue."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from law.mutating.steps import Mutant, days_moved, own, without
from law.mutating.trees import changes
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Clash, Dated

CLASH, ISSUED, SUSPENSION = "clash", "issued", "suspension"
READING = "reading"


def of_readings(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every rule, entry, pause, and table without the reading under which alone it holds."""
    for number, rule in enumerate(law.rules):
        if not own(rule.place, regime):
            continue
        freed = [replace(rule, under=None)] if rule.under else []
        said = [rule.under] if rule.under else []
        for place, entry in enumerate(rule.in_force):
            if entry.under:
                said.append(entry.under)
                entries = without(rule.in_force, place, replace(entry, under=None))
                freed.append(replace(rule, in_force=entries))
        for under, other in zip(said, freed, strict=True):
            book = replace(law, rules=without(law.rules, number, other))
            name = f"{rule.key}: not only under {under[0]} = {under[1]}"
            yield Mutant(READING, name, rule.id, book, rule=rule.key)
    for number, found in enumerate(law.suspensions):
        if own(found.place, regime) and found.period.under:
            other_pause = replace(found, period=replace(found.period, under=None))
            book = replace(law, suspensions=without(law.suspensions, number, other_pause))
            name = f"{found.place.id}: the suspension from {found.period.start} not only under {found.period.under[1]}"
            yield Mutant(READING, name, found.place.id, book, ref=SUSPENSION)
    yield from _of_tables(law, regime)


def _of_tables(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """A reading under which rows of a list or members of a group hold, left out wherever it stands in it."""
    for listed in law.lists.values():
        for under in _readings(each.dated for each in listed.rows if own(listed.place, regime)):
            rows = tuple(replace(each, dated=_freed(each.dated, under)) for each in listed.rows)
            book = replace(law, lists={**law.lists, listed.id: replace(listed, rows=rows)})
            yield Mutant(
                READING, f"{listed.id}: rows not only under {under[1]}", listed.id, book, ref=listed.id
            )
    for group in law.groups.values():
        for under in _readings(each.dated for each in group.members if own(group.place, regime)):
            members = tuple(replace(each, dated=_freed(each.dated, under)) for each in group.members)
            groups = {**law.groups, group.id: replace(group, members=members)}
            name = f"{group.id}: members not only under {under[1]}"
            yield Mutant(READING, name, group.id, replace(law, groups=groups), ref=group.id)


def _readings(entries: Iterator[Dated]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(each.under for each in entries if each.under))


def _freed(entry: Dated, under: tuple[str, str]) -> Dated:
    return replace(entry, under=None) if entry.under == under else entry


def of_lists(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every list without one that it includes; what its rows ask of the shipment changed wherever it stands in it."""
    for listed in law.lists.values():
        if not own(listed.place, regime):
            continue
        for place, other in enumerate(listed.includes):
            fewer = replace(listed, includes=without(listed.includes, place))
            book = replace(law, lists={**law.lists, listed.id: fewer})
            yield Mutant("row", f"{listed.id}: does not include {other}", listed.id, book, ref=listed.id)
        for tree in dict.fromkeys(each.where for each in listed.rows if each.where):
            for kind, name, _, changed in changes(tree):
                rows = tuple(
                    replace(each, where=changed) if each.where == tree else each for each in listed.rows
                )
                book = replace(law, lists={**law.lists, listed.id: replace(listed, rows=rows)})
                yield Mutant(kind, f"{listed.id}: rows where {name}", listed.id, book, ref=listed.id)


def of_clashes(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every clash, left out or changed by one step."""
    for number, found in enumerate(law.clashes):
        if not own(found.place, regime):
            continue

        def changed(kind: str, name: str, *others: Clash, number: int = number) -> Mutant:
            old = law.clashes[number]
            book = replace(law, clashes=without(law.clashes, number, *others))
            return Mutant(kind, f"{old.id}: {name}", old.place.id, book, ref=CLASH)

        yield changed("provision", "removed")
        for kind, name, _, tree in changes(found.when):
            yield changed(kind, name, replace(found, when=tree))
        for place, entry in enumerate(found.in_force):
            for name, moved in days_moved(entry):
                yield changed("date", name, replace(found, in_force=without(found.in_force, place, moved)))
        for key in ("upon", "to"):
            ties: tuple[str, ...] = getattr(found, key)
            for place, other in enumerate(ties if len(ties) > 1 else ()):
                fewer = {"upon": found.upon, "to": found.to, key: without(ties, place)}
                yield changed("tie", f"not {key} {other}", replace(found, upon=fewer["upon"], to=fewer["to"]))
        if found.under:
            yield changed(READING, f"not only under {found.under[1]}", replace(found, under=None))


def of_issue(law: Lawbook, regime: str) -> Iterator[Mutant]:
    """Every day of issue moved by one, for all blocks of its text that were issued on it: what was known on a day."""
    for name in law.instruments:
        if name.partition("/")[0] != regime:
            continue
        for day in sorted(_issued(law, name)):
            for step in (1, -1):
                moved = day + timedelta(days=step)
                book = _reissued(law, name, day, moved)
                yield Mutant("date", f"{name}: issued {day} moved to {moved}", name, book, ref=ISSUED)


def _blocks(law: Lawbook, name: str) -> Iterator[tuple[date, ...]]:
    """The days of issue of every block of a text on which an answer can hang."""
    yield from (
        (r.place.issued, *(e.issued for e in r.in_force)) for r in law.rules if r.place.instrument == name
    )
    yield from ((s.period.issued,) for s in law.suspensions if s.place.instrument == name)
    yield from (tuple(v.issued for v in t.values) for t in law.thresholds if t.place.instrument == name)
    yield from ((a.place.issued,) for a in law.adds if a.place.instrument == name)
    yield from (
        tuple(r.dated.issued for r in found.rows)
        for found in law.lists.values()
        if found.place.instrument == name
    )
    yield from (
        tuple(m.dated.issued for m in g.members) for g in law.groups.values() if g.place.instrument == name
    )


def _issued(law: Lawbook, name: str) -> set[date]:
    return {day for block in _blocks(law, name) for day in block if day != date.min}


def _reissued(law: Lawbook, name: str, day: date, moved: date) -> Lawbook:
    """The law with one day of issue of one text moved."""

    def new(old: date) -> date:
        return moved if old == day else old

    def dated(entry: Dated) -> Dated:
        return replace(entry, issued=new(entry.issued))

    def block(found: Any) -> Any:
        if found.place.instrument != name:
            return found
        changed = {"place": replace(found.place, issued=new(found.place.issued))}
        for key in ("in_force", "values"):
            if hasattr(found, key):
                changed[key] = tuple(dated(each) for each in getattr(found, key))
        for key in ("rows", "members"):
            if hasattr(found, key):
                changed[key] = tuple(replace(each, dated=dated(each.dated)) for each in getattr(found, key))
        if hasattr(found, "period"):
            changed["period"] = dated(found.period)
        return replace(found, **changed)

    return replace(
        law,
        rules=tuple(block(each) for each in law.rules),
        suspensions=tuple(block(each) for each in law.suspensions),
        thresholds=tuple(block(each) for each in law.thresholds),
        adds=tuple(block(each) for each in law.adds),
        lists={each: block(found) for each, found in law.lists.items()},
        groups={each: block(found) for each, found in law.groups.items()},
    )
