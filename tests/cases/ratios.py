"""How a test of value writes its shares: by stage, by substance, in parts of a thousand, or of which thing they are."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cases.valued import is_number

PER_MILLE = re.compile(r"(?P<what>\w+?)_(?:per_?mille?|permille?|promille)$")
STAGE = re.compile(
    r"(?:stage|level|step|tier)_?(?P<number>\d+)(?:_(?:ratio|share))?_(?:pct|percent)|(?:ratio|share)_(?:pct_)?(?:stage|level|step|tier)_?(?P<of>\d+)(?:_(?:pct|percent))?"
)
OF_WHOLE = re.compile(r"(?:ratio|share)_(?:pct|percent)_of_(?:the_)?(?P<whole>\w+)")
CHINESE = re.compile(
    r"(?P<what>\w+?)_(?:cn|china|chinese)(?:_(?:ratio|share))?_(?:pct|percent)(?:_of_\w+)?|(?:cn|china|chinese)_(?P<named>\w+?)(?:_(?:ratio|share))?_(?:pct|percent)(?:_of_\w+)?",
    re.IGNORECASE,
)
"""A substance from China, with its share."""
OWN = re.compile(
    r"(?P<what>\w+?)(?P<of>_(?:value_)?(?:ratio|share)|_(?:by_)?value|_worth)?_(?:pct|percent)(?P<value>_of_(?:the_)?(?:value|price|worth))?",
    re.IGNORECASE,
)
"""A substance with its share of the value; that it is one of the value is said, or a sum stands beside it."""
SUM = re.compile(r"(?:\w+_)?(?:sum|total|together|combined)(?:_\w+)?", re.IGNORECASE)
SHARES = re.compile(r"(?:shares?|ratios?|parts?|contents?)(?:_(?:pct|percent))?(?:_(?:each|by_\w+))?")
Names = Callable[[str], bool]


def spelt(value: Mapping[str, Any], product: str, names_substance: Names) -> dict[str, Any]:
    """The same with every share in per cent, under the names by which it is read; what is in no such writing as it is."""
    found: dict[str, Any] = {}
    parts: list[dict[str, str]] = []
    none = False
    for key, said in value.items():
        named = _by_substance(key, said, names_substance)
        if named is None:
            named = _its_own(key, said, names_substance, beside_sum=any(map(SUM.fullmatch, value)))
        if named is not None:
            parts += [row for row in named if float(row["ratio_pct"])]
            none = True
        else:
            name, figure = _renamed(key, said, product)
            found[name] = figure
    if parts:
        return found | {"parts": parts}
    return found | ({"ratio_pct": "0"} if none and "ratio_pct" not in found else {})


def _by_substance(key: str, said: Any, names_substance: Names) -> list[dict[str, str]] | None:
    """Chinese substances with their shares; None where a key tells none."""
    if isinstance(said, dict) and SHARES.fullmatch(key):
        rows = {name.replace("_", " "): figure for name, figure in said.items()}
        named = all(
            names_substance(name.replace(" ", "_")) and is_number(each) for name, each in rows.items()
        )
        return [{"item": name, "ratio_pct": each} for name, each in rows.items()] if named and rows else None
    chinese = CHINESE.fullmatch(key)
    what = (chinese["what"] or chinese["named"]) if chinese else ""
    if not what or not is_number(said) or not names_substance(what):
        return None
    return [_row(what, said)]


def _its_own(key: str, said: Any, names_substance: Names, *, beside_sum: bool) -> list[dict[str, str]] | None:
    """The share of a substance that a key is named after, `Dy_ratio_pct`; None where a key tells none."""
    own = OWN.fullmatch(key)
    if not own or SUM.fullmatch(key) or not is_number(said) or not names_substance(own["what"]):
        return None
    if not (own["of"] or own["value"] or beside_sum):
        return None
    return [_row(own["what"], said)]


def _row(what: str, said: str) -> dict[str, str]:
    return {"item": what.replace("_", " ") + ("" if "_" in what else " metal"), "ratio_pct": said}


def _renamed(key: str, said: Any, product: str) -> tuple[str, Any]:
    """A key under the name by which it is read, with its figure."""
    if isinstance(said, str):
        mille = PER_MILLE.fullmatch(key)
        if mille and is_number(said):
            key, said = f"{mille['what']}_pct", f"{float(said) / 10:.12g}"
        if stage := STAGE.fullmatch(key):
            return f"tier{stage['number'] or stage['of']}_ratio_pct", said
        whole = OF_WHOLE.fullmatch(key)
        if whole and re.search(rf"\b{whole['whole'].replace('_', ' ')}", product, re.IGNORECASE):
            return "ratio_pct", said
    return key, said
