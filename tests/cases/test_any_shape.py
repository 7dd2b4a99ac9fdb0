"""Holdings, content and keys that nobody knows are heard in whatever shape they are told."""

from typing import Any

import pytest

from cases import holding, shares
from cases.adapter import Adapter
from cases.listing import meant
from cases.phrasebook import UnmappedPhrase, phrasebook
from cases.published import Published
from cases.situation import Situation

ADAPTER = Adapter(phrasebook())


def heard(facts: dict[str, Any], jurisdiction: str = "US-EAR", *, half: bool = False) -> Situation:
    stated = {"date": "2025-10-15"} | facts
    return ADAPTER.situation(Published("X", jurisdiction, "invented", stated, "licence_required"), half=half)


@pytest.mark.parametrize(
    "value",
    [
        [{"owner": "X", "list": "SDN", "pct": "50", "of": "A"}], [{"holder": "X", "status": "SDN", "stake_pct": "50%", "company": "A"}],
        {"A": {"X (SDN)": "half"}}, [{"name": "X", "sdn": "true", "share": "0.5", "in": "A"}], {"A": "X (SDN) 50 %"},
        [{"shareholder": "X", "listed_on": "SDN", "percent": "exactly 50", "entity": "A"}],
    ],
)  # fmt: skip
def test_a_holding_is_the_same_in_any_shape(value: Any) -> None:
    (row,) = holding.rows(value)
    assert (row["owner"], row["pct"], row["of"], row["list"].upper()) == ("X", "50", "A", "SDN")


def test_a_branch_is_wholly_its_head_office() -> None:
    it = heard({"item": "EAR99", "head_office": {"name": "L", "list": "Entity List", "country": "CN"}})
    assert [(each.owner, each.percent) for each in it.owned] == [("L", "100")]


@pytest.mark.parametrize(
    ("address", "lists"),
    [("address on the Entity List", "us/entity-list"), ("address of a company on the Entity List", "?")],
)
def test_an_address_is_listed_by_itself_or_is_that_of_somebody(address: str, lists: str) -> None:
    it = heard({"item": "EAR99", "end_user": {"name": "a shop", "address": address}}, half=True)
    assert it.facts["end_user.lists"][1] == lists


def test_a_sum_of_shares_is_as_many_holdings_and_a_share_without_an_owner_is_none() -> None:
    assert [each["pct"] for each in holding.rows([{"owner": "two SDNs", "pct": "35 + 15"}])] == ["35", "15"]
    with pytest.raises(ValueError, match="pct"):
        holding.rows([{"pct": "35"}])


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        ("review policy presumption of denial", "presumption_of_denial"), ("policy of its own", "?"),
        ("case-by-case review", "case_by_case"),
    ],
)  # fmt: skip
def test_of_several_owners_a_policy_that_nobody_understands_may_be_the_strictest(
    said: str, policy: str
) -> None:
    lists = ["Entity List (case by case)", f"Entity List ({said})"]
    rows = [{"owner": f"L{at}", "list": each, "pct": "25", "of": "F"} for at, each in enumerate(lists)]
    it = heard({"item": "EAR99", "ownership": rows}, half=True)
    assert it.facts["F.us_entry_policy"][1] == policy


@pytest.mark.parametrize(
    ("text", "jurisdiction", "own"),
    [
        ("designated under UK sanctions", "UK", "UK designated"), ("EU asset freeze list", "EU", "EU listed"),
        ("listed entity", "US-EAR", "Entity List"), ("blocked person", "US-EAR", "SDN"), ("on the sanctions list of the EU", "UK", "EU listed"),
        ("said to be sanctioned", "US-OFAC", ""), ("listed on a stock exchange", "EU", ""), ("not listed", "EU", ""),
    ],
)  # fmt: skip
def test_whoever_is_listed_is_on_the_list_that_is_named_or_on_that_of_the_law_that_is_asked(
    text: str, jurisdiction: str, own: str
) -> None:
    assert meant(text, jurisdiction) == own


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("us_content_pct", "12", [("controlled", "12")]), ("us_content", {"EAR99": "40"}, [("EAR99", "40")]),
        ("us_content", "none", [("none", "0")]), ("us_parts", [{"classification": "EAR99", "share": "40%"}], [("EAR99", "40")]),
        ("us_content", "40 % EAR99 parts; 2 % 5E002 technology", [("EAR99 parts", "40"), ("5E002 technology", "2")]),
        ("us_content", [{"kind": "controlled", "pct_at_transfer_price": "19.8", "pct_at_market_price": "33"}], [("controlled", "33")]),
    ],
)  # fmt: skip
def test_content_is_the_same_in_any_shape(key: str, value: Any, told: list[tuple[str, str]]) -> None:
    assert [(each["kind"], each["pct"]) for each in shares.rows(key, value)] == told


@pytest.mark.parametrize(
    "kind", ["600-series item listed in .a", "controlled part of the 600 series", "listed 9x515 part"]
)
def test_that_content_is_listed_does_not_take_the_place_of_the_code_that_it_has(kind: str) -> None:
    it = heard({"item": "machine", "us_content": [{"kind": kind, "pct": "0.5"}]})
    assert [each["code"] for each in it.american] == ["us:9A610.x"]


def test_content_valued_at_another_than_the_market_price_is_not_understood() -> None:
    with pytest.raises(ValueError, match="transfer"):
        shares.rows("us_content", [{"kind": "controlled", "pct": "19", "price_basis": "transfer price"}])


@pytest.mark.parametrize(
    ("key", "value", "place", "word"),
    [
        ("affiliate_country", "AE", "shipment.to", "AE"), ("production_site", "KR", "item.made_in", "KR"), ("shipped_out_of", "TW", "shipment.from", "TW"),
        ("purchasing_agent", "on the Entity List", "intermediary.lists", "us/entity-list"),
        ("customer", "subsidiary of a Chinese parent", "end_user.headquarters", "CN"), ("fab_node", "advanced DRAM", "shipment.facts.facility_node", "advanced"),
        ("item", "German machine", "item.made_in", "DE"), ("item", "machine built in Korea", "item.made_in", "KR"),
        ("item", "machine not made in Germany", "item.made_in", "US"), ("production", "tools of the US, product of 3E991 technology", "item.made_in", "US"),
    ],
)  # fmt: skip
def test_a_key_that_nobody_knows_is_read_by_its_words(key: str, value: str, place: str, word: str) -> None:
    assert heard({key: value}, half=True).said(place) == word


@pytest.mark.parametrize(
    ("key", "value"),
    [("legally_distinct", "true"), ("onward_transfer", "none"), ("screening", "no hit")],
)
def test_a_key_and_its_value_are_heard_as_one_clause(key: str, value: str) -> None:
    assert not heard({"item": "EAR99", key: value}).unheard


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("source", "a plant of the US"),
        ("customers_of_end_user", "footnote 1 entity"),
        ("rumour", "diverted to the army"),
    ],
)
def test_what_could_make_an_answer_strict_is_heard_as_a_fact_or_not_at_all(key: str, value: str) -> None:
    with pytest.raises(UnmappedPhrase):
        heard({"item": "EAR99", key: value})


@pytest.mark.parametrize(
    ("sale", "left"),
    [
        ("outside US jurisdiction", ""), ({"place": "abroad", "us_person_involved": "false"}, ""), ("through a US bank", "50"),
        ({"place": "outside US jurisdiction", "to": "his brother, for a nominal price"}, "?"), ({"before_pct": "60", "bank": "American"}, "60"),
    ],
)  # fmt: skip
def test_a_sale_of_shares_counts_outside_the_reach_of_the_united_states_and_is_open_where_it_may_be_none(
    sale: Any, left: str
) -> None:
    owned = {"ownership": [{"owner": "X", "list": "SDN", "pct": "40", "of": "A"}], "sale": sale}
    assert heard(owned, "US-OFAC").facts.get("holdings.before_sale", (0, ""))[1] == left
