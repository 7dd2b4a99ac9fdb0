"""Which country a publisher means by a name, in two letters."""

import csv
import re
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parents[2] / "data" / "countries.csv"
WORD = re.compile(r"\w+")
LONGEST = 80


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return {_key(row["name"]): row["code"] for row in csv.DictReader(stream)}


def country_code(name: str) -> str:
    """The two letters of a country that is named in English; empty where the name is not known.

    >>> country_code("Islamic Republic of Iran"), country_code("TURKEY"), country_code("Atlantis")
    ('IR', 'TR', '')
    """
    return _table().get(_key(name), "") if len(name) <= LONGEST else ""


def _key(name: str) -> str:
    return " ".join(WORD.findall(name.casefold()))
