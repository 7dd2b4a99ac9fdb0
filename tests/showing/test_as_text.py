import io
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from showing.made import (
    BLOCKED,
    BOOK,
    CHINESE,
    DAY,
    EVERY,
    HAS_DY,
    HELD,
    LAW,
    MAGNET,
    OUTSIDE,
    TRACE,
    answer,
    report,
)  # fmt: skip
from xenotime.facts.seen import yes_or_no
from xenotime.showing.check.report import report_of
from xenotime.showing.check.text import check_text
from xenotime.showing.trace.text import trace_text


def shown(*answers: object, width: int = 100, explain: bool = False, alphabet: str = "utf-8") -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding=alphabet)
    return check_text(report(*answers), file, width=width, explain=explain)  # type: ignore[arg-type]


def test_orders_to_block_come_first_and_those_to_release_last() -> None:
    table = shown().split("BLOCK")[0]
    actions = re.findall(r"^ ?(block|escalate|hold|release)\b", table, re.MULTILINE)
    assert actions == ["block", "escalate", "escalate", "hold", "hold", "hold", "release"]


def test_a_short_memo_says_whom_to_ask_and_what_each_reading_gives() -> None:
    text = " ".join(shown(HELD).split())
    assert "item M7 (Magnet): ask Magnet works. Is there any Dy in M7? [has(Dy)]" in text
    assert "revived → licence required" in text
    assert "asleep → no licence required" in text
    assert "has(Dy) of M7 and price of Dy of M7" in text
    assert "zz/q read as 'asleep' until 2029-12-31 (EXPIRED); A. Head, B. Counsel; memo-1" in text
    assert "May 3 × M7 (Magnet) be provided from ZZ to YY, to Robot maker (YY), on 2030-01-01" in text


def test_a_memo_keeps_text_and_instrument_of_an_open_question_apart_unless_it_asks_the_law_as_it_was_known_before() -> (
    None
):
    known = "asleep → no licence required Text: a year. Instrument: none was found."
    assert known in " ".join(shown(HELD, explain=True).split())
    assert known in " ".join(shown(HELD).split())
    assert "Text: a year" not in shown(replace(HELD, known_on=date(2029, 12, 31)), explain=True)


def test_because_gives_paragraph_caption_and_how_well_it_was_seen() -> None:
    assert "zz/act 1(1) Foreign-made items [official]" in " ".join(shown(BLOCKED).split())


def test_only_an_explained_memo_has_the_chain_and_the_calculation() -> None:
    short, full = shown(HELD), " ".join(shown(HELD, explain=True).split())
    assert "Chain of findings" not in short
    assert "yes destination != ZZ seen: YY" in full
    assert "≈ 0.333333 to 0.5 EUR" in full
    assert "share of zz/listed in M7 0.05 % to 0.2 % shipped" in full
    assert "Relief goods: not so: end_use == relief, seen civil" in full
    assert "share of M7: from 0.1 %, 2 times as much (now 0.05 %) gives licence required" in full
    assert "date of S3: to 2028-12-31 (now 2030-01-01) gives no answer" in full


@pytest.mark.parametrize("width", [24, 40, 71, 72, 100, 200])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_paper(width: int, explain: bool) -> None:
    lines = shown(width=width, explain=explain).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_nothing_in_a_book_gives_orders_to_the_terminal() -> None:
    for explain in (False, True):
        text = shown(explain=explain)
        assert not {"\x1b", "\u202e"} & set(text)
        assert "[bold]not markup[/bold]" in text


def test_the_text_can_be_written_in_ascii() -> None:
    text = shown(answer(), alphabet="ascii")
    assert "─" not in text
    assert "✓" not in shown(HELD, explain=True, alphabet="ascii")


def test_no_order_is_ever_called_cleared() -> None:
    for explain in (False, True):
        assert "cleared" not in shown(explain=explain).lower()


def test_every_check_says_that_it_is_no_legal_advice() -> None:
    assert "own words" in shown()
    assert "not legal advice" in " ".join(shown().split())


def test_a_day_before_coverage_has_no_answer() -> None:
    assert "no answer: the law of that day is not encoded" in shown(OUTSIDE)


def test_a_book_without_shipments_is_said_to_have_none() -> None:
    text = check_text(report_of((), BOOK, LAW, DAY, "0"), io.StringIO(), width=80)
    assert "0 order lines: none" in text


def test_a_trace_shows_at_least_and_at_most_in_percent() -> None:
    text = " ".join(trace_text(TRACE, io.StringIO(), width=120, explain=True).split())
    assert "0.1 % to ≈ 33.3333 %" in text
    assert "unknown Dy" in text
    assert "no Tb" in text
    assert "two figures for Dy" in text
    assert "What does a kilogram of Dy cost? [price of Dy of M7]" in text
    assert CHINESE not in text


def test_a_trace_names_together_what_nothing_is_known_of_and_counts_the_questions_that_it_leaves_out() -> (
    None
):
    asked = tuple(replace(HAS_DY, fact=f"has(X{each})", ask=f"Is there any X{each}?") for each in range(20))
    view = replace(TRACE, elements={"Dy": yes_or_no(MAGNET, None, missing=asked)})
    brief, whole = (
        " ".join(trace_text(view, io.StringIO(), width=120, explain=explain).split())
        for explain in (False, True)
    )
    assert "it may be anything zz/other by mass" in brief
    assert "zz/listed" in brief
    assert "… 9 more: see --explain" in brief
    assert ("Is there any X19?" in brief, "Is there any X19?" in whole) == (False, True)
    assert "it may be anything" not in whole


def test_the_made_answers_show_every_action() -> None:
    assert {each.action for each in EVERY} == {"block", "escalate", "hold", "release"}
