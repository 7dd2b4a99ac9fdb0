"""Rules that compare one fact with another are answered of every row as of a case by itself."""

from pathlib import Path

from screening.screen_books import (
    HOUSE,
    KNOWN_ON,
    book_at,
    decided,
    differences,
    random_rows,
    screened,
    write_rows,
)
from xenotime.casework.cases import Asked
from xenotime.desk import answering
from xenotime.desk.screening import Source

COMPARING = (
    HOUSE
    + """## 1 Owners on the user's lists
```rule
concludes = "licence required"
in_force = [{ from = 2024-06-01 }]
all = ["any_party.owner_lists == end_user.lists", "circumstance == sale"]
```

## 2 What stays where it is from
```rule
concludes = "prohibited"
in_force = [{ from = 2024-06-01 }]
any = [
  { all = ["from == destination", "any_party.kind == military"] },
  { none = ["any_party.country != destination", "made_in == end_user.country", "via == destination"] },
]
```

## 3 Unless users stay at home
```rule
concludes = "no licence required"
in_force = [{ from = 2024-06-01 }]
exception_to = ["1"]
all = ["end_user.country == consignee.country", "end_user.country == destination"]
```
"""
)


def test_facts_that_are_compared_with_each_other_are_screened_as_they_are_checked(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "note.md").write_text(COMPARING, "utf-8")
    lawbook = answering.load_law([tmp_path / "house"])
    book, rows = book_at(tmp_path / "book", lawbook), random_rows(21, 60)
    asked = Asked(KNOWN_ON, ("zz",), explain=False)
    source = Source(write_rows(tmp_path / "rows.csv", rows), tmp_path / "out", part_rows=25)
    got, want = screened(lawbook, book, asked, source), dict(decided(lawbook, book, asked, rows))
    assert {key: found for key in want if (found := differences(got[key], want[key]))} == {}
    missing = [row["missing"] for row in want.values() if "zz/house 1" in row["because"]]
    assert any("lists (party P3); holdings.others (party P3)" in each for each in missing)
