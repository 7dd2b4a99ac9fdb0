"""What reading the law has found: every fault, with its line and its provision."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from xenotime.errors import Problem

NAMES_SHOWN = 24
NEAREST_AMONG = 5000
"""Above this many allowed names the search for the nearest one takes too long."""
SHOWN = 200
"""Characters of a faulty text that a problem repeats."""


@dataclass
class Faults:
    """A list that grows while the law is read; nothing stops at the first fault."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        what: str,
        *,
        file: str,
        line: int | None = None,
        at: str = "",
        found: object = "",
        allowed: Iterable[str] | str = (),
        do: str = "",
    ) -> None:
        """Add one fault; where names are allowed, the nearest one is the advice."""
        text = str(found)
        names = "" if isinstance(allowed, str) else shown(allowed)
        advice = do or ("" if isinstance(allowed, str) else nearest(text, allowed))
        self.problems.append(
            Problem(
                what, file, line, at, text[:SHOWN], allowed if isinstance(allowed, str) else names, advice
            )
        )

    def ordered(self) -> tuple[Problem, ...]:
        """Every fault once, by file and line."""
        once = dict.fromkeys(self.problems)
        return tuple(sorted(once, key=lambda problem: (problem.file, problem.row or 0)))


def shown(names: Iterable[str]) -> str:
    """The allowed names in one line."""
    every = sorted(set(names))
    more = f", and {len(every) - NAMES_SHOWN} more" if len(every) > NAMES_SHOWN else ""
    return ", ".join(every[:NAMES_SHOWN]) + more


def nearest(found: str, names: Iterable[str]) -> str:
    """A hint with the most similar allowed name, empty where none is near."""
    lower = {name.lower(): name for name in names}
    if len(lower) > NEAREST_AMONG:
        return ""
    close = get_close_matches(found[:SHOWN].lower(), lower, n=1)
    return f"did you mean {lower[close[0]]!r}?" if close else ""
