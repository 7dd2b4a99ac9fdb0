"""`law timeline`, `diff`, `mirror`, `coverage`, `questions`: read the law by day, and against itself."""

# ruff: noqa: PLC0415  the desk and what shows the result are imported by the command that uses them

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from xenotime.commands.common import PLAIN, KnownOn, LookingUp, emit, emit_law, looked_up, width
from xenotime.commands.law import AnyRegime, law_app, law_list

if TYPE_CHECKING:
    from datetime import date

    from xenotime.law.lawbook import Lawbook
    from xenotime.showing.law.tables import Sheet

Regimes = Annotated[
    tuple[str, ...],
    Parameter(name="--regime", negative=(), help="Regime to look at; all real ones if left out."),
]


def register(_: App) -> None:
    """Add the commands to `law`."""
    law_app.command(timeline)
    law_app.command(diff)
    law_app.command(mirror)
    law_app.command(coverage)
    law_app.command(questions)


def timeline(
    *,
    start: Annotated[str, Parameter(name="--from", help="First day, YYYY-MM-DD.")] = "",
    end: Annotated[str, Parameter(name="--to", help="Last day, YYYY-MM-DD.")] = "",
    regime: Regimes = (),
    looking: LookingUp = PLAIN,
) -> int:
    """Say what starts, sleeps, wakes and ends between two days, and what happened beside the law."""
    from xenotime.desk import answering
    from xenotime.showing.law.tables import turns_sheet, turns_text

    law, _, known_on = looked_up(looking)
    turns = answering.law_timeline(law, start, end, known_on, regime)
    if looking.json:
        return _show(law, known_on, (turns_sheet(turns),), json=True)
    bounds = " ".join(f"{word} {day}" for word, day in (("from", start), ("to", end)) if day)
    title = f"What turns when{f', {bounds}' if bounds else ''}, as known on {known_on}"
    emit(turns_text(turns, title, sys.stdout, width()))
    return 0


def diff(
    *,
    start: Annotated[str, Parameter(name="--from", help="The one day, YYYY-MM-DD.")],
    end: Annotated[str, Parameter(name="--to", help="The other day, YYYY-MM-DD.")],
    known_from: KnownOn = "",
    known_to: KnownOn = "",
    regime: Regimes = (),
    looking: LookingUp = PLAIN,
) -> int:
    """Say what differs between the law of two days; --known-from and --known-to say as known when."""
    from xenotime.desk import answering
    from xenotime.showing.law.tables import changes_sheet

    law, _, known_on = looked_up(looking)
    changes = answering.law_difference(law, (start, known_from), (end, known_to), known_on, regime)
    known = known_from or str(known_on), known_to or str(known_on)
    as_known = f"as known on {known[0]}" if known[0] == known[1] else f"as known on {known[0]} and {known[1]}"
    title = f"What differs between {start} and {end}, {as_known}"
    return _show(law, known_on, (changes_sheet(changes, title),), json=looking.json)


def mirror(*, regime: Regimes = (), looking: LookingUp = PLAIN) -> int:
    """Say which provision of one regime mirrors, answers or clashes with which of another."""
    from xenotime.desk import answering
    from xenotime.showing.law.tables import mirror_sheet

    law, _, known_on = looked_up(looking)
    ties = answering.law_mirror(law, known_on, regime)
    return _show(law, known_on, (mirror_sheet(ties),), json=looking.json)


def coverage(*, regime: AnyRegime = (), looking: LookingUp = PLAIN) -> int:
    """Say what is encoded, how well it was seen, since when, and what is not."""
    from xenotime.showing.law.tables import coverage_sheets

    law, _, known_on = looked_up(looking, regime)
    return _show(law, known_on, coverage_sheets(law, regime), json=looking.json)


def questions(*, regime: AnyRegime = (), looking: LookingUp = PLAIN) -> int:
    """List what the law leaves open, with the readings of each question."""
    return law_list(questions=True, regime=regime, looking=looking)


def _show(law: "Lawbook", known_on: "date", sheets: "tuple[Sheet, ...]", *, json: bool) -> int:
    from xenotime.showing.law.tables import sheets_json, sheets_text

    if json:
        emit_law(law, known_on, sheets_json(*sheets))
    else:
        emit(sheets_text(sheets, sys.stdout, width()))
    return 0
