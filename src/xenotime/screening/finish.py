"""What a run amounts to: totals, and the list by which another system blocks and releases."""

from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection as Database

from xenotime.law.provision import MILD
from xenotime.screening.answers import BETWEEN
from xenotime.screening.days import Days

BY = ("regime", "outcome", "action", "reason", "provision", "destination")
UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Total:
    """How many shipment lines have one value of one column, under one regime."""

    regime: str
    by: str
    value: str
    count: int


def results(parts: Path) -> str:
    """What stands for all result files in a query."""
    return f"read_parquet('{str(parts).replace(chr(39), chr(39) * 2)}/**/*.parquet')"


def totals(db: Database, parts: Path) -> tuple[Total, ...]:
    """The totals by outcome, action, reason, provision, destination and missing fact."""
    found: list[Total] = []
    for by in BY[1:]:
        shown = f"CASE WHEN outcome = '' THEN '{UNSETTLED}' ELSE outcome END" if by == "outcome" else by
        query = (
            f"SELECT regime, {shown} AS v, count(*) FROM {results(parts)} GROUP BY ALL ORDER BY 1, 3 DESC, 2"
        )
        found += [Total(regime, by, value, count) for regime, value, count in db.execute(query).fetchall()]
    query = (
        f"SELECT regime, missing_facts, count(*) FROM {results(parts)} WHERE missing_facts <> '' GROUP BY ALL"
    )
    facts: dict[tuple[str, str], int] = {}
    for regime, names, count in db.execute(query).fetchall():
        for name in names.split(BETWEEN):
            facts[regime, name] = facts.get((regime, name), 0) + count
    ordered = sorted(facts.items(), key=lambda each: (each[0][0], -each[1], each[0][1]))
    return (*found, *(Total(regime, "missing", name, count) for (regime, name), count in ordered))


def write_release_list(db: Database, parts: Path, days: Days, file: Path) -> None:
    """One row for each shipment line: its strictest action, why, and until which day that surely stays so.

    That is the last day before the law, the book or a list changes next in any way; the shipment's own day
    where no change is known.
    """
    ends = [
        f"({number}, '{last}')"
        for number in range(len(days.starts))
        if (last := days.last(number)) is not None
    ]
    until = f"(VALUES {', '.join(ends) or '(-1, NULL)'}) u(stretch, last)"
    query = f"""
        SELECT shipment AS document, line, action, reason AS reason_code, coalesce(u.last, day) AS valid_until
        FROM {results(parts)} LEFT JOIN {until} USING (stretch)
        WHERE strictest = 'yes' ORDER BY shipment, line
    """
    unfinished = file.with_suffix(".unfinished")
    db.execute(f"COPY ({query}) TO '{str(unfinished).replace(chr(39), chr(39) * 2)}' (FORMAT csv, HEADER)")
    unfinished.replace(file)


def needs_somebody(found: tuple[Total, ...]) -> bool:
    """Whether some outcome under default readings is one to act upon."""
    return any(each.by == "outcome" and each.value not in {*MILD, UNSETTLED} for each in found)


def is_unsettled(db: Database, parts: Path) -> bool:
    """Whether some answer is not settled."""
    row = db.execute(f"SELECT count(*) FROM {results(parts)} WHERE settled = 'no'").fetchone()
    return bool(row and row[0])


CHANGED = ("regime", "shipment", "line", "item", "destination", "day")


@dataclass(frozen=True)
class Change:
    """One shipment line whose answer differs between two runs, and the provisions that make the difference."""

    regime: str
    shipment: str
    line: str
    item: str
    destination: str
    day: str
    before: str
    after: str
    action_before: str
    action_after: str
    provisions: tuple[str, ...]


def changes(
    db: Database, before: Path, after: Path, most: int | None = None
) -> tuple[int, tuple[Change, ...]]:
    """How many lines have another possible outcome, policy or action in the second run; the first `most` of them."""
    same = " AND ".join(f"a.{each} = b.{each}" for each in ("regime", "shipment", "line"))
    differ = " OR ".join(f"a.{each} <> b.{each}" for each in ("possible", "outcome", "action", "policies"))
    source = f"FROM {results(before)} a JOIN {results(after)} b ON {same} WHERE {differ}"
    limit = "" if most is None else f"LIMIT {most}"
    counted = db.execute(f"SELECT count(*) {source}").fetchone()
    rows = db.execute(
        f"SELECT {', '.join(f'a.{each}' for each in CHANGED)}, a.possible, b.possible, a.action, b.action, "
        f"a.because, b.because {source} ORDER BY ALL {limit}"
    ).fetchall()
    found = [_change(row) for row in rows]
    return (counted[0] if counted else 0), tuple(found)


def _change(row: tuple[str, ...]) -> Change:
    regime, name, line, item, destination, day, before, after, one, other, by_one, by_other = row
    why = _different(by_one, by_other)
    return Change(regime, name, line, item, destination, day, before, after, one, other, why)


def _different(before: str, after: str) -> tuple[str, ...]:
    """The provisions that only one of two answers rests on; those of the second where they are the same."""
    one, other = (tuple(filter(None, text.split(BETWEEN))) for text in (before, after))
    only = [each for each in (*other, *one) if (each in one) != (each in other)]
    return tuple(dict.fromkeys(only or other))
