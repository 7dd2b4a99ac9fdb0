"""JSON as it is written: one document, of which what is made one by one stands line by line."""

import json

import pytest

from xenotime.showing.as_json import written


@pytest.mark.parametrize("made", [[], [{"a": "x\ny"}], [{"a": "“é”"}, {"b": [1, None]}]])
def test_what_an_iterator_makes_stands_one_on_a_line_and_the_rest_is_indented(made: list[object]) -> None:
    rest = {"law": {"known_on": None, "own": ["x\n y"]}, "problems": []}
    text = written({"answers": iter(made), **rest})
    assert json.loads(text) == {"answers": made, **rest}
    assert sum(line.startswith('    {"') for line in text.splitlines()) == len(made)
    assert text.endswith('  "problems": []\n}\n')


def test_a_document_without_iterators_is_written_as_json_is_with_two_blanks() -> None:
    body = {"law": {"own": [], "known_on": None}, "rows": [{"a": 1}, "x"]}
    assert written(body) == json.dumps(body, indent=2) + "\n"
