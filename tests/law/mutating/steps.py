"""One changed lawbook, and the steps by which law is changed: an element left out, a day moved by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from xenotime.law.condition import Leaf, Tree
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Place

Each = TypeVar("Each")
KINDS = {
    "provision": "a provision removed",
    "conclusion": "a conclusion one step milder or stricter",
    "relation": "a relation turned, or moved to its edge",
    "figure": "a figure moved by its last digit",
    "date": "a day moved by one",
    "condition": "a condition left out",
    "word": "a word left out",
    "reading": "a reading left out under which alone something holds",
    "tie": "an exception or a footing taken away",
    "row": "a list row removed",
    "member": "a member of a group removed",
    "gap": "a gap of the coverage removed, or told otherwise",
}
MOVED = re.compile(r"(from|until|issued) (\d{4}-\d\d-\d\d) moved to (\d{4}-\d\d-\d\d)$")
"""The end of the name of a change of a day: which day, and to which."""


@dataclass(frozen=True)
class Mutant:
    """One changed lawbook: what was changed, where, and which rules can come out otherwise by it."""

    kind: str
    name: str
    at: str
    """The provision, list row or group that was changed."""
    law: Lawbook = field(repr=False, compare=False)
    leaf: Leaf | None = field(default=None, repr=False, compare=False)
    """The condition that was changed, None where it was not one."""
    tree: Tree | None = field(default=None, repr=False, compare=False)
    """The whole tree after the change, where a tree was changed."""
    rule: str = ""
    """The key of the rule that was changed."""
    ref: str = ""
    """The list, group or threshold (with @ before it) that was changed."""
    row: int = -1
    """The row of the list that was changed."""
    replans: bool = False
    """Whether rules depend on each other otherwise."""
    tie: str = ""
    """The provision that the rule does not depend on any more."""


def own(place: Place, regime: str) -> bool:
    """Whether a block stands in the regime's law."""
    return place.instrument.partition("/")[0] == regime


def without(every: tuple[Each, ...], place: int, *others: Each) -> tuple[Each, ...]:
    """The tuple with others in place of one of its elements."""
    return (*every[:place], *others, *every[place + 1 :])


def days_moved(entry: Dated) -> Iterator[tuple[str, Dated]]:
    """The entry with its first or its last day moved by one."""
    for name in ("start", "until"):
        day: date | None = getattr(entry, name)
        for step in (1, -1):
            if day is not None and day not in {date.min, date.max}:
                moved = day + timedelta(days=step)
                if name == "until" and entry.start and moved < entry.start:
                    continue
                if name == "start" and entry.until and moved > entry.until:
                    continue
                word = "from" if name == "start" else "until"
                days = {"start": entry.start, "until": entry.until, name: moved}
                yield (
                    f"{word} {day} moved to {moved}",
                    replace(entry, start=days["start"], until=days["until"]),
                )
