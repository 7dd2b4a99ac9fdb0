"""The table of phrases: it reads whole texts, says what it does not know, and its books can be read."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cases.adapter import Adapter
from cases.books import BookOf
from cases.citing import same_place
from cases.comparing import disagreement
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.running import run
from xenotime.desk import answering
from xenotime.facts.book import Book

ADAPTER = Adapter(phrasebook())
LAW = answering.load_law()
DAY = "2025-12-01"


def published(
    facts: Mapping[str, object], answer: str = "licence_required", needs: tuple[str, ...] = ()
) -> Published:
    usual = {"date": DAY, "exporter_country": "CN", "origin": "CN", "destination": "DE", "end_use": "civil"}
    return Published("X", "CN", "invented", usual | dict(facts), answer, ("usual-parties", *needs))


def book_of(case: Published, folder: Path) -> Book:
    return answering.open_book(BookOf(ADAPTER.situation(case)).write(folder), LAW)


@pytest.mark.parametrize(
    ("facts", "piece"),
    [
        ({"product": "NdFeB magnets with pixie dust"}, "pixie dust"),
        ({"product": "SmCo magnets", "end_use": "levitation"}, "levitation"),
        ({"product": "SmCo magnets", "colour": "grey"}, "colour"),
        ({"product": "SmCo magnets", "composition": {"mood": "good"}}, "mood"),
        ({"product": "SmCo magnets", "destination": "somewhere warm"}, "somewhere warm"),
    ],
)
def test_what_has_no_phrase_fails_with_the_words_that_are_not_known(
    facts: Mapping[str, object], piece: str
) -> None:
    with pytest.raises(UnmappedPhrase, match=piece):
        ADAPTER.situation(published(facts))


@pytest.mark.parametrize(
    ("product", "form", "has"),
    [
        ("NdFeB magnets with Dy", "permanent_magnet", {"Nd", "Fe", "B", "Dy"}),
        ("sintered NdFeB without Dy/Tb", "permanent_magnet", {"Nd", "Fe", "B"}),
        ("SmCo magnets", "permanent_magnet", {"Sm", "Co"}),
        ("ferrite magnets", "permanent_magnet", {"SrFe12O19"}),
        ("AlNiCo", "permanent_magnet", {"Al", "Ni", "Co"}),
        ("dysprosium metal", "metal", {"Dy"}),
        ("terbium oxide", "oxide", {"Tb4O7"}),
        ("gallium metal", "metal", {"Ga"}),
        ("germanium dioxide", "oxide", {"GeO2"}),
        ("antimony trioxide powder", "oxide", {"Sb2O3"}),
        ("gadolinium sputtering target", "target", {"Gd"}),
        ("natural flake graphite", "graphite", {"C"}),
        ("lithium-ion battery", "battery", {"Li"}),
        ("LFP cathode material", "powder", {"LiFePO4"}),
        ("yttrium-aluminium alloy", "alloy", {"Y", "Al"}),
        ("tungsten powder", "powder", {"W"}),
        ("gallium arsenide wafers", "wafer", {"GaAs"}),
    ],
)
def test_a_product_becomes_its_form_and_what_is_in_it(
    product: str, form: str, has: set[str], tmp_path: Path
) -> None:
    book = book_of(published({"product": product}), tmp_path)
    assert book.items["GOODS"].form == (form,)
    assert {row.substance for row in book.contents if row.present} == has


def test_what_is_said_to_be_absent_is_stated_as_absent(tmp_path: Path) -> None:
    book = book_of(published({"product": "NdFeB without Dy/Tb"}), tmp_path)
    assert {row.substance for row in book.contents if row.absent} == {"Dy", "Tb"}


@pytest.mark.parametrize("product", ["motors with magnets", "rotor assembly with SmCo magnets"])
def test_a_magnet_in_something_else_is_a_line_of_its_bill(product: str, tmp_path: Path) -> None:
    book = book_of(published({"product": product, "composition": {"magnet": "SmCo"}}), tmp_path)
    assert [(line.parent, line.child) for line in book.bill] == [("GOODS", "MAGNET")]
    assert book.items["MAGNET"].form == ("permanent_magnet",)
    assert {row.item for row in book.contents} == {"MAGNET"}


def test_a_chain_of_countries_is_a_bill_with_a_tier_for_each(tmp_path: Path) -> None:
    facts = {
        "product": "MRI scanner",
        "origin": "unstated",
        "exporter_country": "DE",
        "processing_country": "JP > KR > DE",
        "value_test": {"tier2_ratio_pct": "10.0", "tier3_ratio_pct": "0.25", "threshold_pct": "0.1"},
    }
    book = book_of(
        published(facts, needs=("form and element of the Chinese content; all of it from China",)), tmp_path
    )
    assert [item.made_in for item in book.items.values()] == [("JP",), ("KR",), ("DE",)]
    (tested,) = [row for row in book.contents if row.value]
    worth = [item.value for item in book.items.values()]
    assert tested.value
    assert worth[1] is not None
    assert worth[2] is not None
    assert [tested.value.low / each.low * 1000 for each in worth[1:] if each] == [100, 2.5]


def test_owners_become_holdings_and_the_company_that_owns_nothing_is_the_end_user(tmp_path: Path) -> None:
    owners = [
        {"owner": "X", "list": "control-list company", "pct": "50", "of": "A"},
        {"owner": "A", "list": "unlisted", "pct": "50", "of": "B"},
    ]
    book = book_of(published({"product": "dysprosium metal", "ownership": owners}), tmp_path)
    assert book.shipments[0].parties["end_user"] == ("B",)
    assert book.parties["X"].lists == ("cn/control-list",)
    assert {(each.owner, each.owned) for each in book.holdings if each.owner != "others"} == {
        ("X", "A"),
        ("A", "B"),
    }


def test_what_an_answer_rests_on_outranks_what_the_product_is_called() -> None:
    it = ADAPTER.situation(published({"product": "rotor"}, needs=("form = part",)))
    assert it.said("item.form") == "part"


@pytest.mark.parametrize(
    ("answer", "agrees"),
    [
        ("licence_required", True),
        ("not_required", False),
        ("ambiguous", False),
        ("presumption_of_denial", False),
    ],
)
def test_our_answer_is_held_against_what_was_published(answer: str, agrees: bool) -> None:
    found = run(published({"product": "NdFeB magnets with Dy"}, answer), LAW, ADAPTER)
    assert found.answer
    assert found.ours == "licence required"
    assert (found.wrong == "") is agrees


def test_an_answer_that_rests_on_another_text_does_not_agree() -> None:
    case = published({"product": "NdFeB magnets with Dy"})
    found = run(case, LAW, ADAPTER).answer
    assert found
    for paragraph, agrees in (
        ("cn/2025-18 1C905.a.magnet", True),
        ("cn/2025-18", True),
        ("cn/2023-39 1", False),
    ):
        told = Published(case.id, case.jurisdiction, case.topic, case.facts, case.answer, (), (paragraph,))
        assert (disagreement(told, found, ADAPTER.book) == "") is agrees


def test_an_answer_that_is_open_for_another_reason_does_not_agree() -> None:
    kit = {"product": "sensor kit, not moulded: loose Dy-NdFeB magnet plus chip"}
    case = published(kit, "ambiguous")
    for reason, agrees in (
        ("whether the magnet is shipped loose or not", True),
        ("whether Hong Kong counts as a region other than China", False),
    ):
        told = Published(case.id, "CN", case.topic, case.facts, case.answer, case.needs, (), (reason,))
        assert (run(told, LAW, ADAPTER).wrong == "") is agrees


@pytest.mark.parametrize(
    ("published_at", "ours", "same"),
    [
        ("cn/2025-61 1", "cn/2025-61 1(1)", True),
        ("cn/2025-61 1(1)", "cn/2025-61 1(3)", False),
        ("cn/2025-18 1C905.a.magnet", "cn/2025-18 1C905.a.4", True),
        ("cn/2025-18 1C905.a.4", "cn/2025-18 1C902.a.4", False),
        ("cn/2025-18 1", "cn/2025-18 12", False),
        ("us/744.11(a)(1)", "us/744.11 (a)(1)", True),
        ("us/734.4(a)(6)(ii)", "us/734.4 (a)(6)(i)", False),
        ("us/744.11", "us/744.11 (a)", True),
        ("us/734.1", "us/734.11", False),
        ("cn/joint-notice (not in facts)", "cn/joint-notice 1", True),
    ],
)
def test_two_citations_are_one_place_however_they_are_written(
    published_at: str, ours: str, same: bool
) -> None:
    assert same_place(published_at, ours, {}) is same


def test_every_open_question_that_a_phrase_names_is_one_of_the_law() -> None:
    named = [each.effects.get("question") for each in ADAPTER.book.phrases["depends"]]
    assert not {each for each in named if each} - set(LAW.questions)
