from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from showing.made import BLOCKED, HELD, LEANING, OUTSIDE, REPORTED, answer
from xenotime.exact import ANYTHING, NOTHING, Range, exactly
from xenotime.showing.words import clean, flowed, headline, percent, policy_line, rounded, web_address


def test_an_answer_is_one_line_in_the_words_of_the_trade() -> None:
    assert headline(answer()) == "no licence required, settled"
    assert headline(HELD) == "not settled: licence required or no licence required"
    assert headline(LEANING) == (
        "not settled: licence required under the default readings, no licence required also possible"
    )
    assert headline(OUTSIDE) == "no answer: the law of that day is not encoded"
    assert headline(REPORTED) == "exempt, report, settled"
    assert headline(answer(action="escalate")) == "no licence required, as far as it is encoded"
    assert headline(answer(action="escalate", guidance=("zz/act 2",))) == "no licence required by guidance"


def test_an_ordinary_policy_needs_no_word_and_an_open_one_names_its_choices() -> None:
    assert policy_line(answer(policy="ordinary", policies=("ordinary",))) == ""
    assert policy_line(BLOCKED) == "presumption of denial"
    assert policy_line(HELD) == "not settled: ordinary or presumption of denial"


@given(st.text())
def test_cleaned_text_moves_no_cursor_and_turns_no_direction(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert not {"\x1b", "\r", "\x08", "\x9b", "\u202e", "\u2066"} & set(cleaned)


@given(st.fractions(min_value=0, max_value=10**6))
def test_a_rounded_amount_says_that_it_is_rounded(exact: Fraction) -> None:
    shown = rounded(f"{exact.numerator}/{exact.denominator}")
    number = Fraction(shown.removeprefix("≈ "))
    assert (number == exact) is (not shown.startswith("≈"))
    assert abs(number - exact) <= exact / 10**5


@pytest.mark.parametrize(
    "untouched", ["cn/2025-61", "zz/1/2", "2030-01-01", "A1/2", "0.1 kg", "1/0", "part 3/4-x"]
)
def test_names_and_plain_figures_are_not_rounded(untouched: str) -> None:
    assert rounded(untouched) == untouched


def test_a_share_is_shown_in_percent() -> None:
    assert percent(exactly(Fraction(1, 1000))) == "0.1 %"
    assert percent(Range(Fraction(1, 1000), Fraction(1, 3))) == "0.1 % to ≈ 33.3333 %"
    assert percent(Range(Fraction(1, 4), None)) == "25 % or more"
    assert percent(ANYTHING) == "not known"
    assert percent(NOTHING) == "0 %"


@pytest.mark.parametrize(
    "source",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//law.example",
        "https://",
        "http://a b",
        "file:///etc",
        "",
        "http://[",
        "https://a\u202eb",
    ],
)
def test_only_a_plain_web_address_becomes_a_link(source: str) -> None:
    assert web_address(source) == ""
    assert web_address("https://law.example/a?b=c") == "https://law.example/a?b=c"


def test_lines_of_a_law_file_flow_and_lists_stay() -> None:
    assert flowed("a\nb\n\n\nc\n- d\n- e\n") == "a b\n\nc\n- d\n- e"
