"""Holdings that are drawn with arrows, `L -> X`, as the rows of owners and shares that they are."""

import re
from typing import Any

from cases import numerals

ARROW = re.compile(r"(?P<owner>[\w .&'-]+?) ?(?:->|→|=>) ?(?P<of>[\w .&'-]+)")
IN_BRACKETS = re.compile(r"\((?:[\w .]+: )?(?P<list>[^()]+)\)")
NOTHING = re.compile(r"(?:nil|none|nothing|0|zero)(?: ?%)?(?: at all)?", re.IGNORECASE)


def drawn(chart: Any) -> dict[str, Any]:
    """Holdings that are drawn, `L -> X: 50 %`, as rows, and what is said of all others; empty for anything else."""
    arrows = {key: fits for key in chart if (fits := ARROW.fullmatch(key))} if isinstance(chart, dict) else {}
    rows: list[dict[str, str]] = []
    for key, fits in arrows.items():
        text = numerals.of_the_whole(str(chart[key]))
        share, listed = re.search(r"(?P<pct>\d+(?:\.\d+)?) ?(?:%|per ?cent)", text), IN_BRACKETS.search(text)
        row = {
            "owner": fits["owner"].strip(),
            "of": fits["of"].strip(),
            "pct": share["pct"] if share else "unknown",
        }
        if share or not NOTHING.fullmatch(text):
            rows.append(row | ({"list": listed["list"]} if listed else {}))
    rest = "; ".join(str(said) for key, said in chart.items() if key not in arrows) if rows else ""
    return {"ownership": rows} | ({"other_owners": rest} if rest else {}) if rows else {}
