"""Several goods that travel together: each line is asked for itself, and nothing is free that one of them asks a licence for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cases.published import Facts, Published

WHOLE = re.compile(
    r"(?:shipment|consignment|lines?|items?|goods|positions?|lots?|box(?:es)?|cartons?|cargo|delivery|invoice|packing_list|order)(?:_(?:lines?|items?|positions?|contents?))?"
)
LINE = re.compile(
    r"(?:line|item|position|pos|lot|box|carton|crate|parcel|goods|part)_?(?:\d|[a-d]|one|two|three|first|second)|(?:first|second|third|other)_(?:line|item|lot|box|carton)"
)
NAMES = ("product", "what", "goods", "item", "article", "contents", "content", "name", "description")
"""Keys of a line under which its goods are named."""
FEWEST = 2
OF_LINE = re.compile(
    r"(?:for |of |in )?(?:the )?(?:line|item|position|lot|box) (?P<number>\d+)(?: ?:| is| has|,)? (?P<rest>.+)",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"(?:two|three|four|several|\d+) (?:lines|items|lots|goods|positions)(?: (?:of|in) (?:one|the same) (?:shipment|consignment|delivery))?",
    re.IGNORECASE,
)


def split(case: Published) -> list[Published]:
    """The case once for each line; none where it has no lines with goods of their own."""
    for key, said in case.facts.items():
        rows = _rows(said) if WHOLE.fullmatch(key) else []
        if rows:
            rest = {name: each for name, each in case.facts.items() if name not in {key, *NAMES}}
            return [
                replace(case, facts=rest | row, needs=tuple(_needs(case.needs, number)))
                for number, row in enumerate(rows, 1)
            ]
    return []


def _rows(said: Any) -> list[Facts]:
    """The facts of every line, its goods under `product`."""
    if isinstance(said, dict) and len(said) > 1 and all(map(LINE.fullmatch, said)):
        said = list(said.values())
    if not isinstance(said, list) or len(said) < FEWEST or not all(isinstance(each, dict) for each in said):
        return []
    rows = [_row(each) for each in said]
    return [row for row in rows if row] if all(rows) else []


def _row(line: Facts) -> Facts:
    named = next((key for key in NAMES if isinstance(line.get(key), str)), "")
    return {("product" if key == named else key): said for key, said in line.items()} if named else {}


def _needs(needs: tuple[str, ...], number: int) -> Iterator[str]:
    """What an answer rests on for one line: what is said of another one is none of it."""
    for need in needs:
        for each in need.split("; "):
            found = OF_LINE.fullmatch(each)
            if found and int(found["number"]) == number:
                yield found["rest"]
            elif not found and not TOGETHER.fullmatch(each.strip()):
                yield each
