from dataclasses import replace

from showing.made import HELD
from xenotime.casework.likely import likely_first
from xenotime.facts.book import Book
from xenotime.facts.classification import PartKind
from xenotime.facts.house_word import HouseWord
from xenotime.facts.item import Item
from xenotime.facts.seen import About, Missing

KINDS = (PartKind("rotating machine", ("part",), ("permanent_magnet",), ("Dy",), ("motor",)),)
BOOK = Book(items={"S": Item(id="S", name="Screw"), "M": Item(id="M", name="Gear motor")})


def test_what_is_missing_of_a_likely_part_comes_first_and_nothing_is_left_out() -> None:
    facts = [
        Missing("lists", About("party", "P"), "?"),
        Missing("has(Dy)", About("item", "S"), "?"),
        Missing("has(Dy)", About("item", "M"), "?"),
        Missing("has(Dy)", About("item", "GONE"), "?"),
    ]
    [found] = likely_first([replace(HELD, missing=tuple(facts), policy_missing=())], BOOK, KINDS)
    assert [(each.about.id, each.likely) for each in found.missing] == [
        ("M", "rotating machine: name says 'motor'"),
        ("P", ""),
        ("S", ""),
        ("GONE", ""),
    ]


def test_a_word_of_the_house_makes_a_part_likely_and_one_that_says_that_it_holds_none_does_not() -> None:
    words = (
        HouseWord("screw", "rotating machine"),
        HouseWord("gear motor", "none", "A. Person", None, "why"),
    )
    facts = [Missing("has(Dy)", About("item", each), "?") for each in ("S", "M")]
    [found] = likely_first([replace(HELD, missing=tuple(facts))], replace(BOOK, house_words=words), KINDS)
    assert {each.about.id: each.likely for each in found.missing} == {
        "S": "rotating machine: name holds house word 'screw'",
        "M": "rotating machine: name says 'motor'",
    }


def test_a_word_that_the_name_does_not_hold_is_only_what_it_may_be_short_for() -> None:
    magnets = (replace(KINDS[0], words=("magnetspannplatte",)),)
    book = Book(items={"R": Item(id="R", name="Rotor with magnetsp.")})
    [found] = likely_first(
        [replace(HELD, missing=(Missing("has(Dy)", About("item", "R"), "?"),))], book, magnets
    )
    assert found.missing[0].likely == "rotating machine: name may be short for 'magnetspannplatte'"
