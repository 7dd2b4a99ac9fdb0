"""What each column of an export became, for whoever asks why."""

from dataclasses import dataclass

from xenotime.reading.exports.mapping import ImportMap
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
    found = []
    for at, name in enumerate(table.header):
        sample = next((line[at] for _, line in table.lines if at < len(line) and line[at]), "")
        if name or sample:
            role = by_place.get(at, "")
            found.append(ColumnSaid(name, role, tuple(dict.fromkeys(used.get(role, ()))), sample))
    return tuple(found)


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
