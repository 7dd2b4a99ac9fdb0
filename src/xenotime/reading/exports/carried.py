"""Lists that print a vendor or a material on a line of its own: what it says holds for the lines below it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xenotime.reading.exports.lines import Line
from xenotime.reading.exports.table import Table


@dataclass(frozen=True)
class Carried:
    """The lines with what the headings above them say, and the headings; `empty` are those with nothing below them."""

    lines: tuple[Line, ...]
    headings: tuple[Line, ...] = ()
    empty: tuple[Line, ...] = ()


def carried_down(table: Table, lines: Sequence[Line]) -> Carried:
    """Each line with what the headings above it say.

    A heading fills columns that no other kind of line fills, none of them an amount, and one kind of heading names a
    number without which a line cannot be told; a list in which that is not so stays as it is.
    """
    numbers = set(table.map.ids)
    if all(line.of(each) for line in lines for each in numbers):
        return Carried(tuple(lines))
    filled = [{role for role in table.roles if line.raw.get(role)} for line in lines]
    above = _kinds(filled)[:-1]
    amounts = {name for name, role in table.map.roles.items() if role.kind == "number"}
    if not any(numbers & kind for kind in above) or any(amounts & kind for kind in above):
        return Carried(tuple(lines))
    found, headings, used = [], [], set()
    said: list[Line | None] = [None] * len(above)
    for line, roles in zip(lines, filled, strict=True):
        at = next((number for number, kind in enumerate(above) if roles & kind), None)
        if at is not None:
            said[at:] = [line, *([None] * (len(above) - at - 1))]
            headings.append(line)
        else:
            over = [each for each in said if each and roles]
            used |= {each.row for each in over}
            found.append(_below(over, line))
    return Carried(tuple(found), tuple(headings), tuple(each for each in headings if each.row not in used))


def _kinds(lines: Sequence[set[str]]) -> list[set[str]]:
    """The roles that are filled together, in one line or through others; those that come first, first."""
    kinds: list[set[str]] = []
    for roles in lines:
        touched = [kind for kind in kinds if kind & roles]
        if not touched and roles:
            kinds.append(set(roles))
        for kind in touched[1:]:
            touched[0] |= kind
            kinds.remove(kind)
        if touched:
            touched[0] |= roles
    return kinds


def _below(headings: Sequence[Line], line: Line) -> Line:
    """The line with what the headings say where it says nothing itself."""
    said: dict[str, str] = {}
    raw: dict[str, str] = {}
    for each in (*headings, line):
        said |= each.said
        raw |= {role: text for role, text in each.raw.items() if text}
    return replace(line, said=said, raw=raw)
