"""Asking without harm: what may be put to whom, in which words, and what is never put."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xenotime.asking.drafts import Override, drafted, kind_of
from xenotime.asking.recipients import COUNSEL, ORDER_TAKER, OWN, recipient_of
from xenotime.errors import UnreadableLaw
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.facts.request import ANSWERED, DRAFTED, EXPIRED, REFUSED, SENT, SILENT, STATES, Request
from xenotime.facts.seen import About, Missing
from xenotime.law.asking import AskingProfile
from xenotime.reading.asking.profiles import read_profiles
from xenotime.tracing.asking import ENGLISH, Asker

LAW = Path(__file__).parents[2] / "law"
PROFILES = read_profiles([LAW])
(CAREFUL,) = PROFILES
CAREFUL_COUNTRY = CAREFUL.countries[0]
DAY = date(2026, 11, 24)
NEVER = ("process", "parameter", "upstream", "customer", "工艺", "参数", "上游", "客户")
BOOK = Book(
    items={
        "FAR": Item("FAR", maker="F"),
        "NEAR": Item("NEAR", maker="N"),
        "MADE-THERE": Item("MADE-THERE", maker="N", made_in=(CAREFUL_COUNTRY,)),
        "NOBODY": Item("NOBODY"),
        "OWN": Item("OWN", maker="own", made_in=(CAREFUL_COUNTRY,)),
    },
    parties={
        "F": Party("F", name="Far Ltd", country=(CAREFUL_COUNTRY,)),
        "N": Party("N", name="Near Ltd", country=("QQ",)),
    },
)
FIELDS = {"substance": "Dy", "list": "zz/schedule/items of origin ZZ", "child": "SCREW", "group": "G", "said_by": "S",
          "currency": "EUR", "in": "USD"}  # fmt: skip
EVERY_KIND = sorted(
    {*ENGLISH, "codes", "form", "made_with", "undertaking_onward", "undertaking_use", "node_nm"}
)


def missing(kind: str, item: str) -> Missing:
    return Asker().missing(kind, item, FIELDS)


def asked_of(item: str, *kinds: str, override: Override | None = None) -> tuple[Request, ...]:
    wanted = [(missing(kind, item), ("S1",)) for kind in kinds]
    return drafted(wanted, BOOK, PROFILES, on=DAY, override=override).requests


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("item", ["FAR", "MADE-THERE", "NOBODY"])
def test_under_the_profile_only_conclusions_bands_codes_and_licence_numbers_are_asked(
    kind: str, item: str
) -> None:
    for request in asked_of(item, kind):
        assert request.profile == CAREFUL.name
        assert request.answers in {("yes", "no"), ("none", "below", "at or above"), ("text",)}
        assert request.answers != ("text",) or request.fact in {"codes", "licence number"}
        text = f"{request.english} {request.chinese}".lower()
        assert not [word for word in NEVER if word in text]
        assert "SCREW" not in text


@pytest.mark.parametrize(
    "kind", ["quantity", "option", "alternative", "supplier", "said_on", "mass_kg", "value", "node_nm"]
)
def test_what_has_no_wording_there_is_not_asked_and_the_reason_is_told(kind: str) -> None:
    made = drafted([(missing(kind, "FAR"), ())], BOOK, PROFILES, on=DAY)
    assert made.requests == ()
    assert "has no question for it" in made.left[0][1]


def test_elsewhere_the_question_is_put_as_it_stands() -> None:
    (request,) = asked_of("NEAR", "quantity")
    assert (request.profile, request.to, request.english) == ("", "Near Ltd", missing("quantity", "NEAR").ask)


def test_a_named_person_may_override_it_and_that_is_kept() -> None:
    (request,) = asked_of("FAR", "made_with", override=Override("A. Counsel", "agreed with their counsel"))
    assert (request.override_by, request.override_because) == ("A. Counsel", "agreed with their counsel")
    assert request.profile == CAREFUL.name
    assert request.english == missing("made_with", "FAR").ask


def test_the_profile_follows_the_maker_s_country_and_where_the_item_was_made() -> None:
    def profile(item: str) -> AskingProfile | None:
        return recipient_of(About("item", item), BOOK, PROFILES).profile

    assert profile("FAR") == profile("MADE-THERE") == CAREFUL
    assert profile("NEAR") is None


def test_where_the_country_is_not_known_the_careful_profile_holds() -> None:
    found = recipient_of(About("item", "NOBODY"), BOOK, PROFILES)
    assert found.profile == CAREFUL
    assert "not known" in found.because


def test_of_several_makers_one_after_the_other_is_asked_each_in_his_own_way() -> None:
    several = replace(BOOK, items={"M": Item("M", maker="N; F")})
    wanted = [(missing("has", "M"), ()), (missing("others", "M"), ())]
    asked: list[Request] = []
    for name, profile in (("Near Ltd", ""), ("Far Ltd", CAREFUL.name)):
        made = drafted(wanted, replace(several, requests=tuple(asked)), PROFILES, on=DAY).requests
        assert {(each.to, each.profile) for each in made} == {(name, profile)}
        asked += [replace(each, state=ANSWERED, answer="no") for each in made]
    assert [each.number for each in asked] == ["Q0001", "Q0002", "Q0003", "Q0004"]
    assert not drafted(wanted, replace(several, requests=tuple(asked)), PROFILES, on=DAY).requests


def test_inside_the_house_no_profile_holds() -> None:
    assert recipient_of(About("item", "OWN"), BOOK, PROFILES) == recipient_of(About("item", "OWN"), BOOK, ())
    assert recipient_of(About("item", "OWN"), BOOK, PROFILES).name == OWN
    assert recipient_of(About("shipment", "S"), BOOK, PROFILES).name == ORDER_TAKER


def test_a_question_of_law_is_put_to_nobody() -> None:
    of_law = Missing("reading of zz/q", About("question", "zz/q"), "?")
    made = drafted([(of_law, ())], BOOK, PROFILES, on=DAY)
    assert made.requests == ()
    assert recipient_of(of_law.about, BOOK, PROFILES).name == COUNSEL
    assert "question of law" in made.left[0][1]


def test_two_facts_that_one_conclusion_answers_are_one_request() -> None:
    (request,) = asked_of("FAR", "has", "share of", "form of", "origin of")
    assert request.fact == "has(Dy)"
    assert request.wanted == ("has(Dy)", "share of Dy", "form of Dy in", "origin of Dy in")


def test_a_band_asks_for_the_list_and_the_origin() -> None:
    (request,) = asked_of("FAR", "content")
    assert request.fact == "content of zz/schedule/items of origin ZZ"
    assert request.band == CAREFUL.band
    assert "Only what comes from ZZ counts." in request.english


@pytest.mark.parametrize("state", [DRAFTED, SENT, ANSWERED, REFUSED])
def test_what_was_put_is_not_put_again(state: str) -> None:
    (before,) = asked_of("FAR", "has")
    book = replace(BOOK, requests=(replace(before, state=state),))
    made = drafted([(missing("has", "FAR"), ()), (missing("share of", "FAR"), ())], book, PROFILES, on=DAY)
    assert made.requests == ()
    assert {why for _, why in made.left} == {f"Q0001 is {state}"}


@pytest.mark.parametrize("state", [SILENT, EXPIRED])
def test_what_stayed_silent_or_ran_out_is_put_again_under_a_new_number(state: str) -> None:
    (before,) = asked_of("FAR", "has")
    book = replace(BOOK, requests=(replace(before, state=state),))
    (again,) = drafted([(missing("has", "FAR"), ())], book, PROFILES, on=DAY).requests
    assert again.number == "Q0002"


@given(st.lists(st.integers(1, 9999), unique=True, max_size=6))
def test_a_number_is_never_given_twice(numbers: list[int]) -> None:
    book = replace(
        BOOK, requests=tuple(Request(f"Q{n:04}", f"f{n}", "item", "NEAR", "x", EXPIRED) for n in numbers)
    )
    made = drafted([(missing("has", "NEAR"), ()), (missing("value", "NEAR"), ())], book, PROFILES, on=DAY)
    given_numbers = [*(each.number for each in book.requests), *(each.number for each in made.requests)]
    assert len(set(given_numbers)) == len(given_numbers)


@given(st.sampled_from(STATES), st.integers(-3, 3))
def test_a_state_changes_with_the_day_only_where_it_is_due_or_ran_out(state: str, late: int) -> None:
    request = Request("Q1", "f", "item", "I", "x", state, due_on=DAY, valid_until=DAY)
    found = request.as_of(date.fromordinal(DAY.toordinal() + late)).state
    expected = {SENT: SILENT, ANSWERED: EXPIRED}.get(state, state) if late > 0 else state
    assert found == expected


def test_the_kinds_of_facts_are_told_from_their_names() -> None:
    assert kind_of("has(Dy)") == ("has", {"substance": "Dy"})
    assert kind_of("others") == ("others", {})
    for kind in ENGLISH:
        assert kind_of(missing(kind, "I").fact)[0] == kind if kind not in {"alternative", "tier"} else True


def test_a_profile_that_asks_what_it_forbids_is_refused(tmp_path: Path) -> None:
    text = (LAW / "cn" / "asking.toml").read_text("utf-8")
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "asking.toml").write_text(
        text.replace("Under which export-control code", "By which process, under which code"), "utf-8"
    )
    with pytest.raises(UnreadableLaw) as refused:
        read_profiles([tmp_path])
    assert "process" in str(refused.value)


def test_every_profile_asks_in_both_languages_and_leaves_the_same_places() -> None:
    for question in CAREFUL.questions:
        assert re.search("[一-鿿]", question.chinese)
        assert set(re.findall(r"\{\w+\}", question.english)) == set(re.findall(r"\{\w+\}", question.chinese))
