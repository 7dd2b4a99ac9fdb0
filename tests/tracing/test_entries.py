"""What a row says of a list by its name, beside what others say of single substances."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracing.test_contradicted import LIST, NOTHING_ELSE, twins
from tracing.trace_books import ANY_ORIGIN, DAY, ELEMENT, book, ends, item, none, row
from xenotime.facts.declaration import ContentRow
from xenotime.tracing.column import Column
from xenotime.tracing.content import Tracer


def is_by_name(said: ContentRow) -> bool:
    return said.substance == "zz:A1"


CHINESE = replace(LIST, names_list=is_by_name)
ANYWHERE = replace(
    ANY_ORIGIN, names_list=is_by_name, states_whole=lambda said: is_by_name(said) and said.origin is None
)
LIST_ELEMENTS = replace(ELEMENT, names_list=is_by_name, states_whole=LIST.states_whole)
NO_ENTRY = none("MAGNET", "zz:A1", said_by="maker")
MAGNET = item("MAGNET", value="50", mass="2")


@pytest.mark.parametrize(("column", "most"), [(CHINESE, 0), (LIST_ELEMENTS, 50)])
def test_that_nothing_came_in_as_an_entry_says_nothing_of_what_came_in_otherwise(
    tmp_path: Path, column: Column, most: int
) -> None:
    fluoride = row("MAGNET", "Dy", "3 %", form="compound", said_by="maker")
    facts = book(MAGNET, fluoride, NO_ENTRY, NOTHING_ELSE)
    assert twins(facts, column, tmp_path) == (0, most)
    chinese = replace(facts, contents=(replace(fluoride, origin=("CN",), said_by="lab"), NO_ENTRY))
    assert not Tracer(chinese, DAY).content("MAGNET", column).contradiction


@pytest.mark.parametrize(("column", "most"), [(CHINESE, 3), (LIST_ELEMENTS, 5)])
def test_what_is_on_the_list_may_be_some_of_an_element_or_come_to_it(
    tmp_path: Path, column: Column, most: int
) -> None:
    entries = row("MAGNET", "zz:A1", value="1..3", origin="CN", said_by="maker")
    named = row("MAGNET", "Dy", value="2", form="metal", origin="CN", said_by="maker")
    facts = book(MAGNET, entries, named, NOTHING_ELSE)
    assert twins(facts, column, tmp_path) == (2, most)


def test_an_amount_of_entries_from_one_place_and_what_they_are_do_not_add() -> None:
    entries = row("MAGNET", "zz:A1", value="12..20", origin="JP", said_by="maker")
    named = row("MAGNET", "Dy", value="6", form="metal", said_by="maker")
    tracer = Tracer(book(MAGNET, entries, named, NOTHING_ELSE), DAY)
    assert ends(tracer.content("MAGNET", ANYWHERE)) == ("12", "26")
    assert ends(tracer.content("MAGNET", CHINESE)) == ("0", "6")


@pytest.mark.parametrize(
    ("named", "is_contradicted"), [((), True), ((row("MAGNET", "Dy", "2 %", origin="JP"),), False)]
)
def test_entries_of_an_untold_place_may_be_what_another_one_names(
    named: tuple[ContentRow, ...], is_contradicted: bool
) -> None:
    entries = row("MAGNET", "zz:A1", value="1..3", said_by="lab")
    said = [replace(each, said_by="maker") for each in named]
    tracer = Tracer(book(MAGNET, entries, *said, NOTHING_ELSE), DAY)
    assert bool(tracer.content("MAGNET", CHINESE).contradiction) is is_contradicted


def test_a_substance_of_an_untold_place_may_be_among_the_entries_that_another_one_tells_of() -> None:
    named = row("MAGNET", "Dy", "2 %", form="metal", said_by="lab")
    entries = row("MAGNET", "zz:A1", value="1..3", origin="JP", said_by="maker")
    tracer = Tracer(book(MAGNET, entries, named, NOTHING_ELSE), DAY)
    assert not tracer.content("MAGNET", CHINESE).contradiction


def test_metal_beside_its_oxide_says_nothing_against_the_oxide() -> None:
    metal, oxide = row("MAGNET", "Dy", "0..5 %", form="metal"), row("MAGNET", "Dy2O3", "0..9 %", form="oxide")
    for rows, expected in (((metal,), False), ((metal, oxide), None), ((oxide,), None)):
        tracer = Tracer(book(MAGNET, *rows, none("MAGNET", "others")), DAY)
        assert tracer.has_substance("MAGNET", "Dy2O3").truth is expected
