"""`screen`: millions of shipments by the same law, and what changes under another one; `law sql` for a warehouse."""

# ruff: noqa: PLC0415  duckdb, numba and the desk are imported by the command that uses them

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from xenotime import __version__
from xenotime.commands.common import NOTHING, Asking, asked_of, count, emit, say_remarks
from xenotime.commands.law import law_app
from xenotime.commands.memory import HELP, before_spilling
from xenotime.errors import Problem, UnreadableRequest, refusal

if TYPE_CHECKING:
    from datetime import date

    from xenotime.desk.screening import Changes, Screened
    from xenotime.facts.book import Book
    from xenotime.screening.finish import Change
    from xenotime.showing.progress import Progress

    Duties = tuple[tuple[str, int], ...]

SHOWN = 12
BLANK = {"destination": "not stated"}
"""What is counted of lines of which the file does not say it; `none` stands for what there is none of."""
CHANGES_SHOWN = 20
Shipments = Annotated[
    Path | None,
    Parameter(
        help="Shipments as Parquet or CSV, with the columns of the book's table; left out, the book's own."
    ),
]
Rest = Annotated[
    Path, Parameter(name="--book", help="The book that has items, bills, parties and all the rest.")
]


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Working:
    """How the work is done."""

    engine: Annotated[str, Parameter(help="duckdb (the default) or spark.")] = "duckdb"
    master: Annotated[str, Parameter(help="Spark's master, for example local-cluster[2,1,1024].")] = ""
    memory: Annotated[str, Parameter(help=HELP)] = ""
    part_rows: Annotated[
        int,
        Parameter(
            converter=count, help="Shipment lines in one result file; a crash loses at most those in work."
        ),
    ] = 200_000
    keep: Annotated[
        Path | None,
        Parameter(
            help="Folder in which what is worked out is kept, and taken up by later runs under the same law and book."
        ),
    ] = None


USUAL = Working()


def register(app: App) -> None:
    """Add the commands."""
    app.command(screen)
    law_app.command(sql, name="sql")


def screen(
    shipments: Shipments = None,
    /,
    *,
    book: Rest,
    out: Annotated[Path, Parameter(help="Folder for the results; a run that was broken off goes on there.")],
    compare: Annotated[
        str,
        Parameter(
            help="What to hold against it: known_on=A,B, on=A,B, reading=QUESTION=R1,R2 or law=FOLDER."
        ),
    ] = "",
    working: Working = USUAL,
    asking: Asking = NOTHING,
) -> int:
    """Decide every shipment of a file, or of the book: answers as Parquet, totals, and a release list as CSV."""
    if compare:
        sides = _sides(compare, asking)
        _both_readable(sides)
        runs = [
            _screened(shipments, book, out / name, working, side, remarks=name == "a")
            for name, side in zip("ab", sides, strict=True)
        ]
        from xenotime.desk import screening

        most = None if asking.json else CHANGES_SHOWN
        found = screening.compare(runs[0], runs[1], most, before_spilling(working.memory))
        duties = screening.other_duties(runs[0], runs[1], before_spilling(working.memory))
        emit((_changes_json if asking.json else _changes_text)(found, duties, runs[1]))
        return runs[1].status
    done = _screened(shipments, book, out, working, asking)
    emit(_json(done) if asking.json else _text(done, out) + _why(shipments, book))
    return done.status


def _both_readable(sides: tuple[Asking, Asking]) -> None:
    """Raise with all that is wrong in what either side asks, before the first of them is screened."""
    problems: dict[Problem, None] = {}
    for side in sides:
        try:
            asked_of(side, explain=False)
        except UnreadableRequest as refused:
            problems |= dict.fromkeys(refused.problems)
    if problems:
        raise UnreadableRequest(list(problems))


def sql(
    shipments: Shipments = None,
    /,
    *,
    book: Rest,
    dialect: Annotated[
        str, Parameter(help="bigquery, databricks, duckdb (the default), postgres, snowflake or spark.")
    ] = "duckdb",
    asking: Asking = NOTHING,
) -> int:
    """Print tables and one query that answer the same shipments inside a warehouse, in a table `shipments`; see docs/screening.md.

    The tables hold ids of items and parties, and what is told of them. A row with a value or in a situation that the file did not have is held.
    """
    from tempfile import TemporaryDirectory

    from xenotime.desk import answering, screening

    law, asked = asked_of(asking, explain=False)
    with TemporaryDirectory() as folder:
        opened = answering.open_book(book, law, asked=asked, shipments_elsewhere=bool(shipments))
        with _of(shipments, opened, Path(folder), asked.on) as file:
            source = screening.Source(file, Path(folder), is_own=shipments is None)
            words = answering.book_words(law, asked)
            own = f"--book {book}" + (f" --on {asked.on}" if asked.on else "")
            tell = _say_beside if shipments else partial(_say_beside, own=own)
            emit(screening.portable_sql(law, opened, words, asked, source, dialect, tell))
    say_remarks(opened.remarks)
    return 0


def _say_beside(
    limits: tuple[str, ...], not_asked: tuple[str, ...], columns: tuple[str, ...], own: str = ""
) -> None:
    """Say beside a script what the text of a run says at its end, and over which table it runs; of a book's `own` shipments how that is come by."""
    rows = f"; its rows are those that xenotime screen {own} --out FOLDER writes to FOLDER/shipments.csv"
    table = f"It runs over a table `shipments` with these columns and no other: {', '.join(columns)}"
    lines = [*_around(limits, not_asked), "", f"{table}{rows if own else ''}."]
    sys.stderr.write("".join(f"{line}\n" for line in lines))


def _of(
    shipments: Path | None, book: "Book", folder: Path, on: "date | None"
) -> AbstractContextManager[Path]:
    """The file of shipments: that which is named, else one in the folder that has the book's own, as they are on the day asked about."""
    from xenotime.desk.shipment_cells import written_out

    return nullcontext(shipments) if shipments else written_out(book, folder, on)


def _screened(
    shipments: Path | None, book: Path, out: Path, working: Working, asking: Asking, *, remarks: bool = True
) -> "Screened":
    from xenotime.desk import answering, screening
    from xenotime.showing.progress import Progress

    law, asked = asked_of(asking, explain=False)
    bar = Progress(sys.stderr)
    opened = answering.open_book(book, law, bar.say, asked=asked, shipments_elsewhere=bool(shipments))
    words = answering.book_words(law, asked)
    memory, is_own = before_spilling(working.memory), shipments is None
    with _of(shipments, opened, out, asked.on) as file, _stopping(bar, out):
        source = screening.Source(
            file, out, working.engine, working.master, memory, working.part_rows, working.keep, is_own
        )
        done = screening.screen(law, opened, words, asked, source, bar.count)
    if remarks:
        say_remarks(opened.remarks)
    return done


@contextmanager
def _stopping(bar: "Progress", out: Path) -> Iterator[None]:
    """Leave nothing of the bar behind; whoever stops it is told how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        bar.clear()
        sys.stderr.write(
            f"Stopped: what is finished lies in {out}, and the same command goes on from there.\n"
        )
        raise
    bar.clear()


def _sides(compare: str, asking: Asking) -> tuple[Asking, Asking]:
    """The two questions that are held against each other."""
    what, _, rest = compare.partition("=")
    if what in ("known_on", "on") and rest.count(",") == 1 and all(each.strip() for each in rest.split(",")):
        if given := getattr(asking, what):
            found = f"{compare}, beside --{what.replace('_', '-')} {given}"
            raise refusal(
                "A day is asked about besides the two", option="--compare", found=found, do="leave it out"
            )
        one, other = (dict[str, Any]({what: each.strip()}) for each in rest.split(","))
        return replace(asking, **one), replace(asking, **other)
    if what == "reading" and rest.count("=") == 1 and rest.partition("=")[2].count(",") == 1:
        question, _, readings = rest.partition("=")
        sides = [(*asking.reading, f"{question.strip()}={each.strip()}") for each in readings.split(",")]
        return replace(asking, reading=sides[0]), replace(asking, reading=sides[1])
    if what == "law" and rest:
        return asking, replace(asking, law=(*asking.law, Path(rest)))
    allowed = "known_on=A,B | on=A,B | reading=QUESTION=R1,R2 | law=FOLDER"
    raise refusal(
        "The comparison cannot be read",
        option="--compare",
        found=compare,
        allowed=allowed,
        do="name two sides: write it in one of these ways",
    )


def _text(done: "Screened", out: Path) -> str:
    counted = done.counted
    lines = [f"{counted.rows:,} shipment line{'s' if counted.rows != 1 else ''}, results in {out}"]
    if counted.before:
        lines.append(
            f"{counted.before:,} answers were kept from runs before, {counted.decided:,} were worked out"
        )
    for regime in dict.fromkeys(each.regime for each in done.totals):
        lines.append(f"\n{regime}")
        for by in dict.fromkeys(each.by for each in done.totals):
            found = [each for each in done.totals if (each.regime, each.by) == (regime, by)]
            lines += [f"  by {by}"] if found else []
            lines += [
                f"    {each.count:>12,}  {each.value or BLANK.get(by, 'none')}" for each in found[:SHOWN]
            ]
            lines += [f"    {'':>12}  and {_others(len(found) - SHOWN)}"] if len(found) > SHOWN else []
    return "\n".join([*lines, *_around(done.limits, done.not_asked)]) + "\n"


def _others(count: int) -> str:
    return "1 other" if count == 1 else f"{count:,} others"


def _around(limits: tuple[str, ...], not_asked: tuple[str, ...]) -> list[str]:
    """How far the party lists of a run can be relied on, and which law was not asked."""
    lines = ["", *(f"Mind: {limit}." for limit in limits)] if limits else []
    others = ", ".join(not_asked)
    return [*lines, "", f"Not asked: the law of {others}; name it with --regime."] if others else lines


def _why(shipments: Path | None, book: Path) -> str:
    """How to see on what an answer rests."""
    file = f" --shipments {shipments}" if shipments and shipments.is_file() else ""
    return f"\nWhy one of them is answered so: xenotime check {book}{file} --only SHIPMENT --explain\n"


def _json(done: "Screened") -> str:
    totals = [{"regime": t.regime, "by": t.by, "value": t.value, "count": t.count} for t in done.totals]
    body = {
        "rows": done.counted.rows,
        "parts": str(done.parts),
        "totals": totals,
        "limits": list(done.limits),
        "not_asked": list(done.not_asked),
    }
    return _written({"screened": body})


def _written(body: dict[str, Any]) -> str:
    from xenotime.showing import as_json

    return as_json.written({"xenotime": __version__, **body, "problems": []})


def _changes_text(changes: "Changes", duties: "Duties", after: "Screened") -> str:
    turns, found = changes
    count = sum(each.count for each in turns)
    lines = [
        f"{count:,} answers to shipment lines differ" if count != 1 else "1 answer to a shipment line differs"
    ]
    lines += [
        f"  {each.count:>12,}  {each.before} -> {each.after} ({each.regime})"
        if each.before != each.after
        else f"  {each.count:>12,}  {each.after} as before, with another answer ({each.regime})"
        for each in turns
    ]
    for regime, others in duties:
        say = "differs" if others == 1 else "differ"
        lines.append(f"  {others:>12,}  besides {say} in duties alone ({regime}): see `duties` in a/ and b/")
    for each in found:
        days = " / ".join(dict.fromkeys((each.day, each.day_after)))
        lines.append(
            f"  {each.shipment} {each.line} {each.item} to {each.destination} on {days} ({each.regime})"
        )
        sides = ((each.before, each.action_before), (each.after, each.action_after))
        told = (f"{answer} ({action})" if action else answer for answer, action in sides)
        lines.append(f"    {' -> '.join(told)}")
        lines += _beside(each)
        lines.append(f"    by {', '.join(each.provisions) or 'no provision'}")
        lines += [f"    under the house's own {', '.join(each.own_law)}"] if each.own_law else []
    lines += [f"  and {_others(count - len(found))}: --json has them all"] if count > len(found) else []
    return "\n".join([*lines, *_around(after.limits, after.not_asked)]) + "\n"


def _beside(each: "Change") -> list[str]:
    """What else differs: the policy, and the outcome under the default readings where what is possible does not."""
    outcomes = each.outcome_before, each.outcome_after
    policies = each.policies_before, each.policies_after
    is_alike, lines = each.before == each.after, []
    if is_alike and outcomes[0] != outcomes[1]:
        lines.append(f"    outcome {' -> '.join(known or 'unsettled' for known in outcomes)}")
    if (is_alike or all(policies)) and policies[0] != policies[1]:
        lines.append(f"    policy {' -> '.join(known or 'none' for known in policies)}")
    return lines


def _changes_json(changes: "Changes", duties: "Duties", after: "Screened") -> str:
    from dataclasses import asdict

    turns, found = changes
    body = {
        "changed": sum(each.count for each in turns),
        "turns": [asdict(each) for each in turns],
        "changes": [asdict(each) for each in found],
        "duties": [{"regime": regime, "count": others} for regime, others in duties],
        "limits": list(after.limits),
        "not_asked": list(after.not_asked),
    }
    return _written(body)
