"""Whose goods a lot is where rows call its supplier otherwise than the lot does."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from xenotime.facts.declaration import ContentRow
from xenotime.facts.item import Lot
from xenotime.facts.spelt import plain


def as_rows_name_him(
    lot: Lot, rows: Iterable[ContentRow], called: Callable[[str], set[str]]
) -> tuple[Lot, ...]:
    """The lot, of that supplier among the rows who is its own by another name; one of each who may be.

    `called` has the names of a party, its id and its own. In another spelling it may be the same supplier, or another one.
    """
    if not lot.supplier:
        return (lot,)
    named = dict.fromkeys(row.supplier for row in rows if row.supplier)
    names = called(lot.supplier)
    same = [each for each in named if each in names]
    if len(same) == 1 and lot.supplier not in same:
        lot = replace(lot, supplier=same[0])
    spelt = set(map(plain, names))
    others = [each for each in named if each != lot.supplier and (each in names or plain(each) in spelt)]
    return (lot, *(replace(lot, supplier=each) for each in others))
