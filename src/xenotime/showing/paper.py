"""A sheet of text as wide as the reader's terminal; data never become markup."""

from collections.abc import Iterable
from typing import IO

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from xenotime.showing.words import clean

NARROW = 72
"""Below this width a table becomes a list."""
LEAST = 24


class Paper:
    """Collects text for one output; `text` hands it over."""

    def __init__(self, file: IO[str], width: int | None = None) -> None:
        self.console = Console(
            file=file, width=width, markup=False, highlight=False, emoji=False, soft_wrap=False
        )
        self.console.width = max(self.console.width, LEAST)
        self.console.begin_capture()

    @property
    def plain(self) -> bool:
        """Whether the output takes ASCII only."""
        return not self.console.encoding.startswith("utf")

    @property
    def narrow(self) -> bool:
        """Whether the output is too narrow for a table."""
        return self.console.width < NARROW

    def text(self) -> str:
        """Everything that was put down, without spaces at the ends of lines."""
        whole = self.console.end_capture()
        return "\n".join(line.rstrip() for line in whole.split("\n"))

    def put(self, renderable: RenderableType = "") -> None:
        """Put something down."""
        self.console.print(renderable)

    def line(self, text: str, style: str = "") -> None:
        """Put a line of plain text down."""
        self.put(words(text, style))

    def table(self, heads: Iterable[str], rows: Iterable[Iterable[str]], keep: Iterable[int] = ()) -> None:
        """Put a table down; columns in `keep` are never broken. On narrow paper each row is a few lines."""
        names = list(heads)
        if self.narrow:
            for row in rows:
                filled = [(name, cell) for name, cell in zip(names, row, strict=True) if cell]
                self.pairs(filled)
                self.put()
            return
        unbroken = set(keep)
        table = Table(box=ASCII if self.plain else SIMPLE_HEAD, pad_edge=False, expand=False)
        for number, name in enumerate(names):
            table.add_column(name, no_wrap=number in unbroken, overflow="fold")
        for row in rows:
            table.add_row(*(words(cell) for cell in row))
        self.put(table)

    def pairs(self, pairs: Iterable[tuple[str, RenderableType]], indent: int = 0) -> None:
        """Put labelled texts down, labels in a column of their own."""
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in pairs:
            shown = words(value) if isinstance(value, str) else value
            grid.add_row(Text(" " * indent + label, "dim" if label else ""), shown)
        self.put(grid)


def words(text: str, style: str = "") -> Text:
    """Text that cannot be taken for markup or for orders to the terminal."""
    return Text(clean(text), style, overflow="fold")
