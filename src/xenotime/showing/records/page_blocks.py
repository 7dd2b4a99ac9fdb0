"""The blocks of one of our own pages: headings, paragraphs, list items, named values and tables, with nothing left out."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = {"style", "script", "title", "svg"}
LEADING = {"h1", "h2", "h3", "h4", "caption", "p", "li", "dt", "dd", "summary"}
"""Tags that begin a block of their own kind; whatever else begins a block makes a paragraph."""
INLINE = {"a", "b", "i", "em", "strong", "small", "span", "code", "br", "sub", "sup"}
CELLS = {"td", "th"}
BREAK = "\x00"
"""Stands for a line break while a block is read; the newlines of the page are spaces."""


@dataclass(frozen=True)
class Block:
    """One piece of a page: its tag, how deep it is indented, its text; a table has rows instead."""

    tag: str
    text: str = ""
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    head: int = 0
    """How many of the rows are the header."""


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    head: int = 0


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.tag, self.words = "p", ""
        self.depth = 0
        self.unseen = 0
        self.table: _Table | None = None
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.words += BREAK
        elif tag not in INLINE:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "table":
            self.flush()
            self.table = _Table()
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr" and self.table is not None:
            self.table.rows.append([])
            self.table.head += self.in_head
        elif tag in CELLS:
            self.words = ""
        elif self.table is None or tag == "caption":
            self.flush()
            self.depth += tag in {"ul", "ol"}
            self.tag = tag if tag in LEADING else "p"

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen -= 1
        elif tag in CELLS and self.table is not None and self.table.rows:
            self.table.rows[-1].append(_tidy(self.words))
            self.words = ""
        elif tag == "thead":
            self.in_head = False
        elif tag == "table" and self.table is not None:
            rows = tuple(map(tuple, filter(None, self.table.rows)))
            self.blocks.append(Block("table", rows=rows, head=self.table.head))
            self.table, self.words = None, ""
        elif tag not in INLINE and (self.table is None or tag == "caption"):
            self.flush()
            self.depth -= tag in {"ul", "ol"}
            self.tag = "p"

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words += data

    def flush(self) -> None:
        if text := _tidy(self.words):
            self.blocks.append(Block(self.tag, text, self.depth))
        self.words = ""


def _tidy(words: str) -> str:
    lines = (" ".join(line.split(None)) for line in words.split(BREAK))
    return "\n".join(line for line in lines if line)


def blocks_of(page: str) -> tuple[Block, ...]:
    """Every block of a page in its order.

    >>> [(each.tag, each.text) for each in blocks_of("<h2>A</h2><ul><li>b <b>c</b></li></ul>")]
    [('h2', 'A'), ('li', 'b c')]
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)
