"""Whose money the amounts of a line are, and in which unit: what its header, its cells and its columns say must agree."""

from collections.abc import Mapping

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports import cells
from xenotime.reading.exports.mapping import SharedWords
from xenotime.reading.exports.table import Table
from xenotime.reading.shipped.codes import CURRENCY_SIGNS, UNKNOWN_CURRENCY

CURRENCY = "currency"
UNIT = "unit"
PIECE = "piece"
MEND = "correct one of them"


def tell_money(table: Table, row: int, raw: Mapping[str, str], said: dict[str, str], notes: Notes) -> None:
    """The currency of a line where no column says it; a cell or a header that names another one is a problem."""
    if CURRENCY not in table.map.roles:
        return
    for role in sorted(table.map.priced):
        if raw.get(role):
            _of_cell(table, row, role, raw[role], said, notes)
            _of_header(table, row, role, raw, said, notes)


def _of_cell(table: Table, row: int, role: str, text: str, said: dict[str, str], notes: Notes) -> None:
    named, sign = cells.currency_in(text), cells.sign_in(text)
    there = said.get(CURRENCY, "")
    if named and there in {"", UNKNOWN_CURRENCY}:
        said[CURRENCY] = named
    elif (named and named != there) or (named == "" and _is_other(sign, there)):
        notes.problem(
            "The amount names another currency than its line", file=table.file, row=row, column=table.column_of(role),
            found=f"{text}, and {there}", do=MEND,
        )  # fmt: skip
    elif named == "" and not there and not table.beside(role).currency:
        notes.remark_row(
            table.file, row, table.column_of(role), "the sign does not say whose currency; not known"
        )


def _of_header(
    table: Table, row: int, role: str, raw: Mapping[str, str], said: dict[str, str], notes: Notes
) -> None:
    """What the header says holds for each amount below it; a currency that cannot be read is not mended by it."""
    beside = table.beside(role)
    there, column = said.get(CURRENCY, ""), table.column_of(role)
    if beside.currency is None or there == UNKNOWN_CURRENCY:
        return
    if not there and not beside.currency:
        notes.remark_row(table.file, row, column, "the header does not say whose currency; not known")
        return
    text, sign = raw[role], cells.sign_in(raw[role])
    other = there or (text if _is_other(sign, beside.currency) else "")
    if (there and _is_other_header(beside.currency, beside.sign, there)) or (other and not there):
        notes.problem(
            "The header names another currency than the line", file=table.file, row=row, column=column,
            found=f"{column}, and {other}", do=MEND,
        )  # fmt: skip
    elif not there:
        said[CURRENCY] = beside.currency


def _is_other_header(currency: str, sign: str, there: str) -> bool:
    return currency != there if currency else _is_other(sign, there)


def _is_other(sign: str, currency: str) -> bool:
    """Whether a sign cannot stand for the currency; one that nobody knows may stand for any."""
    return currency not in {"", UNKNOWN_CURRENCY} and currency not in CURRENCY_SIGNS.get(sign, {currency})


def against_constants(table: Table, notes: Notes) -> None:
    """A problem for a header that names another currency than the one that the mapping writes into each row."""
    for rule in table.map.rows:
        constant = rule.constants.get(CURRENCY, "")
        for role in sorted(rule.cells["value"].columns) if constant and "value" in rule.cells else ():
            beside = table.beside(role)
            if beside.currency is not None and _is_other_header(beside.currency, beside.sign, constant):
                notes.problem(
                    "The header names another currency than the mapping", file=table.file, column=table.column_of(role),
                    found=f"{table.column_of(role)}, and {constant}", do=MEND,
                )  # fmt: skip


def tell_units(table: Table, row: int, said: dict[str, str], words: SharedWords, notes: Notes) -> None:
    """The unit of a quantity where its header alone says it, and no price of another unit than the one that is counted."""
    for role, unit in table.map.weighed:
        _unit_of(table, row, role, unit, said, words, notes)
        if said.get(role) and not said.get(unit):
            notes.remark_row(table.file, row, table.column_of(role), "a mass without its unit; not known")
    if UNIT not in table.map.roles:
        return
    for role in sorted(table.map.counted):
        _unit_of(table, row, role, UNIT, said, words, notes)
    for role in sorted(table.map.priced):
        beside = table.beside(role)
        if beside.currency is None or not beside.unit or not said.get(role):
            continue
        of, counted = cells.unit(beside.unit, words), said.get(UNIT, "")
        if of != counted and (counted or of != PIECE):
            what = (
                f"it is for one {of}, and the line is counted in {counted or 'what nothing says'}; left empty"
            )
            notes.remark_row(table.file, row, table.column_of(role), what)
            del said[role]


def _unit_of(
    table: Table, row: int, role: str, unit: str, said: dict[str, str], words: SharedWords, notes: Notes
) -> None:
    """The unit of a number where its header alone says it; a column that says another is a problem."""
    named = words.units.get(table.beside(role).unit, "") if said.get(role) else ""
    if named and not said.get(unit):
        said[unit] = named
    elif named and named != said[unit]:
        notes.problem(
            "The header names another unit than the line", file=table.file, row=row, column=table.column_of(role),
            found=f"{table.column_of(role)}, and {said[unit]}", do=MEND,
        )  # fmt: skip
