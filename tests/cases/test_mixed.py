"""A civil body that armed forces use in part may be military or not; one of forces, or without any, is as it is said."""

import pytest

from cases import mixed


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("hospital, civil with wards used by the army", "hospital, civil"),
        ("hospital, civil, which also treats soldiers", "hospital, civil"),
        ("clinic with a military ward", "clinic"),
        ("civil airport shared with the air force", "civil airport"),
        ("university, some laboratories run for the army", "university"),
        ("civil hospital, one wing reserved for the armed forces", "civil hospital"),
        ("port used jointly with the navy", "port"),
        ("airport, civil and military", "airport, civil"),
        ("civil school with a few army pupils", "civil school"),
        ("college with a defence institute", "college"),
    ],
)
def test_of_a_body_that_forces_use_in_part_it_is_not_known_what_it_is(text: str, rest: str) -> None:
    left, said = mixed.told(text)
    assert left == rest
    assert [each.effects for each in said] == [{"set": {"it.kind": "?"}}]


@pytest.mark.parametrize(
    "text",
    [
        "army hospital",
        "hospital of the army with wards",
        "civil hospital, no military wards",
        "navy shipyard shared with the army",
        "hospital, not used by the army",
        "civil university without army laboratories",
        "company that supplies the army",
        "defence university with laboratories used by the navy",
    ],
)
def test_a_body_of_forces_or_without_them_is_left_as_it_is_said(text: str) -> None:
    assert mixed.told(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "university; one institute works for the armed forces",
        "shipyard building ferries and, now and then, patrol boats for the navy",
        "electronics firm, a tenth of sales to the air force",
        "firm, 10 % of its turnover with the army",
        "repair shop whose customers include the air force",
    ],
)
def test_of_a_firm_that_works_for_forces_in_part_it_is_not_known_what_it_is(text: str) -> None:
    assert [each.effects for each in mixed.told(text)[1]] == [{"set": {"it.kind": "?"}}]


@pytest.mark.parametrize(
    "text",
    ["firm that makes motors for the army", "company, all of its output to the army", "supplier of the navy"],
)
def test_of_a_firm_that_works_for_forces_alone_it_is_as_it_is_said(text: str) -> None:
    assert mixed.told(text) == (text, [])


def test_what_stands_beside_the_clause_is_heard_all_the_same() -> None:
    text = "company on the Entity List, civil hospital with wards for soldiers"
    assert mixed.told(text)[0] == "company on the Entity List, civil hospital"
    listed = "university with a laboratory, on the Entity List, run for the army"
    assert mixed.told(listed) == (listed, [])
