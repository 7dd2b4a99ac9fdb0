"""What an import says otherwise than the book, or than another source of the same import: nothing is outvoted in silence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from xenotime.facts.classification import Classification
from xenotime.reading.book.notes import FEW, Notes, listed
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.merge import KEYS, MONEY, codes_beside, key_text, read_table
from xenotime.reading.exports.table import Table
from xenotime.reading.exports.unsaid_units import turned
from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY

NOT_TOLD = frozenset({*MONEY, "quantity", "date", "plant", "group", "revision", "maker_part"})
"""Columns that are expected to change, and of which nothing is told; a price that goes is."""
WHAT_IT_IS = ("name", "maker", "maker_part", "revision")
"""Columns by which a person tells what an item is."""
Rows = Mapping[str, Sequence[tuple[Cells, bool]]]


def at_odds(sources: Sequence[tuple[Table, Rows]], notes: Notes) -> tuple[str, ...]:
    """What two sources of one import say of one thing, where the later one stands.

    Of a shipment line that is a problem, since neither is the newer one; codes of both stand side by side.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    said: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    bills: dict[str, tuple[list[Cells], str]] = {}
    for table, made in sources:
        _bills(table.file, [cells for cells, _ in made.get("bill", ())], bills, notes)
        for name, rows in ((each, made[each]) for each in made if each in KEYS):
            for cells in (cells for cells, fills in rows if not fills):
                key = key_text(cells, KEYS[name])
                before = said.setdefault((name, key), {})
                if "codes" in cells and "codes" in before:
                    cells["codes"] = codes_beside(before["codes"][0], cells["codes"])
                skipped = {"codes", *table.map.yields, *_unknown(table.map, name)}
                other = {
                    column: before[column]
                    for column, text in cells.items()
                    if column in before and column not in skipped and before[column][0] != text
                }
                if other and name == "shipments":
                    _two_lines(table.file, key, cells, other, notes)
                for column, (text, file) in other.items():
                    if column not in NOT_TOLD and name != "shipments":
                        each = f"{key} ({cells[column]}, and {text})"
                        found.setdefault((column, table.file, file), []).append(each)
                before |= {column: (text, table.file) for column, text in cells.items()}
    return tuple(
        f"{column}: {file} says otherwise than {other}, and stands: {listed(each, FEW)}"
        for (column, file, other), each in found.items()
    )


def _bills(file: str, rows: Sequence[Cells], bills: dict[str, tuple[list[Cells], str]], notes: Notes) -> None:
    """A problem for each bill that an earlier source of the import gives as well, and otherwise."""
    own: dict[str, list[Cells]] = {}
    for cells in rows:
        own.setdefault(cells["parent"], []).append(cells)
    for parent, lines in own.items():
        before, other = bills.setdefault(parent, (lines, file))
        if sorted(map(_line, before)) != sorted(map(_line, lines)):
            notes.problem(
                f"The bill of {parent} stands in two exports, which say different things", file=file,
                found=f"{len(lines)} lines, and {len(before)} in {other}",
                do="import the one that holds, or one plant: --plant PLANT",
            )  # fmt: skip


def _line(cells: Cells) -> list[tuple[str, str]]:
    """What a line of a bill says, its quantity for one of the parent."""
    per = Fraction(cells.get("quantity") or 0) / Fraction(cells.get("base_quantity") or 1)
    rest = {name: text for name, text in cells.items() if text and name not in {"quantity", "base_quantity"}}
    return sorted({**rest, "per": str(per)}.items())


def _unknown(mapping: ImportMap, table: str) -> set[str]:
    """The columns that are not known where sources differ; they are settled for themselves."""
    return {column for column, policy in mapping.merge.get(table, {}).items() if policy == "unknown"}


def _two_lines(file: str, key: str, cells: Cells, other: Mapping[str, tuple[str, str]], notes: Notes) -> None:
    told = (f"{column} {cells[column]}, and {text} in {of}" for column, (text, of) in other.items())
    notes.problem(
        f"The line {key!r} stands in two exports, which say different things", file=file, found="; ".join(told),
        do="take it out of one of them, or import the older one first and the newer one by itself after it",
    )  # fmt: skip


def changed(book: Path, made: Path) -> tuple[str, ...]:
    """What rows of the book said before the import, and no longer say."""
    found = []
    for table, key in KEYS.items():
        before = {key_text(row, key): row for row in read_table(book / f"{table}.csv").rows}
        cells = [
            f"{column} of {ident} (was {text}, is {row.get(column, '') or 'empty'})"
            for row in read_table(made / f"{table}.csv").rows
            for ident in [key_text(row, key)]
            for column, text in before.get(ident, {}).items()
            if (column not in NOT_TOLD or (column == "value" and not row.get(column)))
            and _says_less(column, text, row.get(column, ""))
        ]
        if cells:
            found.append(f"{len(cells)} cells of {table} say otherwise than before: {listed(cells, FEW)}")
    if told := listed(turned(book, made), FEW):
        found.append(f"lines of bills without a unit count in that of their part: {told}")
    return tuple(found)


def decided_before(book: Path, made: Path, decisions: Iterable[Classification]) -> Iterator[str]:
    """The items of which a person decided what they are, and that the import calls otherwise: the decision stays, and may be of another thing."""
    newest = {item: each for each in decisions for item in each.items}
    before = {row.get("item", ""): row for row in read_table(book / "items.csv").rows}
    cells = []
    for row in read_table(made / "items.csv").rows:
        ident = row.get("item", "")
        old, decision = before.get(ident, {}), newest.get(ident)
        turned = [name for name in WHAT_IT_IS if old.get(name) and row.get(name) != old[name]]
        if decision and turned:
            said = ", ".join(filter(None, (decision.form, *decision.codes)))
            cells.append(f"{ident} ({', '.join(turned)}; {said} by {decision.by} on {decision.on})")
    if cells:
        yield f"a person decided what these are, and they are called otherwise now; look again: {listed(cells, FEW)}"


def _says_less(column: str, before: str, now: str) -> bool:
    """Whether a cell no longer says what it said; a country that is not known any more is told for itself."""
    if column == "codes":
        return bool({each.strip() for each in before.split(";")} - {each.strip() for each in now.split(";")})
    return bool(before) and now not in {before, UNKNOWN_COUNTRY}


def emptied(of: Made, made: Rows, remembered: Mapping[str, Any], book: Path) -> Iterator[str]:
    """The cells of rows that the source had last time, in columns that it has, of which it says nothing now; they stay.

    What it only half tells now does not stay, and is told for itself.
    """
    table = of.table
    for name in (each for each in made if each in KEYS):
        columns = {
            column
            for rule in table.map.rows
            if rule.table == name and not rule.fills
            for column, one in rule.cells.items()
            if column not in MONEY and one.columns & table.roles.keys()
        }
        again = set(remembered.get("rows", {}).get(name, ()))
        there = {key_text(row, KEYS[name]): row for row in read_table(book / f"{name}.csv").rows}
        cells = [
            f"{column} of {key} ({text})"
            for row, fills in made[name]
            for key in [key_text(row, KEYS[name])]
            if key in again and not fills
            for column in sorted(columns - row.keys())
            if (name, column, key) not in of.half_told
            if (text := there.get(key, {}).get(column, ""))
        ]
        if cells:
            what = (
                f"{table.file} says nothing any more in {len(cells)} cells of {name}, which stay in the book"
            )
            yield f"{what}: {listed(cells, FEW)}"
