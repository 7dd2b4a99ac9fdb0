"""`trace`: what is inside one item."""

# ruff: noqa: PLC0415  rich, jinja2 and the desk are imported by the command that uses them

import sys
from typing import Annotated

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import NOTHING, Asking, Book, asked_of, emit, width


def register(app: App) -> None:
    """Add the command."""
    app.command(trace)


def trace(
    book: Book,
    item: Annotated[str, Parameter(help="The item, by its id in the book.")],
    /,
    *,
    asking: Asking = NOTHING,
) -> int:
    """Say what controlled content is in an item, of which origin, at least and at most."""
    from xenotime import desk
    from xenotime.showing.progress import Progress

    law, asked = asked_of(asking, explain=True)
    bar = Progress(sys.stderr)
    opened = desk.open_book(book, law, bar.say)
    bar.clear()
    view = desk.trace(opened, law, item, asked)
    if asking.json:
        from xenotime.showing import as_json

        emit(as_json.written(as_json.document(__version__, law, asked.known_on, trace=as_json.trace(view))))
    else:
        from xenotime.showing.trace_text import trace_text

        emit(trace_text(view, sys.stdout, width=width(), explain=asking.explain))
    return 0
