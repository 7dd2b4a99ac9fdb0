"""Whether a request sheet came back as it went out: what stands where nobody reads it is told, and not passed over."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from xenotime.facts.request import Request
from xenotime.reading.book.cells import UNFIT
from xenotime.reading.book.notes import Notes
from xenotime.reading.tables.marks import notes_on
from xenotime.reading.tables.sheet import Sheet
from xenotime.reading.tables.workbook import BROKEN, Workbook

LEAVE = "move what it says into the columns that were there (Comment 备注 takes everything), and take it out"


def beside(workbook: Workbook, own: Collection[str], notes: Notes) -> None:
    """A problem for each sheet in which something stands and that is none of ours, and for each note on one that is."""
    for name in workbook.names:
        if name in own:
            _notes(workbook, name, notes)
            continue
        try:
            rows = workbook.book.get_sheet_by_name(name).to_python()
        except BROKEN:
            rows = [["?"]]
        if any(str(cell).strip() for row in rows for cell in row):
            notes.problem(
                "A sheet of the workbook is not one that went out", file=workbook.file, found=name,
                allowed=", ".join(own), do=LEAVE,
            )  # fmt: skip


def _notes(workbook: Workbook, name: str, notes: Notes) -> None:
    """A problem for each note on a cell and each text laid over the sheet: an answer may be limited there."""
    for cell, text in notes_on(workbook.path, name):
        what = "A note is on a cell of the sheet" if cell else "A text is laid over the sheet"
        notes.problem(
            what,
            file=f"{workbook.file}, sheet {name}",
            found=f"{text}{f' (on {cell})' if cell else ''}",
            do=LEAVE,
        )


def rows_of(sheet: Sheet, heads: Sequence[str], notes: Notes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows by their headings; a problem for each filled cell that stands under none of those that went out."""
    for head in sheet.header:
        if head and head not in heads:
            what = "A cell stands under no column of the sheet"
            notes.problem(what, file=sheet.file, row=1, column=head, found=head[:200], do=LEAVE)
    for row, cells in sheet.rows:
        for head, cell in zip(sheet.header, cells, strict=False):
            if head not in heads and str(cell).strip():
                what = "A cell stands under no column of the sheet"
                notes.problem(what, file=sheet.file, row=row, column=head, found=str(cell)[:200], do=LEAVE)
        yield row, dict(zip(sheet.header, cells, strict=False))


def about_lines(
    workbook: Workbook, name: str, told: Iterable[Sequence[str]], requests: Sequence[Request], notes: Notes
) -> None:
    """A problem for each line of the sheet that explains the questions and is none of those that went out."""
    if name not in workbook.names:
        return
    asked = " ".join(f"{each.english} {each.about} {each.subject}" for each in requests)
    fixed = [line for lines in told for line in lines]
    fronts = tuple(line.partition("{")[0] for line in fixed if "{" in line)
    try:
        rows = workbook.book.get_sheet_by_name(name).to_python()
    except BROKEN:
        rows = [["?"]]
    for cells in rows:
        texts = [str(cell).strip() for cell in cells]
        word, explains, _ = texts[0].partition(": ") if texts else ("", "", "")
        went_out = (
            not any(texts) or texts[0] in fixed or texts[0].startswith(fronts) or (explains and word in asked)
        )
        if not went_out or any(texts[1:]):
            found = " ".join(filter(None, texts))
            what = "A line of the sheet is none of those that went out"
            notes.problem(
                what, file=f"{workbook.file}, sheet {name}", found=found[:200], do=LEAVE
            )  # fmt: skip


def is_another_question(text: str, request: Request, *, chinese: bool) -> bool:
    """Whether another question stands beside the number than the one that was asked."""
    asked = request.chinese if chinese and request.chinese else request.english
    return bool(text and asked) and text != " ".join(UNFIT.sub("\ufffd", asked).split())
