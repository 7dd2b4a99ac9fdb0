"""What is told of an open question, in every answer and with everything explained."""

from xenotime.showing.check.sayings import told_lines

APART = "Text: until the tenth. Announcement: of a talk; no instrument. Instrument: none was seen."


def test_text_announcement_and_instrument_are_told_apart_in_every_answer() -> None:
    lines = [
        "Text: until the tenth.",
        "Announcement: of a talk; no instrument.",
        "Instrument: none was seen.",
    ]
    assert told_lines(APART, explain=False) == told_lines(APART, explain=True) == lines


def test_other_notes_are_told_where_everything_is_explained() -> None:
    assert told_lines("It bears on owners.", explain=False) == []
    assert told_lines("It bears on owners.", explain=True) == ["It bears on owners."]


def test_a_question_without_notes_tells_nothing() -> None:
    assert told_lines("", explain=True) == told_lines("", explain=False) == []
