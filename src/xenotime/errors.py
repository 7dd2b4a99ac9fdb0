"""Problems that teach: what, where, what was found, what is allowed, what to do.

XenotimeError
├── UnreadableBook      the facts could not be read; holds every problem of every file
├── UnwritableBook      facts that no file of a book can hold, or a place that cannot be written
├── UnreadableLaw       the law could not be read; holds every problem of every file
├── UnreadableRequest   an argument of the command names nothing that exists
└── CircularBill        an item contains itself; holds the loop
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its place in the file and in the law."""

    what: str
    file: str = ""
    row: int | None = None
    """Row of a table (the header is row 1) or line of a text file, from one."""
    column: str = ""
    """Column of a table, or paragraph of a law file."""
    found: str = ""
    allowed: str = ""
    do: str = ""

    def as_text(self) -> str:
        """Lay the problem out as a few labelled lines."""
        place = self.file + (f", line {self.row}" if self.row is not None else "")
        labelled = [
            ("file", place),
            ("at", self.column),
            ("found", self.found),
            ("allowed", self.allowed),
            ("do", self.do),
        ]
        return "\n".join([self.what, *(f"  {label:<8}{text}" for label, text in labelled if text)])


class XenotimeError(Exception):
    """The root of everything that this program refuses."""


class ProblemsFound(XenotimeError):
    """Something could not be read; every problem found is in `problems`."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n\n".join(problem.as_text() for problem in self.problems))

    def __reduce__(self) -> tuple[type["ProblemsFound"], tuple[Sequence[Problem]]]:
        # so that it comes whole from one process to another
        return type(self), (self.problems,)


class UnreadableBook(ProblemsFound):
    """The facts could not be read."""


class UnwritableBook(ProblemsFound):
    """The facts could not be written as a book."""


class UnreadableLaw(ProblemsFound):
    """The law could not be read."""


class UnreadableRequest(ProblemsFound):
    """An argument of the command names nothing that exists, or is not written as it should be."""


class CircularBill(XenotimeError):
    """An item contains itself."""

    def __init__(self, loop: Sequence[str]) -> None:
        self.loop: tuple[str, ...] = tuple(loop)
        super().__init__("an item contains itself: " + " > ".join(self.loop))

    def __reduce__(self) -> tuple[type["CircularBill"], tuple[Sequence[str]]]:
        return type(self), (self.loop,)


def refusal(
    what: str, *, option: str = "", file: str = "", found: str = "", allowed: str = "", do: str
) -> UnreadableRequest:
    """What is told where one thing of what was asked for cannot be done."""
    return UnreadableRequest([Problem(what, file, None, option, found, allowed, do)])


def no_place(what: str, path: Path, refused: OSError) -> UnwritableBook:
    """What is told where the system lets nothing be written in a place."""
    found = refused.strerror or str(refused)
    do = "make room there, give the right to write, or choose another place, and run the same command again"
    return UnwritableBook([Problem(f"{what} cannot be written", str(path), found=found, do=do)])
