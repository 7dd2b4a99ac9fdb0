"""The sums that a list states itself: they are no lines of it."""

from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Made
from xenotime.reading.exports.mapping import SharedWords


def without_sums(made: Made, lines: list[Line], words: SharedWords) -> list[Line]:
    """The lines that are none of the list's own sums; those are put aside."""
    kept: list[Line] = []
    ids = made.table.map.ids
    before: set[object] = set()
    for line in lines:
        named = {(role, line.of(role)) for role in ids if line.of(role)}
        new: set[object] = {*named}
        together = [text for role in (*ids, "parent") if (text := line.of(role))]
        if len(named) == len(ids) and len(together) > 1:
            # Numbers that stand together for the first time, or under another number of their line.
            new |= {(*together, line.of("line"))}
        is_new = bool(new - before) and not any(_is_total(text, words) for _, text in named)
        before |= new
        # Words and stars of a sum may stand in a line that brings a number of its own: a maker called Total.
        (made.sums if _is_sum(line, words) and not is_new else kept).append(line)
    return kept


def _is_sum(line: Line, words: SharedWords) -> bool:
    return any(_is_total(text, words) for text in line.raw.values() if text)


def _is_total(text: str, words: SharedWords) -> bool:
    return text in words.totals or plain_header(text) in words.totals
