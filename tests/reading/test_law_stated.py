"""What must be stated: an order that is silent about an open question is not open for it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from reading.law_samples import SOUND, law_of, problems_of
from xenotime.casework.lawcases import posed, run_case
from xenotime.deciding.answer import Answer
from xenotime.deciding.decide import decide
from xenotime.law.condition import leaves
from xenotime.law.lawbook import Lawbook
from xenotime.law.provision import LawCase, Place

ON = date(2025, 1, 1)
LISTED = {"form": "metal", "has(Dy)": "yes", "destination": "AA", "mass_kg": "0.5 kg"}
BURNT = """```rule
concludes = "no licence required"
under = "zz/open = that"
exception_to = ["1"]
in_force = [{ from = 2024-06-01 }]
all = ["item in zz/act/things"]
stated = ["calcined == yes"]
```
"""


def answered(law: Lawbook, facts: Mapping[str, object], **readings: str) -> Answer:
    taken = {f"zz/{name}": reading for name, reading in readings.items()}
    case = LawCase(Place("zz/act", "1"), "an order", ON, dict(facts), "", readings=taken)
    return decide(posed(law, case), law, "zz", on=ON, known_on=date(2026, 1, 1))


def test_silence_raises_no_question(tmp_path: Path) -> None:
    law = law_of(tmp_path, SOUND + BURNT)
    assert answered(law, LISTED).possible == ("licence required",)
    assert not answered(law, LISTED).missing


def test_what_is_stated_raises_the_question_and_a_reading_settles_it(tmp_path: Path) -> None:
    law, burnt = law_of(tmp_path, SOUND + BURNT), {**LISTED, "calcined": "yes"}
    assert answered(law, burnt).possible == ("no licence required", "licence required")
    assert [each.question for each in answered(law, burnt).open] == ["zz/open"]
    assert answered(law, burnt, open="this").possible == ("licence required",)
    assert answered(law, burnt, open="that").possible == ("no licence required",)


def test_the_contrary_stated_leaves_nothing_open(tmp_path: Path) -> None:
    law = law_of(tmp_path, SOUND + BURNT)
    assert answered(law, {**LISTED, "calcined": "no"}).settled


def test_a_range_on_both_sides_of_a_figure_states_nothing(tmp_path: Path) -> None:
    law = law_of(tmp_path, SOUND + BURNT.replace("calcined == yes", "node_nm <= 14"))
    assert answered(law, {**LISTED, "node_nm": "10..14"}).possible[0] == "no licence required"
    assert answered(law, {**LISTED, "node_nm": "10..15"}).settled


def test_a_rule_can_stand_under_several_readings(tmp_path: Path) -> None:
    other = '```question\nid = "zz/other"\nasks = "Which?"\nreadings = ["old", "new"]\ndefault = "old"\n```\n'
    both = BURNT.replace('"zz/open = that"', '["zz/open = that", "zz/other = new"]')
    law, burnt = law_of(tmp_path, SOUND + other + both), {**LISTED, "calcined": "yes"}
    assert {each.question for each in answered(law, burnt).open} == {"zz/open", "zz/other"}
    assert answered(law, burnt, open="that", other="new").possible == ("no licence required",)
    assert answered(law, burnt, open="that", other="old").possible == ("licence required",)
    (rule,) = [each for each in law.rules if each.under]
    assert "zz/other == new" in {each.as_text() for each in leaves(rule.when)}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('under = "zz/open = that"\nexception_to = ["1"]\n', "", "silence would make the answer milder"),
        ("calcined == yes", "calcned == yes", "unknown fact"),
        ("calcined == yes", "destination == destination", "never holds where it must be stated"),
        ('"zz/open = that"', '["zz/open = that", "zz/open = those"]', "has no such reading"),
        ('"zz/open = that"', '["zz/open that"]', "a reading is written"),
    ],
)
def test_a_slip_in_it_is_named(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert any(what in each.what for each in problems_of(tmp_path, SOUND + BURNT.replace(old, new)))


def test_a_case_of_law_may_leave_it_out(tmp_path: Path) -> None:
    law = law_of(tmp_path, SOUND + BURNT)
    case = LawCase(Place("zz/act", "1"), "an order", ON, dict(LISTED), "licence required")
    assert run_case(law, case).ok
