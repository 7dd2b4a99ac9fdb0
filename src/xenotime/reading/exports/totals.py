"""The totals of an export per plant, against what stands in the book, its own sums, and a control list."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from xenotime.errors import Problem
from xenotime.exact import UNITS, Range, as_decimal
from xenotime.facts.bill import BillLine
from xenotime.facts.book import Book
from xenotime.facts.shipment import Shipment
from xenotime.reading.exports.cells import Style, Unread, number
from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.merge import PIECE
from xenotime.reading.exports.rows import cells_of

NOWHERE = ""
"""Stands for lines that name no plant."""
NO_BILL = "quantities of no bill: nothing says what the parts go into"
CONTROL = {
    "plant": {"plant", "werk", "plnt", "工厂"},
    "lines": {"lines", "count", "zeilen", "anzahl", "行数"},
    "quantity": {"quantity", "qty", "menge", "数量"},
    "value": {"value", "netvalue", "amount", "wert", "nettowert", "金额"},
}
"""The columns of a control list, under the headers that they may have."""


@dataclass(frozen=True)
class Total:
    """What some lines add up to."""

    lines: int = 0
    quantity: Fraction = Fraction(0)
    value: Fraction = Fraction(0)

    def __add__(self, other: "Total") -> "Total":
        return Total(self.lines + other.lines, self.quantity + other.quantity, self.value + other.value)


@dataclass(frozen=True)
class PlantCheck:
    """One plant: what the source adds up to, what stands in the book, and what was left for which reason."""

    plant: str
    source: Total
    book: Total
    left: Mapping[str, Total] = field(default_factory=dict)

    @property
    def agrees(self) -> bool:
        """Whether the book and what was left make up the source, to the last cent."""
        return self.book + sum(self.left.values(), Total()) == self.source


def total_of(lines: Iterable[Line], roles: Mapping[str, str]) -> Total:
    """What the lines add up to."""
    return sum((_amounts(line, roles) for line in lines), Total())


def _amounts(line: Line, roles: Mapping[str, str]) -> Total:
    quantity, value = (
        Fraction(line.of(roles[key]) or 0) if key in roles else Fraction(0) for key in ("quantity", "value")
    )
    return Total(1, quantity, value)


def plant_of(line: Line, roles: Mapping[str, str]) -> str:
    """The plant that the line names."""
    return line.of(roles["plant"]) if "plant" in roles else NOWHERE


def checked(made: Made, book: Book) -> tuple[PlantCheck, ...]:
    """Each plant of the source against the book as it reads now."""
    roles, found = made.table.map.totals, Finder(book, made.table.map)
    source, there = defaultdict[str, Total](Total), defaultdict[str, Total](Total)
    left = defaultdict[str, defaultdict[str, Total]](lambda: defaultdict(Total))
    for line in made.lines:
        source[plant_of(line, roles)] += _amounts(line, roles)
    for line in made.taken:
        plant = plant_of(line, roles)
        if basis := found.not_taken(line, made.basis):
            left[plant][basis] += _amounts(line, roles)
            continue
        total = found.total(line, roles)
        if total.quantity and found.is_item_alone(line):
            left[plant][NO_BILL] += Total(0, total.quantity)
            total = Total(total.lines, Fraction(0), total.value)
        there[plant] += total
    for why, lines in made.left.items():
        for line in lines:
            left[plant_of(line, roles)][why] += _amounts(line, roles)
    return tuple(PlantCheck(each, source[each], there[each], dict(left[each])) for each in sorted(source))


MAIN = ("shipments", "bill", "lots", "items")
"""The table by which a line is looked for: the first of these that the mapping makes of it."""
MASSES = frozenset(UNITS)


class Finder:
    """Finds what lines became in a book that was read again."""

    def __init__(self, book: Book, mapping: ImportMap) -> None:
        self.book = book
        self.rules = sorted(
            (each for each in mapping.rows if each.table in MAIN),
            key=lambda rule: (MAIN.index(rule.table), rule.fills),
        )
        self.bill: dict[tuple[str, str], list[BillLine]] = {}
        for each in book.bill:
            self.bill.setdefault((each.parent, each.child), []).append(each)
        self.shipments: dict[tuple[str, str], Shipment] = {
            (each.id, each.line or ""): each for each in book.shipments
        }

    def _main(self, line: Line) -> tuple[str, Cells]:
        """The main row that the mapping makes of the line."""
        for rule in self.rules:
            if all(line.of(need) for need in rule.needs):
                return rule.table, cells_of(rule, line)
        return "", {}

    def is_item_alone(self, line: Line) -> bool:
        """Whether the line makes an item and nothing that has a quantity."""
        return self._main(line)[0] == "items"

    def not_taken(self, line: Line, own: str) -> str:
        """Why the price of the line is not the book's; empty where it should be."""
        table, cells = self._main(line)
        known = self.book.items.get(cells.get("item", "")) if table == "items" else None
        if not own or not known or not cells.get("value"):
            return ""
        if known.value and known.value_basis != own:
            return f"the book's price rests on: {known.value_basis}"
        unit, counted = cells.get("base_unit", ""), known.base_unit or PIECE
        if unit and unit != counted:
            return f"a price for {unit}, which the book counts in {counted}"
        return (
            ""
            if known.value
            else "prices in several units or currencies, or of some suppliers alone: none taken over"
        )

    def total(self, line: Line, roles: Mapping[str, str]) -> Total:
        """What the book holds of the line: nothing where it is not there, or says another amount."""
        table, cells = self._main(line)
        if table == "shipments":
            return self._shipped(cells)
        if table == "bill":
            return self._built_in(cells, _amounts(line, roles))
        if table == "lots":
            item, lot = cells.get("item", ""), cells["lot"]
            there = (self.book.lots.get(each) for each in (lot, f"{item}/{lot}"))
            return _amounts(line, roles) if any(each and each.item == item for each in there) else Total()
        known = self.book.items.get(cells.get("item", ""))
        if known is None:
            return Total()
        return _amounts(line, roles) if _is_price(cells, known.value) else Total(1)

    def _built_in(self, cells: Cells, amounts: Total) -> Total:
        """The line of the bill with that quantity, used up so that no two lines find the same one."""
        whole = Fraction(cells.get("quantity") or 0)
        for_one = whole / Fraction(cells.get("base_quantity") or 1)
        rows = self.bill.get((cells["parent"], cells["child"]), [])
        # A mass of a part that is counted in pieces was divided by its own mass, or cannot be said.
        weighed = cells.get("unit") in MASSES
        for at, each in enumerate(rows):
            known, wanted = each.quantity, whole if each.line_kind == "fixed" else for_one
            if (
                weighed
                or (known is not None and known.low == wanted == known.high)
                or (known is None and not wanted)
            ):
                rows.pop(at)
                return amounts
        return Total(1) if rows else Total()

    def _shipped(self, cells: Cells) -> Total:
        known = self.shipments.get((cells["shipment"], cells.get("line", "")))
        if known is None or known.item != cells["item"]:
            return Total()
        said = cells.get("unit") in MASSES or known.quantity is None
        quantity = (
            Fraction(cells.get("quantity") or 0)
            if said
            else known.quantity.low
            if known.quantity
            else Fraction(0)
        )
        return Total(1, quantity, known.value.low if known.value else Fraction(0))


def _is_price(cells: Cells, value: Range | None) -> bool:
    """Whether the price of the line is the item's, or one of those between which it lies."""
    price = Fraction(cells.get("value") or 0)
    if not price or value is None:
        return not price
    per = price / Fraction(cells.get("value_per") or 1)
    return value.low <= per and (value.high is None or per <= value.high)


def own_sums(made: Made) -> Iterator[str]:
    """Where a sum that stands in the source is not the sum of its lines."""
    roles = made.table.map.totals
    before = [line for lines in (made.taken, *made.left.values()) for line in lines]
    last = 0
    for line in made.sums:
        for key in ("quantity", "value"):
            stated = line.of(roles[key]) if key in roles else ""
            if not stated:
                continue
            plant = plant_of(line, roles)
            candidates = {
                "the block": [e for e in before if last < e.row < line.row],
                "all above": [e for e in before if e.row < line.row],
                "its plant": [e for e in before if plant and e.of(roles.get("plant", "")) == plant],
            }
            sums = {name: getattr(total_of(lines, roles), key) for name, lines in candidates.items()}
            if Fraction(stated) not in sums.values():
                yield (
                    f"{made.table.file}, row {line.row}: the source's own {key} is {stated}, "
                    f"its lines add up to {as_decimal(sums['the block'] or sums['all above'])}"
                )
        last = line.row


def read_control(path: Path) -> dict[str, dict[str, Fraction]]:
    """What a control list says of each plant. Raises ValueError where it is none."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        text = stream.read()
    rows = list(csv.reader(text.splitlines(), delimiter=";" if text.count(";") > text.count(",") else ","))
    header = [plain_header(cell) for cell in rows[0]] if rows else []
    at = {key: place for key, words in CONTROL.items() for place, name in enumerate(header) if name in words}
    if len(at) < 2:  # noqa: PLR2004  a plant, or an amount of the whole, and one more
        raise ValueError("a control list has the columns plant, and lines, quantity or value")
    found: dict[str, dict[str, Fraction]] = {}
    try:
        for row in (each for each in rows[1:] if any(each)):
            plant = row[at["plant"]].strip() if "plant" in at else NOWHERE
            if plant in found:
                raise ValueError(f"plant {plant or '(none named)'} stands in two lines")
            found[plant] = {
                key: number(row[place], Style("."))
                for key, place in at.items()
                if key != "plant" and row[place].strip()
            }
    except (Unread, IndexError) as wrong:
        raise ValueError(str(wrong)) from wrong
    return found


def against(control: Mapping[str, Mapping[str, Fraction]], found: Iterable[PlantCheck]) -> Iterator[str]:
    """Where the source is not what the control list says: a plant that is short says so."""
    checks = {each.plant: each.source for each in found}
    for plant, amounts in control.items():
        if plant not in checks:
            yield f"plant {plant} is in the control list and not in the source: {_said(amounts)} short"
            continue
        for key, wanted in amounts.items():
            has = getattr(checks[plant], key)
            if has != wanted:
                yield f"plant {plant or '(all)'}: {key} should be {as_decimal(wanted)}, the source has {as_decimal(Fraction(has))}"
    yield from (
        f"plant {each} is in the source and not in the control list" for each in checks if each not in control
    )


def _said(amounts: Mapping[str, Fraction]) -> str:
    return ", ".join(f"{as_decimal(amount)} {key}" for key, amount in amounts.items())


def disagreements(file: str, wrong: Iterable[str], checks: Iterable[PlantCheck]) -> Iterator[Problem]:
    """A problem for each total that does not agree."""
    for each in wrong:
        yield Problem("The totals do not agree", file, found=each, do="see what is missing")
    for check in checks:
        if not check.agrees:
            left = sum(check.left.values(), Total())
            yield Problem(
                f"The totals of plant {check.plant or '(none named)'} do not agree", file,
                found=f"source {_shown(check.source)}; book {_shown(check.book)}; left {_shown(left)}",
                do="nothing was written; correct the lines that the book cannot hold",
            )  # fmt: skip


def _shown(total: Total) -> str:
    return f"{total.lines} lines, quantity {as_decimal(total.quantity)}, value {as_decimal(total.value)}"
