"""One number may stand for a vendor and for a customer, or for many that buy once: they are one party only where their names agree."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xenotime.facts.party import Party
from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.table import Table

NUMBER = re.compile(r"(?!.*[^\W\d_]{3})(?=.*\d).{4,}", re.DOTALL)
"""The number of a party, not its name: it has a digit and no word."""
CUT = 20
"""Letters from which on a name that another one begins with is that one, cut to the width of its column."""
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

    def name_of(self, number: str, whose: str) -> str:
        """The name of the customer or vendor (`whose`) with the number; empty where none is known."""
        own = f"{whose}/{number}"
        if own not in self.names and self.ranges.get(number, whose) not in {whose, ""}:
            return ""
        name = self.names.get(own if own in self.names else number, "")
        return "" if name == number else name


def named_apart(table: Table, lines: Sequence[Line], known: Partners, notes: Notes) -> list[Line]:
    """The lines in which a number that bears another name than before, as those who buy once do, has that name behind it.

    Of a line that gives such a number alone it is not known whom it names.
    """
    found = list(lines)
    roles = list(_numbers_and_names(table.map)) if table.map.partners else []
    first: dict[str, str] = {}
    others: dict[str, str] = {}
    for role, of_name in roles:
        for at, line in enumerate(found):
            number, name = line.of(role), _name(line, of_name)
            if not number or not name or name == number:
                continue
            before = first.setdefault(number, known.name_of(number, table.map.partners) or name)
            if _agree(name, before):
                first[number] = max(before, name, key=len)
            else:
                ident = f"{number}/{name}"
                found[at] = line.with_(**{role: ident})
                others.setdefault(
                    ident, f"{number} is {before}, and {name} in row {line.row}: that one is {ident}"
                )
    for said in others.values():
        do = "where the two are one, write the name of today into the table parties and import again"
        notes.remark(f"{table.file}: {said}; {do}")
    apart = [*others, *(each for each, name in known.names.items() if name and each.endswith(f"/{name}"))]
    several = {each.partition("/")[0] for each in apart}
    for role, of_name in (each for each in roles if each[0] not in table.map.ids):
        for at, line in enumerate(found):
            if line.of(role) in several and _name(line, of_name) in {"", line.of(role)}:
                found[at] = line.with_(**{role: ""})
                what = f"{line.of(role)} stands for several parties, and no name says for which; not known"
                notes.remark_row(table.file, line.row, table.column_of(role), what)
    return found


def _name(line: Line, role: str) -> str:
    return " ".join(line.of(role).replace(";", ",").split())


def _numbers_and_names(mapping: ImportMap) -> Iterator[tuple[str, str]]:
    """The roles of the number and of the name of each party that a line brings."""
    for rule in mapping.rows:
        number = rule.cells["party"].parts if rule.table == "parties" else ()
        name = rule.cells["name"].parts if rule.table == "parties" and "name" in rule.cells else ()
        if len(number) == len(name) == 1 and isinstance(number[0], tuple) and isinstance(name[0], tuple):
            yield number[0][0], name[0][0]


def _agree(name: str, other: str) -> bool:
    """Whether two names are one, but for marks, for words behind it, or as far as the shorter was cut."""
    short, long = sorted((name, other), key=lambda each: len(plain_header(each)))
    first = plain_header(" ".join(long.split()[: len(short.split())]))
    cut = plain_header(short)
    return cut == first or (len(cut) >= CUT and plain_header(long).startswith(cut))


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
