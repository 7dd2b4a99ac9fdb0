"""Read the table of kinds of part that hold no magnet and no rare earth."""

import tomllib
from functools import lru_cache
from pathlib import Path

from xenotime.facts.classification import HarmlessKind, HarmlessKinds

TABLE = Path(__file__).parents[2] / "data" / "harmless_kinds.toml"


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in text.replace("\n", " ").split(","))))


@lru_cache(maxsize=1)
def harmless_kinds() -> HarmlessKinds:
    """Every kind of the shipped table."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    kinds = tuple(
        HarmlessKind(
            id=str(row["id"]),
            words=_words(row["words"]),
            series=tuple(row.get("series", ())),
            hs=tuple(row.get("hs", ())),
            rated=bool(row.get("rated", False)),
        )
        for row in table["kind"]
    )
    return HarmlessKinds(kinds, *(_words(table[key]) for key in ("plain", "weak", "telling", "open")))
