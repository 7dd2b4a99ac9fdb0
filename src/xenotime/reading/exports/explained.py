"""What each column of an export became, for whoever asks why, and where a cell of the book came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xenotime.errors import Problem
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.money import CURRENCY
from xenotime.reading.exports.table import Table


@dataclass(frozen=True)
class ColumnSaid:
    """What one column of a source became."""

    column: str
    role: str
    became: tuple[str, ...]
    sample: str = ""


def columns_said(table: Table) -> tuple[ColumnSaid, ...]:
    """What each column of the source became, and which were left."""
    used = _uses(table.map)
    by_place = {at: role for role, at in table.roles.items()}
    by_place |= {at: role for role, places in table.longer.items() for at in places}
    found = []
    for at, name in enumerate(table.header):
        sample = next((line[at] for _, line in table.lines if at < len(line) and line[at]), "")
        if name or sample:
            role = by_place.get(at, "")
            became = [*used.get(role, ()), *_beside(table, role, used)]
            found.append(ColumnSaid(name, role, tuple(dict.fromkeys(became)), sample))
    return tuple(found)


def _beside(table: Table, role: str, used: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """What the currency became that a header of amounts says where no column does."""
    says = role in table.map.priced and table.beside(role).currency and CURRENCY not in table.roles
    return used.get(CURRENCY, ()) if says else ()


def _uses(mapping: ImportMap) -> dict[str, list[str]]:
    """What each role of a mapping is used for."""
    pairs = [
        (role, f"{rule.table}.{name}")
        for rule in mapping.rows
        for name, one in rule.cells.items()
        for role in one.columns
    ]
    kinds = [(rule.table, kind) for rule in mapping.rows for kind in rule.line_kinds]
    pairs += [
        (role, f"{table}.line_kind") for table, kind in kinds for role in (*kind.when, kind.negative) if role
    ]
    pairs += [(role, "which lines are goods") for ignored in mapping.ignored for role in ignored.when]
    pairs += [(role, "bill.parent") for role in ("level", "root") if mapping.makes_bills]
    pairs += [("plant", "the totals check")]
    used: dict[str, list[str]] = {}
    for role, text in pairs:
        used.setdefault(role, []).append(text)
    for role, choice in mapping.chooses.items():
        for each in choice.of.values():
            used[each] = list(used.get(role, ()))
        used.setdefault(choice.by, []).append(f"which column is the {role}")
    return used


def traced_back(problems: Iterable[Problem], tables: Sequence[Table]) -> list[Problem]:
    """The problems of the book that was made, with the column of the source that would have to be mended.

    Where a source has no such column, that is one problem and not one for each row.
    """
    return list(dict.fromkeys(_traced_back(each, tables) for each in problems))


def _traced_back(problem: Problem, tables: Sequence[Table]) -> Problem:
    made = problem.file.removesuffix(".csv")
    for table in tables:
        roles = [
            role
            for rule in table.map.rows
            if rule.table == made and problem.column in rule.cells
            for role in rule.cells[problem.column].columns
        ]
        there = [table.column_of(role) for role in roles if role in table.roles]
        if there:
            return replace(
                problem, do=f"{problem.do}; {table.file} says it in {' or '.join(map(repr, there))}"
            )
        if roles:
            called = ", ".join(repr(name) for role in roles for name in table.map.roles[role].headers[:3])
            what = f"No column of {table.file} says {problem.column}, which {made} needs"
            return Problem(what, table.file, do=f"export the list with a column called for example {called}")
    return problem
