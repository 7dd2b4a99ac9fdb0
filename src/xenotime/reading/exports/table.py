"""Match an export with a mapping: its header, what stands above it, how its cells are written, its lines."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports import cells
from xenotime.reading.exports.cells import Style
from xenotime.reading.exports.headers import Beside, beside, is_one_of, plain_header
from xenotime.reading.exports.mapping import ImportMap
from xenotime.reading.exports.pages import Pages, without_headings
from xenotime.reading.exports.sheet import RawSheet

SPACED = re.compile(r"\s{2,}|:\s+|\t")
"""What parts a label from its value where a list prints them in one cell."""
BEFORE_BRACKET = re.compile(r"\s+([(\[][^)\]]*[)\]])")
"""What stands in brackets belongs to the label before it, however far away."""
GOES_ON = " / "
"""Between the lines of a name: they may be one name, or the second says where in the firm."""
DEEPEST_HEADER = 40
"""Lines above which the header of an export is looked for."""


@dataclass(frozen=True)
class Table:
    """An export with the mapping that reads it."""

    file: str
    map: ImportMap
    header: tuple[str, ...]
    roles: Mapping[str, int]
    above: Mapping[str, str]
    """Roles that are said once above the header, with what was said."""
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    said: str = ""
    sections: tuple[tuple[int, Mapping[str, str]], ...] = ()
    """From which row on another heading holds, with what that one says."""
    mark: str = ""
    """The mark that parts the cells of a text; empty in a workbook."""

    @property
    def ignored_columns(self) -> tuple[str, ...]:
        """The columns that no role is."""
        used = {*self.roles.values(), *(at for places in self.longer.values() for at in places)}
        return tuple(name for at, name in enumerate(self.header) if at not in used and name)

    @property
    def rivals(self) -> tuple[tuple[str, str], ...]:
        """Columns that are not taken though a role bears their name as well, with the column that is taken."""
        found = []
        for name in self.ignored_columns:
            for role, at in self.roles.items():
                if is_one_of(name, self.map.roles[role].headers):
                    found.append((name, self.header[at]))
                    break
        return tuple(found)

    @property
    def of_else(self) -> tuple[tuple[str, str], ...]:
        """Columns that are not taken for what stands beside them, each with that."""
        found = []
        for role in (
            each for each in self.map.roles.values() if each.not_beside and each.name not in self.roles
        ):
            headers = {plain_header(each) for each in role.headers}
            beside = " and ".join(self.column_of(each) for each in role.not_beside)
            found += [(name, beside) for name in self.ignored_columns if plain_header(name) in headers]
        return tuple(found)

    def column_of(self, role: str) -> str:
        """The header of the column that a role is, else the name of the role."""
        at = self.roles.get(role)
        return self.header[at] if at is not None else role

    @cached_property
    def longer(self) -> Mapping[str, tuple[int, ...]]:
        """The roles that go on in the next columns, with the places of these."""
        return {role: places for role in self.roles if (places := self._goes_on_in(role))}

    def _goes_on_in(self, role: str) -> tuple[int, ...]:
        """The places of the columns right behind that of a role, called `Name 1`, which go on with it: `Name 2`, `Name 3`."""
        own = self.roles.get(role)
        is_text = own is not None and self.map.roles[role].kind == "text"
        called = plain_header(self.header[own]) if is_text and own is not None else ""
        found: list[int] = []
        while own is not None and called.endswith("1") and own + len(found) + 1 < len(self.header):
            at = own + len(found) + 1
            if at in self.roles.values() or plain_header(self.header[at]) != f"{called[:-1]}{len(found) + 2}":
                break
            found.append(at)
        return tuple(found)

    def twins_of(self, role: str) -> tuple[int, ...]:
        """The places of other columns that are called as the one that the role is."""
        own = self.roles.get(role)
        called = "" if own is None else plain_header(self.header[own])
        used = set(self.roles.values())
        return tuple(
            at
            for at, name in enumerate(self.header)
            if called and at not in used and plain_header(name) == called
        )

    def beside(self, role: str) -> Beside:
        """What the header of a role says beside its name."""
        at = self.roles.get(role)
        return Beside(role) if at is None else beside(self.header[at])

    def cell(self, line: Sequence[str], role: str, row: int) -> str:
        """What a line says of a role, else what the heading says under which it stands."""
        at = self.roles.get(role)
        if at is None:
            return self.above_of(row).get(role, "")
        if role not in self.longer:
            return line[at] if at < len(line) else ""
        return GOES_ON.join(
            line[each] for each in (at, *self.longer[role]) if each < len(line) and line[each]
        )

    def above_of(self, row: int) -> Mapping[str, str]:
        """What the heading says under which the row stands."""
        at = bisect_right([start for start, _ in self.sections], row)
        return self.sections[at - 1][1] if at else self.above


def matched(raw: RawSheet, maps: Sequence[ImportMap], *, rooted: bool = False) -> Table | None:
    """The export under the mapping that recognises most of its columns; None where none fits.

    `rooted` where the material of which a list is was named besides.
    """
    best: tuple[tuple[bool, int, int], int, ImportMap, dict[str, int]] | None = None
    for at, (_, header) in enumerate(raw.lines[:DEEPEST_HEADER]):
        for rank, each in enumerate(maps):
            roles = each.found_in(header)
            if not roles or _is_of_anything(each, roles, header):
                continue
            above = _above(each, raw.lines[:at], roles)
            named = {"root": ""} if rooted and "root" in each.needs_one else {}
            if not each.fits({**named, **roles, **above}):
                continue
            score = (not each.generic, len(roles), -rank)
            if best is None or score > best[0]:
                best = (score, at, each, roles)
    return _table(raw, *best[1:]) if best else None


def _is_of_anything(mapping: ImportMap, roles: Mapping[str, int], header: Sequence[str]) -> bool:
    """Whether a header of several columns says no more than that something has a number and a name: it may be of firms."""
    if not mapping.generic or sum(map(bool, header)) <= 1:
        return False
    bare = [
        name for name, at in roles.items()
        if is_one_of(header[at], mapping.roles[name].position)
    ]  # fmt: skip
    return len(roles) == 1 or (
        bool(bare) and set(roles) <= {*bare, "name"} and sum(map(bool, header)) > len(roles)
    )


def _table(raw: RawSheet, at: int, mapping: ImportMap, roles: dict[str, int]) -> Table:
    """The export with its header in line `at`; headings that come again are taken out."""
    above = _above(mapping, raw.lines[:at], roles)
    pages = without_headings(raw.lines, at, framed=raw.framed)
    said = raw.said + (f"; {pages.dropped} lines of headings and frames left out" if pages.dropped else "")
    sections = _sections(mapping, pages, roles, above)
    return Table(raw.file, mapping, raw.lines[at][1], roles, above, pages.lines, said, sections, raw.mark)


def _sections(
    mapping: ImportMap, pages: Pages, roles: Mapping[str, int], above: Mapping[str, str]
) -> tuple[tuple[int, Mapping[str, str]], ...]:
    """What each further heading says; one that goes on with the same material may say less."""
    found: list[tuple[int, Mapping[str, str]]] = []
    before = above
    for each in pages.sections:
        new = _above(mapping, each.heading, roles)
        before = new if new.get("root", before.get("root")) != before.get("root") else {**before, **new}
        found.append((each.row, before))
    return tuple(found)


def _above(
    mapping: ImportMap, lines: Iterable[tuple[int, tuple[str, ...]]], roles: Mapping[str, int]
) -> dict[str, str]:
    """Roles named above the header with a value beside them, as lists print them."""
    named = {plain_header(header): role.name for role in mapping.roles.values() for header in role.headers}
    found: dict[str, str] = {}
    for _, line in lines:
        joined = [BEFORE_BRACKET.sub(r" \1", cell) for cell in line]
        filled = [part for cell in joined for part in SPACED.split(cell) if part]
        for label, value in pairwise(filled):
            for name, text in _ways_to_read(label, value):
                role = named.get(plain_header(name))
                if role and role not in roles and plain_header(text) not in named:
                    found.setdefault(role, text)
                    break
    return found


def _ways_to_read(label: str, value: str) -> Iterator[tuple[str, str]]:
    """The label and its value as they stand, without a unit in brackets, and the first of several in one."""
    yield label, value
    yield re.sub(r"\s*[(\[].*", "", label), value
    if "/" in label and "/" in value:
        yield label.partition("/")[0], value.partition("/")[0].strip()


def style_of(tables: Sequence[Table], decimal: str, days: str, notes: Notes) -> dict[str, Style]:
    """How each file is written: as given, as its own numbers tell, else as those of the files beside it tell."""
    told = {table.file: _told(table, notes) for table in tables}
    everywhere = {mark for marks in told.values() for mark in marks}
    found = {}
    for table in tables:
        marks = told[table.file] or (everywhere if len(everywhere) == 1 else set())
        order = cells.days_told_by(_texts(table, "day"))
        for flag, said, tell in (("--decimal", decimal, told[table.file]), ("--days", days, {order} - {""})):
            if said and tell - {said}:
                what, do = (
                    "The file is written in another way than is said",
                    "import it by itself, without that",
                )
                file, allowed = table.file, " ".join(sorted(tell))
                notes.problem(what, file=file, column=flag, found=said, allowed=allowed, do=do)
        found[table.file] = Style(
            decimal or next(iter(marks), "") if len(marks) <= 1 else decimal, days or order
        )
    return found


def _told(table: Table, notes: Notes) -> set[str]:
    """The decimal marks that the numbers of a file tell; a column that tells two is a problem."""
    found: set[str] = set()
    for role, at in table.roles.items():
        if table.map.roles[role].kind != "number":
            continue
        first: dict[str, tuple[int, str]] = {}
        for row, line in table.lines:
            text = line[at] if at < len(line) else ""
            if text and (mark := cells.decimal_told_by(text)):
                first.setdefault(mark, (row, text))
        if len(first) > 1:
            (one, text), (other, second) = first.values()
            notes.problem(
                "One column is written with decimal points and with decimal commas", file=table.file, row=other,
                column=table.header[at], found=f"{second!r}, and {text!r} in row {one}", do="export it in one format",
            )  # fmt: skip
        found |= set(first)
    return found


def _texts(table: Table, kind: str) -> Iterator[str]:
    for role, at in table.roles.items():
        if table.map.roles[role].kind == kind:
            for _, line in table.lines:
                if at < len(line) and line[at]:
                    yield line[at]
