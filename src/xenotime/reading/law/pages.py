"""Read a page of law into its front matter, its paragraphs and its fenced blocks."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from xenotime.reading.law.faults import Faults

FRONT = "+++"
HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?\s*#*\s*")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(.*?)\s*")
MARKS = ("#", "`", "~")
"""What a heading or a fence begins with."""
NUMBER = re.compile(r"[^\s/,;=\"'`]*\d[^\s/,;=\"'`]*|\(?[A-Za-z]\)?\.?|[IVXLC]+\.?")
"""A paragraph's number: it has a digit in it, or is one letter, or a Roman number; no spaces, no slash."""


@dataclass
class Paragraph:
    """One heading with the prose that stands under it."""

    number: str
    caption: str
    line: int
    lines: list[str] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The prose, without the fenced blocks; asked for once the whole page was read."""
        return "\n".join(self.lines).strip()


@dataclass(frozen=True)
class Fenced:
    """One fenced block as text: its kind, its paragraph, the line of its fence."""

    kind: str
    text: str
    line: int
    paragraph: Paragraph


@dataclass
class Page:
    """One file of law, cut into its parts; nothing in it has been understood yet."""

    file: str
    front: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    blocks: list[Fenced] = field(default_factory=list)


def read_page(text: str, file: str, faults: Faults) -> Page:
    """Cut a page into its parts; a fence or front matter that does not end is a fault."""
    lines = text.split("\n")
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    page = Page(file)
    start = _front_matter(lines, page, faults)
    paragraph, at = Paragraph("", "", 1), start
    while at < len(lines):
        if not lines[at].lstrip(" ").startswith(MARKS):
            paragraph.lines.append(lines[at])
            at += 1
            continue
        fence = FENCE.fullmatch(lines[at])
        if fence:
            at = _fenced(lines, at, paragraph, page, faults)
            continue
        heading = HEADING.fullmatch(lines[at])
        if heading and heading[1] != "#":
            paragraph = _paragraph(heading[2] or "", at + 1)
            page.paragraphs.append(paragraph)
        elif not heading:
            paragraph.lines.append(lines[at])
        at += 1
    return page


def _front_matter(lines: list[str], page: Page, faults: Faults) -> int:
    if lines[0].strip() != FRONT:
        faults.add(
            "the page does not begin with front matter",
            file=page.file,
            line=1,
            found=lines[0].strip(),
            allowed=FRONT,
            do="begin the page with a line +++, then id, title, issuer, issued, source, seen, checked, then +++",
        )
        return 0
    for at, line in enumerate(lines[1:], 1):
        if line.strip() == FRONT:
            page.front = "\n".join(lines[1:at])
            return at + 1
    faults.add("the front matter does not end", file=page.file, line=1, do="end it with a line +++")
    return len(lines)


def _paragraph(words: str, line: int) -> Paragraph:
    number, _, caption = words.partition(" ")
    if NUMBER.fullmatch(number):
        return Paragraph(number, caption.strip(), line)
    return Paragraph("", words, line)


def _fenced(lines: list[str], at: int, paragraph: Paragraph, page: Page, faults: Faults) -> int:
    opening = FENCE.fullmatch(lines[at])
    mark, kind = (opening[1], opening[2]) if opening else ("```", "")
    for end in range(at + 1, len(lines)):
        closing = lines[end].strip()
        if closing.startswith(mark) and not closing.strip(mark[0]):
            page.blocks.append(Fenced(kind, "\n".join(lines[at + 1 : end]), at + 1, paragraph))
            return end + 1
    faults.add(
        "a block does not end", file=page.file, line=at + 1, found=lines[at].strip(), do=f"end it with {mark}"
    )
    return len(lines)
