"""What the lines of one export make, on the way: rows of our tables, and what became of each line."""

from dataclasses import dataclass, field

from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.table import Table

Cells = dict[str, str]


@dataclass
class Made:
    """What the lines of one export make, and what became of each line."""

    table: Table
    lines: list[Line] = field(default_factory=list)
    """Every line of the list that is no sum and no heading, with what headings say for it."""
    rows: dict[str, list[tuple[int, Cells]]] = field(default_factory=dict)
    taken: list[Line] = field(default_factory=list)
    left: dict[str, list[Line]] = field(default_factory=dict)
    """The lines that make no row, by the reason."""
    sums: list[Line] = field(default_factory=list)
    """The source's own totals."""
    headings: list[Line] = field(default_factory=list)
    """Lines that say something for those below them."""
    fills: set[tuple[str, int]] = field(default_factory=set)
    """Rows (by table and place) that only fill what is empty."""
    half_told: set[tuple[str, str, str]] = field(default_factory=set)
    """Cells (by table, column and key) that lines of one maker fill and those of another leave empty: not known."""

    @property
    def basis(self) -> str:
        """The basis on which prices of this mapping rest; empty where it has none."""
        return next(
            (
                each.constants["value_basis"]
                for each in self.table.map.rows
                if "value_basis" in each.constants
            ),
            "",
        )

    def add(self, table: str, row: int, cells: Cells, *, fills: bool = False) -> None:
        """One more row of a table."""
        rows = self.rows.setdefault(table, [])
        if fills:
            self.fills.add((table, len(rows)))
        rows.append((row, cells))
