import io
from dataclasses import replace
from datetime import date
from fractions import Fraction

from showing.made import DAY, LAW, place
from xenotime.law.condition import TRUE, Joined, Leaf, parse_condition, reading_is
from xenotime.law.lawbook import Lawbook
from xenotime.law.listed_party import ListedParty, PartyList
from xenotime.law.provision import Adds, Dated, Event, LawCase, Place, Suspension
from xenotime.law.question import Answered
from xenotime.law.timeline import Turn
from xenotime.showing.law.tables import coverage_sheets, turns_text
from xenotime.showing.law.text import list_text, questions_text, show_text
from xenotime.showing.law.view import instruments, names, paragraphs, questions

LATER = date(2032, 1, 1)


def states(law: Lawbook, on: date) -> dict[str, str]:
    return {each.instrument.id: each.status for each in instruments(law, on, LATER)}


def sleeping(**more: object) -> Lawbook:
    period = Dated(date(2031, 6, 1), date(2031, 6, 30), **more)  # type: ignore[arg-type]
    return replace(LAW, suspensions=(Suspension(place("9"), ("zz/act",), period),))


def test_an_instrument_says_which_paragraphs_run_and_which_have_yet_to_start() -> None:
    assert states(LAW, DAY)["zz/act"] == "in force: 1(1); starts 2031-01-01: 2"
    assert states(LAW, LATER)["zz/act"] == "in force"


def test_a_paragraph_of_which_one_rule_is_over_and_another_runs_is_in_force() -> None:
    over = replace(LAW.rules[0], in_force=(Dated(date(2029, 1, 1), date(2029, 6, 30), issued=DAY),))
    assert states(replace(LAW, rules=(*LAW.rules, over)), LATER)["zz/act"] == "in force"
    assert states(replace(LAW, rules=(over,)), LATER)["zz/act"] == "not in force"
    ended = replace(over, place=place("4"))
    assert states(replace(LAW, rules=(*LAW.rules, ended)), LATER)["zz/act"] == (
        "in force: 1(1), 2; not in force: 4"
    )


def test_coverage_counts_texts_of_law_alone_and_tells_how_far_they_go() -> None:
    regimes = {"zz": replace(LAW.regimes["zz"], notes="Only  the act.")}
    case = LawCase(place("1", "zz/tries"), "a case", DAY, {}, "prohibited")
    instruments = {**LAW.instruments, "zz/tries": replace(LAW.instruments["zz/act"], id="zz/tries")}
    law = replace(LAW, regimes=regimes, instruments=instruments, cases=(case,))
    encoded, notes, _ = coverage_sheets(law)
    assert encoded.as_json()[0]["legal texts seen"] == "1 official"
    assert notes.rows == (("zz", "Only the act."),)


def test_a_suspension_puts_an_instrument_to_sleep_on_its_days_only() -> None:
    law = sleeping()
    assert states(law, date(2031, 5, 31))["zz/act"] == "in force"
    assert states(law, date(2031, 6, 1))["zz/act"] == "asleep"
    assert states(law, date(2031, 6, 30))["zz/act"] == "asleep"
    assert states(law, date(2031, 7, 1))["zz/act"] == "in force"


def test_a_suspension_under_one_reading_leaves_it_open() -> None:
    assert (
        states(sleeping(under=("zz/q", "asleep")), date(2031, 6, 1))["zz/act"] == "in force or asleep, open"
    )


def test_a_suspension_from_memory_leaves_it_open_and_one_under_an_answered_question_does_not() -> None:
    assert states(sleeping(seen="memory"), date(2031, 6, 1))["zz/act"] == "in force or asleep, open"
    asleep = sleeping(under=("zz/q", "asleep"))
    for reading, state in (("asleep", "asleep"), ("awake", "in force")):
        law = replace(asleep, answered=(Answered("zz/q", reading, date(2031, 1, 1), "zz/later 1"),))
        assert states(law, date(2031, 6, 1))["zz/act"] == state


def test_what_was_issued_later_is_not_listed() -> None:
    assert instruments(LAW, DAY, date(2027, 12, 31)) == ()
    assert questions(LAW, date(2027, 12, 31)) == ()


def test_a_question_shows_what_has_answered_it_by_the_day() -> None:
    law = replace(LAW, answered=(Answered("zz/q", "asleep", date(2031, 1, 1), "zz/later 1"),))
    asked = questions(law, LATER)
    assert "asleep, by zz/later 1 of 2031-01-01" in questions_text(law, asked, LATER, io.StringIO(), 100)
    assert "zz/later" not in questions_text(law, asked, DAY, io.StringIO(), 100)


def test_an_instrument_a_paragraph_and_a_question_can_be_looked_up() -> None:
    assert [each.place.paragraph for each in paragraphs(LAW, "zz/act", DAY, DAY)] == ["1(1)", "2", "3"]
    assert [each.place.paragraph for each in paragraphs(LAW, "zz/act 2", DAY, DAY)] == ["2"]
    assert [each.place.paragraph for each in paragraphs(LAW, "zz/q", DAY, DAY)] == ["3"]
    assert paragraphs(LAW, "zz/ac", DAY, DAY) == ()
    assert {"zz/act", "zz/act 1(1)", "zz/q"} <= set(names(LAW))


def test_a_paragraph_is_shown_with_its_rule_and_its_state_on_the_day() -> None:
    text = show_text(paragraphs(LAW, "zz/act 1(1)", DAY, DAY), str(DAY), io.StringIO(), 100)
    flat = " ".join(text.split())
    assert "In our own words." in flat
    assert "concludes licence required if made_in == ZZ on the day in force from 2029-01-01" in flat


def test_the_list_says_how_well_each_text_was_seen() -> None:
    text = list_text(instruments(LAW, DAY, DAY), str(DAY), io.StringIO(), 100)
    assert "the official text was read" in text
    assert "zz/house (own)" in text


def test_the_timeline_tells_each_day_once_and_the_reading_under_which_something_happens() -> None:
    turns = (
        Turn(DAY, "zz", "lets wake", "zz/act 3", touches=("zz/act 1(1)",)),
        Turn(DAY, "zz", "puts to sleep", "zz/act 3", under="zz/q = asleep", touches=("zz/act 1(1)",)),
        Turn(LATER, "zz", "lets wake", "zz/act 5", touches=("zz/act 2",), leaves_open=("zz/q", "zz/r")),
        Turn(LATER, "zz", "event", "zz/act 9", by="The Board", note="A word.", touches=("zz/act",)),
    )
    text = turns_text(turns, "What turns", io.StringIO(), 120)
    assert text.count(str(DAY)) == 1
    assert "zz/act 1(1); only where zz/q = asleep" in text
    assert "the term ends; whether they are awake from then on is open: zz/q, zz/r" in " ".join(text.split())
    assert "The Board: A word; see zz/act" in text


def said(law: Lawbook, wanted: str) -> str:
    shown = paragraphs(law, wanted, LATER, LATER)
    return " ".join(show_text(shown, str(LATER), io.StringIO(), 200).split())


def test_what_shares_of_owners_give_is_shown_and_what_a_share_that_is_not_known_gives() -> None:
    adds = Adds(place("3"), ("zz/a",), Fraction(1, 2), gives=("zz/together",), unknown=("zz/perhaps",))
    text = said(replace(LAW, adds=(adds,)), "zz/act 3")
    assert "gives zz/together where the share is not known zz/perhaps" in text


def test_shares_without_a_word_that_they_give_pass_each_list_by_itself_without_the_rows_left_out() -> None:
    adds = Adds(place("3"), ("zz/a",), Fraction(1, 2), without=("zz/a#1",))
    text = said(replace(LAW, adds=(adds,)), "zz/act 3")
    assert "without zz/a#1" in text
    assert "gives each list and row by itself" in text


def test_an_event_shows_what_it_affects() -> None:
    event = Event(place("3"), "zz/talk", DAY, "A talk.", affects=("zz/act 2",))
    assert "what A talk. affects zz/act 2" in said(replace(LAW, events=(event,)), "zz/act 3")


def test_a_question_says_what_turns_on_each_reading_and_where_nothing_does() -> None:
    assert "changes no rule, pause, group or list" in said(LAW, "zz/q")
    text = said(sleeping(under=("zz/q", "asleep")), "zz/q")
    assert "changes asleep: zz/act asleep" in text


def test_a_rule_that_waits_for_a_statement_alone_is_not_shown_as_one_for_always() -> None:
    about = {"destination": "shipment"}
    stated = Joined("stated", (Leaf(parse_condition("destination == ZZ", about, ())),))
    rule = replace(LAW.rules[0], when=Joined("all", (TRUE, reading_is("zz/q", "asleep"), stated)))
    text = said(replace(LAW, rules=(rule,)), rule.id)
    assert "if zz/q is read as 'asleep' surely, by what is known destination == ZZ" in text


def test_one_regime_alone_can_be_looked_at() -> None:
    other = replace(LAW.instruments["zz/act"], id="qq/act")
    raised = replace(LAW.questions["zz/q"], id="qq/q")
    law = replace(
        LAW,
        regimes={**LAW.regimes, "qq": replace(LAW.regimes["zz"], id="qq")},
        instruments={**LAW.instruments, "qq/act": other},
        questions={**LAW.questions, "qq/q": raised},
    )
    assert [each.instrument.id for each in instruments(law, DAY, LATER, ("qq",))] == ["qq/act"]
    assert [each.id for each in questions(law, LATER, ("qq",))] == ["qq/q"]
    assert [row[0] for row in coverage_sheets(law, ("qq",))[0].rows] == ["qq"]
    assert len(coverage_sheets(law)[0].rows) == len(law.regimes)


def test_texts_and_questions_of_a_country_that_there_is_not_are_marked() -> None:
    law = replace(LAW, regimes={"zz": replace(LAW.regimes["zz"], invented=True)})
    for known, marked in ((LAW, False), (law, True)):
        listed = list_text(instruments(known, DAY, LATER), str(DAY), io.StringIO(), 120)
        asked = questions_text(known, questions(known, LATER), LATER, io.StringIO(), 120)
        assert ("Act zz/act (invented)" in listed) is marked
        assert ("zz/q (invented)" in asked) is marked


def test_a_page_of_cases_alone_is_left_out_of_the_list_and_counted() -> None:
    tried = replace(LAW.instruments["zz/act"], id="zz/tries", title="Tries")
    case = LawCase(Place("zz/tries", "1"), "a case", DAY, {}, "not subject")
    law = replace(LAW, instruments={**LAW.instruments, "zz/tries": tried}, cases=(case,))
    listed = instruments(law, DAY, LATER)
    text = list_text(listed, str(DAY), io.StringIO(), 200)
    assert "Tries" not in text
    assert "Left out: pages with nothing but cases (1)" in text
    assert [each.instrument.id for each in listed if each.cases_alone] == ["zz/tries"]
    shown = said(law, "zz/tries")
    assert "nothing here is law" in shown
    assert "text was read" not in shown
    assert "text was read" in said(law, "zz/act 1(1)")


def test_a_list_of_parties_is_shown_by_announcement_with_how_many_are_listed_on_the_day() -> None:
    gone = Dated(date(2029, 1, 1), date(2029, 12, 31))
    parties = (
        ListedParty("Ash", "", "ZZ", "2029-1", gone),
        ListedParty("Birch", "", "YY", "2029-1", Dated(date(2029, 1, 1))),
    )
    listed = PartyList(place("3"), "zz/closed", parties, as_of=DAY, whole=True)
    text = said(replace(LAW, parties=(listed,)), "zz/act 3")
    assert "list zz/closed looked through announcements until 2030-01-01, all of them" in text
    assert "#2029-1 2 names, 1 of them listed on the day: Ash (ZZ); Birch (YY)" in text
