"""What a CAS number or an element's English name stands for, as a formula that a book can use."""

import csv
from functools import lru_cache
from pathlib import Path

from xenotime.facts.elements import ELEMENTS

TABLE = Path(__file__).parents[2] / "data" / "cas.csv"
"""Elements and compounds of the rare earths; each row names its source."""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = {row["name"]: row["substance"] for row in rows if row["substance"] in ELEMENTS}
    return {row["cas"]: row["substance"] for row in rows}, names


def substance_of(cas: str, name: str) -> str | None:
    """The formula for a CAS number, else the symbol for an element's name; None where neither is known.

    >>> substance_of("1308-87-8", ""), substance_of("", "Dysprosium"), substance_of("12047-27-7", "Barium titanate")
    ('Dy2O3', 'Dy', None)
    """
    numbers, names = _table()
    return numbers.get(cas.strip()) or (None if cas.strip() else names.get(name.strip().lower()))
