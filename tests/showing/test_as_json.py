import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from showing.made import BLOCKED, CHINESE, DAY, EVERY, HELD, LAW, TRACE
from xenotime.errors import Problem
from xenotime.showing import as_json

DOCS = Path(__file__).parents[2] / "docs"
PROBLEM = Problem("Unknown item", "items.csv", 3, "item", "M8", "M7", "name an item")
OF_THE_DESIGN = [
    "shipment",
    "line",
    "item",
    "on",
    "regime",
    "outcome",
    "policy",
    "possible",
    "settled",
    "policies",
    "policy_settled",
    "action",
    "action_because",
    "because",
    "missing",
    "open",
    "would_settle",
    "flips",
    "duties",
    "gaps",
    "assumed",
    "tight",
    "findings",
]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((DOCS / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def handed_out(content: as_json.Json) -> Any:
    return json.loads(as_json.written(content))


def test_every_answer_is_as_the_schema_says() -> None:
    content = as_json.document("0.1.0", LAW, DAY, answers=[as_json.answer(each) for each in EVERY])
    validator("answers").validate(handed_out(content))


def test_an_answer_has_every_key_of_the_design() -> None:
    assert set(OF_THE_DESIGN) <= set(as_json.answer(HELD))


@pytest.mark.parametrize("key", OF_THE_DESIGN)
def test_the_schema_wants_every_key_and_knows_no_other(key: str) -> None:
    content = handed_out(as_json.document("0.1.0", LAW, DAY, answers=[as_json.answer(HELD)]))
    del content["answers"][0][key]
    assert list(validator("answers").iter_errors(content))
    content["answers"][0][key + "_"] = None
    assert len(list(validator("answers").iter_errors(content))) > 1


def test_problems_come_with_no_answers_and_no_law() -> None:
    content = handed_out(as_json.document("0.1.0", None, None, [PROBLEM], answers=[]))
    validator("answers").validate(content)
    assert content["problems"] == [
        {
            "what": "Unknown item",
            "file": "items.csv",
            "row": 3,
            "column": "item",
            "found": "M8",
            "allowed": "M7",
            "do": "name an item",
        }
    ]
    assert content["law"] == {"known_on": None, "sha256": None, "own": []}


def test_entries_of_the_house_itself_are_named() -> None:
    assert as_json.document("0.1.0", LAW, DAY)["law"] == {
        "known_on": "2030-01-01",
        "sha256": "0" * 64,
        "own": ["zz/house"],
    }


def test_what_would_settle_it_is_a_list_of_sets_of_facts() -> None:
    about = {"kind": "item", "id": "M7"}
    has_dy, price = {"fact": "has(Dy)", "about": about}, {"fact": "price of Dy", "about": about}
    assert as_json.answer(HELD)["would_settle"] == [[has_dy], [has_dy, price]]


def test_the_chain_of_findings_says_yes_no_or_unknown() -> None:
    chain = as_json.answer(HELD)["findings"]["provisions"][0]["conditions"]
    assert chain["holds"] == "unknown"
    assert chain["parts"][0] | {"parts": 0, "sheet": 0} == {
        "what": "destination != ZZ",
        "holds": "yes",
        "seen": "YY",
        "source": "",
        "how": "",
        "parts": 0,
        "sheet": 0,
    }


def test_a_line_that_is_not_there_is_null() -> None:
    assert as_json.answer(BLOCKED)["line"] is None


def test_chinese_questions_stay_chinese() -> None:
    assert CHINESE in as_json.written(as_json.answer(HELD))


def test_a_trace_is_as_the_schema_says_and_its_numbers_are_exact() -> None:
    content = handed_out(as_json.document("0.1.0", LAW, DAY, trace=as_json.trace(TRACE)))
    validator("trace").validate(content)
    first, second = content["trace"]["rows"]
    assert first["amount"] == {"low": "1/3", "high": "2"}
    assert first["share"] == {"low": "0.001", "high": "1/3"}
    assert second["amount"] == {"low": "0", "high": None}
    assert content["trace"]["elements"]["Dy"]["is_in_it"] == "unknown"
