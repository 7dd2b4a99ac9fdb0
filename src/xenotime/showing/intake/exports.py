"""What an import says: each column and what it became, and the totals of each plant."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import IO, Any

from xenotime.exact import as_decimal
from xenotime.showing.paper import Paper

CELL = 24
NAMED = 5


def done_text(done: Any, file: IO[str], width: int | None, *, explain: bool) -> str:
    """The import as text."""
    paper = Paper(file, width)
    for source in done.sources:
        _source(paper, source, explain=explain)
    for table, laid in done.laid.items():
        parts = {
            "new": laid.added,
            "updated": laid.updated,
            "replaced": laid.replaced,
            "as before": laid.same,
        }
        paper.line(f"{table}: " + ", ".join(f"{count} {what}" for what, count in parts.items() if count))
    if explain:
        for each in done.remarks:
            paper.line(f"note: {each}")
    elif done.remarks:
        paper.line(f"{len(done.remarks)} notes; see them with --explain")
    loud = {
        "GONE": done.gone,
        "CHANGED": done.changed,
        "DIFFER": done.differ,
        "NOT KNOWN": done.contested,
    }
    for word, every in loud.items():
        for each in every:
            paper.line(f"{word}: {each}")
    if done.nameless:
        paper.line(f"NO NAME: {_without_names(done.nameless)}")
    for each in done.short:
        paper.line(f"SHORT: {each}")
    state = (
        "totals agree"
        if done.ok
        else "totals agree, but a plant is short"
        if done.agrees
        else "totals do NOT agree"
    )
    paper.line(f"Book: {done.into} ({state})")
    return paper.text()


def _without_names(numbers: Sequence[str]) -> str:
    more = f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else ""
    return (
        f"{', '.join(numbers[:NAMED])}{more} came with a number alone, and lists of parties are searched by name: "
        "import a list that has the names, or write them into the table parties"
    )


def _source(paper: Paper, source: Any, *, explain: bool) -> None:
    decimal = {",": "decimal commas", ".": "decimal points"}.get(source.decimal, "no number tells its format")
    paper.line(f"{source.file}: {source.mapping}, {source.title}")
    if explain:
        paper.line(f"  read as {source.said}; {decimal}")
        for role, text in source.above:
            paper.line(f"  above the header: {role} = {text}")
        rows = [
            (each.column or "(no header)", each.role, ", ".join(each.became) or "ignored", each.sample[:CELL])
            for each in source.columns
        ]
        paper.table(("Column", "Is", "Became", "First cell"), rows)
    elif left := [
        each.column or each.sample[:CELL] for each in source.columns if not each.became and each.sample
    ]:
        paper.line(f"  NOT TAKEN OVER: {', '.join(left)}")
    for each in source.assumed:
        paper.line(f"  ASSUMED: {each}")
    for why, count in source.left:
        paper.line(f"  {count} line{'' if count == 1 else 's'} left: {why}")
    heads = ("Plant", "", "Lines", "Quantity", "Value")
    paper.table(heads, [row for check in source.checks for row in _check(check)])


def _check(check: Any) -> Iterable[tuple[str, ...]]:
    plant = check.plant or "(none named)"
    yield (plant, "source", *_total(check.source))
    yield ("", "in the book", *_total(check.book))
    for why, total in check.left.items():
        yield ("", f"left: {why}", *_total(total))
    yield ("", "agrees" if check.agrees else "DOES NOT AGREE", "", "", "")


def _total(total: Any) -> tuple[str, str, str]:
    return str(total.lines), _amount(total.quantity), _amount(total.value)


def _amount(amount: Fraction) -> str:
    return as_decimal(amount) if amount else ""


def done_json(done: Any) -> Mapping[str, Any]:
    """The import as JSON; exact numbers are strings."""
    return {
        "into": str(done.into),
        "agrees": done.agrees,
        "ok": done.ok,
        "short": list(done.short),
        "gone": list(done.gone),
        "changed": list(done.changed),
        "differ": list(done.differ),
        "contested": list(done.contested),
        "nameless": list(done.nameless),
        "tables": {
            table: {"added": laid.added, "updated": laid.updated, "replaced": laid.replaced, "same": laid.same}
            for table, laid in done.laid.items()
        },
        "sources": [
            {
                "file": each.file, "mapping": each.mapping, "decimal": each.decimal,
                "columns": [
                    {"column": one.column, "is": one.role, "became": list(one.became)} for one in each.columns
                ],
                "assumed": list(each.assumed),
                "left": [{"why": why, "lines": count} for why, count in each.left],
                "totals": [
                    {"plant": check.plant, "agrees": check.agrees, "source": _json(check.source), "book": _json(check.book),
                     "left": {why: _json(total) for why, total in check.left.items()}}
                    for check in each.checks
                ],
            }
            for each in done.sources
        ],
        "remarks": list(done.remarks),
    }  # fmt: skip


def _json(total: Any) -> dict[str, str | int]:
    return {"lines": total.lines, "quantity": as_decimal(total.quantity), "value": as_decimal(total.value)}
