"""A list of parties keeps who is listed, by which announcement, and when the listing sleeps or ends."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from reading.law_samples import SOUND, law_of, problems_of
from xenotime.law.listed_party import ListedParty

PARTIES = SOUND + '```parties\nlist = "zz/barred"\nfile = "barred.csv"\n```\n'
HEADER = "name,local_name,country,announcement,from,until,until_issued,paused_from,paused_until,paused_issued,issued,seen\n"
PAUSED = "Tin Works,锡厂,QM,2025-3,2025-03-04,2025-11-09,2025-11-05,2025-05-10,2025-08-12,2025-05-08,2025-03-01,digest\n"
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "law"


def listed(folder: Path, row: str) -> ListedParty:
    """The one party of a file with one row."""
    (found,) = law_of(folder, PARTIES, zz__barred_dot_csv=HEADER + row).parties
    assert (found.list_id, found.place.id) == ("zz/barred", "zz/act 2")
    return found.parties[0]


def test_a_row_keeps_its_names_its_announcement_and_its_marks(folder: Path) -> None:
    party = listed(folder, PAUSED)
    assert (party.name, party.local_name, party.country, party.announcement) == (
        "Tin Works",
        "锡厂",
        "QM",
        "2025-3",
    )
    assert (party.dated.seen, party.dated.source) == ("digest", "https://law.example/act")


def test_its_other_names_are_parted_by_semicolons(folder: Path) -> None:
    header = HEADER.replace("local_name", "local_name,also")
    row = PAUSED.replace("锡厂", "锡厂,Works of Tin; T. W.")
    (found,) = law_of(folder, PARTIES, zz__barred_dot_csv=header + row).parties
    assert found.parties[0].also == ("Works of Tin", "T. W.")
    assert listed(folder, PAUSED).also == ()


def test_a_listing_begins_on_its_first_day_and_ends_after_its_last(folder: Path) -> None:
    party = listed(folder, PAUSED)
    first, last = date(2025, 3, 4), date(2025, 11, 9)
    known = date(2026, 1, 1)
    assert [party.is_listed(day, known) for day in (first - DAY, first, last, last + DAY)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_listing_sleeps_on_both_ends_of_its_pause(folder: Path) -> None:
    party = listed(folder, PAUSED)
    first, last = date(2025, 5, 10), date(2025, 8, 12)
    known = date(2026, 1, 1)
    assert [party.is_listed(day, known) for day in (first - DAY, first, last, last + DAY)] == [
        True,
        False,
        False,
        True,
    ]


def test_what_was_not_issued_yet_is_not_known(folder: Path) -> None:
    party = listed(folder, PAUSED)
    assert not party.is_listed(date(2025, 3, 4), date(2025, 2, 28))
    assert party.is_listed(date(2025, 3, 4), date(2025, 3, 1))
    assert party.is_listed(date(2025, 5, 10), date(2025, 5, 7))
    assert party.is_listed(date(2025, 11, 10), date(2025, 11, 4))
    assert not party.is_listed(date(2025, 11, 10), date(2025, 11, 5))


def test_each_of_several_pauses_is_known_from_its_own_day(folder: Path) -> None:
    several = (
        "Tin Works,,,,2025-03-04,,,2025-08-12;2025-11-10,2025-11-09;2026-11-09,2025-08-12;2025-11-05,,\n"
    )
    party = listed(folder, several)
    for known_on, asleep in (
        ("2025-08-11", [False, False, False, False]),
        ("2025-11-04", [True, True, False, False]),
        ("2025-11-05", [True, True, True, False]),
    ):
        days = ("2025-08-12", "2025-11-09", "2025-11-10", "2026-11-10")
        known = date.fromisoformat(known_on)
        assert [not party.is_listed(date.fromisoformat(day), known) for day in days] == asleep


def test_a_listing_without_an_end_goes_on(folder: Path) -> None:
    party = listed(folder, "Tin Works,,,,2025-03-04,,,,,,,\n")
    assert (party.pauses, party.ended, party.dated.issued) == ((), None, date(2024, 2, 1))
    assert party.is_listed(date(2035, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",,QM,,2025-03-04,,,,,,,\n", "a listed party has a name"),
        ("Tin Works,,QM,,,,,,,,,\n", "a listing has a first day"),
        ("Tin Works,,Quillmark,,2025-03-04,,,,,,,\n", "this is not a country"),
        (
            "Tin Works,,QM,,2025-03-04,,,2025-08-12,2025-05-10,,,\n",
            "the last day lies before the first",
        ),
        ("Tin Works,,QM,,2025-03-04,,,,2025-05-10,,,\n", "a pause has a first day"),
        (
            "Tin Works,,QM,,2025-03-04,,,2025-04-01;2025-05-01;2025-06-01,2025-04-10,,,\n",
            "only the last pause goes on",
        ),
        (
            "Tin Works,,QM,,2025-03-04,,,2025-04-01;2025-05-01,2025-04-10,2025-04-01,,\n",
            "every pause is known from a day",
        ),
        ("Tin Works,,QM,,2025-03-04,,,soon,,,,\n", "the cell 'paused_from' must be a day"),
        ("Tin Works,,QM,,2025-03-04,soon,,,,,,\n", "the cell 'until' must be a day"),
        ("Tin Works,,QM,,2025-03-04,,,,,,,\n" * 2, "two rows of the file are the same"),
    ],
)
def test_every_slip_in_a_row_is_told(folder: Path, row: str, what: str) -> None:
    problems = problems_of(folder, PARTIES, zz__barred_dot_csv=HEADER + row)
    assert [problem.what for problem in problems] == [what]


def test_the_list_must_be_a_word_of_the_vocabulary(folder: Path) -> None:
    act = PARTIES.replace("zz/barred", "zz/bard")
    problems = problems_of(folder, act, zz__barred_dot_csv=HEADER + PAUSED)
    assert [problem.what for problem in problems] == ["unknown list of parties"]
