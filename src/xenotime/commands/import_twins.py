"""`import catenax` and `import ipc1752`: twins of parts and material declarations become facts of a book."""

# ruff: noqa: PLC0415  the readers are imported by the command that uses them

import sys
from pathlib import Path

from cyclopts import App

from xenotime.commands.common import Json, emit, width
from xenotime.commands.importing import Into, Source, import_app


def register(_: App) -> None:
    """Add the commands to `import`."""
    import_app.command(catenax)
    import_app.command(ipc1752)


def catenax(file: Source, /, *, into: Into, json: Json = False) -> int:
    """Take items, bills, lots and makers over from twins: bill as built or planned, serial part, batch, part."""
    return _bring_in("catenax", file, into, as_json=json)


def ipc1752(file: Source, /, *, into: Into, json: Json = False) -> int:
    """Take what is in an item over from a material declaration of class D (IPC-1752A or B)."""
    return _bring_in("ipc1752", file, into, as_json=json)


def _bring_in(form: str, file: Path, into: Path, *, as_json: bool) -> int:
    from xenotime.desk import twins
    from xenotime.showing.intake.twins import imported_json, imported_text

    found = twins.bring_in(form, file, into)
    if as_json:
        emit(imported_json(found.counts, found.files, found.remarks))
    else:
        emit(imported_text(found.counts, found.files, found.remarks, sys.stdout, width()))
    return 0
