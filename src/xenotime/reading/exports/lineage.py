"""Which batch went into which, from a list of where a batch went or of what went into one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.levels import level_of
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Made

Batch = tuple[str, str]
"""An item and the number of its batch, which may be empty."""


@dataclass(frozen=True)
class _Pair:
    """Two batches of which one went into the other."""

    row: int
    upper: Batch
    lower: Batch
    by_level: bool


def used_lots(made: Made, bill: Collection[tuple[str, str]], items: Mapping[str, str], notes: Notes) -> None:
    """The rows of `used_lots` are made; which of two batches is in the other, the bills (parent and child) say.

    Only a list that runs from a batch down to what is in it names every batch that went in: of one that runs upwards, or
    holds a pair in each line, other batches may have gone into the same one. `items` has the item of each lot.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    unbatched: set[tuple[str, str]] = set()
    untold = 0
    for pair in _pairs(made):
        down, up = ((one[0], other[0]) in bill for one, other in _both_ways(pair))
        if down == up:
            untold += 1
            continue
        holder, part = (pair.upper, pair.lower) if down else (pair.lower, pair.upper)
        if not holder[1]:
            continue
        if not part[1]:
            unbatched.add((_lot(holder, items), part[0]))
            continue
        lot, used = _lot(holder, items), _lot(part, items)
        complete = "yes" if down and pair.by_level else ""
        found[lot, used] = {"lot": lot, "used": used, "complete": complete, "item": part[0]}
    for (lot, _), cells in found.items():
        if (lot, cells.pop("item")) in unbatched:
            cells["complete"] = ""
        made.add("used_lots", 0, {name: text for name, text in cells.items() if text})
    _told(made, found, untold, notes)


def _told(made: Made, found: Mapping[tuple[str, str], dict[str, str]], untold: int, notes: Notes) -> None:
    if untold:
        notes.remark(
            f"{made.table.file}: of {untold} pairs of batches the bills do not say which is in which; they were left: "
            "import the bills, then this list again"
        )
    partly = sum(not cells.get("complete") for cells in found.values())
    if partly:
        notes.remark(
            f"{made.table.file}: {partly} batches went into others that may hold more batches than this list names; no "
            "trace rests on them (used_lots.complete)"
        )


def _both_ways(pair: _Pair) -> tuple[tuple[Batch, Batch], tuple[Batch, Batch]]:
    return (pair.upper, pair.lower), (pair.lower, pair.upper)


def _lot(batch: Batch, items: Mapping[str, str]) -> str:
    """The id of the lot: its number, or with its item before it where the number is another item's."""
    item, number = batch
    return number if items.get(number, item) == item else f"{item}/{number}"


def _pairs(made: Made) -> Iterator[_Pair]:
    above: list[Batch] = []
    for line in made.lines:
        here = (line.of("material"), line.of("batch"))
        if line.of("used_in"):
            yield _Pair(line.row, (line.of("used_in"), line.of("used_batch")), here, by_level=False)
            continue
        level = level_of(line)
        if level is None or not here[0]:
            continue
        if level == 0:
            above = [here]
            continue
        above = _top(line) if not above or (level == 1 and _top(line)) else above
        if level > len(above):
            continue
        yield _Pair(line.row, above[level - 1], here, by_level=True)
        above = [*above[:level], here]


def _top(line: Line) -> list[Batch]:
    top = line.of("top")
    return [(top, line.of("top_batch"))] if top else []
