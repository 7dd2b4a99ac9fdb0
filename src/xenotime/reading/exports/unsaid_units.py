"""Lines that name no unit count in that of their part: told where that is no piece."""

from collections.abc import Iterator
from pathlib import Path

from xenotime.facts.book import Book
from xenotime.reading.book.notes import FEW, listed
from xenotime.reading.exports.made import Made
from xenotime.reading.exports.merge import PIECE, key_text, read_table

COUNTED = {"bill": "child", "shipments": "item"}
"""The tables whose lines count something, and the column that says what."""
PRICED = {"items": "item"}


def taken_in(made: Made, book: Book) -> Iterator[str]:
    """What is taken for the unit of the lines that say none, where the book counts their part in another than pieces."""
    for what, tables, amount, unit in (
        ("lines say no unit; they are taken as the book counts", COUNTED, "quantity", "unit"),
        ("prices say no unit; they are taken for one as the book counts", PRICED, "value", "base_unit"),
    ):
        found = dict.fromkeys(
            cells[of]
            for table, of in tables.items()
            for _, cells in made.rows.get(table, ())
            if cells.get(amount) and not cells.get(unit)
        )
        counted = (f"{each} in {said}" for each in found if (said := _unit(book, each)))
        if told := listed(counted, FEW):
            yield f"{what}: {told}"


def _unit(book: Book, ident: str) -> str:
    unit = book.items[ident].base_unit if ident in book.items else ""
    return "" if unit == PIECE else unit


def turned(book: Path, made: Path) -> Iterator[str]:
    """The lines that stand in the book without a unit, and that a unit of their part makes another quantity of from now on."""
    before = {row.get("item", ""): row.get("base_unit", "") for row in read_table(book / "items.csv").rows}
    now = {row.get("item", ""): row.get("base_unit", "") for row in read_table(made / "items.csv").rows}
    for row in read_table(book / "bill.csv").rows:
        part = row.get("child", "")
        unit = now.get(part, "")
        if row.get("quantity") and not row.get("unit") and before.get(part) == "" and unit not in {"", PIECE}:
            yield f"{key_text(row, ('parent', 'child'))} (was {row['quantity']}, is {row['quantity']} {unit})"
