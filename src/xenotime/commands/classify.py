"""`classify` and `alias`: what items may be, and what names stand for; a person decides both."""

# ruff: noqa: PLC0415  the desk and what shows the result are imported by the command that uses them

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import (
    UNEXPLAINED,
    Book,
    Explained,
    Own,
    Report,
    asked_of,
    emit,
    say_remarks,
    width,
)

TO_DECIDE = 20
BYTE_ORDER = "\ufeff"
"""What tells a spreadsheet that a CSV file is in UTF-8."""
TABLE = "--table"
Person = Annotated[str, Parameter(help="The person who decides.")]


def register(app: App) -> None:
    """Add the commands."""
    app.command(classify)
    app.command(alias)


def classify(
    book: Book,
    /,
    *,
    confirm: Annotated[
        tuple[str, ...], Parameter(negative=(), help="Decide about this item; may be repeated.")
    ] = (),
    confirm_table: Annotated[
        Path | None,
        Parameter(
            help="Decide about every item in the column item of this CSV file, as --table writes it, the other rows taken out; columns form, code and reason go before what is given for all."
        ),
    ] = None,
    family: Annotated[str, Parameter(help="Decide about every open item of this kind of part.")] = "",
    form: Annotated[str, Parameter(help="The form decided on.")] = "",
    code: Annotated[
        tuple[str, ...],
        Parameter(negative=(), help="A code decided on, <regime>:<code> or <regime>:none; may be repeated."),
    ] = (),
    by: Person = "",
    reason: Annotated[str, Parameter(help="Why.")] = "",
    table: Annotated[
        Path | None, Parameter(help="Write every item with its tier, family and reason to this CSV file.")
    ] = None,
    report: Report = None,
    asking: Explained = UNEXPLAINED,
) -> int:
    """Propose which items may be controlled or hold something that is; with --confirm, --confirm-table or --family, decide.

    Items come in three tiers: those that may hold such material, those of which nothing says what they are, which are
    proposed as well, and those that are by their names of a kind that holds none, which clears none of them.
    Ends with 20 where something is open or falls due again because a list has changed.
    """
    from xenotime.desk import answering, classifying
    from xenotime.showing.intake.classified import classified_text

    law, asked = asked_of(asking, explain=False)
    if confirm or family or confirm_table:
        made = classifying.Decision(confirm, family, form, code, by, reason)
        decisions = [made] if confirm or family else []
        rows: tuple[dict[str, str], ...] = ()
        if confirm_table:
            from xenotime.reading.tables.column import filled_rows

            rows = filled_rows(confirm_table, "item", "--confirm-table")
            decisions += classifying.by_row(rows, made)
        for one in classifying.confirm(book, law, asked, *decisions, rows=rows):
            said = ", ".join(filter(None, [one.form, *one.codes]))
            emit(
                f"{len(one.items)} item{'' if len(one.items) == 1 else 's'}: {said}, by {one.by} on {one.on}\n"
            )
        return 0
    opened = answering.open_book(book, law, asked=asked)
    say_remarks(opened.remarks)
    found = classifying.classify(opened, law, asked)
    _write(found, opened.name, table, report)
    if asking.json:
        from xenotime.showing import as_json
        from xenotime.showing.intake.tiers import classified_json

        emit(
            as_json.written(
                as_json.document(__version__, law, asked.known_on, classified=classified_json(found))
            )
        )
    else:
        written = "".join(f"Written: {each}\n" for each in (table, report) if each)
        emit(classified_text(found, sys.stdout, width(), explain=asking.explain) + written)
    return TO_DECIDE if found.open or found.unsettled or found.due else 0


def _write(found: Any, name: str, table: Path | None, report: Path | None) -> None:
    """The files that were asked for hold the look."""
    from xenotime.showing import files

    for path, at in ((table, TABLE), (report, files.PAGE)):
        if path:
            files.check_writable(path, at)
    if table:
        from xenotime.showing.intake.tiers import classified_csv

        files.write_whole(table, BYTE_ORDER + classified_csv(found), TABLE)
    if report:
        from xenotime.showing.intake.classified_page import classified_page

        files.write_whole(report, classified_page(found, name, __version__))


def alias(
    book: Book,
    name: Annotated[
        str, Parameter(help="The name to confirm; without it, the names that are no formula are listed.")
    ] = "",
    /,
    *,
    of: Annotated[
        str, Parameter(help="What it stands for: a formula, an element, or an item of the book.")
    ] = "",
    kind: Annotated[
        str, Parameter(help="cas, ec, trade_name, name_en, name_zh, name_de, maker_part or customer_part.")
    ] = "trade_name",
    by: Person = "",
    evidence: Annotated[str, Parameter(help="The evidence, by its id in the book.")] = "",
    source: Annotated[str, Parameter(help="Where it stands, where there is no evidence in the book.")] = "",
    law: Own = (),
) -> int:
    """List names of substances that are no formula, or confirm what a name stands for."""
    from xenotime.desk import answering, classifying
    from xenotime.facts.alias import Alias
    from xenotime.showing.intake.classified import aliases_text

    lawbook = answering.load_law(law)
    if not name:
        emit(aliases_text(classifying.unnamed(answering.open_book(book, lawbook), lawbook)))
        return 0
    made = Alias(name, of, kind, source, evidence, by, date.today())  # noqa: DTZ011  the day of the decision
    emit(f"{name} stands for {of}, in {classifying.confirm_alias(book, lawbook, made)}\n")
    return 0
