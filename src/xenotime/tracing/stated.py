"""What one statement says of a column: the range that its rows leave, and what keeps it open."""

from collections.abc import Sequence
from dataclasses import dataclass

from xenotime.exact import ANYTHING, NOTHING, Range
from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Item
from xenotime.facts.substance import elements_of, is_element
from xenotime.tracing.column import Column, is_limited, is_surely_not_there, is_surely_there
from xenotime.tracing.statements import Statement, Supply
from xenotime.tracing.worth import Measure, Worth

AN_ENTRY = ""
"""Stands for something on the list of which it is not told what."""


@dataclass(frozen=True)
class Stated:
    """What a statement leaves. `exhaustive`: nothing listed is in the item besides its lines.

    `by_assumption` says that the upper end rests on the book's assumption, `some` that a row names something that is
    surely there and counts. `unplaced` are substances that do but for an origin which is not told; `spared` are those that
    a statement names which rules out all else, wherever from. What a row names by the list's name is `AN_ENTRY`.
    """

    amount: Range
    exhaustive: bool = False
    by_assumption: bool = False
    some: bool = False
    unplaced: frozenset[str] = frozenset()
    spared: frozenset[str] | None = None


def stated(
    statement: Statement, item: Item, column: Column, measure: Measure, lines: Range, *, assumed: bool
) -> Stated:
    """The range that one statement leaves for the column; `lines` is what the item's bill gives."""
    ranges = {row: row_range(row, item, column, measure) for row in statement.named}
    there = [row for row, amount in ranges.items() if amount.high != 0 and is_surely_there(row)]
    rows, some = _together(ranges, column), any(column.matches(row) for row in there)
    open_by_origin = [row for row in there if column.form_matches(row) and column.row_origin(row) is None]
    unplaced = frozenset(AN_ENTRY if column.names_list(row) else row.substance for row in open_by_origin)
    others = others_of(statement, column)
    beside = sum((measure.of_row(row, item).amount for row in others), NOTHING)
    if names_all(statement, column, measure):
        return Stated(rows, some=some, unplaced=unplaced)
    if beside.high != 0 or not all(is_surely_not_there(row) for row in others):
        return Stated(rows + Range(NOTHING.low, beside.high), some=some, unplaced=unplaced)
    if not others and not assumed:
        return Stated(Range(rows.low, None), some=some, unplaced=unplaced)
    high = (rows + lines).high
    everywhere = any(row.origin is None for row in others)
    return Stated(
        Range(rows.low, high if high is None else max(rows.low, high)),
        exhaustive=rows.high == 0,
        by_assumption=not others,
        some=some,
        unplaced=unplaced,
        spared=_spared(statement, column) if everywhere else None,
    )


def contradicted(said: Sequence[Sequence[Stated]], *, has_lines: bool) -> list[bool]:
    """Of each voice, whether it leaves nothing though another one names what counts, without saying how much.

    Their ranges meet in nothing all the same. Where the origin of what is named is not told, only a voice that rules
    out all else, and does not name it, speaks against it; where there are lines, they may bring it in from elsewhere.
    """
    if any(all(one.amount.low > 0 for one in voice) for voice in said):
        return [False] * len(said)
    some = any(all(one.some for one in voice) for voice in said)
    named = () if has_lines else (frozenset.intersection(*(one.unplaced for one in voice)) for voice in said)
    unplaced = frozenset[str]().union(*named)
    return [
        all(one.amount.high == 0 for one in voice)
        and (some or all(_rules_out(one, unplaced) for one in voice))
        for voice in said
    ]


def _spared(statement: Statement, column: Column) -> frozenset[str] | None:
    """The substances that it names, and an entry where one of them may be one; None where that may be any of them."""
    there = [row for row in statement.named if not is_surely_not_there(row)]
    if any(map(column.names_list, there)):
        return None
    entry = {AN_ENTRY} if any(column.form_matches(row) is not False for row in there) else set[str]()
    return frozenset({*entry, *(row.substance for row in statement.named)})


def _rules_out(one: Stated, unplaced: frozenset[str]) -> bool:
    """Whether a statement rules out one of these substances; what it names itself may be from elsewhere."""
    if one.spared is None:
        return False
    elements = frozenset[str]().union(*(elements_of(name) for name in one.spared))
    return any(name not in one.spared and not elements_of(name) & elements for name in unplaced)


def is_closed(
    supply: Supply, column: Column, measure: Measure, *, assumed: bool, to_some: bool = False
) -> bool:
    """Whether what is said of one supply (or assumed) leaves no room for what nobody named.

    All else may be said to be some of the item: that leaves room for so much, which `to_some` takes for open.
    """

    def closes(each: Statement) -> bool:
        rest = others_of(each, column)
        is_some = to_some and not all(is_surely_not_there(row) for row in rest)
        return names_all(each, column, measure) or (not is_some if rest else assumed)

    if assumed and not (to_some and supply.voices):
        return True
    return any(all(closes(each) for each in voice) for voice in supply.voices)


def is_closed_to_parts(statement: Statement, *, assumed: bool) -> bool:
    """Whether no part can be inside that neither rows nor bill name."""
    others = others_of(statement)
    return all(is_surely_not_there(row) for row in others) if others else assumed


def others_of(statement: Statement, column: Column | None = None) -> tuple[ContentRow, ...]:
    """The rows about all else that is of the column's origin; none where they speak of some other origins alone.

    Without a column they have to speak of every origin.
    """
    rows = [
        row for row in statement.others if column is None or column.origin_matches(row.origin) is not False
    ]
    speaks = any(row.origin is None if column is None else column.covers(row.origin) for row in rows)
    return tuple(rows) if speaks else ()


def row_range(row: ContentRow, item: Item, column: Column, measure: Measure) -> Range:
    """What one row counts for: nothing at least where form, origin or presence is open."""
    matches = column.matches(row)
    if matches is False:
        return NOTHING
    amount = row_worth(row, item, column, measure).amount
    return amount if matches and is_surely_there(row) else Range(NOTHING.low, amount.high)


def row_worth(row: ContentRow, item: Item, column: Column, measure: Measure) -> Worth:
    """What the row's substance is worth; what came in as an article of the list may be any number of pieces."""
    worth = measure.of_row(row, item)
    if measure.by != "pieces" or column.only_substances or is_surely_not_there(row) or worth.amount.high != 0:
        return worth
    matches = column.matches(row)
    may_be = matches is None and row.form is not None and column.names_all(row.substance)
    return Worth(ANYTHING, "nobody says how many", (("content", {}),)) if matches or may_be else worth


def names_all(statement: Statement, column: Column, measure: Measure) -> bool:
    """Whether the rows leave no room for more in this measure: of pieces they state how many only if none."""
    if any(column.is_closed_by(row) for row in statement.spoken) and measure.by != "pieces":
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
        if not is_limited(row) or column.covers(row.origin)
    }
    return bool(column.elements) and column.elements <= named


def _together(ranges: dict[ContentRow, Range], column: Column) -> Range:
    """What the rows come to: what single substances are named may be some of what a row says of the list, or come to it.

    It is some of it where the row states the whole of what counts.
    """
    of_list = {
        row: amount for row, amount in ranges.items() if column.names_list(row) or column.states_whole(row)
    }
    singles = _sum({row: amount for row, amount in ranges.items() if row not in of_list})
    if not of_list:
        return singles
    whole = _sum({row: amount for row, amount in of_list.items() if column.is_closed_by(row)} or of_list)
    low = max(singles.low, *(amount.low for amount in of_list.values()))
    most = whole.high if any(map(column.is_closed_by, of_list)) else (whole + singles).high
    return Range(low, None if most is None else max(low, most))


def _sum(ranges: dict[ContentRow, Range]) -> Range:
    """Rows add; but an element and a compound that holds it may be the same matter said twice."""
    total, simple, compound = NOTHING, NOTHING.low, NOTHING.low
    for row, amount in ranges.items():
        total += amount
        simple += amount.low if is_element(row.substance) else 0
        compound += 0 if is_element(row.substance) else amount.low
    counts = [row.substance for row, amount in ranges.items() if amount.high != 0]
    return Range(max(simple, compound), total.high) if _overlaps(counts) else total


def _overlaps(substances: Sequence[str]) -> bool:
    """Whether one of these compounds holds an element that stands among them as well."""
    bare = frozenset(name for name in substances if is_element(name))
    return any(elements_of(name) & bare for name in substances if not is_element(name))
