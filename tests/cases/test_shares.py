"""Shares in words, shares that nobody tells, property that was blocked, and firms that persons of the United States own."""

import pytest

from cases.adapter import Adapter
from cases.books import _share
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.running import run
from xenotime.desk import answering

ADAPTER = Adapter(phrasebook())
LAW = answering.load_law()


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ("50", ("50 %", "50 %")), ("unknown", ("0 %", "100 %")), ("unknown, at least 20", ("20 %", "100 %")),
        ("50 or more", ("50 %", "100 %")), ("up to 49", ("0 %", "49 %")), ("between 20 and 30", ("20 %", "30 %")),
        ("less than 50%", ("0 %", "49.99 %")), ("majority", ("50.01 %", "100 %")),
    ],
)  # fmt: skip
def test_a_share_in_words_has_a_least_and_a_most(said: str, bounds: tuple[str, str]) -> None:
    assert _share(said) == bounds


@pytest.mark.parametrize(
    ("share", "date", "possible"),
    [
        ("unknown", "2025-10-15", ("licence required",)),
        ("unknown", "2025-09-28", ("no licence required",)),
        ("unknown", "2026-01-20", ("no licence required", "licence required")),
        ("49", "2025-10-15", ("no licence required",)),
    ],
)
def test_a_listed_owner_whose_share_nobody_tells_asks_for_a_licence_while_the_flag_is_awake(
    share: str, date: str, possible: tuple[str, ...]
) -> None:
    facts = {
        "item": "EAR99 pump", "origin": "US", "buyer_location": "MY", "date": date,
        "ownership": [{"owner": "L", "list": "Entity List", "pct": share, "of": "M"}],
    }  # fmt: skip
    needs = ("usual-use", "holdings row others = on no list")
    answer = run(Published("X", "US-EAR", "invented", facts, "ambiguous", needs), LAW, ADAPTER).answer
    assert answer
    assert answer.possible == possible


@pytest.mark.parametrize(
    ("key", "said", "word"),
    [
        ("property", "blocked while X held 60%", "yes"), ("blocked_property", "in a bank since before the sale", "yes"),
        ("funds", "never blocked", "no"), ("other", "said", ""),
    ],
)  # fmt: skip
def test_property_that_was_blocked_is_heard_by_its_key_or_by_what_is_said(
    key: str, said: str, word: str
) -> None:
    holding = [{"owner": "X", "list": "SDN", "pct": "40", "of": "A"}]
    facts = {"ownership": holding, key: said, "date": "2024-06-01"}
    it = ADAPTER.situation(Published("X", "US-OFAC", "invented", facts, "prohibited"), half=True)
    assert it.said("shipment.facts.blocked_before") == (word or "no")


@pytest.mark.parametrize(
    ("key", "said", "word"),
    [
        ("exporter_ownership", "100% US parent", "yes"), ("exporter_parent", "US", "yes"), ("exporter_ownership", "20% US", "?"),
        ("exporter", "wholly owned subsidiary of a US company", "yes"), ("exporter_ownership", "French family", "no"),
        ("exporter", "German subsidiary", "?"), ("exporter", "subsidiary of a French family", "no"),
    ],
)  # fmt: skip
def test_a_firm_that_persons_of_the_united_states_own_is_heard(key: str, said: str, word: str) -> None:
    facts = {"item": "machine", "destination": "IR", key: said, "date": "2024-06-01"}
    it = ADAPTER.situation(Published("X", "US-EAR", "invented", facts, "prohibited"), half=True)
    assert it.facts["exporter.us_owned"][1] == word


def test_a_number_has_marks_between_its_thousands_and_a_unit_that_the_law_does_not_use() -> None:
    facts = {"item": "3A090.a", "chip": {"TPP": "15,832", "dram_bandwidth": "4.8 TB/s"}, "date": "2026-02-10"}
    it = ADAPTER.situation(Published("X", "US-EAR", "invented", facts, "case_by_case"))
    assert (it.said("item.facts.tpp"), it.said("item.facts.dram_bandwidth_gb_s")) == ("15832", "4800")
