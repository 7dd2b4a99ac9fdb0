"""Two answers to one question, and an answer against a pause, are refused where they contradict each other."""

from datetime import date
from pathlib import Path

import pytest

from reading.law_samples import FRONT, SOUND, law_of, problems_of
from story_books import write_book
from xenotime.desk import answering
from xenotime.errors import UnreadableRequest
from xenotime.law.lawbook import Lawbook

UNDER = '```suspends\nprovisions = ["zz/act 1"]\nfrom = 2026-11-11\nuntil = 2027-01-10\nunder = "zz/open = this"\n```\n'
PAUSE = '```suspends\nprovisions = ["zz/act"]\nfrom = 2026-11-11\nuntil = 2026-12-31\n```\n'


def page(name: str, block: str, issued: str = "2026-01-01") -> str:
    front = FRONT.replace('"zz/act"', f'"zz/{name}"').replace("2024-02-01", issued)
    return f"{front.replace('checked = 2026-01-01', 'checked = 2026-12-01')}# T\n\n## 1 P\nText.\n\n{block}"


def closes(reading: str) -> str:
    return f'```question\nid = "zz/open"\nanswered = "{reading}"\n```\n'


def law_with(folder: Path, first: str, second: str, second_day: str) -> Lawbook:
    pages = {"zz__one_dot_md": page("one", first), "zz__two_dot_md": page("two", second, second_day)}
    return law_of(folder, SOUND + UNDER, **pages)


def faults_with(folder: Path, first: str, second: str, second_day: str = "2026-01-01") -> list[str]:
    pages = {"zz__one_dot_md": page("one", first), "zz__two_dot_md": page("two", second, second_day)}
    return [each.what for each in problems_of(folder, SOUND + UNDER, **pages)]


def test_a_question_that_is_answered_in_two_ways_on_one_day_is_named(tmp_path: Path) -> None:
    """The first file went before the other, and its answer could be the milder one."""
    told = ["the question 'zz/open' is answered in two ways on one day"]
    assert faults_with(tmp_path / "a", closes("this"), closes("that")) == told
    assert faults_with(tmp_path / "b", closes("this"), closes("this")) == []


def test_of_answers_of_two_days_the_later_one_counts(tmp_path: Path) -> None:
    law = law_with(tmp_path / "law", closes("this"), closes("that"), "2026-03-01")
    found = [law.answer_to("zz/open", day) for day in (date(2026, 2, 28), date(2026, 3, 1))]
    assert [each and each.reading for each in found] == ["this", "that"]


def test_an_answer_that_wakes_what_a_pause_lays_asleep_for_the_same_days_is_named(tmp_path: Path) -> None:
    """Both held, the pause went before the answer in silence, and what sleeps asks for no licence."""
    told = ["'that' lets wake what zz/one 1 lays asleep for the same days"]
    assert faults_with(tmp_path / "a", PAUSE, closes("that")) == told
    assert faults_with(tmp_path / "b", PAUSE, closes("this")) == []


def test_a_pause_that_came_after_the_answer_is_a_new_one(tmp_path: Path) -> None:
    assert faults_with(tmp_path / "law", closes("that"), PAUSE, "2026-03-01") == []


def test_a_position_against_what_has_closed_its_question_is_remarked_on(tmp_path: Path) -> None:
    text = (
        '[[position]]\nquestion = "zz/after-70"\nreading = "still suspended"\nscope = "book"\nreason = "r"\n'
        'decided_by = "A"\napproved_by = "B"\nuntil = 2027-01-10\n'
    )
    book = write_book(tmp_path / "book")
    (book / "positions.toml").write_text(text, "utf-8")
    remarks = answering.open_book(book, answering.load_law()).remarks
    assert any("zz/notice-88 1 of 2026-09-01 answers it as 'revived'" in each for each in remarks)


def test_a_closed_question_is_not_read_otherwise_for_a_run() -> None:
    law, given = answering.load_law(), ["zz/after-70=still suspended"]
    with pytest.raises(UnreadableRequest) as refused:
        answering.request(law, known_on="2026-09-01", readings=given)
    assert refused.value.problems[0].what == "The question is closed"
    assert answering.request(law, known_on="2026-08-31", readings=given).readings
