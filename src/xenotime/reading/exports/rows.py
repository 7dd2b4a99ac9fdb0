"""Make rows of our tables from the lines of an export: who is whose parent, what is no goods, what stands twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from xenotime.exact import as_decimal
from xenotime.reading.book.notes import FEW, Notes, listed
from xenotime.reading.exports.carried import carried_down
from xenotime.reading.exports.cells import Unread, customs, mass
from xenotime.reading.exports.headers import plain_header
from xenotime.reading.exports.levels import number_of, under_one, with_parents
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.mapping import Ignored, RowRule, SharedWords
from xenotime.reading.exports.sums import without_sums
from xenotime.reading.exports.table import Table
from xenotime.reading.mapping.rules import Template

ANOTHER_PLANT = "another plant than"
"""Why a line is left of which another plant is told than the one that is asked for."""


def make_rows(
    table: Table, lines: list[Line], words: SharedWords, notes: Notes, *, root: str = "", plant: str = "",
    alternative: str = "", exploded: bool = False,
) -> Made:  # fmt: skip
    """The rows that the lines make; one that can make none is put aside with the reason."""
    made = Made(table)
    carried = carried_down(table, without_sums(made, lines, words))
    made.lines += carried.lines
    made.headings += carried.headings
    for line in carried.empty:
        notes.remark_row(table.file, line.row, "", "a heading with no line below it; left out")
    goods = [line for line in _goods(made, plant) if _is_whole(made, line, notes)]
    if alternative:
        goods = _of_alternative(made, goods, alternative)
    if table.map.makes_bills and "parent" not in table.roles:
        goods = (
            with_parents(made, goods, notes, root, exploded=exploded)
            if "level" in table.roles
            else under_one(made, goods, notes, root)
        )
    if table.map.makes_bills:
        goods = _once(made, goods, notes)
    for line in goods:
        made.taken.append(line)
        for rule in table.map.rows:
            if all(line.of(need) for need in rule.needs):
                _add(made, rule, line, notes)
    return made


def _goods(made: Made, plant: str) -> Iterator[Line]:
    """The lines that are goods; empty lines and ignored ones are put aside."""
    for line in made.lines:
        if plant and line.of("plant") and line.of("plant") != plant:
            made.left.setdefault(f"{ANOTHER_PLANT} {plant}", []).append(line)
            continue
        if why := _why_no_goods(made.table, line):
            made.left.setdefault(why, []).append(line)
        else:
            yield line


def of_no_plant(lines: Sequence[Line], plant: str) -> Iterator[str]:
    """The lines that are taken for those of the one plant that is asked for, since they name none."""
    silent = [line for line in lines if plant and not line.of("plant")]
    if silent and len(silent) == len(lines):
        yield f"no line says its plant: all are taken for those of plant {plant}"
    elif silent:
        rows = listed((str(line.row) for line in silent), FEW)
        yield f"no plant in {len(silent)} lines (row {rows}): they are taken for those of plant {plant}"


def _why_no_goods(table: Table, line: Line) -> str:
    """Why the line is left; empty where it is goods. What it says of itself goes before what it lacks.

    One that counts something and lacks what says of what is told as such, and not as a line with nothing in it.

    A line of a level is looked at again where parents follow from levels, and not where a column names them.
    """
    mapping, by_level = table.map, "parent" not in table.roles
    rules = [
        each
        for each in mapping.ignored
        if not (by_level and "level" in each.when) and _is_ignored(line, each)
    ]
    said = next((each.why for each in rules if not each.empty), "")
    if said or any(line.of(need) for need in mapping.needs):
        return said or next((each.why for each in rules), "")
    counted = bool(line.of("quantity"))
    return next(
        (each.why for each in rules if each.empty and counted), "nothing that the mapping needs is filled"
    )


def _is_ignored(line: Line, rule: Ignored) -> bool:
    if rule.negative and not Fraction(line.of(rule.negative) or 0) < 0:
        return False
    if rule.empty and line.of(rule.empty):
        return False
    return line.matches(rule.when)


def _is_whole(made: Made, line: Line, notes: Notes) -> bool:
    """Whether every number is there without which the line cannot be told; else a problem says which is not."""
    mapping = made.table.map
    for role in (*mapping.ids, *_always_filled(made.table)):
        if not line.of(role):
            what = "A number without which the line cannot be told is empty"
            do = "export values that repeat in every line, or take the line out"
        elif plain_header(line.of(role)) in _labels(mapping.roles[role].headers):
            what = "A label stands where a number should"
            do = "export the list with one header, or each part by itself"
        else:
            continue
        column = made.table.column_of(role)
        notes.problem(what, file=made.table.file, row=line.row, column=column, found=line.of(role), do=do)
        return False
    return True


def _always_filled(table: Table) -> tuple[str, ...]:
    """The column of parents, where each line of the list is one of a bill."""
    bills = [rule for rule in table.map.rows if rule.table == "bill"]
    each = bool(bills) and all("parent" not in rule.needs for rule in bills)
    return ("parent",) if each and "parent" in table.roles else ()


@cache
def _labels(headers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(plain_header, headers))


def _of_alternative(made: Made, lines: list[Line], alternative: str) -> list[Line]:
    """The lines of one alternative of each bill, and those that name none."""
    kept = []
    for line in lines:
        said = line.of("bill_alternative")
        if not said or said.lstrip("0") == alternative.lstrip("0"):
            kept.append(line)
        else:
            made.left.setdefault(f"another alternative of the bill than {alternative}", []).append(line)
    return kept


KINDS = ("fixed", "option", "byproduct", "phantom", "special", "alternative_item", "category")
"""Roles that say of what kind a line of a bill is."""


@dataclass
class _Bill:
    """One bill of a parent as it stands at one place of the list."""

    lines: list[Line] = field(default_factory=list)

    @property
    def content(self) -> list[tuple[str, ...]]:
        """What it says, whatever the order."""
        roles = ("component", "part", "unit", "alternative", "usage", "from", "until", *KINDS)
        return sorted((*(line.of(role) for role in roles), _per_base(line)) for line in self.lines)


def _per_base(line: Line) -> str:
    """The quantity for one assembly, whatever the base; a fixed one is the same for every quantity."""
    quantity, base = Fraction(line.of("quantity") or 0), Fraction(line.of("base_quantity") or 1)
    return str(quantity if line.of("fixed") or not base else quantity / base)


def _once(made: Made, lines: list[Line], notes: Notes) -> list[Line]:
    """The bill of each parent once: it may stand at several places, and in several plants, but must say the same."""
    bills: dict[str, dict[tuple[str, ...], _Bill]] = {}
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        child, parent = number_of(line), line.of("parent")
        if not parent:
            continue
        place = str(last.get(parent, 0)) if line.of("occurrence") else ""
        which = (line.of("plant"), line.of("bill_alternative"), line.of("bill_number"), place)
        bills.setdefault(parent, {}).setdefault(which, _Bill()).lines.append(line)
        last[child] = number
    kept = {id(line) for line in lines if not line.of("parent")}
    for parent, places in bills.items():
        first, *others = places.values()
        kept |= {id(line) for line in first.lines}
        for other in others:
            if other.content != first.content:
                before = first.lines[0]
                do = _how_to_part(other.lines[0], before)
                notes.problem(
                    f"The bill of {parent} stands twice and says different things", file=made.table.file,
                    row=other.lines[0].row, column="parent", found=f"{len(other.lines)} lines, and {len(first.lines)} from row {before.row} on", do=do,
                )  # fmt: skip
            else:
                made.left.setdefault("the same bill again, as where it stands first", []).extend(other.lines)
    whole = [line for line in lines if id(line) in kept]
    _of_several_makers(made, whole, notes)
    return whole


MAKERS = ("maker", "maker_part")


def _of_several_makers(made: Made, lines: list[Line], notes: Notes) -> None:
    """A problem for a part of one assembly that comes again under another maker: who may deliver it, or as much again."""
    first: dict[tuple[str, ...], Line] = {}
    for line in lines:
        if not line.of("parent") or not line.of("quantity") or not any(map(line.of, MAKERS)):
            continue
        roles = ("parent", "quantity", "unit", "from", "until", "alternative", *KINDS)
        before = first.setdefault((number_of(line), *map(line.of, roles)), line)
        if [*map(before.of, MAKERS)] != [*map(line.of, MAKERS)]:
            notes.problem(
                "A part of one assembly stands twice, of two makers, and its quantities may add or be one and the same",
                file=made.table.file, row=line.row, column="quantity",
                found=f"{number_of(line)} in {line.of('parent')}: {' and '.join(' '.join(filter(None, map(each.of, MAKERS))) or 'nobody' for each in (before, line))}",
                do="export one line for each part of an assembly, with the sum where quantities add; makers may stand in a list of parts without parents",
            )  # fmt: skip


def _how_to_part(one: Line, other: Line) -> str:
    """What to do where two bills of one parent differ."""
    if one.of("plant") != other.of("plant"):
        return f"import one plant: --plant {one.of('plant')}"
    if one.of("bill_alternative") != other.of("bill_alternative"):
        return f"import one alternative: --alternative {one.of('bill_alternative')}"
    if one.of("bill_number") != other.of("bill_number"):
        return "export each bill by itself, with its material"
    return "export the bill with quantities per assembly, not exploded"


def _add(made: Made, rule: RowRule, line: Line, notes: Notes) -> None:
    cells = cells_of(rule, line)
    if cells.get("mass_kg"):
        try:
            cells["mass_kg"] = mass(cells["mass_kg"])
        except Unread as wrong:
            notes.remark_row(made.table.file, line.row, "mass_kg", f"{wrong}; left empty")
            cells["mass_kg"] = ""
    if cells.get("codes"):
        cells["codes"] = customs(cells["codes"].partition(":")[2])
    if cells.get("value_per"):
        _per_one(cells)
    if rule.table == "bill" and cells.get("quantity") and not Fraction(cells["quantity"]):
        what = "a quantity of 0 may be a small one that was rounded, or as much as is needed; not known"
        notes.remark_row(made.table.file, line.row, "quantity", what)
        cells["quantity"] = ""
    if rule.line_kinds:
        cells["line_kind"] = _kind(rule, line)
    filled = {name: text for name, text in (cells | dict(rule.constants)).items() if text}
    if "value_basis" in rule.constants and "value" not in filled:
        filled.pop("value_basis", None)
        filled.pop("value_per", None)
    made.add(rule.table, line.row, filled, fills=rule.fills)


def _per_one(cells: Cells) -> None:
    """The price is for one base unit; it stays for several where it is no decimal otherwise. Masses follow."""
    per = Fraction(cells["value_per"])
    if not cells.get("value") or per <= 0:
        cells["value_per"] = ""
        return
    one = Fraction(cells["value"]) / per
    if set(prime_factors(one.denominator)) <= {2, 5}:
        cells["value"], cells["value_per"] = as_decimal(one), ""
    elif cells.get("mass_kg"):
        cells["mass_kg"] = as_decimal(Fraction(cells["mass_kg"]) * per)


def cells_of(rule: RowRule, line: Line) -> Cells:
    """The cells that a rule makes of a line, before anything is worked out of them."""
    return {name: _filled(one, line) for name, one in rule.cells.items()}


def _filled(one: Template, line: Line) -> str:
    """The cell that the template makes; empty where one of its columns is."""
    parts = [part if isinstance(part, str) else _first(part, line) for part in one.parts]
    return "".join(parts).strip() if all(parts) else ""


def _first(roles: tuple[str, ...], line: Line) -> str:
    return next((text for role in roles if (text := line.of(role))), "")


def _kind(rule: RowRule, line: Line) -> str:
    for each in rule.line_kinds:
        if each.negative:
            text = line.of(each.negative)
            if text and Fraction(text) < 0:
                return each.kind
        elif line.matches(each.when):
            return each.kind
    return ""


def prime_factors(number: int) -> list[int]:
    """The primes of a number that two and five leave, as one factor.

    >>> prime_factors(20), prime_factors(60)
    ([2, 5], [2, 5, 3])
    """
    found = []
    for prime in (2, 5):
        if number % prime == 0:
            found.append(prime)
            while number % prime == 0:
                number //= prime
    return found + ([number] if number > 1 else [])
