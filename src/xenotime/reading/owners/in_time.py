"""What statements of several days on one record say of each day.

On a day the newest statement up to it counts. A later one reaches back as far as its interests do: where it says
otherwise of such a day, what holds lies between the two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from xenotime.dates import Period, day_after, day_before
from xenotime.exact import NOTHING, Range
from xenotime.facts.party import Holding

ANY = Range(NOTHING.low, NOTHING.low + 1)
"""A share that is not known."""
Said = tuple[date, Sequence[Holding]]
"""The day of a statement, and what it says."""


def in_time(statements: Sequence[Said]) -> list[Holding]:
    """The holdings that statements of different days on one record say together, in the order of their days."""
    keys = dict.fromkeys((each.owner, each.owned, each.kind) for _, made in statements for each in made)
    found: list[Holding] = []
    for key in keys:
        own = [
            (day, [each for each in made if (each.owner, each.owned, each.kind) == key])
            for day, made in statements
        ]
        found += _joined(own)
    return found


def _joined(statements: Sequence[Said]) -> list[Holding]:
    """The spans of one holding; neighbours that say the same are one."""
    model = next(each for _, made in statements for each in made)
    spans: list[Holding] = []
    for start, until in _spans(statements):
        share = _on(statements, start or day_before(until) if until else start)
        if share == NOTHING:
            continue
        told = None if share == ANY else share
        before = spans[-1] if spans else None
        if before and start and before.until == day_before(start) and before.share == told:
            spans[-1] = replace(before, until=until)
        else:
            spans.append(replace(model, share=told, start=start, until=until))
    return spans


def _spans(statements: Sequence[Said]) -> Iterable[tuple[date | None, date | None]]:
    """Spans of days on which nothing changes, the first without a beginning and the last without an end."""
    rows = [each for _, made in statements for each in made]
    turns = {day for day, _ in statements[1:]}
    turns |= {each.start for each in rows if each.start} | {
        day_after(each.until) for each in rows if each.until
    }
    starts = [None, *sorted(turns)]
    return zip(starts, [*(day_before(each) for each in starts[1:] if each), None], strict=True)


def _on(statements: Sequence[Said], day: date | None) -> Range:
    """What is held on a day, as far as the statements say; nothing where none says that anything is."""
    at = max((at for at, (said, _) in enumerate(statements) if day and said <= day), default=0)
    shares = [_share(statements[at][1], day) or NOTHING]
    for _, made in statements[at + 1 :]:
        share = _share(made, day)
        ended = any(each.until and day and each.until < day for each in made)
        if share or ended:
            shares.append(share or NOTHING)
    hull = shares[0]
    for each in shares[1:]:
        hull = hull.hull(each)
    return hull


def _share(made: Iterable[Holding], day: date | None) -> Range | None:
    """What one statement says is held on a day: rows on one holding meet; None where it says of none."""
    held: Range | None = None
    for each in made:
        if day is None or not Period(each.start, each.until).holds(day):
            continue
        share = each.share or ANY
        held = share if held is None else held.meets(share) or held.hull(share)
    return held
