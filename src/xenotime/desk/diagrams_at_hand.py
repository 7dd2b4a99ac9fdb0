"""The diagrams in which an answer is worked out: those of the compiled loop where much is open, and it is installed."""

from importlib.util import find_spec

from xenotime.deciding.diagram import Diagrams

MANY_OPEN = 80
"""Open facts up to which an answer is there sooner than the compiled loop is loaded."""


def diagrams_at_hand(classes: dict[int, list[int]], most: float) -> Diagrams:
    """Diagrams of the classes of variables, with at most so many nodes: the same functions in either make."""
    if len(classes) > MANY_OPEN and find_spec("numba"):
        from xenotime.screening.diagrams import diagrams  # noqa: PLC0415  an extra, and slow to come

        return diagrams(classes, most)
    return Diagrams(classes, most)
