"""Regimes that are decided in processes of their own give the same rows, and say so when they cannot."""

import pickle
import signal
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from screening.screen_books import KNOWN_ON, results_in, write_rows
from screening.test_real_law import book_with_random_parties, rows_of
from xenotime.casework.cases import Asked
from xenotime.desk import answering, beside, screening
from xenotime.desk.beside import Beside, places
from xenotime.desk.screening import Source, is_much, screen
from xenotime.errors import CircularBill, Problem, UnreadableRequest
from xenotime.law.lawbook import Lawbook
from xenotime.screening import goods_apart
from xenotime.screening.apart import Given, Sharing

REGIMES = ("cn", "us", "us-ofac")


def test_regimes_decided_in_processes_of_their_own_give_the_rows_of_this_one(
    lawbook: Lawbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(11)  # noqa: S311  a test's own chance
    words = answering.book_words(lawbook)
    items = book_with_random_parties(tmp_path / "book", random, words.party_lists)
    book = answering.open_book(tmp_path / "book", lawbook)
    file = write_rows(tmp_path / "rows.csv", rows_of(random, items, 9))
    asked, found = Asked(KNOWN_ON, REGIMES, explain=False), []
    for name, least in (("here", 10**9), ("apart", 1)):
        monkeypatch.setattr(screening, "MANY_ROWS", least)
        monkeypatch.setattr(goods_apart, "MANY", least)
        done = screen(lawbook, book, words, asked, Source(file, tmp_path / name, part_rows=12))
        found.append((results_in(done.parts), done.totals, done.counted.keys))
    assert found[0] == found[1]


def test_days_in_a_row_are_shared_out_together_and_each_day_always_goes_to_the_same_place() -> None:
    sharing = Sharing(2)
    days = np.array([3, 1, 2, 0, 3, 3])
    assert sharing.of(days).tolist() == [1, 0, 0, 0, 1, 1]
    assert sharing.of(np.array([9, 8, 0])).tolist() == [1, 0, 0]
    assert sharing.loads == [4, 4]
    assert sharing.of(np.array([], np.int64)).tolist() == []
    # as where a file is sorted by day: each new day goes where least was decided
    assert [sharing.of(np.array([day] * 5)).tolist()[0] for day in (20, 21, 22)] == [0, 1, 0]
    assert sharing.of(days).tolist() == [1, 0, 0, 0, 1, 1]


def test_few_shipments_or_rules_need_no_process_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_much(10, 10**9)
    assert not is_much(10**9, 10)
    monkeypatch.setattr(beside, "Beside", None)
    with places(many=False) as found:
        assert found == []


@pytest.fixture
def process() -> Any:
    made = Beside()
    yield made
    made.close()


def test_a_process_that_is_gone_is_told_with_what_to_do(process: Beside) -> None:
    assert process.process
    process.process.kill()
    with pytest.raises(UnreadableRequest, match="A process that decides beside this one has ended") as told:
        process.ask("cn", ({}, {})).result()
    assert "run the same command again" in str(told.value)


def test_a_process_that_was_told_to_stop_stops_whoever_asked(process: Beside) -> None:
    with pytest.raises(KeyError):  # it is up
        process.ask("cn", ({}, {})).result()
    assert process.process
    process.process.send_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        process.ask("cn", ({}, {})).result()


def test_what_goes_wrong_in_a_process_is_raised_where_it_was_asked(process: Beside) -> None:
    with pytest.raises(KeyError):
        process.ask("cn", ({}, {})).result()
    with pytest.raises(KeyError):
        process.ask("cn", ({}, {})).result()


def test_what_could_not_be_made_in_a_process_says_why_whenever_it_is_asked(process: Beside) -> None:
    process.ask("cn", Given(None, "cn", (), None))  # type: ignore[arg-type]
    for _ in range(2):
        with pytest.raises(AttributeError, match="'book'"):
            process.ask("cn", ({}, {})).result()


def test_a_process_ends_when_it_is_not_needed_any_more() -> None:
    made = Beside()
    made.close()
    assert made.process
    assert made.process.poll() is not None


def test_a_process_that_need_not_begin_at_once_begins_with_the_first_question() -> None:
    made = Beside(at_once=False)
    made.ask("cn", Given(None, "cn", (), None))  # type: ignore[arg-type]
    assert made.process is None
    with pytest.raises(AttributeError, match="'book'"):  # it was told what to make before it was asked
        made.ask("cn", ({}, {})).result()
    made.close()
    unused = Beside(at_once=False)
    unused.close()
    assert unused.process is None


@pytest.mark.parametrize(
    "refused",
    [UnreadableRequest([Problem("The cell is empty", "rows.csv", 3)]), CircularBill(("A", "B", "A"))],
)
def test_a_refusal_comes_whole_from_another_process(refused: Exception) -> None:
    told = pickle.loads(pickle.dumps(refused))  # noqa: S301  made on this line
    assert (type(told), str(told), vars(told)) == (type(refused), str(refused), vars(refused))
