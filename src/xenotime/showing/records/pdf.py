"""The memo as PDF: everything that the page says, in the same order, and the same bytes each time."""

# ruff: noqa: PLC0415  what makes PDF files is an extra, and slow to load

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from xenotime.showing.records.page_blocks import Block, blocks_of

WIDE = 0x2E80
"""The first sign of the scripts for which the reader's own East Asian font is used."""
EAST = "STSong-Light"
NARROWEST = 8
"""Letters for which a column has room at least."""
SIZES = {"h1": 18, "h2": 13, "h3": 10.5, "h4": 9.5, "caption": 8}
BODY, SMALL, MARGIN, INDENT = 9, 7.5, 54, 12


class NoPdf(Exception):
    """What makes PDF files is not installed."""


class UnfitFont(Exception):
    """The font cannot be embedded."""


def memo_pdf(page: str, title: str, font: Path | None = None) -> bytes:
    """The page as PDF. Raises NoPdf where the extra `docs` is not installed, UnfitFont for a font that cannot be embedded.

    Latin letters are embedded. East Asian ones are embedded from `font`, a TrueType file that has them; without it they
    are named by their font and drawn with that of the reader's program.
    """
    try:
        from reportlab import rl_config
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfbase.ttfonts import TTFError, TTFont
        from reportlab.platypus import SimpleDocTemplate
    except ImportError as missing:
        raise NoPdf from missing
    rl_config.invariant = 1
    for name, file in (("Body", "Vera"), ("Body-Bold", "VeraBd")):
        pdfmetrics.registerFont(TTFont(name, f"{file}.ttf"))
    pdfmetrics.registerFontFamily("Body", "Body", "Body-Bold", "Body", "Body-Bold")
    try:
        pdfmetrics.registerFont(TTFont(EAST, str(font)) if font else UnicodeCIDFont("STSong-Light"))
    except (OSError, TTFError) as wrong:
        raise UnfitFont(str(wrong)) from wrong
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=title, author="xenotime", invariant=1,
    )  # fmt: skip
    document.build(list(_flow(blocks_of(page), document.width)), onFirstPage=_number, onLaterPages=_number)
    return out.getvalue()


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont("Body", SMALL)
    canvas.drawRightString(document.pagesize[0] - MARGIN, MARGIN / 2, str(document.page))


def _flow(blocks: Sequence[Block], width: float) -> Iterator[Any]:
    from reportlab.platypus import Spacer

    named = ""
    for block in blocks:
        if block.tag == "table":
            yield from _table(block, width)
        elif block.tag == "dt":
            named = block.text
        elif block.tag == "dd":
            yield _said(f"<b>{_marked(named)}</b>  {_marked(block.text)}", BODY, block.depth)
            named = ""
        elif block.tag in SIZES:
            yield Spacer(1, SIZES[block.tag] / 2)
            yield _said(f"<b>{_marked(block.text)}</b>", SIZES[block.tag], 0, stays=True)
        else:
            mark = "- " if block.tag == "li" else ""
            yield _said(mark + _marked(block.text), BODY, block.depth)


def _table(block: Block, width: float) -> Iterator[Any]:
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, TableStyle

    if not block.rows:
        return
    columns = [list(column) for column in zip_longest(*block.rows, fillvalue="")]
    weights = [max(NARROWEST, min(40, max(map(len, column)))) for column in columns]
    cells = [
        [_said(f"<b>{_marked(text)}</b>" if at < block.head else _marked(text), SMALL, 0) for text in row]
        + [""] * (len(columns) - len(row))
        for at, row in enumerate(block.rows)
    ]
    made = LongTable(
        cells, [width * each / sum(weights) for each in weights], repeatRows=block.head, splitInRow=1
    )
    lines = ("LINEBELOW", (0, 0), (-1, -1), 0.25, colors.grey)
    made.setStyle(
        TableStyle([lines, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)])
    )
    yield made


def _said(markup: str, size: float, depth: int, *, stays: bool = False) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        f"{size}-{depth}", fontName="Body", fontSize=size, leading=size * 1.35, leftIndent=INDENT * depth,
        spaceAfter=size / 4, keepWithNext=int(stays), splitLongWords=1, wordWrap="CJK" if _is_wide(markup) else None,
    )  # fmt: skip
    return Paragraph(markup, style)


def _is_wide(text: str) -> bool:
    return any(ord(each) >= WIDE for each in text)


def _marked(text: str) -> str:
    """The text with its East Asian runs in a font that has them, ready for a paragraph."""
    runs = (
        (wide, escape("".join(run), quote=False))
        for wide, run in groupby(text, lambda each: ord(each) >= WIDE)
    )
    said = "".join(f'<font name="{EAST}">{run}</font>' if wide else run for wide, run in runs)
    return said.replace("\n", "<br/>")
