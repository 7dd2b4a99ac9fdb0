"""What a stated code says of the rows of a list, and what stays open while none is stated."""

from datetime import date

import pytest

from xenotime.facts.seen import About, Seen
from xenotime.law.condition import Condition, Leaf, Subject, Value
from xenotime.law.control_list import ControlList, Row, membership
from xenotime.law.evaluate import holds
from xenotime.law.provision import Dated, Place

WHERE = Leaf(Condition(Subject("fact", "shipment", "destination"), "in", Value(words=("QN",), text="[QN]")))
WIDER = Leaf(
    Condition(Subject("fact", "shipment", "destination"), "in", Value(words=("QN", "QO"), text="[QN, QO]"))
)
METAL = Leaf(Condition(Subject("fact", "item", "form"), "==", Value(words=("metal",), text="metal")))


def row(code: str, when: Leaf | None = None, where: Leaf | None = None, seen: str = "official") -> Row:
    return Row(code, code, when, Dated(issued=date(2024, 1, 1), seen=seen), where=where)


def on_list(
    rows: tuple[Row, ...], *codes: str, form: str = "", to: str = "QN", complete: bool = True
) -> bool | None:
    listed = ControlList(Place("zz/schedule", "1"), "zz/schedule/things", rows, complete)
    stated = frozenset(codes) or None
    tree = membership(listed, rows, stated, closed=False)

    def see(subject: Subject) -> Seen:
        about = About(subject.role, subject.role)
        if subject.name == "destination":
            return Seen(about, frozenset({to}) if to else frozenset(), closed=bool(to))
        if subject.name == "form" and form:
            return Seen(about, frozenset({form}), closed=True)
        return Seen(about, frozenset(codes) if subject.name == "codes" else frozenset())

    return holds(tree, see)


def test_while_no_code_is_stated_a_row_that_only_a_person_can_meet_is_open() -> None:
    assert on_list((row("A1"),)) is None


def test_another_code_of_the_regime_closes_such_a_row() -> None:
    assert on_list((row("A1"),), "zz:A2") is False


def test_a_code_of_another_regime_closes_nothing() -> None:
    assert on_list((row("A1"),), "qn:A2") is None


def test_a_row_with_conditions_is_held_against_the_item_whatever_code_is_stated() -> None:
    assert on_list((row("A1", METAL),), "zz:A2", form="metal") is True
    assert on_list((row("A1", METAL),), "zz:A2") is None
    assert on_list((row("A1", METAL),), "zz:A2", form="oxide") is False


def test_another_code_leaves_an_incomplete_list_open() -> None:
    assert on_list((row("A1"),), "zz:A2", complete=False) is None


@pytest.mark.parametrize(
    ("stated", "answer"), [("zz:A1", True), ("zz:A1.b", True), ("zz:A", False), ("zz:A10", False)]
)
def test_a_code_belongs_to_its_row_and_to_no_namesake(stated: str, answer: bool) -> None:
    assert on_list((row("A1"),), stated) is answer


def test_a_coarser_code_is_a_yes_where_the_list_takes_all_of_it() -> None:
    assert on_list((row("A1.a"), row("A1.b")), "zz:A1") is True


def test_a_row_holds_for_its_destinations_alone() -> None:
    assert on_list((row("A1", where=WHERE),), "zz:A1") is True
    assert on_list((row("A1", where=WHERE),), "zz:A1", to="QO") is False
    assert on_list((row("A1", where=WHERE),), "zz:A1", to="") is None


def test_a_code_that_a_row_governs_needs_no_complete_list() -> None:
    assert on_list((row("A1", where=WHERE),), "zz:A1", to="QO", complete=False) is False
    assert on_list((row("A1", where=WHERE),), "zz:A2", to="QO", complete=False) is None


def test_the_closest_row_governs_a_stated_code() -> None:
    rows = (row("A1", where=WIDER), row("A1.b", where=WHERE))
    assert on_list(rows, "zz:A1.a", to="QO") is True
    assert on_list(rows, "zz:A1.b", to="QO") is False
    assert on_list(rows, "zz:A1.b.2", to="QO") is False


def test_of_a_coarser_code_each_closer_row_stays_open() -> None:
    rows = (row("A1", where=WHERE), row("A1.b", where=WIDER))
    assert on_list(rows, "zz:A1", to="QN") is True
    assert on_list(rows, "zz:A1", to="QO") is None
    assert on_list(rows, "zz:A1", to="QP") is False


def test_a_coarser_code_without_a_row_of_its_own_is_a_yes_where_every_paragraph_is() -> None:
    rows = (row("A1.a", where=WHERE), row("A1.b", where=WIDER))
    assert on_list(rows, "zz:A1", to="QN") is True
    assert on_list(rows, "zz:A1", to="QO") is None
    assert on_list(rows, "zz:A1", to="QP") is False


def test_paragraphs_that_were_not_well_seen_make_no_coarser_code_sure() -> None:
    rows = (row("A1.a", where=WHERE), row("A1.b", where=WIDER, seen="inferred"))
    assert on_list(rows, "zz:A1", to="QN") is None


def test_without_a_code_rows_hold_for_some_destination_or_for_none() -> None:
    rows = (row("A1", where=WHERE), row("A2", where=WIDER))
    assert on_list(rows, to="QO") is None
    assert on_list(rows, to="QP") is False


def test_none_is_a_no_for_every_row() -> None:
    assert on_list((row("A1"), row("A2", where=WHERE)), "zz:none") is False
