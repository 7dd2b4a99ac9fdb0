"""What only goes with a deal is no remark where it could make the answer strict."""

from typing import Any

import pytest

from cases import waiting
from cases.adapter import Adapter
from cases.phrasebook import phrasebook
from cases.published import Published
from cases.situation import UNKNOWN, Situation

ADAPTER = Adapter(phrasebook())


def heard(facts: dict[str, Any], jurisdiction: str = "US-EAR", needs: tuple[str, ...] = ()) -> Situation:
    stated = {"date": "2024-06-01"} | facts
    return ADAPTER.situation(Published("X", jurisdiction, "invented", stated, "prohibited", needs), half=True)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"one_time_report": "filed 2024-03-04"}, ""), ({"one_time_report": "filed 2024-05-20"}, "no"),
        ({"one_time_report": "2024-04-01", "bis_contact": "2024-04-20"}, "no"),
        ({"one_time_report": "2024-03-01", "bis_contact": "2024-05-20"}, UNKNOWN), ({"report": "filed 2024-03-04", "bis_answer": "none"}, ""),
        ({"report": "filed 2024-03-04", "agency_reply": "asked for the method"}, "no"),
        ({"report_filed": "true", "thirty_days_passed": "false"}, "no"), ({"report_filed": "true", "thirty_days_passed": "true"}, ""),
        ({"report": "filed 12 days ago"}, "no"), ({"report": "filed in March, no word from BIS"}, ""),
    ],
)  # fmt: skip
def test_a_report_helps_once_thirty_days_have_passed_without_a_word(facts: dict[str, str], word: str) -> None:
    assert waiting.outcome({"date": "2024-06-01"} | facts) == word


def test_a_report_that_was_answered_is_none_whatever_the_answer_rests_on() -> None:
    told = {"product": "foreign technology", "one_time_report": "2024-05-20"}
    it = heard(told, needs=("report filed 2024-05-20",))
    assert it.said("item.facts.one_time_report") == "no"


@pytest.mark.parametrize(
    ("key", "value", "lists"),
    [
        ("ties", "buys for a company on the Entity List", "us/entity-list"), ("other_ties", "shared directors", ""),
        ("declaration", "names a listed firm as the last customer", UNKNOWN), ("entity_list_party", "the freight forwarder", ""),
    ],
)  # fmt: skip
def test_a_remark_that_speaks_of_a_list_is_heard_or_leaves_it_open(key: str, value: str, lists: str) -> None:
    assert heard({"item": "EAR99", key: value}).facts.get("end_user.lists", (0, ""))[1] == lists


def test_a_listed_party_is_the_one_whose_part_in_the_deal_is_told() -> None:
    it = heard({"item": "EAR99", "entity_list_party": "the freight forwarder"})
    assert it.said("intermediary.lists") == "us/entity-list"


@pytest.mark.parametrize(
    ("key", "value", "lists"),
    [
        ("contract", "signed by X for A", "us/sdn"), ("document", 'order of A signed "X, for A"', "us/sdn"),
        ("contract_signature", "X, chief executive of A", "us/sdn"), ("contract", "signed by the manager of A, not X", UNKNOWN),
        ("contract", "signed by the manager of A", ""),
    ],
)  # fmt: skip
def test_an_owner_who_signs_takes_part_in_the_dealing(key: str, value: str, lists: str) -> None:
    it = heard({"ownership": [{"owner": "X", "list": "SDN", "pct": "20", "of": "A"}], key: value}, "US-OFAC")
    assert it.facts.get("intermediary.lists", (0, ""))[1].partition("#")[0] == lists


@pytest.mark.parametrize(
    ("other", "node"),
    [("14 nm in the same building", "advanced"), ("14 nm, in a building of its own", "not_advanced"), ("14 nm", UNKNOWN), ("40 nm", "not_advanced")],
)  # fmt: skip
def test_of_another_line_of_the_plant_the_advanced_one_counts_in_one_building(other: str, node: str) -> None:
    it = heard({"item": "EAR99", "end_use": "ICs on the 28 nm line", "other_line": other})
    assert it.facts["shipment.facts.facility_node"][1] == node


@pytest.mark.parametrize(
    ("value", "word"),
    [("true", "yes"), ("sold alone as a spare", "yes"), ("sold only with this aircraft", "no"), ("sturdy", UNKNOWN), ("not yet", "no")],
)  # fmt: skip
def test_a_part_is_a_product_of_its_own_only_where_that_is_said(value: str, word: str) -> None:
    it = heard({"product": "aircraft", "discrete_product": value})
    assert it.facts["item.facts.discrete_product"][1] == word


def test_no_control_but_a_further_share_is_not_none() -> None:
    owned = {"ownership": [{"owner": "X", "list": "SDN", "pct": "45", "of": "A"}]}
    kept = heard(owned | {"control": "none, but X keeps a tenth through a trust"}, "US-OFAC")
    assert kept.facts["holdings.before_sale"][1] == UNKNOWN
    assert kept.said("owned.controlled_by_listed") != "no"


@pytest.mark.parametrize(
    ("owner", "word"),
    [("a Delaware fund, US", "yes"), ("Zephyr Holdings", UNKNOWN), ("a German family", "no"), ("none", "no")],
)
def test_an_owner_of_whom_no_country_is_told_may_be_american(owner: str, word: str) -> None:
    assert heard({"item": "EAR99", "exporter_owner": owner}).facts["exporter.us_owned"][1] == word


@pytest.mark.parametrize(
    ("key", "value"), [("laden_late", "true"), ("objection_of_bis_received", "2024-05-02")]
)
def test_a_truth_or_a_day_of_something_that_nobody_knows_is_not_passed_over(key: str, value: str) -> None:
    assert heard({"item": "EAR99", key: value}).unheard


@pytest.mark.parametrize(
    ("key", "value", "held"),
    [
        ("belongs_to", "L (Entity List, 60%)", ("L", "60")), ("belongs_to", "a group whose parent is on the Entity List", ("parent", "more than 50")),
        ("subsidiary_of", "L (Entity List)", ("L", "more than 50")), ("ownership", "belongs to a company on the Entity List, wholly", ("parent", "100")),
        ("belongs_to", {"owner": "L", "list": "Entity List", "pct": "75"}, ("L", "75")), ("part_of_group", "none", ("nobody", "100")),
    ],
)  # fmt: skip
def test_whoever_somebody_belongs_to_holds_most_of_him(key: str, value: Any, held: tuple[str, str]) -> None:
    it = heard({"item": "EAR99", key: value})
    assert [(each.owner, each.percent) for each in it.owned] == [held]
    assert it.said(f"{held[0]}.lists") == ("none" if held[0] == "nobody" else "us/entity-list")


@pytest.mark.parametrize(
    ("address", "needs", "granted"),
    [
        ("shared with an Entity List party", (), False), ("shared with an Entity List party", ("address itself is no entry",), True),
        ("same as that of an Entity List company", ("no tie besides the address",), True),
    ],
)  # fmt: skip
def test_an_address_shared_with_a_listed_party_is_open_until_it_is_told_to_be_no_entry(
    address: str, needs: tuple[str, ...], granted: bool
) -> None:
    it = heard({"item": "EAR99", "end_user": "unlisted firm", "address": address}, needs=needs)
    assert it.facts["end_user.lists"][1] == UNKNOWN
    assert it.unlisted_said is granted


@pytest.mark.parametrize(
    ("key", "value", "word"),
    [("goes_into", "a server bought by a footnote 1 entity", "footnote_1"), ("produced_for", "an Entity List firm", UNKNOWN), ("goes_into", "washing machines", "none")],
)  # fmt: skip
def test_whose_goods_a_thing_goes_into_is_told_by_the_key(key: str, value: str, word: str) -> None:
    it = heard({"item": "foreign-made chip", key: value})
    assert it.facts["shipment.facts.goes_into_goods_of"][1] == word


@pytest.mark.parametrize(
    ("product", "code"),
    [("compressor", "us:1C001"), ("satellite", ""), ("high-performance computer", "us:4A003.b")],
)
def test_a_product_that_may_have_a_class_of_its_own_stands_for_no_other(product: str, code: str) -> None:
    it = heard(
        {"product": product, "processing_country": "DE", "us_content": [{"kind": "controlled", "pct": "5"}]}
    )
    assert "; ".join(it.codes) == code


def test_a_plant_is_told_by_its_node_alone() -> None:
    assert (
        heard({"item": "EAR99", "facility": "28 nm planar logic only"}).said("shipment.facts.facility_node")
        == "not_advanced"
    )


def test_no_american_is_heard_as_none() -> None:
    assert (
        heard({"item": "EAR99", "exporter": "German company, no US person"}).said("exporter.nationality")
        != "US"
    )


@pytest.mark.parametrize(
    ("published", "ours", "same"),
    [
        ("us/734-supp-2(a)(1)", "us/734.4 (d)", True), ("us/734-supp-2(a)(1)", "us/734.4 (a)(6)(ii)", False), ("us/734-supp-2(b)", "us/734.4 (c)", False),
        ("us/734-supp-2 note to (a)(1)", "us/734.4 (d)", True), ("us/734-supp-2(b)(3)", "us/734.4 (d)(3)", True), ("us/itsr-560.205", "us-ofac/itsr 560.420", True),
        ("us/itsr-560.205", "us-ofac/itsr 560.215", False), ("us/ofac-50 399", "us-ofac/fifty-percent 401", True), ("us/ofac-50 402", "us-ofac/fifty-percent 401", False),
        ("uk/ofsi-guidance 4.1", "uk/ofsi-ownership 4", True), ("uk/russia-regs-2019 reg 7", "uk/ofsi-ownership 5", True), ("uk/general-note-2", "uk/ofsi-ownership 4", False),
        ("eu/269-2014 2", "eu/best-practices-ownership 60", True), ("eu/2021-821 3", "eu/best-practices-ownership 60", False),
        ("us/ofac-faq-400", "us-ofac/fifty-percent 398", True), ("us/ofac-50 (not in facts)", "us-ofac/fifty-percent 402", True),
    ],
)  # fmt: skip
def test_another_name_of_a_text_means_the_paragraph_that_answers_it(
    published: str, ours: str, *, same: bool
) -> None:
    assert ADAPTER.book.cites(published, ours) is same


@pytest.mark.parametrize(
    ("value", "opened"),
    [
        ("NAC, accepted by BIS", True),
        ("NAC, not accepted by BIS", False),
        ("NAC notified, no answer yet", False),
    ],
)
def test_an_exception_is_open_once_the_agency_let_the_notification_pass(value: str, *, opened: bool) -> None:
    it = heard({"item": "3A090.a", "licence_exception": value})
    assert (it.said("reading.us/exception-open") == "it is open") is opened


@pytest.mark.parametrize(
    ("key", "value"),
    [("remark", "BIS informed the exporter that a licence is needed"), ("bis_letter", "is-informed letter names the buyer")],
)  # fmt: skip
def test_what_the_agency_told_is_no_remark(key: str, value: str) -> None:
    assert heard({"item": "EAR99", key: value}).unheard


def test_of_a_value_that_is_told_with_its_price_that_at_the_market_price_counts() -> None:
    basis = "list price of the supplier; 27 at market price"
    content = [{"kind": "controlled", "pct": "24", "value_basis": basis}]
    assert [each["pct"] for each in heard({"product": "machine", "us_content": content}).american] == ["27"]
    odd = [{"kind": "controlled", "pct": "24", "value_basis": "3 dollars a piece"}]
    assert heard({"product": "machine", "us_content": odd}).unheard


def test_for_whom_a_person_works_is_heard_wherever_the_person_is_told() -> None:
    it = heard({"person": "US citizen, employed by a German company", "employer_owner": "none"})
    assert it.said("shipment.facts.us_person_employer") == "DE"


@pytest.mark.parametrize(
    ("key", "value", "lists"),
    [("document", "contract of A signed by an unlisted director", ""), ("contract", "X signs nothing", "")],
)
def test_an_owner_who_does_not_sign_takes_no_part(key: str, value: str, lists: str) -> None:
    it = heard({"ownership": [{"owner": "X", "list": "SDN", "pct": "20", "of": "A"}], key: value}, "US-OFAC")
    assert it.said("intermediary.lists") == lists


@pytest.mark.parametrize(
    ("direction", "to", "lists"),
    [("import from a listed entity into the US", "US", ""), ("return of a defective part to an Entity List company", "", "us/entity-list")],
)  # fmt: skip
def test_what_is_given_back_is_given_and_what_comes_in_is_not(direction: str, to: str, lists: str) -> None:
    it = heard({"item": "EAR99", "direction": direction})
    assert (it.said("shipment.to"), it.said("end_user.lists")) == (to, lists)


def test_what_an_entry_covers_and_by_which_policy_is_heard_together() -> None:
    it = heard({"item": "EAR99", "end_user": "Entity List (all items subject to the EAR; case by case)"})
    assert not it.unheard
    assert it.said("end_user.us_entry_policy") == "case_by_case"


def test_that_nobody_prolonged_the_stay_is_said_by_the_answer() -> None:
    needs = ("BIS did not act again",)
    assert heard({"item": "EAR99"}, needs=needs).said("reading.us/after-90-fr-50857") == "back in force"


def test_a_trust_of_a_listed_owner_may_hold_for_him() -> None:
    rows = [
        {"owner": "X", "list": "SDN", "pct": "45", "of": "A"},
        {"owner": "trust of X", "list": "unlisted", "pct": "10", "of": "A"},
    ]
    assert heard({"ownership": rows}, "US-OFAC").facts["trust of X.lists"][1] == UNKNOWN


@pytest.mark.parametrize("key", ["activity", "use"])
def test_a_list_that_is_named_with_a_thing_or_a_use_is_not_passed_over(key: str) -> None:
    it = heard({"item": "EAR99", key: "repair of a machine at an Entity List firm"}, needs=("usual-use",))
    assert it.facts["end_user.lists"][1] in {UNKNOWN, "us/entity-list"}
