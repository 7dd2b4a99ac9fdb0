"""Read the table of kinds of part that usually hide controlled material."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from xenotime.facts.classification import PartKind

WITH_IT = ("accessories", "first", "last", "nouns", "parts", "before")
"""Keys of the whole table that hold for the kinds that say so, who may add to them."""
TABLE = Path(__file__).parents[2] / "data" / "part_kinds.toml"


def _more(row: dict[str, Any], key: str) -> list[str]:
    return row[key] if isinstance(row.get(key), list) else []


@lru_cache(maxsize=1)
def part_kinds() -> tuple[PartKind, ...]:
    """Every kind of the shipped table."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return tuple(
        PartKind(
            id=str(row["id"]),
            form=tuple(row["form"]),
            holds=tuple(row["holds"]),
            elements=tuple(row["elements"]),
            words=tuple(row["words"]),
            inside=tuple(row.get("inside", ())),
            apart=(*table["apart"], *row.get("apart", ())),
            makers=tuple(row.get("makers", ())),
            whole=tuple(table["whole"]),
            **{key: (*table[key], *_more(row, key)) for key in WITH_IT if row.get("accessories")},
            series=tuple(row.get("series", ())),
            hs=tuple(row.get("hs", ())),
            grades=bool(row.get("grades", False)),
            seldom=bool(row.get("seldom", False)),
            source=str(row.get("source", "")),
            seen=str(row.get("seen", "memory")),
        )
        for row in table["kind"]
    )
