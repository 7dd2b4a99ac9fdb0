"""A powder is a shape: what is in it, in the form that counts, is the metal or the oxide that its name says."""

from datetime import date

import pytest

from xenotime.casework.columns import Columns
from xenotime.desk import answering
from xenotime.facts.declaration import ContentRow
from xenotime.facts.seen import About
from xenotime.law.declared import form_of


class Unseen:
    """An item of which nothing is asked."""

    def see_item(self, *_: object) -> None:
        raise AssertionError


@pytest.mark.parametrize(
    ("substance", "form", "expected"),
    [
        ("Dy2O3", ("powder",), {"powder", "oxide"}),
        ("Dy", ("powder",), {"powder", "metal"}),
        ("DyF3", ("powder",), {"powder"}),
        ("Dy2O3", ("target",), {"target"}),
        ("Dy2O3", ("powder", "mixture"), {"powder", "mixture"}),
        ("Dy2O3", None, {"oxide"}),
        ("Dy", None, set()),
    ],
)
def test_a_powder_of_an_element_is_the_metal_and_of_an_oxide_the_oxide(
    substance: str, form: tuple[str, ...] | None, expected: set[str]
) -> None:
    row = ContentRow(item="M", substance=substance, form=form)
    seen = form_of(row, About("item", "M"))
    assert seen.words == frozenset(expected)
    assert seen.closed == bool(expected)


def test_powder_of_an_oxide_counts_as_a_part_1_item_where_only_what_was_acquired_counts() -> None:
    columns = Columns(answering.load_law(), None, Unseen(), date(2026, 11, 28), date(2026, 11, 28))  # type: ignore[arg-type]
    column = columns.column("cn/2025-61/annex-1-part-1", "CN", "acquired")
    assert column.matches(ContentRow(item="M", substance="Dy2O3", form=("powder",), origin=("CN",))) is True
    assert column.matches(ContentRow(item="M", substance="Dy", form=("powder",), origin=("CN",))) is True
    assert column.matches(ContentRow(item="M", substance="Nd2O3", form=("powder",), origin=("CN",))) is False


@pytest.mark.parametrize(
    ("substance", "form", "expected"),
    [
        ("Fe", None, False),
        ("Fe", ("alloy",), False),
        ("C", ("powder",), False),
        ("Cu", ("metal",), False),
        ("Dy", None, None),
        ("Dy", ("alloy",), None),
        ("Sm", ("alloy",), None),
        ("NdFeB", ("alloy",), None),
        ("steel", ("alloy",), None),
    ],
)
def test_the_bare_name_of_an_element_that_a_list_is_not_about_is_no_entry_of_it(
    substance: str, form: tuple[str, ...] | None, expected: bool | None
) -> None:
    columns = Columns(answering.load_law(), None, Unseen(), date(2026, 11, 28), date(2026, 11, 28))  # type: ignore[arg-type]
    row = ContentRow(item="M", substance=substance, form=form, origin=("CN",))
    assert columns.row_on_list(row, "cn/2025-61/annex-1-part-1") is expected


def test_iron_may_be_an_entry_of_a_list_that_is_about_more_than_elements() -> None:
    columns = Columns(answering.load_law(), None, Unseen(), date(2026, 11, 28), date(2026, 11, 28))  # type: ignore[arg-type]
    row = ContentRow(item="M", substance="C", form=("graphite",), origin=("CN",))
    assert columns.row_on_list(row, "cn/2023-39/items") is None
