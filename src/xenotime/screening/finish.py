"""What a run amounts to: totals, and what differs between two runs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection as Database

from xenotime.deciding.answer import RELEASE
from xenotime.law.provision import MILD
from xenotime.screening.answers import BETWEEN
from xenotime.screening.engine import alone, parquet_at, quoted

BY = ("regime", "outcome", "action", "reason", "provision", "destination")
COUNTED = (*BY, "settled", "missing_facts")
"""The columns of the results by which rows are counted."""
UNSETTLED = "unsettled"
Tally = Counter[tuple[str, ...]]
"""How many rows of results there are, by what stands in the columns of `COUNTED`."""


@dataclass(frozen=True)
class Total:
    """How many shipment lines have one value of one column, under one regime."""

    regime: str
    by: str
    value: str
    count: int


def results(*parts: Path) -> str:
    """What stands for result files, or for all in folders, in a query."""
    names = [alone(each) if each.is_file() else alone(each, "**/*.parquet") for each in parts]
    return parquet_at(*names)


def counted(db: Database, *parts: Path) -> Tally:
    """The rows of some files of results, or of all files in folders, counted."""
    query = f"SELECT {', '.join(COUNTED)}, count(*) FROM {results(*parts)} GROUP BY ALL"
    return Tally({row[:-1]: row[-1] for row in db.execute(query).fetchall()})


def totals(rows: Tally) -> tuple[Total, ...]:
    """The totals by outcome, action, reason, provision, destination and missing fact."""
    counts = {by: Counter[tuple[str, str]]() for by in (*BY[1:], "missing")}
    for (regime, *values, _, facts), count in rows.items():
        for by, value in zip(BY[1:], values, strict=True):
            counts[by][regime, value or UNSETTLED if by == "outcome" else value] += count
        for name in filter(None, facts.split(BETWEEN)):
            counts["missing"][regime, name] += count
    return tuple(
        Total(regime, by, value, count)
        for by, found in counts.items()
        for (regime, value), count in sorted(
            found.items(), key=lambda each: (each[0][0], -each[1], each[0][1])
        )
    )


def needs_somebody(found: tuple[Total, ...]) -> bool:
    """Whether some outcome under default readings is one to act upon."""
    return any(each.by == "outcome" and each.value not in {*MILD, UNSETTLED} for each in found)


def is_unsettled(rows: Tally) -> bool:
    """Whether some answer is not settled."""
    return any(each[COUNTED.index("settled")] == "no" for each in rows)


DIFFERING = ("giving", "guidance", "gaps", "because")
"""Columns in which the difference is looked for: the first in which two answers differ has it."""
QUESTION = re.compile(r"(?:^|; )([^\s;]+/[^\s;]+) \(")
"""Where what is told of one open question begins, with its name."""
CHANGED = ("regime", "shipment", "line", "item", "destination", "day")
BOTH = ("possible", "action", "outcome", "policies")
"""Columns of which a change tells what stands in both answers."""
ANSWERED = len(CHANGED) + 1 + 2 * len(BOTH)
NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Change:
    """One shipment line whose answer differs between two runs, and the provisions, gaps or open questions that make the difference."""

    regime: str
    shipment: str
    line: str
    item: str
    destination: str
    day: str
    day_after: str
    """The day of the second answer: another one only where the two runs asked for days of their own."""
    before: str
    after: str
    action_before: str
    action_after: str
    outcome_before: str
    outcome_after: str
    policies_before: str
    policies_after: str
    provisions: tuple[str, ...]
    own_law: tuple[str, ...]
    """The entries of the house on which one of the two answers alone rests."""


@dataclass(frozen=True)
class Turn:
    """How many answers under one regime turn from one action to another; `not asked` where one run did not ask it."""

    regime: str
    before: str
    after: str
    count: int


Changes = tuple[tuple[Turn, ...], tuple[Change, ...]]
"""How many answers turn from what to what, and the lines that they are of."""


def changes(db: Database, before: Path, after: Path, most: int | None = None) -> Changes:
    """How many answers have another possible outcome, policy or action in the second run; the first `most` of them.

    Those that the first run lets go, or does not ask, come first. Where one run alone asked a regime, those which that one
    does not simply let go: the other says `not asked`.
    """
    same = ", ".join(CHANGED[:3])
    differ = " OR ".join(f"a.{each} <> b.{each}" for each in BOTH)
    alone = " OR ".join(f"(a.regime IS NULL OR b.regime IS NULL) AND {_acts(side)}" for side in "ab")
    source = f"FROM {results(before)} a FULL JOIN {results(after)} b USING ({same}) WHERE {differ} OR {alone}"
    sides = [f"coalesce({side}.action, '{NOT_ASKED}')" for side in "ab"]
    turns = db.execute(f"SELECT regime, {', '.join(sides)}, count(*) {source} GROUP BY ALL ORDER BY ALL")
    turned = tuple(Turn(*row) for row in turns.fetchall())
    named = [same, *(f"coalesce(a.{each}, b.{each})" for each in CHANGED[3:])]
    told = ["coalesce(b.day, a.day)", *(f"coalesce({side}.possible, '{NOT_ASKED}')" for side in "ab")]
    columns = (*BOTH[1:], "own_law", "open", *DIFFERING)
    told += [f"coalesce({side}.{each}, '')" for each in columns for side in "ab"]
    order = f"ORDER BY coalesce(a.action <> '{RELEASE}', false), 1, 2, 3"
    limit = "" if most is None else f"LIMIT {most}"
    rows = db.execute(f"SELECT {', '.join([*named, *told])} {source} {order} {limit}").fetchall()
    return turned, tuple(map(_change, rows))


def other_duties(db: Database, before: Path, after: Path) -> tuple[tuple[str, int], ...]:
    """For each regime, how many answers differ in their duties alone: in what is due, by whom and when."""
    same = ", ".join(CHANGED[:3])
    alike = " AND ".join(f"a.{each} IS NOT DISTINCT FROM b.{each}" for each in BOTH)
    source = f"FROM {results(before)} a JOIN {results(after)} b USING ({same})"
    query = (
        f"SELECT regime, count(*) {source} WHERE a.duties <> b.duties AND {alike} GROUP BY ALL ORDER BY ALL"
    )
    return tuple(db.execute(query).fetchall())


def _acts(side: str) -> str:
    """The condition for rows of one run that say more than that goods may go."""
    mild = ", ".join(quoted(each) for each in sorted(MILD))
    return f"coalesce({side}.action <> '{RELEASE}' OR {side}.outcome NOT IN ({mild}), false)"


def _change(row: Sequence[Any]) -> Change:
    told = row[ANSWERED:]
    owns, asks, *rest = zip(told[::2], told[1::2], strict=True)
    why = (*(_different(*each) for each in rest), _asked(*asks))
    return Change(*(*row[:ANSWERED], next(filter(None, why), ()), _different(*owns)))


def _different(before: str, after: str) -> tuple[str, ...]:
    """What only one of two answers tells, the second one's first."""
    one, other = (tuple(filter(None, text.split(BETWEEN))) for text in (before, after))
    return tuple(dict.fromkeys(each for each in (*other, *one) if (each in one) != (each in other)))


def _asked(before: str, after: str) -> tuple[str, ...]:
    """The open questions of which two answers tell something else, or which one of them alone leaves open."""
    parts = (QUESTION.split(text)[1:] for text in (before, after))
    one, other = (dict(zip(each[::2], each[1::2], strict=True)) for each in parts)
    return tuple(each for each in {**other, **one} if one.get(each) != other.get(each))
