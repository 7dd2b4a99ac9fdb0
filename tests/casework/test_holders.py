"""Parties of a case of law: the law's own lists say where they stand, and its ways of adding say which lists reach them."""

from dataclasses import replace
from datetime import date

from xenotime.casework.lawcases import posed, run_case
from xenotime.desk.answering import load_law
from xenotime.exact import exactly, parse_share
from xenotime.facts.seen import Seen
from xenotime.law.condition import Subject
from xenotime.law.provision import Held, LawCase

LAW = load_law()
CLOSED = "zz/closed-door-list"
TEAPOT = next(each for each in LAW.cases if each.name == "a teapot of iron needs nothing")


def held(owner: str, share: str, owned: str = "end_user", *lists: str) -> Held:
    return Held(owner, owned, lists, exactly(parse_share(share)))


def owned(*holdings: Held) -> LawCase:
    facts = {name: value for name, value in TEAPOT.facts.items() if name != "end_user.owner_lists"}
    return replace(TEAPOT, facts=facts, holdings=holdings, because=(), expect="prohibited")


def owner_lists(case: LawCase) -> Seen:
    return posed(LAW, case).see(Subject("fact", "end_user", "owner_lists"))


def test_owners_on_a_list_are_two_where_two_rows_name_it() -> None:
    both = owned(held(CLOSED, "30 %", "end_user", CLOSED), held(CLOSED, "20 %", "end_user", CLOSED))
    assert owner_lists(both).words == {CLOSED}
    assert run_case(LAW, both).ok


def test_others_of_whom_nothing_is_said_may_be_on_any_list() -> None:
    one = owned(held(CLOSED, "30 %", "end_user", CLOSED))
    assert not owner_lists(one).words
    assert not owner_lists(one).closed
    closed = owned(held(CLOSED, "30 %", "end_user", CLOSED), held("others", "0 %"))
    assert owner_lists(closed).closed


def test_a_share_that_is_not_known_is_asked_for() -> None:
    unknown = owned(
        Held(CLOSED, "end_user", (CLOSED,)), held("friend", "30 %"), held("others", "0 %", "friend")
    )
    assert "share" in {each.fact for each in run_case(LAW, unknown).answer.missing}


def test_a_firm_with_a_name_is_on_no_list_and_passes_on_what_owns_it() -> None:
    chain = owned(held("middle", "60 %"), held("others", "0 %"), held(CLOSED, "50 %", "middle", CLOSED))
    assert owner_lists(chain).words == {CLOSED}
    alone = owned(held("middle", "60 %"), held("others", "0 %"), held("others", "0 %", "middle"))
    assert owner_lists(alone).closed
    assert not owner_lists(alone).words


def test_a_party_named_as_listed_stands_there_on_its_days_alone() -> None:
    for day, words in ((date(2026, 10, 31), {CLOSED, f"{CLOSED}#2026-88"}), (date(2026, 11, 1), set())):
        case = replace(TEAPOT, on=day, facts={}, listed={"purchaser": "Quoll Bell Foundry"})
        seen = posed(LAW, case).see(Subject("fact", "purchaser", "lists"))
        assert seen.words == words
        assert seen.closed


def test_a_party_named_as_listed_owns_as_such() -> None:
    case = replace(
        owned(held("purchaser", "50 %"), held("others", "0 %")),
        on=date(2026, 10, 31),
        listed={"purchaser": "Quoll Bell Foundry"},
    )
    assert CLOSED in owner_lists(case).words
    assert not owner_lists(replace(case, on=date(2026, 11, 1))).words
