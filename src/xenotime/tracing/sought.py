"""What can be sought in an item: an element or compound, or anything on a list."""

from functools import partial

from xenotime.facts.declaration import ContentRow
from xenotime.facts.seen import Missing
from xenotime.facts.substance import (
    OXIDE,
    OXYGEN,
    elements_of,
    is_element,
    is_same,
    may_contain,
    oxide_of,
)
from xenotime.tracing.asking import Asker
from xenotime.tracing.column import Column, both, is_limited, is_surely_not_there
from xenotime.tracing.gaps import row_gaps
from xenotime.tracing.known import Known
from xenotime.tracing.presence import Sought
from xenotime.tracing.stated import names_all_elements
from xenotime.tracing.statements import Statement


def substance_sought(substance: str, asker: Asker, beside: frozenset[str] = frozenset()) -> Sought:
    """An element in any compound; or one compound, whatever else its elements are in."""

    def own_gap(item: str) -> Missing:
        return asker.missing("has", item, {"substance": substance})

    def gaps_of_row(row: ContentRow, item: str) -> tuple[Missing, ...]:
        by_form = row.form is None and is_element(row.substance) and not is_element(substance)
        kind = "form of" if by_form else "has"
        return (asker.missing(kind, item, {"substance": row.substance if by_form else substance}),)

    return Sought(
        name=substance,
        row_holds=partial(_row_holds, substance),
        rules_out=partial(_rules_out, substance),
        part_is=lambda _: False,
        own_gap=own_gap,
        row_gaps=gaps_of_row,
        part_gaps=lambda _: (),
        beside=beside,
    )


def _row_holds(substance: str, row: ContentRow) -> bool | None:
    """Whether the row's substance is the one sought, or has it in it."""
    if is_same(substance, row.substance):
        return True
    if is_element(substance):
        return may_contain(row.substance, substance)
    if is_element(row.substance) and row.substance in elements_of(substance) - {OXYGEN}:
        other_form = oxide_of(substance) == row.substance and row.form is not None and OXIDE not in row.form
        return False if other_form else None
    return None if elements_of(substance) and not elements_of(row.substance) else False


def _rules_out(substance: str, statement: Statement) -> bool:
    """A row that names an element states all of it; without one of its elements there is no compound."""
    gone = {row.substance for row in statement.named if is_surely_not_there(row) and not is_limited(row)}
    if elements_of(substance) & gone or any(is_same(substance, name) for name in gone):
        return True
    element = oxide_of(substance)
    rows = [row for row in statement.named if row.substance == element or is_same(substance, row.substance)]
    return bool(rows) and all(_row_holds(substance, row) is False for row in rows)


def listed_sought(column: Column, known: Known, asker: Asker) -> Sought:
    """Anything on the column's list and of its origin, as a row or as a part; no barrier holds here."""

    def part_is(item: str) -> bool | None:
        return both(column.item_matches(known.item(item)), column.origin_matches(known.made_in(item).words))

    def rules_out(statement: Statement) -> bool:
        may = any(column.matches(row) is not False for row in statement.named if not is_surely_not_there(row))
        whole = any(column.is_closed_by(row) for row in statement.spoken)
        return (whole or names_all_elements(statement, column)) and not may

    def part_gaps(item: str) -> tuple[Missing, ...]:
        asked = known.item(item)
        if column.item_matches(asked) is None:
            named = column.item_missing(asked)
            return named or (asker.missing("item in list", item, {"list": column.name}),)
        return (asker.missing("made_in", item),) if part_is(item) is None else ()

    def gaps_of_row(row: ContentRow, item: str) -> tuple[Missing, ...]:
        found = tuple(row_gaps(row, item, column, asker))
        return found or (asker.missing("has", item, {"substance": row.substance}),)

    return Sought(
        name=column.name,
        row_holds=column.matches,
        rules_out=rules_out,
        part_is=part_is,
        own_gap=lambda item: asker.missing("content", item, {"list": column.name}),
        row_gaps=gaps_of_row,
        part_gaps=part_gaps,
    )
