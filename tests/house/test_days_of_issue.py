"""An entry of law that begins long after its day of issue says when it was issued, or stands here with a reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import Dated, Place
from xenotime.reading.law.files import read_law

ROOT = Path(__file__).parents[2]
LONG = timedelta(days=120)
REGIMES = ("us", "us-ofac")
"""The regimes of which every entry carries its day."""
WRITTEN_AHEAD = {
    ("us/734.9", date(2025, 5, 15)): "the day of compliance, set by the text of 13 January 2025",
    ("us/774", date(2025, 5, 15)): "the day of compliance, set by the text of 13 January 2025",
    ("us/90-fr-50857", date(2026, 11, 9)): "the end of the stay, set by the document of 10 November 2025",
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
