"""`trace`: what is inside one item."""

# ruff: noqa: PLC0415  rich, jinja2 and the desk are imported by the command that uses them

import sys
from typing import Annotated

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import UNEXPLAINED, Book, Explained, Report, asked_of, emit, say_remarks, width


def register(app: App) -> None:
    """Add the command."""
    app.command(trace)


def trace(
    book: Book,
    item: Annotated[str, Parameter(help="The item, by its id in the book.")],
    /,
    *,
    lot: Annotated[str, Parameter(help="One lot of the item, with the lots that went into it.")] = "",
    report: Report = None,
    asking: Explained = UNEXPLAINED,
) -> int:
    """Say what controlled content is in an item, of which origin, at least and at most."""
    from xenotime.desk import answering, tracing
    from xenotime.showing import files
    from xenotime.showing.progress import Progress

    if report:
        files.check_writable(report)
    law, asked = asked_of(asking, explain=True)
    bar = Progress(sys.stderr)
    opened = answering.open_book(book, law, bar.say, asked=asked)
    bar.clear()
    say_remarks(opened.remarks)
    view = answering.trace(opened, law, item, asked, lot)
    followed = None if asking.json and not report else tracing.follow(opened, law, view.item, asked, lot)
    if report and followed:
        from xenotime.showing.trace.page import TracePage, trace_page

        page = TracePage(view, followed.trees, followed.expected, __version__, law.sha256)
        files.write_whole(report, trace_page(page))
    if asking.json:
        from xenotime.showing import as_json

        emit(as_json.written(as_json.document(__version__, law, asked.known_on, trace=as_json.trace(view))))
    elif followed:
        from xenotime.showing.trace.text import trace_text
        from xenotime.showing.trace.tree import trees_text

        text = trace_text(view, sys.stdout, width=width(), explain=asking.explain)
        trees = trees_text(followed.trees, followed.expected, sys.stdout, width(), explain=asking.explain)
        emit(text + trees + (f"Page: {report}\n" if report else ""))
    return 0
