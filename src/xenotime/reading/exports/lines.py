"""The lines of an export as a book writes them: every cell by its kind, and what is said about those that are no cells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from xenotime.exact import as_decimal
from xenotime.reading.book.notes import FEW, Notes, listed
from xenotime.reading.exports import cells
from xenotime.reading.exports.cells import Style, Undecided, Unread
from xenotime.reading.exports.headers import beside, is_one_of
from xenotime.reading.exports.mapping import Choice, SharedWords, before_it
from xenotime.reading.exports.money import against_constants, tell_money, tell_units
from xenotime.reading.exports.sheet import Exact
from xenotime.reading.exports.table import Table
from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY, UNKNOWN_CURRENCY

MARK = "*"
"""Stands beside the roles for the stars with which a list marks its sums, in a column without a name."""
LOUD = {"id", "number", "day"}
"""Kinds whose cells stop the import where they cannot be read."""
NOT_KNOWN = {"country": UNKNOWN_COUNTRY, "currency": UNKNOWN_CURRENCY}
"""What stands for a cell of a kind that cannot be read: something was said, and another line does not say it instead."""
PERCENT = "%"
"""A unit that may stand in the cells as well."""
DECIDES = "fixed"
"""The flag that stops it as well: it says what a quantity is for."""


@dataclass(frozen=True)
class Line:
    """One line of an export: each role as a book writes it, empty where nothing is said."""

    row: int
    said: Mapping[str, str]
    raw: Mapping[str, str] = field(default_factory=dict)

    def of(self, role: str) -> str:
        """What the line says of a role."""
        return self.said.get(role, "")

    def with_(self, **more: str) -> "Line":
        """The same line with some roles said otherwise."""
        return replace(self, said={**self.said, **more})

    def matches(self, when: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether each role is one of the words given for it."""
        return all(
            self.of(role).lstrip(".").strip().casefold() in {word.casefold() for word in words}
            for role, words in when.items()
        )


def lines_of(table: Table, style: Style, words: SharedWords, notes: Notes) -> Iterator[Line]:
    """Every line as a book writes it; a cell that cannot be read is a problem, or a remark where it is no amount."""
    roles = dict.fromkeys(
        (*table.roles, *table.above, *(role for _, above in table.sections for role in above))
    )
    undecided: dict[str, list[tuple[int, str, Unread]]] = {}
    longest = _longest(table)
    twins = {
        role: places
        for role in table.roles
        if table.map.roles[role].kind in NOT_KNOWN and (places := table.twins_of(role))
    }
    for row, cells_of_line in table.lines:
        _surplus(table, row, cells_of_line, longest, notes)
        raw = {role: table.cell(cells_of_line, role, row) for role in roles}
        said: dict[str, str] = {}
        for role, text in raw.items():
            if not text:
                continue
            try:
                said[role] = _said(table, role, text, style, words)
            except Undecided as wrong:
                undecided.setdefault(role, []).append((row, text, wrong))
            except Unread as wrong:
                _unread(table, row, role, text, wrong, notes)
                if unknown := NOT_KNOWN.get(table.map.roles[role].kind):
                    said[role] = unknown
        for role, places in twins.items():
            others = [cells_of_line[at] for at in places if at < len(cells_of_line)]
            _twins(table, row, role, others, said, notes)
        raw[MARK] = next((cell for cell in cells_of_line if cell and not cell.strip("*")), "")
        tell_money(table, row, raw, said, notes)
        tell_units(table, row, said, words, notes)
        for role, choice in table.map.chooses.items():
            _choose(table, row, role, choice, said, notes)
        yield Line(row, said, raw)
    for role, every in undecided.items():
        row, text, why = every[0]
        _unread(table, row, role, _and_more(text, len(every) - 1), why, notes)
    _differing(table, style, notes)
    against_constants(table, notes)


def _twins(
    table: Table, row: int, role: str, others: Sequence[str], said: dict[str, str], notes: Notes
) -> None:
    """A country or currency of which another column of the same name says something else is not known."""
    kind = table.map.roles[role].kind
    text = said.get(role, "")
    differ = [each for each in others if each.strip() and each.strip().casefold() != text.casefold()]
    if differ:
        what = f"another column of this name says {differ[0]!r}, and this one {text or 'nothing'}; not known"
        notes.remark_row(table.file, row, table.column_of(role), what)
        said[role] = NOT_KNOWN[kind]


def _longest(table: Table) -> int:
    """How many cells a line may have, empty ones included: as many as its header, or as most lines."""
    counts = Counter(len(line) for _, line in table.lines if _says(table, line))
    return max(len(table.header), max(counts, key=lambda count: (counts[count], -count), default=0))


def _says(table: Table, line: Sequence[str]) -> bool:
    """Whether something stands in the line under a header that is known."""
    return any(at < len(line) and line[at] for at in table.roles.values())


def _surplus(table: Table, row: int, line: Sequence[str], longest: int, notes: Notes) -> None:
    """A problem for a line of text that goes on behind the last header: a mark inside a cell has moved all behind it."""
    width = max((at for at, name in enumerate(table.header, 1) if name), default=0)
    more = len(line) > longest or any(any(map(str.isalnum, cell)) for cell in line[width:])
    if table.mark and more and _says(table, line):
        notes.problem(
            "The line has more cells than the header", file=table.file, row=row, found=" | ".join(line)[:200], allowed=f"{width} cells",
            do=f"put quotation marks around the text that holds {table.mark!r}, take the mark out of it, or name the columns behind the last one",
        )  # fmt: skip


def _and_more(text: str, others: int) -> str:
    """The first cell of a column that can be read in two ways, and how many more there are."""
    return f"{text}, and {others} more in this column" if others else text


def _differing(table: Table, style: Style, notes: Notes) -> None:
    """A problem for each two amounts of a heading that must be the same and are not."""
    for heading in (table.above, *(above for _, above in table.sections)):
        for one, other in table.map.same.items():
            texts = [heading.get(one, ""), heading.get(other, "")]
            try:
                differ = all(texts) and cells.number(texts[0], style) != cells.number(texts[1], style)
            except Unread:
                differ = True
            if differ:
                notes.problem(
                    "The heading says two quantities, and the lines may be for either", file=table.file,
                    found=f"{one.replace('_', ' ')} {texts[0]}, {other.replace('_', ' ')} {texts[1]}",
                    do="export the list for the base quantity, so that both are the same",
                )  # fmt: skip


def _said(table: Table, role: str, text: str, style: Style, words: SharedWords) -> str:
    kind = table.map.roles[role]
    if kind.unit == PERCENT and text.endswith(PERCENT):
        text = type(text)(text.removesuffix(PERCENT).strip())
    said = read_cell(kind.words.get(text, text), kind.kind, style, words)
    if kind.positive and said and Fraction(said) <= 0:
        raise Unread(f"nothing can be divided by {text!r}", "correct the cell")
    return " ".join(filter(None, (said, kind.unit)))


def _unread(table: Table, row: int, role: str, text: str, wrong: Unread, notes: Notes) -> None:
    column = table.column_of(role)
    if table.map.roles[role].kind in LOUD or role == DECIDES:
        what = str(wrong)[:1].upper() + str(wrong)[1:]
        notes.problem(what, file=table.file, row=row, column=column, found=text, do=wrong.do)
    else:
        becomes = "not known" if table.map.roles[role].kind in NOT_KNOWN else "left empty"
        notes.remark_row(table.file, row, column, f"{wrong}; {becomes}")


def _choose(table: Table, row: int, role: str, choice: Choice, said: dict[str, str], notes: Notes) -> None:
    """The role is what the column says that the other one names; not known where none is named and they differ."""
    if role in said:
        return
    wanted = choice.of.get(said.get(choice.by, "").casefold(), "")
    filled = {said[each] for each in choice.of.values() if said.get(each)}
    if wanted and said.get(wanted):
        said[role] = said[wanted]
    elif len(filled) == 1:
        said[role] = filled.pop()
    elif filled:
        what = (
            f"{' and '.join(sorted(filled))}: no {choice.by.replace('_', ' ')} says which counts; left empty"
        )
        notes.remark_row(table.file, row, role, what)


def assumed(table: Table, lines: Sequence[Line]) -> Iterator[str]:
    """What is taken for a role that the export does not say, or not in every line."""
    for unsaid in table.map.roles.values():
        at = table.roles.get(unsaid.otherwise, -1)
        named = at >= 0 and is_one_of(table.header[at], unsaid.headers)
        if unsaid.behind and named and before_it(table.roles, at) not in unsaid.behind:
            yield f"{table.header[at]!r} does not say whose it is: {unsaid.what}"
        if unsaid.bare and unsaid.name in table.roles and "quantity" in table.roles:
            said = beside(header := table.column_of(unsaid.name))
            if is_one_of(said.name, unsaid.bare) and not said.unit:
                yield f"{header!r} does not say for how many: {unsaid.what}"
    for role, (needing, what) in table.map.assumes.items():
        every = [line for line in lines if line.of(needing)]
        silent = [line for line in every if not line.raw.get(role)]
        if not silent:
            continue
        if role not in table.roles and len(silent) == len(every):
            yield f"no column says the {role.replace('_', ' ')}: {what}"
        else:
            rows = listed((str(line.row) for line in silent), FEW)
            yield f"{table.column_of(role)} is empty in {len(silent)} lines (row {rows}): {what}"


def read_cell(text: str, kind: str, style: Style, words: SharedWords) -> str:
    """A filled cell of that kind as a book writes it. Raises Unread."""
    if kind == "number":
        return as_decimal(cells.number(text, style))
    if kind == "day":
        return cells.day(text, style)
    if kind == "country":
        return cells.country(text, words)
    if kind == "currency":
        return cells.currency(text)
    if kind == "unit":
        return cells.unit(text, words)
    if kind == "id":
        return cells.ident((isinstance(text, Exact) and text.shown) or text)
    if kind == "mass":
        return cells.weight(text, style, words)
    if kind == "flag":
        return cells.flag(text, words)
    return text.strip()
