"""A layer for several states: what is seen alike is one unknown."""

from dataclasses import replace
from datetime import date

from xenotime.desk.answering import load_law
from xenotime.facts.seen import About, Missing, Seen
from xenotime.law.condition import Condition, Leaf, Subject, Value
from xenotime.screening.layers import LayerOf

DAY = date(2026, 11, 24)
ONE = About("party", "⟦consignee⟧")
UNKNOWN = Seen(ONE, missing=(Missing("country", ONE, ""),))


def test_one_party_stated_in_one_role_and_assumed_in_another_is_one_unknown() -> None:
    subjects = [Subject("fact", role, "country") for role in ("end_user", "consignee")]
    assumed = replace(UNKNOWN, assumed=("shipments.consignee = P",))
    layer = LayerOf(load_law(), DAY, DAY, {}).layer(dict(zip(subjects, (UNKNOWN, assumed), strict=True)))
    first, second = (Leaf(Condition(each, "in", Value(words=("CN",), text="CN"))) for each in subjects)
    assert layer.formula(first) == layer.formula(second)
    assert len(layer.variables) == 1
