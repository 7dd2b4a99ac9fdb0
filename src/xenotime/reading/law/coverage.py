"""Read what is encoded of a country's law, from which day, and what is not."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from xenotime.law.condition import TRUE, Joined
from xenotime.law.lawbook import Gap, Regime
from xenotime.law.provision import SEEN, Place
from xenotime.reading.law.conditions import joined, tree
from xenotime.reading.law.faults import Faults
from xenotime.reading.law.names import Names
from xenotime.reading.law.tables import Sheet, Table


def open_coverage(text: str, file: str, faults: Faults) -> Table | None:
    """The table of a coverage file, None (and a fault) where it is not TOML."""
    sheet = Sheet(file, 1, faults, text=text)
    data = sheet.parse()
    return None if data is None else Table(data, sheet)


def regime(table: Table, country: str, names: Names, *, own: bool) -> Regime:
    """A country's law as far as it is encoded."""
    table.keys("title from checked", "id invented notes gap retention asked countries days_fresh")
    start, checked = table.day("from"), table.day("checked")
    if start and checked and checked < start:
        table.fault(
            "the law was checked before coverage begins",
            "checked",
            found=checked,
            allowed=f"{start} or later",
        )
    gaps: list[Gap] = []
    for each in table.tables("gap"):
        gap = _gap(each, country, names, own=own)
        if any(other.id == gap.id for other in gaps):
            each.fault("two gaps have one id", "id", found=gap.id, do="give each its own id")
        gaps.append(gap)
    return Regime(
        id=country,
        title=table.word("title"),
        coverage_from=start or date.min,
        checked=checked or date.max,
        gaps=tuple(gaps),
        invented=table.truth("invented"),
        notes=table.word("notes"),
        asked=table.word("asked", "always", allowed=("always", "mentioned", "by name")),
        countries=table.words("countries"),
        days_fresh=_days_fresh(table),
        **_retention(table),
    )


def gap_ids(table: Table) -> Iterator[str]:
    """The gaps that a coverage names, whatever else is wrong with it."""
    gaps = table.data.get("gap")
    for each in gaps if isinstance(gaps, list) else ():
        if isinstance(each, dict) and isinstance(each.get("id"), str):
            yield each["id"]


def _days_fresh(table: Table) -> int | None:
    """For how many days after the law was checked something may still be released."""
    days = table.data.get("days_fresh")
    if days is None or (type(days) is int and days >= 0):
        return days
    table.fault("these are whole days", "days_fresh", found=days, allowed="0 or more")
    return None


def _retention(table: Table) -> dict[str, Any]:
    """For how long records are kept, and where that stands; what is only remembered settles no end."""
    if "retention" not in table.data:
        return {}
    kept = table.table("retention")
    kept.keys("years source", "seen from")
    years = kept.data.get("years")
    if type(years) is not int or years < 1:
        kept.fault("records are kept for whole years", "years", found=years, allowed="1 or more")
        return {}
    if kept.word("seen", "official", allowed=SEEN) in {"memory", "inferred"}:
        return {}
    return {
        "retention_years": years,
        "retention_source": kept.word("source"),
        "retention_from": kept.word("from"),
    }


def _gap(table: Table, country: str, names: Names, *, own: bool) -> Gap:
    table.keys("id what", "touches stated clearance surely sleeps_with seen source")
    touches = table.data.get("touches")
    reached = tree(table.table("touches"), names, country) if isinstance(touches, dict) else None
    if touches and reached is None:
        reached = Joined("all", tuple(joined(table, "touches", names, country)))
    if "stated" in table.data:
        stated = (Joined("stated", (each,)) for each in joined(table, "stated", names, country))
        reached = Joined("all", (reached or TRUE, *stated))
    surely = table.truth("surely", default=False)
    if surely and reached is not None:
        reached = Joined("stated", (reached,))
    place = Place(
        instrument=country,
        paragraph="",
        seen=table.word("seen", "official", allowed=SEEN),
        source=table.word("source"),
        file=table.sheet.file,
        line=table.sheet.line_of(table.path),
        own=own,
    )
    return Gap(
        id=table.word("id"),
        what=table.word("what"),
        touches=reached or TRUE,
        clearance=table.truth("clearance", default=True),
        place=place,
        surely=surely,
        sleeps_with=_sleeping(table, country, names),
    )


def _sleeping(table: Table, country: str, names: Names) -> tuple[str, ...]:
    """The provisions with which a gap sleeps, each one that exists."""
    named = table.words("sleeps_with")
    for each in named:
        if each not in names.everything or each.partition("/")[0] != country:
            do = "name provisions or instruments of this country"
            table.fault("this names nothing that exists", "sleeps_with", found=each, do=do)
    return named
