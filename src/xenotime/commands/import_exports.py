"""`import`: exports of a house's own systems become a book, with every column explained and every total checked."""

# ruff: noqa: PLC0415  the desk and what shows the result are imported by the command that uses them

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import Json, emit, width
from xenotime.commands.importing import import_app

SHORT = 20


def register(_: App) -> None:
    """Make it what `import` does by itself."""
    import_app.default(exports)


def exports(
    sources: Annotated[
        tuple[Path, ...], Parameter(help="Files of an export (CSV, text, XLSX), or folders of them.")
    ],
    /,
    *,
    into: Annotated[Path, Parameter(help="Folder of the book: a new one, or one to be brought up to date.")],
    explain: Annotated[
        bool, Parameter(negative=(), help="Say what each column became, and every note.")
    ] = False,
    as_: Annotated[
        str, Parameter(name="--as", help="Mapping to use, by its id, instead of the best one.")
    ] = "",
    own_map: Annotated[
        tuple[Path, ...], Parameter(name="--map", negative=(), help="A mapping of your own; may be repeated.")
    ] = (),
    control: Annotated[
        Path | None, Parameter(help="List of what each plant must add up to: plant, lines, quantity, value.")
    ] = None,
    decimal: Annotated[
        Literal[",", "."] | None, Parameter(help="The decimal mark, where the numbers do not tell it.")
    ] = None,
    days: Annotated[
        Literal["dmy", "mdy"] | None,
        Parameter(help="The order of days with slashes, where they do not tell it."),
    ] = None,
    root: Annotated[str, Parameter(help="The material of which a list without a parent is the bill.")] = "",
    plant: Annotated[str, Parameter(help="Take the lines of this plant only.")] = "",
    alternative: Annotated[
        str, Parameter(help="Take this alternative of each bill only, where the list holds several.")
    ] = "",
    quantities: Annotated[
        Literal["per-assembly", "exploded"],
        Parameter(help="Of a list by level: for one of the assembly above, or for the whole top material."),
    ] = "per-assembly",
    json: Json = False,
) -> int:
    """Bring exports into a book: bills, material master, purchasing records, batches, orders, or any list of parts.

    Importing again updates and never doubles. Nothing is written unless the totals of each plant agree. Ends with 20
    where one export lacks a plant that another has.
    """
    from xenotime.desk import exports
    from xenotime.showing.intake.exports import done_json, done_text

    wish = exports.Wish(
        decimal=decimal or "", days=days or "", root=root, plant=plant, mapping=as_, maps=own_map, control=control,
        alternative=alternative, exploded=quantities == "exploded",
    )  # fmt: skip
    done = exports.import_sources(sources, into, wish)
    if json:
        from xenotime.showing import as_json

        emit(as_json.written(as_json.document(__version__, None, None, imported=done_json(done))))
    else:
        emit(done_text(done, sys.stdout, width(), explain=explain))
    return 0 if done.ok else SHORT
