"""Read a CSV file that lies beside the tables of a book: rows by their headings, each of which is known and stands once."""

from collections.abc import Collection, Iterator

from xenotime.reading.book.notes import Notes, listed, nearest
from xenotime.reading.tables.sheet import Sheet, no_heading, square


def named_rows(
    sheet: Sheet, needed: Collection[str], known: Collection[str], notes: Notes
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its number and its cells by their headings; none where a heading is wrong, which is a problem."""
    if _is_wrong(sheet, needed, known, notes):
        return
    nameless = [at for at, heading in enumerate(sheet.header) if not heading]
    for row, cells in square(sheet, notes):
        no_heading(sheet, row, cells, nameless, notes)
        yield row, dict(zip(sheet.header, cells, strict=True))


def _is_wrong(sheet: Sheet, needed: Collection[str], known: Collection[str], notes: Notes) -> bool:
    before, headings = len(notes.problems), [each for each in sheet.header if each]
    for name in needed:
        if name not in headings:
            notes.problem(
                "A column that must be there is missing",
                file=sheet.file,
                row=1,
                column=name,
                do="add the column",
            )
    for name in dict.fromkeys(headings):
        if name not in known:
            notes.problem(
                "The column is not known", file=sheet.file, row=1, column=name, found=name,
                allowed=listed(known), do=f"{nearest(name, known)} Rename it, or take it out".strip(),
            )  # fmt: skip
        elif headings.count(name) > 1:
            do = "remove one of them"
            notes.problem("A column is there twice", file=sheet.file, row=1, column=name, found=name, do=do)
    return len(notes.problems) > before
