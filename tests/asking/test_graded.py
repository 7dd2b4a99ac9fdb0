"""The grade of a magnet widens what is asked: it adds questions with their reason, and settles nothing."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from xenotime.asking.effects import Unsettled
from xenotime.asking.graded import Graded
from xenotime.asking.plan import plan_of
from xenotime.casework.cases import Docket
from xenotime.desk import answering
from xenotime.facts.book import Book
from xenotime.facts.declaration import ContentRow
from xenotime.facts.seen import About, Missing
from xenotime.law.lawbook import Lawbook
from xenotime.reading.shipped.estimates import read_estimates

BOOK = Path(__file__).parents[2] / "examples" / "motor-maker"
MAGNET = "MAG-XX"


@cache
def law() -> Lawbook:
    return answering.load_law()


@cache
def example() -> Book:
    return answering.open_book(BOOK, law())


def magnet_of(grade: str, *rows: ContentRow) -> Book:
    item = replace(example().items[MAGNET], maker_part=grade, name="Sintered magnet")
    return replace(example(), items={**example().items, MAGNET: item}, contents=(*example().contents, *rows))


def widened(book: Book, *missing: Missing) -> Unsettled:
    asked = answering.request(law(), on="2026-11-24", known_on="2026-11-24", regimes=["cn"])
    settling = (frozenset({("others", About("item", MAGNET))}),)
    given = Unsettled("S1", "cn", ("not required", "licence"), missing, settling, frozenset())
    (found,) = Graded(Docket(book, law(), asked), read_estimates()).widened([given])
    assert found.settling == given.settling
    assert [(each.fact, each.about) for each in found.missing][: len(missing)] == [
        (each.fact, each.about) for each in missing
    ]
    return found


def about(fact: str, item: str = MAGNET) -> Missing:
    return Missing(fact, About("item", item), f"{fact}?")


@pytest.mark.parametrize("suffix", ["M", "H", "SH", "UH", "EH", "AH"])
def test_a_suffix_adds_a_question_for_each_of_its_elements_with_the_grade_as_reason(suffix: str) -> None:
    found = widened(magnet_of(f"N42{suffix}"), about("others"))
    assert [each.fact for each in found.missing] == ["others", "has(Dy)", "has(Tb)"]
    assert all(each.likely.startswith(f"grade suffix {suffix},") for each in found.missing)
    assert all(f"牌号后缀 {suffix}" in each.likely_zh for each in found.missing)


def test_a_grade_without_a_suffix_adds_nothing_and_takes_nothing_away() -> None:
    found = widened(magnet_of("N42"), about("others"), about("has(Dy)"))
    assert [(each.fact, each.likely) for each in found.missing] == [("others", ""), ("has(Dy)", "")]


def test_an_element_that_is_known_to_be_there_is_not_asked_for_again() -> None:
    stated = ContentRow(MAGNET, "Dy", said_by="S", present=True)
    found = widened(magnet_of("N42SH", stated), about("others"))
    assert [each.fact for each in found.missing] == ["others", "has(Tb)"]


def test_a_question_about_something_else_is_left_as_it_is() -> None:
    found = widened(magnet_of("N42SH"), about("made_with"), about("has(Co)"), about("others", "STATOR"))
    assert [(each.fact, each.likely) for each in found.missing] == [
        ("made_with", ""), ("has(Co)", ""), ("others", ""),
    ]  # fmt: skip


def test_of_questions_that_do_as_much_the_one_that_a_grade_speaks_for_comes_first() -> None:
    found = widened(magnet_of("N42SH"), about("has(Co)"), about("has(Sm)"), about("has(Tb)"))
    assert [each.missing.fact for each in plan_of([found]).ranked][:2] == ["has(Dy)", "has(Tb)"]
