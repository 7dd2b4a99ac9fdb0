import pytest

from xenotime.facts.seen import About, Missing
from xenotime.showing.check.to_ask import ToAsk, by_subject

MOTOR, SCREW = About("item", "MOT"), About("item", "SCREW")


def asked(fact: str, about: About = MOTOR, ask: str = "?", chinese: str = "", likely: str = "") -> ToAsk:
    return ToAsk(Missing(fact, about, ask, chinese, likely), "its maker")


def test_questions_that_differ_in_the_substance_only_are_one_and_keep_every_fact() -> None:
    found = by_subject(
        [
            asked("has(Dy)", ask="Any Dy?", chinese="含有Dy吗？"),
            asked("made_in", ask="Where?"),
            asked("has(Tb)", ask="Any Tb?", chinese="含有Tb吗？"),
        ]
    )
    assert [each.about for each in found] == ["item MOT"]
    assert found[0].questions == (
        ("Any Dy? The same of Tb.", "含有Dy吗？ Tb：同上。", "has(Dy); has(Tb)"),
        ("Where?", "", "made_in"),
    )
    assert found[0].count == 3


def test_each_thing_comes_once_in_the_order_in_which_it_is_first_asked_about() -> None:
    found = by_subject([asked("form", MOTOR), asked("form", SCREW), asked("made_in", MOTOR, likely="motor")])
    assert [(each.about, each.likely, each.count) for each in found] == [
        ("item MOT", "motor", 2),
        ("item SCREW", "", 1),
    ]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("made_in", "made_in of item MOT"),
        ("supplier of", "supplier of item MOT"),
        ("value of Dy in", "value of Dy in item MOT"),
        ("reading of MOT", "reading of MOT"),
    ],
)
def test_a_fact_is_named_with_what_it_is_about_once(fact: str, said: str) -> None:
    assert asked(fact).named == said
