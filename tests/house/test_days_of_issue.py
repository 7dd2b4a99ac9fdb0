"""An entry of law that begins long after its day of issue says when it was issued, or stands here with a reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Place
from xenotime.reading.law.files import read_law

ROOT = Path(__file__).parents[2]
LONG = timedelta(days=60)
REGIMES = ("us", "us-ofac", "cn", "eu", "uk")
"""The regimes of which every entry carries its day."""
WRITTEN_AHEAD = {
    ("us/734.9", date(2025, 5, 15)): "the day of compliance, set by the text of 13 January 2025",
    ("us/774", date(2025, 5, 15)): "the day of compliance, set by the text of 13 January 2025",
    ("us/744.21", date(2020, 6, 29)): "the first day that the document of 28 April 2020 sets",
    ("us/90-fr-50857", date(2026, 11, 9)): "the end of the stay, set by the document of 10 November 2025",
    ("cn/foreign-trade-law", date(2026, 3, 1)): "the first day that the law of 27 December 2025 sets",
    (
        "cn/rare-earth-regulations",
        date(2024, 10, 1),
    ): "the first day that the regulations of 22 June 2024 set",
    (
        "cn/2025-21",
        date(2026, 11, 10),
    ): "what may follow the pause, whose last day was named when it was announced",
    (
        "cn/dual-use-regulations",
        date(2026, 11, 10),
    ): "what may follow the pause of No. 21 of 2025, whose last day was named when it was announced",
    ("cn/2025-70", date(2026, 11, 10)): "the day that No. 70 names as its end",
    ("cn/2025-70", date(2026, 11, 11)): "what may follow the day that No. 70 names",
    ("cn/2025-72", date(2026, 11, 27)): "the day that No. 72 names as its end",
    ("cn/2025-72", date(2026, 11, 28)): "what may follow the day that No. 72 names",
    ("eu/2021-821", date(2021, 9, 9)): "the first day that the regulation of 20 May 2021 sets",
    ("eu/2021-821", date(2013, 7, 1)): "the day on which Croatia came in by its treaty of 9 December 2011",
    (
        "uk/general-note-2",
        date(2013, 7, 1),
    ): "the day on which Croatia came in by its treaty of 9 December 2011",
}


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return read_law([ROOT / "law"], cases=False)


def entries(law: Lawbook) -> Iterator[tuple[Place, Dated]]:
    """Every dated entry of the law, with the place where it stands."""
    binding: list[tuple[Place, tuple[Dated, ...]]] = [
        *((each.place, each.in_force) for each in law.rules),
        *((each.place, each.in_force) for each in law.duties),
        *((each.place, each.in_force) for each in law.adds),
        *((each.place, each.in_force) for each in law.clashes),
    ]
    for place, dated in binding:
        yield from ((place, entry) for entry in dated)
    for group in law.groups.values():
        yield from ((group.place, member.dated) for member in group.members)
    for control_list in law.lists.values():
        yield from ((control_list.place, row.dated) for row in control_list.rows)
    for threshold in law.thresholds:
        yield from ((threshold.place, value) for value in threshold.values)
    yield from ((each.place, each.period) for each in law.suspensions)


def late(law: Lawbook) -> Iterator[tuple[str, date]]:
    """The instruments and first days of entries that begin long after they are said to have been issued.

    What was law before the first day of the lawbook begins with that day.
    """
    for place, entry in entries(law):
        regime = place.instrument.partition("/")[0]
        if regime not in REGIMES or entry.start is None or entry.start == law.regimes[regime].coverage_from:
            continue
        if entry.start - entry.issued > LONG:
            yield place.instrument, entry.start


def test_an_entry_that_begins_long_after_its_day_of_issue_has_a_reason(law: Lawbook) -> None:
    assert {each for each in late(law) if each not in WRITTEN_AHEAD} == set()


def test_no_reason_stands_for_an_entry_that_is_gone(law: Lawbook) -> None:
    assert set(WRITTEN_AHEAD) <= set(late(law))


def test_no_end_is_known_before_its_entry(law: Lawbook) -> None:
    assert not [
        (place.id, entry.start)
        for place, entry in entries(law)
        if entry.ended is not None and (entry.until is None or entry.ended < entry.issued)
    ]
