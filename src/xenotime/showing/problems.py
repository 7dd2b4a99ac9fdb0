"""Problems as text: what is wrong, where, what was found, what is allowed, what to do."""

from collections.abc import Sequence

from xenotime.errors import Problem
from xenotime.showing.words import clean


def problems_text(problems: Sequence[Problem]) -> str:
    """Problems one below the other, with their number where there are several."""
    shown = [clean(problem.as_text()) for problem in problems]
    count = [f"{len(shown)} problems"] if len(shown) > 1 else []
    return "\n\n".join([*shown, *count])
