"""`law`: look into the law that is encoded, or check it."""

# ruff: noqa: PLC0415  rich, jinja2 and the desk are imported by the command that uses them

import sys
from dataclasses import asdict
from typing import Annotated

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import PLAIN, UNREADABLE, Json, LookingUp, Own, emit, emit_law, looked_up, width
from xenotime.errors import refusal

law_app = App(name="law", help="Look into the law that is encoded, or check it.")
AnyRegime = Annotated[
    tuple[str, ...],
    Parameter(
        name="--regime", negative=(), help="Regime to look at; all of them, invented ones too, if left out."
    ),
]


def register(app: App) -> None:
    """Add the commands."""
    app.command(law_app)


@law_app.command(name="list")
def law_list(
    *,
    questions: Annotated[
        bool, Parameter(negative=(), help="List the open questions and their readings instead.")
    ] = False,
    regime: AnyRegime = (),
    looking: LookingUp = PLAIN,
) -> int:
    """List every legal text that is encoded, how well it was seen, and whether it is in force."""
    from xenotime.showing.law import view as law_view

    law, on, known_on = looked_up(looking, regime)
    found = law_view.instruments(law, on, known_on, regime)
    asked = law_view.questions(law, known_on, regime)
    if looking.json:
        from xenotime.showing.law import as_json as law_json

        body = {
            "instruments": [law_json.instrument(each) for each in found],
            "questions": [law_json.question(law, each, known_on) for each in asked],
        }
        emit_law(law, known_on, body)
        return 0
    from xenotime.showing.law import text as law_text

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

    from xenotime.showing.law import view as law_view

    law, on, known_on = looked_up(looking)
    wanted = f"{id} {paragraph}".strip()
    found = law_view.paragraphs(law, wanted, on, known_on)
    if not found:
        near = ", ".join(get_close_matches(wanted, law_view.names(law), 5, 0.3))
        raise refusal(
            "Unknown in the law", option="ID", found=wanted, allowed=near, do="see `xenotime law list`"
        )
    if looking.json:
        from xenotime.showing.law import as_json as law_json

        emit_law(law, known_on, {"paragraphs": [law_json.paragraph(each) for each in found]})
    else:
        from xenotime.showing.law import text as law_text

        emit(law_text.show_text(found, str(on), sys.stdout, width()))
    return 0


@law_app.command(name="check")
def law_check(
    *,
    prove: Annotated[
        bool, Parameter(negative=(), help="Let a solver search the law for holes as well (extra `verify`).")
    ] = False,
    regime: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(),
            help="Regime whose cases are run and which is proved; may be repeated; all of them if left out.",
        ),
    ] = (),
    law: Own = (),
    json: Json = False,
) -> int:
    """Read the whole law, name every fault in it, and run every case that stands in it, or those of some regimes.

    With --prove a solver looks for provisions that clash without an exception, that can never count, or
    that wake from a suspension in silence; each finding comes with an invented shipment that shows it.
    """
    from xenotime.desk import answering, law_checking
    from xenotime.showing.law import as_json as law_json
    from xenotime.showing.progress import Progress

    book, bar = answering.load_law(law, cases=True), Progress(sys.stderr)
    answering.request(book, regimes=regime)
    checked = law_checking.checked(book, lambda done, of: bar.say(f"{done} of {of} cases"), regime)
    bar.clear()
    found = answering.law_prove(book, regime) if prove else ()
    if json:
        from xenotime.showing import as_json

        body = [law_json.case(each) for each in checked.cases]
        problems = law_json.case_problems(checked.cases)
        more = {"findings": [asdict(each) for each in found]} if prove else {}
        emit(as_json.written(as_json.document(__version__, book, None, problems, cases=body, **more)))
    else:
        from xenotime.showing.law import text as law_text

        emit(law_text.cases_text(checked.cases, sys.stdout, width(), regime))
        if prove:
            emit(law_text.findings_text(found, sys.stdout, width()))
    return 0 if checked.ok and not found else UNREADABLE
