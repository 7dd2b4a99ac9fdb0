"""Lay rows over the CSV tables of a book: what is there is updated, what is new is added, nothing stands twice."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from xenotime.exact import as_decimal
from xenotime.reading.book.columns import TABLES, names
from xenotime.reading.shipped.codes import UNKNOWN_COUNTRY

Cells = dict[str, str]
MONEY = ("value", "value_per", "currency", "value_on", "value_basis")
BILL = ("parent", "child")
OF_ONE = frozenset({*MONEY, "base_unit", "mass_kg"})
"""What is told for one of the unit in which an item is counted, and the unit."""
PIECE = "piece"
"""The unit of what is counted and does not say in what."""
KEYS = {
    "items": ("item",),
    "parties": ("party",),
    "lots": ("lot",),
    "used_lots": ("lot", "used"),
    "shipments": ("shipment", "line"),
}


def key_text(cells: Mapping[str, str], key: tuple[str, ...]) -> str:
    """The key of a row as one text."""
    return " / ".join(filter(None, (cells.get(name, "") for name in key)))


@dataclass
class TableText:
    """One table of a book as text, in the columns that it has."""

    header: list[str] = field(default_factory=list)
    rows: list[Cells] = field(default_factory=list)

    def written(self, table: str) -> str:
        """The table as a CSV file: the format's columns in their order, then whatever else was there."""
        stars = {column.name for column in TABLES[table] if column.star}
        used = {name for row in self.rows for name, text in row.items() if text} | stars | set(self.header)
        header = [name for name in names(table) if name in used] + [
            n for n in self.header if n not in names(table)
        ]
        made = io.StringIO()
        out = csv.writer(made, lineterminator="\n")
        out.writerow(header)
        out.writerows([[row.get(name, "") for name in header] for row in self.rows])
        return made.getvalue()


def read_table(path: Path) -> TableText:
    """The table as it stands, empty where there is no file."""
    if not path.is_file():
        return TableText()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    if not rows:
        return TableText()
    header = [name.strip() for name in rows[0]]
    return TableText(header, [dict(zip(header, row, strict=False)) for row in rows[1:] if any(row)])


@dataclass
class Laid:
    """What became of the rows of one table."""

    added: int = 0
    updated: int = 0
    same: int = 0
    replaced: int = 0
    out: tuple[str, ...] = ()
    """Lines of bills that stood there and are no longer, by their keys."""
    lost: tuple[str, ...] = ()
    """Lines of bills that stand there again, but for cells that somebody added in columns that the source does not have."""


def lay_over(
    table: str, there: TableText, rows: Sequence[tuple[Cells, bool]], yields: Collection[str] = (), basis: str = ""
) -> Laid:  # fmt: skip
    """The rows are in the table; a bill is replaced parent by parent, everything else updated by its key.

    `basis` is that on which the prices of the source rest.
    """
    laid = Laid()
    if table == "bill":
        _lay_bill(there, [cells for cells, _ in rows], laid)
        return laid
    key = KEYS[table]
    known = {_key(row, key): row for row in there.rows}
    for cells, fills in rows:
        old = known.get(_key(cells, key))
        if old is None:
            new = dict(cells)
            there.rows.append(new)
            known[_key(cells, key)] = new
            laid.added += 1
            continue
        before = dict(old)
        if not fills and old.get("value_basis", "") == basis and _of_another_maker(old, cells):
            old.update(dict.fromkeys(MONEY, ""))
        _update(old, cells, fills=fills, yields=yields)
        if _filled(old) == _filled(before):
            laid.same += 1
        else:
            laid.updated += 1
    return laid


def _key(cells: Mapping[str, str], key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cells.get(name, "") for name in key)


def _filled(cells: Cells) -> Cells:
    return {name: text for name, text in cells.items() if text}


def _update(old: Cells, cells: Cells, *, fills: bool, yields: Collection[str]) -> None:
    """The row with what is new; money that stands on another basis stays where the mapping yields to it."""
    other_basis = old.get("value") and old.get("value_basis", "") != cells.get("value_basis", "")
    if _turns(old, cells):
        corrects = not old.get("base_unit") and "value" in cells and not other_basis
        if fills or ("base_unit" in yields and not corrects):
            cells = {name: text for name, text in cells.items() if name not in OF_ONE}
        else:
            # What stands there is for another unit than the one that is counted in from now on.
            old.update(dict.fromkeys(() if "value" in cells else MONEY, ""))
            old["mass_kg"] = ""
    weighed = (
        _one_weighs(cells) if "mass_kg" in cells and not (fills and old.get("mass_kg")) else _one_weighs(old)
    )
    kept = set(MONEY) if other_basis and set(MONEY) & set(yields) else set()
    if old.get("value") and "value" not in cells:
        # What is said of money without an amount says nothing of the amount that stands there.
        kept |= set(MONEY)
    for name in MONEY:
        if "value" in cells and "value" not in kept and not fills and name not in cells:
            old[name] = ""
    for name, text in cells.items():
        filled = old.get(name) not in {None, "", UNKNOWN_COUNTRY}
        says_less = name == "name" and _says_less(text, old.get(name, ""), cells.get("party", ""))
        if name in kept or (filled and (fills or says_less or (name in yields and name not in MONEY))):
            continue
        old[name] = codes_beside(old.get(name, ""), text, anew=True) if name == "codes" else text
    if weighed:
        per = Fraction(old.get("value_per") or 1)
        old["mass_kg"] = "..".join(as_decimal(end * per) for end in weighed)


def _of_another_maker(old: Cells, cells: Cells) -> bool:
    """Whether the price that stands there is that of makers besides whom the source names one, and no price."""
    before, now = (
        {each.strip() for each in row.get("maker", "").split(";") if each.strip()} for row in (old, cells)
    )
    return bool(before and now - before and old.get("value")) and "value" not in cells


def _turns(old: Cells, cells: Cells) -> bool:
    """Whether the row is counted in another unit than the one for which its amounts stand; without any it counts pieces."""
    amounts = old.get("value") or old.get("mass_kg")
    stands = old.get("base_unit") or (PIECE if amounts else "")
    return bool(stands) and cells.get("base_unit", stands) != stands


def _says_less(name: str, before: str, party: str) -> bool:
    """Whether the name of a party is its number alone, or the beginning of the name that it has."""
    return bool(party) and (name == party.rpartition("/")[2] or before.startswith(name))


def codes_beside(there: str, more: str, *, anew: bool = False) -> str:
    """The codes of two cells; `anew` where those of a list take the place of all that stood there of the same list."""
    old, new = ([each.strip() for each in text.split(";") if each.strip()] for text in (there, more))
    lists = {each.partition(":")[0] for each in new} if anew else set()
    return "; ".join(dict.fromkeys([*(each for each in old if each.partition(":")[0] not in lists), *new]))


def _one_weighs(cells: Cells) -> tuple[Fraction, ...]:
    """What one base unit weighs; nothing where that is not a plain number, or a range of two."""
    try:
        per = Fraction(cells.get("value_per") or 1)
        return tuple(Fraction(end) / per for end in cells.get("mass_kg", "").split("..") if end)
    except (ValueError, ZeroDivisionError):
        return ()


def _lay_bill(there: TableText, rows: Sequence[Cells], laid: Laid) -> None:
    parents = {row["parent"] for row in rows}
    gone = [row for row in there.rows if row.get("parent") in parents]
    stays = [row for row in there.rows if row.get("parent") not in parents]
    before = sorted(tuple(sorted(_filled(row).items())) for row in gone)
    after = sorted(tuple(sorted(row.items())) for row in rows)
    there.rows = [*stays, *(dict(row) for row in rows)]
    kept = {key_text(row, BILL) for row in rows}
    laid.out = tuple(dict.fromkeys(key for row in gone if (key := key_text(row, BILL)) not in kept))
    brought = {name for row in rows for name in row}
    more = (
        (key_text(row, BILL), [n for n, text in row.items() if text and n not in brought]) for row in gone
    )
    laid.lost = tuple(f"{key} ({', '.join(own)})" for key, own in more if key in kept and own)
    if before == after:
        laid.same = len(rows)
    else:
        laid.replaced, laid.added = len(gone), len(rows)
