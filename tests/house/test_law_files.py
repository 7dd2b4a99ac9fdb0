"""The law that is shipped can be read, is complete where it must be, and keeps the rules of its folder."""

import re
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import SUBJECT, Place
from xenotime.reading.law.files import read_law
from xenotime.reading.law.names import BLOCKS

ROOT = Path(__file__).parents[2]
LAW = ROOT / "law"
LONGEST, DEEPEST = 100, 5
CHINESE, HOLE = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def law() -> Lawbook:
    return read_law([LAW])


def wordings(law: Lawbook) -> list[tuple[str, str]]:
    facts = [(kind.ask, kind.ask_zh) for kind in law.vocabulary.facts.values()]
    return [*facts, *law.vocabulary.asks.values()]


def files() -> list[Path]:
    return [path for path in sorted(LAW.rglob("*")) if path.is_file()]


def test_nothing_in_the_folder_of_law_is_a_program() -> None:
    assert {path.suffix for path in files()} <= {".md", ".toml", ".csv"}


def test_a_file_of_law_has_a_name_that_checks_out_everywhere() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in files()]
    wrong = [
        name
        for name in names
        if len(name) > LONGEST or name.count("/") >= DEEPEST or set(name) & set(' :\\"<>|?*')
    ]
    assert not wrong


def test_every_csv_file_belongs_to_a_list() -> None:
    pages = "".join(path.read_text("utf-8") for path in files() if path.suffix == ".md")
    assert not [
        path.name for path in files() if path.suffix == ".csv" and f'file = "{path.name}"' not in pages
    ]


def test_every_instrument_belongs_to_a_country_that_says_what_it_covers(law: Lawbook) -> None:
    assert {name.partition("/")[0] for name in law.instruments} == set(law.regimes)
    assert all(regime.title for regime in law.regimes.values())


def test_every_fact_is_asked_for_in_english_and_chinese(law: Lawbook) -> None:
    assert not [english for english, chinese in wordings(law) if not english or not CHINESE.search(chinese)]


def test_both_wordings_of_a_question_leave_the_same_places_open(law: Lawbook) -> None:
    assert not [
        english
        for english, chinese in wordings(law)
        if set(HOLE.findall(english)) != set(HOLE.findall(chinese))
    ]


def test_no_two_cases_of_one_instrument_have_one_name(law: Lawbook) -> None:
    names = [(case.place.instrument, case.name) for case in law.cases]
    assert len(names) == len(set(names))


def test_the_invented_law_shows_every_kind_of_block(law: Lawbook) -> None:
    kinds: dict[str, list[Place]] = {
        "rule": [each.place for each in law.rules],
        "threshold": [each.place for each in law.thresholds],
        "list": [each.place for each in law.lists.values()],
        "group": [each.place for each in law.groups.values()],
        "suspends": [each.place for each in law.suspensions],
        "question": [each.place for each in law.questions.values()],
        "adds": [each.place for each in law.adds],
        "barrier": [each.place for each in law.barriers],
        "duty": [each.place for each in law.duties],
        "link": [each.place for each in law.links],
        "clash": [each.place for each in law.clashes],
        "event": [each.place for each in law.events],
        "case": [each.place for each in law.cases],
        "parties": [each.place for each in law.parties],
    }
    assert set(kinds) == set(BLOCKS)
    assert not [
        kind for kind, places in kinds.items() if not any(_invented(each.instrument, law) for each in places)
    ]
    assert any(_invented(each.question, law) for each in law.answered)


def test_the_invented_law_has_a_case_on_each_of_its_days_and_on_the_day_before(law: Lawbook) -> None:
    """Every first day, and every day after a last one, is where the law changes."""
    have = {case.on for case in law.cases if _invented(case.place.instrument, law)}
    turning = sorted(_turning_days(law))
    assert turning
    assert not [day for day in turning if not {day, day - timedelta(days=1)} <= have]


def _turning_days(law: Lawbook) -> set[date]:
    entries = chain(
        (entry for rule in law.rules if _invented(rule.place.instrument, law) for entry in rule.in_force),
        (entry for each in law.clashes if _invented(each.place.instrument, law) for entry in each.in_force),
        (entry for each in law.thresholds if _invented(each.place.instrument, law) for entry in each.values),
        (each.period for each in law.suspensions if _invented(each.place.instrument, law)),
        (row.dated for each in law.lists.values() if _invented(each.id, law) for row in each.rows),
        (member.dated for each in law.groups.values() if _invented(each.id, law) for member in each.members),
    )
    days: set[date] = set()
    for entry in entries:
        days |= {entry.start} if entry.start else set()
        days |= {entry.until + timedelta(days=1)} if entry.until else set()
    return days


def _invented(name: str, law: Lawbook) -> bool:
    return law.regimes[name.partition("/")[0]].invented


def test_what_a_page_of_this_lawbook_adds_stands_under_a_question(law: Lawbook) -> None:
    by_a_group_whose_members_are_open = {
        f"cn/2025-61-content {each}" for each in ("1", "1.exempt", "1.below")
    }
    no_ban_stands_upon_it = {"cn/dual-use-items 1.guidance"}
    settled = {
        rule.id
        for rule in law.rules
        if law.instruments[rule.place.instrument].issuer == "this lawbook"
        and rule.concludes != SUBJECT
        and not (rule.under or any(each.under for each in rule.in_force))
        and rule.place.seen != "inferred"
    }
    assert settled <= by_a_group_whose_members_are_open | no_ban_stands_upon_it
