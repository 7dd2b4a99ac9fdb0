"""`owns`: who is behind a party, which listed party its name may mean, and what a person decides about it."""

# ruff: noqa: PLC0415  rich, jinja2 and the desk are imported by the command that uses them

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import UNEXPLAINED, Book, Explained, Report, asked_of, emit, width

YES, OPEN, NO = 10, 20, 0
Lists = Annotated[
    tuple[Path, ...],
    Parameter(
        name="--list",
        negative=(),
        help="Snapshot of party lists, besides those in the book's folder `lists`.",
    ),
]
Decided = Annotated[
    tuple[str, ...],
    Parameter(
        negative=(),
        help="PARTY=LIST:ENTRY: it is this listed party; PARTY=none: screened, on none of the whole lists.",
    ),
]


def register(app: App) -> None:
    """Add the command."""
    app.command(owns)


def owns(
    book: Book,
    party: Annotated[str, Parameter(help="The party, by its id in the book.")] = "",
    /,
    *,
    list: Lists = (),  # noqa: A002  the word that the user sees
    confirm: Decided = (),
    reject: Annotated[
        tuple[str, ...],
        Parameter(negative=(), help="PARTY=LIST:ENTRY: it is another than this listed party."),
    ] = (),
    by: Annotated[str, Parameter(help="Who decides; stands beside the decision.")] = "",
    report: Report = None,
    asking: Explained = UNEXPLAINED,
) -> int:
    """Say who is behind a party: listed, owned by the listed, or which share is missing to tell.

    With --confirm or --reject what a person decides about a proposed name is written to matches.toml in the book.
    """
    from xenotime.desk import answering, parties

    law, asked = asked_of(asking, explain=True)
    lists = answering.party_lists(book, asking.law, list)
    opened = answering.open_book(book, law, lists=lists, asked=asked)
    made = (
        *(parties.decide(book, opened, law, lists, parties.SAME, confirm, by, asked) if confirm else ()),
        *(parties.decide(book, opened, law, lists, parties.OTHER, reject, by, asked) if reject else ()),
    )
    opened = answering.open_book(book, law, lists=lists, asked=asked) if made else opened
    view = parties.owns(opened, law, party, asked, lists) if party or not made else None
    if asking.json:
        from xenotime.showing import as_json
        from xenotime.showing.parties import as_json as owns_json

        body: dict[str, Any] = {
            "owns": owns_json.view(view) if view else None,
            "decided": [owns_json.match(each) for each in made],
        }
        emit(as_json.written(as_json.document(__version__, law, asked.known_on, **body)))
    else:
        from xenotime.showing.parties.text import decided_text, owns_text

        emit(decided_text(made))
        if view:
            emit(owns_text(view, sys.stdout, width=width(), explain=asking.explain))
    if report and view:
        from xenotime.showing import files
        from xenotime.showing.parties import page as owns_page

        files.check_writable(report)
        files.write_whole(report, owns_page.page_of(view))
        if not asking.json:
            emit(f"Page: {report}\n")
    truths = [each.truth for each in view.answers] if view else []
    return YES if True in truths else OPEN if None in truths else NO
