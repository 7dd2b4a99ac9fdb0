"""An answer that may be two different numbers: who filled in a sheet has not said what parts his decimals."""

import re

from xenotime.reading.tables.numbers import GROUPED

UNIT = re.compile(r"\s*[^\d\s.,]+$")
OF_HUNDRED = ("%", "％")
"""No share is of thousands of these."""


def may_part_thousands(answer: str) -> bool:
    """Whether a point in the number, or in one end of the range, may part thousands as well as decimals.

    >>> [may_part_thousands(each) for each in ("1.200 EUR", "5..1.200", "0.125 EUR", "1.25 EUR", "1.200 %", "zz:1.200")]
    [True, True, False, False, False, False]
    """
    if answer.endswith(OF_HUNDRED):
        return False
    ends = UNIT.sub("", answer).split("..")
    return any("." in each and GROUPED[","].fullmatch(each.strip()) for each in ends)
