"""What an archive holds, as a table for a spreadsheet and as a page from which each memo opens."""

import csv
import io
from collections.abc import Sequence

from xenotime.showing.spreadsheet import as_text
from xenotime.showing.templated import environment, rendered

COLUMNS = ("record", "shipment", "line", "item", "customer", "regime", "day", "recorded_on", "action", "possible",
           "preparer", "reviewer", "approver", "keep_until", "hold", "memo")  # fmt: skip
SHOWN = tuple(name for name in COLUMNS if name not in {"record", "memo"})


def index_csv(rows: Sequence[dict[str, str]]) -> bytes:
    """The table; no cell of it is taken for a formula."""
    made = io.StringIO()
    out = csv.writer(made, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows([as_text(row[name]) for name in COLUMNS] for row in rows)
    return made.getvalue().encode()


def index_page(rows: Sequence[dict[str, str]], asked: str) -> bytes:
    """The page; it asks nothing of any other place."""
    return rendered(environment(), "index.html.jinja", rows=rows, shown=SHOWN, asked=asked).encode()
