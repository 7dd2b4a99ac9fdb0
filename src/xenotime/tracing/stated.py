"""What one statement says of a column: the range that its rows leave, and what keeps it open."""

from dataclasses import dataclass

from xenotime.exact import NOTHING, Range
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.substance import elements_of, is_element
from xenotime.tracing.column import Column, is_surely_not_there, is_surely_there
from xenotime.tracing.statements import Statement, Supply
from xenotime.tracing.worth import Measure


@dataclass(frozen=True)
class Stated:
    """What a statement leaves. `exhaustive`: nothing listed is in the item besides its lines.

    `by_assumption` says that the upper end rests on the book's assumption.
    """

    amount: Range
    exhaustive: bool = False
    by_assumption: bool = False


def stated(
    statement: Statement, item: Item, column: Column, measure: Measure, lines: Range, *, assumed: bool
) -> Stated:
    """The range that one statement leaves for the column; `lines` is what the item's bill gives."""
    rows = _sum(statement, {row: row_range(row, item, column, measure) for row in statement.named})
    if names_all(statement, column, measure):
        return Stated(rows)
    others = statement.others
    if others is not None and not is_surely_not_there(others):
        beside = measure.of_row(others, item).amount
        return Stated(rows + Range(NOTHING.low, beside.high))
    if others is None and not assumed:
        return Stated(Range(rows.low, None))
    high = (rows + lines).high
    return Stated(
        Range(rows.low, high if high is None else max(rows.low, high)),
        exhaustive=rows.high == 0,
        by_assumption=others is None,
    )


def is_closed(supply: Supply, column: Column, measure: Measure, *, assumed: bool) -> bool:
    """Whether what is said of one supply (or assumed) leaves no room for what nobody named."""
    return assumed or any(
        all(names_all(each, column, measure) or each.others is not None for each in voice)
        for voice in supply.voices
    )


def is_closed_to_parts(statement: Statement, *, assumed: bool) -> bool:
    """Whether no part can be inside that neither rows nor bill name."""
    others = statement.others
    return assumed if others is None else is_surely_not_there(others)


def row_range(row: ContentRow, item: Item, column: Column, measure: Measure) -> Range:
    """What one row counts for: nothing at least where form, origin or presence is open."""
    matches = column.matches(row)
    if matches is False:
        return NOTHING
    amount = measure.of_row(row, item).amount
    return amount if matches and is_surely_there(row) else Range(NOTHING.low, amount.high)


def names_all(statement: Statement, column: Column, measure: Measure) -> bool:
    """Whether the rows leave no room for more in this measure: of pieces they state how many only if none."""
    if any(column.states_whole(row) for row in statement.spoken) and measure.by != "pieces":
        return True
    none_counts = all(is_surely_not_there(row) or column.matches(row) is False for row in statement.named)
    return names_all_elements(statement, column) and (measure.by != "pieces" or none_counts)


def names_all_elements(statement: Statement, column: Column) -> bool:
    """Whether the rows state every element that the list is about: then nothing else of it is there.

    Where articles stand on the list, only rows that say that none of the element is there do so.
    """
    named = {
        row.substance
        for row in (*statement.spoken, *statement.beside)
        if is_element(row.substance) and (column.only_substances or is_surely_not_there(row))
    }
    return bool(column.elements) and column.elements <= named


def _sum(statement: Statement, ranges: dict[ContentRow, Range]) -> Range:
    """Rows add; but an element and a compound that holds it may be the same matter said twice."""
    total, simple, compound = NOTHING, NOTHING.low, NOTHING.low
    for row, amount in ranges.items():
        total += amount
        simple += amount.low if is_element(row.substance) else 0
        compound += 0 if is_element(row.substance) else amount.low
    return Range(max(simple, compound), total.high) if _overlaps(statement) else total


def _overlaps(statement: Statement) -> bool:
    bare = {row.substance for row in statement.named if is_element(row.substance) and not row.absent}
    return any(elements_of(row.substance) & bare for row in statement.named if not is_element(row.substance))
