"""One answer for each fact, however it is worded: the same facts in many words, under many keys, in many shapes."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.running import run
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

FAMILIES = [
    family
    for path in sorted(Path(__file__).parent.glob("same_in_words*.yaml"))
    for family in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
]
ADAPTER = Adapter(phrasebook())


@cache
def law() -> Lawbook:
    return answering.load_law()


def wordings() -> list[Any]:
    return [
        pytest.param(family, words, id=f"{family['says']}: {number}")
        for family in FAMILIES
        for number, words in enumerate(family["in_words"], 1)
    ]


@pytest.mark.parametrize(("family", "words"), wordings())
def test_a_fact_is_heard_in_these_words(family: dict[str, Any], words: dict[str, Any]) -> None:
    needs = words.get("needs", family.get("needs", []))
    facts = {**family["facts"], **{key: said for key, said in words.items() if key != "needs"}}
    case = Published(
        "X",
        family["jurisdiction"],
        "invented",
        facts,
        family["answer"],
        tuple(needs),
        depends_on=tuple(family.get("depends_on", ())),
    )
    found = run(case, law(), ADAPTER, explained=family["answer"] == "exempt_with_report")
    assert not found.wrong
