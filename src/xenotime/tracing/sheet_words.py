"""How amounts and paths are written on a calculation sheet."""

from collections.abc import Iterable

from xenotime.exact import Range, as_decimal


def written(amount: Range, unit: str = "") -> str:
    """A range as people read it.

    >>> from fractions import Fraction
    >>> written(Range(Fraction(1), Fraction(2)), "kg"), written(Range(Fraction(1), None), "kg")
    ('1 to 2 kg', '1 kg or more')
    """
    if amount.high is None:
        return f"{as_decimal(amount.low)} {unit}".strip() + " or more" if amount.low else "not known"
    ends = as_decimal(amount.low)
    if not amount.is_exact:
        ends += f" to {as_decimal(amount.high)}"
    return f"{ends} {unit}".strip()


LONGEST_PATH = 12
ENDS = 4


def path_of(items: Iterable[str]) -> str:
    """Where something was found, from the outside in; the middle of a long way is left out.

    >>> path_of(["motor", "magnet"])
    'motor > magnet'
    """
    steps = list(items)
    if len(steps) > LONGEST_PATH:
        steps = [*steps[:ENDS], f"… {len(steps) - 2 * ENDS} more …", *steps[-ENDS:]]
    return " > ".join(steps)
