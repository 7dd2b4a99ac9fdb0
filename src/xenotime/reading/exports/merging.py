"""Make one row of all lines that give one key, as the mapping says for each column."""

from collections.abc import Mapping
from fractions import Fraction

from xenotime.exact import UNITS, as_decimal
from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.contested import UNKNOWN, not_known
from xenotime.reading.exports.headers import is_one_of
from xenotime.reading.exports.made import Cells, Made
from xenotime.reading.exports.merge import KEYS, PIECE, key_text
from xenotime.reading.exports.rows import prime_factors

MAKER = "maker"
BETWEEN_NAMES = " + "
MOST_NAMES = 8


def merged(made: Made, notes: Notes) -> dict[str, list[tuple[Cells, bool]]]:
    """The rows of each table, each key once; with each row whether it only fills what is empty."""
    found: dict[str, list[tuple[Cells, bool]]] = {}
    keys = {rule.table: rule.key for rule in made.table.map.rows}
    for table, rows in made.rows.items():
        if table == "bill":
            found[table] = [(cells, False) for _, cells in rows]
            continue
        groups: dict[tuple[str, ...], list[tuple[int, Cells, bool]]] = {}
        for at, (row, cells) in enumerate(rows):
            key = tuple(cells.get(name, "") for name in keys.get(table) or KEYS[table])
            groups.setdefault(key, []).append((row, cells, (table, at) in made.fills))
        policies = made.table.map.merge.get(table, {})
        found[table] = [_merge(table, group, policies, made, notes) for group in groups.values()]
    return found


def _merge(
    table: str, group: list[tuple[int, Cells, bool]], policies: Mapping[str, str], made: Made, notes: Notes
) -> tuple[Cells, bool]:
    fills = all(fill for _, _, fill in group)
    if len(group) == 1:
        return group[0][1], fills
    rows = [cells for _, cells, _ in group]
    if table == "shipments" and not policies:
        key = " / ".join(filter(None, (rows[0].get(name, "") for name in KEYS[table])))
        notes.problem(
            f"The line {key!r} stands twice, and its quantities may add or be one and the same", file=made.table.file,
            row=group[1][0], found=f"first in row {group[0][0]}", do="export one line for each item of an order, with its number",
        )  # fmt: skip
        return rows[0], fills
    whole: Cells = {}
    differing = set()
    for name in dict.fromkeys(name for cells in rows for name in cells):
        texts = list(dict.fromkeys(cells[name] for cells in rows if cells.get(name)))
        if policies.get(name) == UNKNOWN and len(texts) > 1:
            differing.add(name)
        elif policies.get(name) == UNKNOWN and texts and (silent := _makers_without(name, rows)):
            told = f"{texts[0]}, and nothing of {', '.join(silent)}: not known which; left empty"
            notes.remark_row(made.table.file, group[0][0], name, f"{next(iter(rows[0].values()))}: {told}")
            made.half_told.add((table, name, key_text(rows[0], KEYS[table])))
            continue
        whole[name] = _one(name, texts, policies.get(name, ""), rows, group, made, notes, table)
    counted = whole.get("base_unit") or PIECE
    if whole.get("mass_kg") and counted not in UNITS and _units("mass_kg", rows) - {counted}:
        notes.remark(
            f"{made.table.file}: {next(iter(whole.values()))} is weighed in another unit than it is counted in; left empty"
        )
        del whole["mass_kg"]
    if policies.get("value") == "range" and "value" in whole:
        priced = _units("value", rows)
        if priced - {counted}:
            why = f"is priced per {' and per '.join(sorted(priced))}"
            also = "" if counted in priced else f", and counted in {counted}"
            _no_price(whole, why + also, notes, made.table.file)
        elif silent := _makers_without("value", rows):
            _no_price(whole, f"has no price of {', '.join(silent)}", notes, made.table.file)
        else:
            _one_range(whole, rows, notes, made.table.file)
    return {name: text for name, text in whole.items() if text or name in differing}, fills


def _units(name: str, rows: list[Cells]) -> set[str]:
    """The units in which the lines count of which an amount is told."""
    return {cells.get("base_unit") or PIECE for cells in rows if cells.get(name)}


def _makers_without(name: str, rows: list[Cells]) -> list[str]:
    """The makers of whom no line fills a cell that lines of others fill: what theirs say holds for theirs alone.

    A price of nothing is not known.
    """
    told = {
        cells.get(MAKER, "")
        for cells in rows
        if cells.get(name) and (name != "value" or Fraction(cells[name]))
    }
    return [
        each for each in dict.fromkeys(cells.get(MAKER, "") for cells in rows) if each and each not in told
    ]


def _one(
    name: str, texts: list[str], policy: str, rows: list[Cells],
    group: list[tuple[int, Cells, bool]], made: Made, notes: Notes, table: str,
) -> str:  # fmt: skip
    """One cell of several lines, as the mapping says for the column."""
    if len(texts) <= 1 and policy != "sum":
        return texts[0] if texts else ""
    key = next(iter(rows[0].values()), "")
    if policy == "first":
        return texts[0]
    if policy == "every":
        return _every(name, group, made, notes)
    if policy == "longest":
        return max(texts, key=lambda text: (text != key, len(text)))
    if policy == "join":
        return "; ".join(dict.fromkeys(part.strip() for text in texts for part in text.split(";")))
    if policy == "sum":
        return cells_sum([cells.get(name, "") for cells in rows])
    if policy == "range":
        numbers = sorted((Fraction(text), text) for text in texts)
        return f"{numbers[0][1]}..{numbers[-1][1]}"
    if policy in {UNKNOWN, "same or no value"}:
        notes.remark_row(
            made.table.file, group[0][0], name, f"{key}: {' and '.join(texts)}: not known which; left empty"
        )
        return not_known(table, name) if policy == UNKNOWN else ""
    notes.problem(
        f"Two lines of {key!r} say different things", file=made.table.file, row=group[1][0], column=f"{table}.{name}",
        found=" and ".join(texts[:4]), do="correct the export, or say in a mapping of your own how they go together",
    )  # fmt: skip
    return texts[0]


def _every(name: str, group: list[tuple[int, Cells, bool]], made: Made, notes: Notes) -> str:
    """What the lines say, each in its fullest words: whoever reads one of two names does not know the other thing."""
    by_row: dict[int, str] = {}
    for row, cells, _ in group:
        if cells.get(name):
            by_row.setdefault(row, cells[name])
    once: dict[str, str] = {}
    for each in by_row.values():
        once.setdefault(each.casefold(), each)
    texts = [*once.values()]
    if texts[1:]:
        _no_place_in_the_list(next(iter(group[0][1].values())), texts, [*by_row], made, notes)
    if len(texts) > MOST_NAMES:
        key = next(iter(group[0][1].values()))
        told = f"{key} has {len(texts)} of them; those behind the first {MOST_NAMES} were left out"
        notes.remark_row(made.table.file, group[0][0], name, told)
    return BETWEEN_NAMES.join(texts[:MOST_NAMES])


def _no_place_in_the_list(key: str, texts: list[str], rows: list[int], made: Made, notes: Notes) -> None:
    """A problem where the column of the numbers may be that of the place in the list, and one number has several names."""
    table = made.table
    for role in (table.map.roles[each] for each in table.roles if each in table.map.roles):
        header = table.column_of(role.name)
        if is_one_of(header, role.position):
            notes.problem(
                "One number has several names: is it the place in the list, and of no part?", file=table.file, row=rows[1],
                column=header, found=f"{key}: {', '.join(texts[:4])}", do="call the column Part number where it is that of the part; else bring the part numbers in",
            )  # fmt: skip


def cells_sum(texts: list[str]) -> str:
    """The sum of some decimal cells as a decimal."""
    return as_decimal(sum((Fraction(text) for text in texts if text), Fraction(0)))


def _no_price(whole: Cells, why: str, notes: Notes, file: str) -> None:
    notes.remark(f"{file}: {next(iter(whole.values()))} {why}: no value taken over")
    for name in ("value", "value_per", "currency", "value_basis"):
        whole.pop(name, None)


def _one_range(whole: Cells, rows: list[Cells], notes: Notes, file: str) -> None:
    """The prices of several lines as one range per unit; none where they are in several currencies."""
    currencies = {cells["currency"] for cells in rows if cells.get("currency") and cells.get("value")}
    if len(currencies) > 1:
        _no_price(whole, f"has prices in {', '.join(sorted(currencies))}", notes, file)
        return
    each = [
        Fraction(cells["value"]) / Fraction(cells.get("value_per") or 1)
        for cells in rows
        if cells.get("value")
    ]
    low, high = min(each), max(each)
    pers = {cells.get("value_per") or "1" for cells in rows if cells.get("value")}
    per = max((Fraction(one) for one in pers), default=Fraction(1))
    for one in (low, high):
        if set(prime_factors((one * per).denominator)) - {2, 5}:
            per *= (one * per).denominator
    texts = [as_decimal(one * per) for one in (low, high)]
    whole["value"] = texts[0] if low == high else "..".join(texts)
    whole["value_per"] = "" if per == 1 else as_decimal(per)
