"""One number may stand for a vendor and for a customer: they are one party only where their names agree."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from xenotime.facts.party import Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.mapping import plain_header

NUMBER = re.compile(r"(?!.*[^\W\d_]{3})(?=.*\d).{4,}", re.DOTALL)
"""The number of a party, not its name: it has a digit and no word."""
COLUMNS = frozenset({"party", "maker", "supplier", "purchaser", "consignee", "end_user"})


@dataclass
class Partners:
    """The parties that are known: their names, and for those that an export brought, whose numbers theirs are."""

    names: dict[str, str]
    ranges: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_log(cls, names: dict[str, str], log: Mapping[str, Any]) -> "Partners":
        """The parties of a book and of what it remembers of earlier imports."""
        ranges = {
            party: each.get("partners", "")
            for each in log.values()
            for party in each.get("rows", {}).get("parties", ())
        }
        return cls(names, ranges)

    def id_of(self, number: str, name: str, whose: str) -> str:
        """The id of the party that bears the number among customers or vendors (`whose`)."""
        own = f"{whose}/{number}"
        if own in self.names:
            return own
        other = self.ranges.get(number, whose) not in {whose, ""}
        agree = name and plain_header(name) == plain_header(self.names.get(number, ""))
        return own if other and not agree else number


def partners_apart(made: Made, known: Partners, notes: Notes) -> None:
    """Each party bears its number; one whose number is that of another party's, of another range, has its range before it.

    Raises nothing; `known` has the parties of this export afterwards.
    """
    whose = made.table.map.partners
    if not whose:
        return
    names: dict[str, str] = {}
    for _, cells in made.rows.get("parties", ()):
        name = cells.get("name", "")
        if name != cells["party"] or cells["party"] not in names:
            names[cells["party"]] = "" if name == cells["party"] else name
    ids = {number: known.id_of(number, name, whose) for number, name in names.items()}
    for number, ident in ids.items():
        if ident != number:
            other = known.names.get(number) or f"a {known.ranges[number]}"
            notes.remark(
                f"{made.table.file}: {number} is also the number of {other}; this {whose} is {ident}"
            )
        known.names.setdefault(ident, names[number])
        known.ranges.setdefault(ident, whose)
    for rows in made.rows.values():
        for _, cells in rows:
            for column in COLUMNS & cells.keys():
                number = cells[column]
                cells[column] = ids.get(number) or known.id_of(number, "", whose)


def nameless(
    brought: Iterable[Iterable[tuple[Cells, bool]]], parties: Mapping[str, Party]
) -> tuple[str, ...]:
    """The parties among those brought that the book calls by their number alone."""
    ids = dict.fromkeys(cells.get("party", "") for rows in brought for cells, _ in rows)
    return tuple(
        each for each in ids if each in parties and parties[each].name == each and NUMBER.fullmatch(each)
    )
