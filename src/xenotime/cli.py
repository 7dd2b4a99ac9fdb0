"""The command line: every command, its options, and how each run ends.

What a command needs is imported inside it: `xenotime --help` stays quick.
"""

# ruff: noqa: PLC0415  see above: rich, jinja2 and the desk are imported by the commands that use them

import io
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

from cyclopts import App, CycloptsError, Parameter

from xenotime import __version__
from xenotime.errors import CircularBill, Problem, ProblemsFound, UnreadableRequest

if TYPE_CHECKING:
    from xenotime.casework.cases import Asked
    from xenotime.law.lawbook import Lawbook

FAULT, UNREADABLE, STOPPED = 1, 2, 130
DEBUG = "XENOTIME_DEBUG"
WIDTH = 100
"""Columns of text that goes to a file or another program."""
EMPTY: dict[str, dict[str, Any]] = {
    "trace": {"trace": None},
    "law list": {"instruments": [], "questions": []},
    "law show": {"paragraphs": []},
    "law check": {"cases": []},
}
"""What stands in the JSON of a command that could not run; every other command has no answers."""

Flag = Parameter(negative=())
Many = Parameter(negative=())
Day = Annotated[str, Parameter(help="Day of the shipment, YYYY-MM-DD, instead of each shipment's own.")]
KnownOn = Annotated[str, Parameter(help="Law as known on this day, YYYY-MM-DD; today if left out.")]
Own = Annotated[
    tuple[Path, ...],
    Parameter(
        name="--law", negative=(), help="Folder of the house's own law entries, laid over the shipped law."
    ),
]
Json = Annotated[bool, Parameter(name="--json", negative=(), help="Hand the result out as JSON.")]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Asking:
    """What every question to the law can say."""

    on: Day = ""
    known_on: KnownOn = ""
    regime: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(), help="Regime to ask, by its short name; may be given several times; all if left out."
        ),
    ] = ()
    reading: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(), help="QUESTION=READING: read an open question so for this run; may be repeated."
        ),
    ] = ()
    law: Own = ()
    json: Json = False
    explain: Annotated[
        bool, Parameter(negative=(), help="Show the whole chain of findings and every calculation.")
    ] = False


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class LookingUp:
    """What every look into the law can say."""

    on: Annotated[str, Parameter(help="State of the law on this day, YYYY-MM-DD; today if left out.")] = ""
    known_on: KnownOn = ""
    law: Own = ()
    json: Json = False


Report = Annotated[
    Path | None, Parameter(help="Write the report as one page to this file (HTML, prints well).")
]
Book = Annotated[Path, Parameter(help="Folder of CSV files or an XLSX workbook that holds the book.")]

app = App(
    name="xenotime",
    version=__version__,
    help_format="plaintext",
    default_parameter=Parameter(show_default=False),
    help="Export-control law that runs: trace controlled content, decide shipments, show every reason.\n\n"
    "Ends with 10 where a licence is needed, a report due or something prohibited; 20 where only something is "
    "unsettled; 0 where neither is; 2 where book, law or arguments cannot be read; 1 by a fault of ours; "
    "130 when stopped.",
)
law_app = App(name="law", help="Look into the law that is encoded, or check it.")
app.command(law_app)
NOTHING = Asking()
PLAIN = LookingUp()


@app.command
def demo(*, report: Report = None, asking: Asking = NOTHING) -> int:
    """Check the example book of a motor maker, and write its page.

    The page goes to xenotime-report.html in this folder unless --report names another file.
    """
    from xenotime import desk

    return _check(desk.demo_book(), report or (None if asking.json else Path("xenotime-report.html")), asking)


@app.command
def check(book: Book, /, *, report: Report = None, asking: Asking = NOTHING) -> int:
    """Decide every shipment of a book: what to do with which order first, and why."""
    return _check(book, report, asking)


def _check(path: Path, page: Path | None, asking: Asking) -> int:
    from xenotime import desk
    from xenotime.showing import files
    from xenotime.showing.progress import Progress

    if page:
        files.check_writable(page)
    law, asked = _asked(asking, explain=asking.json or asking.explain or page is not None)
    bar = Progress(sys.stderr)
    book = desk.open_book(path, law, bar.say)
    answers = list(desk.check(book, law, asked, bar.count))
    bar.clear()
    if asking.json:
        from xenotime.showing import as_json

        body = [as_json.answer(each) for each in answers]
        emit(as_json.written(as_json.document(__version__, law, asked.known_on, answers=body)))
    if page or not asking.json:
        from xenotime.showing.report import report_of

        found = report_of(answers, book, law, asked.known_on, __version__)
        if page:
            from xenotime.showing.as_html import page_of

            files.write_whole(page, page_of(found))
        if not asking.json:
            from xenotime.showing.as_text import check_text

            text = check_text(found, sys.stdout, width=width(), explain=asking.explain)
            emit(text + (f"Page: {page}\n" if page else ""))
    return desk.exit_status(answers)


@app.command
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

    law, asked = _asked(asking, explain=True)
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


@law_app.command(name="list")
def law_list(
    *,
    questions: Annotated[
        bool, Parameter(negative=(), help="List the open questions and their readings instead.")
    ] = False,
    looking: LookingUp = PLAIN,
) -> int:
    """List every legal text that is encoded, how well it was seen, and whether it is in force."""
    from xenotime.showing import law_view

    law, on, known_on = _looked(looking)
    found = law_view.instruments(law, on, known_on)
    asked = law_view.questions(law, known_on)
    if looking.json:
        from xenotime.showing import law_json

        body = {
            "instruments": [law_json.instrument(each) for each in found],
            "questions": [law_json.question(law, each, known_on) for each in asked],
        }
        _emit_law(law, known_on, body)
        return 0
    from xenotime.showing import law_text

    emit(
        law_text.questions_text(law, asked, known_on, sys.stdout, width())
        if questions
        else law_text.list_text(found, str(on), sys.stdout, width())
    )
    return 0


@law_app.command(name="show")
def law_show(
    id: Annotated[  # noqa: A002  the word that the user sees
        str, Parameter(help="A legal text, paragraph, list, group or question, named as in `law list`.")
    ],
    paragraph: Annotated[str, Parameter(help="Its paragraph, for example '1(1)'.")] = "",
    /,
    *,
    looking: LookingUp = PLAIN,
) -> int:
    """Show a paragraph: what it says in our own words, its rule, its sources and dates, its cases."""
    from difflib import get_close_matches

    from xenotime.showing import law_view

    law, on, known_on = _looked(looking)
    wanted = f"{id} {paragraph}".strip()
    found = law_view.paragraphs(law, wanted, on, known_on)
    if not found:
        near = ", ".join(get_close_matches(wanted, law_view.names(law), 5, 0.3))
        raise UnreadableRequest(
            [Problem("Unknown in the law", "", None, "ID", wanted, near, "see `xenotime law list`")]
        )
    if looking.json:
        from xenotime.showing import law_json

        _emit_law(law, known_on, {"paragraphs": [law_json.paragraph(each) for each in found]})
    else:
        from xenotime.showing import law_text

        emit(law_text.show_text(found, str(on), sys.stdout, width()))
    return 0


@law_app.command(name="check")
def law_check(*, law: Own = (), json: Json = False) -> int:
    """Read the whole law, name every fault in it, and run every case that stands in it."""
    from xenotime import desk
    from xenotime.showing import law_json

    book = desk.load_law(law)
    checked = desk.law_check(book)
    if json:
        from xenotime.showing import as_json

        body = [law_json.case(each) for each in checked.cases]
        problems = law_json.case_problems(checked.cases)
        emit(as_json.written(as_json.document(__version__, book, None, problems, cases=body)))
    else:
        from xenotime.showing import law_text

        emit(law_text.cases_text(checked.cases, sys.stdout, width()))
    return 0 if checked.ok else UNREADABLE


@app.command
def version() -> int:
    """Say which version this is."""
    emit(f"xenotime {__version__}\n")
    return 0


def _asked(asking: Asking, *, explain: bool) -> "tuple[Lawbook, Asked]":
    from xenotime import desk

    law = desk.load_law(asking.law)
    asked = desk.request(
        law,
        on=asking.on,
        known_on=asking.known_on,
        regimes=asking.regime,
        readings=asking.reading,
        explain=explain,
    )
    return law, asked


def _looked(looking: LookingUp) -> "tuple[Lawbook, date, date]":
    from xenotime import desk

    law = desk.load_law(looking.law)
    asked = desk.request(law, on=looking.on, known_on=looking.known_on)
    return law, asked.on or asked.known_on, asked.known_on


def _emit_law(law: "Lawbook", known_on: date, body: dict[str, Any]) -> None:
    from xenotime.showing import as_json

    emit(as_json.written(as_json.document(__version__, law, known_on, **body)))


def width() -> int | None:
    """The reader's own width on a terminal or where COLUMNS gives one, else a fixed one."""
    return None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDTH


def emit(text: str) -> None:
    """Put text on standard output; a reader who has gone away is no fault."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes once more on its way out; that must find an open door.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the status with which the program ends."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in given
    _any_text(sys.stdout, utf8=as_json)
    _any_text(sys.stderr, utf8=False)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return STOPPED
    except ProblemsFound as refused:
        return _refuse(refused.problems, given, as_json=as_json)
    except CircularBill as refused:
        problem = Problem(
            "An item contains itself",
            "bill",
            None,
            "child",
            " > ".join(refused.loop),
            "a bill without a loop",
            "take one line out",
        )
        return _refuse([problem], given, as_json=as_json)
    except Exception as fault:
        if os.environ.get(DEBUG):
            raise
        sentence = " ".join(f"{type(fault).__name__}: {fault}".split())
        sys.stderr.write(
            f"xenotime: a fault of ours, not of your data: {sentence} (set {DEBUG}=1 to see where)\n"
        )
        return FAULT


def _run(given: list[str]) -> int:
    try:
        command, bound, _ = app.parse_args(given, exit_on_error=False, print_error=False)
    except CycloptsError as refused:
        do = "see `xenotime --help`"
        raise UnreadableRequest([Problem(str(refused), "", None, "", " ".join(given), "", do)]) from refused
    status = command(*bound.args, **bound.kwargs)
    return status if isinstance(status, int) else 0


def _refuse(problems: Sequence[Problem], given: Sequence[str], *, as_json: bool) -> int:
    if as_json:
        from xenotime.showing import as_json as shown

        named = " ".join([word for word in given if not word.startswith("-")][:2])
        body: dict[str, Any] = next(
            (body for name, body in EMPTY.items() if named.startswith(name)), {"answers": []}
        )
        emit(shown.written(shown.document(__version__, None, None, problems, **body)))
    else:
        from xenotime.showing.problems import problems_text

        sys.stderr.write(problems_text(problems) + "\n")
    return UNREADABLE


def _any_text(stream: IO[str], *, utf8: bool) -> None:
    """Every character can be written, whatever the terminal's alphabet; JSON is UTF-8 always."""
    if isinstance(stream, io.TextIOWrapper):
        if utf8:
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="backslashreplace")
