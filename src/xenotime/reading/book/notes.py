"""What reading a book has found: every problem, and a remark on everything that was not taken over."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from xenotime.dates import parse_day
from xenotime.errors import Problem, UnreadableBook

ROWS_SHOWN = 20
WORDS_SHOWN = 40
FEW = 12
"""Things that are named one by one where something is told of many."""
WORDS_NAMED = 3
"""More names than so many, of all of which something is a word, help nobody."""
NEAREST_AMONG = 5000
"""Above this many allowed names the search for the nearest one takes too long."""


@dataclass
class Notes:
    """A list that grows while files are read; nothing stops at the first problem."""

    problems: list[Problem] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    """Cells of rows that a problem took out: a reference to one of them is not reported again."""
    broken: set[str] = field(default_factory=set)
    """Files of which some rows could not be made out."""
    rows: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def problem(
        self, what: str, *, file: str = "", row: int | None = None, column: str = "", found: str = "",
        allowed: str = "", do: str = "",
    ) -> None:  # fmt: skip
        """Add one problem."""
        self.problems.append(Problem(what, file, row, column, found, allowed, do))

    def day(self, text: str, *, file: str, row: int, column: str = "") -> date | None:
        """The day that a cell says; None where it is empty, else None and a problem."""
        try:
            return parse_day(text) if text else None
        except ValueError:
            what, do = "This is not a day", "write the day so"
            self.problem(what, file=file, row=row, column=column, found=text, allowed="YYYY-MM-DD", do=do)
            return None

    def unopened(self, what: str, file: str, why: Exception) -> None:
        """Add that something cannot be opened, and why."""
        found = getattr(why, "strerror", None) or str(why)
        do = "check its name and that it may be read"
        self.problem(f"{what} cannot be opened", file=file, found=found, do=do)

    def too_large(self, file: str, size: int, most: int) -> None:
        """Add that a file is too large."""
        found, allowed, do = f"{size:,} bytes", f"{most:,} bytes", "cut it into several files"
        self.problem("The file is too large", file=file, found=found, allowed=allowed, do=do)

    def needs(
        self, taken: object, what: str, *, file: str, found: str = "", allowed: str = "", do: str
    ) -> None:
        """Something was taken over and nothing is wrong: else UnreadableBook is raised with every problem, or with this one."""
        if not taken and not self.problems:
            self.problem(what, file=file, found=found, allowed=allowed, do=do)
        if self.problems:
            raise UnreadableBook(self.problems)

    def remark(self, sentence: str) -> None:
        """Add one remark on the whole."""
        self.sentences.append(sentence)

    def remark_row(self, file: str, row: int, column: str, what: str) -> None:
        """Add a remark on one cell; cells with the same remark become one sentence with their rows."""
        self.rows.setdefault((file, column, what), []).append(row)

    def remarks(self) -> tuple[str, ...]:
        """Every remark as a sentence."""
        return (*self.sentences, *(_sentence(*place, rows) for place, rows in self.rows.items()))


def _sentence(file: str, column: str, what: str, rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:ROWS_SHOWN]))
    more = f" and {len(rows) - ROWS_SHOWN} more" if len(rows) > ROWS_SHOWN else ""
    at = f", {column}" if column else ""
    return f"{file}{at}: {what} (row{'s' if len(rows) > 1 else ''} {shown}{more})"


def listed(words: Iterable[str], most: int = WORDS_SHOWN) -> str:
    """The words in one line; of more than so many the rest is counted."""
    every = sorted(words) if isinstance(words, AbstractSet) else list(words)
    more = len(every) - most
    return ", ".join(every[:most]) + (f", and {more} more" if more > 0 else "")


def nearest(found: str, allowed: Collection[str]) -> str:
    """A hint with the allowed names of which it is one word, else the most similar one; empty where none is near."""
    if len(allowed) > NEAREST_AMONG:
        return ""
    lower = {one.lower(): one for one in allowed}
    holding = sorted(lower[each] for each in lower if found.lower() in each.split("_"))
    if 0 < len(holding) <= WORDS_NAMED:
        return f"did you mean {' or '.join(map(repr, holding))}?"
    close = get_close_matches(found.lower(), lower, n=1)
    return f"did you mean {lower[close[0]]!r}?" if close else ""
