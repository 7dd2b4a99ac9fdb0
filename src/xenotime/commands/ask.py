"""`ask`: the next question worth asking, the sheets that ask it, and what came back."""

# ruff: noqa: PLC0415  rich, openpyxl and the desk are imported by the command that uses them

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import UNEXPLAINED, Book, Explained, asked_of, count, emit, say_remarks, width
from xenotime.errors import refusal


def register(app: App) -> None:
    """Add the command."""
    app.command(ask)


def ask(
    book: Book,
    /,
    *,
    write: Annotated[
        Path | None,
        Parameter(help="Draft the questions and write a request sheet for each recipient to this folder."),
    ] = None,
    sent: Annotated[bool, Parameter(negative=(), help="The drafts went out today, or on --day.")] = False,
    to: Annotated[str, Parameter(help="With --sent: only those to this recipient.")] = "",
    read: Annotated[
        tuple[Path, ...], Parameter(negative=(), help="Sheet that came back filled in; may be repeated.")
    ] = (),
    most: Annotated[int | None, Parameter(converter=count, help="Draft at most so many questions.")] = None,
    override_by: Annotated[
        str, Parameter(help="Name of the person who lets the open questions be put in spite of a profile.")
    ] = "",
    override_because: Annotated[str, Parameter(help="Why; kept with each request.")] = "",
    day: Annotated[str, Parameter(help="Day on which this is done, YYYY-MM-DD; today if left out.")] = "",
    asking: Explained = UNEXPLAINED,
) -> int:
    """Rank the questions by the orders that they settle, write request sheets, and read them back."""
    from xenotime.asking.depending import depending_on
    from xenotime.asking.drafts import Drafted, Override
    from xenotime.dates import parse_day
    from xenotime.desk import answering, requests
    from xenotime.desk.some_shipments import some_there
    from xenotime.showing.asked import asked_json, asked_text
    from xenotime.showing.progress import Progress

    if bool(override_by) != bool(override_because):
        found = "--override-by" if override_by else "--override-because"
        do = "give both: who decides it, and why"
        raise refusal("An override names a person and a reason", option=found, found=found, do=do)
    for name, given, needs in (
        ("--to", to, None if sent else "--sent"),
        ("--most", most is not None, None if write else "--write"),
        ("--override-by", override_by, None if write else "--write"),
    ):
        if given and needs:
            raise refusal(f"{name} goes with {needs}", option=name, do=f"add {needs}")
    law, asked = asked_of(asking, explain=False)
    try:
        on = parse_day(day) if day else asked.known_on
    except ValueError:
        raise refusal(
            "--day is not a day", option="--day", found=day, allowed="YYYY-MM-DD", do=answering.WRITE_THE_DAY
        ) from None
    bar = Progress(sys.stderr)
    opened = answering.open_book(book, law, bar.say, asked=asked)
    words = answering.book_words(law, asked)
    changed = came_back = requests.read_back(book, opened, read, on, words) if read else ()
    before = opened
    if not (read or sent):
        some_there(opened)
    if sent:
        opened = answering.open_book(book, law, asked=asked) if changed else opened
        changed = (*changed, *requests.mark_sent(book, opened, on, to=to))
    if changed:
        opened = answering.open_book(book, law, asked=asked)
    requests.keep_states(book, opened, on)
    depending = depending_on(came_back, before, opened, law, asked) if came_back else ()
    profiles = requests.profiles_of([answering.law_folder(), *asking.law])
    result = requests.ask(opened, law, asked, profiles, on, bar.count)
    bar.clear()
    say_remarks(opened.remarks)
    made: Drafted | None = None
    files: tuple[Path, ...] = ()
    if write:
        override = Override(override_by, override_because) if override_by else None
        made = requests.draft(result, opened, law, profiles, most=most, override=override)
        meanings = requests.explained(opened, law, asked)
        files = requests.write_out(book, write, made, opened, profiles, meanings)
    view = requests.view_of(result, made, files, changed, depending, before.requests)
    if asking.json:
        from xenotime.showing import as_json

        emit(as_json.written(as_json.document(__version__, law, asked.known_on, **asked_json(view))))
    else:
        emit(asked_text(view, sys.stdout, width(), explain=asking.explain))
    return answering.UNSETTLED if view.unsettled else answering.NOTHING_TO_DO
