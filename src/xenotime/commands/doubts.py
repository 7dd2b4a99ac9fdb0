"""`doubts`: what looks wrong with a book though it reads."""

# ruff: noqa: PLC0415  the desk and what shows the result are imported by the command that uses them

from dataclasses import asdict

from cyclopts import App

from xenotime import __version__
from xenotime.commands.common import Book, Json, Own, emit, say_remarks

SOME = 20


def register(app: App) -> None:
    """Add the command."""
    app.command(doubts)


def doubts(book: Book, /, *, law: Own = (), json: Json = False) -> int:
    """List patterns by which facts have misled before: copied declarations, edited prices, split goods, detours.

    None of them proves anything. Ends with 20 where there are some.
    """
    from xenotime.casework.doubts import doubts as looked
    from xenotime.desk import answering
    from xenotime.showing import as_json
    from xenotime.showing.words import clean

    opened = answering.open_book(book, answering.load_law(law))
    say_remarks(opened.remarks)
    found = looked(opened)
    if json:
        emit(
            as_json.written(
                as_json.document(__version__, None, None, doubts=[asdict(each) for each in found])
            )
        )
    else:
        lines = [
            f"{each.kind}: {', '.join(each.about[:8])}: {each.what}. {each.do.capitalize()}."
            for each in found
        ]
        emit("".join(f"{clean(line)}\n" for line in lines or ["Nothing stands out; that proves nothing."]))
    return SOME if found else 0
