"""Read dated entries, and what a block or row hands down: since when it is known, how well it was seen."""

from dataclasses import dataclass
from datetime import date

from xenotime.exact import parse_amount
from xenotime.law.provision import SEEN, Dated
from xenotime.reading.law.names import Names
from xenotime.reading.law.tables import Table

MARKS = "issued seen source"
ENTRY = "from until until_issued issued by source seen under"
MARK_KEYS, ENTRY_KEYS = frozenset(MARKS.split()), frozenset(ENTRY.split())


@dataclass(frozen=True)
class Marks:
    """Since when a text is known, how well it was seen, and where."""

    issued: date
    seen: str
    source: str


def marks(table: Table, above: Marks) -> Marks:
    """The marks of a table; what it does not say it takes from what stands above it."""
    if MARK_KEYS.isdisjoint(table.data):
        return above
    return Marks(
        table.day("issued") or above.issued,
        table.word("seen", above.seen, allowed=SEEN),
        table.word("source", above.source),
    )


def dated(table: Table, above: Marks, names: Names, *, by: str = "") -> Dated:
    """One dated entry of a block or row."""
    if ENTRY_KEYS.isdisjoint(table.data):
        return Dated(None, None, above.issued, by, above.source, above.seen)
    own = marks(table, above)
    start, until = table.day("from"), table.day("until")
    if start and until and until < start:
        table.fault(
            "the last day lies before the first", "until", found=f"from {start} until {until}",
            do="from is the first day, until the last",
        )  # fmt: skip
    return Dated(
        start, until, own.issued, table.word("by", by), own.source, own.seen, reading(table, "under", names),
        ended=table.day("until_issued"),
    )  # fmt: skip


def entries(table: Table, key: str, above: Marks, names: Names) -> tuple[Dated, ...]:
    """A list of dated entries."""
    return tuple(dated(each.keys("", ENTRY), above, names) for each in table.tables(key))


def valued(table: Table, above: Marks, names: Names, *, by: str = "") -> Dated:
    """A dated entry with a number and its unit."""
    entry = dated(table.keys("value", ENTRY), above, names, by=by)
    text = table.word("value")
    try:
        amount, _ = parse_amount(text)
    except ValueError:
        if text:
            table.fault(
                "this is not a number with its unit", "value", found=text, allowed="as 0.1 %, 20 g, 14"
            )
        return entry
    return Dated(
        entry.start, entry.until, entry.issued, entry.by, entry.source, entry.seen, entry.under, amount, text,
        entry.ended,
    )  # fmt: skip


def reading(table: Table, key: str, names: Names, number: int | None = None) -> tuple[str, str] | None:
    """`question = reading`, where both exist; `number` is its place where the key holds several."""
    text = table.word(key) if number is None else table.words(key)[number]
    if not text:
        return None
    path = (key,) if number is None or isinstance(table.data[key], str) else (key, number)
    question, equals, taken = (part.strip().strip("'\"") for part in text.partition("="))
    if not equals:
        table.fault(
            "a reading is written: question = reading", *path, found=text, allowed="zz/after-70 = revived"
        )
        return None
    return (question, taken) if readable(table, path, question, taken, names) else None


def readings(table: Table, key: str, names: Names) -> tuple[tuple[str, str], ...]:
    """Every `question = reading` of a key that holds one text or several."""
    found = (reading(table, key, names, number) for number in range(len(table.words(key))))
    return tuple(each for each in found if each)


def readable(table: Table, path: tuple[str | int, ...], question: str, taken: str, names: Names) -> bool:
    """Whether the question exists and has that reading; a fault where not."""
    if question not in names.questions:
        table.fault("unknown question", *path, found=question, allowed=names.questions)
        return False
    if taken not in names.questions[question]:
        table.fault(
            f"{question!r} has no such reading", *path, found=taken, allowed=names.questions[question]
        )
        return False
    return True
