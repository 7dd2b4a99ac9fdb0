"""`check` and `demo`: decide every shipment of a book."""

# ruff: noqa: PLC0415  rich, jinja2 and the desk are imported by the command that uses them

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import UNEXPLAINED, Book, Explained, Report, asked_of, emit, width


def register(app: App) -> None:
    """Add the commands."""
    app.command(demo)
    app.command(check)


def demo(*, report: Report = None, asking: Explained = UNEXPLAINED) -> int:
    """Check the example book of a motor maker, and write its page.

    The page goes to xenotime-report.html in this folder unless --report names another file.
    """
    from xenotime.desk import answering

    return _check(
        answering.demo_book(), report or (None if asking.json else Path("xenotime-report.html")), asking
    )


def check(
    book: Book,
    /,
    *,
    shipments: Annotated[
        Path | None,
        Parameter(help="Parquet or CSV file whose lines are answered in place of the book's own shipments."),
    ] = None,
    only: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(), help="Shipment to answer, with all its lines; may be repeated; all if left out."
        ),
    ] = (),
    report: Report = None,
    asking: Explained = UNEXPLAINED,
) -> int:
    """Decide every shipment of a book: what to do with which order first, and why."""
    return _check(book, report, asking, shipments, only)


def _check(
    path: Path, page: Path | None, asking: Explained, file: Path | None = None, only: tuple[str, ...] = ()
) -> int:
    from xenotime.desk import answering, parties
    from xenotime.desk.classifying import ask_first
    from xenotime.desk.some_shipments import some_there, with_only
    from xenotime.showing import files
    from xenotime.showing.progress import Progress

    if page:
        files.check_writable(page)
    law, asked = asked_of(asking, explain=asking.json or asking.explain or page is not None)
    bar = Progress(sys.stderr)
    lists = answering.party_lists(path, asking.law)
    book = answering.open_book(path, law, bar.say, lists, asked=asked, shipments_elsewhere=file is not None)
    if file:
        from xenotime.desk.lines_of_file import with_lines_of

        book, asked = with_lines_of(file, book, law, asked, only)
    elif only:
        book, asked = with_only(book, law, asked, only)
    some_there(book)
    docket = answering.docket(book, law, asked)
    answers = list(ask_first(docket.answers(bar.count), book))
    behind = tuple(parties.behind(docket, lists))
    bar.clear()
    if asking.json:
        from xenotime.showing import as_json
        from xenotime.showing.parties import as_json as owns_json

        left, clashes = list(answering.not_asked(law, answers)), as_json.clashes(answers)
        document = as_json.document(
            __version__,
            law,
            asked.known_on,
            answers=map(as_json.answer, answers),
            clashes=clashes,
            not_asked=left,
            remarks=list(book.remarks),
            parties=[owns_json.view(each) for each in behind],
        )
        emit(as_json.written(document))
    if page or not asking.json:
        from xenotime.showing.check.report import report_of

        found = report_of(answers, book, law, asked.known_on, __version__, behind)
        if page:
            from xenotime.showing.check.page import page_of

            files.write_whole(page, page_of(found))
        if not asking.json:
            from xenotime.showing.check.text import check_text

            text = check_text(found, sys.stdout, width=width(), explain=asking.explain)
            others = ", ".join(answering.not_asked(law, answers))
            told = (
                f"Not asked: the law of {others}, nor where it clashes with what was; name it with --regime.\n"
                if others
                else ""
            )
            emit(text + told + (f"Page: {page.resolve()}\n" if page else ""))
    return answering.exit_status(answers)
