"""Ids that stand twice, and references to rows that are nowhere."""

from collections.abc import Collection, Mapping

from xenotime.facts.spelt import plain
from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.tables.rows import References

Seen = dict[object, tuple[str, int]]
"""The file and row where each id stands."""


def is_first(seen: Seen, ident: object, file: str, row: int, column: str, notes: Notes) -> bool:
    """Whether the id stands here for the first time; else a problem says where it stood before."""
    if ident not in seen:
        seen[ident] = (file, row)
        return True
    before_file, before_row = seen[ident]
    shown, do = str(ident), "rename or remove one of the two rows"
    if isinstance(ident, tuple):
        shown = ", line ".join(str(each) for each in ident if each)
        do = "give each row a line of its own, or remove one of the two"
    notes.problem(
        "The id stands twice",
        file=file,
        row=row,
        column=column,
        found=f"{shown}, first in row {before_row} of {before_file}",
        allowed="each id once",
        do=do,
    )
    return False


def remark_alike(table: str, ids: Collection[str], notes: Notes) -> None:
    """Remark on ids that differ in capitals, blanks or ways of writing a letter only: what is said of one is not said of the other."""
    first: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    for each in ids:
        written = plain(each)
        if (before := first.setdefault(written, each)) != each:
            several.setdefault(written, {before}).add(each)
    for group in sorted(map(sorted, several.values())):
        named = " and ".join(map(repr, group))
        notes.remark(
            f"{table}: {named} differ in capitals, blanks or the writing of a letter only, and are {len(group)}"
        )


def check_references(
    references: References, ids: Mapping[str, Collection[str]], unread: Collection[str], notes: Notes
) -> None:
    """Report each id that is referred to and nowhere stands; once per column, with its first row."""
    for (column, file, label), places in references.places.items():
        if column.to in unread:
            continue
        known = ids.get(column.to, ())
        if not known and not column.besides and len(places) > 1:
            _none_at_all(column.to, file, label, places, notes)
            continue
        for ident, row in places.items():
            if ident in known or ident in column.besides or ident in notes.lost:
                continue
            hint = nearest(ident, known)
            notes.problem(
                f"There is no row for {ident!r} in {column.to}",
                file=file,
                row=row,
                column=label,
                found=ident,
                allowed=listed(known) if len(known) <= 12 else f"an id of {column.to}",  # noqa: PLR2004
                do=f"{hint} Add the row to {column.to}, or correct the id".strip(),
            )


def _none_at_all(table: str, file: str, label: str, places: Mapping[str, int | None], notes: Notes) -> None:
    """Report once that a table to which a column refers again and again has no row."""
    row = next(iter(places.values()))
    allowed, do = f"ids of {table}", f"fill the table {table}, or correct its name"
    what = f"The book has no {table.replace('_', ' ')}"
    notes.problem(what, file=file, row=row, column=label, found=listed(places), allowed=allowed, do=do)
