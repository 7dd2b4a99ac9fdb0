"""What the commands share: their options, how they ask the desk, how they print.

What a command needs is imported inside it: `xenotime --help` stays quick.
"""

# ruff: noqa: PLC0415  see above

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from xenotime import __version__

if TYPE_CHECKING:
    from cyclopts import Token

    from xenotime.casework.cases import Asked
    from xenotime.law.lawbook import Lawbook

FAULT, UNREADABLE, STOPPED = 1, 2, 130
COUNT = re.compile("[1-9][0-9]{0,17}")
MOST_REMARKS = 10
WIDTH = 100
"""Columns of text that goes to a file or another program."""
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


def count(_: type, tokens: "Sequence[Token]") -> int:
    """The number that an option states as it is written, never rounded; ValueError where it is no whole number above 0."""
    text = tokens[0].value
    if not COUNT.fullmatch(text):
        raise ValueError(f"{text!r} is no whole number above 0 of at most 18 digits")
    return int(text)


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Asking:
    """What every question to the law can say."""

    on: Day = ""
    known_on: KnownOn = ""
    regime: Annotated[
        tuple[str, ...],
        Parameter(
            negative=(),
            help="Regime to ask, by its short name; may be given several times; those that are always asked if left out (every answer names what was not asked).",
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


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Explained(Asking):
    """What a question can say whose answer can show on what it rests."""

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

NOTHING = Asking()
UNEXPLAINED = Explained()
PLAIN = LookingUp()


def asked_of(asking: Asking, *, explain: bool) -> "tuple[Lawbook, Asked]":
    """The law with the house's own entries, and what is asked of it, checked."""
    from xenotime.desk import answering

    law = answering.load_law(asking.law)
    asked = answering.request(
        law,
        on=asking.on,
        known_on=asking.known_on,
        regimes=asking.regime,
        readings=asking.reading,
        explain=explain,
    )
    return law, asked


def looked_up(looking: LookingUp, regimes: tuple[str, ...] = ()) -> "tuple[Lawbook, date, date]":
    """The law, the day of its state, and the day from which it is known; `regimes` must be ones that it has."""
    from xenotime.desk import answering

    law = answering.load_law(looking.law)
    asked = answering.request(law, on=looking.on, known_on=looking.known_on, regimes=regimes)
    return law, asked.on or asked.known_on, asked.known_on


def emit_law(law: "Lawbook", known_on: date, body: dict[str, Any]) -> None:
    """Print a look into the law as JSON."""
    from xenotime.showing import as_json

    emit(as_json.written(as_json.document(__version__, law, known_on, **body)))


def say_remarks(remarks: Sequence[str]) -> None:
    """Say beside the answer what of the book was read otherwise than it stands, or not at all."""
    from xenotime.showing.words import remark_lines

    sys.stderr.write("".join(f"{line}\n" for line in remark_lines(remarks, MOST_REMARKS)))


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
