"""`trace-all`: what is inside every item of a book, as one CSV file."""

# ruff: noqa: PLC0415  numba and the desk are imported by the command that uses them

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from xenotime.commands.common import NOTHING, Asking, Book, asked_of, emit, say_remarks
from xenotime.commands.memory import HELP, before_spilling, free_memory
from xenotime.errors import refusal

if TYPE_CHECKING:
    from xenotime.desk.trace_all import Held

HEADER = ("item", "list", "origin", "counting", "by", "unit", "at_least", "at_most", "near")
DIGITS = 15
OTHERS = (".xlsx", ".xlsm", ".parquet", ".json", ".html")
"""Endings by which other programs would take the table for what it is not."""


def register(app: App) -> None:
    """Add the command."""
    app.command(trace_all, name="trace-all")


def trace_all(
    book: Book,
    /,
    *,
    out: Annotated[Path, Parameter(help="The CSV file to write.")],
    engine: Annotated[
        str, Parameter(help="compiled (the default, in memory), or level by level: duckdb (spills) or spark.")
    ] = "compiled",
    master: Annotated[str, Parameter(help="Spark's master, for example local-cluster[2,1,1024].")] = "",
    memory: Annotated[str, Parameter(help=HELP)] = "",
    asking: Asking = NOTHING,
) -> int:
    """Say what controlled content is in every item of a book, of which origin, at least and at most.

    Items that surely hold none have no row. An empty at_most means that no limit is known; near = exact
    marks a figure that was worked out with fractions, since it lay too near to another for less.
    Every engine gives the same figures, but for what rounding may do to their last digits.
    """
    from xenotime.desk import answering
    from xenotime.desk.trace_all import How
    from xenotime.desk.trace_all import trace_all as whole
    from xenotime.showing.files import check_writable, opened_whole
    from xenotime.showing.progress import Progress

    check_writable(out, "--out")
    if out.suffix.lower() in OTHERS:
        what, do = "The table is CSV", "name it so"
        raise refusal(what, option="--out", file=str(out), found=out.suffix, allowed=".csv", do=do)
    law, asked = asked_of(asking, explain=False)
    bar = Progress(sys.stderr)
    opened = answering.open_book(book, law, bar.say, asked=asked)
    say_remarks(opened.remarks)
    how = How(free_memory(), engine, master, before_spilling(memory), out.parent)
    count = 0
    with opened_whole(out) as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        for held in whole(opened, law, asked, how, bar.say):
            table.writerow(_cells(held))
            count += 1
    bar.clear()
    emit(f"{len(opened.items):,} items traced, {count:,} rows in {out}\n")
    return 0


def _cells(held: "Held") -> tuple[str, ...]:
    high = "" if held.high is None else f"{held.high:.{DIGITS}g}"
    near = "exact" if held.near else ""
    asks = held.asks
    return (
        held.item,
        asks.list_id,
        asks.origin,
        asks.counting,
        held.by,
        held.unit,
        f"{held.low:.{DIGITS}g}",
        high,
        near,
    )
