"""What conditions ask about: what asks the same is one thing."""

import pickle
from dataclasses import replace

from xenotime.law.condition import Subject, parse_subject

ABOUT = {"form": "item", "party.kind": "party"}
ROLES = ("item", "shipment", "end_user", "consignee")


def test_what_asks_the_same_is_one_subject_however_it_came_about() -> None:
    form = Subject("fact", "item", "form")
    assert parse_subject("form", ABOUT, ROLES) is form
    assert parse_subject("item.form", ABOUT, ROLES) is form
    assert pickle.loads(pickle.dumps(form)) is form  # noqa: S301  of this test itself
    assert replace(Subject("fact", "end_user", "kind"), role="consignee") is Subject(
        "fact", "consignee", "kind"
    )


def test_what_asks_something_else_is_another_subject() -> None:
    every = {
        parse_subject(text, ABOUT, ROLES)
        for text in (
            "form",
            "end_user.kind",
            "consignee.kind",
            "has(a/b)",
            "share(a/b)",
            "share(a/b, by = mass)",
        )
    }
    assert len(every) == 6
