"""Elements that the shipped lists name beside others alone."""

from dataclasses import replace

from screening.screen_books import law
from xenotime.law.condition import Condition, Joined, Leaf, Subject, Tree, Value
from xenotime.law.partners import partners


def test_cobalt_is_listed_beside_samarium_and_dysprosium_by_itself() -> None:
    partners = law().partners
    assert "Sm" in partners["Co"]
    assert {"Sm", "Tb", "Dy"} <= partners["Fe"]
    assert not {"Sm", "Dy", "Tb", "Ga", "W"} & partners.keys()


def test_of_an_entry_that_can_be_met_in_very_many_ways_each_substance_stands_beside_all_others() -> None:
    names = [f"X{number}" for number in range(100)]
    some = next(iter(law().lists.values()))
    row = replace(
        some.rows[0], when=Joined("all", tuple(any_of(names[at : at + 10]) for at in range(0, 100, 10)))
    )
    found = partners((replace(some, rows=(row,)),))
    assert found == {each: frozenset(names) - {each} for each in names}


def any_of(names: list[str]) -> Tree:
    there = Value(words=("yes",), text="yes")
    return Joined("any", tuple(Leaf(Condition(Subject("has", "item", each), "==", there)) for each in names))
