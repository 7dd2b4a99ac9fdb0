"""Who is whose parent in an export: by level, or all under the one material of which the list is."""

from dataclasses import dataclass
from fractions import Fraction

from xenotime.exact import as_decimal
from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.made import Made

TOP_ITSELF = "the line of the top material itself"


@dataclass(frozen=True)
class _Place:
    """One material on the way down, with the quantity that its line gave."""

    item: str
    quantity: str = ""
    base: str = ""

    @property
    def is_one(self) -> bool:
        """Whether one of it goes into what stands above, so that a quantity below reads the same either way."""
        return not self.quantity or Fraction(self.quantity) == Fraction(self.base or 1)


def with_parents(made: Made, lines: list[Line], notes: Notes, root: str, *, exploded: bool) -> list[Line]:
    """Each line with its parent: the last line before it that is one level higher.

    Quantities are for the assembly directly above; `exploded` ones are for the whole of the top material, and become
    what they are for one assembly: the quantity of the line above is their base.
    """
    found: list[Line] = []
    above: list[_Place] = []
    doubtful = 0
    for line in lines:
        level = level_of(line)
        here = _Place(number_of(line), line.of("quantity"), line.of("base_quantity"))
        top = root or (line.of("root") if line.of("root") != here.item else "")
        if level == 0:
            above = [here]
            if made.table.map.tells_more_than_bills:
                found.append(line)
                continue
            made.left.setdefault(TOP_ITSELF, []).append(line)
            made.add(
                "items",
                line.row,
                {"item": here.item, "name": line.of("description") or line.of("name")},
                fills=True,
            )
            continue
        if level is None or level > len(above) + (not above):
            notes.problem(
                "The level does not follow from the lines above", file=made.table.file, row=line.row, column="level",
                found=line.raw.get("level", ""), do="export the list unsorted and whole",
            )  # fmt: skip
            continue
        if not above or (level == 1 and top and above[0].item != top):
            if not top:
                _no_top(made, line, notes)
                return found
            above = [_Place(top)]
            made.add("items", line.row, {"item": top}, fills=True)
        parent = above[level - 1]
        above = [*above[:level], here]
        doubtful += level > 1 and not parent.is_one
        new = line.with_(parent=parent.item, occurrence=f"{level}")
        found.append(_for_one(new, parent, made, notes) if exploded and level > 1 else new)
    if doubtful and not exploded:
        notes.remark(
            f"{made.table.file}: {doubtful} quantities below assemblies are read as for one assembly; where the list was "
            "exploded to the top material, import it with --quantities exploded"
        )
    return found


def number_of(line: Line) -> str:
    """The number of what stands in the line."""
    return line.of("component") or line.of("part")


def _for_one(line: Line, parent: _Place, made: Made, notes: Notes) -> Line:
    """The line with the quantity of the assembly above as its base; a fixed quantity stays as it is."""
    whole = Fraction(parent.quantity or 0)
    if whole <= 0:
        notes.problem(
            "What is below cannot be said for one assembly", file=made.table.file, row=line.row, column="quantity",
            found=f"{parent.item} stands there {parent.quantity or 'without a quantity'}", do="export quantities per assembly",
        )  # fmt: skip
        return line
    return line.with_(base_quantity=as_decimal(whole))


def level_of(line: Line) -> int | None:
    """The level of the line; None where it is no number."""
    digits = line.of("level").strip().strip(".*- ")
    return int(digits) if digits.isdigit() else None


def _no_top(made: Made, line: Line, notes: Notes) -> None:
    notes.problem(
        "The list does not say of which material it is", file=made.table.file, row=line.row,
        do="give it: --root MATERIAL",
    )  # fmt: skip


def under_one(made: Made, lines: list[Line], notes: Notes, root: str) -> list[Line]:
    """Each line under the one material of which the list is."""
    found = []
    for line in lines:
        top = root or line.of("root")
        if not top:
            if made.table.map.generic:
                if any(each.of("quantity") for each in lines):
                    notes.remark(
                        f"{made.table.file}: it does not say of which material it is, and quantities are not taken over; "
                        "for a bill give --root MATERIAL"
                    )
                return lines
            _no_top(made, line, notes)
            return []
        found.append(line.with_(parent=top))
    for top in dict.fromkeys(line.of("parent") for line in found):
        made.add("items", 0, {"item": top}, fills=True)
    return found
