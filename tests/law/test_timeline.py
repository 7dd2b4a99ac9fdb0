"""What turns between two days, and what differs between two states of the law."""

from dataclasses import replace
from datetime import date

import pytest

from xenotime.desk.answering import law_difference, law_timeline, load_law
from xenotime.errors import UnreadableRequest
from xenotime.law.question import Answered
from xenotime.law.timeline import WAKES

LAW = load_law()
NOW = date(2026, 11, 24)


def test_the_suspension_puts_provisions_to_sleep_and_lets_them_wake() -> None:
    turns = law_timeline(LAW, "2025-11-07", "2026-11-11", NOW, ["cn"])
    asleep = [turn for turn in turns if turn.what == "puts to sleep" and turn.provision == "cn/2025-70 1"]
    assert min(turn.day for turn in asleep) == date(2025, 11, 7)
    assert "cn/2025-61" in asleep[0].touches
    assert any(turn.what == "lets wake" and turn.day == date(2026, 11, 10) for turn in turns)


def test_where_a_term_ends_and_nobody_said_what_comes_after_the_timeline_names_the_open_questions() -> None:
    wakes = {
        (turn.provision, str(turn.day), turn.under): turn.leaves_open
        for turn in law_timeline(LAW, "2026-11-09", "2026-11-28", NOW)
        if turn.what == WAKES
    }
    assert wakes["cn/2025-70 1", "2026-11-10", ""] == ("cn/70-last-day", "cn/after-70")
    assert wakes["cn/2025-70 1", "2026-11-11", "cn/70-last-day = still suspended"] == ("cn/after-70",)
    assert wakes["cn/2025-72 1", "2026-11-27", ""] == ("cn/72-last-day", "cn/after-72")
    assert wakes["us/90-fr-50857 1", "2026-11-09", ""] == ("us/after-90-fr-50857", "us/stay-last-day")
    assert all(wakes.values())


@pytest.mark.parametrize(("known_on", "count"), [(date(2025, 11, 9), 1), (date(2025, 11, 10), 0)])
def test_a_pause_that_another_takes_up_on_the_next_day_lets_nothing_wake_once_the_other_is_known(
    known_on: date, count: int
) -> None:
    turns = law_timeline(LAW, "2025-11-10", "2025-11-10", known_on, ["cn"])
    assert [turn.provision for turn in turns if turn.what == WAKES] == ["cn/2025-21 2"] * count


def test_what_was_not_yet_issued_is_not_on_the_timeline() -> None:
    turns = law_timeline(LAW, "", "", date(2025, 11, 6), ["cn"])
    assert turns
    assert not [turn for turn in turns if turn.provision.startswith("cn/2025-70")]


def test_a_timeline_runs_in_order_of_days() -> None:
    days = [turn.day for turn in law_timeline(LAW, "", "", NOW)]
    assert days == sorted(days)


def test_two_days_apart_the_origin_limb_falls_asleep() -> None:
    changes = law_difference(LAW, ("2025-11-06", ""), ("2025-11-07", ""), NOW, ["cn"])
    found = {change.provision: (change.before, change.after) for change in changes if change.what == "status"}
    assert found["cn/2025-61 1(3)"] == ("in force", "asleep")
    assert "cn/2025-18 1" not in found


def test_one_day_differs_by_what_was_known() -> None:
    day = "2025-12-15"
    changes = law_difference(LAW, (day, "2025-11-06"), (day, "2025-11-07"), NOW, ["cn"])
    found = {change.provision: (change.before, change.after) for change in changes if change.what == "status"}
    assert found["cn/2025-61 1(2)"] == ("in force", "asleep")
    assert found["cn/2025-61 1(1)"][1] == "asleep"


def test_one_state_does_not_differ_from_itself() -> None:
    assert law_difference(LAW, ("2025-12-15", ""), ("2025-12-15", ""), NOW) == ()


def test_thresholds_of_the_invented_country_differ_when_they_are_raised() -> None:
    values = [
        threshold
        for threshold in LAW.thresholds
        if len(threshold.values) > 1 and threshold.place.instrument.startswith("zz/")
    ]
    assert values
    for threshold in values:
        last = max(entry.start for entry in threshold.values if entry.start)
        before = date.fromordinal(last.toordinal() - 1)
        changes = law_difference(LAW, (str(before), ""), (str(last), ""), date(2099, 1, 1), ["zz"])
        assert threshold.name in {change.what for change in changes}


def test_without_a_regime_every_real_one_is_on_the_timeline_and_in_the_difference() -> None:
    real = {name for name, regime in LAW.regimes.items() if not regime.invented}
    turns = law_timeline(LAW, "", "", NOW)
    assert {turn.regime for turn in turns} == real
    changes = law_difference(LAW, ("2025-09-28", ""), ("2025-11-20", ""), NOW)
    assert {"us/744.11 (a)(1)", "cn/2025-62 1"} <= {change.provision for change in changes}


def test_who_enters_or_leaves_a_group_of_places_is_on_the_timeline() -> None:
    [left] = [
        turn
        for turn in law_timeline(LAW, "2026-02-03", "2026-02-03", NOW, ["us"])
        if turn.what == "leaves a group" and "us/740/d-5" in turn.note
    ]
    assert left.note.startswith("KH")


@pytest.mark.parametrize(
    ("day", "regime", "what", "note"),
    [
        ("2026-07-24", "cn", "lists parties", "Rheinmetall AG"),
        ("2025-11-10", "cn", "takes parties off a list", "Skydio, Inc."),
        ("2026-11-10", "cn", "ends a pause of listings", "Sierra Nevada"),
        ("2025-09-29", "us", "starts", "shares of owners: us/listed-together"),
    ],
)
def test_who_is_listed_and_how_shares_of_owners_count_is_on_the_timeline(
    day: str, regime: str, what: str, note: str
) -> None:
    turns = law_timeline(LAW, day, day, NOW, [regime])
    assert [turn.day for turn in turns if turn.what == what and note in turn.note] == [
        date.fromisoformat(day)
    ]


def test_a_pause_from_memory_is_told_as_one_and_an_answer_to_a_question_on_the_day_of_its_issue() -> None:
    closing = Answered("cn/after-70", "revived", date(2026, 11, 20), "cn/later 1")
    turns = law_timeline(replace(LAW, answered=(closing,)), "2025-05-14", "2026-11-20", NOW, ["cn"])
    assert {(turn.provision, turn.seen) for turn in turns if turn.seen == "memory"} >= {
        ("cn/2025-21 2", "memory"), ("cn/2025-22 2", "memory"),
    }  # fmt: skip
    [answered] = [turn for turn in turns if turn.what == "answers a question"]
    assert (str(answered.day), answered.note) == ("2026-11-20", "cn/after-70 is answered: revived")


def test_pages_of_cases_and_events_are_not_told_as_law_that_is_issued() -> None:
    issued = {turn.provision for turn in law_timeline(LAW, "", "", NOW) if turn.what == "is issued"}
    assert "cn/2025-61" in issued
    assert not {"cn/2025-61-cases", "cn/escalation"} & issued


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("us-port", ["2025-04-17", "2025-10-14", "2025-11-10"]),
        ("us-port-susp", ["2025-11-09", "2025-11-10", "2026-11-09"]),
        ("dfars", ["2024-05-30", "2027-01-01"]),
        ("extend-2027", ["2026-09-24", "2026-11-10", "2027-01-10"]),
    ],
)
def test_an_event_stands_on_the_days_on_which_it_is_announced_acts_and_ends(
    event: str, days: list[str]
) -> None:
    [found] = [each for each in LAW.events if each.id.endswith(f"/event-{event}")]
    turns = law_timeline(LAW, "", "", NOW)
    assert [str(each.day) for each in turns if each.note == found.what] == days


def test_what_an_event_started_or_paused_may_be_another_event() -> None:
    affects = {each.id: each.affects for each in LAW.events}
    assert affects["us/event-us-port-susp"] == ("us/event-us-port",)
    assert set(affects["us/event-us-scotus"]) <= set(affects)


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2026-13-01", "soon", ["--from", "--to"]),
        ("2026-12-02", "2026-12-01", ["--to"]),
        ("2026-12-01", "2026-12-01", []),
    ],
)
def test_a_bound_that_is_no_day_or_lies_before_the_other_is_named(
    start: str, end: str, wrong: list[str]
) -> None:
    found: list[str] = []
    try:
        law_timeline(LAW, start, end, NOW)
    except UnreadableRequest as error:
        found = [each.column for each in error.problems]
    assert found == wrong


def test_every_day_of_a_difference_that_is_none_is_named_by_its_own_argument() -> None:
    with pytest.raises(UnreadableRequest) as error:
        law_difference(LAW, ("a", "b"), ("c", "d"), NOW)
    assert [each.column for each in error.value.problems] == ["--from", "--known-from", "--to", "--known-to"]
