"""Request sheets: a workbook for each recipient, English and Chinese, that goes out and comes back filled in."""

import hashlib
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from xenotime.errors import no_place
from xenotime.facts.request import ANSWERED, REFUSED, Request
from xenotime.reading.asking.as_it_went_out import about_lines, beside, is_another_question, rows_of
from xenotime.reading.asking.sheet_words import (
    ABOUT,
    ABOUT_LINES,
    BETWEEN,
    CHINESE,
    FREE,
    HEADS,
    NO_TICKS,
    NUMBERED,
    SHOWN,
    TICKS,
    WIDTHS,
    offered,
)  # fmt: skip
from xenotime.reading.asking.two_numbers import may_part_thousands
from xenotime.reading.book.answers import check_answer
from xenotime.reading.book.cells import UNFIT
from xenotime.reading.book.notes import Notes, nearest
from xenotime.reading.book.requests import runs_backwards
from xenotime.reading.book.words import BookWords
from xenotime.reading.tables.workbook import Shown, open_workbook, plain_decimal, read_sheet

TOLD_ALIKE = frozenset({"answer", "licence", "on", "until"})
"""What two sheets may not say differently; a name or a comment may stand in either language."""
MIDNIGHT = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
"""The hour that a workbook may put behind a day."""
Never = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""For each profile what is not asked, in English and in Chinese."""
NOTHING: Mapping[str, str] = MappingProxyType({})
LONGEST_NAME = 60
"""Signs of a recipient's name that his file is called by: a file system takes 255 bytes."""
INK, SHADE = "1D1B18", "F5F1E8"


def sheet_names(recipients: Iterable[str]) -> dict[str, str]:
    """The file for each recipient, his alone, with nothing in its name that a file system minds.

    >>> sheet_names(["Acme Ltd", "한국자석", "Bolt (US)", "Bolt US"])["Acme Ltd"]
    'requests-acme-ltd.xlsx'
    """
    plain = {each: re.sub(r"[\W_]+", "-", each)[:LONGEST_NAME].strip("-").casefold() for each in recipients}
    shared = Counter(plain.values())
    return {
        each: f"requests-{'-'.join(filter(None, (name, _mark(each) if shared[name] > 1 or not name else '')))}.xlsx"
        for each, name in plain.items()
    }


def _mark(recipient: str) -> str:
    """What tells two recipients apart whose names differ in nothing that a file may be called by."""
    return hashlib.sha256(recipient.encode()).hexdigest()[:8]


def write_sheets(
    requests: Iterable[Request], folder: Path, never: Never, explained: Mapping[str, str] = NOTHING,
    others: Iterable[str] = (),
) -> tuple[Path, ...]:  # fmt: skip
    """One workbook for each recipient; `never` says for each profile what is not asked.

    `others` have sheets already, which keep their names. `explained` tells what a name in a question stands for; each workbook has those that its own questions use.
    """
    by_name: dict[str, list[Request]] = {}
    wanted = list(requests)
    files = sheet_names(dict.fromkeys([*others, *(each.to for each in wanted)]))
    for each in wanted:
        by_name.setdefault(files[each.to], []).append(each)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".xenotime-", dir=folder) as made:
            for name, own in by_name.items():
                _workbook(own, never, explained).save(Path(made) / name)
                (Path(made) / name).replace(folder / name)
    except OSError as refused:
        raise no_place("The sheets", folder, refused) from refused
    return tuple(folder / name for name in by_name)


def _workbook(requests: Sequence[Request], never: Never, explained: Mapping[str, str]) -> Workbook:
    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for title, heads in HEADS.items():
        _fill(book.create_sheet(title), heads, requests, chinese=title != "English")
    about = book.create_sheet(ABOUT)
    about.column_dimensions["A"].width = 110
    held = dict.fromkeys(each.profile for each in requests if each.profile and not each.override_by)
    for at, (language, lines) in enumerate(ABOUT_LINES.items()):
        unasked = dict.fromkeys(word for name in held for word in never.get(name, ((), ()))[at])
        for line in lines if unasked else lines[:1]:
            text = line.replace("{never}", ("、" if language == "zh" else ", ").join(unasked))
            _put(about, about.max_row + 1, 1, text)
    asked = " ".join(f"{each.english} {each.about} {each.subject}" for each in requests)
    for word, meaning in explained.items():
        if word in asked and re.search(rf"(?<![\w/.-]){re.escape(word)}(?![\w/-])", asked):
            _put(about, about.max_row + 1, 1, f"{word}: {meaning}")
    return book


def _fill(sheet: Any, heads: Sequence[str], requests: Sequence[Request], *, chinese: bool) -> None:
    for at, (head, width) in enumerate(zip(heads, WIDTHS, strict=True), 1):
        cell = _put(sheet, 1, at, head)
        cell.font, cell.fill = Font(bold=True, color=INK), PatternFill("solid", fgColor=SHADE)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, each in enumerate(requests, 2):
        answers = offered(each, chinese=chinese)
        question = each.chinese if chinese and each.chinese else each.english
        for at, text in enumerate((each.number, question, BETWEEN.join(answers)), 1):
            _put(sheet, row, at, text)
        for at in range(4, len(heads) + 1):
            sheet.cell(row, at).number_format = "@"
        if answers and not FREE & set(each.answers):
            choice = DataValidation(type="list", formula1=f'"{",".join(answers)}"', allow_blank=True)
            sheet.add_data_validation(choice)
            choice.add(sheet.cell(row, 4))
    sheet.freeze_panes = "C2"


def _put(sheet: Any, row: int, at: int, text: str) -> Any:
    """A cell of text that is no formula, whatever it looks like."""
    cell = sheet.cell(row, at, UNFIT.sub("\ufffd", text))
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


@dataclass(frozen=True)
class _Reply:
    """What one row of a sheet says."""

    row: int
    file: str
    answer: str = ""
    refused: bool = False
    licence: str = ""
    by: str = ""
    on: str = ""
    until: str = ""
    comment: str = ""
    is_spelt: bool = False
    """Whether the answer is text, and no number of the workbook's own."""

    @property
    def is_filled(self) -> bool:
        return bool(self.answer or self.refused or self.licence or self.comment)

    @property
    def is_comment_alone(self) -> bool:
        return not (self.answer or self.refused or self.licence)


def read_sheet_back(
    path: Path, requests: Sequence[Request], on: date, words: BookWords | None = None
) -> tuple[Request, ...]:
    """The requests that the sheet answers or refuses, as they stand after it; `on` is the day of reading.

    Raises UnreadableBook with every answer that cannot be taken, and takes none then.
    """
    notes = Notes()
    known = {each.number: each for each in requests}
    replies: dict[str, _Reply] = {}
    workbook = open_workbook(path, path.name, notes)
    titles = [name for name in (workbook.names if workbook else []) if name in HEADS]
    if workbook and not titles:
        notes.problem(
            "This is no request sheet",
            file=path.name,
            found=", ".join(workbook.names),
            allowed="English, 中文",
            do="send back the sheet that was made, with its two languages",
        )
    if workbook and titles:
        beside(workbook, (*HEADS, ABOUT), notes)
        about_lines(workbook, ABOUT, ABOUT_LINES.values(), requests, notes)
    for title in titles:
        sheet = read_sheet(workbook, title, ".", notes) if workbook else None
        for head in HEADS[title] if sheet else ():
            if sheet and sheet.header.count(head) != 1:
                what = (
                    "A column of the sheet stands twice"
                    if head in sheet.header
                    else "A column of the sheet is missing"
                )
                do = "give the columns the names that they had"
                notes.problem(what, file=f"{path.name}, sheet {title}", row=1, column=head, do=do)
        for row, cells in rows_of(sheet, HEADS[title], notes) if sheet else ():
            _take(title, row, cells, path.name, known, replies, notes)
    changed = [
        found
        for number, reply in replies.items()
        if (found := _answered(known[number], reply, on, notes, words))
    ]
    what = "No question of the sheet is answered or refused"
    notes.needs(changed, what, file=path.name, do="fill in Answer, or tick Refused")
    return tuple(changed)


def _take(
    title: str, row: int, cells: Mapping[str, Any], file: str, known: Mapping[str, Request],
    replies: dict[str, _Reply], notes: Notes,
) -> None:  # fmt: skip
    heads = HEADS[title]
    texts = [_text(cells.get(head)) for head in heads]
    number = texts[0]
    reply = _Reply(
        row,
        f"{file}, sheet {title}",
        _plain(texts[3]),
        texts[4].casefold() in TICKS,
        texts[5],
        texts[6],
        texts[7],
        texts[8],
        texts[9],
        is_spelt=isinstance(cells.get(heads[3]), str),
    )
    if number and number != heads[0] and texts[4].casefold() not in TICKS | NO_TICKS:
        do = "put an x there where the question is refused, and whatever else under Comment"
        notes.problem("This is no tick", file=reply.file, row=row, column=heads[4], found=texts[4], do=do)
    said = next(filter(None, texts[1:]), "")
    if not number and said and not _is_asked(texts, known.values()):
        do = "write the number of the question before it, or move what it says to Comment 备注"
        notes.problem(
            "An answer stands without its question", file=reply.file, row=row, column=heads[0], found=said[:300], do=do
        )  # fmt: skip
    if not number or texts == list(heads):
        return
    if number not in known and not reply.is_filled and NUMBERED.fullmatch(number):
        return
    if number not in known:
        do = nearest(number, known) or "read the sheet into the book that it was written from"
        notes.problem(
            "The book has no such request", file=reply.file, row=row, column=heads[0], found=number[:300], do=do
        )  # fmt: skip
        return
    is_asked = _is_as_asked(title, texts, known[number], reply, notes)
    if not (is_asked and reply.is_filled):
        return
    before = replies.get(number, reply)
    for name in ("answer", "refused", "licence", "by", "on", "until", "comment", "is_spelt"):
        one, other = getattr(before, name), getattr(reply, name)
        if one and other and one != other and name in TOLD_ALIKE:
            found = f"{one!r} and {other!r}"
            notes.problem(
                "The two sheets say different things",
                file=reply.file,
                row=row,
                column=number,
                found=found,
                do="let both say the same, or empty one",
            )
        before = replace(before, **{name: one or other})
    replies[number] = before


def _is_as_asked(
    title: str, texts: Sequence[str], request: Request, reply: _Reply, notes: Notes
) -> bool:  # fmt: skip
    """Whether the row holds its question and the answers offered as they went out; else a problem, and false."""
    heads, chinese = HEADS[title], title != "English"
    if reply.is_filled and is_another_question(texts[1], request, chinese=chinese):
        do = "put each answer beside the number of the question that it answers, as the sheet went out"
        what, found = "Another question stands beside the number than was asked", f"{texts[0]}: {texts[1]}"
        notes.problem(what, file=reply.file, row=reply.row, column=heads[1], found=found[:300], do=do)
        return False
    menu = BETWEEN.join(offered(request, chinese=chinese))
    if texts[2] and menu and texts[2] != " ".join(menu.split()):
        notes.problem(
            "Other answers stand beside the question than were offered", file=reply.file, row=reply.row,
            column=heads[2], found=texts[2][:300], allowed=menu,
            do=f"write the answer in the column {heads[3]}, and whatever else under Comment 备注",
        )  # fmt: skip
        return False
    return True


def _is_asked(texts: Sequence[str], requests: Iterable[Request]) -> bool:
    """Whether a row without a number holds a question as it went out and nothing besides."""
    asked = {" ".join(one.split()) for each in requests for one in (each.english, each.chinese) if one}
    return texts[1] in asked and not any(texts[3:])


def _text(cell: Any) -> str:
    if isinstance(cell, Shown):
        moved, before, word = cell.sign
        return f"{before} {Decimal(plain_decimal(cell)).scaleb(moved):f} {word}".strip()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return plain_decimal(cell)
    return "" if cell is None else " ".join(str(cell).split())


def _plain(answer: str) -> str:
    return CHINESE.get(answer, answer.lower() if answer.lower() in SHOWN else answer)


def _answered(
    request: Request, reply: _Reply, on: date, notes: Notes, words: BookWords | None
) -> Request | None:
    if reply.refused and reply.answer:
        notes.problem(
            "The question is both answered and refused",
            file=reply.file,
            row=reply.row,
            found=reply.answer,
            do="leave one of the two",
        )
        return None
    if reply.is_comment_alone:
        return replace(request, comment=reply.comment) if request.comment != reply.comment else None
    days = [
        notes.day(MIDNIGHT.sub("", text), file=reply.file, row=reply.row) for text in (reply.on, reply.until)
    ]
    if days[0] and days[0] > on:
        do = "correct the day, or say with --day on which day the sheet is read"
        notes.problem(
            "The answer is of a day that has not come", file=reply.file, row=reply.row, found=str(days[0]),
            allowed=f"a day up to {on}", do=do,
        )  # fmt: skip
        return None
    if backwards := runs_backwards(days[0] or on, days[1]):
        notes.problem(file=reply.file, row=reply.row, column=request.number, **backwards)
        return None
    common = replace(
        request, answered_by=reply.by, answered_on=days[0] or on, valid_until=days[1], comment=reply.comment,
        licence=reply.licence,
    )  # fmt: skip
    if reply.refused:
        return replace(common, state=REFUSED, answer="")
    if not reply.answer:
        notes.problem(
            "A licence number stands without an answer",
            file=reply.file,
            row=reply.row,
            found=reply.licence,
            do="write the answer beside it, or empty the cell",
        )
        return None
    wrong = _two_numbers(request, reply) or _wrong(replace(request, answer=reply.answer), words)
    if wrong:
        what, allowed, do = wrong
        notes.problem(
            what, file=reply.file, row=reply.row, column=request.number, found=reply.answer,
            allowed=allowed or ", ".join(request.answers), do=do or "write one of the answers that the sheet offers",
        )  # fmt: skip
        return None
    return replace(common, state=ANSWERED, answer=reply.answer)


def _two_numbers(request: Request, reply: _Reply) -> tuple[str, str, str] | None:
    """Why an amount that is written out cannot be taken: 1.200 EUR may be twelve hundred."""
    if not (reply.is_spelt and may_part_thousands(reply.answer)) or not FREE & set(request.answers or FREE):
        return None
    do = "write the number without thousands separators, or with another number of decimals"
    return "The answer may be two different numbers: the point may part thousands", "1200, 1.2, 5..7", do


def _wrong(request: Request, words: BookWords | None) -> tuple[str, str, str] | None:
    """Why its answer cannot be taken, what could be, and what to do; None where it can."""
    if request.answers and not FREE & set(request.answers) and request.answer not in request.answers:
        return "This is none of the answers that the question takes", "", ""
    if request.answer in FREE:
        return "This says which kind of answer is asked for, and answers nothing", "", ""
    try:
        check_answer(request, words)
    except ValueError as refused:
        return str(refused), getattr(refused, "allowed", ""), getattr(refused, "do", "")
    return None
